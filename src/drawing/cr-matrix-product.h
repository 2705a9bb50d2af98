/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate sends back, as a picture of three matrices: ∇W = ∇q · xᵀ in numbers; of gates other than the matrix product, the local gradient
 * times the upstream one. (Lecture rows 8 and 9.)
 */
#pragma once

#include "cr-pen.h"
#include "cr-reckoning.h"
#include "cr-tape.h"

G_BEGIN_DECLS

#define CR_MATRIX_PRODUCT_LINE 18.0

/**
 * CrMatrixProduct:
 * @shapes: of the product and its two factors
 * @entries: row by row
 * @is_gradient: which of the three is a gradient; the other is a value
 * @is_local: whether that other one is the gate's local gradient, in place of its other operand
 * @is_entrywise: the factors are multiplied entry by entry; else as matrices, or one of them is a number
 * @sign: what stands between product and factors: "=", "≈" where rounding shows, "≠" where a rule is broken
 * @reckoning: with how many digits the printed factors give the printed product
 */
typedef struct
{
  CrShape shapes[3];
  double *entries[3];
  gboolean is_gradient[3];
  gboolean is_local;
  gboolean is_entrywise;
  const char *sign;
  CrReckoning reckoning;
} CrMatrixProduct;

/**
 * cr_matrix_product_new:
 * @tape: a tape on which the gate's own gradient is there
 * @gate: a gate
 * @operand: which operand
 * @format: how numbers are written elsewhere
 *
 * Of the first example where there is a batch. The local gradient is a matrix of the operand's shape where the gate works entry by entry or
 * gives one number; between columns it is the Jacobian, turned. Cost: a backward of the gate for each of at most 4 rows.
 *
 * Returns: (transfer full) (nullable): %NULL where it is no product of two matrices, one of them is too large to be read (over 4×4), or all
 *   are single numbers
 */
CrMatrixProduct *cr_matrix_product_new (CrTape *tape, CrKey gate, guint operand, CrNumberFormat format);
void cr_matrix_product_free (CrMatrixProduct *product);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrMatrixProduct, cr_matrix_product_free)

/* What stands between its factors. */
const char *cr_matrix_product_get_times (const CrMatrixProduct *product);

/* How wide it is at its usual size, at which a line is %CR_MATRIX_PRODUCT_LINE high, and how many lines it has. */
double cr_matrix_product_get_width (const CrMatrixProduct *product, CrFonts *fonts);
guint cr_matrix_product_count_lines (const CrMatrixProduct *product);

/* How high it is when it is so wide, in pixels; it is drawn smaller where it would be wider. */
double cr_matrix_product_get_height (const CrMatrixProduct *product, CrFonts *fonts, double width);

/* From the area's left. */
void cr_matrix_product_draw (const CrPen *pen, const CrMatrixProduct *product, const CrArea *area);

G_END_DECLS
