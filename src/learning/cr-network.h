/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes fully connected nets: real graphs of neurons or dense layers, laid out in columns, bound to data and ready to train. */
#pragma once

#include "cr-data.h"
#include "cr-graph.h"

G_BEGIN_DECLS

/* What goes into a net, in the order in which the inputs stand from top to bottom. */
typedef enum
{
  CR_FEATURE_X1,
  CR_FEATURE_X2,
  CR_FEATURE_X1_SQUARED,
  CR_FEATURE_X2_SQUARED,
  CR_FEATURE_X1_X2,
  CR_FEATURE_SIN_X1,
  CR_FEATURE_SIN_X2,
  CR_N_FEATURES
} CrFeature;

/* "x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)", NULL: as the command line has them. */
extern const char *const cr_feature_names[];

/* Names of the values, "neurons", "layers", NULL. */
extern const char *const cr_network_form_names[];

typedef enum
{
  CR_NETWORK_NEURONS, /* every unit a node */
  CR_NETWORK_LAYERS,  /* every layer one dense node */
} CrNetworkForm;

/* How the first weights are drawn; biases are 0 in any case. */
typedef enum
{
  CR_NETWORK_DRAW_TO_SUIT, /* as it suits each layer's activation: see cr_random_fill_weights() */
  CR_NETWORK_DRAW_GLOROT,  /* uniform in ±√(6/(fan_in + fan_out)), whatever the activation */
  CR_NETWORK_DRAW_HE,      /* normal with deviation √(2/fan_in), whatever the activation */
  CR_NETWORK_DRAW_UNIFORM, /* uniform in ±½ */
  CR_NETWORK_DRAW_SMALL,   /* normal with deviation 0.01: signals die out on their way */
  CR_NETWORK_DRAW_ZERO,    /* all 0: all units of a layer stay alike */
  CR_NETWORK_N_DRAWS
} CrNetworkDraw;

#define CR_NETWORK_MOST_LAYERS 128
#define CR_NETWORK_MOST_UNITS 512 /* a layer, as neurons; as layers CR_LIMIT_UNITS */

/**
 * CrNetwork: what a net is to be like.
 * @features: bits, 1 << #CrFeature; at least one
 * @n_layers: layers behind the inputs, the output layer being the last; 1 or more
 * @units: of each layer
 * @activations: of each layer; %NULL is linear. The output layer's is cr_network_get_output_activation() by default
 * @loss: the loss gate
 * @form: neurons or layers
 * @draw: how its first weights are drawn
 * @training: the rest: data set, optimizer, seed, …
 *
 * The label's kind and the number of output units must fit the loss: see cr_network_build().
 */
typedef struct
{
  guint features;
  guint n_layers;
  guint units[CR_NETWORK_MOST_LAYERS];
  const CrGate *activations[CR_NETWORK_MOST_LAYERS];
  const CrGate *loss;
  CrNetworkForm form;
  CrNetworkDraw draw;
  CrTraining *training;
} CrNetwork;

/* The net that the sandbox and `new network` begin with for these data: inputs, layers, loss, optimizer, epochs: they learn the
 * data set. @n_classes: 0 for labels −1 and 1, or real ones. Clear with cr_network_clear(). */
void cr_network_init_standard (CrNetwork *network, CrGenerator generator, guint n_classes);
void cr_network_clear (CrNetwork *network);

/* Other labels: @n_classes of them, or 0 for −1 and 1, with the loss and the outputs that go with these; and what learns them, where the hidden
 * layers were still what begins with the labels before. */
void cr_network_set_classes (CrNetwork *network, guint n_classes);

/* What the output layer does by default: tanh for a squared or absolute error of labels −1 and 1, else nothing (%NULL). */
const CrGate *cr_network_get_output_activation (const CrGate *loss, const CrDataset *dataset);

/* Whether the loss wants class numbers 0, 1, … and a unit a class (cross_entropy, svm); the others want one unit and one label. */
gboolean cr_network_loss_has_classes (const CrGate *loss);

/**
 * cr_network_build:
 * @network: a description
 * @error: return location for a #GError
 *
 * Makes the graph: inputs, features as gates, units with their weights written out (drawn as @network->draw says from the training's seed and
 * their ids, with the layer's size as fan-out; biases 0), the label, the loss as output. A squared_error has the factor ½. Columns are 180 pixels apart.
 * With cross_entropy or svm the data set's classes become as many as there are output units.
 *
 * Errors: %CR_ERROR_MEMBER, as one sentence, where loss, labels and output units do not fit, or a number is out of range.
 *
 * Returns: (transfer full): a graph without a title; %NULL with @error set
 */
CrGraph *cr_network_build (const CrNetwork *network, GError **error);

/**
 * cr_recurrent_build:
 * @n_steps: 1…1000
 * @n_units: 1…512
 * @seed: of the weights
 *
 * A recurrent net unrolled over a sine wave: h = tanh (Wh·h + Wx·x + b), each step's Wy·h + c predicts the next number; the loss is the mean of the steps'
 * squared errors. The steps share their parameters, whose gradients add (lecture row 1). There is no data set: it is trained as it stands.
 *
 * Returns: (transfer full): a graph; %NULL with @error set where a number is out of range
 */
CrGraph *cr_recurrent_build (guint n_steps, guint n_units, guint64 seed, GError **error);

/* --- Layers of a graph, and edits in place --- */

/**
 * CrNetworkLayer: units that stand side by side.
 * @keys: the neurons from top to bottom, or the one dense node
 * @n_keys: how many nodes
 * @n_units: how many units
 * @n_unfolded: how many more neurons with the same operands are unfolded into gates: they are counted where the layer is named, and are not
 *   edited with it
 * @is_output: whether no layer follows
 * @activation: %NULL is linear; what all of them have, else what the first has
 * @mixed: whether they have different ones
 */
typedef struct
{
  CrKey *keys;
  guint n_keys;
  guint n_units;
  guint n_unfolded;
  gboolean is_output;
  const CrGate *activation;
  gboolean mixed;
} CrNetworkLayer;

/**
 * cr_network_find_layers:
 * @graph: any version
 *
 * Finds the fully connected layers: dense nodes, and neurons that have the same operands, from the inputs to the output. Units that were
 * wired otherwise by hand form layers of their own.
 *
 * Returns: (transfer full) (element-type CrNetworkLayer): the layers; empty where there are none. Free with g_array_unref()
 */
GArray *cr_network_find_layers (const CrGraph *graph);

/* Each makes one new version (transfer full), with @layer counted as cr_network_find_layers() does. Weights that still fit are kept, new
 * ones drawn from the training's seed and the unit's id; the layer's column is spread anew. NULL with CR_ERROR_MEMBER, as one sentence,
 * where it cannot be done: the last unit of a layer, a unit more in the output layer, a layer whose units feed other things than one
 * layer (or concat). */
CrGraph *cr_network_add_unit (const CrGraph *graph, guint layer, GError **error);
CrGraph *cr_network_remove_unit (const CrGraph *graph, guint layer, GError **error);
CrGraph *cr_network_set_activation (const CrGraph *graph, guint layer, const CrGate *activation, GError **error);

/* A layer of @n_units more before that layer (which may be the output layer), with the activation of the layer before it; or one less. */
CrGraph *cr_network_insert_layer (const CrGraph *graph, guint layer, guint n_units, GError **error);
CrGraph *cr_network_remove_layer (const CrGraph *graph, guint layer, GError **error);

/* --- The end of a net --- */

/**
 * cr_network_change_loss:
 * @graph: any version
 * @gate: its loss gate
 * @wanted: which loss gate it is to become
 * @data: (nullable): its data
 * @error: return location: %CR_ERROR_MEMBER, as one sentence
 *
 * The same graph with another loss, and what that wants of the layer before it: a unit for each class that the data have for cross_entropy and svm,
 * one for the others; tanh for the comparison of numbers with −1 and 1, nothing for scores; and of labels that are made by rule or
 * listed: numbers of classes, or −1 and 1. Also the same loss again, for data that have more classes than before. Weights that still
 * fit are kept.
 *
 * Returns: (transfer full) (nullable): the new version
 */
CrGraph *cr_network_change_loss (const CrGraph *graph, CrKey gate, const CrGate *wanted, const CrData *data, GError **error);

/* Whether the data have more classes than the layer before that loss gate has units, so that some could not be told apart; how many there are of
 * both then. Real numbers are no classes, nor are those that a linear unit learns. */
gboolean cr_network_misses_classes (const CrGraph *graph, CrKey gate, const CrData *data, guint *n_classes, guint *n_outputs);

G_END_DECLS
