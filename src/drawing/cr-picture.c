/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a graph: its items, kept in step with the versions of the graph.
 *
 * How this works: an update collects the nodes that differ, makes or drops their items, and marks them and all that they feed as
 * dirty. Dirty items are taken out of the grids, get their bodies anew, then their wires (which need the bodies of both ends),
 * and are filed again. Where groups are folded, everything is built anew: they are few, and what they hide may change with every
 * wire.
 */
#include "cr-picture-private.h"

#define ITEM_CELL 256.0
#define SHEAF_CELL 1024.0

/* --- Items --- */

static void
item_free (CrItem *item)
{
  if (item == NULL)
    return;
  g_array_unref (item->uses);
  g_clear_pointer (&item->outputs, g_array_unref);
  for (guint i = 0; item->loose != NULL && i < item->n_wires; i++)
    g_free (item->loose[i]);
  g_free (item->loose);
  g_free (item->looks);
  g_free (item->wires);
  g_free (item);
}

static CrItem *
ensure_item (CrPicture *picture, CrKey key)
{
  if (key >= picture->items->len)
    g_ptr_array_set_size (picture->items, MAX (key + 1, picture->items->len + picture->items->len / 2));
  if (picture->items->pdata[key] == NULL)
    {
      CrItem *item = g_new0 (CrItem, 1);

      item->key = key;
      item->uses = g_array_new (FALSE, FALSE, sizeof (CrUse));
      picture->items->pdata[key] = item;
    }
  return picture->items->pdata[key];
}

static void
drop_item (CrPicture *picture, CrKey key)
{
  CrItem *item = cr_picture_get_item (picture, key);

  if (item == NULL)
    return;
  cr_picture_unfile (picture, item);
  cr_picture_disconnect_item (picture, item);
  picture->items->pdata[key] = NULL;
  item_free (item);
}

static void
build_group_items (CrPicture *picture, GPtrArray *made)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);

  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      if (!cr_picture_is_folded (picture, group) || cr_picture_find_visible (picture, group->key) != group->key)
        continue;

      CrItem *item = ensure_item (picture, group->key);

      item->group = group;
      item->outputs = g_array_new (FALSE, FALSE, sizeof (CrKey));
      g_ptr_array_add (made, item);
    }
}

static void
build (CrPicture *picture)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new ();

  g_clear_pointer (&picture->item_grid, cr_grid_free);
  g_clear_pointer (&picture->wire_grid, cr_grid_free);
  g_clear_pointer (&picture->sheaf_grid, cr_grid_free);
  picture->item_grid = cr_grid_new (ITEM_CELL);
  picture->wire_grid = cr_grid_new (ITEM_CELL);
  picture->sheaf_grid = cr_grid_new (SHEAF_CELL);
  picture->n_loose = 0;
  g_array_set_size (picture->stirred, 0);
  g_ptr_array_set_size (picture->items, 0);
  g_ptr_array_set_size (picture->items, cr_graph_get_key_limit (picture->graph));
  cr_picture_fold_groups (picture);
  CR_GRAPH_FOR_EACH (picture->graph, node)
    if (cr_picture_find_visible (picture, node->key) == node->key)
      {
        CrItem *item = ensure_item (picture, node->key);

        item->node = node;
        g_ptr_array_add (made, item);
      }
  build_group_items (picture, made);
  for (guint i = 0; i < made->len; i++)
    cr_picture_connect_item (picture, made->pdata[i]);
  cr_picture_renew_dirty (picture, made);
}

/* --- Following the versions --- */

typedef struct
{
  const CrNode *before;
  const CrNode *after;
} Change;

static void
collect_change (const CrNode *before, const CrNode *after, gpointer data)
{
  Change change = { before, after };

  g_array_append_val ((GArray *) data, change);
}

/* Whether only numbers differ, so that everything stays where it is. */
static gboolean
is_of_numbers (const Change *change)
{
  const CrNode *before = change->before;
  const CrNode *after = change->after;

  return before != NULL && after != NULL && cr_node_same_structure (before, after) && before->place.x == after->place.x &&
         before->place.y == after->place.y && g_str_equal (cr_node_get_title (before), cr_node_get_title (after));
}

/* Takes over the nodes whose numbers alone differ (a gate's may stand in its sign) and leaves the other changes. */
static void
apply_numbers (CrPicture *picture, GArray *changes)
{
  guint n_left = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);
      CrItem *item = change->after != NULL ? cr_picture_get_item (picture, change->after->key) : NULL;

      if (item == NULL || !is_of_numbers (change))
        {
          g_array_index (changes, Change, n_left++) = *change;
          continue;
        }
      item->node = change->after;
      if (!cr_item_is_source (item) && !item->is_lifted)
        cr_picture_add_damage (picture, &item->reach);
    }
  g_array_set_size (changes, n_left);
}

static void
apply_changes (CrPicture *picture, const Change *changes, guint n_changes)
{
  g_autoptr (GPtrArray) dirty = g_ptr_array_new ();

  for (guint i = 0; i < n_changes; i++)
    if (changes[i].after != NULL)
      {
        CrItem *item = ensure_item (picture, changes[i].after->key);

        cr_picture_unfile (picture, item);
        cr_picture_disconnect_item (picture, item);
        item->node = changes[i].after;
      }
  for (guint i = 0; i < n_changes; i++)
    if (changes[i].after != NULL)
      cr_picture_connect_item (picture, cr_picture_get_item (picture, changes[i].after->key));
    else
      drop_item (picture, changes[i].before->key);
  for (guint i = 0; i < n_changes; i++)
    if (changes[i].after != NULL)
      cr_picture_mark_dirty (picture, dirty, cr_picture_get_item (picture, changes[i].after->key));
  cr_picture_renew_dirty (picture, dirty);
}

static gboolean
parts_are_drawn_alike (const CrGraph *a, const CrGraph *b)
{
  const CrParts *one = cr_graph_get_parts (a);
  const CrParts *other = cr_graph_get_parts (b);

  if (one == other)
    return TRUE;
  if (one->groups->len != other->groups->len || one->frames->len != other->frames->len)
    return FALSE;
  for (guint i = 0; i < one->groups->len; i++)
    if (one->groups->pdata[i] != other->groups->pdata[i])
      return FALSE;
  for (guint i = 0; i < one->frames->len; i++)
    if (one->frames->pdata[i] != other->frames->pdata[i])
      return FALSE;
  return TRUE;
}

static void
damage_everything (CrPicture *picture)
{
  CrArea area = { -1e9, -1e9, 2e9, 2e9 };

  cr_picture_add_damage (picture, &area);
}

/* The output's flag moves from item to item. */
static void
update_output (CrPicture *picture)
{
  CrKey output = cr_picture_find_output (picture);
  CrItem *items[2];
  guint n_items = 0;

  if (output == picture->output)
    return;
  for (guint i = 0; i < 2; i++)
    {
      CrKey key = i == 0 ? picture->output : output;
      CrItem *item = key != CR_KEY_NONE ? cr_picture_get_item (picture, cr_picture_find_visible (picture, key)) : NULL;

      if (item != NULL)
        items[n_items++] = item;
    }
  picture->output = output;
  cr_picture_renew (picture, items, n_items);
}

/* Nodes that are gone or new may be among the lifted ones. */
static void
relift (CrPicture *picture)
{
  for (guint i = 0; i < picture->lifted->len; i++)
    {
      CrItem *item = cr_picture_get_item (picture, g_array_index (picture->lifted, CrKey, i));

      if (item != NULL)
        item->is_lifted = TRUE;
    }
}

void
cr_picture_update (CrPicture *picture, const CrGraph *graph, CrTape *tape)
{
  g_return_if_fail (picture != NULL && graph != NULL);

  g_autoptr (CrGraph) before = g_steal_pointer (&picture->graph);

  picture->graph = cr_graph_ref (graph);
  picture->tape = tape;
  if (before != graph)
    {
      picture->measured = NULL;
      if (picture->folded != NULL || !parts_are_drawn_alike (before, graph))
        {
          build (picture);
          damage_everything (picture);
        }
      else
        {
          g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));

          cr_graph_compare (before, graph, collect_change, changes);
          apply_numbers (picture, changes);
          apply_changes (picture, (Change *) changes->data, changes->len);
        }
      relift (picture);
    }
  update_output (picture);
  cr_picture_refresh (picture);
  if (before != graph && picture->inside != CR_KEY_NONE)
    cr_picture_light_inside (picture);
}

void
cr_picture_set_inside (CrPicture *picture, CrKey group)
{
  g_return_if_fail (picture != NULL);

  if (picture->inside == group)
    return;
  picture->inside = group;
  picture->measured = NULL;
  build (picture);
  relift (picture);
  damage_everything (picture);
  cr_picture_refresh (picture);
  cr_picture_light_inside (picture);
}

/* --- Public --- */

CrPicture *
cr_picture_new (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style)
{
  g_return_val_if_fail (graph != NULL && style != NULL, NULL);

  CrPicture *picture = g_new0 (CrPicture, 1);

  picture->graph = cr_graph_ref (graph);
  picture->tape = tape;
  picture->style = *style;
  picture->fonts = cr_fonts_new ();
  picture->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  picture->found = g_ptr_array_new ();
  picture->obstacles = g_array_new (FALSE, FALSE, sizeof (CrObstacle));
  picture->stirred = g_array_new (FALSE, FALSE, sizeof (CrArea));
  picture->steps = g_array_new (FALSE, FALSE, sizeof (CrTimelineStep));
  picture->badge_areas = g_array_new (FALSE, FALSE, sizeof (CrArea));
  picture->changes = g_array_new (FALSE, FALSE, sizeof (CrArea));
  picture->lifted = g_array_new (FALSE, FALSE, sizeof (CrKey));
  picture->open_groups = g_array_new (FALSE, FALSE, sizeof (CrOpenGroup));
  picture->raised = g_ptr_array_new ();
  picture->stub = CR_LEAST_STUB;
  build (picture);
  update_output (picture);
  cr_picture_refresh (picture);
  damage_everything (picture);
  return picture;
}

void
cr_picture_free (CrPicture *picture)
{
  cr_graph_unref (picture->graph);
  cr_fonts_free (picture->fonts);
  g_ptr_array_unref (picture->items);
  g_clear_pointer (&picture->folded, g_hash_table_unref);
  cr_grid_free (picture->item_grid);
  cr_grid_free (picture->wire_grid);
  cr_grid_free (picture->sheaf_grid);
  g_ptr_array_unref (picture->found);
  g_array_unref (picture->obstacles);
  g_array_unref (picture->stirred);
  g_array_unref (picture->changes);
  g_array_unref (picture->lifted);
  g_array_unref (picture->open_groups);
  g_array_unref (picture->steps);
  g_array_unref (picture->badge_areas);
  g_ptr_array_unref (picture->raised);
  g_clear_pointer (&picture->maps, g_hash_table_unref);
  g_clear_pointer (&picture->lit, g_hash_table_unref);
  g_clear_pointer (&picture->badges, g_array_unref);
  g_free (picture);
}

CrPictureStyle
cr_picture_style_for_view (const CrView *view, gboolean dark)
{
  return (CrPictureStyle) {
    .dark = dark,
    .format = { view->n_digits, view->fixed_decimals },
    .even_weights = !view->weight_width,
  };
}

void
cr_picture_set_style (CrPicture *picture, const CrPictureStyle *style)
{
  picture->style = *style;
  picture->measured = NULL;
  cr_picture_refresh (picture);
  damage_everything (picture);
}

const CrPictureStyle *
cr_picture_get_style (const CrPicture *picture)
{
  return &picture->style;
}

double
cr_picture_get_greatest_weight (const CrPicture *picture)
{
  return picture->greatest_weight;
}

/* The item and all wires at it. */
static void
damage_item (CrPicture *picture, CrItem *item)
{
  cr_picture_add_damage (picture, &item->reach);
  if (cr_item_is_sheaf (item))
    cr_picture_add_damage (picture, &item->sheaf);
  for (guint i = 0; i < item->n_wires && !cr_item_is_sheaf (item); i++)
    if (item->wires[i].from != CR_KEY_NONE)
      cr_picture_add_damage (picture, &item->wires[i].area);
  for (guint i = 0; i < item->uses->len; i++)
    {
      CrArea area = cr_picture_get_use_area (picture, item, i);

      cr_picture_add_damage (picture, &area);
    }
}

static void
lift_item (CrPicture *picture, CrItem *item)
{
  if (item == NULL || item->is_lifted)
    return;
  damage_item (picture, item);
  item->is_lifted = TRUE;
  g_array_append_val (picture->lifted, item->key);
}

static void
put_back (CrPicture *picture)
{
  for (guint i = 0; i < picture->lifted->len; i++)
    {
      CrItem *item = cr_picture_get_item (picture, g_array_index (picture->lifted, CrKey, i));

      if (item == NULL)
        continue;
      item->is_lifted = FALSE;
      item->is_carried = FALSE;
      damage_item (picture, item);
    }
  picture->carried = (CrPoint) { 0, 0 };
  g_array_set_size (picture->lifted, 0);
  if (picture->is_stirred_later)
    cr_picture_renew_all (picture);
}

/* What lifted nodes feed is lifted too: its ports turn towards them. Those of sheaves do not. */
void
cr_picture_lift (CrPicture *picture, const CrKey *keys, guint n_keys)
{
  put_back (picture);
  for (guint i = 0; i < n_keys; i++)
    {
      CrItem *item = cr_picture_get_item (picture, keys[i]);

      if (item == NULL)
        continue;
      lift_item (picture, item);
      item->is_carried = TRUE;
      for (guint j = 0; j < item->uses->len; j++)
        {
          CrItem *to = cr_picture_get_item (picture, g_array_index (item->uses, CrUse, j).to);

          if (!cr_item_is_sheaf (to))
            lift_item (picture, to);
        }
    }
}

void
cr_picture_carry (CrPicture *picture, double dx, double dy)
{
  picture->carried = (CrPoint) { dx, dy };
}

gboolean
cr_picture_take_urgent_damage (CrPicture *picture, CrArea *damage)
{
  gboolean is_damaged = picture->is_damaged;

  *damage = picture->damage;
  picture->is_damaged = FALSE;
  picture->damage = (CrArea) { 0 };
  return is_damaged;
}

gboolean
cr_picture_take_damage (CrPicture *picture, CrArea *damage)
{
  if (picture->is_slight)
    cr_picture_add_damage (picture, &picture->slight);
  picture->is_slight = FALSE;
  return cr_picture_take_urgent_damage (picture, damage);
}
