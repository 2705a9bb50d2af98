/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives every file below the folders that are named to a fuzzer's target, without a fuzzer:  replay-graph FOLDER… */
#include "fuzz.h"

static guint n_files;
static double slowest;
static char *slowest_path;

static void
replay_file (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  timer = g_timer_new ();
  LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
  n_files++;
  if (g_timer_elapsed (timer, NULL) <= slowest)
    return;
  slowest = g_timer_elapsed (timer, NULL);
  g_free (slowest_path);
  slowest_path = g_strdup (path);
}

static void
replay (const char *path)
{
  g_autoptr (GDir) names = g_dir_open (path, 0, NULL);

  if (names == NULL)
    {
      replay_file (path);
      return;
    }
  for (const char *name; (name = g_dir_read_name (names)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      replay (child);
    }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    replay (argv[i]);
  g_print ("%u inputs, the slowest in %.2f s: %s\n", n_files, slowest, slowest_path != NULL ? slowest_path : "");
  g_free (slowest_path);
  return n_files > 0 ? 0 : 1;
}
