/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the messages of nodes in error stand: below or above their node, where they hide no other one, and no wire if they need not.
 *
 * They belong to the still part. So their place depends on where nodes are and which have numbers, not on the numbers themselves,
 * and each gives way to those of nodes before it in key order.
 */
#include "cr-draw.h"

#define GAP_BELOW 9.0
#define GAP_ABOVE 12.0 /* the badge is there */
#define GAP_BESIDE 4.0
#define GAP_NAME 4.0 /* below the node's own name */
#define CLEAR_WIRE 3.0
#define MOST_CLEAR 64 /* messages that give way to wires: wires find their ways when they are looked at, and that takes its time */
#define N_ROWS 4 /* one above or below the other, before it gives up */

/* How a message stands to its node. */
typedef enum
{
  AT_CENTRE,
  FROM_LEFT_EDGE,
  TO_RIGHT_EDGE,
  ON_THE_RIGHT,
  ON_THE_LEFT,
  N_ALIGNMENTS
} Alignment;

/* Where the node ends below, with its name. */
static double
get_bottom (CrPicture *picture, const CrItem *item)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  CrArea name;

  if (cr_draw_shape_caption (picture, item, &name) == NULL)
    return body.y + body.height + GAP_BELOW;
  return MAX (body.y + body.height + GAP_BELOW, name.y + name.height + GAP_NAME);
}

static CrArea
get_place (CrPicture *picture, const CrItem *item, Alignment alignment, gboolean above, const CrShaped *text)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  double width = text->width + 2 * CR_PROBLEM_PADDING_X;
  double height = text->height + 2 * CR_PROBLEM_PADDING_Y;
  const double lefts[N_ALIGNMENTS] = {
    [AT_CENTRE] = item->place.x - width / 2,
    [FROM_LEFT_EDGE] = body.x,
    [TO_RIGHT_EDGE] = body.x + body.width - width,
    [ON_THE_RIGHT] = body.x + body.width + GAP_BESIDE,
    [ON_THE_LEFT] = body.x - GAP_BESIDE - width,
  };

  return (CrArea) {
    .x = lefts[alignment],
    .y = above ? body.y - GAP_ABOVE - height : get_bottom (picture, item),
    .width = width,
    .height = height,
  };
}

static gboolean
meets_numbers (const CrItem *item, const CrArea *area)
{
  CrArea numbers = cr_item_get_numbers_reach (item);

  return (item->shows & CR_SHOWS_VALUE) != 0 && !cr_item_holds_numbers (item) && cr_area_meets (&numbers, area);
}

static gboolean
meets_flag (CrPicture *picture, const CrItem *item, const CrArea *area)
{
  CrArea flag = cr_picture_get_flag (picture, item);

  return cr_picture_is_output (picture, item) && cr_area_meets (&flag, area);
}

/* Whether a message of @item there would hide something of @other, which may be the same one. */
static gboolean
hides (CrPicture *picture, const CrItem *item, const CrItem *other, const CrArea *area)
{
  CrArea body = cr_body_get_area (&other->body, other->place);
  CrArea caption;

  if (meets_numbers (other, area) || meets_flag (picture, other, area))
    return TRUE;
  if (cr_draw_shape_caption (picture, other, &caption) != NULL && cr_area_meets (&caption, area))
    return TRUE;
  if (other == item)
    return FALSE;
  return cr_area_meets (&body, area) || (cr_item_is_wrong (other) && other->key < item->key && cr_area_meets (&other->message, area));
}

static gboolean
hides_a_wire (CrPicture *picture, const CrArea *area)
{
  CrArea around = cr_area_grown (area, CLEAR_WIRE);
  g_autoptr (GPtrArray) wires = cr_picture_find_wires (picture, &around);

  for (guint i = 0; i < wires->len; i++)
    if (cr_curve_meets (&((const CrWire *) wires->pdata[i])->curve, &around))
      return TRUE;
  return FALSE;
}

static gboolean
is_free (CrPicture *picture, const CrItem *item, const CrArea *area, gboolean of_wires)
{
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, area);

  for (guint i = 0; i < items->len; i++)
    if (hides (picture, item, items->pdata[i], area))
      return FALSE;
  return !of_wires || !hides_a_wire (picture, area);
}

/* The first free place: two rows below, where numbers are lifted to less often, two above, and so on. */
static gboolean
find_free_place (CrPicture *picture, const CrItem *item, const CrShaped *text, gboolean of_wires, CrArea *area)
{
  for (guint i = 0; i < 2 * N_ALIGNMENTS * N_ROWS; i++)
    {
      guint row = i / (4 * N_ALIGNMENTS) * 2 + i / N_ALIGNMENTS % 2;
      gboolean above = i / (2 * N_ALIGNMENTS) % 2 == 1;

      *area = get_place (picture, item, i % N_ALIGNMENTS, above, text);
      area->y += (above ? -1.0 : 1.0) * row * area->height;
      if (is_free (picture, item, area, of_wires))
        return TRUE;
    }
  return FALSE;
}

/* Below the node where there is none. */
static CrArea
find_place (CrPicture *picture, const CrItem *item, gboolean of_wires)
{
  const CrShaped *text = cr_draw_shape_problem (picture, item);
  CrArea area;

  if ((of_wires && find_free_place (picture, item, text, TRUE, &area)) || find_free_place (picture, item, text, FALSE, &area))
    return area;
  return get_place (picture, item, AT_CENTRE, FALSE, text);
}

void
cr_picture_place_messages (CrPicture *picture)
{
  guint n_placed = 0;

  for (guint key = 0; key < picture->items->len && !picture->style.compact; key++)
    {
      CrItem *item = picture->items->pdata[key];

      if (item != NULL && cr_item_is_wrong (item))
        {
          CrArea place = find_place (picture, item, n_placed++ < MOST_CLEAR);

          cr_picture_set_message (picture, item, &place);
        }
    }
}
