/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mt19937, the generator of all random numbers here, many numbers at a time: for orders of examples, which take more of them than anything else. */
#pragma once

#include <gsl/gsl_rng.h>
#include <glib.h>

G_BEGIN_DECLS

#define CR_TWISTER_N 624

/**
 * CrTwister:
 * @words: the generator's state
 * @numbers: the numbers that this state gives
 * @at: the next one of them
 *
 * A plain value: a copy goes on as the original does.
 */
typedef struct
{
  guint32 words[CR_TWISTER_N];
  guint32 numbers[CR_TWISTER_N];
  guint at;
} CrTwister;

/* Starts it from the next CR_TWISTER_N numbers of a GSL generator of 32 bit numbers. */
void cr_twister_init (CrTwister *twister, gsl_rng *random);

/* The next CR_TWISTER_N numbers. */
void cr_twister_twist (CrTwister *twister);

static inline guint32
cr_twister_get (CrTwister *twister)
{
  if (twister->at == CR_TWISTER_N)
    cr_twister_twist (twister);
  return twister->numbers[twister->at++];
}

G_END_DECLS
