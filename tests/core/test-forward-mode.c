/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forward mode, by walking the gate table: each tangent rule against the measured slope, and against the backward rule; and over whole
 * graphs. */
#include "cr-forward-mode.h"
#include "gate-cases.h"
#include "graph-builder.h"
#include "random-graph.h"

#include "cr-gradient-check.h"

#include <math.h>
#include <string.h>

#define WIDTH 4
#define WIDE 16
#define STEP 1e-5

static CrTape *
run (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  return tape;
}

/* --- One gate: the derivative of its result y by every entry of every operand --- */

static CrGraph *
with_entry_moved (const CrGraph *graph, CrKey key, gsize entry, double step)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, key));
  const CrMatrix *before = cr_node_get_matrix (node, "value");
  g_autoptr (CrMatrix) after = cr_matrix_new (before->shape.rows, before->shape.columns, before->entries);

  after->entries[entry] += step;
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), after);
  return cr_graph_with_node (graph, node);
}

/* Whether a kink lies within the step: then the measured slope means nothing. */
static gboolean
is_kink (const CrGraph *graph, CrKey key, gsize entry)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GArray) entries = cr_gradient_check (tape, 2 * STEP, NULL);
  const CrMatrix *value = cr_node_get_matrix (cr_graph_get_node (graph, key), "value");

  for (guint i = 0; i < entries->len; i++)
    {
      const CrCheckedEntry *checked = &g_array_index (entries, CrCheckedEntry, i);

      if (checked->node == key && checked->row * value->shape.columns + checked->column == entry)
        return checked->is_kink;
    }
  g_assert_not_reached ();
}

static void
assert_measured (const CrGraph *graph, CrKey key, gsize entry, CrKey y, const CrNumbers *derivative)
{
  g_autoptr (CrGraph) above = with_entry_moved (graph, key, entry, STEP);
  g_autoptr (CrGraph) below = with_entry_moved (graph, key, entry, -STEP);
  g_autoptr (CrTape) up = run (above);
  g_autoptr (CrTape) down = run (below);
  CrNumbers high, low;

  g_assert_true (cr_tape_get_value (up, y, &high) && cr_tape_get_value (down, y, &low));
  g_assert_true (cr_shape_equal (derivative->shape, high.shape));
  if (is_kink (graph, key, entry))
    return;
  for (gsize i = 0; i < cr_shape_get_size (high.shape); i++)
    {
      double slope = (high.entries[i] - low.entries[i]) / (2 * STEP);

      g_assert_cmpfloat (fabs (slope - derivative->entries[i]), <=, 1e-6 * fmax (1, fabs (slope)));
    }
}

static void
check_against_slopes (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  g_autoptr (CrTape) tape = run (graph);
  g_autoptr (CrForwardMode) mode = cr_forward_mode_new (tape);
  CrKey y = cr_graph_find (graph, "y");

  for (guint i = 0; i < n_operands; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      CrKey key = cr_graph_find (graph, id);

      for (gsize entry = 0; entry < cr_shape_get_size (operands[i]); entry++)
        {
          CrNumbers derivative;

          g_assert_true (cr_forward_mode_run (mode, key, 0, entry / operands[i].columns, entry % operands[i].columns, NULL));
          g_assert_true (cr_forward_mode_get (mode, y, &derivative));
          if (i == gate->label)
            for (gsize j = 0; j < cr_shape_get_size (derivative.shape); j++)
              g_assert_cmpfloat (derivative.entries[j], ==, 0);
          else
            assert_measured (graph, key, entry, y, &derivative);
        }
    }
}

static void
test_against_slopes (void)
{
  for (guint round = 0; round < 3; round++)
    gate_cases_for_each (check_against_slopes);
}

/* --- Against backward: upstream · (J·t) is (Jᵀ·upstream) · t --- */

/* The output's derivative by one number, forward, is that number's gradient, backward. */
static void
assert_is_gradient (CrForwardMode *mode, CrTape *tape, CrKey key, guint attribute, const CrNumbers *gradient)
{
  CrKey output = cr_tape_get_output (tape, NULL);

  for (gsize entry = 0; entry < cr_shape_get_size (gradient->shape); entry++)
    {
      CrNumbers derivative;
      guint columns = gradient->shape.columns;

      g_assert_true (cr_forward_mode_run (mode, key, attribute, entry / columns, entry % columns, NULL));
      g_assert_true (cr_forward_mode_get (mode, output, &derivative));
      /* An example of bound data moves alone; what depends on no data collects the sum over the examples. */
      if (gradient->width == derivative.width)
        for (guint e = 0; e < gradient->width; e++)
          {
            double backward = gradient->entries[entry * gradient->width + e];

            if (isfinite (backward) && isfinite (derivative.entries[e])) /* 0 · ∞ is met on one way and not on the other */
              g_assert_cmpfloat (fabs (derivative.entries[e] - backward), <=, 1e-9 * fmax (1, fabs (backward)));
          }
      else
        {
          double sum = 0, size = 1;

          for (guint e = 0; e < derivative.width; e++)
            {
              sum += derivative.entries[e];
              size += fabs (derivative.entries[e]);
            }
          if (isfinite (gradient->entries[entry]) && isfinite (sum))
            g_assert_cmpfloat (fabs (sum - gradient->entries[entry]), <=, 1e-9 * size);
        }
    }
}

static guint
assert_same_as_backward (const CrGraph *graph, CrTape *tape)
{
  g_autoptr (CrForwardMode) mode = cr_forward_mode_new (tape);
  guint n_compared = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNumbers gradient;

      if (cr_gate_is_source (node->gate) && cr_tape_get_gradient (tape, node->key, &gradient))
        {
          assert_is_gradient (mode, tape, node->key, 0, &gradient);
          n_compared++;
        }
      for (guint i = 0; cr_gate_is_unit (node->gate) && i < node->gate->n_attributes; i++)
        if (cr_tape_get_parameter_gradient (tape, node->key, i, &gradient))
          assert_is_gradient (mode, tape, node->key, i, &gradient);
    }
  return n_compared;
}

static void
check_against_backward (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  g_autoptr (CrTape) tape = run (graph);

  g_assert_cmpuint (assert_same_as_backward (graph, tape), >, 0);
}

/* Every choice of which operands are a batch and which are the same for all examples. */
static void
check_batches_against_backward (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  for (guint bound = 1; bound < (1u << n_operands); bound++)
    {
      g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
      g_autoptr (CrTape) tape = cr_tape_new (graph);

      for (guint i = 0; i < n_operands; i++)
        {
          gsize n = cr_shape_get_size (operands[i]) * WIDTH;
          g_autofree double *entries = g_new (double, n);
          g_autofree char *id = g_strdup_printf ("x%u", i);

          gate_case_fill (gate, entries, n);
          for (gsize k = 0; i == gate->label && k < n; k++)
            entries[k] = 1;
          if (bound & (1 << i))
            cr_tape_bind (tape, cr_graph_find (graph, id), operands[i], WIDTH, entries);
        }
      cr_tape_forward (tape);
      g_assert_true (cr_tape_backward (tape, NULL));
      assert_same_as_backward (graph, tape);
    }
}

static void
test_against_backward (void)
{
  for (guint round = 0; round < 10; round++)
    gate_cases_for_each (check_against_backward);
  gate_cases_for_each (check_batches_against_backward);
}

static void
bind_inputs (CrTape *tape, const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      double entries[6 * WIDE];
      CrShape shape;

      if (strcmp (node->gate->name, "input") != 0 || !cr_tape_get_shape (tape, node->key, &shape))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
        entries[i] = g_test_rand_double_range (0.1, 2);
      cr_tape_bind (tape, node->key, shape, WIDE, entries);
    }
}

/* Whether every value is defined: of random data not all are. */
static gboolean
is_defined (const CrTape *tape)
{
  return cr_tape_find_undefined (tape) == CR_KEY_NONE;
}

/* Fan-out, shared operands, layers that a tape runs as a whole, everything at once; of one example and of many. */
static void
test_over_random_graphs (void)
{
  guint n_batches = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (CrTape) tape = run (graph);
      CrNumbers output;

      assert_same_as_backward (graph, tape);
      bind_inputs (tape, graph);
      cr_tape_forward (tape);
      g_assert_true (cr_tape_backward (tape, NULL));
      g_assert_true (cr_tape_get_value (tape, cr_tape_get_output (tape, NULL), &output));
      if (output.width == 1 || !is_defined (tape))
        continue;
      assert_same_as_backward (graph, tape);
      n_batches++;
    }
  g_assert_cmpuint (n_batches, >, 30);
}

/* --- The rows, and what is refused --- */

static void
test_rows_are_complete (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    g_assert_true ((gates[i]->tangent != NULL) == !cr_gate_is_source (gates[i]));
}

/* Lecture row 1: f = (x + y)·z at −2, 5, −4: with x, q moves by 1 and f by −4; z does not move. */
static void
test_by_hand (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "y", 5);
  graph_builder_number (builder, "input", "z", -4);
  graph_builder_gate (builder, "add", "q", "x y");
  graph_builder_gate (builder, "mul", "f", "q z");
  graph_builder_gate (builder, "neg", "open", "-");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrForwardMode) mode = cr_forward_mode_new (tape);
  g_autoptr (GError) error = NULL;
  CrKey x = cr_graph_find (graph, "x");
  const char *const ids[] = { "x", "y", "z", "q", "f" };
  const double expected[] = { 1, 0, 0, 1, -4 };
  CrNumbers derivative;

  g_assert_false (cr_forward_mode_run (mode, x, 0, 0, 0, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT);
  g_clear_error (&error);
  g_assert_false (cr_forward_mode_get (mode, x, &derivative));

  cr_tape_forward (tape);
  g_assert_false (cr_forward_mode_run (mode, x, 0, 1, 0, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
  g_clear_error (&error);
  g_assert_false (cr_forward_mode_run (mode, cr_graph_find (graph, "q"), 0, 0, 0, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);

  g_assert_true (cr_forward_mode_run (mode, x, 0, 0, 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (cr_forward_mode_get (mode, cr_graph_find (graph, ids[i]), &derivative));
      g_assert_cmpfloat (derivative.entries[0], ==, expected[i]);
    }
  g_assert_false (cr_forward_mode_get (mode, cr_graph_find (graph, "open"), &derivative));
}

/* Walked step by step, derivatives come with the values: of q before there are any of f. */
static void
test_step_by_step (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "z", -4);
  graph_builder_gate (builder, "shift", "q", "x");
  graph_builder_gate (builder, "mul", "f", "q z");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = run (graph);
  g_autoptr (CrForwardMode) mode = cr_forward_mode_new (tape);
  static const char *const ids[] = { "x", "q", "f" };
  static const double expected[] = { 1, 1, -4 };

  cr_tape_rewind (tape);
  for (guint n_known = 1; n_known <= G_N_ELEMENTS (ids); n_known++)
    {
      if (n_known > 1)
        cr_tape_forward_step (tape, cr_tape_get_place (tape, cr_graph_find (graph, ids[n_known - 1])));
      g_assert_true (cr_forward_mode_run (mode, cr_graph_find (graph, "x"), 0, 0, 0, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          CrNumbers derivative;

          g_assert_cmpint (cr_forward_mode_get (mode, cr_graph_find (graph, ids[i]), &derivative), ==, i < n_known);
          if (i < n_known)
            g_assert_cmpfloat (derivative.entries[0], ==, expected[i]);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forward-mode/rows-are-complete", test_rows_are_complete);
  g_test_add_func ("/forward-mode/by-hand", test_by_hand);
  g_test_add_func ("/forward-mode/step-by-step", test_step_by_step);
  g_test_add_func ("/forward-mode/against-slopes", test_against_slopes);
  g_test_add_func ("/forward-mode/against-backward", test_against_backward);
  g_test_add_func ("/forward-mode/over-random-graphs", test_over_random_graphs);
  return g_test_run ();
}
