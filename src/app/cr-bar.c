/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar that says something, may offer answers to it, and can be closed. */
#include "cr-bar.h"

#include <glib/gi18n-lib.h>

struct _CrBar
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *buttons; /* a box */
};

enum
{
  ANSWERED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (CrBar, cr_bar, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static const char *const classes[] = { [CR_BAR_NEWS] = "news", [CR_BAR_WARNING] = "warning", [CR_BAR_ERROR] = "error" };

static void
on_clicked (GtkWidget *button, CrBar *self)
{
  cr_bar_answer (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "answer")));
}

/* Hidden altogether: nobody is told of buttons that say nothing yet. */
static void
on_slid (CrBar *self)
{
  if (!gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer)) && !cr_bar_is_shown (self))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
cr_bar_dispose (GObject *object)
{
  g_clear_pointer (&CR_BAR (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (cr_bar_parent_class)->dispose (object);
}

static void
cr_bar_class_init (CrBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cr_bar_dispose;
  signals[ANSWERED] = g_signal_new ("answered", CR_TYPE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "message-bar");
}

static void
cr_bar_init (CrBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->revealer = gtk_revealer_new ();
  self->label = gtk_label_new (NULL);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  gtk_widget_set_tooltip_text (close, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  g_signal_connect (close, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_box_append (GTK_BOX (box), close);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (on_slid), self);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cr_bar_new (void)
{
  return g_object_new (CR_TYPE_BAR, NULL);
}

GtkWidget *
cr_bar_add_button (CrBar *bar, const char *label, guint answer)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_return_val_if_fail (CR_IS_BAR (bar) && answer != CR_BAR_CLOSED, button);

  g_object_set_data (G_OBJECT (button), "answer", GUINT_TO_POINTER (answer));
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), bar);
  gtk_box_append (GTK_BOX (bar->buttons), button);
  return button;
}

void
cr_bar_show (CrBar *bar, CrBarKind kind, const char *text)
{
  g_return_if_fail (CR_IS_BAR (bar));

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (bar), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (bar), classes[kind]);
  gtk_label_set_text (GTK_LABEL (bar->label), text);
  gtk_widget_set_visible (GTK_WIDGET (bar), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (bar->revealer), TRUE);
}

void
cr_bar_hide (CrBar *bar)
{
  g_return_if_fail (CR_IS_BAR (bar));

  gtk_revealer_set_reveal_child (GTK_REVEALER (bar->revealer), FALSE);
}

gboolean
cr_bar_is_shown (CrBar *bar)
{
  g_return_val_if_fail (CR_IS_BAR (bar), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (bar->revealer));
}

const char *
cr_bar_get_text (CrBar *bar)
{
  g_return_val_if_fail (CR_IS_BAR (bar), "");

  return gtk_label_get_text (GTK_LABEL (bar->label));
}

void
cr_bar_answer (CrBar *bar, guint answer)
{
  g_return_if_fail (CR_IS_BAR (bar));

  g_signal_emit (bar, signals[ANSWERED], 0, answer);
}
