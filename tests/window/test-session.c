/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was open comes again with the next start, each in a window as it was. */
#include "window-driver.h"

#include "cr-session.h"
#include "cr-window-files.h"

#include <glib/gstdio.h>

#define TEXT "{\"format\": \"chainrule\", \"version\": 1, \"title\": \"%s\", \"nodes\": []}"

typedef struct
{
  char *folder;
  char *paths[2];
} Fixture;

static GtkApplication *
get_application (void)
{
  return GTK_APPLICATION (driver_get_application ());
}

static guint
count_windows (void)
{
  return g_list_length (gtk_application_get_windows (get_application ()));
}

/* The window that shows that file, or NULL. */
static CrWindow *
find (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return cr_application_find_window (driver_get_application (), file);
}

static gboolean
is_open (gpointer path)
{
  return find (path) != NULL;
}

static void
open_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  cr_application_open_file (driver_get_application (), NULL, file);
  driver_wait (is_open, (gpointer) path);
  driver_settle ();
}

static gboolean
are_all_gone (gpointer unused)
{
  return count_windows () == 0;
}

static void
quit (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (get_application ()), "quit", NULL);
  driver_wait (are_all_gone, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("graph-%u.chainrule", i);
      g_autofree char *text = g_strdup_printf (TEXT, name);

      fixture->paths[i] = g_build_filename (fixture->folder, name, NULL);
      g_assert_true (g_file_set_contents (fixture->paths[i], text, -1, NULL));
    }
  g_assert_cmpuint (count_windows (), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = cr_application_get_settings (driver_get_application ());

  while (count_windows () > 0)
    driver_close (CR_WINDOW (gtk_application_get_windows (get_application ())->data));
  g_settings_reset (settings, "session");
  g_settings_reset (settings, "restore-session");
  for (guint i = 0; i < 2; i++)
    {
      g_remove (fixture->paths[i]);
      g_free (fixture->paths[i]);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
test_comes_again (Fixture *fixture, gconstpointer data)
{
  int width, height;

  open_file (fixture->paths[0]);
  open_file (fixture->paths[1]);
  gtk_window_set_default_size (GTK_WINDOW (find (fixture->paths[0])), 731, 517);
  driver_settle ();
  quit ();

  cr_session_restore (driver_get_application ());
  driver_wait (is_open, fixture->paths[0]);
  driver_wait (is_open, fixture->paths[1]);
  g_assert_cmpuint (count_windows (), ==, 2);
  gtk_window_get_default_size (GTK_WINDOW (find (fixture->paths[0])), &width, &height);
  g_assert_cmpint (width, ==, 731);
  g_assert_cmpint (height, ==, 517);
}

/* One that was closed while others stayed was done with; the last one was left with the program. */
static void
test_closed_windows_stay_closed (Fixture *fixture, gconstpointer data)
{
  open_file (fixture->paths[0]);
  open_file (fixture->paths[1]);
  gtk_window_close (GTK_WINDOW (find (fixture->paths[0])));
  driver_settle ();
  gtk_window_close (GTK_WINDOW (find (fixture->paths[1])));
  driver_wait (are_all_gone, NULL);

  cr_session_restore (driver_get_application ());
  driver_wait (is_open, fixture->paths[1]);
  g_assert_cmpuint (count_windows (), ==, 1);
}

/* What has gone from the disk meanwhile is no reason for a message. */
static void
test_missing_files_are_left_out (Fixture *fixture, gconstpointer data)
{
  open_file (fixture->paths[0]);
  quit ();
  g_remove (fixture->paths[0]);
  cr_session_restore (driver_get_application ());
  g_assert_cmpuint (count_windows (), ==, 0);
}

static void
test_can_be_unwanted (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (cr_application_get_settings (driver_get_application ()), "restore-session", FALSE);
  open_file (fixture->paths[0]);
  quit ();
  cr_session_restore (driver_get_application ());
  g_assert_cmpuint (count_windows (), ==, 0);
}

/* A file that is open already, as a draft that was recovered, is not opened a second time. */
static void
test_opens_nothing_twice (Fixture *fixture, gconstpointer data)
{
  open_file (fixture->paths[0]);
  cr_session_restore (driver_get_application ());
  driver_settle ();
  g_assert_cmpuint (count_windows (), ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/window/session/comes-again", Fixture, NULL, set_up, test_comes_again, tear_down);
  g_test_add ("/window/session/closed-windows-stay-closed", Fixture, NULL, set_up, test_closed_windows_stay_closed, tear_down);
  g_test_add ("/window/session/missing-files-are-left-out", Fixture, NULL, set_up, test_missing_files_are_left_out, tear_down);
  g_test_add ("/window/session/can-be-unwanted", Fixture, NULL, set_up, test_can_be_unwanted, tear_down);
  g_test_add ("/window/session/opens-nothing-twice", Fixture, NULL, set_up, test_opens_nothing_twice, tear_down);
  return g_test_run ();
}
