/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program's window, from which the file that it was called with is dragged. */
#include <gtk/gtk.h>

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, GFile *file)
{
  GSList *files = g_slist_append (NULL, file);
  GdkContentProvider *provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);

  g_slist_free (files);
  return provider;
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = argc > 1 ? g_file_new_for_commandline_arg (argv[1]) : NULL;
  GtkDragSource *source;
  GtkWidget *window, *label;

  if (file == NULL || !gtk_init_check ())
    return 2;
  window = gtk_window_new ();
  label = gtk_label_new ("drag me");
  source = gtk_drag_source_new ();
  gtk_window_set_title (GTK_WINDOW (window), "file-drag-source");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 60);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), file);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
