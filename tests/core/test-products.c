/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way to take a product gives the same: GSL's, our loops', and layers as a whole. */
#include "cr-loops.h"
#include "cr-product.h"
#include "graph-builder.h"
#include "net-graph.h"
#include "tape-runs.h"

#include <math.h>

static double *
draw (gsize n)
{
  double *numbers = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = g_test_rand_double_range (-1, 1);
  return numbers;
}

/* @size: of the terms of the sum that it is. */
static void
assert_near (double a, double b, double size)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-12 * fmax (1, size));
}

/* Sizes around what vectors, tiles and panels hold. */
static guint
draw_size (void)
{
  return g_test_rand_bit () ? g_test_rand_int_range (1, 20) : g_test_rand_int_range (1, 210);
}

/* --- The loops, of each width of vectors that there is --- */

static void
test_loops (void)
{
  const CrLoops *const *all = cr_loops_get_all ();

  for (guint round = 0; round < 100; round++)
    {
      gsize m = draw_size (), k = draw_size (), n = draw_size ();
      gboolean turns_a = g_test_rand_bit (), turns_b = g_test_rand_bit (), adds = g_test_rand_bit ();
      g_autofree double *a = draw (m * k);
      g_autofree double *b = draw (k * n);
      g_autofree double *before = draw (m * n);
      CrMatrixView view_a = { a, turns_a ? 1 : k, turns_a ? m : 1 };
      CrMatrixView view_b = { b, turns_b ? 1 : n, turns_b ? k : 1 };

      for (guint which = 0; all[which] != NULL; which++)
        {
          g_autofree double *c = g_memdup2 (before, m * n * sizeof (double));

          all[which]->multiply (m, k, n, view_a, view_b, adds, c);
          for (gsize i = 0; i < m; i++)
            for (gsize j = 0; j < n; j++)
              {
                double sum = adds ? before[i * n + j] : 0;

                for (gsize l = 0; l < k; l++)
                  sum += a[i * view_a.row_step + l * view_a.column_step] * b[l * view_b.row_step + j * view_b.column_step];
                assert_near (c[i * n + j], sum, sqrt (k));
              }
        }
    }
}

/* --- Whole tapes --- */

static void
assert_same_numbers (const CrNumbers *a, const CrNumbers *b)
{
  g_assert_true (cr_shape_equal (a->shape, b->shape));
  g_assert_cmpuint (a->width, ==, b->width);
  for (gsize i = 0; i < cr_shape_get_size (a->shape) * a->width; i++)
    assert_near (a->entries[i], b->entries[i], fabs (b->entries[i]) + 100);
}

static void
assert_same (CrTape *a, CrTape *b)
{
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (a), node)
    {
      CrNumbers x, y;

      g_assert_true (cr_tape_get_value (a, node->key, &x) && cr_tape_get_value (b, node->key, &y));
      assert_same_numbers (&x, &y);
      g_assert_true (cr_tape_get_gradient (a, node->key, &x) && cr_tape_get_gradient (b, node->key, &y));
      assert_same_numbers (&x, &y);
    }
}

/* A tape whose products take that path, bound to what @other is bound to, and run. */
static CrTape *
run_on_path (CrTape *other, CrProductPath path, guint32 width)
{
  const CrGraph *graph = cr_tape_get_graph (other);
  CrTape *tape;

  cr_product_set_path (path);
  tape = cr_tape_new (graph);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNumbers bound;

      if (cr_tape_get_bound_entries (other, node->key) == NULL)
        continue;
      g_assert_true (cr_tape_get_value (other, node->key, &bound));
      cr_tape_bind (tape, node->key, bound.shape, width, bound.entries);
    }
  tape_run (tape);
  cr_product_set_path (CR_PRODUCT_FASTEST);
  return tape;
}

/* Runs the graph on all paths, bound alike by @bind. */
static void
assert_paths (const CrGraph *graph, void (*bind) (CrTape *tape, guint32 width), guint32 width)
{
  g_autoptr (CrTape) fastest = cr_tape_new (graph);
  g_autoptr (CrTape) by_own = NULL, by_gsl = NULL;

  bind (fastest, width);
  tape_run (fastest);
  by_own = run_on_path (fastest, CR_PRODUCT_OWN, width);
  by_gsl = run_on_path (fastest, CR_PRODUCT_GSL, width);
  assert_same (fastest, by_gsl);
  assert_same (by_own, by_gsl);
  /* What was overwritten is overwritten again. */
  tape_run (fastest);
  assert_same (fastest, by_gsl);
}

/* Some of the operands of the products. */
static void
bind_some (CrTape *tape, guint32 width)
{
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    {
      CrShape shape;

      if (!cr_gate_is_source (node->gate) || g_test_rand_bit () || !cr_tape_get_shape (tape, node->key, &shape))
        continue;

      g_autofree double *entries = draw (cr_shape_get_size (shape) * width);

      cr_tape_bind (tape, node->key, shape, width, entries);
    }
}

/* A·B, A·B again, and Aᵀ·A: a matrix with several uses, one of them twice in one product. */
static void
test_matmul (void)
{
  for (guint round = 0; round < 60; round++)
    {
      guint m = draw_size () / 3 + 1, k = draw_size () / 3 + 1, n = draw_size () / 3 + 1;
      g_autofree double *a = draw ((gsize) m * k);
      g_autofree double *b = draw ((gsize) k * n);
      g_autoptr (GraphBuilder) builder = graph_builder_new ();

      graph_builder_matrix (builder, "input", "a", m, k, a);
      graph_builder_matrix (builder, "input", "b", k, n, b);
      graph_builder_gate (builder, "matmul", "c", "a b");
      graph_builder_gate (builder, "sumsq", "p", "c");
      if (round % 2 == 1)
        {
          graph_builder_gate (builder, "transpose", "t", "a");
          graph_builder_gate (builder, "matmul", "g", "t a");
          graph_builder_gate (builder, "matmul", "gg", "g g");
          graph_builder_gate (builder, "mean", "q", "gg");
        }
      else
        graph_builder_gate (builder, "mean", "q", "a");
      graph_builder_gate (builder, "add", "f", "p q");

      g_autoptr (CrGraph) graph = graph_builder_end (builder);

      assert_paths (graph, bind_some, g_test_rand_int_range (1, 20));
    }
}

static void
test_nets (void)
{
  for (guint round = 0; round < 40; round++)
    {
      guint sizes[4] = { draw_size () / 2 + 1, draw_size () / 2 + 1, draw_size () / 2 + 1, 1 };
      g_autoptr (CrGraph) graph = net_graph_new (sizes, G_N_ELEMENTS (sizes), round % 3 == 0 ? "softplus" : "tanh", round % 4 != 0);

      assert_paths (graph, net_graph_bind, g_test_rand_int_range (1, 50));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/products/loops", test_loops);
  g_test_add_func ("/products/matmul", test_matmul);
  g_test_add_func ("/products/nets", test_nets);
  return g_test_run ();
}
