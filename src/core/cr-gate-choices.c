/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: max and min, which choose among their operands, number by number. max routes (lecture row 5). */
#include "cr-gate-rows.h"

#include <string.h>

/* Whether @number takes the place of @best; NaN wins, so that undefined values flow on, and of equals the first stays. */
CR_INLINE gboolean
wins (double number, double best, double sign)
{
  return (sign * number > sign * best) | (isnan (number) & !isnan (best));
}

static CR_VECTOR_LOOP void
choice_of_two (gsize n, const double *a, const double *b, double sign, double *restrict result)
{
  for (gsize i = 0; i < n; i++)
    result[i] = wins (b[i], a[i], sign) ? b[i] : a[i];
}

static CR_VECTOR_LOOP void
route_to_first (gsize n, const double *a, const double *b, double sign, const double *upstream, double *gradient)
{
  for (gsize i = 0; i < n; i++)
    gradient[i] += wins (b[i], a[i], sign) ? 0 : upstream[i];
}

static CR_VECTOR_LOOP void
route_to_second (gsize n, const double *a, const double *b, double sign, const double *upstream, double *gradient)
{
  for (gsize i = 0; i < n; i++)
    gradient[i] += wins (b[i], a[i], sign) ? upstream[i] : 0;
}

CR_DEFINE_ROWS_OF_TWO (max, wins (y, x, 1) ? y : x, wins (y, x, 1) ? 0 : g, wins (y, x, 1) ? g : 0)
CR_DEFINE_ROWS_OF_TWO (min, wins (y, x, -1) ? y : x, wins (y, x, -1) ? 0 : g, wins (y, x, -1) ? g : 0)

/* Which operand is chosen at that number of the result. */
static inline guint
choose (const CrCall *call, gsize entry, gsize example, double sign)
{
  guint chosen = 0;
  double best = 0;

  for (guint i = 0; i < call->n_operands; i++)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);
      double number = walk.value[cr_walk_at (&walk, entry, example)];

      if (i > 0 && !wins (number, best, sign))
        continue;
      best = number;
      chosen = i;
    }
  return chosen;
}

static void
choice_forward (const CrCall *call, double sign)
{
  double *result = call->result.value;

  if (cr_both_lie_like_result (call))
    {
      choice_of_two (cr_block_get_size (&call->result), call->operands[0].value, call->operands[1].value, sign, result);
      return;
    }
  CR_FOR_EACH_NUMBER (call, entry, example)
  {
    CrWalk walk = cr_walk_begin (&call->operands[choose (call, entry, example, sign)]);

    *result++ = walk.value[cr_walk_at (&walk, entry, example)];
  }
}

static void
choice_backward (const CrCall *call, double sign)
{
  const double *upstream = call->result.gradient;

  if (cr_both_lie_like_result (call))
    {
      const CrBlock *a = &call->operands[0], *b = &call->operands[1];

      if (a->gradient != NULL)
        route_to_first (cr_block_get_size (&call->result), a->value, b->value, sign, upstream, a->gradient);
      if (b->gradient != NULL)
        route_to_second (cr_block_get_size (&call->result), a->value, b->value, sign, upstream, b->gradient);
      return;
    }
  CR_FOR_EACH_NUMBER (call, entry, example)
  {
    CrWalk walk = cr_walk_begin (&call->operands[choose (call, entry, example, sign)]);

    if (walk.gradient != NULL)
      walk.gradient[cr_walk_at (&walk, entry, example)] += *upstream;
    upstream++;
  }
}

static void
choice_tangent (const CrCall *call, double sign)
{
  double *result = call->result.gradient;

  CR_FOR_EACH_NUMBER (call, entry, example)
  {
    CrWalk walk = cr_walk_begin (&call->operands[choose (call, entry, example, sign)]);

    *result++ = walk.gradient[cr_walk_at (&walk, entry, example)];
  }
}

/* How far the chosen operand is from each of the others. */
static void
note_distances (const CrCall *call, guint chosen, gsize entry, gsize example, GArray *choices)
{
  CrWalk winner = cr_walk_begin (&call->operands[chosen]);
  double best = winner.value[cr_walk_at (&winner, entry, example)];

  for (guint i = 0; i < call->n_operands; i++)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);

      if (i != chosen)
        cr_choices_add (choices, chosen, walk.value[cr_walk_at (&walk, entry, example)] - best);
    }
}

static void
choice_note_choices (const CrCall *call, GArray *choices)
{
  double sign = strcmp (call->gate->name, "max") == 0 ? 1 : -1;

  CR_FOR_EACH_NUMBER (call, entry, example)
  note_distances (call, choose (call, entry, example, sign), entry, example, choices);
}

static void
max_forward (const CrCall *call)
{
  choice_forward (call, 1);
}

static void
max_backward (const CrCall *call)
{
  choice_backward (call, 1);
}

static void
max_tangent (const CrCall *call)
{
  choice_tangent (call, 1);
}

static void
min_forward (const CrCall *call)
{
  choice_forward (call, -1);
}

static void
min_backward (const CrCall *call)
{
  choice_backward (call, -1);
}

static void
min_tangent (const CrCall *call)
{
  choice_tangent (call, -1);
}

/* --- The rows --- */

#define COMMON .category = CR_CATEGORY_ARITHMETIC, .infer_shape = cr_shape_rule_same, .label = CR_NO_LABEL

static const CrGate rows[] = {
  {
      COMMON,
      .name = "max",
      .symbol = "max",
      .title = N_("maximum"),
      .lecture_row = 5,
      .caffe = "Eltwise",
      .formula = "max(a, b, …)",
      .derivative = "g, 0",
      .pattern = N_("max routes: the largest operand gets the whole upstream gradient, the others get 0."),
      .minimum_operands = 2,
      .maximum_operands = G_MAXUINT,
      .forward = max_forward,
      .backward = max_backward,
      CR_ROWS (max),
      .tangent = max_tangent,
      .note_choices = choice_note_choices,
      .range = { -3, 3 },
  },
  {
      COMMON,
      .name = "min",
      .symbol = "min",
      .title = N_("minimum"),
      .formula = "min(a, b, …)",
      .derivative = "g, 0",
      .pattern = N_("min routes: the smallest operand gets the whole upstream gradient, the others get 0."),
      .minimum_operands = 2,
      .maximum_operands = G_MAXUINT,
      .forward = min_forward,
      .backward = min_backward,
      CR_ROWS (min),
      .tangent = min_tangent,
      .note_choices = choice_note_choices,
      .range = { -3, 3 },
  },
};

const CrGatePart cr_gates_choices = { rows, G_N_ELEMENTS (rows) };
