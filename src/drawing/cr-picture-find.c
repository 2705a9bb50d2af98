/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture knows of its items: what shows a node, where values leave, where the flag stands, what lies in an area. */
#include "cr-picture-private.h"

#include "cr-text.h"

#include <math.h>

#define FLAG_NAME_SIZE 14.0

CrKey
cr_picture_find_visible (CrPicture *picture, CrKey key)
{
  gpointer group = picture->folded != NULL ? g_hash_table_lookup (picture->folded, GUINT_TO_POINTER (key)) : NULL;

  return group != NULL ? GPOINTER_TO_UINT (group) : key;
}

CrKey
cr_item_get_value_key (const CrItem *item)
{
  if (item->node != NULL)
    return item->key;
  return item->outputs->len > 0 ? g_array_index (item->outputs, CrKey, 0) : CR_KEY_NONE;
}

CrPoint
cr_item_get_output (const CrItem *item, CrKey source)
{
  CrPoint point = cr_body_get_output (&item->body, item->place);

  if (item->outputs == NULL)
    return point;
  for (guint i = 0; i < item->outputs->len; i++)
    if (g_array_index (item->outputs, CrKey, i) == source)
      point.y += (i - (item->outputs->len - 1) / 2.0) * 16;
  return point;
}

gboolean
cr_item_is_source (const CrItem *item)
{
  return item->node != NULL && cr_gate_is_source (item->node->gate);
}

gboolean
cr_item_is_constant (const CrItem *item)
{
  return item->node != NULL && g_str_equal (item->node->gate->name, "constant");
}

gboolean
cr_item_is_wrong (const CrItem *item)
{
  return (item->shows & (CR_SHOWS_ERROR | CR_SHOWS_UNDEFINED)) != 0;
}

gboolean
cr_item_holds_numbers (const CrItem *item)
{
  return cr_item_is_source (item) || (item->node != NULL && item->body.outline == CR_OUTLINE_BOX);
}

CrKey
cr_picture_find_output (CrPicture *picture)
{
  CrKey named = cr_graph_get_output (picture->graph);

  return named == CR_KEY_NONE && picture->tape != NULL ? cr_tape_get_output (picture->tape, NULL) : named;
}

gboolean
cr_picture_is_output (CrPicture *picture, const CrItem *item)
{
  return picture->output != CR_KEY_NONE && cr_picture_find_visible (picture, picture->output) == item->key;
}

CrArea
cr_picture_get_flag (CrPicture *picture, const CrItem *item)
{
  CrPoint port = cr_item_get_output (item, picture->output);
  const CrNode *node = cr_graph_get_node (picture->graph, picture->output);
  double name = node != NULL ? cr_text_estimate_width (cr_node_get_title (node)) * FLAG_NAME_SIZE : 0;
  double width = CLAMP (2 * ceil (name / 2 + 6), CR_FLAG_SIZE, CR_LARGEST_FLAG);

  if (item->uses->len > 0) /* its wires go on to the right: the flag stands above it */
    return (CrArea) { item->place.x - width / 2, item->place.y - item->body.height / 2 - CR_FLAG_SIZE - CR_ABOVE_FLAG, width, CR_FLAG_SIZE };
  return (CrArea) { port.x + picture->stub, port.y - CR_FLAG_SIZE / 2, width, CR_FLAG_SIZE };
}

void
cr_picture_add_damage (CrPicture *picture, const CrArea *area)
{
  picture->damage = picture->is_damaged ? cr_area_united (&picture->damage, area) : *area;
  picture->is_damaged = TRUE;
}

void
cr_picture_add_slight_damage (CrPicture *picture, const CrArea *area)
{
  picture->slight = picture->is_slight ? cr_area_united (&picture->slight, area) : *area;
  picture->is_slight = TRUE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const CrItem *one = *(CrItem *const *) a;
  const CrItem *other = *(CrItem *const *) b;

  return (one->key > other->key) - (one->key < other->key);
}

GPtrArray *
cr_picture_find_items_in_any_order (CrPicture *picture, const CrArea *area)
{
  GPtrArray *items = g_ptr_array_new ();

  picture->stamp++;
  g_ptr_array_set_size (picture->found, 0);
  cr_grid_query (picture->item_grid, area, picture->found);
  for (guint i = 0; i < picture->found->len; i++)
    {
      CrItem *item = picture->found->pdata[i];

      if (item->stamp != picture->stamp && cr_area_meets (&item->reach, area))
        g_ptr_array_add (items, item);
      item->stamp = picture->stamp;
    }
  return items;
}

GPtrArray *
cr_picture_find_items (CrPicture *picture, const CrArea *area)
{
  GPtrArray *items = cr_picture_find_items_in_any_order (picture, area);

  g_ptr_array_sort (items, compare_items);
  return items;
}

static int
compare_wires (gconstpointer a, gconstpointer b)
{
  const CrWire *one = *(CrWire *const *) a;
  const CrWire *other = *(CrWire *const *) b;

  return one->to != other->to ? (one->to->key > other->to->key) - (one->to->key < other->to->key) : (one > other) - (one < other);
}

static GPtrArray *
find_wires (CrPicture *picture, const CrArea *area, guint most)
{
  GPtrArray *wires = g_ptr_array_new ();
  guint every;

  picture->stamp++;
  g_ptr_array_set_size (picture->found, 0);
  cr_grid_query (picture->wire_grid, area, picture->found);
  every = picture->found->len / most + 1;
  for (guint i = 0; i < picture->found->len; i++)
    {
      CrWire *wire = picture->found->pdata[i];

      if (every > 1 && (i * 2654435761u >> 12) % every != 0)
        continue;
      if (wire->stamp != picture->stamp && cr_area_meets (wire->needs_way ? &wire->reach : &wire->area, area))
        g_ptr_array_add (wires, wire);
      wire->stamp = picture->stamp;
    }
  return wires;
}

GPtrArray *
cr_picture_find_some_wires (CrPicture *picture, const CrArea *area, guint most)
{
  return find_wires (picture, area, most);
}

GPtrArray *
cr_picture_find_wires_roughly (CrPicture *picture, const CrArea *area)
{
  GPtrArray *wires = find_wires (picture, area, G_MAXUINT);

  g_ptr_array_sort (wires, compare_wires);
  return wires;
}

GPtrArray *
cr_picture_find_filed_wires (CrPicture *picture, const CrArea *area)
{
  GPtrArray *wires = find_wires (picture, area, G_MAXUINT);
  guint n_left = 0;

  for (guint i = 0; i < wires->len; i++)
    {
      CrWire *wire = wires->pdata[i];

      cr_picture_ensure_way (picture, wire);
      if (cr_area_meets (&wire->area, area))
        wires->pdata[n_left++] = wire;
    }
  g_ptr_array_set_size (wires, n_left);
  g_ptr_array_sort (wires, compare_wires);
  return wires;
}

typedef struct
{
  CrPicture *picture;
  GPtrArray *wires;
} Found;

static void
take_wire (CrItem *item, guint wire, gpointer data)
{
  Found *found = data;

  g_ptr_array_add (found->wires, cr_picture_get_wire (found->picture, item, wire));
}

GPtrArray *
cr_picture_find_wires (CrPicture *picture, const CrArea *area)
{
  return cr_picture_find_shown_wires (picture, area, INFINITY);
}

GPtrArray *
cr_picture_find_shown_wires (CrPicture *picture, const CrArea *area, double scale)
{
  GPtrArray *wires = cr_picture_find_filed_wires (picture, area);
  g_autoptr (GPtrArray) sheaves = NULL;
  Found found = { picture, wires };

  if (cr_grid_is_empty (picture->sheaf_grid))
    return wires;
  sheaves = cr_picture_find_sheaves (picture, area);
  for (guint i = 0; i < sheaves->len; i++)
    {
      double share = isinf (scale) ? 1 : cr_sheaf_get_share (picture, sheaves->pdata[i], scale);

      cr_sheaf_for_each_in (picture, sheaves->pdata[i], area, share, take_wire, &found);
    }
  return wires;
}
