/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the help is, and who shows it. */
#include "cr-help.h"

#include "cr-config.h"

static char *
take_if_there (char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return folder;
  g_free (folder);
  return NULL;
}

/* Beside the program where it was built, build/src/app/chainrule. */
static char *
find_built_pages (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *place = program != NULL ? g_path_get_dirname (program) : NULL;

  return place != NULL ? take_if_there (g_build_filename (place, "..", "..", "docs", "help", "html", NULL), "index.html") : NULL;
}

/* Of the folders for what programs share, and of that which this program is installed to. */
static char *
find_installed (const char *first, const char *second, const char *third, const char *file)
{
  const char *const *folders = g_get_system_data_dirs ();
  char *found = take_if_there (g_build_filename (CR_DATA_DIR, first, second, third, NULL), file);

  for (guint i = 0; found == NULL && folders[i] != NULL; i++)
    found = take_if_there (g_build_filename (folders[i], first, second, third, NULL), file);
  return found;
}

char *
cr_help_dup_folder (void)
{
  char *built = find_built_pages ();

  return built != NULL ? built : find_installed ("chainrule", "html", NULL, "index.html");
}

static gboolean
yelp_has_pages (void)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");
  g_autofree char *built = find_built_pages ();
  g_autofree char *installed = find_installed ("help", "C", "chainrule", "index.page");

  return viewer != NULL && built == NULL && installed != NULL;
}

char *
cr_help_dup_uri (const char *page)
{
  g_autofree char *folder = cr_help_dup_folder ();
  g_autofree char *name = g_strconcat (page, ".html", NULL);
  g_autoptr (GAppInfo) browser = g_app_info_get_default_for_type ("text/html", TRUE);
  g_autoptr (GFile) file = NULL;

  if (yelp_has_pages ())
    return g_strconcat ("help:chainrule/", page, NULL);
  if (browser == NULL || folder == NULL)
    return NULL;
  file = g_file_new_build_filename (folder, name, NULL);
  return g_file_get_uri (file);
}
