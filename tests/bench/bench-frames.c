/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a frame of the window takes while a 2-8-8-1 net trains as fast as it can, with the surface, all node maps and the curves in view; beside it
 * an empty full repaint of the same window; and how much of its speed without a window the run keeps.
 */
#include "cr-network.h"
#include "cr-training-session.h"

#include "frame-meter.h"
#include "window-driver.h"

#include <adwaita.h>

static CrDocument *
new_document (void)
{
  CrNetwork network;
  g_autoptr (CrGraph) graph = NULL;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  network.n_layers = 3;
  network.units[0] = network.units[1] = 8;
  network.units[2] = 1;
  for (guint i = 0; i < 3; i++)
    network.activations[i] = cr_gate_find ("tanh");
  graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  return cr_document_new_for_graph (graph);
}

static void
take_for (CrTrainingSession *session, double seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      g_usleep (10000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      cr_training_session_take (session);
    }
}

/* Steps a second of the same run without a window: nobody shows anything. */
static double
measure_alone (void)
{
  g_autoptr (CrDocument) document = new_document ();
  CrRun *run = cr_run_new (cr_document_get_graph (document), cr_document_get_data (document));
  g_autoptr (CrSnapshot) first = NULL;
  g_autoptr (CrSnapshot) last = NULL;
  gint64 start;

  cr_run_set_speed (run, CR_RUN_EPOCH, CR_RUN_UNBOUNDED);
  cr_run_start (run, 0);
  g_usleep (500000);
  first = cr_run_take (run);
  start = g_get_monotonic_time ();
  g_usleep (2 * G_USEC_PER_SEC);
  g_clear_pointer (&first, cr_snapshot_unref);
  first = cr_run_take (run);
  start = g_get_monotonic_time ();
  g_usleep (2 * G_USEC_PER_SEC);
  cr_run_pause (run);
  g_usleep (200000);
  last = cr_run_take (run);
  cr_run_free (run);
  return first != NULL && last != NULL ? (last->place.step - first->place.step) * (double) G_USEC_PER_SEC / (g_get_monotonic_time () - start) : 0;
}

static void
bench (int width, int height, double alone)
{
  g_autoptr (CrDocument) document = new_document ();
  CrWindow *window = driver_open_window ();
  g_autofree char *size = g_strdup_printf ("%d×%d", width, height);
  g_autofree char *running = g_strdup_printf ("%s, training at full speed", size);
  g_autofree char *repainting = g_strdup_printf ("%s, full repaint, nothing runs", size);
  g_autofree char *repainting_canvas = g_strdup_printf ("%s, repaint of the canvas alone", size);
  gint64 start;
  guint64 step;

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  cr_window_set_document (window, document, NULL);
  driver_settle ();
  frame_meter_measure_repaint (GTK_WINDOW (window), GTK_WIDGET (window), repainting);
  frame_meter_measure_repaint (GTK_WINDOW (window), GTK_WIDGET (driver_get_canvas (window)), repainting_canvas);
  cr_training_session_set_speed (cr_window_get_session (window), cr_training_n_speeds - 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train-run", NULL);
  driver_settle ();
  start = g_get_monotonic_time ();
  step = cr_training_session_get_snapshot (cr_window_get_session (window))->place.step;
  frame_meter_measure (GTK_WINDOW (window), running);
  step = cr_training_session_get_snapshot (cr_window_get_session (window))->place.step - step;
  g_print ("%-46s %.0f of %.0f steps a second (%.0f %%)\n", "   the run keeps",
           step * (double) G_USEC_PER_SEC / (g_get_monotonic_time () - start), alone,
           100 * step * (double) G_USEC_PER_SEC / (g_get_monotonic_time () - start) / alone);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train-run", NULL);
  driver_settle ();
  driver_close (window);
}

/* What it costs the main thread to take a snapshot into the document, canvas and tape included, without painting. */
static void
measure_preview (void)
{
  g_autoptr (CrDocument) document = new_document ();
  g_autoptr (CrTrainingSession) session = cr_training_session_new (document);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));

  cr_training_session_set_speed (session, cr_training_n_speeds - 1);
  take_for (session, 0.2);
  cr_training_session_run (session);
  for (guint i = 0; i < 100; i++)
    {
      gint64 start;
      double time;

      g_usleep (16000);
      start = frame_meter_get_time ();
      cr_training_session_take (session);
      cr_document_get_tape (document);
      time = (frame_meter_get_time () - start) / 1000.0;
      g_array_append_val (times, time);
    }
  cr_training_session_pause (session);
  g_array_sort (times, frame_meter_compare);
  g_print ("%-46s median %6.3f ms  least %6.3f ms\n", "a snapshot into the document", g_array_index (times, double, 50),
           g_array_index (times, double, 0));
  g_array_unref (times);
}

int
main (int argc, char **argv)
{
  double alone;

  gtk_init ();
  adw_init ();
  alone = measure_alone ();
  measure_preview ();
  bench (1280, 720, alone);
  bench (1920, 1080, alone);
  return 0;
}
