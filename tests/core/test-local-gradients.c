/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jacobians and explanations: their numbers, their structure, and that they add up to the gradients of the tape. */
#include "cr-explanation.h"
#include "cr-jacobian.h"
#include "graph-builder.h"

#include <math.h>

static CrTape *
run (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);
  g_autoptr (GError) error = NULL;

  cr_tape_forward (tape);
  cr_tape_backward (tape, &error);
  g_assert_no_error (error);
  return tape;
}

/* Lecture row 8: max(0, x) on 4096 numbers has a 4096×4096 Jacobian, 1 on the diagonal where x > 0. */
static void
test_diagonal_is_never_built (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autofree double *x = g_new (double, 4096);

  for (guint i = 0; i < 4096; i++)
    x[i] = g_test_rand_double_range (-1, 1);
  graph_builder_matrix (builder, "input", "x", 4096, 1, x);
  graph_builder_gate (builder, "relu", "r", "x");
  graph_builder_gate (builder, "sum", "f", "r");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = run (graph);
  g_autoptr (CrJacobian) jacobian = cr_jacobian_new (tape, cr_graph_find (graph, "r"), 0, NULL);

  g_assert_cmpint (jacobian->structure, ==, CR_JACOBIAN_DIAGONAL);
  g_assert_cmpuint (jacobian->rows, ==, 4096);
  for (guint i = 0; i < 4096; i++)
    g_assert_cmpfloat (jacobian->entries[i], ==, x[i] > 0);
}

/* ∂(W·x)/∂x is W; ∂(W·x)/∂W has x in each row's block. */
static void
test_matmul (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const double w[] = { 1, 2, 3, 4, 5, 6 };
  const double expected[] = { 7, 8, 9, 0, 0, 0, 0, 0, 0, 7, 8, 9 };

  graph_builder_matrix (builder, "parameter", "W", 2, 3, w);
  graph_builder_matrix (builder, "input", "x", 3, 1, (double[]) { 7, 8, 9 });
  graph_builder_gate (builder, "matmul", "q", "W x");
  graph_builder_gate (builder, "sumsq", "f", "q");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = run (graph);
  CrKey q = cr_graph_find (graph, "q");
  g_autoptr (CrJacobian) by_x = cr_jacobian_new (tape, q, 1, NULL);
  g_autoptr (CrJacobian) by_w = cr_jacobian_new (tape, q, 0, NULL);

  g_assert_cmpuint (by_x->rows, ==, 2);
  g_assert_cmpuint (by_x->columns, ==, 3);
  g_assert_cmpmem (by_x->entries, sizeof w, w, sizeof w);
  g_assert_cmpint (by_w->structure, ==, CR_JACOBIAN_BLOCK);
  g_assert_cmpmem (by_w->entries, sizeof expected, expected, sizeof expected);
}

static void
test_refusals (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "input", "s", 3, 1, (double[]) { 1, 2, 3 });
  graph_builder_number (builder, "input", "y", 1);
  graph_builder_gate (builder, "cross_entropy", "L", "s y");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = run (graph);
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_jacobian_new (tape, cr_graph_find (graph, "L"), 2, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
  g_clear_error (&error);
  g_assert_null (cr_jacobian_new (tape, cr_graph_find (graph, "L"), 1, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
  g_clear_error (&error);
  g_assert_null (cr_explanation_new (tape, cr_graph_find (graph, "y"), &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT);
}

/* x is used three times, twice by one gate: a term a use, and their sum is the gradient. */
static void
test_terms_add_up (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "mul", "m", "x x");
  graph_builder_gate (builder, "exp", "e", "x");
  graph_builder_gate (builder, "add", "f", "m e");
  graph_builder_gate (builder, "neg", "unused", "x");

  g_autoptr (CrGraph) unnamed = graph_builder_end (builder);
  g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, cr_graph_find (unnamed, "f"));
  g_autoptr (CrTape) tape = run (graph);
  g_autoptr (CrExplanation) why = cr_explanation_new (tape, cr_graph_find (graph, "x"), NULL);
  double sum = 0;

  g_assert_cmpuint (why->terms->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CrTerm *term = &g_array_index (why->terms, CrTerm, i);

      g_assert_true (term->has_local);
      g_assert_cmpfloat (term->upstream[0], ==, 1);
      g_assert_cmpfloat (term->product[0], ==, term->local * term->upstream[0]);
      sum += term->product[0];
    }
  g_assert_cmpfloat (g_array_index (why->terms, CrTerm, 1).local, ==, 3);
  g_assert_cmpfloat (g_array_index (why->terms, CrTerm, 2).local, ==, exp (3));
  g_assert_cmpfloat (sum, ==, why->gradient[0]);
}

/* The local gradient stands where the upstream one is 0. */
static void
test_local_without_upstream (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_number (builder, "input", "zero", 0);
  graph_builder_gate (builder, "square", "s", "x");
  graph_builder_gate (builder, "mul", "f", "s zero");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = run (graph);
  g_autoptr (CrExplanation) why = cr_explanation_new (tape, cr_graph_find (graph, "x"), NULL);

  g_assert_cmpfloat (g_array_index (why->terms, CrTerm, 0).local, ==, 6);
  g_assert_cmpfloat (g_array_index (why->terms, CrTerm, 0).upstream[0], ==, 0);
  g_assert_cmpfloat (g_array_index (why->terms, CrTerm, 0).product[0], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-gradients/diagonal-is-never-built", test_diagonal_is_never_built);
  g_test_add_func ("/local-gradients/matmul", test_matmul);
  g_test_add_func ("/local-gradients/refusals", test_refusals);
  g_test_add_func ("/local-gradients/terms-add-up", test_terms_add_up);
  g_test_add_func ("/local-gradients/local-without-upstream", test_local_without_upstream);
  return g_test_run ();
}
