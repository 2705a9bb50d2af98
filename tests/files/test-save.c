/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing bytes whole or not at all, also where the target is no regular file. What a document makes of it is in test-document.c. */
#include "cr-save.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_new_and_again (void)
{
  g_autofree char *folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL, *content = NULL;

  g_assert_true (cr_save_bytes (file, "one", 3, NULL, &first, NULL, &error));
  g_assert_no_error (error);
  g_usleep (50000); /* the file system's clock ticks every few milliseconds */
  g_assert_true (cr_save_bytes (file, "a second", 8, first, &second, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_false (cr_save_bytes (file, "x", 1, first, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "a second");
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_empty (void)
{
  g_autofree char *folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GStatBuf status;

  g_assert_true (cr_save_bytes (file, "", 0, NULL, NULL, NULL, NULL));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 0);
  g_remove (path);
  g_rmdir (folder);
}

/* A pipe stays a pipe. */
static void
test_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  char content[6] = "";
  GStatBuf status;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);

  int reader = g_open (path, O_RDONLY | O_NONBLOCK, 0);

  g_assert_true (cr_save_bytes (file, "hello", 5, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read (reader, content, 5), ==, 5);
  g_assert_cmpstr (content, ==, "hello");
  close (reader);
  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  g_assert_true (S_ISFIFO (status.st_mode));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_full_device (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("there is no /dev/full here");
      return;
    }
  g_assert_false (cr_save_bytes (file, "hello", 5, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save/new-and-again", test_new_and_again);
  g_test_add_func ("/save/empty", test_empty);
  g_test_add_func ("/save/pipe", test_pipe);
  g_test_add_func ("/save/full-device", test_full_device);
  return g_test_run ();
}
