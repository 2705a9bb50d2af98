/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How units are drawn: the curve of the activation, the bias, the sizes of a layer. */
#include "cr-draw.h"

#include <math.h>

#define RANGE 3.0 /* a curve is drawn over −3 … 3 */
#define STEPS 28
#define BIAS_SIZE 12.0
#define BIAS_BASELINE 20.0   /* below the middle of a unit, beside its map */
#define BIAS_ABOVE -11.0     /* above the numbers that stand in place of a map: values begin at −1 */
#define BIAS_NAME 11.0       /* of the "b" before it, with its gap */
#define BIAS_NAME_GAP 4.0    /* between it and the number */
#define MAP_END 55.0         /* from the left of a unit */
#define AFTER_MAP 2.5        /* a longer bias comes nearer to the outline of the unit than to the map */
#define INSET 8.0
#define CURVE_WIDTH 29.0
#define CURVE_ABOVE 25.0     /* the top of the curve above the middle, over numbers */

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

/* With one decimal, and two where there would be no figure to be seen. Beside a map there is no room for a power of ten: what two decimals do
 * not show is about nothing. */
static void
write_bias (double bias, gboolean is_beside_map, char *text)
{
  double size = fabs (bias);

  if (bias != 0 && size < (is_beside_map ? 0.005 : 0.1))
    {
      if (is_beside_map)
        g_strlcpy (text, "≈0", CR_NUMBER_TEXT_SIZE);
      else
        cr_number_format_write_short (bias, 1, text);
    }
  else if (is_beside_map && size >= 999.5 && isfinite (bias))
    g_strlcpy (text, bias > 0 ? "≫0" : "≪0", CR_NUMBER_TEXT_SIZE);
  else if (size >= 99999.5)
    cr_number_format_write_short (bias, 1, text);
  else if (bias != 0 && size < 0.1)
    cr_number_format_write (round (100 * bias) / 100, (CrNumberFormat) { 2, TRUE }, text);
  else
    cr_number_format_write (bias, (CrNumberFormat) { size < 9.95 ? 1 : 0, TRUE }, text);
}

/* Beside the map where there is one; else at the left of the curve, above the node's numbers. */
gboolean
cr_draw_find_bias (CrPicture *picture, const CrItem *item, char *text, CrArea *area)
{
  gboolean has_map = cr_item_has_map (picture, item);
  int attribute = item->body.outline == CR_OUTLINE_BOX ? cr_gate_find_attribute (item->node->gate, "bias") : -1;
  double baseline = item->place.y + (has_map ? BIAS_BASELINE : BIAS_ABOVE);
  CrNumbers bias;
  double width, left;

  if (attribute < 0 || picture->tape == NULL || !cr_tape_get_parameter_value (picture->tape, item->key, attribute, &bias) ||
      !cr_shape_is_number (bias.shape))
    return FALSE;
  write_bias (bias.entries[0], has_map, text);
  width = cr_fonts_measure_number (picture->fonts, text, BIAS_SIZE, FALSE);
  left = item->place.x - item->body.width / 2 + (has_map ? MAP_END + AFTER_MAP : INSET) + BIAS_NAME;
  if (has_map)
    left = MAX (left, item->place.x + item->body.width / 2 - INSET - width);
  *area = (CrArea) { left, baseline - 0.7 * BIAS_SIZE, width, 0.7 * BIAS_SIZE };
  return TRUE;
}

void
cr_draw_unit_bias (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  char text[CR_NUMBER_TEXT_SIZE];
  CrArea area;

  if (!cr_pen_shows_text (pen, BIAS_SIZE) || !cr_draw_find_bias (picture, item, text, &area))
    return;
  cr_pen_set_color (pen, CR_COLOR_INK);
  cr_fonts_draw_number (pen->fonts, pen->cairo, text, BIAS_SIZE, FALSE, area.x, area.y + area.height);
  cr_pen_text (pen, "b", BIAS_SIZE, FALSE, CR_COLOR_CAPTION, area.x - BIAS_NAME_GAP, area.y + area.height, 1);
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
  gboolean has_map = cr_item_has_map (picture, item);
  double right = item->place.x + item->body.width / 2 - INSET;
  CrArea curve = { right - CURVE_WIDTH, item->place.y - 20, CURVE_WIDTH, 20 };

  if (!has_map)
    curve = (CrArea) { right - CURVE_WIDTH, item->place.y - CURVE_ABOVE, CURVE_WIDTH, 18 };

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
    cr_pen_text (pen, "max", 12, FALSE, CR_COLOR_INK, right, item->place.y + (has_map ? -4 : BIAS_ABOVE), 1);
  else
    cr_draw_activation (pen, get_activation (item->node), &curve);
  if (!has_map) /* else it moves with the map */
    cr_draw_unit_bias (pen, picture, item);
}
