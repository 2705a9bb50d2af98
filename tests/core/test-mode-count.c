/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many gates the two modes run. */
#include "cr-mode-count.h"
#include "graph-builder.h"

/* x and y into p, p and z into f: forward mode runs 2 + 2 + 1, backward 2. */
static void
test_numbers (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  CrModeCount count;

  graph_builder_number (builder, "input", "x", 1);
  graph_builder_number (builder, "input", "y", 2);
  graph_builder_number (builder, "parameter", "z", 3);
  graph_builder_number (builder, "constant", "c", 3);
  graph_builder_gate (builder, "mul", "p", "x y");
  graph_builder_gate (builder, "add", "f", "p z c");
  graph_builder_gate (builder, "exp", "aside", "c"); /* the output does not depend on it */
  graph = graph_builder_end (builder);
  tape = cr_tape_new (graph);
  cr_tape_set_output (tape, cr_graph_find (graph, "f"));
  cr_tape_forward (tape);
  count = cr_mode_count (tape);
  g_assert_cmpuint (count.n_numbers, ==, 3);
  g_assert_cmpuint (count.n_forward, ==, 5);
  g_assert_cmpuint (count.n_backward, ==, 2);
}

/* A walk for every entry of W and x. */
static void
test_matrices (void)
{
  static const double entries[] = { 1, 2, 3, 4 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  CrModeCount count;

  graph_builder_matrix (builder, "parameter", "W", 2, 2, entries);
  graph_builder_matrix (builder, "input", "x", 2, 1, entries);
  graph_builder_gate (builder, "matmul", "q", "W x");
  graph_builder_gate (builder, "sumsq", "f", "q");
  graph = graph_builder_end (builder);
  tape = cr_tape_new (graph);
  cr_tape_forward (tape);
  count = cr_mode_count (tape);
  g_assert_cmpuint (count.n_numbers, ==, 6);
  g_assert_cmpuint (count.n_forward, ==, 12);
  g_assert_cmpuint (count.n_backward, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mode-count/numbers", test_numbers);
  g_test_add_func ("/mode-count/matrices", test_matrices);
  return g_test_run ();
}
