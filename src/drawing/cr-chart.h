/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of numbers by step or epoch: loss, accuracy, penalty, and those of another run over them.
 *
 * How this works: of a line with more points than pixels the least and the greatest number of each pixel column are found first;
 * where they are close it is stroked through their middles, where they are not, what lies between them is filled. So a million
 * points cost one look at each and no more drawing than a few hundred.
 */
#pragma once

#include "cr-axis.h"
#include "cr-pen.h"

#include <math.h>

G_BEGIN_DECLS

/* What a line shows, and so how it looks. */
typedef enum
{
  CR_LINE_TRAIN,   /* solid, in the colour of values, with a dot at its end */
  CR_LINE_TEST,    /* dashed, dark */
  CR_LINE_PENALTY, /* dotted */
} CrLineLook;

/**
 * CrChartLine:
 * @steps: (nullable): where the points are, ascending; %NULL for 0, 1, 2, …
 * @values: @n_points numbers; one that is not finite leaves a gap
 * @look: what it shows
 * @is_other: it is another run's: thinner
 */
typedef struct
{
  const double *steps;
  const double *values;
  gsize n_points;
  CrLineLook look;
  gboolean is_other;
} CrChartLine;

/**
 * CrChart:
 * @lines: @n_lines lines, the last one above the others
 * @logarithmic: the upright axis; a number that is not more than 0 then lies below its end
 * @is_share: the numbers are from 0 to 1 and are shown from 0 to 100 %
 * @low: the beginning of the upright axis, or NAN to fit the lines
 * @high: its end, or NAN
 * @last_step: the end of the level axis, or NAN for the last of the lines; another run that is more than four times as long as this one is then
 *   cut off where this one ends, and what comes after that plays no part
 * @cursor: a step that is marked, with a dot on each line that goes so far, or NAN
 * @empty: (nullable): what is said where there is no point at all
 *
 * A cleared struct with @low, @high, @last_step and @cursor NAN is an empty chart: %CR_CHART_EMPTY.
 */
typedef struct
{
  const CrChartLine *lines;
  guint n_lines;
  gboolean logarithmic;
  gboolean is_share;
  double low;
  double high;
  double last_step;
  double cursor;
  const char *empty;
} CrChart;

#define CR_CHART_EMPTY ((CrChart) { .low = NAN, .high = NAN, .last_step = NAN, .cursor = NAN })

/**
 * CrChartFrame:
 * @plot: where the lines are drawn
 * @steps: the level axis
 * @values: the upright axis
 *
 * Where a chart has its axes; to be found once and used for drawing and pointing.
 */
typedef struct
{
  CrArea plot;
  CrAxis steps;
  CrAxis values;
} CrChartFrame;

/* Finds the axes of a chart that fills an area. O(points). */
CrChartFrame cr_chart_get_frame (const CrChart *chart, const CrArea *area);

/* Draws axes, lines, cursor. */
void cr_chart_draw (const CrPen *pen, const CrChart *chart, const CrChartFrame *frame);

/**
 * cr_chart_find_step:
 * @chart: a chart
 * @frame: its frame
 * @x: a pixel
 * @step: (out): the nearest step at which one of the lines has a point
 *
 * O(log points).
 *
 * Returns: %FALSE where no line has any
 */
gboolean cr_chart_find_step (const CrChart *chart, const CrChartFrame *frame, double x, double *step);

/* What a line shows at a step: its last point there or before; NAN before its first. O(log points). */
double cr_chart_line_get_value (const CrChartLine *line, double step);

/* A short piece of a line of that look from @x on at the height @y, as in a legend, 20 long. */
void cr_chart_draw_sample (const CrPen *pen, CrLineLook look, gboolean is_other, double x, double y);

G_END_DECLS
