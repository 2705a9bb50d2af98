/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error of a measured slope by its step. */
#include "cr-check-plot.h"

#include "cr-axis.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TEXT 11.0
#define LEFT 40.0
#define BOTTOM 32.0
#define TOP 24.0 /* with the title over it */
#define RIGHT 10.0
#define MOST_TICKS 5
#define LEAST_ERROR 1e-16 /* what is shown of one that is smaller */
#define DOT 2.5

typedef struct
{
  const CrPen *pen;
  const CrCheckPlot *plot;
  CrArea area;
  CrAxis steps;
  CrAxis errors;
} Frame;

static CrPoint
get_point (const Frame *frame, double step, double error)
{
  return (CrPoint) {
    frame->area.x + frame->area.width * cr_axis_get_share (&frame->steps, step),
    frame->area.y + frame->area.height * (1 - cr_axis_get_share (&frame->errors, fmax (error, LEAST_ERROR))),
  };
}

static void
find_axes (Frame *frame)
{
  const CrCheckPlot *plot = frame->plot;
  double least = 1, greatest = LEAST_ERROR;

  for (guint i = 0; i < plot->n_points; i++)
    if (isfinite (plot->errors[i]))
      {
        least = fmin (least, fmax (plot->errors[i], LEAST_ERROR));
        greatest = fmax (greatest, plot->errors[i]);
      }
  frame->steps = (CrAxis) { plot->steps[plot->n_points - 1], plot->steps[0], TRUE };
  frame->errors = cr_axis_fit (least, fmax (greatest, least), TRUE);
}

static void
draw_line (const CrPen *pen, CrColorRole role, double x1, double y1, double x2, double y2)
{
  cairo_move_to (pen->cairo, x1, y1);
  cairo_line_to (pen->cairo, x2, y2);
  cr_pen_stroke (pen, role, 1);
}

static void
draw_axis (const Frame *frame, const CrAxis *axis, gboolean is_upright)
{
  double ticks[CR_AXIS_MOST_TICKS];
  guint n_ticks = cr_axis_list_ticks (axis, MOST_TICKS, ticks);
  const CrArea *area = &frame->area;

  for (guint i = 0; i < n_ticks; i++)
    {
      double share = cr_axis_get_share (axis, ticks[i]);
      char text[CR_NUMBER_TEXT_SIZE];

      cr_axis_write_tick (axis, ticks, n_ticks, i, text);
      if (is_upright)
        {
          double y = area->y + area->height * (1 - share);

          draw_line (frame->pen, CR_COLOR_GRID, area->x, y, area->x + area->width, y);
          cr_pen_text (frame->pen, text, TEXT, FALSE, CR_COLOR_CAPTION, area->x - 5, y + 0.36 * TEXT, 1);
        }
      else
        cr_pen_text (frame->pen, text, TEXT, FALSE, CR_COLOR_CAPTION, area->x + area->width * share, area->y + area->height + TEXT + 3, 0.5);
    }
}

/* What the axes are, and which error takes over to which side. */
static void
draw_titles (const Frame *frame)
{
  const CrArea *area = &frame->area;
  double below = area->y + area->height + 2 * TEXT + 6;

  cr_pen_text (frame->pen, _("relative error"), TEXT, FALSE, CR_COLOR_CAPTION, area->x - LEFT, area->y - TOP + TEXT, 0);
  cr_pen_text (frame->pen, _("← rounding"), TEXT, FALSE, CR_COLOR_CAPTION, area->x - LEFT, below, 0);
  cr_pen_text (frame->pen, _("step h"), TEXT, FALSE, CR_COLOR_CAPTION, area->x + area->width / 2 - RIGHT, below, 0.5);
  cr_pen_text (frame->pen, _("truncation →"), TEXT, FALSE, CR_COLOR_CAPTION, area->x + area->width + RIGHT, below, 1);
}

static void
draw_points (const Frame *frame)
{
  const CrCheckPlot *plot = frame->plot;
  gboolean is_on = FALSE;

  cairo_new_path (frame->pen->cairo);
  for (guint i = 0; i < plot->n_points; i++)
    {
      CrPoint point = get_point (frame, plot->steps[i], plot->errors[i]);

      if (!isfinite (plot->errors[i]))
        {
          is_on = FALSE;
          continue;
        }
      if (is_on)
        cairo_line_to (frame->pen->cairo, point.x, point.y);
      else
        cairo_move_to (frame->pen->cairo, point.x, point.y);
      is_on = TRUE;
    }
  cr_pen_stroke (frame->pen, CR_COLOR_VALUE, 1.5);
  for (guint i = 0; i < plot->n_points; i++)
    if (isfinite (plot->errors[i]))
      {
        cr_pen_circle (frame->pen, get_point (frame, plot->steps[i], plot->errors[i]), i == plot->chosen ? 2 * DOT : DOT);
        cr_pen_fill (frame->pen, i == plot->chosen ? CR_COLOR_ACCENT : CR_COLOR_VALUE);
      }
}

void
cr_check_plot_draw (const CrPen *pen, const CrCheckPlot *plot, const CrArea *area)
{
  Frame frame = { pen, plot, { area->x + LEFT, area->y + TOP, area->width - LEFT - RIGHT, area->height - TOP - BOTTOM }, { 0 }, { 0 } };
  double x;

  if (plot->n_points < 2 || frame.area.width <= 0 || frame.area.height <= 0)
    return;
  find_axes (&frame);
  draw_axis (&frame, &frame.errors, TRUE);
  draw_axis (&frame, &frame.steps, FALSE);
  draw_titles (&frame);
  draw_line (pen, CR_COLOR_CAPTION, frame.area.x, frame.area.y + frame.area.height, frame.area.x + frame.area.width,
             frame.area.y + frame.area.height);
  x = get_point (&frame, plot->steps[MIN (plot->chosen, plot->n_points - 1)], 1).x;
  draw_line (pen, CR_COLOR_ACCENT, x, frame.area.y, x, frame.area.y + frame.area.height);
  draw_points (&frame);
}
