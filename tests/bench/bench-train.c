/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the trainer itself learns nets as the sandbox makes them, shuffling, optimizer and all; how much of it the thread keeps; and how long
 * the maps of every unit over the plane take. */
#include "bench.h"
#include "cr-network.h"
#include "cr-run.h"
#include "cr-surface.h"

#include <stdio.h>
#include <time.h>

static CrGraph *
make_net (const guint *sizes, guint n_sizes, const char *activation, CrNetworkForm form, guint batch_size, gboolean shuffle)
{
  CrNetwork network;
  CrGraph *graph;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  network.n_layers = n_sizes - 1;
  network.form = form;
  for (guint i = 1; i < n_sizes; i++)
    {
      network.units[i - 1] = sizes[i];
      network.activations[i - 1] = cr_gate_find (i + 1 < n_sizes ? activation : "tanh");
    }
  network.training->dataset.n_points = 600;
  network.training->batch_size = batch_size;
  network.training->shuffle = shuffle;
  network.training->optimizer.method = CR_METHOD_SGD;
  network.training->optimizer.learning_rate = 0.0001;
  graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  return graph;
}

static void
run_epoch (gpointer trainer)
{
  cr_trainer_epoch (trainer);
}

static void
bench_trainer (const char *name, const guint *sizes, guint n_sizes, const char *activation, guint batch_size)
{
  for (guint variant = 0; variant < 3; variant++)
    {
      gboolean is_dense = variant == 1, is_still = variant == 2;
      g_autoptr (CrGraph) graph = make_net (sizes, n_sizes, activation, is_dense ? CR_NETWORK_LAYERS : CR_NETWORK_NEURONS, batch_size, !is_still);
      g_autoptr (CrData) data = cr_data_new_without_file (cr_graph_get_parts (graph)->training);
      g_autoptr (CrTrainer) trainer = cr_trainer_new (graph, data, NULL);
      double seconds = bench_measure (run_epoch, trainer);
      guint32 n = cr_data_get_n_train (data);

      printf ("trainer %s, batch %u, %s: %6.1f M examples/s (%.0f ns a step)\n", name, batch_size,
              is_dense ? "dense" : is_still ? "neurons, unshuffled" : "neurons", n / seconds * 1e-6, seconds * 1e9 / (n / batch_size));
    }
}

static double
get_processor_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

/* Steps on the thread in three seconds, with a window that takes a snapshot sixty times a second: by the processor's time, so that what else the
 * machine does is left out. Recording, curves and snapshots are in it. */
static void
bench_thread (const guint *sizes, guint n_sizes)
{
  g_autoptr (CrGraph) graph = make_net (sizes, n_sizes, "tanh", CR_NETWORK_NEURONS, 10, TRUE);
  g_autoptr (CrData) data = cr_data_new_without_file (cr_graph_get_parts (graph)->training);
  g_autoptr (CrRun) run = cr_run_new (graph, data);
  g_autoptr (CrSnapshot) last = NULL;
  double began = get_processor_seconds ();

  cr_run_start (run, 0);
  for (guint i = 0; i < 180; i++)
    {
      CrSnapshot *snapshot;

      g_usleep (16667);
      snapshot = cr_run_take (run);
      if (snapshot == NULL)
        continue;
      g_clear_pointer (&last, cr_snapshot_unref);
      last = snapshot;
    }
  printf ("thread, recording, 60 snapshots a second: %.1f M examples in a second of the processor's time\n",
          last->place.step * 10 * 1e-6 / (get_processor_seconds () - began));
}

/* A surface, and the parameters that a run puts into it before every picture. */
typedef struct
{
  CrSurface *surface;
  const double *parameters;
  gsize n_parameters;
} Plane;

static void
compute (gpointer data, gboolean with_gradients)
{
  Plane *plane = data;

  cr_surface_set_parameters (plane->surface, plane->parameters, plane->n_parameters);
  cr_surface_compute (plane->surface, with_gradients);
}

static void
compute_values (gpointer plane)
{
  compute (plane, FALSE);
}

static void
compute_all (gpointer plane)
{
  compute (plane, TRUE);
}

static void
bench_surface (void)
{
  static const guint sizes[] = { 2, 8, 8, 1 };
  g_autoptr (CrGraph) graph = make_net (sizes, G_N_ELEMENTS (sizes), "tanh", CR_NETWORK_NEURONS, 10, TRUE);
  g_autoptr (CrData) data = cr_data_new_without_file (cr_graph_get_parts (graph)->training);
  g_autoptr (CrTrainer) trainer = cr_trainer_new (graph, data, NULL);
  g_autoptr (CrSurface) surface = cr_surface_new (graph, data, 100);
  Plane plane = { .surface = surface };

  plane.parameters = cr_trainer_get_parameters (trainer, &plane.n_parameters);
  printf ("surface 100×100 of 2-8-8-1, every unit's map: %.3f ms\n", bench_measure (compute_values, &plane) * 1e3);
  printf ("surface 100×100 of 2-8-8-1, values and gradients: %.3f ms\n", bench_measure (compute_all, &plane) * 1e3);
}

int
main (int argc, char *argv[])
{
  static const guint circle[] = { 2, 4, 2, 1 };
  static const guint spiral[] = { 2, 8, 8, 8, 8, 8, 8, 1 };

  g_test_init (&argc, &argv, NULL);
  bench_trainer ("2-4-2-1 tanh", circle, G_N_ELEMENTS (circle), "tanh", 10);
  bench_trainer ("2-8-8-8-8-8-8-1 ReLU", spiral, G_N_ELEMENTS (spiral), "relu", 30);
  bench_thread (circle, G_N_ELEMENTS (circle));
  bench_surface ();
  return 0;
}
