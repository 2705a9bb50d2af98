/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose one of a net's layers from. */
#include "cr-layer-choice.h"

#include "cr-panel.h"

#include <glib/gi18n-lib.h>

GtkWidget *
cr_layer_choice_new (void)
{
  GtkWidget *choice = cr_panel_new_choice (gtk_string_list_new (NULL));

  gtk_widget_set_halign (choice, GTK_ALIGN_START);
  gtk_widget_add_css_class (choice, "layer-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Layer"), -1);
  return choice;
}

static char *
dup_title (const CrNetworkLayer *layer, guint index)
{
  const char *activation = layer->mixed ? _("mixed") : layer->activation != NULL ? layer->activation->name : _("linear");

  if (layer->is_output)
    /* Translators: the last layer, and its activation */
    return g_strdup_printf (_("Output, %s"), activation);
  /* Translators: the number of a layer, how many neurons it has, and their activation */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Layer %u: %u neuron, %s", "Layer %u: %u neurons, %s", layer->n_units), index + 1,
                          layer->n_units, activation);
}

int
cr_layer_choice_update (GtkWidget *choice, const GArray *layers, guint n_units)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));
  guint n_rows = 0;
  int found = -1;

  for (guint i = 0; i < layers->len; i++)
    {
      const CrNetworkLayer *layer = &g_array_index (layers, CrNetworkLayer, i);
      g_autofree char *title = NULL;

      if (n_units > 0 && layer->n_units != n_units)
        continue;
      title = dup_title (layer, i);
      gtk_string_list_append (titles, title);
      if (n_rows == chosen || found < 0)
        found = i;
      n_rows++;
    }
  cr_panel_set_choices (choice, g_steal_pointer (&titles));
  if (chosen < n_rows)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  gtk_widget_set_visible (choice, n_rows > 0);
  return found;
}
