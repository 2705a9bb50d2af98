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

static gboolean
has_lost_gradient (const CrTape *tape, const CrNode *node)
{
  CrNumbers gradient;

  return cr_tape_get_gradient (tape, node->key, &gradient) && !numbers_are_finite (&gradient);
}

static gboolean
has_lost_parameter_gradient (const CrTape *tape, const CrNode *node)
{
  CrNumbers gradient;

  for (guint i = 0; i < node->gate->n_attributes; i++)
    if (cr_tape_get_parameter_gradient (tape, node->key, i, &gradient) && !numbers_are_finite (&gradient))
      return TRUE;
  return FALSE;
}

/* Whether what the gate sends to that operand is not finite. */
static gboolean
sends_lost_gradient (CrTape *tape, const CrNode *gate, guint operand)
{
  g_autofree double *product = NULL;
  CrNumbers numbers;

  if (!cr_tape_get_value (tape, gate->operands[operand], &numbers))
    return FALSE;
  product = g_new (double, cr_shape_get_size (numbers.shape) * numbers.width);
  if (!cr_tape_get_product (tape, gate->key, operand, product))
    return FALSE;
  numbers.entries = product;
  return !numbers_are_finite (&numbers);
}

/* The gate that sends the node what is not finite; the node where all that it gets is finite, and the sum is not. */
static CrKey
find_sender (CrTape *tape, const guint8 *is_ancestor, CrKey receiver)
{
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), gate)
    {
      for (guint i = 0; i < gate->n_operands && is_ancestor[gate->key]; i++)
        if (gate->operands[i] == receiver && sends_lost_gradient (tape, gate, i))
          return gate->key;
    }
  return receiver;
}

/* The gradients of what comes later are finite: what is lost here was lost at once. */
static void
find_gradient (CrTape *tape, const guint8 *is_ancestor, CrTrouble *trouble)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = n_nodes; i-- > 0;)
    {
      const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), order[i]);
      gboolean is_lost = has_lost_gradient (tape, node);

      if (!is_ancestor[node->key] || !(is_lost || has_lost_parameter_gradient (tape, node)))
        continue;
      trouble->phase = CR_PHASE_BACKWARD;
      trouble->receiver = node->key;
      trouble->node = is_lost ? find_sender (tape, is_ancestor, node->key) : node->key;
      return;
    }
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
  CrTape *tape = trainer->program.feeder.tape;
  g_autofree guint8 *is_ancestor = cr_find_ancestors (trainer->program.graph, trainer->program.loss, TRUE);
  CrTrouble trouble = { .node = find_value (tape, is_ancestor), .phase = CR_PHASE_FORWARD, .step = trainer->place.step + 1 };

  if (trouble.node == CR_KEY_NONE)
    find_gradient (tape, is_ancestor, &trouble);
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
  const CrGraph *graph = trainer->program.graph;
  const char *id;

  if (trouble->node == CR_KEY_NONE)
    return NULL;
  id = cr_graph_get_node (graph, trouble->node)->id;
  switch (trouble->phase)
    {
    case CR_PHASE_FORWARD:
      return g_strdup_printf (_("stopped before step %s: the value of %s is not finite"), step, id);
    case CR_PHASE_BACKWARD:
      if (trouble->receiver == trouble->node)
        return g_strdup_printf (_("stopped before step %s: the gradient of %s is not finite"), step, id);
      /* Translators: step, node, gate: "stopped before step 1: the gradient that x gets from root is not finite" */
      return g_strdup_printf (_("stopped before step %s: the gradient that %s gets from %s is not finite"), step,
                              cr_graph_get_node (graph, trouble->receiver)->id, id);
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
