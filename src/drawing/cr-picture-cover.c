/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over what in a picture: a number that a node covers is not drawn through it.
 *
 * How this works: the still part draws its items in key order; the moving part draws some of them once more, above all others and
 * each above those before it. Wires, with what stands on them, are below every node.
 */
#include "cr-draw.h"

#include <math.h>

#define GRAZE 1.0 /* a text may reach this far into a body and is still read */

void
cr_picture_raise (CrPicture *picture, CrItem *item)
{
  g_ptr_array_add (picture->raised, item);
  item->turn = picture->raised->len;
}

void
cr_picture_lower_all (CrPicture *picture)
{
  for (guint i = 0; i < picture->raised->len; i++)
    ((CrItem *) picture->raised->pdata[i])->turn = 0;
  g_ptr_array_set_size (picture->raised, 0);
}

gboolean
cr_label_comes_close (const CrItem *item, const CrArea *area, double clear)
{
  CrPoint nearest
      = { CLAMP (item->place.x, area->x, area->x + area->width), CLAMP (item->place.y, area->y, area->y + area->height) };
  CrArea body = cr_body_get_area (&item->body, item->place);

  if (item->body.outline == CR_OUTLINE_CIRCLE || item->body.outline == CR_OUTLINE_RINGS)
    return hypot (nearest.x - item->place.x, nearest.y - item->place.y) < item->body.width / 2 + clear;
  body = cr_area_grown (&body, clear);
  return cr_area_meets (&body, area);
}

gboolean
cr_label_meets_body (CrPicture *picture, const CrArea *area, double clear)
{
  CrArea wide = cr_area_grown (area, clear);
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, &wide);

  for (guint i = 0; i < items->len; i++)
    if (cr_label_comes_close (items->pdata[i], area, clear))
      return TRUE;
  return FALSE;
}

gboolean
cr_label_meets_writing (CrPicture *picture, const CrArea *area)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);

  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrArea whole = cr_frame_get_area (frame);
      CrArea words[2];

      if (!cr_area_meets (&whole, area))
        continue;
      cr_frame_measure_words (picture->fonts, frame, words);
      if ((words[0].width > 0 && cr_area_meets (&words[0], area)) || (words[1].width > 0 && cr_area_meets (&words[1], area)))
        return TRUE;
    }
  return FALSE;
}

/* Whether what is drawn at @turn for an item is above the numbers of another one. */
static gboolean
is_above (const CrItem *item, guint turn, const CrItem *other)
{
  if (!cr_item_holds_numbers (other)) /* they stand on its wires */
    return TRUE;
  return turn != other->turn ? turn > other->turn : item->key > other->key;
}

/* Whether an item covers a number of another one there, with its body or with the flag of the output. */
static gboolean
covers (CrPicture *picture, const CrItem *item, const CrItem *other, const CrArea *area)
{
  CrArea flag;

  if (is_above (item, item->turn, other) && cr_label_comes_close (item, area, -GRAZE))
    return TRUE;
  if (!cr_picture_is_output (picture, item) || !is_above (item, item->is_lifted ? item->turn : 0, other)) /* redrawn without it */
    return FALSE;
  flag = cr_picture_get_flag (picture, item);
  return cr_area_meets (&flag, area);
}

static gboolean
is_covered (CrPicture *picture, GPtrArray *items, const CrItem *item, const CrArea *area)
{
  for (guint i = 0; i < items->len; i++)
    if (items->pdata[i] != item && covers (picture, items->pdata[i], item, area))
      return TRUE;
  return FALSE;
}

gboolean
cr_picture_is_covered (CrPicture *picture, const CrItem *item, const CrArea *area)
{
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, area);

  return is_covered (picture, items, item, area);
}

static CrArea
unite_labels (const CrLabels *labels, guint first_number, guint first_block)
{
  CrArea all = { 0 };

  for (guint i = first_number; i < labels->numbers->len; i++)
    all = cr_area_united (&all, &g_array_index (labels->numbers, CrNumberLabel, i).label.area);
  for (guint i = first_block; i < labels->blocks->len; i++)
    all = cr_area_united (&all, &g_array_index (labels->blocks, CrBlockLabel, i).area);
  return all;
}

void
cr_labels_remove_covered (CrPicture *picture, const CrItem *item, guint first_number, guint first_block, CrLabels *labels)
{
  CrArea all = unite_labels (labels, first_number, first_block);
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, &all);

  for (guint i = labels->numbers->len; i > first_number; i--)
    if (is_covered (picture, items, item, &g_array_index (labels->numbers, CrNumberLabel, i - 1).label.area))
      g_array_remove_index (labels->numbers, i - 1);
  for (guint i = labels->blocks->len; i > first_block; i--)
    if (is_covered (picture, items, item, &g_array_index (labels->blocks, CrBlockLabel, i - 1).area))
      g_array_remove_index (labels->blocks, i - 1);
}
