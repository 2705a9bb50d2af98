/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains of gates that are an instruction or two, some numbers at a time through the whole chain.
 *
 * How this works: what goes from gate to gate stays in registers; the values and gradients are stored, as any of them may be shown, but not
 * waited for. Which gate it is is asked once a link for up to four vectors of eight numbers. The loops over eight lanes become one
 * instruction each where the processor has vectors so wide.
 */
#include "cr-gate-private.h"
#include "cr-tape-private.h"
#include "cr-vector-math.h"

#include <string.h>

#define LANES CR_ROW_STEP

typedef double Eight __attribute__ ((vector_size (LANES * sizeof (double))));

/* Not as a function: without vectors so wide it could not give one back. */
#define LOAD(eight, from) memcpy (&(eight), from, sizeof (eight))
#define STORE(to, eight) memcpy (to, &(eight), sizeof (eight))

/* Each lane of @vector, which is @number there, from x, the same lane of @operand. Not unrolled, a compiler makes one vector of it. */
#define FOR_EACH_LANE(vector, number, operand, expression)                                                                     \
  {                                                                                                                            \
    double operands[LANES], numbers[LANES];                                                                                    \
                                                                                                                               \
    memcpy (operands, &(operand), sizeof operands);                                                                            \
    memcpy (numbers, &(vector), sizeof numbers);                                                                               \
    _Pragma ("GCC unroll 1") for (int lane = 0; lane < LANES; lane++)                                                          \
    {                                                                                                                          \
      G_GNUC_UNUSED double x = operands[lane], number = numbers[lane];                                                         \
                                                                                                                               \
      numbers[lane] = expression;                                                                                              \
    }                                                                                                                          \
    memcpy (&(vector), numbers, sizeof numbers);                                                                               \
  }

/* Up to four vectors, each a variable of its own: those of an array would be kept in memory. Their number is known when this is compiled. */
#define VECTORS Eight v0, v1, v2, v3;
#define FOR_EACH_VECTOR(action, ...)                                                                                           \
  action (v0, 0, __VA_ARGS__) if (n_vectors > 1) action (v1, 1, __VA_ARGS__) if (n_vectors > 2) action (v2, 2, __VA_ARGS__)    \
  if (n_vectors > 3) action (v3, 3, __VA_ARGS__)

#define TAKE(vector, i, from) LOAD (vector, (from) + i * LANES);
#define LEAVE(vector, i, to) STORE ((to) + i * LANES, vector);

#define VALUE(vector, i, value_of) FOR_EACH_LANE (vector, y, vector, value_of)
#define PRODUCT(vector, i, product_of)                                                                                         \
  {                                                                                                                            \
    Eight operand;                                                                                                             \
                                                                                                                               \
    LOAD (operand, operands_at + i * LANES);                                                                                   \
    FOR_EACH_LANE (vector, g, operand, 0 + (product_of))                                                                       \
  }

#define FORWARD(name, value_of, slope_of, product_of)                                                                                    \
  case CR_SIMPLE_##name:                                                                                                       \
    FOR_EACH_VECTOR (VALUE, value_of)                                                                                          \
    break;

#define BACKWARD(name, value_of, slope_of, product_of)                                                                                   \
  case CR_SIMPLE_##name:                                                                                                       \
    FOR_EACH_VECTOR (PRODUCT, product_of)                                                                                        \
    break;

CR_INLINE void
forward (const CrLink *links, guint32 n_links, double *values, int n_vectors)
{
  VECTORS

  FOR_EACH_VECTOR (TAKE, values + links[0].operand)
  for (guint32 i = 0; i < n_links; i++)
    {
      double *results = values + links[i].result;
      G_GNUC_UNUSED double a = links[i].attribute;

      switch (links[i].simple)
        {
          CR_SIMPLE_FUNCTIONS (FORWARD)
        }
      FOR_EACH_VECTOR (LEAVE, results)
    }
}

CR_INLINE void
backward (const CrLink *links, guint32 n_links, const double *values, double *gradients, int n_vectors)
{
  VECTORS

  FOR_EACH_VECTOR (TAKE, gradients + links[n_links - 1].result)
  for (guint32 i = n_links; i-- > 0;)
    {
      const double *operands_at = values + links[i].operand;
      double *sent = gradients + links[i].operand;
      G_GNUC_UNUSED double a = links[i].attribute;

      switch (links[i].simple)
        {
          CR_SIMPLE_FUNCTIONS (BACKWARD)
        }
      FOR_EACH_VECTOR (LEAVE, sent)
    }
}

CR_VECTOR_LOOP void
cr_chain_forward_simple (const CrLink *links, guint32 n_links, gsize n, double *values)
{
  gsize at = 0;

  for (; at + 4 * LANES <= n; at += 4 * LANES)
    forward (links, n_links, values + at, 4);
  for (; at + 2 * LANES <= n; at += 2 * LANES)
    forward (links, n_links, values + at, 2);
  if (at < n)
    forward (links, n_links, values + at, 1);
}

CR_VECTOR_LOOP void
cr_chain_backward_simple (const CrLink *links, guint32 n_links, gsize n, const double *values, double *gradients)
{
  gsize at = 0;

  for (; at + 4 * LANES <= n; at += 4 * LANES)
    backward (links, n_links, values + at, gradients + at, 4);
  for (; at + 2 * LANES <= n; at += 2 * LANES)
    backward (links, n_links, values + at, gradients + at, 2);
  if (at < n)
    backward (links, n_links, values + at, gradients + at, 1);
}

CR_VECTOR_LOOP void
cr_row_seed (gsize n, gsize room, double *row)
{
  static const double ones_and_zeros[2 * LANES] = { 1, 1, 1, 1, 1, 1, 1, 1 };

  for (gsize begin = 0; begin < room; begin += LANES)
    {
      gsize n_ones = begin < n ? MIN (n - begin, LANES) : 0;
      Eight seeds;

      LOAD (seeds, ones_and_zeros + LANES - n_ones);
      STORE (row + begin, seeds);
    }
}
