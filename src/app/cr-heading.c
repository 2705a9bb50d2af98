/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heading over one column of a net: of a layer with its menu and its buttons, or of what goes in and comes out. */
#include "cr-heading.h"

#include "cr-choice.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
make_unit_button (const char *icon, const char *action, guint layer, const char *explanation)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", layer);
  gtk_widget_set_tooltip_text (button, explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, explanation, -1);
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static const char *
get_name (const CrGate *activation)
{
  return activation != NULL ? activation->name : "linear";
}

static void
append_activation (GMenu *menu, guint layer, const CrGate *activation)
{
  g_auto (GStrv) words = g_strsplit (activation != NULL ? activation->name : _("linear"), "_", -1);
  g_autofree char *label = g_strjoinv ("__", words); /* one alone would underline what follows */
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.set-activation", "(us)", layer, get_name (activation));
  g_menu_append_item (menu, item);
}

/* Those that are made for it, and behind them all other gates that fit. */
static GMenuModel *
make_activation_menu (guint layer)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GPtrArray) activations = cr_choice_list_activations ();

  for (guint i = 0; i < activations->len; i++)
    {
      const CrGate *activation = activations->pdata[i];

      append_activation (activation == NULL || activation->category == CR_CATEGORY_ACTIVATIONS ? menu : others, layer, activation);
    }
  g_menu_append_submenu (menu, _("Other gates"), G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

/* The menu marks what the layer has: the action's state is what would change nothing. */
static void
on_menu_opened (GtkWidget *button)
{
  GtkRoot *window = gtk_widget_get_root (button);
  GVariant *present = g_object_get_data (G_OBJECT (button), "cr-activation");

  if (G_IS_ACTION_GROUP (window) && present != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (window), "set-activation", present);
}

static void
append_item (GMenu *menu, const char *label, const char *action, guint layer)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "u", layer);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (const CrNetworkLayer *layer, guint index)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) activations = make_activation_menu (index);

  g_menu_append_submenu (menu, _("Activation"), activations);
  append_item (menu, _("Add a layer before"), "win.add-layer", index);
  if (!layer->is_output)
    append_item (menu, _("Remove the layer"), "win.remove-layer", index);
  return G_MENU_MODEL (menu);
}

static char *
dup_title (const CrNetworkLayer *layer)
{
  guint n_units = layer->n_units + layer->n_unfolded;

  if (layer->is_output)
    return g_strdup (_("Output"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u neuron", "%u neurons", n_units), n_units);
}

static GtkWidget *
make_title (const CrNetworkLayer *layer, guint index)
{
  g_autoptr (GMenuModel) menu = make_menu (layer, index);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *activation = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "heading-title");
  gtk_widget_add_css_class (activation, "caption-text");
  gtk_box_append (GTK_BOX (column), label);
  gtk_box_append (GTK_BOX (column), activation);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), column);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Change this layer"));
  g_object_set_data (G_OBJECT (button), "cr-layer", GUINT_TO_POINTER (index));
  cr_choice_return_focus (GTK_MENU_BUTTON (button));
  cr_choice_keep_clear (button, GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))));
  g_signal_connect_swapped (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "map", G_CALLBACK (on_menu_opened), button);
  return button;
}

GtkWidget *
cr_heading_new (const CrNetworkLayer *layer, guint index)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (column, "column-heading");
  gtk_box_append (GTK_BOX (column), make_title (layer, index));
  if (!layer->is_output)
    {
      gtk_box_append (GTK_BOX (buttons), make_unit_button ("list-remove-symbolic", "win.remove-unit", index, _("One neuron less")));
      gtk_box_append (GTK_BOX (buttons), make_unit_button ("list-add-symbolic", "win.add-unit", index, _("One neuron more")));
    }
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), buttons);
  cr_heading_update (column, layer);
  return column;
}

void
cr_heading_update (GtkWidget *heading, const CrNetworkLayer *layer)
{
  g_autofree char *title = dup_title (layer);
  GtkWidget *button = gtk_widget_get_first_child (heading);
  GtkWidget *label = gtk_widget_get_first_child (gtk_menu_button_get_child (GTK_MENU_BUTTON (button)));
  GtkWidget *activation = gtk_widget_get_next_sibling (label);

  gtk_label_set_text (GTK_LABEL (label), title);
  gtk_label_set_text (GTK_LABEL (activation), layer->mixed ? _("mixed") : layer->activation != NULL ? layer->activation->name : _("linear"));
  g_object_set_data_full (G_OBJECT (button), "cr-activation",
                          g_variant_ref_sink (g_variant_new ("(us)", GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "cr-layer")),
                                                             layer->mixed ? "" : get_name (layer->activation))),
                          (GDestroyNotify) g_variant_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

GtkWidget *
cr_heading_new_caption (const CrColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *subtitle = gtk_label_new (NULL);

  gtk_widget_add_css_class (title, "heading-title");
  gtk_widget_add_css_class (subtitle, "caption-text");
  gtk_widget_add_css_class (box, "column-heading");
  gtk_widget_add_css_class (box, "column-caption");
  gtk_widget_set_can_target (box, FALSE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  cr_heading_update_caption (box, column);
  return box;
}

void
cr_heading_update_caption (GtkWidget *caption, const CrColumn *column)
{
  GtkWidget *title = gtk_widget_get_first_child (caption);

  gtk_label_set_text (GTK_LABEL (title), column->title);
  gtk_label_set_markup (GTK_LABEL (gtk_widget_get_next_sibling (title)), column->subtitle);
}
