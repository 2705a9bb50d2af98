/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a picture: the still part, the moving part, and what is left out when it is small. What is marked or lifted is in files of
 * its own. */
#include "cr-draw.h"

#include <math.h>

#define MOST_HAIRLINES 8000
#define MOST_DASHED 1500 /* among more wires nobody sees whether one is dashed */
#define MANY_WIRES 600
#define LEAST_NODE 6.0 /* nodes lower than this on the screen are dots */
#define COMPACT_LEAST_TEXT 2.5
#define COMPACT_LEAST_LINE 1.0
#define COMPACT_LEAST_NODE 3.0
#define SMALL_PART 300.0  /* pixels on the screen */
#define WIDEST_WIRE 5.0   /* half of it, and of what its curve is flattened by */
#define VALUE_REACH 200.0
#define MOST_PARTS 100 /* more numbers than that are one part */
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
gboolean
cr_picture_is_density (CrPicture *picture, double scale)
{
  return scale * 36 < (picture->style.compact ? COMPACT_LEAST_NODE : LEAST_NODE);
}

/* --- The still part --- */

static void
draw_open_groups (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  for (guint i = 0; i < picture->open_groups->len; i++)
    {
      const CrOpenGroup *open = &g_array_index (picture->open_groups, CrOpenGroup, i);

      if (cr_area_meets (&open->area, clip))
        cr_draw_open_group (pen, open, NULL);
    }
}

/* From afar: straight hairlines, and every node a dot of its size. */
static void
draw_density (const CrPen *pen, CrPicture *picture, const CrArea *clip, GPtrArray *items, GPtrArray *wires)
{
  cairo_antialias_t antialias = cairo_get_antialias (pen->cairo);

  cairo_set_antialias (pen->cairo, CAIRO_ANTIALIAS_NONE);
  for (guint i = 0; i < wires->len && picture->style.wires == CR_WIRES_ALL; i++)
    {
      const CrWire *wire = wires->pdata[i];

      if (wire->to->is_lifted)
        continue;
      cairo_move_to (pen->cairo, wire->curve.start.x, wire->curve.start.y);
      cairo_line_to (pen->cairo, wire->curve.end.x, wire->curve.end.y);
      cr_pen_stroke (pen, CR_COLOR_GRID, 1 / pen->scale);
    }
  cr_draw_sheaves (pen, picture, clip);
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

static gboolean
are_straight (GPtrArray *wires, double scale)
{
  return cr_picture_has_straight_wires (scale) && wires->len > MANY_WIRES;
}

static void
draw_wires (const CrPen *pen, CrPicture *picture, GPtrArray *wires)
{
  gboolean straight = are_straight (wires, pen->scale);

  for (guint i = 0; i < wires->len; i++)
    {
      CrWire wire = *(CrWire *) wires->pdata[i];

      if (wire.to->is_lifted)
        continue;
      if (wires->len > MOST_DASHED)
        wire.weight = fabs (wire.weight);
      if (straight)
        cr_wire_straighten (&wire);
      if (picture->style.wires == CR_WIRES_ALL)
        cr_draw_wire (pen, picture, &wire);
      else
        cr_draw_faint_wire (pen, &wire);
    }
}

/* Leaves out what only its area brings there: a small part of a net has few of the wires between two of its layers. */
static void
keep_wires_that_meet (GPtrArray *wires, const CrArea *clip)
{
  CrArea wide = cr_area_grown (clip, WIDEST_WIRE);

  for (guint i = wires->len; i > 0; i--)
    if (!cr_curve_meets (&((CrWire *) wires->pdata[i - 1])->curve, &wide))
      g_ptr_array_remove_index (wires, i - 1);
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
  if (pen->scale < CR_LEAST_PORT_SCALE && !picture->style.compact)
    return;
  for (guint i = 0; i < items->len; i++)
    if (!((CrItem *) items->pdata[i])->is_lifted)
      cr_draw_ports (pen, picture, items->pdata[i]);
}

/* Straight ones need not look for their ways: in a graph with long wires that took seconds. (transfer full) */
static GPtrArray *
find_wires_to_draw (CrPicture *picture, const CrArea *clip, double scale)
{
  GPtrArray *wires;

  if (cr_picture_is_density (picture, scale))
    return cr_picture_find_some_wires (picture, clip, MOST_HAIRLINES);
  wires = cr_picture_find_wires_roughly (picture, clip);
  if (are_straight (wires, scale))
    return wires;
  g_ptr_array_unref (wires);
  return cr_picture_find_filed_wires (picture, clip);
}

static void
draw_still (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale)
{
  CrPen pen = make_pen (picture, cairo, scale);
  gboolean is_rough = cr_picture_is_density (picture, scale);
  g_autoptr (GPtrArray) items = is_rough ? cr_picture_find_items_in_any_order (picture, clip) : cr_picture_find_items (picture, clip);
  g_autoptr (GPtrArray) wires = find_wires_to_draw (picture, clip, scale);

  cr_picture_filter_items (picture, items);
  cr_picture_filter_wires (picture, wires);
  cairo_save (cairo);
  if (picture->light != CR_LIGHT_LIT)
    {
      cr_draw_ground (&pen, picture, clip);
      draw_open_groups (&pen, picture, clip);
    }
  if (is_rough)
    draw_density (&pen, picture, clip, items, wires);
  else
    {
      if (MAX (clip->width, clip->height) * scale < SMALL_PART)
        keep_wires_that_meet (wires, clip);
      draw_wires (&pen, picture, wires);
      cr_draw_sheaves (&pen, picture, clip);
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

/* --- The moving part --- */

/* Numbers are bold that belong to what is hovered or selected. */
static gboolean
is_bold (CrPicture *picture, const CrItem *item, const CrMarks *marks)
{
  const CrWire *wire;

  if (marks == NULL)
    return FALSE;
  wire = cr_picture_find_marked_wire (picture, marks->selected_wire);
  if (wire != NULL && wire->from == item->key)
    return TRUE;
  wire = cr_picture_find_marked_wire (picture, marks->hovered);
  if (wire != NULL && wire->from == item->key)
    return TRUE;
  return item->key == marks->hovered.key && (marks->hovered.kind == CR_PICK_NODE || marks->hovered.kind == CR_PICK_BIAS || marks->hovered.kind == CR_PICK_OUTPUT);
}

static void
underline_value (const CrPen *pen, const CrNumberLabel *number)
{
  cairo_move_to (pen->cairo, number->x, number->baseline + 2);
  cairo_line_to (pen->cairo, number->label.area.x + number->label.area.width, number->baseline + 2);
  cr_pen_stroke (pen, number->role, 1);
}

/* Fainter the nearer a pulse is, which carries the same number or covers half of it. */
static void
draw_number (const CrPen *pen, CrPicture *picture, const CrNumberLabel *number, const CrMarks *marks)
{
  gboolean is_value = number->label.kind == CR_LABEL_VALUE;
  CrPen fading = *pen;

  if (marks != NULL && is_value && marks->edited.kind == CR_PICK_VALUE && marks->edited.key == number->label.key)
    return;
  fading.faded = cr_draw_get_faded (picture, &number->label.area);
  cr_draw_number (&fading, number);
  if (marks != NULL && is_value && marks->hovered.kind == CR_PICK_VALUE && marks->hovered.key == number->label.key)
    underline_value (pen, number);
}

static void
draw_labels (const CrPen *pen, CrPicture *picture, const CrLabels *labels, const CrMarks *marks)
{
  for (guint i = 0; i < labels->numbers->len && !pen->hide_text; i++)
    draw_number (pen, picture, &g_array_index (labels->numbers, CrNumberLabel, i), marks);
  for (guint i = 0; i < labels->blocks->len; i++)
    {
      CrBlockLabel *block = &g_array_index (labels->blocks, CrBlockLabel, i);

      block->has_hidden
          = marks != NULL && marks->edited.kind == CR_PICK_VALUE && marks->edited.key == block->key && !block->is_gradient;
      block->hidden = block->has_hidden ? marks->edited.operand : 0;
      cr_draw_block (pen, picture, block);
    }
}

/* What stands on a wire may be far from its node. (transfer full) */
static CrLabels *
list_numbers (CrPicture *picture, const CrArea *clip, double scale, const CrMarks *marks)
{
  CrArea wide = cr_area_grown (clip, VALUE_REACH);
  CrLabels *labels = cr_labels_new ();
  g_autoptr (GPtrArray) items = NULL;

  if (picture->style.compact || 13 * scale < CR_LEAST_TEXT)
    return labels;
  items = cr_picture_find_items (picture, &wide);
  cr_picture_filter_numbers (picture, items);
  cr_picture_keep_demanded (picture, items, marks);
  for (guint i = 0; i < items->len; i++)
    if (!(cr_picture_is_carrying (picture) && ((CrItem *) items->pdata[i])->is_lifted))
      cr_picture_add_labels (picture, items->pdata[i], is_bold (picture, items->pdata[i], marks), labels);
  return labels;
}

/* The nodes with maps or marks there (transfer full). */
static GPtrArray *
list_mapped (CrPicture *picture, const CrArea *clip, double scale)
{
  GPtrArray *items;

  if (picture->maps == NULL || picture->style.compact || cr_picture_is_density (picture, scale))
    return g_ptr_array_new ();
  items = cr_picture_find_items (picture, clip);
  cr_picture_filter_items (picture, items);
  return items;
}

static void
draw_below_numbers (const CrPen *pen, CrPicture *picture, const CrArea *clip, const CrMarks *marks)
{
  cr_draw_begin_pulses (pen, picture);
  cr_draw_lifted (pen, picture, marks, clip);
  if (marks != NULL)
    cr_draw_demanded_wires (pen, picture, marks, clip);
  if (marks != NULL)
    cr_draw_marks (pen, picture, marks, clip);
  /* The step that the timeline stands at is always lit. */
  if (picture->light != CR_LIGHT_DIM && !cr_picture_is_density (picture, pen->scale))
    cr_draw_active_gates (pen, picture);
}

static void
draw_above_numbers (const CrPen *pen, CrPicture *picture, const CrArea *clip, const CrMarks *marks)
{
  cr_picture_lower_all (picture);
  if (picture->light != CR_LIGHT_DIM)
    {
      cr_draw_badges (pen, picture, clip);
      cr_draw_pulses (pen, picture);
      cr_draw_step_texts (pen, picture, clip);
    }
  if (marks != NULL)
    cr_draw_marks_above (pen, picture, marks, clip);
}

static void
draw_moving (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks)
{
  CrPen pen = make_pen (picture, cairo, scale);
  g_autoptr (GPtrArray) mapped = NULL;
  g_autoptr (CrLabels) labels = NULL;

  cairo_save (cairo);
  draw_below_numbers (&pen, picture, clip, marks);
  labels = list_numbers (picture, clip, scale, marks);
  cr_draw_no_grid (&pen, picture, labels);
  mapped = list_mapped (picture, clip, scale);
  for (guint i = 0; i < mapped->len; i++)
    cr_draw_item_map (&pen, picture, mapped->pdata[i]);
  draw_labels (&pen, picture, labels, marks);
  draw_above_numbers (&pen, picture, clip, marks);
  cairo_restore (cairo);
}

void
cr_picture_draw_moving (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks)
{
  draw_lit (picture, cairo, clip, scale, marks, draw_moving);
}

/* --- The same in parts --- */

static CrPen
begin_part (CrPicture *picture, const CrPartSink *sink, const CrArea *area, double scale)
{
  return make_pen (picture, sink->begin (area, sink->data), scale);
}

static void
end_part (const CrPartSink *sink, const CrPen *pen)
{
  sink->end (pen->cairo, sink->data);
}

static void
draw_map_parts (CrPicture *picture, const CrPartSink *sink, const CrArea *clip, double scale)
{
  g_autoptr (GPtrArray) mapped = list_mapped (picture, clip, scale);

  for (guint i = 0; i < mapped->len; i++)
    {
      CrArea area;
      CrPen pen;

      if (!cr_draw_find_item_map (picture, mapped->pdata[i], &area))
        continue;
      pen = begin_part (picture, sink, &area, scale);
      cr_draw_item_map (&pen, picture, mapped->pdata[i]);
      end_part (sink, &pen);
    }
}

static void
draw_number_parts (CrPicture *picture, const CrPartSink *sink, const CrLabels *labels, double scale, const CrMarks *marks)
{
  gboolean are_few = labels->blocks->len == 0 && labels->numbers->len <= MOST_PARTS;
  CrPen pen;

  for (guint i = 0; i < labels->numbers->len && are_few && !picture->style.hide_text; i++)
    {
      const CrNumberLabel *number = &g_array_index (labels->numbers, CrNumberLabel, i);
      CrArea area = cr_area_grown (&number->label.area, number->size);

      pen = begin_part (picture, sink, &area, scale);
      draw_number (&pen, picture, number, marks);
      end_part (sink, &pen);
    }
  if (are_few)
    return;
  pen = begin_part (picture, sink, NULL, scale);
  draw_labels (&pen, picture, labels, marks);
  end_part (sink, &pen);
}

void
cr_picture_draw_moving_parts (CrPicture *picture, const CrPartSink *sink, const CrArea *clip, double scale, const CrMarks *marks)
{
  CrPen pen = begin_part (picture, sink, NULL, scale);
  g_autoptr (CrLabels) labels = NULL;

  if (picture->lit != NULL)
    {
      cr_picture_draw_moving (picture, pen.cairo, clip, scale, marks);
      end_part (sink, &pen);
      return;
    }
  draw_below_numbers (&pen, picture, clip, marks);
  labels = list_numbers (picture, clip, scale, marks); /* after the marks, which lift what is selected */
  cr_draw_no_grid (&pen, picture, labels);
  end_part (sink, &pen);
  draw_map_parts (picture, sink, clip, scale);
  draw_number_parts (picture, sink, labels, scale, marks);
  pen = begin_part (picture, sink, NULL, scale);
  draw_above_numbers (&pen, picture, clip, marks);
  end_part (sink, &pen);
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
