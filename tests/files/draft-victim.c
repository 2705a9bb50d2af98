/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program without a window that edits, saves and keeps drafts until it is killed:  draft-victim FOLDER FILE MILLISECONDS-BETWEEN-SAVES
 *
 * It says on standard output what it does, each line with the time in microseconds: "found N" (what it has recovered, or else read),
 * "edit N", "saving N", "saved N". Without a third argument it ends after "found". The number N is the graph's title.
 */
#include "cr-drafts.h"

#include <stdio.h>
#include <stdlib.h>

static CrDocument *document;
static guint64 number;
static gboolean is_saving;

static void
say (const char *what, guint64 which)
{
  printf ("%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT "\n", what, which, g_get_monotonic_time ());
  fflush (stdout);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
open_document (CrDrafts *drafts, GFile *file)
{
  g_autoptr (GAsyncResult) recovered = NULL, loaded = NULL;
  g_autoptr (GPtrArray) documents = NULL, problems = NULL;
  g_autoptr (GError) error = NULL;

  cr_drafts_recover_async (drafts, keep_result, &recovered);
  documents = cr_drafts_recover_finish (wait_for (&recovered), &problems);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (documents->len, <=, 1);
  cr_document_load_async (file, NULL, keep_result, &loaded);
  document = cr_document_load_finish (wait_for (&loaded), &error); /* the file is whole, whatever the drafts are */
  g_assert_no_error (error);
  say ("file", g_ascii_strtoull (cr_document_get_title (document), NULL, 10));
  if (documents->len == 1)
    g_set_object (&document, documents->pdata[0]);
  number = g_ascii_strtoull (cr_document_get_title (document), NULL, 10);
  say ("found", number);
  cr_drafts_watch (drafts, document);
}

static gboolean
edit (gpointer unused)
{
  g_autofree char *title = g_strdup_printf ("%" G_GUINT64_FORMAT, ++number);
  g_autoptr (CrGraph) graph = cr_graph_with_title (cr_document_get_graph (document), title);

  cr_document_edit (document, graph, "Edit");
  say ("edit", number);
  return G_SOURCE_CONTINUE;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer which)
{
  g_autoptr (GError) error = NULL;

  cr_document_save_finish (document, result, &error);
  g_assert_no_error (error);
  is_saving = FALSE;
  say ("saved", GPOINTER_TO_SIZE (which));
}

static gboolean
save (gpointer unused)
{
  if (is_saving)
    return G_SOURCE_CONTINUE;
  is_saving = TRUE;
  say ("saving", number);
  cr_document_save_async (document, NULL, NULL, on_saved, GSIZE_TO_POINTER (number));
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = g_file_new_for_path (argv[2]);
  g_autoptr (GError) error = NULL;
  CrDrafts *drafts = cr_drafts_new (argv[1], NULL, NULL, &error);

  g_assert_no_error (error);
  open_document (drafts, file);
  if (argc > 3)
    {
      g_timeout_add (20, edit, NULL);
      g_timeout_add (atoi (argv[3]), save, NULL);
      g_main_loop_run (g_main_loop_new (NULL, FALSE));
    }
  cr_drafts_close (drafts);
  g_object_unref (document);
  return 0;
}
