/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the items of a picture and their wires are, and their places in the grids. */
#include "cr-picture-private.h"

#include <math.h>

#define MANY_DIRTY 400 /* the wires into more than that look for their ways when they are looked at */
#define OUTER_MARGIN 8.0 /* halos, wide outlines, ports */

/* --- Filing --- */

static void
note_sheaf (CrPicture *picture, CrItem *item)
{
  cr_sheaf_drop_records (picture, item);
  cr_picture_note_change (picture, &item->sheaf);
  if (!item->is_lifted)
    cr_picture_add_damage (picture, &item->sheaf);
}

void
cr_picture_unfile (CrPicture *picture, CrItem *item)
{
  if (!item->is_filed)
    return;
  item->is_filed = FALSE;
  g_array_append_val (picture->stirred, item->room);
  cr_picture_note_numbers (picture, item);
  cr_grid_remove (picture->item_grid, &item->reach, item);
  if (!item->is_lifted)
    cr_picture_add_damage (picture, &item->reach);
  if (cr_item_is_sheaf (item))
    {
      cr_grid_remove (picture->sheaf_grid, &item->sheaf, item);
      note_sheaf (picture, item);
      return;
    }
  for (guint i = 0; i < item->n_wires; i++)
    if (item->wires[i].from != CR_KEY_NONE)
      {
        cr_grid_remove (picture->wire_grid, &item->wires[i].reach, &item->wires[i]);
        cr_picture_note_change (picture, &item->wires[i].area);
        if (!item->is_lifted)
          cr_picture_add_damage (picture, &item->wires[i].area);
      }
}

static void
file_item (CrPicture *picture, CrItem *item)
{
  item->is_filed = TRUE;
  g_array_append_val (picture->stirred, item->room);
  cr_picture_note_change (picture, &item->reach);
  cr_grid_insert (picture->item_grid, &item->reach, item);
  if (!item->is_lifted)
    cr_picture_add_damage (picture, &item->reach);
}

static void
file_wires (CrPicture *picture, CrItem *item)
{
  if (cr_item_is_sheaf (item))
    {
      cr_sheaf_measure (picture, item);
      cr_grid_insert (picture->sheaf_grid, &item->sheaf, item);
      note_sheaf (picture, item);
      return;
    }
  for (guint i = 0; i < item->n_wires; i++)
    if (item->wires[i].from != CR_KEY_NONE)
      {
        cr_grid_insert (picture->wire_grid, &item->wires[i].reach, &item->wires[i]);
        cr_picture_note_change (picture, &item->wires[i].area);
        if (!item->is_lifted)
          cr_picture_add_damage (picture, &item->wires[i].area);
      }
}

/* --- Geometry --- */

static CrPoint
place_of_group (CrPicture *picture, const CrGroup *group)
{
  CrPoint sum = { 0, 0 };
  guint n = 0;

  if (group->has_place)
    return group->place;
  CR_GRAPH_FOR_EACH (picture->graph, node)
    if (cr_picture_find_visible (picture, node->key) == group->key)
      {
        CrPoint place = cr_geometry_hold (node->place);

        sum = (CrPoint) { sum.x + place.x, sum.y + place.y };
        n++;
      }
  return n > 0 ? (CrPoint) { sum.x / n, sum.y / n } : sum;
}

static void
place_body (CrPicture *picture, CrItem *item)
{
  item->shape = cr_picture_get_shape (picture, item);
  item->lead = CR_LEAST_LEAD;
  if (item->node != NULL)
    {
      item->body = picture->style.compact ? cr_body_for_compact_node (item->node, item->shape)
                                         : cr_body_for_node (item->node, item->shape);
      item->place = cr_geometry_hold (item->node->place);
      if (cr_item_is_source (item) && cr_item_has_map (picture, item))
        item->body = (CrBody) { CR_OUTLINE_TAG, CR_TAG_MAP_WIDTH, CR_TAG_MAP_HEIGHT, 0 };
      else if (cr_item_is_source (item) && !picture->style.compact)
        item->body.width = cr_picture_measure_tag (picture, item);
      item->lead = cr_picture_measure_lead (picture, item);
      return;
    }
  item->body = cr_body_for_group (item->group->title != NULL ? item->group->title : item->group->id);
  item->body.width += 2 * ceil ((cr_item_measure_port_labels (picture, item, FALSE) + cr_item_measure_port_labels (picture, item, TRUE)) / 2);
  item->body.height = MAX (item->body.height, 16 * MAX (item->n_wires, item->outputs->len) + 12);
  item->place = cr_geometry_hold (place_of_group (picture, item->group));
  item->lead = cr_picture_measure_lead (picture, item);
}

static void
place_ports (CrPicture *picture, CrItem *item)
{
  g_autofree CrPoint *from = NULL;
  g_autofree CrInputPort *ports = NULL;

  if (cr_item_is_sheaf (item))
    return;
  from = g_new (CrPoint, item->n_wires);
  ports = g_new (CrInputPort, item->n_wires);
  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrItem *other = cr_picture_get_item (picture, item->wires[i].from);

      from[i] = other != NULL ? other->place : (CrPoint) { NAN, NAN };
    }
  cr_body_place_inputs (&item->body, item->place, from, item->n_wires, ports);
  for (guint i = 0; i < item->n_wires; i++)
    item->wires[i].port = ports[i];
}

CrArea
cr_item_get_numbers_reach (const CrItem *item)
{
  CrPoint output = cr_body_get_output (&item->body, item->place);
  CrArea block = cr_shape_get_block (item->shape);
  double height = MAX (block.height + 12, 24);

  return (CrArea) { output.x, output.y - height, MAX (block.width + 20, 84), 2 * height };
}

static void
compute_reach (CrPicture *picture, CrItem *item)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  CrArea numbers = cr_item_get_numbers_reach (item);
  CrArea name = { item->place.x - 60, item->place.y + item->body.height / 2, 120, 22 + item->drop };

  item->reach = cr_area_united (&body, &name);
  item->reach = cr_area_united (&item->reach, &numbers);
  if (cr_picture_is_output (picture, item))
    {
      CrArea flag = cr_picture_get_flag (picture, item);

      item->reach = cr_area_united (&item->reach, &flag);
    }
  if (cr_item_is_wrong (item))
    item->reach = cr_area_united (&item->reach, &item->message);
  item->reach = cr_area_grown (&item->reach, OUTER_MARGIN);
}

void
cr_picture_set_message (CrPicture *picture, CrItem *item, const CrArea *message)
{
  if (cr_area_equal (&item->message, message))
    return;
  if (!item->is_lifted)
    cr_picture_add_damage (picture, &item->reach);
  cr_grid_remove (picture->item_grid, &item->reach, item);
  cr_picture_note_change (picture, &item->message);
  cr_picture_note_change (picture, message);
  item->message = *message;
  compute_reach (picture, item);
  cr_grid_insert (picture->item_grid, &item->reach, item);
  if (!item->is_lifted)
    cr_picture_add_damage (picture, &item->reach);
}

static gboolean
is_name_moved (CrPicture *picture, const CrItem *item)
{
  CrNameRoom room = cr_picture_measure_name (picture, item);

  return cr_picture_measure_drop (picture, item) != item->drop || room.left != item->name_room.left ||
         room.right != item->name_room.right;
}

/* What feeds an item that has moved may have to move its name, or to cut it elsewhere. */
static void
add_dropped_feeders (CrPicture *picture, GPtrArray *dirty)
{
  guint n = dirty->len;

  for (guint i = 0; i < n; i++)
    {
      const CrItem *item = dirty->pdata[i];

      for (guint j = 0; j < item->n_wires; j++)
        {
          CrItem *from = cr_picture_get_feeder (picture, item, j);

          if (from == NULL || from->is_dirty || !from->is_filed || !is_name_moved (picture, from))
            continue;
          from->is_dirty = TRUE;
          g_ptr_array_add (dirty, from);
          cr_picture_unfile (picture, from);
        }
    }
}

void
cr_picture_renew_dirty (CrPicture *picture, GPtrArray *dirty)
{
  picture->version++;
  picture->is_kept_later = FALSE;
  for (guint i = 0; i < dirty->len; i++)
    cr_picture_unfile (picture, dirty->pdata[i]);
  for (guint i = 0; i < dirty->len; i++)
    place_body (picture, dirty->pdata[i]);
  add_dropped_feeders (picture, dirty);
  for (guint i = 0; i < dirty->len; i++)
    {
      CrItem *item = dirty->pdata[i];

      item->drop = cr_picture_measure_drop (picture, item);
      place_ports (picture, item);
      item->name_room = cr_picture_measure_name (picture, item);
      compute_reach (picture, item);
      cr_item_measure_rooms (picture, item);
      cr_picture_stir_feeders (picture, item);
      file_item (picture, item);
    }
  cr_picture_reroute_stirred (picture);
  for (guint i = 0; i < dirty->len; i++)
    {
      cr_picture_route_wires (picture, dirty->pdata[i], dirty->len > MANY_DIRTY);
      file_wires (picture, dirty->pdata[i]);
      ((CrItem *) dirty->pdata[i])->is_dirty = FALSE;
    }
  cr_picture_measure_groups (picture);
}

static void
mark_dirty (GPtrArray *dirty, CrItem *item)
{
  if (item == NULL || item->is_dirty)
    return;
  item->is_dirty = TRUE;
  g_ptr_array_add (dirty, item);
}

void
cr_picture_mark_dirty (CrPicture *picture, GPtrArray *dirty, CrItem *item)
{
  mark_dirty (dirty, item);
  for (guint i = 0; i < item->uses->len; i++)
    mark_dirty (dirty, cr_picture_get_item (picture, g_array_index (item->uses, CrUse, i).to));
}

void
cr_picture_renew (CrPicture *picture, CrItem *const *items, guint n_items)
{
  g_autoptr (GPtrArray) dirty = g_ptr_array_new ();

  for (guint i = 0; i < n_items; i++)
    cr_picture_mark_dirty (picture, dirty, items[i]);
  cr_picture_renew_dirty (picture, dirty);
}

void
cr_picture_renew_all (CrPicture *picture)
{
  g_autoptr (GPtrArray) dirty = g_ptr_array_new ();

  picture->is_stirred_later = FALSE;
  for (guint key = 0; key < picture->items->len; key++)
    mark_dirty (dirty, picture->items->pdata[key]);
  cr_picture_renew_dirty (picture, dirty);
}
