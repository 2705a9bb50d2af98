/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a chart: strokes where there are few points, least and greatest by pixel column where there are many. */
#include "cr-chart-line.h"

#include <math.h>

#define NOISY 3.0      /* pixels between least and greatest of a column from which on the line is filled */
#define JUMP 12.0      /* from which on all of a column is drawn, where the line as a whole is calm */
#define SAMPLE 20.0
#define LANES 8
#define DASHED_STEP 4.0 /* pixels between the points that dashes follow where a line jumps about */
#define BAND_ALPHA 0.22

static const struct
{
  CrColorRole role;
  double width;
  double dash[2]; /* 0: none */
} looks[] = {
  [CR_LINE_TRAIN] = { CR_COLOR_VALUE, 2, { 0, 0 } },
  [CR_LINE_TEST] = { CR_COLOR_INK, 1.75, { 5, 3 } },
  [CR_LINE_PENALTY] = { CR_COLOR_GRADIENT, 1.75, { 1.75, 3 } },
};

CrColorRole
cr_chart_line_get_role (CrLineLook look)
{
  return looks[look].role;
}

gboolean
cr_chart_line_is_dashed (CrLineLook look)
{
  return looks[look].dash[0] > 0;
}

static double
width_of (CrLineLook look, gboolean is_other)
{
  return is_other ? 1 : looks[look].width;
}

static void
stroke (const CrPen *pen, CrLineLook look, gboolean is_other)
{
  if (looks[look].dash[0] > 0)
    cairo_set_dash (pen->cairo, looks[look].dash, 2, 0);
  cairo_set_line_join (pen->cairo, CAIRO_LINE_JOIN_BEVEL);
  cr_pen_stroke (pen, looks[look].role, width_of (look, is_other));
  cairo_set_dash (pen->cairo, NULL, 0, 0);
  cairo_set_line_join (pen->cairo, CAIRO_LINE_JOIN_MITER);
}

void
cr_chart_draw_sample (const CrPen *pen, CrLineLook look, gboolean is_other, double x, double y)
{
  cairo_move_to (pen->cairo, x, y);
  cairo_line_to (pen->cairo, x + SAMPLE, y);
  stroke (pen, look, is_other);
}

/* --- Least and greatest --- */

static gboolean
find_extremes_one_by_one (const double *values, gsize n, gboolean positive, double *least, double *greatest)
{
  gboolean all_finite = TRUE;

  *least = INFINITY;
  *greatest = -INFINITY;
  for (gsize i = 0; i < n; i++)
    {
      gboolean is_finite = fabs (values[i]) <= G_MAXDOUBLE;

      all_finite &= is_finite;
      if (!is_finite || (positive && values[i] <= 0))
        continue;
      *least = MIN (*least, values[i]);
      *greatest = MAX (*greatest, values[i]);
    }
  return all_finite;
}

/* Lanes that do not wait for one another; 0 · NaN and 0 · infinity tell that a number is not finite. */
gboolean
cr_chart_find_extremes (const double *values, gsize n, gboolean positive, double *least, double *greatest)
{
  double low[LANES], high[LANES], nothing[LANES];
  gsize i = 0;
  gboolean all_finite;

  for (guint lane = 0; lane < LANES; lane++)
    {
      low[lane] = INFINITY;
      high[lane] = -INFINITY;
      nothing[lane] = 0;
    }
  for (; i + LANES <= n; i += LANES)
    for (guint lane = 0; lane < LANES; lane++)
      {
        double value = values[i + lane];

        low[lane] = value < low[lane] ? value : low[lane];
        high[lane] = value > high[lane] ? value : high[lane];
        nothing[lane] += 0 * value;
      }
  all_finite = find_extremes_one_by_one (values + i, n - i, FALSE, least, greatest);
  for (guint lane = 0; lane < LANES; lane++)
    {
      *least = MIN (*least, low[lane]);
      *greatest = MAX (*greatest, high[lane]);
      all_finite &= nothing[lane] == 0;
    }
  if (!all_finite || (positive && *least <= 0))
    return find_extremes_one_by_one (values, n, positive, least, greatest);
  return TRUE;
}

/* --- From numbers to pixels --- */

/* An axis as two factors: y = offset + factor · number, or its logarithm. */
typedef struct
{
  double offset;
  double factor;
  gboolean logarithmic;
  double bottom;
} Scale;

static Scale
make_scale (const CrChartFrame *frame)
{
  const CrAxis *axis = &frame->values;
  const CrArea *plot = &frame->plot;
  double low = axis->logarithmic ? log (axis->low) : axis->low;
  double high = axis->logarithmic ? log (axis->high) : axis->high;
  double factor = -plot->height / (high - low);
  double bottom = plot->y + plot->height;

  return (Scale) { bottom - factor * low, factor, axis->logarithmic, bottom };
}

/* The height of a number, held a little outside the plot at most, so that coordinates stay small; NAN leaves a gap. */
static inline double
height_of (const Scale *scale, const CrArea *plot, double number)
{
  double y;

  if (!(fabs (number) <= G_MAXDOUBLE))
    return NAN;
  if (scale->logarithmic && number <= 0)
    return scale->bottom + plot->height;
  y = scale->offset + scale->factor * (scale->logarithmic ? log (number) : number);
  return CLAMP (y, plot->y - plot->height, scale->bottom + plot->height);
}

/* --- Few points --- */

static void
stroke_points (const CrPen *pen, const CrChartLine *line, const CrChartFrame *frame)
{
  Scale scale = make_scale (frame);
  gboolean is_down = FALSE;

  for (gsize i = 0; i < line->n_points; i++)
    {
      double x = frame->plot.x
                 + frame->plot.width * cr_axis_get_share (&frame->steps, line->steps != NULL ? line->steps[i] : (double) i);
      double y = height_of (&scale, &frame->plot, line->values[i]);

      if (isnan (y))
        is_down = FALSE;
      else if (is_down)
        cairo_line_to (pen->cairo, x, y);
      else
        {
          cairo_move_to (pen->cairo, x, y);
          is_down = TRUE;
        }
    }
  stroke (pen, line->look, line->is_other);
}

/* --- Many points --- */

/* What a line does within a column of pixels: its heights from the screen's top; nothing where upper is above lower. */
typedef struct
{
  double least; /* numbers */
  double greatest;
  double first;
  double last;
  double upper; /* pixels */
  double lower;
  gboolean has_gap; /* a number in it is not finite */
} Column;

/* The first point at or behind a step. */
static gsize
find_point (const CrChartLine *line, double step)
{
  gsize low = 0;
  gsize high = line->n_points;

  if (line->steps == NULL)
    return (gsize) CLAMP (ceil (step), 0, (double) line->n_points);
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (line->steps[middle] < step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Up to the column of the last point. */
static guint
collect_columns (const CrChartLine *line, const CrChartFrame *frame, guint n_columns, Column *columns)
{
  double width = (frame->steps.high - frame->steps.low) / n_columns;
  gsize first = find_point (line, frame->steps.low);
  guint n = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      gsize end = i + 1 < n_columns ? find_point (line, frame->steps.low + (i + 1) * width) : find_point (line, nextafter (frame->steps.high, INFINITY));
      Column *column = &columns[i];

      *column = (Column) { INFINITY, -INFINITY, NAN, NAN, INFINITY, -INFINITY, FALSE };
      column->has_gap = !cr_chart_find_extremes (line->values + first, end - first, FALSE, &column->least, &column->greatest);
      if (end > first)
        {
          column->first = line->values[first];
          column->last = line->values[end - 1];
          n = i + 1;
        }
      first = end;
    }
  return n;
}

/* Heights; whether the line jumps about within a column. */
static gboolean
measure_columns (const CrChartFrame *frame, Column *columns, guint n)
{
  Scale scale = make_scale (frame);
  guint n_noisy = 0;

  for (guint i = 0; i < n; i++)
    {
      if (columns[i].least > columns[i].greatest)
        continue;
      columns[i].upper = height_of (&scale, &frame->plot, columns[i].greatest);
      columns[i].lower = height_of (&scale, &frame->plot, columns[i].least);
      n_noisy += columns[i].lower - columns[i].upper > NOISY;
    }
  return n_noisy > n / 16;
}

static gboolean
is_empty (const Column *column)
{
  return column->upper > column->lower;
}

/* Through the middle of what a line does within a pixel; all of it where it jumps, as when other data are learned from there on. */
static void
trace_column (const CrPen *pen, const CrArea *plot, const Scale *scale, const Column *column, double x, gboolean is_down)
{
  double points[] = { height_of (scale, plot, column->first), column->upper, column->lower, height_of (scale, plot, column->last) };

  if (column->lower - column->upper <= JUMP)
    points[0] = points[1] = points[2] = points[3] = (column->upper + column->lower) / 2;
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      if (isnan (points[i]) || (i > 0 && points[i] == points[i - 1]))
        continue;
      if (is_down)
        cairo_line_to (pen->cairo, x, points[i]);
      else
        cairo_move_to (pen->cairo, x, points[i]);
      is_down = TRUE;
    }
}

static void
stroke_columns (const CrPen *pen, const CrChartLine *line, const CrChartFrame *frame, const Column *columns, guint n,
                double width)
{
  Scale scale = make_scale (frame);
  gboolean is_down = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (!is_empty (&columns[i]))
        trace_column (pen, &frame->plot, &scale, &columns[i], frame->plot.x + (i + 0.5) * width, is_down);
      is_down = (is_down || !is_empty (&columns[i])) && !columns[i].has_gap;
    }
  stroke (pen, line->look, line->is_other);
}

/* From the first to behind the last of columns that hang together: a band in steps, as thick as the line is at least. */
static void
trace_band (const CrPen *pen, const CrChartFrame *frame, const Column *columns, guint first, guint end, double width, double half)
{
  double left = frame->plot.x;

  cairo_new_sub_path (pen->cairo);
  for (guint i = first; i < end; i++)
    {
      cairo_line_to (pen->cairo, left + i * width, columns[i].upper - half);
      cairo_line_to (pen->cairo, left + (i + 1) * width, columns[i].upper - half);
    }
  for (guint i = end; i > first; i--)
    {
      cairo_line_to (pen->cairo, left + i * width, columns[i - 1].lower + half);
      cairo_line_to (pen->cairo, left + (i - 1) * width, columns[i - 1].lower + half);
    }
  cairo_close_path (pen->cairo);
}

/* Dashes along the middle of a noisy line, each point the mean of some columns: dashes that followed every jump would look frayed. */
static void
stroke_middle (const CrPen *pen, const CrChartLine *line, const CrChartFrame *frame, const Column *columns, guint n, double width)
{
  guint step = MAX ((guint) round (DASHED_STEP / width), 1);
  gboolean is_down = FALSE;

  for (guint first = 0; first < n; first += step)
    {
      double sum = 0, middle = 0;
      guint n_used = 0;
      gboolean has_gap = FALSE;

      for (guint i = first; i < MIN (first + step, n); i++)
        {
          has_gap |= columns[i].has_gap;
          if (is_empty (&columns[i]))
            continue;
          sum += (columns[i].upper + columns[i].lower) / 2;
          middle += frame->plot.x + (i + 0.5) * width;
          n_used++;
        }
      if (n_used > 0 && is_down)
        cairo_line_to (pen->cairo, middle / n_used, sum / n_used);
      else if (n_used > 0)
        cairo_move_to (pen->cairo, middle / n_used, sum / n_used);
      is_down = (is_down || n_used > 0) && !has_gap;
    }
  stroke (pen, line->look, line->is_other);
}

/* Neighbours overlap, so that steep parts have no holes; the band of a dashed line is faint, and dashes run along its middle. */
static void
fill_columns (const CrPen *pen, const CrChartLine *line, const CrChartFrame *frame, Column *columns, guint n, double width)
{
  double half = width_of (line->look, line->is_other) / 2;
  gboolean is_dashed = cr_chart_line_is_dashed (line->look);
  guint first = 0;

  if (is_dashed)
    stroke_middle (pen, line, frame, columns, n, width);

  for (guint i = 0; i + 1 < n; i++)
    if (!is_empty (&columns[i]) && !is_empty (&columns[i + 1]) && !columns[i].has_gap)
      {
        columns[i].upper = MIN (columns[i].upper, columns[i + 1].lower);
        columns[i].lower = MAX (columns[i].lower, columns[i + 1].upper);
      }
  for (guint i = 0; i <= n; i++)
    {
      if (i < n && !is_empty (&columns[i]) && !columns[i].has_gap)
        continue;
      if (i > first)
        trace_band (pen, frame, columns, first, i, width, half);
      first = i + 1;
    }
  if (!is_dashed)
    {
      cr_pen_fill (pen, looks[line->look].role);
      return;
    }
  cairo_save (pen->cairo);
  cairo_clip (pen->cairo);
  cr_pen_set_color (pen, looks[line->look].role);
  cairo_paint_with_alpha (pen->cairo, BAND_ALPHA);
  cairo_restore (pen->cairo);
}

void
cr_chart_line_draw (const CrPen *pen, const CrChartLine *line, const CrChartFrame *frame)
{
  const CrArea *plot = &frame->plot;
  guint n_columns = MAX ((guint) ceil (plot->width * MAX (pen->scale, 0.1)), 1);

  cairo_save (pen->cairo);
  cairo_rectangle (pen->cairo, plot->x, plot->y - 2, plot->width, plot->height + 4);
  cairo_clip (pen->cairo);
  if (line->n_points <= n_columns)
    stroke_points (pen, line, frame);
  else
    {
      g_autofree Column *columns = g_new (Column, n_columns);
      guint n = collect_columns (line, frame, n_columns, columns);

      if (measure_columns (frame, columns, n))
        fill_columns (pen, line, frame, columns, n, plot->width / n_columns);
      else
        stroke_columns (pen, line, frame, columns, n, plot->width / n_columns);
    }
  cairo_restore (pen->cairo);
}
