/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How nodes and folded groups are drawn, without their numbers. */
#include "cr-draw.h"

#include "cr-text.h"

#include <math.h>

#define TAG_RADIUS 6.0
#define TAG_POINT 8.0
#define BOX_RADIUS 10.0
#define SQUARE_RADIUS 4.0
#define RING_GAP 4.0
#define HALO 8.0
#define NAME_SIZE 15.0
#define COMPACT_NAME_SIZE 22.0
#define CAPTION_SIZE 12.0
#define LONGEST_REASON 150.0

/* --- Bodies --- */

static void
trace_tag (const CrPen *pen, const CrArea *area)
{
  double right = area->x + area->width;
  double bottom = area->y + area->height;

  cairo_new_sub_path (pen->cairo);
  cairo_arc (pen->cairo, area->x + TAG_RADIUS, bottom - TAG_RADIUS, TAG_RADIUS, G_PI_2, G_PI);
  cairo_arc (pen->cairo, area->x + TAG_RADIUS, area->y + TAG_RADIUS, TAG_RADIUS, G_PI, 3 * G_PI_2);
  cairo_line_to (pen->cairo, right - TAG_POINT, area->y);
  cairo_line_to (pen->cairo, right, area->y + area->height / 2);
  cairo_line_to (pen->cairo, right - TAG_POINT, bottom);
  cairo_close_path (pen->cairo);
}

/* The outer outline, @grown by so much on every side. */
static void
trace_body (const CrPen *pen, const CrBody *body, CrPoint place, double grown)
{
  CrArea area = { place.x - body->width / 2, place.y - body->height / 2, body->width, body->height };

  area = cr_area_grown (&area, grown);
  switch (body->outline)
    {
    case CR_OUTLINE_TAG:
      trace_tag (pen, &area);
      break;
    case CR_OUTLINE_CIRCLE:
    case CR_OUTLINE_RINGS:
      cr_pen_circle (pen, place, body->width / 2 + grown);
      break;
    case CR_OUTLINE_SQUARE:
      cr_pen_rounded (pen, &area, SQUARE_RADIUS + grown);
      break;
    case CR_OUTLINE_BOX:
    case CR_OUTLINE_STACK:
      cr_pen_rounded (pen, &area, BOX_RADIUS + grown);
      break;
    }
}

static void
draw_card (const CrPen *pen, const CrBody *body, CrPoint place, CrColorRole fill, CrStroke outline)
{
  trace_body (pen, body, place, 0);
  cr_pen_set_color (pen, fill);
  if (outline.width <= 0)
    {
      cairo_fill (pen->cairo);
      return;
    }
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, outline.role, outline.width);
}

void
cr_draw_body (const CrPen *pen, const CrBody *body, CrPoint place, CrColorRole fill, CrStroke outline)
{
  if (body->outline == CR_OUTLINE_STACK)
    for (double depth = 8; depth > 0; depth -= 4)
      draw_card (pen, body, (CrPoint) { place.x + depth, place.y - depth }, fill, outline);
  draw_card (pen, body, place, fill, outline);
  if (body->outline == CR_OUTLINE_RINGS && outline.width > 0)
    {
      cr_pen_circle (pen, place, body->width / 2 - RING_GAP);
      cr_pen_stroke (pen, outline.role, MIN (outline.width, 1.5));
    }
}

void
cr_draw_halo (const CrPen *pen, const CrBody *body, CrPoint place)
{
  trace_body (pen, body, place, HALO / 2);
  cr_pen_stroke (pen, CR_COLOR_HALO, HALO);
}

/* --- Signs --- */

static void
trace_bracket (const CrPen *pen, double x, double top, double bottom, double lip)
{
  cairo_move_to (pen->cairo, x + lip, top);
  cairo_line_to (pen->cairo, x, top);
  cairo_line_to (pen->cairo, x, bottom);
  cairo_line_to (pen->cairo, x + lip, bottom);
}

void
cr_draw_brackets (const CrPen *pen, const CrArea *area, double lip, CrStroke stroke)
{
  trace_bracket (pen, area->x, area->y, area->y + area->height, lip);
  trace_bracket (pen, area->x + area->width, area->y, area->y + area->height, -lip);
  cr_pen_stroke (pen, stroke.role, stroke.width);
}

void
cr_draw_sign (const CrPen *pen, const CrBody *body, CrPoint place, const char *symbol, double factor)
{
  double room = body->width / factor - (body->outline == CR_OUTLINE_RINGS ? 12 : body->outline == CR_OUTLINE_CIRCLE ? 10 : 8);

  if (body->outline == CR_OUTLINE_SQUARE && cr_text_estimate_width (symbol) <= 1.5 && symbol[0] != '[')
    {
      CrArea area = { place.x - 14 * factor, place.y - 11 * factor, 28 * factor, 22 * factor };

      cr_draw_brackets (pen, &area, 5 * factor, (CrStroke) { CR_COLOR_INK, 2 });
      room = 20;
    }
  cr_pen_sign (pen, symbol, CR_COLOR_INK, place, room, factor);
}

CrArea
cr_body_get_handle (const CrBody *body, CrPoint place)
{
  return (CrArea) { place.x - body->width / 2 + (body->height < 40 ? 4 : 5.5), place.y - 5.75, 6.25, 11.75 };
}

/* Two columns of three dots. */
static void
draw_handle (const CrPen *pen, const CrBody *body, CrPoint place)
{
  CrArea area = cr_body_get_handle (body, place);

  for (guint column = 0; column < 2; column++)
    for (guint row = 0; row < 3; row++)
      cairo_rectangle (pen->cairo, area.x + 4.5 * column, area.y + 5 * row, 1.75, 1.75);
  cr_pen_fill (pen, CR_COLOR_QUIET);
}

/* A source's name stands at its left. */
static void
draw_source_name (const CrPen *pen, const CrItem *item)
{
  if (!cr_pen_shows_text (pen, NAME_SIZE))
    return;

  g_autofree char *markup = cr_text_name_to_markup (cr_node_get_title (item->node));
  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, NAME_SIZE, TRUE, CR_FIT_ELLIPSIS, 180);

  cr_pen_set_color (pen, CR_COLOR_INK);
  cr_fonts_draw (pen->fonts, pen->cairo, text, item->place.x - item->body.width / 2 + item->body.inset, item->place.y + 5);
}

void
cr_draw_gate (const CrPen *pen, const CrGate *gate, const CrBody *body, CrPoint place, const char *name)
{
  gboolean is_constant = g_str_equal (gate->name, "constant");

  cr_draw_body (pen, body, place, is_constant ? CR_COLOR_CONSTANT : CR_COLOR_NODE,
                (CrStroke) { CR_COLOR_CAPTION, is_constant ? 0 : 1.5 });
  if (g_str_equal (gate->name, "parameter"))
    draw_handle (pen, body, place);
  if (cr_gate_is_source (gate))
    cr_pen_text (pen, name, 13, TRUE, CR_COLOR_INK, place.x - 2 + (g_str_equal (gate->name, "parameter") ? 3 : 0), place.y + 4.5,
                 0.5);
  else if (cr_gate_is_unit (gate))
    {
      CrArea area = { place.x - body->width / 5, place.y - body->height / 4, body->width * 0.4, body->height / 2 };

      cr_draw_activation (pen, cr_gate_find ("tanh"), &area);
    }
  else
    cr_draw_sign (pen, body, place, name, 1);
}

/* --- Items --- */

const CrShaped *
cr_draw_shape_caption (CrPicture *picture, const CrItem *item, CrArea *area)
{
  g_autofree char *markup = NULL;
  const CrShaped *text;
  double width;
  gboolean has_map = cr_item_has_map (picture, item);

  if (item->node == NULL || cr_picture_is_output (picture, item) || picture->style.compact)
    return NULL;
  if (cr_item_is_source (item) ? !has_map : has_map && item->body.outline == CR_OUTLINE_BOX)
    return NULL;
  markup = cr_text_name_to_markup (cr_node_get_title (item->node));
  if (cr_item_is_source (item))
    text = cr_fonts_shape (picture->fonts, markup, NAME_SIZE, TRUE, CR_FIT_ELLIPSIS, CR_LONGEST_NAME);
  else
    text = cr_fonts_shape (picture->fonts, markup, CAPTION_SIZE, FALSE, CR_FIT_ELLIPSIS,
                           item->name_room.left + item->name_room.right);
  width = text->width;
  *area = (CrArea) {
    .x = cr_name_room_place (item, &width),
    .y = item->place.y + item->body.height / 2 + (cr_item_is_source (item) ? 17 : 15) + item->drop - text->baseline,
    .width = text->width,
    .height = text->height,
  };
  return text;
}

static void
draw_caption (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  CrArea area;
  const CrShaped *text = cr_pen_shows_text (pen, CAPTION_SIZE) ? cr_draw_shape_caption (picture, item, &area) : NULL;

  if (text == NULL)
    return;
  cr_pen_set_color (pen, cr_item_is_source (item) ? CR_COLOR_INK : CR_COLOR_CAPTION);
  cr_fonts_draw (pen->fonts, pen->cairo, text, area.x, area.y + text->baseline);
}

/* The names of a folded group's ports, inside its border. */
static void
draw_port_labels (const CrPen *pen, CrPicture *picture, const CrItem *item, gboolean output)
{
  CrArea area = cr_body_get_area (&item->body, item->place);
  guint n = output ? item->outputs->len : item->n_wires;

  for (guint i = 0; i < n && cr_pen_shows_text (pen, CR_PORT_LABEL_SIZE); i++)
    {
      const char *label = cr_item_get_port_label (picture, item, output, i);
      double y = output ? cr_item_get_output (item, g_array_index (item->outputs, CrKey, i)).y : cr_item_get_port (item, i).point.y;
      g_autofree char *markup = label != NULL ? cr_text_name_to_markup (label) : NULL;
      const CrShaped *text;

      if (label == NULL)
        continue;
      text = cr_fonts_shape (pen->fonts, markup, CR_PORT_LABEL_SIZE, FALSE, CR_FIT_ELLIPSIS, 80);
      cr_pen_set_color (pen, CR_COLOR_CAPTION);
      cr_fonts_draw (pen->fonts, pen->cairo, text, output ? area.x + area.width - 9 - text->width : area.x + 9, y + 4);
    }
}

static void
draw_group (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  double left = cr_item_measure_port_labels (picture, item, FALSE);
  double right = cr_item_measure_port_labels (picture, item, TRUE);
  CrArea area = cr_body_get_area (&item->body, item->place);
  const char *title = item->group->title != NULL ? item->group->title : item->group->id;
  g_autofree char *markup = cr_text_name_to_markup (title);
  CrArea mark = cr_item_get_fold_mark (picture, item);

  area = cr_area_grown (&area, -4);
  cr_pen_rounded (pen, &area, BOX_RADIUS - 4);
  cairo_set_dash (pen->cairo, (const double[]) { 3, 2.5 }, 2, 0);
  cr_pen_stroke (pen, CR_COLOR_CAPTION, 1);
  cairo_set_dash (pen->cairo, NULL, 0, 0);
  cairo_move_to (pen->cairo, mark.x, mark.y);
  cairo_line_to (pen->cairo, mark.x + mark.width / 2, mark.y + mark.height);
  cairo_line_to (pen->cairo, mark.x + mark.width, mark.y);
  cr_pen_stroke (pen, CR_COLOR_INK, 2);
  if (!cr_pen_shows_text (pen, 14))
    return;

  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, 14, FALSE, CR_FIT_ELLIPSIS, item->body.width - 40 - left - right);

  cr_pen_set_color (pen, CR_COLOR_INK);
  cr_fonts_draw (pen->fonts, pen->cairo, text, area.x + 9 + left, item->place.y + 5);
  draw_port_labels (pen, picture, item, FALSE);
  draw_port_labels (pen, picture, item, TRUE);
}

static void
draw_flag_name (const CrPen *pen, const CrArea *flag, const char *markup)
{
  if (!cr_pen_shows_text (pen, 14))
    return;

  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, 14, TRUE, CR_FIT_ELLIPSIS, flag->width - 8);

  cr_pen_set_color (pen, CR_COLOR_CANVAS);
  cr_fonts_draw (pen->fonts, pen->cairo, text, flag->x + (flag->width - text->width) / 2, flag->y + flag->height / 2 + 5);
}

/* Below the flag, or above one that stands above its node: why no gradients start here. */
static void
draw_reason (const CrPen *pen, CrPicture *picture, const CrItem *item, const CrArea *flag)
{
  g_autofree char *reason = cr_picture_get_reason (picture);
  g_autofree char *markup = g_markup_escape_text (reason != NULL ? reason : "", -1);

  if (reason == NULL || picture->style.compact || !cr_pen_shows_text (pen, CAPTION_SIZE))
    return;

  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, CAPTION_SIZE, FALSE, CR_FIT_WRAP, LONGEST_REASON);

  cr_pen_set_color (pen, CR_COLOR_CAPTION);
  cr_fonts_draw (pen->fonts, pen->cairo, text, flag->x,
                 text->baseline + (item->uses->len > 0 ? flag->y - 4 - text->height : flag->y + flag->height + 4));
}

/* A word on dark, at the end of a stub or above the node. */
static void
draw_flag (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  CrArea flag = cr_picture_get_flag (picture, item);
  const CrNode *node = cr_graph_get_node (picture->graph, picture->output);
  g_autofree char *markup = cr_text_name_to_markup (node != NULL ? cr_node_get_title (node) : "f");
  gboolean done = (item->shows & CR_SHOWS_VALUE) != 0;

  if (item->uses->len == 0)
    {
      CrPoint port = cr_item_get_output (item, picture->output);

      cairo_move_to (pen->cairo, port.x, port.y);
      cairo_line_to (pen->cairo, flag.x, port.y);
      cr_pen_stroke (pen, done ? CR_COLOR_CAPTION : CR_COLOR_QUIET, done ? 2 : 1.25);
    }
  cr_pen_rounded (pen, &flag, 6);
  cr_pen_fill (pen, CR_COLOR_INK);
  draw_flag_name (pen, &flag, markup);
  draw_reason (pen, picture, item, &flag);
}

static void
draw_inside (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  if (item->group != NULL)
    draw_group (pen, picture, item);
  else if (cr_item_is_source (item) && picture->style.compact)
    {
      g_autofree char *markup = cr_text_name_to_markup (cr_node_get_title (item->node));

      cr_pen_text (pen, markup, COMPACT_NAME_SIZE, TRUE, CR_COLOR_INK, item->place.x - 4, item->place.y + COMPACT_NAME_SIZE / 3,
                   0.5);
    }
  else if (cr_item_is_source (item))
    {
      if (g_str_equal (item->node->gate->name, "parameter"))
        draw_handle (pen, &item->body, item->place);
      if (!cr_item_has_map (picture, item)) /* else it stands below */
        draw_source_name (pen, item);
    }
  else if (cr_gate_is_unit (item->node->gate))
    cr_draw_unit (pen, picture, item);
  else
    {
      g_autofree char *symbol = cr_text_dup_symbol (item->node);

      cr_draw_sign (pen, &item->body, item->place, symbol, picture->style.compact ? CR_COMPACT_FACTOR : 1);
    }
}

/* In a thumbnail a small matrix stands for itself. */
static gboolean
draw_compact_matrix (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  CrBlockLabel block = { .area = cr_shape_get_block (item->shape), .arrow_x = NAN };

  if (!picture->style.compact || !cr_item_is_source (item) || cr_shape_get_look (item->shape) != CR_LOOK_ENTRIES)
    return FALSE;
  block.entries = cr_picture_get_numbers (picture, item->key, FALSE, &block.shape);
  if (block.entries == NULL)
    return FALSE;
  cairo_save (pen->cairo);
  cairo_translate (pen->cairo, item->place.x, item->place.y);
  cairo_scale (pen->cairo, CR_COMPACT_FACTOR, CR_COMPACT_FACTOR);
  cairo_translate (pen->cairo, -block.area.width / 2, -block.area.height / 2);
  cr_draw_block (pen, picture, &block);
  cairo_restore (pen->cairo);
  g_free (block.entries);
  return TRUE;
}

void
cr_draw_item_body (const CrPen *pen, CrPicture *picture, const CrItem *item, CrStroke outline)
{
  if (draw_compact_matrix (pen, picture, item))
    return;
  cr_draw_body (pen, &item->body, item->place, cr_item_is_constant (item) ? CR_COLOR_CONSTANT : CR_COLOR_NODE, outline);
  draw_inside (pen, picture, item);
}

void
cr_draw_item (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  CrStroke outline = { CR_COLOR_CAPTION, cr_item_is_constant (item) ? 0 : 1.5 };

  if (cr_item_is_wrong (item))
    outline = (CrStroke) { CR_COLOR_ERROR, 2.5 };
  if (cr_picture_is_output (picture, item))
    draw_flag (pen, picture, item);
  cr_draw_item_body (pen, picture, item, outline);
  draw_caption (pen, picture, item);
}
