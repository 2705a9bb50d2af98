/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-operand gates that are an instruction or two, as lists: a loop over a chain of them has them all in it (cr-chain-loops.c).
 * simple (name, value_of, slope_of, product_of) is put for each; the expressions are those of CR_DEFINE_FUNCTION_BY_PRODUCT(). Where a gate
 * sends nothing, that is 0 whatever comes to it, and so no product. */
#pragma once

#define CR_SIMPLE_ARITHMETIC(simple)                                                                                           \
  simple (neg, -x, -1, -1 * g)                                                                                                 \
  simple (scale, a *x, a, a *g)                                                                                                \
  simple (shift, a + x, 1, g)                                                                                                  \
  simple (square, x *x, 2 * x, 2 * x * g)                                                                                      \
  simple (abs, fabs (x), cr_sign (x), x == 0 ? 0 : cr_sign (x) * g)

#define CR_SIMPLE_ACTIVATIONS(simple)                                                                                          \
  simple (relu, x <= 0 ? 0 : x, x > 0 ? 1 : 0, x > 0 ? g : 0)                                                                  \
  simple (leaky_relu, x > 0 ? x : a *x, x > 0 ? 1 : a, x > 0 ? g : a *g)

#define CR_SIMPLE_FUNCTIONS(simple) CR_SIMPLE_ARITHMETIC (simple) CR_SIMPLE_ACTIVATIONS (simple)

/* What a row of the gate table says of itself. */
#define CR_SIMPLE_KIND(name, value_of, slope_of, product_of) CR_SIMPLE_##name,
typedef enum
{
  CR_SIMPLE_NONE,
  CR_SIMPLE_FUNCTIONS (CR_SIMPLE_KIND)
} CrSimple;
#undef CR_SIMPLE_KIND
