/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a graph computes over the plane of x1 and x2: maps of the value of every node, and of its gradient.
 *
 * How this works: a tape of its own, in which the data's inputs are bound to the points of a grid instead. One forward pass computes every
 * node's map; they are read where the tape has them and nothing is copied.
 */
#pragma once

#include "cr-data.h"

G_BEGIN_DECLS

/* The plane that is looked at: −6…6 both ways. */
#define CR_SURFACE_EXTENT 6.0
#define CR_SURFACE_MOST_POINTS 1024 /* each way */

typedef struct _CrSurface CrSurface;

/**
 * CrSurfaceMap:
 * @size: it is @size × @size
 * @shape: of the node's value: a map for each of its entries
 * @is_flat: whether the node depends on no data: @entries has one number for each entry then
 * @entries: map after map; each row by row from the top (x2 = 6 first), left to right (x1 from −6 on); the points are the middles of the
 *   grid's cells. Valid until the next call on the surface
 */
typedef struct
{
  guint size;
  CrShape shape;
  gboolean is_flat;
  const double *entries;
} CrSurfaceMap;

/**
 * cr_surface_new:
 * @graph: a version
 * @data: (nullable): its data: features other than x1 and x2 stand at their mean over the training examples, at 0 without
 * @size: points each way, 2…1024
 *
 * Returns: (transfer full): a surface, nothing computed yet
 */
CrSurface *cr_surface_new (const CrGraph *graph, const CrData *data, guint size);
void cr_surface_free (CrSurface *surface);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrSurface, cr_surface_free)

/* Another version of the same document, or other data or size. Compiles only where the structure or the size is another. */
void cr_surface_update (CrSurface *surface, const CrGraph *graph, const CrData *data, guint size);

/* Puts in other parameters, laid out as those of the version (cr_trainer_get_parameters()). FALSE where there are not as many. */
gboolean cr_surface_set_parameters (CrSurface *surface, const double *parameters, gsize n);

/**
 * cr_surface_compute:
 * @with_gradients: whether also gradients
 *
 * Computes all maps. 100×100 of a 2-8-8-1 net take about 0.2 ms.
 *
 * A gradient needs a label. A point of the plane takes that of the training example next to it: what the data say there. (The class that the
 * net itself predicts would make every gradient small just where the net is wrong.) The gradients are of the loss of that point alone.
 */
void cr_surface_compute (CrSurface *surface, gboolean with_gradients);

/* The maps of a node; FALSE where it has none (it is in error, or no gradient was computed). */
gboolean cr_surface_get_value (const CrSurface *surface, CrKey key, CrSurfaceMap *map);
gboolean cr_surface_get_gradient (const CrSurface *surface, CrKey key, CrSurfaceMap *map);

/* What the picture of the whole net shows: the prediction, first operand of the one loss gate that the loss depends on, else the output. */
CrKey cr_surface_get_prediction (const CrSurface *surface);

/* What is computed at one point of the plane, for a pointer over it: entry 0 of a node's map there. NAN outside or where there is none. */
double cr_surface_get_at (const CrSurface *surface, CrKey key, double x1, double x2);

G_END_DECLS
