/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: losses of a column of scores and a class, a number an example. Class indices get no gradient. */
#include "cr-gate-private.h"

static gboolean
scores_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  return cr_require_column (_("the column of scores"), operands, n_operands, 0, error) &&
         cr_require_number (_("the class"), operands, n_operands, 1, error);
}

static gboolean
class_check (const CrCall *call, GError **error)
{
  guint32 n_classes = call->operands[0].shape.rows;

  for (gsize example = 0; example < call->operands[1].width; example++)
    {
      double class = cr_block_get_number (&call->operands[1], example);

      if (class >= 0 && class < n_classes && class == floor (class))
        continue;

      g_autofree char *digits = cr_dup_digits (class);

      g_set_error (error, CR_ERROR, CR_ERROR_LABEL, _("the class %s is not one of 0 … %u"), digits, n_classes - 1);
      return FALSE;
    }
  return TRUE;
}

/* The largest score of an example and Σ e^(s − largest) over the others. */
static void
measure_scores (const CrCall *call, const CrWalk *scores, gsize example, double *largest, double *rest)
{
  cr_measure_exponentials (scores->value + cr_walk_at (scores, 0, example), call->operands[0].shape.rows, scores->entry_step, largest,
                           rest);
}

static void
cross_entropy_forward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) cr_block_get_number (&call->operands[1], example);
      double largest, rest;

      measure_scores (call, &scores, example, &largest, &rest);
      call->result.value[example] = log1p (rest) + (largest - scores.value[cr_walk_at (&scores, class, example)]);
    }
}

/* The probability of class @j. */
static double
get_probability (const CrWalk *scores, gsize j, gsize example, double largest, double rest)
{
  return exp (scores->value[cr_walk_at (scores, j, example)] - largest) / (1 + rest);
}

/* softmax(s); at the class less 1, which is minus the probability of all others. */
static void
cross_entropy_backward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; scores.gradient != NULL && example < call->result.width; example++)
    {
      gsize class = (gsize) cr_block_get_number (&call->operands[1], example);
      double upstream = call->result.gradient[example], others = 0;
      double largest, rest;

      measure_scores (call, &scores, example, &largest, &rest);
      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        {
          double probability = get_probability (&scores, j, example, largest, rest);

          if (j == class)
            continue;
          scores.gradient[cr_walk_at (&scores, j, example)] += probability * upstream;
          others += probability;
        }
      scores.gradient[cr_walk_at (&scores, class, example)] -= others * upstream;
    }
}

/* Σ softmax(s)ⱼ·(ṡⱼ − ṡ_y) */
static void
cross_entropy_tangent (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) cr_block_get_number (&call->operands[1], example);
      double right = scores.gradient[cr_walk_at (&scores, class, example)], weighted = 0;
      double largest, rest;

      measure_scores (call, &scores, example, &largest, &rest);
      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        if (j != class)
          weighted += get_probability (&scores, j, example, largest, rest) * (scores.gradient[cr_walk_at (&scores, j, example)] - right);
      call->result.gradient[example] = weighted;
    }
}

/* s_j − s_y + margin */
static double
svm_margin (const CrCall *call, const CrWalk *scores, gsize j, gsize class, gsize example)
{
  return scores->value[cr_walk_at (scores, j, example)] - scores->value[cr_walk_at (scores, class, example)] +
         cr_call_get_number (call);
}

static void
svm_forward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) cr_block_get_number (&call->operands[1], example);
      double sum = 0;

      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        {
          double margin = svm_margin (call, &scores, j, class, example);

          if (j != class && !(margin <= 0))
            sum += margin;
        }
      call->result.value[example] = sum;
    }
}

static void
svm_backward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; scores.gradient != NULL && example < call->result.width; example++)
    {
      gsize class = (gsize) cr_block_get_number (&call->operands[1], example);

      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        if (j != class && svm_margin (call, &scores, j, class, example) > 0)
          {
            scores.gradient[cr_walk_at (&scores, j, example)] += call->result.gradient[example];
            scores.gradient[cr_walk_at (&scores, class, example)] -= call->result.gradient[example];
          }
    }
}

static void
svm_tangent (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) cr_block_get_number (&call->operands[1], example);
      double sum = 0;

      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        if (j != class && svm_margin (call, &scores, j, class, example) > 0)
          sum += scores.gradient[cr_walk_at (&scores, j, example)] - scores.gradient[cr_walk_at (&scores, class, example)];
      call->result.gradient[example] = sum;
    }
}

static void
svm_note_choices (const CrCall *call, GArray *choices)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) cr_block_get_number (&call->operands[1], example);

      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        if (j != class)
          cr_choices_add_sign (choices, svm_margin (call, &scores, j, class, example));
    }
}

/* --- The rows --- */

static const char *const class_operands[] = { "scores", "class", NULL };

static const CrAttributeInfo margin_attributes[] = { CR_NUMBER_ATTRIBUTE ("margin", N_("Margin"), 1) };

#define COMMON .category = CR_CATEGORY_LOSSES, .minimum_operands = 2, .maximum_operands = 2, .range = { -3, 3 }

static const CrGate rows[] = {
  {
      COMMON,
      .name = "cross_entropy",
      .symbol = "CE",
      .title = N_("cross-entropy"),
      .lecture_row = 12,
      .caffe = "SoftmaxWithLoss",
      .formula = "−ln softmax(s)_y",
      .derivative = "(softmax(s) − 1 at y) · g",
      .expansion = CR_STEPS ("ln = log_softmax a; chosen = pick ln b; neg chosen"),
      .operand_names = class_operands,
      .infer_shape = scores_rule,
      .check = class_check,
      .forward = cross_entropy_forward,
      .backward = cross_entropy_backward,
      .tangent = cross_entropy_tangent,
      .label = 1,
  },
  {
      COMMON,
      .name = "svm",
      .symbol = "svm",
      .title = N_("multiclass SVM loss"),
      .lecture_row = 12,
      .formula = "Σ over j ≠ y of max(0, s_j − s_y + margin)",
      .derivative = "g to each s_j over the margin, and minus their number times g to s_y",
      .expansion = CR_STEPS ("right = pick a b; differences = sub a right; margins = shift # differences; over = relu margins; "
                             "total = sum over; shift -#+ total"),
      .operand_names = class_operands,
      .attributes = margin_attributes,
      .n_attributes = G_N_ELEMENTS (margin_attributes),
      .infer_shape = scores_rule,
      .check = class_check,
      .forward = svm_forward,
      .backward = svm_backward,
      .tangent = svm_tangent,
      .note_choices = svm_note_choices,
      .label = 1,
  },
};

const CrGatePart cr_gates_class_losses = { rows, G_N_ELEMENTS (rows) };
