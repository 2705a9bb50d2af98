/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the graph is trained: loss, optimizer, batch, penalty, and where a run stops. */
#include "cr-training-panel.h"

#include "cr-network.h"
#include "cr-setting-row.h"

#include <glib/gi18n-lib.h>

static const CrSettingId settings[] = {
  CR_SETTING_METHOD,       CR_SETTING_RATE,         CR_SETTING_MOMENTUM,  CR_SETTING_DECAY,   CR_SETTING_BETA1,
  CR_SETTING_BETA2,        CR_SETTING_EPSILON,      CR_SETTING_BATCH,     CR_SETTING_PENALTY, CR_SETTING_PENALTY_RATE,
  CR_SETTING_REDUCTION,    CR_SETTING_SHUFFLE,      CR_SETTING_SEED,
};

static const CrSettingId limits[] = { CR_SETTING_STOP_EPOCHS, CR_SETTING_STOP_LOSS, CR_SETTING_STOP_ACCURACY, CR_SETTING_STOP_PATIENCE };

struct _CrTrainingPanel
{
  CrPanel parent_instance;

  GtkWidget *kind; /* which gate the loss is */
  GtkWidget *kind_row;
  GPtrArray *kinds; /* const CrGate, of each choice */
  GtkWidget *loss;
  GtkWidget *loss_row;
  GArray *loss_keys; /* CrKey of each choice; the first is CR_KEY_NONE: the output */
  GtkWidget *settings[G_N_ELEMENTS (settings)];
  GtkWidget *limits[G_N_ELEMENTS (limits)];
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (CrTrainingPanel, cr_training_panel, CR_TYPE_PANEL)

/* --- The loss --- */

/* The gate's name says most: "½ squared (L)". */
static char *
dup_loss_title (const CrNode *node)
{
  if (node->gate->category != CR_CATEGORY_LOSSES)
    return g_strdup (cr_node_get_title (node));
  /* Translators: a loss: its gate and the name of its node */
  return g_strdup_printf (_("%s (%s)"), cr_gate_get_title (node->gate), cr_node_get_title (node));
}

/* What training may descend on: the output, the loss gates, and what is chosen already. */
static GtkStringList *
list_losses (CrTrainingPanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  const CrTraining *training = cr_training_of (graph);
  const CrNode *output = cr_graph_get_node (graph, cr_tape_get_output (cr_panel_get_tape (CR_PANEL (self)), NULL));
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autofree char *standard = output != NULL ? dup_loss_title (output) : g_strdup (_("the output"));
  CrKey none = CR_KEY_NONE;

  g_array_set_size (self->loss_keys, 0);
  g_array_append_val (self->loss_keys, none);
  gtk_string_list_append (names, standard);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      g_autofree char *title = NULL;

      if (node->key != training->loss && (node->gate->category != CR_CATEGORY_LOSSES || node == output))
        continue;
      title = dup_loss_title (node);
      gtk_string_list_append (names, title);
      g_array_append_val (self->loss_keys, node->key);
    }
  return names;
}

static void
update_loss (CrTrainingPanel *self)
{
  CrKey loss = cr_training_of (cr_panel_get_graph (CR_PANEL (self)))->loss;

  cr_panel_set_choices (self->loss, list_losses (self));
  gtk_widget_set_visible (self->loss_row, self->loss_keys->len > 1 || !gtk_widget_get_visible (self->kind_row));
  for (guint i = 0; i < self->loss_keys->len; i++)
    if (g_array_index (self->loss_keys, CrKey, i) == loss)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->loss), i);
}

static void
on_loss_chosen (CrTrainingPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->loss));
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrKey key;

  if (self->is_updating || chosen >= self->loss_keys->len)
    return;
  key = g_array_index (self->loss_keys, CrKey, chosen);
  if (key != cr_training_of (graph)->loss)
    cr_panel_take_edit (CR_PANEL (self), cr_training_change_loss (graph, key), _("Choose the loss"));
}

/* --- What kind of loss --- */

static CrKey
find_gate (CrTrainingPanel *self)
{
  return cr_training_find_gate (cr_panel_get_graph (CR_PANEL (self)), cr_panel_get_tape (CR_PANEL (self)));
}

static void
update_kind (CrTrainingPanel *self)
{
  CrKey key = find_gate (self);
  guint place;

  gtk_widget_set_visible (self->kind_row, key != CR_KEY_NONE);
  if (key != CR_KEY_NONE
      && g_ptr_array_find (self->kinds, cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), key)->gate, &place))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), place);
}

static gboolean
show_kind_again (gpointer data)
{
  CrTrainingPanel *self = data;

  if (cr_panel_get_document (CR_PANEL (self)) != NULL)
    cr_panel_update (CR_PANEL (self));
  return G_SOURCE_REMOVE;
}

/* Outputs and labels follow, in the same step. What cannot be says why, and the choice goes back. */
static void
on_kind_chosen (CrTrainingPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrKey key;
  g_autoptr (GError) error = NULL;
  CrGraph *changed;

  if (self->is_updating || chosen >= self->kinds->len)
    return;
  key = find_gate (self);
  if (key == CR_KEY_NONE || cr_graph_get_node (graph, key)->gate == self->kinds->pdata[chosen])
    return;
  changed = cr_network_change_loss (graph, key, self->kinds->pdata[chosen], cr_document_get_data (cr_panel_get_document (CR_PANEL (self))), &error);
  if (changed != NULL)
    {
      cr_panel_take_edit (CR_PANEL (self), changed, _("Change the kind of loss"));
      return;
    }
  cr_canvas_show_message (cr_panel_get_canvas (CR_PANEL (self)), error->message);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_kind_again, g_object_ref (self), g_object_unref);
}

static void
make_kind (CrTrainingPanel *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  self->kinds = g_ptr_array_new ();
  for (guint i = 0; i < n_gates; i++)
    if (gates[i]->category == CR_CATEGORY_LOSSES)
      {
        g_ptr_array_add (self->kinds, (gpointer) gates[i]);
        gtk_string_list_append (titles, cr_gate_get_title (gates[i]));
      }
  self->kind = cr_panel_new_choice (titles);
  self->kind_row = cr_panel_new_row (_("Loss"), self->kind);
  gtk_widget_set_tooltip_text (self->kind_row, _("What is wrong with a prediction; outputs and labels follow"));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind_chosen), self);
}

/* --- The panel --- */

static void
cr_training_panel_update (CrPanel *panel)
{
  CrTrainingPanel *self = CR_TRAINING_PANEL (panel);

  self->is_updating = TRUE;
  update_kind (self);
  update_loss (self);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    cr_setting_row_update (self->settings[i]);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    cr_setting_row_update (self->limits[i]);
  self->is_updating = FALSE;
}

static void
append_heading (CrTrainingPanel *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (CR_PANEL (self), "page-heading")), text);
}

static void
append_settings (CrTrainingPanel *self)
{
  GtkWidget *list = cr_panel_new_list (_("Training"));

  self->loss = cr_panel_new_choice (gtk_string_list_new (NULL));
  g_signal_connect_swapped (self->loss, "notify::selected", G_CALLBACK (on_loss_chosen), self);
  self->loss_row = cr_panel_new_row (_("Loss node"), self->loss);
  gtk_widget_set_tooltip_text (self->loss_row, _("The node that is to become small"));
  make_kind (self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->kind_row);
  gtk_list_box_append (GTK_LIST_BOX (list), self->loss_row);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      self->settings[i] = cr_setting_row_new (CR_PANEL (self), settings[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), self->settings[i]);
    }
  append_heading (self, _("Training"));
  gtk_box_append (GTK_BOX (self), list);
}

static void
append_limits (CrTrainingPanel *self)
{
  GtkWidget *list = cr_panel_new_list (_("Stop at"));

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      self->limits[i] = cr_setting_row_new (CR_PANEL (self), limits[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), self->limits[i]);
    }
  append_heading (self, _("Stop at"));
  gtk_box_append (GTK_BOX (self), list);
}

static void
cr_training_panel_finalize (GObject *object)
{
  g_array_unref (CR_TRAINING_PANEL (object)->loss_keys);
  g_ptr_array_unref (CR_TRAINING_PANEL (object)->kinds);
  G_OBJECT_CLASS (cr_training_panel_parent_class)->finalize (object);
}

static void
cr_training_panel_class_init (CrTrainingPanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_training_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_training_panel_update;
}

static void
cr_training_panel_init (CrTrainingPanel *self)
{
  self->loss_keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  append_settings (self);
  append_limits (self);
}

GtkWidget *
cr_training_panel_new (CrCanvas *canvas)
{
  CrTrainingPanel *self = g_object_new (CR_TYPE_TRAINING_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}
