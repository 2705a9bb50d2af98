/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an edit of one value to all new values and gradients: what one move of a scrub costs, but for the drawing. */
#include "bench.h"
#include "cr-tape.h"
#include "graph-builder.h"

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrKey source;
  double value;
} Edit;

/* One edit: a new version, the tape brought up to it, forward, backward. */
static void
edit_value (gpointer data)
{
  Edit *edit = data;
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (edit->graph, edit->source));
  g_autoptr (CrMatrix) value = cr_matrix_new_number (edit->value);
  CrGraph *next;

  edit->value = -edit->value;
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
  next = cr_graph_with_node (edit->graph, node);
  cr_graph_unref (edit->graph);
  edit->graph = next;
  cr_tape_update (edit->tape, next);
  cr_tape_forward (edit->tape);
  if (!cr_tape_backward (edit->tape, NULL))
    g_error ("the graph of the benchmark has no gradient");
}

/* Takes the graph over. */
static void
run (const char *name, double target, CrGraph *graph, const char *source)
{
  Edit edit = { graph, cr_tape_new (graph), cr_graph_find (graph, source), 1.5 };
  guint compiles = cr_tape_get_n_compiles (edit.tape);

  bench_run (name, target, edit_value, &edit);
  if (cr_tape_get_n_compiles (edit.tape) != compiles)
    g_error ("%s: an edit of a value compiled", name);
  cr_tape_free (edit.tape);
  cr_graph_unref (edit.graph);
}

static CrGraph *
build_sigmoid_neuron (void)
{
  static const char *const sources[] = { "w0", "x0", "w1", "x1", "w2" };
  static const char *const gates[][3] = {
    { "mul", "p", "w0 x0" }, { "mul", "q", "w1 x1" }, { "add", "r", "p q" },   { "add", "s", "r w2" },
    { "neg", "a", "s" },     { "exp", "b", "a" },     { "add", "c", "b one" }, { "reciprocal", "f", "c" },
  };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    graph_builder_number (builder, "input", sources[i], i - 2.5);
  graph_builder_number (builder, "constant", "one", 1);
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    graph_builder_gate (builder, gates[i][0], gates[i][1], gates[i][2]);
  return graph_builder_end (builder);
}

/* Rows of gates, each wired to two of the row before; the last row is added up. */
static CrGraph *
build_layers (guint n_gates)
{
  static const char *const kinds[] = { "add", "mul", "max", "tanh" };
  guint width = 100;
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (GString) sum = g_string_new (NULL);

  for (guint i = 0; i < width; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);

      graph_builder_number (builder, "input", id, (i % 7) * 0.1 - 0.3);
    }
  for (guint i = width; i < n_gates; i++)
    {
      const char *kind = kinds[(i / width) % G_N_ELEMENTS (kinds)];
      guint row = (i / width - 1) * width;
      g_autofree char *id = g_strdup_printf ("n%u", i);
      g_autofree char *operands = g_str_equal (kind, "tanh")
                                      ? g_strdup_printf ("n%u", row + i % width)
                                      : g_strdup_printf ("n%u n%u", row + i % width, row + (i * 7 + 1) % width);

      graph_builder_gate (builder, kind, id, operands);
    }
  for (guint i = n_gates - width; i < n_gates; i++)
    g_string_append_printf (sum, "%sn%u", sum->len > 0 ? " " : "", i);
  graph_builder_gate (builder, "add", "f", sum->str);
  return graph_builder_end (builder);
}

int
main (void)
{
  run ("edit a value of the sigmoid neuron", 50, build_sigmoid_neuron (), "w0");
  run ("edit a value among 10,000 gates", 2000, build_layers (10000), "n3");
  run ("edit a value among 100,000 gates", 20000, build_layers (100000), "n3");
  return 0;
}
