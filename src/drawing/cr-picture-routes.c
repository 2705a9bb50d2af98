/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways of wires past the other items of a picture.
 *
 * How this works: every item says what of it is in the way: its body, its name, the room for its numbers, the flag. A wire that
 * has to go around something depends on all that stands near, so it is filed with that wider area; when an item moves, the wires
 * filed where it was and where it is now look for their way anew. So the ways follow from the places alone, whatever came before.
 */
#include "cr-picture-private.h"

#include "cr-text.h"

#include <math.h>
#include <string.h>

#define OUTER_MARGIN 8.0 /* halos, wide outlines, ports */
#define CLEAR 5.0        /* between a wire and a body */
#define CLEAR_TEXT 1.0
#define WITHIN 0.36      /* the ports of a round body stand so much of its radius inside its box: 1 − cos 50° */
#define NAME_SIZE 12.0
#define NUMBERS_WIDTH 46.0 /* what is kept free for a number of the usual length */
#define BEHIND_LEAD 6.0 /* numbers reach over the end of their level run, where the bend is flat */
#define NUMBERS_HEIGHT 16.0
#define CLOSE 60.0       /* nearer to the right of its source a wire may have to turn back */
#define LONGEST_ROUTED 3000.0 /* nobody could follow a longer wire around what is in its way, which is very much */
#define MANY_LIFTED 300  /* with more than this many the other wires wait until they are put down */

/* --- What is in the way --- */

static void
add_room (CrItem *item, CrRoom kind, CrArea area, double clear)
{
  item->rooms[kind] = cr_area_grown (&area, clear);
  item->room = cr_area_united (&item->room, &item->rooms[kind]);
}

static CrArea
get_name_room (const CrItem *item)
{
  double width = cr_text_estimate_width (cr_node_get_title (item->node)) * NAME_SIZE;
  double left = cr_name_room_place (item, &width);

  return (CrArea) { left, item->place.y + item->body.height / 2 + 4 + item->drop, width, 14 };
}

static CrArea
get_numbers_room (CrPicture *picture, const CrItem *item)
{
  CrPoint port = cr_item_get_output (item, cr_item_get_value_key (item));
  CrArea block = cr_label_get_run_block (item->shape);
  double height = MAX (block.height + CR_BLOCK_GAP, NUMBERS_HEIGHT);
  double width = MAX (item->lead + BEHIND_LEAD, NUMBERS_WIDTH);

  if (cr_picture_is_output (picture, item) && item->uses->len == 0)
    width = MAX (width, picture->stub);
  return (CrArea) { port.x, port.y - height, width, 2 * height };
}

void
cr_item_measure_rooms (CrPicture *picture, CrItem *item)
{
  memset (item->rooms, 0, sizeof item->rooms);
  item->room = (CrArea) { 0 };
  add_room (item, CR_ROOM_BODY, cr_body_get_area (&item->body, item->place), CLEAR);
  if (picture->style.compact)
    return;
  if (!cr_item_holds_numbers (item) && cr_item_get_value_key (item) != CR_KEY_NONE)
    add_room (item, CR_ROOM_NUMBERS, get_numbers_room (picture, item), CLEAR_TEXT);
  if (cr_picture_is_output (picture, item))
    add_room (item, CR_ROOM_FLAG, cr_picture_get_flag (picture, item), CLEAR);
  else if (item->node != NULL && !cr_item_is_source (item))
    add_room (item, CR_ROOM_NAME, get_name_room (item), CLEAR_TEXT);
}

/* Numbers on a short wire end before the node that it goes into. */
static CrArea
clip_numbers (CrPicture *picture, const CrItem *item)
{
  CrArea room = item->rooms[CR_ROOM_NUMBERS];
  const CrItem *to = item->uses->len == 1 ? cr_picture_get_item (picture, g_array_index (item->uses, CrUse, 0).to) : NULL;

  if (to != NULL && to->place.x > room.x)
    room.width = MIN (room.width, MAX (to->place.x - to->body.width / 2 - 2 - room.x, 0));
  return room;
}

static gboolean
is_round (const CrItem *item)
{
  return item->body.outline == CR_OUTLINE_CIRCLE || item->body.outline == CR_OUTLINE_RINGS;
}

/* Of a body at an end of a wire what is above, below and between its ports. */
static CrArea
clip_sides (const CrItem *item)
{
  CrArea room = item->rooms[CR_ROOM_BODY];
  double side = CLEAR + 1 + (is_round (item) ? WITHIN * item->body.width / 2 : 0);

  return (CrArea) { room.x + side, room.y, room.width - 2 * side, room.height };
}

/* The bodies at its ends and the numbers that stand on it are in no wire's way; to the left it must not run under those bodies. */
static void
add_obstacles (CrPicture *picture, const CrWire *wire, const CrItem *item, const CrArea *area, GArray *obstacles)
{
  gboolean is_end = item == wire->to || item->key == wire->from;
  gboolean turns_back = wire->curve.end.x < wire->curve.start.x;

  if (!cr_area_meets (&item->room, area))
    return;
  for (guint kind = 0; kind < CR_N_ROOMS; kind++)
    {
      CrObstacle obstacle = { item->rooms[kind], kind == CR_ROOM_NUMBERS || kind == CR_ROOM_NAME };

      if (is_end && (kind == CR_ROOM_NUMBERS || (kind == CR_ROOM_BODY && !turns_back)))
        continue;
      if (kind == CR_ROOM_NUMBERS)
        obstacle.area = clip_numbers (picture, item);
      if (is_end && kind == CR_ROOM_BODY)
        obstacle.area = clip_sides (item);
      if (obstacle.area.width > 0 && cr_area_meets (&obstacle.area, area))
        g_array_append_val (obstacles, obstacle);
    }
}

static void
find_obstacles (CrPicture *picture, const CrWire *wire, const CrArea *area, GArray *obstacles)
{
  picture->stamp++;
  g_ptr_array_set_size (picture->found, 0);
  g_array_set_size (obstacles, 0);
  cr_grid_query (picture->item_grid, area, picture->found);
  for (guint i = 0; i < picture->found->len; i++)
    {
      CrItem *item = picture->found->pdata[i];

      if (item->stamp == picture->stamp)
        continue;
      item->stamp = picture->stamp;
      add_obstacles (picture, wire, item, area, obstacles);
    }
}

/* --- Ways --- */

static CrWireKind
kind_of_wire (const CrWire *wire, const CrItem *from)
{
  if (!isnan (wire->weight))
    return CR_WIRE_WEIGHT;
  return cr_item_holds_numbers (from) ? CR_WIRE_PLAIN : CR_WIRE_LABELED;
}

/* In an order of their own: the grid's may depend on what came before. */
static int
compare_obstacles (gconstpointer a, gconstpointer b)
{
  return memcmp (&((const CrObstacle *) a)->area, &((const CrObstacle *) b)->area, sizeof (CrArea));
}

/* As far as it may go around something. */
static void
widen_reach (CrWire *wire)
{
  wire->reach.y -= CR_ROUTE_REACH;
  wire->reach.height += 2 * CR_ROUTE_REACH;
  if (wire->curve.end.x > wire->curve.start.x + CLOSE)
    return;
  wire->reach.x -= CR_ROUTE_REACH_BACK;
  wire->reach.width += 2 * CR_ROUTE_REACH_BACK;
}

CrCurve
cr_picture_get_usual_curve (CrPicture *picture, const CrWire *wire)
{
  const CrItem *from = cr_picture_get_item (picture, wire->from);

  return cr_curve_new_with_lead (cr_item_get_output (from, wire->source), wire->port, kind_of_wire (wire, from), from->lead);
}

static void
route_wire (CrPicture *picture, CrWire *wire)
{
  const CrItem *from = cr_picture_get_item (picture, wire->from);
  CrPoint start = cr_item_get_output (from, wire->source);
  CrWireKind kind = kind_of_wire (wire, from);
  GArray *obstacles = picture->obstacles;

  wire->needs_way = FALSE;
  wire->curve = cr_picture_get_usual_curve (picture, wire);
  wire->area = cr_curve_get_area (&wire->curve);
  wire->reach = wire->area;
  g_array_set_size (obstacles, 0);
  if (wire->area.width <= LONGEST_ROUTED && wire->area.height <= LONGEST_ROUTED)
    find_obstacles (picture, wire, &wire->area, obstacles);
  if (cr_route_is_blocked (&wire->curve, (CrObstacle *) obstacles->data, obstacles->len))
    {
      widen_reach (wire);
      find_obstacles (picture, wire, &wire->reach, obstacles);
      g_array_sort (obstacles, compare_obstacles);
      wire->curve = cr_route_new (start, wire->port, kind, from->lead, (CrObstacle *) obstacles->data, obstacles->len, from->key);
      wire->area = cr_curve_get_area (&wire->curve);
    }
  wire->area = cr_area_grown (&wire->area, OUTER_MARGIN);
  wire->reach = cr_area_grown (&wire->reach, OUTER_MARGIN);
}

/* Until somebody asks: it may come to lie anywhere in its reach. */
static void
route_later (CrPicture *picture, CrWire *wire)
{
  wire->needs_way = TRUE;
  wire->curve = cr_picture_get_usual_curve (picture, wire);
  wire->area = cr_curve_get_area (&wire->curve);
  wire->area = cr_area_grown (&wire->area, OUTER_MARGIN);
  wire->reach = wire->area;
  widen_reach (wire);
}

void
cr_picture_route_wires (CrPicture *picture, CrItem *item, gboolean later)
{
  for (guint i = 0; i < item->n_wires && !cr_item_is_sheaf (item); i++)
    {
      CrWire *wire = &item->wires[i];

      if (wire->from == CR_KEY_NONE)
        continue;
      if (later)
        route_later (picture, wire);
      else
        route_wire (picture, wire);
    }
}

static void
refile_wire (CrPicture *picture, CrWire *wire, const CrArea *reach)
{
  if (cr_area_equal (reach, &wire->reach))
    return;
  cr_grid_remove (picture->wire_grid, reach, wire);
  cr_grid_insert (picture->wire_grid, &wire->reach, wire);
}

void
cr_picture_ensure_way (CrPicture *picture, CrWire *wire)
{
  CrArea reach = wire->reach;

  if (!wire->needs_way)
    return;
  route_wire (picture, wire);
  refile_wire (picture, wire, &reach);
}

static gboolean
curve_equal (const CrCurve *a, const CrCurve *b)
{
  if (a->n_turns != b->n_turns || a->bend.x != b->bend.x || a->bend.y != b->bend.y)
    return FALSE;
  for (guint i = 0; i < a->n_turns; i++)
    if (a->turns[i].from != b->turns[i].from || a->turns[i].to != b->turns[i].to || a->turns[i].y != b->turns[i].y)
      return FALSE;
  return TRUE;
}

/* Of a wire whose ends stay where they are. */
static void
reroute_wire (CrPicture *picture, CrWire *wire)
{
  CrArea reach = wire->reach;
  CrArea area = wire->area;
  CrCurve curve = wire->curve;

  route_wire (picture, wire);
  refile_wire (picture, wire, &reach);
  if (curve_equal (&curve, &wire->curve))
    return;
  cr_picture_note_change (picture, &area);
  cr_picture_note_change (picture, &wire->area);
  if (wire->to->is_lifted)
    return;
  cr_picture_add_damage (picture, &area);
  cr_picture_add_damage (picture, &wire->area);
}

/* The filed wires that meet one of @areas, each once. */
static GPtrArray *
find_stirred_wires (CrPicture *picture, GArray *areas)
{
  GPtrArray *wires = g_ptr_array_new ();

  picture->stamp++;
  for (guint i = 0; i < areas->len; i++)
    {
      const CrArea *area = &g_array_index (areas, CrArea, i);

      g_ptr_array_set_size (picture->found, 0);
      cr_grid_query (picture->wire_grid, area, picture->found);
      for (guint j = 0; j < picture->found->len; j++)
        {
          CrWire *wire = picture->found->pdata[j];

          if (wire->stamp == picture->stamp || wire->needs_way || !cr_area_meets (&wire->reach, area))
            continue;
          wire->stamp = picture->stamp;
          g_ptr_array_add (wires, wire);
        }
    }
  return wires;
}

void
cr_picture_stir_feeders (CrPicture *picture, const CrItem *item)
{
  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrItem *from = cr_picture_get_feeder (picture, item, i);

      if (from != NULL && (from->uses->len == 1 || !cr_item_is_sheaf (item))) /* only then they end before it */
        g_array_append_val (picture->stirred, from->room);
    }
}

void
cr_picture_reroute_stirred (CrPicture *picture)
{
  g_autoptr (GPtrArray) wires = NULL;

  if (picture->lifted->len > MANY_LIFTED)
    {
      g_array_set_size (picture->stirred, 0);
      picture->is_stirred_later = TRUE;
      return;
    }
  wires = find_stirred_wires (picture, picture->stirred);
  g_array_set_size (picture->stirred, 0);
  for (guint i = 0; i < wires->len; i++)
    reroute_wire (picture, wires->pdata[i]);
}
