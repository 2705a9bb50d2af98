/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the members of a group are a neuron, a maxout unit or a layer; and if they nearly are, what keeps them from it. */
#include "cr-expansion-private.h"

#include "cr-limits.h"
#include "cr-random.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* --- Parameters --- */

guint
cr_folding_count_uses (const CrFolding *folding, CrKey key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (folding->uses, GUINT_TO_POINTER (key)));
}

/* The matrix that a source has: given, drawn, or 0. */
static CrMatrix *
dup_value (const CrNode *source)
{
  const CrMatrix *value = cr_node_get_matrix (source, "value");
  const CrAttribute *init = cr_node_get_attribute (source, "init");
  CrMatrix *drawn;

  if (value != NULL)
    return cr_matrix_ref (value);
  if (init == NULL)
    return cr_matrix_new_number (0);
  drawn = cr_matrix_new (init->init->shape.rows, init->init->shape.columns, NULL);
  cr_random_fill_init (init->init, drawn->entries);
  return drawn;
}

static CrShape
get_shape (const CrNode *source)
{
  const CrMatrix *value = cr_node_get_matrix (source, "value");
  const CrAttribute *init = cr_node_get_attribute (source, "init");

  return value != NULL ? value->shape : init != NULL ? init->init->shape : (CrShape) { 1, 1 };
}

/* A member that is a source, and so may be a weight or a bias. */
static const CrNode *
get_source (const CrFolding *folding, CrKey key)
{
  const CrNode *node = cr_folding_get_member (folding, key, NULL);

  return node != NULL && cr_gate_is_source (node->gate) ? node : NULL;
}

/* Whether a source can become a unit's own weight or bias. */
static gboolean
check_parameter (const CrFolding *folding, const CrNode *source, gboolean is_bias, GError **error)
{
  gboolean decays = cr_node_get_number (source, "decay") != 0;

  if (strcmp (source->gate->name, "parameter") != 0)
    cr_folding_refuse (error, _("%s is not a parameter, as the weights and biases of a unit are"), source->id);
  else if (cr_folding_count_uses (folding, source->key) > 1)
    cr_folding_refuse (error, _("%s is used more than once, so it cannot become the weight of one unit"), source->id);
  else if (is_bias && decays)
    cr_folding_refuse (error, _("regularization pulls %s toward 0, which it does not do with a unit's bias: turn its decay off"),
                       source->id);
  else if (!is_bias && !decays)
    cr_folding_refuse (error, _("regularization leaves %s alone, which it does not do with a unit's weight: turn its decay on"),
                       source->id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_shape (const CrNode *source, CrShape wanted, GError **error)
{
  CrShape shape = get_shape (source);

  if (cr_shape_equal (shape, wanted))
    return TRUE;

  g_autofree char *is = cr_shape_to_string (shape);
  g_autofree char *needed = cr_shape_to_string (wanted);

  cr_folding_refuse (error, _("%s is %s, where the unit's own is %s"), source->id, is, needed);
  return FALSE;
}

/* --- Activations --- */

/**
 * Net: what the result is an activation of.
 * @sum: the sum, which is the result itself where there is no activation
 * @activation: (nullable): the activation's node
 */
typedef struct
{
  const CrNode *sum;
  const CrNode *activation;
} Net;

static gboolean
find_net (const CrFolding *folding, Net *net)
{
  const CrNode *result = folding->result;

  *net = (Net) { cr_folding_get_member (folding, result->key, "add"), NULL };
  if (net->sum != NULL)
    return TRUE;
  if (!cr_gate_is_activation (result->gate))
    return FALSE;
  *net = (Net) { cr_folding_get_member (folding, result->operands[0], "add"), result };
  return net->sum != NULL;
}

void
cr_unit_set_activation (CrNode *unit, const CrGate *activation, gboolean has_alpha, double alpha)
{
  if (activation != NULL)
    cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
  if (has_alpha)
    cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "alpha"), alpha);
}

static void
set_activation_of (CrNode *unit, const CrNode *activation)
{
  gboolean has_alpha = activation != NULL && activation->gate->n_attributes > 0 && activation->attributes[0].is_set;

  if (activation != NULL)
    cr_unit_set_activation (unit, activation->gate, has_alpha, has_alpha ? activation->attributes[0].number : 0);
}

/* --- Weighted sums --- */

/**
 * Weighted: a sum of products and a bias.
 * @operands: (element-type CrKey): what is weighed
 * @weights: (element-type CrNode): as many
 */
typedef struct
{
  GArray *operands;
  GPtrArray *weights;
  const CrNode *bias;
} Weighted;

static void
weighted_clear (Weighted *weighted)
{
  g_clear_pointer (&weighted->operands, g_array_unref);
  g_clear_pointer (&weighted->weights, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Weighted, weighted_clear)

/* A product of something from outside and a source of the group, either way round. */
static gboolean
read_product (const CrFolding *folding, const CrNode *product, Weighted *weighted)
{
  for (guint weight = 2; weight-- > 0 && product->n_operands == 2;)
    {
      const CrNode *source = get_source (folding, product->operands[weight]);
      CrKey operand = product->operands[1 - weight];

      if (source == NULL || cr_folding_get_member (folding, operand, NULL) != NULL)
        continue;
      g_array_append_val (weighted->operands, operand);
      g_ptr_array_add (weighted->weights, (gpointer) source);
      return TRUE;
    }
  return FALSE;
}

/* Whether a sum is one of products, at least one, and one bias; to be cleared in any case. */
static gboolean
read_sum (const CrFolding *folding, const CrNode *sum, Weighted *weighted)
{
  *weighted = (Weighted) { g_array_new (FALSE, FALSE, sizeof (CrKey)), g_ptr_array_new (), NULL };
  for (guint i = 0; i < sum->n_operands; i++)
    {
      const CrNode *product = cr_folding_get_member (folding, sum->operands[i], "mul");
      const CrNode *source = get_source (folding, sum->operands[i]);

      if (source != NULL && weighted->bias == NULL)
        weighted->bias = source;
      else if (product == NULL || cr_folding_count_uses (folding, product->key) != 1 || !read_product (folding, product, weighted))
        return FALSE;
    }
  return weighted->bias != NULL && weighted->weights->len > 0 && weighted->weights->len <= CR_LIMIT_SIDE;
}

/* A sum of n products has n weights, n products, a bias, and itself. */
static guint
count_members (const Weighted *weighted)
{
  return 2 * weighted->weights->len + 2;
}

static gboolean
check_weighted (const CrFolding *folding, const Weighted *weighted, GError **error)
{
  for (guint i = 0; i < weighted->weights->len; i++)
    if (!check_parameter (folding, weighted->weights->pdata[i], FALSE, error) ||
        !check_shape (weighted->weights->pdata[i], (CrShape) { 1, 1 }, error))
      return FALSE;
  return check_parameter (folding, weighted->bias, TRUE, error) && check_shape (weighted->bias, (CrShape) { 1, 1 }, error);
}

/* --- Where they started --- */

/* Where a parameter started, else what it is; notes whether it has been noted. */
static double
get_start (const CrFolding *folding, const CrNode *parameter, gboolean *is_noted)
{
  const CrInitial *initial = cr_folding_get_initial (folding, parameter->key);
  g_autoptr (CrMatrix) value = dup_value (parameter);

  if (initial == NULL || initial->value == NULL || !cr_shape_is_number (initial->value->shape))
    return value->entries[0];
  *is_noted = TRUE;
  return initial->value->entries[0];
}

/* The numbers of sums as a matrix of @shape, a row a sum, or a column for one; where they started goes to @starts. */
static CrMatrix *
gather_weights (const CrFolding *folding, const Weighted *sums, guint n_sums, CrShape shape, CrMatrix **starts)
{
  CrMatrix *weights = cr_matrix_new (shape.rows, shape.columns, NULL);
  gboolean is_noted = FALSE;
  gsize at = 0;

  *starts = cr_matrix_new (shape.rows, shape.columns, NULL);
  for (guint k = 0; k < n_sums; k++)
    for (guint i = 0; i < sums[k].weights->len; i++)
      {
        g_autoptr (CrMatrix) value = dup_value (sums[k].weights->pdata[i]);

        (*starts)->entries[at] = get_start (folding, sums[k].weights->pdata[i], &is_noted);
        weights->entries[at++] = value->entries[0];
      }
  if (!is_noted)
    g_clear_pointer (starts, cr_matrix_unref);
  return weights;
}

/* The biases, or NULL where none is given. */
static CrMatrix *
gather_biases (const CrFolding *folding, const Weighted *sums, guint n_sums, CrMatrix **starts)
{
  CrMatrix *biases = cr_matrix_new (n_sums, 1, NULL);
  gboolean is_noted = FALSE, is_given = FALSE;

  *starts = cr_matrix_new (n_sums, 1, NULL);
  for (guint k = 0; k < n_sums; k++)
    {
      const CrNode *bias = sums[k].bias;
      g_autoptr (CrMatrix) value = dup_value (bias);

      is_given |= cr_node_get_attribute (bias, "value") != NULL || cr_node_get_attribute (bias, "init") != NULL;
      (*starts)->entries[k] = get_start (folding, bias, &is_noted);
      biases->entries[k] = value->entries[0];
    }
  if (!is_noted)
    g_clear_pointer (starts, cr_matrix_unref);
  if (!is_given)
    g_clear_pointer (&biases, cr_matrix_unref);
  return biases;
}

static void
set_matrix (CrNode *node, const char *attribute, const CrMatrix *matrix)
{
  if (matrix != NULL)
    cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, attribute), matrix);
}

/* --- neuron --- */

CrNode *
cr_fold_neuron (CrFolding *folding, GError **error)
{
  g_auto (Weighted) sum = { 0 };
  g_autoptr (CrMatrix) weights = NULL;
  g_autoptr (CrMatrix) bias = NULL;
  CrMatrix *weights_start, *bias_start;
  CrNode *unit;
  Net net;

  if (!find_net (folding, &net) || !read_sum (folding, net.sum, &sum) || !check_weighted (folding, &sum, error) ||
      count_members (&sum) + (net.activation != NULL) != g_hash_table_size (folding->members))
    return NULL;
  weights = gather_weights (folding, &sum, 1, (CrShape) { sum.weights->len, 1 }, &weights_start);
  bias = gather_biases (folding, &sum, 1, &bias_start);
  cr_folding_take_initial (folding, weights_start, bias_start);
  unit = cr_folding_new_node (folding, "neuron", (CrKey *) sum.operands->data, sum.operands->len);
  set_matrix (unit, "weights", weights);
  if (bias != NULL)
    cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "bias"), bias->entries[0]);
  set_activation_of (unit, net.activation);
  return unit;
}

/* --- maxout --- */

static gboolean
same_operands (const Weighted *a, const Weighted *b)
{
  return a->operands->len == b->operands->len &&
         memcmp (a->operands->data, b->operands->data, a->operands->len * sizeof (CrKey)) == 0;
}

/* The sums that the result is the largest of: FALSE where it is not that. */
static gboolean
read_pieces (const CrFolding *folding, GArray *pieces, guint *n_members)
{
  const CrNode *result = cr_folding_get_member (folding, folding->result->key, "max");

  *n_members = 1;
  for (guint k = 0; result != NULL && k < result->n_operands; k++)
    {
      const CrNode *sum = cr_folding_get_member (folding, result->operands[k], "add");
      Weighted *piece;

      if (sum == NULL || cr_folding_count_uses (folding, sum->key) != 1)
        return FALSE;
      g_array_set_size (pieces, k + 1);
      piece = &g_array_index (pieces, Weighted, k);
      if (!read_sum (folding, sum, piece) || !same_operands (&g_array_index (pieces, Weighted, 0), piece))
        return FALSE;
      *n_members += count_members (piece);
    }
  return pieces->len >= 2 && pieces->len <= CR_LIMIT_SIDE;
}

CrNode *
cr_fold_maxout (CrFolding *folding, GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (Weighted));
  const Weighted *first;
  g_autoptr (CrMatrix) weights = NULL;
  g_autoptr (CrMatrix) bias = NULL;
  CrMatrix *weights_start, *bias_start;
  guint n_members;
  CrNode *unit;

  g_array_set_clear_func (pieces, (GDestroyNotify) weighted_clear);
  if (!read_pieces (folding, pieces, &n_members))
    return NULL;
  first = (const Weighted *) pieces->data;
  for (guint k = 0; k < pieces->len; k++)
    if (!check_weighted (folding, &first[k], error))
      return NULL;
  if (n_members != g_hash_table_size (folding->members))
    return NULL;
  weights = gather_weights (folding, first, pieces->len, (CrShape) { pieces->len, first->operands->len }, &weights_start);
  bias = gather_biases (folding, first, pieces->len, &bias_start);
  cr_folding_take_initial (folding, weights_start, bias_start);
  unit = cr_folding_new_node (folding, "maxout", (CrKey *) first->operands->data, first->operands->len);
  set_matrix (unit, "weights", weights);
  set_matrix (unit, "bias", bias);
  return unit;
}

/* --- dense, of matrices --- */

static gboolean
is_all_zero (const CrMatrix *matrix)
{
  for (gsize i = 0; i < cr_shape_get_size (matrix->shape); i++)
    if (matrix->entries[i] != 0 || signbit (matrix->entries[i]))
      return FALSE;
  return TRUE;
}

/**
 * Layer: W·x + b.
 */
typedef struct
{
  const CrNode *weights;
  const CrNode *bias;
  CrKey operand;
} Layer;

static gboolean
read_layer (const CrFolding *folding, const CrNode *sum, Layer *layer)
{
  for (guint i = 0; sum->n_operands == 2 && i < 2; i++)
    {
      const CrNode *product = cr_folding_get_member (folding, sum->operands[i], "matmul");

      layer->bias = get_source (folding, sum->operands[1 - i]);
      if (product == NULL || layer->bias == NULL)
        continue;
      layer->weights = get_source (folding, product->operands[0]);
      layer->operand = product->operands[1];
      return layer->weights != NULL && cr_folding_get_member (folding, layer->operand, NULL) == NULL;
    }
  return FALSE;
}

/* Where a parameter started, if it is known and of its shape. */
static CrMatrix *
dup_start (const CrFolding *folding, const CrNode *parameter)
{
  const CrInitial *initial = cr_folding_get_initial (folding, parameter->key);

  if (initial == NULL || initial->value == NULL || !cr_shape_equal (initial->value->shape, get_shape (parameter)))
    return NULL;
  return cr_matrix_ref (initial->value);
}

CrNode *
cr_folding_new_layer (CrFolding *folding, CrKey operand, const CrMatrix *weights, const CrMatrix *bias)
{
  CrNode *unit = cr_folding_new_node (folding, "dense", &operand, 1);

  cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "units"), weights->shape.rows);
  set_matrix (unit, "weights", weights);
  set_matrix (unit, "bias", bias);
  return unit;
}

static CrNode *
fold_matrices (CrFolding *folding, GError **error)
{
  Layer layer;
  Net net;
  CrNode *unit;

  if (!find_net (folding, &net) || !read_layer (folding, net.sum, &layer) ||
      !check_parameter (folding, layer.weights, FALSE, error) || !check_parameter (folding, layer.bias, TRUE, error) ||
      !check_shape (layer.bias, (CrShape) { get_shape (layer.weights).rows, 1 }, error) ||
      4 + (net.activation != NULL) != g_hash_table_size (folding->members))
    return NULL;

  g_autoptr (CrMatrix) weights = dup_value (layer.weights);
  g_autoptr (CrMatrix) bias = dup_value (layer.bias);

  cr_folding_take_initial (folding, dup_start (folding, layer.weights), dup_start (folding, layer.bias));
  unit = cr_folding_new_layer (folding, layer.operand, weights, is_all_zero (bias) ? NULL : bias);
  set_activation_of (unit, net.activation);
  return unit;
}

/* --- dense --- */

CrNode *
cr_fold_dense (CrFolding *folding, GError **error)
{
  CrNode *unit = fold_matrices (folding, error);

  return unit != NULL ? unit : cr_fold_neurons (folding, error);
}
