/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The local gradient of a gate as a matrix: every entry of its result by every entry of one operand (lecture row 8). */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

typedef enum
{
  CR_JACOBIAN_DIAGONAL, /* entry i of the result depends on entry i of the operand alone */
  CR_JACOBIAN_BLOCK,    /* made of equal or shifted blocks, zero elsewhere: matmul, concat, transpose, … */
  CR_JACOBIAN_DENSE,
} CrJacobianStructure;

/**
 * CrJacobian:
 * @rows: entries of the result, row by row
 * @columns: entries of the operand, row by row
 * @structure: what it looks like
 * @entries: rows × columns numbers, row by row; of a DIAGONAL one only the rows = columns numbers on it
 */
typedef struct
{
  gsize rows;
  gsize columns;
  CrJacobianStructure structure;
  double *entries;
} CrJacobian;

/**
 * cr_jacobian_new:
 * @tape: a tape on which forward has run
 * @key: a gate
 * @operand: which of its wired operands
 * @error: return location: %CR_ERROR_OPERAND where there is no such operand, or it is a label; %CR_ERROR_NO_OUTPUT where the gate has
 *   no value; %CR_ERROR_LIMIT where the matrix would have more than 20,000,000 entries
 *
 * ∂result/∂operand at the values that the tape holds, of the first example where there is a batch. A diagonal one is never built:
 * 4096 numbers stand for 4096×4096. Cost: one backward of the gate a row; one for a diagonal.
 *
 * Returns: (transfer full) (nullable): the Jacobian
 */
CrJacobian *cr_jacobian_new (CrTape *tape, CrKey key, guint operand, GError **error);

/* The same without its entries, which are NULL: size and structure, which cost nothing. */
CrJacobian *cr_jacobian_new_outline (CrTape *tape, CrKey key, guint operand, GError **error);

/* The entry at @row, @column; of one with entries. */
double cr_jacobian_get_entry (const CrJacobian *jacobian, gsize row, gsize column);

/* Of a node that a gate uses twice both add up: adds @other, of the same gate and node, to @jacobian, which is dense then unless both are
 * diagonal. Both have entries. */
void cr_jacobian_add (CrJacobian *jacobian, const CrJacobian *other);

/* upstream · J, which backward sends to the operand, as a sum over all entries: @product has room for columns numbers. */
void cr_jacobian_multiply (const CrJacobian *jacobian, const double *upstream, double *product);
void cr_jacobian_free (CrJacobian *jacobian);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrJacobian, cr_jacobian_free)

/* "diagonal", "block", "dense" */
const char *cr_jacobian_structure_get_name (CrJacobianStructure structure);

G_END_DECLS
