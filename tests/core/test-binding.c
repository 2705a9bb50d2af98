/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs bound to data: one compile for all of them, none for other numbers, problems at their nodes; and streams of random numbers. */
#include "cr-random.h"
#include "cr-tape.h"
#include "graph-builder.h"

static const CrShape number = { 1, 1 };

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrKey x;
  CrKey y;
  CrKey f;
} Fixture;

/* f = x · y, and g = −y beside it. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_number (builder, "input", "y", 4);
  graph_builder_gate (builder, "mul", "f", "x y");
  graph_builder_gate (builder, "neg", "g", "y");
  fixture->graph = graph_builder_end (builder);
  fixture->tape = cr_tape_new (fixture->graph);
  fixture->x = cr_graph_find (fixture->graph, "x");
  fixture->y = cr_graph_find (fixture->graph, "y");
  fixture->f = cr_graph_find (fixture->graph, "f");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cr_tape_free (fixture->tape);
  cr_graph_unref (fixture->graph);
}

static void
assert_values (Fixture *fixture, CrKey key, const double *expected, guint32 width)
{
  CrNumbers numbers;

  cr_tape_forward (fixture->tape);
  g_assert_true (cr_tape_get_value (fixture->tape, key, &numbers));
  g_assert_cmpuint (numbers.width, ==, width);
  for (guint32 i = 0; i < width; i++)
    g_assert_cmpfloat (numbers.entries[i], ==, expected[i]);
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  const double xs[] = { 1, 2, 3 }, ys[] = { 10, 20, 30 };
  const CrTapeInput inputs[] = { { fixture->x, number, xs, NULL }, { fixture->y, number, ys, NULL } };
  const CrTapeInput turned[] = { { fixture->y, number, xs, NULL }, { fixture->x, number, xs, NULL } };

  cr_tape_bind_all (fixture->tape, inputs, 2, 3);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, 2);
  assert_values (fixture, fixture->f, (double[]) { 10, 40, 90 }, 3);

  cr_tape_bind_all (fixture->tape, turned, 2, 3);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, 2);
  g_assert_false (cr_tape_is_current (fixture->tape));
  assert_values (fixture, fixture->f, (double[]) { 1, 4, 9 }, 3);

  cr_tape_bind_all (fixture->tape, inputs, 2, 2);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, 3);
  assert_values (fixture, fixture->f, (double[]) { 10, 40 }, 2);
}

/* What is not named is not bound any more. */
static void
test_exactly_these (Fixture *fixture, gconstpointer data)
{
  const double xs[] = { 1, 2 };
  const CrTapeInput inputs[] = { { fixture->x, number, xs, NULL }, { fixture->y, number, xs, NULL } };

  cr_tape_bind_all (fixture->tape, inputs, 2, 2);
  cr_tape_bind_all (fixture->tape, inputs, 1, 2);
  assert_values (fixture, fixture->f, (double[]) { 4, 8 }, 2);
  assert_values (fixture, fixture->y, (double[]) { 4 }, 1);
  cr_tape_bind_all (fixture->tape, NULL, 0, 1);
  assert_values (fixture, fixture->f, (double[]) { 12 }, 1);
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  const double ys[] = { 7 };
  const CrTapeInput inputs[] = { { fixture->x, .problem = "no x" }, { fixture->y, number, ys, NULL } };
  const CrTapeInput mended[] = { { fixture->x, number, ys, NULL }, { fixture->y, number, ys, NULL } };
  guint compiles;

  cr_tape_bind_all (fixture->tape, inputs, 2, 1);
  cr_tape_forward (fixture->tape);
  g_assert_cmpint (cr_tape_get_state (fixture->tape, fixture->x), ==, CR_NODE_ERROR);
  g_assert_cmpstr (cr_tape_get_problem (fixture->tape, fixture->x), ==, "no x");
  g_assert_cmpint (cr_tape_get_state (fixture->tape, fixture->f), ==, CR_NODE_WAITING);
  assert_values (fixture, cr_graph_find (fixture->graph, "g"), (double[]) { -7 }, 1);

  compiles = cr_tape_get_n_compiles (fixture->tape);
  cr_tape_bind_all (fixture->tape, inputs, 2, 1);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, compiles);

  cr_tape_bind_all (fixture->tape, mended, 2, 1);
  g_assert_null (cr_tape_get_problem (fixture->tape, fixture->x));
  assert_values (fixture, fixture->f, (double[]) { 49 }, 1);
}

/* A binding outlives an edit of a number, also of the bound node's own. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  const double xs[] = { 1, 2 };
  const CrTapeInput inputs[] = { { fixture->x, number, xs, NULL } };
  g_autoptr (CrGraph) other_y = graph_with_number (fixture->graph, "y", 5);
  g_autoptr (CrGraph) other_x = graph_with_number (other_y, "x", 6);

  cr_tape_bind_all (fixture->tape, inputs, 1, 2);
  g_assert_false (cr_tape_update (fixture->tape, other_y));
  assert_values (fixture, fixture->f, (double[]) { 5, 10 }, 2);
  g_assert_false (cr_tape_update (fixture->tape, other_x));
  assert_values (fixture, fixture->f, (double[]) { 5, 10 }, 2);
}

static void
test_streams (void)
{
  g_autoptr (gsl_rng) a = cr_random_new_stream (1, "/a");
  g_autoptr (gsl_rng) again = cr_random_new_stream (1, "/a");
  g_autoptr (gsl_rng) other_name = cr_random_new_stream (1, "/b");
  g_autoptr (gsl_rng) other_seed = cr_random_new_stream (2, "/a");
  g_autoptr (gsl_rng) large_seed = cr_random_new_stream (1 + ((guint64) 1 << 40), "/a");
  unsigned long first = gsl_rng_get (a);

  g_assert_cmpuint (gsl_rng_get (again), ==, first);
  g_assert_cmpuint (gsl_rng_get (other_name), !=, first);
  g_assert_cmpuint (gsl_rng_get (other_seed), !=, first);
  g_assert_cmpuint (gsl_rng_get (large_seed), !=, first);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/binding/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/binding/exactly-these", Fixture, NULL, set_up, test_exactly_these, tear_down);
  g_test_add ("/binding/problem", Fixture, NULL, set_up, test_problem, tear_down);
  g_test_add ("/binding/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add_func ("/binding/streams", test_streams);
  return g_test_run ();
}
