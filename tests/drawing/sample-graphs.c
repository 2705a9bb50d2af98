/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graphs that the tests of the drawing library draw. */
#include "sample-graphs.h"

#include "graph-builder.h"

#include <math.h>

CrKey
sample_key (const CrGraph *graph, const char *id)
{
  CrKey key = cr_graph_find (graph, id);

  g_assert_cmpuint (key, !=, CR_KEY_NONE);
  return key;
}

static CrNode *
place (GraphBuilder *builder, double x, double y)
{
  CrNode *node = graph_builder_peek (builder);

  if (!isnan (x))
    cr_node_set_place (node, x, y);
  return node;
}

static CrNode *
add_number (GraphBuilder *builder, const char *id, const char *gate, double value, double x, double y)
{
  graph_builder_number (builder, gate, id, value);
  return place (builder, x, y);
}

static CrNode *
add_matrix (GraphBuilder *builder, const char *id, const char *gate, guint rows, guint columns, const double *entries, double x,
            double y)
{
  graph_builder_matrix (builder, gate, id, rows, columns, entries);
  return place (builder, x, y);
}

static CrNode *
add_gate (GraphBuilder *builder, const char *id, const char *gate, double x, double y, const char *operands)
{
  graph_builder_gate (builder, gate, id, operands);
  return place (builder, x, y);
}

static void
set_number (CrNode *node, const char *attribute, double number)
{
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, attribute), number);
}

static void
set_activation (CrNode *node, const char *activation)
{
  cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find (activation));
}

static void
set_column (CrNode *node, const char *attribute, guint rows, const double *entries)
{
  g_autoptr (CrMatrix) matrix = cr_matrix_new (rows, 1, entries);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, attribute), matrix);
}

static CrGraph *
end (GraphBuilder *builder, const char *output)
{
  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  graph_builder_free (builder);
  return output != NULL ? cr_graph_with_output (graph, sample_key (graph, output)) : g_steal_pointer (&graph);
}

CrGraph *
sample_sigmoid_neuron (void)
{
  GraphBuilder *builder = graph_builder_new ();

  cr_node_set_label (add_number (builder, "w0", "parameter", 2, 253, 240), "w₀");
  cr_node_set_label (add_number (builder, "x0", "input", -1, 253, 312), "x₀");
  cr_node_set_label (add_number (builder, "w1", "parameter", -3, 253, 408), "w₁");
  cr_node_set_label (add_number (builder, "x1", "input", -2, 253, 480), "x₁");
  cr_node_set_label (add_number (builder, "w2", "parameter", -3, 253, 576), "w₂");
  add_gate (builder, "p", "mul", 360, 276, "w0 x0");
  add_gate (builder, "q", "mul", 360, 444, "w1 x1");
  add_gate (builder, "r", "add", 468, 360, "p q");
  add_gate (builder, "s", "add", 552, 360, "r w2");
  set_number (add_gate (builder, "a", "scale", 636, 360, "s"), "factor", -1);
  add_gate (builder, "b", "exp", 720, 360, "a");
  set_number (add_gate (builder, "c", "shift", 804, 360, "b"), "offset", 1);
  add_gate (builder, "f", "reciprocal", 888, 360, "c");
  return end (builder, "f");
}

CrGraph *
sample_patterns (void)
{
  GraphBuilder *builder = graph_builder_new ();

  add_number (builder, "x", "input", 3, 96, 96);
  add_number (builder, "y", "input", -4, 96, 168);
  add_number (builder, "z", "input", 2, 96, 264);
  add_number (builder, "w", "input", -1, 96, 336);
  add_gate (builder, "p", "mul", 228, 132, "x y");
  add_gate (builder, "m", "max", 228, 300, "z w");
  add_gate (builder, "s", "add", 348, 216, "p m");
  set_number (add_gate (builder, "f", "scale", 444, 216, "s"), "factor", 2);
  return end (builder, "f");
}

CrGraph *
sample_branches (void)
{
  GraphBuilder *builder = graph_builder_new ();

  add_number (builder, "x", "input", 1, 96, 168);
  add_gate (builder, "a", "square", 276, 96, "x");
  add_gate (builder, "b", "sigmoid", 276, 240, "x");
  add_gate (builder, "f", "add", 444, 168, "a b");
  return end (builder, "f");
}

CrGraph *
sample_norm_squared (void)
{
  GraphBuilder *builder = graph_builder_new ();

  add_matrix (builder, "W", "parameter", 2, 2, (const double[]) { 0.1, 0.5, -0.3, 0.8 }, 96, 96);
  add_matrix (builder, "x", "input", 2, 1, (const double[]) { 0.2, 0.4 }, 96, 240);
  add_gate (builder, "q", "matmul", 276, 168, "W x");
  add_gate (builder, "f", "sumsq", 420, 168, "q");
  return end (builder, "f");
}

CrGraph *
sample_kinds (void)
{
  GraphBuilder *builder = graph_builder_new ();
  CrNode *node;

  add_number (builder, "x", "input", 2, 100, 80);
  add_number (builder, "w", "parameter", -3, 240, 80);
  add_number (builder, "c", "constant", 1, 380, 80);
  add_gate (builder, "m", "max", 480, 80, "x -");
  add_gate (builder, "d", "matmul", 580, 80, "- -");
  node = add_gate (builder, "h", "neuron", 700, 80, "x w");
  set_activation (node, "tanh");
  set_column (node, "weights", 2, (const double[]) { 1.5, -0.5 });
  set_number (node, "bias", 0.3);
  node = add_gate (builder, "layer", "dense", 840, 80, "-");
  set_activation (node, "relu");
  add_gate (builder, "L", "squared_error", 960, 80, "h c");
  add_gate (builder, "t", "tanh", 100, 200, "x");
  add_gate (builder, "rl", "relu", 220, 200, "t");
  add_gate (builder, "sp", "softplus", 340, 200, "rl");
  add_gate (builder, "lk", "leaky_relu", 460, 200, "sp");
  add_gate (builder, "sq", "square", 580, 200, "lk");
  add_gate (builder, "su", "sum", 700, 200, "sq");
  add_gate (builder, "ss", "sumsq", 820, 200, "su");
  add_gate (builder, "ab", "absolute_error", 960, 200, "ss c");
  return end (builder, "ab");
}

CrGraph *
sample_troubles (void)
{
  GraphBuilder *builder = graph_builder_new ();
  double many[64];

  for (guint i = 0; i < 64; i++)
    many[i] = sin (i * 0.7) * 2;
  add_number (builder, "x", "input", -2, 96, 60);
  add_gate (builder, "n", "log", 240, 60, "x");
  add_gate (builder, "o", "add", 384, 60, "n -");
  add_matrix (builder, "A", "input", 2, 3, many, 130, 220);
  add_matrix (builder, "B", "input", 4, 1, many, 130, 400);
  add_gate (builder, "P", "matmul", 340, 300, "A B");
  add_matrix (builder, "M", "parameter", 8, 8, many, 560, 300);
  add_gate (builder, "T", "tanh", 780, 300, "M");
  add_gate (builder, "Q", "sumsq", 960, 300, "T");
  return end (builder, "Q");
}

static void
add_neuron (GraphBuilder *builder, const char *id, double x, double y, const char *operands, guint n, const double *weights,
            double bias)
{
  CrNode *node = add_gate (builder, id, "neuron", x, y, operands);

  set_activation (node, "tanh");
  set_column (node, "weights", n, weights);
  set_number (node, "bias", bias);
}

CrGraph *
sample_circle_net (void)
{
  GraphBuilder *builder = graph_builder_new ();

  add_number (builder, "x1", "input", 1, 66, 213);
  add_number (builder, "x2", "input", -2, 66, 469);
  add_neuron (builder, "a1", 250, 149, "x1 x2", 2, (const double[]) { -0.9, 1.1 }, -1.2);
  add_neuron (builder, "a2", 250, 277, "x1 x2", 2, (const double[]) { 0.4, 1.2 }, 1.0);
  add_neuron (builder, "a3", 250, 405, "x1 x2", 2, (const double[]) { -1.1, -0.2 }, 1.3);
  add_neuron (builder, "a4", 250, 533, "x1 x2", 2, (const double[]) { 0.5, 1.0 }, -0.7);
  add_neuron (builder, "b1", 428, 245, "a1 a2 a3 a4", 4, (const double[]) { -1.5, -0.3, 1.4, 0.4 }, -0.3);
  add_neuron (builder, "b2", 428, 501, "a1 a2 a3 a4", 4, (const double[]) { -1.6, 2.1, 1.7, -1.4 }, -1.8);
  add_neuron (builder, "f", 592, 373, "b1 b2", 2, (const double[]) { 1.2, 3 }, -0.7);
  add_number (builder, "y", "input", 1, 592, 469);
  add_gate (builder, "L", "squared_error", 700, 373, "f y");
  return end (builder, "L");
}

CrGraph *
sample_gates_of_plane (void)
{
  GraphBuilder *builder = graph_builder_new ();
  CrNode *node;

  add_number (builder, "x1", "input", 1, 66, 160);
  add_number (builder, "x2", "input", -2, 66, 280);
  add_number (builder, "w", "parameter", 0.5, 66, 370);
  add_gate (builder, "p", "mul", 190, 160, "x1 x2");
  add_gate (builder, "s", "sin", 190, 280, "x2");
  add_gate (builder, "t", "mul", 310, 220, "s w");
  add_gate (builder, "v", "concat", 310, 330, "x1 x2");
  node = add_gate (builder, "h", "dense", 430, 330, "v");
  set_activation (node, "tanh");
  set_number (node, "units", 8);
  add_gate (builder, "q", "sumsq", 560, 330, "h");
  add_gate (builder, "m", "max", 430, 190, "p t");
  add_gate (builder, "f", "tanh", 560, 190, "m");
  return end (builder, "f");
}

CrGraph *
sample_net (const guint *layers, guint n_layers)
{
  GraphBuilder *builder = graph_builder_new ();
  GString *before = g_string_new (NULL);

  for (guint layer = 0; layer < n_layers; layer++)
    {
      GString *ids = g_string_new (NULL);

      for (guint i = 0; i < layers[layer]; i++)
        {
          g_autofree char *id = g_strdup_printf ("n%u_%u", layer, i);

          if (layer == 0)
            add_number (builder, id, "input", 0, NAN, NAN);
          else
            add_gate (builder, id, "neuron", NAN, NAN, before->str);
          g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
        }
      g_string_free (before, TRUE);
      before = ids;
    }
  g_string_free (before, TRUE);
  return end (builder, NULL);
}

CrGraph *
sample_random (guint n, guint seed)
{
  GraphBuilder *builder = graph_builder_new ();
  GRand *random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);

      if (i < 4 || g_rand_int_range (random, 0, 4) == 0)
        add_number (builder, id, "input", 0, NAN, NAN);
      else
        {
          int near = MIN ((int) i, 24);
          g_autofree char *operands
              = g_strdup_printf ("n%u n%u", i - g_rand_int_range (random, 1, near), i - g_rand_int_range (random, 1, near));

          add_gate (builder, id, "add", NAN, NAN, operands);
        }
    }
  g_rand_free (random);
  return end (builder, NULL);
}
