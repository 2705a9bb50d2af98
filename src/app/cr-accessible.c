/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for assistive technology, where the toolkit takes none from what is seen. */
#include "cr-accessible.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = widget != NULL && GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = widget != NULL ? gtk_widget_get_first_child (widget) : NULL; child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

static void
name_expander (GtkExpander *expander)
{
  GtkWidget *label = find_label (gtk_expander_get_label_widget (expander));

  if (label != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

static void
name_by_tooltip (GtkWidget *widget)
{
  const char *name = gtk_widget_get_tooltip_text (widget);

  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_button (GtkWidget *button)
{
  if (gtk_widget_has_css_class (button, "close"))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  else if (find_label (button) == NULL)
    name_by_tooltip (button);
}

/* The item of a menu, whose type is GTK's own; the underscore before a letter of its text is not said. */
static void
name_item (GtkWidget *item)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = NULL;

  g_object_get (item, "text", &text, NULL);
  if (text == NULL)
    return;
  parts = g_strsplit (text, "_", -1);
  name = g_strjoinv (NULL, parts);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY); /* in GTK 4.18 by a label that says nothing */
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
cr_accessible_name_all (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    name_expander (GTK_EXPANDER (widget));
  if (GTK_IS_BUTTON (widget))
    name_button (widget);
  if (GTK_IS_MENU_BUTTON (widget))
    name_by_tooltip (widget);
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    name_item (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    cr_accessible_name_all (child);
}
