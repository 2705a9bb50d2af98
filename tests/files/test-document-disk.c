/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of a document whose file other programs write, too. */
#include "cr-document.h"
#include "cr-save.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#define TEXT "{\"format\": \"chainrule\", \"version\": 1, \"title\": \"%s\", \"nodes\": []}"
#define NOT_TOLD (-1)
#define PATIENCE 60000 /* milliseconds, for what comes at once where the machine has nothing else to do */

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  CrDocument *document;
  int told; /* what "changed-on-disk" last said */
} Fixture;

static void
write_file (Fixture *fixture, const char *title)
{
  g_autofree char *text = g_strdup_printf (TEXT, title);

  g_usleep (20000); /* the file system's clock ticks every few milliseconds */
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
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
note_change (CrDocument *document, gboolean is_there, Fixture *fixture)
{
  fixture->told = is_there;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "graph.chainrule", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  write_file (fixture, "first");
  cr_document_load_async (fixture->file, NULL, keep_result, &result);
  fixture->document = cr_document_load_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  fixture->told = NOT_TOLD;
  g_signal_connect (fixture->document, "changed-on-disk", G_CALLBACK (note_change), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, "~", NULL);

  g_object_unref (fixture->document);
  g_remove (fixture->path);
  g_remove (backup);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* and nothing else lies there */
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Until it is told of a change, or @milliseconds are over. */
static void
run_for (Fixture *fixture, guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (fixture->told == NOT_TOLD && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
edit (Fixture *fixture, const char *title)
{
  g_autoptr (CrGraph) graph = cr_graph_with_title (cr_document_get_graph (fixture->document), title);

  cr_document_edit (fixture->document, graph, "Edit");
}

static gboolean
save (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cr_document_save_async (fixture->document, NULL, NULL, keep_result, &result);
  return cr_document_save_finish (fixture->document, wait_for (&result), error);
}

static void
assert_on_disk (const char *path, const char *title)
{
  g_autofree char *text = NULL;
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", title);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, quoted));
}

static void
test_own_saves_are_no_news (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      edit (fixture, "mine");
      g_assert_true (save (fixture, NULL));
      run_for (fixture, 150);
    }
  run_for (fixture, 1000);
  g_assert_cmpint (fixture->told, ==, NOT_TOLD);
}

static void
test_reload_can_be_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  edit (fixture, "mine");
  write_file (fixture, "theirs");
  run_for (fixture, PATIENCE);
  g_assert_cmpint (fixture->told, ==, TRUE);
  cr_document_reload_async (fixture->document, keep_result, &result);
  g_assert_true (cr_document_reload_finish (fixture->document, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cr_document_get_title (fixture->document), ==, "theirs");
  g_assert_false (cr_document_is_modified (fixture->document));
  cr_document_undo (fixture->document);
  g_assert_cmpstr (cr_document_get_title (fixture->document), ==, "mine");
  g_assert_true (cr_document_is_modified (fixture->document));
  g_assert_true (save (fixture, &error)); /* what is replaced has been seen */
  g_assert_no_error (error);
  assert_on_disk (fixture->path, "mine");
}

static void
test_a_reload_that_fails_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  edit (fixture, "mine");
  g_file_set_contents (fixture->path, "no graph", -1, NULL);
  cr_document_reload_async (fixture->document, keep_result, &result);
  g_assert_false (cr_document_reload_finish (fixture->document, wait_for (&result), &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (cr_document_get_title (fixture->document), ==, "mine");
  g_assert_true (cr_document_is_modified (fixture->document));
}

static void
test_keeping_ones_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, "theirs");
  run_for (fixture, PATIENCE);
  g_assert_cmpint (fixture->told, ==, TRUE);
  g_assert_false (cr_document_is_modified (fixture->document));
  edit (fixture, "mine");
  g_assert_false (save (fixture, &error)); /* not before somebody has said so */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_clear_error (&error);
  assert_on_disk (fixture->path, "theirs");
  cr_document_keep_own (fixture->document);
  g_assert_true (cr_document_is_modified (fixture->document));
  g_assert_true (save (fixture, &error));
  g_assert_no_error (error);
  assert_on_disk (fixture->path, "mine");
}

static void
test_a_file_that_is_taken_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_remove (fixture->path);
  run_for (fixture, PATIENCE);
  g_assert_cmpint (fixture->told, ==, FALSE);
  cr_document_keep_own (fixture->document);
  g_assert_true (cr_document_is_modified (fixture->document));
  g_assert_true (save (fixture, &error));
  g_assert_no_error (error);
  assert_on_disk (fixture->path, "first");
}

/* As most editors write: another file takes its place. */
static void
test_replacing_is_told_once (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    write_file (fixture, "theirs");
  run_for (fixture, PATIENCE);
  g_assert_cmpint (fixture->told, ==, TRUE);
  fixture->told = NOT_TOLD;
  cr_document_look_at_disk (fixture->document);
  run_for (fixture, 1000);
  g_assert_cmpint (fixture->told, ==, NOT_TOLD);
}

/* --- Backups --- */

static void
test_the_version_before_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, "~", NULL);

  edit (fixture, "second");
  g_assert_true (save (fixture, NULL));
  assert_on_disk (backup, "first");
  edit (fixture, "third");
  g_assert_true (save (fixture, NULL));
  assert_on_disk (backup, "second");
  assert_on_disk (fixture->path, "third");
}

/* Beside the file itself, not beside a link to it. */
static void
test_the_backup_of_what_a_link_leads_to (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *backup = g_strconcat (fixture->path, "~", NULL);
  g_autofree char *wrong = g_strconcat (link, "~", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);

  g_assert_cmpint (symlink ("graph.chainrule", link), ==, 0);
  cr_save_keep_backup (file);
  cr_save_keep_backup (file);
  assert_on_disk (backup, "first");
  g_assert_false (g_file_test (wrong, G_FILE_TEST_EXISTS));
  g_remove (link);
}

/* As when a disk is pulled out: its folder is gone, and later it is there again. Each save that cannot be says so and loses nothing. */
static void
test_a_folder_that_vanishes_and_returns (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = g_strconcat (fixture->folder, ".away", NULL);

  edit (fixture, "second");
  g_assert_cmpint (g_rename (fixture->folder, elsewhere), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (save (fixture, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      g_assert_cmpstr (error->message, !=, "");
      g_assert_true (cr_document_is_modified (fixture->document));
      g_assert_cmpstr (cr_document_get_title (fixture->document), ==, "second");
      g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS)); /* nothing is made where a disk belongs */
    }
  g_assert_cmpint (g_rename (elsewhere, fixture->folder), ==, 0);
  g_assert_true (save (fixture, NULL));
  g_assert_false (cr_document_is_modified (fixture->document));
  assert_on_disk (fixture->path, "second");
}

/* The same with a file system that is taken away below the program, where tests may mount one: the empty place is not the file. */
static void
test_a_mount_that_vanishes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CrDocument) document = NULL;

  if (mount ("chainrule-test", fixture->folder, "tmpfs", 0, "size=1m") != 0)
    {
      g_test_skip ("nothing can be mounted here");
      return;
    }
  write_file (fixture, "on the mount");
  cr_document_load_async (fixture->file, NULL, keep_result, &result);
  document = cr_document_load_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_set_object (&fixture->document, document);
  edit (fixture, "second");
  g_assert_cmpint (umount2 (fixture->folder, MNT_DETACH), ==, 0);
  g_remove (fixture->path); /* what was below the mount */
  save (fixture, &error);
  g_assert_cmpstr (cr_document_get_title (fixture->document), ==, "second");
  g_assert_true (error != NULL ? cr_document_is_modified (fixture->document) : g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

#define ADD(path, function) g_test_add ("/document-disk/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("own-saves-are-no-news", test_own_saves_are_no_news);
  ADD ("reload-can-be-undone", test_reload_can_be_undone);
  ADD ("a-reload-that-fails-changes-nothing", test_a_reload_that_fails_changes_nothing);
  ADD ("keeping-ones-own", test_keeping_ones_own);
  ADD ("a-file-that-is-taken-away", test_a_file_that_is_taken_away);
  ADD ("replacing-is-told-once", test_replacing_is_told_once);
  ADD ("the-version-before-is-kept", test_the_version_before_is_kept);
  ADD ("the-backup-of-what-a-link-leads-to", test_the_backup_of_what_a_link_leads_to);
  ADD ("a-folder-that-vanishes-and-returns", test_a_folder_that_vanishes_and_returns);
  ADD ("a-mount-that-vanishes", test_a_mount_that_vanishes);
  return g_test_run ();
}
