/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All texts of a picture and how large it is: for fitting, for tests, for screen readers. */
#include "cr-draw.h"

#include "cr-text.h"

#include <math.h>

#define MANY_ITEMS 2000 /* of more the texts are not looked at one by one */

static void
add_label (GArray *list, const CrArea *within, CrKey key, guint operand, guint kind, const char *text, CrArea area)
{
  CrLabel label = { .key = key, .operand = operand, .kind = kind, .area = area };

  if (text == NULL || (within != NULL && !cr_area_meets (&area, within)))
    return;
  g_strlcpy (label.text, text, sizeof label.text);
  g_array_append_val (list, label);
}

static void
list_node (CrPicture *picture, const CrItem *item, const CrArea *within, GArray *list)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  CrArea below = { body.x, body.y + body.height, body.width, 20 };
  g_autofree char *problem = cr_picture_get_problem (picture, item);
  char bias[CR_NUMBER_TEXT_SIZE];
  CrArea bias_area;

  if (item->group != NULL)
    add_label (list, within, item->key, 0, CR_LABEL_TITLE, item->group->title != NULL ? item->group->title : item->group->id,
               body);
  else if (cr_item_is_source (item))
    add_label (list, within, item->key, 0, CR_LABEL_NAME, cr_node_get_title (item->node), body);
  else
    {
      g_autofree char *symbol = cr_text_dup_symbol (item->node);

      add_label (list, within, item->key, 0, CR_LABEL_SYMBOL, symbol, body);
      add_label (list, within, item->key, 0, CR_LABEL_NAME, cr_node_get_title (item->node),
                 cr_picture_is_output (picture, item) ? cr_picture_get_flag (picture, item) : below);
    }
  if (item->node != NULL && cr_gate_is_unit (item->node->gate) && !picture->style.compact &&
      cr_draw_find_bias (picture, item, bias, &bias_area))
    add_label (list, within, item->key, 0, CR_LABEL_BIAS, bias, bias_area);
  add_label (list, within, item->key, 0, CR_LABEL_PROBLEM, problem, item->message);
}

static void
list_numbers (CrPicture *picture, CrItem *item, const CrArea *within, GArray *list)
{
  g_autoptr (CrLabels) labels = cr_labels_new ();

  cr_picture_add_labels (picture, item, FALSE, labels);
  for (guint i = 0; i < labels->numbers->len; i++)
    {
      const CrLabel *label = &g_array_index (labels->numbers, CrNumberLabel, i).label;

      if (within == NULL || cr_area_meets (&label->area, within))
        g_array_append_vals (list, label, 1);
    }
  for (guint i = 0; i < labels->blocks->len; i++)
    {
      const CrBlockLabel *block = &g_array_index (labels->blocks, CrBlockLabel, i);
      guint kind = block->is_gradient ? CR_LABEL_GRADIENT : CR_LABEL_VALUE;
      g_autofree char *shape = cr_shape_to_string (block->shape);

      if (cr_shape_get_look (block->shape) == CR_LOOK_MAP)
        {
          add_label (list, within, block->key, 0, CR_LABEL_SHAPE, shape, block->area);
          continue;
        }
      for (guint entry = 0; entry < cr_shape_get_size (block->shape); entry++)
        {
          g_autofree char *text = block->is_blank ? g_strdup (CR_BLANK_TEXT) : cr_number_to_text (block->entries[entry], picture->style.format);

          add_label (list, within, block->key, entry, kind, text, block->area);
        }
    }
}

GArray *
cr_picture_list_labels (CrPicture *picture, const CrArea *area)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (CrLabel));

  for (guint key = 0; key < picture->items->len; key++)
    {
      CrItem *item = picture->items->pdata[key];

      if (item == NULL || (area != NULL && !cr_area_meets (&item->reach, area)))
        continue;
      list_node (picture, item, area, list);
      list_numbers (picture, item, area, list);
    }
  return list;
}

/* --- How large it is --- */

static CrArea
measure_item (CrPicture *picture, CrItem *item)
{
  CrArea all = cr_body_get_area (&item->body, item->place);
  g_autoptr (CrLabels) labels = cr_labels_new ();

  if ((!cr_item_is_source (item) || cr_item_has_map (picture, item)) && !picture->style.compact)
    all.height += 18; /* its name */
  if (cr_picture_is_output (picture, item))
    {
      CrArea flag = cr_picture_get_flag (picture, item);
      g_autofree char *reason = cr_picture_get_reason (picture);

      if (reason != NULL && !picture->style.compact) /* stands below it; above where the flag stands above its node */
        flag = (CrArea) { flag.x, item->uses->len > 0 ? flag.y - 54 : flag.y, MAX (flag.width, 150), flag.height + 54 };
      all = cr_area_united (&all, &flag);
    }
  if (cr_item_is_wrong (item) && !picture->style.compact)
    all = cr_area_united (&all, &item->message);
  if (!picture->style.compact)
    cr_picture_add_labels (picture, item, FALSE, labels);
  for (guint i = 0; i < labels->numbers->len; i++)
    all = cr_area_united (&all, &g_array_index (labels->numbers, CrNumberLabel, i).label.area);
  for (guint i = 0; i < labels->blocks->len; i++)
    all = cr_area_united (&all, &g_array_index (labels->blocks, CrBlockLabel, i).area);
  if (cr_item_is_sheaf (item))
    {
      CrArea sheaf = cr_area_grown (&item->sheaf, -6);

      all = cr_area_united (&all, &sheaf);
    }
  for (guint i = 0; i < item->n_wires && !cr_item_is_sheaf (item); i++)
    if (item->wires[i].from != CR_KEY_NONE)
      {
        CrArea wire = cr_area_grown (&item->wires[i].area, -6);

        all = cr_area_united (&all, &wire);
      }
  return all;
}

CrArea
cr_picture_get_nodes_area (CrPicture *picture)
{
  CrArea all = { 0 };

  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *item = picture->items->pdata[key];
      CrArea area;

      if (item == NULL)
        continue;
      area = cr_body_get_area (&item->body, item->place);
      all = cr_area_united (&all, &area);
      if (!cr_picture_is_output (picture, item))
        continue;
      area = cr_picture_get_flag (picture, item);
      all = cr_area_united (&all, &area);
    }
  return all;
}

gboolean
cr_picture_shows_any (CrPicture *picture, const CrArea *area)
{
  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *item = picture->items->pdata[key];

      if (item != NULL && cr_area_meets (&item->reach, area))
        return TRUE;
    }
  return FALSE;
}

CrArea
cr_picture_get_area (CrPicture *picture)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);
  gboolean is_rough = picture->items->len > MANY_ITEMS;
  CrArea all = { 0 };

  for (guint key = 0; key < picture->items->len; key++)
    if (picture->items->pdata[key] != NULL)
      {
        CrArea item = is_rough ? ((const CrItem *) picture->items->pdata[key])->reach
                               : measure_item (picture, picture->items->pdata[key]);

        all = cr_area_united (&all, &item);
      }
  for (guint i = 0; i < parts->frames->len && !picture->style.compact; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrArea area = cr_frame_get_area (frame);

      all = cr_area_united (&all, &area);
    }
  for (guint i = 0; i < picture->open_groups->len; i++)
    all = cr_area_united (&all, &g_array_index (picture->open_groups, CrOpenGroup, i).area);
  return all;
}
