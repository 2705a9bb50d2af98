/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does to the wires around a node: healing, putting a node into a wire, swapping operands. */
#include "cr-edits-wires.h"

#include "cr-edits-parts.h"
#include "cr-edits.h"

/* --- Healing --- */

/* What is deleted, and how often each node's value is taken; both by key. */
typedef struct
{
  gboolean *is_deleted;
  guint *n_uses;
} Deletion;

static void
deletion_init (Deletion *deletion, const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  CrKey limit = cr_graph_get_key_limit (graph);
  g_autoptr (GArray) all = cr_edit_with_contents (graph, keys, n_keys);

  *deletion = (Deletion) { g_new0 (gboolean, limit), g_new0 (guint, limit) };
  cr_edit_keep_nodes (graph, all);
  for (guint i = 0; i < all->len; i++)
    deletion->is_deleted[g_array_index (all, CrKey, i)] = TRUE;
  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      if (node->operands[i] != CR_KEY_NONE)
        deletion->n_uses[node->operands[i]]++;
}

static void
deletion_clear (Deletion *deletion)
{
  g_free (deletion->is_deleted);
  g_free (deletion->n_uses);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deletion, deletion_clear)

/* What feeds a node from beyond those that are deleted, one after the other on one wire; CR_KEY_NONE where there is more than one way. */
static CrKey
find_feeder (const CrGraph *graph, const Deletion *deletion, CrKey key)
{
  while (key != CR_KEY_NONE && deletion->is_deleted[key])
    {
      const CrNode *node = cr_graph_get_node (graph, key);

      key = node->n_operands == 1 && deletion->n_uses[key] == 1 ? node->operands[0] : CR_KEY_NONE;
    }
  return key;
}

/* The version in which the wires run past what is going to be deleted. */
static CrGraph *
heal (const CrGraph *graph, CrTape *tape, const Deletion *deletion)
{
  CrGraph *healed = cr_graph_ref (graph);

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands && !deletion->is_deleted[node->key]; i++)
      {
        CrKey from = node->operands[i];
        CrKey feeder = from != CR_KEY_NONE && deletion->is_deleted[from] ? find_feeder (graph, deletion, from) : CR_KEY_NONE;
        CrGraph *wired = feeder != CR_KEY_NONE ? cr_edit_wire (healed, tape, feeder, node->key, i, NULL) : NULL;

        if (wired == NULL)
          continue;
        cr_graph_unref (healed);
        healed = wired;
      }
  return healed;
}

CrGraph *
cr_edit_delete_healing (const CrGraph *graph, CrTape *tape, const CrKey *keys, guint n_keys)
{
  g_auto (Deletion) deletion = { 0 };
  g_autoptr (CrGraph) healed = NULL;

  deletion_init (&deletion, graph, keys, n_keys);
  healed = heal (graph, tape, &deletion);
  return cr_edit_delete (healed, keys, n_keys);
}

/* --- Into a wire --- */

gboolean
cr_edit_can_insert (const CrGraph *graph, CrKey key)
{
  const CrNode *node = cr_graph_get_node (graph, key);

  if (node == NULL || cr_gate_is_source (node->gate) || node->n_operands == 0)
    return FALSE;
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] != CR_KEY_NONE)
      return FALSE;
  CR_GRAPH_FOR_EACH (graph, other)
    for (guint i = 0; i < other->n_operands; i++)
      if (other->operands[i] == key)
        return FALSE;
  return TRUE;
}

CrGraph *
cr_edit_insert (const CrGraph *graph, CrTape *tape, CrKey key, CrKey to, guint operand, GError **error)
{
  CrKey from = cr_graph_get_node (graph, to)->operands[operand];
  g_autoptr (CrGraph) fed = cr_edit_wire (graph, tape, from, key, 0, error);

  if (fed == NULL)
    return NULL;
  return cr_graph_connected (fed, key, to, operand, error);
}

/* --- Cutting --- */

CrGraph *
cr_edit_without_outside (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  g_autoptr (GHashTable) inside = g_hash_table_new (NULL, NULL);
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  for (guint i = 0; i < n_keys; i++)
    g_hash_table_add (inside, GUINT_TO_POINTER (keys[i]));
  for (guint i = 0; i < n_keys; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, keys[i]);
      g_autofree CrKey *operands = node != NULL ? g_memdup2 (node->operands, node->n_operands * sizeof (CrKey)) : NULL;
      gboolean is_cut = FALSE;
      CrNode *copy;

      for (guint k = 0; node != NULL && k < node->n_operands; k++)
        if (operands[k] != CR_KEY_NONE && !g_hash_table_contains (inside, GUINT_TO_POINTER (operands[k])))
          {
            operands[k] = CR_KEY_NONE;
            is_cut = TRUE;
          }
      if (!is_cut)
        continue;
      copy = cr_node_copy (node);
      cr_node_set_operands (copy, operands, node->n_operands);
      cr_graph_edit_take_node (edit, copy);
    }
  return cr_graph_edit_end (edit);
}

/* The later operands first: a gate that loses one closes up. */
static int
compare_wires (gconstpointer a, gconstpointer b)
{
  const CrPick *one = a;
  const CrPick *other = b;

  return (one->operand < other->operand) - (one->operand > other->operand);
}

CrGraph *
cr_edit_cut (const CrGraph *graph, const CrPick *wires, guint n_wires)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (CrPick));
  CrGraph *cut = cr_graph_ref (graph);

  g_array_append_vals (sorted, wires, n_wires);
  g_array_sort (sorted, compare_wires);
  for (guint i = 0; i < sorted->len; i++)
    {
      const CrPick *wire = &g_array_index (sorted, CrPick, i);
      CrGraph *less = cr_graph_disconnected (cut, wire->key, wire->operand);

      cr_graph_unref (cut);
      cut = less;
    }
  return cut;
}

/* --- Operands --- */

gboolean
cr_edit_can_swap_operands (const CrGraph *graph, CrKey key)
{
  const CrNode *node = cr_graph_get_node (graph, key);

  return node != NULL && node->n_operands == 2 && !cr_gate_is_unit (node->gate);
}

CrGraph *
cr_edit_swap_operands (const CrGraph *graph, CrKey key)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, key));
  const CrKey operands[] = { node->operands[1], node->operands[0] };

  cr_node_set_operands (node, operands, G_N_ELEMENTS (operands));
  return cr_graph_with_node (graph, node);
}
