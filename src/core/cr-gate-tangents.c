/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forward mode for the gate table: the rules that several rows share, and those of the units.
 *
 * Where backward asks what each operand contributed to one number at the end, a tangent rule asks how fast the result moves when the
 * operands move: ẏ = Σ ∂y/∂xᵢ · ẋᵢ. The tangents lie where gradients lie otherwise.
 */
#include "cr-gate-private.h"
#include "cr-product.h"

#include <string.h>

void
cr_tangent_by_slope (const CrCall *call)
{
  const CrBlock *x = &call->operands[0];
  const CrBlock *y = &call->result;
  gsize n = cr_block_get_size (y);

  memset (y->gradient, 0, n * sizeof (double));
  call->gate->products (n, x->value, y->value, x->gradient, y->gradient, cr_call_get_number (call));
}

void
cr_tangent_linear (const CrCall *call)
{
  g_autofree CrBlock *tangents = g_memdup2 (call->operands, call->n_operands * sizeof (CrBlock));
  CrCall along = *call;

  for (guint i = 0; i < call->n_operands; i++)
    if (i != call->gate->label)
      tangents[i].value = tangents[i].gradient;
  along.operands = tangents;
  along.result.value = call->result.gradient;
  call->gate->forward (&along);
}

/* --- Units: their weights and biases are operands behind those that are wired in --- */

/* The slope of the unit's activation at a net input, where the unit's value is @y; 1 where it has none. */
static double
activation_slope (const CrNode *node, double net, double y)
{
  CrUnitActivation activation = cr_unit_get_activation (node);

  return activation.gate != NULL ? activation.gate->slope (net, y, activation.alpha) : 1;
}

/* wₖᵀx + bₖ of one piece for one example, and how fast it moves. */
static double
weigh (const CrCall *call, gsize piece, gsize example, double *tangent)
{
  const CrBlock *weights = &call->operands[call->n_wired];
  const CrBlock *bias = &call->operands[call->n_wired + 1];
  double sum = 0;

  *tangent = bias->gradient[piece];
  for (guint i = 0; i < call->n_wired; i++)
    {
      gsize at = piece * call->n_wired + i;
      double x = cr_block_get_number (&call->operands[i], example);

      sum += weights->value[at] * x;
      *tangent += weights->gradient[at] * x + weights->value[at] * cr_block_get_tangent (&call->operands[i], example);
    }
  return sum + bias->value[piece];
}

void
cr_tangent_neuron (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double tangent;
      double net = weigh (call, 0, example, &tangent);

      call->result.gradient[example] = activation_slope (call->node, net, call->result.value[example]) * tangent;
    }
}

/* Of pieces that are equally large the first was chosen; one that is not a number wins. */
void
cr_tangent_maxout (const CrCall *call)
{
  guint n_pieces = call->operands[call->n_wired].shape.rows;

  for (gsize example = 0; example < call->result.width; example++)
    {
      double best = weigh (call, 0, example, &call->result.gradient[example]);

      for (guint piece = 1; piece < n_pieces; piece++)
        {
          double tangent;
          double net = weigh (call, piece, example, &tangent);

          if (!(net > best || (isnan (net) && !isnan (best))))
            continue;
          best = net;
          call->result.gradient[example] = tangent;
        }
    }
}

/* Ẇ·x + W·ẋ + ḃ, times the activation's slope at W·x + b. */
void
cr_tangent_dense (const CrCall *call)
{
  CrBlock x = call->operands[0], weights = call->operands[1];
  const CrBlock *bias = &call->operands[2];
  gsize size = cr_block_get_size (&call->result), width = call->result.width;
  g_autofree double *numbers = g_new (double, 3 * size);
  CrBlock net = call->result, by_weights = call->result, by_x = call->result;

  net.value = numbers;
  by_weights.value = numbers + size;
  by_x.value = numbers + 2 * size;
  cr_product_forward (&weights, &x, &net);
  weights.value = weights.gradient;
  cr_product_forward (&weights, &x, &by_weights);
  weights.value = call->operands[1].value;
  x.value = x.gradient;
  cr_product_forward (&weights, &x, &by_x);
  for (gsize i = 0; i < size; i++)
    {
      double slope = activation_slope (call->node, net.value[i] + bias->value[i / width], call->result.value[i]);

      call->result.gradient[i] = slope * (by_weights.value[i] + by_x.value[i] + bias->gradient[i / width]);
    }
}
