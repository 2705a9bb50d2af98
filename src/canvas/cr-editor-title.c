/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's in-place entry on the title of a frame or a group. */
#include "cr-editor-private.h"

#include "cr-edits-parts.h"
#include "cr-step-names.h"

/* NULL where that is no frame or group. */
static const char *
get_title (const CrGraph *graph, CrKey key)
{
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);
  const char *title = group != NULL ? group->title : frame != NULL ? frame->title : NULL;

  if (group == NULL && frame == NULL)
    return NULL;
  return title != NULL ? title : "";
}

static CrKey
get_selected_part (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  return editor->graph != NULL && n_keys == 1 && get_title (editor->graph, keys[0]) != NULL ? keys[0] : CR_KEY_NONE;
}

gboolean
cr_editor_can_open_title (CrEditor *editor)
{
  return get_selected_part (editor) != CR_KEY_NONE;
}

gboolean
cr_editor_open_title (CrEditor *editor, CrKey key)
{
  const char *title;

  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  if (key == CR_KEY_NONE)
    key = get_selected_part (editor);
  title = editor->graph != NULL ? get_title (editor->graph, key) : NULL;
  if (title == NULL)
    return FALSE;
  cr_editor_break_off (editor);
  cr_editor_close_entry (editor);
  cr_editor_select_nodes (editor, &key, 1);
  editor->entry = g_new0 (CrEntry, 1);
  *editor->entry = (CrEntry) { .key = key, .is_title = TRUE, .text = g_strdup (title) };
  cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
  return TRUE;
}

gboolean
cr_editor_apply_title (CrEditor *editor, const char *text)
{
  CrKey key = editor->entry->key;
  g_autofree char *title = g_strstrip (g_strdup (text));
  g_autoptr (CrGraph) renamed = cr_edit_set_part_title (editor->graph, key, title);
  g_autofree char *name = cr_step_name_rename (renamed, key);

  cr_editor_close_entry (editor);
  if (renamed != editor->graph)
    cr_editor_take_edit (editor, g_steal_pointer (&renamed), name);
  return TRUE;
}
