/* SPDX-License-Identifier: GPL-3.0-or-later */
/* States of a trainer: saving, going back, and going on with another version. */
#include "cr-trainer-private.h"

#include <string.h>

/* --- Saving and restoring --- */

CrTrainerState *
cr_trainer_save (const CrTrainer *trainer)
{
  const CrProgram *program = &trainer->program;
  CrTrainerState *state = g_atomic_rc_box_new0 (CrTrainerState);

  *state = (CrTrainerState) {
    .graph = cr_graph_ref (program->graph),
    .data = program->data != NULL ? cr_data_ref (program->data) : NULL,
    .run = trainer->run,
    .initial = g_atomic_rc_box_acquire (trainer->initial),
    .place = trainer->place,
    .patience = trainer->patience,
    .method = program->training->optimizer.method,
    .n_moment_steps = trainer->n_moment_steps,
    .n_parameters = program->table->n,
    .n_moments = cr_optimizer_get_n_moments (program->training->optimizer.method) * program->table->n,
  };
  state->numbers = g_new (double, state->n_parameters + state->n_moments + 1);
  memcpy (state->numbers, trainer->program.feeder.values, state->n_parameters * sizeof (double));
  memcpy (state->numbers + state->n_parameters, trainer->moments, state->n_moments * sizeof (double));
  if (trainer->epoch.shuffle)
    state->random = g_memdup2 (&trainer->epoch.start, sizeof (CrTwister));
  return state;
}

/* Compiles for the state's version, which was trained before and so can be again. */
static void
take_version (CrTrainer *trainer, const CrTrainerState *state)
{
  CrProgram program;
  g_autoptr (GError) error = NULL;

  if (state->graph == trainer->program.graph && state->data == trainer->program.data)
    return;
  if (!cr_program_init (&program, state->graph, state->data, &error))
    g_error ("a version that was trained cannot be: %s", error->message);
  cr_trainer_take_program (trainer, &program);
}

void
cr_trainer_restore (CrTrainer *trainer, const CrTrainerState *state)
{
  take_version (trainer, state);
  g_return_if_fail (state->n_parameters == trainer->program.table->n);
  trainer->run = state->run;
  g_atomic_rc_box_release (trainer->initial);
  trainer->initial = g_atomic_rc_box_acquire (state->initial);
  cr_feeder_set_parameters (&trainer->program.feeder, state->numbers);
  memcpy (trainer->moments, state->numbers + state->n_parameters, state->n_moments * sizeof (double));
  trainer->n_moment_steps = state->n_moment_steps;
  trainer->patience = state->patience;
  trainer->trouble.node = CR_KEY_NONE;
  if (trainer->epoch.shuffle)
    cr_epoch_set_start (&trainer->epoch, &trainer->program.data->split, state->random);
  trainer->place = state->place;
}

CrTrainerState *
cr_trainer_state_ref (const CrTrainerState *state)
{
  return g_atomic_rc_box_acquire ((CrTrainerState *) state);
}

static void
state_clear (CrTrainerState *state)
{
  cr_graph_unref (state->graph);
  g_clear_pointer (&state->data, cr_data_unref);
  g_atomic_rc_box_release (state->initial);
  g_free (state->numbers);
  g_free (state->random);
}

void
cr_trainer_state_unref (CrTrainerState *state)
{
  g_atomic_rc_box_release_full (state, (GDestroyNotify) state_clear);
}

CrTrainerPlace
cr_trainer_state_get_place (const CrTrainerState *state)
{
  return state->place;
}

guint64
cr_trainer_state_get_run (const CrTrainerState *state)
{
  return state->run;
}

gboolean
cr_trainer_state_is_of (const CrTrainerState *state, const CrTrainer *trainer)
{
  return state->run == trainer->run && state->graph == trainer->program.graph && state->data == trainer->program.data;
}

const double *
cr_trainer_state_get_parameters (const CrTrainerState *state, gsize *n)
{
  *n = state->n_parameters;
  return state->numbers;
}

gsize
cr_trainer_state_get_size (const CrTrainerState *state)
{
  return sizeof *state + (state->n_parameters + state->n_moments + 1) * sizeof (double) +
         (state->random != NULL ? sizeof (CrTwister) : 0);
}

/* --- Another version --- */

/* Whether an edit left this parameter of the node as it was. */
static gboolean
is_untouched (const CrGraph *before, const CrGraph *after, const CrTapeParameter *part)
{
  const CrNode *old = before != NULL ? cr_graph_get_node (before, part->key) : NULL;
  const CrNode *new = cr_graph_get_node (after, part->key);

  if (old == NULL || old->gate != new->gate)
    return FALSE;

  const CrAttribute *a = &old->attributes[part->attribute], *b = &new->attributes[part->attribute];

  if (old == new || (!a->is_set && !b->is_set))
    return TRUE;
  if (a->is_set != b->is_set)
    return FALSE;
  if (old->gate->attributes[part->attribute].kind == CR_ATTRIBUTE_NUMBER)
    return memcmp (&a->number, &b->number, sizeof (double)) == 0;
  return cr_matrix_equal (a->matrix, b->matrix);
}

/* Copies what is known of every parameter that is still there, in the vectors of the versions before and after. */
static void
carry_over (const CrTrainer *old, CrTrainer *new, const CrGraph *before)
{
  const CrParameterTable *from = old->program.table, *to = new->program.table;
  guint n_moments = cr_optimizer_get_n_moments (new->program.training->optimizer.method);
  gboolean same_method = old->program.training->optimizer.method == new->program.training->optimizer.method;

  for (guint i = 0; i < to->n_parts; i++)
    {
      const CrTapeParameter *part = &to->parts[i];
      const CrTapeParameter *known = cr_parameter_table_find (from, part->key, part->attribute);
      gsize bytes = cr_shape_get_size (part->shape) * sizeof (double);

      if (known == NULL || !cr_shape_equal (known->shape, part->shape))
        continue;
      memcpy (new->initial + part->offset, old->initial + known->offset, bytes);
      if (is_untouched (before, new->program.graph, part))
        memcpy (new->program.feeder.values + part->offset, old->program.feeder.values + known->offset, bytes);
      for (guint j = 0; same_method && j < n_moments; j++)
        memcpy (new->moments + j * to->n + part->offset, old->moments + j * from->n + known->offset, bytes);
    }
  if (same_method)
    new->n_moment_steps = old->n_moment_steps;
}

/* Whether an epoch of the new version runs through the same batches. */
static gboolean
has_same_epochs (const CrProgram *old, const CrProgram *new)
{
  if (old->batch_size != new->batch_size || old->n_batches != new->n_batches || (old->data == NULL) != (new->data == NULL))
    return FALSE;
  return old->data == new->data || cr_data_serves (old->data, new->training);
}

/* Steps and epochs count on; the epoch that is under way goes on where it runs through the same batches. */
static void
carry_place_over (const CrTrainer *old, CrTrainer *new)
{
  new->run = old->run;
  new->place.step = old->place.step;
  new->place.epoch = old->place.epoch;
  new->patience = old->patience;
  if (!has_same_epochs (&old->program, &new->program))
    return;
  if (new->epoch.shuffle)
    cr_epoch_set_start (&new->epoch, &new->program.data->split, &old->epoch.start);
  new->place.batch = old->place.batch;
}

gboolean
cr_trainer_update (CrTrainer *trainer, const CrGraph *before, const CrGraph *graph, const CrData *data, GError **error)
{
  CrProgram program;
  CrTrainer next = { .n_examples = 0 };

  if (!cr_program_init (&program, graph, data, error))
    return FALSE;
  cr_trainer_take_program (&next, &program);
  carry_over (trainer, &next, before);
  carry_place_over (trainer, &next);

  CrTrainer old = *trainer;

  *trainer = next;
  cr_tape_mark_changed (trainer->program.feeder.tape);
  next = old;
  cr_trainer_clear (&next);
  return TRUE;
}
