/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several wires from one output carries back.
 *
 * How this works: a number stands beside its wire, where it is plainly nearer to it than to any other; all those of one output do, or
 * all stand on their wires, each on a ground of its own; where neither can be, each as it can. What has no place shows when its wire is
 * hovered: a number that could be another wire's is worse than none.
 */
#include "cr-draw.h"

#include <math.h>

#define MOST_BRANCHES 32 /* of more nobody could tell which number is whose */
#define CLEAR_BODY 1.25 /* between a number on a ground of its own and the edge of a gate */
#define CLEAR_BESIDE 4.0 /* between one without and any node, lest it be read as that node's */
#define CLEAR_TAG 10.0 /* and one that holds numbers itself */
#define CLEAR_NAME 3.0
#define BESIDE_NAME 9.0 /* so that nobody reads both as one */
#define CLEAR_WIRE 1.5  /* and the middle of a wire */
#define APART 6.0 /* between two numbers */
#define PLACES 25 /* on a wire that are looked at, beside those on its bend */
#define NEARER_BESIDE 10.0 /* beside a wire, than to any other */
#define NEARER_AT_LEAST 6.0 /* where there is no other place */
#define CORE 4.0 /* about the middle of a number on its wire no other wire runs */
#define ARROW (CR_ARROW_WIDTH + CR_ARROW_GAP) /* before a number, where there is room for it */
#define DEEPEST 50 /* so far those before wait for those before them */
#define WIRE_TO_NUMBERS 20.0 /* what stands on a wire is as close */

/* Whether a wire, another one or itself, runs there. */
static gboolean
meets_wire (CrPicture *picture, const CrArea *area)
{
  CrArea beside = cr_area_grown (area, CLEAR_WIRE);
  g_autoptr (GPtrArray) wires = cr_picture_find_wires (picture, &beside);

  for (guint i = 0; i < wires->len; i++)
    if (cr_curve_meets (&((const CrWire *) wires->pdata[i])->curve, &beside))
      return TRUE;
  return FALSE;
}

/* A place on a wire and how it runs there. */
typedef struct
{
  CrPoint point;
  double angle;
} Place;

/* On the last bend. */
static Place
get_place_on_bend (const CrCurve *curve, double t)
{
  CrPoint before = cr_curve_get_point (curve, t - 0.05);
  CrPoint after = cr_curve_get_point (curve, t + 0.05);

  return (Place) { cr_curve_get_point (curve, t), atan2 (after.y - before.y, after.x - before.x) };
}

/* At that fraction of the length of all of it. */
static Place
get_place_on_curve (const CrCurve *curve, double fraction)
{
  Place place;

  place.point = cr_curve_get_place (curve, fraction, &place.angle);
  return place;
}

/* Where a text of that width stands there: pushed off along the normal, below the wire or above. */
static CrArea
get_area_beside (const CrWire *wire, Place place, gboolean above, double width)
{
  double sine = sin (place.angle), cosine = cos (place.angle);
  double away = width / 2 * fabs (sine) + CR_FIGURE_HEIGHT / 2 * fabs (cosine) + (isnan (wire->weight) ? 4 : 7);
  double side = above ? -away : away;

  return (CrArea) {
    .x = place.point.x - sine * side - width / 2,
    .y = place.point.y + cosine * side - CR_FIGURE_HEIGHT / 2 - 1,
    .width = width,
    .height = CR_FIGURE_HEIGHT + 2,
  };
}

/* Or on the wire itself, on a ground of its own. */
static CrArea
get_area_on_wire (Place place, double width)
{
  return (CrArea) { place.point.x - width / 2, place.point.y - CR_FIGURE_HEIGHT / 2 - 1, width, CR_FIGURE_HEIGHT + 2 };
}

/* Fractions of a wire's length: the middle, then farther and farther to both sides. */
static double
get_fraction (guint i)
{
  double away = (i + 1) / 2 * 0.9 / (PLACES - 1);

  return i % 2 ? 0.5 + away : 0.5 - away;
}

/* Whether a number there would be read as one of a node's, which has its own numbers inside. */
static gboolean
is_near_tag (CrPicture *picture, const CrArea *area)
{
  CrArea around = cr_area_grown (area, CLEAR_TAG);
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, &around);

  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];
      CrArea body = cr_body_get_area (&item->body, item->place);

      if (cr_item_holds_numbers (item) && cr_area_meets (&body, &around))
        return TRUE;
    }
  return FALSE;
}

static gboolean
rises (const CrWire *wire)
{
  return wire->curve.end.y < wire->curve.start.y - 1;
}

/* Whether one of the labels stands there, or so close that the two look like one. */
static gboolean
meets_label (const CrLabels *labels, const CrArea *area)
{
  CrArea room = cr_area_grown (area, APART);

  for (guint i = 0; i < labels->numbers->len; i++)
    if (cr_area_meets (&g_array_index (labels->numbers, CrNumberLabel, i).label.area, &room))
      return TRUE;
  return FALSE;
}

static gboolean
meets_block (const CrLabels *labels, const CrArea *area)
{
  for (guint i = 0; i < labels->blocks->len; i++)
    if (cr_area_meets (&g_array_index (labels->blocks, CrBlockLabel, i).area, area))
      return TRUE;
  return FALSE;
}

/* Whether the name of a gate, the flag of the output or what is wrong stands there. */
static gboolean
meets_words (CrPicture *picture, const CrItem *item, const CrArea *area)
{
  CrArea words;
  CrArea room = { area->x - BESIDE_NAME, area->y - CLEAR_NAME, area->width + 2 * BESIDE_NAME, area->height + 2 * CLEAR_NAME };

  if (cr_draw_shape_caption (picture, item, &words) != NULL && cr_area_meets (&words, &room))
    return TRUE;
  words = cr_picture_get_flag (picture, item);
  if (cr_picture_is_output (picture, item) && cr_area_meets (&words, area))
    return TRUE;
  return cr_item_is_wrong (item) && cr_area_meets (&item->message, area);
}

/* Whether numbers of a node stand there: at it, or on a wire that leaves it. */
static gboolean
meets_numbers (CrPicture *picture, CrItem *item, const CrArea *area)
{
  g_autoptr (CrLabels) labels = cr_labels_new ();

  cr_picture_add_own_labels (picture, item, FALSE, labels);
  return meets_label (labels, area) || meets_block (labels, area);
}

static void find_branches (CrPicture *picture, CrItem *item);

/* Whether what a wire of another item, before @own in key order, carries back stands there. */
static gboolean
meets_branch (CrPicture *picture, const CrItem *own, const CrWire *wire, const CrArea *area)
{
  CrItem *from = cr_picture_get_item (picture, wire->from);
  CrArea room = cr_area_grown (area, 1);

  if (from->key >= own->key || from->uses->len < 2 || picture->depth > DEEPEST)
    return FALSE;
  find_branches (picture, from);
  return wire->branch.width > 0 && cr_area_meets (&wire->branch, &room);
}

/* Whether a text there would stand on one of another node than @own, or on any node's words. */
static gboolean
meets_text (CrPicture *picture, const CrItem *own, const CrArea *area)
{
  CrArea wide = cr_area_grown (area, WIRE_TO_NUMBERS);
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, area);
  g_autoptr (GPtrArray) wires = cr_picture_find_wires (picture, &wide);

  for (guint i = 0; i < items->len; i++)
    if (meets_words (picture, items->pdata[i], area) || (items->pdata[i] != own && meets_numbers (picture, items->pdata[i], area)))
      return TRUE;
  for (guint i = 0; i < wires->len; i++)
    {
      CrItem *from = cr_picture_get_item (picture, ((const CrWire *) wires->pdata[i])->from);

      if (from != own && ((from->uses->len == 1 && meets_numbers (picture, from, area)) || meets_branch (picture, own, wires->pdata[i], area)))
        return TRUE;
    }
  return FALSE;
}

/* Whether a text there stands on nothing and is seen to be that wire's. */
static gboolean
is_free (CrPicture *picture, const CrWire *wire, const CrArea *area, double margin, const CrLabels *labels)
{
  const CrItem *own = cr_picture_get_item (picture, wire->from);

  return !cr_label_meets_body (picture, area, CLEAR_BODY) && !meets_label (labels, area) &&
         cr_label_is_nearest (picture, own, wire, area, margin) && !meets_text (picture, own, area) && !cr_label_meets_writing (picture, area);
}

/* On the side away from its sisters if it can be. */
static gboolean
is_free_beside (CrPicture *picture, const CrWire *wire, Place place, double width, double margin, const CrLabels *labels, CrArea *area)
{
  for (guint i = 0; i < 2; i++)
    {
      *area = get_area_beside (wire, place, rises (wire) == (i == 0), width);
      if (!cr_label_meets_body (picture, area, CLEAR_BESIDE) && !is_near_tag (picture, area) && !meets_wire (picture, area) && is_free (picture, wire, area, margin, labels))
        return TRUE;
    }
  return FALSE;
}

/* The first place where a text of that width stands on nothing: along the last bend, then anywhere on the wire. */
static gboolean
find_place_beside (CrPicture *picture, const CrWire *wire, double width, double margin, const CrLabels *labels, CrArea *area)
{
  static const double on_bend[] = { 0.6, 0.75, 0.45, 0.88, 0.3 };

  for (guint i = 0; i < G_N_ELEMENTS (on_bend); i++)
    if (is_free_beside (picture, wire, get_place_on_bend (&wire->curve, on_bend[i]), width, margin, labels, area))
      return TRUE;
  for (guint i = 0; i < PLACES; i++)
    if (is_free_beside (picture, wire, get_place_on_curve (&wire->curve, get_fraction (i)), width, margin, labels, area))
      return TRUE;
  return FALSE;
}

/* The same on the wire itself: from its middle on. */
static gboolean
find_place_on_wire (CrPicture *picture, const CrWire *wire, double width, const CrLabels *labels, CrArea *area)
{
  for (guint i = 0; i < PLACES; i++)
    {
      CrArea chip;

      *area = get_area_on_wire (get_place_on_curve (&wire->curve, get_fraction (i)), width);
      chip = cr_label_get_chip (area);
      if (is_free (picture, wire, &chip, CR_NEARER, labels))
        return TRUE;
    }
  return FALSE;
}

/* The same where other wires cross it, whose crossing the ground covers: where its sisters run apart. */
static gboolean
find_place_over_wires (CrPicture *picture, const CrWire *wire, double width, const CrLabels *labels, CrArea *area)
{
  const CrItem *own = cr_picture_get_item (picture, wire->from);

  for (guint i = 0; i < PLACES; i++)
    {
      Place place = get_place_on_curve (&wire->curve, get_fraction (i));
      CrArea core = { place.point.x - CORE, place.point.y - CORE, 2 * CORE, 2 * CORE };
      CrArea chip;

      *area = get_area_on_wire (place, width);
      chip = cr_label_get_chip (area);
      if (!cr_label_meets_body (picture, &chip, CLEAR_BODY) && !meets_label (labels, &chip) &&
          cr_label_is_nearest (picture, own, wire, &core, 1) && !meets_text (picture, own, &chip) && !cr_label_meets_writing (picture, &chip))
        return TRUE;
    }
  return FALSE;
}

/* The number of a wire as text; FALSE where it shows none. */
static gboolean
write_branch (CrPicture *picture, const CrWire *wire, char *text)
{
  double gradient;

  if (cr_label_is_hidden (picture, wire->source, TRUE) || !(wire->shows & CR_SHOWS_GRADIENT) ||
      !cr_picture_get_wire_number (picture, wire, &gradient))
    return FALSE;
  cr_number_format_write (gradient, picture->style.format, text);
  return TRUE;
}

/* What one of several wires carries back, at its place; with no place only while it is hovered or selected, on its middle. */
static void
add_branch_number (CrPicture *picture, const CrWire *wire, gboolean bold, CrLabels *labels)
{
  CrNumberLabel number = { .label = { .key = wire->target, .operand = wire->operand, .kind = CR_LABEL_GRADIENT },
                           .size = CR_NUMBER_SIZE,
                           .bold = bold };
  char text[CR_NUMBER_TEXT_SIZE];
  CrArea area = wire->branch;
  gboolean is_bare;
  double width;

  if (!write_branch (picture, wire, text) || (area.width == 0 && !bold))
    return;
  width = cr_label_measure (picture, text, bold);
  number.is_chip = wire->is_branch_on_wire || area.width == 0;
  if (area.width == 0)
    area = get_area_on_wire (get_place_on_curve (&wire->curve, 0.5), width + ARROW);
  is_bare = area.width < cr_label_measure (picture, text, FALSE) + ARROW - 0.5;
  number.role = wire->shows & CR_SHOWS_NOT_ROUTED ? CR_COLOR_CAPTION : CR_COLOR_GRADIENT;
  number.arrow_x = is_bare ? NAN : area.x;
  number.x = is_bare ? area.x : area.x + ARROW;
  number.baseline = area.y + area.height - 1;
  cr_labels_add_number (labels, number, text, width);
}

/* Between units alone, as in a net, the wires' widths speak and numbers would be too many. */
static gboolean
has_plain_use (CrPicture *picture, const CrItem *item)
{
  for (guint i = 0; i < item->uses->len; i++)
    if (!cr_picture_is_weight_use (picture, item, i))
      return TRUE;
  return FALSE;
}

static gboolean
has_branches (CrPicture *picture, const CrItem *item)
{
  return cr_shape_is_number (item->shape) && item->uses->len > 1 && item->uses->len <= MOST_BRANCHES && has_plain_use (picture, item);
}

/* How the numbers of the wires from one item stand: all alike, if they can. */
typedef enum
{
  ALL_BESIDE,
  ALL_ON_WIRES,
  AS_THEY_CAN
} Manner;

static gboolean
find_branch (CrPicture *picture, CrWire *wire, Manner manner, const CrLabels *labels)
{
  char text[CR_NUMBER_TEXT_SIZE];
  double width;
  CrArea area;

  wire->branch = (CrArea) { 0 };
  if (!write_branch (picture, wire, text))
    return TRUE;
  width = cr_label_measure (picture, text, FALSE) + ARROW;
  if (manner != ALL_ON_WIRES && find_place_beside (picture, wire, width, NEARER_BESIDE, labels, &area))
    wire->is_branch_on_wire = FALSE;
  else if (manner != ALL_BESIDE && find_place_on_wire (picture, wire, width, labels, &area))
    wire->is_branch_on_wire = TRUE;
  else if (manner == AS_THEY_CAN && find_place_beside (picture, wire, width, NEARER_AT_LEAST, labels, &area))
    wire->is_branch_on_wire = FALSE;
  else if (manner == AS_THEY_CAN && (find_place_over_wires (picture, wire, width, labels, &area)
                                     || find_place_over_wires (picture, wire, width - ARROW, labels, &area)))
    wire->is_branch_on_wire = TRUE;
  else
    return FALSE;
  wire->branch = area;
  return TRUE;
}

/* Whether all have found a place in that manner; with #AS_THEY_CAN those that have not stay without. */
static gboolean
find_all (CrPicture *picture, CrItem *item, Manner manner)
{
  g_autoptr (CrLabels) labels = cr_labels_new ();
  gboolean all = TRUE;

  cr_picture_add_own_labels (picture, item, FALSE, labels);
  for (guint i = 0; i < item->uses->len && (all || manner == AS_THEY_CAN); i++)
    {
      CrWire *wire = cr_picture_get_use (picture, item, i);

      cr_picture_ensure_way (picture, wire);
      if (!find_branch (picture, wire, manner, labels))
        all = FALSE;
      else if (wire->branch.width > 0)
        add_branch_number (picture, wire, FALSE, labels);
    }
  return all;
}

/* Finds the places of all wires from an item, one after the other; those of items before it come first. */
static void
find_branches (CrPicture *picture, CrItem *item)
{
  cr_picture_keep_spots (picture);
  if (item->branches_version == picture->version)
    return;
  item->branches_version = picture->version;
  for (guint i = 0; i < item->uses->len; i++)
    {
      CrWire *wire = cr_picture_peek_use (picture, item, i);

      if (wire != NULL)
        wire->branch = (CrArea) { 0 };
    }
  if (!has_branches (picture, item))
    return;
  picture->depth++;
  for (Manner manner = ALL_BESIDE; manner <= AS_THEY_CAN; manner++)
    if (find_all (picture, item, manner))
      break;
  picture->depth--;
}

void
cr_picture_add_branch_numbers (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels)
{
  if (!has_branches (picture, item))
    return;
  find_branches (picture, item);
  for (guint i = 0; i < item->uses->len; i++)
    {
      CrWire *wire = cr_picture_get_use (picture, item, i);

      cr_picture_ensure_way (picture, wire);
      add_branch_number (picture, wire, bold, labels);
    }
}
