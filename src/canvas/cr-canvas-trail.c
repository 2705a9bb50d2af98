/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way in, while the inside of a group is shown: the graph, the groups around it, and the group itself, to go back by. */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>

#define INSET 12

void
cr_canvas_add_trail (CrCanvas *canvas)
{
  canvas->trail = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (canvas->trail, "trail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas->trail), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The groups around what is shown"), -1);
  gtk_widget_set_visible (canvas->trail, FALSE);
  gtk_widget_set_parent (canvas->trail, GTK_WIDGET (canvas));
}

static void
on_clicked (GtkButton *button, CrCanvas *canvas)
{
  CrKey key = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "group"));

  cr_editor_set_inside (canvas->editor, key);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

static void
prepend (CrCanvas *canvas, CrKey key, const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  if (gtk_widget_get_first_child (canvas->trail) != NULL)
    gtk_box_prepend (GTK_BOX (canvas->trail), gtk_label_new ("›"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, key != cr_editor_get_inside (canvas->editor));
  g_object_set_data (G_OBJECT (button), "group", GUINT_TO_POINTER (key));
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), canvas);
  gtk_box_prepend (GTK_BOX (canvas->trail), button);
}

/* Only where it has changed: a click on a button comes by its widget. */
void
cr_canvas_update_trail (CrCanvas *canvas)
{
  CrKey inside = cr_editor_get_inside (canvas->editor);
  const CrGraph *graph = cr_editor_get_graph (canvas->editor);
  const CrParts *parts = graph != NULL && inside != CR_KEY_NONE ? cr_graph_get_parts (graph) : NULL;
  const CrGroup *group = parts != NULL ? cr_parts_get_group (parts, inside) : NULL;
  GtkWidget *child;

  if (inside == canvas->trail_inside && parts == canvas->trail_parts)
    return;
  canvas->trail_inside = inside;
  canvas->trail_parts = parts;
  while ((child = gtk_widget_get_first_child (canvas->trail)) != NULL)
    gtk_box_remove (GTK_BOX (canvas->trail), child);
  gtk_widget_set_visible (canvas->trail, group != NULL);
  if (group == NULL)
    return;
  for (; group != NULL; group = cr_parts_get_group_of (parts, group->key))
    prepend (canvas, group->key, group->title != NULL ? group->title : group->id);
  prepend (canvas, CR_KEY_NONE, _("Graph"));
}

void
cr_canvas_allocate_trail (CrCanvas *canvas, int width, int height)
{
  int trail_width, trail_height;

  if (!gtk_widget_get_visible (canvas->trail))
    return;
  gtk_widget_measure (canvas->trail, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &trail_width, NULL, NULL);
  gtk_widget_measure (canvas->trail, GTK_ORIENTATION_VERTICAL, trail_width, NULL, &trail_height, NULL, NULL);
  cr_canvas_allocate_at (canvas->trail, INSET, INSET, trail_width, trail_height, width, height);
}
