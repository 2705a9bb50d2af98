/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding and shapes: gates that are wired like a unit or a composite gate, on operands that these do not take, stay what they are. */
#include "expanded-graph.h"
#include "gate-cases.h"
#include "graph-builder.h"

#include <string.h>

#define ROUNDS 80

/* --- By hand --- */

/* The source of that id has another shape, and random numbers below 1 in it. */
static CrGraph *
with_shape (const CrGraph *graph, const char *id, CrShape shape)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, id)));
  g_autoptr (CrMatrix) value = cr_matrix_new (shape.rows, shape.columns, NULL);

  for (gsize i = 0; i < cr_shape_get_size (shape); i++)
    value->entries[i] = g_test_rand_double_range (0.1, 1);
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
  return cr_graph_with_node (graph, node);
}

/* y, a gate on x and z, unfolded, and f its sum of squares. */
static CrGraph *
build_unfolded (const char *gate, CrShape first, CrShape second)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const char *operands = cr_gate_find (gate)->maximum_operands == 1 ? "x" : "x z";

  graph_builder_matrix (builder, "input", "x", first.rows, first.columns, NULL);
  graph_builder_matrix (builder, "input", "z", second.rows, second.columns, NULL);
  graph_builder_gate (builder, gate, "y", operands);
  graph_builder_gate (builder, "sumsq", "f", "y");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrGraph) with_output = cr_graph_with_output (graph, cr_graph_find (graph, "f"));

  return expanded_graph_new (with_output, "y", CR_EXPANSION_GATES);
}

static void
test_other_shapes (void)
{
  const struct
  {
    const char *gate;
    CrShape right[2]; /* of x and z, to be unfolded with */
    CrShape other[2]; /* what they have then */
    const char *reason;
  } cases[] = {
    { "softmax", { { 2, 1 }, { 1, 1 } }, { { 2, 2 }, { 1, 1 } }, "the operand is 2×2, where a column n×1 is needed" },
    { "softmax", { { 2, 1 }, { 1, 1 } }, { { 1, 3 }, { 1, 1 } }, "the operand is 1×3, where a column n×1 is needed" },
    { "logsumexp", { { 2, 1 }, { 1, 1 } }, { { 2, 2 }, { 1, 1 } }, "the operand is 2×2, where a column n×1 is needed" },
    { "dot", { { 2, 1 }, { 2, 1 } }, { { 2, 2 }, { 2, 2 } }, "the first operand is 2×2, where a column n×1 is needed" },
    { "dot", { { 2, 1 }, { 2, 1 } }, { { 2, 1 }, { 1, 1 } }, "2×1 does not fit 1×1" },
    { "neuron", { { 1, 1 }, { 1, 1 } }, { { 2, 1 }, { 1, 1 } }, "an operand is 2×1, where a number 1×1 is needed" },
    { "maxout", { { 1, 1 }, { 1, 1 } }, { { 2, 1 }, { 2, 1 } }, "an operand is 2×1, where a number 1×1 is needed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) right = build_unfolded (cases[i].gate, cases[i].right[0], cases[i].right[1]);
      g_autoptr (CrGraph) half = with_shape (right, "x", cases[i].other[0]);
      g_autoptr (CrGraph) other = with_shape (half, "z", cases[i].other[1]);
      g_autoptr (CrGraph) folded = expanded_graph_fold (right, "y");
      g_autoptr (CrTape) tape = expanded_graph_run (other);
      g_autofree char *message = expanded_graph_refuse_fold (other, "y");
      g_autofree char *wired = g_strdup_printf ("these gates are wired like %s,", cases[i].gate);

      g_assert_cmpstr (cr_graph_get_node (folded, cr_graph_find (folded, "y"))->gate->name, ==, cases[i].gate);
      if (strstr (message, wired) == NULL || strstr (message, cases[i].reason) == NULL)
        g_error ("case %u: %s", i, message);
    }
}

/* W·X + b on several columns, which is no layer: W 1×2, X 2×3, b a number. */
static void
test_layer_on_a_matrix (void)
{
  g_autoptr (CrGraph) right = build_unfolded ("dense", (CrShape) { 2, 1 }, (CrShape) { 1, 1 });
  g_autoptr (CrGraph) other = with_shape (right, "x", (CrShape) { 2, 3 });
  g_autoptr (CrTape) tape = expanded_graph_run (other);
  g_autofree char *message = expanded_graph_refuse_fold (other, "y");

  g_assert_nonnull (strstr (message, "wired like dense, which does not take such shapes: the operand is 2×3"));
}

/* With an operand open nothing is computed yet, and what was unfolded folds back. */
static void
test_open_operand (void)
{
  g_autoptr (CrGraph) right = build_unfolded ("dot", (CrShape) { 2, 1 }, (CrShape) { 2, 1 });
  CrKey x = cr_graph_find (right, "x");
  g_autoptr (CrGraph) open = cr_graph_without (right, &x, 1);
  g_autoptr (CrGraph) folded = expanded_graph_fold (open, "y");

  g_assert_cmpstr (cr_graph_get_node (folded, cr_graph_find (folded, "y"))->gate->name, ==, "dot");
}

/* --- Any gate on any shapes --- */

static guint n_folded, n_refused;

/* Shapes of which many go together. */
static CrShape
random_shape (void)
{
  static const CrShape shapes[] = { { 1, 1 }, { 1, 1 }, { 2, 1 }, { 3, 1 }, { 1, 2 }, { 2, 2 }, { 2, 3 } };

  return shapes[g_test_rand_int_range (0, G_N_ELEMENTS (shapes))];
}

/* The graph with other shapes in some of its inputs and parameters, but those that are a class. */
static CrGraph *
with_random_shapes (const CrGraph *graph, CrKey class)
{
  CrGraph *current = cr_graph_ref (graph);

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrGraph *next;

      if (!cr_gate_is_source (node->gate) || strcmp (node->gate->name, "constant") == 0 || node->key == class ||
          g_test_rand_int_range (0, 3) == 0)
        continue;
      next = with_shape (current, node->id, random_shape ());
      cr_graph_unref (current);
      current = next;
    }
  return current;
}

static gboolean
is_computed (const CrGraph *graph)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (cr_tape_get_state (tape, node->key) != CR_NODE_READY)
        return FALSE;
    }
  return cr_tape_backward (tape, NULL);
}

/* What is left of @before has the same value and gradient in @after. */
static void
assert_keeps_numbers (const CrGraph *before, const CrGraph *after)
{
  g_autoptr (CrTape) tape = expanded_graph_run (before);
  g_autoptr (CrTape) other = expanded_graph_run (after);

  CR_GRAPH_FOR_EACH (after, node)
    {
      CrNumbers a, b;

      g_assert_true (cr_tape_get_value (other, node->key, &b));
      if (cr_graph_get_node (before, node->key) == NULL)
        continue; /* the column of a layer */
      g_assert_true (cr_tape_get_value (tape, node->key, &a));
      assert_near_numbers (&a, &b, 100);
      g_assert_true (cr_tape_get_gradient (tape, node->key, &a) == cr_tape_get_gradient (other, node->key, &b));
      if (cr_tape_get_gradient (tape, node->key, &a))
        assert_near_numbers (&a, &b, 1000);
    }
}

static void
fold_on_random_shapes (const CrGraph *unfolded, CrKey class)
{
  g_autoptr (CrGraph) graph = with_random_shapes (unfolded, class);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) folded = NULL;

  if (!is_computed (graph))
    return;
  folded = cr_graph_folded (graph, expanded_graph_get_group (graph, "y")->key, &error);
  if (folded != NULL)
    assert_keeps_numbers (graph, folded);
  else
    g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
  *(folded != NULL ? &n_folded : &n_refused) += 1;
}

/* y, unfolded, with its sum of squares for the output: that takes every shape. */
static CrGraph *
build_case (const CrGate *gate, const CrShape *operands, guint n_operands, CrExpansionForm form)
{
  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  const char *ends[] = { "weights", "product", "loss" };
  CrKey keys[G_N_ELEMENTS (ends)];
  CrGraphEdit *edit;
  CrNode *output;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    keys[i] = cr_graph_find (graph, ends[i]);
  edit = cr_graph_edit_begin (graph);
  output = cr_node_new (cr_graph_edit_new_key (edit), "f", cr_gate_find ("sumsq"));
  cr_node_set_operand (output, 0, cr_graph_find (graph, "y"));
  cr_graph_edit_take_node (edit, output);
  cr_graph_edit_remove_nodes (edit, keys, G_N_ELEMENTS (keys));

  g_autoptr (CrGraph) squared = cr_graph_edit_end (edit);

  return expanded_graph_new (squared, "y", form);
}

static void
check_case (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  if (gate->expansion == NULL)
    return;
  for (guint round = 0; round < ROUNDS; round++)
    {
      CrExpansionForm form = round % 2 == 0 ? CR_EXPANSION_GATES : CR_EXPANSION_NEURONS;
      g_autoptr (CrGraph) unfolded = build_case (gate, operands, n_operands, form);
      g_autofree char *class = g_strdup_printf ("x%u", gate->label);

      fold_on_random_shapes (unfolded, cr_graph_find (unfolded, class));
    }
}

static void
test_any_shapes (void)
{
  gate_cases_for_each (check_case);
  g_assert_cmpuint (n_folded, >, 300);
  g_assert_cmpuint (n_refused, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folding-shapes/other-shapes", test_other_shapes);
  g_test_add_func ("/folding-shapes/layer-on-a-matrix", test_layer_on_a_matrix);
  g_test_add_func ("/folding-shapes/open-operand", test_open_operand);
  g_test_add_func ("/folding-shapes/any-shapes", test_any_shapes);
  return g_test_run ();
}
