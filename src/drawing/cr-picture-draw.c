/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a picture: the still part, the moving part, and what is left out when it is small. */
#include "cr-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MANY_LIFTED 300 /* their wires take the usual curves */

#define DOT 1.72 /* as black as a disc of radius 1 */
#define LEAST_DOT_DISTANCE 10.0 /* on the screen */
#define COLUMN 84.0
#define LEAST_COLUMN 40.0 /* columns closer than this on the screen have straight wires when there are many */
#define MANY_WIRES 600
#define LEAST_NODE 6.0 /* nodes lower than this on the screen are dots */
#define LEAST_PORT_SCALE 0.3
#define COMPACT_LEAST_TEXT 2.5
#define COMPACT_LEAST_LINE 1.0
#define COMPACT_LEAST_NODE 3.0
#define MANY_SELECTED 200 /* more than these have a halo only */
#define VALUE_REACH 200.0
#define DIMMED 0.25 /* what is not in the spotlight */

static CrPen
make_pen (CrPicture *picture, cairo_t *cairo, double scale)
{
  return (CrPen) {
    .cairo = cairo,
    .fonts = picture->fonts,
    .dark = picture->style.dark,
    .scale = scale,
    .hide_text = picture->style.hide_text,
    .least_text = picture->style.compact ? COMPACT_LEAST_TEXT : CR_LEAST_TEXT,
    .least_line = picture->style.compact ? COMPACT_LEAST_LINE : 0,
  };
}

/* A thumbnail shows its nodes while there are few enough to be told apart. */
static gboolean
is_density (CrPicture *picture, double scale)
{
  return scale * 36 < (picture->style.compact ? COMPACT_LEAST_NODE : LEAST_NODE);
}

/* --- The still part --- */

static void
draw_grid (const CrPen *pen, const CrArea *clip)
{
  double step = CR_GRID;
  double dot = DOT / pen->scale;

  while (step * pen->scale < LEAST_DOT_DISTANCE)
    step *= 2;
  for (double y = step * ceil (clip->y / step); y <= clip->y + clip->height; y += step)
    for (double x = step * ceil (clip->x / step); x <= clip->x + clip->width; x += step)
      cairo_rectangle (pen->cairo, x - dot / 2, y - dot / 2, dot, dot);
  cr_pen_fill (pen, CR_COLOR_GRID);
}

static void
draw_frames (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);

  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrArea area = { frame->x, frame->y, frame->width, frame->height };

      if (cr_area_meets (&area, clip))
        cr_draw_frame (pen, frame, NULL);
    }
  for (guint i = 0; i < picture->open_groups->len; i++)
    {
      const CrOpenGroup *open = &g_array_index (picture->open_groups, CrOpenGroup, i);

      if (cr_area_meets (&open->area, clip))
        cr_draw_open_group (pen, open, NULL);
    }
}

/* From afar: straight hairlines, and every node a dot of its size. */
static void
draw_density (const CrPen *pen, GPtrArray *items, GPtrArray *wires)
{
  cairo_antialias_t antialias = cairo_get_antialias (pen->cairo);

  cairo_set_antialias (pen->cairo, CAIRO_ANTIALIAS_NONE);
  for (guint i = 0; i < wires->len; i++)
    {
      const CrWire *wire = wires->pdata[i];

      if (wire->to->is_lifted)
        continue;
      cairo_move_to (pen->cairo, wire->curve.start.x, wire->curve.start.y);
      cairo_line_to (pen->cairo, wire->curve.end.x, wire->curve.end.y);
      cr_pen_stroke (pen, CR_COLOR_GRID, 1 / pen->scale);
    }
  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];
      CrArea area = cr_body_get_area (&item->body, item->place);

      if (!item->is_lifted)
        cairo_rectangle (pen->cairo, area.x, area.y, area.width, area.height);
    }
  cr_pen_fill (pen, CR_COLOR_QUIET);
  cairo_set_antialias (pen->cairo, antialias);
}

static void
draw_wires (const CrPen *pen, CrPicture *picture, GPtrArray *wires)
{
  gboolean straight = COLUMN * pen->scale < LEAST_COLUMN && wires->len > MANY_WIRES;

  for (guint i = 0; i < wires->len; i++)
    {
      CrWire wire = *(CrWire *) wires->pdata[i];

      if (wire.to->is_lifted)
        continue;
      if (straight)
        {
          wire.curve.is_straight = TRUE;
          wire.curve.n_turns = 0;
          wire.curve.control[0] = wire.curve.start;
        }
      cr_draw_wire (pen, picture, &wire);
    }
}

/* On top of everything, lest a neighbour hides what is wrong. */
static void
draw_problems (const CrPen *pen, CrPicture *picture, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];

      if (cr_item_is_wrong (item) && !item->is_lifted && !picture->style.compact)
        cr_draw_problem (pen, picture, item);
    }
}

static void
draw_items (const CrPen *pen, CrPicture *picture, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (!((CrItem *) items->pdata[i])->is_lifted)
      cr_draw_item (pen, picture, items->pdata[i]);
  if (pen->scale < LEAST_PORT_SCALE && !picture->style.compact)
    return;
  for (guint i = 0; i < items->len; i++)
    if (!((CrItem *) items->pdata[i])->is_lifted)
      cr_draw_ports (pen, picture, items->pdata[i]);
}

static void
draw_still (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale)
{
  CrPen pen = make_pen (picture, cairo, scale);
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, clip);
  gboolean is_rough = is_density (picture, scale);
  g_autoptr (GPtrArray) wires = is_rough ? cr_picture_find_wires_roughly (picture, clip) : cr_picture_find_wires (picture, clip);

  cr_picture_filter_items (picture, items);
  cr_picture_filter_wires (picture, wires);
  cairo_save (cairo);
  if (!picture->style.hide_grid && picture->light != CR_LIGHT_LIT)
    draw_grid (&pen, clip);
  if (!picture->style.compact && picture->light != CR_LIGHT_LIT)
    draw_frames (&pen, picture, clip);
  if (is_rough)
    draw_density (&pen, items, wires);
  else
    {
      draw_wires (&pen, picture, wires);
      draw_items (&pen, picture, items);
      draw_problems (&pen, picture, items);
    }
  cairo_restore (cairo);
}

typedef void (*DrawPart) (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks);

/* Faintly what is not lit, then what is. */
static void
draw_lit (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks, DrawPart draw)
{
  if (picture->lit == NULL)
    {
      draw (picture, cairo, clip, scale, marks);
      return;
    }
  picture->light = CR_LIGHT_DIM;
  cairo_push_group (cairo);
  draw (picture, cairo, clip, scale, marks);
  cairo_pop_group_to_source (cairo);
  cairo_paint_with_alpha (cairo, DIMMED);
  picture->light = CR_LIGHT_LIT;
  draw (picture, cairo, clip, scale, marks);
  picture->light = CR_LIGHT_ALL;
}

static void
draw_still_part (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks)
{
  draw_still (picture, cairo, clip, scale);
}

void
cr_picture_draw_still (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale)
{
  draw_lit (picture, cairo, clip, scale, NULL, draw_still_part);
}

/* --- The moving part: what is marked --- */

/* The wire that a pick names, as the picture has it. */
static CrWire *
find_wire (CrPicture *picture, CrPick pick)
{
  CrItem *item = pick.kind == CR_PICK_WIRE ? cr_picture_get_item (picture, cr_picture_find_visible (picture, pick.key)) : NULL;

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
  const CrWire *wire = find_wire (picture, pick);

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
  const CrWire *wire = find_wire (picture, marks->hovered);
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
      if (pen->scale >= LEAST_PORT_SCALE)
        cr_draw_ports (pen, picture, item);
    }
}

/* Not the frame again: what stands in it would be covered. */
static void
outline_frame (const CrPen *pen, const CrFrame *frame)
{
  CrArea area = { frame->x, frame->y, frame->width, frame->height };

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
  if (is_density (picture, pen->scale))
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

/* Up and down, in the halo left of a source whose value the arrow keys change. */
static void
draw_arrow_keys (const CrPen *pen, const CrItem *item)
{
  double x = item->place.x - item->body.width / 2 - 5;
  double y = item->place.y;

  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (pen->cairo, x - 3, y + side * 3);
      cairo_line_to (pen->cairo, x, y + side * 8);
      cairo_line_to (pen->cairo, x + 3, y + side * 3);
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
        draw_arrow_keys (pen, item);
      return;
    }
  area = cr_area_grown (&area, 4);
  cr_pen_rounded (pen, &area, 6);
  cr_pen_stroke (pen, CR_COLOR_ACCENT, 2);
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
  if (marks->n_selected == 0)
    return;

  g_autofree char *count = g_strdup_printf (ngettext ("%u selected", "%u selected", marks->n_selected), marks->n_selected);

  cr_pen_text (pen, count, 12 / pen->scale, FALSE, CR_COLOR_ACCENT, band->x + band->width + 8 / pen->scale,
               band->y + band->height, 0);
}

/* --- The moving part: lifted nodes and numbers --- */

/* How far an item is drawn from its place. */
static CrPoint
get_offset (const CrPicture *picture, const CrItem *item)
{
  return item->is_carried ? picture->carried : (CrPoint) { 0, 0 };
}

static gboolean
is_carrying (const CrPicture *picture)
{
  return picture->carried.x != 0 || picture->carried.y != 0;
}

/* A wire between something that is carried and something that is not: the usual curve between where they are drawn. */
static void
draw_stretched_wire (const CrPen *pen, CrPicture *picture, const CrWire *wire, CrPoint from, CrPoint to)
{
  CrWire stretched = *wire;
  CrInputPort port = wire->port;
  CrPoint start = { wire->curve.start.x + from.x, wire->curve.start.y + from.y };

  port.point = (CrPoint) { port.point.x + to.x, port.point.y + to.y };
  stretched.curve = cr_curve_new (start, port, CR_WIRE_PLAIN);
  cr_draw_wire (pen, picture, &stretched);
}

static void
draw_lifted_wire (const CrPen *pen, CrPicture *picture, CrWire *wire)
{
  CrPoint from = get_offset (picture, cr_picture_get_item (picture, wire->from));
  CrPoint to = get_offset (picture, wire->to);

  if (picture->lifted->len < MANY_LIFTED)
    cr_picture_ensure_way (picture, wire);
  if (from.x == to.x && from.y == to.y)
    {
      cairo_save (pen->cairo);
      cairo_translate (pen->cairo, to.x, to.y);
      cr_draw_wire (pen, picture, wire);
      cairo_restore (pen->cairo);
    }
  else
    draw_stretched_wire (pen, picture, wire, from, to);
}

/* From afar: each a dot, and no wires where there are very many. */
static void
draw_lifted_density (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  cairo_antialias_t antialias = cairo_get_antialias (pen->cairo);

  cairo_set_antialias (pen->cairo, CAIRO_ANTIALIAS_NONE);
  for (guint i = 0; i < picture->lifted->len; i++)
    {
      const CrItem *item = cr_picture_get_item (picture, g_array_index (picture->lifted, CrKey, i));
      CrArea area;

      if (item == NULL)
        continue;
      area = cr_body_get_area (&item->body, item->place);
      area.x += get_offset (picture, item).x;
      area.y += get_offset (picture, item).y;
      if (cr_area_meets (&area, clip))
        cairo_rectangle (pen->cairo, area.x, area.y, area.width, area.height);
    }
  cr_pen_fill (pen, CR_COLOR_QUIET);
  cairo_set_antialias (pen->cairo, antialias);
}

static void
draw_lifted_item (const CrPen *pen, CrPicture *picture, CrItem *item)
{
  CrPoint offset = get_offset (picture, item);

  cairo_save (pen->cairo);
  cairo_translate (pen->cairo, offset.x, offset.y);
  cr_draw_item (pen, picture, item);
  cr_picture_raise (picture, item);
  if (pen->scale >= LEAST_PORT_SCALE)
    cr_draw_ports (pen, picture, item);
  if (cr_item_is_wrong (item))
    cr_draw_problem (pen, picture, item);
  cairo_restore (pen->cairo);
}

/* The lifted items that are in sight where they are drawn. */
static GPtrArray *
find_lifted (CrPicture *picture, const CrArea *clip)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < picture->lifted->len; i++)
    {
      CrItem *item = cr_picture_get_item (picture, g_array_index (picture->lifted, CrKey, i));
      CrArea reach;

      if (item == NULL)
        continue;
      reach = item->reach;
      reach.x += get_offset (picture, item).x;
      reach.y += get_offset (picture, item).y;
      if (picture->lifted->len < MANY_LIFTED || cr_area_meets (&reach, clip))
        g_ptr_array_add (items, item);
    }
  return items;
}

static void
draw_lifted (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  g_autoptr (GPtrArray) items = NULL;

  if (picture->lifted->len >= MANY_LIFTED && is_density (picture, pen->scale))
    {
      draw_lifted_density (pen, picture, clip);
      return;
    }
  items = find_lifted (picture, clip);
  for (guint i = 0; i < items->len; i++)
    {
      CrItem *item = items->pdata[i];

      for (guint j = 0; j < item->n_wires; j++)
        {
          CrPick pick = { CR_PICK_WIRE, item->wires[j].target, item->wires[j].operand };

          if (item->wires[j].from != CR_KEY_NONE && (marks == NULL || !cr_pick_equal (pick, marks->detached)))
            draw_lifted_wire (pen, picture, &item->wires[j]);
        }
    }
  for (guint i = 0; i < items->len; i++)
    draw_lifted_item (pen, picture, items->pdata[i]);
}

/* Numbers are bold that belong to what is hovered or selected. */
static gboolean
is_bold (CrPicture *picture, const CrItem *item, const CrMarks *marks)
{
  const CrWire *wire;

  if (marks == NULL)
    return FALSE;
  wire = find_wire (picture, marks->selected_wire);
  if (wire != NULL && wire->from == item->key)
    return TRUE;
  wire = find_wire (picture, marks->hovered);
  if (wire != NULL && wire->from == item->key)
    return TRUE;
  return item->key == marks->hovered.key && (marks->hovered.kind == CR_PICK_NODE || marks->hovered.kind == CR_PICK_OUTPUT);
}

static void
underline_value (const CrPen *pen, const CrNumberLabel *number)
{
  cairo_move_to (pen->cairo, number->x, number->baseline + 2);
  cairo_line_to (pen->cairo, number->label.area.x + number->label.area.width, number->baseline + 2);
  cr_pen_stroke (pen, number->role, 1);
}

static void
draw_labels (const CrPen *pen, CrPicture *picture, const CrLabels *labels, const CrMarks *marks)
{
  for (guint i = 0; i < labels->numbers->len && !pen->hide_text; i++)
    {
      const CrNumberLabel *number = &g_array_index (labels->numbers, CrNumberLabel, i);
      gboolean is_value = number->label.kind == CR_LABEL_VALUE;

      if (marks != NULL && is_value && marks->edited.kind == CR_PICK_VALUE && marks->edited.key == number->label.key)
        continue;
      cr_draw_number (pen, number);
      if (marks != NULL && is_value && marks->hovered.kind == CR_PICK_VALUE && marks->hovered.key == number->label.key)
        underline_value (pen, number);
    }
  for (guint i = 0; i < labels->blocks->len; i++)
    {
      CrBlockLabel *block = &g_array_index (labels->blocks, CrBlockLabel, i);

      block->has_hidden
          = marks != NULL && marks->edited.kind == CR_PICK_VALUE && marks->edited.key == block->key && !block->is_gradient;
      block->hidden = block->has_hidden ? marks->edited.operand : 0;
      cr_draw_block (pen, picture, block);
    }
}

static void
draw_maps (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  g_autoptr (GPtrArray) items = NULL;

  if (picture->maps == NULL || is_density (picture, pen->scale))
    return;
  items = cr_picture_find_items (picture, clip);
  cr_picture_filter_items (picture, items);
  cr_picture_draw_maps (pen, picture, items);
}

static void
draw_numbers (const CrPen *pen, CrPicture *picture, const CrArea *clip, const CrMarks *marks)
{
  CrArea wide = cr_area_grown (clip, VALUE_REACH); /* what stands on a wire may be far from its node */
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (CrLabels) labels = NULL;

  if (picture->style.compact || 13 * pen->scale < CR_LEAST_TEXT)
    return;
  items = cr_picture_find_items (picture, &wide);
  cr_picture_filter_numbers (picture, items);
  labels = cr_labels_new ();
  for (guint i = 0; i < items->len; i++)
    if (!(is_carrying (picture) && ((CrItem *) items->pdata[i])->is_lifted))
      cr_picture_add_labels (picture, items->pdata[i], is_bold (picture, items->pdata[i], marks), labels);
  draw_labels (pen, picture, labels, marks);
}

/* The step that the timeline stands at is always lit. */
static void
draw_moving (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks)
{
  CrPen pen = make_pen (picture, cairo, scale);
  gboolean is_lit = picture->light != CR_LIGHT_DIM;

  cairo_save (cairo);
  draw_lifted (&pen, picture, marks, clip);
  if (marks != NULL)
    {
      draw_selected_wire (&pen, picture, marks->selected_wire);
      draw_hovered_wire (&pen, picture, marks);
      if (!is_carrying (picture))
        draw_selection (&pen, picture, marks, clip);
      draw_hovered_item (&pen, picture, marks);
    }
  if (is_lit && !is_density (picture, scale))
    cr_draw_active_gates (&pen, picture);
  draw_maps (&pen, picture, clip);
  draw_numbers (&pen, picture, clip, marks);
  cr_picture_lower_all (picture);
  if (is_lit)
    {
      cr_draw_badges (&pen, picture, clip);
      cr_draw_pulses (&pen, picture);
      cr_draw_step_texts (&pen, picture);
    }
  if (marks != NULL)
    {
      draw_focus (&pen, picture, marks->focused);
      if (marks->drag.from.kind != CR_PICK_NOTHING)
        cr_draw_dragged_wire (&pen, picture, marks);
      draw_rubber_band (&pen, marks);
    }
  cairo_restore (cairo);
}

void
cr_picture_draw_moving (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks)
{
  draw_lit (picture, cairo, clip, scale, marks, draw_moving);
}

void
cr_picture_draw_ghost (CrPicture *picture, cairo_t *cairo, const CrGate *gate, CrPoint place, double scale)
{
  CrPen pen = make_pen (picture, cairo, scale);
  CrBody body = cr_body_for_gate (gate);

  cairo_push_group (cairo);
  cr_draw_gate (&pen, gate, &body, place, gate->symbol);
  cairo_pop_group_to_source (cairo);
  cairo_paint_with_alpha (cairo, 0.5);
}
