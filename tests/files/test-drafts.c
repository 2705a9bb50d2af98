/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of drafts: when they are written, when they go, who gets them back. That a kill loses nothing is in test_kills.py. */
#include "cr-drafts.h"

#include "cr-draft.h"
#include "cr-graph-writer.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  CrDrafts *drafts;
  CrDocument *document;
  guint n_failures;
} Fixture;

static void
count_failure (const GError *error, gpointer data)
{
  g_assert_nonnull (error);
  (*(guint *) data)++;
}

static CrDrafts *
open_drafts (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "drafts", NULL);
  g_autoptr (GError) error = NULL;
  CrDrafts *drafts = cr_drafts_new (folder, count_failure, &fixture->n_failures, &error);

  g_assert_no_error (error);
  return drafts;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  fixture->drafts = open_drafts (fixture);
  fixture->document = cr_document_new ();
  cr_drafts_watch (fixture->drafts, fixture->document);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) names = g_dir_open (path, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->drafts, cr_drafts_close);
  g_clear_object (&fixture->document);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
edit (CrDocument *document, const char *title)
{
  g_autoptr (CrGraph) graph = cr_graph_with_title (cr_document_get_graph (document), title);

  cr_document_edit (document, graph, "Edit");
}

/* The paths of all files below @folder that end so. */
static void
find_files (const char *folder, const char *ending, GPtrArray *found)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      find_files (path, ending, found);
      if (g_str_has_suffix (name, ending))
        g_ptr_array_add (found, g_steal_pointer (&path));
    }
}

static GPtrArray *
find_drafts (Fixture *fixture)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  find_files (fixture->folder, ".draft", found);
  return found;
}

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GPtrArray) found = find_drafts (fixture);

  return found->len;
}

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GPtrArray *
recover (CrDrafts *drafts, GPtrArray **problems)
{
  g_autoptr (GAsyncResult) result = NULL;

  cr_drafts_recover_async (drafts, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cr_drafts_recover_finish (result, problems);
}

static void
save (CrDocument *document, GFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cr_document_save_async (document, file, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cr_document_save_finish (document, result, &error));
  g_assert_no_error (error);
}

/* --- When they are written --- */

static void
test_within_three_seconds_of_steady_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CrDraft) draft = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  for (guint i = 0; count_drafts (fixture) == 0; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      edit (fixture->document, title);
      run_for (10);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 60 * G_USEC_PER_SEC);
    }
  found = find_drafts (fixture);
  draft = cr_draft_read (found->pdata[0], NULL);
  g_assert_nonnull (draft);
  /* What it holds is what there was when it was begun; each edit takes ten milliseconds at least, however busy the machine is. */
  g_assert_cmpint (g_ascii_strtoll (cr_graph_get_title (draft->graph), NULL, 10), <, 300);
  g_assert_cmpint (g_ascii_strtoll (cr_graph_get_title (draft->graph), NULL, 10), >, 1);
}

static void
test_at_once_when_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CrDraft) draft = NULL;

  edit (fixture->document, "first");
  edit (fixture->document, "second");
  g_assert_true (cr_drafts_flush (fixture->drafts));
  found = find_drafts (fixture);
  g_assert_cmpuint (found->len, ==, 1);
  draft = cr_draft_read (found->pdata[0], NULL);
  g_assert_cmpstr (cr_graph_get_title (draft->graph), ==, "second");
}

static void
test_only_the_user_may_read_them (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *folder = NULL, *root = NULL;
  GStatBuf status;

  edit (fixture->document, "secret");
  cr_drafts_flush (fixture->drafts);
  found = find_drafts (fixture);
  g_assert_cmpint (g_stat (found->pdata[0], &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  folder = g_path_get_dirname (found->pdata[0]);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  root = g_path_get_dirname (folder);
  g_assert_cmpint (g_stat (root, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

/* --- When they go --- */

static void
test_they_go_with_a_save_that_succeeds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "mine.chainrule", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/folder/mine.chainrule");
  g_autoptr (GAsyncResult) result = NULL;

  edit (fixture->document, "one");
  cr_drafts_flush (fixture->drafts);
  cr_document_save_async (fixture->document, nowhere, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (cr_document_save_finish (fixture->document, result, NULL));
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  save (fixture->document, file);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* Also what a thread is writing just then does not come back. */
static void
test_they_go_when_changes_are_undone_or_given_up (Fixture *fixture, gconstpointer data)
{
  edit (fixture->document, "one");
  cr_drafts_flush (fixture->drafts);
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  cr_document_undo (fixture->document);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  run_for (CR_DRAFTS_DELAY - 300);
  edit (fixture->document, "two");
  run_for (CR_DRAFTS_DELAY); /* until about now it is written */
  cr_drafts_discard (fixture->drafts, fixture->document);
  run_for (300);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  edit (fixture->document, "three");
  cr_drafts_flush (fixture->drafts);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* A save while an edit goes on: the draft stays, and knows of the file as it is now. */
static void
test_an_edit_during_a_save_keeps_its_draft (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "mine.chainrule", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (CrDraft) draft = NULL;
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  edit (fixture->document, "one");
  cr_document_save_async (fixture->document, file, NULL, on_done, &result);
  edit (fixture->document, "two");
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cr_document_save_finish (fixture->document, result, NULL));
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  do /* one that was begun before the save was done does not know the file yet; another one follows */
    {
      g_autoptr (GPtrArray) found = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      run_for (10);
      found = find_drafts (fixture);
      g_assert_cmpuint (found->len, <=, 1);
      g_clear_pointer (&draft, cr_draft_free);
      draft = found->len == 1 ? cr_draft_read (found->pdata[0], NULL) : NULL;
    }
  while (draft == NULL || g_strcmp0 (draft->etag, g_file_info_get_etag (info)) != 0);
  g_assert_cmpstr (cr_graph_get_title (draft->graph), ==, "two");
}

/* A document that nobody else keeps is kept as long as it has unsaved changes, and no longer. */
static void
test_documents_are_kept_while_they_are_modified (Fixture *fixture, gconstpointer data)
{
  CrDocument *document = fixture->document;

  edit (document, "one");
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  g_clear_object (&fixture->document);
  g_assert_nonnull (document);
  cr_drafts_flush (fixture->drafts);
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  cr_document_undo (document);
  g_assert_null (document);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* --- Who gets them back --- */

static void
test_the_next_program_gets_them (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "mine.chainrule", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) documents = NULL, problems = NULL;

  edit (fixture->document, "one");
  save (fixture->document, file);
  edit (fixture->document, "two");
  cr_drafts_flush (fixture->drafts);
  cr_drafts_close (fixture->drafts);
  g_clear_object (&fixture->document);
  fixture->drafts = open_drafts (fixture);
  documents = recover (fixture->drafts, &problems);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_true (cr_document_is_modified (documents->pdata[0]));
  g_assert_cmpstr (cr_document_get_title (documents->pdata[0]), ==, "two");
  g_assert_true (g_file_equal (cr_document_get_file (documents->pdata[0]), file));
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  save (documents->pdata[0], NULL); /* the file is as it was known */
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* They outlive any number of programs that do nothing with them. */
static void
test_they_are_handed_on (Fixture *fixture, gconstpointer data)
{
  edit (fixture->document, "one");
  cr_drafts_flush (fixture->drafts);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) documents = NULL, problems = NULL;

      cr_drafts_close (fixture->drafts);
      fixture->drafts = open_drafts (fixture);
      documents = recover (fixture->drafts, &problems);
      g_assert_cmpuint (documents->len, ==, 1);
      g_assert_cmpuint (count_drafts (fixture), ==, 1);
    }
}

/* Of a save that wrote the file, and another that was begun, the program never learned how they went; the next ones neither save nor draft. The
 * file is still the document's own. */
static void
test_a_file_written_last_is_known (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "three", "four" };
  g_autofree char *path = g_build_filename (fixture->folder, "mine.chainrule", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) drafts = NULL;

  edit (fixture->document, "one");
  save (fixture->document, file);
  edit (fixture->document, "two");
  cr_drafts_flush (fixture->drafts);
  drafts = find_drafts (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (CrGraph) graph = cr_graph_with_title (cr_document_get_graph (fixture->document), titles[i]);
      gsize length;
      g_autofree char *text = cr_graph_write_text (graph, NULL, &length);

      g_assert_true (cr_draft_note_save (drafts->pdata[0], text, length, NULL));
      if (i == 0)
        g_assert_true (g_file_set_contents (path, text, length, NULL));
    }
  g_clear_object (&fixture->document);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) documents = NULL, problems = NULL;

      cr_drafts_close (fixture->drafts);
      fixture->drafts = open_drafts (fixture);
      documents = recover (fixture->drafts, &problems);
      g_assert_cmpuint (documents->len, ==, 1);
      if (i == 2)
        save (documents->pdata[0], NULL);
    }
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static void
test_a_running_program_keeps_its_own (Fixture *fixture, gconstpointer data)
{
  CrDrafts *other = open_drafts (fixture);
  g_autoptr (GPtrArray) documents = NULL, problems = NULL;

  edit (fixture->document, "one");
  cr_drafts_flush (fixture->drafts);
  documents = recover (other, &problems);
  g_assert_cmpuint (documents->len, ==, 0);
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  cr_drafts_close (other);
}

static void
test_what_cannot_be_read_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = NULL, problems = NULL, kept = NULL;
  g_autofree char *content = NULL;
  CrDrafts *other;

  edit (fixture->document, "one");
  cr_drafts_flush (fixture->drafts);
  kept = find_drafts (fixture);
  g_file_set_contents (kept->pdata[0], "chainrule-draft 1\n\n{\"format\": \"chainr", -1, NULL);
  cr_drafts_close (fixture->drafts);
  fixture->drafts = open_drafts (fixture);
  documents = recover (fixture->drafts, &problems);
  g_assert_cmpuint (documents->len, ==, 0);
  g_assert_cmpuint (problems->len, ==, 1);
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = find_drafts (fixture);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], kept->pdata[0]));
  g_clear_pointer (&documents, g_ptr_array_unref);
  g_clear_pointer (&problems, g_ptr_array_unref);
  other = open_drafts (fixture);
  documents = recover (other, &problems);
  g_assert_cmpuint (problems->len, ==, 0);
  cr_drafts_close (other);
}

static void
test_a_failure_is_told_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *drafts = g_build_filename (fixture->folder, "drafts", NULL);

  edit (fixture->document, "one");
  remove_tree (drafts);
  g_assert_false (cr_drafts_flush (fixture->drafts));
  g_assert_false (cr_drafts_flush (fixture->drafts));
  g_assert_cmpuint (fixture->n_failures, ==, 1);
  g_assert_true (cr_document_is_modified (fixture->document));
}

static void
test_text_of_a_draft (void)
{
  static const char *const wrong[] = { "", "\n\n", "chainrule-draft 2\n\n{}", "chainrule-draft 1\n", "chainrule-draft 1\n\n",
                                       "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": []}" };
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/a b\nfile: \xff.chainrule");
  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autoptr (CrGraph) graph = cr_graph_with_title (empty, "a\n\nfile: b");
  gsize length;
  g_autofree char *text = cr_draft_to_text (graph, NULL, file, "12:3\n4", &length);
  g_autoptr (CrDraft) draft = cr_draft_from_text (text, length, NULL);

  g_assert_true (g_file_equal (draft->file, file));
  g_assert_cmpstr (draft->etag, ==, "12:3\n4");
  g_assert_cmpstr (cr_graph_get_title (draft->graph), ==, "a\n\nfile: b");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cr_draft_from_text (wrong[i], strlen (wrong[i]), &error));
      g_assert_nonnull (error);
    }
}

#define ADD(path, function) g_test_add ("/drafts/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drafts/text", test_text_of_a_draft);
  ADD ("within-three-seconds-of-steady-changes", test_within_three_seconds_of_steady_changes);
  ADD ("at-once-when-asked", test_at_once_when_asked);
  ADD ("only-the-user-may-read-them", test_only_the_user_may_read_them);
  ADD ("they-go-with-a-save-that-succeeds", test_they_go_with_a_save_that_succeeds);
  ADD ("they-go-when-changes-are-undone-or-given-up", test_they_go_when_changes_are_undone_or_given_up);
  ADD ("an-edit-during-a-save-keeps-its-draft", test_an_edit_during_a_save_keeps_its_draft);
  ADD ("documents-are-kept-while-they-are-modified", test_documents_are_kept_while_they_are_modified);
  ADD ("the-next-program-gets-them", test_the_next_program_gets_them);
  ADD ("they-are-handed-on", test_they_are_handed_on);
  ADD ("a-file-written-last-is-known", test_a_file_written_last_is_known);
  ADD ("a-running-program-keeps-its-own", test_a_running_program_keeps_its_own);
  ADD ("what-cannot-be-read-is-kept", test_what_cannot_be_read_is_kept);
  ADD ("a-failure-is-told-once", test_a_failure_is_told_once);
  return g_test_run ();
}
