/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data on their way into a graph: one example, batches, features that there are not, data that cannot be had. */
#include "cr-data.h"
#include "graph-builder.h"

typedef struct
{
  CrTraining *training;
  CrGraph *graph;
  CrTape *tape;
} Fixture;

static const double points[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };

static void
bind_to (GraphBuilder *builder, const char *const *features)
{
  CrNode *node = graph_builder_peek (builder);

  cr_node_set_features (node, cr_gate_find_attribute (node->gate, "feature"), features);
}

/* f = sumsq (x) · y with x a column of x2 and x1, y the label, and free, which is bound to nothing. Four examples, three for training. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrMatrix) rows = cr_matrix_new (4, 3, points);

  graph_builder_matrix (builder, "input", "x", 3, 1, NULL);
  bind_to (builder, (const char *const[]) { "x2", "x1", NULL });
  graph_builder_number (builder, "input", "y", 20);
  bind_to (builder, (const char *const[]) { "label", NULL });
  graph_builder_number (builder, "input", "free", 5);
  graph_builder_gate (builder, "sumsq", "s", "x");
  graph_builder_gate (builder, "mul", "f", "s y");
  graph_builder_gate (builder, "neg", "n", "free");
  fixture->graph = graph_builder_end (builder);
  fixture->tape = cr_tape_new (fixture->graph);
  fixture->training = cr_training_new ();
  fixture->training->dataset.kind = CR_DATASET_POINTS;
  fixture->training->dataset.points = cr_matrix_ref (rows);
  fixture->training->shuffle = FALSE;
  fixture->training->train_fraction = 0.75;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cr_tape_free (fixture->tape);
  cr_graph_unref (fixture->graph);
  cr_training_unref (fixture->training);
}

static CrKey
key_of (Fixture *fixture, const char *id)
{
  return cr_graph_find (fixture->graph, id);
}

static void
assert_values (Fixture *fixture, const char *id, guint32 width, const double *expected, guint n)
{
  CrNumbers numbers;

  cr_tape_forward (fixture->tape);
  g_assert_true (cr_tape_get_value (fixture->tape, key_of (fixture, id), &numbers));
  g_assert_cmpuint (numbers.width, ==, width);
  g_assert_cmpuint (cr_shape_get_size (numbers.shape) * width, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (numbers.entries[i], ==, expected[i]);
}

static void
test_example (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);

  g_assert_cmpuint (cr_data_get_n_train (data), ==, 3);
  cr_data_bind_example (data, fixture->tape, 0);
  assert_values (fixture, "x", 1, (double[]) { 2, 1 }, 2);
  assert_values (fixture, "f", 1, (double[]) { 15 }, 1);
  cr_data_bind_example (data, fixture->tape, 2);
  assert_values (fixture, "f", 1, (double[]) { 113 * 9 }, 1);
  g_assert_cmpuint (cr_tape_get_n_compiles (fixture->tape), ==, 2);
  assert_values (fixture, "n", 1, (double[]) { -5 }, 1);
}

static void
test_batch (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);
  const guint32 rows[] = { 3, 0, 3 };

  cr_data_bind (data, fixture->tape, rows, 3);
  assert_values (fixture, "x", 3, (double[]) { 11, 2, 11, 10, 1, 10 }, 6);
  assert_values (fixture, "f", 3, (double[]) { 221 * 12, 15, 221 * 12 }, 3);
  assert_values (fixture, "n", 1, (double[]) { -5 }, 1);
}

/* Own values again, in their own shape. */
static void
test_no_data (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);

  cr_data_bind_example (data, fixture->tape, 0);
  cr_data_bind_example (NULL, fixture->tape, 0);
  assert_values (fixture, "x", 1, (double[]) { 0, 0, 0 }, 3);
  assert_values (fixture, "y", 1, (double[]) { 20 }, 1);
}

static void
assert_problem (Fixture *fixture, const char *id, const char *problem)
{
  g_assert_cmpstr (cr_tape_get_problem (fixture->tape, key_of (fixture, id)), ==, problem);
  g_assert_cmpint (cr_tape_get_state (fixture->tape, key_of (fixture, id)), ==, CR_NODE_ERROR);
}

static void
test_missing_feature (Fixture *fixture, gconstpointer unused)
{
  fixture->training->dataset.features = g_strdupv ((GStrv) (const char *const[]) { "x1", "x3", NULL });

  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);

  cr_data_bind_example (data, fixture->tape, 1);
  assert_problem (fixture, "x", "the data have no x2, only x1 … x3 and label");
  g_assert_cmpint (cr_tape_get_state (fixture->tape, key_of (fixture, "f")), ==, CR_NODE_WAITING);
  assert_values (fixture, "y", 1, (double[]) { 6 }, 1);
  assert_values (fixture, "n", 1, (double[]) { -5 }, 1);
}

static void
test_problem (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) problem = g_error_new (CR_ERROR, CR_ERROR_DATA, "no data today");
  g_autoptr (CrData) data = cr_data_new (fixture->training, NULL, problem);

  g_assert_cmpuint (cr_data_get_n_train (data), ==, 0);
  cr_data_bind_example (data, fixture->tape, 0);
  assert_problem (fixture, "x", "no data today");
  assert_problem (fixture, "y", "no data today");
  assert_values (fixture, "n", 1, (double[]) { -5 }, 1);
}

/* What a generator cannot make is a problem of the data, not of the graph. */
static void
test_bad_generator (Fixture *fixture, gconstpointer unused)
{
  fixture->training->dataset.kind = CR_DATASET_GENERATOR;
  fixture->training->dataset.generator = CR_GENERATOR_XOR;
  fixture->training->dataset.n_classes = 16;

  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);

  cr_data_bind_example (data, fixture->tape, 0);
  assert_problem (fixture, "y", "xor makes at most 2 classes, not 16");
}

static void
test_none_for_training (Fixture *fixture, gconstpointer unused)
{
  fixture->training->train_fraction = 0;

  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);

  g_assert_cmpuint (cr_data_get_n_train (data), ==, 0);
  cr_data_bind_example (data, fixture->tape, 0);
  assert_problem (fixture, "x", "no example of the data is for training");
}

/* The rows that are shown are those of the shuffled split. */
static void
test_shuffled (Fixture *fixture, gconstpointer unused)
{
  fixture->training->shuffle = TRUE;
  fixture->training->seed = 3;

  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);

  for (guint32 example = 0; example < 3; example++)
    {
      cr_data_bind_example (data, fixture->tape, example);
      assert_values (fixture, "y", 1, &points[3 * data->split.rows[example] + 2], 1);
    }
}

static void
test_serves (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrData) data = cr_data_new_without_file (fixture->training);
  g_autoptr (CrTraining) other = cr_training_copy (fixture->training);

  other->optimizer.learning_rate = 1;
  g_assert_true (cr_data_serves (data, other));
  other->seed = 9;
  g_assert_false (cr_data_serves (data, other));
  other->seed = fixture->training->seed;
  other->dataset.noise = 0.5;
  g_assert_false (cr_data_serves (data, other));
  other->dataset.noise = 0;
  other->dataset.features = g_strdupv ((GStrv) (const char *const[]) { "x1", "x3", NULL });
  g_assert_false (cr_data_serves (data, other));
}

#define add(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/data/example", test_example);
  add ("/data/batch", test_batch);
  add ("/data/no-data", test_no_data);
  add ("/data/missing-feature", test_missing_feature);
  add ("/data/problem", test_problem);
  add ("/data/bad-generator", test_bad_generator);
  add ("/data/none-for-training", test_none_for_training);
  add ("/data/shuffled", test_shuffled);
  add ("/data/serves", test_serves);
  return g_test_run ();
}
