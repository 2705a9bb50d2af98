/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss over two chosen parameters, all others as they are: the surface that a descent walks on. */
#pragma once

#include "cr-data.h"

G_BEGIN_DECLS

typedef struct _CrLossSurface CrLossSurface;

/* So many training examples count at most, the first ones. */
#define CR_LOSS_SURFACE_MOST_EXAMPLES 1024

/**
 * CrLossPlane: what part of the plane of two parameters is looked at.
 * @first: place of the one in the parameter vector; it grows to the right
 * @second: place of the other; it grows upwards
 * @left: the first's least value, as @right its greatest
 * @bottom: the second's least value, as @top its greatest
 * @size: points each way, 2…512
 */
typedef struct
{
  gsize first;
  gsize second;
  double left;
  double right;
  double bottom;
  double top;
  guint size;
} CrLossPlane;

/**
 * cr_loss_surface_new:
 * @graph: a version that can be trained
 * @data: (nullable): its data
 * @error: return location for a #GError
 *
 * Errors: as those of cr_trainer_new().
 *
 * Returns: (transfer full): a tape of its own over the training examples; %NULL with @error set
 */
CrLossSurface *cr_loss_surface_new (const CrGraph *graph, const CrData *data, GError **error);
void cr_loss_surface_free (CrLossSurface *surface);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrLossSurface, cr_loss_surface_free)

/* How many parameters the version has. */
gsize cr_loss_surface_get_n_parameters (const CrLossSurface *surface);

/**
 * cr_loss_surface_compute:
 * @parameters: what all parameters are
 * @plane: where to look
 * @losses: (out caller-allocates): size × size numbers, row by row from the top, at the middles of the cells
 *
 * What training descends on: the mean loss of the training examples (or their sum, as training.reduction has it) and the penalty.
 *
 * Cost: size² forward passes over the examples: 40×40 over 250 examples of a small net take some milliseconds.
 */
void cr_loss_surface_compute (CrLossSurface *surface, const double *parameters, const CrLossPlane *plane, double *losses);

/* Chooses the part of the plane that shows a path (pairs of numbers, first and second) with room around it; at least @least wide and high. */
void cr_loss_plane_fit (CrLossPlane *plane, const double *path, guint n_points, double least);

G_END_DECLS
