/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gradient = upstream · local, in numbers and as they are printed; and how a tile prints numbers. */
#include "cr-chain-rule.h"
#include "cr-number-tile.h"

#include "graph-builder.h"

#include <math.h>

static CrTape *
new_tape (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  return tape;
}

/* The end of the lecture's sigmoid neuron. */
static void
test_sigmoid_neuron (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  CrChainTerm term;

  graph_builder_number (builder, "input", "a", -1);
  graph_builder_gate (builder, "exp", "b", "a");
  graph_builder_gate (builder, "shift", "c", "b");
  cr_node_set_number (graph_builder_peek (builder), 0, 1);
  graph_builder_gate (builder, "reciprocal", "f", "c");
  graph = graph_builder_end (builder);
  tape = new_tape (graph);

  g_assert_true (cr_chain_term_get (tape, cr_graph_find (graph, "b"), 0, &term));
  g_assert_cmpfloat_with_epsilon (term.local, exp (-1), 1e-15);
  g_assert_cmpfloat_with_epsilon (term.gradient, -0.19661193324148185, 1e-15);
  g_assert_cmpfloat_with_epsilon (term.upstream * term.local, term.gradient, 1e-15);
}

/* One value in both operands: each wire has its own local gradient. */
static void
test_twice (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  CrChainTerm term;

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "mul", "f", "x x");
  graph = graph_builder_end (builder);
  tape = new_tape (graph);

  for (guint operand = 0; operand < 2; operand++)
    {
      g_assert_true (cr_chain_term_get (tape, cr_graph_find (graph, "f"), operand, &term));
      g_assert_cmpfloat (term.local, ==, 3);
      g_assert_cmpfloat (term.gradient, ==, 3);
    }
}

static void
test_no_number (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  CrChainTerm term;

  graph_builder_matrix (builder, "input", "x", 2, 1, NULL);
  graph_builder_gate (builder, "sum", "f", "x");
  graph_builder_gate (builder, "add", "open", "f -");
  graph = graph_builder_end (builder);
  tape = cr_tape_new (graph);
  cr_tape_forward (tape);

  g_assert_false (cr_chain_term_get (tape, cr_graph_find (graph, "f"), 0, &term));
  g_assert_false (cr_chain_term_get (tape, cr_graph_find (graph, "open"), 0, &term));
  g_assert_false (cr_chain_term_get (tape, cr_graph_find (graph, "open"), 1, &term));
}

static void
assert_printed (CrChainTerm term, const char *gradient, const char *upstream, const char *local)
{
  CrChainText text;

  cr_chain_term_write (&term, (CrNumberFormat) { 2, TRUE }, &text);
  g_assert_true (text.is_exact);
  g_assert_cmpstr (text.gradient, ==, gradient);
  g_assert_cmpstr (text.upstream, ==, upstream);
  g_assert_cmpstr (text.local, ==, local);
}

/* Never 0.20 · −3.00 = −0.59, nor 0.03 · 9.00 = 0.23: the factors get as many digits as it takes, the product is that of the canvas. */
static void
test_printed (void)
{
  assert_printed ((CrChainTerm) { -0.19661193, -0.53444665, 0.36787944 }, "−0.20", "−0.53", "0.37");
  assert_printed ((CrChainTerm) { -0.58983580, 0.19661193, -3 }, "−0.59", "0.197", "−3.00");
  assert_printed ((CrChainTerm) { 0.2288, 0.0254222222, 9 }, "0.23", "0.0254", "9.00");
  assert_printed ((CrChainTerm) { 92.5925, 0.00750001, 12345.66 }, "92.59", "0.00750", "12345.66");
  assert_printed ((CrChainTerm) { INFINITY, INFINITY, 2.345 }, "∞", "∞", "2.35");
  assert_printed ((CrChainTerm) { NAN, 0.5, NAN }, "NaN", "0.50", "NaN");
}

/* 0.125 may be rounded either way, so it is not. */
static void
test_printed_tie (void)
{
  assert_printed ((CrChainTerm) { 0.125, 0.5, 0.25 }, "0.125", "0.50", "0.25");
}

/* A small gradient is not 0.00, and keeps its sign. */
static void
test_printed_small (void)
{
  CrChainTerm term = { -3.3523e-4, -3.3523e-4 / 2980.96, 2980.96 };
  CrChainText text;

  cr_chain_term_write (&term, (CrNumberFormat) { 2, TRUE }, &text);
  g_assert_cmpstr (text.gradient, ==, "−3.35·10⁻⁴");
  g_assert_cmpstr (text.upstream, ==, "−1.125·10⁻⁷");
  g_assert_cmpstr (text.local, ==, "2981");
}

static void
test_printed_inexact (void)
{
  CrChainTerm wrong = { 1, 2, 3 };
  CrChainText text;

  cr_chain_term_write (&wrong, (CrNumberFormat) { 2, TRUE }, &text);
  g_assert_false (text.is_exact);
  g_assert_cmpstr (text.gradient, ==, "1.00");
}

static void
test_exact (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = {
    { -1, "exactly −1" },
    { 0.25, "exactly 0.25" },
    { -0.19661193324148185, "−0.196612" },
    { INFINITY, "without bound" },
    { NAN, "not a number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cr_number_tile_dup_exact (cases[i].number, (CrNumberFormat) { 2, TRUE });

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What half of the panel cannot hold is written by a power of ten, with the digits that it holds. */
static void
test_large (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = {
    { -0.2, "−0.20" }, { 1e6, "1.00·10⁶" }, { -1e6, "−1.00·10⁶" }, { -1.27e-5, "−1.27·10⁻⁵" }, { -12345.678, "−12345.68" }, { -123456.789, "−1.23·10⁵" }, { -1.7e-100, "−2·10⁻¹⁰⁰" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cr_number_tile_dup_number (cases[i].number, (CrNumberFormat) { 2, TRUE });

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static char *
dup_matrix (CrShape shape, const double *entries, CrNumberFormat format)
{
  g_auto (GStrv) columns = cr_number_tile_dup_matrix (shape, entries, format);

  return g_strjoinv (" | ", columns);
}

static void
test_matrix (void)
{
  const double entries[] = { 0.1, 0.5, -0.3, 10 };
  g_autofree char *square = dup_matrix ((CrShape) { 2, 2 }, entries, (CrNumberFormat) { 2, TRUE });
  g_autofree char *column = dup_matrix ((CrShape) { 4, 1 }, entries, (CrNumberFormat) { 2, TRUE });

  g_assert_cmpstr (square, ==, "0.10\n−0.30 | 0.50\n10.00");
  g_assert_cmpstr (column, ==, "0.10\n0.50\n−0.30\n10.00");
}

/* A row that would be too long has fewer digits. */
static void
test_long_rows (void)
{
  const double entries[] = { -0.123456, 1, 2, 3 };
  g_autofree char *wide = dup_matrix ((CrShape) { 1, 4 }, entries, (CrNumberFormat) { 6, TRUE });
  g_autofree char *narrow = dup_matrix ((CrShape) { 2, 2 }, entries, (CrNumberFormat) { 6, TRUE });

  g_assert_cmpstr (wide, ==, "−0.1235 | 1.0000 | 2.0000 | 3.0000");
  g_assert_cmpstr (narrow, ==, "−0.123456\n2.000000 | 1.000000\n3.000000");
}

/* Where that does not help, and of large matrices, there is the range. */
static void
test_range (void)
{
  const double powers[] = { -1e-107, 2e-107, 3e-108, 4e-109 };
  g_autofree double *many = g_new0 (double, 40 * 40);
  g_autofree char *small = dup_matrix ((CrShape) { 1, 4 }, powers, (CrNumberFormat) { 3, FALSE });
  g_autofree char *large = NULL;
  g_autofree char *unknown = NULL;

  many[3] = -0.25;
  many[1599] = 4;
  large = dup_matrix ((CrShape) { 40, 40 }, many, (CrNumberFormat) { 2, TRUE });
  many[7] = NAN;
  unknown = dup_matrix ((CrShape) { 40, 40 }, many, (CrNumberFormat) { 2, TRUE });
  g_assert_cmpstr (small, ==, "−1.00·10⁻¹⁰⁷ … 2.00·10⁻¹⁰⁷");
  g_assert_cmpstr (large, ==, "−0.25 … 4.00");
  g_assert_cmpstr (unknown, ==, "not a number");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain-rule/sigmoid-neuron", test_sigmoid_neuron);
  g_test_add_func ("/chain-rule/twice", test_twice);
  g_test_add_func ("/chain-rule/no-number", test_no_number);
  g_test_add_func ("/chain-rule/printed", test_printed);
  g_test_add_func ("/chain-rule/printed-tie", test_printed_tie);
  g_test_add_func ("/chain-rule/printed-small", test_printed_small);
  g_test_add_func ("/chain-rule/printed-inexact", test_printed_inexact);
  g_test_add_func ("/number-tile/exact", test_exact);
  g_test_add_func ("/number-tile/large", test_large);
  g_test_add_func ("/number-tile/matrix", test_matrix);
  g_test_add_func ("/number-tile/long-rows", test_long_rows);
  g_test_add_func ("/number-tile/range", test_range);
  return g_test_run ();
}
