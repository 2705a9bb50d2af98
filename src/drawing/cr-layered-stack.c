/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The automatic layout on plain arrays: heights. */
#include "cr-layered.h"

#include <math.h>

#define GRID 12.0
#define GAP 26.0      /* between one vertex and the next below it */
#define BEND_GAP 6.0  /* where one of them is a bend */
#define N_SWEEPS 12
#define BEND_WEIGHT 24.0 /* nodes make way for wires, which do not swerve */

/* How far below @above the vertex @below must be at least; a multiple of the grid, so that rounding keeps it. */
static double
distance_between (const CrLayered *layered, guint above, guint below)
{
  gboolean is_bend = above >= layered->n_real || below >= layered->n_real;

  return GRID * ceil ((layered->bottom[above] + layered->top[below] + (is_bend ? BEND_GAP : GAP)) / GRID);
}

/* Neighbours of a layer that are pooled: they stand at a fixed distance from each other. */
typedef struct
{
  double sum;    /* of weight · (wish − offset) */
  double weight;
  guint n;
} Pool;

static double
mean_of (const Pool *pool)
{
  return pool->sum / pool->weight;
}

/* Moves a layer's vertices as close to their wishes as their distances allow: least squares by pooling neighbours that are too
 * close. */
static void
settle_layer (CrLayered *layered, guint layer, const double *wishes, double *offsets, Pool *pools)
{
  const guint *vertices = layered->order + layered->layer_start[layer];
  guint n = layered->layer_start[layer + 1] - layered->layer_start[layer];
  guint n_pools = 0;

  for (guint i = 0; i < n; i++)
    {
      double weight = vertices[i] < layered->n_real ? 1 : BEND_WEIGHT;

      offsets[i] = i == 0 ? 0 : offsets[i - 1] + distance_between (layered, vertices[i - 1], vertices[i]);
      pools[n_pools++] = (Pool) { weight * (wishes[i] - offsets[i]), weight, 1 };
      for (; n_pools > 1 && mean_of (&pools[n_pools - 2]) > mean_of (&pools[n_pools - 1]); n_pools--)
        {
          pools[n_pools - 2].sum += pools[n_pools - 1].sum;
          pools[n_pools - 2].weight += pools[n_pools - 1].weight;
          pools[n_pools - 2].n += pools[n_pools - 1].n;
        }
    }
  for (guint pool = 0, i = 0; pool < n_pools; pool++)
    for (guint in_pool = 0; in_pool < pools[pool].n; in_pool++, i++)
      layered->y[vertices[i]] = mean_of (&pools[pool]) + offsets[i];
}

/* The mean height of what feeds a vertex, or of what it feeds; its own where there is nothing. A wire runs level until it is
 * near its target, so that its bends always want to stay where it comes from. */
static double
wish_of (const CrLayered *layered, guint v, gboolean of_feeders)
{
  of_feeders |= v >= layered->n_real;

  const CrEdge *edges = of_feeders ? layered->into : layered->out;
  const guint *start = of_feeders ? layered->into_start : layered->out_start;
  double sum = 0;

  if (start[v] == start[v + 1])
    return layered->y[v];
  for (guint e = start[v]; e < start[v + 1]; e++)
    sum += layered->y[of_feeders ? edges[e].from : edges[e].to];
  return sum / (start[v + 1] - start[v]);
}

void
cr_layered_stack (CrLayered *layered)
{
  guint n = layered->n_vertices;
  g_autofree double *wishes = g_new0 (double, n + 1);
  g_autofree double *offsets = g_new (double, n + 1);
  g_autofree Pool *pools = g_new (Pool, n + 1);

  layered->y = g_new0 (double, n + 1);
  for (guint layer = 0; layer < layered->n_layers; layer++)
    settle_layer (layered, layer, wishes, offsets, pools);
  for (guint i = 0; i <= N_SWEEPS; i++)
    for (guint j = 0; j < layered->n_layers; j++)
      {
        gboolean to_the_right = i % 2 == 0;
        guint layer = to_the_right ? j : layered->n_layers - 1 - j;

        for (guint k = layered->layer_start[layer]; k < layered->layer_start[layer + 1]; k++)
          wishes[k - layered->layer_start[layer]] = wish_of (layered, layered->order[k], to_the_right);
        settle_layer (layered, layer, wishes, offsets, pools);
      }
  for (guint v = 0; v < n; v++)
    layered->y[v] = GRID * round (layered->y[v] / GRID);
}
