/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exponential functions without branches or calls, so that a compiler turns a loop over them into vector instructions.
 *
 * How this works: eˣ = 2ⁿ·eʳ with n = round(x / ln 2) and |r| ≤ ½ ln 2; ln 2 is subtracted in two parts, so that r is exact to more
 * digits than a double has (Cody and Waite 1980). eʳ is its Taylor series, whose 13 terms reach the last digit, summed in a tree.
 * 2ⁿ is written into a double's exponent bits, in two factors, so that results below the normal range come out right.
 * The same instructions run on one number and on many, so both give the same bits. Within 4 units in the last place of the exact value.
 */
#pragma once

#include <glib.h>
#include <math.h>
#include <string.h>

G_BEGIN_DECLS

/* Loops marked so are compiled once for each width of vectors, and the widest that the processor has is taken. ThreadSanitizer cannot
 * start with such functions. */
#if defined (__x86_64__) && defined (__GNUC__) && !defined (__clang__) && !defined (__SANITIZE_THREAD__)
#define CR_VECTOR_LOOP __attribute__ ((target_clones ("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CR_VECTOR_LOOP
#endif

#define CR_INLINE static inline __attribute__ ((always_inline))

/* 2ⁿ for whole n in −1022…1023. */
CR_INLINE double
cr_power_of_two (gint64 n)
{
  guint64 bits = (guint64) (n + 1023) << 52;
  double power;

  memcpy (&power, &bits, sizeof power);
  return power;
}

/* factor·x = n·ln 2 + r, where @factor is a power of two. Adding 1.5·2⁵² rounds to a whole number and leaves it in the low bits. For
 * |factor·x| < 2000. */
CR_INLINE double
cr_reduce_multiple (double x, double factor, gint64 *n)
{
  const double magic = 6755399441055744.0;
  double shifted = x * (factor * 1.4426950408889634) + magic;
  double whole = shifted - magic;
  gint64 bits;
  gint64 magic_bits;

  memcpy (&bits, &shifted, sizeof bits);
  memcpy (&magic_bits, &magic, sizeof magic_bits);
  *n = bits - magic_bits;
  return (x * factor - whole * 6.93147180369123816490e-01) - whole * 1.90821492927058770002e-10;
}

CR_INLINE double
cr_reduce (double x, gint64 *n)
{
  return cr_reduce_multiple (x, 1, n);
}

/* eʳ − 1 − r for |r| ≤ ½ ln 2. */
CR_INLINE double
cr_exp_rest (double r)
{
  double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  double a = (0.5 + r * (1.0 / 6)) + r2 * ((1.0 / 24) + r * (1.0 / 120));
  double b = ((1.0 / 720) + r * (1.0 / 5040)) + r2 * ((1.0 / 40320) + r * (1.0 / 362880));
  double c = ((1.0 / 3628800) + r * (1.0 / 39916800)) + r2 * ((1.0 / 479001600) + r * (1.0 / 6227020800.0));

  return r2 * (a + r4 * b + r8 * c);
}

/* eˣ; ∞ above 709.78, 0 below −745.13, NaN for NaN. */
CR_INLINE double
cr_exp (double x)
{
  double within = x > 710 ? 710 : x;
  gint64 n, half;

  within = within < -746 ? -746 : within;

  double r = cr_reduce (within, &n);
  double power = 1 + (r + cr_exp_rest (r));

  half = n >> 1;
  return power * cr_power_of_two (half) * cr_power_of_two (n - half);
}

/* tanh x = (e²ˣ − 1) / (e²ˣ + 1), for |x|; the sign is put back. With e²ˣ = 2ⁿ(1 + p) both are made of p at the same time, and near 0 no digits
 * are lost: there n is 0. In a small net a step waits for one tanh after the other, so it is short from the operand to the result. */
CR_INLINE double
cr_tanh (double x)
{
  double size = fabs (x);
  gint64 n;
  double r = cr_reduce_multiple (size, 2, &n);
  double power = r + cr_exp_rest (r);
  double scale = cr_power_of_two (n);
  double tanh_of_size = (scale * power + (scale - 1)) / (scale * power + (scale + 1));

  return copysign (size > 20 ? 1 : tanh_of_size, x);
}

/* 1 / (1 + e⁻ˣ), with e to a negative power on both sides so that nothing overflows. */
CR_INLINE double
cr_sigmoid (double x)
{
  double e = cr_exp (-fabs (x));

  return (x < 0 ? e : 1) / (1 + e);
}

G_END_DECLS
