/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which nodes belong together: what feeds some, what they feed, what is of their kind. Changes nothing. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

typedef enum
{
  CR_RELATION_UPSTREAM,   /* all that the given ones depend on */
  CR_RELATION_DOWNSTREAM, /* all that depends on them */
  CR_RELATION_KIND,       /* all of the same gates; of a group all groups, of a frame all frames */
} CrRelation;

/**
 * cr_edit_find_related:
 * @graph: a version
 * @keys: @n_keys nodes, groups and frames; a group or frame stands for the nodes in it
 * @relation: which others are looked for
 *
 * What is in a folded group is answered by the group. Cost: O(nodes + wires).
 *
 * Returns: (transfer full): the keys with those that are found, each once (CrKey elements)
 */
GArray *cr_edit_find_related (const CrGraph *graph, const CrKey *keys, guint n_keys, CrRelation relation);

G_END_DECLS
