/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the picture of a net: the headings of its columns, and what the widths of its wires mean. */
#pragma once

#include "cr-graph.h"
#include "cr-pen.h"

G_BEGIN_DECLS

typedef enum
{
  CR_COLUMN_INPUTS, /* the inputs that the units depend on */
  CR_COLUMN_LAYER,  /* units side by side, as cr_network_find_layers() has them */
  CR_COLUMN_OUTPUT, /* those that no layer follows */
  CR_COLUMN_LOSS,   /* losses that depend on a unit */
} CrColumnKind;

/**
 * CrColumn: nodes of a net that stand below one heading.
 * @kind: what they are
 * @keys: #CrKey of the nodes, from top to bottom
 * @layer: of layers and output, their number for cr_network_add_unit() and its kin
 * @n_units: of a layer, how many units: neurons count one, a dense node as many as it has
 * @x: the middle of their places
 * @top: the upper edge of the highest
 * @title: "4 neurons"
 * @subtitle: Pango markup: "x₁, x₂", an activation, the formula of a loss; "" where there is nothing to say
 */
typedef struct
{
  CrColumnKind kind;
  GArray *keys;
  guint layer;
  guint n_units;
  double x;
  double top;
  char *title;
  char *subtitle;
} CrColumn;

/**
 * cr_columns_find:
 * @graph: any version; nodes without a place count as standing at 0, 0
 *
 * Finds the columns of a net, be it made of neurons or of dense layers. What stands between (concat, features) has no heading. A
 * few visits a node and wire.
 *
 * Returns: (transfer full) (element-type CrColumn): the columns from left to right; empty where the graph has no units
 */
GPtrArray *cr_columns_find (const CrGraph *graph);

#define CR_HEADING_HEIGHT 42.0 /* title and subtitle; buttons of a layer go below */

/* Draws a heading centred at @x with its top at @y, no wider than @width. */
void cr_column_draw_heading (const CrPen *pen, const CrColumn *column, double x, double y, double width);

/* How wide a wire of that weight is where @greatest is the largest of all; and the dash of a negative one. */
double cr_weight_get_width (double weight, double greatest);
void cr_weight_get_dash (double width, double *dash);

/* Three round weights below the greatest, each about half of the next; 0 of them where there is none. */
guint cr_weight_list_samples (double greatest, double *samples);

/* Draws "Weight", wires of three widths with their weights, and a negative one, from @x on around the height @y; @zoom: of the net that it
 * is about, by which its wires are wider or narrower. Returns how wide it is. Without a cairo_t nothing is drawn. */
double cr_weight_draw_legend (const CrPen *pen, double greatest, double zoom, double x, double y);

G_END_DECLS
