/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of gates: how far below its gate one stands, and how far it may reach to both sides.
 *
 * How this works: a name steps down for a long gradient on a level wire beside it. It ends before the name of a gate that it is wired
 * to, and before a wire that comes up into its own gate from below: then it stands beside the middle, and is cut with "…" where that
 * is not enough. All this follows from the places of its gate and of those at the other ends of its wires alone. All other wires go
 * around names (cr-picture-routes.c).
 */
#include "cr-picture-private.h"

#include "cr-text.h"

#include <math.h>

#define BETWEEN_GATES 160.0 /* farther apart there is room on the wire */
#define BETWEEN_CIRCLES 8.0 /* numbers reach beside the roundings of gates, where they stand between two */
#define BETWEEN_NUMBERS 6.0
#define NAME_DROP 12.0
#define NAME_DROP_MORE 13.0
#define BETWEEN_NAMES 8.0
#define BESIDE_WIRE 3.0
#define NAME_SIZE 12.0
#define WIDE_FONT 1.25
#define LEAST_LEFT 6.0
#define LEAST_RIGHT 24.0
#define ABOVE_NAME 2.0 /* the band in which a wire may not come closer */
#define BELOW_NAME 18.0

/* --- How far down --- */

/* Between gates that stand close a long gradient finds no room between their names, so it stands above them: from middle to middle, or
 * longer yet in two lines. */
static double
measure_drop_below (CrPicture *picture, const CrItem *item)
{
  const CrItem *to = item->uses->len == 1 ? cr_picture_get_item (picture, g_array_index (item->uses, CrUse, 0).to) : NULL;
  double pitch, between, width;
  CrPair pair;

  if (to == NULL || cr_item_holds_numbers (item) || !cr_shape_is_number (item->shape) || fabs (to->place.y - item->place.y) > 1)
    return 0;
  pitch = to->place.x - item->place.x;
  between = pitch - (item->body.width + to->body.width) / 2;
  if (pitch <= 0 || between > BETWEEN_GATES || !cr_pair_make (picture, item, FALSE, &pair) || pair.gradient[0] == '\0')
    return 0;
  width = pair.gradient_width + CR_ARROW_WIDTH + CR_ARROW_GAP;
  if (width > pitch - BETWEEN_NUMBERS)
    return NAME_DROP + NAME_DROP_MORE;
  return width > between + BETWEEN_CIRCLES ? NAME_DROP : 0;
}

double
cr_picture_measure_drop (CrPicture *picture, const CrItem *item)
{
  double drop = cr_picture_is_stepping (picture) ? item->drop : 0; /* keeps its room */

  if (picture->style.compact || cr_item_is_source (item) || item->body.outline != CR_OUTLINE_CIRCLE)
    return 0;
  drop = MAX (drop, measure_drop_below (picture, item));
  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrItem *from = cr_picture_get_feeder (picture, item, i);

      if (from != NULL)
        drop = MAX (drop, measure_drop_below (picture, from));
    }
  return drop;
}

/* --- How wide --- */

/* Two gates in a row that a wire joins share the room below it; and none reaches into the other. */
static void
limit_by_neighbour (const CrItem *item, const CrItem *other, CrNameRoom *room)
{
  double top = item->place.y + item->body.height / 2 + item->drop + ABOVE_NAME;
  double pitch, most = CR_LONGEST_NAME / 2;
  CrArea body;

  if (other == NULL || other == item)
    return;
  pitch = fabs (other->place.x - item->place.x);
  body = cr_body_get_area (&other->body, other->place);
  if (body.y < top + BELOW_NAME && body.y + body.height > top)
    most = pitch - body.width / 2 - BESIDE_WIRE;
  if (!cr_item_is_source (other) && fabs (body.y + body.height - item->place.y - item->body.height / 2) < CR_NAME_HEIGHT)
    most = MIN (most, pitch / 2 - BETWEEN_NAMES / 2);
  if (other->place.x < item->place.x)
    room->left = MIN (room->left, most);
  else
    room->right = MIN (room->right, most);
}

/* Wires that pass a gate on its left, from what feeds it, need their room beside its name. */
static void
limit_by_feeder (const CrItem *item, const CrItem *from, CrNameRoom *room)
{
  double gap = from != NULL ? item->place.x - from->place.x - from->body.width / 2 : -1;

  if (gap > 0)
    room->left = MIN (room->left, gap - CR_BESIDE_NAME);
}

/* A wire that comes up from the left passes the name at its left end; a steep one turns into the gate as late as it can. */
static void
limit_by_wire (CrPicture *picture, const CrItem *item, const CrWire *wire, CrNameRoom *room)
{
  const CrItem *from = cr_picture_get_item (picture, wire->from);
  double top = item->place.y + item->body.height / 2 + item->drop + ABOVE_NAME;
  CrPoint points[CR_CURVE_POINTS];
  CrCurve curve;
  guint n;

  if (from == NULL || !isnan (wire->weight))
    return;
  curve = cr_picture_get_usual_curve (picture, wire);
  if (curve.start.y < top || curve.start.x > item->place.x)
    return;
  n = cr_curve_flatten (&curve, points);
  for (guint i = 0; i < n; i++)
    if (points[i].y > top && points[i].y < top + BELOW_NAME)
      room->left = MIN (room->left, item->place.x - points[i].x - BESIDE_WIRE);
}

/* A name that fits into its room in any font has all that there is, so that it does not move with what is carried past it. */
static gboolean
is_roomy (const CrItem *item, CrNameRoom room)
{
  double half = NAME_SIZE * WIDE_FONT * cr_text_estimate_width (cr_node_get_title (item->node)) / 2;

  return MIN (room.left, room.right) > half;
}

CrNameRoom
cr_picture_measure_name (CrPicture *picture, const CrItem *item)
{
  const CrNameRoom all = { CR_LONGEST_NAME / 2, CR_LONGEST_NAME / 2 };
  CrNameRoom room = all;

  if (picture->style.compact || item->node == NULL || cr_item_is_source (item) || cr_item_is_sheaf (item))
    return room;
  for (guint i = 0; i < item->uses->len; i++)
    limit_by_neighbour (item, cr_picture_get_item (picture, g_array_index (item->uses, CrUse, i).to), &room);
  for (guint i = 0; i < item->n_wires; i++)
    {
      limit_by_neighbour (item, cr_picture_get_item (picture, item->wires[i].from), &room);
      limit_by_feeder (item, cr_picture_get_item (picture, item->wires[i].from), &room);
      limit_by_wire (picture, item, &item->wires[i], &room);
    }
  room.left = MAX (room.left, LEAST_LEFT);
  room.right = MAX (room.right, LEAST_RIGHT);
  return is_roomy (item, room) ? all : room;
}

double
cr_name_room_place (const CrItem *item, double *width)
{
  const CrNameRoom *room = &item->name_room;

  *width = MIN (*width, room->left + room->right);
  return item->place.x + CLAMP (-*width / 2, -room->left, room->right - *width);
}
