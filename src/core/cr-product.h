/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix products of blocks, for one example or a batch: forward and the two backward ones. GSL does the linear algebra. */
#pragma once

#include "cr-gate.h"

G_BEGIN_DECLS

/**
 * cr_product_forward:
 * @a: m×k
 * @b: k×n
 * @c: m×n, of the wider width; its value is overwritten
 *
 * C = A·B for each example. Where A depends on no data this is one product for the whole batch, since the examples of B's entries
 * lie side by side: m×k by k×(n·width).
 */
void cr_product_forward (const CrBlock *a, const CrBlock *b, const CrBlock *c);

/* ∇A += ∇C·Bᵀ and ∇B += Aᵀ·∇C, for each example; a NULL gradient is left out. Source: lecture row 9. */
void cr_product_backward (const CrBlock *a, const CrBlock *b, const CrBlock *c);

G_END_DECLS
