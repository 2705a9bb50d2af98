/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which an epoch runs through the examples for training. */
#pragma once

#include "cr-split.h"
#include "cr-twister.h"

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
  CrTwister random;
  CrTwister start;
} CrEpoch;

/* The stream of orders of @seed; no order yet. To be cleared with cr_epoch_clear(). */
void cr_epoch_init (CrEpoch *epoch, const CrSplit *split, gboolean shuffle, guint64 seed);
void cr_epoch_clear (CrEpoch *epoch);

/* The next epoch's order. A few nanoseconds an example. */
void cr_epoch_begin (CrEpoch *epoch, const CrSplit *split);

/* Goes back to the beginning of the epoch at which @start was as it is given: draws the same order again. */
void cr_epoch_set_start (CrEpoch *epoch, const CrSplit *split, const CrTwister *start);

/**
 * cr_shuffle:
 * @random: a generator
 * @rows: @n of them, put into a random order
 *
 * Fisher and Yates's shuffle. Up to 2¹⁰ rows one random number serves for two places: its product with the first range leaves in
 * the lower half what serves for the second. The chance of a place differs by less than 2⁻¹² of itself from any other's then.
 */
void cr_shuffle (CrTwister *random, guint32 *rows, guint32 n);

G_END_DECLS
