/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layer of n units on n inputs costs, forward and backward, a weight and example: as a whole; by our product loops; by GSL's. The sizes
 * that cr-layer.h and cr-product.h name as limits come from here. */
#include "bench.h"
#include "cr-blas.h"
#include "cr-loops.h"
#include "cr-product.h"
#include "net-graph.h"

#include <stdio.h>

#define WIDTH 64

static void
run (gpointer data)
{
  CrTape *tape = data;

  cr_tape_mark_changed (tape);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
}

/* ns a weight and example. Neurons are run as a whole up to greater sizes than dense layers, by the same loops. */
static double
measure (guint n, gboolean is_dense, CrProductPath path)
{
  const guint sizes[] = { n, n, n, 1 };
  g_autoptr (CrGraph) graph = net_graph_new (sizes, G_N_ELEMENTS (sizes), "relu", is_dense);
  g_autoptr (CrTape) tape = NULL;
  double seconds;

  cr_product_set_path (path);
  tape = cr_tape_new (graph);
  net_graph_bind (tape, WIDTH);
  seconds = bench_measure (run, tape);
  cr_product_set_path (CR_PRODUCT_FASTEST);
  return seconds / ((2.0 * n * n + n) * WIDTH) * 1e9;
}

int
main (int argc, char *argv[])
{
  static const guint widths[] = { 4, 8, 16, 32, 48, 64, 128, 256, 512 };

  g_test_init (&argc, &argv, NULL);
  cr_blas_set_up ();
  printf ("batch %u, ns a weight and example:\n| n | as a whole | by our product loops | by GSL |\n| --- | --- | --- | --- |\n", WIDTH);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      guint n = widths[i];

      if (n <= CR_LAYER_LARGEST)
        printf ("| %u | %.3f |", n, measure (n, FALSE, CR_PRODUCT_FASTEST));
      else
        printf ("| %u | |", n);
      printf (" %.3f | %.3f |\n", measure (n, TRUE, CR_PRODUCT_OWN), measure (n, TRUE, CR_PRODUCT_GSL));
    }
  return 0;
}
