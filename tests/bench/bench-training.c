/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast nets learn: whole steps of plain gradient descent on the tape, with batches copied from a table, for two nets drawn as neurons
 * and as dense layers; and how long the values of all units over a plane take. */
#include "bench.h"
#include "cr-blas.h"
#include "cr-loops.h"
#include "cr-vector-math.h"
#include "net-graph.h"

#include <stdio.h>
#include <string.h>

#define N_BATCHES 25
#define MOST_INPUTS 3
#define LANES 8

/* A net with a table of batches: for each, what each bound input is to hold. */
typedef struct
{
  CrTape *tape;
  CrTapeParameters parameters;
  guint n_inputs;
  double *entries[MOST_INPUTS];
  gsize sizes[MOST_INPUTS];
  double *table;
  gsize batch_size;
  guint next;
  double rate;
} Training;

static void
training_init (Training *training, CrGraph *graph, guint32 batch)
{
  guint32 width = (batch + LANES - 1) / LANES * LANES;

  *training = (Training) { .tape = cr_tape_new (graph), .rate = 1e-4 / batch };
  net_graph_bind (training->tape, width);
  cr_tape_spare_inputs (training->tape);
  cr_tape_set_n_examples (training->tape, batch);
  cr_tape_get_parameters (training->tape, &training->parameters);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrShape shape;

      if (strcmp (node->gate->name, "input") != 0)
        continue;
      g_assert_true (cr_tape_get_shape (training->tape, node->key, &shape));
      training->entries[training->n_inputs] = cr_tape_get_bound_entries (training->tape, node->key);
      training->sizes[training->n_inputs] = cr_shape_get_size (shape) * width;
      training->batch_size += training->sizes[training->n_inputs++];
    }
  training->table = g_new (double, training->batch_size *N_BATCHES);
  for (gsize i = 0; i < training->batch_size * N_BATCHES; i++)
    training->table[i] = g_test_rand_double_range (-1, 1);
}

static void
training_clear (Training *training)
{
  cr_tape_free (training->tape);
  g_free (training->table);
}

static CR_VECTOR_LOOP void
descend (gsize n, double rate, const double *gradients, double *restrict values)
{
  for (gsize i = 0; i < n; i++)
    values[i] -= rate * gradients[i];
}

static void
step (gpointer data)
{
  Training *training = data;
  const double *batch = training->table + training->next * training->batch_size;

  training->next = (training->next + 1) % N_BATCHES;
  for (guint i = 0; i < training->n_inputs; i++)
    {
      memcpy (training->entries[i], batch, training->sizes[i] * sizeof (double));
      batch += training->sizes[i];
    }
  cr_tape_mark_changed (training->tape);
  cr_tape_forward (training->tape);
  cr_tape_backward (training->tape, NULL);
  descend (training->parameters.n, training->rate, training->parameters.gradients, training->parameters.values);
}

static void
bench_net (const char *name, const guint *sizes, guint n_sizes, const char *activation, guint32 batch)
{
  for (guint is_dense = 0; is_dense < 2; is_dense++)
    {
      g_autoptr (CrGraph) graph = net_graph_new (sizes, n_sizes, activation, is_dense);
      Training training;
      double seconds;

      training_init (&training, graph, batch);
      seconds = bench_measure (step, &training);
      printf ("training %s, batch %u, %s: %6.1f M examples/s (%.0f ns a step)\n", name, batch, is_dense ? "dense  " : "neurons",
              batch / seconds * 1e-6, seconds * 1e9);
      training_clear (&training);
    }
}

/* --- Over a plane --- */

#define SIDE 100
#define STRIP 200

typedef struct
{
  CrTape *tape;
  double *x, *y;
  GArray *units;  /* of CrNumbers */
  double *planes; /* of each unit, SIDE × SIDE */
} Surface;

/* All units' values at all points, copied to where a picture would take them. */
static void
fill_planes (gpointer data)
{
  Surface *surface = data;

  for (guint first = 0; first < SIDE * SIDE; first += STRIP)
    {
      for (guint i = 0; i < STRIP; i++)
        {
          surface->x[i] = -6 + 12.0 * ((first + i) % SIDE + 0.5) / SIDE;
          surface->y[i] = -6 + 12.0 * ((first + i) / SIDE + 0.5) / SIDE;
        }
      cr_tape_mark_changed (surface->tape);
      cr_tape_forward (surface->tape);
      for (guint i = 0; i < surface->units->len; i++)
        memcpy (surface->planes + i * SIDE * SIDE + first, g_array_index (surface->units, CrNumbers, i).entries, STRIP * sizeof (double));
    }
}

static void
bench_surface (void)
{
  static const guint sizes[] = { 2, 8, 8, 1 };
  g_autoptr (CrGraph) graph = net_graph_new (sizes, G_N_ELEMENTS (sizes), "tanh", FALSE);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (CrNumbers));
  g_autofree double *planes = NULL;
  Surface surface = { .tape = tape, .units = units };

  net_graph_bind (tape, STRIP);
  cr_tape_forward (tape);
  surface.x = cr_tape_get_bound_entries (tape, cr_graph_find (graph, "x0"));
  surface.y = cr_tape_get_bound_entries (tape, cr_graph_find (graph, "x1"));
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNumbers numbers;

      if (cr_gate_is_unit (node->gate) && cr_tape_get_value (tape, node->key, &numbers))
        g_array_append_val (units, numbers);
    }
  surface.planes = planes = g_new (double, units->len *SIDE *SIDE);
  printf ("surface %u×%u of 2-8-8-1 tanh with all %u units: %.3f ms\n", SIDE, SIDE, units->len, bench_measure (fill_planes, &surface) * 1e3);
}

int
main (int argc, char *argv[])
{
  static const guint circle[] = { 2, 4, 2, 1 };
  static const guint spiral[] = { 2, 8, 8, 8, 8, 8, 8, 1 };
  g_autofree char *blas = NULL;

  g_test_init (&argc, &argv, NULL);
  cr_blas_set_up ();
  blas = cr_blas_describe ();
  printf ("instructions: %s; BLAS: %s\n", cr_loops_get ()->name, blas);
  bench_net ("2-4-2-1 tanh", circle, G_N_ELEMENTS (circle), "tanh", 10);
  bench_net ("2-8-8-8-8-8-8-1 ReLU", spiral, G_N_ELEMENTS (spiral), "relu", 30);
  bench_surface ();
  return 0;
}
