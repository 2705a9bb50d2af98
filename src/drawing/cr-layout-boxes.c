/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns and places of boxes, from their layers. */
#include "cr-layout-boxes.h"

#include <math.h>

#define ORIGIN 96.0
#define LEAST_PITCH 84.0
#define LABEL_MARGIN 4.0
#define BENT_RUN 72.0    /* a level run with numbers and the bend after it */
#define BEND 44.0        /* behind the numbers */
#define TURN 24.0        /* of another wire to the same gate, behind the numbers of one that comes straight */
#define BENT_PLAIN 40.0  /* a bend without numbers */
#define WEIGHT_RUN 84.0  /* between units */

CrLayered *
cr_boxes_sort (const CrBox *boxes, guint n, const CrEdge *edges, guint n_edges)
{
  g_autofree double *top = g_new0 (double, n + 1);
  g_autofree double *bottom = g_new0 (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      top[i] = boxes[i].top;
      bottom[i] = boxes[i].bottom;
    }
  return cr_layered_new (n, edges, n_edges, top, bottom);
}

/* Which boxes a wire comes to that passes others before: it turns to its port beside what comes straight from the column before. */
static gboolean *
find_passed (guint n, const CrEdge *edges, guint n_edges, const CrLayered *layered)
{
  gboolean *is_passed = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n_edges; i++)
    if (layered->layer[edges[i].to] > layered->layer[edges[i].from] + 1)
      is_passed[edges[i].to] = TRUE;
  return is_passed;
}

/* What a wire needs between the right end of its box and the next column. */
static double
room_for_edge (const CrBox *boxes, const gboolean *is_passed, const CrLayered *layered, const CrEdge *edge)
{
  double label = boxes[edge->from].label_width;

  if (boxes[edge->to].is_unit)
    return WEIGHT_RUN;
  if (label == 0)
    return BENT_PLAIN;
  if (layered->y[edge->from] == layered->y[edge->to] && layered->layer[edge->to] == layered->layer[edge->from] + 1)
    return label + LABEL_MARGIN + (is_passed[edge->to] ? TURN : 0);
  return MAX (BENT_RUN, label + BEND);
}

/* The middle of every column: half of one's width, what its wires need, half of the next one's width. */
static double *
place_columns (const CrBox *boxes, guint n, const CrEdge *edges, guint n_edges, const CrLayered *layered)
{
  g_autofree double *widths = g_new0 (double, layered->n_layers + 1);
  g_autofree double *rooms = g_new0 (double, layered->n_layers + 1);
  g_autofree double *lefts = g_new0 (double, layered->n_layers + 1);
  g_autofree gboolean *is_passed = find_passed (n, edges, n_edges, layered);
  double *x = g_new0 (double, layered->n_layers + 1);

  for (guint i = 0; i < n; i++)
    {
      const CrArea *area = &boxes[i].area;
      guint layer = layered->layer[i];

      widths[layer] = MAX (widths[layer], 2 * MAX (-area->x, area->x + area->width));
      rooms[layer] = MAX (rooms[layer], boxes[i].label_width + LABEL_MARGIN);
      lefts[layer] = MAX (lefts[layer], boxes[i].left);
    }
  for (guint i = 0; i < n_edges; i++)
    {
      guint layer = layered->layer[edges[i].from];

      rooms[layer] = MAX (rooms[layer], room_for_edge (boxes, is_passed, layered, &edges[i]));
    }
  x[0] = ORIGIN;
  for (guint layer = 1; layer < layered->n_layers; layer++)
    {
      double pitch = widths[layer - 1] / 2 + MAX (rooms[layer - 1] + widths[layer] / 2, lefts[layer]);

      x[layer] = x[layer - 1] + CR_SNAP * ceil (MAX (pitch, LEAST_PITCH) / CR_SNAP - 0.1);
    }
  return x;
}

CrPoint *
cr_boxes_find_places (const CrBox *boxes, guint n, const CrEdge *edges, guint n_edges, const CrLayered *layered)
{
  g_autofree double *x = place_columns (boxes, n, edges, n_edges, layered);
  CrPoint *places = g_new (CrPoint, n + 1);
  double highest = INFINITY;

  for (guint i = 0; i < n; i++)
    highest = MIN (highest, layered->y[i]);
  for (guint i = 0; i < n; i++)
    places[i] = (CrPoint) { x[layered->layer[i]], layered->y[i] - highest + ORIGIN };
  return places;
}
