/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of examples: one example a row, its features, then its label. Immutable and shared. */
#pragma once

#include "cr-matrix.h"

G_BEGIN_DECLS

/**
 * CrTable:
 * @features: names of the columns but the last: "x1", "x2", …; the last column is the label
 * @n_features: how many those are, 1 or more
 * @rows: the numbers: as many rows as examples, n_features + 1 columns
 *
 * To be read freely, from any thread. Reference-counted atomically.
 */
typedef struct
{
  GStrv features;
  guint n_features;
  CrMatrix *rows;
} CrTable;

/**
 * cr_table_new:
 * @features: (nullable): names of the columns but the last, each once; %NULL is x1, x2, …
 * @rows: the numbers, 2 columns or more
 *
 * Returns: (transfer full): a new table, which references @rows
 */
CrTable *cr_table_new (const char *const *features, const CrMatrix *rows);
CrTable *cr_table_ref (const CrTable *table);
void cr_table_unref (CrTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrTable, cr_table_unref)

guint32 cr_table_get_n_examples (const CrTable *table);

/* The n_features + 1 numbers of an example. */
const double *cr_table_get_example (const CrTable *table, guint32 example);

/* The column of that feature, or of "label"; -1 where there is none. */
int cr_table_find_column (const CrTable *table, const char *name);

/* How many classes the labels name: 2 where they are −1 and 1 (@are_signs) or 0 and 1, the largest and one more where they are whole numbers from 0 on
 * and no more than CR_LIMIT_CLASSES; 0 where they are other numbers. O(examples). */
guint cr_table_count_classes (const CrTable *table, gboolean *are_signs);

G_END_DECLS
