/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fully connected nets for tests and benchmarks. */
#include "net-graph.h"

#include "graph-builder.h"

#include <math.h>
#include <string.h>

static double *
draw (gsize n, double scale)
{
  double *numbers = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = g_test_rand_double_range (-scale, scale);
  return numbers;
}

static void
set_matrix (CrNode *node, const char *name, guint rows, guint columns, const double *entries)
{
  g_autoptr (CrMatrix) matrix = cr_matrix_new (rows, columns, entries);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, name), matrix);
}

static void
set_activation (CrNode *node, const char *activation)
{
  if (activation != NULL)
    cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find (activation));
}

static void
add_dense (GraphBuilder *builder, guint layer, guint n_inputs, guint n_units, const double *weights, const double *bias)
{
  g_autofree char *id = g_strdup_printf ("h%u", layer);
  g_autofree char *operand = layer == 1 ? g_strdup ("x") : g_strdup_printf ("h%u", layer - 1);
  CrNode *node;

  graph_builder_gate (builder, "dense", id, operand);
  node = graph_builder_peek (builder);
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "units"), n_units);
  set_matrix (node, "weights", n_units, n_inputs, weights);
  set_matrix (node, "bias", n_units, 1, bias);
}

static void
add_neuron (GraphBuilder *builder, guint layer, guint unit, guint n_inputs, const double *weights, double bias)
{
  g_autofree char *id = g_strdup_printf ("h%u_%u", layer, unit);
  g_autoptr (GString) operands = g_string_new (NULL);
  CrNode *node;

  for (guint i = 0; i < n_inputs; i++)
    if (layer == 1)
      g_string_append_printf (operands, "%sx%u", i > 0 ? " " : "", i);
    else
      g_string_append_printf (operands, "%sh%u_%u", i > 0 ? " " : "", layer - 1, i);
  graph_builder_gate (builder, "neuron", id, operands->str);
  node = graph_builder_peek (builder);
  set_matrix (node, "weights", n_inputs, 1, weights);
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "bias"), bias);
}

static void
add_inputs (GraphBuilder *builder, guint n, gboolean is_dense)
{
  graph_builder_number (builder, "input", "y", 0);
  if (is_dense)
    graph_builder_matrix (builder, "input", "x", n, 1, NULL);
  for (guint i = 0; !is_dense && i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      graph_builder_number (builder, "input", id, 0);
    }
}

CrGraph *
net_graph_new (const guint *sizes, guint n_sizes, const char *activation, gboolean is_dense)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autofree char *prediction = g_strdup_printf (is_dense ? "h%u y" : "h%u_0 y", n_sizes - 1);

  add_inputs (builder, sizes[0], is_dense);
  for (guint layer = 1; layer < n_sizes; layer++)
    {
      g_autofree double *weights = draw ((gsize) sizes[layer] * sizes[layer - 1], 1.5 / sqrt (sizes[layer - 1]));
      g_autofree double *bias = draw (sizes[layer], 0.3);
      guint n_nodes = is_dense ? 1 : sizes[layer];

      for (guint unit = 0; unit < n_nodes; unit++)
        {
          if (is_dense)
            add_dense (builder, layer, sizes[layer - 1], sizes[layer], weights, bias);
          else
            add_neuron (builder, layer, unit, sizes[layer - 1], weights + unit * sizes[layer - 1], bias[unit]);
          set_activation (graph_builder_peek (builder), layer + 1 < n_sizes ? activation : "tanh");
        }
    }
  graph_builder_gate (builder, "squared_error", "f", prediction);
  return graph_builder_end (builder);
}

void
net_graph_bind (CrTape *tape, guint32 width)
{
  g_autoptr (GArray) inputs = g_array_new (FALSE, FALSE, sizeof (CrTapeInput));
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    {
      CrTapeInput input = { .key = node->key };

      if (strcmp (node->gate->name, "input") != 0)
        continue;
      g_assert_true (cr_tape_get_shape (tape, node->key, &input.shape));
      input.entries = draw (cr_shape_get_size (input.shape) * width, 2);
      g_ptr_array_add (entries, (gpointer) input.entries);
      g_array_append_val (inputs, input);
    }
  cr_tape_bind_all (tape, (CrTapeInput *) inputs->data, inputs->len, width);
}
