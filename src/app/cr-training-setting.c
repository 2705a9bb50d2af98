/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what may be set about training. */
#include "cr-training-setting.h"

#include "cr-evaluation.h"
#include "cr-generator.h"
#include "cr-number-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MINUS_SIGN "\xe2\x88\x92"
#define FIRST_PENALTY_RATE 0.001
#define LARGEST_COUNT 9007199254740991.0 /* 2⁵³ − 1: what the format takes */
#define STOP_BIT(number) .given = G_STRUCT_OFFSET (CrTraining, stop.given), .bit = number
#define FIELD(member) .offset = G_STRUCT_OFFSET (CrTraining, member)

static const CrSetting settings[CR_N_SETTINGS] = {
  [CR_SETTING_METHOD] = { N_("Optimizer"), N_("Change the optimizer"), N_("How the gradient becomes a step"), CR_SETTING_CHOICE,
                          FIELD (optimizer.method), .choices = { "SGD", "Momentum", "RMSprop", "Adam" } },
  [CR_SETTING_RATE] = { N_("Rate"), N_("Change the learning rate"), N_("How far a step goes along the gradient"), CR_SETTING_NUMBER,
                        FIELD (optimizer.learning_rate), 0, G_MAXDOUBLE },
  [CR_SETTING_MOMENTUM] = { N_("Momentum"), N_("Change the momentum"), N_("How much of the last step goes into the next"),
                            CR_SETTING_NUMBER, FIELD (optimizer.momentum), 0, 1 },
  [CR_SETTING_DECAY] = { N_("Decay"), N_("Change the decay"), N_("How much of the mean square stays at each step"), CR_SETTING_NUMBER,
                         FIELD (optimizer.decay), 0, 1 },
  [CR_SETTING_BETA1] = { "β₁", N_("Change β₁"), N_("How much of the mean gradient stays at each step"), CR_SETTING_NUMBER,
                         FIELD (optimizer.beta1), 0, 1 },
  [CR_SETTING_BETA2] = { "β₂", N_("Change β₂"), N_("How much of the mean square stays at each step"), CR_SETTING_NUMBER,
                         FIELD (optimizer.beta2), 0, 1 },
  [CR_SETTING_EPSILON] = { "ε", N_("Change ε"), N_("Added to the root, so that nothing is divided by 0"), CR_SETTING_NUMBER,
                           FIELD (optimizer.epsilon), 0, G_MAXDOUBLE },
  [CR_SETTING_BATCH] = { N_("Batch"), N_("Change the batch size"), N_("Examples a step"), CR_SETTING_COUNT, FIELD (batch_size), 1,
                         LARGEST_COUNT },
  [CR_SETTING_PENALTY] = { N_("Penalty"), N_("Change the penalty"), N_("What large weights cost"), CR_SETTING_CHOICE,
                           FIELD (regularization.kind), .choices = { N_("none"), "L1", "L2" } },
  [CR_SETTING_PENALTY_RATE] = { N_("Penalty rate"), N_("Change the rate of the penalty"), N_("λ: how much large weights cost"),
                                CR_SETTING_NUMBER, FIELD (regularization.rate), 0, G_MAXDOUBLE },
  [CR_SETTING_REDUCTION] = { N_("Descend on"), N_("Change the reduction"), N_("What a step descends on: the mean of its batch's losses or their sum"),
                             CR_SETTING_CHOICE, FIELD (reduction), .choices = { N_("mean"), N_("sum") } },
  [CR_SETTING_SHUFFLE] = { N_("Shuffle"), N_("Change whether points are shuffled"),
                           N_("Split the points at random, and take them in a new order in each epoch"), CR_SETTING_SWITCH,
                           FIELD (shuffle) },
  [CR_SETTING_SEED] = { N_("Seed"), N_("Change the seed of the run"),
                        N_("Of the first weights, the split and the order of the points"), CR_SETTING_COUNT, FIELD (seed), 0,
                        LARGEST_COUNT },
  [CR_SETTING_STOP_EPOCHS] = { N_("Epochs"), N_("Change when the run stops"), N_("A run stops there; run again, and it goes on"),
                               CR_SETTING_LIMIT, FIELD (epochs), 1, LARGEST_COUNT, .given = G_STRUCT_OFFSET (CrTraining, given),
                               .bit = CR_TRAINING_EPOCHS, .is_count = TRUE, .standard = CR_TRAINING_STANDARD_EPOCHS },
  [CR_SETTING_STOP_LOSS] = { N_("Loss below"), N_("Change when the run stops"), NULL, CR_SETTING_LIMIT, FIELD (stop.loss), -G_MAXDOUBLE,
                             G_MAXDOUBLE, STOP_BIT (CR_STOP_LOSS) },
  [CR_SETTING_STOP_ACCURACY] = { N_("Accuracy from"), N_("Change when the run stops"), N_("Of the examples for training, in percent"),
                                 CR_SETTING_LIMIT, FIELD (stop.accuracy), 0, 1, STOP_BIT (CR_STOP_ACCURACY), .is_percent = TRUE },
  [CR_SETTING_STOP_PATIENCE] = { N_("No better for"), N_("Change when the run stops"), N_("Epochs without progress"), CR_SETTING_LIMIT,
                                 FIELD (stop.patience), 1, LARGEST_COUNT, STOP_BIT (CR_STOP_PATIENCE), .is_count = TRUE },
  [CR_SETTING_DATA_POINTS] = { N_("Points"), N_("Change the number of points"), NULL, CR_SETTING_COUNT, FIELD (dataset.n_points), 1,
                               1000000 },
  [CR_SETTING_DATA_SEED] = { N_("Seed"), N_("Change the seed of the data"), N_("Other points by the same rule"), CR_SETTING_COUNT,
                             FIELD (dataset.seed), 0, LARGEST_COUNT },
  [CR_SETTING_DATA_NOISE] = { N_("Noise"), N_("Change the noise"), NULL, CR_SETTING_NUMBER, FIELD (dataset.noise), 0, 1 },
  [CR_SETTING_TRAIN_FRACTION] = { N_("For training"), N_("Change the share for training"),
                                  N_("The other points only test what was learned"), CR_SETTING_NUMBER, FIELD (train_fraction), 0, 1 },
};

const CrSetting *
cr_setting_get (CrSettingId id)
{
  g_return_val_if_fail (id < CR_N_SETTINGS, NULL);

  return &settings[id];
}

gboolean
cr_setting_is_in_use (CrSettingId id, const CrTraining *training)
{
  CrMethod method = training->optimizer.method;

  switch (id)
    {
    case CR_SETTING_MOMENTUM:
      return method == CR_METHOD_MOMENTUM;
    case CR_SETTING_DECAY:
      return method == CR_METHOD_RMSPROP;
    case CR_SETTING_BETA1:
    case CR_SETTING_BETA2:
      return method == CR_METHOD_ADAM;
    case CR_SETTING_EPSILON:
      return method == CR_METHOD_ADAM || method == CR_METHOD_RMSPROP;
    case CR_SETTING_PENALTY_RATE:
      return training->regularization.kind != CR_PENALTY_NONE;
    case CR_SETTING_BATCH:
    case CR_SETTING_SHUFFLE:
    case CR_SETTING_REDUCTION:
    case CR_SETTING_TRAIN_FRACTION:
      return training->dataset.kind != CR_DATASET_NONE;
    case CR_SETTING_DATA_POINTS:
    case CR_SETTING_DATA_SEED:
    case CR_SETTING_DATA_NOISE:
      return training->dataset.kind == CR_DATASET_GENERATOR;
    default:
      return TRUE;
    }
}

/* --- Fields --- */

static gpointer
get_field (const CrSetting *setting, const CrTraining *training)
{
  return G_STRUCT_MEMBER_P (training, setting->offset);
}

static double
get_number (const CrSetting *setting, const CrTraining *training)
{
  gpointer field = get_field (setting, training);

  if (setting->kind == CR_SETTING_CHOICE)
    return *(int *) field;
  if (setting->kind == CR_SETTING_SWITCH)
    return *(gboolean *) field;
  if (setting->kind == CR_SETTING_COUNT || setting->is_count)
    return *(guint64 *) field;
  return *(double *) field;
}

/* As the file has it: what is not at its default counts as given. */
static gboolean
is_given (const CrSetting *setting, const CrTraining *training)
{
  guint32 given = G_STRUCT_MEMBER (guint32, training, setting->given);

  return (given & setting->bit) != 0 || get_number (setting, training) != setting->standard;
}

double
cr_setting_get_number (CrSettingId id, const CrTraining *training)
{
  const CrSetting *setting = cr_setting_get (id);

  return setting->kind == CR_SETTING_LIMIT && !is_given (setting, training) ? NAN : get_number (setting, training);
}

/* "−0.5", "1e-8": in the file's digits, with a real minus sign in front. */
static char *
dup_number (double number)
{
  char text[CR_NUMBER_WRITE_SIZE];

  cr_number_write (number, text);
  return *text == '-' ? g_strconcat (MINUS_SIGN, text + 1, NULL) : g_strdup (text);
}

/* "0.3", or "95 %", without what the product by 100 leaves behind its last digit. */
static char *
dup_setting_number (const CrSetting *setting, double number)
{
  g_autofree char *percent = setting->is_percent ? dup_number (round (100 * number * 1e8) / 1e8) : NULL;

  return percent != NULL ? g_strdup_printf (_("%s %%"), percent) : dup_number (number);
}

char *
cr_setting_dup_text (CrSettingId id, const CrTraining *training)
{
  double number = cr_setting_get_number (id, training);

  return isnan (number) ? g_strdup ("") : dup_setting_number (cr_setting_get (id), number);
}

static void
set_number (const CrSetting *setting, CrTraining *training, double number)
{
  gpointer field = get_field (setting, training);

  if (setting->kind == CR_SETTING_LIMIT)
    G_STRUCT_MEMBER (guint32, training, setting->given) |= setting->bit;
  if (setting->kind == CR_SETTING_CHOICE)
    *(int *) field = number;
  else if (setting->kind == CR_SETTING_SWITCH)
    *(gboolean *) field = number != 0;
  else if (setting->kind == CR_SETTING_COUNT || setting->is_count)
    *(guint64 *) field = number;
  else
    *(double *) field = number;
}

/* A limit that is not set stands at its default, so that it is not written. */
static void
unset (const CrSetting *setting, CrTraining *training)
{
  set_number (setting, training, setting->standard);
  G_STRUCT_MEMBER (guint32, training, setting->given) &= ~setting->bit;
}

static gboolean
is_whole (const CrSetting *setting)
{
  return setting->kind == CR_SETTING_COUNT || setting->is_count;
}

/* Reads what was typed; FALSE with @error set where it is out of range or no number. */
static gboolean
parse (const CrSetting *setting, const char *text, double *number, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, MINUS_SIGN, -1);
  g_autofree char *joined = g_strjoinv ("-", parts);
  char *stripped = g_strstrip (joined);
  g_autofree char *least = dup_setting_number (setting, setting->minimum);
  g_autofree char *most = dup_setting_number (setting, setting->maximum);
  gboolean says_percent = setting->is_percent && g_str_has_suffix (stripped, "%");
  char *end;

  if (says_percent)
    stripped[strlen (stripped) - 1] = '\0';
  g_strchomp (stripped);
  *number = g_ascii_strtod (stripped, &end);
  if (setting->is_percent && (says_percent || *number > 1)) /* "0.9" is the share that the file has too */
    *number /= 100;
  if (*stripped == '\0' || *end != '\0' || isnan (*number))
    g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _("“%s” is no number"), text);
  else if (is_whole (setting) && *number != floor (*number))
    g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _("A whole number is needed"));
  else if (*number < setting->minimum)
    g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _("%s is the least"), least);
  else if (*number > setting->maximum || isinf (*number))
    g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, setting->maximum < G_MAXDOUBLE ? _("%s is the most") : _("The number is too large"), most);
  else
    return TRUE;
  return FALSE;
}

CrGraph *
cr_setting_change_text (const CrGraph *graph, CrSettingId id, const char *text, GError **error)
{
  const CrSetting *setting = cr_setting_get (id);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  CrTraining *training;
  double number;

  if (setting->kind == CR_SETTING_LIMIT && *stripped == '\0')
    {
      training = cr_training_copy (cr_training_of (graph));
      unset (setting, training);
      return cr_graph_take_training (graph, training);
    }
  if (!parse (setting, stripped, &number, error))
    return NULL;
  return cr_setting_change (graph, id, number);
}

CrGraph *
cr_setting_change (const CrGraph *graph, CrSettingId id, double number)
{
  const CrSetting *setting = cr_setting_get (id);
  CrTraining *training = cr_training_copy (cr_training_of (graph));

  if (setting->kind != CR_SETTING_CHOICE && setting->kind != CR_SETTING_SWITCH)
    number = CLAMP (number, setting->minimum, setting->maximum);
  set_number (setting, training, number);
  if (id == CR_SETTING_PENALTY && number != CR_PENALTY_NONE && training->regularization.rate == 0)
    training->regularization.rate = FIRST_PENALTY_RATE; /* one of 0 would be none */
  return cr_graph_take_training (graph, training);
}

/* --- The training as a whole --- */

const CrTraining *
cr_training_of (const CrGraph *graph)
{
  static CrTraining *standard;
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  if (training != NULL)
    return training;
  if (standard == NULL)
    standard = cr_training_new ();
  return standard;
}

CrGraph *
cr_graph_take_training (const CrGraph *graph, CrTraining *training)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  g_autoptr (CrParts) owned = parts;

  g_clear_pointer (&parts->training, cr_training_unref);
  parts->training = training;
  return cr_graph_with_parts (graph, parts);
}

CrGraph *
cr_training_change_generator (const CrGraph *graph, CrGenerator generator)
{
  const CrGeneratorInfo *info = cr_generator_get_info (generator);
  CrTraining *training = cr_training_copy (cr_training_of (graph));
  CrDataset *dataset = &training->dataset;
  gboolean was_generated = dataset->kind == CR_DATASET_GENERATOR;
  gboolean had_usual = was_generated && dataset->n_points == cr_generator_get_info (dataset->generator)->n_points;
  guint64 n_points = !was_generated || had_usual ? info->n_points : dataset->n_points;
  double noise = was_generated ? dataset->noise : 0;
  guint64 seed = was_generated ? dataset->seed : 0;
  guint64 n_classes = was_generated && dataset->n_classes <= info->most_classes ? dataset->n_classes : 0;

  cr_dataset_clear (dataset);
  dataset->kind = CR_DATASET_GENERATOR;
  dataset->generator = generator;
  dataset->n_points = n_points;
  dataset->noise = noise;
  dataset->seed = seed;
  dataset->n_classes = n_classes;
  return cr_graph_take_training (graph, training);
}

CrGraph *
cr_training_change_points (const CrGraph *graph, const CrMatrix *points)
{
  CrTraining *training = cr_training_copy (cr_training_of (graph));

  cr_dataset_clear (&training->dataset);
  training->dataset.kind = CR_DATASET_POINTS;
  training->dataset.points = cr_matrix_ref (points);
  return cr_graph_take_training (graph, training);
}

CrGraph *
cr_training_change_classes (const CrGraph *graph, guint n_classes)
{
  CrTraining *training = cr_training_copy (cr_training_of (graph));

  training->dataset.n_classes = n_classes;
  return cr_graph_take_training (graph, training);
}

CrKey
cr_training_find_gate (const CrGraph *graph, CrTape *tape)
{
  CrKey loss = cr_training_of (graph)->loss;

  if (loss == CR_KEY_NONE || cr_graph_get_node (graph, loss) == NULL)
    loss = cr_tape_get_output (tape, NULL);
  return loss != CR_KEY_NONE ? cr_evaluation_find_gate (graph, loss) : CR_KEY_NONE;
}

CrGraph *
cr_training_change_loss (const CrGraph *graph, CrKey loss)
{
  CrTraining *training = cr_training_copy (cr_training_of (graph));

  training->loss = loss;
  return cr_graph_take_training (graph, training);
}
