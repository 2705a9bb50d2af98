/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a document gets other versions: edits, gestures, undo and redo. */
#include "cr-document-private.h"

/* The gesture's last version becomes a step; nobody is told, since what is shown stays. */
static void
finish_gesture (CrDocument *document)
{
  if (!document->in_gesture)
    return;
  if (document->preview != NULL && document->preview != cr_history_get_current (document->history))
    cr_history_push (document->history, document->preview, document->gesture_name);
  document->in_gesture = FALSE;
  g_clear_pointer (&document->preview, cr_graph_unref);
  g_clear_pointer (&document->gesture_name, g_free);
}

void
cr_document_edit (CrDocument *document, const CrGraph *graph, const char *name)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));
  g_return_if_fail (graph != NULL);

  CrGraph *before = cr_graph_ref (cr_document_get_graph (document));

  finish_gesture (document);
  if (graph != cr_history_get_current (document->history))
    cr_history_push (document->history, graph, name);
  cr_document_tell_changed (document, before);
}

void
cr_document_begin_gesture (CrDocument *document, const char *name)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  finish_gesture (document);
  document->in_gesture = TRUE;
  document->gesture_name = g_strdup (name);
  cr_document_tell_state (document);
}

void
cr_document_preview (CrDocument *document, const CrGraph *graph)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));
  g_return_if_fail (document->in_gesture);

  CrGraph *before = cr_graph_ref (cr_document_get_graph (document));
  CrGraph *shown = cr_graph_ref (graph);

  g_clear_pointer (&document->preview, cr_graph_unref);
  document->preview = shown;
  cr_document_tell_changed (document, before);
}

void
cr_document_end_gesture (CrDocument *document)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  finish_gesture (document);
  cr_document_tell_state (document);
}

void
cr_document_cancel_gesture (CrDocument *document)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  CrGraph *before = cr_graph_ref (cr_document_get_graph (document));

  document->in_gesture = FALSE;
  g_clear_pointer (&document->preview, cr_graph_unref);
  g_clear_pointer (&document->gesture_name, g_free);
  cr_document_tell_changed (document, before);
}

gboolean
cr_document_in_gesture (CrDocument *document)
{
  return document->in_gesture;
}

const char *
cr_document_get_gesture_name (CrDocument *document)
{
  return document->gesture_name;
}

void
cr_document_set_gesture_name (CrDocument *document, const char *name)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));
  g_return_if_fail (document->in_gesture);

  g_free (document->gesture_name);
  document->gesture_name = g_strdup (name);
}

void
cr_document_undo (CrDocument *document)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  CrGraph *before = cr_graph_ref (cr_document_get_graph (document));

  finish_gesture (document);
  cr_history_undo (document->history);
  cr_document_tell_changed (document, before);
}

void
cr_document_redo (CrDocument *document)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  CrGraph *before = cr_graph_ref (cr_document_get_graph (document));

  finish_gesture (document);
  cr_history_redo (document->history);
  cr_document_tell_changed (document, before);
}

const CrHistory *
cr_document_get_history (CrDocument *document)
{
  g_return_val_if_fail (CR_IS_DOCUMENT (document), NULL);

  return document->history;
}

void
cr_document_go_to_version (CrDocument *document, guint version)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  CrGraph *before = cr_graph_ref (cr_document_get_graph (document));

  finish_gesture (document);
  cr_history_go_to (document->history, MIN (version, cr_history_get_n_steps (document->history)));
  cr_document_tell_changed (document, before);
}

const char *
cr_document_get_undo_name (CrDocument *document)
{
  return document->undo_name;
}

const char *
cr_document_get_redo_name (CrDocument *document)
{
  return document->redo_name;
}
