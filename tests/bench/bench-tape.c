/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tape costs: compiling, and forward + backward a gate, at 100 … 1,000,000 scalar gates; with batches, a gate and example. */
#include "cr-tape.h"
#include "random-graph.h"

#include <stdio.h>
#include <string.h>

#define ROUNDS 7

typedef void (*Work) (CrTape *tape);

static void
run (CrTape *tape)
{
  cr_tape_forward (tape);
  if (!cr_tape_backward (tape, NULL))
    g_error ("the graph of the benchmark has no gradient");
}

/* The median of a few rounds, in seconds a call; each round takes about @seconds. */
static double
measure (Work work, CrTape *tape, double seconds)
{
  double times[ROUNDS];
  gint64 start = g_get_monotonic_time ();

  work (tape);

  double first = (g_get_monotonic_time () - start) * 1e-6;
  guint repeats = CLAMP (seconds / MAX (first, 1e-7), 1, 100000);

  for (guint round = 0; round < ROUNDS; round++)
    {
      start = g_get_monotonic_time ();
      for (guint i = 0; i < repeats; i++)
        work (tape);
      times[round] = (g_get_monotonic_time () - start) * 1e-6 / repeats;
    }
  for (guint i = 1; i < ROUNDS; i++)
    for (guint j = i; j > 0 && times[j] < times[j - 1]; j--)
      {
        double swapped = times[j];

        times[j] = times[j - 1];
        times[j - 1] = swapped;
      }
  return times[ROUNDS / 2];
}

static void
compile (CrTape *tape)
{
  cr_tape_free (cr_tape_new (cr_tape_get_graph (tape)));
}

/* Binds every input to @width examples. */
static void
bind_all (CrTape *tape, guint32 width)
{
  g_autofree double *entries = g_new (double, width);
  g_autoptr (GArray) inputs = g_array_new (FALSE, FALSE, sizeof (CrTapeInput));

  for (guint32 i = 0; i < width; i++)
    entries[i] = g_test_rand_double_range (-1, 1);
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    {
      CrTapeInput input = { .key = node->key, .shape = { 1, 1 }, .entries = entries };

      if (strcmp (node->gate->name, "input") == 0)
        g_array_append_val (inputs, input);
    }
  cr_tape_bind_all (tape, (CrTapeInput *) inputs->data, inputs->len, width);
}

static void
bench_size (guint n_nodes)
{
  g_autoptr (CrGraph) graph = random_scalar_graph_new (n_nodes);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  guint n = cr_graph_get_n_nodes (graph);
  double compiling = measure (compile, tape, 0.05);
  double running = measure (run, tape, 0.05);

  printf ("tape, %7u nodes: forward + backward %6.2f ns a gate, compile %8.3f ms (%.0f ns a gate)\n", n, running / n * 1e9,
          compiling * 1e3, compiling / n * 1e9);
}

static void
bench_batch (guint n_nodes, guint32 width)
{
  g_autoptr (CrGraph) graph = random_scalar_graph_new (n_nodes);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  guint n = cr_graph_get_n_nodes (graph);

  bind_all (tape, width);
  printf ("tape, %7u nodes, batches of %3u: forward + backward %6.3f ns a gate and example\n", n, width,
          measure (run, tape, 0.05) / n / width * 1e9);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 100, 1000, 10000, 100000, 1000000 };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    bench_size (sizes[i]);
  for (guint i = 0; i < 4; i++)
    {
      bench_batch (sizes[i], 64);
      bench_batch (sizes[i], 256);
    }
  return 0;
}
