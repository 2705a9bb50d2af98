/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The automatic layout on plain arrays: which layer a vertex stands in, and bends where a wire passes a layer. */
#include "cr-layered.h"

#include <string.h>

#define BENDS_A_VERTEX 8 /* with more than this many bends a vertex, long wires get none */
#define BEND_HALF 6.0

/* --- Edges by target and by source --- */

/* Counting sort of @edges by one end into @sorted, and where each vertex's begin. */
static void
sort_edges (const CrEdge *edges, guint n_edges, gboolean by_target, guint n_vertices, CrEdge *sorted, guint *start)
{
  g_autofree guint *next = g_new (guint, n_vertices + 1);

  memset (start, 0, (n_vertices + 1) * sizeof *start);
  for (guint i = 0; i < n_edges; i++)
    start[(by_target ? edges[i].to : edges[i].from) + 1]++;
  for (guint v = 0; v < n_vertices; v++)
    start[v + 1] += start[v];
  memcpy (next, start, (n_vertices + 1) * sizeof *start);
  for (guint i = 0; i < n_edges; i++)
    sorted[next[by_target ? edges[i].to : edges[i].from]++] = edges[i];
}

static void
set_edges (CrLayered *layered, const CrEdge *edges, guint n_edges)
{
  layered->n_edges = n_edges;
  layered->into = g_renew (CrEdge, layered->into, n_edges + 1);
  layered->out = g_renew (CrEdge, layered->out, n_edges + 1);
  layered->into_start = g_renew (guint, layered->into_start, layered->n_vertices + 1);
  layered->out_start = g_renew (guint, layered->out_start, layered->n_vertices + 1);
  sort_edges (edges, n_edges, TRUE, layered->n_vertices, layered->into, layered->into_start);
  sort_edges (edges, n_edges, FALSE, layered->n_vertices, layered->out, layered->out_start);
}

/* --- Layers --- */

/* One right of the last one that feeds it: a walk in topological order, with a queue of vertices that are ready. */
static void
layer_from_the_left (CrLayered *layered)
{
  guint n = layered->n_vertices;
  g_autofree guint *waiting = g_new (guint, n);
  g_autofree guint *ready = g_new (guint, n + 1);
  guint n_ready = 0;

  for (guint v = 0; v < n; v++)
    {
      layered->layer[v] = 0;
      waiting[v] = layered->into_start[v + 1] - layered->into_start[v];
      if (waiting[v] == 0)
        ready[n_ready++] = v;
    }
  for (guint i = 0; i < n_ready; i++)
    for (guint e = layered->out_start[ready[i]]; e < layered->out_start[ready[i] + 1]; e++)
      {
        guint to = layered->out[e].to;

        layered->layer[to] = MAX (layered->layer[to], layered->layer[ready[i]] + 1);
        if (--waiting[to] == 0)
          ready[n_ready++] = to;
      }
}

/* What nothing feeds stands beside what it feeds first. */
static void
move_sources_right (CrLayered *layered)
{
  for (guint v = 0; v < layered->n_vertices; v++)
    {
      guint nearest = G_MAXUINT;

      if (layered->into_start[v + 1] > layered->into_start[v])
        continue;
      for (guint e = layered->out_start[v]; e < layered->out_start[v + 1]; e++)
        nearest = MIN (nearest, layered->layer[layered->out[e].to]);
      if (nearest != G_MAXUINT)
        layered->layer[v] = nearest - 1;
    }
}

static guint64
count_bends (const CrLayered *layered, const CrEdge *edges, guint n_edges)
{
  guint64 n_bends = 0;

  for (guint i = 0; i < n_edges; i++)
    n_bends += layered->layer[edges[i].to] - layered->layer[edges[i].from] - 1;
  return n_bends;
}

static guint
add_bend (CrLayered *layered, guint layer)
{
  guint bend = layered->n_vertices++;

  layered->layer[bend] = layer;
  layered->top[bend] = BEND_HALF;
  layered->bottom[bend] = BEND_HALF;
  return bend;
}

/* Cuts long edges into pieces from layer to layer. */
static GArray *
cut_edges (CrLayered *layered, const CrEdge *edges, guint n_edges)
{
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (CrEdge), n_edges);

  for (guint i = 0; i < n_edges; i++)
    {
      CrEdge piece = { .from = edges[i].from, .port = 0 };

      for (guint layer = layered->layer[edges[i].from] + 1; layer < layered->layer[edges[i].to]; layer++)
        {
          piece.to = add_bend (layered, layer);
          g_array_append_val (pieces, piece);
          piece.from = piece.to;
        }
      piece.to = edges[i].to;
      piece.port = edges[i].port;
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

void
cr_layered_assign (CrLayered *layered, const CrEdge *edges, guint n_edges)
{
  guint64 n_bends;

  set_edges (layered, edges, n_edges);
  layer_from_the_left (layered);
  move_sources_right (layered);
  n_bends = count_bends (layered, edges, n_edges);
  if (n_bends <= (guint64) BENDS_A_VERTEX * layered->n_real)
    {
      g_autoptr (GArray) pieces = NULL;

      layered->layer = g_renew (guint, layered->layer, layered->n_real + n_bends + 1);
      layered->top = g_renew (double, layered->top, layered->n_real + n_bends + 1);
      layered->bottom = g_renew (double, layered->bottom, layered->n_real + n_bends + 1);
      pieces = cut_edges (layered, edges, n_edges);
      set_edges (layered, (CrEdge *) pieces->data, pieces->len);
    }
  for (guint v = 0; v < layered->n_vertices; v++)
    layered->n_layers = MAX (layered->n_layers, layered->layer[v] + 1);
}

/* --- All of it --- */

CrLayered *
cr_layered_new (guint n, const CrEdge *edges, guint n_edges, const double *top, const double *bottom)
{
  CrLayered *layered = g_new0 (CrLayered, 1);

  layered->n_real = layered->n_vertices = n;
  layered->layer = g_new0 (guint, n + 1);
  layered->top = g_memdup2 (top, n * sizeof *top);
  layered->bottom = g_memdup2 (bottom, n * sizeof *bottom);
  cr_layered_assign (layered, edges, n_edges);
  cr_layered_sort (layered);
  cr_layered_stack (layered);
  return layered;
}

void
cr_layered_free (CrLayered *layered)
{
  g_free (layered->layer);
  g_free (layered->top);
  g_free (layered->bottom);
  g_free (layered->y);
  g_free (layered->into);
  g_free (layered->into_start);
  g_free (layered->out);
  g_free (layered->out_start);
  g_free (layered->order);
  g_free (layered->layer_start);
  g_free (layered->rank);
  g_free (layered);
}
