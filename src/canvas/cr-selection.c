/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected: any number of nodes, or one wire, and which node's value has the keys. */
#include "cr-selection.h"

#include <string.h>

/* wire_to is CR_KEY_NONE where no wire is selected; a wire and nodes are never selected together. */
struct _CrSelection
{
  GArray *keys;
  CrKey wire_to;
  guint wire_operand;
  CrKey value;
};

CrSelection *
cr_selection_new (void)
{
  CrSelection *selection = g_new0 (CrSelection, 1);

  selection->keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  return selection;
}

void
cr_selection_free (CrSelection *selection)
{
  g_array_unref (selection->keys);
  g_free (selection);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  CrKey first = *(const CrKey *) a;
  CrKey second = *(const CrKey *) b;

  return (first > second) - (first < second);
}

/* Puts the keys into order, each once. */
static void
sort_keys (GArray *keys)
{
  guint kept = 0;

  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    {
      CrKey key = g_array_index (keys, CrKey, i);

      if (kept == 0 || g_array_index (keys, CrKey, kept - 1) != key)
        g_array_index (keys, CrKey, kept++) = key;
    }
  g_array_set_size (keys, kept);
}

static gboolean
same_keys (const GArray *a, const GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (CrKey)) == 0);
}

/* Takes over a whole new state; tells whether it differs. Where the keys are the same their array stays where it is. */
static gboolean
replace (CrSelection *selection, GArray *keys, CrKey wire_to, guint wire_operand, CrKey value)
{
  gboolean same;

  sort_keys (keys);
  same = same_keys (selection->keys, keys) && selection->wire_to == wire_to
         && (wire_to == CR_KEY_NONE || selection->wire_operand == wire_operand) && selection->value == value;
  if (same)
    {
      g_array_unref (keys);
      return FALSE;
    }
  g_array_unref (selection->keys);
  selection->keys = keys;
  selection->wire_to = wire_to;
  selection->wire_operand = wire_operand;
  selection->value = value;
  return TRUE;
}

static GArray *
new_keys (const CrKey *keys, guint n_keys)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (CrKey), n_keys);

  if (n_keys > 0)
    g_array_append_vals (array, keys, n_keys);
  return array;
}

const CrKey *
cr_selection_get_nodes (const CrSelection *selection, guint *n_nodes)
{
  *n_nodes = selection->keys->len;
  return cr_keys_peek (selection->keys);
}

gboolean
cr_selection_contains (const CrSelection *selection, CrKey key)
{
  return g_array_binary_search (selection->keys, &key, compare_keys, NULL);
}

gboolean
cr_selection_get_wire (const CrSelection *selection, CrKey *to, guint *operand)
{
  if (selection->wire_to == CR_KEY_NONE)
    return FALSE;
  *to = selection->wire_to;
  *operand = selection->wire_operand;
  return TRUE;
}

gboolean
cr_selection_is_empty (const CrSelection *selection)
{
  return selection->keys->len == 0 && selection->wire_to == CR_KEY_NONE;
}

CrKey
cr_selection_get_value (const CrSelection *selection)
{
  return selection->value;
}

gboolean
cr_selection_clear (CrSelection *selection)
{
  return replace (selection, new_keys (NULL, 0), CR_KEY_NONE, 0, CR_KEY_NONE);
}

gboolean
cr_selection_set_nodes (CrSelection *selection, const CrKey *keys, guint n_keys)
{
  return replace (selection, new_keys (keys, n_keys), CR_KEY_NONE, 0, CR_KEY_NONE);
}

gboolean
cr_selection_set_wire (CrSelection *selection, CrKey to, guint operand)
{
  return replace (selection, new_keys (NULL, 0), to, operand, CR_KEY_NONE);
}

gboolean
cr_selection_set_value (CrSelection *selection, CrKey key)
{
  return replace (selection, new_keys (&key, 1), CR_KEY_NONE, 0, key);
}

gboolean
cr_selection_toggle (CrSelection *selection, CrKey key)
{
  GArray *keys = new_keys (cr_keys_peek (selection->keys), selection->keys->len);
  guint place;

  if (g_array_binary_search (keys, &key, compare_keys, &place))
    g_array_remove_index (keys, place);
  else
    g_array_append_val (keys, key);
  return replace (selection, keys, CR_KEY_NONE, 0, CR_KEY_NONE);
}

gboolean
cr_selection_add (CrSelection *selection, const CrKey *keys, guint n_keys)
{
  GArray *all = new_keys (cr_keys_peek (selection->keys), selection->keys->len);

  if (n_keys > 0)
    g_array_append_vals (all, keys, n_keys);
  return replace (selection, all, CR_KEY_NONE, 0, CR_KEY_NONE);
}

static gboolean
has_wire (const CrGraph *graph, CrKey to, guint operand)
{
  const CrNode *node = cr_graph_get_node (graph, to);

  return node != NULL && operand < node->n_operands && node->operands[operand] != CR_KEY_NONE;
}

gboolean
cr_selection_prune (CrSelection *selection, const CrGraph *graph)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CrKey wire_to = has_wire (graph, selection->wire_to, selection->wire_operand) ? selection->wire_to : CR_KEY_NONE;
  const CrParts *parts = cr_graph_get_parts (graph);
  CrKey value = cr_graph_get_node (graph, selection->value) != NULL ? selection->value : CR_KEY_NONE;

  for (guint i = 0; i < selection->keys->len; i++)
    {
      CrKey key = g_array_index (selection->keys, CrKey, i);

      if (cr_graph_get_node (graph, key) != NULL || cr_parts_get_group (parts, key) != NULL ||
          cr_parts_get_frame (parts, key) != NULL)
        g_array_append_val (keys, key);
    }
  return replace (selection, keys, wire_to, selection->wire_operand, value);
}
