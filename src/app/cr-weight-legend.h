/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the widths of the wires of a net mean, in a corner of the canvas. */
#pragma once

#include "cr-canvas.h"

G_BEGIN_DECLS

#define CR_TYPE_WEIGHT_LEGEND (cr_weight_legend_get_type ())
G_DECLARE_FINAL_TYPE (CrWeightLegend, cr_weight_legend, CR, WEIGHT_LEGEND, GtkWidget)

/**
 * CrWeightLegend:
 *
 * Lies over a canvas and lets through what is done there. It draws nothing where the graph has no neurons or no data, where the net is drawn
 * too small for widths to be seen, and where a node lies below it. Property: "canvas" (CrCanvas, set once).
 */

/* The greatest weight of a neuron's wire by its size, of those that the legend is about; 0 where there is none. O(weights). */
double cr_weight_legend_find_greatest (const CrGraph *graph);

/* Whether it is drawn, for tests. */
gboolean cr_weight_legend_is_shown (CrWeightLegend *legend);

G_END_DECLS
