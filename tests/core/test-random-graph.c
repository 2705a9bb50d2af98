/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generator of random graphs: it reaches every gate of the table, in every form, and where its result matters. */
#include "random-graph.h"

#include "cr-gradient-check.h"

#include <math.h>

#define ROUNDS 1500

/* What kind of operands a gate was met with. */
typedef enum
{
  MET_NUMBERS = 1 << 0,
  MET_COLUMNS = 1 << 1,
  MET_MATRICES = 1 << 2,
  MET_NUMBER_FIRST = 1 << 3,  /* and others behind it */
  MET_NUMBER_LATER = 1 << 4,
} Met;

static Met
classify (CrTape *tape, const CrNode *node)
{
  CrShape first, largest = { 1, 1 };
  gboolean has_number = FALSE;

  g_assert_true (cr_tape_get_shape (tape, node->operands[0], &first));
  for (guint i = 0; i < node->n_operands && i != node->gate->label; i++)
    {
      CrShape shape;

      g_assert_true (cr_tape_get_shape (tape, node->operands[i], &shape));
      has_number |= cr_shape_is_number (shape);
      if (cr_shape_get_size (shape) > cr_shape_get_size (largest))
        largest = shape;
    }
  if (cr_shape_is_number (largest))
    return MET_NUMBERS;
  if (has_number)
    return cr_shape_is_number (first) ? MET_NUMBER_FIRST : MET_NUMBER_LATER;
  return largest.columns > 1 ? MET_MATRICES : MET_COLUMNS;
}

/* What a gate takes at all, told by its own shape rule. */
static Met
find_possible (const CrGate *gate, guint n)
{
  static const struct
  {
    CrShape first, later;
    Met met;
  } cases[] = {
    { { 1, 1 }, { 1, 1 }, MET_NUMBERS },      { { 3, 1 }, { 3, 1 }, MET_COLUMNS },      { { 2, 3 }, { 2, 3 }, MET_MATRICES },
    { { 2, 3 }, { 3, 2 }, MET_MATRICES },     { { 1, 1 }, { 3, 1 }, MET_NUMBER_FIRST }, { { 3, 1 }, { 1, 1 }, MET_NUMBER_LATER },
  };
  g_autoptr (CrNode) node = cr_node_new (1, "n", gate);
  Met possible = 0;

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      CrShape shapes[4], result;
      gboolean is_mixed = cases[k].met >= MET_NUMBER_FIRST;

      for (guint i = 0; i < n; i++)
        shapes[i] = i == gate->label ? (CrShape) { 1, 1 } : i == 0 ? cases[k].first : cases[k].later;
      if ((!is_mixed || n > 1 + (gate->label < n)) && gate->infer_shape (node, shapes, n, &result, NULL))
        possible |= cases[k].met;
    }
  return possible;
}

/* Every gate of the table is met with every number of operands up to two more than it needs, on numbers, columns, matrices, and numbers
 * beside others, wherever it takes them; units with every activation that is bounded at 0, with and without weights. */
static void
test_the_generator_reaches_everything (void)
{
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (CrTape) tape = cr_tape_new (graph);

      CR_GRAPH_FOR_EACH (graph, node)
        {
          if (cr_gate_is_source (node->gate))
            continue;

          char *name = g_strdup_printf ("%s/%u", node->gate->name, node->n_operands);
          guint before = GPOINTER_TO_UINT (g_hash_table_lookup (met, name));
          const CrAttribute *activation = cr_node_get_attribute (node, "activation");

          g_hash_table_insert (met, name, GUINT_TO_POINTER (before | classify (tape, node)));
          if (activation != NULL)
            g_hash_table_add (met, g_strdup_printf ("%s %s", node->gate->name, activation->activation->name));
          if (cr_gate_is_unit (node->gate))
            g_hash_table_add (met, g_strdup_printf ("%s %s", node->gate->name,
                                                    cr_node_get_matrix (node, "weights") != NULL ? "given" : "drawn"));
        }
    }
  for (guint i = 0; i < n_gates; i++)
    {
      const CrGate *gate = gates[i];

      for (guint n = gate->minimum_operands; n >= 1 && n <= MIN (gate->minimum_operands + 2, gate->maximum_operands); n++)
        {
          g_autofree char *name = g_strdup_printf ("%s/%u", gate->name, n);
          Met missing = find_possible (gate, n) & ~GPOINTER_TO_UINT (g_hash_table_lookup (met, name));

          if (missing != 0)
            g_error ("%s is not met with operands of kind %u", name, missing);
        }
      if (!cr_gate_is_activation (gate) || gate->range.low >= 0)
        continue;
      for (guint k = 0; k < 2; k++)
        {
          g_autofree char *name = g_strdup_printf ("%s %s", (const char *[]) { "neuron", "dense" }[k], gate->name);

          if (!g_hash_table_contains (met, name))
            g_error ("no %s is met", name);
        }
    }
  for (guint k = 0; k < 6; k++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", (const char *[]) { "neuron", "maxout", "dense" }[k / 2],
                                               (const char *[]) { "given", "drawn" }[k % 2]);

      g_assert_true (g_hash_table_contains (met, name));
    }
}

static double
find_worst (CrTape *tape)
{
  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);

  return cr_gradient_check_get_worst (entries);
}

/* Gate for gate, somewhere among the graphs one whose rule is broken shows. */
static void
test_every_broken_gate_is_found (void)
{
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  guint n_gates, n_sources = 0;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    n_sources += cr_gate_is_source (gates[i]);
  for (guint round = 0; round < 1000 && g_hash_table_size (found) < n_gates - n_sources; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (CrTape) tape = cr_tape_new (graph);

      CR_GRAPH_FOR_EACH (graph, node)
        {
          if (cr_gate_is_source (node->gate) || g_hash_table_contains (found, node->gate))
            continue;
          cr_tape_set_fault (tape, node->key, CR_FAULT_SIGN);
          if (find_worst (tape) > 1e-3)
            g_hash_table_add (found, (gpointer) node->gate);
          cr_tape_set_fault (tape, node->key, CR_FAULT_NONE);
        }
    }
  for (guint i = 0; i < n_gates; i++)
    if (!cr_gate_is_source (gates[i]) && !g_hash_table_contains (found, gates[i]))
      g_error ("a broken %s is not found", gates[i]->name);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random-graph/reaches-everything", test_the_generator_reaches_everything);
  g_test_add_func ("/random-graph/every-broken-gate-is-found", test_every_broken_gate_is_found);
  return g_test_run ();
}
