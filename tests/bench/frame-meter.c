/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the frames of a window take. */
#include "frame-meter.h"

#include <time.h>

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif

#define SECONDS 5

typedef struct
{
  gint64 begin;
  GArray *times; /* double, in ms */
} Frames;

gint64
frame_meter_get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * (gint64) G_USEC_PER_SEC + now.tv_nsec / 1000;
}

int
frame_meter_compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static void
on_begin (Frames *frames)
{
  frames->begin = frame_meter_get_time ();
}

static void
on_end (Frames *frames)
{
  double time = (frame_meter_get_time () - frames->begin) / 1000.0;

  g_array_append_val (frames->times, time);
}

static gboolean
on_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
frame_meter_measure (GtkWindow *window, const char *title)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  Frames frames = { .times = g_array_new (FALSE, FALSE, sizeof (double)) };
  gulong begin = g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_begin), &frames);
  gulong end = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_end), &frames);
  gboolean is_over = FALSE;
  guint source = g_timeout_add_seconds (SECONDS, on_over, &is_over);

  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_signal_handler_disconnect (clock, begin);
  g_signal_handler_disconnect (clock, end);
  g_array_sort (frames.times, frame_meter_compare);
  if (frames.times->len > 0)
    g_print ("%-46s %4u frames  median %6.2f ms  p95 %6.2f ms  most %6.2f ms\n", title, frames.times->len,
             g_array_index (frames.times, double, frames.times->len / 2), g_array_index (frames.times, double, frames.times->len * 95 / 100),
             g_array_index (frames.times, double, frames.times->len - 1));
  g_array_unref (frames.times);
}

/* GTK paints nothing that looks as before, but what the display's server says it has lost. */
static gboolean
repaint (GtkWidget *window, GdkFrameClock *clock, gpointer lost)
{
#ifdef GDK_WINDOWING_X11
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* GTK 4.18 calls all of X11 so */
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  graphene_rect_t area;

  if (GDK_IS_X11_SURFACE (surface) && gtk_widget_compute_bounds (lost, window, &area))
    XClearArea (GDK_SURFACE_XDISPLAY (surface), GDK_SURFACE_XID (surface), area.origin.x, area.origin.y, area.size.width, area.size.height, True);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
  gtk_widget_queue_draw (lost);
  return G_SOURCE_CONTINUE;
}

void
frame_meter_measure_repaint (GtkWindow *window, GtkWidget *lost, const char *title)
{
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), repaint, lost, NULL);

  frame_meter_measure (window, title);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), tick);
}
