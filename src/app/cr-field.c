/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row with a name and a text that may be changed: it is taken on Enter or when the focus leaves, Escape puts it back. */
#include "cr-field.h"

/* What is longer does not fit into the row; it is shown as a tooltip too. */
#define LONG_TEXT 24

struct _CrField
{
  GtkListBoxRow parent_instance;

  GtkWidget *title;
  GtkWidget *entry;
  GtkWidget *gradient;
  GtkWidget *problem;
  char *committed;
  char *shown; /* instead of it, while it is not edited; or NULL */
  gboolean is_numeric;
  gboolean is_stepping;
};

enum
{
  COMMIT,
  STEP,
  STEP_END,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrField, cr_field, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_focused (CrField *self)
{
  return (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static gboolean
is_typed (CrField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  return g_strcmp0 (text, self->committed) != 0 && (self->shown == NULL || !g_str_equal (text, self->shown));
}

static void
show (CrField *self, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) == 0)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), 0); /* of a long text its beginning is seen */
}

/* A text that was not taken stays, with the problem, so that it can be mended. The handler may set the text anew, in its own form. */
static void
commit (CrField *self)
{
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;

  if (!is_typed (self))
    return;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  before = g_steal_pointer (&self->committed);
  self->committed = g_strdup (text);
  cr_field_set_problem (self, NULL);
  g_object_ref (self);
  g_signal_emit (self, signals[COMMIT], 0, text);
  if (gtk_widget_get_visible (self->problem))
    {
      g_free (self->committed);
      self->committed = g_steal_pointer (&before);
    }
  g_object_unref (self);
}

static void
put_back (CrField *self)
{
  cr_field_set_problem (self, NULL);
  show (self, self->shown != NULL && !is_focused (self) ? self->shown : self->committed);
}

static void
end_stepping (CrField *self)
{
  if (!self->is_stepping)
    return;
  self->is_stepping = FALSE;
  g_signal_emit (self, signals[STEP_END], 0);
}

static gboolean
on_key_pressed (CrField *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key == GDK_KEY_Escape && is_typed (self))
    {
      put_back (self);
      return TRUE;
    }
  if (!self->is_numeric || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return FALSE;
  commit (self);
  if (gtk_widget_get_visible (self->problem))
    return TRUE;
  self->is_stepping = TRUE;
  g_signal_emit (self, signals[STEP], 0, key == GDK_KEY_Up ? 1 : -1, (guint) modifiers);
  return TRUE;
}

static void
on_key_released (CrField *self, guint key)
{
  if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    end_stepping (self);
}

/* What is edited is the text itself. */
static void
on_focus_entered (CrField *self)
{
  if (!is_typed (self))
    show (self, self->committed);
}

static void
on_focus_left (CrField *self)
{
  end_stepping (self);
  commit (self);
  if (!is_typed (self) && self->shown != NULL)
    show (self, self->shown);
}

static void
on_title_pressed (CrField *self)
{
  gtk_widget_grab_focus (self->entry);
}

static void
add_controllers (CrField *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (on_key_released), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_entered), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_title_pressed), self);
  gtk_widget_add_controller (self->title, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_add_controller (self->entry, focus);
}

static void
cr_field_finalize (GObject *object)
{
  g_free (CR_FIELD (object)->committed);
  g_free (CR_FIELD (object)->shown);
  G_OBJECT_CLASS (cr_field_parent_class)->finalize (object);
}

static void
cr_field_class_init (CrFieldClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_field_finalize;
  signals[COMMIT] = g_signal_new ("commit", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_UINT);
  signals[STEP_END] = g_signal_new ("step-end", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/field.ui");
  gtk_widget_class_bind_template_child (widget_class, CrField, title);
  gtk_widget_class_bind_template_child (widget_class, CrField, entry);
  gtk_widget_class_bind_template_child (widget_class, CrField, gradient);
  gtk_widget_class_bind_template_child (widget_class, CrField, problem);
  gtk_widget_class_bind_template_callback (widget_class, commit);
}

static void
cr_field_init (CrField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_controllers (self);
}

GtkWidget *
cr_field_new (const char *title, gboolean is_numeric)
{
  CrField *self = g_object_new (CR_TYPE_FIELD, NULL);

  self->is_numeric = is_numeric;
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (is_numeric)
    gtk_widget_add_css_class (self->entry, "numeric");
  return GTK_WIDGET (self);
}

void
cr_field_set_text (CrField *field, const char *text)
{
  cr_field_set_long_text (field, text, NULL);
}

void
cr_field_set_long_text (CrField *field, const char *text, const char *shown)
{
  gboolean was_typed;

  g_return_if_fail (CR_IS_FIELD (field));

  was_typed = is_typed (field) && field->committed != NULL && is_focused (field);
  if (g_strcmp0 (field->committed, text) == 0 && g_strcmp0 (field->shown, shown) == 0)
    return;
  g_free (field->committed);
  g_free (field->shown);
  field->committed = g_strdup (text);
  field->shown = g_strdup (shown);
  gtk_widget_set_tooltip_text (field->entry, g_utf8_strlen (text, -1) > LONG_TEXT ? text : NULL);
  if (!was_typed)
    put_back (field);
}

void
cr_field_set_problem (CrField *field, const char *problem)
{
  g_return_if_fail (CR_IS_FIELD (field));

  gtk_label_set_text (GTK_LABEL (field->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (field->problem, problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (field->entry, "error");
  else
    gtk_widget_remove_css_class (field->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem != NULL ? problem : "", -1);
}

void
cr_field_set_placeholder (CrField *field, const char *text)
{
  g_return_if_fail (CR_IS_FIELD (field));

  gtk_entry_set_placeholder_text (GTK_ENTRY (field->entry), text);
}

void
cr_field_set_gradient (CrField *field, const char *gradient)
{
  g_return_if_fail (CR_IS_FIELD (field));

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (field->gradient)), gradient) != 0)
    gtk_label_set_text (GTK_LABEL (field->gradient), gradient != NULL ? gradient : "");
  gtk_widget_set_visible (field->gradient, gradient != NULL);
}

void
cr_field_add_button (CrField *field, GtkWidget *button)
{
  g_return_if_fail (CR_IS_FIELD (field));

  gtk_box_append (GTK_BOX (gtk_widget_get_parent (field->entry)), button);
}

GtkEditable *
cr_field_get_entry (CrField *field)
{
  g_return_val_if_fail (CR_IS_FIELD (field), NULL);

  return GTK_EDITABLE (field->entry);
}
