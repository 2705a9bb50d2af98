/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is at a point of a picture, and where things of it are. */
#include "cr-draw.h"

#include <math.h>

#define WIRE_HIT_RADIUS 6.0
#define PORT_HIT_RADIUS_INSIDE 8.0 /* within a body most of the place is the body's */
#define BIAS_NAME 11.0  /* of the "b" before a bias */
#define HANDLE_REACH 4.0 /* about the dots of a parameter */
#define BIAS_REACH 3.0  /* around it */
#define BORDER 8.0
#define FRAME_TITLE 30.0
#define FOLD_REACH 7.0 /* around the mark that folds a group */

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

static double
distance (CrPoint a, CrPoint b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

/* --- Ports --- */

typedef struct
{
  CrPick pick;
  double distance;
} Nearest;

static void
offer (Nearest *nearest, CrPickKind kind, CrKey key, guint operand, double away)
{
  if (away < nearest->distance)
    *nearest = (Nearest) { { kind, key, operand }, away };
}

static void
offer_ports (const CrItem *item, CrPoint point, CrPickKind kind, Nearest *nearest)
{
  if (kind != CR_PICK_INPUT && item->outputs == NULL)
    offer (nearest, CR_PICK_OUTPUT, item->key, 0, distance (cr_body_get_output (&item->body, item->place), point));
  for (guint i = 0; kind != CR_PICK_INPUT && item->outputs != NULL && i < item->outputs->len; i++)
    {
      CrKey source = g_array_index (item->outputs, CrKey, i);

      offer (nearest, CR_PICK_OUTPUT, source, 0, distance (cr_item_get_output (item, source), point));
    }
  for (guint i = 0; kind != CR_PICK_OUTPUT && i < item->n_wires; i++)
    if (cr_item_is_sheaf (item))
      offer (nearest, CR_PICK_INPUT, item->key, i, distance (cr_item_get_port (item, i).point, point));
    else
      offer (nearest, CR_PICK_INPUT, item->wires[i].target, item->wires[i].operand, distance (item->wires[i].port.point, point));
}

static CrPick
pick_port (GPtrArray *items, CrPoint point, double scale)
{
  Nearest nearest = { nothing, CR_PORT_HIT_RADIUS / scale };

  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];
      Nearest mine = { nothing, CR_PORT_HIT_RADIUS / scale };

      if (cr_body_contains (&item->body, item->place, point))
        mine.distance = MIN (PORT_HIT_RADIUS_INSIDE / scale, item->body.width / 4);
      mine.distance = MIN (mine.distance, nearest.distance);
      offer_ports (item, point, CR_PICK_NOTHING, &mine);
      if (mine.pick.kind != CR_PICK_NOTHING)
        nearest = mine;
    }
  return nearest.pick;
}

CrPick
cr_picture_pick_port (CrPicture *picture, double x, double y, double scale, CrPickKind kind)
{
  CrPoint point = { x, y };
  double reach = CR_PORT_HIT_RADIUS / scale;
  CrArea area = { x - reach, y - reach, 2 * reach, 2 * reach };
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, &area);
  Nearest nearest = { nothing, reach };

  for (guint i = 0; i < items->len; i++)
    offer_ports (items->pdata[i], point, kind, &nearest);
  for (guint i = 0; i < items->len && nearest.pick.kind == CR_PICK_NOTHING; i++)
    {
      const CrItem *item = items->pdata[i];

      nearest.distance = INFINITY;
      if (cr_body_contains (&item->body, item->place, point))
        offer_ports (item, point, kind, &nearest);
    }
  return nearest.pick;
}

/* --- Everything else --- */

static gboolean
is_on_handle (const CrItem *item, CrPoint point)
{
  CrArea dots = cr_body_get_handle (&item->body, item->place);
  CrArea area = cr_area_grown (&dots, HANDLE_REACH);

  return g_str_equal (item->node->gate->name, "parameter") && cr_shape_get_size (item->shape) == 1 && cr_area_contains (&area, point);
}

static CrPick
pick_value (CrPicture *picture, const CrItem *item, CrPoint point)
{
  guint n_entries = MAX (cr_shape_get_look (item->shape) == CR_LOOK_ENTRIES ? cr_shape_get_size (item->shape) : 1, 1);

  if (!cr_item_is_source (item) || cr_item_has_map (picture, item))
    return nothing;
  for (guint entry = 0; entry < n_entries; entry++)
    {
      CrArea area = cr_picture_get_value_area (picture, item, entry);

      if (cr_area_contains (&area, point))
        return (CrPick) { CR_PICK_VALUE, item->key, entry };
    }
  if (is_on_handle (item, point))
    return (CrPick) { CR_PICK_VALUE, item->key, 0 };
  return nothing;
}

/* Where a unit's bias stands, with its name before it; FALSE where it has none. */
static gboolean
get_bias_area (CrPicture *picture, const CrItem *item, CrArea *area)
{
  char text[CR_NUMBER_TEXT_SIZE];

  if (item->group != NULL || item->node == NULL || !cr_draw_find_bias (picture, item, text, area))
    return FALSE;
  *area = (CrArea) { area->x - BIAS_NAME, area->y - BIAS_REACH, area->width + BIAS_NAME + BIAS_REACH, area->height + 2 * BIAS_REACH };
  return TRUE;
}

static CrPick
pick_bias (CrPicture *picture, const CrItem *item, CrPoint point)
{
  CrArea area;

  if (!get_bias_area (picture, item, &area) || !cr_area_contains (&area, point))
    return nothing;
  return (CrPick) { CR_PICK_BIAS, item->key, 0 };
}

/* Of what lies on top of each other, what is drawn last. */
static CrPick
pick_item (CrPicture *picture, GPtrArray *items, CrPoint point)
{
  for (guint i = items->len; i > 0; i--)
    {
      const CrItem *item = items->pdata[i - 1];
      CrPick value = nothing;

      if (cr_picture_is_output (picture, item))
        {
          CrArea flag = cr_picture_get_flag (picture, item);

          if (cr_area_contains (&flag, point))
            return (CrPick) { CR_PICK_FLAG, picture->output, 0 };
        }
      if (!cr_body_contains (&item->body, item->place, point))
        continue;
      value = pick_value (picture, item, point);
      if (value.kind == CR_PICK_NOTHING)
        value = pick_bias (picture, item, point);
      if (value.kind != CR_PICK_NOTHING)
        return value;
      return (CrPick) { item->group != NULL ? CR_PICK_GROUP : CR_PICK_NODE, item->key, 0 };
    }
  return nothing;
}

static CrPick
pick_wire (CrPicture *picture, CrPoint point, double scale)
{
  double least = WIRE_HIT_RADIUS / scale;
  CrArea area = { point.x - least, point.y - least, 2 * least, 2 * least };
  g_autoptr (GPtrArray) wires = cr_picture_find_shown_wires (picture, &area, scale);
  CrPick pick = nothing;

  for (guint i = 0; i < wires->len; i++)
    {
      const CrWire *wire = wires->pdata[i];
      double away = cr_curve_get_distance (&wire->curve, point);

      if (away >= least)
        continue;
      least = away;
      pick = (CrPick) { CR_PICK_WIRE, wire->target, wire->operand };
    }
  return pick;
}

GArray *
cr_picture_pick_crossed (CrPicture *picture, CrPoint from, CrPoint to)
{
  GArray *crossed = g_array_new (FALSE, FALSE, sizeof (CrPick));
  CrArea area = { MIN (from.x, to.x), MIN (from.y, to.y), fabs (to.x - from.x), fabs (to.y - from.y) };
  g_autoptr (GPtrArray) wires = NULL;

  g_return_val_if_fail (picture != NULL, crossed);

  area = cr_area_grown (&area, 1);
  wires = cr_picture_find_wires (picture, &area);
  for (guint i = 0; i < wires->len; i++)
    {
      const CrWire *wire = wires->pdata[i];
      CrPick pick = { CR_PICK_WIRE, wire->target, wire->operand };

      if (cr_curve_crosses (&wire->curve, from, to))
        g_array_append_val (crossed, pick);
    }
  return crossed;
}

/* A frame is taken by its title or its border, so that what lies in it can be taken too. */
static gboolean
is_on_frame (const CrFrame *frame, CrPoint point, double scale)
{
  CrArea outer = cr_frame_get_area (frame);
  CrArea inner = cr_area_grown (&outer, -BORDER / scale);
  CrArea title = { outer.x, outer.y, outer.width, MIN (FRAME_TITLE, outer.height) };

  if (!cr_area_contains (&outer, point))
    return FALSE;
  return cr_frame_is_writing (frame) || !cr_area_contains (&inner, point)
         || (frame->title != NULL && cr_area_contains (&title, point));
}

static CrPick
pick_frame (CrPicture *picture, CrPoint point, double scale)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);

  for (guint i = parts->frames->len; i > 0; i--)
    {
      const CrFrame *frame = parts->frames->pdata[i - 1];

      if (is_on_frame (frame, point, scale))
        return (CrPick) { CR_PICK_FRAME, frame->key, 0 };
    }
  return nothing;
}

CrPick
cr_picture_pick_wire (CrPicture *picture, double x, double y, double scale)
{
  return pick_wire (picture, (CrPoint) { x, y }, scale);
}

CrPick
cr_picture_pick (CrPicture *picture, double x, double y, double scale)
{
  CrPoint point = { x, y };
  double reach = CR_PORT_HIT_RADIUS / scale;
  CrArea area = { x - reach, y - reach, 2 * reach, 2 * reach };
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, &area);
  CrPick pick = pick_port (items, point, scale);
  CrKey group;

  cr_picture_trim (picture);
  if (pick.kind == CR_PICK_NOTHING && (group = cr_picture_pick_fold_mark (picture, items, point, FOLD_REACH)) != CR_KEY_NONE)
    pick = (CrPick) { CR_PICK_FOLD, group, 0 };
  if (pick.kind == CR_PICK_NOTHING)
    pick = pick_item (picture, items, point);
  if (pick.kind == CR_PICK_NOTHING)
    pick = pick_wire (picture, point, scale);
  if (pick.kind == CR_PICK_NOTHING && (group = cr_picture_pick_open_group (picture, point, BORDER / scale)) != CR_KEY_NONE)
    pick = (CrPick) { CR_PICK_GROUP, group, 0 };
  if (pick.kind == CR_PICK_NOTHING)
    pick = pick_frame (picture, point, scale);
  return pick;
}

/* --- Areas --- */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  CrKey one = *(const CrKey *) a;
  CrKey other = *(const CrKey *) b;

  return (one > other) - (one < other);
}

GArray *
cr_picture_pick_area (CrPicture *picture, const CrArea *area)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  const CrParts *parts = cr_graph_get_parts (picture->graph);
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, area);

  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];
      CrArea body = cr_body_get_area (&item->body, item->place);

      if (cr_area_contains_area (area, &body))
        g_array_append_val (keys, item->key);
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrArea outer = cr_frame_get_area (frame);

      if (cr_area_contains_area (area, &outer))
        g_array_append_val (keys, frame->key);
    }
  g_array_sort (keys, compare_keys);
  return keys;
}

gboolean
cr_picture_get_node_area (CrPicture *picture, CrKey key, CrArea *area)
{
  const CrItem *item = cr_picture_get_item (picture, cr_picture_find_visible (picture, key));
  const CrFrame *frame = item == NULL ? cr_parts_get_frame (cr_graph_get_parts (picture->graph), key) : NULL;

  const CrOpenGroup *open = item == NULL && frame == NULL ? cr_picture_find_open_group (picture, key) : NULL;

  if (frame != NULL)
    *area = cr_frame_get_area (frame);
  else if (item != NULL)
    *area = cr_body_get_area (&item->body, item->place);
  else if (open != NULL)
    *area = open->area;
  return item != NULL || frame != NULL || open != NULL;
}

gboolean
cr_picture_get_whole_area (CrPicture *picture, CrKey key, CrArea *area)
{
  const CrItem *item = cr_picture_get_item (picture, cr_picture_find_visible (picture, key));

  if (item == NULL)
    return cr_picture_get_node_area (picture, key, area);
  *area = item->reach;
  return TRUE;
}

GArray *
cr_picture_list_taken (CrPicture *picture, const CrArea *area)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (CrTaken));
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, area);

  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];
      CrTaken entry = { item->key, cr_body_get_area (&item->body, item->place), FALSE };

      g_array_append_val (taken, entry);
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrTaken entry = { frame->key, cr_frame_get_area (frame), TRUE };

      if (cr_area_meets (&entry.area, area))
        g_array_append_val (taken, entry);
    }
  return taken;
}

static gboolean
get_input_area (CrPicture *picture, CrItem *item, CrPick pick, CrArea *area)
{
  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrWire *wire;

      if (cr_item_is_sheaf (item) && i != pick.operand)
        continue;
      wire = cr_picture_get_wire (picture, item, i);
      if (wire->target != pick.key || wire->operand != pick.operand)
        continue;
      if (pick.kind == CR_PICK_WIRE)
        *area = wire->area;
      else
        *area = (CrArea) { wire->port.point.x - CR_PORT_RADIUS, wire->port.point.y - CR_PORT_RADIUS, 2 * CR_PORT_RADIUS,
                           2 * CR_PORT_RADIUS };
      return pick.kind == CR_PICK_INPUT || wire->from != CR_KEY_NONE;
    }
  if (pick.kind != CR_PICK_INPUT || item->node == NULL || pick.operand != item->n_wires)
    return FALSE;
  *area = (CrArea) { item->place.x - item->body.width / 2 - CR_PORT_RADIUS, item->place.y - CR_PORT_RADIUS, 2 * CR_PORT_RADIUS,
                     2 * CR_PORT_RADIUS }; /* one that would be added */
  return TRUE;
}

gboolean
cr_picture_get_pick_area (CrPicture *picture, CrPick pick, CrArea *area)
{
  CrItem *item = cr_picture_get_item (picture, cr_picture_find_visible (picture, pick.key));
  CrPoint port;

  if (pick.kind == CR_PICK_FRAME || pick.kind == CR_PICK_GROUP || pick.kind == CR_PICK_FOLD || (item != NULL && (pick.kind == CR_PICK_NODE || pick.kind == CR_PICK_GROUP)))
    return cr_picture_get_node_area (picture, pick.key, area);
  if (item == NULL)
    return FALSE;
  switch (pick.kind)
    {
    case CR_PICK_OUTPUT:
      port = cr_item_get_output (item, pick.key);
      *area = (CrArea) { port.x - CR_PORT_RADIUS, port.y - CR_PORT_RADIUS, 2 * CR_PORT_RADIUS, 2 * CR_PORT_RADIUS };
      return TRUE;
    case CR_PICK_INPUT:
    case CR_PICK_WIRE:
      return get_input_area (picture, item, pick, area);
    case CR_PICK_VALUE:
      if (!cr_item_is_source (item) || cr_item_has_map (picture, item))
        return FALSE;
      *area = cr_picture_get_value_area (picture, item, pick.operand);
      return TRUE;
    case CR_PICK_BIAS:
      return get_bias_area (picture, item, area);
    case CR_PICK_FLAG:
      if (cr_picture_is_output (picture, item))
        *area = cr_picture_get_flag (picture, item);
      return cr_picture_is_output (picture, item);
    case CR_PICK_NOTHING:
    case CR_PICK_NODE:
    case CR_PICK_GROUP:
    case CR_PICK_FRAME:
    case CR_PICK_FOLD:
      break;
    }
  return FALSE;
}
