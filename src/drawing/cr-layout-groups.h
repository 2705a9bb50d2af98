/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The automatic layout of a graph with groups. Inside the drawing library only. */
#pragma once

#include "cr-graph.h"
#include "cr-layout-boxes.h"

G_BEGIN_DECLS

/* A place for each of the nodes (of CrNode, all of @graph's): the members of a group side by side with nothing else among them, a folded
 * group with the room of its box. @boxes: of each; @edges between them. Groups that wires leave and enter again are taken as if they were
 * open and had no border. As dear as a layout without groups, and for each of those once more. */
CrPoint *cr_layout_in_groups (const CrGraph *graph, GPtrArray *nodes, const CrBox *boxes, const CrEdge *edges, guint n_edges);

G_END_DECLS
