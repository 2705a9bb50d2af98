/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's in-place entry: a source's value as text in the form of the file, and back. */
#include "cr-editor-private.h"

#include "cr-attribute-text.h"
#include "cr-step-names.h"

static void
free_entry (CrEntry *entry)
{
  g_free (entry->text);
  g_free (entry->problem);
  g_free (entry);
}

/* The one selected source, if that is what is selected. */
static CrKey
get_selected_source (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  return n_keys == 1 && cr_gate_is_source (cr_graph_get_node (editor->graph, keys[0])->gate) ? keys[0] : CR_KEY_NONE;
}

static int
find_value_attribute (const CrNode *node)
{
  return cr_gate_find_attribute (node->gate, "value");
}

gboolean
cr_editor_open_entry (CrEditor *editor, CrKey key)
{
  const CrNode *node;

  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  if (editor->graph == NULL)
    return FALSE;
  cr_editor_break_off (editor);
  cr_editor_close_entry (editor);
  node = cr_graph_get_node (editor->graph, key != CR_KEY_NONE ? key : get_selected_source (editor));
  if (node == NULL || !cr_gate_is_source (node->gate))
    return FALSE;
  editor->entry = g_new0 (CrEntry, 1);
  editor->entry->key = node->key;
  editor->entry->text = cr_attribute_to_text (node, find_value_attribute (node));
  cr_editor_select_value (editor, node->key);
  cr_editor_edit_marks (editor)->edited = (CrPick) { CR_PICK_VALUE, node->key, 0 };
  cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
  return TRUE;
}

/* A minus sign as the canvas shows it is one that may be pasted back. */
static char *
dup_with_plain_minus (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "−", -1);

  return g_strstrip (g_strjoinv ("-", pieces));
}

gboolean
cr_editor_apply_entry (CrEditor *editor, const char *text)
{
  const CrNode *node;
  g_autoptr (CrNode) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = dup_with_plain_minus (text);
  g_autofree char *name = NULL;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && editor->entry != NULL, FALSE);

  node = cr_graph_get_node (editor->graph, editor->entry->key);
  changed = cr_attribute_from_text (node, find_value_attribute (node), plain, &error);
  if (changed == NULL)
    {
      g_free (editor->entry->problem);
      editor->entry->problem = g_strdup (error->message);
      cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
      return FALSE;
    }
  name = cr_step_name_change (editor->graph, node->key);
  cr_editor_close_entry (editor);
  cr_editor_take_edit (editor, cr_graph_with_node (editor->graph, changed), name);
  return TRUE;
}

void
cr_editor_close_entry (CrEditor *editor)
{
  if (editor->entry == NULL)
    return;
  g_clear_pointer (&editor->entry, free_entry);
  cr_editor_edit_marks (editor)->edited = (CrPick) { CR_PICK_NOTHING, CR_KEY_NONE, 0 };
  cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
}

const CrEntry *
cr_editor_get_entry (CrEditor *editor)
{
  return editor->entry;
}

void
cr_editor_prune_entry (CrEditor *editor)
{
  if (editor->entry != NULL && cr_graph_get_node (editor->graph, editor->entry->key) == NULL)
    cr_editor_close_entry (editor);
}
