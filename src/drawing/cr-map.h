/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers on a grid as colours: decision surfaces, the small maps in nodes, heat maps of matrices.
 *
 * How this works: the colour of every number is looked up in a table and written into an image of one pixel a cell, which cairo
 * scales. Nothing is kept between calls: filling 100×100 costs less than finding out whether it has changed.
 */
#pragma once

#include "cr-pen.h"

G_BEGIN_DECLS

/**
 * CrMap:
 * @columns: cells in a row
 * @rows: cells in a column
 * @n_classes: 1: each cell holds a number; 2 or more: a score for each class
 * @values: n_classes × rows × columns numbers, all of the first class row by row, then the next class: as a batch lies in a tape
 * @upwards: the first row is the lowest, as of a plane whose y grows upwards; else the highest, as of a matrix
 * @discrete: only full colours, with hard edges between the cells
 * @are_shares: of classes: the values are probabilities; else scores, of which softmax makes some
 * @middle: of numbers: what has the colour of nothing: 0, or 0.5 between 0 and 1
 * @extent: how far from the middle the colours are full; 0: as far as the farthest finite number is
 *
 * A number stands for the whole of its cell, taken at the cell's centre. What is not a number is left transparent.
 */
typedef struct
{
  guint columns;
  guint rows;
  guint n_classes;
  const double *values;
  gboolean upwards;
  gboolean discrete;
  gboolean are_shares;
  double middle;
  double extent;
} CrMap;

/* How far the farthest finite number is from the middle; 0 where there is none. O(cells). */
double cr_map_get_extent (const CrMap *map);

/**
 * cr_map_get_class:
 * @map: a map of classes
 * @cell: row · columns + column, in the order of the values
 * @certainty: (out) (nullable): 0 where no class is likelier than another, 1 where one is certain
 *
 * Returns: the class with the greatest score, the first of equal ones; -1 where one is not a number
 */
int cr_map_get_class (const CrMap *map, gsize cell, double *certainty);

/**
 * cr_map_paint:
 * @map: a map with 1 cell or more
 * @every: of how many columns, and rows, one is taken: 1 for all
 * @dark: which colours
 *
 * Returns: (transfer full): an image of one pixel a cell taken, the highest row first
 */
cairo_surface_t *cr_map_paint (const CrMap *map, guint every, gboolean dark);

/* Fills an area, its colours flowing into each other (with hard edges where @discrete). Cells smaller than a pixel of the screen
 * are thinned out. */
void cr_map_draw (const CrPen *pen, const CrMap *map, const CrArea *area);

/* Fills an area with an image as cr_map_paint() makes it; @smooth: its pixels flow into each other. */
void cr_map_draw_image (const CrPen *pen, cairo_surface_t *image, const CrArea *area, gboolean smooth);

G_END_DECLS
