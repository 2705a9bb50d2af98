/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: losses, a number an example, by a prediction or a score. Labels get no gradient. Losses by classes are in
 * cr-gate-class-losses.c. */
#include "cr-gate-private.h"
#include "cr-vector-math.h"

/* --- squared_error, absolute_error: sums over the entries of a difference --- */

static gboolean
difference_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  CrShape same;

  *result = (CrShape) { 1, 1 };
  return cr_shape_rule_same (node, operands, n_operands, &same, error);
}

/* The entries of the larger operand: a number goes with any shape. */
static gsize
get_n_entries (const CrCall *call)
{
  return MAX (cr_shape_get_size (call->operands[0].shape), cr_shape_get_size (call->operands[1].shape));
}

static void
difference_forward (const CrCall *call, double (*term) (double difference), double factor)
{
  CrWalk prediction = cr_walk_begin (&call->operands[0]);
  CrWalk target = cr_walk_begin (&call->operands[1]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      CrSum sum = { 0, 0 };

      for (gsize entry = 0, n = get_n_entries (call); entry < n; entry++)
        cr_sum_add (&sum, term (prediction.value[cr_walk_at (&prediction, entry, example)] -
                                target.value[cr_walk_at (&target, entry, example)]));
      call->result.value[example] = factor * cr_sum_get (&sum);
    }
}

static void
difference_backward (const CrCall *call, double (*send) (double difference, double gradient), double factor)
{
  CrWalk prediction = cr_walk_begin (&call->operands[0]);
  CrWalk target = cr_walk_begin (&call->operands[1]);

  for (gsize entry = 0, n = get_n_entries (call); entry < n; entry++)
    for (gsize example = 0; example < call->result.width; example++)
      {
        gsize at_p = cr_walk_at (&prediction, entry, example);
        gsize at_t = cr_walk_at (&target, entry, example);
        double product = send (prediction.value[at_p] - target.value[at_t], call->result.gradient[example] * factor);

        if (prediction.gradient != NULL)
          prediction.gradient[at_p] += product;
        if (target.gradient != NULL)
          target.gradient[at_t] -= product;
      }
}

static void
difference_tangent (const CrCall *call, double (*send) (double difference, double gradient), double factor)
{
  CrWalk prediction = cr_walk_begin (&call->operands[0]);
  CrWalk target = cr_walk_begin (&call->operands[1]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      double sum = 0;

      for (gsize entry = 0, n = get_n_entries (call); entry < n; entry++)
        {
          gsize at_p = cr_walk_at (&prediction, entry, example);
          gsize at_t = cr_walk_at (&target, entry, example);

          sum += send (prediction.value[at_p] - target.value[at_t], prediction.gradient[at_p] - target.gradient[at_t]);
        }
      call->result.gradient[example] = factor * sum;
    }
}

static double
square (double difference)
{
  return difference * difference;
}

static double
send_twice (double difference, double gradient)
{
  return gradient * (2 * difference);
}

/* Nothing where there is no difference, even of an infinite gradient. */
static double
send_by_sign (double difference, double gradient)
{
  return difference == 0 ? 0 : gradient * cr_sign (difference);
}

static CR_VECTOR_LOOP void
square_rows (gsize n, double factor, const double *prediction, const double *target, double *restrict result)
{
  for (gsize i = 0; i < n; i++)
    result[i] = factor * ((prediction[i] - target[i]) * (prediction[i] - target[i]));
}

static CR_VECTOR_LOOP void
add_slopes (gsize n, double factor, const double *prediction, const double *target, const double *upstream, double *restrict gradient)
{
  for (gsize i = 0; i < n; i++)
    gradient[i] += upstream[i] * factor * (2 * (prediction[i] - target[i]));
}

static void
squared_error_forward (const CrCall *call)
{
  double factor = cr_call_get_number (call);

  if (cr_both_lie_like_result (call))
    square_rows (call->result.width, factor, call->operands[0].value, call->operands[1].value, call->result.value);
  else
    difference_forward (call, square, factor);
}

static void
squared_error_backward (const CrCall *call)
{
  const CrBlock *prediction = &call->operands[0], *target = &call->operands[1];
  double factor = cr_call_get_number (call);

  if (!cr_both_lie_like_result (call))
    {
      difference_backward (call, send_twice, factor);
      return;
    }
  if (prediction->gradient != NULL)
    add_slopes (call->result.width, factor, prediction->value, target->value, call->result.gradient, prediction->gradient);
  if (target->gradient != NULL)
    add_slopes (call->result.width, -factor, prediction->value, target->value, call->result.gradient, target->gradient);
}

static void
squared_error_tangent (const CrCall *call)
{
  difference_tangent (call, send_twice, cr_call_get_number (call));
}

static void
absolute_error_forward (const CrCall *call)
{
  difference_forward (call, fabs, 1);
}

static void
absolute_error_backward (const CrCall *call)
{
  difference_backward (call, send_by_sign, 1);
}

static void
absolute_error_tangent (const CrCall *call)
{
  difference_tangent (call, send_by_sign, 1);
}

static void
absolute_error_note_choices (const CrCall *call, GArray *choices)
{
  CrWalk prediction = cr_walk_begin (&call->operands[0]);
  CrWalk target = cr_walk_begin (&call->operands[1]);

  for (gsize entry = 0, n = get_n_entries (call); entry < n; entry++)
    for (gsize example = 0; example < call->result.width; example++)
      cr_choices_add_sign (choices, prediction.value[cr_walk_at (&prediction, entry, example)] -
                                          target.value[cr_walk_at (&target, entry, example)]);
}

/* --- binary_cross_entropy, hinge: a score and a label --- */

static gboolean
two_numbers_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  return cr_require_number (_("the score"), operands, n_operands, 0, error) &&
         cr_require_number (_("the label"), operands, n_operands, 1, error);
}

static void
add_to_score (const CrCall *call, gsize example, double gradient)
{
  const CrBlock *score = &call->operands[0];

  if (score->gradient != NULL)
    score->gradient[score->width > 1 ? example : 0] += gradient;
}

/* The score as one against its label: x for t = 0, −x for t = 1. With it softplus(x) − t·x is softplus(x′), without a difference. */
static double
get_score_against_label (const CrCall *call, gsize example, double *sign)
{
  *sign = cr_block_get_number (&call->operands[1], example) > 0 ? -1 : 1;
  return *sign * cr_block_get_number (&call->operands[0], example);
}

static void
binary_cross_entropy_forward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double sign, x = get_score_against_label (call, example, &sign);

      call->result.value[example] = (x > 0 ? x : 0) + log1p (exp (-fabs (x)));
    }
}

static void
binary_cross_entropy_backward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double sign, x = get_score_against_label (call, example, &sign);

      add_to_score (call, example, sign * cr_sigmoid (x) * call->result.gradient[example]);
    }
}

static void
binary_cross_entropy_tangent (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double sign, x = get_score_against_label (call, example, &sign);

      call->result.gradient[example] = sign * cr_sigmoid (x) * cr_block_get_tangent (&call->operands[0], example);
    }
}

static gboolean
hinge_check (const CrCall *call, GError **error)
{
  for (gsize example = 0; example < call->operands[1].width; example++)
    {
      double label = cr_block_get_number (&call->operands[1], example);

      if (label == 1 || label == -1)
        continue;

      g_autofree char *digits = cr_dup_digits (label);

      g_set_error (error, CR_ERROR, CR_ERROR_LABEL, _("the label %s is neither 1 nor −1"), digits);
      return FALSE;
    }
  return TRUE;
}

static double
hinge_margin (const CrCall *call, gsize example)
{
  return cr_call_get_number (call) - cr_block_get_number (&call->operands[1], example) * cr_block_get_number (&call->operands[0], example);
}

static void
hinge_forward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double margin = hinge_margin (call, example);

      call->result.value[example] = margin <= 0 ? 0 : margin;
    }
}

static void
hinge_backward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    if (hinge_margin (call, example) > 0)
      add_to_score (call, example, -cr_block_get_number (&call->operands[1], example) * call->result.gradient[example]);
}

static void
hinge_tangent (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double slope = hinge_margin (call, example) > 0 ? -cr_block_get_number (&call->operands[1], example) : 0;

      call->result.gradient[example] = slope * cr_block_get_tangent (&call->operands[0], example);
    }
}

static void
hinge_note_choices (const CrCall *call, GArray *choices)
{
  for (gsize example = 0; example < call->result.width; example++)
    cr_choices_add_sign (choices, hinge_margin (call, example));
}

/* --- The rows --- */

static const char *const prediction_operands[] = { "prediction", "target", NULL };
static const char *const score_operands[] = { "score", "label", NULL };

static const CrAttributeInfo factor_attributes[] = { CR_NUMBER_ATTRIBUTE ("factor", N_("Factor"), 1) };
static const CrAttributeInfo margin_attributes[] = { CR_NUMBER_ATTRIBUTE ("margin", N_("Margin"), 1) };

#define COMMON .category = CR_CATEGORY_LOSSES, .minimum_operands = 2, .maximum_operands = 2, .range = { -3, 3 }

static const CrGate rows[] = {
  {
      COMMON,
      .name = "squared_error",
      .symbol = "(p−t)^2",
      .title = N_("squared error"),
      .lecture_row = 13,
      .caffe = "EuclideanLoss",
      .formula = "factor · Σ (p − t)²",
      .derivative = "2 · factor · (p − t) · g, and its negative",
      .expansion = CR_STEPS ("difference = sub a b; squares = square difference; total = sum squares; scale #? total"),
      .operand_names = prediction_operands,
      .attributes = factor_attributes,
      .n_attributes = G_N_ELEMENTS (factor_attributes),
      .infer_shape = difference_rule,
      .forward = squared_error_forward,
      .backward = squared_error_backward,
      .tangent = squared_error_tangent,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "absolute_error",
      .symbol = "|p−t|",
      .title = N_("absolute error"),
      .formula = "Σ |p − t|",
      .derivative = "sign(p − t) · g, and its negative",
      .expansion = CR_STEPS ("difference = sub a b; sizes = abs difference; sum sizes"),
      .operand_names = prediction_operands,
      .infer_shape = difference_rule,
      .forward = absolute_error_forward,
      .backward = absolute_error_backward,
      .tangent = absolute_error_tangent,
      .note_choices = absolute_error_note_choices,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "binary_cross_entropy",
      .symbol = "BCE",
      .title = N_("binary cross-entropy"),
      .caffe = "SigmoidCrossEntropyLoss",
      .formula = "ln(1 + eˣ) − t · x",
      .derivative = "(σ(x) − t) · g",
      .operand_names = score_operands,
      .infer_shape = two_numbers_rule,
      .forward = binary_cross_entropy_forward,
      .backward = binary_cross_entropy_backward,
      .tangent = binary_cross_entropy_tangent,
      .label = 1,
  },
  {
      COMMON,
      .name = "hinge",
      .symbol = "hinge",
      .title = N_("hinge loss"),
      .caffe = "HingeLoss",
      .formula = "max(0, margin − label · score)",
      .derivative = "−label · g where the margin is violated, else 0",
      .operand_names = score_operands,
      .attributes = margin_attributes,
      .n_attributes = G_N_ELEMENTS (margin_attributes),
      .infer_shape = two_numbers_rule,
      .check = hinge_check,
      .forward = hinge_forward,
      .backward = hinge_backward,
      .tangent = hinge_tangent,
      .note_choices = hinge_note_choices,
      .label = 1,
  },
};

const CrGatePart cr_gates_losses = { rows, G_N_ELEMENTS (rows) };
