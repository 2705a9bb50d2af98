/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains any graph: a step at a time, on the tape that shows it.
 *
 * How this works: a step copies its rows of the table into the inputs of a tape, runs it forward and backward, and runs one loop over its flat
 * vector of parameters. The smaller last batch of an epoch runs on the same tape, which then counts fewer examples. Nothing is allocated or
 * looked up. A step that leads out of the finite numbers is taken back at once.
 */
#include "cr-trainer-private.h"

#include "cr-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

double *
cr_numbers_new (gsize n)
{
  return g_atomic_rc_box_alloc0 ((n + 1) * sizeof (double));
}

/* --- Making and freeing --- */

static gsize
count_parameters (const CrTrainer *trainer)
{
  return trainer->program.table->n;
}

static gsize
count_moments (const CrTrainer *trainer)
{
  return cr_optimizer_get_n_moments (trainer->program.training->optimizer.method) * count_parameters (trainer);
}

static void
clear_patience (CrTrainer *trainer)
{
  trainer->patience = (CrPatience) { INFINITY, 0 };
}

static const CrSplit *
get_split (const CrTrainer *trainer)
{
  static const CrSplit none = { NULL, 0, 0 };

  return trainer->program.data != NULL ? &trainer->program.data->split : &none;
}

/* Without data there is nothing to put into an order. */
static void
init_epochs (CrTrainer *trainer)
{
  const CrTraining *training = trainer->program.training;

  cr_epoch_init (&trainer->epoch, get_split (trainer), training->shuffle && trainer->program.data != NULL, training->seed);
}

void
cr_trainer_clear (CrTrainer *trainer)
{
  cr_program_clear (&trainer->program);
  cr_epoch_clear (&trainer->epoch);
  g_clear_pointer (&trainer->initial, g_atomic_rc_box_release);
  g_clear_pointer (&trainer->before, g_free);
  g_clear_pointer (&trainer->moments, g_free);
  g_clear_pointer (&trainer->spare, g_free);
}

static void
begin_epoch (CrTrainer *trainer)
{
  trainer->place.batch = 0;
  cr_epoch_begin (&trainer->epoch, get_split (trainer));
}

/* Where each parameter started: as the training knows, else as the tape has it now. */
static void
find_initial (CrTrainer *trainer)
{
  const CrProgram *program = &trainer->program;

  trainer->initial = cr_numbers_new (program->table->n);
  memcpy (trainer->initial, trainer->program.feeder.values, program->table->n * sizeof (double));
  for (guint i = 0; i < program->table->n_parts; i++)
    {
      const CrTapeParameter *part = &program->table->parts[i];
      const CrInitial *initial = cr_training_find_initial (program->training, part->key);
      const CrNode *node = cr_graph_get_node (program->graph, part->key);
      const char *name = node->gate->attributes[part->attribute].name;
      const CrMatrix *known = initial == NULL                   ? NULL
                              : strcmp (name, "weights") == 0 ? initial->weights
                              : strcmp (name, "bias") == 0    ? initial->bias
                                                              : initial->value;

      g_autoptr (CrMatrix) start = known != NULL ? cr_learned_fit_start (node, part->attribute, known, part->shape) : NULL;

      if (start != NULL)
        memcpy (trainer->initial + part->offset, start->entries, cr_shape_get_size (part->shape) * sizeof (double));
    }
}

void
cr_trainer_take_program (CrTrainer *trainer, CrProgram *program)
{
  cr_trainer_clear (trainer);
  trainer->program = *program;
  trainer->n_examples = 0;
  init_epochs (trainer);
  find_initial (trainer);
  trainer->before = g_new0 (double, count_parameters (trainer) + 1);
  trainer->moments = g_new0 (double, count_moments (trainer) + 1);
  trainer->spare = g_new0 (double, count_moments (trainer) + 1);
  trainer->n_moment_steps = 0;
  trainer->place = (CrTrainerPlace) { .n_batches = program->n_batches };
  trainer->batch_loss = NAN;
  trainer->trouble = (CrTrouble) { .node = CR_KEY_NONE };
  clear_patience (trainer);
  begin_epoch (trainer);
}

/* A number that no run had before, on any thread. */
static guint64
begin_run (void)
{
  static guint64 last;

  return __atomic_add_fetch (&last, 1, __ATOMIC_RELAXED);
}

CrTrainer *
cr_trainer_new (const CrGraph *graph, const CrData *data, GError **error)
{
  CrProgram program;
  CrTrainer *trainer;

  if (!cr_program_init (&program, graph, data, error))
    return NULL;
  trainer = g_new0 (CrTrainer, 1);
  cr_trainer_take_program (trainer, &program);
  trainer->run = begin_run ();
  return trainer;
}

void
cr_trainer_free (CrTrainer *trainer)
{
  cr_trainer_clear (trainer);
  g_free (trainer);
}

/* --- A step --- */

/* In four sums side by side, which a processor adds at the same time. */
static double
sum_losses (const CrProgram *program, guint32 n)
{
  CrNumbers losses;
  double sums[4] = { 0, 0, 0, 0 };
  guint32 i = 0;

  if (!cr_tape_get_value (program->feeder.tape, program->loss, &losses))
    return NAN;
  for (; i + 4 <= n; i += 4)
    for (guint j = 0; j < 4; j++)
      sums[j] += losses.entries[i + j];
  for (; i < n; i++)
    sums[0] += losses.entries[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

static guint32
count_examples (const CrTrainer *trainer)
{
  return MIN (trainer->program.batch_size, trainer->epoch.n_rows - trainer->place.batch * trainer->program.batch_size);
}

/* Puts the next batch into the tape; how many examples it has. */
static guint32
feed (CrTrainer *trainer)
{
  CrProgram *program = &trainer->program;
  guint32 first = trainer->place.batch * program->batch_size;
  guint32 n = count_examples (trainer);

  if (program->feeder.feeds->len == 0)
    {
      cr_tape_mark_changed (program->feeder.tape);
      return 1;
    }
  if (n != trainer->n_examples)
    cr_tape_set_n_examples (program->feeder.tape, n);
  trainer->n_examples = n;
  cr_feeder_put (&program->feeder, trainer->epoch.rows + first, n);
  return n;
}

/* What the gradients of the batch, those of its losses added up, are multiplied by. A loss that depends on no data is the same for each example,
 * and is computed once. */
static double
get_scale (const CrTrainer *trainer, guint32 n_losses)
{
  if (trainer->program.training->reduction == CR_REDUCTION_MEAN)
    return 1.0 / n_losses;
  return trainer->program.is_batched || trainer->program.data == NULL ? 1 : count_examples (trainer);
}

static CrDescent
describe_descent (CrTrainer *trainer, guint32 n_losses)
{
  const CrProgram *program = &trainer->program;

  return (CrDescent) {
    .n = program->feeder.n_parameters,
    .values = program->feeder.values,
    .before = trainer->before,
    .gradients = program->feeder.gradients,
    .scale = get_scale (trainer, n_losses),
    .pull = program->pull,
    .penalty = program->training->regularization.kind,
    .moments = trainer->moments,
    .moments_after = trainer->spare,
    .step = trainer->n_moment_steps + 1,
  };
}

/* The step was made. */
static void
advance (CrTrainer *trainer)
{
  double *moments = trainer->moments;

  trainer->moments = trainer->spare;
  trainer->spare = moments;
  trainer->n_moment_steps++;
  trainer->place.step++;
  trainer->place.batch++;
  trainer->trouble.node = CR_KEY_NONE;
  if (trainer->place.batch == trainer->place.n_batches)
    {
      trainer->place.epoch++;
      begin_epoch (trainer);
    }
}

gboolean
cr_trainer_step (CrTrainer *trainer)
{
  CrTape *tape = trainer->program.feeder.tape;
  guint32 n_examples = feed (trainer), n_losses = trainer->program.is_batched ? n_examples : 1;
  double sum;

  cr_tape_forward (tape);
  sum = sum_losses (&trainer->program, n_losses);

  gboolean has_gradients = cr_tape_backward (tape, NULL);
  CrDescent descent = describe_descent (trainer, n_losses);

  if (has_gradients && cr_optimizer_step (&trainer->program.training->optimizer, &descent) && isfinite (sum))
    {
      trainer->batch_loss = sum / n_losses;
      advance (trainer);
      return TRUE;
    }

  CrKey lost = cr_trainer_find_lost_parameter (trainer);

  if (has_gradients)
    cr_optimizer_take_back (&descent);
  cr_trainer_find_trouble (trainer, lost);
  return FALSE;
}

guint64
cr_trainer_run (CrTrainer *trainer, guint64 n)
{
  guint64 made = 0;

  while (made < n && cr_trainer_step (trainer))
    made++;
  return made;
}

gboolean
cr_trainer_epoch (CrTrainer *trainer)
{
  guint32 n = trainer->place.n_batches - trainer->place.batch;

  return cr_trainer_run (trainer, n) == n;
}

void
cr_trainer_reset (CrTrainer *trainer)
{
  trainer->run = begin_run ();
  cr_feeder_set_parameters (&trainer->program.feeder, trainer->initial);
  memset (trainer->moments, 0, count_moments (trainer) * sizeof (double));
  trainer->n_moment_steps = 0;
  trainer->place = (CrTrainerPlace) { .n_batches = trainer->program.n_batches };
  trainer->trouble.node = CR_KEY_NONE;
  trainer->batch_loss = NAN;
  clear_patience (trainer);
  cr_epoch_clear (&trainer->epoch);
  init_epochs (trainer);
  begin_epoch (trainer);
}

/* --- Asking --- */

guint64
cr_trainer_get_run (const CrTrainer *trainer)
{
  return trainer->run;
}

const CrGraph *
cr_trainer_get_graph (const CrTrainer *trainer)
{
  return trainer->program.graph;
}

const CrData *
cr_trainer_get_data (const CrTrainer *trainer)
{
  return trainer->program.data;
}

CrTrainerPlace
cr_trainer_get_place (const CrTrainer *trainer)
{
  return trainer->place;
}

const guint32 *
cr_trainer_get_next_rows (const CrTrainer *trainer, guint32 *n_rows)
{
  const CrProgram *program = &trainer->program;
  guint32 first = trainer->place.batch * program->batch_size;

  *n_rows = program->data != NULL ? MIN (program->batch_size, trainer->epoch.n_rows - first) : 0;
  return trainer->epoch.rows + first;
}

double
cr_trainer_get_batch_loss (const CrTrainer *trainer)
{
  return trainer->batch_loss;
}

const CrTrouble *
cr_trainer_get_trouble (const CrTrainer *trainer)
{
  return &trainer->trouble;
}

CrMeasure
cr_trainer_measure (CrTrainer *trainer)
{
  const CrSplit *split = get_split (trainer);
  CrProgram *program = &trainer->program;
  CrMeasure measure;

  cr_feeder_set_parameters (&program->evaluation.feeder, trainer->program.feeder.values);
  cr_evaluation_run (&program->evaluation, split->rows, program->data != NULL ? split->n_train : 1, &measure.train_loss,
                     &measure.train_accuracy);
  cr_evaluation_run (&program->evaluation, split->rows + split->n_train, split->n_rows - split->n_train, &measure.test_loss,
                     &measure.test_accuracy);
  measure.penalty = cr_penalty_measure (program->training->regularization.kind, trainer->program.feeder.values, program->pull,
                                        count_parameters (trainer));
  return measure;
}

gboolean
cr_trainer_has_accuracy (const CrTrainer *trainer)
{
  return trainer->program.evaluation.rule != CR_ACCURACY_NONE;
}

/* --- Stopping --- */

gboolean
cr_trainer_has_stop (const CrTrainer *trainer)
{
  return (trainer->program.training->stop.given & (CR_STOP_LOSS | CR_STOP_ACCURACY | CR_STOP_PATIENCE)) != 0;
}

guint64
cr_trainer_get_epochs (const CrTrainer *trainer)
{
  const CrTraining *training = trainer->program.training;

  return cr_training_has_epochs (training) ? training->epochs : 0;
}

CrEnd
cr_trainer_check_stop (CrTrainer *trainer, const CrMeasure *measure)
{
  const CrStop *stop = &trainer->program.training->stop;
  CrPatience *patience = &trainer->patience;

  if (measure->train_loss < patience->best)
    *patience = (CrPatience) { measure->train_loss, 0 };
  else
    patience->epochs_since++;
  if ((stop->given & CR_STOP_LOSS) && measure->train_loss <= stop->loss)
    return CR_END_LOSS;
  if ((stop->given & CR_STOP_ACCURACY) && measure->train_accuracy >= stop->accuracy)
    return CR_END_ACCURACY;
  if ((stop->given & CR_STOP_PATIENCE) && patience->epochs_since >= stop->patience)
    return CR_END_PATIENCE;
  return CR_END_NONE;
}

/* --- Parameters --- */

const double *
cr_trainer_get_parameters (const CrTrainer *trainer, gsize *n)
{
  if (n != NULL)
    *n = count_parameters (trainer);
  return trainer->program.feeder.values;
}

CrParameterTable *
cr_trainer_get_table (const CrTrainer *trainer)
{
  return trainer->program.table;
}

const double *
cr_trainer_get_initial (const CrTrainer *trainer)
{
  return trainer->initial;
}

CrGraph *
cr_trainer_commit (const CrTrainer *trainer)
{
  if (trainer->place.step == 0)
    return cr_graph_ref (trainer->program.graph);
  return cr_learned_write (trainer->program.graph, trainer->program.table, trainer->program.feeder.values, trainer->initial);
}
