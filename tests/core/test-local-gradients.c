/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jacobians and explanations: their numbers, their structure, and that they add up to the gradients of the tape. */
#include "cr-explanation.h"
#include "cr-jacobian.h"
#include "cr-forward-mode.h"
#include "gate-cases.h"
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

/* Column by column against forward mode, which knows nothing of backward rules; a diagonal one has nothing beside it. */
static void
compare_column (const CrJacobian *jacobian, const CrNumbers *derivative, gsize column)
{
  gboolean is_diagonal = jacobian->structure == CR_JACOBIAN_DIAGONAL;

  g_assert_cmpuint (jacobian->rows, ==, cr_shape_get_size (derivative->shape));
  for (gsize row = 0; row < jacobian->rows; row++)
    {
      double entry = is_diagonal ? (row == column ? jacobian->entries[row] : 0) : jacobian->entries[row * jacobian->columns + column];

      g_assert_cmpfloat_with_epsilon (entry, derivative->entries[row], 1e-12 * fmax (1, fabs (entry)));
    }
}

static void
check_operands (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  g_autoptr (CrTape) tape = run (graph);
  g_autoptr (CrForwardMode) mode = cr_forward_mode_new (tape);
  CrKey y = cr_graph_find (graph, "y");

  for (guint i = 0; i < n_operands; i++)
    {
      g_autoptr (CrJacobian) jacobian = cr_jacobian_new (tape, y, i, NULL);
      g_autofree char *id = g_strdup_printf ("x%u", i);

      g_assert_true ((jacobian == NULL) == (i == gate->label));
      for (gsize entry = 0; jacobian != NULL && entry < jacobian->columns; entry++)
        {
          CrNumbers derivative;

          g_assert_true (cr_forward_mode_run (mode, cr_graph_find (graph, id), 0, entry / operands[i].columns,
                                              entry % operands[i].columns, NULL));
          g_assert_true (cr_forward_mode_get (mode, y, &derivative));
          compare_column (jacobian, &derivative, entry);
        }
    }
}

static void
test_every_gate_and_operand (void)
{
  gate_cases_for_each (check_operands);
}

static CrJacobianStructure
structure_of (const char *gate, CrShape a, CrShape b, guint operand)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "input", "a", a.rows, a.columns, NULL);
  graph_builder_matrix (builder, "input", "b", MAX (b.rows, 1), MAX (b.columns, 1), NULL);
  graph_builder_gate (builder, gate, "y", b.rows > 0 ? "a b" : "a");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_tape_forward (tape);

  g_autoptr (CrJacobian) jacobian = cr_jacobian_new (tape, cr_graph_find (graph, "y"), operand, NULL);

  return jacobian->structure;
}

/* What it looks like is told by shapes, whatever the numbers. */
static void
test_structures (void)
{
  const CrShape number = { 1, 1 }, column = { 3, 1 }, row = { 1, 3 }, matrix = { 2, 3 }, other = { 3, 2 }, none = { 0, 0 };

  for (guint i = 0; i < 5; i++) /* one number by one number, whatever the gate */
    {
      const char *gate = (const char *[]) { "maxout", "neuron", "dense", "sum", "softmax" }[i];

      g_assert_cmpint (structure_of (gate, number, none, 0), ==, CR_JACOBIAN_DIAGONAL);
    }
  g_assert_cmpint (structure_of ("matmul", matrix, other, 0), ==, CR_JACOBIAN_BLOCK);
  g_assert_cmpint (structure_of ("matmul", matrix, other, 1), ==, CR_JACOBIAN_BLOCK);
  g_assert_cmpint (structure_of ("matmul", matrix, column, 0), ==, CR_JACOBIAN_BLOCK);
  g_assert_cmpint (structure_of ("matmul", matrix, column, 1), ==, CR_JACOBIAN_DENSE);
  g_assert_cmpint (structure_of ("matmul", row, column, 0), ==, CR_JACOBIAN_DENSE);
  g_assert_cmpint (structure_of ("matmul", column, number, 0), ==, CR_JACOBIAN_DIAGONAL);
  g_assert_cmpint (structure_of ("matmul", number, row, 1), ==, CR_JACOBIAN_DIAGONAL);
  g_assert_cmpint (structure_of ("transpose", matrix, none, 0), ==, CR_JACOBIAN_BLOCK);
  g_assert_cmpint (structure_of ("transpose", column, none, 0), ==, CR_JACOBIAN_DIAGONAL);
  g_assert_cmpint (structure_of ("concat", column, column, 1), ==, CR_JACOBIAN_BLOCK);
  g_assert_cmpint (structure_of ("concat", column, none, 0), ==, CR_JACOBIAN_DIAGONAL);
  g_assert_cmpint (structure_of ("add", matrix, matrix, 1), ==, CR_JACOBIAN_DIAGONAL);
  g_assert_cmpint (structure_of ("add", matrix, number, 0), ==, CR_JACOBIAN_DIAGONAL);
  g_assert_cmpint (structure_of ("add", matrix, number, 1), ==, CR_JACOBIAN_DENSE);
  g_assert_cmpint (structure_of ("softmax", column, none, 0), ==, CR_JACOBIAN_DENSE);
  g_assert_cmpint (structure_of ("sum", matrix, none, 0), ==, CR_JACOBIAN_DENSE);
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
  g_test_add_func ("/local-gradients/every-gate-and-operand", test_every_gate_and_operand);
  g_test_add_func ("/local-gradients/structures", test_structures);
  g_test_add_func ("/local-gradients/refusals", test_refusals);
  g_test_add_func ("/local-gradients/terms-add-up", test_terms_add_up);
  g_test_add_func ("/local-gradients/local-without-upstream", test_local_without_upstream);
  return g_test_run ();
}
