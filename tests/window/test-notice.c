/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar that tells of what became of the document outside of the window, in the real window. */
#include "window-driver.h"

#include "cr-bar.h"
#include "cr-notice.h"
#include "cr-width-bin.h"
#include "cr-window-files.h"

#include <glib/gstdio.h>

#define TEXT "{\"format\": \"chainrule\", \"version\": 1, \"title\": \"%s\", \"nodes\": []}"

typedef struct
{
  char *folder;
  char *path;
  CrWindow *window;
  CrNotice *notice;
} Fixture;

static void
write_file (Fixture *fixture, const char *title)
{
  g_autofree char *text = g_strdup_printf (TEXT, title);

  g_usleep (20000);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static gboolean
has_document (gpointer window)
{
  return cr_window_get_document (window) != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  fixture->folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "graph.chainrule", NULL);
  file = g_file_new_for_path (fixture->path);
  write_file (fixture, "first");
  fixture->window = driver_open_window ();
  cr_window_load (fixture->window, file);
  driver_wait (has_document, fixture->window);
  fixture->notice = driver_find (GTK_WIDGET (fixture->window), CR_TYPE_NOTICE);
  g_assert_cmpint (cr_notice_get_kind (fixture->notice), ==, CR_NOTICE_NONE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, "~", NULL);

  driver_close (fixture->window);
  g_remove (fixture->path);
  g_remove (backup);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gboolean
is_shown (gpointer notice)
{
  return cr_notice_get_kind (notice) != CR_NOTICE_NONE;
}

static void
answer (Fixture *fixture, guint which)
{
  cr_bar_answer (driver_find (GTK_WIDGET (fixture->notice), CR_TYPE_BAR), which);
  g_assert_false (is_shown (fixture->notice));
}

static gboolean
has_second_title (gpointer window)
{
  return g_str_equal (cr_document_get_title (cr_window_get_document (window)), "second");
}

static gboolean
is_modified (gpointer window)
{
  return cr_document_is_modified (cr_window_get_document (window));
}

static void
test_reload (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "second");
  driver_wait (is_shown, fixture->notice);
  g_assert_cmpint (cr_notice_get_kind (fixture->notice), ==, CR_NOTICE_CHANGED_ON_DISK);
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (fixture->window), "Another program has changed “graph.chainrule”."));
  answer (fixture, CR_NOTICE_ANSWER_FIRST);
  driver_wait (has_second_title, fixture->window);
  g_assert_false (is_modified (fixture->window));
}

/* Its buttons break their lines in a narrow window. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  for (CrNoticeKind kind = CR_NOTICE_NONE + 1; kind <= CR_NOTICE_GONE_FROM_DISK; kind++)
    {
      int least;

      cr_notice_show (fixture->notice, kind, "graph.chainrule");
      driver_settle ();
      gtk_widget_measure (GTK_WIDGET (fixture->notice), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, <=, CR_WIDTH_LEAST);
    }
  cr_notice_show (fixture->notice, CR_NOTICE_NONE, NULL);
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "second");
  driver_wait (is_shown, fixture->notice);
  answer (fixture, CR_NOTICE_ANSWER_SECOND);
  g_assert_true (is_modified (fixture->window));
  g_assert_cmpstr (cr_document_get_title (cr_window_get_document (fixture->window)), ==, "first");
  cr_drafts_discard (cr_application_get_drafts (driver_get_application ()), cr_window_get_document (fixture->window));
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  driver_wait (is_shown, fixture->notice);
  g_assert_cmpint (cr_notice_get_kind (fixture->notice), ==, CR_NOTICE_GONE_FROM_DISK);
  answer (fixture, CR_NOTICE_ANSWER_FIRST);
  g_assert_true (is_modified (fixture->window));
  cr_window_save (fixture->window);
  while (is_modified (fixture->window))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Closing the bar changes nothing, and another document has none. */
static void
test_closed_and_gone_with_the_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrDocument) other = cr_document_new ();

  write_file (fixture, "second");
  driver_wait (is_shown, fixture->notice);
  answer (fixture, CR_BAR_CLOSED);
  g_assert_false (is_modified (fixture->window));
  write_file (fixture, "third");
  driver_wait (is_shown, fixture->notice);
  cr_window_set_document (fixture->window, other, NULL);
  g_assert_false (is_shown (fixture->notice));
}

#define ADD(path, function) g_test_add ("/notice/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("reload", test_reload);
  ADD ("keep", test_keep);
  ADD ("narrow", test_narrow);
  ADD ("gone", test_gone);
  ADD ("closed-and-gone-with-the-document", test_closed_and_gone_with_the_document);
  return g_test_run ();
}
