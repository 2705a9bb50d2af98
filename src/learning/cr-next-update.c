/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the next step of training would make of a tape's parameters. */
#include "cr-next-update.h"

#include "cr-optimizer.h"

/* The rate of the penalty for each parameter. */
static double *
new_pull (const CrTapeParameters *parameters, double rate)
{
  double *pull = g_new0 (double, parameters->n);

  for (guint i = 0; i < parameters->n_parts; i++)
    for (gsize j = 0; parameters->parts[i].decays && j < cr_shape_get_size (parameters->parts[i].shape); j++)
      pull[parameters->parts[i].offset + j] = rate;
  return pull;
}

static gboolean
has_gradients (CrTape *tape)
{
  CrKey output = cr_tape_get_output (tape, NULL);
  CrNumbers gradient;

  return output != CR_KEY_NONE && cr_tape_get_gradient (tape, output, &gradient);
}

double *
cr_next_update_find (CrTape *tape)
{
  const CrTraining *training = cr_graph_get_parts (cr_tape_get_graph (tape))->training;
  CrTapeParameters parameters;
  g_autofree double *values = NULL;
  g_autofree double *before = NULL;
  g_autofree double *pull = NULL;
  g_autofree double *moments = NULL;
  g_autofree double *moments_after = NULL;
  gsize n_moments;

  if (training == NULL || !has_gradients (tape))
    return NULL;
  cr_tape_get_parameters (tape, &parameters);
  if (parameters.n == 0)
    return NULL;
  n_moments = cr_optimizer_get_n_moments (training->optimizer.method) * parameters.n;
  values = g_memdup2 (parameters.values, parameters.n * sizeof (double));
  before = g_new (double, parameters.n);
  pull = new_pull (&parameters, training->regularization.rate);
  moments = g_new0 (double, n_moments + 1);
  moments_after = g_new (double, n_moments + 1);

  CrDescent descent = {
    .n = parameters.n,
    .values = values,
    .before = before,
    .gradients = parameters.gradients,
    .scale = 1,
    .pull = pull,
    .penalty = training->regularization.kind,
    .moments = moments,
    .moments_after = moments_after,
    .step = 1,
  };

  return cr_optimizer_step (&training->optimizer, &descent) ? g_steal_pointer (&values) : NULL;
}
