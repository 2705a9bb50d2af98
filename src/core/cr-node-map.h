/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A persistent map from key to node: copying it is free, changing a copy leaves the other as it was. Inside the core only. */
#pragma once

#include "cr-node.h"

G_BEGIN_DECLS

typedef struct _CrBranch CrBranch;

/**
 * CrNodeMap:
 * @root: (nullable): the topmost branch
 * @n_nodes: how many nodes there are
 * @limit: every key in it is below this
 *
 * A value struct: all zeros is an empty map.
 */
typedef struct
{
  CrBranch *root;
  guint n_nodes;
  CrKey limit;
} CrNodeMap;

void cr_node_map_copy (CrNodeMap *to, const CrNodeMap *from);
void cr_node_map_clear (CrNodeMap *map);

/* O(log₃₂ limit) each. */
const CrNode *cr_node_map_get (const CrNodeMap *map, CrKey key);
const CrNode *cr_node_map_get_next (const CrNodeMap *map, CrKey key);

/* Takes @node over, in the place of the one with its key. Copies only those branches on the way that another map shares. */
void cr_node_map_take (CrNodeMap *map, CrNode *node);
gboolean cr_node_map_remove (CrNodeMap *map, CrKey key);

/* Calls back in key order for each key whose node is not the same object in both; branches that are shared are skipped. */
void cr_node_map_compare (const CrNodeMap *before,
                          const CrNodeMap *after,
                          void (*difference) (const CrNode *before, const CrNode *after, gpointer data),
                          gpointer data);

G_END_DECLS
