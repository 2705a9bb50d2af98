/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole graph as a small picture with what is seen of it: where things are in it. No widgets. */
#pragma once

#include "cr-picture.h"
#include "cr-viewport.h"

G_BEGIN_DECLS

/**
 * CrOverview:
 * @nodes: what all nodes take, in the graph
 * @area: what of the graph it shows: that and a margin
 * @scale: its pixels for one pixel of the graph
 * @width, @height: of it, in pixels
 *
 * The geometry of the small picture.
 */
typedef struct
{
  CrArea nodes;
  CrArea area;
  double scale;
  double width;
  double height;
} CrOverview;

/* As large as it goes within so many pixels; all zeros where the graph is empty. O(nodes). */
CrOverview cr_overview_new (CrPicture *picture, double most_width, double most_height);

/* Where the view is in it, held within its edges. */
CrArea cr_overview_get_view (const CrOverview *overview, const CrViewport *viewport);

/* The point of the graph at a place in it. */
CrPoint cr_overview_to_graph (const CrOverview *overview, CrPoint place);

/* Whether it tells more than the view does: the graph has many nodes, and not all of them are in sight. */
gboolean cr_overview_is_useful (const CrOverview *overview, guint n_nodes, const CrViewport *viewport);

/* Nodes and frames as blocks, without the view; @selected: (nullable): @n_selected keys, which stand out. O(nodes). */
void cr_overview_draw (const CrOverview *overview, CrPicture *picture, cairo_t *cairo, const CrKey *selected, guint n_selected);

G_END_DECLS
