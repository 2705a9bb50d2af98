/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel at the side of its content: beside it, over it, or as a sheet over its lower part. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_SIDE_VIEW (cr_side_view_get_type ())
G_DECLARE_FINAL_TYPE (CrSideView, cr_side_view, CR, SIDE_VIEW, GtkWidget)

/* Where the panel is, when it is shown. */
typedef enum
{
  CR_SIDE_BESIDE, /* takes room of its own from the content */
  CR_SIDE_OVER,   /* lies over the content, which keeps all the room */
  CR_SIDE_BELOW,  /* so too, over its lower part, as wide as it is */
} CrSidePlace;

/**
 * CrSideView:
 *
 * Properties: "content" and "panel" (GtkWidget), "at-end" (boolean: the panel is at the end of lines, at construction alone),
 * "shows-panel" (boolean; notifies at once, the panel slides).
 *
 * A panel beside has the width that it needs; over the content its natural one, or below its natural height, where there is as much.
 * libadwaita's AdwFlap is deprecated; its AdwOverlaySplitView is newer than Debian 12, has a width of its own, and no place below.
 */

void cr_side_view_set_shows_panel (CrSideView *view, gboolean shows_panel);
gboolean cr_side_view_get_shows_panel (CrSideView *view);

/* CR_SIDE_BESIDE at first. */
void cr_side_view_set_place (CrSideView *view, CrSidePlace place);
CrSidePlace cr_side_view_get_place (CrSideView *view);

G_END_DECLS
