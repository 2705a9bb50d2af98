/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aligning and distributing: where things go that are to stand in line or at even distances. Pure arithmetic, and the edit that does it. */
#pragma once

#include "cr-geometry.h"
#include "cr-graph.h"

G_BEGIN_DECLS

typedef enum
{
  CR_ARRANGE_LEFT,    /* left edges in line, at that of the one farthest to the left */
  CR_ARRANGE_CENTRE,  /* centres one above the other, on the snap grid */
  CR_ARRANGE_RIGHT,   /* right edges in line */
  CR_ARRANGE_TOP,     /* top edges in line */
  CR_ARRANGE_MIDDLE,  /* centres side by side, on the snap grid */
  CR_ARRANGE_BOTTOM,  /* bottom edges in line */
  CR_ARRANGE_ACROSS,  /* the same gap between each and the next to its right; the outermost stay */
  CR_ARRANGE_DOWN,    /* the same from top to bottom */
} CrArrangement;

/**
 * CrArrangeBox:
 * @key: a node, group or frame
 * @area: what it takes, in pixels at 100 %
 * @shift: how far it goes
 */
typedef struct
{
  CrKey key;
  CrArea area;
  CrPoint shift;
} CrArrangeBox;

/* How many things that takes: 2 to align, 3 to distribute. */
guint cr_arrangement_get_least (CrArrangement how);

/**
 * cr_arrange:
 * @boxes: @n_boxes boxes; their order becomes another one where they are distributed
 * @how: what is to be done
 *
 * Sets the shift of each. Boxes that are too wide together for a gap between them are distributed by their centres. O(n · log n).
 */
void cr_arrange (CrArrangeBox *boxes, guint n_boxes, CrArrangement how);

/* With each box, and what goes along with it, moved by its shift (transfer full). No box may lie in another one. */
CrGraph *cr_edit_arrange (const CrGraph *graph, const CrArrangeBox *boxes, guint n_boxes);

G_END_DECLS
