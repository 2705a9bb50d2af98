/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's clipboard and copies: nodes as text in the form of the graph file, and back. */
#include "cr-editor-private.h"

#include "cr-clipboard.h"
#include "cr-edits-parts.h"
#include "cr-edits.h"
#include "cr-step-names.h"

#include <math.h>

#define COPY_SHIFT CR_GRID
#define NEAR 40.0

/* Copies of this many nodes are given a place where they cover nothing; more are only shifted. */
#define MOST_PLACED_NODES 64
#define MOST_SHIFTS 100

char *
cr_editor_dup_clipboard (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);
  g_autoptr (GArray) nodes = NULL;

  g_return_val_if_fail (CR_IS_EDITOR (editor), NULL);

  if (n_keys == 0)
    return NULL;
  nodes = cr_edit_with_contents (editor->graph, keys, n_keys);
  cr_edit_keep_nodes (editor->graph, nodes);
  return nodes->len > 0 ? cr_clipboard_to_text (editor->graph, cr_keys_peek (nodes), nodes->len) : NULL;
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
  cr_editor_take_edit (editor, cr_edit_delete (editor->graph, keys, n_keys), name);
}

/* Whether a node stands so near that another one would cover it. */
static gboolean
is_taken (const CrGraph *graph, double x, double y)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->has_place && fabs (node->place.x - x) < NEAR && fabs (node->place.y - y) < NEAR)
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
    shift += COPY_SHIFT;
  return shift;
}

/* Adds what the text holds, shifted, as one undo step, and selects it. */
static gboolean
add_copies (CrEditor *editor, const char *text, double shift, CrStepName name_step, GError **error)
{
  g_autoptr (GArray) keys = NULL;
  g_autofree char *name = NULL;
  CrGraph *graph = cr_clipboard_from_text (editor->graph, text, shift, shift, &keys, error);

  if (graph == NULL)
    return FALSE;
  cr_edit_keep_nodes (graph, keys);
  name = name_step (graph, cr_keys_peek (keys), keys->len);
  cr_editor_take_edit (editor, graph, name);
  cr_editor_select_nodes (editor, cr_keys_peek (keys), keys->len);
  return TRUE;
}

gboolean
cr_editor_paste (CrEditor *editor, const char *text, GError **error)
{
  g_autoptr (CrGraph) in_place = NULL;
  g_autoptr (GArray) keys = NULL;
  double shift;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && editor->graph != NULL, FALSE);

  cr_editor_break_off (editor);
  in_place = cr_clipboard_from_text (editor->graph, text, 0, 0, &keys, error);
  if (in_place == NULL)
    return FALSE;
  shift = keys->len > 0 ? find_shift (editor->graph, in_place, g_array_index (keys, CrKey, 0)) : 0;
  return add_copies (editor, text, shift, cr_step_name_paste, error);
}

static gboolean
selection_covers_a_node (CrEditor *editor, double shift)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      CrArea area;

      if (!cr_picture_get_node_area (editor->picture, keys[i], &area))
        continue;
      area.x += shift;
      area.y += shift;
      if (!cr_editor_is_area_free (editor, area))
        return TRUE;
    }
  return FALSE;
}

/* How far down and right the selected nodes have to go to cover none. */
static double
find_free_shift (CrEditor *editor)
{
  guint n_keys;

  cr_selection_get_nodes (editor->selection, &n_keys);
  if (n_keys > MOST_PLACED_NODES)
    return COPY_SHIFT;
  for (guint i = 1; i <= MOST_SHIFTS; i++)
    if (!selection_covers_a_node (editor, i * COPY_SHIFT))
      return i * COPY_SHIFT;
  return COPY_SHIFT;
}

void
cr_editor_duplicate (CrEditor *editor)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  text = cr_editor_dup_clipboard (editor);
  if (text != NULL)
    add_copies (editor, text, find_free_shift (editor), cr_step_name_duplicate, NULL);
}
