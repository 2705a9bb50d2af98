/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether there is room for one more node in a picture. */
#include "cr-draw.h"

#define CLEAR_BODY 6.0
#define CLEAR_WIRE 4.0
#define NUMBERS_REACH 120.0 /* so far from its node a number may stand */

static gboolean
meets_numbers (CrPicture *picture, CrItem *item, const CrArea *area)
{
  g_autoptr (CrLabels) labels = cr_labels_new ();

  cr_picture_add_labels (picture, item, FALSE, labels);
  for (guint i = 0; i < labels->numbers->len; i++)
    if (cr_area_meets (&g_array_index (labels->numbers, CrNumberLabel, i).label.area, area))
      return TRUE;
  for (guint i = 0; i < labels->blocks->len; i++)
    if (cr_area_meets (&g_array_index (labels->blocks, CrBlockLabel, i).area, area))
      return TRUE;
  return FALSE;
}

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

gboolean
cr_picture_is_free (CrPicture *picture, const CrArea *area)
{
  CrArea around = cr_area_grown (area, NUMBERS_REACH);
  CrArea beside = cr_area_grown (area, CLEAR_WIRE);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) wires = NULL;

  if (cr_label_meets_body (picture, area, CLEAR_BODY) || cr_label_meets_writing (picture, area))
    return FALSE;
  wires = cr_picture_find_wires (picture, &beside);
  for (guint i = 0; i < wires->len; i++)
    if (cr_curve_meets (&((const CrWire *) wires->pdata[i])->curve, &beside))
      return FALSE;
  items = cr_picture_find_items (picture, &around);
  for (guint i = 0; i < items->len; i++)
    if (meets_words (picture, items->pdata[i], area) || meets_numbers (picture, items->pdata[i], area))
      return FALSE;
  return TRUE;
}
