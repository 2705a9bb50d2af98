/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How units are drawn: the curve of the activation, the bias, the sizes of a layer. */
#include "cr-draw.h"

#include <math.h>

#define RANGE 3.0 /* a curve is drawn over −3 … 3 */
#define STEPS 28

static double
activate (const CrGate *activation, double x)
{
  int alpha = activation != NULL ? cr_gate_find_attribute (activation, "alpha") : -1;

  if (activation == NULL || activation->function == NULL)
    return x;
  return activation->function (x, alpha >= 0 ? activation->attributes[alpha].standard : 0);
}

static void
trace_activation (const CrPen *pen, const CrGate *activation, const CrArea *area)
{
  double low = INFINITY;
  double high = -INFINITY;
  double values[STEPS + 1];

  for (guint i = 0; i <= STEPS; i++)
    {
      values[i] = activate (activation, RANGE * (2.0 * i / STEPS - 1));
      if (!isfinite (values[i]))
        continue;
      low = MIN (low, values[i]);
      high = MAX (high, values[i]);
    }
  if (!(high > low))
    return;
  for (guint i = 0; i <= STEPS; i++)
    if (isfinite (values[i]))
      cairo_line_to (pen->cairo, area->x + area->width * i / STEPS, area->y + area->height * (high - values[i]) / (high - low));
}

void
cr_draw_activation (const CrPen *pen, const CrGate *activation, const CrArea *area)
{
  cairo_move_to (pen->cairo, area->x, area->y + area->height / 2);
  cairo_line_to (pen->cairo, area->x + area->width, area->y + area->height / 2);
  cairo_move_to (pen->cairo, area->x + area->width / 2, area->y);
  cairo_line_to (pen->cairo, area->x + area->width / 2, area->y + area->height);
  cr_pen_stroke (pen, CR_COLOR_GRID, 1);
  trace_activation (pen, activation, area);
  cr_pen_stroke (pen, CR_COLOR_INK, 2);
}

static const CrGate *
get_activation (const CrNode *node)
{
  const CrAttribute *attribute = cr_node_get_attribute (node, "activation");

  return attribute != NULL ? attribute->activation : NULL;
}

void
cr_draw_unit_bias (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  double right = item->place.x + item->body.width / 2 - 8;
  double baseline = item->place.y + 20;
  int attribute = cr_gate_find_attribute (item->node->gate, "bias");
  char text[CR_NUMBER_TEXT_SIZE];
  CrNumbers bias;

  if (attribute < 0 || picture->tape == NULL || !cr_pen_shows_text (pen, 12) ||
      !cr_tape_get_parameter_value (picture->tape, item->key, attribute, &bias) || !cr_shape_is_number (bias.shape))
    return;
  cr_number_format_write (bias.entries[0], (CrNumberFormat) { fabs (bias.entries[0]) < 9.95 ? 1 : 0, TRUE }, text);

  double width = cr_fonts_measure_number (pen->fonts, text, 12, FALSE);

  cr_pen_set_color (pen, CR_COLOR_INK);
  cr_fonts_draw_number (pen->fonts, pen->cairo, text, 12, FALSE, right - width, baseline);
  cr_pen_text (pen, "b", 12, FALSE, CR_COLOR_CAPTION, right - width - 4, baseline, 1);
}

static void
draw_layer (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  CrArea curve = { item->place.x - 14.5, item->place.y - 18, 29, 18 };
  CrShape into = { 0, 0 };

  cr_draw_activation (pen, get_activation (item->node), &curve);
  if (picture->tape == NULL || item->node->n_operands == 0 || item->node->operands[0] == CR_KEY_NONE ||
      !cr_tape_get_shape (picture->tape, item->node->operands[0], &into))
    return;

  g_autofree char *sizes = g_strdup_printf ("%u → %u", into.rows, (guint) cr_node_get_number (item->node, "units"));

  cr_pen_text (pen, sizes, 13, FALSE, CR_COLOR_INK, item->place.x, item->place.y + 20, 0.5);
}

void
cr_draw_unit (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  double right = item->place.x + item->body.width / 2 - 8;
  CrArea curve = { right - 29, item->place.y - 20, 29, 20 };

  if (picture->style.compact)
    {
      CrArea middle = { item->place.x - 18, item->place.y - 15, 36, 30 };

      cr_draw_activation (pen, get_activation (item->node), &middle);
      return;
    }
  if (item->body.outline == CR_OUTLINE_STACK)
    {
      draw_layer (pen, picture, item);
      return;
    }
  if (g_str_equal (item->node->gate->name, "maxout"))
    cr_pen_text (pen, "max", 12, FALSE, CR_COLOR_INK, right, item->place.y - 4, 1);
  else
    cr_draw_activation (pen, get_activation (item->node), &curve);
  if (!cr_item_has_map (picture, item)) /* else it moves with the map */
    cr_draw_unit_bias (pen, picture, item);
}
