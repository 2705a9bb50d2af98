/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes that are being dragged, with their wires: left out of the still part and drawn here, where they are carried. */
#include "cr-draw.h"

#define MANY_LIFTED 300 /* their wires take the usual curves */

/* How far an item is drawn from its place. */
static CrPoint
get_offset (const CrPicture *picture, const CrItem *item)
{
  return item->is_carried ? picture->carried : (CrPoint) { 0, 0 };
}

gboolean
cr_picture_is_carrying (const CrPicture *picture)
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

static void
draw_sheaf_wire (const CrPen *pen, CrPicture *picture, CrItem *to, guint i)
{
  CrWire wire = cr_sheaf_make_wire (picture, to, i);

  if (wire.from != CR_KEY_NONE)
    draw_lifted_wire (pen, picture, &wire);
}

static void
draw_lifted_sheaf (const CrPen *pen, CrPicture *picture, CrItem *item)
{
  CrSheafChoice choice = cr_sheaf_choose (picture, cr_sheaf_get_share (picture, item, pen->scale));

  for (guint i = 0; i < item->n_wires; i++)
    if (cr_sheaf_shows (item, i, &choice))
      draw_sheaf_wire (pen, picture, item, i);
}

/* The wires from something that is carried into sheaves that are not lifted themselves. */
static void
draw_wires_into_sheaves (const CrPen *pen, CrPicture *picture, CrItem *item)
{
  for (guint i = 0; item->is_carried && i < item->uses->len; i++)
    {
      const CrUse *use = &g_array_index (item->uses, CrUse, i);
      CrItem *to = cr_picture_get_item (picture, use->to);
      CrSheafChoice choice;

      if (!cr_item_is_sheaf (to) || to->is_lifted)
        continue;
      choice = cr_sheaf_choose (picture, cr_sheaf_get_share (picture, to, pen->scale));
      if (cr_sheaf_shows (to, use->wire, &choice))
        draw_sheaf_wire (pen, picture, to, use->wire);
    }
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
  if (pen->scale >= CR_LEAST_PORT_SCALE)
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

void
cr_draw_lifted (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  g_autoptr (GPtrArray) items = NULL;

  if (picture->lifted->len >= MANY_LIFTED && cr_picture_is_density (picture, pen->scale))
    {
      draw_lifted_density (pen, picture, clip);
      return;
    }
  items = find_lifted (picture, clip);
  for (guint i = 0; i < items->len; i++)
    {
      CrItem *item = items->pdata[i];

      draw_wires_into_sheaves (pen, picture, item);
      if (cr_item_is_sheaf (item))
        {
          draw_lifted_sheaf (pen, picture, item);
          continue;
        }
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
