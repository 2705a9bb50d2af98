/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layer of n units on n inputs costs, forward and backward, a weight and example: as a whole, where it is small enough for that, else
 * by our product loops; and by GSL. The sizes that cr-layer.h and cr-product.h name as limits come from here. */
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

static double
measure (const guint *sizes, guint n_sizes, CrProductPath path)
{
  g_autoptr (CrGraph) graph = net_graph_new (sizes, n_sizes, "relu", TRUE);
  g_autoptr (CrTape) tape = NULL;
  double seconds;

  cr_product_set_path (path);
  tape = cr_tape_new (graph);
  net_graph_bind (tape, WIDTH);
  seconds = bench_measure (run, tape);
  cr_product_set_path (CR_PRODUCT_FASTEST);
  return seconds;
}

int
main (int argc, char *argv[])
{
  static const guint widths[] = { 2, 4, 8, 16, 32, 48, 64, 65, 96, 128, 256, 512 };

  g_test_init (&argc, &argv, NULL);
  cr_blas_set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      guint n = widths[i];
      guint sizes[] = { n, n, n, 1 };
      double n_products = (2.0 * n * n + n) * WIDTH;

      printf ("layers of %3u units, batch %u: %7.3f ns a weight and example %s, %7.3f by GSL\n", n, WIDTH,
              measure (sizes, G_N_ELEMENTS (sizes), CR_PRODUCT_FASTEST) / n_products * 1e9,
              n <= CR_LAYER_LARGEST ? "as a whole" : "by products", measure (sizes, G_N_ELEMENTS (sizes), CR_PRODUCT_GSL) / n_products * 1e9);
    }
  return 0;
}
