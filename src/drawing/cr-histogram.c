/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histograms: bars, patterns, axis. */
#include "cr-histogram.h"

#include "cr-axis.h"

#include <math.h>

#define AXIS_SIZE 11.5
#define BELOW 20.0
#define ABOVE 4.0
#define SIDE 14.0 /* half a number of the axis */
#define GAP 1.0
#define WIDE_BAR 4.0 /* from here on there is a gap between bars */
#define HATCH 4.0
#define SWATCH 12.0
#define WORD_ROW 16.0

/* Words have a row of their own above the bars. */
static CrArea
get_plot (const CrHistogram *histogram, const CrArea *area)
{
  gboolean has_words = histogram->words[CR_BIN_SATURATED] != NULL || histogram->words[CR_BIN_DEAD] != NULL;
  double above = ABOVE + (has_words ? WORD_ROW : 0);

  return (CrArea) { area->x + SIDE, area->y + above, MAX (area->width - 2 * SIDE, 1), MAX (area->height - above - BELOW, 1) };
}

static double
height_of (const CrHistogram *histogram, guint32 count)
{
  return histogram->logarithmic ? log1p (count) : count;
}

static double
find_greatest (const CrHistogram *histogram)
{
  guint32 greatest = 0;

  for (guint i = 0; i < histogram->n_bins; i++)
    greatest = MAX (greatest, histogram->counts[i]);
  return height_of (histogram, MAX (greatest, 1));
}

/* The least that is counted is still seen. */
static CrArea
get_bar (const CrHistogram *histogram, const CrArea *plot, double greatest, guint bin)
{
  double width = plot->width / histogram->n_bins;
  double height = plot->height * height_of (histogram, histogram->counts[bin]) / greatest;

  if (histogram->counts[bin] > 0)
    height = MAX (height, 1);
  return (CrArea) { plot->x + bin * width, plot->y + plot->height - height, width - (width >= WIDE_BAR ? GAP : 0), height };
}

CrArea
cr_histogram_get_bar (const CrHistogram *histogram, const CrArea *area, guint bin)
{
  CrArea plot = get_plot (histogram, area);

  return get_bar (histogram, &plot, find_greatest (histogram), bin);
}

int
cr_histogram_find_bin (const CrHistogram *histogram, const CrArea *area, double x, double y)
{
  CrArea plot = get_plot (histogram, area);
  double place = (x - plot.x) / plot.width;

  if (!(place >= 0 && place < 1) || y < area->y || y > area->y + area->height)
    return -1;
  return MIN ((int) (place * histogram->n_bins), (int) histogram->n_bins - 1);
}

/* --- Patterns --- */

static CrColorRole
role_of (const CrHistogram *histogram, CrBinMark mark)
{
  if (mark == CR_BIN_DEAD)
    return CR_COLOR_ERROR;
  return histogram->is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE;
}

/* Lines over an area that slant one way. */
static void
trace_hatches (const CrPen *pen, const CrArea *area, gboolean falling)
{
  double reach = area->height;

  for (double x = HATCH * floor ((area->x - reach) / HATCH); x <= area->x + area->width + reach; x += HATCH)
    {
      cairo_move_to (pen->cairo, x, falling ? area->y : area->y + area->height);
      cairo_line_to (pen->cairo, x + reach, falling ? area->y + area->height : area->y);
    }
}

/* Fills the current path, which lies within an area, as bins of that mark are filled. */
static void
fill_marked (const CrPen *pen, const CrHistogram *histogram, CrBinMark mark, const CrArea *area)
{
  CrColorRole role = role_of (histogram, mark);

  if (mark == CR_BIN_WELL)
    {
      cr_pen_fill (pen, role);
      return;
    }
  cairo_save (pen->cairo);
  cairo_clip_preserve (pen->cairo);
  cr_pen_stroke (pen, role, 2); /* inside: the clip takes half of it */
  trace_hatches (pen, area, FALSE);
  if (mark == CR_BIN_DEAD)
    trace_hatches (pen, area, TRUE);
  cr_pen_stroke (pen, role, 1);
  cairo_restore (pen->cairo);
}

static CrBinMark
mark_of (const CrHistogram *histogram, guint bin)
{
  return histogram->marks != NULL ? MIN (histogram->marks[bin], CR_BIN_DEAD) : CR_BIN_WELL;
}

/* All bars of one mark at once. */
static void
draw_bars (const CrPen *pen, const CrHistogram *histogram, const CrArea *plot, CrBinMark mark)
{
  double greatest = find_greatest (histogram);

  cairo_new_path (pen->cairo);
  for (guint i = 0; i < histogram->n_bins; i++)
    {
      CrArea bar = get_bar (histogram, plot, greatest, i);

      if (histogram->counts[i] > 0 && mark_of (histogram, i) == mark)
        cairo_rectangle (pen->cairo, bar.x, bar.y, bar.width, bar.height);
    }
  if (cairo_has_current_point (pen->cairo))
    fill_marked (pen, histogram, mark, plot);
}

/* --- Axis and words --- */

static void
draw_axis (const CrPen *pen, const CrHistogram *histogram, const CrArea *plot)
{
  CrAxis axis = { histogram->low, histogram->high, FALSE };
  double ticks[CR_AXIS_MOST_TICKS];
  guint n = cr_axis_list_ticks (&axis, CLAMP ((guint) (plot->width / 50) + 1, 2, 9), ticks);
  double bottom = plot->y + plot->height;
  char text[CR_NUMBER_TEXT_SIZE];

  for (guint i = 0; i < n; i++)
    {
      double x = plot->x + plot->width * cr_axis_get_share (&axis, ticks[i]);

      cairo_rectangle (pen->cairo, x - 0.5, bottom, 1, 4);
      cr_pen_fill (pen, CR_COLOR_CAPTION);
      cr_axis_write_tick (&axis, ticks, n, i, text);
      cr_pen_text (pen, text, AXIS_SIZE, FALSE, CR_COLOR_CAPTION, x, bottom + 16, 0.5);
    }
  cairo_rectangle (pen->cairo, plot->x, bottom, plot->width, 1);
  cr_pen_fill (pen, CR_COLOR_CAPTION);
}

static gboolean
has_mark (const CrHistogram *histogram, CrBinMark mark)
{
  for (guint i = 0; i < histogram->n_bins; i++)
    if (mark_of (histogram, i) == mark && histogram->counts[i] > 0)
      return TRUE;
  return FALSE;
}

/* From right to left. */
static void
draw_words (const CrPen *pen, const CrHistogram *histogram, const CrArea *plot)
{
  double right = plot->x + plot->width;
  double y = plot->y - WORD_ROW;

  for (guint mark = CR_BIN_SATURATED; mark < CR_N_BIN_MARKS; mark++)
    {
      g_autofree char *markup = histogram->words[mark] != NULL ? g_markup_escape_text (histogram->words[mark], -1) : NULL;
      const CrShaped *text;
      CrArea swatch;

      if (markup == NULL || !has_mark (histogram, mark) || !cr_pen_shows_text (pen, AXIS_SIZE))
        continue;
      text = cr_fonts_shape (pen->fonts, markup, AXIS_SIZE, FALSE, CR_FIT_FREE, 0);
      swatch = (CrArea) { right - text->width - SWATCH - 6, y, SWATCH, SWATCH };
      cr_pen_set_color (pen, CR_COLOR_CAPTION);
      cr_fonts_draw (pen->fonts, pen->cairo, text, right - text->width, y + 10);
      cairo_rectangle (pen->cairo, swatch.x, swatch.y, swatch.width, swatch.height);
      fill_marked (pen, histogram, mark, &swatch);
      right = swatch.x - 14;
    }
}

void
cr_histogram_draw (const CrPen *pen, const CrHistogram *histogram, const CrArea *area)
{
  CrArea plot = get_plot (histogram, area);

  g_return_if_fail (histogram->n_bins > 0 && histogram->high > histogram->low);

  if (histogram->hovered >= 0 && (guint) histogram->hovered < histogram->n_bins)
    {
      double width = plot.width / histogram->n_bins;

      cairo_rectangle (pen->cairo, plot.x + histogram->hovered * width, plot.y, width, plot.height);
      cr_pen_fill (pen, CR_COLOR_HALO);
    }
  for (guint mark = 0; mark < CR_N_BIN_MARKS; mark++)
    draw_bars (pen, histogram, &plot, mark);
  draw_axis (pen, histogram, &plot);
  draw_words (pen, histogram, &plot);
}
