/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimizers: one step over a flat vector of parameters, as PyTorch defines them. */
#pragma once

#include "cr-training.h"

G_BEGIN_DECLS

/**
 * CrDescent: one step about to be made.
 * @n: parameters
 * @values: (inout): the parameters
 * @before: (out): what they were
 * @gradients: ∂(sum of the batch's losses)/∂parameter
 * @scale: what the gradients are multiplied by: 1/batch for a mean
 * @pull: the rate of the penalty for each parameter; 0 for those that it does not count. Not read where @penalty is none
 * @penalty: l1 adds pull·sign(w) to the gradient, l2 pull·w
 * @moments: what the method remembers of earlier steps: cr_optimizer_get_n_moments() × @n numbers, 0 at first
 * @moments_after: (out): the same after this step; not @moments itself, so that a step can be taken back
 * @step: steps with these moments, this one counted: 1 for the first
 */
typedef struct
{
  gsize n;
  double *values;
  double *before;
  const double *gradients;
  double scale;
  const double *pull;
  CrPenalty penalty;
  const double *moments;
  double *moments_after;
  guint64 step;
} CrDescent;

/* How many numbers a parameter the method remembers: 0 for sgd, 1 for momentum and rmsprop, 2 for adam. */
guint cr_optimizer_get_n_moments (CrMethod method);

/**
 * cr_optimizer_step:
 *
 * With g = scale·gradient + penalty and r the learning rate (torch.optim.SGD, RMSprop, Adam):
 *
 * - sgd: w −= r·g
 * - momentum: v = momentum·v + g; w −= r·v
 * - rmsprop: s = decay·s + (1 − decay)·g²; w −= r·g / (√s + ε)
 * - adam: m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w −= r/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
 *
 * One loop, nothing allocated.
 *
 * Returns: whether all parameters are finite
 */
gboolean cr_optimizer_step (const CrOptimizer *optimizer, const CrDescent *descent);

/* Puts back what the parameters were before that step. */
void cr_optimizer_take_back (const CrDescent *descent);

/* λ·Σ|w| or λ/2·Σw², with each parameter's own rate. */
double cr_penalty_measure (CrPenalty penalty, const double *values, const double *pull, gsize n);

G_END_DECLS
