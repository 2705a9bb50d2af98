/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which examples train and which test, and the order in which they stand. */
#include "cr-split.h"

#include "cr-random.h"

#include <gsl/gsl_randist.h>
#include <math.h>

CrSplit
cr_split_make (guint32 n_rows, double train_fraction, gboolean shuffle, guint64 seed)
{
  CrSplit split = { g_new (guint32, n_rows), n_rows, round (n_rows * train_fraction) };

  for (guint32 i = 0; i < n_rows; i++)
    split.rows[i] = i;
  if (shuffle)
    {
      g_autoptr (gsl_rng) random = cr_random_new_stream (seed, "/split");

      gsl_ran_shuffle (random, split.rows, n_rows, sizeof (guint32));
    }
  return split;
}

void
cr_split_clear (CrSplit *split)
{
  g_clear_pointer (&split->rows, g_free);
}
