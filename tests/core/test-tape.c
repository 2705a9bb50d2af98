/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tape: the lecture's numbers, branches, states, batches, faults, and that an edit of a value compiles nothing. */
#include "cr-tape.h"
#include "graph-builder.h"
#include "tape-runs.h"

#include <math.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

static double
value_of (CrTape *tape, const char *id)
{
  CrNumbers numbers;

  g_assert_true (cr_tape_get_value (tape, cr_graph_find (cr_tape_get_graph (tape), id), &numbers));
  g_assert_cmpuint (numbers.width, ==, 1);
  return numbers.entries[0];
}

static double
gradient_of (CrTape *tape, const char *id)
{
  CrNumbers numbers;

  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (cr_tape_get_graph (tape), id), &numbers));
  return numbers.entries[0];
}

static void
test_chain_rule (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  tape_run (tape);
  g_assert_cmpfloat (value_of (tape, "q"), ==, 3);
  g_assert_cmpfloat (value_of (tape, "f"), ==, -12);
  g_assert_cmpfloat (gradient_of (tape, "f"), ==, 1);
  g_assert_cmpfloat (gradient_of (tape, "z"), ==, 3);
  g_assert_cmpfloat (gradient_of (tape, "q"), ==, -4);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, -4);
  g_assert_cmpfloat (gradient_of (tape, "y"), ==, -4);
}

/* Lecture row 6: one value used twice gets the sum, and each wire its own share. */
static void
test_branches_add (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "square", "a", "x");
  graph_builder_gate (builder, "add", "f", "a x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  double wire;

  tape_run (tape);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, 7);
  g_assert_true (cr_tape_get_wire_gradient (tape, cr_graph_find (graph, "a"), 0, &wire));
  g_assert_cmpfloat (wire, ==, 6);
  g_assert_true (cr_tape_get_wire_gradient (tape, cr_graph_find (graph, "f"), 1, &wire));
  g_assert_cmpfloat (wire, ==, 1);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, 7);
}

/* Lecture row 9. */
static void
test_vectors (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "parameter", "W", 2, 2, (double[]) { 0.1, 0.5, -0.3, 0.8 });
  graph_builder_matrix (builder, "input", "x", 2, 1, (double[]) { 0.2, 0.4 });
  graph_builder_gate (builder, "matmul", "q", "W x");
  graph_builder_gate (builder, "sumsq", "f", "q");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  const double w_gradient[] = { 0.088, 0.176, 0.104, 0.208 };
  const double x_gradient[] = { -0.112, 0.636 };
  CrNumbers numbers;

  tape_run (tape);
  assert_near (value_of (tape, "f"), 0.116, 1e-15);
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (graph, "W"), &numbers));
  g_assert_true (cr_shape_equal (numbers.shape, ((CrShape) { 2, 2 })));
  for (guint i = 0; i < 4; i++)
    assert_near (numbers.entries[i], w_gradient[i], 1e-15);
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (graph, "x"), &numbers));
  for (guint i = 0; i < 2; i++)
    assert_near (numbers.entries[i], x_gradient[i], 1e-15);
}

/* The output's own choice: named, or the only number that feeds nothing. */
static void
test_output (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "square", "a", "x");
  graph_builder_gate (builder, "neg", "b", "x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GError) error = NULL;
  CrNumbers numbers;

  cr_tape_forward (tape);
  g_assert_false (cr_tape_backward (tape, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT);
  g_assert_false (cr_tape_get_gradient (tape, cr_graph_find (graph, "x"), &numbers));

  g_autoptr (CrGraph) named = cr_graph_with_output (graph, cr_graph_find (graph, "a"));

  g_assert_true (cr_tape_update (tape, named));
  tape_run (tape);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, 6);
  /* b is computed, and the output does not depend on it. */
  g_assert_cmpfloat (value_of (tape, "b"), ==, -3);
  g_assert_cmpfloat (gradient_of (tape, "b"), ==, 0);
}

static void
test_output_shape (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "input", "x", 2, 1, (double[]) { 1, 2 });
  graph_builder_gate (builder, "neg", "f", "x");

  g_autoptr (CrGraph) unnamed = graph_builder_end (builder);
  g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, cr_graph_find (unnamed, "f"));
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GError) error = NULL;

  cr_tape_forward (tape);
  g_assert_false (cr_tape_backward (tape, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_SHAPE);
  g_assert_nonnull (strstr (error->message, "2×1"));
}

/* An open operand, a misfit and what depends on them; the rest is computed. */
static void
test_states (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_matrix (builder, "input", "m", 2, 3, NULL);
  graph_builder_matrix (builder, "input", "n", 4, 1, NULL);
  graph_builder_gate (builder, "add", "open", "x -");
  graph_builder_gate (builder, "add", "wrong", "m n");
  graph_builder_gate (builder, "neg", "after", "wrong");
  graph_builder_gate (builder, "neg", "fine", "x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrNumbers numbers;

  cr_tape_forward (tape);
  g_assert_cmpint (cr_tape_get_state (tape, cr_graph_find (graph, "open")), ==, CR_NODE_OPEN);
  g_assert_cmpint (cr_tape_get_state (tape, cr_graph_find (graph, "wrong")), ==, CR_NODE_ERROR);
  g_assert_cmpint (cr_tape_get_state (tape, cr_graph_find (graph, "after")), ==, CR_NODE_WAITING);
  g_assert_cmpstr (cr_tape_get_problem (tape, cr_graph_find (graph, "wrong")), ==, "2×3 does not fit 4×1");
  g_assert_false (cr_tape_get_value (tape, cr_graph_find (graph, "after"), &numbers));
  g_assert_cmpfloat (value_of (tape, "fine"), ==, -3);
}

/* A class that is out of range is found when its value is known, and goes when it is mended. */
static void
test_label_errors (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "input", "s", 3, 1, (double[]) { 1, 2, 3 });
  graph_builder_number (builder, "input", "y", 3);
  graph_builder_gate (builder, "cross_entropy", "L", "s y");
  graph_builder_gate (builder, "neg", "after", "L");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GError) error = NULL;
  CrKey loss = cr_graph_find (graph, "L"), label = cr_graph_find (graph, "y");
  CrNumbers numbers;

  cr_tape_forward (tape);
  g_assert_cmpint (cr_tape_get_state (tape, loss), ==, CR_NODE_ERROR);
  g_assert_cmpstr (cr_tape_get_problem (tape, loss), ==, "the class 3 is not one of 0 … 2");
  g_assert_cmpint (cr_tape_get_state (tape, cr_graph_find (graph, "after")), ==, CR_NODE_WAITING);
  g_assert_false (cr_tape_backward (tape, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT);

  g_autoptr (CrGraph) mended = graph_with_number (graph, "y", 2);

  g_assert_false (cr_tape_update (tape, mended));
  tape_run (tape);
  g_assert_cmpint (cr_tape_get_state (tape, loss), ==, CR_NODE_READY);
  g_assert_null (cr_tape_get_problem (tape, loss));
  /* A label gets no gradient, which is not the same as 0. */
  g_assert_false (cr_tape_get_gradient (tape, label, &numbers));
}

static void
test_constant_has_no_gradient (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "constant", "c", 2);
  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "mul", "f", "c x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrNumbers numbers;

  tape_run (tape);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, 2);
  g_assert_false (cr_tape_get_gradient (tape, cr_graph_find (graph, "c"), &numbers));
}

static void
test_edit_compiles_nothing (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrGraph) edited = graph_with_number (graph, "z", 10);
  g_autoptr (CrNode) moved = cr_node_copy (cr_graph_get_node (edited, cr_graph_find (edited, "q")));

  tape_run (tape);
  g_assert_false (cr_tape_update (tape, edited));
  g_assert_cmpuint (cr_tape_get_n_compiles (tape), ==, 1);
  g_assert_false (cr_tape_is_current (tape));
  tape_run (tape);
  g_assert_cmpfloat (value_of (tape, "f"), ==, 30);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, 10);

  cr_node_set_place (moved, 10, 20);

  g_autoptr (CrGraph) other_place = cr_graph_with_node (edited, moved);

  g_assert_false (cr_tape_update (tape, other_place));
  g_assert_true (cr_tape_is_current (tape));
}

/* Ready nodes stand in file order: the file's own where every wire points backward in it. */
static void
test_order (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_gate (builder, "add", "f", "b a");
  graph_builder_number (builder, "input", "a", 1);
  graph_builder_gate (builder, "neg", "b", "a");
  graph_builder_number (builder, "input", "c", 1);

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  const char *const expected[] = { "a", "b", "f", "c" };
  guint n;
  const CrKey *order = cr_tape_get_order (tape, &n);

  g_assert_cmpuint (n, ==, 4);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (cr_graph_get_node (graph, order[i])->id, ==, expected[i]);
}

static void
test_undefined (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_gate (builder, "log", "l", "x");
  graph_builder_gate (builder, "relu", "r", "l");
  graph_builder_gate (builder, "max", "f", "x r");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  tape_run (tape);
  g_assert_true (isnan (value_of (tape, "r")));
  g_assert_true (isnan (value_of (tape, "f")));
  g_assert_cmpuint (cr_tape_find_undefined (tape), ==, cr_graph_find (graph, "l"));
}

/* 100 rows of 10 gates, where row r hangs on input r alone; f is made of the first 50 rows. */
static CrGraph *
build_rows (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (GString) sum = g_string_new (NULL);

  for (guint row = 0; row < 100; row++)
    {
      g_autofree char *input = g_strdup_printf ("x%u", row);
      g_autofree char *operand = g_strdup (input);

      graph_builder_number (builder, "input", input, 0.01 * row);
      for (guint i = 0; i < 10; i++)
        {
          char *id = g_strdup_printf ("r%u_%u", row, i);

          graph_builder_gate (builder, i % 2 ? "tanh" : "sigmoid", id, operand);
          g_free (operand);
          operand = id;
        }
      if (row < 50)
        g_string_append_printf (sum, "%s%s", row > 0 ? " " : "", operand);
    }
  graph_builder_gate (builder, "add", "f", sum->str);

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  return cr_graph_with_output (graph, cr_graph_find (graph, "f"));
}

/* How many gates an edit of that input runs, forward and backward. */
static guint64
count_gates (CrTape *tape, const char *input, double value)
{
  g_autoptr (CrGraph) other = graph_with_number (cr_tape_get_graph (tape), input, value);
  guint64 before = cr_tape_get_n_gates_run (tape);

  g_assert_false (cr_tape_update (tape, other));
  tape_run (tape);
  return cr_tape_get_n_gates_run (tape) - before;
}

static void
test_edit_runs_what_depends_on_it (void)
{
  const guint forward_all = 100 * 10 + 1, backward_all = 50 * 10 + 1;
  g_autoptr (CrGraph) graph = build_rows ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrNumbers value;

  tape_run (tape);
  g_assert_cmpuint (cr_tape_get_n_gates_run (tape), ==, forward_all + backward_all);
  /* A row that the output does not depend on: its gates forward, and no gradient changes. */
  g_assert_cmpuint (count_gates (tape, "x70", 0.5), ==, 10);
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (graph, "x3"), &value));
  g_assert_cmpfloat (value.entries[0], !=, 0);
  /* One that it does depend on: its gates and the sum forward, and all gradients. */
  g_assert_cmpuint (count_gates (tape, "x20", 0.5), ==, 10 + 1 + backward_all);
  /* The same number again: nothing. */
  g_assert_cmpuint (count_gates (tape, "x20", 0.5), ==, 0);
  /* After a trainer's own changes nothing is known of what stands there. */
  cr_tape_mark_changed (tape);
  g_assert_cmpuint (count_gates (tape, "x70", 0.75), ==, forward_all + backward_all);
  g_assert_cmpuint (count_gates (tape, "x70", 0.25), ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tape/chain-rule", test_chain_rule);
  g_test_add_func ("/tape/branches-add", test_branches_add);
  g_test_add_func ("/tape/vectors", test_vectors);
  g_test_add_func ("/tape/output", test_output);
  g_test_add_func ("/tape/output-shape", test_output_shape);
  g_test_add_func ("/tape/states", test_states);
  g_test_add_func ("/tape/label-errors", test_label_errors);
  g_test_add_func ("/tape/constant-has-no-gradient", test_constant_has_no_gradient);
  g_test_add_func ("/tape/edit-compiles-nothing", test_edit_compiles_nothing);
  g_test_add_func ("/tape/order", test_order);
  g_test_add_func ("/tape/undefined", test_undefined);
  g_test_add_func ("/tape/edit-runs-what-depends-on-it", test_edit_runs_what_depends_on_it);
  return g_test_run ();
}
