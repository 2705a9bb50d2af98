/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimizers: one step over a flat vector of parameters, as PyTorch defines them.
 *
 * How this works: each method is one loop that a compiler turns into vector instructions, once for each kind of penalty. A step writes the
 * old parameters and the new moments to other places, so that one that leads out of the finite numbers can be taken back.
 */
#include "cr-optimizer.h"

#include "cr-vector-math.h"

#include <float.h>
#include <string.h>

guint
cr_optimizer_get_n_moments (CrMethod method)
{
  static const guint n_moments[] = {
    [CR_METHOD_SGD] = 0, [CR_METHOD_MOMENTUM] = 1, [CR_METHOD_RMSPROP] = 1, [CR_METHOD_ADAM] = 2
  };

  return n_moments[method];
}

/* What the step descends along: the gradient with the penalty's. */
CR_INLINE double
get_slope (const CrDescent *descent, CrPenalty penalty, gsize i)
{
  double slope = descent->gradients[i] * descent->scale;
  double w = descent->values[i];

  if (penalty == CR_PENALTY_L2)
    slope += descent->pull[i] * w;
  else if (penalty == CR_PENALTY_L1)
    slope += descent->pull[i] * ((w > 0) - (w < 0));
  return slope;
}

/* Moves parameter @i; 1 where it is no longer finite. */
CR_INLINE gint64
move (const CrDescent *descent, double *restrict values, double *restrict before, gsize i, double by)
{
  double after = values[i] - by;

  before[i] = values[i];
  values[i] = after;
  return !(fabs (after) <= DBL_MAX);
}

CR_INLINE gint64
run_sgd (const CrDescent *d, double rate, CrPenalty penalty)
{
  gint64 lost = 0;

  for (gsize i = 0; i < d->n; i++)
    lost |= move (d, d->values, d->before, i, rate * get_slope (d, penalty, i));
  return lost;
}

CR_INLINE gint64
run_momentum (const CrDescent *d, double rate, double momentum, CrPenalty penalty)
{
  const double *before = d->moments;
  double *restrict after = d->moments_after;
  gint64 lost = 0;

  for (gsize i = 0; i < d->n; i++)
    {
      after[i] = momentum * before[i] + get_slope (d, penalty, i);
      lost |= move (d, d->values, d->before, i, rate * after[i]);
    }
  return lost;
}

CR_INLINE gint64
run_rmsprop (const CrDescent *d, double rate, double decay, double epsilon, CrPenalty penalty)
{
  const double *before = d->moments;
  double *restrict after = d->moments_after;
  gint64 lost = 0;

  for (gsize i = 0; i < d->n; i++)
    {
      double slope = get_slope (d, penalty, i);

      after[i] = decay * before[i] + (1 - decay) * slope * slope;
      lost |= move (d, d->values, d->before, i, rate * slope / (sqrt (after[i]) + epsilon));
    }
  return lost;
}

CR_INLINE gint64
run_adam (const CrDescent *d, const CrOptimizer *o, CrPenalty penalty)
{
  const double *first = d->moments, *second = d->moments + d->n;
  double *restrict first_after = d->moments_after, *restrict second_after = d->moments_after + d->n;
  double beta1 = o->beta1, beta2 = o->beta2, epsilon = o->epsilon;
  double rate = o->learning_rate / (1 - pow (beta1, d->step));
  double spread = sqrt (1 - pow (beta2, d->step));
  gint64 lost = 0;

  for (gsize i = 0; i < d->n; i++)
    {
      double slope = get_slope (d, penalty, i);

      first_after[i] = beta1 * first[i] + (1 - beta1) * slope;
      second_after[i] = beta2 * second[i] + (1 - beta2) * slope * slope;
      lost |= move (d, d->values, d->before, i, rate * first_after[i] / (sqrt (second_after[i]) / spread + epsilon));
    }
  return lost;
}

/* A loop for each penalty, so that none asks which it is. */
#define FOR_EACH_PENALTY(run, ...)                                                                                             \
  (descent->penalty == CR_PENALTY_NONE ? run (descent, __VA_ARGS__, CR_PENALTY_NONE)                                           \
   : descent->penalty == CR_PENALTY_L1 ? run (descent, __VA_ARGS__, CR_PENALTY_L1)                                             \
                                       : run (descent, __VA_ARGS__, CR_PENALTY_L2))

static CR_VECTOR_LOOP gint64
step_sgd (const CrDescent *descent, const CrOptimizer *o)
{
  return FOR_EACH_PENALTY (run_sgd, o->learning_rate);
}

static CR_VECTOR_LOOP gint64
step_momentum (const CrDescent *descent, const CrOptimizer *o)
{
  return FOR_EACH_PENALTY (run_momentum, o->learning_rate, o->momentum);
}

static CR_VECTOR_LOOP gint64
step_rmsprop (const CrDescent *descent, const CrOptimizer *o)
{
  return FOR_EACH_PENALTY (run_rmsprop, o->learning_rate, o->decay, o->epsilon);
}

static CR_VECTOR_LOOP gint64
step_adam (const CrDescent *descent, const CrOptimizer *o)
{
  return FOR_EACH_PENALTY (run_adam, o);
}

gboolean
cr_optimizer_step (const CrOptimizer *optimizer, const CrDescent *descent)
{
  switch (optimizer->method)
    {
    case CR_METHOD_SGD:
      return step_sgd (descent, optimizer) == 0;
    case CR_METHOD_MOMENTUM:
      return step_momentum (descent, optimizer) == 0;
    case CR_METHOD_RMSPROP:
      return step_rmsprop (descent, optimizer) == 0;
    case CR_METHOD_ADAM:
      return step_adam (descent, optimizer) == 0;
    }
  g_assert_not_reached ();
}

void
cr_optimizer_take_back (const CrDescent *descent)
{
  memcpy (descent->values, descent->before, descent->n * sizeof (double));
}

double
cr_penalty_measure (CrPenalty penalty, const double *values, const double *pull, gsize n)
{
  double sum = 0;

  if (penalty == CR_PENALTY_NONE)
    return 0;
  for (gsize i = 0; i < n; i++)
    sum += pull[i] * (penalty == CR_PENALTY_L1 ? fabs (values[i]) : values[i] * values[i] / 2);
  return sum;
}
