/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: what is recognised, however it was wired, and what is refused. That what was unfolded folds back is in test-expansion.c. */
#include "expanded-graph.h"
#include "graph-builder.h"

#include <string.h>

/* One edit of an unfolded neuron, after which it is none. */
static CrGraph *
edited (const CrGraph *graph, const char *id, const char *attribute, double number)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, id)));

  cr_node_set_number (node, cr_gate_find_attribute (node->gate, attribute), number);
  return cr_graph_with_node (graph, node);
}

static CrGraph *
with_gate (const CrGraph *graph, const char *gate, const char *id, const char *a, const char *b)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrNode *node = cr_node_new (cr_graph_edit_new_key (edit), id, cr_gate_find (gate));

  cr_node_set_operands (node, (CrKey[]) { cr_graph_find (graph, a), cr_graph_find (graph, b) }, 2);
  cr_graph_edit_take_node (edit, node);
  return cr_graph_edit_end (edit);
}

static void
test_refused_folds (void)
{
  g_autoptr (CrGraph) graph = expanded_graph_build_unit ("neuron", cr_gate_find ("tanh"), TRUE, FALSE);
  g_autoptr (CrGraph) gates = expanded_graph_new (graph, "u", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) used_outside = with_gate (gates, "mul", "spy", "u_sum", "x");
  g_autoptr (CrGraph) shared = with_gate (gates, "mul", "spy", "u_w1", "x");
  g_autoptr (CrGraph) output_inside = cr_graph_with_output (gates, cr_graph_find (gates, "u_sum"));
  g_autoptr (CrGraph) decaying = edited (gates, "u_b", "decay", TRUE);
  g_autoptr (CrGraph) lasting = edited (gates, "u_w2", "decay", FALSE);
  g_autoptr (CrGraph) rewired = cr_graph_connected (gates, cr_graph_find (gates, "u_m0"), cr_graph_find (gates, "u_m1"), 0, NULL);
  g_autoptr (CrGraph) reweighed = cr_graph_connected (gates, cr_graph_find (gates, "u_w0"), cr_graph_find (gates, "u_m1"), 1, NULL);
  const struct
  {
    const CrGraph *graph;
    const char *message;
  } cases[] = {
    { used_outside, "u_sum is inside of the group, and spy outside of it uses its value" },
    { shared, "u_w1 is inside of the group, and spy outside of it uses its value" },
    { output_inside, "u_sum is inside of the group, and is the output of the graph" },
    { decaying, "turn its decay off" },
    { lasting, "turn its decay on" },
    { rewired, "no unit and no gate is made of these gates in this way: parameter, add, mul, tanh" },
    { reweighed, "both " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = expanded_graph_refuse_fold (cases[i].graph, "u");

      if (strstr (message, cases[i].message) == NULL)
        g_error ("case %u: %s", i, message);
    }
}

/* A weight that two products of one sum share. */
static void
test_shared_weight (void)
{
  g_autoptr (CrGraph) graph = expanded_graph_build_unit ("neuron", NULL, TRUE, FALSE);
  g_autoptr (CrGraph) gates = expanded_graph_new (graph, "u", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) rewired = cr_graph_connected (gates, cr_graph_find (gates, "u_w0"), cr_graph_find (gates, "u_m1"), 1, NULL);
  CrKey unused = cr_graph_find (rewired, "u_w1");
  g_autoptr (CrGraph) shared = cr_graph_without (rewired, &unused, 1);
  g_autofree char *message = expanded_graph_refuse_fold (shared, "u");

  g_assert_nonnull (strstr (message, "u_w0 is used more than once"));
}

/* --- Recognised by structure --- */

static CrGraph *
with_group (const CrGraph *graph, const char *members)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrGroup *group = cr_group_new (cr_graph_edit_new_key (edit), "by_hand");
  g_auto (GStrv) ids = g_strsplit (members, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      CrKey key = cr_graph_find (graph, ids[i]);

      g_array_append_val (group->members, key);
    }
  g_ptr_array_add (parts->groups, group);
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

/* The lecture's sigmoid neuron, wired by hand with operands in any order and the bias first, is a neuron (lecture row 3). */
static void
test_by_hand (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const struct
  {
    const char *id;
    double value;
  } sources[] = { { "w0", 2 }, { "w1", -3 }, { "w2", -3 } };

  graph_builder_number (builder, "input", "x0", -1);
  graph_builder_number (builder, "input", "x1", -2);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    graph_builder_number (builder, "parameter", sources[i].id, sources[i].value);
  cr_node_set_number (graph_builder_peek (builder), cr_gate_find_attribute (cr_gate_find ("parameter"), "decay"), FALSE);
  graph_builder_gate (builder, "mul", "p", "w0 x0");
  graph_builder_gate (builder, "mul", "q", "x1 w1");
  graph_builder_gate (builder, "add", "s", "w2 p q");
  graph_builder_gate (builder, "scale", "a", "s");
  cr_node_set_number (graph_builder_peek (builder), 0, -1);
  graph_builder_gate (builder, "exp", "b", "a");
  graph_builder_gate (builder, "shift", "c", "b");
  cr_node_set_number (graph_builder_peek (builder), 0, 1);
  graph_builder_gate (builder, "reciprocal", "f", "c");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrGraph) grouped = with_group (graph, "a b c f");
  g_autoptr (CrGraph) half = expanded_graph_fold (grouped, "f");
  g_autoptr (CrGraph) again = with_group (half, "w0 w1 w2 p q s f");
  g_autoptr (CrGraph) folded = expanded_graph_fold (again, "f");
  const CrNode *neuron = cr_graph_get_node (folded, cr_graph_find (folded, "f"));
  g_autoptr (CrTape) tape = expanded_graph_run (folded);
  CrNumbers value, gradient;

  g_assert_cmpstr (cr_graph_get_node (half, cr_graph_find (half, "f"))->gate->name, ==, "sigmoid");
  g_assert_cmpstr (neuron->gate->name, ==, "neuron");
  g_assert_cmpuint (cr_graph_get_n_nodes (folded), ==, 3);
  g_assert_cmpfloat (cr_node_get_matrix (neuron, "weights")->entries[1], ==, -3);
  g_assert_cmpfloat (cr_node_get_number (neuron, "bias"), ==, -3);
  g_assert_true (cr_tape_get_value (tape, neuron->key, &value));
  g_assert_cmpfloat_with_epsilon (value.entries[0], 0.73105857863, 1e-10);
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (folded, "x0"), &gradient));
  g_assert_cmpfloat_with_epsilon (gradient.entries[0], 0.39322386648, 1e-10);
}

/* "neg" is as good as "scale −1", and the other way round; other numbers are another function. */
static void
test_minus (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0.5);
  graph_builder_gate (builder, "neg", "a", "x");
  graph_builder_gate (builder, "exp", "b", "a");
  graph_builder_gate (builder, "shift", "c", "b");
  cr_node_set_number (graph_builder_peek (builder), 0, 1);
  graph_builder_gate (builder, "reciprocal", "s", "c");
  graph_builder_gate (builder, "scale", "n", "s");
  cr_node_set_number (graph_builder_peek (builder), 0, -1);
  graph_builder_gate (builder, "add", "d", "n x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrGraph) grouped = with_group (graph, "a b c s");
  g_autoptr (CrGraph) sigmoid = expanded_graph_fold (grouped, "s");
  g_autoptr (CrGraph) again = with_group (sigmoid, "n d");
  g_autoptr (CrGraph) difference = expanded_graph_fold (again, "d");
  g_autoptr (CrGraph) other = edited (grouped, "c", "offset", 2);
  g_autofree char *message = expanded_graph_refuse_fold (other, "s");
  const CrNode *d = cr_graph_get_node (difference, cr_graph_find (difference, "d"));

  g_assert_cmpstr (cr_graph_get_node (sigmoid, cr_graph_find (sigmoid, "s"))->gate->name, ==, "sigmoid");
  g_assert_cmpstr (d->gate->name, ==, "sub");
  g_assert_cmpuint (d->operands[0], ==, cr_graph_find (difference, "x"));
  g_assert_cmpuint (d->operands[1], ==, cr_graph_find (difference, "s"));
  g_assert_nonnull (strstr (message, "no unit and no gate is made of these gates in this way: neg, shift, reciprocal, exp"));
}

/* Neurons on the same numbers, joined, are a layer on their column. */
static void
test_neurons_to_layer (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0.5);
  graph_builder_number (builder, "input", "y", -1.5);
  graph_builder_gate (builder, "neuron", "a", "x y");
  graph_builder_gate (builder, "neuron", "b", "x y");
  cr_node_set_number (graph_builder_peek (builder), 1, 0.7);
  graph_builder_gate (builder, "neuron", "c", "y x");
  graph_builder_gate (builder, "concat", "h", "a b");
  graph_builder_gate (builder, "concat", "k", "a c");
  graph_builder_gate (builder, "sumsq", "f", "h");

  g_autoptr (CrGraph) all = graph_builder_end (builder);
  CrKey k = cr_graph_find (all, "k"), h = cr_graph_find (all, "h");
  g_autoptr (CrGraph) without = cr_graph_without (all, &k, 1);
  g_autoptr (CrGraph) unnamed = with_group (without, "a b h");
  g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, cr_graph_find (unnamed, "f"));
  g_autoptr (CrGraph) folded = expanded_graph_fold (graph, "h");
  const CrNode *layer = cr_graph_get_node (folded, h);
  g_autoptr (CrTape) before = expanded_graph_run (graph);
  g_autoptr (CrTape) after = expanded_graph_run (folded);
  CrNumbers x, y;

  g_assert_cmpstr (layer->gate->name, ==, "dense");
  g_assert_cmpstr (cr_graph_get_node (folded, layer->operands[0])->id, ==, "h_x");
  g_assert_cmpfloat (cr_node_get_matrix (layer, "bias")->entries[1], ==, 0.7);
  g_assert_true (cr_tape_get_value (before, h, &x) && cr_tape_get_value (after, h, &y));
  assert_near_numbers (&x, &y, 1);
  g_assert_true (cr_tape_get_gradient (before, cr_graph_find (graph, "y"), &x));
  g_assert_true (cr_tape_get_gradient (after, cr_graph_find (folded, "y"), &y));
  assert_near_numbers (&x, &y, 1);

  g_autoptr (CrGraph) other = cr_graph_without (all, &h, 1);
  g_autoptr (CrGraph) mixed = with_group (other, "a c k");
  g_autofree char *message = expanded_graph_refuse_fold (mixed, "k");

  g_assert_nonnull (strstr (message, "a and c differ in their operands"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folding/refused-folds", test_refused_folds);
  g_test_add_func ("/folding/shared-weight", test_shared_weight);
  g_test_add_func ("/folding/by-hand", test_by_hand);
  g_test_add_func ("/folding/minus", test_minus);
  g_test_add_func ("/folding/neurons-to-layer", test_neurons_to_layer);
  return g_test_run ();
}
