/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How wires are drawn: by what is computed, by weight, and while they are dragged. */
#include "cr-draw.h"
#include "cr-network-captions.h"

#include <math.h>

void
cr_wire_straighten (CrWire *wire)
{
  wire->curve.is_straight = TRUE;
  wire->curve.n_turns = 0;
  wire->curve.control[0] = wire->curve.start;
}

static void
trace_curve (const CrPen *pen, const CrCurve *curve)
{
  double y = curve->start.y;

  cairo_move_to (pen->cairo, curve->start.x, curve->start.y);
  for (guint i = 0; i < curve->n_turns; i++)
    {
      const CrTurn *turn = &curve->turns[i];
      CrPoint controls[2];

      cr_turn_get_controls (turn, y, controls);
      cairo_line_to (pen->cairo, turn->from, y);
      cairo_curve_to (pen->cairo, controls[0].x, controls[0].y, controls[1].x, controls[1].y, turn->to, turn->y);
      y = turn->y;
    }
  if (curve->is_straight)
    {
      cairo_line_to (pen->cairo, curve->end.x, curve->end.y);
      return;
    }
  if (curve->bend.x != curve->start.x || curve->n_turns > 0)
    cairo_line_to (pen->cairo, curve->bend.x, curve->bend.y);
  cairo_curve_to (pen->cairo, curve->control[0].x, curve->control[0].y, curve->control[1].x, curve->control[1].y, curve->end.x,
                  curve->end.y);
}

void
cr_draw_curve (const CrPen *pen, const CrCurve *curve, CrStroke stroke)
{
  trace_curve (pen, curve);
  cr_pen_stroke (pen, stroke.role, stroke.width);
}

static void
draw_weight_wire (const CrPen *pen, CrPicture *picture, const CrWire *wire)
{
  double width = picture->style.even_weights ? 1.25 : cr_weight_get_width (wire->weight, picture->greatest_weight);
  double dash[2];

  cr_weight_get_dash (width, dash);
  if (wire->weight < 0 && !picture->style.even_weights)
    cairo_set_dash (pen->cairo, dash, 2, 0);
  cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_QUIET, width });
  cairo_set_dash (pen->cairo, NULL, 0, 0);
}

/* Max sends nothing back here: round dots. */
static void
draw_wire_not_routed (const CrPen *pen, const CrWire *wire)
{
  cairo_set_line_cap (pen->cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (pen->cairo, (const double[]) { 1.5, 4 }, 2, 0);
  cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_QUIET, 1.25 });
  cairo_set_dash (pen->cairo, NULL, 0, 0);
  cairo_set_line_cap (pen->cairo, CAIRO_LINE_CAP_BUTT);
}

void
cr_draw_wire (const CrPen *pen, CrPicture *picture, const CrWire *wire)
{
  if (wire->from == CR_KEY_NONE)
    return;
  if (!isnan (wire->weight))
    draw_weight_wire (pen, picture, wire);
  else if (wire->shows & CR_SHOWS_NOT_ROUTED)
    draw_wire_not_routed (pen, wire);
  else if (wire->shows & CR_SHOWS_VALUE)
    cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_CAPTION, 2 });
  else
    cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_QUIET, 1.25 });
}

void
cr_draw_faint_wire (const CrPen *pen, const CrWire *wire)
{
  if (wire->from != CR_KEY_NONE && isnan (wire->weight))
    cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_GRID, 1.25 });
}

/* --- The wire being dragged --- */

static void
draw_no_entry (const CrPen *pen, CrPoint center)
{
  cr_pen_circle (pen, center, 7.5);
  cr_pen_set_color (pen, CR_COLOR_CANVAS);
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, CR_COLOR_ERROR, 2);
  cairo_move_to (pen->cairo, center.x - 5, center.y + 5);
  cairo_line_to (pen->cairo, center.x + 5, center.y - 5);
  cr_pen_stroke (pen, CR_COLOR_ERROR, 2);
}

/* Why a port does not take the wire, above the pointer. */
static void
draw_refusal (const CrPen *pen, const char *refusal, CrPoint pointer)
{
  g_autofree char *markup = g_markup_escape_text (refusal, -1);
  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, 12.5, FALSE, CR_FIT_WRAP, 320);
  CrArea tile = { pointer.x - text->width / 2 - 9, pointer.y - 20 - text->height - 10, text->width + 18, text->height + 10 };

  cr_pen_rounded (pen, &tile, 6);
  cr_pen_fill (pen, CR_COLOR_INK);
  cr_pen_set_color (pen, CR_COLOR_CANVAS);
  cr_fonts_draw (pen->fonts, pen->cairo, text, tile.x + 9, tile.y + 5 + text->baseline);
}

/* A node that does not take the wire steps back to 40 %. */
static void
fade_item (const CrPen *pen, CrPicture *picture, CrKey key)
{
  const CrItem *item = cr_picture_get_item (picture, key);
  CrColor color = cr_color_get (CR_COLOR_CANVAS, pen->dark);

  if (item == NULL)
    return;

  CrArea area = cr_body_get_area (&item->body, item->place);

  area = cr_area_grown (&area, 4);
  cairo_rectangle (pen->cairo, area.x, area.y, area.width, area.height);
  cairo_set_source_rgba (pen->cairo, color.red, color.green, color.blue, 0.6);
  cairo_fill (pen->cairo);
}

/* All that take the wire nowhere, so that the others stand out. */
static void
fade_unfit (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, clip);

  for (guint i = 0; i < items->len; i++)
    {
      CrKey key = ((const CrItem *) items->pdata[i])->key;

      if (key < marks->drag.n_unfit && marks->drag.unfit[key])
        fade_item (pen, picture, key);
    }
}

/* Where the wire hangs, and whether it is its output end. */
static gboolean
find_port (CrPicture *picture, CrPick pick, CrInputPort *port)
{
  const CrItem *item = cr_picture_get_item (picture, pick.key);

  if (item == NULL)
    return FALSE;
  if (pick.kind == CR_PICK_OUTPUT)
    {
      *port = (CrInputPort) { .point = cr_body_get_output (&item->body, item->place) };
      return TRUE;
    }
  if (pick.kind != CR_PICK_INPUT)
    return FALSE;
  for (guint i = 0; i < item->n_wires; i++)
    if ((cr_item_is_sheaf (item) ? i : item->wires[i].operand) == pick.operand)
      {
        *port = cr_item_get_port (item, i);
        return TRUE;
      }
  *port = (CrInputPort) { .point = { item->place.x - item->body.width / 2, item->place.y } }; /* an operand to be added */
  return TRUE;
}

void
cr_draw_dragged_wire (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  CrInputPort from;
  CrInputPort loose = { .point = marks->drag.pointer };
  gboolean refused = marks->drag.refusal != NULL;

  if (!find_port (picture, marks->drag.from, &from))
    return;
  if (marks->drag.unfit != NULL && !cr_picture_is_density (picture, pen->scale))
    fade_unfit (pen, picture, marks, clip);
  if (refused && (marks->drag.target.key >= marks->drag.n_unfit || !marks->drag.unfit[marks->drag.target.key]))
    fade_item (pen, picture, marks->drag.target.key);
  if (!refused)
    find_port (picture, marks->drag.target, &loose);
  cairo_set_dash (pen->cairo, (const double[]) { 6, 4 }, 2, 0);

  CrCurve curve = marks->drag.from.kind == CR_PICK_OUTPUT ? cr_curve_new (from.point, loose, CR_WIRE_PLAIN)
                                                          : cr_curve_new (loose.point, from, CR_WIRE_PLAIN);

  cr_draw_curve (pen, &curve, (CrStroke) { refused ? CR_COLOR_ERROR : CR_COLOR_ACCENT, 2 });
  cairo_set_dash (pen->cairo, NULL, 0, 0);
  if (refused)
    {
      draw_no_entry (pen, loose.point);
      draw_refusal (pen, marks->drag.refusal, loose.point);
    }
  else if (marks->drag.target.kind != CR_PICK_NOTHING)
    {
      cr_pen_circle (pen, loose.point, 8);
      cr_pen_stroke (pen, CR_COLOR_ACCENT, 2);
    }
}
