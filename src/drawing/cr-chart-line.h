/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a chart: how it looks and how it is drawn, be it of two points or of a million. */
#pragma once

#include "cr-chart.h"

G_BEGIN_DECLS

CrColorRole cr_chart_line_get_role (CrLineLook look);
gboolean cr_chart_line_is_dashed (CrLineLook look);

/**
 * cr_chart_find_extremes:
 * @values: @n numbers
 * @n: how many
 * @positive: whether only those above 0 count
 * @least: (out): the least finite one, infinity where there is none
 * @greatest: (out): the greatest finite one, −infinity where there is none
 *
 * Returns: whether all of them are finite
 */
gboolean cr_chart_find_extremes (const double *values, gsize n, gboolean positive, double *least, double *greatest);

/* Draws a line into the plot of its chart. O(points). */
void cr_chart_line_draw (const CrPen *pen, const CrChartLine *line, const CrChartFrame *frame);

G_END_DECLS
