/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of the automatic layout, on plain arrays: layers, their order, heights. Knows nothing of graphs and pictures.
 *
 * How this works (after Sugiyama): a vertex stands one layer right of the last one that feeds it, and a vertex that nothing
 * feeds right before the first that it feeds. A wire over several layers gets a bend in each layer between, so that it has a
 * lane of its own. Each layer is then sorted by the mean place of its neighbours, to and fro, and the order with the fewest
 * crossings is kept. Heights follow: each vertex wants to stand level with its neighbours; those too close to each other are
 * moved apart as little as can be.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One wire: from vertex to vertex; @port: which operand, for the order from above. */
typedef struct
{
  guint from;
  guint to;
  guint port;
} CrEdge;

/**
 * CrLayered:
 * @n_vertices: vertices and bends; the first @n_real are the vertices that were given
 * @layer: of each, from 0 at the left
 * @top: what each takes above its middle
 * @bottom: what each takes below it
 * @y: the middle of each, a multiple of the grid
 * @into: edges sorted by target, those of v from into_start[v] to into_start[v + 1]; as many out of each by source
 * @order: the vertices, layer by layer, in each from above; layer l from layer_start[l] to layer_start[l + 1]
 * @rank: of each, its place in its layer
 */
typedef struct
{
  guint n_real;
  guint n_vertices;
  guint n_layers;
  guint n_edges;
  guint *layer;
  double *top;
  double *bottom;
  double *y;
  CrEdge *into;
  guint *into_start;
  CrEdge *out;
  guint *out_start;
  guint *order;
  guint *layer_start;
  guint *rank;
} CrLayered;

/**
 * cr_layered_new:
 * @n: number of vertices
 * @edges: @n_edges wires, without loops
 * @top: what each vertex takes above its middle
 * @bottom: what each takes below
 *
 * Layers, order and heights. The same for the same input. O((vertices + bends + edges) · log) for each of a fixed number of
 * sweeps.
 *
 * Returns: (transfer full): to be freed with cr_layered_free()
 */
CrLayered *cr_layered_new (guint n, const CrEdge *edges, guint n_edges, const double *top, const double *bottom);
void cr_layered_free (CrLayered *layered);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrLayered, cr_layered_free)

/* How many pairs of edges between neighbouring layers cross. O(edges · log). */
guint64 cr_layered_count_crossings (const CrLayered *layered);

/* --- The three steps, each in a file of its own --- */

void cr_layered_assign (CrLayered *layered, const CrEdge *edges, guint n_edges);
void cr_layered_sort (CrLayered *layered);
void cr_layered_stack (CrLayered *layered);

G_END_DECLS
