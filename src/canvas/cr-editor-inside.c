/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside a group: where the view is, and the way out. The document stays as it is. */
#include "cr-editor-private.h"

#define AROUND_INSIDE 12.0
#define LARGEST_INSIDE 1.5

static const CrGroup *
find_group (CrEditor *editor, CrKey key)
{
  return editor->graph != NULL && key != CR_KEY_NONE ? cr_parts_get_group (cr_graph_get_parts (editor->graph), key) : NULL;
}

static void
show_inside (CrEditor *editor)
{
  CrArea area;

  if (!cr_picture_get_node_area (editor->picture, editor->inside, &area))
    return;
  area = cr_area_grown (&area, AROUND_INSIDE);
  cr_viewport_fit (&editor->viewport, area.x, area.y, area.width, area.height, CR_FIT_MARGIN, LARGEST_INSIDE);
  editor->is_fit_wanted = FALSE;
}

/* As it was before, in the view as it is now. */
static void
show_outside (CrEditor *editor)
{
  editor->viewport.zoom = editor->outside.zoom;
  editor->viewport.centre = editor->outside.centre;
  editor->is_fit_wanted = editor->was_fit_wanted;
}

void
cr_editor_set_inside (CrEditor *editor, CrKey group)
{
  CrKey left;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (find_group (editor, group) == NULL)
    group = CR_KEY_NONE;
  if (editor->picture == NULL || group == editor->inside)
    return;
  cr_editor_break_off (editor);
  left = editor->inside;
  if (left == CR_KEY_NONE)
    {
      editor->outside = editor->viewport;
      editor->was_fit_wanted = editor->is_fit_wanted;
    }
  editor->inside = group;
  cr_picture_set_inside (editor->picture, group);
  if (group != CR_KEY_NONE)
    show_inside (editor);
  else
    show_outside (editor);
  if (find_group (editor, left) != NULL && cr_picture_get_node_area (editor->picture, left, &(CrArea) { 0 }))
    cr_editor_select_nodes (editor, &left, 1); /* what one has come out of */
  else
    cr_editor_select_none (editor);
  cr_editor_view_changed (editor);
  cr_editor_emit (editor, CR_EDITOR_SELECTION_CHANGED);
}

CrKey
cr_editor_get_inside (CrEditor *editor)
{
  return editor->inside;
}

void
cr_editor_go_inside (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  if (n_keys == 1 && find_group (editor, keys[0]) != NULL)
    cr_editor_set_inside (editor, keys[0]);
}

void
cr_editor_go_outside (CrEditor *editor)
{
  const CrGroup *outer;

  if (editor->inside == CR_KEY_NONE)
    return;
  outer = cr_parts_get_group_of (cr_graph_get_parts (editor->graph), editor->inside);
  cr_editor_set_inside (editor, outer != NULL ? outer->key : CR_KEY_NONE);
}

void
cr_editor_prune_inside (CrEditor *editor)
{
  if (editor->inside != CR_KEY_NONE && find_group (editor, editor->inside) == NULL)
    cr_editor_set_inside (editor, CR_KEY_NONE);
}
