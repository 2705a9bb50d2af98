/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives back the drafts of programs that have ended: of every folder whose lock can be had. */
#include "cr-drafts-private.h"

#include "cr-data-file.h"
#include "cr-document-private.h"
#include "cr-draft.h"
#include "cr-graph-writer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define UNREADABLE "unreadable" /* the folder of those */

/* What was found in the folder of one that has ended. */
typedef struct
{
  CrDraft *draft;
  CrData *data;
  char *path;
} Found;

typedef struct
{
  CrDrafts *drafts;
  GPtrArray *found;    /* of Found */
  GPtrArray *problems; /* of char */
} Recovery;

static void
found_free (Found *found)
{
  cr_draft_free (found->draft);
  g_clear_pointer (&found->data, cr_data_unref);
  g_free (found->path);
  g_free (found);
}

static void
recovery_free (Recovery *recovery)
{
  cr_drafts_unref (recovery->drafts);
  g_ptr_array_unref (recovery->found);
  g_clear_pointer (&recovery->problems, g_ptr_array_unref);
  g_free (recovery);
}

/* What cannot be read is kept all the same, for whoever knows better. */
static void
set_aside (Recovery *recovery, const char *path, const char *name, const GError *error)
{
  g_autofree char *folder = g_build_filename (recovery->drafts->root, UNREADABLE, NULL);
  g_autofree char *target = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_rename (path, target);
  g_ptr_array_add (recovery->problems,
                   g_strdup_printf (_("A draft cannot be read and is kept as “%s”: %s"), target, error->message));
}

/* Whether the file has the very text of the draft: it was saved, and the program ended before the draft went. Where the program ended as
 * soon after a save that it did not learn what the file system says of it, the draft learns it here. */
static gboolean
is_saved (CrDraft *draft, const char *path)
{
  g_autofree char *text = NULL, *saved = NULL, *etag = NULL;
  gsize length, saved_length;

  if (draft->file == NULL || !g_file_load_contents (draft->file, NULL, &saved, &saved_length, &etag, NULL))
    return FALSE;
  text = cr_graph_write_text (draft->graph, NULL, &length);
  if (length == saved_length && memcmp (text, saved, length) == 0)
    return TRUE;
  if (cr_draft_notes_save (path, saved, saved_length))
    {
      g_free (draft->etag);
      draft->etag = g_steal_pointer (&etag);
    }
  return FALSE;
}

static void
take_draft (Recovery *recovery, const char *folder, const char *file_name)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *owner = g_path_get_basename (folder);
  g_autofree char *name = g_strconcat (owner, "-", file_name, NULL);
  g_autoptr (GError) error = NULL;
  CrDraft *draft = cr_draft_read (path, &error);
  g_autoptr (GFile) home = NULL;
  Found *found;

  if (draft == NULL)
    {
      set_aside (recovery, path, name, error);
      return;
    }
  if (is_saved (draft, path))
    {
      cr_draft_remove (path);
      cr_draft_free (draft);
      return;
    }
  found = g_new0 (Found, 1);
  found->draft = draft;
  found->path = g_build_filename (recovery->drafts->folder, name, NULL);
  home = draft->file != NULL ? g_file_get_parent (draft->file) : NULL;
  found->data = cr_data_load (draft->graph, home, FALSE);
  cr_draft_move (path, found->path);
  g_ptr_array_add (recovery->found, found);
}

/* Takes the drafts out of the folder of one that has ended; with @all removes the rest: what was begun and never finished, notes, the lock. */
static void
empty_folder (Recovery *recovery, const char *folder, gboolean all)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, CR_DRAFTS_ENDING))
        take_draft (recovery, folder, name);
      else if (all)
        g_unlink (path);
    }
}

static void
recover_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recovery *recovery = data;
  g_autoptr (GDir) folders = g_dir_open (recovery->drafts->root, 0, NULL);
  const char *name;

  while (folders != NULL && (name = g_dir_read_name (folders)) != NULL)
    {
      g_autofree char *folder = g_build_filename (recovery->drafts->root, name, NULL);
      int lock;

      if (g_str_equal (name, UNREADABLE) || g_str_equal (folder, recovery->drafts->folder))
        continue;
      lock = cr_drafts_take_lock (folder);
      if (lock < 0)
        continue;
      empty_folder (recovery, folder, FALSE);
      empty_folder (recovery, folder, TRUE);
      g_rmdir (folder);
      close (lock);
    }
  g_task_return_boolean (task, TRUE);
}

void
cr_drafts_recover_async (CrDrafts *drafts, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Recovery *recovery = g_new0 (Recovery, 1);

  recovery->drafts = cr_drafts_ref (drafts);
  recovery->found = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
  recovery->problems = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, cr_drafts_recover_async);
  g_task_set_task_data (task, recovery, (GDestroyNotify) recovery_free);
  g_task_run_in_thread (task, recover_in_thread);
}

GPtrArray *
cr_drafts_recover_finish (GAsyncResult *result, GPtrArray **problems)
{
  Recovery *recovery = g_task_get_task_data (G_TASK (result));
  GPtrArray *documents = g_ptr_array_new_with_free_func (g_object_unref);

  *problems = g_steal_pointer (&recovery->problems);
  for (guint i = 0; i < recovery->found->len; i++)
    {
      Found *found = recovery->found->pdata[i];
      CrDocument *document = cr_document_new_recovered (found->draft->graph, found->data, found->draft->file, found->draft->etag);

      cr_drafts_adopt (recovery->drafts, document, g_steal_pointer (&found->path));
      g_ptr_array_add (documents, document);
    }
  return documents;
}
