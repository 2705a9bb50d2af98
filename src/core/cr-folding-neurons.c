/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the members of a group are neurons on the same numbers, joined to a column: a layer. */
#include "cr-expansion-private.h"

#include "cr-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether two neurons differ in their weights and biases alone. */
static gboolean
are_alike (const CrNode *a, const CrNode *b)
{
  const CrAttribute *activations[] = { cr_node_get_attribute (a, "activation"), cr_node_get_attribute (b, "activation") };
  const CrGate *first = activations[0] != NULL ? activations[0]->activation : NULL;
  const CrGate *second = activations[1] != NULL ? activations[1]->activation : NULL;
  gboolean has_alpha = cr_node_get_attribute (a, "alpha") != NULL;

  return first == second && a->n_operands == b->n_operands &&
         memcmp (a->operands, b->operands, a->n_operands * sizeof (CrKey)) == 0 &&
         has_alpha == (cr_node_get_attribute (b, "alpha") != NULL) &&
         cr_node_get_number (a, "alpha") == cr_node_get_number (b, "alpha");
}

/* Whether the result joins neurons that differ in their weights and biases alone, and each of which it alone uses. */
static gboolean
joins_neurons (const CrFolding *folding, GError **error)
{
  const CrNode *result = folding->result;
  const CrNode *first = cr_folding_get_member (folding, result->operands[0], "neuron");

  if (strcmp (result->gate->name, "concat") != 0 || first == NULL || result->n_operands > CR_LIMIT_UNITS ||
      first->n_operands > CR_LIMIT_SIDE)
    return FALSE;
  for (guint row = 0; row < result->n_operands; row++)
    {
      const CrNode *neuron = cr_folding_get_member (folding, result->operands[row], "neuron");

      if (neuron == NULL || cr_folding_count_uses (folding, neuron->key) != 1)
        return FALSE;
      if (are_alike (first, neuron))
        continue;
      cr_folding_refuse (error, _("%s and %s differ in their operands or in their activation, so they are no layer"), first->id,
                         neuron->id);
      return FALSE;
    }
  return TRUE;
}

/* Whether the neurons' operands are members that pick entries 0, 1, … of one column; the column goes to @column. */
static gboolean
pick_in_order (const CrFolding *folding, const CrNode *neuron, CrKey *column)
{
  for (guint i = 0; i < neuron->n_operands; i++)
    {
      const CrNode *pick = cr_folding_get_member (folding, neuron->operands[i], "pick");

      if (pick == NULL || pick->n_operands != 1 || cr_node_get_number (pick, "row") != i || cr_node_get_number (pick, "column") != 0 ||
          (i > 0 && pick->operands[0] != *column))
        return FALSE;
      *column = pick->operands[0];
    }
  return TRUE;
}

/* What the layer takes: the column whose entries the neurons pick, or their operands, joined. CR_KEY_NONE where it is neither. */
static gboolean
find_column (CrFolding *folding, CrKey *column, GError **error)
{
  const CrNode *result = folding->result;
  const CrNode *neuron = cr_graph_get_node (folding->graph, result->operands[0]);
  guint n_members = g_hash_table_size (folding->members) - result->n_operands - 1;
  CrShape shape;

  if (n_members == 0)
    {
      *column = neuron->n_operands == 1 ? neuron->operands[0]
                                        : cr_folding_add_node (folding, "concat", "x", neuron->operands, neuron->n_operands);
      return TRUE;
    }
  if (n_members != neuron->n_operands || !pick_in_order (folding, neuron, column))
    return FALSE;
  if (!cr_folding_get_shape (folding, *column, &shape) || (shape.rows == n_members && shape.columns == 1))
    return TRUE;

  g_autofree char *is = cr_shape_to_string (shape);

  cr_folding_refuse (error, _("%s is %s, of which the neurons take only %u"), cr_graph_get_node (folding->graph, *column)->id, is,
                     n_members);
  return FALSE;
}

/* The neurons' weights, row by row, and where they started. */
static CrMatrix *
gather_rows (const CrFolding *folding, guint n_columns, CrMatrix **starts)
{
  const CrNode *result = folding->result;
  CrMatrix *weights = cr_matrix_new (result->n_operands, n_columns, NULL);
  gboolean is_noted = FALSE;

  *starts = cr_matrix_new (result->n_operands, n_columns, NULL);
  for (guint row = 0; row < result->n_operands; row++)
    {
      const CrNode *neuron = cr_graph_get_node (folding->graph, result->operands[row]);
      const CrInitial *initial = cr_folding_get_initial (folding, neuron->key);
      g_autoptr (CrMatrix) own = cr_unit_dup_weights (folding->graph, neuron, (CrShape) { n_columns, 1 });
      gboolean has_start = initial != NULL && initial->weights != NULL && cr_shape_equal (initial->weights->shape, own->shape);

      memcpy (weights->entries + (gsize) row * n_columns, own->entries, n_columns * sizeof (double));
      memcpy ((*starts)->entries + (gsize) row * n_columns, has_start ? initial->weights->entries : own->entries,
              n_columns * sizeof (double));
      is_noted |= has_start;
    }
  if (!is_noted)
    g_clear_pointer (starts, cr_matrix_unref);
  return weights;
}

/* The same of their biases; NULL where none is given. */
static CrMatrix *
gather_row_biases (const CrFolding *folding, CrMatrix **starts)
{
  const CrNode *result = folding->result;
  CrMatrix *biases = cr_matrix_new (result->n_operands, 1, NULL);
  gboolean is_noted = FALSE, is_given = FALSE;

  *starts = cr_matrix_new (result->n_operands, 1, NULL);
  for (guint row = 0; row < result->n_operands; row++)
    {
      const CrNode *neuron = cr_graph_get_node (folding->graph, result->operands[row]);
      const CrInitial *initial = cr_folding_get_initial (folding, neuron->key);
      gboolean has_start = initial != NULL && initial->bias != NULL && cr_shape_is_number (initial->bias->shape);

      biases->entries[row] = cr_node_get_number (neuron, "bias");
      (*starts)->entries[row] = has_start ? initial->bias->entries[0] : biases->entries[row];
      is_noted |= has_start;
      is_given |= cr_node_get_attribute (neuron, "bias") != NULL;
    }
  if (!is_noted)
    g_clear_pointer (starts, cr_matrix_unref);
  if (!is_given)
    g_clear_pointer (&biases, cr_matrix_unref);
  return biases;
}

CrNode *
cr_fold_neurons (CrFolding *folding, GError **error)
{
  CrMatrix *weights_start, *bias_start;
  const CrNode *neuron;
  CrKey column = CR_KEY_NONE;
  CrNode *unit;

  if (!joins_neurons (folding, error) || !find_column (folding, &column, error))
    return NULL;
  neuron = cr_graph_get_node (folding->graph, folding->result->operands[0]);

  g_autoptr (CrMatrix) weights = gather_rows (folding, neuron->n_operands, &weights_start);
  g_autoptr (CrMatrix) bias = gather_row_biases (folding, &bias_start);
  const CrAttribute *activation = cr_node_get_attribute (neuron, "activation");

  cr_folding_take_initial (folding, weights_start, bias_start);
  unit = cr_folding_new_layer (folding, column, weights, bias);
  cr_unit_set_activation (unit, activation != NULL ? activation->activation : NULL, cr_node_get_attribute (neuron, "alpha") != NULL,
                  cr_node_get_number (neuron, "alpha"));
  return unit;
}
