/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below the canvas that moves through a run of the training. */
#include "cr-training-bar.h"

#include <glib/gi18n-lib.h>

struct _CrTrainingBar
{
  GtkBox parent_instance;

  GtkButton *run_button;
  GtkLabel *title;
  GtkLabel *detail;
  GtkRange *scale;
  GtkDropDown *grain_choice;
  GtkDropDown *speed_choice;
  gboolean is_narrow;
  gboolean is_updating;
};

enum
{
  PROP_0,
  PROP_IS_NARROW,
  N_PROPERTIES
};

enum
{
  SEEK,
  GRAIN_CHOSEN,
  SPEED_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrTrainingBar, cr_training_bar, GTK_TYPE_BOX)

static gboolean
on_change_value (CrTrainingBar *self, GtkScrollType type, double value)
{
  double length = gtk_adjustment_get_upper (gtk_range_get_adjustment (self->scale));

  g_signal_emit (self, signals[SEEK], 0, CLAMP (value, 0, length));
  return TRUE;
}

static void
on_grain_chosen (CrTrainingBar *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[GRAIN_CHOSEN], 0, gtk_drop_down_get_selected (self->grain_choice));
}

static void
on_speed_chosen (CrTrainingBar *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[SPEED_CHOSEN], 0, gtk_drop_down_get_selected (self->speed_choice));
}

static void
cr_training_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_NARROW)
    g_value_set_boolean (value, CR_TRAINING_BAR (object)->is_narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_training_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrTrainingBar *self = CR_TRAINING_BAR (object);

  if (id != PROP_IS_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->is_narrow = g_value_get_boolean (value);
  gtk_widget_set_visible (GTK_WIDGET (self->grain_choice), !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->speed_choice), !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !self->is_narrow);
}

static void
cr_training_bar_class_init (CrTrainingBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  object_class->get_property = cr_training_bar_get_property;
  object_class->set_property = cr_training_bar_set_property;
  properties[PROP_IS_NARROW] = g_param_spec_boolean ("is-narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SEEK] = g_signal_new ("seek", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[GRAIN_CHOSEN] = g_signal_new ("grain-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SPEED_CHOSEN] = g_signal_new ("speed-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/training-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, run_button);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, title);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, detail);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, scale);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, grain_choice);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, speed_choice);
  gtk_widget_class_bind_template_callback (widget_class, on_change_value);
  gtk_widget_class_bind_template_callback (widget_class, on_grain_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_speed_chosen);
}

static void
cr_training_bar_init (CrTrainingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_choices (CrTrainingBar *self, GtkDropDown *choice, const char *const *rows, guint chosen)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (rows);

  self->is_updating = TRUE;
  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choice, chosen);
  self->is_updating = FALSE;
}

void
cr_training_bar_set_grains (CrTrainingBar *bar, const char *const *grains, guint chosen)
{
  g_return_if_fail (CR_IS_TRAINING_BAR (bar));

  set_choices (bar, bar->grain_choice, grains, chosen);
}

void
cr_training_bar_set_speeds (CrTrainingBar *bar, const char *const *speeds, guint chosen)
{
  g_return_if_fail (CR_IS_TRAINING_BAR (bar));

  set_choices (bar, bar->speed_choice, speeds, chosen);
}

void
cr_training_bar_set_running (CrTrainingBar *bar, gboolean is_running)
{
  g_return_if_fail (CR_IS_TRAINING_BAR (bar));

  gtk_button_set_icon_name (bar->run_button, is_running ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar->run_button), GTK_ACCESSIBLE_PROPERTY_LABEL, is_running ? _("Pause") : _("Run"), -1);
  if (is_running)
    gtk_widget_add_css_class (GTK_WIDGET (bar->run_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (bar->run_button), "suggested-action");
}

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

void
cr_training_bar_set_position (CrTrainingBar *bar, double position, double length, const char *title, const char *detail)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (CR_IS_TRAINING_BAR (bar));

  adjustment = gtk_range_get_adjustment (bar->scale);
  if (length != gtk_adjustment_get_upper (adjustment))
    gtk_adjustment_configure (adjustment, position, 0, length, 1, MAX (1, length / 20), 0);
  else if (position != gtk_adjustment_get_value (adjustment))
    gtk_adjustment_set_value (adjustment, position);
  gtk_widget_set_sensitive (GTK_WIDGET (bar->scale), length > 0);
  set_text (bar->title, title);
  set_text (bar->detail, detail);
}

GtkRange *
cr_training_bar_get_range (CrTrainingBar *bar)
{
  g_return_val_if_fail (CR_IS_TRAINING_BAR (bar), NULL);

  return bar->scale;
}
