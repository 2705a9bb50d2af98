/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real matrices in double precision, immutable and shared. */
#include "cr-matrix.h"

#include <string.h>

char *
cr_shape_to_string (CrShape shape)
{
  return g_strdup_printf ("%u×%u", shape.rows, shape.columns);
}

CrMatrix *
cr_matrix_new (guint32 rows, guint32 columns, const double *entries)
{
  g_return_val_if_fail (rows > 0 && columns > 0, NULL);

  gsize size = (gsize) rows * columns * sizeof (double);
  CrMatrix *matrix = g_malloc (sizeof (CrMatrix) + size);

  g_atomic_ref_count_init (&matrix->references);
  matrix->shape = (CrShape) { rows, columns };
  if (entries != NULL)
    memcpy (matrix->entries, entries, size);
  else
    memset (matrix->entries, 0, size);
  return matrix;
}

CrMatrix *
cr_matrix_new_number (double number)
{
  return cr_matrix_new (1, 1, &number);
}

CrMatrix *
cr_matrix_ref (const CrMatrix *matrix)
{
  CrMatrix *shared = (CrMatrix *) matrix;

  g_atomic_ref_count_inc (&shared->references);
  return shared;
}

void
cr_matrix_unref (CrMatrix *matrix)
{
  if (g_atomic_ref_count_dec (&matrix->references))
    g_free (matrix);
}

gboolean
cr_matrix_equal (const CrMatrix *a, const CrMatrix *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || !cr_shape_equal (a->shape, b->shape))
    return FALSE;
  return memcmp (a->entries, b->entries, cr_shape_get_size (a->shape) * sizeof (double)) == 0;
}
