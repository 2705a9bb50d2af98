/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps over the plane: every point is what the tape computes for it alone; units that are dead or saturated; painted points. */
#include "cr-activity.h"
#include "cr-evaluation.h"
#include "cr-loss-surface.h"
#include "cr-points.h"
#include "cr-split.h"
#include "cr-surface.h"
#include "graph-builder.h"
#include "nets.h"

#include <math.h>

#define SIZE 20

/* What the graph computes, with x1, x2 and the label being one example. */
static void
evaluate (CrTape *tape, const CrGraph *graph, double x1, double x2, double label)
{
  const double values[] = { x1, x2, label };
  const char *const ids[] = { "x1", "x2", "y" };

  for (guint i = 0; i < 3; i++)
    cr_tape_bind (tape, cr_graph_find (graph, ids[i]), (CrShape) { 1, 1 }, 1, &values[i]);
  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
}

static double
get_nearest_label (const CrData *data, double x1, double x2)
{
  double best = INFINITY, label = 0;

  for (guint32 i = 0; i < data->split.n_train; i++)
    {
      const double *example = cr_table_get_example (data->table, data->split.rows[i]);
      double distance = hypot (example[0] - x1, example[1] - x2);

      if (distance < best)
        label = example[2];
      best = MIN (best, distance);
    }
  return label;
}

static void
test_every_point_is_what_the_tape_computes (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (60);
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (CrSurface) surface = cr_surface_new (graph, data, SIZE);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_surface_compute (surface, TRUE);
  for (guint row = 0; row < SIZE; row += 3)
    for (guint column = 0; column < SIZE; column += 3)
      {
        double x1 = -6 + 12 * (column + 0.5) / SIZE, x2 = 6 - 12 * (row + 0.5) / SIZE;

        evaluate (tape, graph, x1, x2, get_nearest_label (data, x1, x2));
        CR_GRAPH_FOR_EACH (graph, node)
          {
            CrNumbers expected;
            CrSurfaceMap map;

            g_assert_true (cr_tape_get_value (tape, node->key, &expected));
            g_assert_true (cr_surface_get_value (surface, node->key, &map));
            g_assert_cmpuint (map.size, ==, SIZE);
            g_assert_cmpfloat_with_epsilon (map.entries[row * SIZE + column], expected.entries[0], 1e-14);
            if (!cr_tape_get_gradient (tape, node->key, &expected))
              continue;
            g_assert_true (cr_surface_get_gradient (surface, node->key, &map));
            g_assert_cmpfloat_with_epsilon (map.entries[row * SIZE + column], expected.entries[0], 1e-14);
          }
        g_assert_cmpfloat_with_epsilon (cr_surface_get_at (surface, cr_graph_find (graph, "x2"), x1, x2), x2, 1e-14);
      }
  g_assert_cmpuint (cr_surface_get_prediction (surface), ==, cr_graph_find (graph, "out"));
  g_assert_true (isnan (cr_surface_get_at (surface, cr_graph_find (graph, "out"), 6.1, 0)));
}

static void
test_other_parameters_and_sizes (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (60);
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrGraph) learned = NULL;
  g_autoptr (CrSurface) a = cr_surface_new (graph, data, SIZE), b = NULL;
  CrKey out = cr_graph_find (graph, "out");
  CrSurfaceMap first, second;
  gsize n;
  const double *parameters;

  cr_trainer_run (trainer, 50);
  parameters = cr_trainer_get_parameters (trainer, &n);
  g_assert_false (cr_surface_set_parameters (a, parameters, n - 1));
  g_assert_true (cr_surface_set_parameters (a, parameters, n));
  learned = cr_trainer_commit (trainer);
  b = cr_surface_new (graph, data, 50);
  cr_surface_update (b, learned, data, SIZE);
  cr_surface_compute (a, FALSE);
  cr_surface_compute (b, FALSE);
  g_assert_true (cr_surface_get_value (a, out, &first));
  g_assert_true (cr_surface_get_value (b, out, &second));
  g_assert_cmpmem (first.entries, SIZE * SIZE * sizeof (double), second.entries, SIZE * SIZE * sizeof (double));
  g_assert_false (cr_surface_get_gradient (a, out, &first));
}

/* x3 stands at the mean of the training examples, and what depends on nothing is flat. */
static void
test_other_features (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const double rows[] = { 0, 0, 1, 1, 0, 0, 4, 1, 0, 0, 100, 1 };
  g_autoptr (CrMatrix) points = cr_matrix_new (3, 4, rows);
  g_autoptr (CrTraining) training = cr_training_new ();
  g_autoptr (CrData) data = NULL;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrSurface) surface = NULL;
  CrSurfaceMap map;

  graph_builder_number (builder, "input", "x", 0);
  cr_node_set_features (graph_builder_peek (builder), 2, (const char *const[]) { "x3", NULL });
  graph_builder_number (builder, "constant", "c", 7);
  graph = graph_builder_end (builder);
  training->dataset.kind = CR_DATASET_POINTS;
  training->dataset.points = cr_matrix_ref (points);
  training->shuffle = FALSE;
  training->train_fraction = 0.67;
  data = cr_data_new_without_file (training);
  surface = cr_surface_new (graph, data, 2);
  cr_surface_compute (surface, FALSE);
  g_assert_true (cr_surface_get_value (surface, cr_graph_find (graph, "x"), &map));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (map.entries[i], ==, 2.5);
  g_assert_true (cr_surface_get_value (surface, cr_graph_find (graph, "c"), &map));
  g_assert_true (map.is_flat);
}

/* --- Over two parameters --- */

static void
set_penalty (CrTraining *training, gconstpointer unused)
{
  training->regularization = (CrRegularization) { .kind = CR_PENALTY_L2, .rate = 0.1 };
}

/* Every point is what training would say of a net with just those parameters. */
static void
test_the_loss_over_two_parameters (void)
{
  g_autoptr (CrGraph) plain = net_make_circle (60);
  g_autoptr (CrGraph) graph = net_with (plain, set_penalty, NULL);
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrLossSurface) surface = cr_loss_surface_new (graph, data, NULL);
  const CrLossPlane plane = { 3, 7, -2, 1, 0, 4, 4 };
  gsize n;
  const double *parameters = cr_trainer_get_parameters (trainer, &n);
  g_autofree double *changed = g_memdup2 (parameters, n * sizeof (double));
  double losses[16];

  g_assert_cmpuint (cr_loss_surface_get_n_parameters (surface), ==, n);
  cr_loss_surface_compute (surface, parameters, &plane, losses);
  for (guint row = 0; row < 4; row++)
    for (guint column = 0; column < 4; column++)
      {
        g_autoptr (CrGraph) there = NULL;
        g_autoptr (CrTrainer) other = NULL;
        CrMeasure measure;

        changed[3] = -2 + 3 * (column + 0.5) / 4;
        changed[7] = 4 - 4 * (row + 0.5) / 4;
        there = cr_learned_write (graph, cr_trainer_get_table (trainer), changed, parameters);
        other = net_train (there);
        measure = cr_trainer_measure (other);
        g_assert_cmpfloat_with_epsilon (losses[row * 4 + column], measure.train_loss + measure.penalty, 1e-12);
      }
}

static void
test_a_plane_shows_the_whole_path (void)
{
  const double path[] = { 1, 5, 2, 5, 3, 5 };
  CrLossPlane plane = { 0, 1, 0, 0, 0, 0, 10 };

  cr_loss_plane_fit (&plane, path, 3, 1);
  g_assert_cmpfloat (plane.left, ==, 0.5);
  g_assert_cmpfloat (plane.right, ==, 3.5);
  g_assert_cmpfloat (plane.bottom, ==, 4.5);
  g_assert_cmpfloat (plane.top, ==, 5.5);
}

/* --- Activity --- */

static void
add_unit (GraphBuilder *builder, const char *id, const char *activation, double weight, double bias)
{
  CrNode *node;
  g_autoptr (CrMatrix) weights = cr_matrix_new_number (weight);

  graph_builder_gate (builder, "neuron", id, "x");
  node = graph_builder_peek (builder);
  cr_node_set_matrix (node, 0, weights);
  cr_node_set_number (node, 1, bias);
  cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find (activation));
}

static void
test_dead_and_saturated_units (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const double rows[] = { -1, 1, -0.5, 1, 0.5, -1, 1, -1 };
  g_autoptr (CrMatrix) points = cr_matrix_new (4, 2, rows);
  g_autoptr (CrTraining) training = cr_training_new ();
  g_autoptr (CrData) data = NULL;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrActivity) activity = NULL;
  const struct
  {
    const char *id;
    CrUnitHealth health;
  } expected[] = { { "dead", CR_UNIT_DEAD }, { "alive", CR_UNIT_WELL }, { "stuck", CR_UNIT_SATURATED }, { "free", CR_UNIT_WELL },
                   { "full", CR_UNIT_SATURATED }, { "x", CR_UNIT_WELL } };
  CrNumbers value;

  graph_builder_number (builder, "input", "x", 0);
  cr_node_set_features (graph_builder_peek (builder), 2, (const char *const[]) { "x1", NULL });
  add_unit (builder, "dead", "relu", 1, -2);
  add_unit (builder, "alive", "relu", 1, -0.9);
  add_unit (builder, "stuck", "tanh", 1, 5);
  add_unit (builder, "free", "tanh", 1, 0);
  add_unit (builder, "full", "sigmoid", 20, 0);
  graph = graph_builder_end (builder);
  training->dataset.kind = CR_DATASET_POINTS;
  training->dataset.features = g_strdupv ((char *[]) { (char *) "x1", NULL });
  training->dataset.points = cr_matrix_ref (points);
  training->train_fraction = 1;
  data = cr_data_new_without_file (training);
  activity = cr_activity_new (graph, data);
  cr_activity_compute (activity);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (cr_activity_get_health (activity, cr_graph_find (graph, expected[i].id), 0), ==, expected[i].health);
  g_assert_true (cr_activity_get_value (activity, cr_graph_find (graph, "x"), &value));
  g_assert_cmpuint (value.width, ==, 4);
}

static void
test_histogram (void)
{
  const double numbers[] = { -5, 0, 0.4, 0.5, 0.99, 1, 7, NAN, INFINITY };
  guint32 bins[2];

  cr_histogram_count (numbers, G_N_ELEMENTS (numbers), 0, 1, bins, 2);
  g_assert_cmpuint (bins[0], ==, 3);
  g_assert_cmpuint (bins[1], ==, 4);
}

/* --- Points --- */

static void
test_painting (void)
{
  g_autoptr (CrTraining) training = cr_training_new ();
  const double rows[] = { 0, 0, 1, 2, 2, -1 }, more[] = { 0.1, 0, -1 };
  g_autoptr (CrMatrix) first = NULL, second = NULL, moved = NULL, erased = NULL, untouched = NULL;
  g_autoptr (GError) error = NULL;

  training->shuffle = FALSE;
  first = cr_points_add (NULL, rows, 2, training, NULL);
  second = cr_points_add (first, more, 1, training, NULL);
  moved = cr_points_move (second, 1, 3, 4);
  erased = cr_points_erase (second, 0, 0, 0.5, training);
  untouched = cr_points_erase (second, 5, 5, 0.5, training);
  g_assert_cmpuint (first->shape.rows, ==, 2);
  g_assert_cmpuint (second->shape.rows, ==, 3);
  g_assert_cmpfloat (moved->entries[3], ==, 3);
  g_assert_cmpfloat (moved->entries[4], ==, 4);
  g_assert_cmpfloat (moved->entries[5], ==, -1);
  g_assert_cmpuint (erased->shape.rows, ==, 1);
  g_assert_cmpfloat (erased->entries[0], ==, 2);
  g_assert_true (untouched == second);
  g_assert_null (cr_points_erase (second, 0, 0, 100, training));
  g_assert_cmpint (cr_points_find (second, 0.08, 0, 0.5), ==, 2);
  g_assert_cmpint (cr_points_find (second, -3, 0, 0.5), ==, -1);
  g_assert_null (cr_points_add (second, rows, 1000000, training, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_LIMIT);
}

/* Points on a line, x1 of each its number; label 1. */
static CrMatrix *
make_line (guint n, const CrTraining *training)
{
  g_autofree double *rows = g_new0 (double, 3 * n);

  for (guint i = 0; i < n; i++)
    rows[3 * i] = i;
  return cr_points_add (NULL, rows, n, training, NULL);
}

/* Whether the point with this number trains; it is there. */
static gboolean
find_side (const CrMatrix *points, const CrTraining *training, double number)
{
  CrSplit split = cr_split_make (points->shape.rows, training->train_fraction, training->shuffle, training->seed);
  gint64 point = cr_points_find (points, number, 0, 0.1);
  gboolean trains = FALSE;

  g_assert_cmpint (point, >=, 0);
  for (guint32 i = 0; i < split.n_train; i++)
    trains |= split.rows[i] == point;
  cr_split_clear (&split);
  return trains;
}

/* A stroke changes which points test as little as the share for training allows: not at all where points are added. */
static void
test_a_stroke_keeps_sides (gconstpointer fraction)
{
  g_autoptr (CrTraining) training = cr_training_new ();
  g_autoptr (CrMatrix) points = NULL;

  training->train_fraction = GPOINTER_TO_INT (fraction) / 100.0;
  points = make_line (60, training);
  for (guint step = 0; step < 40; step++)
    {
      const double more[] = { 60 + step, 0, -1 };
      CrMatrix *grown = cr_points_add (points, more, 1, training, NULL);

      for (guint i = 0; i < 60 + step; i++)
        g_assert_cmpint (find_side (grown, training, i), ==, find_side (points, training, i));
      cr_matrix_unref (points);
      points = grown;
    }
  for (guint step = 0; step < 40; step++)
    {
      gboolean had_trained = find_side (points, training, 2 * step);
      CrMatrix *left = cr_points_erase (points, 2 * step, 0, 0.1, training);
      gboolean fewer_train = round (left->shape.rows * training->train_fraction) < round (points->shape.rows * training->train_fraction);
      guint n_changed = 0;

      for (guint i = 0; i < 100; i++)
        if (i > 2 * step || i % 2 == 1)
          n_changed += find_side (left, training, i) != find_side (points, training, i);
      g_assert_cmpuint (n_changed, ==, had_trained != fewer_train);
      cr_matrix_unref (points);
      points = left;
    }
}

static void
test_a_generator_becomes_points (void)
{
  g_autoptr (CrTraining) training = cr_training_new ();
  const double rows[] = { 0, 0, 1 };
  g_autoptr (CrMatrix) points = cr_points_add (NULL, rows, 1, training, NULL);

  training->dataset.kind = CR_DATASET_GENERATOR;
  cr_dataset_set_points (&training->dataset, points);
  g_assert_cmpint (training->dataset.kind, ==, CR_DATASET_POINTS);
  g_assert_true (training->dataset.points == points);
  cr_dataset_set_points (&training->dataset, NULL);
  g_assert_cmpint (training->dataset.kind, ==, CR_DATASET_NONE);
}

/* Of several losses the one that judges the end of the graph is what the decision surface is of. */
static void
test_the_answer_among_several_losses (void)
{
  static const struct
  {
    const char *second;     /* operands of a second loss */
    const char *prediction; /* of the gate that is found, or NULL */
  } rows[] = { { "hidden y", "out" }, { "out y", "out" }, { "aside y", NULL }, { "out hidden", "out" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GraphBuilder) builder = graph_builder_new ();
      g_autoptr (CrGraph) graph = NULL;
      CrKey gate;

      graph_builder_number (builder, "input", "x", 1);
      graph_builder_number (builder, "input", "y", 1);
      graph_builder_gate (builder, "tanh", "hidden", "x");
      graph_builder_gate (builder, "exp", "aside", "x");
      graph_builder_gate (builder, "tanh", "out", "hidden");
      graph_builder_gate (builder, "squared_error", "first", "out y");
      graph_builder_gate (builder, "squared_error", "second", rows[i].second);
      graph_builder_gate (builder, "add", "total", "first second");
      graph = graph_builder_end (builder);
      gate = cr_evaluation_find_gate (graph, cr_graph_find (graph, "total"));
      if (rows[i].prediction != NULL)
        g_assert_cmpuint (cr_graph_get_node (graph, gate)->operands[0], ==, cr_graph_find (graph, rows[i].prediction));
      else
        g_assert_cmpuint (gate, ==, CR_KEY_NONE);
      g_assert_cmpuint (cr_evaluation_find_gate (graph, cr_graph_find (graph, "out")), ==, CR_KEY_NONE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/surface/points", test_every_point_is_what_the_tape_computes);
  g_test_add_func ("/surface/parameters", test_other_parameters_and_sizes);
  g_test_add_func ("/surface/features", test_other_features);
  g_test_add_func ("/surface/several-losses", test_the_answer_among_several_losses);
  g_test_add_func ("/loss-surface/points", test_the_loss_over_two_parameters);
  g_test_add_func ("/loss-surface/plane", test_a_plane_shows_the_whole_path);
  g_test_add_func ("/activity/health", test_dead_and_saturated_units);
  g_test_add_func ("/activity/histogram", test_histogram);
  g_test_add_func ("/points/painting", test_painting);
  g_test_add_data_func ("/points/a-stroke-keeps-sides/50", GINT_TO_POINTER (50), test_a_stroke_keeps_sides);
  g_test_add_data_func ("/points/a-stroke-keeps-sides/30", GINT_TO_POINTER (30), test_a_stroke_keeps_sides);
  g_test_add_data_func ("/points/a-stroke-keeps-sides/85", GINT_TO_POINTER (85), test_a_stroke_keeps_sides);
  g_test_add_func ("/points/generator", test_a_generator_becomes_points);
  return g_test_run ();
}
