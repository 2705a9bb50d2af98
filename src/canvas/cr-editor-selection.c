/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's selection: tells the marks and the listeners when it has become another one. */
#include "cr-editor-private.h"

#include "cr-edits.h"

/* Only a number is stepped by keys. */
void
cr_editor_update_focus (CrEditor *editor)
{
  CrKey key = cr_selection_get_value (editor->selection);
  g_autoptr (CrMatrix) value = key != CR_KEY_NONE ? cr_edit_get_value (editor->graph, cr_editor_get_tape (editor), key) : NULL;
  gboolean is_number = value != NULL && cr_shape_is_number (value->shape);

  editor->marks.focused = (CrPick) { is_number ? CR_PICK_VALUE : CR_PICK_NOTHING, key, 0 };
}

static void
selection_changed (CrEditor *editor, gboolean changed)
{
  CrMarks *marks = &editor->marks;

  /* Also where nothing changed: the array may lie elsewhere now. */
  marks->selected = cr_selection_get_nodes (editor->selection, &marks->n_selected);
  if (!changed)
    return;
  marks->selected_wire = (CrPick) { CR_PICK_NOTHING, CR_KEY_NONE, 0 };
  if (cr_selection_get_wire (editor->selection, &marks->selected_wire.key, &marks->selected_wire.operand))
    marks->selected_wire.kind = CR_PICK_WIRE;
  cr_editor_update_focus (editor);
  cr_editor_emit (editor, CR_EDITOR_SELECTION_CHANGED);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

const CrSelection *
cr_editor_get_selection (CrEditor *editor)
{
  return editor->selection;
}

void
cr_editor_select_none (CrEditor *editor)
{
  selection_changed (editor, cr_selection_clear (editor->selection));
}

void
cr_editor_select_nodes (CrEditor *editor, const CrKey *keys, guint n_keys)
{
  selection_changed (editor, cr_selection_set_nodes (editor->selection, keys, n_keys));
}

void
cr_editor_select_more (CrEditor *editor, const CrKey *keys, guint n_keys)
{
  selection_changed (editor, cr_selection_add (editor->selection, keys, n_keys));
}

void
cr_editor_select_wire (CrEditor *editor, CrKey to, guint operand)
{
  selection_changed (editor, cr_selection_set_wire (editor->selection, to, operand));
}

void
cr_editor_select_value (CrEditor *editor, CrKey key)
{
  selection_changed (editor, cr_selection_set_value (editor->selection, key));
}

void
cr_editor_toggle_node (CrEditor *editor, CrKey key)
{
  selection_changed (editor, cr_selection_toggle (editor->selection, key));
}

void
cr_editor_select_all (CrEditor *editor)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  if (editor->graph == NULL)
    return;
  CR_GRAPH_FOR_EACH (editor->graph, node)
    g_array_append_val (keys, node->key);
  cr_editor_select_nodes (editor, cr_keys_peek (keys), keys->len);
}

void
cr_editor_prune_selection (CrEditor *editor)
{
  selection_changed (editor, cr_selection_prune (editor->selection, editor->graph));
}
