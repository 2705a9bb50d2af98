/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which nodes belong together. */
#include "cr-edits-relations.h"

#include "cr-edits-parts.h"

/* What is found, in the order in which it was; each once. */
typedef struct
{
  GArray *keys;
  GHashTable *known;
} Found;

static void
found_init (Found *found)
{
  *found = (Found) { g_array_new (FALSE, FALSE, sizeof (CrKey)), g_hash_table_new (NULL, NULL) };
}

static void
add (Found *found, CrKey key)
{
  if (key != CR_KEY_NONE && g_hash_table_add (found->known, GUINT_TO_POINTER (key)))
    g_array_append_val (found->keys, key);
}

/* --- Along the wires --- */

/* The list of found nodes grows while it is walked. */
static void
walk_up (const CrGraph *graph, Found *found)
{
  for (guint i = 0; i < found->keys->len; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, g_array_index (found->keys, CrKey, i));

      for (guint j = 0; node != NULL && j < node->n_operands; j++)
        add (found, node->operands[j]);
    }
}

/* Who takes each node's value: the takers of key k are takers[starts[k]] … takers[starts[k + 1] − 1]. */
static CrKey *
list_takers (const CrGraph *graph, guint *starts)
{
  CrKey limit = cr_graph_get_key_limit (graph);
  CrKey *takers;

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      if (node->operands[i] != CR_KEY_NONE)
        starts[node->operands[i] + 1]++;
  for (CrKey key = 0; key < limit; key++)
    starts[key + 1] += starts[key];
  takers = g_new (CrKey, starts[limit] + 1);
  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      if (node->operands[i] != CR_KEY_NONE)
        takers[starts[node->operands[i]]++] = node->key;
  for (CrKey key = limit; key > 0; key--)
    starts[key] = starts[key - 1];
  starts[0] = 0;
  return takers;
}

static void
walk_down (const CrGraph *graph, Found *found)
{
  CrKey limit = cr_graph_get_key_limit (graph);
  g_autofree guint *starts = g_new0 (guint, limit + 2);
  g_autofree CrKey *takers = list_takers (graph, starts);

  for (guint i = 0; i < found->keys->len; i++)
    {
      CrKey key = g_array_index (found->keys, CrKey, i);

      for (guint j = starts[key]; key < limit && j < starts[key + 1]; j++)
        add (found, takers[j]);
    }
}

/* --- Of a kind --- */

static void
add_kind (const CrGraph *graph, const CrKey *keys, guint n_keys, Found *found)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  g_autoptr (GHashTable) gates = g_hash_table_new (NULL, NULL);
  gboolean has_group = FALSE, has_frame = FALSE;

  for (guint i = 0; i < n_keys; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, keys[i]);

      if (node != NULL)
        g_hash_table_add (gates, (gpointer) node->gate);
      has_group = has_group || cr_parts_get_group (parts, keys[i]) != NULL;
      has_frame = has_frame || cr_parts_get_frame (parts, keys[i]) != NULL;
    }
  CR_GRAPH_FOR_EACH (graph, node)
    if (g_hash_table_contains (gates, node->gate))
      add (found, node->key);
  for (guint i = 0; i < parts->groups->len && has_group; i++)
    add (found, ((const CrGroup *) parts->groups->pdata[i])->key);
  for (guint i = 0; i < parts->frames->len && has_frame; i++)
    add (found, ((const CrFrame *) parts->frames->pdata[i])->key);
}

/* --- All --- */

/* The outermost folded group that something is in, or itself. */
static CrKey
find_shown (const CrGraph *graph, CrKey key)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  CrKey shown = key;

  for (const CrGroup *group = cr_parts_get_group_of (parts, key); group != NULL; group = cr_parts_get_group_of (parts, group->key))
    if (group->collapsed)
      shown = group->key;
  return shown;
}

/* Frames have no wires: what is in them counts, and they are left out. */
static void
begin_at (const CrGraph *graph, const CrKey *keys, guint n_keys, Found *found)
{
  g_autoptr (GArray) all = cr_edit_with_contents (graph, keys, n_keys);

  for (guint i = 0; i < all->len; i++)
    if (cr_graph_get_node (graph, g_array_index (all, CrKey, i)) != NULL)
      add (found, g_array_index (all, CrKey, i));
}

GArray *
cr_edit_find_related (const CrGraph *graph, const CrKey *keys, guint n_keys, CrRelation relation)
{
  Found found, shown;

  found_init (&found);
  found_init (&shown);
  if (relation == CR_RELATION_KIND)
    add_kind (graph, keys, n_keys, &found);
  else
    begin_at (graph, keys, n_keys, &found);
  if (relation == CR_RELATION_UPSTREAM)
    walk_up (graph, &found);
  else if (relation == CR_RELATION_DOWNSTREAM)
    walk_down (graph, &found);
  for (guint i = 0; i < n_keys; i++)
    add (&shown, find_shown (graph, keys[i]));
  for (guint i = 0; i < found.keys->len; i++)
    add (&shown, find_shown (graph, g_array_index (found.keys, CrKey, i)));
  g_array_unref (found.keys);
  g_hash_table_unref (found.known);
  g_hash_table_unref (shown.known);
  return shown.keys;
}
