/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of numbers by step: axes, cursor, which step is where. The lines themselves are drawn by cr-chart-line.c. */
#include "cr-chart.h"

#include "cr-chart-line.h"
#include "cr-text.h"

#include <math.h>

#define AXIS_SIZE 11.5
#define LEFT 34.0   /* room for the numbers of the upright axis, at least */
#define VALUE_GAP 6.0
#define RIGHT 8.0
#define ABOVE 10.0
#define BELOW 26.0  /* room for the steps */
#define TICK_EVERY 50.0
#define VALUE_EVERY 44.0
#define END_DOT 3.75
#define CURSOR_DOT 4.0
#define MUCH_LONGER 4.0 /* times as long as this run: from there on another run is cut off, for this one would be a sliver */

static double
step_at (const CrChartLine *line, gsize point)
{
  return line->steps != NULL ? line->steps[point] : (double) point;
}

/* --- Where the axes are --- */

/* The last step of this run's lines or of those of the other; NAN where they have none. */
static double
find_last (const CrChart *chart, gboolean is_other)
{
  double last = NAN;

  for (guint i = 0; i < chart->n_lines; i++)
    if (!chart->lines[i].is_other == !is_other && chart->lines[i].n_points > 0)
      last = fmax (last, step_at (&chart->lines[i], chart->lines[i].n_points - 1));
  return last;
}

static CrAxis
fit_steps (const CrChart *chart)
{
  double own = find_last (chart, FALSE);
  double other = find_last (chart, TRUE);
  double last = chart->last_step;

  if (isnan (last))
    last = own > 0 && other > MUCH_LONGER * own ? own : fmax (own, other);
  return (CrAxis) { 0, last > 0 ? last : 1, FALSE };
}

/* How many points stand at or before a step. */
static gsize
count_until (const CrChartLine *line, double step)
{
  gsize low = 0;
  gsize high = line->n_points;

  if (line->steps == NULL)
    return step < 0 ? 0 : (gsize) MIN (floor (step) + 1, (double) line->n_points);
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (line->steps[middle] <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A loss is shown from 0; on a logarithmic axis up to the next power of ten where it spans more than one. */
static CrAxis
fit_values (const CrChart *chart, const CrAxis *steps)
{
  double least = INFINITY;
  double greatest = -INFINITY;
  CrAxis axis;

  if (chart->is_share)
    return (CrAxis) { isnan (chart->low) ? 0 : chart->low, isnan (chart->high) ? 1 : chart->high, FALSE };
  for (guint i = 0; i < chart->n_lines; i++)
    {
      double low, high;

      cr_chart_find_extremes (chart->lines[i].values, count_until (&chart->lines[i], steps->high), chart->logarithmic, &low, &high);
      least = MIN (least, low);
      greatest = MAX (greatest, high);
    }
  axis = cr_axis_fit (chart->logarithmic ? least : MIN (least, 0), greatest, chart->logarithmic);
  if (chart->logarithmic && axis.high > 20 * axis.low)
    axis.high = pow (10, ceil (log10 (axis.high) - 1e-9));
  if (!isnan (chart->low))
    axis.low = chart->low;
  if (!isnan (chart->high))
    axis.high = chart->high;
  if (!(axis.high > axis.low) || (chart->logarithmic && !(axis.low > 0)))
    return cr_axis_fit (NAN, NAN, chart->logarithmic);
  return axis;
}

/* --- Axes --- */

static guint
list_values (const CrAxis *axis, double height, double *ticks)
{
  return cr_axis_list_ticks (axis, CLAMP ((guint) (height / VALUE_EVERY) + 1, 3, 9), ticks);
}

static void
write_value (const CrChart *chart, const CrAxis *axis, const double *ticks, guint n, guint tick, char *text)
{
  if (chart->is_share)
    g_snprintf (text, CR_NUMBER_TEXT_SIZE, "%.0f\u2009%%", 100 * ticks[tick]);
  else
    cr_axis_write_tick (axis, ticks, n, tick, text);
}

/* What the numbers of the upright axis take; without fonts, since pointing must not need any. */
static double
measure_values (const CrChart *chart, const CrAxis *axis, double height)
{
  double ticks[CR_AXIS_MOST_TICKS];
  char text[CR_NUMBER_TEXT_SIZE];
  guint n = list_values (axis, height, ticks);
  double width = 0;

  for (guint i = 0; i < n; i++)
    {
      write_value (chart, axis, ticks, n, i, text);
      width = MAX (width, cr_text_estimate_width (text) * AXIS_SIZE);
    }
  return width;
}

CrChartFrame
cr_chart_get_frame (const CrChart *chart, const CrArea *area)
{
  CrAxis steps = fit_steps (chart);
  CrAxis values = fit_values (chart, &steps);
  double height = MAX (area->height - ABOVE - BELOW, 1);
  double left = MAX (LEFT, ceil (measure_values (chart, &values, height) + VALUE_GAP));

  return (CrChartFrame) {
    .plot = { area->x + left, area->y + ABOVE, MAX (area->width - left - RIGHT, 1), height },
    .steps = steps,
    .values = values,
  };
}

/* Quiet lines across, with their numbers at the left. */
static void
draw_values (const CrPen *pen, const CrChart *chart, const CrChartFrame *frame)
{
  const CrArea *plot = &frame->plot;
  double ticks[CR_AXIS_MOST_TICKS];
  char text[CR_NUMBER_TEXT_SIZE];
  guint n = list_values (&frame->values, plot->height, ticks);

  for (guint i = 0; i < n; i++)
    {
      double y = plot->y + plot->height * (1 - cr_axis_get_share (&frame->values, ticks[i]));

      write_value (chart, &frame->values, ticks, n, i, text);
      y = floor (y * pen->scale) / pen->scale;
      cairo_rectangle (pen->cairo, plot->x, y, plot->width, 1);
      cr_pen_fill (pen, CR_COLOR_GRID);
      cr_pen_text (pen, text, AXIS_SIZE, FALSE, CR_COLOR_CAPTION, plot->x - VALUE_GAP, y + 4, 1);
    }
}

/* Numbers below; the last is moved in where it would be cut. */
static void
draw_steps (const CrPen *pen, const CrChartFrame *frame)
{
  const CrArea *plot = &frame->plot;
  double ticks[CR_AXIS_MOST_TICKS];
  char text[CR_NUMBER_TEXT_SIZE];
  guint most = CLAMP ((guint) (plot->width / TICK_EVERY) + 1, 2, 12);
  guint n = cr_axis_list_ticks (&frame->steps, CLAMP ((guint) frame->steps.high + 1, 2, most), ticks); /* whole numbers */

  for (guint i = 0; i < n; i++)
    {
      double x = plot->x + plot->width * cr_axis_get_share (&frame->steps, ticks[i]);
      double width;

      cr_axis_write_tick (&frame->steps, ticks, n, i, text);
      if (!cr_pen_shows_text (pen, AXIS_SIZE))
        return;
      width = cr_fonts_shape (pen->fonts, text, AXIS_SIZE, FALSE, CR_FIT_FREE, 0)->width;
      x = MIN (x, plot->x + plot->width + RIGHT - width / 2);
      cr_pen_text (pen, text, AXIS_SIZE, FALSE, CR_COLOR_CAPTION, x, plot->y + plot->height + 17, 0.5);
    }
}

/* --- Points --- */

static CrPoint
place_of (const CrChartFrame *frame, double step, double value)
{
  const CrArea *plot = &frame->plot;
  double share = CLAMP (cr_axis_get_share (&frame->values, value), 0, 1);

  return (CrPoint) { plot->x + plot->width * cr_axis_get_share (&frame->steps, step), plot->y + plot->height * (1 - share) };
}

static void
draw_dot (const CrPen *pen, CrPoint at, CrColorRole role, double radius)
{
  cr_pen_circle (pen, at, radius + 1);
  cr_pen_fill (pen, CR_COLOR_NODE);
  cr_pen_circle (pen, at, radius);
  cr_pen_fill (pen, role);
}

/* Where training stands; of a single point of any line, which has no other picture. */
static void
draw_end (const CrPen *pen, const CrChartFrame *frame, const CrChartLine *line)
{
  gsize last = line->n_points - 1;
  gboolean is_lone = line->n_points == 1 || isnan (line->values[last - 1]);

  if (line->n_points == 0 || step_at (line, last) > frame->steps.high || !isfinite (line->values[last]) || !((line->look == CR_LINE_TRAIN && !line->is_other) || is_lone))
    return;
  draw_dot (pen, place_of (frame, step_at (line, last), line->values[last]), cr_chart_line_get_role (line->look),
            line->is_other ? END_DOT - 1 : END_DOT);
}

/* Whether a line does not reach that step: it shows nothing there. */
static gboolean
has_ended (const CrChartLine *line, double step)
{
  double last = line->n_points == 0 ? -INFINITY : line->steps != NULL ? line->steps[line->n_points - 1] : (double) (line->n_points - 1);

  return step > last;
}

static void
draw_cursor (const CrPen *pen, const CrChart *chart, const CrChartFrame *frame)
{
  const CrArea *plot = &frame->plot;
  double x = plot->x + plot->width * cr_axis_get_share (&frame->steps, chart->cursor);

  if (!(x >= plot->x && x <= plot->x + plot->width))
    return;
  cairo_rectangle (pen->cairo, floor (x * pen->scale) / pen->scale, plot->y, 1, plot->height);
  cr_pen_fill (pen, CR_COLOR_QUIET);
  for (guint i = 0; i < chart->n_lines; i++)
    {
      double value = has_ended (&chart->lines[i], chart->cursor) ? NAN : cr_chart_line_get_value (&chart->lines[i], chart->cursor);

      if (isfinite (value))
        draw_dot (pen, place_of (frame, chart->cursor, value), cr_chart_line_get_role (chart->lines[i].look), CURSOR_DOT);
    }
}

void
cr_chart_draw (const CrPen *pen, const CrChart *chart, const CrChartFrame *frame)
{
  const CrArea *plot = &frame->plot;
  gsize n_points = 0;

  draw_values (pen, chart, frame);
  draw_steps (pen, frame);
  for (guint pass = 0; pass < 2; pass++) /* dashes over all that is filled */
    for (guint i = 0; i < chart->n_lines; i++)
      if (cr_chart_line_is_dashed (chart->lines[i].look) == (pass == 1))
        {
          cr_chart_line_draw (pen, &chart->lines[i], frame);
          n_points += chart->lines[i].n_points;
        }
  for (guint i = 0; i < chart->n_lines; i++)
    if (chart->lines[i].n_points > 0)
      draw_end (pen, frame, &chart->lines[i]);
  draw_cursor (pen, chart, frame);
  if (n_points > 0 || chart->empty == NULL)
    return;

  g_autofree char *markup = g_markup_escape_text (chart->empty, -1);

  cr_pen_text (pen, markup, 12, FALSE, CR_COLOR_CAPTION, plot->x + plot->width / 2, plot->y + plot->height / 2 + 4, 0.5);
}

/* --- Which step is where --- */

double
cr_chart_line_get_value (const CrChartLine *line, double step)
{
  gsize n = count_until (line, step);

  return n > 0 ? line->values[n - 1] : NAN;
}

gboolean
cr_chart_find_step (const CrChart *chart, const CrChartFrame *frame, double x, double *step)
{
  double wanted = cr_axis_get_number (&frame->steps, (x - frame->plot.x) / frame->plot.width);
  double nearest = INFINITY;

  for (guint i = 0; i < chart->n_lines; i++)
    {
      const CrChartLine *line = &chart->lines[i];
      gsize n = count_until (line, wanted);

      for (gsize point = n > 0 ? n - 1 : 0; point < MIN (n + 1, line->n_points); point++)
        if (step_at (line, point) <= frame->steps.high && fabs (step_at (line, point) - wanted) < nearest)
          {
            nearest = fabs (step_at (line, point) - wanted);
            *step = step_at (line, point);
          }
    }
  return nearest < INFINITY;
}
