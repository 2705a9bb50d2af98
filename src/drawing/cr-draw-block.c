/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How numbers, matrices of numbers and heat maps are drawn. */
#include "cr-draw.h"

#include "cr-map.h"

#include <math.h>

#define SIZE 13.0
#define LIP 6.0
#define BETWEEN 6.0 /* two columns of numbers */

static void
draw_chip (const CrPen *pen, const CrNumberLabel *number)
{
  CrArea chip = cr_label_get_chip (&number->label.area);

  cr_pen_rounded (pen, &chip, 4);
  cr_pen_fill (pen, number->label.kind == CR_LABEL_VALUE ? CR_COLOR_VALUE_TILE : CR_COLOR_GRADIENT_TILE);
}

void
cr_draw_number (const CrPen *pen, const CrNumberLabel *number)
{
  if (number->is_chip)
    draw_chip (pen, number);
  else if (number->is_on_border)
    {
      cairo_rectangle (pen->cairo, number->label.area.x - 1, number->label.area.y, number->label.area.width + 2, number->label.area.height);
      cr_pen_fill (pen, CR_COLOR_CANVAS);
    }
  if (cr_label_is_blank (number->label.text))
    cr_draw_blank (pen, number);
  cr_pen_set_color (pen, number->role);
  if (!cr_label_is_blank (number->label.text))
    cr_fonts_draw_number (pen->fonts, pen->cairo, number->label.text, number->size, number->bold, number->x, number->baseline);
  if (!isnan (number->arrow_x) && pen->scale * 84 >= 40)
    cr_pen_arrow (pen, number->label.kind == CR_LABEL_VALUE, number->size, number->arrow_x,
                  number->baseline - 0.35 * number->size);
}

/* As usual, or with fewer digits where that is too wide for its column; what is too wide even so is about nothing, or far from it. */
void
cr_draw_write_entry (CrFonts *fonts, CrNumberFormat format, double entry, char *text)
{
  double room = CR_ENTRY_WIDTH - BETWEEN;

  cr_number_format_write (entry, format, text);
  for (guint digits = format.decimals ? format.digits + 1 : format.digits; digits > 0; digits--)
    {
      if (cr_fonts_measure_number (fonts, text, SIZE, FALSE) <= room)
        return;
      cr_number_format_write_short (entry, digits, text);
    }
  if (cr_fonts_measure_number (fonts, text, SIZE, FALSE) > room)
    g_strlcpy (text, fabs (entry) < 1 ? "≈0" : entry > 0 ? "≫0" : "≪0", CR_NUMBER_TEXT_SIZE);
}

static void
draw_entry (const CrPen *pen, CrNumberFormat format, double entry, gboolean is_blank, double right, double baseline)
{
  char text[CR_NUMBER_TEXT_SIZE];

  if (is_blank)
    g_strlcpy (text, CR_BLANK_TEXT, sizeof text);
  else
    cr_draw_write_entry (pen->fonts, format, entry, text);
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
      if (!block->has_hidden || block->hidden != row * block->shape.columns + column)
        draw_entry (pen, format, block->entries[row * block->shape.columns + column], block->is_blank,
                    area->x + (column + 1) * CR_ENTRY_WIDTH + 2, area->y + row * CR_ENTRY_HEIGHT + 14.5);
}

/* --- Heat maps --- */

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
  CrMap map = { .columns = block->shape.columns, .rows = block->shape.rows, .n_classes = 1, .values = block->entries };
  cairo_surface_t *surface = cr_map_paint (&map, 1, pen->dark);
  CrArea area = get_map_area (block);
  g_autofree char *shape = cr_shape_to_string (block->shape);
  char text[CR_NUMBER_TEXT_SIZE];

  if (block->is_blank)
    cr_pen_text (pen, CR_BLANK_TEXT, SIZE, TRUE, block->is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE, area.x + area.width / 2,
                 area.y + area.height / 2, 0.5);
  else
    cr_map_draw_image (pen, surface, &area, FALSE);
  cairo_surface_destroy (surface);
  cairo_rectangle (pen->cairo, area.x, area.y, area.width, area.height);
  cr_pen_stroke (pen, CR_COLOR_CAPTION, 1);
  cr_number_format_write (cr_map_get_extent (&map), (CrNumberFormat) { MIN (format.digits, 2), FALSE }, text);

  g_autofree char *caption = block->is_blank ? g_strdup (shape) : g_strdup_printf ("%s  ±%s", shape, text);

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
