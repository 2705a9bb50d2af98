/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss over two parameters: colours, contour lines, the path of the descent. */
#include "cr-landscape.h"

#include "cr-contour.h"
#include "cr-map.h"
#include "cr-plane-axes.h"

#include <math.h>

#define N_LEVELS 10
#define STEEP 20.0 /* greatest to least, from which on heights are logarithms */
#define MOST_CORNERS 2000 /* of the path that is drawn; more would lie on each other */

CrPlane
cr_landscape_get_plane (const CrLandscape *landscape, const CrArea *area)
{
  return (CrPlane) { landscape->left, landscape->right, landscape->bottom, landscape->top, cr_plane_axes_get_inner (area) };
}

double
cr_landscape_get_loss (const CrLandscape *landscape, const CrArea *area, double x, double y)
{
  CrArea inner = cr_plane_axes_get_inner (area);
  double column = floor ((x - inner.x) / inner.width * landscape->columns);
  double row = floor ((y - inner.y) / inner.height * landscape->rows);

  if (!(column >= 0 && column < landscape->columns && row >= 0 && row < landscape->rows))
    return NAN;
  if (landscape->upwards)
    row = landscape->rows - 1 - row;
  return landscape->losses[(gsize) row * landscape->columns + (gsize) column];
}

/* --- Heights --- */

/* How high each loss lies, 1 (the least) to 0 (the greatest); NaN where it is not finite. */
static double *
make_heights (const CrLandscape *landscape)
{
  gsize n = (gsize) landscape->columns * landscape->rows;
  double *heights = g_new (double, n);
  double least = INFINITY;
  double greatest = -INFINITY;
  gboolean is_steep;

  for (gsize i = 0; i < n; i++)
    if (isfinite (landscape->losses[i]))
      {
        least = MIN (least, landscape->losses[i]);
        greatest = MAX (greatest, landscape->losses[i]);
      }
  is_steep = least > 0 && greatest > STEEP * least;
  for (gsize i = 0; i < n; i++)
    {
      double loss = landscape->losses[i];

      if (!isfinite (loss))
        heights[i] = NAN;
      else if (greatest == least)
        heights[i] = 0.5;
      else if (is_steep)
        heights[i] = log (greatest / loss) / log (greatest / least);
      else
        heights[i] = (greatest - loss) / (greatest - least);
    }
  return heights;
}

static void
draw_contours (const CrPen *pen, const CrLandscape *landscape, const double *heights, const CrArea *area)
{
  for (guint i = 1; i < N_LEVELS; i++)
    {
      g_autoptr (CrContour) contour = cr_contour_new (heights, landscape->columns, landscape->rows, i / (double) N_LEVELS);

      if (contour->starts->len == 0)
        continue;
      cr_contour_trace (contour, pen->cairo, landscape->columns, landscape->rows, landscape->upwards, area);
      cr_pen_stroke (pen, CR_COLOR_QUIET, 1);
    }
}

/* --- The path --- */

static gboolean
is_finite_point (CrPoint point)
{
  return isfinite (point.x) && isfinite (point.y);
}

static void
trace_path (const CrPen *pen, const CrLandscape *landscape, const CrPlane *plane)
{
  gsize every = MAX (landscape->n_path / MOST_CORNERS, 1);

  cairo_new_path (pen->cairo);
  for (gsize i = 0; i < landscape->n_path; i = i + 1 < landscape->n_path ? MIN (i + every, landscape->n_path - 1) : i + 1)
    {
      CrPoint at = cr_plane_to_pixel (plane, landscape->path[i].x, landscape->path[i].y);

      if (is_finite_point (landscape->path[i]))
        cairo_line_to (pen->cairo, at.x, at.y);
    }
}

static void
draw_path (const CrPen *pen, const CrLandscape *landscape, const CrPlane *plane)
{
  CrPoint first, last;

  if (landscape->n_path == 0)
    return;
  first = cr_plane_to_pixel (plane, landscape->path[0].x, landscape->path[0].y);
  last = cr_plane_to_pixel (plane, landscape->path[landscape->n_path - 1].x, landscape->path[landscape->n_path - 1].y);
  cairo_set_line_join (pen->cairo, CAIRO_LINE_JOIN_ROUND);
  trace_path (pen, landscape, plane);
  cr_pen_stroke (pen, CR_COLOR_CANVAS, 4);
  trace_path (pen, landscape, plane);
  cr_pen_stroke (pen, CR_COLOR_INK, 2);
  cairo_set_line_join (pen->cairo, CAIRO_LINE_JOIN_MITER);
  if (is_finite_point (landscape->path[0]))
    {
      cr_pen_circle (pen, first, 5);
      cr_pen_set_color (pen, CR_COLOR_CANVAS);
      cairo_fill_preserve (pen->cairo);
      cr_pen_stroke (pen, CR_COLOR_INK, 2);
    }
  if (!is_finite_point (landscape->path[landscape->n_path - 1]))
    return;
  cr_pen_circle (pen, last, 6);
  cr_pen_fill (pen, CR_COLOR_CANVAS);
  cr_pen_circle (pen, last, 5);
  cr_pen_fill (pen, CR_COLOR_ACCENT);
}

void
cr_landscape_draw (const CrPen *pen, const CrLandscape *landscape, const CrArea *area)
{
  CrPlane plane = cr_landscape_get_plane (landscape, area);
  const CrArea *inner = &plane.area;
  g_autofree double *heights = make_heights (landscape);
  CrMap map = {
    .columns = landscape->columns,
    .rows = landscape->rows,
    .n_classes = 1,
    .values = heights,
    .upwards = landscape->upwards,
    .extent = 1,
  };

  cairo_save (pen->cairo);
  cairo_rectangle (pen->cairo, inner->x, inner->y, inner->width, inner->height);
  cairo_clip (pen->cairo);
  cr_map_draw (pen, &map, inner);
  draw_contours (pen, landscape, heights, inner);
  draw_path (pen, landscape, &plane);
  cairo_restore (pen->cairo);
  cr_plane_axes_draw (pen, &plane, landscape->names);
}
