/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which examples train and which test, and the order in which they stand. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CrSplit:
 * @rows: all rows of the table, each once: those that train, then those that test
 * @n_rows: how many those are
 * @n_train: how many train
 */
typedef struct
{
  guint32 *rows;
  guint32 n_rows;
  guint32 n_train;
} CrSplit;

/**
 * cr_split_make:
 * @n_rows: rows of the table
 * @train_fraction: 0…1
 * @shuffle: whether the rows are put into a random order first; else they keep theirs
 * @seed: the run's; nothing else that is drawn from it changes the split
 *
 * The first round(n_rows · train_fraction) rows train, half rounds up; the others test. In the random order each row has a number of its
 * own and stands by it, so that rows added behind come in between and leave the order of the others.
 *
 * Cost: proportional to @n_rows.
 *
 * Returns: (transfer full): to be cleared with cr_split_clear()
 */
CrSplit cr_split_make (guint32 n_rows, double train_fraction, gboolean shuffle, guint64 seed);
void cr_split_clear (CrSplit *split);

G_END_DECLS
