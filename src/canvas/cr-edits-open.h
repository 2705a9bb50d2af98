/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a folded group in its place: what it would lie on makes room, and gets it back when the group is folded. */
#pragma once

#include "cr-geometry.h"
#include "cr-graph.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * cr_edit_open_group:
 * @graph: a version
 * @tape: its tape, for the sizes of nodes
 * @key: a group
 *
 * Opens it if it is folded. What its outline, or that of an open group around it, would lie on goes aside, and all that is beyond with it:
 * right and left, above and below stay so, and what was in line stays in line. O(nodes · depth of the group).
 *
 * Returns: (transfer full): a new version
 */
CrGraph *cr_edit_open_group (const CrGraph *graph, CrTape *tape, CrKey key);

/* What was in one place and is in another: a node or a group, as a point, or a frame. */
typedef struct
{
  CrKey key;
  CrArea from;
  CrArea to;
} CrMoved;

/**
 * cr_edit_list_moved:
 * @before: a version
 * @after: a version in which a group has been opened, or a unit unfolded
 * @group: the group
 *
 * Lists what stands elsewhere after it, and where the group's members stand.
 *
 * Returns: (transfer full): CrMoved elements
 */
GArray *cr_edit_list_moved (const CrGraph *before, const CrGraph *after, CrKey group);

/* Whether nobody has moved any of it since. */
gboolean cr_edit_stands_as_moved (const CrGraph *graph, const GArray *moved);

/* Brings back what is still there (transfer full). */
CrGraph *cr_edit_move_back (const CrGraph *graph, const GArray *moved);

G_END_DECLS
