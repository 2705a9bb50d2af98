/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Examples as points: a colour and a shape for each class, filled where they train, hollow where they test.
 *
 * How this works: of each shape cairo draws three masks (its edge, its body, its inside) once a call; the points are put together
 * from them in an image, which is painted at once. What takes vectors (SVG, PDF) gets paths.
 */
#pragma once

#include "cr-pen.h"
#include "cr-plane.h"

G_BEGIN_DECLS

/* What the labels of examples are. */
typedef enum
{
  CR_LABELS_SIGNED,  /* above the middle (class 0: a disc) or not (class 1: a square) */
  CR_LABELS_CLASSES, /* the number of the class, 0 … */
  CR_LABELS_REAL,    /* any number, shown as a colour */
} CrLabelKind;

typedef struct
{
  double x;
  double y;
  double label;
  gboolean is_test;
} CrDataPoint;

/**
 * CrDataPoints:
 * @points: @n_points examples
 * @kind: what their labels are
 * @middle: of labels, what the colour of nothing stands for: 0, or 0.5 between 0 and 1
 * @extent: of real labels, how far from the middle the colours are full; 0: as far as the farthest is
 * @hide_test: those that test are not shown and not found
 */
typedef struct
{
  const CrDataPoint *points;
  guint n_points;
  CrLabelKind kind;
  double middle;
  double extent;
  gboolean hide_test;
} CrDataPoints;

#define CR_POINT_RADIUS 3.0 /* without its edge */
#define CR_N_POINT_SHAPES 8

/* The class of an example; 0 of real labels. What is not a number, or less than 0, has the first. */
guint cr_data_points_get_class (const CrDataPoints *examples, guint example);

/* Draws those that lie in the plane, in their order. */
void cr_data_points_draw (const CrPen *pen, const CrDataPoints *examples, const CrPlane *plane);

/* One point of a class as in a legend, in the colour that is given. */
void cr_data_points_draw_marker (const CrPen *pen, guint class, CrColor color, gboolean is_hollow, CrPoint center);

/* A ring around an example, to be drawn above all of them. */
void cr_data_points_draw_chosen (const CrPen *pen, const CrDataPoints *examples, guint example, const CrPlane *plane);

/* The nearest example within @radius pixels of a point, of equally near ones the last; -1 where there is none. O(points). */
int cr_data_points_find (const CrDataPoints *examples, const CrPlane *plane, double x, double y, double radius);

G_END_DECLS
