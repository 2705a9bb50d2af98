/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unfolding and folding in tests: units to do it to, and what must be the same afterwards. */
#include "expanded-graph.h"

#include "graph-builder.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-12

CrTape *
expanded_graph_run (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  return tape;
}

CrGraph *
expanded_graph_new (const CrGraph *graph, const char *id, CrExpansionForm form)
{
  CrKey key = cr_graph_find (graph, id);
  g_autoptr (GError) error = NULL;
  CrGraph *expanded = cr_graph_expanded (graph, &key, 1, form, &error);

  g_assert_no_error (error);
  return expanded;
}

const CrGroup *
expanded_graph_get_group (const CrGraph *graph, const char *member)
{
  return cr_parts_get_group_of (cr_graph_get_parts (graph), cr_graph_find (graph, member));
}

CrGraph *
expanded_graph_fold (const CrGraph *graph, const char *member)
{
  g_autoptr (GError) error = NULL;
  CrGraph *folded = cr_graph_folded (graph, expanded_graph_get_group (graph, member)->key, &error);

  g_assert_no_error (error);
  return folded;
}

char *
expanded_graph_refuse_fold (const CrGraph *graph, const char *member)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_graph_folded (graph, expanded_graph_get_group (graph, member)->key, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
  return g_strdup (error->message);
}

/* @scale: the sum of the sizes of what the numbers are made of. What is not defined is so on both sides. */
void
assert_near_number (double a, double b, double scale)
{
  if (!(isnan (a) && isnan (b)))
    g_assert_cmpfloat (fabs (a - b), <=, TOLERANCE * fmax (scale, fabs (a)));
}

void
assert_near_numbers (const CrNumbers *a, const CrNumbers *b, double scale)
{
  g_assert_true (cr_shape_equal (a->shape, b->shape));
  for (gsize i = 0; i < cr_shape_get_size (a->shape) * a->width; i++)
    assert_near_number (a->entries[i], b->entries[i], scale);
}

static gboolean
is_label (const CrGraph *graph, CrKey key)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (node->gate->label < node->n_operands && node->operands[node->gate->label] == key)
        return TRUE;
    }
  return FALSE;
}

/* Every node of @before has the same value and gradient in @after; labels have none before. */
void
assert_same_numbers (const CrGraph *before, const CrGraph *after, double scale)
{
  g_autoptr (CrTape) tape = expanded_graph_run (before);
  g_autoptr (CrTape) other = expanded_graph_run (after);

  CR_GRAPH_FOR_EACH (before, node)
    {
      CrNumbers a, b;

      g_assert_true (cr_tape_get_value (tape, node->key, &a) && cr_tape_get_value (other, node->key, &b));
      assert_near_numbers (&a, &b, scale);
      if (is_label (before, node->key) || !cr_tape_get_gradient (tape, node->key, &a))
        continue;
      g_assert_true (cr_tape_get_gradient (other, node->key, &b));
      assert_near_numbers (&a, &b, scale);
    }
}

static gboolean
attribute_is (const CrNode *node, guint i, double number)
{
  const CrAttributeInfo *info = &node->gate->attributes[i];

  return cr_node_get_number (node, info->name) == number;
}

/* Same gate, operands and attributes, bit for bit; one that is given may be left out where it is the default. */
static void
assert_same_node (const CrNode *a, const CrNode *b, gboolean with_weights)
{
  g_assert_true (a->gate == b->gate);
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpuint (a->key, ==, b->key);
  g_assert_cmpuint (a->breakpoint, ==, b->breakpoint);
  g_assert_cmpuint (a->hide, ==, b->hide);
  g_assert_cmpmem (a->operands, a->n_operands * sizeof (CrKey), b->operands, b->n_operands * sizeof (CrKey));
  for (guint i = 0; i < a->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &a->gate->attributes[i];

      if (info->kind <= CR_ATTRIBUTE_BOOLEAN)
        g_assert_true (attribute_is (b, i, cr_node_get_number (a, info->name)));
      else if (info->kind == CR_ATTRIBUTE_ACTIVATION)
        g_assert_true (a->attributes[i].activation == b->attributes[i].activation);
      else if (with_weights)
        g_assert_true (cr_matrix_equal (cr_node_get_matrix (a, info->name), cr_node_get_matrix (b, info->name)));
    }
}

void
assert_folds_back (const CrGraph *before, const CrGraph *expanded, const char *id, gboolean with_weights)
{
  g_autoptr (CrGraph) folded = expanded_graph_fold (expanded, id);
  const CrNode *node = cr_graph_get_node (before, cr_graph_find (before, id));

  g_assert_cmpuint (cr_graph_get_n_nodes (folded), ==, cr_graph_get_n_nodes (before));
  g_assert_cmpuint (cr_graph_get_parts (folded)->groups->len, ==, cr_graph_get_parts (before)->groups->len);
  assert_same_node (node, cr_graph_get_node (folded, node->key), with_weights);
  assert_same_numbers (before, folded, 1);
}

static CrMatrix *
random_matrix (guint rows, guint columns)
{
  CrMatrix *matrix = cr_matrix_new (rows, columns, NULL);

  for (guint i = 0; i < rows * columns; i++)
    matrix->entries[i] = g_test_rand_double_range (-2, 2);
  return matrix;
}

static void
set_random (CrNode *unit, const char *attribute, guint rows, guint columns)
{
  g_autoptr (CrMatrix) matrix = random_matrix (rows, columns);

  cr_node_set_matrix (unit, cr_gate_find_attribute (unit->gate, attribute), matrix);
}

/* A unit u on three numbers, or a column of three; its weights given or drawn. */
CrGraph *
expanded_graph_build_unit (const char *gate, const CrGate *activation, gboolean given, gboolean with_alpha)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  gboolean is_layer = strcmp (gate, "dense") == 0;
  CrNode *unit;

  for (guint i = 0; i < 3; i++)
    graph_builder_number (builder, "input", (const char *[]) { "x", "y", "z" }[i], g_test_rand_double_range (0.2, 2));
  if (is_layer)
    graph_builder_gate (builder, "concat", "column", "x y z");
  graph_builder_gate (builder, gate, "u", is_layer ? "column" : "x y z");
  unit = graph_builder_peek (builder);
  if (is_layer)
    cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "units"), 2);
  if (given && strcmp (gate, "neuron") == 0)
    {
      set_random (unit, "weights", 3, 1);
      cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "bias"), g_test_rand_double_range (-1, 1));
    }
  else if (given)
    {
      set_random (unit, "weights", 2, 3);
      set_random (unit, "bias", 2, 1);
    }
  if (activation != NULL)
    cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
  if (with_alpha)
    cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "alpha"), 0.3);
  graph_builder_gate (builder, "sumsq", "f", "u");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  return cr_graph_with_output (graph, cr_graph_find (graph, "f"));
}
