/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places for some nodes among others that have theirs: beside their neighbours as an automatic layout of all would have it. */
#pragma once

#include "cr-layered.h"

#include "cr-geometry.h"

G_BEGIN_DECLS

/**
 * CrFit:
 * @n: number of nodes
 * @order: the nodes so that what feeds a node comes before it
 * @edges: @n_edges wires, sorted by target
 * @bodies: of each node
 * @ideal: where a layout of all would place each
 * @places: (inout): where each is; filled in for those that had no place
 * @is_placed: (inout): which have a place; all when done
 */
typedef struct
{
  guint n;
  const guint *order;
  const CrEdge *edges;
  guint n_edges;
  const CrBody *bodies;
  const CrPoint *ideal;
  CrPoint *places;
  gboolean *is_placed;
} CrFit;

void cr_layout_fit (CrFit *fit);

G_END_DECLS
