/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs do to a document's file: noticing it, taking it over, or staying with what is here.
 *
 * How this works: the system tells of every event at the file, of our own saves too, and several at once. A moment after the last one the
 * file's etag is asked for; where it is another than the one that is known, and no save of ours runs, somebody else has written.
 */
#include "cr-document-private.h"

#include "cr-graph-reader.h"

#include <glib/gi18n-lib.h>

#define MOMENT 300 /* milliseconds */

/* --- Noticing --- */

/* Of the file as it is now; NULL where it is not there. */
static char *
dup_disk_etag (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

static void
ask_in_thread (GTask *task, gpointer document, gpointer file, GCancellable *cancellable)
{
  g_task_return_pointer (task, dup_disk_etag (file), g_free);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer unused)
{
  CrDocument *document = CR_DOCUMENT (source);
  g_autofree char *etag = g_task_propagate_pointer (G_TASK (result), NULL);

  /* A save of ours will ask again; another file by now is another matter. */
  if (document->saves.length > 0 || document->file == NULL || !g_file_equal (document->file, g_task_get_task_data (G_TASK (result))))
    return;
  if (g_strcmp0 (etag, document->etag) == 0)
    g_clear_pointer (&document->told_etag, g_free);
  else if (document->told_etag == NULL || g_strcmp0 (etag, document->told_etag) != 0)
    {
      g_free (document->told_etag);
      document->told_etag = g_strdup (etag != NULL ? etag : "");
      g_signal_emit_by_name (document, "changed-on-disk", etag != NULL);
    }
}

static gboolean
on_moment_over (gpointer data)
{
  CrDocument *document = data;
  g_autoptr (GTask) task = g_task_new (document, NULL, on_asked, NULL);

  document->disk_timer = 0;
  g_task_set_task_data (task, g_object_ref (document->file), g_object_unref);
  g_task_run_in_thread (task, ask_in_thread);
  return G_SOURCE_REMOVE;
}

void
cr_document_look_at_disk (CrDocument *document)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  g_clear_handle_id (&document->disk_timer, g_source_remove);
  if (document->file != NULL)
    document->disk_timer = g_timeout_add (MOMENT, on_moment_over, document);
}

void
cr_document_watch_disk (CrDocument *document)
{
  cr_document_stop_watching (document);
  if (document->file == NULL)
    return;
  document->monitor = g_file_monitor_file (document->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (document->monitor != NULL)
    g_signal_connect_swapped (document->monitor, "changed", G_CALLBACK (cr_document_look_at_disk), document);
}

void
cr_document_stop_watching (CrDocument *document)
{
  g_clear_handle_id (&document->disk_timer, g_source_remove);
  if (document->monitor == NULL)
    return;
  g_signal_handlers_disconnect_by_data (document->monitor, document);
  g_file_monitor_cancel (document->monitor);
  g_clear_object (&document->monitor);
}

/* --- Answering --- */

void
cr_document_keep_own (CrDocument *document)
{
  g_autoptr (CrGraph) never_shown = cr_graph_new ();

  g_return_if_fail (CR_IS_DOCUMENT (document));

  if (document->told_etag == NULL)
    return;
  g_free (document->etag);
  document->etag = *document->told_etag != '\0' ? g_strdup (document->told_etag) : NULL;
  cr_history_mark_saved (document->history, never_shown);
  cr_document_tell_state (document);
}

typedef struct
{
  GFile *file;
  CrGraph *graph;
  char *etag;
} Reload;

static void
reload_free (Reload *reload)
{
  g_object_unref (reload->file);
  g_clear_pointer (&reload->graph, cr_graph_unref);
  g_free (reload->etag);
  g_free (reload);
}

static void
reload_in_thread (GTask *task, gpointer document, gpointer data, GCancellable *cancellable)
{
  Reload *reload = data;
  GError *error = NULL;

  reload->graph = cr_graph_read_file (reload->file, cancellable, &reload->etag, &error);
  if (reload->graph != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cr_document_reload_async (CrDocument *document, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));
  g_return_if_fail (document->file != NULL);

  g_autoptr (GTask) task = g_task_new (document, NULL, callback, data);
  Reload *reload = g_new0 (Reload, 1);

  reload->file = g_object_ref (document->file);
  g_task_set_task_data (task, reload, (GDestroyNotify) reload_free);
  g_task_run_in_thread (task, reload_in_thread);
}

gboolean
cr_document_reload_finish (CrDocument *document, GAsyncResult *result, GError **error)
{
  Reload *reload = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, document), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  g_clear_pointer (&document->data, cr_data_unref); /* its file may be another, too */
  cr_document_edit (document, reload->graph, _("Reload"));
  if (document->file != NULL && g_file_equal (document->file, reload->file))
    cr_document_mark_saved (document, reload->graph, reload->file, reload->etag);
  return TRUE;
}
