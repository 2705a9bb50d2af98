/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said while a large graph is being laid out, with a button that cancels it. */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>

#define INSET 12
#define PATIENCE 300 /* milliseconds for which nothing is said */

static void
on_cancelled (CrCanvas *canvas)
{
  cr_editor_cancel_layout (canvas->editor);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

void
cr_canvas_add_progress (CrCanvas *canvas)
{
  GtkWidget *label = gtk_label_new (_("Laying out…"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Cancel"));

  canvas->progress = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (canvas->progress, "progress-note");
  gtk_box_append (GTK_BOX (canvas->progress), label);
  gtk_box_append (GTK_BOX (canvas->progress), button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Cancel the layout"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_cancelled), canvas);
  gtk_widget_set_visible (canvas->progress, FALSE);
  gtk_widget_set_parent (canvas->progress, GTK_WIDGET (canvas));
}

void
cr_canvas_remove_progress (CrCanvas *canvas)
{
  g_clear_handle_id (&canvas->progress_source, g_source_remove);
  g_clear_pointer (&canvas->progress, gtk_widget_unparent);
}

static gboolean
on_patience_lost (gpointer data)
{
  CrCanvas *canvas = data;

  canvas->progress_source = 0;
  gtk_widget_set_visible (canvas->progress, TRUE);
  return G_SOURCE_REMOVE;
}

void
cr_canvas_update_progress (CrCanvas *canvas)
{
  g_clear_handle_id (&canvas->progress_source, g_source_remove);
  if (canvas->progress == NULL)
    return;
  if (cr_editor_is_laying_out (canvas->editor))
    canvas->progress_source = g_timeout_add (PATIENCE, on_patience_lost, canvas);
  else
    gtk_widget_set_visible (canvas->progress, FALSE);
}

void
cr_canvas_allocate_progress (CrCanvas *canvas, int width, int height)
{
  int own_width, own_height;

  if (!gtk_widget_get_visible (canvas->progress))
    return;
  gtk_widget_measure (canvas->progress, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &own_width, NULL, NULL);
  gtk_widget_measure (canvas->progress, GTK_ORIENTATION_VERTICAL, own_width, NULL, &own_height, NULL, NULL);
  cr_canvas_allocate_at (canvas->progress, (width - own_width) / 2, INSET, own_width, own_height, width, height);
}
