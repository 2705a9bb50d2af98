/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the frames of a window take: the frame clock tells when a frame begins and when it has been painted; what lies between is the main
 * thread's work for it, by the processor's clock. */
#pragma once

#include <gtk/gtk.h>

/* The processor's time of this thread, in microseconds: what other programs do meanwhile does not count. */
gint64 frame_meter_get_time (void);

/* Lets the program run for some seconds, and prints what its frames took. */
void frame_meter_measure (GtkWindow *window, const char *title);

/* The same while all of a widget (the window, or what is in it) is painted anew at every frame. */
void frame_meter_measure_repaint (GtkWindow *window, GtkWidget *lost, const char *title);

/* For qsort() and g_array_sort() of doubles. */
int frame_meter_compare (gconstpointer a, gconstpointer b);
