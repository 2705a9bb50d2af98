/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the hand does with the track of the transport bar: pointer, wheel and keys choose a position. */
#include "cr-scrubber-private.h"

static void
on_drag_begin (CrScrubber *self, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  cr_scrubber_choose (self, cr_scrubber_get_position_at (self, x));
}

static void
on_drag_update (CrScrubber *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x = 0;

  gtk_gesture_drag_get_start_point (drag, &x, NULL);
  cr_scrubber_choose (self, cr_scrubber_get_position_at (self, x + dx));
}

static void
move (CrScrubber *self, CrGrain grain, int direction)
{
  const CrTimeline *timeline = cr_document_get_timeline (cr_scrubber_get_document (self));

  cr_scrubber_choose (self, cr_timeline_move (timeline, cr_scrubber_get_position (self), grain, direction));
}

static gboolean
on_scroll (CrScrubber *self, double dx, double dy)
{
  if (cr_scrubber_get_document (self) == NULL || dx + dy == 0)
    return GDK_EVENT_PROPAGATE;
  move (self, CR_GRAIN_OPERATION, dx + dy > 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (CrScrubber *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (cr_scrubber_get_document (self) == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Left:
      move (self, CR_GRAIN_OPERATION, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Right:
      move (self, CR_GRAIN_OPERATION, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move (self, CR_GRAIN_LAYER, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move (self, CR_GRAIN_LAYER, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      cr_scrubber_choose (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      cr_scrubber_choose (self, cr_scrubber_get_n_steps (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
cr_scrubber_add_controllers (CrScrubber *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}
