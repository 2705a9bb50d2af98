/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which examples train and which test, and the order in which they stand. */
#include "cr-split.h"

#include "cr-random.h"

#include <math.h>
#include <string.h>

#define DIGIT_BITS 8
#define N_DIGITS (1 << DIGIT_BITS)

/* Puts rows into the order of one digit of their numbers; equal ones stay as they stand. */
static void
sort_by_digit (const guint32 *numbers, const guint32 *rows, guint32 n, guint shift, guint32 *sorted)
{
  guint32 places[N_DIGITS + 1] = { 0 };

  for (guint32 i = 0; i < n; i++)
    places[((numbers[i] >> shift) & (N_DIGITS - 1)) + 1]++;
  for (guint digit = 0; digit < N_DIGITS; digit++)
    places[digit + 1] += places[digit];
  for (guint32 i = 0; i < n; i++)
    sorted[places[(numbers[rows[i]] >> shift) & (N_DIGITS - 1)]++] = rows[i];
}

/* Every row draws a number, and they stand in the order of these: a row more or less leaves all others in theirs. */
static void
shuffle_rows (guint32 *rows, guint32 n, guint64 seed)
{
  g_autoptr (gsl_rng) random = cr_random_new_stream (seed, "/split");
  g_autofree guint32 *numbers = g_new (guint32, n);
  g_autofree guint32 *sorted = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    numbers[i] = gsl_rng_get (random);
  for (guint shift = 0; shift < 32; shift += DIGIT_BITS)
    {
      sort_by_digit (numbers, rows, n, shift, sorted);
      memcpy (rows, sorted, n * sizeof (guint32));
    }
}

CrSplit
cr_split_make (guint32 n_rows, double train_fraction, gboolean shuffle, guint64 seed)
{
  CrSplit split = { g_new (guint32, n_rows), n_rows, round (n_rows * train_fraction) };

  for (guint32 i = 0; i < n_rows; i++)
    split.rows[i] = i;
  if (shuffle && n_rows > 0)
    shuffle_rows (split.rows, n_rows, seed);
  return split;
}

void
cr_split_clear (CrSplit *split)
{
  g_clear_pointer (&split->rows, g_free);
}
