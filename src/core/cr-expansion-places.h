/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the gates stand that a node unfolds into, and how the other nodes make room. Inside the core only. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * CrBox: room for the gates of one node, around where it stood.
 * @center: where it stood
 * @width: of all of them, beyond what one node takes
 * @height: likewise
 */
typedef struct
{
  CrPoint center;
  double width;
  double height;
} CrBox;

/**
 * cr_expansion_arrange:
 * @nodes: (element-type CrNode): new nodes, each behind its operands
 * @points: (out caller-allocates): as many: where each stands from the middle of all
 * @box: (out): its width and height; the centre is not written
 *
 * In columns from left to right, a gate right of its operands, a parameter just left of the gate that it feeds; in a column from top to
 * bottom in the nodes' order.
 */
void cr_expansion_arrange (const GPtrArray *nodes, CrPoint *points, CrBox *box);

/* Room: a map of the plane that keeps order and pulls apart, in either direction, what lies on different sides of a box. */
typedef struct _CrRoom CrRoom;

CrRoom *cr_room_new (const CrBox *boxes, guint n_boxes);
void cr_room_free (CrRoom *room);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrRoom, cr_room_free)

/* Where what stood at @point stands now. */
CrPoint cr_room_map (const CrRoom *room, CrPoint point);

/* Moves every node, group and frame that has a place. */
void cr_room_make (const CrRoom *room, CrGraphEdit *edit, const CrGraph *graph, CrParts *parts);

G_END_DECLS
