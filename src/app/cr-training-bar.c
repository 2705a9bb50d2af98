/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below the canvas that moves through a run of the training. */
#include "cr-training-bar.h"

#include "cr-choice.h"

#include <glib/gi18n-lib.h>

struct _CrTrainingBar
{
  GtkBox parent_instance;

  GtkWidget *reset_button;
  GtkButton *run_button;
  GtkLabel *title;
  GtkWidget *detail;
  GtkRange *scale;
  GtkWidget *weights_button;
  GtkMenuButton *grain_button;
  GtkMenuButton *speed_button;
  GtkWidget *more_button;
  GMenuModel *more_menu;
  char **grains;
  char **speeds;
};

static guint seek_signal;

G_DEFINE_FINAL_TYPE (CrTrainingBar, cr_training_bar, GTK_TYPE_BOX)

static gboolean
on_change_value (CrTrainingBar *self, GtkScrollType type, double value)
{
  double length = gtk_adjustment_get_upper (gtk_range_get_adjustment (self->scale));

  g_signal_emit (self, seek_signal, 0, CLAMP (value, 0, length));
  return TRUE;
}

static void
cr_training_bar_finalize (GObject *object)
{
  CrTrainingBar *self = CR_TRAINING_BAR (object);

  g_strfreev (self->grains);
  g_strfreev (self->speeds);
  G_OBJECT_CLASS (cr_training_bar_parent_class)->finalize (object);
}

static void
cr_training_bar_class_init (CrTrainingBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_training_bar_finalize;
  seek_signal = g_signal_new ("seek", CR_TYPE_TRAINING_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/training-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, reset_button);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, run_button);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, title);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, detail);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, scale);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, weights_button);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, grain_button);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, speed_button);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, more_button);
  gtk_widget_class_bind_template_child (widget_class, CrTrainingBar, more_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_change_value);
}

static void
cr_training_bar_init (CrTrainingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A menu of radio buttons: the action's targets are the places of the rows. */
static GMenuModel *
new_menu (const char *const *rows, const char *action)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (rows[i], NULL);

      g_menu_item_set_action_and_target (item, action, "u", i);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

void
cr_training_bar_set_choices (CrTrainingBar *bar, const char *const *grains, const char *const *speeds)
{
  g_autoptr (GMenuModel) grain_menu = NULL;
  g_autoptr (GMenuModel) speed_menu = NULL;
  g_autoptr (GMenu) more = g_menu_new ();

  g_return_if_fail (CR_IS_TRAINING_BAR (bar));

  g_strfreev (bar->grains);
  g_strfreev (bar->speeds);
  bar->grains = g_strdupv ((char **) grains);
  bar->speeds = g_strdupv ((char **) speeds);
  grain_menu = new_menu (grains, "win.train-grain");
  speed_menu = new_menu (speeds, "win.train-speed");
  cr_choice_set_menu (bar->grain_button, grain_menu);
  cr_choice_set_menu (bar->speed_button, speed_menu);
  g_menu_append_section (more, NULL, bar->more_menu);
  g_menu_append_submenu (more, _("_One Step Is"), grain_menu);
  g_menu_append_submenu (more, _("S_peed"), speed_menu);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (bar->more_button), G_MENU_MODEL (more));
  cr_choice_return_focus (GTK_MENU_BUTTON (bar->more_button));
}

void
cr_training_bar_show_choice (CrTrainingBar *bar, guint grain, guint speed)
{
  g_return_if_fail (CR_IS_TRAINING_BAR (bar));
  g_return_if_fail (grain < g_strv_length (bar->grains) && speed < g_strv_length (bar->speeds));

  gtk_menu_button_set_label (bar->grain_button, bar->grains[grain]);
  gtk_menu_button_set_label (bar->speed_button, bar->speeds[speed]);
}

void
cr_training_bar_set_narrow (CrTrainingBar *bar, gboolean is_narrow)
{
  g_return_if_fail (CR_IS_TRAINING_BAR (bar));

  gtk_widget_set_visible (bar->reset_button, !is_narrow);
  gtk_widget_set_visible (bar->detail, !is_narrow);
  gtk_widget_set_visible (bar->weights_button, !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (bar->grain_button), !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (bar->speed_button), !is_narrow);
  gtk_widget_set_visible (bar->more_button, is_narrow);
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
  gtk_widget_set_sensitive (GTK_WIDGET (bar->scale), length > 0);
  length = MAX (length, 1); /* a track without length is not drawn */
  if (length != gtk_adjustment_get_upper (adjustment))
    gtk_adjustment_configure (adjustment, position, 0, length, 1, MAX (1, length / 20), 0);
  else if (position != gtk_adjustment_get_value (adjustment))
    gtk_adjustment_set_value (adjustment, position);
  set_text (bar->title, title);
  set_text (GTK_LABEL (bar->detail), detail);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (bar->detail), detail) != 0)
    gtk_widget_set_tooltip_text (bar->detail, detail);
}

GtkRange *
cr_training_bar_get_range (CrTrainingBar *bar)
{
  g_return_val_if_fail (CR_IS_TRAINING_BAR (bar), NULL);

  return bar->scale;
}
