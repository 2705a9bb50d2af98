/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of examples: one example a row, its features, then its label. Immutable and shared. */
#include "cr-table.h"

#include "cr-limits.h"

#include <math.h>
#include <string.h>

static GStrv
make_names (guint n)
{
  GStrv names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_strdup_printf ("x%u", i + 1);
  return names;
}

CrTable *
cr_table_new (const char *const *features, const CrMatrix *rows)
{
  guint n_features = rows->shape.columns - 1;

  g_return_val_if_fail (n_features > 0, NULL);
  g_return_val_if_fail (features == NULL || g_strv_length ((GStrv) features) == n_features, NULL);

  CrTable *table = g_atomic_rc_box_new0 (CrTable);

  table->features = features != NULL ? g_strdupv ((GStrv) features) : make_names (n_features);
  table->n_features = n_features;
  table->rows = cr_matrix_ref (rows);
  return table;
}

CrTable *
cr_table_ref (const CrTable *table)
{
  return g_atomic_rc_box_acquire ((CrTable *) table);
}

static void
table_clear (CrTable *table)
{
  g_strfreev (table->features);
  cr_matrix_unref (table->rows);
}

void
cr_table_unref (CrTable *table)
{
  g_atomic_rc_box_release_full (table, (GDestroyNotify) table_clear);
}

guint32
cr_table_get_n_examples (const CrTable *table)
{
  return table->rows->shape.rows;
}

const double *
cr_table_get_example (const CrTable *table, guint32 example)
{
  return &table->rows->entries[(gsize) example * table->rows->shape.columns];
}

int
cr_table_find_column (const CrTable *table, const char *name)
{
  for (guint i = 0; i < table->n_features; i++)
    if (strcmp (table->features[i], name) == 0)
      return i;
  return strcmp (name, "label") == 0 ? (int) table->n_features : -1;
}

guint
cr_table_count_classes (const CrTable *table, gboolean *are_signs)
{
  gboolean are_classes = TRUE;
  double largest = 1;

  *are_signs = TRUE;
  for (guint32 i = 0; i < cr_table_get_n_examples (table); i++)
    {
      double label = cr_table_get_example (table, i)[table->n_features];

      *are_signs &= fabs (label) == 1;
      are_classes &= label >= 0 && label == floor (label) && label < CR_LIMIT_CLASSES;
      largest = MAX (largest, label);
    }
  return *are_signs ? 2 : are_classes ? (guint) largest + 1 : 0;
}
