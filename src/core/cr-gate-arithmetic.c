/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: sums, products, quotients — elementwise, with numbers going with any shape.
 *
 * Two of the patterns of backward flow (lecture row 5): add distributes, mul switches.
 */
#include "cr-gate-rows.h"

/* --- Loops over operands that lie like the result --- */

static CR_VECTOR_LOOP void
add_multiple (gsize n, double factor, const double *numbers, double *target)
{
  for (gsize i = 0; i < n; i++)
    target[i] += factor * numbers[i];
}

static CR_VECTOR_LOOP void
sum_of_two (gsize n, const double *a, double factor, const double *b, double *restrict result)
{
  for (gsize i = 0; i < n; i++)
    result[i] = a[i] + factor * b[i];
}

static CR_VECTOR_LOOP void
product_of_two (gsize n, const double *a, const double *b, double *restrict result)
{
  for (gsize i = 0; i < n; i++)
    result[i] = a[i] * b[i];
}

static CR_VECTOR_LOOP void
add_product (gsize n, const double *a, const double *b, double *target)
{
  for (gsize i = 0; i < n; i++)
    target[i] += a[i] * b[i];
}

/* --- add, sub --- */

/* result = Σ sign of operand × operand; the sign is +1 but for sub's second. */
static void
sum_forward (const CrCall *call, double later_sign)
{
  double *result = call->result.value;

  if (cr_both_lie_like_result (call))
    {
      sum_of_two (cr_block_get_size (&call->result), call->operands[0].value, later_sign, call->operands[1].value, result);
      return;
    }
  for (guint i = 0; i < call->n_operands; i++)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);
      double sign = i == 0 ? 1 : later_sign;
      gsize at = 0;

      CR_FOR_EACH_NUMBER (call, entry, example)
      {
        double term = sign * walk.value[cr_walk_at (&walk, entry, example)];

        result[at] = i == 0 ? term : result[at] + term;
        at++;
      }
    }
}

static void
sum_backward (const CrCall *call, double later_sign)
{
  const double *upstream = call->result.gradient;

  for (guint i = 0; i < call->n_operands; i++)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);
      double sign = i == 0 ? 1 : later_sign;
      gsize at = 0;

      if (walk.gradient == NULL)
        continue;
      if (cr_lies_like_result (call, i))
        {
          add_multiple (cr_block_get_size (&call->result), sign, upstream, walk.gradient);
          continue;
        }
      CR_FOR_EACH_NUMBER (call, entry, example)
      walk.gradient[cr_walk_at (&walk, entry, example)] += sign * upstream[at++];
    }
}

static void
add_forward (const CrCall *call)
{
  sum_forward (call, 1);
}

static void
add_backward (const CrCall *call)
{
  sum_backward (call, 1);
}

static void
sub_forward (const CrCall *call)
{
  sum_forward (call, -1);
}

static void
sub_backward (const CrCall *call)
{
  sum_backward (call, -1);
}

/* --- mul --- */

/* With more than two operands forward keeps the products of operands 0 … i − 1, for each i ≥ 1, so that backward needs no division
 * and is right where an operand is 0. */
static gsize
mul_n_kept (const CrNode *node, CrShape result)
{
  return node->n_operands > 2 ? (node->n_operands - 1) * cr_shape_get_size (result) : 0;
}

static void
mul_forward (const CrCall *call)
{
  double *result = call->result.value;
  gsize size = cr_block_get_size (&call->result);

  if (cr_both_lie_like_result (call))
    {
      product_of_two (size, call->operands[0].value, call->operands[1].value, result);
      return;
    }
  for (guint i = 0; i < call->n_operands; i++)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);
      double *before = i > 0 && call->n_operands > 2 ? call->kept + (i - 1) * size : NULL;
      gsize at = 0;

      CR_FOR_EACH_NUMBER (call, entry, example)
      {
        double factor = walk.value[cr_walk_at (&walk, entry, example)];

        if (before != NULL)
          before[at] = result[at];
        result[at] = i == 0 ? factor : result[at] * factor;
        at++;
      }
    }
}

static void
mul_backward_two (const CrCall *call)
{
  CrWalk a = cr_walk_begin (&call->operands[0]);
  CrWalk b = cr_walk_begin (&call->operands[1]);
  const double *upstream = call->result.gradient;

  if (cr_both_lie_like_result (call))
    {
      if (a.gradient != NULL)
        add_product (cr_block_get_size (&call->result), upstream, b.value, a.gradient);
      if (b.gradient != NULL)
        add_product (cr_block_get_size (&call->result), upstream, a.value, b.gradient);
      return;
    }
  CR_FOR_EACH_NUMBER (call, entry, example)
  {
    gsize at_a = cr_walk_at (&a, entry, example);
    gsize at_b = cr_walk_at (&b, entry, example);
    double g = *upstream++;

    if (a.gradient != NULL)
      a.gradient[at_a] += g * b.value[at_b];
    if (b.gradient != NULL)
      b.gradient[at_b] += g * a.value[at_a];
  }
}

/* One number of the result: from the last operand to the first, with the product of those behind it. */
static void
mul_backward_number (const CrCall *call, gsize entry, gsize example)
{
  gsize size = cr_block_get_size (&call->result);
  gsize at = entry * call->result.width + example;
  double g_times_behind = call->result.gradient[at];

  for (guint i = call->n_operands; i-- > 0;)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);
      gsize place = cr_walk_at (&walk, entry, example);
      double before = i > 0 ? call->kept[(i - 1) * size + at] : 1;

      if (walk.gradient != NULL)
        walk.gradient[place] += g_times_behind * before;
      g_times_behind *= walk.value[place];
    }
}

static void
mul_backward (const CrCall *call)
{
  if (call->n_operands == 2)
    {
      mul_backward_two (call);
      return;
    }
  CR_FOR_EACH_NUMBER (call, entry, example)
  mul_backward_number (call, entry, example);
}

/* The product rule, operand by operand. */
static void
mul_tangent (const CrCall *call)
{
  double *result = call->result.gradient;

  CR_FOR_EACH_NUMBER (call, entry, example)
  {
    double product = 1, tangent = 0;

    for (guint i = 0; i < call->n_operands; i++)
      {
        CrWalk walk = cr_walk_begin (&call->operands[i]);
        gsize at = cr_walk_at (&walk, entry, example);

        tangent = tangent * walk.value[at] + product * walk.gradient[at];
        product *= walk.value[at];
      }
    *result++ = tangent;
  }
}

CR_DEFINE_ROWS_OF_TWO (add, x + y, g, g)
CR_DEFINE_ROWS_OF_TWO (sub, x - y, g, -g)
CR_DEFINE_ROWS_OF_TWO (mul, x *y, g *y, g *x)

/* --- div --- */

static void
div_forward (const CrCall *call)
{
  CrWalk a = cr_walk_begin (&call->operands[0]);
  CrWalk b = cr_walk_begin (&call->operands[1]);
  double *result = call->result.value;

  CR_FOR_EACH_NUMBER (call, entry, example)
  *result++ = a.value[cr_walk_at (&a, entry, example)] / b.value[cr_walk_at (&b, entry, example)];
}

/* −g·a/b², right wherever that is in range, though b² or one of the quotients be not. */
static double
divisor_gradient (double g, double a, double b)
{
  double g_by_b = g / b, a_by_b = a / b;
  int g_power, a_power, b_power;

  if (isnormal (g_by_b) && isnormal (a_by_b))
    return -(g_by_b * a_by_b);
  g = frexp (g, &g_power);
  a = frexp (a, &a_power);
  b = frexp (b, &b_power);
  return -ldexp (g * a / (b * b), g_power + a_power - 2 * b_power);
}

static void
div_backward (const CrCall *call)
{
  CrWalk a = cr_walk_begin (&call->operands[0]);
  CrWalk b = cr_walk_begin (&call->operands[1]);
  const double *upstream = call->result.gradient;

  CR_FOR_EACH_NUMBER (call, entry, example)
  {
    gsize at_a = cr_walk_at (&a, entry, example);
    gsize at_b = cr_walk_at (&b, entry, example);
    double divisor = b.value[at_b];
    double g = *upstream++;

    if (a.gradient != NULL)
      a.gradient[at_a] += g / divisor;
    if (b.gradient != NULL)
      b.gradient[at_b] += divisor_gradient (g, a.value[at_a], divisor);
  }
}

static void
div_tangent (const CrCall *call)
{
  CrWalk a = cr_walk_begin (&call->operands[0]);
  CrWalk b = cr_walk_begin (&call->operands[1]);
  double *result = call->result.gradient;

  CR_FOR_EACH_NUMBER (call, entry, example)
  {
    gsize at_a = cr_walk_at (&a, entry, example);
    gsize at_b = cr_walk_at (&b, entry, example);
    double divisor = b.value[at_b];

    *result++ = a.gradient[at_a] / divisor + divisor_gradient (b.gradient[at_b], a.value[at_a], divisor);
  }
}

CR_DEFINE_ROWS_OF_TWO (div, x / y, g / y, divisor_gradient (g, x, y))

/* --- The rows --- */

#define COMMON .category = CR_CATEGORY_ARITHMETIC, .infer_shape = cr_shape_rule_same, .label = CR_NO_LABEL

static const CrGate rows[] = {
  {
      COMMON,
      .name = "add",
      .symbol = "+",
      .title = N_("add"),
      .lecture_row = 1,
      .caffe = "Eltwise",
      .formula = "a + b + …",
      .derivative = "g, g, …",
      .pattern = N_("add distributes: every operand gets the upstream gradient as it is."),
      .minimum_operands = 2,
      .maximum_operands = G_MAXUINT,
      .forward = add_forward,
      .backward = add_backward,
      CR_ROWS (add),
      .tangent = cr_tangent_linear,
      .range = { -3, 3 },
  },
  {
      COMMON,
      .name = "sub",
      .symbol = "−",
      .title = N_("subtract"),
      .lecture_row = 12,
      .caffe = "Eltwise",
      .formula = "a − b",
      .derivative = "g, −g",
      .expansion = CR_STEPS ("minus = neg b; add a minus"),
      .pattern = N_("sub distributes, with the sign turned for the second operand."),
      .minimum_operands = 2,
      .maximum_operands = 2,
      .forward = sub_forward,
      .backward = sub_backward,
      CR_ROWS (sub),
      .tangent = cr_tangent_linear,
      .range = { -3, 3 },
  },
  {
      COMMON,
      .name = "mul",
      .symbol = "×",
      .title = N_("multiply"),
      .lecture_row = 1,
      .caffe = "Eltwise",
      .formula = "a · b · …",
      .derivative = "g · b, g · a",
      .pattern = N_("mul switches: each operand gets the upstream gradient times the other operands."),
      .minimum_operands = 2,
      .maximum_operands = G_MAXUINT,
      .n_kept = mul_n_kept,
      .forward = mul_forward,
      .backward = mul_backward,
      CR_ROWS (mul),
      .tangent = mul_tangent,
      .range = { -3, 3 },
  },
  {
      COMMON,
      .name = "div",
      .symbol = "÷",
      .title = N_("divide"),
      .formula = "a / b",
      .derivative = "g / b, −g · a / b²",
      .domain = "b ≠ 0",
      .expansion = CR_STEPS ("inverse = reciprocal b; mul a inverse"),
      .minimum_operands = 2,
      .maximum_operands = 2,
      .forward = div_forward,
      .backward = div_backward,
      CR_ROWS (div),
      .tangent = div_tangent,
      .range = { 0.5, 3 },
  },
};

const CrGatePart cr_gates_arithmetic = { rows, G_N_ELEMENTS (rows) };
