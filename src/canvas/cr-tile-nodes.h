/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The still image as render nodes: each tile keeps its node until it is drawn anew, so that GTK paints that tile alone. */
#pragma once

#include "cr-still-image.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _CrTileNodes CrTileNodes;

CrTileNodes *cr_tile_nodes_new (void);
void cr_tile_nodes_free (CrTileNodes *nodes);

/* Appends what of the image is in view, in view coordinates. */
void cr_tile_nodes_append (CrTileNodes *nodes, const CrStillImage *image, const CrViewport *viewport, GtkSnapshot *snapshot);

G_END_DECLS
