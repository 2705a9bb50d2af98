/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's search for a gate: where it is to stand, what it is to be wired to, and which gates fit there. */
#include "cr-editor-private.h"

#include "cr-edits.h"
#include "cr-step-names.h"

#include <glib/gi18n-lib.h>

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

/* --- What fits --- */

/* The version with the gate at its place and the wire of the search to it, at the first operand that takes it; NULL where none does. Where
 * no wire hangs it is just added. */
static CrGraph *
try_gate (CrEditor *editor, const CrGate *gate, CrPoint place, CrKey *key)
{
  CrTape *tape = cr_editor_get_tape (editor);
  g_autoptr (CrGraph) added = cr_edit_add (editor->graph, gate, place, key);
  CrPick from = editor->search->from;
  const CrNode *node = cr_graph_get_node (added, *key);
  CrGraph *wired = NULL;

  if (from.kind == CR_PICK_NOTHING)
    return g_steal_pointer (&added);
  if (from.kind == CR_PICK_INPUT)
    return cr_edit_wire (added, tape, *key, from.key, from.operand, NULL);
  for (guint i = 0; wired == NULL && i < MAX (node->n_operands, MIN (gate->maximum_operands, 1)); i++)
    wired = cr_edit_wire (added, tape, from.key, *key, i, NULL);
  return wired;
}

/* Tried once, when the search is opened: the wire does not change while something is typed. */
static GHashTable *
find_fitting (CrEditor *editor)
{
  GHashTable *fitting = g_hash_table_new (NULL, NULL);
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      CrKey key;
      g_autoptr (CrGraph) wired = try_gate (editor, gates[i], editor->search->place, &key);

      if (wired != NULL)
        g_hash_table_add (fitting, (gpointer) gates[i]);
    }
  return fitting;
}

static gboolean
is_fitting (const CrGate *gate, gpointer data)
{
  return g_hash_table_contains (data, gate);
}

GArray *
cr_editor_find_gates (CrEditor *editor, const char *text)
{
  g_return_val_if_fail (CR_IS_EDITOR (editor) && text != NULL, NULL);

  return cr_gate_search (text, editor->fitting != NULL ? is_fitting : NULL, editor->fitting);
}

/* --- Opening and closing --- */

void
cr_editor_open_search (CrEditor *editor, CrPoint place, CrPick from)
{
  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->graph == NULL)
    return;
  cr_editor_break_off (editor);
  cr_editor_close_entry (editor);
  cr_editor_close_search (editor);
  editor->search = g_new (CrSearch, 1);
  *editor->search = (CrSearch) { place, from };
  if (from.kind != CR_PICK_NOTHING)
    {
      editor->fitting = find_fitting (editor);
      editor->marks.drag.from = from;
      editor->marks.drag.pointer = place;
      editor->marks.drag.target = nothing;
    }
  cr_editor_emit (editor, CR_EDITOR_SEARCH_CHANGED);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

void
cr_editor_close_search (CrEditor *editor)
{
  if (editor->search == NULL)
    return;
  g_clear_pointer (&editor->search, g_free);
  g_clear_pointer (&editor->fitting, g_hash_table_unref);
  editor->marks.drag.from = nothing;
  cr_editor_emit (editor, CR_EDITOR_SEARCH_CHANGED);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

const CrSearch *
cr_editor_get_search (CrEditor *editor)
{
  return editor->search;
}

char *
cr_editor_describe_search (CrEditor *editor)
{
  const CrNode *node;

  if (editor->search == NULL || editor->search->from.kind == CR_PICK_NOTHING)
    return NULL;
  node = cr_graph_get_node (editor->graph, editor->search->from.key);
  if (node == NULL)
    return NULL;
  return g_strdup_printf (editor->search->from.kind == CR_PICK_OUTPUT ? _("Gates that take %s") : _("Gates that can feed %s"),
                          cr_node_get_title (node));
}

/* --- Taking --- */

/* So that the port that the wire goes to is where it was dropped, or as near to that as nothing is covered. */
static CrPoint
get_place_for (CrEditor *editor, const CrGate *gate)
{
  const CrSearch *search = editor->search;
  CrBody body = cr_body_for_gate (gate);
  CrPoint place = search->place;

  if (search->from.kind == CR_PICK_OUTPUT)
    place.x += body.width / 2;
  else if (search->from.kind == CR_PICK_INPUT)
    place.x -= body.width / 2;
  return cr_editor_find_place_near (editor, gate, place);
}

CrKey
cr_editor_take_found (CrEditor *editor, const CrFound *found)
{
  g_autofree char *name = NULL;
  CrGraph *graph;
  CrKey key;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && editor->search != NULL && found != NULL, CR_KEY_NONE);

  graph = try_gate (editor, found->gate, get_place_for (editor, found->gate), &key);
  if (graph != NULL && found->value != NULL)
    {
      CrGraph *with_value = cr_edit_set_value (graph, key, found->value);

      cr_graph_unref (graph);
      graph = with_value;
    }
  cr_editor_close_search (editor);
  if (graph == NULL)
    return CR_KEY_NONE;
  name = cr_step_name_add (graph, key);
  cr_editor_take_edit (editor, graph, name);
  cr_editor_select_nodes (editor, &key, 1);
  return key;
}
