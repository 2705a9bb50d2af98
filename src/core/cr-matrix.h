/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real matrices in double precision: the values of sources and the weights of units. Immutable and shared. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CrShape:
 * @rows: 1…4096
 * @columns: 1…4096
 *
 * The shape of a value: a number is 1×1, a column of n numbers n×1. 0×0 stands for "not known".
 */
typedef struct
{
  guint32 rows;
  guint32 columns;
} CrShape;

/**
 * CrMatrix:
 * @shape: its shape
 * @entries: shape.rows × shape.columns numbers, row by row
 *
 * An immutable matrix. It is reference-counted atomically and may be read from any thread.
 */
typedef struct
{
  gatomicrefcount references;
  CrShape shape;
  double entries[];
} CrMatrix;

static inline gsize
cr_shape_get_size (CrShape shape)
{
  return (gsize) shape.rows * shape.columns;
}

static inline gboolean
cr_shape_equal (CrShape a, CrShape b)
{
  return a.rows == b.rows && a.columns == b.columns;
}

static inline gboolean
cr_shape_is_number (CrShape shape)
{
  return shape.rows == 1 && shape.columns == 1;
}

/* "2×3"; free with g_free(). */
char *cr_shape_to_string (CrShape shape);

/**
 * cr_matrix_new:
 * @rows: 1…4096
 * @columns: 1…4096
 * @entries: (nullable): rows × columns numbers, row by row, copied; zeros where %NULL
 *
 * Returns: (transfer full): a new matrix
 */
CrMatrix *cr_matrix_new (guint32 rows, guint32 columns, const double *entries);
CrMatrix *cr_matrix_new_number (double number);
CrMatrix *cr_matrix_ref (const CrMatrix *matrix);
void cr_matrix_unref (CrMatrix *matrix);

/* Whether both have the same shape and the same entries, bit for bit (so −0 differs from 0). NULL equals NULL. */
gboolean cr_matrix_equal (const CrMatrix *a, const CrMatrix *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrMatrix, cr_matrix_unref)

G_END_DECLS
