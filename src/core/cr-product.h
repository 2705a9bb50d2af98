/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix products of blocks, for one example or a batch: forward and the two backward ones, by GSL or by loops of our own. */
#pragma once

#include "cr-gate.h"

G_BEGIN_DECLS

/* Below this many rows or columns of the result GSL's product is the faster one (docs/PERFORMANCE.md). */
#define CR_PRODUCT_FEWEST 4

typedef enum
{
  CR_PRODUCT_FASTEST, /* our own loops where they are faster than GSL on its BLAS; layers of units as a whole */
  CR_PRODUCT_OWN,     /* our own loops alike, but layers one product after the other too, where they are small */
  CR_PRODUCT_GSL,     /* every product by gsl_blas_dgemm(); units one by one */
} CrProductPath;

/* Which way products take from now on, in the whole program, and layers on tapes that are compiled from now on. For comparisons and tests. */
void cr_product_set_path (CrProductPath path);
CrProductPath cr_product_get_path (void);

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

/* ∇A += ∇C·Bᵀ, then ∇B += Aᵀ·∇C, for each example; a NULL gradient is left out, a new one overwritten. Source: lecture row 9. */
void cr_product_backward (const CrBlock *a, const CrBlock *b, const CrBlock *c);

G_END_DECLS
