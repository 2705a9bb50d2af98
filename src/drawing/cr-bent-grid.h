/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The space that a layer of two units has learned: the grid of the plane as it lies after the layer has bent it, with the
 * examples where they came to lie. A net that has learned its data has bent the plane until one straight line parts the classes. */
#pragma once

#include "cr-data-points.h"

G_BEGIN_DECLS

/**
 * CrBentGrid:
 * @columns: points each way of the grid that was computed
 * @rows: points each way of the grid that was computed
 * @first: columns × rows values of the first unit, row by row
 * @second: the same of the second one
 * @every: a line is drawn through every so many-th row and column, and through the last; 0: about 16 each way
 * @examples: their x and y are the two units' values
 * @chosen: an example that wears a ring, or -1
 * @names: (nullable): of the two units, as names of nodes are written
 * @line: (nullable): a, b, c: where a·first + b·second + c is 0 the next unit changes its mind
 *
 * Points where a value is not finite leave a gap in their lines.
 */
typedef struct
{
  guint columns;
  guint rows;
  const double *first;
  const double *second;
  guint every;
  CrDataPoints examples;
  int chosen;
  const char *names[2];
  const double *line;
} CrBentGrid;

/* Where it is drawn in an area, and which values that shows: the finite ones of grid and examples, with a margin. O(points). */
CrPlane cr_bent_grid_get_plane (const CrBentGrid *grid, const CrArea *area);

/* Draws lines, axes, examples. */
void cr_bent_grid_draw (const CrPen *pen, const CrBentGrid *grid, const CrPlane *plane);

G_END_DECLS
