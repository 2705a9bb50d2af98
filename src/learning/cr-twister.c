/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mt19937, many numbers at a time.
 *
 * How this works: Matsumoto and Nishimura's recurrence (1998), the one that GSL runs, in three loops whose terms lie so far apart that a
 * compiler makes vectors of them. A test compares it with GSL's.
 */
#include "cr-twister.h"

#include "cr-vector-math.h"

#define FAR 397
#define UPPER 0x80000000u
#define LOWER 0x7fffffffu
#define MATRIX 0x9908b0dfu

CR_INLINE guint32
mix (guint32 word, guint32 next, guint32 far)
{
  guint32 y = (word & UPPER) | (next & LOWER);

  return far ^ (y >> 1) ^ (-(y & 1) & MATRIX);
}

CR_INLINE guint32
temper (guint32 y)
{
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ y >> 18;
}

CR_VECTOR_LOOP void
cr_twister_twist (CrTwister *twister)
{
  guint32 *words = twister->words;

  for (guint i = 0; i < CR_TWISTER_N - FAR; i++)
    words[i] = mix (words[i], words[i + 1], words[i + FAR]);
  for (guint i = CR_TWISTER_N - FAR; i < CR_TWISTER_N - 1; i++)
    words[i] = mix (words[i], words[i + 1], words[i + FAR - CR_TWISTER_N]);
  words[CR_TWISTER_N - 1] = mix (words[CR_TWISTER_N - 1], words[0], words[FAR - 1]);
  for (guint i = 0; i < CR_TWISTER_N; i++)
    twister->numbers[i] = temper (words[i]);
  twister->at = 0;
}

void
cr_twister_init (CrTwister *twister, gsl_rng *random)
{
  for (guint i = 0; i < CR_TWISTER_N; i++)
    twister->words[i] = gsl_rng_get (random);
  twister->at = CR_TWISTER_N;
}
