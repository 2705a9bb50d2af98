/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the frames of a window take: the frame clock tells when a frame begins and when it has been painted; what lies between is the main
 * thread's work for it, by the processor's clock. */
#pragma once

#include <gtk/gtk.h>

/* The processor's time of this thread, in microseconds: what other programs do meanwhile does not count. */
gint64 frame_meter_get_time (void);

/* Lets the program run for some seconds, and prints what its frames took. */
void frame_meter_measure (GtkWindow *window, const char *title);

/* Repaints a widget and another one below it at every frame until the id that is returned is removed from @widget. */
guint frame_meter_repaint (GtkWidget *widget, GtkWidget *below);

/* For qsort() and g_array_sort() of doubles. */
int frame_meter_compare (gconstpointer a, gconstpointer b);
