/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of the gate table, by walking it: its gradient against the measured slope, also broken on purpose, on numbers, columns,
 * matrices and batches. A new row is tested by being there, if it is elementwise; else it needs a line in gate-cases.c. */
#include "cr-gradient-check.h"
#include "gate-cases.h"
#include "graph-builder.h"

#include <math.h>
#include <string.h>

#define WIDTH 7

static double
check (CrTape *tape)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, >, 0);
  return cr_gradient_check_get_worst (entries);
}

static void
check_case (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  double worst = check (tape);

  g_test_message ("%s: worst error %g", gate->name, worst);
  g_assert_cmpfloat (worst, <, 1e-6);
}

static void
test_gradients (void)
{
  for (guint round = 0; round < 20; round++)
    gate_cases_for_each (check_case);
}

/* A broken rule is seen, for each gate. Where all gradients are 0 by chance there is nothing to break. */
static void
check_faults (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrKey key = cr_graph_find (graph, "y");
  double size = 0;

  check (tape);
  for (guint i = 0; i < n_operands && i != gate->label; i++)
    {
      g_autofree double *wire = g_new (double, cr_shape_get_size (operands[i]));

      g_assert_true (cr_tape_get_wire_gradient (tape, key, i, wire));
      for (gsize j = 0; j < cr_shape_get_size (operands[i]); j++)
        size = fmax (size, fabs (wire[j]));
    }
  if (size < 1e-2)
    return;
  cr_tape_set_fault (tape, key, CR_FAULT_SIGN);
  g_assert_cmpfloat (check (tape), >, 1);
  cr_tape_set_fault (tape, key, CR_FAULT_FACTOR);
  g_assert_cmpfloat (check (tape), >, 0.3);
  cr_tape_set_fault (tape, key, CR_FAULT_NONE);
  g_assert_cmpfloat (check (tape), <, 1e-6);
}

static void
test_broken_gates_are_seen (void)
{
  for (guint round = 0; round < 5; round++)
    gate_cases_for_each (check_faults);
}

/* --- Batches: N examples at once are N runs of one example --- */

static void
bind_random (CrTape *tape, const CrGraph *graph, guint index, const CrGate *gate, GPtrArray *data, CrShape shape)
{
  g_autofree char *id = g_strdup_printf ("x%u", index);
  gsize n = cr_shape_get_size (shape) * WIDTH;
  double *entries = g_new (double, n);

  gate_case_fill (gate, entries, n);
  for (gsize i = 0; index == gate->label && i < n; i++)
    entries[i] = gate->name[0] == 'h' ? 2.0 * (i % 2) - 1 : i % 2;
  cr_tape_bind (tape, cr_graph_find (graph, id), shape, WIDTH, entries);
  g_ptr_array_add (data, entries);
}

/* The same graph with example @e of the bound data in its inputs; @bound is a bit for each operand. */
static CrGraph *
graph_of_example (const CrGraph *graph, const CrShape *operands, guint n_operands, guint bound, GPtrArray *data, guint e)
{
  g_autoptr (CrGraph) result = cr_graph_ref (graph);
  guint next = 0;

  for (guint i = 0; i < n_operands; i++)
    {
      if (!(bound & (1 << i)))
        continue;

      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, id)));
      g_autoptr (CrMatrix) matrix = cr_matrix_new (operands[i].rows, operands[i].columns, NULL);
      const double *entries = g_ptr_array_index (data, next++);

      for (gsize k = 0; k < cr_shape_get_size (operands[i]); k++)
        matrix->entries[k] = entries[k * WIDTH + e];
      cr_node_set_matrix (node, 0, matrix);

      CrGraph *changed = cr_graph_with_node (result, node);

      cr_graph_unref (result);
      result = changed;
    }
  return g_steal_pointer (&result);
}

static void
compare_example (CrTape *batch, CrTape *single, CrKey key, guint e, GHashTable *sums)
{
  CrNumbers many, one;

  g_assert_true (cr_tape_get_value (batch, key, &many) && cr_tape_get_value (single, key, &one));
  for (gsize i = 0; i < cr_shape_get_size (one.shape); i++)
    g_assert_cmpfloat_with_epsilon (many.entries[i * many.width + (many.width > 1 ? e : 0)], one.entries[i], 1e-12);
  if (!cr_tape_get_gradient (batch, key, &many))
    return;
  g_assert_true (cr_tape_get_gradient (single, key, &one));

  double *sum = g_hash_table_lookup (sums, GUINT_TO_POINTER (key));

  if (sum == NULL)
    g_hash_table_insert (sums, GUINT_TO_POINTER (key), sum = g_new0 (double, cr_shape_get_size (one.shape)));
  for (gsize i = 0; i < cr_shape_get_size (one.shape); i++)
    {
      sum[i] += one.entries[i];
      if (many.width > 1)
        g_assert_cmpfloat_with_epsilon (many.entries[i * many.width + e], one.entries[i], 1e-11);
    }
}

static void
check_batch_of (const CrGate *gate, const CrShape *operands, guint n_operands, guint bound)
{
  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  g_autoptr (CrTape) batch = cr_tape_new (graph);
  g_autoptr (GPtrArray) data = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_operands; i++)
    if (bound & (1 << i))
      bind_random (batch, graph, i, gate, data, operands[i]);
  cr_tape_forward (batch);
  g_assert_true (cr_tape_backward (batch, &error));
  for (guint e = 0; e < WIDTH; e++)
    {
      g_autoptr (CrGraph) one = graph_of_example (graph, operands, n_operands, bound, data, e);
      g_autoptr (CrTape) single = cr_tape_new (one);

      cr_tape_forward (single);
      g_assert_true (cr_tape_backward (single, &error));
      CR_GRAPH_FOR_EACH (one, node)
        {
          compare_example (batch, single, node->key, e, sums);
        }
    }
  /* What depends on no data has collected the sum over the examples. */
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNumbers total;
      double *sum = g_hash_table_lookup (sums, GUINT_TO_POINTER (node->key));

      if (sum == NULL || !cr_tape_get_gradient (batch, node->key, &total) || total.width > 1)
        continue;
      for (gsize i = 0; i < cr_shape_get_size (total.shape); i++)
        g_assert_cmpfloat_with_epsilon (total.entries[i], sum[i], 1e-10);
    }
}

static void
check_batches (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  for (guint bound = 1; bound < (1u << n_operands); bound++)
    check_batch_of (gate, operands, n_operands, bound);
}

static void
test_batches (void)
{
  gate_cases_for_each (check_batches);
}

/* --- The table itself --- */

static void
test_rows_are_complete (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  guint counts[CR_N_CATEGORIES] = { 0 };

  for (guint i = 0; i < n_gates; i++)
    {
      const CrGate *gate = gates[i];

      counts[gate->category]++;
      g_assert_true (cr_gate_find (gate->name) == gate);
      g_assert_cmpstr (gate->symbol, !=, "");
      g_assert_cmpstr (gate->title, !=, "");
      g_assert_cmpstr (gate->formula, !=, "");
      g_assert_cmpuint (gate->minimum_operands, <=, gate->maximum_operands);
      g_assert_cmpuint (gate->lecture_row, <=, 19);
      g_assert_true (gate->caffe == NULL || g_ascii_isupper (*gate->caffe));
      for (guint j = 0; j < gate->n_attributes; j++)
        g_assert_true (gate->attributes[j].title != NULL && g_ascii_isupper (gate->attributes[j].title[0]));
      if (cr_gate_is_source (gate))
        continue;
      g_assert_cmpuint (gate->minimum_operands, >=, 1);
      g_assert_cmpstr (gate->derivative, !=, "");
      g_assert_nonnull (gate->infer_shape);
      g_assert_nonnull (gate->forward);
      g_assert_nonnull (gate->backward);
      g_assert_cmpfloat (gate->range.low, <, gate->range.high);
    }
  for (guint i = 0; i < CR_N_CATEGORIES; i++)
    g_assert_cmpuint (counts[i], >, 0);
}

static double
apply (const char *gate, double x, double attribute)
{
  return cr_gate_find (gate)->function (x, attribute);
}

static double
slope (const char *gate, double x, double attribute)
{
  return cr_gate_find (gate)->slope (x, apply (gate, x, attribute), attribute);
}

/* Ties, kinks and overflow as the catalogue has them. */
static void
test_edges (void)
{
  g_assert_cmpfloat (apply ("sigmoid", -800, 0), ==, 0);
  g_assert_cmpfloat (apply ("sigmoid", 800, 0), ==, 1);
  g_assert_cmpfloat (apply ("softplus", 800, 0), ==, 800);
  g_assert_cmpfloat (apply ("softplus", -800, 0), ==, 0);
  g_assert_cmpfloat (slope ("relu", 0, 0), ==, 0);
  g_assert_cmpfloat (slope ("leaky_relu", 0, 0.1), ==, 0.1);
  g_assert_cmpfloat (slope ("abs", 0, 0), ==, 0);
  g_assert_cmpfloat (slope ("power", 0, 0), ==, 0);
  g_assert_cmpfloat (apply ("power", 0, 0), ==, 1);
  g_assert_cmpfloat (slope ("power", 0, 1), ==, 1);
  g_assert_true (isnan (apply ("relu", NAN, 0)) && isnan (apply ("leaky_relu", NAN, 0.1)) && isnan (apply ("elu", NAN, 1)));
  g_assert_true (isnan (slope ("abs", NAN, 0)));
  g_assert_true (isnan (apply ("log", -1, 0)) && isinf (apply ("reciprocal", 0, 0)));
}

static double
wire_of (CrTape *tape, const char *id, guint operand)
{
  double wire;

  g_assert_true (cr_tape_get_wire_gradient (tape, cr_graph_find (cr_tape_get_graph (tape), id), operand, &wire));
  return wire;
}

/* The norm's slope is a direction, however small the column. */
static void
test_norm_of_tiny_numbers (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "input", "x", 2, 1, (double[]) { 3e-310, 4e-310 });
  graph_builder_gate (builder, "norm", "f", "x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrNumbers gradient;

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (graph, "x"), &gradient));
  g_assert_cmpfloat_with_epsilon (gradient.entries[0], 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradient.entries[1], 0.8, 1e-12);
}

/* On a tie the first operand is chosen; mul is right where operands are 0. */
static void
test_ties_and_zeros (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "a", 2);
  graph_builder_number (builder, "input", "b", 2);
  graph_builder_number (builder, "input", "c", 0);
  graph_builder_number (builder, "input", "d", 5);
  graph_builder_gate (builder, "max", "most", "a b");
  graph_builder_gate (builder, "min", "least", "a b");
  graph_builder_gate (builder, "mul", "one_zero", "a c d");
  graph_builder_gate (builder, "add", "f", "most least one_zero");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  g_assert_cmpfloat (wire_of (tape, "most", 0), ==, 1);
  g_assert_cmpfloat (wire_of (tape, "most", 1), ==, 0);
  g_assert_cmpfloat (wire_of (tape, "least", 0), ==, 1);
  g_assert_cmpfloat (wire_of (tape, "least", 1), ==, 0);
  g_assert_cmpfloat (wire_of (tape, "one_zero", 0), ==, 0);
  g_assert_cmpfloat (wire_of (tape, "one_zero", 1), ==, 10);
  g_assert_cmpfloat (wire_of (tape, "one_zero", 2), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gates/rows-are-complete", test_rows_are_complete);
  g_test_add_func ("/gates/gradients", test_gradients);
  g_test_add_func ("/gates/broken-gates-are-seen", test_broken_gates_are_seen);
  g_test_add_func ("/gates/batches", test_batches);
  g_test_add_func ("/gates/edges", test_edges);
  g_test_add_func ("/gates/ties-and-zeros", test_ties_and_zeros);
  g_test_add_func ("/gates/norm-of-tiny-numbers", test_norm_of_tiny_numbers);
  return g_test_run ();
}
