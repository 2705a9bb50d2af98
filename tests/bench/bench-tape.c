/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tape costs: compiling, memory, and forward + backward a gate, at 100 … 1,000,000 scalar gates; with batches, a gate and example; a
 * gradient check. */
#include "bench.h"
#include "cr-blas.h"
#include "cr-gradient-check.h"
#include "cr-loops.h"
#include "cr-tape.h"
#include "random-graph.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* A whole pass, as after new parameters. */
static void
run (gpointer data)
{
  CrTape *tape = data;

  cr_tape_mark_changed (tape);
  cr_tape_forward (tape);
  if (!cr_tape_backward (tape, NULL))
    g_error ("the graph of the benchmark has no gradient");
}

static void
compile (gpointer data)
{
  cr_tape_free (cr_tape_new (data));
}

static void
check (gpointer data)
{
  g_array_unref (cr_gradient_check (data, 0, NULL));
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

/* Bytes that malloc() has given out. */
static gsize
get_used (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static void
bench_size (guint n_nodes)
{
  g_autoptr (CrGraph) graph = random_scalar_graph_new (n_nodes);
  gsize before = get_used ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  guint n = cr_graph_get_n_nodes (graph);
  double compiling, running;
  struct rusage usage;

  run (tape);
  before = get_used () - before;
  getrusage (RUSAGE_SELF, &usage);
  compiling = bench_measure (compile, graph);
  running = bench_measure (run, tape);
  printf ("tape, %7u nodes: forward + backward %6.2f ns a gate; compile %8.3f ms, %3.0f ns a gate; %3.0f bytes a node; "
          "the process with the graph %ld MB\n",
          n, running / n * 1e9, compiling * 1e3, compiling / n * 1e9, (double) before / n, usage.ru_maxrss >> 10);
}

static void
bench_check (guint n_nodes)
{
  g_autoptr (CrGraph) graph = random_scalar_graph_new (n_nodes);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  printf ("gradient check of %u nodes: %.2f ms\n", cr_graph_get_n_nodes (graph), bench_measure (check, tape) * 1e3);
}

static void
bench_batch (guint n_nodes, guint32 width)
{
  g_autoptr (CrGraph) graph = random_scalar_graph_new (n_nodes);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  guint n = cr_graph_get_n_nodes (graph);

  bind_all (tape, width);
  printf ("tape, %7u nodes, batches of %3u: forward + backward %6.3f ns a gate and example\n", n, width,
          bench_measure (run, tape) / n / width * 1e9);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 100, 1000, 10000, 100000, 1000000 };
  g_autofree char *blas = NULL;

  g_test_init (&argc, &argv, NULL);
  cr_blas_set_up ();
  blas = cr_blas_describe ();
  printf ("instructions: %s; BLAS: %s\n", cr_loops_get ()->name, blas);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    bench_size (sizes[i]);
  for (guint i = 0; i < 4; i++)
    {
      bench_batch (sizes[i], 64);
      bench_batch (sizes[i], 256);
    }
  bench_check (1000);
  return 0;
}
