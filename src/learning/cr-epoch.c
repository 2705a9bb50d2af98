/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which an epoch runs through the examples for training. */
#include "cr-epoch.h"

#include "cr-random.h"

#include <string.h>

#define MOST_IN_PAIRS (1u << 10)

static inline void
swap (guint32 *rows, guint32 a, guint32 b)
{
  guint32 row = rows[a];

  rows[a] = rows[b];
  rows[b] = row;
}

void
cr_shuffle (CrTwister *random, guint32 *rows, guint32 n)
{
  while (n > 1)
    {
      guint64 product = (guint64) cr_twister_get (random) * n;

      swap (rows, n - 1, product >> 32);
      n--;
      if (n > 1 && n < MOST_IN_PAIRS)
        {
          product = (product & 0xffffffff) * n;
          swap (rows, n - 1, product >> 32);
          n--;
        }
    }
}

void
cr_epoch_init (CrEpoch *epoch, const CrSplit *split, gboolean shuffle, guint64 seed)
{
  g_autoptr (gsl_rng) random = cr_random_new_stream (seed, "/epochs");

  epoch->rows = g_new (guint32, split->n_train);
  epoch->n_rows = split->n_train;
  epoch->shuffle = shuffle;
  cr_twister_init (&epoch->random, random);
  epoch->start = epoch->random;
}

void
cr_epoch_clear (CrEpoch *epoch)
{
  g_clear_pointer (&epoch->rows, g_free);
}

void
cr_epoch_begin (CrEpoch *epoch, const CrSplit *split)
{
  if (epoch->n_rows > 0)
    memcpy (epoch->rows, split->rows, epoch->n_rows * sizeof (guint32));
  if (!epoch->shuffle)
    return;
  epoch->start = epoch->random;
  cr_shuffle (&epoch->random, epoch->rows, epoch->n_rows);
}

void
cr_epoch_set_start (CrEpoch *epoch, const CrSplit *split, const CrTwister *start)
{
  epoch->random = *start;
  cr_epoch_begin (epoch, split);
}
