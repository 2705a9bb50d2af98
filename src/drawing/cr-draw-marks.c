/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on a node's body: its ports, its breakpoint and the badge of a problem. */
#include "cr-draw.h"

#include <math.h>

#define PROBLEM_SIZE 12.0
#define LONGEST_MESSAGE 230.0
#define BREAKPOINT_OUT 4.0 /* from a round outline to the middle of its mark */
#define BREAKPOINT_IN 5.0  /* from the corner of a box */

/* --- Ports --- */

void
cr_draw_port (const CrPen *pen, CrPoint point, CrColorRole role, gboolean is_hollow)
{
  cr_pen_circle (pen, point, MAX (CR_PORT_RADIUS, pen->least_line * 1.6 / pen->scale));
  cr_pen_set_color (pen, is_hollow ? CR_COLOR_CANVAS : role);
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, is_hollow ? CR_COLOR_QUIET : CR_COLOR_CANVAS, 1.25);
}

static void
draw_input (const CrPen *pen, const CrWire *wire)
{
  gboolean done = (wire->shows & CR_SHOWS_GRADIENT) && !(wire->shows & CR_SHOWS_NOT_ROUTED);

  if (isnan (wire->weight) || wire->from == CR_KEY_NONE)
    cr_draw_port (pen, wire->port.point, CR_COLOR_GRADIENT, !done);
}

/* On the outline near the upper right corner, where it covers neither the sign nor a number at the output; at the left one where a
 * problem has its badge at the right. */
static CrPoint
get_breakpoint_place (const CrItem *item)
{
  gboolean is_round = item->body.outline == CR_OUTLINE_CIRCLE || item->body.outline == CR_OUTLINE_RINGS;
  double across = is_round ? 0.5 * (item->body.width / 2 + BREAKPOINT_OUT) : item->body.width / 2 - BREAKPOINT_IN;
  double up = is_round ? 0.87 * (item->body.width / 2 + BREAKPOINT_OUT) : item->body.height / 2;

  return (CrPoint) { item->place.x + (cr_item_is_wrong (item) ? -across : across), item->place.y - up };
}

/* Two bars on a disc; where only one direction stops there, an arrow of its direction and colour. */
static void
draw_breakpoint (const CrPen *pen, const CrItem *item)
{
  CrPoint center = get_breakpoint_place (item);
  CrBreakpoint breakpoint = item->node->breakpoint;
  gboolean is_forward = breakpoint == CR_BREAKPOINT_FORWARD;

  cr_pen_circle (pen, center, 8.5);
  cr_pen_fill (pen, CR_COLOR_CANVAS);
  cr_pen_circle (pen, center, 7.5);
  if (breakpoint != (CR_BREAKPOINT_FORWARD | CR_BREAKPOINT_BACKWARD))
    {
      cr_pen_fill (pen, is_forward ? CR_COLOR_VALUE : CR_COLOR_GRADIENT);
      cr_pen_set_color (pen, CR_COLOR_CANVAS);
      cairo_rectangle (pen->cairo, center.x + (is_forward ? 2 : -4), center.y - 3.5, 2, 7);
      cairo_fill (pen->cairo);
      cr_pen_arrow (pen, is_forward, 13, center.x - (is_forward ? 4.5 : 1), center.y);
      return;
    }
  cr_pen_fill (pen, CR_COLOR_INK);
  cairo_rectangle (pen->cairo, center.x - 3.5, center.y - 3.5, 2.5, 7);
  cairo_rectangle (pen->cairo, center.x + 1, center.y - 3.5, 2.5, 7);
  cr_pen_fill (pen, CR_COLOR_CANVAS);
}

void
cr_draw_ports (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  for (guint i = 0; i < item->n_wires; i++)
    if (!cr_item_is_sheaf (item))
      draw_input (pen, &item->wires[i]);
    else if (cr_item_get_source (item, i) == CR_KEY_NONE)
      cr_draw_port (pen, cr_item_get_port (item, i).point, CR_COLOR_GRADIENT, TRUE);
  if (item->outputs == NULL)
    cr_draw_port (pen, cr_body_get_output (&item->body, item->place), CR_COLOR_VALUE, !(item->shows & CR_SHOWS_VALUE));
  else
    for (guint i = 0; i < item->outputs->len; i++)
      cr_draw_port (pen, cr_item_get_output (item, g_array_index (item->outputs, CrKey, i)), CR_COLOR_VALUE,
                    !(item->shows & CR_SHOWS_VALUE));
  if (item->node != NULL && item->node->breakpoint != CR_BREAKPOINT_NONE && !picture->style.compact)
    draw_breakpoint (pen, item);
}

/* --- Problems --- */

static void
draw_badge (const CrPen *pen, const CrItem *item)
{
  CrArea area = cr_body_get_area (&item->body, item->place);
  gboolean is_round = item->body.outline == CR_OUTLINE_CIRCLE || item->body.outline == CR_OUTLINE_RINGS;
  CrPoint center = { area.x + area.width - (is_round ? 3 : 0), area.y + (is_round ? 2 : 0) };

  cr_pen_circle (pen, center, 7.5);
  cr_pen_fill (pen, CR_COLOR_ERROR);
  cairo_rectangle (pen->cairo, center.x - 1, center.y - 4.5, 2, 5.5);
  cairo_rectangle (pen->cairo, center.x - 1, center.y + 2.5, 2, 2);
  cr_pen_fill (pen, CR_COLOR_CANVAS);
}

const CrShaped *
cr_draw_shape_problem (CrPicture *picture, const CrItem *item)
{
  g_autofree char *markup = cr_picture_get_problem_markup (picture, item);

  return cr_fonts_shape (picture->fonts, markup, PROBLEM_SIZE, FALSE, CR_FIT_WRAP, LONGEST_MESSAGE);
}

void
cr_draw_problem (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  const CrShaped *text;

  draw_badge (pen, item);
  if (!cr_pen_shows_text (pen, PROBLEM_SIZE))
    return;
  text = cr_draw_shape_problem (picture, item);
  cr_pen_rounded (pen, &item->message, 6);
  cr_pen_fill (pen, CR_COLOR_ERROR_TILE);
  cr_pen_set_color (pen, CR_COLOR_ERROR);
  cr_fonts_draw (pen->fonts, pen->cairo, text, item->message.x + CR_PROBLEM_PADDING_X,
                 item->message.y + CR_PROBLEM_PADDING_Y + text->baseline);
}
