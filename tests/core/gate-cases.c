/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of the gate table on operands of every shape that it takes, for tests that walk the table. */
#include "gate-cases.h"

#include "cr-tape.h"
#include "graph-builder.h"

#include <string.h>

typedef struct
{
  const char *gate;
  CrShape operands[3];
} Case;

static const Case shapes[] = {
  { "matmul", { { 2, 3 }, { 3, 4 } } },
  { "matmul", { { 1, 1 }, { 1, 1 } } },
  { "matmul", { { 1, 3 }, { 3, 1 } } },
  { "transpose", { { 2, 3 } } },
  { "dot", { { 4, 1 }, { 4, 1 } } },
  { "sum", { { 2, 3 } } },
  { "mean", { { 2, 3 } } },
  { "sumsq", { { 2, 3 } } },
  { "norm", { { 3, 2 } } },
  { "concat", { { 2, 1 }, { 1, 1 }, { 3, 1 } } },
  { "concat", { { 2, 1 } } },
  { "pick", { { 2, 3 } } },
  { "pick", { { 3, 2 }, { 1, 1 } } },
  { "softmax", { { 4, 1 } } },
  { "log_softmax", { { 4, 1 } } },
  { "logsumexp", { { 4, 1 } } },
  { "neuron", { { 1, 1 }, { 1, 1 }, { 1, 1 } } },
  { "neuron", { { 1, 1 } } },
  { "maxout", { { 1, 1 }, { 1, 1 } } },
  { "dense", { { 3, 1 } } },
  { "squared_error", { { 2, 3 }, { 2, 3 } } },
  { "squared_error", { { 3, 1 }, { 1, 1 } } },
  { "absolute_error", { { 3, 1 }, { 3, 1 } } },
  { "binary_cross_entropy", { { 1, 1 }, { 1, 1 } } },
  { "hinge", { { 1, 1 }, { 1, 1 } } },
  { "cross_entropy", { { 4, 1 }, { 1, 1 } } },
  { "svm", { { 4, 1 }, { 1, 1 } } },
};

/* Shapes for any elementwise gate of that many operands: all alike, and a number beside the others. */
static const CrShape elementwise_shapes[][3] = {
  { { 1, 1 }, { 1, 1 }, { 1, 1 } },
  { { 3, 1 }, { 3, 1 }, { 3, 1 } },
  { { 2, 3 }, { 2, 3 }, { 2, 3 } },
  { { 1, 1 }, { 2, 2 }, { 2, 2 } },
  { { 2, 2 }, { 1, 1 }, { 1, 1 } },
};

static guint
count_operands (const CrShape *operands)
{
  guint n = 0;

  while (n < 3 && operands[n].rows > 0)
    n++;
  return n;
}

void
gate_case_fill (const CrGate *gate, double *entries, gsize n)
{
  for (gsize i = 0; i < n; i++)
    entries[i] = g_test_rand_double_range (gate->range.low, gate->range.high);
}

/* Attributes other than the defaults, so that a rule that forgets them fails. */
static void
set_attributes (CrNode *node, CrShape operand)
{
  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &node->gate->attributes[i];

      if (info->kind == CR_ATTRIBUTE_NUMBER && strcmp (info->name, "alpha") != 0)
        cr_node_set_number (node, i, g_test_rand_double_range (0.3, 1.7));
      else if (info->kind == CR_ATTRIBUTE_NUMBER)
        cr_node_set_number (node, i, 0.3);
      else if (info->kind == CR_ATTRIBUTE_ACTIVATION)
        cr_node_set_activation (node, i, cr_gate_find ("tanh"));
      else if (strcmp (info->name, "units") == 0)
        cr_node_set_number (node, i, 2);
      else if (info->kind == CR_ATTRIBUTE_COUNT)
        cr_node_set_number (node, i, (strcmp (info->name, "row") == 0 ? operand.rows : operand.columns) - 1);
    }
}

CrGraph *
gate_case_build (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < n_operands; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autofree double *entries = g_new (double, cr_shape_get_size (operands[i]));

      gate_case_fill (gate, entries, cr_shape_get_size (operands[i]));
      if (i == gate->label)
        entries[0] = 1;
      graph_builder_matrix (builder, "input", id, operands[i].rows, operands[i].columns, entries);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id);
    }
  graph_builder_gate (builder, gate->name, "y", ids->str);
  set_attributes (graph_builder_peek (builder), operands[0]);

  g_autoptr (CrGraph) alone = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (alone);
  CrShape shape;

  g_assert_true (cr_tape_get_shape (tape, cr_graph_find (alone, "y"), &shape));

  CrGraphEdit *edit = cr_graph_edit_begin (alone);
  CrNode *weights = cr_node_new (cr_graph_edit_new_key (edit), "weights", cr_gate_find ("constant"));
  CrNode *product = cr_node_new (cr_graph_edit_new_key (edit), "product", cr_gate_find ("mul"));
  CrNode *loss = cr_node_new (cr_graph_edit_new_key (edit), "loss", cr_gate_find ("sum"));
  g_autoptr (CrMatrix) numbers = cr_matrix_new (shape.rows, shape.columns, NULL);

  for (gsize i = 0; i < cr_shape_get_size (shape); i++)
    numbers->entries[i] = g_test_rand_double_range (0.5, 2);
  cr_node_set_matrix (weights, 0, numbers);
  cr_node_set_operands (product, (CrKey[]) { cr_graph_find (alone, "y"), weights->key }, 2);
  cr_node_set_operand (loss, 0, product->key);
  cr_graph_edit_take_node (edit, weights);
  cr_graph_edit_take_node (edit, product);
  cr_graph_edit_take_node (edit, loss);
  return cr_graph_edit_end (edit);
}

void
gate_cases_for_each (GateCaseFunction function)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      guint n_cases = 0;

      if (cr_gate_is_source (gates[i]))
        continue;
      for (guint j = 0; cr_gate_is_elementwise (gates[i]) && j < G_N_ELEMENTS (elementwise_shapes); j++, n_cases++)
        for (guint n = gates[i]->minimum_operands; n <= MIN (3, gates[i]->maximum_operands); n++)
          function (gates[i], elementwise_shapes[j], n);
      for (guint j = 0; j < G_N_ELEMENTS (shapes); j++)
        if (strcmp (shapes[j].gate, gates[i]->name) == 0)
          {
            function (gates[i], shapes[j].operands, count_operands (shapes[j].operands));
            n_cases++;
          }
      if (n_cases == 0)
        g_error ("%s has no case: add its operands' shapes", gates[i]->name);
    }
}
