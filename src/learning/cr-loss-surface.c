/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss over two chosen parameters, all others as they are: the surface that a descent walks on. */
#include "cr-loss-surface.h"

#include "cr-trainer-private.h"

#include <math.h>
#include <string.h>

/* What is left free around a path, as a share of it. */
#define MARGIN 0.25

struct _CrLossSurface
{
  CrProgram program;
  guint32 n_examples;
};

CrLossSurface *
cr_loss_surface_new (const CrGraph *graph, const CrData *data, GError **error)
{
  CrProgram program;
  CrLossSurface *surface;

  if (!cr_program_init (&program, graph, data, error))
    return NULL;
  surface = g_new0 (CrLossSurface, 1);
  surface->program = program;
  surface->n_examples = data != NULL ? MIN (cr_data_get_n_train (data), CR_LOSS_SURFACE_MOST_EXAMPLES) : 1;
  return surface;
}

void
cr_loss_surface_free (CrLossSurface *surface)
{
  cr_program_clear (&surface->program);
  g_free (surface);
}

gsize
cr_loss_surface_get_n_parameters (const CrLossSurface *surface)
{
  return surface->program.table->n;
}

/* With the parameters that the evaluation's tape has now. */
static double
get_loss (CrLossSurface *surface)
{
  CrProgram *program = &surface->program;
  const CrTraining *training = program->training;
  guint32 n_batch = program->data != NULL ? program->batch_size : 1;
  double loss, accuracy;

  cr_tape_mark_changed (program->evaluation.feeder.tape);
  cr_evaluation_run (&program->evaluation, program->data != NULL ? program->data->split.rows : NULL, surface->n_examples, &loss, &accuracy);
  return (training->reduction == CR_REDUCTION_SUM ? n_batch * loss : loss) +
         cr_penalty_measure (training->regularization.kind, program->evaluation.feeder.values, program->pull, program->table->n);
}

void
cr_loss_surface_compute (CrLossSurface *surface, const double *parameters, const CrLossPlane *plane, double *losses)
{
  double *values = surface->program.evaluation.feeder.values;

  g_return_if_fail (MAX (plane->first, plane->second) < surface->program.table->n);
  cr_feeder_set_parameters (&surface->program.evaluation.feeder, parameters);
  for (guint row = 0; row < plane->size; row++)
    for (guint column = 0; column < plane->size; column++)
      {
        values[plane->first] = plane->left + (column + 0.5) / plane->size * (plane->right - plane->left);
        values[plane->second] = plane->top - (row + 0.5) / plane->size * (plane->top - plane->bottom);
        losses[(gsize) row * plane->size + column] = get_loss (surface);
      }
}

/* The interval of every other number from @first on, with room around it. */
static void
fit (const double *path, guint n_points, guint first, double least, double *low, double *high)
{
  double middle, half;

  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < n_points; i++)
    {
      *low = MIN (*low, path[2 * i + first]);
      *high = MAX (*high, path[2 * i + first]);
    }
  if (n_points == 0)
    *low = *high = 0;
  middle = (*low + *high) / 2;
  half = MAX ((*high - *low) / 2 * (1 + 2 * MARGIN), least / 2);
  *low = middle - half;
  *high = middle + half;
}

void
cr_loss_plane_fit (CrLossPlane *plane, const double *path, guint n_points, double least)
{
  fit (path, n_points, 0, least, &plane->left, &plane->right);
  fit (path, n_points, 1, least, &plane->bottom, &plane->top);
}
