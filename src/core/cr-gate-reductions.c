/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: gates that take all entries of one operand together: sums, norms, softmax. */
#include "cr-gate-private.h"

/* The operand, walked as a function of one example: entry e lies at e·step. */
typedef struct
{
  double *value;
  double *gradient;
  gsize n_entries;
  gsize step;
} Entries;

static Entries
get_entries (const CrBlock *block, gsize example)
{
  return (Entries) {
    .value = block->value + example,
    .gradient = block->gradient != NULL ? block->gradient + example : NULL,
    .n_entries = cr_shape_get_size (block->shape),
    .step = block->width,
  };
}

/* Runs @one on each example: operand and result have the same width, since there is only one operand. */
static void
for_each_example (const CrCall *call, void (*one) (Entries operand, Entries result))
{
  for (gsize example = 0; example < call->result.width; example++)
    one (get_entries (&call->operands[0], example), get_entries (&call->result, example));
}

static void
for_each_example_backward (const CrCall *call, void (*one) (Entries operand, Entries result))
{
  if (call->operands[0].gradient != NULL)
    for_each_example (call, one);
}

/* --- sum, mean --- */

static double
total (Entries operand)
{
  CrSum sum = { 0, 0 };

  for (gsize e = 0; e < operand.n_entries; e++)
    cr_sum_add (&sum, operand.value[e * operand.step]);
  return cr_sum_get (&sum);
}

static void
spread (Entries operand, double gradient)
{
  for (gsize e = 0; e < operand.n_entries; e++)
    operand.gradient[e * operand.step] += gradient;
}

static void
sum_one (Entries operand, Entries result)
{
  *result.value = total (operand);
}

static void
sum_one_backward (Entries operand, Entries result)
{
  spread (operand, *result.gradient);
}

/* Where the sum is out of range the mean may not be. */
static void
mean_one (Entries operand, Entries result)
{
  CrSum sum = { 0, 0 };

  *result.value = total (operand) / operand.n_entries;
  if (isfinite (*result.value))
    return;
  for (gsize e = 0; e < operand.n_entries; e++)
    cr_sum_add (&sum, operand.value[e * operand.step] / operand.n_entries);
  *result.value = cr_sum_get (&sum);
}

static void
mean_one_backward (Entries operand, Entries result)
{
  spread (operand, *result.gradient / operand.n_entries);
}

/* --- sumsq, norm --- */

static void
sumsq_one (Entries operand, Entries result)
{
  CrSum sum = { 0, 0 };

  for (gsize e = 0; e < operand.n_entries; e++)
    cr_sum_add (&sum, operand.value[e * operand.step] * operand.value[e * operand.step]);
  *result.value = cr_sum_get (&sum);
}

static void
add_multiple (Entries operand, double factor)
{
  for (gsize e = 0; e < operand.n_entries; e++)
    operand.gradient[e * operand.step] += factor * operand.value[e * operand.step];
}

static void
sumsq_one_backward (Entries operand, Entries result)
{
  add_multiple (operand, 2 * *result.gradient);
}

static void
sumsq_one_tangent (Entries operand, Entries result)
{
  *result.gradient = 0;
  for (gsize e = 0; e < operand.n_entries; e++)
    *result.gradient += 2 * operand.value[e * operand.step] * operand.gradient[e * operand.step];
}

/* Scaled by the largest entry, so that the squares neither overflow nor vanish. */
static void
norm_one (Entries operand, Entries result)
{
  double largest = 0;
  CrSum sum = { 0, 0 };

  for (gsize e = 0; e < operand.n_entries; e++)
    {
      double size = fabs (operand.value[e * operand.step]);

      if (size > largest || isnan (size))
        largest = size;
    }
  for (gsize e = 0; largest > 0 && isfinite (largest) && e < operand.n_entries; e++)
    {
      double scaled = operand.value[e * operand.step] / largest;

      cr_sum_add (&sum, scaled * scaled);
    }
  *result.value = largest > 0 && isfinite (largest) ? largest * sqrt (cr_sum_get (&sum)) : largest;
}

/* The quotient first: 1/‖x‖ alone may be infinite where x is tiny. */
static void
norm_one_backward (Entries operand, Entries result)
{
  for (gsize e = 0; *result.value != 0 && e < operand.n_entries; e++)
    operand.gradient[e * operand.step] += operand.value[e * operand.step] / *result.value * *result.gradient;
}

static void
norm_one_tangent (Entries operand, Entries result)
{
  *result.gradient = 0;
  for (gsize e = 0; *result.value != 0 && e < operand.n_entries; e++)
    *result.gradient += operand.value[e * operand.step] / *result.value * operand.gradient[e * operand.step];
}

/* The norm has its kink where all entries are 0. Its square is smooth there. */
static void
norm_note_choices (const CrCall *call, GArray *choices)
{
  for (gsize example = 0; example < call->result.width; example++)
    cr_choices_add (choices, 0, call->result.value[example] * call->result.value[example]);
}

/* --- softmax and its kin --- */

void
cr_measure_exponentials (const double *numbers, gsize n, gsize step, double *largest, double *rest)
{
  gsize first = 0;

  *largest = numbers[0];
  *rest = 0;
  for (gsize i = 1; i < n; i++)
    {
      double x = numbers[i * step];

      if (!(x > *largest || isnan (x)))
        continue;
      *largest = x;
      first = i;
    }
  for (gsize i = 0; i < n; i++)
    if (i != first)
      *rest += exp (numbers[i * step] - *largest);
  if (!isfinite (*largest))
    *rest += *largest - *largest; /* NaN, as the largest's own part would be */
}

static void
measure (Entries operand, double *largest, double *rest)
{
  cr_measure_exponentials (operand.value, operand.n_entries, operand.step, largest, rest);
}

static void
softmax_one (Entries operand, Entries result)
{
  double largest, rest;

  measure (operand, &largest, &rest);
  for (gsize e = 0; e < operand.n_entries; e++)
    result.value[e * result.step] = exp (operand.value[e * operand.step] - largest) / (1 + rest);
}

static void
softmax_one_backward (Entries operand, Entries result)
{
  double weighted = 0;

  for (gsize e = 0; e < result.n_entries; e++)
    weighted += result.gradient[e * result.step] * result.value[e * result.step];
  for (gsize e = 0; e < result.n_entries; e++)
    operand.gradient[e * operand.step] += result.value[e * result.step] * (result.gradient[e * result.step] - weighted);
}

static void
softmax_one_tangent (Entries operand, Entries result)
{
  double weighted = 0;

  for (gsize e = 0; e < result.n_entries; e++)
    weighted += result.value[e * result.step] * operand.gradient[e * operand.step];
  for (gsize e = 0; e < result.n_entries; e++)
    result.gradient[e * result.step] = result.value[e * result.step] * (operand.gradient[e * operand.step] - weighted);
}

static void
log_softmax_one (Entries operand, Entries result)
{
  double largest, rest;

  measure (operand, &largest, &rest);
  for (gsize e = 0; e < operand.n_entries; e++)
    result.value[e * result.step] = operand.value[e * operand.step] - largest - log1p (rest);
}

/* g − p·Σg, as (1 − p)·g − p·(the sum of the others), for p may be nearly 1. */
static void
log_softmax_one_backward (Entries operand, Entries result)
{
  double upstream = 0;

  for (gsize e = 0; e < result.n_entries; e++)
    upstream += result.gradient[e * result.step];
  for (gsize e = 0; e < result.n_entries; e++)
    {
      double y = result.value[e * result.step], g = result.gradient[e * result.step];

      operand.gradient[e * operand.step] += -expm1 (y) * g - exp (y) * (upstream - g);
    }
}

static void
log_softmax_one_tangent (Entries operand, Entries result)
{
  double weighted = 0;

  for (gsize e = 0; e < result.n_entries; e++)
    weighted += exp (result.value[e * result.step]) * operand.gradient[e * operand.step];
  for (gsize e = 0; e < result.n_entries; e++)
    {
      double y = result.value[e * result.step], tangent = operand.gradient[e * operand.step];

      result.gradient[e * result.step] = -expm1 (y) * tangent - (weighted - exp (y) * tangent);
    }
}

static void
logsumexp_one (Entries operand, Entries result)
{
  double largest, rest;

  measure (operand, &largest, &rest);
  *result.value = isinf (largest) ? largest : largest + log1p (rest);
}

/* By softmax, since x − ln Σ eˣ has lost its digits where x is large. */
static void
logsumexp_one_backward (Entries operand, Entries result)
{
  double largest, rest;

  measure (operand, &largest, &rest);
  for (gsize e = 0; e < operand.n_entries; e++)
    operand.gradient[e * operand.step] += exp (operand.value[e * operand.step] - largest) / (1 + rest) * *result.gradient;
}

static void
logsumexp_one_tangent (Entries operand, Entries result)
{
  double largest, rest;

  measure (operand, &largest, &rest);
  *result.gradient = 0;
  for (gsize e = 0; e < operand.n_entries; e++)
    *result.gradient += exp (operand.value[e * operand.step] - largest) / (1 + rest) * operand.gradient[e * operand.step];
}

static gboolean
column_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = operands[0];
  return cr_require_column (_("the operand"), operands, n_operands, 0, error);
}

static gboolean
column_to_number_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  return cr_require_column (_("the operand"), operands, n_operands, 0, error);
}

#define DEFINE_REDUCTION(name)                                                                                                 \
  static void name##_forward (const CrCall *call)                                                                              \
  {                                                                                                                            \
    for_each_example (call, name##_one);                                                                                       \
  }                                                                                                                            \
  static void name##_backward (const CrCall *call)                                                                             \
  {                                                                                                                            \
    for_each_example_backward (call, name##_one_backward);                                                                     \
  }

#define DEFINE_TANGENT(name)                                                                                                   \
  static void name##_tangent (const CrCall *call)                                                                              \
  {                                                                                                                            \
    for_each_example (call, name##_one_tangent);                                                                               \
  }

DEFINE_REDUCTION (sum)
DEFINE_REDUCTION (mean)
DEFINE_REDUCTION (sumsq)
DEFINE_REDUCTION (norm)
DEFINE_REDUCTION (softmax)
DEFINE_REDUCTION (log_softmax)
DEFINE_REDUCTION (logsumexp)
DEFINE_TANGENT (sumsq)
DEFINE_TANGENT (norm)
DEFINE_TANGENT (softmax)
DEFINE_TANGENT (log_softmax)
DEFINE_TANGENT (logsumexp)

#define REDUCTION(name_, rule)                                                                                                 \
  .name = #name_, .category = CR_CATEGORY_LINEAR_ALGEBRA, .minimum_operands = 1, .maximum_operands = 1, .infer_shape = rule,   \
  .forward = name_##_forward, .backward = name_##_backward, .label = CR_NO_LABEL, .range = { -3, 3 }

static const CrGate rows[] = {
  {
      REDUCTION (sum, cr_shape_rule_number),
      .tangent = cr_tangent_linear,
      .symbol = "Σ",
      .title = N_("sum of all entries"),
      .lecture_row = 9,
      .caffe = "Reduction",
      .formula = "Σ xᵢⱼ",
      .derivative = "g to every entry",
      .pattern = N_("sum distributes: every entry gets the upstream gradient as it is."),
  },
  {
      REDUCTION (mean, cr_shape_rule_number),
      .tangent = cr_tangent_linear,
      .symbol = "mean",
      .title = N_("mean of all entries"),
      .lecture_row = 14,
      .caffe = "Reduction",
      .formula = "Σ xᵢⱼ / n",
      .derivative = "g / n to every entry",
      .expansion = CR_STEPS ("total = sum a; scale 1/n total"),
  },
  {
      REDUCTION (sumsq, cr_shape_rule_number),
      .tangent = sumsq_tangent,
      .symbol = "‖·‖^2",
      .title = N_("sum of squares"),
      .lecture_row = 9,
      .caffe = "Reduction",
      .formula = "Σ xᵢⱼ²",
      .derivative = "2x · g",
      .expansion = CR_STEPS ("squares = square a; sum squares"),
  },
  {
      REDUCTION (norm, cr_shape_rule_number),
      .tangent = norm_tangent,
      .symbol = "‖·‖",
      .title = N_("norm"),
      .formula = "√Σ xᵢⱼ²",
      .derivative = "x / ‖x‖ · g, 0 at 0",
      .expansion = CR_STEPS ("squares = sumsq a; sqrt squares"),
      .note_choices = norm_note_choices,
  },
  {
      REDUCTION (softmax, column_rule),
      .tangent = softmax_tangent,
      .symbol = "softmax",
      .title = N_("softmax"),
      .lecture_row = 12,
      .caffe = "Softmax",
      .formula = "eˣⁱ / Σ eˣʲ",
      .derivative = "yᵢ · (gᵢ − Σ gⱼ yⱼ)",
      .expansion = CR_STEPS ("e = exp a; total = sum e; div e total"),
  },
  {
      REDUCTION (log_softmax, column_rule),
      .tangent = log_softmax_tangent,
      .symbol = "ln softmax",
      .title = N_("logarithm of softmax"),
      .lecture_row = 12,
      .formula = "xᵢ − ln Σ eˣʲ",
      .derivative = "gᵢ − softmax(x)ᵢ · Σ gⱼ",
      .expansion = CR_STEPS ("l = logsumexp a; sub a l"),
  },
  {
      REDUCTION (logsumexp, column_to_number_rule),
      .tangent = logsumexp_tangent,
      .symbol = "lnΣe^x",
      .title = N_("logarithm of the sum of exponentials"),
      .lecture_row = 12,
      .formula = "ln Σ eˣʲ",
      .derivative = "softmax(x) · g",
      .expansion = CR_STEPS ("e = exp a; total = sum e; log total"),
  },
};

const CrGatePart cr_gates_reductions = { rows, G_N_ELEMENTS (rows) };
