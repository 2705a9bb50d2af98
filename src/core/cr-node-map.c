/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A persistent map from key to node.
 *
 * How this works: a trie over the key's bits, five a level, as in the persistent vectors of functional languages. A branch of level 0
 * holds 32 nodes, one of level l holds 32 branches of level l − 1. Branches are reference-counted. A change copies the branches
 * between root and node that somebody else holds too, at most seven, and shares all others; a branch held only by this map is
 * changed in place, so that filling a new map with a million nodes copies nothing.
 */
#include "cr-node-map.h"

#include <string.h>

#define BITS 5
#define FANOUT (1u << BITS)

struct _CrBranch
{
  gatomicrefcount references;
  guint level;
  union
  {
    CrBranch *branches[FANOUT];
    CrNode *nodes[FANOUT];
  };
};

static CrBranch *
branch_new (guint level)
{
  CrBranch *branch = g_new0 (CrBranch, 1);

  g_atomic_ref_count_init (&branch->references);
  branch->level = level;
  return branch;
}

static CrBranch *
branch_ref (CrBranch *branch)
{
  g_atomic_ref_count_inc (&branch->references);
  return branch;
}

static void
branch_unref (CrBranch *branch)
{
  if (!g_atomic_ref_count_dec (&branch->references))
    return;
  for (guint i = 0; i < FANOUT; i++)
    {
      if (branch->branches[i] == NULL)
        continue;
      if (branch->level == 0)
        cr_node_unref (branch->nodes[i]);
      else
        branch_unref (branch->branches[i]);
    }
  g_free (branch);
}

/* The branch at @place, made this map's own. Its parent is this map's own already, so one reference means ours. */
static CrBranch *
branch_own (CrBranch **place)
{
  CrBranch *branch = *place;

  if (g_atomic_ref_count_compare (&branch->references, 1))
    return branch;

  CrBranch *copy = g_memdup2 (branch, sizeof *branch);

  g_atomic_ref_count_init (&copy->references);
  for (guint i = 0; i < FANOUT; i++)
    {
      if (copy->branches[i] == NULL)
        continue;
      if (copy->level == 0)
        cr_node_ref (copy->nodes[i]);
      else
        branch_ref (copy->branches[i]);
    }
  branch_unref (branch);
  return *place = copy;
}

static guint
slot_of (CrKey key, guint level)
{
  return (key >> (BITS * level)) & (FANOUT - 1);
}

static gboolean
level_holds (guint level, CrKey key)
{
  guint bits = BITS * (level + 1);

  return bits >= 32 || (key >> bits) == 0;
}

void
cr_node_map_copy (CrNodeMap *to, const CrNodeMap *from)
{
  *to = *from;
  if (to->root != NULL)
    branch_ref (to->root);
}

void
cr_node_map_clear (CrNodeMap *map)
{
  if (map->root != NULL)
    branch_unref (map->root);
  memset (map, 0, sizeof *map);
}

const CrNode *
cr_node_map_get (const CrNodeMap *map, CrKey key)
{
  const CrBranch *branch = map->root;

  if (branch == NULL || !level_holds (branch->level, key))
    return NULL;
  while (branch != NULL && branch->level > 0)
    branch = branch->branches[slot_of (key, branch->level)];
  return branch != NULL ? branch->nodes[slot_of (key, 0)] : NULL;
}

/* The first node below @branch whose key is @key or greater. */
static const CrNode *
branch_get_from (const CrBranch *branch, CrKey key)
{
  guint first = slot_of (key, branch->level);

  for (guint i = first; i < FANOUT; i++)
    {
      if (branch->branches[i] == NULL)
        continue;
      if (branch->level == 0)
        return branch->nodes[i];

      /* Past the slot of @key itself, every key below counts. */
      const CrNode *found = branch_get_from (branch->branches[i], i == first ? key : 0);

      if (found != NULL)
        return found;
    }
  return NULL;
}

const CrNode *
cr_node_map_get_next (const CrNodeMap *map, CrKey key)
{
  if (map->root == NULL || key == G_MAXUINT32 || !level_holds (map->root->level, key + 1))
    return NULL;
  return branch_get_from (map->root, key + 1);
}

void
cr_node_map_take (CrNodeMap *map, CrNode *node)
{
  CrKey key = node->key;

  if (map->root == NULL)
    map->root = branch_new (0);
  while (!level_holds (map->root->level, key))
    {
      CrBranch *above = branch_new (map->root->level + 1);

      above->branches[0] = map->root;
      map->root = above;
    }

  CrBranch *branch = branch_own (&map->root);

  while (branch->level > 0)
    {
      CrBranch **place = &branch->branches[slot_of (key, branch->level)];

      if (*place == NULL)
        *place = branch_new (branch->level - 1);
      branch = branch_own (place);
    }

  CrNode **place = &branch->nodes[slot_of (key, 0)];

  if (*place != NULL)
    cr_node_unref (*place);
  else
    map->n_nodes++;
  *place = node;
  map->limit = MAX (map->limit, key + 1);
}

gboolean
cr_node_map_remove (CrNodeMap *map, CrKey key)
{
  if (cr_node_map_get (map, key) == NULL)
    return FALSE;

  CrBranch *branch = branch_own (&map->root);

  while (branch->level > 0)
    branch = branch_own (&branch->branches[slot_of (key, branch->level)]);
  g_clear_pointer (&branch->nodes[slot_of (key, 0)], cr_node_unref);
  map->n_nodes--;
  return TRUE;
}

/* What lies at @slot of @branch seen from @level; a lower branch stands for one whose other slots are empty. */
static gpointer
slot_at_level (const CrBranch *branch, guint level, guint slot)
{
  if (branch == NULL)
    return NULL;
  if (branch->level < level)
    return slot == 0 ? (gpointer) branch : NULL;
  return branch->branches[slot];
}

static void
compare_branches (const CrBranch *before,
                  const CrBranch *after,
                  guint level,
                  void (*difference) (const CrNode *, const CrNode *, gpointer),
                  gpointer data)
{
  for (guint i = 0; i < FANOUT; i++)
    {
      gpointer a = slot_at_level (before, level, i);
      gpointer b = slot_at_level (after, level, i);

      if (a == b)
        continue;
      if (level == 0)
        difference (a, b, data);
      else
        compare_branches (a, b, level - 1, difference, data);
    }
}

void
cr_node_map_compare (const CrNodeMap *before,
                     const CrNodeMap *after,
                     void (*difference) (const CrNode *before, const CrNode *after, gpointer data),
                     gpointer data)
{
  guint level = MAX (before->root != NULL ? before->root->level : 0, after->root != NULL ? after->root->level : 0);

  if (before->root != after->root)
    compare_branches (before->root, after->root, level, difference, data);
}
