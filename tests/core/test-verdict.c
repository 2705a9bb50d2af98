/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predictions: what is right, and why what is wrong is likely so. */
#include "cr-verdict.h"
#include "graph-builder.h"

/* p = x y, m = max(z, w), s = p + m, f = 2 s; x also goes into f by u = x², so that it has two branches. */
static CrGraph *
build (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_number (builder, "input", "y", -4);
  graph_builder_number (builder, "input", "z", 2);
  graph_builder_number (builder, "input", "w", -1);
  graph_builder_gate (builder, "mul", "p", "x y");
  graph_builder_gate (builder, "max", "m", "z w");
  graph_builder_gate (builder, "square", "u", "x");
  graph_builder_gate (builder, "add", "s", "p m u");
  graph_builder_gate (builder, "scale", "f", "s");
  cr_node_set_number (graph_builder_peek (builder), 0, 2);
  return graph_builder_end (builder);
}

static CrTape *
run (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  return tape;
}

static void
assert_verdict (CrTape *tape, const char *id, gboolean gradient, double answer, CrVerdict expected)
{
  g_autoptr (CrMatrix) matrix = cr_matrix_new_number (answer);

  g_assert_cmpint (cr_verdict_find (tape, cr_graph_find (cr_tape_get_graph (tape), id), gradient, matrix, 0.01), ==, expected);
}

/* ∂f/∂s = 2, ∂f/∂x = 2 · −4 + 2 · 6 = 4, ∂f/∂y = 6, ∂f/∂z = 2, ∂f/∂w = 0. */
static void
test_reasons (void)
{
  g_autoptr (CrGraph) graph = build ();
  g_autoptr (CrTape) tape = run (graph);

  assert_verdict (tape, "x", TRUE, 4, CR_VERDICT_RIGHT);
  assert_verdict (tape, "x", TRUE, 4.005, CR_VERDICT_RIGHT);
  assert_verdict (tape, "x", TRUE, -4, CR_VERDICT_SIGN);
  assert_verdict (tape, "x", TRUE, -8, CR_VERDICT_BRANCH);
  assert_verdict (tape, "x", TRUE, 12, CR_VERDICT_BRANCH);
  assert_verdict (tape, "y", TRUE, 3, CR_VERDICT_UPSTREAM);
  assert_verdict (tape, "y", TRUE, 2, CR_VERDICT_LOCAL);
  assert_verdict (tape, "y", TRUE, -8, CR_VERDICT_OPERAND);
  assert_verdict (tape, "f", TRUE, 7, CR_VERDICT_OUTPUT);
  assert_verdict (tape, "w", TRUE, 2, CR_VERDICT_ROUTE);
  assert_verdict (tape, "z", TRUE, 0, CR_VERDICT_ROUTE);
  assert_verdict (tape, "y", TRUE, 6.3, CR_VERDICT_CLOSE);
  assert_verdict (tape, "y", TRUE, 77, CR_VERDICT_WRONG);
  assert_verdict (tape, "p", FALSE, -12, CR_VERDICT_RIGHT);
  assert_verdict (tape, "p", FALSE, 12, CR_VERDICT_SIGN);
}

/* ∇W = 2 q xᵀ of the lecture's ‖W·x‖². */
static void
test_matrices (void)
{
  static const double weights[] = { 0.1, 0.5, -0.3, 0.8 }, inputs[] = { 0.2, 0.4 };
  static const double right[] = { 0.088, 0.176, 0.104, 0.208 }, transposed[] = { 0.088, 0.104, 0.176, 0.208 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrMatrix) answer = cr_matrix_new (2, 2, right);
  g_autoptr (CrMatrix) other = cr_matrix_new (2, 2, transposed);
  g_autoptr (CrMatrix) column = cr_matrix_new (2, 1, right);
  g_autoptr (CrMatrix) row = cr_matrix_new (1, 2, (const double[]) { -0.112, 0.636 });

  graph_builder_matrix (builder, "parameter", "W", 2, 2, weights);
  graph_builder_matrix (builder, "input", "x", 2, 1, inputs);
  graph_builder_gate (builder, "matmul", "q", "W x");
  graph_builder_gate (builder, "sumsq", "f", "q");
  graph = graph_builder_end (builder);
  tape = run (graph);
  g_assert_cmpint (cr_verdict_find (tape, cr_graph_find (graph, "W"), TRUE, answer, 0.001), ==, CR_VERDICT_RIGHT);
  g_assert_cmpint (cr_verdict_find (tape, cr_graph_find (graph, "W"), TRUE, other, 0.001), ==, CR_VERDICT_TRANSPOSED);
  g_assert_cmpint (cr_verdict_find (tape, cr_graph_find (graph, "W"), TRUE, column, 0.001), ==, CR_VERDICT_SHAPE);
  g_assert_cmpint (cr_verdict_find (tape, cr_graph_find (graph, "x"), TRUE, row, 0.001), ==, CR_VERDICT_TRANSPOSED);
}

/* f = ‖σ(x)‖², x = [0, ln 3]: σ = [0.5, 0.75], upstream 2σ = [1, 1.5], slopes [0.25, 0.1875], ∇x = [0.25, 0.28125]. */
static void
test_columns (void)
{
  static const struct
  {
    double answer[2];
    CrVerdict verdict;
  } cases[] = {
    { { 0.25, 0.28125 }, CR_VERDICT_RIGHT },    { { -0.25, -0.28125 }, CR_VERDICT_SIGN }, { { 0.25, 0.1875 }, CR_VERDICT_UPSTREAM },
    { { 1, 1.5 }, CR_VERDICT_LOCAL },           { { 0.5, 0.75 }, CR_VERDICT_WRONG },
  };
  static const double inputs[] = { 0, 1.0986122886681098 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;

  graph_builder_matrix (builder, "input", "x", 2, 1, inputs);
  graph_builder_gate (builder, "sigmoid", "h", "x");
  graph_builder_gate (builder, "sumsq", "f", "h");
  graph = graph_builder_end (builder);
  tape = run (graph);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrMatrix) answer = cr_matrix_new (2, 1, cases[i].answer);

      g_assert_cmpint (cr_verdict_find (tape, cr_graph_find (graph, "x"), TRUE, answer, 0.001), ==, cases[i].verdict);
    }
}

static void
test_texts (void)
{
  for (CrVerdict verdict = CR_VERDICT_RIGHT; verdict <= CR_VERDICT_WRONG; verdict++)
    g_assert_nonnull (cr_verdict_get_text (verdict));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/reasons", test_reasons);
  g_test_add_func ("/verdict/matrices", test_matrices);
  g_test_add_func ("/verdict/columns", test_columns);
  g_test_add_func ("/verdict/texts", test_texts);
  return g_test_run ();
}
