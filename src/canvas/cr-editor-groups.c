/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the editor does to groups, and to units and composite gates, which unfold into groups and fold back. */
#include "cr-editor-private.h"

#include "cr-edits-groups.h"
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
  cr_editor_take_edit (editor, unfolded, name);
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
  cr_editor_take_edit (editor, folded, name);
  cr_editor_select_nodes (editor, &last, last != CR_KEY_NONE ? 1 : 0);
}
