/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss over two parameters as a surface, and the way that training has gone down on it. */
#pragma once

#include "cr-pen.h"
#include "cr-plane.h"

G_BEGIN_DECLS

/**
 * CrLandscape:
 * @columns: values of the first parameter, evenly from @left to @right, each for the middle of its cell
 * @rows: values of the second parameter, evenly from @bottom to @top
 * @losses: columns × rows losses row by row; what is not finite is left open
 * @upwards: the first row is that of the least value of the second parameter
 * @left: of the first parameter
 * @right: of the first parameter
 * @bottom: of the second parameter
 * @top: of the second parameter
 * @path: (nullable): the parameters at @n_path moments of the run, in order
 * @n_path: how many
 * @names: (nullable): of the two parameters, as names of nodes are written
 *
 * Low losses are blue, high ones pale; contour lines stand at even distances of the loss, or of its logarithm where the greatest
 * is more than twenty times the least and that is above 0.
 */
typedef struct
{
  guint columns;
  guint rows;
  const double *losses;
  gboolean upwards;
  double left;
  double right;
  double bottom;
  double top;
  const CrPoint *path;
  gsize n_path;
  const char *names[2];
} CrLandscape;

/* Where in an area the two parameters are shown. */
CrPlane cr_landscape_get_plane (const CrLandscape *landscape, const CrArea *area);

/* Draws colours, contour lines, the path with a ring where it starts and a dot where it ends, and axes. */
void cr_landscape_draw (const CrPen *pen, const CrLandscape *landscape, const CrArea *area);

/* The loss of the cell that a pixel is in; NAN outside. */
double cr_landscape_get_loss (const CrLandscape *landscape, const CrArea *area, double x, double y);

G_END_DECLS
