/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nets: what the builder makes, what it refuses, and edits of layers in place. */
#include "nets.h"

#include "cr-expansion.h"

#include <math.h>
#include <string.h>

static CrGraph *
build (CrNetworkForm form, const guint *units, guint n_layers, const char *loss, guint features)
{
  CrNetwork network;
  g_autoptr (GError) error = NULL;
  CrGraph *graph;

  cr_network_init_standard (&network, CR_GENERATOR_BLOBS, 0);
  network.form = form;
  network.n_layers = n_layers;
  network.loss = cr_gate_find (loss);
  network.features = features;
  for (guint i = 0; i < n_layers; i++)
    {
      network.units[i] = units[i];
      network.activations[i] = i + 1 < n_layers ? cr_gate_find ("tanh")
                                                : cr_network_get_output_activation (network.loss, &network.training->dataset);
    }
  graph = cr_network_build (&network, &error);
  g_assert_no_error (error);
  cr_network_clear (&network);
  return graph;
}

static CrGraph *
build_standard (CrNetworkForm form)
{
  return build (form, (const guint[]) { 4, 3, 1 }, 3, "squared_error", 3);
}

static const CrNetworkLayer *
get_layer (const GArray *layers, guint i)
{
  return &g_array_index (layers, CrNetworkLayer, i);
}

static void
assert_layers (const CrGraph *graph, const guint *units, guint n)
{
  g_autoptr (GArray) layers = cr_network_find_layers (graph);

  g_assert_cmpuint (layers->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (get_layer (layers, i)->n_units, ==, units[i]);
      g_assert_cmpint (get_layer (layers, i)->is_output, ==, i + 1 == n);
    }
}

static void
assert_trains (const CrGraph *graph)
{
  g_autoptr (CrTrainer) trainer = net_train (graph);

  g_assert_cmpuint (cr_trainer_run (trainer, 30), ==, 30);
}

/* --- Building --- */

static void
test_every_loss_in_both_forms (void)
{
  static const struct
  {
    const char *loss;
    guint n_outputs;
  } cases[] = {
    { "squared_error", 1 }, { "absolute_error", 1 }, { "binary_cross_entropy", 1 }, { "hinge", 1 }, { "cross_entropy", 4 }, { "svm", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (CrNetworkForm form = CR_NETWORK_NEURONS; form <= CR_NETWORK_LAYERS; form++)
      for (guint features = 3; features < 1 << CR_N_FEATURES; features = features == 3 ? 1 << CR_FEATURE_X1_X2 : 2 * features + 1)
        {
          const guint units[] = { 3, 2, cases[i].n_outputs };
          g_autoptr (CrGraph) graph = build (form, units, 3, cases[i].loss, features);

          assert_layers (graph, units, 3);
          assert_trains (graph);
        }
}

static void
test_columns (void)
{
  g_autoptr (CrGraph) graph = build_standard (CR_NETWORK_NEURONS);
  g_autoptr (GArray) layers = cr_network_find_layers (graph);
  double x = 0, middle = 0;

  for (guint i = 0; i < layers->len; i++)
    {
      double sum = 0, above = -1000;

      for (guint j = 0; j < get_layer (layers, i)->n_keys; j++)
        {
          const CrNode *node = cr_graph_get_node (graph, get_layer (layers, i)->keys[j]);

          g_assert_true (node->has_place);
          if (j > 0)
            g_assert_cmpfloat (node->place.y - above, >=, 128);
          else if (i > 0)
            g_assert_cmpfloat (node->place.x - x, ==, 180);
          x = node->place.x;
          above = node->place.y;
          sum += node->place.y / get_layer (layers, i)->n_keys;
        }
      if (i > 0)
        g_assert_cmpfloat_with_epsilon (sum, middle, 1e-9);
      middle = sum;
    }
  CR_GRAPH_FOR_EACH (graph, node)
    CR_GRAPH_FOR_EACH (graph, other)
      g_assert_true (node == other || node->place.x != other->place.x || node->place.y != other->place.y);
}

static void
test_fan_out_is_the_layer (void)
{
  g_autoptr (CrGraph) graph = build (CR_NETWORK_NEURONS, (const guint[]) { 100, 1 }, 2, "squared_error", 3);
  double largest = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    if (strcmp (node->gate->name, "neuron") == 0 && node->n_operands == 2)
      for (guint i = 0; i < 2; i++)
        largest = MAX (largest, ABS (cr_node_get_matrix (node, "weights")->entries[i]));
  g_assert_cmpfloat (largest, <=, 0.2425356250363330); /* √(6/102) */
  g_assert_cmpfloat (largest, >, 0.23);
}

static void
assert_refused (CrGenerator generator, const char *loss, guint n_outputs, const char *what)
{
  CrNetwork network;
  g_autoptr (GError) error = NULL;

  cr_network_init_standard (&network, generator, 0);
  network.loss = cr_gate_find (loss);
  network.units[network.n_layers - 1] = n_outputs;
  g_assert_null (cr_network_build (&network, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_MEMBER);
  g_assert_nonnull (strstr (error->message, what));
  cr_network_clear (&network);
}

static void
test_what_does_not_fit (void)
{
  assert_refused (CR_GENERATOR_CIRCLE, "cross_entropy", 1, "a unit for each");
  assert_refused (CR_GENERATOR_CIRCLE, "svm", 3, "at most 2");
  assert_refused (CR_GENERATOR_PLANE, "cross_entropy", 2, "real numbers");
  assert_refused (CR_GENERATOR_PLANE, "hinge", 1, "real numbers");
  assert_refused (CR_GENERATOR_CIRCLE, "squared_error", 2, "1 unit");
  assert_refused (CR_GENERATOR_CIRCLE, "add", 1, "loss");
  assert_refused (CR_GENERATOR_CIRCLE, "squared_error", 0, "1 to");
}

/* --- Edits --- */

/* Asserts that every number of the older version's parameters that has a place in the newer one is the same there. */
static void
assert_kept (const CrGraph *before, const CrGraph *after, guint n_expected)
{
  g_autoptr (CrTape) a = cr_tape_new (before), b = cr_tape_new (after);
  CrTapeParameters old, new;
  guint n_kept = 0;

  cr_tape_get_parameters (a, &old);
  cr_tape_get_parameters (b, &new);
  for (guint i = 0; i < old.n_parts; i++)
    for (guint j = 0; j < new.n_parts; j++)
      {
        if (old.parts[i].key != new.parts[j].key || old.parts[i].attribute != new.parts[j].attribute)
          continue;
        for (guint row = 0; row < MIN (old.parts[i].shape.rows, new.parts[j].shape.rows); row++)
          for (guint column = 0; column < MIN (old.parts[i].shape.columns, new.parts[j].shape.columns); column++)
            {
              g_assert_cmpfloat (old.values[old.parts[i].offset + row * old.parts[i].shape.columns + column], ==,
                                 new.values[new.parts[j].offset + row * new.parts[j].shape.columns + column]);
              n_kept++;
            }
      }
  g_assert_cmpuint (n_kept, ==, n_expected);
}

/* 2-4-3-1: 12 + 15 + 4 numbers. */
static void
test_units (gconstpointer form)
{
  g_autoptr (CrGraph) graph = build_standard (GPOINTER_TO_UINT (form));
  g_autoptr (CrGraph) more = cr_network_add_unit (graph, 1, NULL);
  g_autoptr (CrGraph) again = cr_network_remove_unit (more, 1, NULL);
  g_autoptr (CrGraph) less = cr_network_remove_unit (graph, 0, NULL);

  assert_layers (more, (const guint[]) { 4, 4, 1 }, 3);
  assert_kept (graph, more, 31);
  assert_trains (more);
  assert_layers (again, (const guint[]) { 4, 3, 1 }, 3);
  assert_kept (graph, again, 31);
  assert_layers (less, (const guint[]) { 3, 3, 1 }, 3);
  assert_kept (graph, less, 31 - 3 - 3);
  assert_trains (less);
}

/* The title of a new net names its layers; one of one's own stays as it is. */
static void
test_title (gconstpointer form)
{
  g_autoptr (CrGraph) plain = build_standard (GPOINTER_TO_UINT (form));
  g_autoptr (CrGraph) graph = cr_graph_with_title (plain, "Blobs, tanh 4-3"), own = cr_graph_with_title (plain, "Lecture 14-3");
  g_autoptr (CrGraph) more = cr_network_add_unit (graph, 0, NULL), deeper = cr_network_insert_layer (more, 2, 6, NULL);
  g_autoptr (CrGraph) other = cr_network_add_unit (own, 0, NULL);

  g_assert_cmpstr (cr_graph_get_title (more), ==, "Blobs, tanh 5-3");
  g_assert_cmpstr (cr_graph_get_title (deeper), ==, "Blobs, tanh 5-3-6");
  g_assert_cmpstr (cr_graph_get_title (other), ==, "Lecture 14-3");
}

static void
test_layers (gconstpointer form)
{
  g_autoptr (CrGraph) graph = build_standard (GPOINTER_TO_UINT (form));
  g_autoptr (CrGraph) same = cr_network_insert_layer (graph, 2, 3, NULL); /* as many as came before: the output keeps its weights */
  g_autoptr (CrGraph) other = cr_network_insert_layer (graph, 2, 5, NULL);
  g_autoptr (CrGraph) first = cr_network_insert_layer (graph, 0, 2, NULL);
  g_autoptr (CrGraph) less = cr_network_remove_layer (graph, 1, NULL);
  g_autoptr (CrGraph) back = cr_network_remove_layer (same, 2, NULL);
  double x = 0;

  assert_layers (same, (const guint[]) { 4, 3, 3, 1 }, 4);
  assert_kept (graph, same, 31);
  assert_trains (same);
  assert_layers (other, (const guint[]) { 4, 3, 5, 1 }, 4);
  assert_trains (other);
  assert_layers (first, (const guint[]) { 2, 4, 3, 1 }, 4);
  assert_kept (graph, first, 31);
  assert_layers (less, (const guint[]) { 4, 1 }, 2);
  assert_trains (less);
  assert_kept (graph, back, 31);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      const CrNode *moved = cr_graph_get_node (back, node->key);

      g_assert_cmpfloat_with_epsilon (moved->place.x, node->place.x, 1e-9);
      x = MAX (x, cr_graph_get_node (same, node->key)->place.x - node->place.x);
    }
  g_assert_cmpfloat_with_epsilon (x, 180, 1e-9);
}

/* A neuron that is unfolded into gates is still told as one of its layer's, and a group of other gates is none. */
static void
test_unfolded (void)
{
  g_autoptr (CrGraph) graph = build_standard (CR_NETWORK_NEURONS);
  g_autoptr (GArray) layers = cr_network_find_layers (graph);
  CrKey key = get_layer (layers, 0)->keys[1];
  g_autoptr (CrGraph) unfolded = cr_graph_expanded (graph, &key, 1, CR_EXPANSION_GATES, NULL);
  g_autoptr (GArray) fewer = cr_network_find_layers (unfolded);

  g_assert_cmpuint (get_layer (layers, 0)->n_units, ==, 4);
  g_assert_cmpuint (get_layer (layers, 0)->n_unfolded, ==, 0);
  g_assert_cmpuint (fewer->len, ==, layers->len);
  g_assert_cmpuint (get_layer (fewer, 0)->n_units, ==, 3);
  g_assert_cmpuint (get_layer (fewer, 0)->n_unfolded, ==, 1);
  g_assert_cmpuint (get_layer (fewer, 1)->n_unfolded, ==, 0);
}

static void
test_activation (gconstpointer form)
{
  g_autoptr (CrGraph) graph = build_standard (GPOINTER_TO_UINT (form));
  g_autoptr (CrGraph) relu = cr_network_set_activation (graph, 0, cr_gate_find ("relu"), NULL);
  g_autoptr (CrGraph) linear = cr_network_set_activation (relu, 0, NULL, NULL);
  g_autoptr (GArray) layers = cr_network_find_layers (relu);
  g_autoptr (GArray) linear_layers = cr_network_find_layers (linear);

  g_assert_true (get_layer (layers, 0)->activation == cr_gate_find ("relu"));
  g_assert_true (get_layer (layers, 1)->activation == cr_gate_find ("tanh"));
  g_assert_null (get_layer (linear_layers, 0)->activation);
  assert_kept (graph, relu, 31);
  g_assert_null (cr_network_set_activation (graph, 0, cr_gate_find ("add"), NULL));
}

/* The weights of the first layer of a net of 100 relu units over two inputs, drawn in that way. */
static GArray *
draw (CrNetworkDraw draw)
{
  CrNetwork network;
  GArray *weights = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (CrGraph) graph = NULL;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  network.draw = draw;
  network.n_layers = 2;
  network.units[0] = 100;
  network.units[1] = 1;
  network.activations[0] = cr_gate_find ("relu");
  network.activations[1] = NULL;
  graph = cr_network_build (&network, NULL);
  g_assert_nonnull (graph);
  CR_GRAPH_FOR_EACH (graph, node)
    if (cr_gate_is_unit (node->gate))
      {
        const CrMatrix *matrix = cr_node_get_matrix (node, "weights");

        g_assert_cmpfloat (cr_node_get_number (node, "bias"), ==, 0);
        if (node->n_operands == 2)
          g_array_append_vals (weights, matrix->entries, 2);
      }
  g_assert_cmpuint (weights->len, ==, 200);
  cr_network_clear (&network);
  return weights;
}

/* The deviation is the one of the way, within what 200 numbers tell; uniform ones stay within their bound. */
static void
test_draws (void)
{
  static const struct
  {
    CrNetworkDraw draw;
    double deviation;
    double bound;
  } cases[] = {
    { CR_NETWORK_DRAW_TO_SUIT, 1, INFINITY },                                        /* relu: √(2/2) */
    { CR_NETWORK_DRAW_HE, 1, INFINITY },
    { CR_NETWORK_DRAW_GLOROT, 0.24253562503633297 / 1.7320508075688772 * 1.0, 0.24253562503633297 }, /* √(6/(2 + 100)), over √3 */
    { CR_NETWORK_DRAW_UNIFORM, 0.28867513459481287, 0.5 },
    { CR_NETWORK_DRAW_SMALL, 0.01, INFINITY },
    { CR_NETWORK_DRAW_ZERO, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) weights = draw (cases[i].draw);
      double sum = 0;

      for (guint j = 0; j < weights->len; j++)
        {
          double weight = g_array_index (weights, double, j);

          g_assert_cmpfloat (fabs (weight), <=, cases[i].bound);
          sum += weight * weight;
        }
      g_assert_cmpfloat_with_epsilon (sqrt (sum / weights->len), cases[i].deviation, 0.2 * cases[i].deviation + 1e-300);
    }
}

static void
test_what_cannot_be_edited (void)
{
  g_autoptr (CrGraph) graph = build (CR_NETWORK_NEURONS, (const guint[]) { 1, 1 }, 2, "squared_error", 3);
  g_autoptr (GError) output = NULL, last = NULL, none = NULL;

  g_assert_null (cr_network_add_unit (graph, 1, &output));
  g_assert_error (output, CR_ERROR, CR_ERROR_MEMBER);
  g_assert_null (cr_network_remove_unit (graph, 0, &last));
  g_assert_error (last, CR_ERROR, CR_ERROR_MEMBER);
  g_assert_null (cr_network_add_unit (graph, 7, &none));
  g_assert_error (none, CR_ERROR, CR_ERROR_MEMBER);
}

/* Training goes on through an edit: what was learned stays with the units that stay. */
static void
test_training_goes_on (void)
{
  g_autoptr (CrGraph) graph = build_standard (CR_NETWORK_NEURONS);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrGraph) learned = NULL, more = NULL;
  g_autoptr (CrData) data = net_get_data (graph);
  double before, after;

  cr_trainer_run (trainer, 500);
  before = cr_trainer_measure (trainer).train_loss;
  learned = cr_trainer_commit (trainer);
  more = cr_network_add_unit (learned, 0, NULL);
  g_assert_true (cr_trainer_update (trainer, learned, more, data, NULL));
  cr_trainer_run (trainer, 50);
  after = cr_trainer_measure (trainer).train_loss;
  g_assert_cmpfloat (after, <, 10 * before + 0.05);
  g_assert_cmpuint (cr_trainer_get_place (trainer).step, ==, 550);
}

/* A neuron more or fewer, or a layer, in a net that was trained: a reset goes back to the very weights that it started from, as far as
 * they still fit, and to the drawn ones of what is new: to just the net that the same edit makes of the untrained one. */
static void
test_edits_keep_the_start (gconstpointer form)
{
  g_autoptr (CrGraph) graph = build_standard (GPOINTER_TO_UINT (form));
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrGraph) learned = NULL;

  cr_trainer_run (trainer, 50);
  learned = cr_trainer_commit (trainer);
  for (guint edit = 0; edit < 4; edit++)
    {
      CrGraph *(*change) (const CrGraph *, guint, GError **) = edit % 2 == 0 ? cr_network_add_unit : cr_network_remove_unit;
      g_autoptr (CrGraph) changed = edit < 2    ? change (learned, 0, NULL)
                                    : edit == 2 ? cr_network_insert_layer (learned, 1, 5, NULL)
                                                : cr_network_remove_layer (learned, 1, NULL);
      g_autoptr (CrGraph) expected = edit < 2    ? change (graph, 0, NULL)
                                     : edit == 2 ? cr_network_insert_layer (graph, 1, 5, NULL)
                                                 : cr_network_remove_layer (graph, 1, NULL);
      g_autoptr (CrGraph) back = cr_learned_reset (changed);
      g_autoptr (CrTrainer) a = net_train (back), b = net_train (expected), c = net_train (changed);

      g_assert_false (cr_learned_is_trained (back));
      net_assert_same (a, b);
      cr_trainer_reset (c);
      net_assert_same (c, b);
    }
}

/* A wire more into a neuron that was trained: it starts as it did, with the 0 that the wire brought. */
static void
test_a_wire_keeps_the_start (void)
{
  g_autoptr (CrGraph) graph = build_standard (CR_NETWORK_NEURONS);
  CrKey from = cr_graph_find (graph, "x1"), to = cr_graph_find (graph, "out");
  guint n = cr_graph_get_node (graph, to)->n_operands;
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrGraph) learned = NULL, wired = NULL, expected = NULL, again = NULL, back = NULL;

  cr_trainer_run (trainer, 50);
  learned = cr_trainer_commit (trainer);
  wired = cr_graph_connected (learned, from, to, n, NULL);
  expected = cr_graph_connected (graph, from, to, n, NULL);
  g_autoptr (CrTrainer) a = net_train (wired), b = net_train (expected), c = NULL;

  cr_trainer_run (a, 50);
  again = cr_trainer_commit (a);
  back = cr_learned_reset (again);
  c = net_train (back);
  net_assert_same (c, b);
  cr_trainer_reset (a);
  net_assert_same (a, b);
}

static CrKey
get_loss (const CrGraph *graph)
{
  return cr_graph_find (graph, "L");
}

static guint
count_outputs (const CrGraph *graph)
{
  g_autoptr (GArray) layers = cr_network_find_layers (graph);

  return get_layer (layers, layers->len - 1)->n_units;
}

/* The same gates, however they came there. */
static void
assert_same_gates (const CrGraph *a, const CrGraph *b)
{
  g_autoptr (GArray) layers = cr_network_find_layers (a), others = cr_network_find_layers (b);

  g_assert_cmpuint (cr_graph_get_n_nodes (a), ==, cr_graph_get_n_nodes (b));
  g_assert_true (cr_graph_get_node (a, get_loss (a))->gate == cr_graph_get_node (b, get_loss (b))->gate);
  g_assert_cmpuint (layers->len, ==, others->len);
  for (guint i = 0; i < layers->len; i++)
    {
      g_assert_cmpuint (get_layer (layers, i)->n_units, ==, get_layer (others, i)->n_units);
      g_assert_true (get_layer (layers, i)->activation == get_layer (others, i)->activation);
    }
  g_assert_cmpuint (cr_graph_get_parts (a)->training->dataset.n_classes, ==, cr_graph_get_parts (b)->training->dataset.n_classes);
}

/* From any loss to any other: the net that the builder makes for it, and it trains. */
static void
test_change_loss (gconstpointer form)
{
  static const char *const losses[] = { "squared_error", "absolute_error", "binary_cross_entropy", "hinge", "cross_entropy", "svm" };

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    for (guint j = 0; j < G_N_ELEMENTS (losses); j++)
      {
        g_autoptr (CrGraph) graph = build (GPOINTER_TO_UINT (form), (const guint[]) { 3, i < 4 ? 1 : 2 }, 2, losses[i], 3);
        g_autoptr (CrGraph) expected = build (GPOINTER_TO_UINT (form), (const guint[]) { 3, j < 4 ? 1 : 2 }, 2, losses[j], 3);
        g_autoptr (CrData) data = net_get_data (graph);
        g_autoptr (GError) error = NULL;
        g_autoptr (CrGraph) changed = cr_network_change_loss (graph, get_loss (graph), cr_gate_find (losses[j]), data, &error);

        g_test_message ("%s to %s", losses[i], losses[j]);
        g_assert_no_error (error);
        assert_same_gates (changed, expected);
        CR_GRAPH_FOR_EACH (changed, a)
          CR_GRAPH_FOR_EACH (changed, b)
            g_assert_true (a == b || hypot (a->place.x - b->place.x, a->place.y - b->place.y) >= 60); /* nothing on another */
        assert_trains (changed);
      }
}

static void
set_three_classes (CrTraining *training, gconstpointer unused)
{
  training->dataset.generator = CR_GENERATOR_BLOBS;
  training->dataset.n_classes = 3;
}

/* More classes than outputs: that can be told, and made good. */
static void
test_classes_are_missing (gconstpointer form)
{
  g_autoptr (CrGraph) two = build (GPOINTER_TO_UINT (form), (const guint[]) { 3, 2 }, 2, "cross_entropy", 3);
  g_autoptr (CrGraph) one = build (GPOINTER_TO_UINT (form), (const guint[]) { 3, 1 }, 2, "squared_error", 3);
  const CrGraph *graphs[] = { two, one };

  for (guint i = 0; i < G_N_ELEMENTS (graphs); i++)
    {
      g_autoptr (CrGraph) graph = net_with (graphs[i], set_three_classes, NULL);
      g_autoptr (CrData) few = net_get_data (graphs[i]), data = net_get_data (graph);
      g_autoptr (CrGraph) good = NULL;
      guint n_classes, n_outputs;

      g_assert_false (cr_network_misses_classes (graphs[i], get_loss (graphs[i]), few, &n_classes, &n_outputs));
      g_assert_true (cr_network_misses_classes (graph, get_loss (graph), data, &n_classes, &n_outputs));
      g_assert_cmpuint (n_classes, ==, 3);
      g_assert_cmpuint (n_outputs, ==, 2 - i);
      good = cr_network_change_loss (graph, get_loss (graph), cr_gate_find ("cross_entropy"), data, NULL);
      g_assert_cmpuint (count_outputs (good), ==, 3);
      g_assert_false (cr_network_misses_classes (good, get_loss (good), data, &n_classes, &n_outputs));
      assert_trains (good);
    }
}

static void
set_points (CrTraining *training, gconstpointer labels)
{
  const double *two = labels;
  g_autoptr (CrMatrix) points = cr_matrix_new (4, 3, (const double[]) { 1, 1, two[0], 2, 1, two[1], -1, 0, two[0], 1, -2, two[1] });

  cr_dataset_clear (&training->dataset);
  training->dataset.kind = CR_DATASET_POINTS;
  training->dataset.points = cr_matrix_ref (points);
}

/* Labels that are listed become what the loss wants; real numbers are refused. */
static void
test_labels_follow (void)
{
  const double signs[] = { 1, -1 }, real[] = { 0.5, 0.25 };
  g_autoptr (CrGraph) plain = build_standard (CR_NETWORK_NEURONS);
  g_autoptr (CrGraph) graph = net_with (plain, set_points, signs), unfit = net_with (plain, set_points, real);
  g_autoptr (CrData) data = net_get_data (graph), real_data = net_get_data (unfit), bits = NULL;
  g_autoptr (CrGraph) classes = cr_network_change_loss (graph, get_loss (graph), cr_gate_find ("cross_entropy"), data, NULL);
  g_autoptr (CrGraph) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat (cr_graph_get_parts (classes)->training->dataset.points->entries[2], ==, 1);
  g_assert_cmpfloat (cr_graph_get_parts (classes)->training->dataset.points->entries[5], ==, 0);
  bits = net_get_data (classes);
  again = cr_network_change_loss (classes, get_loss (classes), cr_gate_find ("hinge"), bits, NULL);
  g_assert_cmpfloat (cr_graph_get_parts (again)->training->dataset.points->entries[5], ==, -1);
  g_assert_null (cr_network_change_loss (unfit, get_loss (unfit), cr_gate_find ("hinge"), real_data, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_MEMBER);
}

/* A layer that grows does not grow over what is written below it; what stands beside it stays. */
static void
test_notes_give_way (void)
{
  CrNetwork network;
  g_autoptr (CrGraph) graph = NULL, noted = NULL, more = NULL;
  CrParts *parts;
  CrGraphEdit *edit;
  const CrNode *last;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  last = cr_graph_get_node (graph, cr_graph_find (graph, "h1_4"));
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  edit = cr_graph_edit_begin (graph);
  for (guint i = 0; i < 2; i++)
    {
      CrFrame *frame = cr_frame_new (1000 + i, i == 0 ? "below" : "beside");

      frame->x = last->place.x + (i == 0 ? -20 : 400);
      frame->y = last->place.y + 60;
      frame->width = 200;
      frame->height = 48;
      g_ptr_array_add (parts->frames, frame);
    }
  cr_graph_edit_take_parts (edit, parts);
  noted = cr_graph_edit_end (edit);
  more = cr_network_add_unit (noted, 0, NULL);
  last = cr_graph_get_node (more, cr_graph_find (more, "h1_5"));
  parts = (CrParts *) cr_graph_get_parts (more);
  g_assert_cmpuint (parts->frames->len, ==, 2);
  g_assert_cmpfloat (((const CrFrame *) parts->frames->pdata[0])->y, >=, last->place.y + 31 + 15);
  g_assert_cmpfloat (((const CrFrame *) parts->frames->pdata[1])->y, ==, ((const CrFrame *) cr_graph_get_parts (noted)->frames->pdata[1])->y);
}

/* A label that steps down below more outputs does not come to stand on what is written there. */
static void
test_notes_give_way_to_the_label (void)
{
  CrNetwork network;
  g_autoptr (CrGraph) graph = NULL, noted = NULL, changed = NULL;
  CrParts *parts;
  CrGraphEdit *edit;
  CrKey label;
  double before, after;
  CrFrame *frame = cr_frame_new (1000, "below");

  cr_network_init_standard (&network, CR_GENERATOR_BLOBS, 0);
  graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  label = cr_graph_get_node (graph, get_loss (graph))->operands[1];
  before = cr_graph_get_node (graph, label)->place.y;
  frame->x = cr_graph_get_node (graph, label)->place.x - 100;
  frame->y = before + 30;
  frame->width = 200;
  frame->height = 48;
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  g_ptr_array_add (parts->frames, frame);
  cr_training_unref (parts->training);
  parts->training = cr_training_copy (cr_graph_get_parts (graph)->training);
  parts->training->dataset.n_classes = 4;
  edit = cr_graph_edit_begin (graph);
  cr_graph_edit_take_parts (edit, parts);
  noted = cr_graph_edit_end (edit);
  changed = cr_network_change_loss (noted, get_loss (noted), cr_gate_find ("cross_entropy"), NULL, NULL);
  after = cr_graph_get_node (changed, label)->place.y;
  g_assert_cmpfloat (after, >, before);
  g_assert_cmpfloat (((const CrFrame *) cr_graph_get_parts (changed)->frames->pdata[0])->y, >=, after + 31 + 15);
}

/* Other labels bring the net that learns them, and leave the layers of a net that was changed. */
static void
test_set_classes (void)
{
  CrNetwork network, expected;

  cr_network_init_standard (&network, CR_GENERATOR_SPIRAL, 0);
  cr_network_init_standard (&expected, CR_GENERATOR_SPIRAL, 3);
  cr_network_set_classes (&network, 3);
  g_assert_cmpuint (network.n_layers, ==, expected.n_layers);
  g_assert_cmpmem (network.units, sizeof network.units, expected.units, sizeof expected.units);
  g_assert_true (network.loss == expected.loss);
  g_assert_cmpint (network.training->optimizer.method, ==, expected.training->optimizer.method);
  g_assert_cmpfloat (network.training->optimizer.learning_rate, ==, expected.training->optimizer.learning_rate);
  g_assert_cmpuint (network.training->dataset.n_points, ==, expected.training->dataset.n_points);
  g_assert_cmpuint (network.training->dataset.n_classes, ==, 3);
  network.units[0] = 5;
  cr_network_set_classes (&network, 0);
  g_assert_cmpuint (network.units[0], ==, 5);
  g_assert_cmpuint (network.units[network.n_layers - 1], ==, 1);
  g_assert_cmpstr (network.loss->name, ==, "squared_error");
  g_assert_cmpstr (network.activations[network.n_layers - 1]->name, ==, "tanh");
  cr_network_clear (&network);
  cr_network_clear (&expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/losses", test_every_loss_in_both_forms);
  g_test_add_func ("/network/columns", test_columns);
  g_test_add_func ("/network/unfolded", test_unfolded);
  g_test_add_func ("/network/fan-out", test_fan_out_is_the_layer);
  g_test_add_func ("/network/draws", test_draws);
  g_test_add_func ("/network/misfits", test_what_does_not_fit);
  for (guint form = CR_NETWORK_NEURONS; form <= CR_NETWORK_LAYERS; form++)
    {
      g_autofree char *units = g_strdup_printf ("/network/units/%s", cr_network_form_names[form]);
      g_autofree char *layers = g_strdup_printf ("/network/layers/%s", cr_network_form_names[form]);
      g_autofree char *activation = g_strdup_printf ("/network/activation/%s", cr_network_form_names[form]);

      g_test_add_data_func (units, GUINT_TO_POINTER (form), test_units);
      g_test_add_data_func (layers, GUINT_TO_POINTER (form), test_layers);
      g_autofree char *start = g_strdup_printf ("/network/edits-keep-the-start/%s", cr_network_form_names[form]);

      g_test_add_data_func (start, GUINT_TO_POINTER (form), test_edits_keep_the_start);
      g_autofree char *loss = g_strdup_printf ("/network/change-loss/%s", cr_network_form_names[form]);
      g_autofree char *missing = g_strdup_printf ("/network/missing-classes/%s", cr_network_form_names[form]);

      g_test_add_data_func (loss, GUINT_TO_POINTER (form), test_change_loss);
      g_test_add_data_func (missing, GUINT_TO_POINTER (form), test_classes_are_missing);
      g_autofree char *title = g_strdup_printf ("/network/title/%s", cr_network_form_names[form]);

      g_test_add_data_func (title, GUINT_TO_POINTER (form), test_title);
      g_test_add_data_func (activation, GUINT_TO_POINTER (form), test_activation);
    }
  g_test_add_func ("/network/labels-follow", test_labels_follow);
  g_test_add_func ("/network/a-wire-keeps-the-start", test_a_wire_keeps_the_start);
  g_test_add_func ("/network/refused", test_what_cannot_be_edited);
  g_test_add_func ("/network/training-goes-on", test_training_goes_on);
  g_test_add_func ("/network/notes-give-way", test_notes_give_way);
  g_test_add_func ("/network/set-classes", test_set_classes);
  g_test_add_func ("/network/notes-give-way-to-the-label", test_notes_give_way_to_the_label);
  return g_test_run ();
}
