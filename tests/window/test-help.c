/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F1: the right page goes to the browser that is there; without one the window says where the pages are. */
#include "window-driver.h"

#include "cr-help.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *folder; /* of the test's own data: a browser that writes down what it is asked to show */

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
install_browser (void)
{
  g_autofree char *applications = in_folder ("applications");
  g_autofree char *entry = g_build_filename (applications, "browser.desktop", NULL);
  g_autofree char *list = g_build_filename (applications, "mimeapps.list", NULL);
  g_autofree char *shown = in_folder ("shown");
  g_autofree char *text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nMimeType=text/html;\n"
                                           "Exec=/bin/sh -c \"echo $0 > %s.new && mv %s.new %s\" %%u\n",
                                           shown, shown, shown);

  g_assert_cmpint (g_mkdir_with_parents (applications, 0700), ==, 0);
  g_assert_true (g_file_set_contents (entry, text, -1, NULL));
  g_assert_true (g_file_set_contents (list, "[Default Applications]\ntext/html=browser.desktop\n", -1, NULL));
}

/* In the build tree: the pages that were built with the program. */
static void
test_pages_are_found (void)
{
  g_autofree char *uri = cr_help_dup_uri ("index");

  g_assert_nonnull (uri);
  g_assert_true (g_str_has_prefix (uri, "file://"));
  g_assert_true (g_str_has_suffix (uri, "/html/index.html"));
}

static gboolean
is_shown (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
assert_shows (CrWindow *window, const char *page)
{
  g_autofree char *shown = in_folder ("shown");
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help", NULL);
  driver_wait (is_shown, shown);
  g_assert_true (g_file_get_contents (shown, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (g_strchomp (text), page));
  g_remove (shown);
}

static void
test_opens_the_page_of_the_gate (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrKey key = driver_find_node (window, "f");

  assert_shows (window, "/index.html");
  cr_canvas_select_node (driver_get_canvas (window), key);
  assert_shows (window, "/gate-mul.html");
  driver_close (window);
}

static void
test_says_that_nothing_can_show_it (void)
{
  g_autofree char *list = g_build_filename (folder, "applications", "mimeapps.list", NULL);
  g_autofree char *entry = g_build_filename (folder, "applications", "browser.desktop", NULL);
  CrWindow *window = driver_open_window ();
  GtkWidget *dialog;

  g_remove (list);
  g_remove (entry);
  while (g_app_info_get_default_for_type ("text/html", TRUE) != NULL)
    g_usleep (20000); /* GIO looks at its folders now and then */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help", NULL);
  driver_settle ();
  dialog = driver_find_dialog (window);
  g_assert_nonnull (dialog);
  g_assert_true (driver_sees (dialog, "Nothing Here Can Show the Help"));
  g_assert_true (driver_sees (dialog, "docs/help/html"));
  driver_close_dialog (dialog);
  driver_close (window);
}

/* The system's data but for its programs: no other browser, and no Yelp. */
static void
leave_programs_out (void)
{
  static const char *const names[] = { "mime", "icons", "themes", "glib-2.0" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (names[i]);
      g_autofree char *target = g_build_filename ("/usr/share", names[i], NULL);

      g_assert_cmpint (symlink (target, path), ==, 0);
    }
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_DIRS", folder, TRUE);
}

int
main (int argc, char **argv)
{
  folder = g_mkdtemp (g_build_filename (g_get_home_dir (), "help-XXXXXX", NULL)); /* gone with the display */
  leave_programs_out ();
  install_browser ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/help/pages-are-found", test_pages_are_found);
  g_test_add_func ("/window/help/opens-the-page-of-the-gate", test_opens_the_page_of_the_gate);
  g_test_add_func ("/window/help/says-that-nothing-can-show-it", test_says_that_nothing_can_show_it);
  return g_test_run ();
}
