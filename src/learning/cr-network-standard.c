/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Descriptions of nets: what learns each data set by default, and what fits together. */
#include "cr-network-private.h"

#include "cr-generator.h"
#include "cr-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const cr_feature_names[] = { "x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)", NULL };
const char *const cr_network_form_names[] = { "neurons", "layers", NULL };

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
  [CR_GENERATOR_SPIRAL] = { { 8, 8 }, CR_METHOD_ADAM, 0.005, 1000, { 16, 16 }, 800 },
  [CR_GENERATOR_MOONS] = { { 4, 2 }, CR_METHOD_SGD, 0.03, 200, { 8, 8 }, 200 },
  [CR_GENERATOR_RINGS] = { { 6, 4 }, CR_METHOD_SGD, 0.03, 200, { 8, 8 }, 200 },
  [CR_GENERATOR_BLOBS] = { { 4, 0 }, CR_METHOD_SGD, 0.03, 100, { 8, 0 }, 100 },
  [CR_GENERATOR_CHECKERBOARD] = { { 10, 8 }, CR_METHOD_ADAM, 0.01, 1000, { 16, 16 }, 600 },
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

static gboolean
has_same_hidden_layers (const CrNetwork *a, const CrNetwork *b)
{
  if (a->n_layers != b->n_layers)
    return FALSE;
  for (guint i = 0; i + 1 < a->n_layers; i++)
    if (a->units[i] != b->units[i] || a->activations[i] != b->activations[i])
      return FALSE;
  return TRUE;
}

static void
copy_hidden_layers (CrNetwork *network, const CrNetwork *from)
{
  network->n_layers = from->n_layers;
  memcpy (network->units, from->units, sizeof network->units);
  memcpy (network->activations, from->activations, sizeof network->activations);
}

void
cr_network_set_classes (CrNetwork *network, guint n_classes)
{
  CrTraining *training = network->training;
  CrNetwork before, after;
  guint output;

  cr_network_init_standard (&before, training->dataset.generator, training->dataset.n_classes);
  cr_network_init_standard (&after, training->dataset.generator, n_classes);
  if (training->dataset.kind == CR_DATASET_GENERATOR && has_same_hidden_layers (network, &before))
    {
      copy_hidden_layers (network, &after);
      training->optimizer = after.training->optimizer;
      training->dataset.n_points = after.training->dataset.n_points;
    }
  training->dataset.n_classes = n_classes;
  network->loss = after.loss;
  output = network->n_layers - 1;
  network->units[output] = MAX (1, n_classes);
  network->activations[output] = cr_network_get_output_activation (network->loss, &training->dataset);
  cr_network_clear (&before);
  cr_network_clear (&after);
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

gboolean
cr_network_check (const CrNetwork *network, GError **error)
{
  if (!check_sizes (network, error))
    return FALSE;
  if (network->loss == NULL || network->loss->category != CR_CATEGORY_LOSSES)
    return fail (error, g_strdup (_("the loss is to be one of the loss gates")));
  return cr_network_loss_has_classes (network->loss) ? check_classes (network, error) : check_one_output (network, error);
}
