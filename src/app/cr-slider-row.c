/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row with a name, a share in per cent and a slider for it below. */
#include "cr-slider-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REST_TIME 600 /* milliseconds after the last move that no button or key ends (a wheel) */

struct _CrSliderRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *number;
  GtkWidget *scale;
  gboolean is_moving;
  gboolean is_held; /* by a button or a key */
  guint rest_id;
};

enum
{
  MOVED,
  RESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrSliderRow, cr_slider_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_number (CrSliderRow *self, double value)
{
  /* Translators: a share in per cent, with the space before the sign that the language has */
  g_autofree char *text = g_strdup_printf (_("%.0f %%"), 100 * value);

  gtk_label_set_text (GTK_LABEL (self->number), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
end_move (CrSliderRow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (!self->is_moving)
    return;
  self->is_moving = FALSE;
  g_signal_emit (self, signals[RESTED], 0);
}

static gboolean
on_rest_time (gpointer data)
{
  CrSliderRow *self = data;

  self->rest_id = 0;
  if (!self->is_held)
    end_move (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_change_value (CrSliderRow *self, GtkScrollType type, double value)
{
  double maximum = gtk_adjustment_get_upper (gtk_range_get_adjustment (GTK_RANGE (self->scale)));
  double rounded = CLAMP ((int) (100 * value + 0.5) / 100.0, 0, maximum);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_TIME, on_rest_time, self);
  if (rounded != gtk_range_get_value (GTK_RANGE (self->scale)))
    {
      self->is_moving = TRUE;
      gtk_range_set_value (GTK_RANGE (self->scale), rounded);
      show_number (self, rounded);
      g_signal_emit (self, signals[MOVED], 0, rounded);
    }
  return TRUE;
}

/* The slider's own gestures take the pointer for themselves; what presses and lets go is seen here all the same. */
static gboolean
on_event (CrSliderRow *self, GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
    case GDK_KEY_PRESS:
      self->is_held = TRUE;
      break;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
    case GDK_KEY_RELEASE:
      self->is_held = FALSE;
      end_move (self);
      break;
    default:
      break;
    }
  return FALSE;
}

static void
on_focus_left (CrSliderRow *self)
{
  self->is_held = FALSE;
  end_move (self);
}

static void
cr_slider_row_dispose (GObject *object)
{
  g_clear_handle_id (&CR_SLIDER_ROW (object)->rest_id, g_source_remove);
  G_OBJECT_CLASS (cr_slider_row_parent_class)->dispose (object);
}

static void
cr_slider_row_class_init (CrSliderRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_slider_row_dispose;
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[RESTED] = g_signal_new ("rested", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cr_slider_row_init (CrSliderRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "slider-row");
}

static void
add_controllers (CrSliderRow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (on_event), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  g_signal_connect_swapped (self->scale, "change-value", G_CALLBACK (on_change_value), self);
  gtk_widget_add_controller (self->scale, events);
  gtk_widget_add_controller (self->scale, focus);
}

GtkWidget *
cr_slider_row_new (const char *title, double maximum)
{
  CrSliderRow *self = g_object_new (CR_TYPE_SLIDER_ROW, NULL);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  self->number = gtk_label_new (NULL);
  self->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, maximum, 0.01);
  gtk_range_set_increments (GTK_RANGE (self->scale), 0.01, 0.1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "row-title");
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), self->number);
  gtk_box_append (GTK_BOX (column), line);
  gtk_box_append (GTK_BOX (column), self->scale);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), column);
  add_controllers (self);
  show_number (self, 0);
  return GTK_WIDGET (self);
}

void
cr_slider_row_set_value (CrSliderRow *row, double value)
{
  g_return_if_fail (CR_IS_SLIDER_ROW (row));

  gtk_range_set_value (GTK_RANGE (row->scale), isnan (value) ? 0 : value);
  if (isnan (value))
    gtk_label_set_text (GTK_LABEL (row->number), "–");
  else
    show_number (row, value);
}

GtkRange *
cr_slider_row_get_range (CrSliderRow *row)
{
  g_return_val_if_fail (CR_IS_SLIDER_ROW (row), NULL);

  return GTK_RANGE (row->scale);
}
