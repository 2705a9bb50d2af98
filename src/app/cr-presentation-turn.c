/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a presentation from one view to the next. */
#include "cr-presentation-private.h"

#include <math.h>

#define TURN_TIME 0.2 /* seconds */

static gboolean
is_animated (CrPresentation *self)
{
  gboolean enabled;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled, NULL);
  return enabled;
}

static gboolean
on_turn (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CrPresentation *self = CR_PRESENTATION (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double share;

  if (self->turn_start == 0)
    self->turn_start = now;
  share = CLAMP ((now - self->turn_start) / 1e6 / TURN_TIME, 0, 1);
  share = 1 - pow (1 - share, 3); /* out of breath at its end */
  self->view.area = self->target.area;
  self->view.scale = self->from.scale + share * (self->target.scale - self->from.scale);
  self->view.centre.x = self->from.centre.x + share * (self->target.centre.x - self->from.centre.x);
  self->view.centre.y = self->from.centre.y + share * (self->target.centre.y - self->from.centre.y);
  gtk_widget_queue_draw (widget);
  if (share < 1)
    return G_SOURCE_CONTINUE;
  self->turn_tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
is_same_view (const CrSlideView *a, const CrSlideView *b)
{
  return a->scale == b->scale && a->centre.x == b->centre.x && a->centre.y == b->centre.y && a->area.width == b->area.width
         && a->area.height == b->area.height;
}

void
cr_presentation_turn_to (CrPresentation *self, CrSlideView target)
{
  gboolean is_first = self->view.scale == 0 || self->view.area.width != target.area.width || self->view.area.height != target.area.height;

  if (is_same_view (&self->target, &target))
    return;
  self->target = target;
  self->from = self->view;
  self->turn_start = 0;
  if (is_first || !is_animated (self))
    self->view = target;
  else if (self->turn_tick == 0)
    self->turn_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_turn, NULL, NULL);
}
