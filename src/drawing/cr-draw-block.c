/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How numbers, matrices of numbers and heat maps are drawn. */
#include "cr-draw.h"

#include <math.h>

#define SIZE 13.0
#define LIP 6.0

void
cr_draw_number (const CrPen *pen, const CrNumberLabel *number)
{
  cr_pen_set_color (pen, number->role);
  cr_fonts_draw_number (pen->fonts, pen->cairo, number->label.text, number->size, number->bold, number->x, number->baseline);
  if (!isnan (number->arrow_x) && pen->scale * 84 >= 40)
    cr_pen_arrow (pen, number->label.kind == CR_LABEL_VALUE, number->size, number->arrow_x,
                  number->baseline - 0.35 * number->size);
}

static void
draw_entry (const CrPen *pen, CrNumberFormat format, double entry, double right, double baseline)
{
  char text[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (entry, format, text);
  for (guint digits = MIN (format.digits, 3); digits > 0; digits--)
    {
      if (cr_fonts_measure_number (pen->fonts, text, SIZE, FALSE) <= CR_ENTRY_WIDTH - 3)
        break;
      cr_number_format_write_short (entry, digits, text);
    }
  cr_fonts_draw_number (pen->fonts, pen->cairo, text, SIZE, FALSE,
                        right - cr_fonts_measure_number (pen->fonts, text, SIZE, FALSE), baseline);
}

static void
draw_entries (const CrPen *pen, CrNumberFormat format, const CrBlockLabel *block)
{
  const CrArea *area = &block->area;

  cr_draw_brackets (pen, area, LIP, (CrStroke) { CR_COLOR_CAPTION, 1.75 });
  if (!cr_pen_shows_text (pen, SIZE))
    return;
  cr_pen_set_color (pen, block->is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE);
  for (guint row = 0; row < block->shape.rows; row++)
    for (guint column = 0; column < block->shape.columns; column++)
      draw_entry (pen, format, block->entries[row * block->shape.columns + column], area->x + (column + 1) * CR_ENTRY_WIDTH + 2,
                  area->y + row * CR_ENTRY_HEIGHT + 14.5);
}

/* --- Heat maps --- */

static double
greatest_of (const CrBlockLabel *block)
{
  double greatest = 0;

  for (gsize i = 0; i < cr_shape_get_size (block->shape); i++)
    if (isfinite (block->entries[i]))
      greatest = MAX (greatest, fabs (block->entries[i]));
  return greatest;
}

/* One pixel an entry; what is not a number is transparent. */
static cairo_surface_t *
paint_map (const CrBlockLabel *block, double greatest, gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, block->shape.columns, block->shape.rows);
  guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  if (data == NULL)
    return surface;
  cairo_surface_flush (surface);
  for (guint row = 0; row < block->shape.rows; row++)
    for (guint column = 0; column < block->shape.columns; column++)
      {
        double entry = block->entries[(gsize) row * block->shape.columns + column];
        CrColor color = cr_color_get_map (isfinite (entry) && greatest > 0 ? entry / greatest : 0, dark);
        guint32 pixel = 0xffu << 24 | (guint) (color.red * 255 + 0.5) << 16 | (guint) (color.green * 255 + 0.5) << 8 |
                        (guint) (color.blue * 255 + 0.5);

        ((guint32 *) (data + (gsize) row * stride))[column] = isnan (entry) ? 0 : pixel;
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Below its caption, in the proportions of its shape. */
static CrArea
get_map_area (const CrBlockLabel *block)
{
  CrArea map = cr_shape_get_map (block->shape);
  double height = block->area.height - CR_MAP_CAPTION;

  return (CrArea) { block->area.x, block->area.y + CR_MAP_CAPTION, map.width * height / map.height, height };
}

static void
draw_map (const CrPen *pen, CrNumberFormat format, const CrBlockLabel *block)
{
  double greatest = greatest_of (block);
  cairo_surface_t *surface = paint_map (block, greatest, pen->dark);
  CrArea area = get_map_area (block);
  g_autofree char *shape = cr_shape_to_string (block->shape);
  char text[CR_NUMBER_TEXT_SIZE];

  cairo_save (pen->cairo);
  cairo_rectangle (pen->cairo, area.x, area.y, area.width, area.height);
  cairo_clip (pen->cairo);
  cairo_translate (pen->cairo, area.x, area.y);
  cairo_scale (pen->cairo, area.width / block->shape.columns, area.height / block->shape.rows);
  cairo_set_source_surface (pen->cairo, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (pen->cairo), CAIRO_FILTER_NEAREST);
  cairo_paint (pen->cairo);
  cairo_restore (pen->cairo);
  cairo_surface_destroy (surface);
  cairo_rectangle (pen->cairo, area.x, area.y, area.width, area.height);
  cr_pen_stroke (pen, CR_COLOR_CAPTION, 1);
  cr_number_format_write (greatest, (CrNumberFormat) { MIN (format.digits, 2), FALSE }, text);

  g_autofree char *caption = g_strdup_printf ("%s  ±%s", shape, text);

  cr_pen_text (pen, caption, 11, FALSE, block->is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE, area.x, area.y - 5, 0);
}

void
cr_draw_block (const CrPen *pen, CrPicture *picture, const CrBlockLabel *block)
{
  if (cr_shape_get_look (block->shape) == CR_LOOK_MAP)
    draw_map (pen, picture->style.format, block);
  else
    draw_entries (pen, picture->style.format, block);
  if (isnan (block->arrow_x) || pen->scale * 84 < 40)
    return;
  cr_pen_set_color (pen, block->is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE);
  cr_pen_arrow (pen, !block->is_gradient, SIZE, block->arrow_x, block->area.y + block->area.height / 2);
}
