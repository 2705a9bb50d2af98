/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinetic panning: the view glides on after a flick of a finger or a touchpad, until it has slowed down or something else is begun. */
#include "cr-canvas-private.h"

#define LONGEST_FRAME 50.0 /* milliseconds that one step is about at most */

static gboolean
on_glide_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CrCanvas *canvas = CR_CANVAS (widget);
  gint64 time = gdk_frame_clock_get_frame_time (clock);
  CrPoint way = cr_glide_step (&canvas->glide, MIN ((time - canvas->glide_time) / 1000.0, LONGEST_FRAME));

  canvas->glide_time = time;
  cr_editor_pan (canvas->editor, way.x, way.y);
  if (cr_glide_is_moving (&canvas->glide))
    return G_SOURCE_CONTINUE;
  canvas->glide_tick = 0;
  return G_SOURCE_REMOVE;
}

/* Where the desktop has no animation, a view stops where it is let go of. */
static void
begin (CrCanvas *canvas)
{
  gboolean has_animation;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (canvas)), "gtk-enable-animations", &has_animation, NULL);
  if (!has_animation)
    {
      cr_glide_stop (&canvas->glide);
      return;
    }
  canvas->glide_time = g_get_monotonic_time ();
  if (canvas->glide_tick == 0)
    canvas->glide_tick = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_glide_tick, NULL, NULL);
}

void
cr_canvas_push_view (CrCanvas *canvas, CrPoint velocity)
{
  if (cr_glide_push (&canvas->glide, velocity))
    begin (canvas);
}

void
cr_canvas_note_finger (CrCanvas *canvas, guint32 time, CrPoint place)
{
  cr_glide_note (&canvas->glide, time, place);
}

void
cr_canvas_let_go_of_view (CrCanvas *canvas, guint32 time)
{
  if (cr_glide_let_go (&canvas->glide, time))
    begin (canvas);
}

gboolean
cr_canvas_stop_view (CrCanvas *canvas)
{
  gboolean was_moving = canvas->glide_tick != 0;

  if (was_moving)
    gtk_widget_remove_tick_callback (GTK_WIDGET (canvas), canvas->glide_tick);
  canvas->glide_tick = 0;
  cr_glide_stop (&canvas->glide);
  return was_moving;
}
