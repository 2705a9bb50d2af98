/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-operand gates that are an instruction or two, as lists: a loop over a chain of them has them all in it (cr-chain-loops.c).
 * simple (name, value_of, slope_of) is put for each; the expressions are those of CR_DEFINE_FUNCTION(). */
#pragma once

#define CR_SIMPLE_ARITHMETIC(simple)                                                                                           \
  simple (neg, -x, -1)                                                                                                         \
  simple (scale, a *x, a)                                                                                                      \
  simple (shift, a + x, 1)                                                                                                     \
  simple (square, x *x, 2 * x)                                                                                                 \
  simple (abs, fabs (x), cr_sign (x))

#define CR_SIMPLE_ACTIVATIONS(simple)                                                                                          \
  simple (relu, x <= 0 ? 0 : x, x > 0 ? 1 : 0)                                                                                 \
  simple (leaky_relu, x > 0 ? x : a *x, x > 0 ? 1 : a)

#define CR_SIMPLE_FUNCTIONS(simple) CR_SIMPLE_ARITHMETIC (simple) CR_SIMPLE_ACTIVATIONS (simple)

/* What a row of the gate table says of itself. */
#define CR_SIMPLE_KIND(name, value_of, slope_of) CR_SIMPLE_##name,
typedef enum
{
  CR_SIMPLE_NONE,
  CR_SIMPLE_FUNCTIONS (CR_SIMPLE_KIND)
} CrSimple;
#undef CR_SIMPLE_KIND
