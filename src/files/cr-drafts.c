/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps drafts of all documents with unsaved changes, so that a crash loses little; gives back those of a program that has ended.
 *
 * How this works: a change starts a timer, if none runs, so that also under steady changes a draft is written every other second. A thread
 * writes the text beside the draft and then renames it; under a lock it looks whether that version is still wanted, since a save, a discard
 * or a later version may have overtaken it. Before a save touches the file, a draft that is older than what is saved is brought up to it: so no
 * draft is ever older than its file, and one that says the same as its file was saved in the last moment and is dropped. The lock on the
 * program's own folder is the system's (flock): it goes with the process, so that a folder whose lock can be had belongs to nobody, and never
 * one that is in use.
 */
#include "cr-drafts-private.h"

#include "cr-document-private.h"
#include "cr-draft.h"
#include "cr-graph-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK "lock"

/* One draft's file, also as a thread sees it. */
typedef struct
{
  GMutex lock;
  char *path;
  guint64 newest; /* of the versions, counted, that stand in the file or have overtaken it */
} Slot;

typedef struct
{
  CrDrafts *drafts; /* not owned */
  CrDocument *document;
  gboolean holds;   /* whether @document is owned: as long as it is modified */
  Slot *slot;
  guint64 version;  /* counts changes */
  guint timer;
} Entry;

/* --- Slots --- */

static void
slot_clear (gpointer data)
{
  Slot *slot = data;

  g_mutex_clear (&slot->lock);
  g_free (slot->path);
}

static Slot *
slot_new (char *path)
{
  Slot *slot = g_atomic_rc_box_new0 (Slot);

  g_mutex_init (&slot->lock);
  slot->path = path;
  return slot;
}

static void
slot_unref (Slot *slot)
{
  g_atomic_rc_box_release_full (slot, slot_clear);
}

/* The draft goes, and what is being written of versions up to @version does not take its place. */
static void
slot_empty (Slot *slot, guint64 version)
{
  g_mutex_lock (&slot->lock);
  slot->newest = version;
  cr_draft_remove (slot->path);
  g_mutex_unlock (&slot->lock);
}

static gboolean
slot_fill (Slot *slot, guint64 version, const char *text, gsize length, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s-%" G_GUINT64_FORMAT, slot->path, version);
  gboolean is_written = cr_draft_write (path, text, length, error);

  g_mutex_lock (&slot->lock);
  if (is_written && version > slot->newest && g_rename (path, slot->path) == 0)
    slot->newest = version;
  else
    g_unlink (path);
  g_mutex_unlock (&slot->lock);
  return is_written;
}

/* --- Writing --- */

typedef struct
{
  CrDrafts *drafts; /* owned */
  Slot *slot;
  guint64 version;
  CrGraph *graph;
  CrView view;
  GFile *file;
  char *etag;
} Job;

static void
drafts_clear (gpointer data)
{
  CrDrafts *drafts = data;

  g_ptr_array_unref (drafts->entries);
  g_free (drafts->root);
  g_free (drafts->folder);
}

CrDrafts *
cr_drafts_ref (CrDrafts *drafts)
{
  return g_atomic_rc_box_acquire (drafts);
}

void
cr_drafts_unref (CrDrafts *drafts)
{
  g_atomic_rc_box_release_full (drafts, drafts_clear);
}

static void
job_free (Job *job)
{
  cr_drafts_unref (job->drafts);
  slot_unref (job->slot);
  cr_graph_unref (job->graph);
  g_clear_object (&job->file);
  g_free (job->etag);
  g_free (job);
}

static Job *
job_new (Entry *entry)
{
  CrDocument *document = entry->document;
  Job *job = g_new0 (Job, 1);

  job->drafts = cr_drafts_ref (entry->drafts);
  job->slot = g_atomic_rc_box_acquire (entry->slot);
  job->version = entry->version;
  job->graph = cr_graph_ref (cr_document_get_graph (document));
  job->view = *cr_document_get_view (document);
  g_set_object (&job->file, document->file);
  job->etag = g_strdup (document->etag);
  return job;
}

static gboolean
job_run (const Job *job, GError **error)
{
  gsize length;
  g_autofree char *text = cr_draft_to_text (job->graph, &job->view, job->file, job->etag, &length);

  return slot_fill (job->slot, job->version, text, length, error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (job_run (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- Before a save --- */

static Entry *find_entry (CrDrafts *drafts, CrDocument *document);

static gpointer
begin_save (CrDocument *document, gpointer drafts)
{
  Entry *entry = find_entry (drafts, document);

  return entry != NULL ? job_new (entry) : NULL;
}

/* In the thread that saves: no draft stays, or comes, that is older than what is saved. */
static void
write_before_save (gpointer data)
{
  const Job *job = data;
  gsize length;
  g_autofree char *text = cr_graph_write_text (job->graph, &job->view, &length);
  gboolean is_older;

  cr_draft_note_save (job->slot->path, text, length, NULL); /* the save goes on all the same, here and below */
  g_mutex_lock (&job->slot->lock);
  is_older = job->slot->newest < job->version && g_file_test (job->slot->path, G_FILE_TEST_EXISTS);
  if (!is_older && job->slot->newest < job->version)
    job->slot->newest = job->version;
  g_mutex_unlock (&job->slot->lock);
  if (is_older)
    job_run (job, NULL);
}

static void
tell_of_failure (CrDrafts *drafts, const GError *error)
{
  if (error != NULL && !drafts->has_failed && !drafts->is_closed && drafts->failed != NULL)
    drafts->failed (error, drafts->failed_data);
  drafts->has_failed = error != NULL;
}

static void
on_ran (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  const Job *job = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), &error);
  tell_of_failure (job->drafts, error);
}

static gboolean
on_timeout (gpointer data)
{
  Entry *entry = data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_ran, NULL);

  entry->timer = 0;
  g_task_set_task_data (task, job_new (entry), (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_in_thread);
  return G_SOURCE_REMOVE;
}

/* --- Documents --- */

static void
hold (Entry *entry, gboolean holds)
{
  if (entry->holds == holds)
    return;
  entry->holds = holds;
  if (holds)
    g_object_ref (entry->document);
  else
    g_object_unref (entry->document); /* may free the entry */
}

static void
start_timer (Entry *entry)
{
  entry->version++;
  if (entry->timer == 0)
    entry->timer = g_timeout_add (CR_DRAFTS_DELAY, on_timeout, entry);
}

/* Something is another than before: the version, the file, or whether there is anything to save. */
static void
on_changed (Entry *entry)
{
  if (cr_document_is_modified (entry->document))
    {
      hold (entry, TRUE);
      start_timer (entry);
      return;
    }
  g_clear_handle_id (&entry->timer, g_source_remove);
  slot_empty (entry->slot, ++entry->version);
  hold (entry, FALSE);
}

static void
on_disposed (gpointer data, GObject *document)
{
  Entry *entry = data;

  entry->document = NULL;
  g_ptr_array_remove_fast (entry->drafts->entries, entry);
}

static void
entry_free (Entry *entry)
{
  g_clear_handle_id (&entry->timer, g_source_remove);
  if (entry->document != NULL)
    {
      g_object_weak_unref (G_OBJECT (entry->document), on_disposed, entry);
      g_signal_handlers_disconnect_by_data (entry->document, entry);
      entry->document->guard = (CrSaveGuard) { NULL };
      if (entry->holds)
        g_object_unref (entry->document);
    }
  slot_unref (entry->slot);
  g_free (entry);
}

static Entry *
find_entry (CrDrafts *drafts, CrDocument *document)
{
  for (guint i = 0; i < drafts->entries->len; i++)
    {
      Entry *entry = drafts->entries->pdata[i];

      if (entry->document == document)
        return entry;
    }
  return NULL;
}

/* @path (transfer full): of its draft. */
static Entry *
add_entry (CrDrafts *drafts, CrDocument *document, char *path)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->drafts = drafts;
  entry->document = document;
  entry->slot = slot_new (path);
  g_object_weak_ref (G_OBJECT (document), on_disposed, entry);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_changed), entry);
  g_signal_connect_swapped (document, "written", G_CALLBACK (on_changed), entry);
  g_signal_connect_swapped (document, "notify::modified", G_CALLBACK (on_changed), entry);
  document->guard = (CrSaveGuard) { begin_save, write_before_save, (GDestroyNotify) job_free, drafts };
  g_ptr_array_add (drafts->entries, entry);
  return entry;
}

void
cr_drafts_adopt (CrDrafts *drafts, CrDocument *document, char *path)
{
  on_changed (add_entry (drafts, document, path));
}

void
cr_drafts_watch (CrDrafts *drafts, CrDocument *document)
{
  g_autofree char *name = NULL;

  g_return_if_fail (CR_IS_DOCUMENT (document));

  if (find_entry (drafts, document) != NULL)
    return;
  name = g_strdup_printf ("%u" CR_DRAFTS_ENDING, drafts->n_slots++);
  cr_drafts_adopt (drafts, document, g_build_filename (drafts->folder, name, NULL));
}

void
cr_drafts_discard (CrDrafts *drafts, CrDocument *document)
{
  Entry *entry = find_entry (drafts, document);

  if (entry == NULL)
    return;
  slot_empty (entry->slot, ++entry->version);
  g_ptr_array_remove_fast (drafts->entries, entry);
}

gboolean
cr_drafts_flush (CrDrafts *drafts)
{
  gboolean all_written = TRUE;

  for (guint i = 0; i < drafts->entries->len; i++)
    {
      Entry *entry = drafts->entries->pdata[i];
      g_autoptr (GError) error = NULL;
      Job *job;

      if (!entry->holds)
        continue;
      g_clear_handle_id (&entry->timer, g_source_remove);
      entry->version++;
      job = job_new (entry);
      all_written &= job_run (job, &error);
      tell_of_failure (drafts, error);
      job_free (job);
    }
  return all_written;
}

/* --- The folder --- */

int
cr_drafts_take_lock (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, LOCK, NULL);
  int lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) == 0)
    return lock;
  if (lock >= 0)
    close (lock);
  return -1;
}

static gboolean
make_folder (CrDrafts *drafts, GError **error)
{
  if (g_mkdir_with_parents (drafts->root, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("Drafts cannot be kept in “%s”: %s"), drafts->root,
                   g_strerror (errno));
      return FALSE;
    }
  /* Another program that starts may take the folder for abandoned before its lock is held; then there is another. */
  for (guint tries = 0; tries < 100; tries++)
    {
      g_autofree char *folder = g_build_filename (drafts->root, "XXXXXX", NULL);

      if (g_mkdtemp (folder) == NULL)
        break;
      drafts->lock = cr_drafts_take_lock (folder);
      if (drafts->lock >= 0)
        {
          drafts->folder = g_steal_pointer (&folder);
          return TRUE;
        }
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("Drafts cannot be kept in “%s”: %s"), drafts->root, g_strerror (errno));
  return FALSE;
}

CrDrafts *
cr_drafts_new (const char *folder, CrDraftsFailed failed, gpointer data, GError **error)
{
  CrDrafts *drafts = g_atomic_rc_box_new0 (CrDrafts);

  drafts->root = g_strdup (folder);
  drafts->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  drafts->failed = failed;
  drafts->failed_data = data;
  if (make_folder (drafts, error))
    return drafts;
  cr_drafts_unref (drafts);
  return NULL;
}

void
cr_drafts_close (CrDrafts *drafts)
{
  g_autofree char *lock = g_build_filename (drafts->folder, LOCK, NULL);

  drafts->is_closed = TRUE;
  g_ptr_array_set_size (drafts->entries, 0);
  g_unlink (lock);
  if (g_rmdir (drafts->folder) != 0)
    {
      /* There are drafts: whoever starts next finds them by their lock. */
      int again = cr_drafts_take_lock (drafts->folder);

      if (again >= 0)
        close (again);
    }
  close (drafts->lock);
  cr_drafts_unref (drafts);
}
