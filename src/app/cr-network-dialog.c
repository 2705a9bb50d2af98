/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that describes a fully connected net.
 *
 * How this works: the description is a CrNetwork; each control writes its part of it, then the net is built, which takes less than a frame, and
 * says whether it can be. Only layers are shown anew after a change, since there may be more or fewer of them.
 */
#include "cr-network-dialog.h"

#include "cr-choice.h"
#include "cr-generator.h"
#include "cr-network-rows.h"

#include <glib/gi18n-lib.h>

#define N_GENERATORS (CR_GENERATOR_MULTI_GAUSS + 1)
#define MOST_CLASSES 8

struct _CrNetworkDialog
{
  AdwWindow parent_instance;

  CrTraining *own;     /* (nullable): the training whose data may be taken */
  CrNetwork network;   /* the last layer is the output */
  GPtrArray *losses;   /* const CrGate */
  GPtrArray *activations; /* const CrGate; the first is NULL: linear */
  GtkWidget *create_button;
  GtkWidget *data_row;
  GtkWidget *classes_row;
  GtkWidget *features[CR_N_FEATURES];
  CrNetworkRows *layers;
  GtkWidget *loss_row;
  GtkWidget *output_row;
  GtkWidget *form_row;
  GtkWidget *draw_row;
  GtkWidget *seed;
  GtkWidget *problem;
  gboolean is_updating;
};

enum
{
  BUILT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrNetworkDialog, cr_network_dialog, ADW_TYPE_WINDOW)

/* What learns these data; in the window a run goes on until one has seen enough. */
static void
take_standard (CrNetworkDialog *self, CrGenerator generator)
{
  cr_network_init_standard (&self->network, generator, 0);
  self->network.training->epochs = CR_TRAINING_STANDARD_EPOCHS;
}

static guint
get_n_hidden (CrNetworkDialog *self)
{
  return self->network.n_layers - 1;
}

/* --- Whether it can be built --- */

static void
check (CrNetworkDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_network_build (&self->network, &error);

  gtk_widget_set_sensitive (self->create_button, graph != NULL);
  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
}

/* As many output units as the loss compares with labels. */
static void
fit_output (CrNetworkDialog *self)
{
  guint output = self->network.n_layers - 1;
  gboolean has_classes = cr_network_loss_has_classes (self->network.loss);

  self->network.units[output] = has_classes ? MAX (2, self->network.training->dataset.n_classes) : 1;
  self->network.activations[output] = cr_network_get_output_activation (self->network.loss, &self->network.training->dataset);
}

/* --- Showing --- */

/* The rows that are there stay: this is called while one of them is being chosen, and a row whose list is replaced meanwhile chooses anew. */
static void
fit_class_choices (GtkStringList *choices, guint most)
{
  guint n_choices = g_list_model_get_n_items (G_LIST_MODEL (choices));

  if (n_choices > most)
    gtk_string_list_splice (choices, most, n_choices - most, NULL);
  for (guint i = n_choices; i < most; i++)
    {
      g_autofree char *text = g_strdup_printf (_("%u classes, numbered from 0"), i + 1);

      gtk_string_list_append (choices, i == 0 ? _("−1 and +1") : text);
    }
}

static void
update_classes (CrNetworkDialog *self)
{
  const CrDataset *dataset = &self->network.training->dataset;
  guint most = dataset->kind == CR_DATASET_GENERATOR ? MIN (cr_generator_get_info (dataset->generator)->most_classes, MOST_CLASSES) : 0;

  gtk_widget_set_visible (self->classes_row, most > 0);
  if (most == 0)
    return;
  fit_class_choices (GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->classes_row))), most);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->classes_row), dataset->n_classes == 0 ? 0 : dataset->n_classes - 1);
}

static void
update (CrNetworkDialog *self)
{
  self->is_updating = TRUE;
  update_classes (self);
  cr_network_rows_update (self->layers);
  for (CrFeature feature = 0; feature < CR_N_FEATURES; feature++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->features[feature]), (self->network.features & 1u << feature) != 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->loss_row), cr_network_find_gate (self->losses, self->network.loss));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->output_row),
                              cr_network_find_gate (self->activations, self->network.activations[self->network.n_layers - 1]));
  self->is_updating = FALSE;
  check (self);
}

/* --- What the controls do --- */

static void
on_data_chosen (CrNetworkDialog *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->data_row));
  guint64 seed = self->network.training->seed;
  CrNetworkForm form = self->network.form;
  CrNetworkDraw draw = self->network.draw;

  if (self->is_updating)
    return;
  cr_network_clear (&self->network);
  take_standard (self, chosen < N_GENERATORS ? chosen : CR_GENERATOR_CIRCLE);
  self->network.form = form;
  self->network.draw = draw;
  if (chosen >= N_GENERATORS)
    {
      cr_training_unref (self->network.training);
      self->network.training = cr_training_copy (self->own);
      g_array_set_size (self->network.training->initial, 0);
      self->network.training->loss = CR_KEY_NONE;
    }
  self->network.training->seed = seed;
  update (self);
}

/* Labels and loss go together: classes want scores, signs want one number. */
static void
on_classes_chosen (CrNetworkDialog *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->classes_row));

  if (self->is_updating || chosen == GTK_INVALID_LIST_POSITION)
    return;
  cr_network_set_classes (&self->network, chosen == 0 ? 0 : chosen + 1);
  update (self);
}

static void
on_loss_chosen (CrNetworkDialog *self)
{
  CrDataset *dataset = &self->network.training->dataset;
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->loss_row));

  if (self->is_updating || chosen >= self->losses->len)
    return;
  self->network.loss = self->losses->pdata[chosen];
  if (dataset->kind == CR_DATASET_GENERATOR && !cr_network_loss_has_classes (self->network.loss))
    dataset->n_classes = 0;
  fit_output (self);
  update (self);
}

static void
on_output_chosen (CrNetworkDialog *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->output_row));

  if (self->is_updating || chosen >= self->activations->len)
    return;
  self->network.activations[self->network.n_layers - 1] = self->activations->pdata[chosen];
  check (self);
}

static void
on_feature_toggled (CrNetworkDialog *self)
{
  if (self->is_updating)
    return;
  self->network.features = 0;
  for (CrFeature feature = 0; feature < CR_N_FEATURES; feature++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->features[feature])))
      self->network.features |= 1u << feature;
  check (self);
}

static void
on_form_chosen (CrNetworkDialog *self)
{
  self->network.form = adw_combo_row_get_selected (ADW_COMBO_ROW (self->form_row));
  check (self);
}

static void
on_draw_chosen (CrNetworkDialog *self)
{
  self->network.draw = adw_combo_row_get_selected (ADW_COMBO_ROW (self->draw_row));
}

static void
on_seed_changed (CrNetworkDialog *self)
{
  self->network.training->seed = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->seed));
}

/* --- Making it --- */

/* "Circle, 4-2": data and hidden layers. */
static char *
dup_title (CrNetworkDialog *self)
{
  const CrDataset *dataset = &self->network.training->dataset;
  GString *title = g_string_new (dataset->kind == CR_DATASET_GENERATOR ? _(cr_generator_get_info (dataset->generator)->title) : _("Network"));

  for (guint layer = 0; layer < get_n_hidden (self); layer++)
    g_string_append_printf (title, "%s%u", layer == 0 ? ", " : "-", self->network.units[layer]);
  return g_string_free (title, FALSE);
}

static void
on_create (CrNetworkDialog *self)
{
  g_autoptr (CrGraph) graph = cr_network_build (&self->network, NULL);
  g_autoptr (CrGraph) titled = NULL;
  g_autofree char *title = dup_title (self);

  if (graph == NULL)
    return;
  titled = cr_graph_with_title (graph, title);
  g_signal_emit (self, signals[BUILT], 0, titled);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cr_network_dialog_finalize (GObject *object)
{
  CrNetworkDialog *self = CR_NETWORK_DIALOG (object);

  cr_network_clear (&self->network);
  g_clear_pointer (&self->own, cr_training_unref);
  g_ptr_array_unref (self->losses);
  g_ptr_array_unref (self->activations);
  G_OBJECT_CLASS (cr_network_dialog_parent_class)->finalize (object);
}

static void
cr_network_dialog_class_init (CrNetworkDialogClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_network_dialog_finalize;
  signals[BUILT] = g_signal_new ("built", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
collect_gates (CrNetworkDialog *self)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  self->losses = g_ptr_array_new ();
  self->activations = cr_choice_list_activations ();
  for (guint i = 0; i < n_gates; i++)
    if (gates[i]->category == CR_CATEGORY_LOSSES)
      g_ptr_array_add (self->losses, (gpointer) gates[i]);
}

static GtkWidget *
make_choice_row (CrNetworkDialog *self, const char *title, GtkStringList *choices, GCallback callback)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_signal_connect_swapped (row, "notify::selected", callback, self);
  g_object_unref (choices);
  return cr_choice_open_at_chosen (row);
}

static GtkWidget *
add_group (GtkWidget *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return group;
}

static void
add_data (CrNetworkDialog *self, GtkWidget *page)
{
  GtkWidget *group = add_group (page, _("Data"));
  GtkStringList *choices = gtk_string_list_new (NULL);

  for (CrGenerator generator = 0; generator < N_GENERATORS; generator++)
    gtk_string_list_append (choices, _(cr_generator_get_info (generator)->title));
  if (self->own != NULL)
    gtk_string_list_append (choices, _("those of this graph"));
  self->data_row = make_choice_row (self, _("Points"), choices, G_CALLBACK (on_data_chosen));
  self->classes_row = make_choice_row (self, _("Labels"), gtk_string_list_new (NULL), G_CALLBACK (on_classes_chosen));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->data_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->classes_row);
}

static void
add_features (CrNetworkDialog *self, GtkWidget *page)
{
  static const char *const labels[CR_N_FEATURES] = { "x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂" };
  GtkWidget *group = add_group (page, _("Inputs"));
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), CR_N_FEATURES);
  for (CrFeature feature = 0; feature < CR_N_FEATURES; feature++)
    {
      self->features[feature] = gtk_toggle_button_new_with_label (labels[feature]);
      g_signal_connect_swapped (self->features[feature], "toggled", G_CALLBACK (on_feature_toggled), self);
      gtk_flow_box_append (GTK_FLOW_BOX (box), self->features[feature]);
      gtk_widget_set_focusable (gtk_widget_get_parent (self->features[feature]), FALSE);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
}

static void
on_layers_changed (CrNetworkDialog *self, gboolean are_others)
{
  if (are_others)
    update (self);
  else
    check (self);
}

static void
add_layers (CrNetworkDialog *self, GtkWidget *page)
{
  self->layers = cr_network_rows_new (&self->network, self->activations);
  g_signal_connect_swapped (self->layers, "changed", G_CALLBACK (on_layers_changed), self);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->layers));
}

static void
add_output (CrNetworkDialog *self, GtkWidget *page)
{
  GtkWidget *group = add_group (page, _("Output"));
  GtkStringList *losses = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->losses->len; i++)
    gtk_string_list_append (losses, _(((const CrGate *) self->losses->pdata[i])->title));
  self->loss_row = make_choice_row (self, _("Loss"), losses, G_CALLBACK (on_loss_chosen));
  self->output_row = make_choice_row (self, _("Activation"), cr_network_list_activations (self->activations), G_CALLBACK (on_output_chosen));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->loss_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->output_row);
}

static void
add_making (CrNetworkDialog *self, GtkWidget *page)
{
  GtkWidget *group = add_group (page, _("How it is made"));
  const char *forms[] = { _("Every neuron a node"), _("Every layer one node"), NULL };
  const char *draws[CR_NETWORK_N_DRAWS + 1] = {
    [CR_NETWORK_DRAW_TO_SUIT] = _("to suit the activation"), [CR_NETWORK_DRAW_GLOROT] = _("Glorot: uniform by layer size"),
    [CR_NETWORK_DRAW_HE] = _("He: normal by layer size"),    [CR_NETWORK_DRAW_UNIFORM] = _("uniform from −½ to ½"),
    [CR_NETWORK_DRAW_SMALL] = _("small: normal, 0.01"),      [CR_NETWORK_DRAW_ZERO] = _("all zero"),
  };
  GtkWidget *row = adw_action_row_new ();

  self->draw_row = make_choice_row (self, _("First weights"), gtk_string_list_new (draws), G_CALLBACK (on_draw_chosen));
  self->form_row = make_choice_row (self, _("Units"), gtk_string_list_new (forms), G_CALLBACK (on_form_chosen));
  self->seed = gtk_spin_button_new_with_range (0, G_MAXINT, 1);
  gtk_widget_set_valign (self->seed, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->seed), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Seed of the weights"), -1);
  g_signal_connect_swapped (self->seed, "value-changed", G_CALLBACK (on_seed_changed), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Seed of the weights"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->seed);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->form_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->draw_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
make_header (CrNetworkDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->create_button = gtk_button_new_with_mnemonic (_("C_reate"));
  gtk_widget_add_css_class (self->create_button, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->create_button);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->create_button, "clicked", G_CALLBACK (on_create), self);
  return header;
}

static void
close_on_escape (CrNetworkDialog *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

static void
make_content (CrNetworkDialog *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();

  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "problem");
  gtk_widget_add_css_class (self->problem, "dialog-problem");
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (column), make_header (self));
  gtk_box_append (GTK_BOX (column), self->problem);
  gtk_box_append (GTK_BOX (column), page);
  add_data (self, page);
  add_features (self, page);
  add_layers (self, page);
  add_output (self, page);
  add_making (self, page);
  adw_window_set_content (ADW_WINDOW (self), column);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->create_button);
  gtk_window_set_focus (GTK_WINDOW (self), self->create_button);
}

static void
cr_network_dialog_init (CrNetworkDialog *self)
{
  collect_gates (self);
  close_on_escape (self);
}

GtkWidget *
cr_network_dialog_new (GtkWindow *parent, const CrTraining *training)
{
  gboolean has_data = training != NULL && training->dataset.kind != CR_DATASET_NONE;
  CrNetworkDialog *self = g_object_new (CR_TYPE_NETWORK_DIALOG, "title", _("New Network"), "transient-for", parent, "modal", TRUE,
                                        "default-width", 480, "default-height", 660, NULL);

  self->own = has_data ? cr_training_ref (training) : NULL;
  take_standard (self, CR_GENERATOR_CIRCLE);
  self->is_updating = TRUE;
  make_content (self);
  self->is_updating = FALSE;
  if (has_data)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->data_row), N_GENERATORS);
  update (self);
  return GTK_WIDGET (self);
}

const CrNetwork *
cr_network_dialog_get_network (CrNetworkDialog *dialog)
{
  g_return_val_if_fail (CR_IS_NETWORK_DIALOG (dialog), NULL);

  return &dialog->network;
}
