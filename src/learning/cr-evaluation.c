/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good a graph is over a whole set: mean loss and accuracy.
 *
 * How this works: the set goes through a tape in strips of some hundred examples, so that a strip's values stay in the cache. The last strip is filled up
 * with its last example, which then does not count.
 */
#include "cr-evaluation.h"

#include "cr-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define STRIP 256

/* --- The loss gate and its accuracy --- */

guint8 *
cr_find_ancestors (const CrGraph *graph, CrKey key, gboolean with_labels)
{
  guint8 *is_ancestor = g_new0 (guint8, (gsize) cr_graph_get_key_limit (graph) + 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (CrKey));

  is_ancestor[key] = TRUE;
  g_array_append_val (open, key);
  while (open->len > 0)
    {
      const CrNode *node = cr_graph_get_node (graph, g_array_index (open, CrKey, open->len - 1));

      g_array_set_size (open, open->len - 1);
      for (guint i = 0; i < node->n_operands; i++)
        if (node->operands[i] != CR_KEY_NONE && !is_ancestor[node->operands[i]] && (with_labels || i != node->gate->label))
          {
            is_ancestor[node->operands[i]] = TRUE;
            g_array_append_val (open, node->operands[i]);
          }
    }
  return is_ancestor;
}

static gboolean
is_loss (const CrNode *node)
{
  return node->gate->category == CR_CATEGORY_LOSSES && node->n_operands > 0 && node->operands[0] != CR_KEY_NONE;
}

/* Whether no other of those loss gates judges something that comes of what this one judges. */
static gboolean
is_last (const CrGraph *graph, const CrNode *gate, const guint8 *is_ancestor_of_loss)
{
  CrKey prediction = gate->operands[0];

  CR_GRAPH_FOR_EACH (graph, other)
    {
      g_autofree guint8 *is_ancestor = NULL;

      if (!is_ancestor_of_loss[other->key] || !is_loss (other) || other->operands[0] == prediction)
        continue;
      is_ancestor = cr_find_ancestors (graph, other->operands[0], TRUE);
      if (is_ancestor[prediction])
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_several_losses (const CrGraph *graph, CrKey loss)
{
  g_autofree guint8 *is_ancestor = cr_find_ancestors (graph, loss, TRUE);
  guint n = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    n += is_ancestor[node->key] && is_loss (node);
  return n > 1;
}

CrKey
cr_evaluation_find_gate (const CrGraph *graph, CrKey loss)
{
  g_autofree guint8 *is_ancestor = cr_find_ancestors (graph, loss, TRUE);
  const CrNode *found = NULL;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (!is_ancestor[node->key] || !is_loss (node) || !is_last (graph, node, is_ancestor))
        continue;
      if (found != NULL && found->operands[0] != node->operands[0])
        return CR_KEY_NONE;
      if (found == NULL)
        found = node;
    }
  return found != NULL ? found->key : CR_KEY_NONE;
}

static CrAccuracyRule
get_rule (const CrGate *gate)
{
  static const struct
  {
    const char *gate;
    CrAccuracyRule rule;
  } rules[] = {
    { "squared_error", CR_ACCURACY_SIGN }, { "binary_cross_entropy", CR_ACCURACY_SIGN }, { "hinge", CR_ACCURACY_SIGN },
    { "cross_entropy", CR_ACCURACY_LARGEST }, { "svm", CR_ACCURACY_LARGEST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (gate->name, rules[i].gate) == 0)
      return rules[i].rule;
  return CR_ACCURACY_NONE;
}

static CrNumbers
get_operand (const CrEvaluation *evaluation, guint operand)
{
  const CrNode *gate = cr_graph_get_node (cr_tape_get_graph (evaluation->feeder.tape), evaluation->gate);
  CrNumbers numbers = { .width = 0 };

  cr_tape_get_value (evaluation->feeder.tape, gate->operands[operand], &numbers);
  return numbers;
}

/* Entry @entry of an example; what depends on no data is the same for all. */
static double
get_entry (const CrNumbers *numbers, gsize entry, guint32 example)
{
  return numbers->entries[entry * numbers->width + (numbers->width > 1 ? example : 0)];
}

static gboolean
is_right (CrAccuracyRule rule, const CrNumbers *prediction, const CrNumbers *label, guint32 example)
{
  gsize largest = 0;

  for (gsize i = 0; i < cr_shape_get_size (prediction->shape); i++)
    if (isnan (get_entry (prediction, i, example)))
      return FALSE; /* it names nothing */
  if (rule == CR_ACCURACY_SIGN)
    return (get_entry (prediction, 0, example) > 0) == (get_entry (label, 0, example) > 0);
  for (gsize i = 1; i < cr_shape_get_size (prediction->shape); i++)
    if (get_entry (prediction, i, example) > get_entry (prediction, largest, example))
      largest = i;
  return largest == get_entry (label, 0, example);
}

/* --- Strips --- */

/* Runs the strip that begins at row @at; how many examples of it count. */
static guint32
run_strip (CrEvaluation *evaluation, const guint32 *rows, guint32 n_rows, guint32 at)
{
  guint32 n = MIN (evaluation->feeder.width, n_rows - at);

  if (evaluation->feeder.feeds->len > 0)
    cr_feeder_put (&evaluation->feeder, rows + at, n);
  cr_tape_forward (evaluation->feeder.tape);
  return n;
}

void
cr_evaluation_run (CrEvaluation *evaluation, const guint32 *rows, guint32 n_rows, double *loss, double *accuracy)
{
  double sum = 0;
  guint32 n_right = 0;
  gboolean has_rule = evaluation->rule != CR_ACCURACY_NONE;

  for (guint32 at = 0, n; at < n_rows; at += n)
    {
      n = run_strip (evaluation, rows, n_rows, at);

      CrNumbers losses = { .width = 0 };
      CrNumbers prediction = has_rule ? get_operand (evaluation, 0) : losses;
      CrNumbers label = has_rule ? get_operand (evaluation, 1) : losses;

      if (!cr_tape_get_value (evaluation->feeder.tape, evaluation->loss, &losses))
        sum = NAN; /* labels that parameters have changed out of their range */
      for (guint32 i = 0; losses.width > 0 && i < n; i++)
        {
          sum += get_entry (&losses, 0, i);
          n_right += has_rule && is_right (evaluation->rule, &prediction, &label, i);
        }
    }
  *loss = n_rows > 0 ? sum / n_rows : NAN;
  *accuracy = n_rows > 0 && has_rule ? (double) n_right / n_rows : NAN;
}

/* --- Looking at the labels --- */

static void
complain (const CrTape *tape, GError **error)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    if (cr_tape_get_state (tape, order[i]) == CR_NODE_ERROR)
      {
        g_set_error (error, CR_ERROR, CR_ERROR_LABEL, _("node \"%s\": %s"), cr_graph_get_node (cr_tape_get_graph (tape), order[i])->id,
                     cr_tape_get_problem (tape, order[i]));
        return;
      }
  g_set_error (error, CR_ERROR, CR_ERROR_TRAINING, _("the loss has no value"));
}

/* Whether every label of the strip is a number of 1 or −1. */
static gboolean
has_signs (const CrEvaluation *evaluation, guint32 n)
{
  CrNumbers prediction = get_operand (evaluation, 0), label = get_operand (evaluation, 1);

  if (!cr_shape_is_number (prediction.shape) || !cr_shape_is_number (label.shape))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    if (fabs (get_entry (&label, 0, i)) != 1)
      return FALSE;
  return TRUE;
}

static gboolean
look_at_labels (CrEvaluation *evaluation, const guint32 *rows, guint32 n_rows, gboolean wants_signs, GError **error)
{
  CrNumbers losses;

  for (guint32 at = 0, n; at < n_rows; at += n)
    {
      n = run_strip (evaluation, rows, n_rows, at);
      if (!cr_tape_get_value (evaluation->feeder.tape, evaluation->loss, &losses))
        {
          complain (evaluation->feeder.tape, error);
          return FALSE;
        }
      if (wants_signs && evaluation->rule != CR_ACCURACY_NONE && !has_signs (evaluation, n))
        evaluation->rule = CR_ACCURACY_NONE;
    }
  return TRUE;
}

gboolean
cr_evaluation_init (CrEvaluation *evaluation, const CrGraph *graph, const CrData *data, GError **error)
{
  const CrSplit *split = data != NULL ? &data->split : NULL;
  guint32 n_rows = split != NULL ? split->n_rows : 1;

  *evaluation = (CrEvaluation) { .gate = CR_KEY_NONE };
  cr_feeder_init (&evaluation->feeder, graph, data, MIN (n_rows, STRIP));
  evaluation->loss = cr_tape_get_output (evaluation->feeder.tape, error);
  if (evaluation->loss == CR_KEY_NONE)
    return FALSE;
  evaluation->gate = cr_evaluation_find_gate (graph, evaluation->loss);

  const CrGate *gate = evaluation->gate != CR_KEY_NONE ? cr_graph_get_node (graph, evaluation->gate)->gate : NULL;

  evaluation->rule = gate != NULL && !has_several_losses (graph, evaluation->loss) ? get_rule (gate) : CR_ACCURACY_NONE;
  return look_at_labels (evaluation, split != NULL ? split->rows : NULL, n_rows,
                         gate != NULL && strcmp (gate->name, "squared_error") == 0, error);
}

void
cr_evaluation_clear (CrEvaluation *evaluation)
{
  cr_feeder_clear (&evaluation->feeder);
}
