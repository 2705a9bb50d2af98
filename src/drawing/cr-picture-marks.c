/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pointer and the keyboard have marked in a picture, drawn over it again: selected, hovered, focused, spanned. */
#include "cr-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST_SNAP_DISTANCE 7.0 /* on the screen */
#define MANY_SELECTED 200 /* more than these have a halo only */

CrWire *
cr_picture_find_marked_wire (CrPicture *picture, CrPick pick)
{
  CrItem *item = pick.kind == CR_PICK_WIRE ? cr_picture_get_item (picture, cr_picture_find_visible (picture, pick.key)) : NULL;

  if (item != NULL && cr_item_is_sheaf (item))
    return pick.key == item->key && pick.operand < item->n_wires && item->node->operands[pick.operand] != CR_KEY_NONE
               ? cr_picture_get_wire (picture, item, pick.operand) : NULL;
  for (guint i = 0; item != NULL && i < item->n_wires; i++)
    if (item->wires[i].target == pick.key && item->wires[i].operand == pick.operand && item->wires[i].from != CR_KEY_NONE)
      {
        cr_picture_ensure_way (picture, &item->wires[i]);
        return &item->wires[i];
      }
  return NULL;
}

static void
redraw_ports (const CrPen *pen, CrPicture *picture, const CrWire *wire)
{
  cr_draw_ports (pen, picture, cr_picture_get_item (picture, wire->from));
  cr_draw_ports (pen, picture, wire->to);
}

static void
draw_selected_wire (const CrPen *pen, CrPicture *picture, CrPick pick)
{
  const CrWire *wire = cr_picture_find_marked_wire (picture, pick);

  if (wire == NULL)
    return;
  cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_HALO, 8 });
  cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_ACCENT, 3 });
  redraw_ports (pen, picture, wire);
}

/* Over what it was drawn with, so that it covers its numbers too. */
static void
redraw_body (const CrPen *pen, CrPicture *picture, CrItem *item, CrStroke outline)
{
  cr_draw_item_body (pen, picture, item, outline);
  cr_picture_raise (picture, item);
}

static void
draw_hovered_wire (const CrPen *pen, CrPicture *picture, const CrMarks *marks)
{
  const CrWire *wire = cr_picture_find_marked_wire (picture, marks->hovered);
  const CrStroke outline = { CR_COLOR_INK, 2.5 };

  if (wire == NULL || cr_pick_equal (marks->hovered, marks->selected_wire))
    return;
  cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_INK, 3.5 });
  redraw_body (pen, picture, cr_picture_get_item (picture, wire->from), outline);
  redraw_body (pen, picture, wire->to, outline);
  redraw_ports (pen, picture, wire);
}

/* From afar: all in one path. */
static void
draw_selected_density (const CrPen *pen, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];
      CrArea area = cr_body_get_area (&item->body, item->place);

      cairo_rectangle (pen->cairo, area.x, area.y, area.width, area.height);
    }
  cr_pen_fill (pen, CR_COLOR_ACCENT);
}

static void
draw_selected_items (const CrPen *pen, CrPicture *picture, GPtrArray *items)
{
  const CrStroke accent = { CR_COLOR_ACCENT, 2.5 };

  for (guint i = 0; i < items->len; i++)
    {
      CrItem *item = items->pdata[i];

      cr_draw_halo (pen, &item->body, item->place);
      if (items->len > MANY_SELECTED)
        continue;
      redraw_body (pen, picture, item, accent);
      if (pen->scale >= CR_LEAST_PORT_SCALE)
        cr_draw_ports (pen, picture, item);
    }
}

/* Not the frame again: what stands in it would be covered. */
static void
outline_frame (const CrPen *pen, const CrFrame *frame)
{
  CrArea area = cr_frame_get_area (frame);

  cr_pen_rounded (pen, &area, 12);
  cr_pen_stroke (pen, CR_COLOR_ACCENT, 2.5);
}

static void
draw_selection (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  const CrStroke accent = { CR_COLOR_ACCENT, 2.5 };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < marks->n_selected; i++)
    {
      CrItem *item = cr_picture_get_item (picture, marks->selected[i]);
      const CrFrame *frame = item == NULL ? cr_parts_get_frame (cr_graph_get_parts (picture->graph), marks->selected[i]) : NULL;

      const CrOpenGroup *open = item == NULL && frame == NULL ? cr_picture_find_open_group (picture, marks->selected[i]) : NULL;

      if (frame != NULL)
        outline_frame (pen, frame);
      if (open != NULL)
        cr_draw_open_group (pen, open, &accent);
      if (item != NULL && cr_area_meets (&item->reach, clip))
        g_ptr_array_add (items, item);
    }
  if (cr_picture_is_density (picture, pen->scale))
    draw_selected_density (pen, items);
  else
    draw_selected_items (pen, picture, items);
}

static gboolean
is_selected (const CrMarks *marks, CrKey key)
{
  for (guint i = 0; i < marks->n_selected; i++)
    if (marks->selected[i] == key)
      return TRUE;
  return FALSE;
}

static void
draw_hovered_item (const CrPen *pen, CrPicture *picture, const CrMarks *marks)
{
  CrItem *item = cr_picture_get_item (picture, marks->hovered.key);
  CrArea area;

  if (item == NULL || marks->hovered.kind == CR_PICK_WIRE || marks->hovered.kind == CR_PICK_NOTHING)
    return;
  if (!is_selected (marks, item->key))
    {
      redraw_body (pen, picture, item, (CrStroke) { CR_COLOR_INK, 2 });
      cr_draw_ports (pen, picture, item);
    }
  if ((marks->hovered.kind == CR_PICK_INPUT || marks->hovered.kind == CR_PICK_OUTPUT) &&
      cr_picture_get_pick_area (picture, marks->hovered, &area))
    {
      cr_pen_circle (pen, (CrPoint) { area.x + area.width / 2, area.y + area.height / 2 }, 8);
      cr_pen_stroke (pen, CR_COLOR_ACCENT, 2);
    }
}

/* Up and down, in the halo above and below the value of a source that the arrow keys change. */
static void
draw_arrow_keys (const CrPen *pen, const CrItem *item, const CrArea *value)
{
  double x = value->x + value->width / 2;

  for (int side = -1; side <= 1; side += 2)
    {
      double edge = item->place.y + side * item->body.height / 2;

      cairo_move_to (pen->cairo, x - 4, edge + side * 2.5);
      cairo_line_to (pen->cairo, x, edge + side * 7);
      cairo_line_to (pen->cairo, x + 4, edge + side * 2.5);
      cairo_close_path (pen->cairo);
    }
  cr_pen_fill (pen, CR_COLOR_ACCENT);
}

/* A box around what has the keys: around a value just its number, for a line under it would read as a fraction's. */
static void
draw_focus (const CrPen *pen, CrPicture *picture, CrPick focused)
{
  const CrItem *item = cr_picture_get_item (picture, focused.key);
  gboolean is_number = item != NULL && cr_shape_get_look (item->shape) == CR_LOOK_NUMBER;
  CrArea area;

  if (focused.kind == CR_PICK_NOTHING || !cr_picture_get_pick_area (picture, focused, &area))
    return;
  if (focused.kind == CR_PICK_VALUE)
    {
      CrArea box = is_number ? (CrArea) { area.x + 1, area.y + 1, area.width - 2, area.height - 4 } : area;

      cr_pen_rounded (pen, &box, 3);
      cr_pen_stroke (pen, CR_COLOR_ACCENT, 1.5);
      if (is_number)
        draw_arrow_keys (pen, item, &area);
      return;
    }
  area = cr_area_grown (&area, 4);
  cr_pen_rounded (pen, &area, 6);
  cr_pen_stroke (pen, CR_COLOR_ACCENT, 2);
}

/* The stroke, and what it cuts. */
static void
draw_cut (const CrPen *pen, CrPicture *picture, const CrMarks *marks)
{
  const double dashes[] = { 6 / pen->scale, 4 / pen->scale };

  cairo_set_dash (pen->cairo, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = 0; i < marks->cut.n_wires; i++)
    {
      const CrWire *wire = cr_picture_find_marked_wire (picture, marks->cut.wires[i]);

      if (wire != NULL)
        cr_draw_curve (pen, &wire->curve, (CrStroke) { CR_COLOR_ERROR, 3 });
    }
  cairo_set_dash (pen->cairo, NULL, 0, 0);
  for (guint i = 0; i < marks->cut.n_points; i++)
    cairo_line_to (pen->cairo, marks->cut.points[i].x, marks->cut.points[i].y);
  cr_pen_stroke (pen, CR_COLOR_ERROR, 1.5 / pen->scale);
}

/* How many the band has selected, beside its corner on a ground of its own: nodes and wires may be below. */
static void
draw_count (const CrPen *pen, const CrArea *band, guint n_selected)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected), n_selected);
  const CrShaped *text = cr_fonts_shape (pen->fonts, count, 12 / pen->scale, FALSE, CR_FIT_ELLIPSIS, 400 / pen->scale);
  CrArea ground = { band->x + band->width + 6 / pen->scale, band->y + band->height - text->height / 2, text->width + 10 / pen->scale,
                    text->height + 4 / pen->scale };

  cr_pen_rounded (pen, &ground, 5 / pen->scale);
  cr_pen_set_color (pen, CR_COLOR_CANVAS);
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, CR_COLOR_ACCENT, 1 / pen->scale);
  cr_pen_set_color (pen, CR_COLOR_ACCENT);
  cr_fonts_draw (pen->fonts, pen->cairo, text, ground.x + 5 / pen->scale, ground.y + 2 / pen->scale + text->baseline);
}

static void
draw_rubber_band (const CrPen *pen, const CrMarks *marks)
{
  const CrArea *band = &marks->rubber_band;

  if (band->width <= 0 && band->height <= 0)
    return;
  cairo_rectangle (pen->cairo, band->x, band->y, band->width, band->height);
  cr_pen_set_color (pen, CR_COLOR_HALO);
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, CR_COLOR_ACCENT, 1.25 / pen->scale);
  if (marks->n_selected > 0 && !pen->hide_text)
    draw_count (pen, band, marks->n_selected);
}

/* The snap grid where something is moved, finer than the dots that are always there. */
static void
draw_snap_grid (const CrPen *pen, const CrArea *area)
{
  double dot = 1.5 / pen->scale;

  if (area->width <= 0 || CR_SNAP * pen->scale < LEAST_SNAP_DISTANCE)
    return;
  for (double y = CR_SNAP * ceil (area->y / CR_SNAP); y <= area->y + area->height; y += CR_SNAP)
    for (double x = CR_SNAP * ceil (area->x / CR_SNAP); x <= area->x + area->width; x += CR_SNAP)
      cairo_rectangle (pen->cairo, x - dot / 2, y - dot / 2, dot, dot);
  cr_pen_fill (pen, CR_COLOR_QUIET);
}

static void
draw_guides (const CrPen *pen, const CrMarks *marks)
{
  for (guint i = 0; i < marks->n_guides; i++)
    {
      cairo_move_to (pen->cairo, marks->guides[i].from.x, marks->guides[i].from.y);
      cairo_line_to (pen->cairo, marks->guides[i].to.x, marks->guides[i].to.y);
      cr_pen_stroke (pen, CR_COLOR_ACCENT, 1 / pen->scale);
    }
}

void
cr_draw_marks (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  draw_snap_grid (pen, &marks->snap);
  draw_selected_wire (pen, picture, marks->selected_wire);
  draw_hovered_wire (pen, picture, marks);
  if (!cr_picture_is_carrying (picture))
    draw_selection (pen, picture, marks, clip);
  draw_hovered_item (pen, picture, marks);
}

void
cr_draw_marks_above (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  draw_guides (pen, marks);
  draw_focus (pen, picture, marks->focused);
  if (marks->drag.from.kind != CR_PICK_NOTHING)
    cr_draw_dragged_wire (pen, picture, marks, clip);
  if (marks->cut.n_points > 0)
    draw_cut (pen, picture, marks);
  draw_rubber_band (pen, marks);
}
