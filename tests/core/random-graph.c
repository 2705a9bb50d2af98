/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random graphs over the whole gate table.
 *
 * How this works: a graph grows gate by gate. Each candidate is a new version; it is evaluated, and kept only when it has a value
 * whose entries are finite and not too large. So no rule about ranges stands here that the table does not have.
 */
#include "random-graph.h"

#include "cr-tape.h"

#include <math.h>
#include <string.h>

#define LARGEST 50

/* Where differences lose too many digits: next to the singularity of log, 1/x, √x. */
#define SMALLEST_OPERAND 0.05

static guint
below (guint n)
{
  return g_test_rand_int_range (0, n);
}

static CrMatrix *
random_matrix (guint rows, guint columns)
{
  CrMatrix *matrix = cr_matrix_new (rows, columns, NULL);

  for (guint i = 0; i < rows * columns; i++)
    matrix->entries[i] = g_test_rand_double_range (-2, 2);
  return matrix;
}

static CrNode *
new_node (CrGraphEdit *edit, const char *gate)
{
  CrKey key = cr_graph_edit_new_key (edit);
  g_autofree char *id = g_strdup_printf ("n%u", key);

  return cr_node_new (key, id, cr_gate_find (gate));
}

static CrKey
add_source (CrGraphEdit *edit, const char *gate, CrMatrix *value)
{
  CrNode *node = new_node (edit, gate);
  g_autoptr (CrMatrix) owned = value;

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), owned);
  cr_graph_edit_take_node (edit, node);
  return node->key;
}

/* A few sources of every kind and of small shapes, several of them alike so that they fit each other. */
static CrGraph *
new_sources (void)
{
  static const char *const kinds[] = { "input", "parameter", "constant" };
  static const CrShape shapes[] = { { 1, 1 }, { 1, 1 }, { 1, 1 }, { 3, 1 }, { 3, 1 }, { 2, 3 }, { 3, 2 } };
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    add_source (edit, kinds[below (3)], random_matrix (shapes[i].rows, shapes[i].columns));
  return cr_graph_edit_end (edit);
}

static CrKey
random_key (const CrGraph *graph)
{
  guint n = below (cr_graph_get_n_nodes (graph));

  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (n-- == 0)
        return node->key;
    }
  g_assert_not_reached ();
}

static void
set_number (CrNode *node, guint attribute)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];

  if (strcmp (info->name, "units") == 0)
    cr_node_set_number (node, attribute, 1 + below (4));
  else if (info->kind == CR_ATTRIBUTE_COUNT)
    cr_node_set_number (node, attribute, below (3));
  else
    cr_node_set_number (node, attribute, g_test_rand_double_range (fmax (info->minimum, -1.5), fmin (info->maximum, 1.5)));
}

static void
set_activation (CrNode *node, guint attribute)
{
  guint n;
  const CrGate *const *gates = cr_gate_get_all (&n);
  const CrGate *gate = gates[below (n)];

  /* Not √x, ln x and 1/x, which a net input of 0 leaves without a slope. */
  if (gate->category == CR_CATEGORY_ACTIVATIONS)
    cr_node_set_activation (node, attribute, gate);
}

/* Half of the attributes are set, and weights where they fit without looking at operands' shapes. */
static void
set_attributes (CrNode *node)
{
  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      CrAttributeKind kind = node->gate->attributes[i].kind;
      g_autoptr (CrMatrix) weights = random_matrix (node->n_operands, 1);

      if (g_test_rand_bit ())
        continue;
      if (kind <= CR_ATTRIBUTE_COUNT)
        set_number (node, i);
      else if (kind == CR_ATTRIBUTE_ACTIVATION)
        set_activation (node, i);
      else if (kind == CR_ATTRIBUTE_COLUMN && strcmp (node->gate->name, "neuron") == 0)
        cr_node_set_matrix (node, i, weights);
    }
}

/* A random gate on random operands; its label, if it takes one, is a constant that it can use. */
static CrGraph *
with_candidate (const CrGraph *graph, CrKey *key)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  const CrGate *gate = gates[3 + below (n_gates - 3)];
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  guint n = gate->minimum_operands + (gate->maximum_operands > gate->minimum_operands ? below (3) : 0);
  g_autofree CrKey *operands = g_new (CrKey, n + 1);
  CrNode *node;

  n = MIN (n, gate->maximum_operands);
  for (guint i = 0; i < n; i++)
    operands[i] = i == gate->label ? add_source (edit, "constant", cr_matrix_new_number (1)) : random_key (graph);
  node = new_node (edit, gate->name);
  *key = node->key;
  cr_node_set_operands (node, operands, n);
  set_attributes (node);
  cr_graph_edit_take_node (edit, node);
  return cr_graph_edit_end (edit);
}

static gboolean
is_within (const CrTape *tape, CrKey key, double smallest, double largest)
{
  CrNumbers value;

  if (!cr_tape_get_value (tape, key, &value))
    return FALSE;
  for (gsize i = 0; i < cr_shape_get_size (value.shape); i++)
    if (!isfinite (value.entries[i]) || fabs (value.entries[i]) > largest || fabs (value.entries[i]) < smallest)
      return FALSE;
  return TRUE;
}

/* Whether the candidate has a value that can be worked with, far enough from where its gate is not defined. */
static gboolean
is_usable (const CrGraph *graph, CrKey key)
{
  static const char *const singular[] = { "log", "reciprocal", "sqrt", "power", "div", "norm", NULL };
  const CrNode *node = cr_graph_get_node (graph, key);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  for (guint i = 0; g_strv_contains (singular, node->gate->name) && i < node->n_operands; i++)
    if (!is_within (tape, node->operands[i], SMALLEST_OPERAND, LARGEST))
      return FALSE;
  return is_within (tape, key, 0, LARGEST);
}

/* f = Σ of the sums of all nodes that nothing uses. */
static CrGraph *
with_output (const CrGraph *graph)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrNode *output = new_node (edit, "add");

  CR_GRAPH_FOR_EACH (graph, node)
    {
      for (guint i = 0; i < node->n_operands; i++)
        g_hash_table_add (used, GUINT_TO_POINTER (node->operands[i]));
    }
  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (g_hash_table_contains (used, GUINT_TO_POINTER (node->key)))
        continue;

      CrNode *sum = new_node (edit, "sum");

      cr_node_set_operand (sum, 0, node->key);
      cr_graph_edit_take_node (edit, sum);
      g_array_append_val (sums, sum->key);
    }
  if (sums->len == 1)
    g_array_append_vals (sums, sums->data, 1);
  cr_node_set_operands (output, (CrKey *) sums->data, sums->len);
  cr_graph_edit_set_output (edit, output->key);
  cr_graph_edit_take_node (edit, output);
  return cr_graph_edit_end (edit);
}

CrGraph *
random_graph_new (guint n_gates)
{
  g_autoptr (CrGraph) graph = new_sources ();
  guint n = cr_graph_get_n_nodes (graph) + n_gates;

  for (guint tries = 0; cr_graph_get_n_nodes (graph) < n && tries < 20 * n_gates; tries++)
    {
      CrKey key;
      g_autoptr (CrGraph) candidate = with_candidate (graph, &key);

      if (!is_usable (candidate, key))
        continue;
      cr_graph_unref (graph);
      graph = g_steal_pointer (&candidate);
    }
  return with_output (graph);
}

static CrNode *
with_other_numbers (const CrNode *node)
{
  CrNode *copy = cr_node_copy (node);

  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      const CrAttribute *attribute = &node->attributes[i];
      CrAttributeKind kind = node->gate->attributes[i].kind;

      if (!attribute->is_set)
        continue;
      if (kind == CR_ATTRIBUTE_NUMBER && strcmp (node->gate->attributes[i].name, "alpha") != 0)
        cr_node_set_number (copy, i, attribute->number * 1.01);
      if (kind >= CR_ATTRIBUTE_VALUE && kind <= CR_ATTRIBUTE_ROWS)
        {
          g_autoptr (CrMatrix) matrix = random_matrix (attribute->matrix->shape.rows, attribute->matrix->shape.columns);

          cr_node_set_matrix (copy, i, matrix);
        }
    }
  return copy;
}

CrGraph *
random_graph_with_other_numbers (const CrGraph *graph)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  CR_GRAPH_FOR_EACH (graph, node)
    {
      /* Constants stay, for some are labels. */
      if (below (3) == 0 && strcmp (node->gate->name, "constant") != 0)
        cr_graph_edit_take_node (edit, with_other_numbers (node));
    }
  return cr_graph_edit_end (edit);
}
