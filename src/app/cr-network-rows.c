/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hidden layers of a net that is being described: a row a layer, in a group with a button for one more. */
#include "cr-network-rows.h"

#include "cr-choice.h"

#include <glib/gi18n-lib.h>

#define MOST_HIDDEN 8
#define NEW_UNITS 4

struct _CrNetworkRows
{
  AdwPreferencesGroup parent_instance;

  CrNetwork *network;
  GPtrArray *activations;
  GPtrArray *rows;
  GtkSizeGroup *widths; /* of the activations, which else are as wide as the chosen one's name */
  gboolean is_updating;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (CrNetworkRows, cr_network_rows, ADW_TYPE_PREFERENCES_GROUP)

guint
cr_network_find_gate (GPtrArray *gates, const CrGate *gate)
{
  guint place = 0;

  g_ptr_array_find (gates, gate, &place);
  return place;
}

GtkStringList *
cr_network_list_activations (GPtrArray *activations)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < activations->len; i++)
    {
      const CrGate *gate = activations->pdata[i];

      gtk_string_list_append (names, gate != NULL ? gate->name : _("linear"));
    }
  return names;
}

static void
tell (CrNetworkRows *self, gboolean are_others)
{
  g_signal_emit (self, changed_signal, 0, are_others);
}

/* --- What the controls do --- */

/* Layer @from and all behind it move by @step places. */
static void
move_layers (CrNetwork *network, guint from, int step)
{
  memmove (&network->units[from + step], &network->units[from], (network->n_layers - from) * sizeof network->units[0]);
  memmove (&network->activations[from + step], &network->activations[from], (network->n_layers - from) * sizeof network->activations[0]);
  network->n_layers += step;
}

static void
on_layer_added (CrNetworkRows *self)
{
  guint n_hidden = self->network->n_layers - 1;

  if (n_hidden >= MOST_HIDDEN)
    return;
  move_layers (self->network, n_hidden, 1);
  self->network->units[n_hidden] = n_hidden > 0 ? self->network->units[n_hidden - 1] : NEW_UNITS;
  self->network->activations[n_hidden] = n_hidden > 0 ? self->network->activations[n_hidden - 1] : cr_gate_find ("tanh");
  tell (self, TRUE);
}

static guint
get_layer (GtkWidget *control)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (control), "layer"));
}

static void
on_layer_removed (CrNetworkRows *self, GtkWidget *button)
{
  move_layers (self->network, get_layer (button) + 1, -1);
  tell (self, TRUE);
}

static void
on_units_changed (CrNetworkRows *self, GtkWidget *spin)
{
  self->network->units[get_layer (spin)] = gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));
  tell (self, FALSE);
}

static void
on_activation_chosen (CrNetworkRows *self, GParamSpec *pspec, GtkWidget *choice)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  if (self->is_updating || chosen >= self->activations->len)
    return;
  self->network->activations[get_layer (choice)] = self->activations->pdata[chosen];
  tell (self, FALSE);
}

static void
name_control (GtkWidget *control, guint layer, const char *name)
{
  g_object_set_data (G_OBJECT (control), "layer", GUINT_TO_POINTER (layer));
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- Rows --- */

/* A wheel that turns over a number on the way down the page scrolls the page and leaves the number. */
static void
ignore_wheel (GtkWidget *units)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (units);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static GtkWidget *
make_layer_row (CrNetworkRows *self, guint layer)
{
  g_autofree char *title = g_strdup_printf (_("Layer %u"), layer + 1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *units = gtk_spin_button_new_with_range (1, CR_NETWORK_MOST_UNITS, 1);
  GtkStringList *names = cr_network_list_activations (self->activations);
  GtkWidget *activation = cr_choice_open_at_chosen (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (units), self->network->units[layer]);
  gtk_editable_set_width_chars (GTK_EDITABLE (units), 3);
  ignore_wheel (units);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (activation), cr_network_find_gate (self->activations, self->network->activations[layer]));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Remove this layer"));
  name_control (units, layer, _("Neurons"));
  name_control (activation, layer, _("Activation"));
  name_control (remove, layer, _("Remove this layer"));
  gtk_size_group_add_widget (self->widths, activation);
  g_signal_connect_swapped (units, "value-changed", G_CALLBACK (on_units_changed), self);
  g_signal_connect_object (activation, "notify::selected", G_CALLBACK (on_activation_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_layer_removed), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), units);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), activation);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

void
cr_network_rows_update (CrNetworkRows *self)
{
  self->is_updating = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint layer = 0; layer + 1 < self->network->n_layers; layer++)
    {
      GtkWidget *row = make_layer_row (self, layer);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
  self->is_updating = FALSE;
}

static void
cr_network_rows_finalize (GObject *object)
{
  g_ptr_array_unref (CR_NETWORK_ROWS (object)->rows);
  g_object_unref (CR_NETWORK_ROWS (object)->widths);
  G_OBJECT_CLASS (cr_network_rows_parent_class)->finalize (object);
}

static void
cr_network_rows_class_init (CrNetworkRowsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_network_rows_finalize;
  changed_signal = g_signal_new ("changed", CR_TYPE_NETWORK_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
cr_network_rows_init (CrNetworkRows *self)
{
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->rows = g_ptr_array_new ();
  self->widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Hidden layers"));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _("Add a layer"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a layer"), -1);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), add);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_layer_added), self);
}

CrNetworkRows *
cr_network_rows_new (CrNetwork *network, GPtrArray *activations)
{
  CrNetworkRows *self = g_object_new (CR_TYPE_NETWORK_ROWS, NULL);

  self->network = network;
  self->activations = activations;
  return self;
}
