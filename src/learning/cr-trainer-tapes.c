/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trainer makes of a version and its data: tapes for its batches, or why it cannot be trained. */
#include "cr-trainer-private.h"

#include "cr-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- What is wrong --- */

/* The first node in the order above @key (itself included) that keeps it from being computed. */
static const CrNode *
find_culprit (CrTape *tape, CrKey key)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      CrNodeState state = cr_tape_get_state (tape, order[i]);

      if ((state == CR_NODE_OPEN || state == CR_NODE_ERROR) && cr_graph_reaches (graph, order[i], key))
        return cr_graph_get_node (graph, order[i]);
    }
  return NULL;
}

static void
complain_of_node (CrTape *tape, CrKey loss, GError **error)
{
  const CrNode *culprit = find_culprit (tape, loss);

  if (culprit == NULL)
    g_set_error (error, CR_ERROR, CR_ERROR_TRAINING, _("the loss has no value"));
  else if (cr_tape_get_state (tape, culprit->key) == CR_NODE_OPEN)
    g_set_error (error, CR_ERROR, CR_ERROR_OPERAND, _("node \"%s\": an operand is open, so the loss has no value"), culprit->id);
  else
    g_set_error (error, CR_ERROR, CR_ERROR_TRAINING, _("node \"%s\": %s"), culprit->id, cr_tape_get_problem (tape, culprit->key));
}

/* Whether there is a loss, and it is a number. */
static gboolean
check_loss (CrTape *tape, CrKey loss, GError **error)
{
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), loss);
  CrShape shape;

  if (loss == CR_KEY_NONE)
    return cr_tape_get_output (tape, error) != CR_KEY_NONE;
  if (!cr_tape_get_shape (tape, loss, &shape))
    {
      complain_of_node (tape, loss, error);
      return FALSE;
    }
  if (cr_shape_is_number (shape))
    return TRUE;

  g_autofree char *name = cr_shape_to_string (shape);

  g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("the loss %s is %s; training descends on a number (1×1)"), node->id, name);
  return FALSE;
}

static gboolean
check_data (const CrData *data, GError **error)
{
  if (data == NULL)
    return TRUE;
  if (data->problem != NULL)
    {
      g_set_error_literal (error, CR_ERROR, CR_ERROR_DATA, data->problem->message);
      return FALSE;
    }
  if (cr_data_get_n_train (data) > 0)
    return TRUE;
  g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("no example of the data is for training"));
  return FALSE;
}

/* --- Making it --- */

static gboolean
has_many_losses (const CrProgram *program)
{
  CrNumbers losses = { .width = 1 };

  cr_tape_forward (program->feeder.tape);
  cr_tape_get_value (program->feeder.tape, program->loss, &losses);
  return losses.width == program->feeder.width && program->feeder.feeds->len > 0;
}

/* Says which parameters a penalty counts; whether the loss depends on any parameter. */
static gboolean
find_parameters (CrProgram *program)
{
  g_autofree guint8 *is_ancestor = cr_find_ancestors (program->graph, program->loss, FALSE);
  gboolean any = FALSE;

  program->pull = g_new0 (double, program->table->n + 1);
  for (guint i = 0; i < program->table->n_parts; i++)
    {
      const CrTapeParameter *part = &program->table->parts[i];

      if (!is_ancestor[part->key])
        continue;
      any = TRUE;
      for (gsize j = 0; part->decays && j < cr_shape_get_size (part->shape); j++)
        program->pull[part->offset + j] = program->training->regularization.rate;
    }
  return any;
}

/* How many examples a batch has, and how many batches an epoch. */
static void
plan_batches (CrProgram *program)
{
  guint32 n_train = program->data != NULL ? cr_data_get_n_train (program->data) : 1;

  program->batch_size = program->data != NULL ? MIN (program->training->batch_size, n_train) : 1;
  program->n_batches = n_train / program->batch_size + (n_train % program->batch_size > 0);
}

static gboolean
make (CrProgram *program, GError **error)
{
  if (!check_data (program->data, error))
    return FALSE;
  plan_batches (program);
  cr_feeder_init (&program->feeder, program->graph, program->data, program->batch_size);
  cr_feeder_spare_inputs (&program->feeder, program->data);
  if (!check_loss (program->feeder.tape,
                   program->training->loss != CR_KEY_NONE ? program->training->loss : cr_graph_get_output (program->graph), error))
    return FALSE;
  program->loss = cr_tape_get_output (program->feeder.tape, error);
  if (program->loss == CR_KEY_NONE)
    return FALSE;
  program->table = cr_parameter_table_new (program->feeder.tape);
  if (!find_parameters (program))
    {
      g_set_error (error, CR_ERROR, CR_ERROR_TRAINING, _("there is nothing to train: the loss %s depends on no parameter and no unit"),
                   cr_graph_get_node (program->graph, program->loss)->id);
      return FALSE;
    }
  if (!cr_evaluation_init (&program->evaluation, program->graph, program->data, error))
    return FALSE;
  program->is_batched = has_many_losses (program);
  return TRUE;
}

gboolean
cr_program_init (CrProgram *program, const CrGraph *graph, const CrData *data, GError **error)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  *program = (CrProgram) {
    .graph = cr_graph_ref (graph),
    .data = data != NULL ? cr_data_ref (data) : NULL,
    .training = training != NULL ? cr_training_ref (training) : cr_training_new (),
  };
  if (make (program, error))
    return TRUE;
  cr_program_clear (program);
  return FALSE;
}

void
cr_program_clear (CrProgram *program)
{
  g_clear_pointer (&program->graph, cr_graph_unref);
  g_clear_pointer (&program->data, cr_data_unref);
  g_clear_pointer (&program->training, cr_training_unref);
  g_clear_pointer (&program->table, cr_parameter_table_unref);
  g_clear_pointer (&program->pull, g_free);
  cr_feeder_clear (&program->feeder);
  cr_evaluation_clear (&program->evaluation);
}
