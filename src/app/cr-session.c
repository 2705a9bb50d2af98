/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files were open in which windows, from one start of the program to the next. */
#include "cr-session.h"

#include "cr-width-bin.h"
#include "cr-window-files.h"

#define SESSION "session"
#define SESSION_TYPE "a(s(ii)b)" /* URI, width and height, whether maximized */

static void
add_window (GVariantBuilder *session, CrWindow *window)
{
  CrDocument *document = cr_window_get_document (window);
  GFile *file = document != NULL ? cr_document_get_file (document) : NULL;
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  int width;
  int height;

  if (uri == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_variant_builder_add (session, "(s(ii)b)", uri, width, height, gtk_window_is_maximized (GTK_WINDOW (window)));
}

void
cr_session_remember (CrApplication *application)
{
  GSettings *settings = cr_application_get_settings (application);
  g_auto (GVariantBuilder) session = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SESSION_TYPE));
  g_autoptr (GList) windows = g_list_reverse (g_list_copy (gtk_application_get_windows (GTK_APPLICATION (application))));

  if (settings == NULL)
    return;
  for (GList *item = windows; item != NULL; item = item->next) /* the one that was used last comes last, and so to the front again */
    if (CR_IS_WINDOW (item->data))
      add_window (&session, item->data);
  g_settings_set_value (settings, SESSION, g_variant_builder_end (&session));
}

static void
restore_window (CrApplication *application, GFile *file, int width, int height, gboolean is_maximized)
{
  CrWindow *window = cr_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), MAX (width, CR_WIDTH_LEAST), MAX (height, CR_WIDTH_LEAST));
  if (is_maximized)
    gtk_window_maximize (GTK_WINDOW (window));
  else
    gtk_window_unmaximize (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  cr_window_load (window, file);
}

void
cr_session_restore (CrApplication *application)
{
  GSettings *settings = cr_application_get_settings (application);
  g_autoptr (GVariant) session = settings != NULL ? g_settings_get_value (settings, SESSION) : NULL;
  GVariantIter iter;
  const char *uri;
  int width, height;
  gboolean is_maximized;

  if (session == NULL || !g_settings_get_boolean (settings, "restore-session"))
    return;
  g_variant_iter_init (&iter, session);
  while (g_variant_iter_next (&iter, "(&s(ii)b)", &uri, &width, &height, &is_maximized))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);
      const char *path = g_file_peek_path (file);

      if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) && cr_application_find_window (application, file) == NULL)
        restore_window (application, file, width, height, is_maximized);
    }
}
