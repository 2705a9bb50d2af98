/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a side bar: panels below one another, all about the canvas's document and brought up to date once a frame while the page can be seen. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_PAGE (cr_page_get_type ())
G_DECLARE_FINAL_TYPE (CrPage, cr_page, CR, PAGE, GtkWidget)

/**
 * CrPage:
 *
 * Properties: "canvas" (CrCanvas, set once): whose document is shown. "panel-width" (int): how wide it is, if its panels do not need more. "rest" (uint): milliseconds
 * between two updates during a gesture, for one whose numbers may be a little late; 0.
 */

/* Adds a panel below the others. */
void cr_page_append (CrPage *page, CrPanel *panel);

/* Goes through the panels, from top to bottom. */
void cr_page_foreach (CrPage *page, void (*function) (CrPanel *panel, gpointer data), gpointer data);

/* How high it may be as a sheet from below; 0: as high as its place. */
void cr_page_set_sheet_height (CrPage *page, int height);

/* Brings the panels up to date at the next frame, if the page can be seen. */
void cr_page_queue_update (CrPage *page);

G_END_DECLS
