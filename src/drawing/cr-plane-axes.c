/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers at the edges of a plane. */
#include "cr-plane-axes.h"

#include "cr-axis.h"
#include "cr-text.h"

#include <math.h>

#define SIZE 11.5
#define LEFT 34.0
#define BELOW 24.0
#define AROUND 8.0 /* room for half a number beyond the ends */
#define GROUND 0.85 /* how much of what is behind a name it hides */
#define TICK 4.0
#define TICK_EVERY 40.0

CrArea
cr_plane_axes_get_inner (const CrArea *area)
{
  return (CrArea) { area->x + LEFT, area->y + AROUND, MAX (area->width - LEFT - AROUND, 1),
                    MAX (area->height - BELOW - AROUND, 1) };
}

static void
draw_axis (const CrPen *pen, const CrPlane *plane, gboolean is_upright)
{
  CrAxis axis = is_upright ? (CrAxis) { plane->bottom, plane->top, FALSE } : (CrAxis) { plane->left, plane->right, FALSE };
  double length = is_upright ? plane->area.height : plane->area.width;
  double ticks[CR_AXIS_MOST_TICKS];
  guint n = cr_axis_list_ticks (&axis, CLAMP ((guint) (length / TICK_EVERY), 2, 9), ticks);
  char text[CR_NUMBER_TEXT_SIZE];

  for (guint i = 0; i < n; i++)
    {
      CrPoint at = cr_plane_to_pixel (plane, is_upright ? plane->left : ticks[i], is_upright ? ticks[i] : plane->bottom);

      cr_axis_write_tick (&axis, ticks, n, i, text);
      cairo_move_to (pen->cairo, at.x, at.y);
      cairo_rel_line_to (pen->cairo, is_upright ? -TICK : 0, is_upright ? 0 : TICK);
      cr_pen_stroke (pen, CR_COLOR_CAPTION, 1);
      if (is_upright)
        cr_pen_text (pen, text, SIZE, FALSE, CR_COLOR_CAPTION, at.x - TICK - 3, at.y + 4, 1);
      else
        cr_pen_text (pen, text, SIZE, FALSE, CR_COLOR_CAPTION, at.x, at.y + TICK + 12, 0.5);
    }
}

/* On a ground of its own: points and lines go through where it stands. */
static void
draw_name (const CrPen *pen, const char *name, double x, double y, double align)
{
  g_autofree char *markup = name != NULL ? cr_text_name_to_markup (name) : NULL;
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, pen->dark);
  double width;
  CrArea pill;

  if (markup == NULL || !cr_pen_shows_text (pen, SIZE + 1))
    return;
  width = cr_fonts_shape (pen->fonts, markup, SIZE + 1, TRUE, CR_FIT_FREE, 0)->width;
  pill = (CrArea) { x - align * width - 4, y - 12, width + 8, 18 };
  cr_pen_rounded (pen, &pill, 5);
  cairo_set_source_rgba (pen->cairo, ground.red, ground.green, ground.blue, GROUND);
  cairo_fill (pen->cairo);
  cr_pen_text (pen, markup, SIZE + 1, TRUE, CR_COLOR_INK, x, y, align);
}

void
cr_plane_axes_draw (const CrPen *pen, const CrPlane *plane, const char *const *names)
{
  const CrArea *area = &plane->area;

  draw_axis (pen, plane, FALSE);
  draw_axis (pen, plane, TRUE);
  draw_name (pen, names[0], area->x + area->width - 8, area->y + area->height - 8, 1);
  draw_name (pen, names[1], area->x + 8, area->y + 16, 0);
}
