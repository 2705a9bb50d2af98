/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: units, which hold their own weights (lecture rows 15 to 18).
 *
 * The tape gives a unit its weights and its bias as two more operands behind those that are wired in, so that their gradients are
 * computed like any other.
 */
#include "cr-gate-private.h"
#include "cr-product.h"
#include "cr-vector-math.h"

#include <string.h>

CrUnitActivation
cr_unit_get_activation (const CrNode *unit)
{
  const CrAttribute *activation = cr_node_get_attribute (unit, "activation");
  const CrAttribute *alpha = cr_node_get_attribute (unit, "alpha");
  CrUnitActivation result = { activation != NULL ? activation->activation : NULL, 0 };

  if (result.gate != NULL && result.gate->n_attributes > 0)
    result.alpha = alpha != NULL ? alpha->number : result.gate->attributes[0].standard;
  return result;
}

static void
activate (const CrCall *call)
{
  CrUnitActivation activation = cr_unit_get_activation (call->node);
  gsize n = cr_block_get_size (&call->result);

  if (activation.gate != NULL)
    activation.gate->values (n, call->kept, call->result.value, activation.alpha);
  else
    memcpy (call->result.value, call->kept, n * sizeof (double));
}

/* Sets ∂L/∂(net input) for all numbers of the result: upstream × the activation's slope there, told from the value where that can be:
 * layers that are run as a whole keep no net inputs. */
static void
find_net_gradients (const CrCall *call, double *net)
{
  CrUnitActivation activation = cr_unit_get_activation (call->node);
  gsize n = cr_block_get_size (&call->result);

  if (activation.gate == NULL)
    {
      memcpy (net, call->result.gradient, n * sizeof (double));
      return;
    }
  memset (net, 0, n * sizeof (double));
  if (cr_unit_activation_has_slope_of_value (activation))
    activation.gate->products_of_value (n, call->result.value, call->result.gradient, net, activation.alpha);
  else
    activation.gate->products (n, call->kept, call->result.value, call->result.gradient, net, activation.alpha);
}

static const CrBlock *
get_weights (const CrCall *call)
{
  return &call->operands[call->n_wired];
}

static const CrBlock *
get_bias (const CrCall *call)
{
  return &call->operands[call->n_wired + 1];
}

/* Whether a parameter is as large as the unit needs it, where it is written out. The reader sees to that; so that no edit can go past it. */
static gboolean
check_parameter (const CrNode *node, const char *name, CrShape needed, GError **error)
{
  const CrMatrix *given = cr_node_get_matrix (node, name);

  if (given == NULL || cr_shape_equal (given->shape, needed))
    return TRUE;

  g_autofree char *is = cr_shape_to_string (given->shape);
  g_autofree char *wanted = cr_shape_to_string (needed);

  g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("its %s are %s, where %s are needed"), name, is, wanted);
  return FALSE;
}

static gboolean
numbers_rule (const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  for (guint i = 0; i < n_operands; i++)
    if (!cr_require_number (_("an operand"), operands, n_operands, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
neuron_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  return numbers_rule (operands, n_operands, result, error) &&
         check_parameter (node, "weights", (CrShape) { n_operands, 1 }, error);
}

static gboolean
maxout_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  const CrMatrix *weights = cr_node_get_matrix (node, "weights");

  if (!numbers_rule (operands, n_operands, result, error))
    return FALSE;
  if (weights == NULL)
    return TRUE;
  return check_parameter (node, "weights", (CrShape) { weights->shape.rows, n_operands }, error) &&
         check_parameter (node, "bias", (CrShape) { weights->shape.rows, 1 }, error);
}

/* Forward keeps the net inputs; behind them there is room for their gradients. */
static gsize
keep_net (const CrNode *node, CrShape result)
{
  return 2 * cr_shape_get_size (result);
}

/* Forward keeps which piece was chosen. */
static gsize
keep_result_size (const CrNode *node, CrShape result)
{
  return cr_shape_get_size (result);
}

/* Σ wᵢxᵢ + b of one example; @weights points to the first weight. */
static double
weigh (const CrCall *call, const double *weights, double bias, gsize example)
{
  double sum = 0;

  for (guint i = 0; i < call->n_wired; i++)
    sum += weights[i] * call->operands[i].value[call->operands[i].width > 1 ? example : 0];
  return sum + bias;
}

/* Sends ∂L/∂(Σ wᵢxᵢ + b) back to the operands, the weights and the bias. */
static void
weigh_backward (const CrCall *call, gsize piece, double gradient, gsize example)
{
  const CrBlock *weights = get_weights (call);
  const CrBlock *bias = get_bias (call);

  for (guint i = 0; i < call->n_wired; i++)
    {
      const CrBlock *operand = &call->operands[i];
      gsize at = operand->width > 1 ? example : 0;
      gsize weight = piece * call->n_wired + i;

      if (operand->gradient != NULL)
        operand->gradient[at] += gradient * weights->value[weight];
      if (weights->gradient != NULL)
        weights->gradient[weight] += gradient * operand->value[at];
    }
  if (bias->gradient != NULL)
    bias->gradient[piece] += gradient;
}

static void
note_net_signs (const CrCall *call, GArray *choices)
{
  CrUnitActivation activation = cr_unit_get_activation (call->node);

  if (activation.gate == NULL || !cr_gate_has_kink (activation.gate, activation.alpha))
    return;
  for (gsize i = 0, n = cr_block_get_size (&call->result); i < n; i++)
    cr_choices_add_sign (choices, call->kept[i]);
}

/* --- neuron --- */

static CR_VECTOR_LOOP void
add_multiple (gsize n, double factor, const double *numbers, double *restrict target)
{
  for (gsize i = 0; i < n; i++)
    target[i] += factor * numbers[i];
}

/* Row by row: of each operand all examples. */
static void
neuron_forward (const CrCall *call)
{
  gsize width = call->result.width;
  const double *weights = get_weights (call)->value;
  double bias = get_bias (call)->value[0];

  memset (call->kept, 0, width * sizeof (double));
  for (guint i = 0; i < call->n_wired; i++)
    {
      const CrBlock *operand = &call->operands[i];

      if (operand->width == width)
        add_multiple (width, weights[i], operand->value, call->kept);
      else
        for (gsize example = 0; example < width; example++)
          call->kept[example] += weights[i] * operand->value[0];
    }
  for (gsize example = 0; example < width; example++)
    call->kept[example] += bias;
  activate (call);
}

static double
add_products (gsize n, const double *a, const double *b, gsize b_step)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i * b_step];
  return sum;
}

static void
neuron_backward (const CrCall *call)
{
  static const double one = 1;
  gsize width = call->result.width;
  const CrBlock *weights = get_weights (call), *bias = get_bias (call);
  double *net = call->kept + width;

  find_net_gradients (call, net);
  for (guint i = 0; i < call->n_wired; i++)
    {
      const CrBlock *operand = &call->operands[i];
      double weight = weights->value[i];

      if (operand->gradient != NULL && operand->width == width)
        add_multiple (width, weight, net, operand->gradient);
      else if (operand->gradient != NULL)
        operand->gradient[0] += weight * add_products (width, net, &one, 0);
      if (weights->gradient != NULL)
        weights->gradient[i] += add_products (width, net, operand->value, operand->width > 1);
    }
  if (bias->gradient != NULL)
    bias->gradient[0] += add_products (width, net, &one, 0);
}

/* --- maxout --- */

static void
maxout_forward (const CrCall *call)
{
  const CrBlock *weights = get_weights (call);

  for (gsize example = 0; example < call->result.width; example++)
    {
      double best = 0;

      for (guint piece = 0; piece < weights->shape.rows; piece++)
        {
          double net = weigh (call, weights->value + piece * call->n_wired, get_bias (call)->value[piece], example);

          if (piece > 0 && !(net > best || (isnan (net) && !isnan (best))))
            continue;
          best = net;
          call->kept[example] = piece;
        }
      call->result.value[example] = best;
    }
}

static void
maxout_backward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    weigh_backward (call, (gsize) call->kept[example], call->result.gradient[example], example);
}

static void
maxout_note_choices (const CrCall *call, GArray *choices)
{
  const CrBlock *weights = get_weights (call);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gint64 chosen = call->kept[example];

      for (guint piece = 0; piece < weights->shape.rows; piece++)
        {
          double net = weigh (call, weights->value + piece * call->n_wired, get_bias (call)->value[piece], example);

          if (piece != chosen)
            cr_choices_add (choices, chosen, net - call->result.value[example]);
        }
    }
}

/* --- dense --- */

static gboolean
dense_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  const CrMatrix *weights = cr_node_get_matrix (node, "weights");

  *result = (CrShape) { (guint32) cr_node_get_number (node, "units"), 1 };
  if (!cr_require_column (_("the operand"), operands, n_operands, 0, error))
    return FALSE;
  if (weights == NULL || weights->shape.columns == operands[0].rows)
    return check_parameter (node, "weights", (CrShape) { result->rows, operands[0].rows }, error) &&
           check_parameter (node, "bias", *result, error);

  g_autofree char *operand = cr_shape_to_string (operands[0]);
  g_autofree char *shape = cr_shape_to_string (weights->shape);

  g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("weights of %s do not fit an operand of %s"), shape, operand);
  return FALSE;
}

/* The net inputs as a block, with @gradient beside them. */
static CrBlock
get_net (const CrCall *call, double *gradient)
{
  return (CrBlock) { call->result.shape, call->result.width, call->kept, gradient };
}

static void
dense_forward (const CrCall *call)
{
  CrBlock net = get_net (call, NULL);
  const double *bias = get_bias (call)->value;

  cr_product_forward (get_weights (call), &call->operands[0], &net);
  for (gsize unit = 0; unit < net.shape.rows; unit++)
    for (gsize example = 0; example < net.width; example++)
      call->kept[unit * net.width + example] += bias[unit];
  activate (call);
}

static void
dense_backward (const CrCall *call)
{
  CrBlock net = get_net (call, call->kept + cr_block_get_size (&call->result));
  const CrBlock *bias = get_bias (call);

  find_net_gradients (call, net.gradient);
  for (gsize unit = 0; unit < net.shape.rows && bias->gradient != NULL; unit++)
    {
      double sum = 0;

      for (gsize example = 0; example < net.width; example++)
        sum += net.gradient[unit * net.width + example];
      bias->gradient[unit] = bias->is_new ? sum : bias->gradient[unit] + sum;
    }
  cr_product_backward (get_weights (call), &call->operands[0], &net);
}

/* --- The rows --- */

#define ANY .minimum = -G_MAXDOUBLE, .maximum = G_MAXDOUBLE
#define ACTIVATION                                                                                                             \
  { .name = "activation", .title = N_("Activation"), .kind = CR_ATTRIBUTE_ACTIVATION },                                        \
  {                                                                                                                            \
    .name = "alpha", .title = N_("Alpha"), .kind = CR_ATTRIBUTE_NUMBER, ANY                                                    \
  }

static const CrAttributeInfo neuron_attributes[] = {
  { .name = "weights", .title = N_("Weights"), .kind = CR_ATTRIBUTE_COLUMN, .is_parameter = TRUE },
  { .name = "bias", .title = N_("Bias"), .kind = CR_ATTRIBUTE_NUMBER, ANY, .is_parameter = TRUE },
  ACTIVATION,
};
static const CrAttributeInfo maxout_attributes[] = {
  { .name = "weights", .title = N_("Weights"), .kind = CR_ATTRIBUTE_ROWS, .is_parameter = TRUE },
  { .name = "bias", .title = N_("Bias"), .kind = CR_ATTRIBUTE_COLUMN, .is_parameter = TRUE },
};
static const CrAttributeInfo dense_attributes[] = {
  { .name = "units", .title = N_("Units"), .kind = CR_ATTRIBUTE_COUNT, .standard = 1, .minimum = 1, .maximum = 4096 },
  { .name = "weights", .title = N_("Weights"), .kind = CR_ATTRIBUTE_ROWS, .is_parameter = TRUE },
  { .name = "bias", .title = N_("Bias"), .kind = CR_ATTRIBUTE_COLUMN, .is_parameter = TRUE },
  ACTIVATION,
};

#define COMMON .category = CR_CATEGORY_UNITS, .label = CR_NO_LABEL, .range = { -2, 2 }, .minimum_operands = 1

static const CrGate rows[] = {
  {
      COMMON,
      .name = "neuron",
      .symbol = "neuron",
      .title = N_("neuron"),
      .lecture_row = 16,
      .caffe = "InnerProduct",
      .formula = "a(Σ wᵢxᵢ + b)",
      .derivative = "a′(net) · wᵢ · g",
      .maximum_operands = G_MAXUINT,
      .attributes = neuron_attributes,
      .n_attributes = G_N_ELEMENTS (neuron_attributes),
      .infer_shape = neuron_shape,
      .n_kept = keep_net,
      .note_choices = note_net_signs,
      .forward = neuron_forward,
      .backward = neuron_backward,
      .tangent = cr_tangent_neuron,
      .expansion = &cr_expansion_neuron,
  },
  {
      COMMON,
      .name = "maxout",
      .symbol = "maxout",
      .title = N_("maxout unit"),
      .lecture_row = 17,
      .formula = "maxₖ(wₖᵀx + bₖ)",
      .derivative = "wₖᵢ · g of the largest k",
      .pattern = N_("maxout routes: only the piece that was largest gets the upstream gradient."),
      .maximum_operands = G_MAXUINT,
      .attributes = maxout_attributes,
      .n_attributes = G_N_ELEMENTS (maxout_attributes),
      .infer_shape = maxout_shape,
      .n_kept = keep_result_size,
      .forward = maxout_forward,
      .backward = maxout_backward,
      .tangent = cr_tangent_maxout,
      .expansion = &cr_expansion_maxout,
      .note_choices = maxout_note_choices,
  },
  {
      COMMON,
      .name = "dense",
      .symbol = "dense",
      .title = N_("fully connected layer"),
      .lecture_row = 18,
      .caffe = "InnerProduct",
      .formula = "a(W · x + b)",
      .derivative = "Wᵀ · (a′(net) ∘ g)",
      .maximum_operands = 1,
      .attributes = dense_attributes,
      .n_attributes = G_N_ELEMENTS (dense_attributes),
      .infer_shape = dense_shape,
      .n_kept = keep_net,
      .note_choices = note_net_signs,
      .forward = dense_forward,
      .backward = dense_backward,
      .overwrites = TRUE,
      .tangent = cr_tangent_dense,
      .expansion = &cr_expansion_dense,
  },
};

const CrGatePart cr_gates_units = { rows, G_N_ELEMENTS (rows) };
