/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the gate table share: the parts of the table, shape rules, and the walk over operands of different shapes. */
#pragma once

#include "cr-error.h"
#include "cr-expansion-private.h"
#include "cr-gate-simple.h"
#include "cr-node.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_BEGIN_DECLS

/* The table in its parts, each an array of @n rows. */
typedef struct
{
  const CrGate *gates;
  guint n_gates;
} CrGatePart;

extern const CrGatePart cr_gates_sources;
extern const CrGatePart cr_gates_arithmetic;
extern const CrGatePart cr_gates_choices;
extern const CrGatePart cr_gates_functions;
extern const CrGatePart cr_gates_activations;
extern const CrGatePart cr_gates_linear_algebra;
extern const CrGatePart cr_gates_reductions;
extern const CrGatePart cr_gates_units;
extern const CrGatePart cr_gates_losses;
extern const CrGatePart cr_gates_class_losses;

/* An attribute that takes any number. */
#define CR_NUMBER_ATTRIBUTE(name_, title_, standard_)                                                                          \
  {                                                                                                                            \
    .name = name_, .title = title_, .kind = CR_ATTRIBUTE_NUMBER, .standard = standard_, .minimum = -G_MAXDOUBLE,               \
    .maximum = G_MAXDOUBLE                                                                                                     \
  }

/* Shape rules; each gives the result's shape or an error that names the shapes. */
gboolean cr_shape_rule_same (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error);
gboolean cr_shape_rule_first (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error);
gboolean cr_shape_rule_number (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error);

/* Fails unless operand @i of @n_operands is n×1 (or 1×1, respectively); @what names it. The message names the shapes of all. */
gboolean cr_require_column (const char *what, const CrShape *operands, guint n_operands, guint i, GError **error);
/* A number with all its digits, as few as name it and no other, for messages: "1.0000001" where "%g" says "1". Free with g_free(). */
char *cr_dup_digits (double number);

gboolean cr_require_number (const char *what, const CrShape *operands, guint n_operands, guint i, GError **error);

/**
 * CrWalk:
 *
 * How to walk over an operand beside the result: a number goes with any shape, and what depends on no data with any batch.
 * Entry e of example b lies at e·entry_step + b·example_step.
 */
typedef struct
{
  const double *value;
  double *gradient;
  gsize entry_step;
  gsize example_step;
} CrWalk;

static inline CrWalk
cr_walk_begin (const CrBlock *operand)
{
  return (CrWalk) {
    .value = operand->value,
    .gradient = operand->gradient,
    .entry_step = cr_shape_is_number (operand->shape) ? 0 : operand->width,
    .example_step = operand->width == 1 ? 0 : 1,
  };
}

static inline gsize
cr_walk_at (const CrWalk *walk, gsize entry, gsize example)
{
  return entry * walk->entry_step + example * walk->example_step;
}

/* Walks over every number of the result: all examples of an entry, then those of the next. */
#define CR_FOR_EACH_NUMBER(call, entry, example)                                                                               \
  for (gsize entry = 0, n_entries_ = cr_shape_get_size ((call)->result.shape); entry < n_entries_; entry++)                    \
    for (gsize example = 0; example < (call)->result.width; example++)

static inline gsize
cr_block_get_size (const CrBlock *block)
{
  return cr_shape_get_size (block->shape) * block->width;
}

/* The first number that a block holds for an example. */
static inline double
cr_block_get_number (const CrBlock *block, gsize example)
{
  return block->value[block->width > 1 ? example : 0];
}

/* The same of the tangents that lie in the place of gradients. */
static inline double
cr_block_get_tangent (const CrBlock *block, gsize example)
{
  return block->gradient[block->width > 1 ? example : 0];
}

/* Whether the operand's numbers lie as the result's do: same shape, same width. */
static inline gboolean
cr_lies_like_result (const CrCall *call, guint operand)
{
  const CrBlock *block = &call->operands[operand];

  return block->width == call->result.width && cr_shape_equal (block->shape, call->result.shape);
}

static inline gboolean
cr_both_lie_like_result (const CrCall *call)
{
  return call->n_operands == 2 && cr_lies_like_result (call, 0) && cr_lies_like_result (call, 1);
}

/* The gate's first attribute: factor, offset, exponent, alpha, margin; 0 where it has none. */
static inline double
cr_call_get_number (const CrCall *call)
{
  if (call->gate->n_attributes == 0)
    return 0;
  return call->node->attributes[0].is_set ? call->node->attributes[0].number : call->gate->attributes[0].standard;
}

/* tangent() of one-operand elementwise gates: slope × tangent. */
void cr_tangent_by_slope (const CrCall *call);

/* tangent() of gates that are linear in their operands: what forward makes of the tangents. */
void cr_tangent_linear (const CrCall *call);

/* tangent() of the units. */
void cr_tangent_neuron (const CrCall *call);
void cr_tangent_maxout (const CrCall *call);
void cr_tangent_dense (const CrCall *call);

/**
 * CrSum:
 *
 * A sum that adds up what rounding takes away from it as well, so that thousands of terms come out as exactly as two: right to an ulp
 * where they do not cancel. Begin with zeros. Source: Ogita, Rump and Oishi 2005, "Accurate sum and dot product", algorithm Sum2.
 */
typedef struct
{
  double sum;
  double rest;
} CrSum;

static inline void
cr_sum_add (CrSum *sum, double term)
{
  double total = sum->sum + term;
  double added = total - sum->sum;

  sum->rest += (sum->sum - (total - added)) + (term - added);
  sum->sum = total;
}

/* What is infinite or not a number has no rest. */
static inline double
cr_sum_get (const CrSum *sum)
{
  return isfinite (sum->sum) ? sum->sum + sum->rest : sum->sum;
}

/* 1, −1 or 0; NaN for NaN, so that what is not defined flows back too. */
static inline double
cr_sign (double x)
{
  return x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x;
}

/**
 * cr_measure_exponentials:
 * @numbers: @n of them, each @step after the one before
 * @largest: (out): the largest; NaN where there is one
 * @rest: (out): Σ e^(x − largest) over all but that one, so that 1 + @rest is the whole sum, and its logarithm keeps its digits where the
 *   rest is small. From both softmax and its kin are made without overflow
 */
void cr_measure_exponentials (const double *numbers, gsize n, gsize step, double *largest, double *rest);

/* A unit's activation, with its alpha; linear (NULL) where there is none. */
typedef struct
{
  const CrGate *gate;
  double alpha;
} CrUnitActivation;

CrUnitActivation cr_unit_get_activation (const CrNode *unit);

/* Whether its slope can be told from its value alone. */
static inline gboolean
cr_unit_activation_has_slope_of_value (CrUnitActivation activation)
{
  return activation.gate == NULL || (activation.gate->products_of_value != NULL && activation.alpha >= 0);
}

/* Notes a choice. */
static inline void
cr_choices_add (GArray *choices, gint64 branch, double distance)
{
  CrChoice choice = { branch, distance };

  g_array_append_val (choices, choice);
}

/* The same for a choice by the sign of @x. */
static inline void
cr_choices_add_sign (GArray *choices, double x)
{
  cr_choices_add (choices, (x > 0) - (x < 0), x);
}

/* Whether a one-operand gate counts as having a kink at 0, with that attribute: ELU does not where α = 1. */
gboolean cr_gate_has_kink (const CrGate *gate, double attribute);

/* note_choices() of one-operand gates with a kink at 0. */
void cr_note_signs (const CrCall *call, GArray *choices);

G_END_DECLS
