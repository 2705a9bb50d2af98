/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What units unfold into: products of operands and weights, sums, activations; for a layer, matrices or neurons. */
#include "cr-expansion-private.h"

#include "cr-random.h"

#include <glib/gi18n-lib.h>
#include <string.h>

CrMatrix *
cr_unit_dup_weights (const CrGraph *graph, const CrNode *unit, CrShape shape)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;
  const CrMatrix *given = cr_node_get_matrix (unit, "weights");

  if (given != NULL)
    return cr_matrix_ref (given);

  CrMatrix *drawn = cr_matrix_new (shape.rows, shape.columns, NULL);

  cr_random_fill_unit (training != NULL ? training->seed : 0, unit, shape, drawn->entries);
  return drawn;
}

/* Entry @index of a matrix of @size entries, as a matrix of its own; NULL where there is no such matrix. */
static CrMatrix *
dup_entry (const CrMatrix *matrix, gsize size, gsize index)
{
  if (matrix == NULL || cr_shape_get_size (matrix->shape) != size)
    return NULL;
  return cr_matrix_new_number (matrix->entries[index]);
}

static CrNode *
add_entry (CrUnfolding *unfolding, const char *suffix, gboolean is_bias, const CrMatrix *values, const CrMatrix *starts, gsize size,
           gsize index)
{
  g_autoptr (CrMatrix) value = dup_entry (values, size, index);
  g_autoptr (CrMatrix) start = dup_entry (starts, size, index);

  return cr_unfolding_add_parameter (unfolding, suffix, value, is_bias, start);
}

/**
 * Weighing: what a weighted sum is made of.
 * @weights: of all sums, a row a sum
 * @bias: (nullable): of all sums
 * @started: (nullable): where they started
 */
typedef struct
{
  const CrMatrix *weights;
  const CrMatrix *bias;
  const CrInitial *started;
  guint n_sums;
} Weighing;

/* Products of operands and weights, and a bias: the terms of sum @row, one more than there are operands (transfer full). */
static CrKey *
add_terms (CrUnfolding *unfolding, const Weighing *weighing, guint row)
{
  const CrNode *unit = unfolding->node;
  guint n = unit->n_operands;
  CrKey *terms = g_new (CrKey, n + 1);
  const CrMatrix *started = weighing->started != NULL ? weighing->started->weights : NULL;
  const CrMatrix *bias_started = weighing->started != NULL ? weighing->started->bias : NULL;
  g_autofree char *of = weighing->n_sums > 1 ? g_strdup_printf ("%u_", row) : g_strdup ("");
  g_autofree char *bias = weighing->n_sums > 1 ? g_strdup_printf ("b%u", row) : g_strdup ("b");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *weight = g_strdup_printf ("w%s%u", of, i);
      g_autofree char *product = g_strdup_printf ("m%s%u", of, i);
      CrNode *parameter = add_entry (unfolding, weight, FALSE, weighing->weights, started, (gsize) weighing->n_sums * n,
                                     (gsize) row * n + i);

      terms[i] = cr_unfolding_add (unfolding, "mul", product, (CrKey[]) { unit->operands[i], parameter->key }, 2)->key;
    }
  terms[n] = add_entry (unfolding, bias, TRUE, weighing->bias, bias_started, weighing->n_sums, row)->key;
  return terms;
}

/* A sum, and the unit's activation behind it where it has one: together the result. */
static void
add_sum_and_activation (CrUnfolding *unfolding, const CrKey *terms, guint n_terms)
{
  const CrAttribute *activation = cr_node_get_attribute (unfolding->node, "activation");
  const CrAttribute *alpha = cr_node_get_attribute (unfolding->node, "alpha");
  const CrGate *gate = activation != NULL ? activation->activation : NULL;
  CrNode *sum, *result;

  if (gate == NULL)
    {
      cr_unfolding_add_result (unfolding, cr_gate_find ("add"), terms, n_terms);
      return;
    }
  sum = cr_unfolding_add (unfolding, "add", "sum", terms, n_terms);
  result = cr_unfolding_add_result (unfolding, gate, &sum->key, 1);
  if (alpha != NULL && gate->n_attributes > 0)
    cr_node_set_number (result, 0, alpha->number);
}

/* --- neuron --- */

static gboolean
unfold_neuron (CrUnfolding *unfolding, GError **error)
{
  const CrNode *unit = unfolding->node;
  const CrAttribute *given = cr_node_get_attribute (unit, "bias");
  g_autoptr (CrMatrix) weights = cr_unit_dup_weights (unfolding->graph, unit, (CrShape) { unit->n_operands, 1 });
  g_autoptr (CrMatrix) bias = given != NULL ? cr_matrix_new_number (given->number) : NULL;
  Weighing weighing = { weights, bias, cr_unfolding_get_initial (unfolding), 1 };
  g_autofree CrKey *terms = add_terms (unfolding, &weighing, 0);

  add_sum_and_activation (unfolding, terms, unit->n_operands + 1);
  return TRUE;
}

/* --- maxout --- */

static gboolean
unfold_maxout (CrUnfolding *unfolding, GError **error)
{
  const CrNode *unit = unfolding->node;
  const CrMatrix *given = cr_node_get_matrix (unit, "weights");
  const CrMatrix *bias = cr_node_get_matrix (unit, "bias");
  guint32 n_pieces = given != NULL ? given->shape.rows : bias != NULL ? bias->shape.rows : 2;
  g_autoptr (CrMatrix) weights = cr_unit_dup_weights (unfolding->graph, unit, (CrShape) { n_pieces, unit->n_operands });
  Weighing weighing = { weights, bias, cr_unfolding_get_initial (unfolding), n_pieces };
  g_autofree CrKey *sums = g_new (CrKey, n_pieces);

  for (guint piece = 0; piece < n_pieces; piece++)
    {
      g_autofree CrKey *terms = add_terms (unfolding, &weighing, piece);
      g_autofree char *suffix = g_strdup_printf ("sum%u", piece);

      sums[piece] = cr_unfolding_add (unfolding, "add", suffix, terms, unit->n_operands + 1)->key;
    }
  cr_unfolding_add_result (unfolding, cr_gate_find ("max"), sums, n_pieces);
  return TRUE;
}

/* --- dense --- */

/* A start of the same shape as the parameter, or NULL. */
static const CrMatrix *
fitting (const CrMatrix *start, const CrMatrix *value)
{
  return start != NULL && cr_shape_equal (start->shape, value->shape) ? start : NULL;
}

static void
unfold_into_matrices (CrUnfolding *unfolding, const CrMatrix *weights, const CrMatrix *bias)
{
  const CrInitial *started = cr_unfolding_get_initial (unfolding);
  g_autoptr (CrMatrix) zeros = cr_matrix_new (weights->shape.rows, 1, NULL);
  const CrMatrix *column = bias != NULL ? bias : zeros;
  CrNode *parameter = cr_unfolding_add_parameter (unfolding, "W", weights, FALSE,
                                                  started != NULL ? fitting (started->weights, weights) : NULL);
  CrNode *product = cr_unfolding_add (unfolding, "matmul", "product", (CrKey[]) { parameter->key, unfolding->node->operands[0] }, 2);
  CrNode *added = cr_unfolding_add_parameter (unfolding, "b", column, TRUE, started != NULL ? fitting (started->bias, column) : NULL);

  add_sum_and_activation (unfolding, (CrKey[]) { product->key, added->key }, 2);
}

/* Where unit @row of the layer started. */
static void
note_start (CrUnfolding *unfolding, CrKey neuron, CrShape shape, guint row)
{
  const CrInitial *started = cr_unfolding_get_initial (unfolding);
  g_autoptr (CrMatrix) weights = NULL;
  g_autoptr (CrMatrix) bias = NULL;

  if (started == NULL)
    return;
  if (started->weights != NULL && cr_shape_equal (started->weights->shape, shape))
    weights = cr_matrix_new (shape.columns, 1, started->weights->entries + (gsize) row * shape.columns);
  bias = dup_entry (started->bias, shape.rows, row);
  cr_unfolding_add_start (unfolding, neuron, NULL, weights, bias);
}

/* Unit @row of a layer as a neuron on its own. */
static CrKey
add_neuron (CrUnfolding *unfolding, const CrKey *inputs, const CrMatrix *weights, const CrMatrix *bias, guint row)
{
  const CrNode *layer = unfolding->node;
  const CrAttribute *activation = cr_node_get_attribute (layer, "activation");
  const CrAttribute *alpha = cr_node_get_attribute (layer, "alpha");
  guint n = weights->shape.columns;
  g_autofree char *suffix = g_strdup_printf ("%u", row);
  CrNode *neuron = cr_unfolding_add (unfolding, "neuron", suffix, inputs, n);
  g_autoptr (CrMatrix) own = cr_matrix_new (n, 1, weights->entries + (gsize) row * n);

  cr_node_set_matrix (neuron, cr_gate_find_attribute (neuron->gate, "weights"), own);
  if (bias != NULL)
    cr_node_set_number (neuron, cr_gate_find_attribute (neuron->gate, "bias"), bias->entries[row]);
  if (activation != NULL)
    cr_node_set_activation (neuron, cr_gate_find_attribute (neuron->gate, "activation"), activation->activation);
  if (alpha != NULL)
    cr_node_set_number (neuron, cr_gate_find_attribute (neuron->gate, "alpha"), alpha->number);
  note_start (unfolding, neuron->key, weights->shape, row);
  return neuron->key;
}

static void
unfold_into_neurons (CrUnfolding *unfolding, const CrMatrix *weights, const CrMatrix *bias)
{
  guint m = weights->shape.rows, n = weights->shape.columns;
  g_autofree CrKey *inputs = g_new (CrKey, n);
  g_autofree CrKey *neurons = g_new (CrKey, m);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *suffix = g_strdup_printf ("x%u", i);
      CrNode *pick = cr_unfolding_add (unfolding, "pick", suffix, &unfolding->node->operands[0], 1);

      cr_node_set_number (pick, cr_gate_find_attribute (pick->gate, "row"), i);
      inputs[i] = pick->key;
    }
  for (guint row = 0; row < m; row++)
    neurons[row] = add_neuron (unfolding, inputs, weights, bias, row);
  cr_unfolding_add_result (unfolding, cr_gate_find ("concat"), neurons, m);
}

static gboolean
unfold_dense (CrUnfolding *unfolding, GError **error)
{
  const CrNode *layer = unfolding->node;
  const CrMatrix *given = cr_node_get_matrix (layer, "weights");
  CrShape shape = { 0 }, operand;

  if (given == NULL && !cr_unfolding_get_operand_shape (unfolding, 0, &operand))
    {
      g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("%s cannot be unfolded: without an operand its weights have no shape yet"),
                   layer->id);
      return FALSE;
    }
  if (given == NULL)
    shape = (CrShape) { (guint32) cr_node_get_number (layer, "units"), operand.rows };

  g_autoptr (CrMatrix) weights = cr_unit_dup_weights (unfolding->graph, layer, shape);
  const CrMatrix *bias = cr_node_get_matrix (layer, "bias");

  if (unfolding->form == CR_EXPANSION_NEURONS)
    unfold_into_neurons (unfolding, weights, bias);
  else
    unfold_into_matrices (unfolding, weights, bias);
  return TRUE;
}

const CrExpansion cr_expansion_neuron = {
  .summary = "mul, add, activation",
  .unfold = unfold_neuron,
  .fold = cr_fold_neuron,
};
const CrExpansion cr_expansion_maxout = {
  .summary = "mul, add, max",
  .unfold = unfold_maxout,
  .fold = cr_fold_maxout,
};
const CrExpansion cr_expansion_dense = {
  .summary = "matmul, add, activation",
  .unfold = unfold_dense,
  .fold = cr_fold_dense,
};
