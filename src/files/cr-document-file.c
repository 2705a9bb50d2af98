/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading and saving a document, off the main loop.
 *
 * How this works: a save takes the version that is current when it is asked for, so that edits may go on meanwhile. Saves of one document
 * run one after the other. Before the file is touched the text is read again: what could not be opened is not saved over what can.
 */
#include "cr-data-file.h"
#include "cr-document-private.h"

#include "cr-graph-reader.h"
#include "cr-graph-writer.h"
#include "cr-save.h"

#include <glib/gi18n-lib.h>

/* --- Loading --- */

typedef struct
{
  GFile *file;
  CrGraph *graph;
  CrData *data;
  char *etag;
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->file);
  g_clear_pointer (&load->graph, cr_graph_unref);
  g_clear_pointer (&load->data, cr_data_unref);
  g_free (load->etag);
  g_free (load);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  g_autoptr (GFile) folder = g_file_get_parent (load->file);
  GError *error = NULL;

  load->graph = cr_graph_read_file (load->file, cancellable, &load->etag, &error);
  if (load->graph == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  load->data = cr_data_load (load->graph, folder, FALSE);
  g_task_return_boolean (task, TRUE);
}

void
cr_document_load_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (G_IS_FILE (file));

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);

  load->file = g_object_ref (file);
  g_task_set_source_tag (task, cr_document_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_in_thread);
}

CrDocument *
cr_document_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cr_document_load_async), NULL);

  Load *load = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  CrDocument *document = cr_document_new_for_graph (load->graph);

  document->data = g_steal_pointer (&load->data);
  cr_document_mark_saved (document, load->graph, load->file, load->etag);
  return document;
}

/* --- Saving --- */

/* @graph is what is written; @original the version that it was made of, the same but where a data file is named from another folder. */
typedef struct
{
  CrGraph *original;
  CrGraph *graph;
  CrView view;
  GFile *file;
  gboolean is_own_file;
  char *etag;
  char *new_etag;
  CrSaveGuard guard;
  gpointer token; /* of the guard */
} Save;

static void
save_free (Save *save)
{
  if (save->token != NULL)
    save->guard.free (save->token);
  cr_graph_unref (save->original);
  cr_graph_unref (save->graph);
  g_clear_object (&save->file);
  g_free (save->etag);
  g_free (save->new_etag);
  g_free (save);
}

static gboolean
save_run (Save *save, GCancellable *cancellable, GError **error)
{
  gsize length;
  g_autofree char *text = cr_graph_write_text (save->graph, &save->view, &length);
  g_autoptr (CrGraph) again = cr_graph_read_text (text, length, error);

  if (again == NULL)
    {
      g_prefix_error (error, "%s", _("The graph could not be opened again, so it was not saved: "));
      return FALSE;
    }
  if (save->token != NULL)
    save->guard.write (save->token);
  cr_save_keep_backup (save->file);
  return cr_save_bytes (save->file, text, length, save->etag, &save->new_etag, cancellable, error);
}

static void
save_in_thread (GTask *task, gpointer document, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save_run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start_save (CrDocument *document);

/* The file lies in another folder: what is edited on names its data from there too. */
static void
follow_data (CrDocument *document, const Save *save, GFile *from)
{
  const CrGraph *current = cr_document_get_graph (document);
  g_autoptr (GFile) to = g_file_get_parent (save->file);
  g_autoptr (CrGraph) moved = NULL;

  if (save->graph == save->original)
    return;
  moved = current == save->original ? cr_graph_ref (save->graph) : cr_data_file_moved (current, from, to);
  cr_document_edit (document, moved, _("Save in another folder"));
}

/* In the main loop: the file is written, or it is not. */
static void
save_ran (GObject *source, GAsyncResult *result, gpointer unused)
{
  CrDocument *document = CR_DOCUMENT (source);
  g_autoptr (GTask) waiting = g_queue_pop_head (&document->saves);
  const Save *save = g_task_get_task_data (waiting);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autoptr (GFile) from = document->file != NULL ? g_file_get_parent (document->file) : NULL;

      document->written_view = save->view;
      cr_document_mark_saved (document, save->graph, save->file, save->new_etag);
      follow_data (document, save, from);
      g_task_return_boolean (waiting, TRUE);
    }
  else
    g_task_return_error (waiting, error);
  start_save (document);
}

/* Runs the first of those that wait; what it is to find on disk is what the one before it left there. */
static void
start_save (CrDocument *document)
{
  GTask *waiting = g_queue_peek_head (&document->saves);

  if (waiting == NULL)
    return;

  g_autoptr (GTask) worker = g_task_new (document, g_task_get_cancellable (waiting), save_ran, NULL);
  Save *save = g_task_get_task_data (waiting);

  if (save->is_own_file)
    {
      g_set_object (&save->file, document->file);
      save->etag = g_strdup (document->etag);
    }
  g_task_set_task_data (worker, save, NULL);
  g_task_run_in_thread (worker, save_in_thread);
}

/* The version as it is written into @file: its data file named from there. */
static CrGraph *
name_data_from (CrDocument *document, const CrGraph *graph, GFile *file)
{
  g_autoptr (GFile) from = document->file != NULL ? g_file_get_parent (document->file) : NULL;
  g_autoptr (GFile) to = file != NULL ? g_file_get_parent (file) : NULL;

  return cr_data_file_moved (graph, from, to);
}

void
cr_document_save_async (CrDocument *document, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));
  g_return_if_fail (file != NULL || document->file != NULL);

  GTask *task = g_task_new (document, cancellable, callback, data);
  Save *save = g_new0 (Save, 1);

  save->original = cr_graph_ref (cr_document_get_graph (document));
  save->graph = name_data_from (document, save->original, file);
  save->view = document->view;
  save->file = file != NULL ? g_object_ref (file) : NULL;
  save->is_own_file = file == NULL;
  save->guard = document->guard;
  save->token = document->guard.begin != NULL ? document->guard.begin (document, document->guard.data) : NULL;
  g_task_set_source_tag (task, cr_document_save_async);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_queue_push_tail (&document->saves, task);
  if (document->saves.length == 1)
    start_save (document);
}

gboolean
cr_document_save_finish (CrDocument *document, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
