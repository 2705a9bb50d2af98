/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes fully connected nets: real graphs of neurons or dense layers, laid out in columns, bound to data and ready to train. */
#include "cr-network-private.h"


#include <string.h>

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
  g_autoptr (CrMatrix) weights = cr_network_draw_weights_as (network->draw, network->training->seed, id, network->activations[layer], builder->n_below,
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
  g_autoptr (CrMatrix) weights = cr_network_draw_weights_as (network->draw, network->training->seed, id, network->activations[layer], builder->n_below, n, n);
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

  if (!cr_network_check (network, error))
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
