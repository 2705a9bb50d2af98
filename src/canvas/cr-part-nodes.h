/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves on the canvas as render nodes, in few rectangles. */
#pragma once

#include "cr-picture.h"
#include "cr-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _CrPartNodes CrPartNodes;

CrPartNodes *cr_part_nodes_new (void);
void cr_part_nodes_free (CrPartNodes *nodes);

/**
 * cr_part_nodes_append:
 * @nodes: kept from frame to frame
 * @picture: what is drawn
 * @viewport: which part of it, and how large
 * @device_scale: device pixels for one pixel of the view, 1 or more
 * @marks: as cr_picture_draw_moving() takes them
 * @snapshot: in view coordinates
 *
 * Appends what moves of a picture, so that GTK paints anew only where there is any of it.
 */
void cr_part_nodes_append (CrPartNodes *nodes, CrPicture *picture, const CrViewport *viewport, int device_scale, const CrMarks *marks,
                           GtkSnapshot *snapshot);

G_END_DECLS
