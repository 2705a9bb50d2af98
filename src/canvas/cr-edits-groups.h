/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making groups and taking them apart: each function takes a version and gives a new one (transfer full). What is computed stays. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_edit_find_group_members:
 * @graph: a version
 * @keys: @n_keys nodes, groups and frames, as they are selected
 *
 * What a group made of them would have as its members: those that are in one and the same group, or in none, as they are; of those that
 * lie deeper the groups that they are in there. Frames are no members.
 *
 * Returns: (transfer full): of #CrKey, each once, in the order of @keys
 */
GArray *cr_edit_find_group_members (const CrGraph *graph, const CrKey *keys, guint n_keys);

/**
 * cr_edit_group:
 * @graph: a version
 * @keys: as above; at least one of them is a node or a group
 * @title: (nullable): of the new group
 * @key: return location for its key
 *
 * Folds them into a group, in the middle of where they stand and in the group that they were in. Wires that cross its border come to
 * its ports. O(nodes + wires).
 */
CrGraph *cr_edit_group (const CrGraph *graph, const CrKey *keys, guint n_keys, const char *title, CrKey *key);

/* Without a group: its members are in the group that it was in, if any, and stand where they stood. The same version where the key names
 * no group. */
CrGraph *cr_edit_ungroup (const CrGraph *graph, CrKey key);

G_END_DECLS
