/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which an epoch runs through the examples for training. */
#include "cr-epoch.h"

#include <string.h>

#define MOST_IN_PAIRS (1u << 14)

static inline void
swap (guint32 *rows, guint32 a, guint32 b)
{
  guint32 row = rows[a];

  rows[a] = rows[b];
  rows[b] = row;
}

void
cr_shuffle (gsl_rng *random, guint32 *rows, guint32 n)
{
  unsigned long (*get) (void *) = random->type->get;
  void *state = random->state;

  while (n > 1)
    {
      guint64 product = (guint64) get (state) * n;

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
  *epoch = (CrEpoch) { g_new (guint32, split->n_train), split->n_train, shuffle, cr_random_new_stream (seed, "/epochs"), NULL };
  epoch->start = gsl_rng_clone (epoch->random);
}

void
cr_epoch_clear (CrEpoch *epoch)
{
  g_clear_pointer (&epoch->rows, g_free);
  g_clear_pointer (&epoch->random, gsl_rng_free);
  g_clear_pointer (&epoch->start, gsl_rng_free);
}

void
cr_epoch_begin (CrEpoch *epoch, const CrSplit *split)
{
  memcpy (epoch->rows, split->rows, epoch->n_rows * sizeof (guint32));
  if (!epoch->shuffle)
    return;
  memcpy (epoch->start->state, epoch->random->state, epoch->random->type->size);
  cr_shuffle (epoch->random, epoch->rows, epoch->n_rows);
}

gsize
cr_epoch_get_state_size (const CrEpoch *epoch)
{
  return epoch->random->type->size;
}

void
cr_epoch_get_state (const CrEpoch *epoch, void *bytes)
{
  memcpy (bytes, epoch->start->state, epoch->start->type->size);
}

void
cr_epoch_set_state (CrEpoch *epoch, const CrSplit *split, const void *bytes)
{
  memcpy (epoch->random->state, bytes, epoch->random->type->size);
  cr_epoch_begin (epoch, split);
}
