/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training on the tape: the parameter vector, another output, batches written in place. */
#include "cr-tape.h"
#include "graph-builder.h"

#include <string.h>

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrKey x, w, h, d;
} Fixture;

static void
set_matrix (CrNode *node, const char *name, guint rows, guint columns, const double *entries)
{
  g_autoptr (CrMatrix) matrix = cr_matrix_new (rows, columns, entries);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, name), matrix);
}

static void
set_number (CrNode *node, const char *name, double number)
{
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, name), number);
}

/* f = Σ d(h(x, w)) with h = 2x − w + 3 and d = (4h + 6, 5h + 7); g = h². The parameter u waits for nothing and feeds nothing. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_gate (builder, "neuron", "h", "x w");
  set_matrix (graph_builder_peek (builder), "weights", 2, 1, (double[]) { 2, -1 });
  set_number (graph_builder_peek (builder), "bias", 3);
  graph_builder_number (builder, "input", "x", 1);
  graph_builder_number (builder, "parameter", "w", 0.5);
  graph_builder_gate (builder, "dense", "d", "h");
  set_number (graph_builder_peek (builder), "units", 2);
  set_matrix (graph_builder_peek (builder), "weights", 2, 1, (double[]) { 4, 5 });
  set_matrix (graph_builder_peek (builder), "bias", 2, 1, (double[]) { 6, 7 });
  graph_builder_matrix (builder, "parameter", "u", 1, 3, (double[]) { 8, 9, 10 });
  set_number (graph_builder_peek (builder), "decay", 0);
  graph_builder_gate (builder, "sum", "f", "d");
  graph_builder_gate (builder, "square", "g", "h");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  fixture->graph = cr_graph_with_output (graph, cr_graph_find (graph, "f"));
  fixture->tape = cr_tape_new (fixture->graph);
  fixture->x = cr_graph_find (graph, "x");
  fixture->w = cr_graph_find (graph, "w");
  fixture->h = cr_graph_find (graph, "h");
  fixture->d = cr_graph_find (graph, "d");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cr_tape_free (fixture->tape);
  cr_graph_unref (fixture->graph);
}

static void
run (Fixture *fixture)
{
  cr_tape_forward (fixture->tape);
  g_assert_true (cr_tape_backward (fixture->tape, NULL));
}

static double
value_of (const Fixture *fixture, const char *id, guint32 example)
{
  CrNumbers numbers;

  g_assert_true (cr_tape_get_value (fixture->tape, cr_graph_find (fixture->graph, id), &numbers));
  g_assert_cmpuint (example, <, numbers.width);
  return numbers.entries[example];
}

static const CrTapeParameter *
find_part (const CrTapeParameters *parameters, CrKey key, const char *attribute)
{
  for (guint i = 0; i < parameters->n_parts; i++)
    if (parameters->parts[i].key == key && (attribute == NULL || parameters->parts[i].attribute == 0))
      return &parameters->parts[i];
  g_assert_not_reached ();
}

/* Every parameter lies in it once, without gaps, and only weights and parameters that say so decay. */
static void
test_vector (Fixture *fixture, gconstpointer data)
{
  static const double all[] = { 0.5, 2, -1, 3, 4, 5, 6, 7, 8, 9, 10 };
  static const gboolean decays[] = { TRUE, TRUE, TRUE, FALSE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE, FALSE };
  static const double gradients[] = { -9, 9, 4.5, 9, 4.5, 4.5, 1, 1, 0, 0, 0 };
  CrTapeParameters parameters;
  gsize end = 0;

  run (fixture);
  cr_tape_get_parameters (fixture->tape, &parameters);
  g_assert_cmpuint (parameters.n, ==, G_N_ELEMENTS (all));
  g_assert_cmpuint (parameters.n_parts, ==, 6);
  for (guint i = 0; i < parameters.n_parts; i++)
    {
      const CrTapeParameter *part = &parameters.parts[i];

      g_assert_cmpuint (part->offset, ==, end);
      for (gsize j = 0; j < cr_shape_get_size (part->shape); j++, end++)
        {
          g_assert_cmpfloat (parameters.values[end], ==, all[end]);
          g_assert_cmpfloat (parameters.gradients[end], ==, gradients[end]);
          g_assert_cmpint (part->decays, ==, decays[end]);
        }
    }
  g_assert_cmpuint (end, ==, parameters.n);
}

/* What is written is what the next step computes with, and the graph's own comes back with any version. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrGraph) other = graph_with_number (fixture->graph, "x", 10);
  CrTapeParameters parameters;
  CrNumbers numbers;
  guint compiles = cr_tape_get_n_compiles (fixture->tape);

  run (fixture);
  cr_tape_get_parameters (fixture->tape, &parameters);
  parameters.values[find_part (&parameters, fixture->w, NULL)->offset] = 1.5;
  parameters.values[find_part (&parameters, fixture->h, "weights")->offset] = 20;
  cr_tape_mark_changed (fixture->tape);
  g_assert_false (cr_tape_is_current (fixture->tape));
  g_assert_false (cr_tape_get_value (fixture->tape, fixture->h, &numbers));
  run (fixture);
  g_assert_cmpfloat (value_of (fixture, "w", 0), ==, 1.5);
  g_assert_cmpfloat (value_of (fixture, "h", 0), ==, 20 - 1.5 + 3);

  g_assert_false (cr_tape_update (fixture->tape, other));
  g_assert_false (cr_tape_is_current (fixture->tape));
  run (fixture);
  g_assert_cmpfloat (value_of (fixture, "h", 0), ==, 20 - 0.5 + 3);
  cr_tape_mark_changed (fixture->tape);
  g_assert_false (cr_tape_update (fixture->tape, other));
  run (fixture);
  g_assert_cmpfloat (value_of (fixture, "h", 0), ==, 20 - 0.5 + 3);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, compiles);
}

/* Batches are written where they are used; a tape of another width takes the parameters as one block. */
static void
test_batches (Fixture *fixture, gconstpointer data)
{
  static const double xs[] = { 1, 2, 3, 4 };
  g_autoptr (CrTape) smaller = cr_tape_new (fixture->graph);
  CrTapeParameters parameters, copy;
  double *entries;
  guint compiles;

  g_assert_null (cr_tape_get_bound_entries (fixture->tape, fixture->x));
  cr_tape_bind (fixture->tape, fixture->x, (CrShape) { 1, 1 }, 2, xs);
  cr_tape_bind (smaller, fixture->x, (CrShape) { 1, 1 }, 1, xs + 3);
  compiles = cr_tape_get_n_compiles (fixture->tape);
  entries = cr_tape_get_bound_entries (fixture->tape, fixture->x);
  g_assert_nonnull (entries);
  run (fixture);
  g_assert_cmpfloat (value_of (fixture, "h", 1), ==, 6.5);
  memcpy (entries, xs + 2, 2 * sizeof (double));
  cr_tape_mark_changed (fixture->tape);
  run (fixture);
  g_assert_cmpfloat (value_of (fixture, "h", 0), ==, 8.5);
  g_assert_cmpfloat (value_of (fixture, "h", 1), ==, 10.5);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, compiles);

  cr_tape_get_parameters (fixture->tape, &parameters);
  cr_tape_get_parameters (smaller, &copy);
  g_assert_cmpuint (copy.n, ==, parameters.n);
  g_assert_cmpmem (parameters.parts, parameters.n_parts * sizeof *parameters.parts, copy.parts, copy.n_parts * sizeof *copy.parts);
  parameters.values[find_part (&parameters, fixture->w, NULL)->offset] = -1;
  memcpy (copy.values, parameters.values, copy.n * sizeof (double));
  cr_tape_mark_changed (smaller);
  cr_tape_forward (smaller);

  CrNumbers h;

  g_assert_true (cr_tape_get_value (smaller, fixture->h, &h));
  g_assert_cmpfloat (h.entries[0], ==, 2 * 4 + 1 + 3);
}

/* The loss of a run may be another node than the document's output, in later versions too. */
static void
test_other_output (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrGraph) other = graph_with_number (fixture->graph, "x", 10);
  CrKey g = cr_graph_find (fixture->graph, "g");
  CrNumbers gradient;
  guint compiles;

  cr_tape_set_output (fixture->tape, g);
  run (fixture);
  g_assert_cmpuint (cr_tape_get_output (fixture->tape, NULL), ==, g);
  g_assert_true (cr_tape_get_gradient (fixture->tape, fixture->x, &gradient));
  g_assert_cmpfloat (gradient.entries[0], ==, 2 * 4.5 * 2);
  g_assert_true (cr_tape_get_gradient (fixture->tape, fixture->d, &gradient));
  g_assert_cmpfloat (gradient.entries[0], ==, 0);

  compiles = cr_tape_get_n_compiles (fixture->tape);
  cr_tape_set_output (fixture->tape, g);
  cr_tape_update (fixture->tape, other);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, compiles);
  g_assert_cmpuint (cr_tape_get_output (fixture->tape, NULL), ==, g);
  cr_tape_set_output (fixture->tape, CR_KEY_NONE);
  g_assert_cmpuint (cr_tape_get_output (fixture->tape, NULL), ==, cr_graph_find (fixture->graph, "f"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/parameters/vector", Fixture, NULL, set_up, test_vector, tear_down);
  g_test_add ("/parameters/step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add ("/parameters/batches", Fixture, NULL, set_up, test_batches, tear_down);
  g_test_add ("/parameters/other-output", Fixture, NULL, set_up, test_other_output, tear_down);
  return g_test_run ();
}
