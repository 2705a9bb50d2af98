/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a gradient came from: for each use of a node, local × upstream, and the sum (lecture rows 1, 2 and 6). */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrTerm: one use of a node.
 * @gate: the node that uses its value
 * @operand: as which of its operands
 * @has_local: whether @local is a number: both the node and the gate's result are 1×1
 * @local: ∂(gate's result)/∂node by this use alone
 * @upstream_shape: of the gate's result
 * @upstream: ∂output/∂(gate's result), size(upstream_shape) numbers
 * @product: what this use sends back, of the node's own shape
 */
typedef struct
{
  CrKey gate;
  guint operand;
  gboolean has_local;
  double local;
  CrShape upstream_shape;
  double *upstream;
  double *product;
} CrTerm;

/**
 * CrExplanation:
 * @node: whose gradient is explained
 * @shape: of the node
 * @gradient: ∂output/∂node, size(shape) numbers: the sum of the terms' products, or 1 for the output itself
 * @terms: (element-type CrTerm): the uses in topological order of the gates; without those by which the output does not depend on it
 *
 * Of the first example where there is a batch. On a walk step by step of the uses that have sent something by then.
 */
typedef struct
{
  CrKey node;
  CrShape shape;
  double *gradient;
  GArray *terms;
} CrExplanation;

/**
 * cr_explanation_new:
 * @tape: a tape after cr_tape_backward()
 * @key: a node
 * @error: return location: %CR_ERROR_NO_OUTPUT where the node has no gradient
 *
 * Cost: one backward of each gate that uses the node.
 *
 * Returns: (transfer full) (nullable): the explanation
 */
CrExplanation *cr_explanation_new (CrTape *tape, CrKey key, GError **error);
void cr_explanation_free (CrExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrExplanation, cr_explanation_free)

G_END_DECLS
