/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the editor does to groups, and to units and composite gates, which unfold into groups and fold back. */
#include "cr-editor-private.h"

#include "cr-edits-groups.h"
#include "cr-edits-open.h"
#include "cr-edits-parts.h"
#include "cr-expansion.h"
#include "cr-step-names.h"

#include <glib/gi18n-lib.h>

/* --- Groups --- */

static const CrKey *
get_selected (CrEditor *editor, guint *n_keys)
{
  return cr_selection_get_nodes (editor->selection, n_keys);
}

gboolean
cr_editor_can_group (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = get_selected (editor, &n_keys);

  for (guint i = 0; i < n_keys && editor->graph != NULL; i++)
    if (cr_graph_get_node (editor->graph, keys[i]) != NULL || cr_parts_get_group (cr_graph_get_parts (editor->graph), keys[i]) != NULL)
      return TRUE;
  return FALSE;
}

CrKey
cr_editor_group (CrEditor *editor)
{
  const CrKey *keys;
  CrKey key = CR_KEY_NONE;
  guint n_keys;
  CrGraph *grouped;

  g_return_val_if_fail (CR_IS_EDITOR (editor), CR_KEY_NONE);

  cr_editor_break_off (editor);
  if (!cr_editor_can_group (editor))
    return CR_KEY_NONE;
  keys = get_selected (editor, &n_keys);
  grouped = cr_edit_group (editor->graph, keys, n_keys, _("group"), &key);
  cr_editor_take_edit (editor, grouped, _("Fold into a group"));
  cr_editor_select_nodes (editor, &key, 1);
  return key;
}

/* The group that is selected alone, or CR_KEY_NONE. */
static CrKey
get_selected_group (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = get_selected (editor, &n_keys);
  gboolean is_group = n_keys == 1 && editor->graph != NULL && cr_parts_get_group (cr_graph_get_parts (editor->graph), keys[0]) != NULL;

  return is_group ? keys[0] : CR_KEY_NONE;
}

gboolean
cr_editor_has_group_selected (CrEditor *editor)
{
  return get_selected_group (editor) != CR_KEY_NONE;
}

void
cr_editor_ungroup (CrEditor *editor)
{
  CrKey key;
  g_autoptr (GArray) members = NULL;
  g_autofree char *name = NULL;
  const CrGroup *group;

  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  key = get_selected_group (editor);
  if (key == CR_KEY_NONE)
    return;
  group = cr_parts_get_group (cr_graph_get_parts (editor->graph), key);
  members = g_array_copy (group->members);
  name = cr_step_name_ungroup (editor->graph, key);
  cr_editor_take_edit (editor, cr_edit_ungroup (editor->graph, key), name);
  cr_editor_select_nodes (editor, (const CrKey *) (gpointer) members->data, members->len);
}

/* --- Folding and opening in place --- */

/* The step, with that group or node in sight after it. */
static void
take_folding (CrEditor *editor, CrGraph *graph, const char *name, CrKey shown)
{
  editor->folded = shown;
  cr_editor_take_edit (editor, graph, name);
  editor->folded = CR_KEY_NONE;
}

static void
remember_room (CrEditor *editor, const CrGraph *before, const CrGraph *after, CrKey group)
{
  g_hash_table_insert (editor->rooms, GUINT_TO_POINTER (group), cr_edit_list_moved (before, after, group));
}

/* Gives back the room that the group has taken when it was opened, if nobody has moved anything since. @folded: (transfer full): the version in
 * which it is folded. */
static CrGraph *
give_back_room (CrEditor *editor, CrGraph *folded, CrKey group)
{
  const GArray *moved = g_hash_table_lookup (editor->rooms, GUINT_TO_POINTER (group));
  g_autoptr (CrGraph) owned = folded;

  if (moved == NULL || !cr_edit_stands_as_moved (editor->graph, moved))
    return g_steal_pointer (&owned);
  return cr_edit_move_back (owned, moved);
}

void
cr_editor_toggle_group (CrEditor *editor, CrKey key)
{
  const CrGroup *group;
  g_autofree char *name = NULL;
  CrGraph *toggled;
  gboolean is_folded;

  g_return_if_fail (CR_IS_EDITOR (editor));

  group = editor->graph != NULL ? cr_parts_get_group (cr_graph_get_parts (editor->graph), key) : NULL;
  if (group == NULL)
    return;
  cr_editor_break_off (editor);
  is_folded = group->collapsed;
  name = cr_step_name_fold (editor->graph, key, !is_folded);
  if (is_folded)
    {
      toggled = cr_edit_open_group (editor->graph, cr_editor_get_tape (editor), key);
      remember_room (editor, editor->graph, toggled, key);
    }
  else
    toggled = give_back_room (editor, cr_edit_set_collapsed (editor->graph, key, TRUE), key);
  take_folding (editor, toggled, name, key);
  cr_editor_select_nodes (editor, &key, 1);
}

void
cr_editor_reveal_node (CrEditor *editor, CrKey key)
{
  const CrGroup *group;
  g_autoptr (CrGraph) open = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->graph == NULL || cr_graph_get_node (editor->graph, key) == NULL)
    return;
  open = cr_graph_ref (editor->graph);
  for (CrKey member = key; (group = cr_parts_get_group_of (cr_graph_get_parts (open), member)) != NULL; member = group->key)
    if (group->collapsed)
      {
        CrGraph *next = cr_edit_open_group (open, cr_editor_get_tape (editor), group->key);

        remember_room (editor, open, next, group->key);
        g_free (name);
        name = cr_step_name_fold (editor->graph, group->key, FALSE);
        group = cr_parts_get_group (cr_graph_get_parts (next), group->key);
        cr_graph_unref (open);
        open = next;
      }
  if (name != NULL)
    cr_editor_take_edit (editor, g_steal_pointer (&open), name);
  cr_editor_select_nodes (editor, &key, 1);
  cr_editor_show_readably (editor, key);
}

/* --- Units and composite gates --- */

/* Those of the selected nodes that unfold: only layers have a form of neurons. */
static GArray *
find_unfolding (CrEditor *editor, CrExpansionForm form)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (CrKey));
  guint n_keys;
  const CrKey *keys = get_selected (editor, &n_keys);

  for (guint i = 0; i < n_keys && editor->graph != NULL; i++)
    {
      const CrNode *node = cr_graph_get_node (editor->graph, keys[i]);

      if (node != NULL && node->gate->expansion != NULL && (form == CR_EXPANSION_GATES || g_str_equal (node->gate->name, "dense")))
        g_array_append_val (found, keys[i]);
    }
  return found;
}

gboolean
cr_editor_can_unfold (CrEditor *editor, CrExpansionForm form)
{
  g_autoptr (GArray) found = find_unfolding (editor, form);

  return found->len > 0;
}

/* The groups that the nodes are in now, in whose last gates they live on. */
static GArray *
find_groups_of (const CrGraph *graph, const GArray *keys)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; i < keys->len; i++)
    {
      const CrGroup *group = cr_parts_get_group_of (cr_graph_get_parts (graph), g_array_index (keys, CrKey, i));

      if (group != NULL)
        g_array_append_val (groups, group->key);
    }
  return groups;
}

void
cr_editor_unfold (CrEditor *editor, CrExpansionForm form)
{
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) groups = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  CrGraph *unfolded;

  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  found = find_unfolding (editor, form);
  if (found->len == 0)
    return;
  unfolded = cr_graph_expanded (editor->graph, (const CrKey *) (gpointer) found->data, found->len, form, &error);
  if (unfolded == NULL)
    {
      cr_editor_tell (editor, error->message);
      return;
    }
  name = cr_step_name_unfold (editor->graph, (const CrKey *) (gpointer) found->data, found->len);
  groups = find_groups_of (unfolded, found);
  for (guint i = 0; i < groups->len && groups->len == 1; i++) /* what several have taken is not to be told apart */
    remember_room (editor, editor->graph, unfolded, g_array_index (groups, CrKey, i));
  take_folding (editor, unfolded, name, groups->len > 0 ? g_array_index (groups, CrKey, 0) : CR_KEY_NONE);
  cr_editor_select_nodes (editor, (const CrKey *) (gpointer) groups->data, groups->len);
}

void
cr_editor_fold (CrEditor *editor)
{
  CrKey key;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  const CrGroup *group;
  CrKey last = CR_KEY_NONE;
  CrGraph *folded;

  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  key = get_selected_group (editor);
  if (key == CR_KEY_NONE)
    return;
  folded = cr_graph_folded (editor->graph, key, &error);
  if (folded == NULL)
    {
      cr_editor_tell (editor, error->message);
      return;
    }
  group = cr_parts_get_group (cr_graph_get_parts (editor->graph), key);
  for (guint i = 0; i < group->members->len; i++) /* the gate that leads out of it goes on as the unit */
    if (cr_graph_get_node (folded, g_array_index (group->members, CrKey, i)) != NULL)
      last = g_array_index (group->members, CrKey, i);
  name = cr_step_name_fold (editor->graph, key, TRUE);
  take_folding (editor, give_back_room (editor, folded, key), name, last);
  cr_editor_select_nodes (editor, &last, last != CR_KEY_NONE ? 1 : 0);
}
