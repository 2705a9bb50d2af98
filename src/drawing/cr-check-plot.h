/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the error of a measured slope depends on the step: both on logarithmic axes, so that truncation (on the right, where the step is
 * large) and rounding (on the left) are straight lines that meet. (Lecture row 7.)
 */
#pragma once

#include "cr-pen.h"

G_BEGIN_DECLS

/**
 * CrCheckPlot:
 * @steps: @n_points steps, descending, above 0
 * @errors: their relative errors; NaN leaves a gap; 0 stands at the bottom
 * @chosen: which of them is shown elsewhere
 */
typedef struct
{
  const double *steps;
  const double *errors;
  guint n_points;
  guint chosen;
} CrCheckPlot;

/* Draws axes, line and mark into an area. */
void cr_check_plot_draw (const CrPen *pen, const CrCheckPlot *plot, const CrArea *area);

G_END_DECLS
