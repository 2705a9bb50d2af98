/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and gradients where the plain formula overflows, underflows or loses its digits in a difference, though the result is an ordinary
 * number. The expected ones come from other formulas than the gates', which are exact there: σ(1 − σ) is 1/(2 + 2·cosh x), and so on. */
#include "cr-forward-mode.h"
#include "cr-tape.h"
#include "graph-builder.h"

#include <math.h>

#define NEAR 1e-12

static void
assert_near (double number, double expected)
{
  if (number != expected)
    g_assert_cmpfloat (fabs (number - expected), <=, NEAR * fabs (expected));
}

/* By forward mode, which has rules of its own. */
static double
find_tangent (CrTape *tape, CrKey source, guint row)
{
  g_autoptr (CrForwardMode) mode = cr_forward_mode_new (tape);
  CrNumbers derivative;

  g_assert_true (cr_forward_mode_run (mode, source, 0, row, 0, NULL));
  g_assert_true (cr_forward_mode_get (mode, cr_tape_get_output (tape, NULL), &derivative));
  return derivative.entries[0];
}

/* ∂f/∂(entry @row of @id). Forward mode multiplies in the other order, and is asked too where nothing is out of range on its way. */
static void
assert_gradient_one_way (const CrGraph *graph, const char *id, guint row, double expected, gboolean both_ways)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrKey key = cr_graph_find (graph, id);
  CrNumbers gradient;

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  g_assert_true (cr_tape_get_gradient (tape, key, &gradient));
  assert_near (gradient.entries[row], expected);
  if (both_ways)
    assert_near (find_tangent (tape, key, row), expected);
}

static void
assert_gradient (const CrGraph *graph, const char *id, guint row, double expected)
{
  assert_gradient_one_way (graph, id, row, expected, TRUE);
}

/* f = factor · gate (x), or factor · gate (x, y). */
static CrGraph *
make_graph (const char *gate, double x, double y, double factor)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", x);
  graph_builder_number (builder, "input", "y", y);
  graph_builder_gate (builder, gate, "r", cr_gate_find (gate)->maximum_operands == 1 ? "x" : "x y");
  graph_builder_gate (builder, "scale", "f", "r");
  cr_node_set_number (graph_builder_peek (builder), 0, factor);

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  return cr_graph_with_output (graph, cr_graph_find (graph, "f"));
}

static void
test_functions (void)
{
  static const struct
  {
    const char *gate;
    double x;
    double factor;
    double gradient;
  } cases[] = {
    { "reciprocal", 1e200, 1e300, -1e-100 },  { "reciprocal", 1e-200, 1e-300, -1e100 }, { "reciprocal", -1e160, 1e10, -1e-310 },
    { "reciprocal", 1e-154, 1, -1e308 },      { "log", 1e-310, 1e-10, 1e300 },          { "log", 5e-324, 1e-20, 1e-20 / 5e-324 },
    { "sqrt", 1e-300, 1, 5e149 },             { "silu", INFINITY, 1, 1 },               { "gelu", INFINITY, 1, 1 },
    { "gelu", -INFINITY, 1, 0 },              { "silu", 900, 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) graph = make_graph (cases[i].gate, cases[i].x, 0, cases[i].factor);

      g_test_message ("%s at %g", cases[i].gate, cases[i].x);
      assert_gradient_one_way (graph, "x", 0, cases[i].gradient, cases[i].factor == 1);
    }
}

/* −g·a/b² where b² or a quotient is out of range; and 0 where a is. */
static void
test_quotients (void)
{
  static const struct
  {
    double a, b, factor, gradient;
  } cases[] = {
    { 1e300, 1e200, 1, -1e-100 },  { 1e-300, 1e-200, 1, -1e100 },   { 1e200, 1e-100, 1e-300, -1e100 }, { 1, 1e200, 1e300, -1e-100 },
    { 1e-320, 1, 1, -1e-320 },     { 1e-300, 1e100, 1e250, -1e-250 }, { 0, 1e-310, 1, 0 },            { 3, 4, 2, -0.375 },
    { 1e300, 1e-8, 1e-300, -1e16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) graph = make_graph ("div", cases[i].a, cases[i].b, cases[i].factor);

      g_test_message ("%g / %g", cases[i].a, cases[i].b);
      assert_gradient_one_way (graph, "y", 0, cases[i].gradient, cases[i].factor == 1);
    }
}

/* Far out a sigmoid is 1 to the last digit, and its slope is not 0. */
static void
test_slopes_far_out (void)
{
  static const double places[] = { 0, 0.5, 3, 8, 9.3, 15, 20, 36.5, 37, 40, 200, 350, 700 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        double x = sign * places[i];
        g_autoptr (CrGraph) sigmoid = make_graph ("sigmoid", x, 0, 1);
        g_autoptr (CrGraph) tanh = make_graph ("tanh", x / 2, 0, 1);
        g_autoptr (CrGraph) softplus = make_graph ("softplus", x, 0, 1);

        assert_gradient (sigmoid, "x", 0, 1 / (2 + 2 * cosh (x)));
        assert_gradient (tanh, "x", 0, 1 / (cosh (x / 2) * cosh (x / 2)));
        assert_gradient (softplus, "x", 0, 1 / (1 + exp (-x)));
      }
}

/* The same among many numbers, of which a few are far out. */
static void
test_slopes_in_rows (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  double x[100];

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = i % 37 == 5 ? 30 : i % 41 == 3 ? -25 : (i % 20) / 10.0 - 1;
  graph_builder_matrix (builder, "input", "x", G_N_ELEMENTS (x), 1, x);
  graph_builder_gate (builder, "tanh", "t", "x");
  graph_builder_gate (builder, "sigmoid", "s", "x");
  graph_builder_gate (builder, "concat", "both", "t s");
  graph_builder_gate (builder, "sum", "f", "both");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    assert_gradient (graph, "x", i, 1 / (cosh (x[i]) * cosh (x[i])) + 1 / (2 + 2 * cosh (x[i])));
}

static double
evaluate (const CrGraph *graph)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrNumbers value;

  cr_tape_forward (tape);
  g_assert_true (cr_tape_get_value (tape, cr_tape_get_output (tape, NULL), &value));
  return value.entries[0];
}

/* A prediction that is right and sure: what is left of the loss, and the gradient, are e⁻ˣ. */
static void
test_sure_predictions (void)
{
  static const double scores[] = { 1, 10, 35, 50, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      double x = scores[i], rest = exp (-x) / (1 + exp (-x));
      g_autoptr (CrGraph) one = make_graph ("binary_cross_entropy", x, 1, 1);
      g_autoptr (CrGraph) zero = make_graph ("binary_cross_entropy", -x, 0, 1);
      static const char *const forms[] = { "cross_entropy", "log_softmax" };

      assert_near (evaluate (one), log1p (exp (-x)));
      assert_gradient (one, "x", 0, -rest);
      assert_near (evaluate (zero), log1p (exp (-x)));
      assert_gradient (zero, "x", 0, rest);
      for (guint form = 0; form < G_N_ELEMENTS (forms); form++)
        {
          g_autoptr (GraphBuilder) builder = graph_builder_new ();
          gboolean is_loss = form == 0;

          graph_builder_matrix (builder, "input", "s", 2, 1, (double[]) { 7, 7 + x });
          graph_builder_number (builder, "constant", "class", 1);
          graph_builder_gate (builder, forms[form], "L", is_loss ? "s class" : "s");
          graph_builder_gate (builder, "pick", "f", is_loss ? "L" : "L class");

          g_autoptr (CrGraph) graph = graph_builder_end (builder);

          assert_near (evaluate (graph), (is_loss ? 1 : -1) * log1p (exp (-x)));
          assert_gradient (graph, "s", 1, is_loss ? -rest : rest);
          assert_gradient (graph, "s", 0, is_loss ? rest : -rest);
        }
    }
}

/* Numbers so large that their sum is out of range, or that ln Σ eˣ has no digits behind the point. */
static void
test_large_columns (void)
{
  static const double sizes[] = { 1, 1e12, 1e16, 1e300 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GraphBuilder) builder = graph_builder_new ();

      graph_builder_matrix (builder, "input", "x", 2, 1, (double[]) { sizes[i], sizes[i] });
      graph_builder_gate (builder, "logsumexp", "f", "x");

      g_autoptr (CrGraph) graph = graph_builder_end (builder);

      assert_gradient (graph, "x", 0, 0.5);
    }

  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "input", "x", 2, 1, (double[]) { 1.7e308, 1.5e308 });
  graph_builder_gate (builder, "mean", "f", "x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  assert_near (evaluate (graph), 1.6e308);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extremes/functions", test_functions);
  g_test_add_func ("/extremes/quotients", test_quotients);
  g_test_add_func ("/extremes/slopes-far-out", test_slopes_far_out);
  g_test_add_func ("/extremes/slopes-in-rows", test_slopes_in_rows);
  g_test_add_func ("/extremes/sure-predictions", test_sure_predictions);
  g_test_add_func ("/extremes/large-columns", test_large_columns);
  return g_test_run ();
}
