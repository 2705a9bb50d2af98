/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large graph of numbers, of the shape that people compare engines by. */
#include "random-graph.h"

#include <string.h>

typedef struct
{
  CrGraphEdit *edit;
  GArray *keys;    /* of all nodes, in order */
  GArray *bounded; /* of those whose values lie in −1…1 */
  GHashTable *used;
} Maker;

static CrKey
any_of (GArray *keys, guint from)
{
  return g_array_index (keys, CrKey, g_test_rand_int_range (from, keys->len));
}

static CrKey
add_node (Maker *maker, const char *gate, const CrKey *operands, guint n_operands)
{
  CrKey key = cr_graph_edit_new_key (maker->edit);
  g_autofree char *id = g_strdup_printf ("n%u", key);
  CrNode *node = cr_node_new (key, id, cr_gate_find (gate));

  if (n_operands > 0)
    cr_node_set_operands (node, operands, n_operands);
  else
    {
      g_autoptr (CrMatrix) value = cr_matrix_new_number (g_test_rand_double_range (-1, 1));

      cr_node_set_matrix (node, 0, value);
    }
  for (guint i = 0; i < n_operands; i++)
    g_hash_table_add (maker->used, GUINT_TO_POINTER (operands[i]));
  cr_graph_edit_take_node (maker->edit, node);
  g_array_append_val (maker->keys, key);
  return key;
}

/* A gate of the module that begins at @first. What could grow without bound gets one operand that does not. */
static void
add_gate (Maker *maker, guint first)
{
  static const char *const gates[] = { "add", "add", "add", "add", "mul", "mul", "mul", "mul", "sigmoid", "tanh", "relu", "exp", "max" };
  const char *gate = gates[g_test_rand_int_range (0, G_N_ELEMENTS (gates))];
  gboolean near = maker->keys->len > first && g_test_rand_double () < 0.6;
  CrKey operands[2];
  gboolean two = strcmp (gate, "add") == 0 || strcmp (gate, "mul") == 0 || strcmp (gate, "max") == 0;

  operands[0] = near && strcmp (gate, "exp") != 0 ? any_of (maker->keys, first) : any_of (maker->bounded, 0);
  operands[1] = any_of (maker->bounded, 0);

  CrKey key = add_node (maker, gate, operands, two ? 2 : 1);

  if (strcmp (gate, "sigmoid") == 0 || strcmp (gate, "tanh") == 0)
    g_array_append_val (maker->bounded, key);
}

/* Adds up what nothing uses, two by two. */
static CrKey
add_output (Maker *maker)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; i < maker->keys->len; i++)
    if (!g_hash_table_contains (maker->used, GUINT_TO_POINTER (g_array_index (maker->keys, CrKey, i))))
      g_array_append_val (ends, g_array_index (maker->keys, CrKey, i));
  for (guint i = 0; i + 1 < ends->len; i += 2)
    {
      CrKey sum = add_node (maker, "add", &g_array_index (ends, CrKey, i), 2);

      g_array_append_val (ends, sum);
    }
  return g_array_index (ends, CrKey, ends->len - 1);
}

CrGraph *
random_scalar_graph_new (guint n_nodes)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autoptr (GArray) bounded = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  Maker maker = { cr_graph_edit_begin (empty), keys, bounded, used };
  guint first = 0;

  for (guint i = 0; i < MAX (n_nodes / 16, 8); i++)
    {
      CrKey key = add_node (&maker, "input", NULL, 0);

      g_array_append_val (bounded, key);
    }
  for (guint i = 0; maker.keys->len < n_nodes * 3 / 4; i++)
    {
      if (i % 32 == 0)
        first = maker.keys->len;
      add_gate (&maker, first);
    }
  cr_graph_edit_set_output (maker.edit, add_output (&maker));
  return cr_graph_edit_end (maker.edit);
}
