/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps that rearrange the graph (folding and unfolding, a layout, and their undoing) as motion: what is recorded of the picture before and
 * after them. What is picked and edited meanwhile is already that after. */
#include "cr-editor-private.h"

#define AROUND 0.5 /* of the view's size, on each side: what may come into sight from there */

void
cr_editor_set_animates (CrEditor *editor, gboolean animates)
{
  g_return_if_fail (CR_IS_EDITOR (editor));

  editor->animates = animates;
  if (!animates)
    cr_editor_end_transition (editor);
}

const CrTransition *
cr_editor_get_transition (CrEditor *editor, CrViewport *from)
{
  g_return_val_if_fail (CR_IS_EDITOR (editor), NULL);

  if (editor->transition != NULL && from != NULL)
    {
      *from = editor->viewport;
      from->zoom = editor->transition_from.zoom;
      from->centre = editor->transition_from.centre;
    }
  return editor->transition;
}

guint
cr_editor_get_n_transitions (CrEditor *editor)
{
  g_return_val_if_fail (CR_IS_EDITOR (editor), 0);

  return editor->n_transitions;
}

void
cr_editor_end_transition (CrEditor *editor)
{
  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->transition == NULL)
    return;
  g_clear_pointer (&editor->transition, cr_transition_free);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

/* --- Which steps --- */

static gboolean
is_folded_alike (const CrGraph *before, const CrGraph *after)
{
  const GPtrArray *one = cr_graph_get_parts (before)->groups, *other = cr_graph_get_parts (after)->groups;

  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (((const CrGroup *) one->pdata[i])->collapsed != ((const CrGroup *) other->pdata[i])->collapsed)
      return FALSE;
  return TRUE;
}

static void
note_moved (const CrNode *before, const CrNode *after, gpointer data)
{
  if (before != NULL && after != NULL && (before->place.x != after->place.x || before->place.y != after->place.y))
    *(gboolean *) data = TRUE;
}

static gboolean
is_rearranged (const CrGraph *before, const CrGraph *after)
{
  gboolean is_moved = FALSE;

  cr_graph_compare (before, after, note_moved, &is_moved);
  return is_moved || !is_folded_alike (before, after);
}

/* --- Recording --- */

static CrCast *
record (CrEditor *editor)
{
  const CrViewport *viewport = &editor->viewport;
  double margin = AROUND * MAX (viewport->width, viewport->height) / viewport->zoom;
  CrPoint corner = cr_viewport_to_graph (viewport, 0, 0);
  CrArea visible = { corner.x, corner.y, viewport->width / viewport->zoom, viewport->height / viewport->zoom };
  CrArea area = cr_area_grown (&visible, margin);

  return viewport->width > 0 ? cr_cast_new (editor->picture, &area, viewport->zoom) : NULL;
}

CrCast *
cr_editor_prepare_transition (CrEditor *editor, const CrGraph *after)
{
  g_clear_pointer (&editor->transition, cr_transition_free);
  /* What the hand moves is where the hand is. */
  if (!editor->animates || cr_document_in_gesture (editor->document) || editor->active != NULL || editor->inside != CR_KEY_NONE
      || !is_rearranged (editor->graph, after))
    return NULL;
  editor->transition_from = editor->viewport;
  return record (editor);
}

void
cr_editor_begin_transition (CrEditor *editor, CrCast *before)
{
  g_autoptr (CrCast) owned = before;
  g_autoptr (CrCast) after = before != NULL ? record (editor) : NULL;
  g_autoptr (CrTransition) transition = NULL;

  if (after == NULL)
    return;
  transition = cr_transition_new (g_steal_pointer (&owned), g_steal_pointer (&after));
  if (cr_transition_is_seen (transition))
    {
      editor->transition = g_steal_pointer (&transition);
      editor->n_transitions++;
    }
}
