/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cairo_t with colours, fonts and the level of detail. */
#include "cr-pen.h"

#include "cr-text.h"

#include <string.h>

#define LEAST_SIGN 11.0

void
cr_pen_set_color (const CrPen *pen, CrColorRole role)
{
  CrColor color = cr_color_get (role, pen->dark);

  cairo_set_source_rgba (pen->cairo, color.red, color.green, color.blue, color.alpha * (1 - pen->faded));
}

gboolean
cr_pen_shows_text (const CrPen *pen, double size)
{
  return !pen->hide_text && size * pen->scale >= pen->least_text;
}

void
cr_pen_text (const CrPen *pen, const char *markup, double size, gboolean bold, CrColorRole role, double x, double y, double align)
{
  if (!cr_pen_shows_text (pen, size))
    return;

  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, size, bold, CR_FIT_FREE, 0);

  cr_pen_set_color (pen, role);
  cr_fonts_draw (pen->fonts, pen->cairo, text, x - align * text->width, y);
}

/* The size for a sign in a gate: by how many signs it has. */
static double
size_of_sign (const char *symbol)
{
  glong n_signs = 0;

  if (strpbrk (symbol, "^_") != NULL && strlen (symbol) <= 6)
    return 17;
  for (const char *sign = symbol; *sign != '\0'; sign = g_utf8_next_char (sign))
    n_signs += strchr ("^_{}", *sign) == NULL;
  return n_signs <= 1 ? 20 : n_signs == 2 ? 16 : 12.5;
}

void
cr_pen_sign (const CrPen *pen, const char *symbol, CrColorRole role, CrPoint center, double room, double factor)
{
  double size = size_of_sign (symbol);

  if (pen->hide_text || size * pen->scale < MIN (pen->least_text, CR_LEAST_SIGN))
    return;

  g_autofree char *markup = cr_text_symbol_to_markup (symbol);
  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, size, FALSE, CR_FIT_FREE, 0);

  if (text->width > room)
    {
      size = MAX (LEAST_SIGN, size * room / text->width);
      text = cr_fonts_shape (pen->fonts, markup, size, FALSE, CR_FIT_FREE, 0);
    }
  cr_pen_set_color (pen, role);
  cairo_save (pen->cairo);
  cairo_translate (pen->cairo, center.x, center.y);
  cairo_scale (pen->cairo, factor, factor);
  cr_fonts_draw (pen->fonts, pen->cairo, text, -(text->ink.left + text->ink.right) / 2, -(text->ink.top + text->ink.bottom) / 2);
  cairo_restore (pen->cairo);
}

void
cr_pen_rounded (const CrPen *pen, const CrArea *area, double radius)
{
  double right = area->x + area->width;
  double bottom = area->y + area->height;

  cairo_new_sub_path (pen->cairo);
  cairo_arc (pen->cairo, right - radius, area->y + radius, radius, -G_PI_2, 0);
  cairo_arc (pen->cairo, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (pen->cairo, area->x + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (pen->cairo, area->x + radius, area->y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (pen->cairo);
}

void
cr_pen_circle (const CrPen *pen, CrPoint center, double radius)
{
  cairo_new_sub_path (pen->cairo);
  cairo_arc (pen->cairo, center.x, center.y, radius, 0, 2 * G_PI);
  cairo_close_path (pen->cairo);
}

void
cr_pen_stroke (const CrPen *pen, CrColorRole role, double width)
{
  cr_pen_set_color (pen, role);
  cairo_set_line_width (pen->cairo, MAX (width, pen->least_line / pen->scale));
  cairo_stroke (pen->cairo);
}

void
cr_pen_fill (const CrPen *pen, CrColorRole role)
{
  cr_pen_set_color (pen, role);
  cairo_fill (pen->cairo);
}

void
cr_pen_arrow (const CrPen *pen, gboolean to_the_right, double size, double x, double y)
{
  double width = 0.42 * size;
  double half = 0.26 * size;
  double base = to_the_right ? x : x + width;
  double tip = to_the_right ? x + width : x;

  cairo_move_to (pen->cairo, base, y - half);
  cairo_line_to (pen->cairo, tip, y);
  cairo_line_to (pen->cairo, base, y + half);
  cairo_close_path (pen->cairo);
  cairo_fill (pen->cairo);
}
