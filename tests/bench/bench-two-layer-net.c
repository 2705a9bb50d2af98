/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two-layer net of twenty lines (lecture row 13): one step of gradient descent, forward, backward, update, with 64 examples of 1000 numbers,
 * 100 hidden units and 10 outputs. bench_two_layer_net.py runs the same step in numpy beside it. */
#include "bench.h"
#include "cr-blas.h"
#include "cr-loops.h"
#include "cr-product.h"
#include "cr-tape.h"
#include "cr-vector-math.h"
#include "graph-builder.h"

#include <stdio.h>

#define RATE 1e-9

typedef struct
{
  CrTape *tape;
  CrTapeParameters parameters;
} Net;

static void
add_matrix (GraphBuilder *builder, const char *gate, const char *id, guint rows, guint columns)
{
  g_autofree double *entries = g_new (double, (gsize) rows *columns);

  for (gsize i = 0; i < (gsize) rows * columns; i++)
    entries[i] = g_test_rand_double_range (-1, 1);
  graph_builder_matrix (builder, gate, id, rows, columns, entries);
}

static CrGraph *
build (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  add_matrix (builder, "constant", "x", 64, 1000);
  add_matrix (builder, "constant", "y", 64, 10);
  add_matrix (builder, "parameter", "W1", 1000, 100);
  add_matrix (builder, "parameter", "W2", 100, 10);
  graph_builder_gate (builder, "matmul", "a", "x W1");
  graph_builder_gate (builder, "sigmoid", "h", "a");
  graph_builder_gate (builder, "matmul", "p", "h W2");
  graph_builder_gate (builder, "squared_error", "f", "p y");
  return graph_builder_end (builder);
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
  Net *net = data;

  cr_tape_mark_changed (net->tape);
  cr_tape_forward (net->tape);
  cr_tape_backward (net->tape, NULL);
  descend (net->parameters.n, RATE, net->parameters.gradients, net->parameters.values);
}

static void
bench_net (const CrGraph *graph, CrProductPath path, const char *way)
{
  g_autoptr (CrTape) tape = NULL;
  Net net;

  cr_product_set_path (path);
  tape = net.tape = cr_tape_new (graph);
  cr_tape_get_parameters (tape, &net.parameters);
  printf ("two-layer net 64×1000×100×10, %s: %7.1f µs a step\n", way, bench_measure (step, &net) * 1e6);
}

int
main (int argc, char *argv[])
{
  g_autoptr (CrGraph) graph = NULL;
  g_autofree char *blas = NULL;

  g_test_init (&argc, &argv, NULL);
  cr_blas_set_up ();
  blas = cr_blas_describe ();
  graph = build ();
  printf ("instructions: %s; BLAS: %s\n", cr_loops_get ()->name, blas);
  bench_net (graph, CR_PRODUCT_GSL, "here, every product by GSL");
  bench_net (graph, CR_PRODUCT_FASTEST, "here");
  return 0;
}
