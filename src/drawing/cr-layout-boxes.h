/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the layout has to know of what it places: boxes and wires between them, by index. Inside the drawing library only. */
#pragma once

#include "cr-geometry.h"
#include "cr-layered.h"

G_BEGIN_DECLS

/**
 * CrBox: a node, or a group as one.
 * @area: what it takes, its place being 0, 0
 * @label_width: of the numbers that stand on its wire; 0 where it holds its own
 * @left: how far it reaches to the left with the name below it and the wires that pass it; 0 where the usual room is enough
 * @top: what it takes above its place, and @bottom below it
 * @is_unit: whether weights are drawn on the wires into it
 */
typedef struct
{
  CrArea area;
  double label_width;
  double left;
  double top;
  double bottom;
  gboolean is_unit;
} CrBox;

/* A place for each of @n boxes, the highest at 96, the first column at 96; columns are multiples of the snap grid apart. */
CrPoint *cr_boxes_find_places (const CrBox *boxes, guint n, const CrEdge *edges, guint n_edges, const CrLayered *layered);

/* The layers of boxes; to be freed with cr_layered_free(). */
CrLayered *cr_boxes_sort (const CrBox *boxes, guint n, const CrEdge *edges, guint n_edges);

G_END_DECLS
