/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does to groups and frames. */
#include "cr-edits-parts.h"

/* --- What goes along --- */

static void
add_key (GArray *keys, GHashTable *known, CrKey key)
{
  if (g_hash_table_add (known, GUINT_TO_POINTER (key)))
    g_array_append_val (keys, key);
}

static gboolean
lies_in (const CrFrame *frame, CrPoint place)
{
  return place.x >= frame->x && place.x <= frame->x + frame->width && place.y >= frame->y && place.y <= frame->y + frame->height;
}

/* Frames count where they lie wholly in it. */
static void
add_contents_of_frame (const CrGraph *graph, const CrFrame *frame, GArray *keys, GHashTable *known)
{
  const CrParts *parts = cr_graph_get_parts (graph);

  CR_GRAPH_FOR_EACH (graph, node)
    if (node->has_place && lies_in (frame, node->place))
      add_key (keys, known, node->key);
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      if (group->collapsed && group->has_place && lies_in (frame, group->place))
        add_key (keys, known, group->key);
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *inner = parts->frames->pdata[i];

      if (inner != frame && lies_in (frame, (CrPoint) { inner->x, inner->y }) &&
          lies_in (frame, (CrPoint) { inner->x + inner->width, inner->y + inner->height }))
        add_key (keys, known, inner->key);
    }
}

/* The keys and the members of groups among them, at any depth, and with @frames what lies in frames. */
static GArray *
collect (const CrGraph *graph, const CrKey *keys, guint n_keys, gboolean frames)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; i < n_keys; i++)
    add_key (all, known, keys[i]);
  if (parts->groups->len + parts->frames->len == 0)
    return all;
  for (guint i = 0; i < all->len; i++) /* it grows on the way */
    {
      CrKey key = g_array_index (all, CrKey, i);
      const CrGroup *group = cr_parts_get_group (parts, key);
      const CrFrame *frame = group == NULL && frames ? cr_parts_get_frame (parts, key) : NULL;

      for (guint j = 0; group != NULL && j < group->members->len; j++)
        add_key (all, known, g_array_index (group->members, CrKey, j));
      if (frame != NULL)
        add_contents_of_frame (graph, frame, all, known);
    }
  return all;
}

GArray *
cr_edit_with_contents (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  return collect (graph, keys, n_keys, TRUE);
}

/* The nodes among the keys and in the groups among them. */
static GArray *
collect_nodes (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  GArray *nodes = collect (graph, keys, n_keys, FALSE);
  guint n_left = 0;

  for (guint i = 0; i < nodes->len; i++)
    if (cr_graph_get_node (graph, g_array_index (nodes, CrKey, i)) != NULL)
      g_array_index (nodes, CrKey, n_left++) = g_array_index (nodes, CrKey, i);
  g_array_set_size (nodes, n_left);
  return nodes;
}

/* --- Places --- */

/* The mean place of a group's nodes. */
static CrPoint
find_middle (const CrGraph *graph, CrKey key)
{
  g_autoptr (GArray) nodes = collect_nodes (graph, &key, 1);
  CrPoint sum = { 0, 0 };

  for (guint i = 0; i < nodes->len; i++)
    {
      CrPoint place = cr_graph_get_node (graph, g_array_index (nodes, CrKey, i))->place;

      sum = (CrPoint) { sum.x + place.x, sum.y + place.y };
    }
  return nodes->len > 0 ? (CrPoint) { sum.x / nodes->len, sum.y / nodes->len } : sum;
}

gboolean
cr_edit_get_place (const CrGraph *graph, CrKey key, CrPoint *place)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);

  if (node != NULL)
    *place = node->place;
  else if (group != NULL)
    *place = group->has_place ? group->place : find_middle (graph, key);
  else if (frame != NULL)
    *place = (CrPoint) { frame->x, frame->y };
  else
    return FALSE;
  return TRUE;
}

/* The place of a part in its array. */
static guint
find_part (GPtrArray *parts, gconstpointer part)
{
  guint place = 0;

  g_ptr_array_find (parts, part, &place);
  return place;
}

static void
take_group (CrParts *parts, CrGroup *group)
{
  guint place = find_part (parts->groups, cr_parts_get_group (parts, group->key));

  cr_group_unref (parts->groups->pdata[place]);
  parts->groups->pdata[place] = group;
}

static void
take_frame (CrParts *parts, CrFrame *frame)
{
  guint place = find_part (parts->frames, cr_parts_get_frame (parts, frame->key));

  cr_frame_unref (parts->frames->pdata[place]);
  parts->frames->pdata[place] = frame;
}

CrParts *
cr_edit_moved_parts (const CrGraph *graph, const CrKey *keys, guint n_keys, double dx, double dy)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  CrParts *moved = NULL;

  for (guint i = 0; i < n_keys && parts->groups->len + parts->frames->len > 0; i++)
    {
      const CrGroup *group = cr_parts_get_group (parts, keys[i]);
      const CrFrame *frame = cr_parts_get_frame (parts, keys[i]);

      if (moved == NULL && (group != NULL || frame != NULL))
        moved = cr_parts_copy (parts);
      if (group != NULL && group->has_place)
        {
          CrGroup *copy = cr_group_copy (group);

          copy->place = (CrPoint) { group->place.x + dx, group->place.y + dy };
          take_group (moved, copy);
        }
      else if (frame != NULL)
        {
          CrFrame *copy = cr_frame_copy (frame);

          copy->x += dx;
          copy->y += dy;
          take_frame (moved, copy);
        }
    }
  return moved;
}

void
cr_edit_place_part (CrParts *parts, CrKey key, const CrArea *area)
{
  const CrGroup *group = cr_parts_get_group (parts, key);
  const CrFrame *frame = cr_parts_get_frame (parts, key);

  if (group != NULL)
    {
      CrGroup *copy = cr_group_copy (group);

      copy->place = (CrPoint) { area->x, area->y };
      take_group (parts, copy);
    }
  else if (frame != NULL)
    {
      CrFrame *copy = cr_frame_copy (frame);

      copy->x = area->x;
      copy->y = area->y;
      copy->width = area->width;
      copy->height = area->height;
      take_frame (parts, copy);
    }
}

/* --- Deleting --- */

static gboolean
is_gone (CrKey key, gpointer data)
{
  const GArray *gone = data;

  for (guint i = 0; i < gone->len; i++)
    if (g_array_index (gone, CrKey, i) == key)
      return TRUE;
  return FALSE;
}

CrGraph *
cr_edit_delete (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  g_autoptr (GArray) nodes = collect_nodes (graph, keys, n_keys);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autoptr (CrGraph) without = NULL; /* a group goes with its last member */
  CrGraphEdit *edit;

  for (guint i = 0; i < n_keys && parts->frames->len > 0; i++)
    if (cr_parts_get_frame (parts, keys[i]) != NULL)
      g_array_append_val (frames, keys[i]);
  without = cr_graph_without (graph, (const CrKey *) (gpointer) nodes->data, nodes->len);
  if (frames->len == 0)
    return g_steal_pointer (&without);
  edit = cr_graph_edit_begin (without);
  cr_graph_edit_take_parts (edit, cr_parts_without (cr_graph_get_parts (without), is_gone, frames));
  return cr_graph_edit_end (edit);
}

/* --- One part --- */

static CrGraph *
with_parts (const CrGraph *graph, CrParts *parts)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

static CrGraph *
with_group (const CrGraph *graph, CrGroup *group)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));

  take_group (parts, group);
  return with_parts (graph, parts);
}

static CrGraph *
with_frame (const CrGraph *graph, CrFrame *frame)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));

  take_frame (parts, frame);
  return with_parts (graph, parts);
}

CrGraph *
cr_edit_set_collapsed (const CrGraph *graph, CrKey key, gboolean collapsed)
{
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  CrGroup *changed;

  if (group == NULL || group->collapsed == collapsed)
    return cr_graph_ref (graph);
  changed = cr_group_copy (group);
  changed->collapsed = collapsed;
  if (collapsed && !changed->has_place)
    {
      changed->has_place = TRUE;
      changed->place = cr_geometry_snap (find_middle (graph, key));
    }
  return with_group (graph, changed);
}

CrGraph *
cr_edit_add_frame (const CrGraph *graph, CrArea area, CrKey *key)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  g_autofree char *id = cr_graph_dup_free_id (graph, "frame");
  CrFrame *frame;

  *key = cr_graph_edit_new_key (edit);
  frame = cr_frame_new (*key, id);
  frame->x = area.x;
  frame->y = area.y;
  frame->width = area.width;
  frame->height = area.height;
  g_ptr_array_add (parts->frames, frame);
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

CrGraph *
cr_edit_set_frame_area (const CrGraph *graph, CrKey key, CrArea area)
{
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);
  CrFrame *changed;

  if (frame == NULL)
    return cr_graph_ref (graph);
  changed = cr_frame_copy (frame);
  changed->x = area.x;
  changed->y = area.y;
  changed->width = area.width;
  changed->height = area.height;
  return with_frame (graph, changed);
}

/* Another text in a field; FALSE where it is the same. */
static gboolean
replace_text (char **field, const char *text)
{
  if (g_strcmp0 (*field != NULL ? *field : "", text) == 0)
    return FALSE;
  g_free (*field);
  *field = text[0] != '\0' ? g_strdup (text) : NULL;
  return TRUE;
}

CrGraph *
cr_edit_set_part_title (const CrGraph *graph, CrKey key, const char *title)
{
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);
  g_autoptr (CrGroup) changed_group = group != NULL ? cr_group_copy (group) : NULL;
  g_autoptr (CrFrame) changed_frame = frame != NULL ? cr_frame_copy (frame) : NULL;

  if (group != NULL && replace_text (&changed_group->title, title))
    return with_group (graph, g_steal_pointer (&changed_group));
  if (frame != NULL && replace_text (&changed_frame->title, title))
    return with_frame (graph, g_steal_pointer (&changed_frame));
  return cr_graph_ref (graph);
}

CrGraph *
cr_edit_set_frame_text (const CrGraph *graph, CrKey key, const char *text)
{
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);
  g_autoptr (CrFrame) changed = frame != NULL ? cr_frame_copy (frame) : NULL;

  if (frame != NULL && replace_text (&changed->text, text))
    return with_frame (graph, g_steal_pointer (&changed));
  return cr_graph_ref (graph);
}
