/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slope of a function of one number, measured where one difference is not enough (lecture row 7). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The function: its value at @x, which may be infinite or NaN. */
typedef double (*CrCurve) (double x, gpointer data);

/**
 * cr_slope_refine:
 * @curve: the function
 * @data: for @curve
 * @x: where
 * @at_x: the value there, finite
 * @step: the usual step, above 0; the largest is a hundred times that
 * @used: (out): the step that was taken
 * @smallest: slopes below this count as this where it is asked whether a slope is known well enough
 *
 * Measures the slope by steps that shrink tenfold, by (f(x + h) − f(x − h)) / 2h; at the border of where the function is finite from the
 * one side that there is. What is taken is the one that differs least from the one before, and stands out of the rounding of f: the
 * function alone decides, not what somebody expects of it.
 *
 * Cost: two values a step; two to four steps where the function is smooth, some tens near a border or where digits run out.
 *
 * Returns: the slope; NaN where the function is finite on neither side
 */
double cr_slope_refine (CrCurve curve, gpointer data, double x, double at_x, double step, double smallest, double *used);

G_END_DECLS
