/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where numbers stop being numbers. */
#include "cr-diagnosis.h"

#include <math.h>

/* The first of @n numbers that is not finite, or @n. */
static gsize
find_lost (const double *numbers, gsize n)
{
  gsize i = 0;

  while (i < n && isfinite (numbers[i]))
    i++;
  return i;
}

static gsize
count (const CrNumbers *numbers)
{
  return cr_shape_get_size (numbers->shape) * numbers->width;
}

static gboolean
is_lost (const CrNumbers *numbers, gsize *at)
{
  *at = find_lost (numbers->entries, count (numbers));
  return *at < count (numbers);
}

/* --- Forward --- */

/* Whether an operand is 0 where the result is infinite: of a gate that does not take every number that is what it cannot take. */
static gboolean
meets_zero (const CrTape *tape, const CrNode *node, gsize at, const CrNumbers *result)
{
  for (guint i = 0; i < node->n_operands; i++)
    {
      CrNumbers operand;
      gsize entry, example;

      if (!cr_tape_get_value (tape, node->operands[i], &operand))
        continue;
      entry = cr_shape_is_number (operand.shape) ? 0 : at / result->width;
      example = operand.width > 1 ? at % result->width : 0;
      if (operand.entries[entry * operand.width + example] == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_forward (const CrTape *tape, CrDiagnosis *diagnosis)
{
  CrKey key = cr_tape_find_undefined (tape);
  const CrNode *node;
  CrNumbers value;
  gsize at;

  if (key == CR_KEY_NONE || !cr_tape_get_value (tape, key, &value) || !is_lost (&value, &at))
    return FALSE;
  node = cr_graph_get_node (cr_tape_get_graph (tape), key);
  *diagnosis = (CrDiagnosis) {
    .phase = CR_PHASE_FORWARD,
    .node = key,
    .entry = at / value.width,
    .number = value.entries[at],
    .reason = CR_DIAGNOSIS_OVERFLOW,
  };
  if (isnan (diagnosis->number))
    diagnosis->reason = CR_DIAGNOSIS_DOMAIN;
  else if (node->gate->domain != NULL && meets_zero (tape, node, at, &value))
    diagnosis->reason = CR_DIAGNOSIS_POLE;
  return TRUE;
}

/* --- Backward --- */

/* Why a product of a finite upstream gradient is lost. */
static CrDiagnosisReason
reason_of_product (CrTape *tape, CrKey key, guint operand, double number)
{
  double local;

  if (isnan (number))
    return CR_DIAGNOSIS_DOMAIN;
  return cr_tape_get_local (tape, key, operand, &local) && isfinite (local) ? CR_DIAGNOSIS_OVERFLOW : CR_DIAGNOSIS_POLE;
}

static gboolean
find_product (CrTape *tape, const CrNode *node, CrDiagnosis *diagnosis)
{
  for (guint i = 0; i < node->n_operands; i++)
    {
      g_autofree double *product = NULL;
      CrNumbers operand;
      gsize at;

      if (!cr_tape_get_value (tape, node->operands[i], &operand))
        continue;
      product = g_new (double, count (&operand));
      if (!cr_tape_get_product (tape, node->key, i, product))
        continue;
      operand.entries = product;
      if (!is_lost (&operand, &at))
        continue;
      diagnosis->node = node->key;
      diagnosis->operand = i;
      diagnosis->entry = at / operand.width;
      diagnosis->number = product[at];
      diagnosis->reason = reason_of_product (tape, node->key, i, product[at]);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_parameter (const CrTape *tape, const CrNode *node, CrDiagnosis *diagnosis)
{
  CrNumbers gradient;
  gsize at;

  for (guint i = 0; cr_gate_is_unit (node->gate) && i < node->gate->n_attributes; i++)
    if (cr_tape_get_parameter_gradient (tape, node->key, i, &gradient) && is_lost (&gradient, &at))
      {
        diagnosis->node = node->key;
        diagnosis->operand = CR_DIAGNOSIS_PARAMETER;
        diagnosis->entry = at;
        diagnosis->number = gradient.entries[at];
        diagnosis->reason = isnan (diagnosis->number) ? CR_DIAGNOSIS_DOMAIN : CR_DIAGNOSIS_OVERFLOW;
        return TRUE;
      }
  return FALSE;
}

/* Nothing that came back is lost, and their sum is. */
static gboolean
find_sum (const CrTape *tape, CrKey key, CrDiagnosis *diagnosis)
{
  CrNumbers gradient;
  gsize at;

  if (!cr_tape_get_gradient (tape, key, &gradient) || !is_lost (&gradient, &at))
    return FALSE;
  diagnosis->node = key;
  diagnosis->operand = CR_DIAGNOSIS_SUM;
  diagnosis->entry = at / gradient.width;
  diagnosis->number = gradient.entries[at];
  diagnosis->reason = isnan (diagnosis->number) ? CR_DIAGNOSIS_DOMAIN : CR_DIAGNOSIS_OVERFLOW;
  return TRUE;
}

static gboolean
has_lost_gradient (const CrTape *tape)
{
  CrDiagnosis ignored;
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    if (find_sum (tape, order[i], &ignored) || find_parameter (tape, cr_graph_get_node (cr_tape_get_graph (tape), order[i]), &ignored))
      return TRUE;
  return FALSE;
}

static gboolean
find_backward (CrTape *tape, CrDiagnosis *diagnosis)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  if (!has_lost_gradient (tape))
    return FALSE;
  *diagnosis = (CrDiagnosis) { .phase = CR_PHASE_BACKWARD };
  for (guint i = n_nodes; i-- > 0;)
    {
      const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), order[i]);

      if (find_sum (tape, node->key, diagnosis))
        return TRUE;
      if (cr_tape_has_sent (tape, node->key) &&
          (find_product (tape, node, diagnosis) || find_parameter (tape, node, diagnosis)))
        return TRUE;
    }
  return FALSE;
}

/* --- Which step --- */

/* Of a sum the step that sends the last of what is added: before the node's own step backward. */
static guint
find_step (const CrTape *tape, const CrDiagnosis *diagnosis)
{
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  guint n_steps, last = 0;
  const CrTimelineStep *steps = cr_timeline_get_steps (timeline, &n_steps);

  if (diagnosis->phase == CR_PHASE_FORWARD || diagnosis->operand != CR_DIAGNOSIS_SUM)
    return cr_timeline_find (timeline, diagnosis->phase, diagnosis->node);
  for (guint i = 0; i < n_steps; i++)
    {
      const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), steps[i].key);

      for (guint operand = 0; steps[i].phase == CR_PHASE_BACKWARD && operand < node->n_operands; operand++)
        if (node->operands[operand] == diagnosis->node)
          last = i + 1;
    }
  return last;
}

gboolean
cr_diagnosis_find (CrTape *tape, CrDiagnosis *diagnosis)
{
  g_return_val_if_fail (tape != NULL && diagnosis != NULL, FALSE);

  if (!find_forward (tape, diagnosis) && !find_backward (tape, diagnosis))
    return FALSE;
  diagnosis->step = find_step (tape, diagnosis);
  return TRUE;
}
