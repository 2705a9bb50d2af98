/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines on which numbers on a grid reach a level: where a net changes its mind, the contours of a loss.
 *
 * How this works: marching squares. Every square of four neighbouring numbers is crossed by none, one or two straight pieces,
 * which end where the level lies between two neighbours. Pieces that share an end are then joined to lines, so that a line is
 * stroked once. Of a saddle the mean of its four numbers decides which corners belong together.
 */
#pragma once

#include "cr-geometry.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * CrContour:
 * @points: #CrPoint, x in columns and y in rows: the first number of the grid is at 0.5, 0.5, the middle of its cell
 * @starts: #guint, for each line the index of its first point; a closed line ends with its first point again
 *
 * Lines that leave the grid go on straight for half a cell, to the edge of the outermost cells.
 */
typedef struct
{
  GArray *points;
  GArray *starts;
} CrContour;

/**
 * cr_contour_new:
 * @values: rows × columns numbers; no line goes through a square with one that is not finite
 * @columns: at least 1
 * @rows: at least 1
 * @level: the level
 *
 * Cost: one visit a number, and the lines.
 *
 * Returns: (transfer full): the lines
 */
CrContour *cr_contour_new (const double *values, guint columns, guint rows, double level);
void cr_contour_free (CrContour *contour);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrContour, cr_contour_free)

/* Makes the lines cairo's path, stretched over an area; @upwards: the first row is the lowest. */
void cr_contour_trace (const CrContour *contour, cairo_t *cairo, guint columns, guint rows, gboolean upwards, const CrArea *area);

G_END_DECLS
