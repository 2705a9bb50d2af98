/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Jacobian as a heat map, or its structure. */
#include "cr-jacobian-picture.h"

#include "cr-map.h"

#define TALLEST 220.0
#define LEAST 18.0     /* how high a row is, where there are few */
#define ROOMY 34.0     /* a cell of this width holds a number */
#define TEXT 11.5
#define N_BLOCKS 4     /* in the sketch of a block matrix */

static gboolean
is_shown (const CrJacobian *jacobian)
{
  return jacobian->entries != NULL && jacobian->rows * jacobian->columns <= CR_JACOBIAN_MOST_SHOWN;
}

/* Cells are square where there is room for that. */
static double
get_cell_height (const CrJacobian *jacobian, double width)
{
  double cell = width / jacobian->columns;

  return CLAMP (MIN (cell, TALLEST / jacobian->rows), MIN (LEAST, TALLEST / jacobian->rows), 2 * LEAST);
}

double
cr_jacobian_picture_get_height (const CrJacobian *jacobian, double width)
{
  if (!is_shown (jacobian))
    return MIN (width * jacobian->rows / jacobian->columns, TALLEST / 1.5);
  return get_cell_height (jacobian, width) * jacobian->rows;
}

static void
draw_numbers (const CrPen *pen, const CrJacobian *jacobian, CrNumberFormat format, const CrArea *area)
{
  double width = area->width / jacobian->columns, height = area->height / jacobian->rows;
  char text[CR_NUMBER_TEXT_SIZE];

  if (width < ROOMY || height < TEXT + 4)
    return;
  for (gsize row = 0; row < jacobian->rows; row++)
    for (gsize column = 0; column < jacobian->columns; column++)
      {
        cr_number_format_write (cr_jacobian_get_entry (jacobian, row, column), format, text);
        for (guint digits = 3; digits > 0 && cr_fonts_measure_number (pen->fonts, text, TEXT, FALSE) > width - 4; digits--)
          cr_number_format_write_short (cr_jacobian_get_entry (jacobian, row, column), digits, text);
        cr_pen_text (pen, text, TEXT, FALSE, CR_COLOR_INK, area->x + (column + 0.5) * width, area->y + (row + 0.5) * height + 0.36 * TEXT, 0.5);
      }
}

static void
draw_map (const CrPen *pen, const CrJacobian *jacobian, CrNumberFormat format, const CrArea *area)
{
  g_autofree double *values = g_new (double, jacobian->rows *jacobian->columns);
  CrMap map = { .columns = jacobian->columns, .rows = jacobian->rows, .n_classes = 1, .values = values, .discrete = FALSE };
  cairo_surface_t *image;

  for (gsize row = 0; row < jacobian->rows; row++)
    for (gsize column = 0; column < jacobian->columns; column++)
      values[row * jacobian->columns + column] = cr_jacobian_get_entry (jacobian, row, column);
  image = cr_map_paint (&map, 1, pen->dark);
  cr_map_draw_image (pen, image, area, FALSE);
  cairo_surface_destroy (image);
  draw_numbers (pen, jacobian, format, area);
}

/* What is not 0 of one that is not built. */
static void
draw_sketch (const CrPen *pen, const CrJacobian *jacobian, const CrArea *area)
{
  cairo_rectangle (pen->cairo, area->x, area->y, area->width, area->height);
  cr_pen_fill (pen, CR_COLOR_MAP_ZERO);
  switch (jacobian->structure)
    {
    case CR_JACOBIAN_DIAGONAL:
      cairo_move_to (pen->cairo, area->x, area->y);
      cairo_line_to (pen->cairo, area->x + area->width, area->y + area->height);
      cr_pen_stroke (pen, CR_COLOR_VALUE, 3);
      break;
    case CR_JACOBIAN_BLOCK:
      for (guint i = 0; i < N_BLOCKS; i++)
        cairo_rectangle (pen->cairo, area->x + i * area->width / N_BLOCKS, area->y + i * area->height / N_BLOCKS, area->width / N_BLOCKS,
                         area->height / N_BLOCKS);
      cr_pen_fill (pen, CR_COLOR_MAP_HIGH);
      break;
    default:
      cairo_rectangle (pen->cairo, area->x, area->y, area->width, area->height);
      cr_pen_fill (pen, CR_COLOR_MAP_HIGH);
    }
}

void
cr_jacobian_picture_draw (const CrPen *pen, const CrJacobian *jacobian, CrNumberFormat format, const CrArea *area)
{
  CrArea all = { area->x, area->y, area->width, cr_jacobian_picture_get_height (jacobian, area->width) };

  if (is_shown (jacobian))
    draw_map (pen, jacobian, format, &all);
  else
    draw_sketch (pen, jacobian, &all);
  cairo_rectangle (pen->cairo, all.x + 0.5, all.y + 0.5, all.width - 1, all.height - 1);
  cr_pen_stroke (pen, CR_COLOR_QUIET, 1);
}
