/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laying out the whole graph: at once where that takes less than a frame, else on a thread, beside which everything goes on.
 *
 * How this works: the thread is given the version that is shown, which never changes. Numbers may have changed when it is done, as those of a
 * net that learns: the places are taken for the version of then. Where nodes or wires have come or gone, they are not. A layout that
 * is cancelled runs to its end, and nobody takes it.
 */
#include "cr-editor-private.h"

#include "cr-layout-parts.h"
#include "cr-layout.h"

#include <glib/gi18n-lib.h>

#define MOST_AT_ONCE 2000 /* nodes and wires: some 10 ms */

static guint
count_nodes_and_wires (const CrGraph *graph)
{
  guint n = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    n += 1 + node->n_operands;
  return n;
}

static void
take_layout (CrEditor *editor, CrGraph *laid_out)
{
  editor->is_fit_asked = TRUE;
  cr_editor_take_edit (editor, laid_out, _("Lay out automatically"));
  editor->is_fit_asked = FALSE;
}

/* --- Beside --- */

static void
note_other (const CrNode *before, const CrNode *after, gpointer data)
{
  if (before == NULL || after == NULL || !cr_node_same_structure (before, after))
    *(gboolean *) data = TRUE;
}

/* That version with the places of another one. (transfer full) */
static CrGraph *
with_places_of (const CrGraph *graph, const CrGraph *laid_out)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  g_autoptr (CrGraph) moved = NULL;

  CR_GRAPH_FOR_EACH (laid_out, node)
    cr_graph_edit_move (edit, node->key, node->place.x, node->place.y);
  moved = cr_graph_edit_end (edit);
  return cr_layout_move_parts (graph, moved);
}

static void
lay_out_beside (GTask *task, gpointer editor, gpointer graph, GCancellable *cancellable)
{
  g_task_return_pointer (task, cr_layout_all (graph), (GDestroyNotify) cr_graph_unref);
}

static void
forget_layout (CrEditor *editor)
{
  g_clear_object (&editor->layout);
  cr_editor_emit (editor, CR_EDITOR_LAYOUT_CHANGED);
}

static void
on_laid_out (GObject *source, GAsyncResult *result, gpointer data)
{
  CrEditor *editor = CR_EDITOR (source);
  const CrGraph *began = g_task_get_task_data (G_TASK (result));
  g_autoptr (CrGraph) laid_out = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean is_other = FALSE;

  if (laid_out == NULL) /* it was cancelled */
    return;
  forget_layout (editor);
  cr_graph_compare (began, cr_document_get_graph (editor->document), note_other, &is_other);
  if (is_other)
    {
      cr_editor_tell (editor, _("The graph has been changed meanwhile, and was not laid out. Lay it out again"));
      return;
    }
  cr_editor_break_off (editor);
  if (cr_document_get_graph (editor->document) == began)
    take_layout (editor, g_steal_pointer (&laid_out));
  else
    take_layout (editor, with_places_of (cr_document_get_graph (editor->document), laid_out));
}

static void
begin_layout (CrEditor *editor, const CrGraph *graph)
{
  g_autoptr (GTask) task = NULL;

  editor->layout = g_cancellable_new ();
  task = g_task_new (editor, editor->layout, on_laid_out, NULL);
  g_task_set_task_data (task, cr_graph_ref (graph), (GDestroyNotify) cr_graph_unref);
  g_task_run_in_thread (task, lay_out_beside);
  cr_editor_emit (editor, CR_EDITOR_LAYOUT_CHANGED);
}

/* --- Public --- */

gboolean
cr_editor_is_laying_out (CrEditor *editor)
{
  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  return editor->layout != NULL;
}

void
cr_editor_cancel_layout (CrEditor *editor)
{
  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->layout == NULL)
    return;
  g_cancellable_cancel (editor->layout);
  forget_layout (editor);
}

void
cr_editor_lay_out (CrEditor *editor)
{
  const CrGraph *graph;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->document == NULL)
    return;
  cr_editor_break_off (editor);
  cr_editor_cancel_layout (editor);
  graph = cr_document_get_graph (editor->document);
  if (count_nodes_and_wires (graph) <= MOST_AT_ONCE)
    take_layout (editor, cr_layout_all (graph));
  else
    begin_layout (editor, graph);
}
