/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which an epoch runs through the examples for training. */
#pragma once

#include "cr-random.h"
#include "cr-split.h"

G_BEGIN_DECLS

/**
 * CrEpoch:
 * @rows: the rows of the table in the order of this epoch
 * @n_rows: how many
 * @shuffle: whether each epoch has a new random order; else the split's
 * @random: where the next order comes from
 * @start: what @random was before it drew this one, so that the order can be drawn again
 */
typedef struct
{
  guint32 *rows;
  guint32 n_rows;
  gboolean shuffle;
  gsl_rng *random;
  gsl_rng *start;
} CrEpoch;

/* The stream of orders of @seed; no order yet. To be cleared with cr_epoch_clear(). */
void cr_epoch_init (CrEpoch *epoch, const CrSplit *split, gboolean shuffle, guint64 seed);
void cr_epoch_clear (CrEpoch *epoch);

/* The next epoch's order. A few nanoseconds an example. */
void cr_epoch_begin (CrEpoch *epoch, const CrSplit *split);

/* The state of the random numbers at the beginning of this epoch: @bytes of cr_epoch_get_state_size(). Setting it draws the same order again. */
gsize cr_epoch_get_state_size (const CrEpoch *epoch);
void cr_epoch_get_state (const CrEpoch *epoch, void *bytes);
void cr_epoch_set_state (CrEpoch *epoch, const CrSplit *split, const void *bytes);

/**
 * cr_shuffle:
 * @random: a generator of 32 bit numbers
 * @rows: @n of them, put into a random order
 *
 * Fisher and Yates's shuffle. Up to 2¹⁴ rows one random number serves for two places (its product with the first range leaves in
 * the lower half what serves for the second), where an order's chance differs from any other's by less than 2⁻⁴ of a thousandth.
 */
void cr_shuffle (gsl_rng *random, guint32 *rows, guint32 n);

G_END_DECLS
