/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's clipboard and copies: nodes as text in the form of the graph file, and back. */
#include "cr-editor-private.h"

#include "cr-clipboard.h"
#include "cr-edits-parts.h"
#include "cr-edits-wires.h"
#include "cr-edits.h"
#include "cr-step-names.h"

#include <math.h>

#define COPY_SHIFT CR_GRID
#define NEAR 40.0 /* a pointer that near to where the copies come from is still there */

/* Of so many copies it is seen to that they cover nothing; the others keep their places among them. */
#define NAME 20.0
#define NUMBERS 60.0
#define MOST_PLACED_NODES 64

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

/* --- Copies --- */

/* The areas of the first nodes of what is pasted, as they are in its text. */
static GArray *
find_areas (const CrGraph *pasted, const GArray *keys)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (CrArea));

  for (guint i = 0; i < keys->len && areas->len < MOST_PLACED_NODES; i++)
    {
      const CrNode *node = cr_graph_get_node (pasted, g_array_index (keys, CrKey, i));
      CrBody body;
      CrArea area;

      if (node == NULL || !node->has_place)
        continue;
      body = cr_body_for_gate (node->gate);
      area = cr_body_get_area (&body, node->place);
      g_array_append_val (areas, area);
    }
  return areas;
}

static CrArea
unite (const GArray *areas)
{
  CrArea all = g_array_index (areas, CrArea, 0);

  for (guint i = 1; i < areas->len; i++)
    all = cr_area_united (&all, &g_array_index (areas, CrArea, i));
  return all;
}

/* Whether they cover no node where they were: a wire that has been healed there makes way for what is pasted back. */
static gboolean
is_free_in_place (CrEditor *editor, const GArray *areas)
{
  CR_GRAPH_FOR_EACH (editor->graph, node)
    {
      CrArea other;

      if (!cr_picture_get_node_area (editor->picture, node->key, &other))
        continue;
      for (guint i = 0; i < areas->len; i++)
        if (cr_area_meets (&other, &g_array_index (areas, CrArea, i)))
          return FALSE;
    }
  return TRUE;
}

/* The free place of copies nearest to where they go first. */
static CrPoint
find_free_shift (CrEditor *editor, const GArray *areas, CrPoint first)
{
  CrArea all;

  if (areas->len == 0)
    return first;
  if (first.x == 0 && first.y == 0 && is_free_in_place (editor, areas))
    return first;
  all = unite (areas); /* as a block with its names and numbers, not in between what is there */
  all.width += NUMBERS;
  all.height += NAME;
  if (areas->len > 1 && first.x == 0 && first.y == 0) /* below what it is a copy of */
    first.y = CR_GRID * ceil (all.height / CR_GRID + 1);
  return cr_editor_find_free_shift (editor, &all, 1, first);
}

/* Where copies go first: where they were; to the pointer, if that is away from there; or into the view, if that is. */
static CrPoint
find_first_shift (CrEditor *editor, const CrArea *all, const CrPoint *view)
{
  CrArea around = cr_area_grown (all, NEAR);
  CrPoint corner = cr_viewport_to_graph (&editor->viewport, 0, 0);
  CrArea seen = { corner.x, corner.y, editor->viewport.width / editor->viewport.zoom, editor->viewport.height / editor->viewport.zoom };
  CrPoint wanted = editor->viewport.centre;

  if (view != NULL)
    wanted = cr_viewport_to_graph (&editor->viewport, view->x, view->y);
  if (view != NULL ? cr_area_contains (&around, wanted) : cr_area_meets (all, &seen))
    return (CrPoint) { 0, 0 };
  return cr_geometry_snap ((CrPoint) { wanted.x - all->x - all->width / 2, wanted.y - all->y - all->height / 2 });
}

/* Adds what the text holds, shifted, as one undo step, and selects it. */
static gboolean
add_copies (CrEditor *editor, const char *text, CrPoint shift, gboolean keeps_wires, CrStepName name_step, GError **error)
{
  g_autoptr (GArray) keys = NULL;
  g_autofree char *name = NULL;
  g_autoptr (CrGraph) graph = cr_clipboard_from_text (editor->graph, text, shift.x, shift.y, &keys, error);

  if (graph == NULL)
    return FALSE;
  cr_edit_keep_nodes (graph, keys);
  name = name_step (graph, cr_keys_peek (keys), keys->len);
  cr_editor_take_edit (editor, keeps_wires ? cr_graph_ref (graph) : cr_edit_without_outside (graph, cr_keys_peek (keys), keys->len), name);
  cr_editor_select_nodes (editor, cr_keys_peek (keys), keys->len);
  return TRUE;
}

gboolean
cr_editor_paste (CrEditor *editor, const char *text, const CrPoint *view, gboolean keeps_wires, GError **error)
{
  g_autoptr (CrGraph) in_place = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GArray) areas = NULL;
  CrPoint shift = { 0, 0 };

  g_return_val_if_fail (CR_IS_EDITOR (editor) && editor->graph != NULL, FALSE);

  cr_editor_break_off (editor);
  in_place = cr_clipboard_from_text (editor->graph, text, 0, 0, &keys, error);
  if (in_place == NULL)
    return FALSE;
  areas = find_areas (in_place, keys);
  if (areas->len > 0)
    {
      CrArea all = unite (areas);

      shift = find_free_shift (editor, areas, find_first_shift (editor, &all, view));
    }
  if (!add_copies (editor, text, shift, keeps_wires, cr_step_name_paste, error))
    return FALSE;
  cr_editor_keep_fitting (editor); /* where the view fits by itself all is in it */
  return TRUE;
}

void
cr_editor_duplicate (CrEditor *editor)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) areas = NULL;
  const CrKey *keys;
  guint n_keys;

  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  text = cr_editor_dup_clipboard (editor);
  if (text == NULL)
    return;
  keys = cr_selection_get_nodes (editor->selection, &n_keys);
  g_autoptr (GArray) all = cr_edit_with_contents (editor->graph, keys, n_keys);

  areas = find_areas (editor->graph, all);
  add_copies (editor, text, find_free_shift (editor, areas, (CrPoint) { COPY_SHIFT, COPY_SHIFT }), TRUE, cr_step_name_duplicate, NULL);
}
