/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row with a name and a text of any number of lines that may be changed: it is taken when the focus leaves. */
#include "cr-text-field.h"

struct _CrTextField
{
  GtkListBoxRow parent_instance;

  GtkWidget *title;
  GtkTextView *view;
  char *committed;
};

enum
{
  COMMIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrTextField, cr_text_field, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_typed (CrTextField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_focus_left (CrTextField *self)
{
  g_autofree char *text = dup_typed (self);

  if (g_strcmp0 (text, self->committed) == 0)
    return;
  g_free (self->committed);
  self->committed = g_strdup (text);
  g_signal_emit (self, signals[COMMIT], 0, text);
}

/* Escape puts back what stood there; Tab goes on, as in the fields of one line. */
static gboolean
on_key_pressed (CrTextField *self, guint key)
{
  g_autofree char *text = dup_typed (self);

  if (key != GDK_KEY_Escape || g_strcmp0 (text, self->committed) == 0)
    return FALSE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), self->committed, -1);
  return TRUE;
}

static void
on_title_pressed (CrTextField *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
add_controllers (CrTextField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_title_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  gtk_widget_add_controller (self->title, GTK_EVENT_CONTROLLER (click));
}

static void
cr_text_field_finalize (GObject *object)
{
  g_free (CR_TEXT_FIELD (object)->committed);
  G_OBJECT_CLASS (cr_text_field_parent_class)->finalize (object);
}

static void
cr_text_field_class_init (CrTextFieldClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_text_field_finalize;
  signals[COMMIT] = g_signal_new ("commit", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/text-field.ui");
  gtk_widget_class_bind_template_child (widget_class, CrTextField, title);
  gtk_widget_class_bind_template_child (widget_class, CrTextField, view);
}

static void
cr_text_field_init (CrTextField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->committed = g_strdup ("");
  add_controllers (self);
}

GtkWidget *
cr_text_field_new (const char *title)
{
  CrTextField *self = g_object_new (CR_TYPE_TEXT_FIELD, NULL);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

void
cr_text_field_set_text (CrTextField *field, const char *text)
{
  g_autofree char *typed = NULL;
  gboolean was_typed;

  g_return_if_fail (CR_IS_TEXT_FIELD (field));

  if (g_strcmp0 (field->committed, text) == 0)
    return;
  typed = dup_typed (field);
  was_typed = gtk_widget_has_focus (GTK_WIDGET (field->view)) && g_strcmp0 (typed, field->committed) != 0;
  g_free (field->committed);
  field->committed = g_strdup (text);
  if (!was_typed)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (field->view), text, -1);
}

GtkTextView *
cr_text_field_get_view (CrTextField *field)
{
  g_return_val_if_fail (CR_IS_TEXT_FIELD (field), NULL);

  return field->view;
}
