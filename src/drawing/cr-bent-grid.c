/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learned space of a layer of two units: a grid of the plane, bent. */
#include "cr-bent-grid.h"

#include "cr-plane-axes.h"

#include <math.h>

#define LINES 16
#define MARGIN 0.06 /* of what is shown, on every side */

/* --- What is shown --- */

typedef struct
{
  double least;
  double greatest;
} Range;

static void
widen (Range *range, double value)
{
  if (!isfinite (value))
    return;
  range->least = MIN (range->least, value);
  range->greatest = MAX (range->greatest, value);
}

static void
add_margin (Range *range)
{
  double margin;

  if (range->least > range->greatest)
    *range = (Range) { -1, 1 };
  margin = MARGIN * (range->greatest - range->least);
  if (margin == 0)
    margin = 1;
  range->least -= margin;
  range->greatest += margin;
}

CrPlane
cr_bent_grid_get_plane (const CrBentGrid *grid, const CrArea *area)
{
  Range x = { INFINITY, -INFINITY };
  Range y = { INFINITY, -INFINITY };

  for (gsize i = 0; i < (gsize) grid->columns * grid->rows; i++)
    {
      widen (&x, grid->first[i]);
      widen (&y, grid->second[i]);
    }
  for (guint i = 0; i < grid->examples.n_points; i++)
    {
      widen (&x, grid->examples.points[i].x);
      widen (&y, grid->examples.points[i].y);
    }
  add_margin (&x);
  add_margin (&y);
  return (CrPlane) { x.least, x.greatest, y.least, y.greatest, cr_plane_axes_get_inner (area) };
}

/* --- Lines --- */

/* One line through @n points of the grid, from @first on, every @step-th. */
static void
trace_line (const CrPen *pen, const CrBentGrid *grid, const CrPlane *plane, gsize first, gsize step, guint n)
{
  gboolean is_down = FALSE;

  for (guint i = 0; i < n; i++)
    {
      double u = grid->first[first + i * step];
      double v = grid->second[first + i * step];
      CrPoint at = cr_plane_to_pixel (plane, u, v);

      if (!isfinite (u) || !isfinite (v))
        is_down = FALSE;
      else if (is_down)
        cairo_line_to (pen->cairo, at.x, at.y);
      else
        {
          cairo_move_to (pen->cairo, at.x, at.y);
          is_down = TRUE;
        }
    }
}

/* Which of @n rows or columns have a line: every so many-th, and the last. */
static gboolean
has_line (guint i, guint n, guint every)
{
  return i % every == 0 || i + 1 == n;
}

/* Each line is a path of its own: many in one cost more than they save. */
static void
draw_lines (const CrPen *pen, const CrBentGrid *grid, const CrPlane *plane)
{
  guint every_row = grid->every > 0 ? grid->every : MAX (grid->rows / LINES, 1);
  guint every_column = grid->every > 0 ? grid->every : MAX (grid->columns / LINES, 1);

  for (guint row = 0; row < grid->rows; row++)
    if (has_line (row, grid->rows, every_row))
      {
        trace_line (pen, grid, plane, (gsize) row * grid->columns, 1, grid->columns);
        cr_pen_stroke (pen, CR_COLOR_QUIET, 1);
      }
  for (guint column = 0; column < grid->columns; column++)
    if (has_line (column, grid->columns, every_column))
      {
        trace_line (pen, grid, plane, column, grid->columns, grid->rows);
        cr_pen_stroke (pen, CR_COLOR_QUIET, 1);
      }
}

/* Where a·u + b·v + c is 0: a straight line through the whole plane, which the clip cuts. */
static void
draw_decision (const CrPen *pen, const CrBentGrid *grid, const CrPlane *plane)
{
  double a = grid->line[0];
  double b = grid->line[1];
  double length = a * a + b * b;
  double reach = fabs (plane->right) + fabs (plane->left) + fabs (plane->top) + fabs (plane->bottom);

  if (!(length > 0) || !isfinite (length) || !isfinite (grid->line[2]))
    return;

  double u = -a * grid->line[2] / length; /* the point of the line nearest to 0, 0 */
  double v = -b * grid->line[2] / length;
  double scale = 2 * (reach + hypot (u, v)) / sqrt (length);
  CrPoint from = cr_plane_to_pixel (plane, u - b * scale, v + a * scale);
  CrPoint to = cr_plane_to_pixel (plane, u + b * scale, v - a * scale);

  cairo_move_to (pen->cairo, from.x, from.y);
  cairo_line_to (pen->cairo, to.x, to.y);
  cr_pen_stroke (pen, CR_COLOR_INK, 2);
}

void
cr_bent_grid_draw (const CrPen *pen, const CrBentGrid *grid, const CrPlane *plane)
{
  const CrArea *area = &plane->area;

  cairo_save (pen->cairo);
  cairo_rectangle (pen->cairo, area->x, area->y, area->width, area->height);
  cr_pen_set_color (pen, CR_COLOR_CANVAS);
  cairo_fill_preserve (pen->cairo);
  cairo_clip (pen->cairo);
  draw_lines (pen, grid, plane);
  if (grid->line != NULL)
    draw_decision (pen, grid, plane);
  cr_data_points_draw (pen, &grid->examples, plane);
  if (grid->chosen >= 0 && (guint) grid->chosen < grid->examples.n_points)
    cr_data_points_draw_chosen (pen, &grid->examples, grid->chosen, plane);
  cairo_restore (pen->cairo);
  cr_plane_axes_draw (pen, plane, grid->names);
}
