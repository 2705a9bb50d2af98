/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a matrix product sends back, as a picture of three matrices: ∇W = ∇q · xᵀ in numbers. (Lecture row 9.) */
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
 * @reckoning: with how many digits the printed factors give the printed product
 */
typedef struct
{
  CrShape shapes[3];
  double *entries[3];
  gboolean is_gradient[3];
  CrReckoning reckoning;
} CrMatrixProduct;

/**
 * cr_matrix_product_new:
 * @tape: a tape on which the gate's own gradient is there
 * @gate: a gate
 * @operand: which operand
 * @format: how numbers are written elsewhere
 *
 * Of the first example where there is a batch.
 *
 * Returns: (transfer full) (nullable): %NULL where the gate is no matrix product, or has matrices that are too large to be read (over 4×4)
 */
CrMatrixProduct *cr_matrix_product_new (CrTape *tape, CrKey gate, guint operand, CrNumberFormat format);
void cr_matrix_product_free (CrMatrixProduct *product);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrMatrixProduct, cr_matrix_product_free)

/* How wide it is at its usual size, at which a line is %CR_MATRIX_PRODUCT_LINE high, and how many lines it has. */
double cr_matrix_product_get_width (const CrMatrixProduct *product, CrFonts *fonts);
guint cr_matrix_product_count_lines (const CrMatrixProduct *product);

/* How high it is when it is so wide, in pixels; it is drawn smaller where it would be wider. */
double cr_matrix_product_get_height (const CrMatrixProduct *product, CrFonts *fonts, double width);

/* From the area's left. */
void cr_matrix_product_draw (const CrPen *pen, const CrMatrixProduct *product, const CrArea *area);

G_END_DECLS
