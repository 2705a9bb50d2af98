/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes fully connected nets: real graphs of neurons or dense layers, laid out in columns, bound to data and ready to train. */
#include "cr-network-private.h"

#include "cr-generator.h"
#include "cr-limits.h"
#include "cr-random.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const cr_feature_names[] = { "x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)", NULL };
const char *const cr_network_form_names[] = { "neurons", "layers", NULL };

/* How an input is made: straight from the data, or by a gate of one or two of those. */
static const struct
{
  const char *id;
  const char *label;
  const char *gate; /* NULL: an input */
  const char *operands[2];
} features[] = {
  [CR_FEATURE_X1] = { "x1", "x₁", NULL, { NULL, NULL } },
  [CR_FEATURE_X2] = { "x2", "x₂", NULL, { NULL, NULL } },
  [CR_FEATURE_X1_SQUARED] = { "x1_squared", "x₁²", "square", { "x1", NULL } },
  [CR_FEATURE_X2_SQUARED] = { "x2_squared", "x₂²", "square", { "x2", NULL } },
  [CR_FEATURE_X1_X2] = { "x1_x2", "x₁x₂", "mul", { "x1", "x2" } },
  [CR_FEATURE_SIN_X1] = { "sin_x1", "sin x₁", "sin", { "x1", NULL } },
  [CR_FEATURE_SIN_X2] = { "sin_x2", "sin x₂", "sin", { "x2", NULL } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (features) == CR_N_FEATURES);

/* --- Descriptions --- */

gboolean
cr_network_loss_has_classes (const CrGate *loss)
{
  return strcmp (loss->name, "cross_entropy") == 0 || strcmp (loss->name, "svm") == 0;
}

static gboolean
compares_numbers (const CrGate *loss)
{
  return strcmp (loss->name, "squared_error") == 0 || strcmp (loss->name, "absolute_error") == 0;
}

/* Whether the labels are real numbers, as far as the description tells. */
static gboolean
is_regression (const CrDataset *dataset)
{
  return dataset->kind == CR_DATASET_GENERATOR && cr_generator_get_info (dataset->generator)->most_classes == 0;
}

const CrGate *
cr_network_get_output_activation (const CrGate *loss, const CrDataset *dataset)
{
  return compares_numbers (loss) && !is_regression (dataset) ? cr_gate_find ("tanh") : NULL;
}

/* Of more classes than two there are so many points each, more units, and smaller steps. */
#define POINTS_A_CLASS 200
#define MANY_CLASSES_RATE 0.005

/* What learns each data set: hidden layers of tanh, the optimizer; and the same for more than two classes. */
static const struct
{
  guint hidden[2];
  CrMethod method;
  double learning_rate;
  guint64 epochs;
  guint hidden_for_many[2];
  guint64 epochs_for_many;
} standards[] = {
  [CR_GENERATOR_CIRCLE] = { { 4, 2 }, CR_METHOD_SGD, 0.03, 100, { 0, 0 }, 0 },
  [CR_GENERATOR_XOR] = { { 4, 2 }, CR_METHOD_SGD, 0.03, 100, { 0, 0 }, 0 },
  [CR_GENERATOR_GAUSS] = { { 2, 0 }, CR_METHOD_SGD, 0.03, 50, { 0, 0 }, 0 },
  [CR_GENERATOR_SPIRAL] = { { 8, 8 }, CR_METHOD_ADAM, 0.01, 600, { 16, 16 }, 800 },
  [CR_GENERATOR_MOONS] = { { 4, 2 }, CR_METHOD_SGD, 0.03, 200, { 8, 8 }, 200 },
  [CR_GENERATOR_RINGS] = { { 6, 4 }, CR_METHOD_SGD, 0.03, 200, { 8, 8 }, 200 },
  [CR_GENERATOR_BLOBS] = { { 4, 0 }, CR_METHOD_SGD, 0.03, 100, { 8, 0 }, 100 },
  [CR_GENERATOR_CHECKERBOARD] = { { 8, 8 }, CR_METHOD_ADAM, 0.01, 1000, { 16, 16 }, 600 },
  [CR_GENERATOR_PLANE] = { { 2, 0 }, CR_METHOD_SGD, 0.03, 100, { 0, 0 }, 0 },
  [CR_GENERATOR_MULTI_GAUSS] = { { 8, 8 }, CR_METHOD_ADAM, 0.01, 400, { 0, 0 }, 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (standards) == CR_GENERATOR_MULTI_GAUSS + 1);

static void
set_standard_data (CrDataset *dataset, CrGenerator generator, guint n_classes)
{
  dataset->kind = CR_DATASET_GENERATOR;
  dataset->generator = generator;
  dataset->n_points = MAX (cr_generator_get_info (generator)->n_points, n_classes > 2 ? n_classes * POINTS_A_CLASS : 0);
  dataset->n_classes = n_classes;
}

void
cr_network_init_standard (CrNetwork *network, CrGenerator generator, guint n_classes)
{
  gboolean many = n_classes > 2 && standards[generator].epochs_for_many > 0;
  const guint *hidden = many ? standards[generator].hidden_for_many : standards[generator].hidden;
  CrTraining *training = cr_training_new ();

  *network = (CrNetwork) { .features = 1 << CR_FEATURE_X1 | 1 << CR_FEATURE_X2, .training = training };
  set_standard_data (&training->dataset, generator, n_classes);
  for (guint i = 0; i < G_N_ELEMENTS (standards[generator].hidden) && hidden[i] > 0; i++)
    {
      network->units[i] = hidden[i];
      network->activations[i] = cr_gate_find ("tanh");
      network->n_layers++;
    }
  network->loss = cr_gate_find (n_classes > 0 ? "cross_entropy" : "squared_error");
  network->units[network->n_layers] = MAX (1, n_classes);
  network->activations[network->n_layers++] = cr_network_get_output_activation (network->loss, &training->dataset);
  training->optimizer.method = many ? CR_METHOD_ADAM : standards[generator].method;
  training->optimizer.learning_rate = many ? MANY_CLASSES_RATE : standards[generator].learning_rate;
  training->epochs = many ? standards[generator].epochs_for_many : standards[generator].epochs;
}

void
cr_network_clear (CrNetwork *network)
{
  g_clear_pointer (&network->training, cr_training_unref);
}

/* --- Whether it fits --- */

static gboolean
fail (GError **error, char *message)
{
  g_set_error_literal (error, CR_ERROR, CR_ERROR_MEMBER, message);
  g_free (message);
  return FALSE;
}

static gboolean
check_classes (const CrNetwork *network, GError **error)
{
  const CrDataset *dataset = &network->training->dataset;
  guint n_outputs = network->units[network->n_layers - 1];
  const char *generator = cr_generator_names[dataset->generator];

  if (n_outputs < 2 || n_outputs > CR_LIMIT_CLASSES)
    return fail (error, g_strdup_printf (_("%s tells classes apart: the last layer needs a unit for each, 2 to %u, not %u"),
                                         network->loss->name, CR_LIMIT_CLASSES, n_outputs));
  if (dataset->kind != CR_DATASET_GENERATOR)
    return TRUE;
  if (is_regression (dataset))
    return fail (error, g_strdup_printf (_("the labels of %s are real numbers, which %s cannot tell apart as classes"), generator,
                                         network->loss->name));
  if (n_outputs > cr_generator_get_info (dataset->generator)->most_classes)
    return fail (error, g_strdup_printf (_("%s makes at most %u classes, and the last layer has %u units"), generator,
                                         cr_generator_get_info (dataset->generator)->most_classes, n_outputs));
  return TRUE;
}

static gboolean
check_one_output (const CrNetwork *network, GError **error)
{
  const CrDataset *dataset = &network->training->dataset;
  guint n_outputs = network->units[network->n_layers - 1];

  if (n_outputs != 1)
    return fail (error, g_strdup_printf (_("%s compares one number with the label: the last layer needs 1 unit, not %u; "
                                           "cross_entropy and svm take several"), network->loss->name, n_outputs));
  if (is_regression (dataset) && !compares_numbers (network->loss))
    return fail (error, g_strdup_printf (_("the labels of %s are real numbers; %s wants −1 and 1"),
                                         cr_generator_names[dataset->generator], network->loss->name));
  if (dataset->n_classes > 0 && !compares_numbers (network->loss))
    return fail (error, g_strdup_printf (_("%s wants labels −1 and 1, not classes"), network->loss->name));
  return TRUE;
}

static gboolean
check_sizes (const CrNetwork *network, GError **error)
{
  guint most = network->form == CR_NETWORK_NEURONS ? CR_NETWORK_MOST_UNITS : CR_LIMIT_UNITS;

  if (network->n_layers < 1 || network->n_layers > CR_NETWORK_MOST_LAYERS)
    return fail (error, g_strdup_printf (_("a net has 1 to %u layers behind its inputs"), CR_NETWORK_MOST_LAYERS));
  if (network->features == 0 || network->features >> CR_N_FEATURES != 0)
    return fail (error, g_strdup (_("a net needs at least one input")));
  for (guint i = 0; i < network->n_layers; i++)
    if (network->units[i] < 1 || network->units[i] > most)
      return fail (error, g_strdup_printf (_("a layer has 1 to %u units, not %u"), most, network->units[i]));
  return TRUE;
}

static gboolean
check (const CrNetwork *network, GError **error)
{
  if (!check_sizes (network, error))
    return FALSE;
  if (network->loss == NULL || network->loss->category != CR_CATEGORY_LOSSES)
    return fail (error, g_strdup (_("the loss is to be one of the loss gates")));
  return cr_network_loss_has_classes (network->loss) ? check_classes (network, error) : check_one_output (network, error);
}

/* --- Building --- */

double
cr_network_get_pitch (guint n_units, guint most)
{
  return CLAMP ((double) CR_NETWORK_LEAST_PITCH * most / n_units, CR_NETWORK_LEAST_PITCH, CR_NETWORK_MOST_PITCH);
}

double
cr_network_get_y (guint i, guint n, double pitch, double middle)
{
  return middle + (i - (n - 1) / 2.0) * pitch;
}

CrMatrix *
cr_network_draw_weights (guint64 seed, const char *id, const CrGate *activation, guint fan_in, guint n_units, guint n_rows)
{
  CrMatrix *weights = cr_matrix_new (n_rows > 0 ? n_rows : fan_in, n_rows > 0 ? fan_in : 1, NULL);

  cr_random_fill_weights (seed, id, activation, fan_in, n_units, weights->entries, cr_shape_get_size (weights->shape));
  return weights;
}

void
cr_network_set_matrix (CrNode *node, const char *name, const CrMatrix *matrix)
{
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, name), matrix);
}

/**
 * Builder:
 * @column: of the layer that is made next
 * @most: units of the fullest column
 * @middle: of every column
 * @below: what the layer before gives: its units, or one column of numbers
 * @n_below: how many numbers that is
 */
typedef struct
{
  const CrNetwork *network;
  CrGraphEdit *edit;
  guint column;
  guint most;
  double middle;
  GArray *below; /* of CrKey */
  guint n_below;
} Builder;

static double
get_x (const Builder *builder)
{
  return CR_NETWORK_LEFT + (double) builder->column * CR_NETWORK_COLUMN;
}

static CrNode *
new_node (Builder *builder, const char *id, const char *gate, double x, double y)
{
  CrNode *node = cr_node_new (cr_graph_edit_new_key (builder->edit), id, cr_gate_find (gate));

  cr_node_set_place (node, x, y);
  return node;
}

static CrKey
take (Builder *builder, CrNode *node)
{
  CrKey key = node->key;

  cr_graph_edit_take_node (builder->edit, node);
  return key;
}

static void
bind_node (CrNode *node, const char *const *names)
{
  cr_node_set_features (node, cr_gate_find_attribute (node->gate, "feature"), names);
}

static void
set_activation (CrNode *node, const CrGate *activation)
{
  if (activation != NULL)
    cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), activation);
}

static gboolean
wants_input (const CrNetwork *network, CrFeature input)
{
  for (guint i = 0; i < CR_N_FEATURES; i++)
    if ((network->features & 1 << i) != 0)
      for (guint j = 0; j < 2; j++)
        if (i == input || g_strcmp0 (features[i].operands[j], features[input].id) == 0)
          return TRUE;
  return FALSE;
}

/* x1 and x2, as far as they or gates of them are wanted. */
static void
add_inputs (Builder *builder, CrKey *keys)
{
  guint n = wants_input (builder->network, CR_FEATURE_X1) + wants_input (builder->network, CR_FEATURE_X2), i = 0;

  for (CrFeature input = CR_FEATURE_X1; input <= CR_FEATURE_X2; input++)
    {
      CrNode *node;

      if (!wants_input (builder->network, input))
        continue;
      node = new_node (builder, features[input].id, "input", get_x (builder),
                       cr_network_get_y (i++, n, cr_network_get_pitch (n, builder->most), builder->middle));
      cr_node_set_label (node, features[input].label);
      bind_node (node, (const char *const[]) { features[input].id, NULL });
      keys[input] = take (builder, node);
    }
  builder->column++;
}

static CrKey
add_feature (Builder *builder, CrFeature feature, const CrKey *keys, double y)
{
  CrNode *node = new_node (builder, features[feature].id, features[feature].gate, get_x (builder), y);
  CrKey operands[2];
  guint n_operands = 0;

  for (; n_operands < 2 && features[feature].operands[n_operands] != NULL; n_operands++)
    operands[n_operands] = keys[strcmp (features[feature].operands[n_operands], "x1") == 0 ? CR_FEATURE_X1 : CR_FEATURE_X2];
  cr_node_set_operands (node, operands, n_operands);
  cr_node_set_label (node, features[feature].label);
  return take (builder, node);
}

static void
add_features (Builder *builder, CrKey *keys)
{
  guint gates = builder->network->features & ~(1 << CR_FEATURE_X1 | 1 << CR_FEATURE_X2);
  guint n = __builtin_popcount (gates), i = 0;

  for (CrFeature feature = CR_FEATURE_X1_SQUARED; feature < CR_N_FEATURES; feature++)
    if ((gates & 1 << feature) != 0)
      keys[feature] = add_feature (builder, feature, keys,
                                   cr_network_get_y (i++, n, cr_network_get_pitch (n, builder->most), builder->middle));
  if (n > 0)
    builder->column++;
  for (CrFeature feature = CR_FEATURE_X1; feature < CR_N_FEATURES; feature++)
    if ((builder->network->features & 1 << feature) != 0)
      g_array_append_val (builder->below, keys[feature]);
  builder->n_below = builder->below->len;
}

/* What is below becomes one column of numbers. */
static void
add_concat (Builder *builder, const char *id)
{
  CrNode *node = new_node (builder, id, "concat", get_x (builder), builder->middle);
  CrKey key;

  cr_node_set_operands (node, (const CrKey *) builder->below->data, builder->below->len);
  key = take (builder, node);
  g_array_set_size (builder->below, 0);
  g_array_append_val (builder->below, key);
  builder->column++;
}

/* The data's columns as one input, where no gate needs one of them by itself. */
static void
add_column_input (Builder *builder)
{
  const char *names[3] = { NULL, NULL, NULL };
  CrNode *node = new_node (builder, "x", "input", get_x (builder), builder->middle);
  CrKey key;

  for (CrFeature input = CR_FEATURE_X1; input <= CR_FEATURE_X2; input++)
    if ((builder->network->features & 1 << input) != 0)
      names[builder->n_below++] = features[input].id;
  bind_node (node, names);
  key = take (builder, node);
  g_array_append_val (builder->below, key);
  builder->column++;
}

static void
add_what_goes_in (Builder *builder)
{
  CrKey keys[CR_N_FEATURES] = { CR_KEY_NONE };

  if (builder->network->form == CR_NETWORK_LAYERS && builder->network->features >> CR_FEATURE_X1_SQUARED == 0)
    {
      add_column_input (builder);
      return;
    }
  add_inputs (builder, keys);
  add_features (builder, keys);
  if (builder->network->form == CR_NETWORK_LAYERS)
    add_concat (builder, "x");
}

static CrKey
add_neuron (Builder *builder, guint layer, const char *id, double y)
{
  const CrNetwork *network = builder->network;
  CrNode *node = new_node (builder, id, "neuron", get_x (builder), y);
  g_autoptr (CrMatrix) weights = cr_network_draw_weights (network->training->seed, id, network->activations[layer], builder->n_below,
                                                          network->units[layer], 0);

  cr_node_set_operands (node, (const CrKey *) builder->below->data, builder->below->len);
  cr_network_set_matrix (node, "weights", weights);
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "bias"), 0);
  set_activation (node, network->activations[layer]);
  return take (builder, node);
}

static char *
name_unit (const CrNetwork *network, guint layer, guint unit)
{
  gboolean is_output = layer + 1 == network->n_layers;

  if (is_output && network->units[layer] == 1)
    return g_strdup ("out");
  return is_output ? g_strdup_printf ("out_%u", unit + 1) : g_strdup_printf ("h%u_%u", layer + 1, unit + 1);
}

static void
add_neurons (Builder *builder, guint layer)
{
  guint n = builder->network->units[layer];
  GArray *units = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = name_unit (builder->network, layer, i);
      CrKey key = add_neuron (builder, layer, id,
                              cr_network_get_y (i, n, cr_network_get_pitch (n, builder->most), builder->middle));

      g_array_append_val (units, key);
    }
  g_array_unref (builder->below);
  builder->below = units;
  builder->n_below = n;
  builder->column++;
}

static void
add_dense (Builder *builder, guint layer)
{
  const CrNetwork *network = builder->network;
  guint n = network->units[layer];
  g_autofree char *id = layer + 1 == network->n_layers ? g_strdup ("out") : g_strdup_printf ("h%u", layer + 1);
  CrNode *node = new_node (builder, id, "dense", get_x (builder), builder->middle);
  g_autoptr (CrMatrix) weights = cr_network_draw_weights (network->training->seed, id, network->activations[layer], builder->n_below, n, n);
  g_autoptr (CrMatrix) bias = cr_matrix_new (n, 1, NULL);
  CrKey key;

  cr_node_set_operands (node, (const CrKey *) builder->below->data, 1);
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "units"), n);
  cr_network_set_matrix (node, "weights", weights);
  cr_network_set_matrix (node, "bias", bias);
  set_activation (node, network->activations[layer]);
  key = take (builder, node);
  g_array_set_size (builder->below, 0);
  g_array_append_val (builder->below, key);
  builder->n_below = n;
  builder->column++;
}

/* The label below the output, and the loss. */
static CrKey
add_loss (Builder *builder)
{
  const CrNetwork *network = builder->network;
  CrNode *label = new_node (builder, "y", "input", get_x (builder) - CR_NETWORK_COLUMN,
                            builder->middle + (network->form == CR_NETWORK_NEURONS ? network->units[network->n_layers - 1] + 1 : 2) *
                                                CR_NETWORK_LEAST_PITCH / 2.0);
  CrNode *loss;
  CrKey operands[2];

  bind_node (label, (const char *const[]) { "label", NULL });
  operands[1] = take (builder, label);
  if (network->form == CR_NETWORK_NEURONS && cr_network_loss_has_classes (network->loss))
    add_concat (builder, "scores");
  operands[0] = g_array_index (builder->below, CrKey, 0);
  loss = new_node (builder, "L", network->loss->name, get_x (builder), builder->middle);
  cr_node_set_operands (loss, operands, 2);
  if (strcmp (network->loss->name, "squared_error") == 0)
    cr_node_set_number (loss, cr_gate_find_attribute (loss->gate, "factor"), 0.5);
  return take (builder, loss);
}

static CrParts *
make_parts (const CrNetwork *network)
{
  CrParts *parts = cr_parts_copy (cr_parts_get_empty ());

  parts->training = cr_training_copy (network->training);
  if (cr_network_loss_has_classes (network->loss) && parts->training->dataset.kind == CR_DATASET_GENERATOR)
    parts->training->dataset.n_classes = network->units[network->n_layers - 1];
  return parts;
}

CrGraph *
cr_network_build (const CrNetwork *network, GError **error)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  Builder builder = { .network = network };

  if (!check (network, error))
    return NULL;
  builder.edit = cr_graph_edit_begin (empty);
  builder.below = g_array_new (FALSE, FALSE, sizeof (CrKey));
  for (guint i = 0; i < network->n_layers; i++)
    builder.most = network->form == CR_NETWORK_NEURONS ? MAX (builder.most, network->units[i]) : 1;
  builder.most = MAX (builder.most, (guint) __builtin_popcount (network->features >> CR_FEATURE_X1_SQUARED));
  builder.middle = CR_NETWORK_LEFT + (builder.most - 1) / 2.0 * CR_NETWORK_LEAST_PITCH;
  add_what_goes_in (&builder);
  for (guint i = 0; i < network->n_layers; i++)
    network->form == CR_NETWORK_NEURONS ? add_neurons (&builder, i) : add_dense (&builder, i);
  cr_graph_edit_set_output (builder.edit, add_loss (&builder));
  cr_graph_edit_take_parts (builder.edit, make_parts (network));
  g_array_unref (builder.below);
  return cr_graph_edit_end (builder.edit);
}
