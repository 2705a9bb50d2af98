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

/* Its numbers are drawn, in the tape as in a file. */
static void
add_drawn_source (CrGraphEdit *edit, const char *gate, CrShape shape)
{
  CrNode *node = new_node (edit, gate);
  CrInit init = { g_test_rand_bit (), shape, g_test_rand_double_range (0.2, 1), below (1000), 3 };

  cr_node_set_init (node, cr_gate_find_attribute (node->gate, "init"), &init);
  cr_graph_edit_take_node (edit, node);
}

/* Units without weights draw them from the run's seed. */
static void
set_seed (CrGraphEdit *edit, const CrGraph *graph)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));

  parts->training = cr_training_new ();
  parts->training->seed = below (100);
  cr_graph_edit_take_parts (edit, parts);
}

/* A few sources of every kind and of small shapes, several of them alike so that they fit each other. */
static CrGraph *
new_sources (void)
{
  static const char *const kinds[] = { "input", "parameter", "constant" };
  static const CrShape shapes[] = { { 1, 1 }, { 1, 1 }, { 1, 1 }, { 3, 1 }, { 3, 1 }, { 2, 3 }, { 2, 3 }, { 3, 2 } };
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (below (4) == 0)
      add_drawn_source (edit, kinds[below (3)], shapes[i]);
    else
      add_source (edit, kinds[below (3)], random_matrix (shapes[i].rows, shapes[i].columns));
  if (g_test_rand_bit ())
    set_seed (edit, empty);
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
  else if (cr_gate_is_unit (node->gate) && strcmp (info->name, "alpha") == 0)
    cr_node_set_number (node, attribute, g_test_rand_double ()); /* of a unit: its activation's, which may want it in 0…1 */
  else
    cr_node_set_number (node, attribute, g_test_rand_double_range (fmax (info->minimum, -1.5), fmin (info->maximum, 1.5)));
}

/* Not √x, ln x and 1/x, which a net input of 0 leaves without a slope. */
static void
set_activation (CrNode *node, guint attribute)
{
  guint n;
  const CrGate *const *gates = cr_gate_get_all (&n);
  const CrGate *gate;

  do
    gate = gates[below (n)];
  while (!cr_gate_is_activation (gate) || gate->range.low >= 0);
  cr_node_set_activation (node, attribute, gate);
}

/* A unit's weights or biases in a shape that fits: @operand is that of its first operand. */
static void
set_parameter (CrNode *node, guint attribute, CrShape operand)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  gboolean is_layer = cr_gate_find_attribute (node->gate, "units") >= 0;
  const CrMatrix *weights = cr_node_get_matrix (node, "weights");
  guint n_rows = is_layer ? (guint) cr_node_get_number (node, "units") : weights != NULL ? weights->shape.rows : 2 + below (3);
  g_autoptr (CrMatrix) matrix = NULL;

  if (strcmp (info->name, "bias") == 0)
    matrix = random_matrix (n_rows, 1);
  else if (info->kind == CR_ATTRIBUTE_COLUMN)
    matrix = random_matrix (node->n_operands, 1);
  else
    matrix = random_matrix (n_rows, is_layer ? operand.rows : node->n_operands);
  cr_node_set_matrix (node, attribute, matrix);
}

/* Half of the attributes are set. */
static void
set_attributes (CrNode *node, CrShape operand)
{
  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      CrAttributeKind kind = node->gate->attributes[i].kind;

      if (g_test_rand_bit ())
        continue;
      if (kind <= CR_ATTRIBUTE_COUNT)
        set_number (node, i);
      else if (kind == CR_ATTRIBUTE_ACTIVATION)
        set_activation (node, i);
      else if (node->gate->attributes[i].is_parameter)
        set_parameter (node, i, operand);
    }
}

/* A label that its gate can perhaps use; else the candidate has no value. */
static double
random_label (const CrGate *gate)
{
  return gate->check != NULL && strcmp (gate->name, "hinge") == 0 ? 2.0 * below (2) - 1 : below (3);
}

/* Any node, or one that has that shape where there is one to be found. */
static CrKey
key_of_shape (const CrGraph *graph, const CrTape *tape, const CrShape *wanted)
{
  CrKey key = random_key (graph);

  for (guint tries = 0; wanted != NULL && tries < 20; tries++)
    {
      CrShape shape;

      if (cr_tape_get_shape (tape, key, &shape) && cr_shape_equal (shape, *wanted))
        break;
      key = random_key (graph);
    }
  return key;
}

/* Operands at random until their shapes fit, half of the time all alike; FALSE where they never do. The label is left out. */
static gboolean
choose_operands (const CrGraph *graph, const CrTape *tape, CrNode *node, guint n, CrKey *operands, CrShape *shapes)
{
  const CrGate *gate = node->gate;
  CrShape result;

  for (guint tries = 0; tries < 40; tries++)
    {
      gboolean are_alike = g_test_rand_bit ();

      for (guint i = 0; i < n; i++)
        {
          operands[i] = CR_KEY_NONE;
          shapes[i] = (CrShape) { 1, 1 };
          if (i == gate->label)
            continue;
          operands[i] = key_of_shape (graph, tape, are_alike && i > 0 ? &shapes[0] : NULL);
          g_assert_true (cr_tape_get_shape (tape, operands[i], &shapes[i]));
        }
      if (gate->infer_shape (node, shapes, n, &result, NULL))
        return TRUE;
    }
  return FALSE;
}

/* A random gate on random operands; its label, if it takes one, is a constant. NULL where nothing fits. */
static CrGraph *
with_candidate (const CrGraph *graph, const CrTape *tape)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  const CrGate *gate = gates[3 + below (n_gates - 3)];
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (graph);
  guint more = below (3);
  guint n = MIN (gate->minimum_operands + more, gate->maximum_operands);
  CrKey operands[4];
  CrShape shapes[4];
  CrNode *node = new_node (edit, gate->name);

  if (!choose_operands (graph, tape, node, n, operands, shapes))
    {
      cr_node_unref (node);
      return NULL;
    }
  if (gate->label < n)
    operands[gate->label] = add_source (edit, "constant", cr_matrix_new_number (random_label (gate)));
  cr_node_set_operands (node, operands, n);
  set_attributes (node, shapes[0]);
  cr_graph_edit_take_node (edit, node);
  return cr_graph_edit_end (g_steal_pointer (&edit));
}

/* Two to four neurons on the same numbers with the same activation, which a tape may run as one layer. NULL where they have no values. */
static CrGraph *
with_layer (const CrGraph *graph, const CrTape *tape)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrNode *first = new_node (edit, "neuron");
  CrKey operands[4];
  CrShape shapes[4];
  guint n = 1 + below (3);

  if (choose_operands (graph, tape, first, n, operands, shapes))
    {
      cr_node_set_operands (first, operands, n);
      set_attributes (first, shapes[0]);
      for (guint i = below (3) + 1; i > 0; i--)
        {
          CrNode *next = cr_node_copy (first);
          g_autofree char *id = NULL;

          next->key = cr_graph_edit_new_key (edit);
          id = g_strdup_printf ("n%u", next->key);
          cr_node_set_id (next, id);
          if (cr_node_get_matrix (next, "weights") != NULL)
            set_parameter (next, cr_gate_find_attribute (next->gate, "weights"), shapes[0]);
          cr_graph_edit_take_node (edit, next);
        }
    }
  cr_node_unref (first);
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

/* Whether what is new has values that can be worked with, far enough from where its gate is not defined. */
static gboolean
is_usable (const CrGraph *graph, const CrTape *tape, CrKey key)
{
  static const char *const singular[] = { "log", "reciprocal", "sqrt", "power", "div", "norm", NULL };
  const CrNode *node = cr_graph_get_node (graph, key);

  for (guint i = 0; g_strv_contains (singular, node->gate->name) && i < node->n_operands; i++)
    if (!is_within (tape, node->operands[i], SMALLEST_OPERAND, LARGEST))
      return FALSE;
  return is_within (tape, key, 0, LARGEST);
}

static CrTape *
run (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  return tape;
}

/* Takes the candidate over where every node that is new in it can be used. */
static void
keep (CrGraph **graph, CrTape **tape, CrGraph *candidate)
{
  g_autoptr (CrGraph) owned = candidate;
  g_autoptr (CrTape) other = candidate != NULL ? run (candidate) : NULL;

  if (candidate == NULL)
    return;
  CR_GRAPH_FOR_EACH (candidate, node)
    {
      if (cr_graph_get_node (*graph, node->key) == NULL && !is_usable (candidate, other, node->key))
        return;
    }
  cr_graph_unref (*graph);
  cr_tape_free (*tape);
  *graph = g_steal_pointer (&owned);
  *tape = g_steal_pointer (&other);
}

/* Σ of the entries of a node, each times a number of its own, so that no gradient is 1 and none is 0 by symmetry. */
static CrKey
add_weighted_sum (CrGraphEdit *edit, const CrTape *tape, CrKey key)
{
  CrNode *product = new_node (edit, "mul");
  CrNode *sum = new_node (edit, "sum");
  CrShape shape;

  g_assert_true (cr_tape_get_shape (tape, key, &shape));
  cr_node_set_operand (product, 0, key);
  cr_node_set_operand (product, 1, add_source (edit, "constant", random_matrix (shape.rows, shape.columns)));
  cr_node_set_operand (sum, 0, product->key);
  cr_graph_edit_take_node (edit, product);
  cr_graph_edit_take_node (edit, sum);
  return sum->key;
}

/* f = Σ of the weighted sums of all nodes that nothing uses. */
static CrGraph *
with_output (const CrGraph *graph, const CrTape *tape)
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
      CrKey sum;

      if (g_hash_table_contains (used, GUINT_TO_POINTER (node->key)))
        continue;
      sum = add_weighted_sum (edit, tape, node->key);
      g_array_append_val (sums, sum);
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
  g_autoptr (CrTape) tape = run (graph);
  guint n = cr_graph_get_n_nodes (graph) + n_gates;

  for (guint tries = 0; cr_graph_get_n_nodes (graph) < n && tries < 20 * n_gates; tries++)
    keep (&graph, &tape, below (12) == 0 ? with_layer (graph, tape) : with_candidate (graph, tape));
  return with_output (graph, tape);
}

CrGraph *
random_graph_with_gate (const CrGraph *graph)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrGraph *candidate;

  do
    candidate = with_candidate (graph, tape);
  while (candidate == NULL);
  return candidate;
}

CrKey
random_graph_key (const CrGraph *graph)
{
  return random_key (graph);
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

CrGraph *
random_graph_with_one_other_number (const CrGraph *graph)
{
  guint n_inputs = 0, which;

  CR_GRAPH_FOR_EACH (graph, node)
    n_inputs += strcmp (node->gate->name, "input") == 0;
  if (n_inputs == 0)
    return cr_graph_ref (graph);
  which = below (n_inputs);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      g_autoptr (CrNode) other = NULL;

      if (strcmp (node->gate->name, "input") != 0 || which-- > 0)
        continue;
      other = with_other_numbers (node);
      return cr_graph_with_node (graph, other);
    }
  g_assert_not_reached ();
}
