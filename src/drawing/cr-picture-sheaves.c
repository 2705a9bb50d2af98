/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wires into units with many weights.
 *
 * How this works: a net of a hundred layers of a hundred units has a million wires, and a record of each would take a third of a gigabyte. So the
 * wires into a unit of more than a few weights make a sheaf: it is filed as one thing, in a grid of its own, and a wire of it is known by its item
 * and its place there. Such wires have no numbers on them and go around nothing, so their curves follow from the places of both ends, and are
 * worked out when they are drawn or looked for. What is asked about a single one (under the pointer, selected, on the way of a pulse) gets a record,
 * which is dropped again. Of each weight one byte is kept: how wide its wire is drawn, so that only what looks different is drawn anew.
 *
 * Where there are more wires than a screen can show, those of the largest weights are shown, so many that there is room to see them; from afar
 * few, the nearer the more. That depends on the scale alone, so that the parts of a picture meet.
 */
#include "cr-picture-private.h"

#include <math.h>

#define LEAST 17         /* fewer wires than that have records each */
#define OUTER_MARGIN 8.0 /* halos, wide outlines */
#define MOST_RECORDS 4000
#define MOST_COVERED 0.35 /* of the ground between two layers, by all wires that are shown one beside the other */
#define USUAL_WIDTH 1.5   /* of a wire among many */
#define LEAST_WIDTH 0.6   /* the same on the screen */

gboolean
cr_node_has_sheaf (const CrNode *node)
{
  return node->n_operands >= LEAST && cr_gate_has_weights (node->gate);
}

/* --- Single wires --- */

CrItem *
cr_picture_get_feeder (CrPicture *picture, const CrItem *item, guint wire)
{
  CrKey source;

  if (!cr_item_is_sheaf (item))
    return cr_picture_get_item (picture, item->wires[wire].from);
  source = item->node->operands[wire];
  return source != CR_KEY_NONE ? cr_picture_get_item (picture, cr_picture_find_visible (picture, source)) : NULL;
}

CrInputPort
cr_item_get_port (const CrItem *item, guint wire)
{
  if (!cr_item_is_sheaf (item))
    return item->wires[wire].port;
  return cr_body_get_port_on_edge (&item->body, item->place, wire, item->n_wires);
}

static double
get_weight (CrPicture *picture, const CrItem *item, guint wire)
{
  CrNumbers weights;

  return cr_picture_get_weights (picture, item->node, &weights) ? cr_weights_get (&weights, item->node, wire) : 0;
}

CrWire
cr_sheaf_make_wire (CrPicture *picture, CrItem *item, guint wire)
{
  CrItem *from = cr_picture_get_feeder (picture, item, wire);
  CrWire made = {
    .to = item,
    .from = from != NULL ? from->key : CR_KEY_NONE,
    .source = item->node->operands[wire],
    .target = item->key,
    .operand = wire,
    .port = cr_item_get_port (item, wire),
    .weight = get_weight (picture, item, wire),
  };

  made.shows = cr_picture_get_shows (picture, &made);
  if (from == NULL)
    return made;
  made.curve = cr_picture_get_usual_curve (picture, &made);
  made.area = cr_curve_get_area (&made.curve);
  made.area = made.reach = cr_area_grown (&made.area, OUTER_MARGIN);
  return made;
}

CrWire *
cr_picture_get_wire (CrPicture *picture, CrItem *item, guint wire)
{
  if (!cr_item_is_sheaf (item))
    return &item->wires[wire];
  if (item->loose == NULL)
    item->loose = g_new0 (CrWire *, item->n_wires);
  if (item->loose[wire] == NULL)
    {
      CrWire made = cr_sheaf_make_wire (picture, item, wire);

      item->loose[wire] = g_memdup2 (&made, sizeof made);
      picture->n_loose++;
    }
  return item->loose[wire];
}

void
cr_sheaf_drop_records (CrPicture *picture, CrItem *item)
{
  if (item->loose == NULL)
    return;
  for (guint i = 0; i < item->n_wires; i++)
    {
      picture->n_loose -= item->loose[i] != NULL;
      g_free (item->loose[i]);
    }
  g_clear_pointer (&item->loose, g_free);
}

void
cr_picture_trim (CrPicture *picture)
{
  if (picture->n_loose <= MOST_RECORDS)
    return;
  for (guint key = 0; key < picture->items->len; key++)
    if (picture->items->pdata[key] != NULL)
      cr_sheaf_drop_records (picture, picture->items->pdata[key]);
}

/* --- Uses --- */

CrWire *
cr_picture_peek_use (CrPicture *picture, const CrItem *item, guint use)
{
  const CrUse *found = &g_array_index (item->uses, CrUse, use);
  CrItem *to = cr_picture_get_item (picture, found->to);

  if (!cr_item_is_sheaf (to))
    return &to->wires[found->wire];
  return to->loose != NULL ? to->loose[found->wire] : NULL;
}

gboolean
cr_picture_is_weight_use (CrPicture *picture, const CrItem *item, guint use)
{
  const CrUse *found = &g_array_index (item->uses, CrUse, use);
  const CrItem *to = cr_picture_get_item (picture, found->to);

  return cr_item_is_sheaf (to) || !isnan (to->wires[found->wire].weight);
}

/* The curve runs between the heights of its ends; to the left it reaches over on both sides. */
static CrArea
get_wire_area (const CrItem *from, CrPoint start, CrPoint end)
{
  double over = end.x < start.x ? 40 + 0.5 * (start.x - end.x) : 0;

  return (CrArea) { MIN (start.x, end.x) - over, MIN (start.y, end.y), fabs (end.x - start.x) + 2 * over, fabs (end.y - start.y) };
}

CrArea
cr_picture_get_use_area (CrPicture *picture, const CrItem *item, guint use)
{
  const CrUse *found = &g_array_index (item->uses, CrUse, use);
  const CrItem *to = cr_picture_get_item (picture, found->to);
  CrArea area;

  if (!cr_item_is_sheaf (to))
    return to->wires[found->wire].area;
  area = get_wire_area (item, cr_item_get_output (item, to->node->operands[found->wire]), cr_item_get_port (to, found->wire).point);
  return cr_area_grown (&area, OUTER_MARGIN);
}

/* --- Where they are --- */

void
cr_sheaf_measure (CrPicture *picture, CrItem *item)
{
  CrInputPort first = cr_item_get_port (item, 0), last = cr_item_get_port (item, item->n_wires - 1);
  double left = first.point.x, right = left, top = first.point.y, bottom = last.point.y;

  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrItem *from = cr_picture_get_feeder (picture, item, i);
      CrPoint start;
      double over;

      if (from == NULL)
        continue;
      start = cr_item_get_output (from, item->node->operands[i]);
      over = first.point.x < start.x ? 40 + 0.5 * (start.x - first.point.x) : 0;
      left = MIN (left, MIN (start.x, first.point.x) - over);
      right = MAX (right, MAX (start.x, first.point.x) + over);
      top = MIN (top, start.y);
      bottom = MAX (bottom, start.y);
    }
  item->sheaf = (CrArea) { left, top, right - left, bottom - top };
  item->sheaf = cr_area_grown (&item->sheaf, OUTER_MARGIN);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const CrItem *one = *(CrItem *const *) a, *other = *(CrItem *const *) b;

  return (one->key > other->key) - (one->key < other->key);
}

GPtrArray *
cr_picture_find_sheaves (CrPicture *picture, const CrArea *area)
{
  GPtrArray *items = g_ptr_array_new ();

  picture->stamp++;
  g_ptr_array_set_size (picture->found, 0);
  cr_grid_query (picture->sheaf_grid, area, picture->found);
  for (guint i = 0; i < picture->found->len; i++)
    {
      CrItem *item = picture->found->pdata[i];

      if (item->stamp != picture->stamp && cr_area_meets (&item->sheaf, area))
        g_ptr_array_add (items, item);
      item->stamp = picture->stamp;
    }
  g_ptr_array_sort (items, compare_items);
  return items;
}

/* How much of its height a wire to the right has come after that share of its way across: the same for all, since their handles are half of it.
 * Between the heights of a curve and of a straight line, which is drawn from afar. */
typedef struct
{
  double least;
  double most;
} Rise;

static Rise
get_rise (double across)
{
  double share = CLAMP (across, 0, 1), low = 0, high = 1, rise;

  for (guint i = 0; i < 20; i++)
    {
      double t = (low + high) / 2;

      if (1.5 * t * (1 - t) + t * t * t < share)
        low = t;
      else
        high = t;
    }
  rise = low * low * (3 - 2 * low);
  return (Rise) { MIN (rise, share) - 0.001, MAX (rise, share) + 0.001 };
}

/* Between two heights in an area that is @from … @to of the way across. */
static gboolean
comes_into (const CrArea *area, double from, double to, double start, double end)
{
  double one = start + (end - start) * from, other = start + (end - start) * to;

  return MAX (one, other) >= area->y && MIN (one, other) <= area->y + area->height;
}

void
cr_sheaf_for_each_in (CrPicture *picture, CrItem *item, const CrArea *area, double share, CrTakeWire take, gpointer data)
{
  CrArea wide = cr_area_grown (area, OUTER_MARGIN);
  CrSheafChoice choice = cr_sheaf_choose (picture, share);
  double x = NAN, from = 0, to = 0;

  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrItem *feeder;
      CrPoint start, end;
      CrArea whole;

      if (!cr_sheaf_shows (item, i, &choice) || (feeder = cr_picture_get_feeder (picture, item, i)) == NULL)
        continue;
      start = cr_item_get_output (feeder, item->node->operands[i]);
      end = cr_item_get_port (item, i).point;
      whole = get_wire_area (feeder, start, end);
      if (!cr_area_meets (&whole, &wide))
        continue;
      if (start.x != x && end.x > start.x)
        {
          from = get_rise ((wide.x - start.x) / (end.x - start.x)).least;
          to = get_rise ((wide.x + wide.width - start.x) / (end.x - start.x)).most;
          x = start.x;
        }
      if (end.x <= start.x || comes_into (&wide, from, to, start.y, end.y))
        take (item, i, data);
    }
}

/* --- Which of them are shown --- */

double
cr_sheaf_get_share (CrPicture *picture, const CrItem *item, double scale)
{
  const CrItem *first = cr_picture_get_feeder (picture, item, 0);
  guint n_sisters = first != NULL ? MAX (first->uses->len, 1) : 1;
  double across = item->sheaf.width - 2 * OUTER_MARGIN, down = item->sheaf.height - 2 * OUTER_MARGIN;
  double ink = hypot (across, down / 3) * MAX (USUAL_WIDTH, LEAST_WIDTH / scale); /* of a wire */

  return MIN (MOST_COVERED * across * down / (ink * item->n_wires * n_sisters), 1);
}

CrSheafChoice
cr_sheaf_choose (CrPicture *picture, double share)
{
  guint64 total = 0, above = 0;
  int look;

  for (guint i = 0; i < CR_N_LOOKS; i++)
    total += picture->look_counts[i];
  if (share >= 1 || total == 0)
    return (CrSheafChoice) { 0, share };
  for (look = CR_N_LOOKS - 1; look > 0 && above + picture->look_counts[look] <= share * total; look--)
    above += picture->look_counts[look];
  return (CrSheafChoice) { look, picture->look_counts[look] > 0 ? (share * total - above) / picture->look_counts[look] : 1 };
}

gboolean
cr_sheaf_shows (const CrItem *item, guint wire, const CrSheafChoice *choice)
{
  guint look = item->looks[wire] & ~CR_LOOK_NEGATIVE;
  guint32 mixed = (item->key * 2654435761u) ^ (wire * 2246822519u);

  if (look != choice->look || choice->share >= 1)
    return look >= choice->look;
  mixed = (mixed ^ mixed >> 15) * 2246822519u;
  return (mixed >> 8) < choice->share * (1 << 24);
}

gboolean
cr_picture_shows_wire (CrPicture *picture, const CrWire *wire, double scale)
{
  CrSheafChoice choice;

  if (!cr_item_is_sheaf (wire->to))
    return TRUE;
  choice = cr_sheaf_choose (picture, cr_sheaf_get_share (picture, wire->to, scale));
  return cr_sheaf_shows (wire->to, wire->operand, &choice);
}

/* --- How they look --- */

static guint8
look_of (double weight, double greatest)
{
  double share = greatest > 0 ? fabs (weight) / greatest : 0;
  guint look = isfinite (share) ? MIN ((guint) (share * (CR_N_LOOKS - 1) + 0.5), CR_N_LOOKS - 1) : CR_N_LOOKS - 1;

  return look | (weight < 0 ? CR_LOOK_NEGATIVE : 0);
}

double
cr_sheaf_get_drawn_weight (CrPicture *picture, const CrItem *item, guint wire)
{
  double share = (item->looks[wire] & ~CR_LOOK_NEGATIVE) / (CR_N_LOOKS - 1.0);

  return (item->looks[wire] & CR_LOOK_NEGATIVE ? -share : share) * (picture->greatest_weight > 0 ? picture->greatest_weight : 1);
}

void
cr_sheaf_refresh (CrPicture *picture, CrItem *item)
{
  CrNumbers weights;
  gboolean has_weights = cr_picture_get_weights (picture, item->node, &weights);
  gboolean has_one_row = has_weights && cr_shape_get_size (weights.shape) == item->n_wires;
  gboolean is_changed = FALSE;

  for (guint i = 0; i < item->n_wires; i++)
    {
      double weight = has_one_row ? weights.entries[i] : has_weights ? cr_weights_get (&weights, item->node, i) : 0;
      guint8 look = look_of (weight, picture->greatest_weight);

      picture->look_counts[look & ~CR_LOOK_NEGATIVE]++;
      is_changed |= look != item->looks[i];
      item->looks[i] = look;
    }
  for (guint i = 0; item->loose != NULL && i < item->n_wires; i++)
    if (item->loose[i] != NULL)
      {
        item->loose[i]->weight = get_weight (picture, item, i);
        item->loose[i]->shows = cr_picture_get_shows (picture, item->loose[i]);
      }
  if (is_changed && !item->is_lifted)
    cr_picture_add_slight_damage (picture, &item->sheaf);
}
