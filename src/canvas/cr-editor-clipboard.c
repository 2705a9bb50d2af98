/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's clipboard: nodes as text in the form of the graph file, and back. */
#include "cr-editor-private.h"

#include "cr-edits.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"
#include "cr-step-names.h"

#include <string.h>

#define PASTE_SHIFT CR_GRID

char *
cr_editor_dup_clipboard (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  g_return_val_if_fail (CR_IS_EDITOR (editor), NULL);

  return n_keys > 0 ? cr_graph_write_fragment (editor->graph, keys, n_keys) : NULL;
}

void
cr_editor_cut (CrEditor *editor)
{
  g_autofree char *name = NULL;
  const CrKey *keys;
  guint n_keys;

  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  keys = cr_selection_get_nodes (editor->selection, &n_keys);
  if (n_keys == 0)
    return;
  name = cr_step_name_cut (editor->graph, keys, n_keys);
  cr_editor_take_edit (editor, cr_graph_without (editor->graph, keys, n_keys), name);
}

/* Whether a node stands exactly there. */
static gboolean
is_taken (const CrGraph *graph, double x, double y)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->has_place && node->place.x == x && node->place.y == y)
      return TRUE;
  return FALSE;
}

/* What is pasted again and again stands in a row of steps, not on one heap. */
static double
find_shift (const CrGraph *before, const CrGraph *pasted, CrKey first)
{
  const CrNode *node = cr_graph_get_node (pasted, first);
  double shift = 0;

  while (node != NULL && node->has_place && is_taken (before, node->place.x + shift, node->place.y + shift))
    shift += PASTE_SHIFT;
  return shift;
}

gboolean
cr_editor_paste (CrEditor *editor, const char *text, GError **error)
{
  g_autoptr (CrGraph) pasted = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autofree char *name = NULL;
  CrGraph *moved;
  double shift;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && editor->graph != NULL, FALSE);

  cr_editor_break_off (editor);
  pasted = cr_graph_with_fragment (editor->graph, text, strlen (text), &keys, error);
  if (pasted == NULL)
    return FALSE;
  cr_edit_keep_nodes (pasted, keys);
  if (keys->len == 0)
    return TRUE;
  shift = find_shift (editor->graph, pasted, g_array_index (keys, CrKey, 0));
  name = cr_step_name_paste (pasted, cr_keys_peek (keys), keys->len);
  moved = cr_edit_move (pasted, cr_keys_peek (keys), keys->len, shift, shift);
  cr_editor_take_edit (editor, moved, name);
  cr_editor_select_nodes (editor, cr_keys_peek (keys), keys->len);
  return TRUE;
}
