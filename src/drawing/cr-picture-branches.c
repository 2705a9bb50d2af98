/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several wires from one output carries back, beside its curve. */
#include "cr-draw.h"

#include <math.h>

#define MOST_BRANCHES 32 /* of more nobody could tell which number is whose */
#define APART 3.0 /* between two numbers */
#define DEEPEST 50 /* so far those before wait for those before them */
#define WIRE_TO_NUMBERS 20.0 /* what stands on a wire is as close */

/* Whether a wire, another one or itself, runs there. */
static gboolean
meets_wire (CrPicture *picture, const CrArea *area)
{
  g_autoptr (GPtrArray) wires = cr_picture_find_wires (picture, area);

  for (guint i = 0; i < wires->len; i++)
    if (cr_curve_meets (&((const CrWire *) wires->pdata[i])->curve, area))
      return TRUE;
  return FALSE;
}

/* Where a text of that width stands beside the point at @t of a wire: pushed off along the normal, below it or above. */
static CrArea
get_place_beside (const CrWire *wire, double t, gboolean above, double width)
{
  CrPoint before = cr_curve_get_point (&wire->curve, t - 0.05);
  CrPoint point = cr_curve_get_point (&wire->curve, t);
  CrPoint after = cr_curve_get_point (&wire->curve, t + 0.05);
  double angle = atan2 (after.y - before.y, after.x - before.x);
  double away = width / 2 * fabs (sin (angle)) + CR_FIGURE_HEIGHT / 2 * fabs (cos (angle)) + (isnan (wire->weight) ? 3 : 6);
  double side = above ? -away : away;

  return (CrArea) {
    .x = point.x - sin (angle) * side - width / 2,
    .y = point.y + cos (angle) * side - CR_FIGURE_HEIGHT / 2,
    .width = width,
    .height = CR_FIGURE_HEIGHT,
  };
}

/* Whether one of the labels since @first stands there, or so close that the two look like one. */
static gboolean
meets_label (const CrLabels *labels, guint first, const CrArea *area)
{
  CrArea room = cr_area_grown (area, APART);

  for (guint i = first; i < labels->numbers->len; i++)
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

  if (cr_draw_shape_caption (picture, item, &words) != NULL && cr_area_meets (&words, area))
    return TRUE;
  words = cr_picture_get_flag (picture, item);
  if (cr_picture_is_output (picture, item) && cr_area_meets (&words, area))
    return TRUE;
  return cr_item_is_wrong (item) && cr_area_meets (&item->message, area);
}

/* Whether numbers of a node stand there: at it, or on a wire that leaves it. */
static gboolean
meets_numbers (CrPicture *picture, const CrItem *item, const CrArea *area)
{
  g_autoptr (CrLabels) labels = cr_labels_new ();

  cr_picture_add_own_labels (picture, item, FALSE, labels);
  return meets_label (labels, 0, area) || meets_block (labels, area);
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
      const CrItem *from = cr_picture_get_item (picture, ((const CrWire *) wires->pdata[i])->from);

      if (from != own && ((from->uses->len == 1 && meets_numbers (picture, from, area)) || meets_branch (picture, own, wires->pdata[i], area)))
        return TRUE;
    }
  return FALSE;
}

/* The first place along a wire where a text stands on nothing, on the side away from its sisters if it can be; FALSE where there
 * is none (then @area is the usual place). @area has the width. */
static gboolean
find_place_beside (CrPicture *picture, const CrWire *wire, const CrLabels *labels, guint first, CrArea *area)
{
  static const double places[] = { 0.6, 0.75, 0.45, 0.88, 0.3 };
  double width = area->width;
  const CrItem *own = cr_picture_get_item (picture, wire->from);
  gboolean rises = wire->curve.end.y < wire->curve.start.y - 1;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (places); i++)
    {
      *area = get_place_beside (wire, places[i / 2], rises == (i % 2 == 0), width);
      if (!cr_label_meets_body (picture, area) && !meets_wire (picture, area) && !meets_label (labels, first, area) &&
          !meets_text (picture, own, area))
        return TRUE;
    }
  *area = get_place_beside (wire, places[0], rises, width);
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

/* What one of several wires carries back, at its place; with no place only while it is hovered or selected. */
static void
add_branch_number (CrPicture *picture, const CrWire *wire, gboolean bold, CrLabels *labels)
{
  CrNumberLabel number = { .label = { .key = wire->target, .operand = wire->operand, .kind = CR_LABEL_GRADIENT },
                           .size = CR_NUMBER_SIZE,
                           .bold = bold };
  char text[CR_NUMBER_TEXT_SIZE];
  CrArea area = wire->branch;
  double width;

  if (!write_branch (picture, wire, text) || (area.width == 0 && !bold))
    return;
  width = cr_label_measure (picture, text, bold) + CR_ARROW_WIDTH + CR_ARROW_GAP;
  if (area.width == 0)
    area = get_place_beside (wire, 0.6, wire->curve.end.y < wire->curve.start.y - 1, width);
  number.role = wire->shows & CR_SHOWS_NOT_ROUTED ? CR_COLOR_CAPTION : CR_COLOR_GRADIENT;
  number.arrow_x = area.x;
  number.x = area.x + CR_ARROW_WIDTH + CR_ARROW_GAP;
  number.baseline = area.y + CR_FIGURE_HEIGHT;
  cr_labels_add_number (labels, number, text, area.x + width - number.x);
}

/* Between units alone, as in a net, the wires' widths speak and numbers would be too many. */
static gboolean
has_plain_use (CrPicture *picture, const CrItem *item)
{
  for (guint i = 0; i < item->uses->len; i++)
    if (isnan (cr_picture_get_use (picture, item, i)->weight))
      return TRUE;
  return FALSE;
}

static gboolean
has_branches (CrPicture *picture, const CrItem *item)
{
  return cr_shape_is_number (item->shape) && item->uses->len > 1 && item->uses->len <= MOST_BRANCHES && has_plain_use (picture, item);
}

/* Finds the places of all wires from an item, one after the other; those of items before it come first. */
static void
find_branches (CrPicture *picture, CrItem *item)
{
  g_autoptr (CrLabels) labels = NULL;

  if (item->branches_version == picture->version)
    return;
  item->branches_version = picture->version;
  for (guint i = 0; i < item->uses->len; i++)
    cr_picture_get_use (picture, item, i)->branch = (CrArea) { 0 };
  if (!has_branches (picture, item))
    return;
  picture->depth++;
  labels = cr_labels_new ();
  cr_picture_add_own_labels (picture, item, FALSE, labels);
  for (guint i = 0; i < item->uses->len; i++)
    {
      CrWire *wire = cr_picture_get_use (picture, item, i);
      char text[CR_NUMBER_TEXT_SIZE];
      CrArea area = { 0 };

      cr_picture_ensure_way (picture, wire);
      if (!write_branch (picture, wire, text))
        continue;
      area.width = cr_label_measure (picture, text, FALSE) + CR_ARROW_WIDTH + CR_ARROW_GAP;
      if (!find_place_beside (picture, wire, labels, 0, &area))
        continue;
      wire->branch = area;
      add_branch_number (picture, wire, FALSE, labels);
    }
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
