/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graphs that the tests of the drawing library draw. */
#include "sample-graphs.h"

#include <math.h>

Sample
sample_begin (void)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();

  return (Sample) { cr_graph_edit_begin (empty), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

CrKey
sample_key (Sample *sample, const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (sample->keys, id));
}

static void
set_operands (Sample *sample, CrNode *node, const char *operands)
{
  g_auto (GStrv) ids = g_strsplit (operands, " ", -1);
  guint n = g_strv_length (ids);
  g_autofree CrKey *keys = g_new0 (CrKey, n);

  for (guint i = 0; i < n; i++)
    keys[i] = sample_key (sample, ids[i]); /* "-" is no id: open */
  cr_node_set_operands (node, keys, n);
}

CrNode *
sample_add (Sample *sample, const char *id, const char *gate, double x, double y, const char *operands)
{
  CrKey key = cr_graph_edit_new_key (sample->edit);
  CrNode *node = cr_node_new (key, id, cr_gate_find (gate));

  if (!isnan (x))
    cr_node_set_place (node, x, y);
  if (operands != NULL)
    set_operands (sample, node, operands);
  g_hash_table_insert (sample->keys, g_strdup (id), GUINT_TO_POINTER (key));
  cr_graph_edit_take_node (sample->edit, node);
  return node;
}

void
sample_set_number (CrNode *node, const char *attribute, double number)
{
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, attribute), number);
}

void
sample_set_matrix (CrNode *node, const char *attribute, guint rows, guint columns, const double *entries)
{
  g_autoptr (CrMatrix) matrix = cr_matrix_new (rows, columns, entries);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, attribute), matrix);
}

CrGraph *
sample_end (Sample *sample, const char *output)
{
  CrGraph *graph;

  if (output != NULL)
    cr_graph_edit_set_output (sample->edit, sample_key (sample, output));
  graph = cr_graph_edit_end (sample->edit);
  g_hash_table_unref (sample->keys);
  return graph;
}

static CrNode *
add_value (Sample *sample, const char *id, const char *gate, double value, double x, double y)
{
  CrNode *node = sample_add (sample, id, gate, x, y, NULL);

  sample_set_matrix (node, "value", 1, 1, &value);
  return node;
}

CrGraph *
sample_sigmoid_neuron (void)
{
  Sample sample = sample_begin ();

  cr_node_set_label (add_value (&sample, "w0", "parameter", 2, 253, 240), "w₀");
  cr_node_set_label (add_value (&sample, "x0", "input", -1, 253, 312), "x₀");
  cr_node_set_label (add_value (&sample, "w1", "parameter", -3, 253, 408), "w₁");
  cr_node_set_label (add_value (&sample, "x1", "input", -2, 253, 480), "x₁");
  cr_node_set_label (add_value (&sample, "w2", "parameter", -3, 253, 576), "w₂");
  sample_add (&sample, "p", "mul", 360, 276, "w0 x0");
  sample_add (&sample, "q", "mul", 360, 444, "w1 x1");
  sample_add (&sample, "r", "add", 468, 360, "p q");
  sample_add (&sample, "s", "add", 552, 360, "r w2");
  sample_set_number (sample_add (&sample, "a", "scale", 636, 360, "s"), "factor", -1);
  sample_add (&sample, "b", "exp", 720, 360, "a");
  sample_set_number (sample_add (&sample, "c", "shift", 804, 360, "b"), "offset", 1);
  sample_add (&sample, "f", "reciprocal", 888, 360, "c");
  return sample_end (&sample, "f");
}

CrGraph *
sample_patterns (void)
{
  Sample sample = sample_begin ();

  add_value (&sample, "x", "input", 3, 96, 96);
  add_value (&sample, "y", "input", -4, 96, 168);
  add_value (&sample, "z", "input", 2, 96, 264);
  add_value (&sample, "w", "input", -1, 96, 336);
  sample_add (&sample, "p", "mul", 228, 132, "x y");
  sample_add (&sample, "m", "max", 228, 300, "z w");
  sample_add (&sample, "s", "add", 348, 216, "p m");
  sample_set_number (sample_add (&sample, "f", "scale", 444, 216, "s"), "factor", 2);
  return sample_end (&sample, "f");
}

CrGraph *
sample_branches (void)
{
  Sample sample = sample_begin ();

  add_value (&sample, "x", "input", 1, 96, 168);
  sample_add (&sample, "a", "square", 276, 96, "x");
  sample_add (&sample, "b", "sigmoid", 276, 240, "x");
  sample_add (&sample, "f", "add", 444, 168, "a b");
  return sample_end (&sample, "f");
}

CrGraph *
sample_norm_squared (void)
{
  Sample sample = sample_begin ();

  sample_set_matrix (sample_add (&sample, "W", "parameter", 96, 96, NULL), "value", 2, 2, (const double[]) { 0.1, 0.5, -0.3, 0.8 });
  sample_set_matrix (sample_add (&sample, "x", "input", 96, 240, NULL), "value", 2, 1, (const double[]) { 0.2, 0.4 });
  sample_add (&sample, "q", "matmul", 276, 168, "W x");
  sample_add (&sample, "f", "sumsq", 420, 168, "q");
  return sample_end (&sample, "f");
}

CrGraph *
sample_kinds (void)
{
  Sample sample = sample_begin ();
  CrNode *node;

  add_value (&sample, "x", "input", 2, 100, 80);
  add_value (&sample, "w", "parameter", -3, 240, 80);
  add_value (&sample, "c", "constant", 1, 380, 80);
  sample_add (&sample, "m", "max", 480, 80, "x -");
  sample_add (&sample, "d", "matmul", 580, 80, "- -");
  node = sample_add (&sample, "h", "neuron", 700, 80, "x w");
  cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find ("tanh"));
  sample_set_matrix (node, "weights", 2, 1, (const double[]) { 1.5, -0.5 });
  sample_set_matrix (node, "bias", 1, 1, (const double[]) { 0.3 });
  node = sample_add (&sample, "layer", "dense", 840, 80, "-");
  cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find ("relu"));
  sample_add (&sample, "L", "squared_error", 960, 80, "h c");
  sample_add (&sample, "t", "tanh", 100, 200, "x");
  sample_add (&sample, "rl", "relu", 220, 200, "t");
  sample_add (&sample, "sp", "softplus", 340, 200, "rl");
  sample_add (&sample, "lk", "leaky_relu", 460, 200, "sp");
  sample_add (&sample, "sq", "square", 580, 200, "lk");
  sample_add (&sample, "su", "sum", 700, 200, "sq");
  sample_add (&sample, "ss", "sumsq", 820, 200, "su");
  sample_add (&sample, "ab", "absolute_error", 960, 200, "ss c");
  return sample_end (&sample, "ab");
}

CrGraph *
sample_troubles (void)
{
  Sample sample = sample_begin ();
  double many[64];

  for (guint i = 0; i < 64; i++)
    many[i] = sin (i * 0.7) * 2;
  add_value (&sample, "x", "input", -2, 96, 60);
  sample_add (&sample, "n", "log", 240, 60, "x");
  sample_add (&sample, "o", "add", 384, 60, "n -");
  sample_set_matrix (sample_add (&sample, "A", "input", 130, 220, NULL), "value", 2, 3, many);
  sample_set_matrix (sample_add (&sample, "B", "input", 130, 400, NULL), "value", 4, 1, many);
  sample_add (&sample, "P", "matmul", 340, 300, "A B");
  sample_set_matrix (sample_add (&sample, "M", "parameter", 560, 300, NULL), "value", 8, 8, many);
  sample_add (&sample, "T", "tanh", 780, 300, "M");
  sample_add (&sample, "Q", "sumsq", 960, 300, "T");
  return sample_end (&sample, "Q");
}

CrGraph *
sample_net (const guint *layers, guint n_layers)
{
  Sample sample = sample_begin ();
  GString *before = g_string_new (NULL);

  for (guint layer = 0; layer < n_layers; layer++)
    {
      GString *ids = g_string_new (NULL);

      for (guint i = 0; i < layers[layer]; i++)
        {
          g_autofree char *id = g_strdup_printf ("n%u_%u", layer, i);

          if (layer == 0)
            sample_add (&sample, id, "input", NAN, NAN, NULL);
          else
            sample_add (&sample, id, "neuron", NAN, NAN, before->str);
          g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
        }
      g_string_free (before, TRUE);
      before = ids;
    }
  g_string_free (before, TRUE);
  return sample_end (&sample, NULL);
}

CrGraph *
sample_random (guint n, guint seed)
{
  Sample sample = sample_begin ();
  GRand *random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);

      if (i < 4 || g_rand_int_range (random, 0, 4) == 0)
        sample_add (&sample, id, "input", NAN, NAN, NULL);
      else
        {
          int near = MIN ((int) i, 24);
          g_autofree char *operands = g_strdup_printf ("n%u n%u", i - g_rand_int_range (random, 1, near), i - g_rand_int_range (random, 1, near));

          sample_add (&sample, id, "add", NAN, NAN, operands);
        }
    }
  g_rand_free (random);
  return sample_end (&sample, NULL);
}
