/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing bytes whole or not at all, also where the target is no regular file. What a document makes of it is in test-document.c. */
#include "cr-save.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
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

/* No file may become longer than that, as on a full disk. */
static void
limit_files (rlim_t length)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = length;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

/* How the name that is saved to is made from the file. */
typedef enum
{
  PLAIN,
  SYMBOLIC_LINK,
  SECOND_NAME,
} Name;

/* What was there is there after a save that had no room; and one that has leaves links and modes as they were. */
static void
test_no_room (gconstpointer data)
{
  Name kind = GPOINTER_TO_INT (data);
  g_autofree char *folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *name = kind == PLAIN ? g_strdup (path) : g_build_filename (folder, "name", NULL);
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL, *other_etag = NULL;
  GStatBuf before, status;

  g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  if (kind == SYMBOLIC_LINK)
    g_assert_cmpint (symlink ("file", name), ==, 0);
  if (kind == SECOND_NAME)
    g_assert_cmpint (link (path, name), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  limit_files (4096);
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_usleep (50000); /* the file system's clock ticks every few milliseconds */
  g_assert_false (cr_save_bytes (file, large, strlen (large), NULL, NULL, NULL, &error));
  limit_files (RLIM_INFINITY);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mtim.tv_nsec, ==, before.st_mtim.tv_nsec); /* nobody has written it */
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
  assert_content (path, "what was there");
  assert_content (name, "what was there");

  g_assert_true (cr_save_bytes (file, large, strlen (large), NULL, &etag, NULL, NULL));
  assert_content (path, large);
  g_usleep (50000);
  g_assert_true (cr_save_bytes (file, "shorter", 7, etag, &other_etag, NULL, NULL));
  assert_content (path, "shorter");
  assert_content (name, "shorter");
  g_clear_error (&error);
  g_assert_false (cr_save_bytes (file, "other", 5, etag, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_content (path, "shorter");
  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);
  g_assert_cmpint (status.st_nlink, ==, kind == SECOND_NAME ? 2 : 1);
  g_assert_cmpint (g_lstat (name, &status), ==, 0);
  g_assert_true (S_ISLNK (status.st_mode) == (kind == SYMBOLIC_LINK));
  g_remove (name);
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A file that one may write, in a folder that one may not: written over, as there is no place for another one. */
static void
test_closed_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (geteuid () == 0)
    {
      g_test_skip ("nothing is closed to root");
      g_rmdir (folder);
      return;
    }
  g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  limit_files (4096);
  g_assert_false (cr_save_bytes (file, large, strlen (large), NULL, NULL, NULL, NULL));
  limit_files (RLIM_INFINITY);
  assert_content (path, "what was there");
  g_assert_true (cr_save_bytes (file, large, strlen (large), NULL, NULL, NULL, NULL));
  assert_content (path, large);
  g_chmod (folder, 0755);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save/new-and-again", test_new_and_again);
  g_test_add_func ("/save/empty", test_empty);
  g_test_add_func ("/save/pipe", test_pipe);
  g_test_add_func ("/save/full-device", test_full_device);
  g_test_add_data_func ("/save/no-room/plain", GINT_TO_POINTER (PLAIN), test_no_room);
  g_test_add_data_func ("/save/no-room/symbolic-link", GINT_TO_POINTER (SYMBOLIC_LINK), test_no_room);
  g_test_add_data_func ("/save/no-room/second-name", GINT_TO_POINTER (SECOND_NAME), test_no_room);
  g_test_add_func ("/save/closed-folder", test_closed_folder);
  return g_test_run ();
}
