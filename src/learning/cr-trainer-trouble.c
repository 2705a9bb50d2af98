/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a step led out of the finite numbers: the first node in the order of the computation. */
#include "cr-trainer-private.h"

#include "cr-count.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
are_finite (const double *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      return FALSE;
  return TRUE;
}

static gboolean
numbers_are_finite (const CrNumbers *numbers)
{
  return are_finite (numbers->entries, cr_shape_get_size (numbers->shape) * numbers->width);
}

static gboolean
has_finite_value (const CrTape *tape, CrKey key)
{
  CrNumbers value;

  return cr_tape_get_value (tape, key, &value) && numbers_are_finite (&value);
}

/* Its value is not finite (or not there: a label that cannot be used), and its operands' are. */
static gboolean
value_arose_at (const CrTape *tape, const CrNode *node)
{
  if (has_finite_value (tape, node->key))
    return FALSE;
  for (guint i = 0; i < node->n_operands; i++)
    if (!has_finite_value (tape, node->operands[i]))
      return FALSE;
  return TRUE;
}

static CrKey
find_value (const CrTape *tape, const guint8 *is_ancestor)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    if (is_ancestor[order[i]] && value_arose_at (tape, cr_graph_get_node (cr_tape_get_graph (tape), order[i])))
      return order[i];
  return CR_KEY_NONE;
}

/* Whether the node's gradient, or one of its own parameters', is not finite. */
static gboolean
has_lost_gradient (const CrTape *tape, const CrNode *node)
{
  CrNumbers gradient;

  if (cr_tape_get_gradient (tape, node->key, &gradient) && !numbers_are_finite (&gradient))
    return TRUE;
  for (guint i = 0; i < node->gate->n_attributes; i++)
    if (cr_tape_get_parameter_gradient (tape, node->key, i, &gradient) && !numbers_are_finite (&gradient))
      return TRUE;
  return FALSE;
}

static CrKey
find_gradient (const CrTape *tape, const guint8 *is_ancestor)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = n_nodes; i-- > 0;)
    if (is_ancestor[order[i]] && has_lost_gradient (tape, cr_graph_get_node (cr_tape_get_graph (tape), order[i])))
      return order[i];
  return CR_KEY_NONE;
}

CrKey
cr_trainer_find_lost_parameter (const CrTrainer *trainer)
{
  const CrParameterTable *table = trainer->program.table;

  for (guint i = 0; i < table->n_parts; i++)
    if (!are_finite (trainer->program.feeder.values + table->parts[i].offset, cr_shape_get_size (table->parts[i].shape)))
      return table->parts[i].key;
  return trainer->program.loss; /* every number is finite, their sum is not */
}

void
cr_trainer_find_trouble (CrTrainer *trainer, CrKey lost)
{
  const CrTape *tape = trainer->program.feeder.tape;
  g_autofree guint8 *is_ancestor = cr_find_ancestors (trainer->program.graph, trainer->program.loss, TRUE);
  CrTrouble trouble = { find_value (tape, is_ancestor), CR_PHASE_FORWARD, trainer->place.step + 1 };

  if (trouble.node == CR_KEY_NONE)
    {
      trouble.phase = CR_PHASE_BACKWARD;
      trouble.node = find_gradient (tape, is_ancestor);
    }
  if (trouble.node == CR_KEY_NONE)
    {
      trouble.phase = CR_PHASE_UPDATE;
      trouble.node = lost;
    }
  trainer->trouble = trouble;
}

char *
cr_trainer_describe_trouble (const CrTrainer *trainer)
{
  const CrTrouble *trouble = &trainer->trouble;
  g_autofree char *step = cr_count_to_text (trouble->step);
  const char *id;

  if (trouble->node == CR_KEY_NONE)
    return NULL;
  id = cr_graph_get_node (trainer->program.graph, trouble->node)->id;
  switch (trouble->phase)
    {
    case CR_PHASE_FORWARD:
      return g_strdup_printf (_("stopped before step %s: the value of %s is not finite"), step, id);
    case CR_PHASE_BACKWARD:
      return g_strdup_printf (_("stopped before step %s: the gradient of %s is not finite"), step, id);
    default:
      return g_strdup_printf (_("stopped before step %s: it would make %s infinite"), step, id);
    }
}

char *
cr_trainer_describe_end (CrEnd end, guint64 epochs)
{
  g_autofree char *count = cr_count_to_text (epochs);

  switch (end)
    {
    case CR_END_EPOCHS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "stopped after %s epoch", "stopped after %s epochs", epochs), count);
    case CR_END_LOSS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "loss reached after %s epoch", "loss reached after %s epochs", epochs), count);
    case CR_END_ACCURACY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "accuracy reached after %s epoch", "accuracy reached after %s epochs", epochs),
                              count);
    case CR_END_PATIENCE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no better for a while: stopped after %s epoch",
                                           "no better for a while: stopped after %s epochs", epochs),
                              count);
    case CR_END_NOT_FINITE:
    case CR_END_NONE:
      break;
    }
  return NULL;
}
