/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making groups and taking them apart. */
#include "cr-edits-groups.h"

#include "cr-edits-parts.h"

#define DEEPEST 64

/* --- Who is in what --- */

/* The groups that a node or group is in, from the inner to the outer. */
static GArray *
find_ancestors (const CrGraph *graph, CrKey key)
{
  GArray *ancestors = g_array_new (FALSE, FALSE, sizeof (CrKey));
  const CrGroup *group;

  while (ancestors->len < DEEPEST && (group = cr_parts_get_group_of (cr_graph_get_parts (graph), key)) != NULL)
    {
      key = group->key;
      g_array_append_val (ancestors, key);
    }
  return ancestors;
}

static gboolean
has_key (const GArray *keys, CrKey key)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, CrKey, i) == key)
      return TRUE;
  return FALSE;
}

static gboolean
can_be_member (const CrGraph *graph, CrKey key)
{
  return cr_graph_get_node (graph, key) != NULL || cr_parts_get_group (cr_graph_get_parts (graph), key) != NULL;
}

/* The innermost group that all of them are in, or CR_KEY_NONE. */
static CrKey
find_common_group (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  g_autoptr (GArray) common = NULL;

  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr (GArray) ancestors = NULL;

      if (!can_be_member (graph, keys[i]))
        continue;
      ancestors = find_ancestors (graph, keys[i]);
      if (common == NULL)
        {
          common = g_steal_pointer (&ancestors);
          continue;
        }
      while (common->len > 0 && !has_key (ancestors, g_array_index (common, CrKey, 0)))
        g_array_remove_index (common, 0);
    }
  return common != NULL && common->len > 0 ? g_array_index (common, CrKey, 0) : CR_KEY_NONE;
}

GArray *
cr_edit_find_group_members (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CrKey outer = find_common_group (graph, keys, n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      CrKey key = keys[i];
      g_autoptr (GArray) ancestors = NULL;

      if (!can_be_member (graph, key))
        continue;
      ancestors = find_ancestors (graph, key);
      for (guint j = 0; j < ancestors->len && g_array_index (ancestors, CrKey, j) != outer; j++)
        key = g_array_index (ancestors, CrKey, j);
      if (!has_key (members, key))
        g_array_append_val (members, key);
    }
  return members;
}

/* --- Parts with other members --- */

static CrGroup *
change_group (CrParts *parts, CrKey key)
{
  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrGroup *group = parts->groups->pdata[i];
      CrGroup *copy;

      if (group->key != key)
        continue;
      copy = cr_group_copy (group);
      cr_group_unref (group);
      parts->groups->pdata[i] = copy;
      return copy;
    }
  return NULL;
}

/* @members gone, @instead in the place of the first of them. */
static void
replace_members (CrGroup *group, const GArray *members, const CrKey *instead, guint n_instead)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (CrKey));
  gboolean is_done = FALSE;

  for (guint i = 0; i < group->members->len; i++)
    {
      CrKey key = g_array_index (group->members, CrKey, i);

      if (!has_key (members, key))
        g_array_append_val (changed, key);
      else if (!is_done)
        {
          g_array_append_vals (changed, instead, n_instead);
          is_done = TRUE;
        }
    }
  g_array_set_size (group->members, 0);
  g_array_append_vals (group->members, changed->data, changed->len);
}

CrGraph *
cr_edit_group (const CrGraph *graph, const CrKey *keys, guint n_keys, const char *title, CrKey *key)
{
  g_autoptr (GArray) members = cr_edit_find_group_members (graph, keys, n_keys);
  g_autofree char *id = cr_graph_dup_free_id (graph, "group");
  g_autoptr (CrGraph) open = NULL;
  CrKey outer;
  CrParts *parts;
  CrGraphEdit *edit;
  CrGroup *group;

  g_return_val_if_fail (members->len > 0, NULL);

  outer = find_common_group (graph, keys, n_keys);
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  edit = cr_graph_edit_begin (graph);
  *key = cr_graph_edit_new_key (edit);
  group = cr_group_new (*key, id);
  group->title = g_strdup (title);
  g_array_append_vals (group->members, members->data, members->len);
  if (outer != CR_KEY_NONE)
    replace_members (change_group (parts, outer), members, key, 1);
  g_ptr_array_add (parts->groups, group);
  cr_graph_edit_take_parts (edit, parts);
  open = cr_graph_edit_end (edit);
  return cr_edit_set_collapsed (open, *key, TRUE);
}

CrGraph *
cr_edit_ungroup (const CrGraph *graph, CrKey key)
{
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  const CrGroup *outer = cr_parts_get_group_of (cr_graph_get_parts (graph), key);
  g_autoptr (GArray) itself = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CrParts *parts;
  CrGraphEdit *edit;

  if (group == NULL)
    return cr_graph_ref (graph);
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  g_array_append_val (itself, key);
  if (outer != NULL)
    replace_members (change_group (parts, outer->key), itself, (const CrKey *) (gpointer) group->members->data, group->members->len);
  g_ptr_array_remove (parts->groups, (gpointer) cr_parts_get_group (parts, key));
  edit = cr_graph_edit_begin (graph);
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}
