/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision surface: what a net makes of every point of the plane, with the line between its answers, and the examples. Of a net with
 * one input: its answer as a curve over that input, and the examples beside it. */
#pragma once

#include "cr-data-points.h"
#include "cr-map.h"

G_BEGIN_DECLS

#define CR_SURFACE_MOST_CURVES 3 /* that can be told apart by how they are drawn: solid, dashed, dotted */

/**
 * CrSurfaceCurve:
 * @values: the answer at the middles of equal parts of the axis; one that is not finite leaves a gap
 * @name: (nullable): of what answers, as names of nodes are written; for the legend, where there are several
 */
typedef struct
{
  const double *values;
  const char *name;
} CrSurfaceCurve;

/**
 * CrSurfacePicture:
 * @map: what the net answers, columns × rows over the whole plane; without values only the examples are drawn
 * @curves: (nullable) (array length=n_curves): in place of a map: answers over @n_parts equal parts from @curve_left to @curve_right, to be seen
 *   at their height in the plane; at most %CR_SURFACE_MOST_CURVES
 * @left: of the plane
 * @right: of the plane
 * @bottom: of the plane
 * @top: of the plane
 * @examples: the data
 * @chosen: an example that wears a ring, or -1
 * @class_names: (nullable) (array length=n_class_names): for the legend; without them "+1" and "−1", or numbers
 * @show_axes: numbers below and at the left
 * @names: (nullable): of the two axes, as names of nodes are written: "x1"
 * @radius: of its corners, 0 for none
 * @around: the colour that it stands on, seen in its corners
 */
typedef struct
{
  CrMap map;
  const CrSurfaceCurve *curves;
  guint n_curves;
  guint n_parts;
  double curve_left;
  double curve_right;
  double left;
  double right;
  double bottom;
  double top;
  CrDataPoints examples;
  int chosen;
  const char *const *class_names;
  guint n_class_names;
  gboolean show_axes;
  const char *names[2];
  double radius;
  CrColorRole around;
} CrSurfacePicture;

/* The plane and the area that it takes in what is given for the whole picture: less room for the axes, where they are shown. */
CrPlane cr_surface_picture_get_plane (const CrSurfacePicture *surface, const CrArea *area);

/* Draws it all but the legend. */
void cr_surface_picture_draw (const CrPen *pen, const CrSurfacePicture *surface, const CrArea *area);

/* The example at a point of the area, or -1. */
int cr_surface_picture_find (const CrSurfacePicture *surface, const CrArea *area, double x, double y);

/**
 * cr_surface_picture_draw_legend:
 * @pen: a pen; without a cairo_t nothing is drawn
 * @surface: a picture
 * @x: left
 * @y: top
 * @width: how wide it may be
 *
 * Draws what the colours, and what filled and hollow points, stand for.
 *
 * Returns: how high it is
 */
double cr_surface_picture_draw_legend (const CrPen *pen, const CrSurfacePicture *surface, double x, double y, double width);

G_END_DECLS
