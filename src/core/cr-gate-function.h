/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-operand elementwise gates: from a value and a slope to forward and backward. Inside the gate table only.
 *
 * How this works: for each gate a few small functions are made of its formulas; loops over them, which a compiler vectorizes, serve blocks
 * of numbers, rows of examples, and many gates at once.
 */
#pragma once

#include "cr-gate-rows.h"

/* name_function, name_values, name_forward, and forward of many gates at once. */
#define CR_DEFINE_VALUES(name, value_of)                                                                                       \
  static double name##_function (double x, double a)                                                                           \
  {                                                                                                                            \
    return value_of;                                                                                                           \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_values (gsize n, const double *operand, double *restrict result, double a)                 \
  {                                                                                                                            \
    for (gsize i = 0; i < n; i++)                                                                                              \
      {                                                                                                                        \
        double x = operand[i];                                                                                                 \
                                                                                                                               \
        result[i] = value_of;                                                                                                  \
      }                                                                                                                        \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_forward_rows (const CrRows *rows)                                                          \
  {                                                                                                                            \
    G_GNUC_UNUSED double a = 0;                                                                                                \
                                                                                                                               \
    for (gsize gate = 0; gate < rows->n_gates; gate++)                                                                         \
      {                                                                                                                        \
        const double *operand = rows->values + rows->operands[0][gate];                                                        \
        double *restrict result = rows->values + rows->result + gate * rows->stride;                                           \
                                                                                                                               \
        CR_FOR_EACH_IN_ROW (rows, i, j)                                                                                        \
        {                                                                                                                      \
          double x = operand[i + j];                                                                                           \
                                                                                                                               \
          result[i + j] = value_of;                                                                                            \
        }                                                                                                                      \
      }                                                                                                                        \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_forward_numbers (const CrRows *rows)                                                       \
  {                                                                                                                            \
    G_GNUC_UNUSED double a = 0;                                                                                                \
    double numbers[CR_NUMBERS_STEP];                                                                                           \
                                                                                                                               \
    for (gsize begin = 0; begin < rows->n_gates; begin += CR_NUMBERS_STEP)                                                     \
      {                                                                                                                        \
        const guint32 *operand = rows->operands[0] + begin;                                                                    \
        double *restrict result = rows->values + rows->result + begin;                                                         \
        gsize n = MIN (CR_NUMBERS_STEP, rows->n_gates - begin);                                                                \
                                                                                                                               \
        for (gsize i = 0; i < n; i++)                                                                                          \
          numbers[i] = rows->values[operand[i]];                                                                               \
        for (gsize i = 0; i < n; i++)                                                                                          \
          {                                                                                                                    \
            double x = numbers[i];                                                                                             \
                                                                                                                               \
            result[i] = value_of;                                                                                              \
          }                                                                                                                    \
      }                                                                                                                        \
  }                                                                                                                            \
  static void name##_forward (const CrCall *call)                                                                              \
  {                                                                                                                            \
    name##_values (cr_block_get_size (&call->result), call->operands[0].value, call->result.value, cr_call_get_number (call)); \
  }

/* name_products, name_stored_products, name_backward, and backward of many gates at once: what is sent back is name_product(), or
 * name_product_near() where name_comes_near() says that some of the results need it. */
#define CR_DEFINE_PRODUCTS(name)                                                                                               \
  static double name##_product_at (double x, double y, double g, double a)                                                     \
  {                                                                                                                            \
    return name##_product_near (x, y, a, g);                                                                                   \
  }                                                                                                                            \
  CR_INLINE void name##_multiply (gsize n, const double *operand, const double *result, const double *upstream,                \
                                  double *restrict gradient, double a, gboolean is_new)                                        \
  {                                                                                                                            \
    if (G_LIKELY (!name##_comes_near (n, result)))                                                                             \
      for (gsize i = 0; i < n; i++)                                                                                            \
        gradient[i] = (is_new ? 0 : gradient[i]) + name##_product (operand[i], result[i], a, upstream[i]);                     \
    else                                                                                                                       \
      for (gsize i = 0; i < n; i++)                                                                                            \
        gradient[i] = (is_new ? 0 : gradient[i]) + name##_product_near (operand[i], result[i], a, upstream[i]);                \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_products (gsize n, const double *operand, const double *result, const double *upstream,    \
                                              double *restrict gradient, double a)                                             \
  {                                                                                                                            \
    name##_multiply (n, operand, result, upstream, gradient, a, FALSE);                                                        \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_stored_products (gsize n, const double *operand, const double *result,                     \
                                                     const double *upstream, double *restrict gradient, double a)              \
  {                                                                                                                            \
    name##_multiply (n, operand, result, upstream, gradient, a, TRUE);                                                         \
  }                                                                                                                            \
  CR_INLINE void name##_send (const CrRows *rows, gsize gate, gboolean is_new)                                                 \
  {                                                                                                                            \
    const double *operand = rows->values + rows->operands[0][gate];                                                            \
    const double *result = rows->values + rows->result + gate * rows->stride;                                                  \
    const double *upstream = rows->gradients + rows->result + gate * rows->stride;                                             \
    double *restrict gradient = rows->gradients + rows->operands[0][gate];                                                     \
                                                                                                                               \
    if (G_LIKELY (!name##_comes_near (rows->n_numbers, result)))                                                               \
      CR_FOR_EACH_IN_ROW (rows, i, j)                                                                                          \
      gradient[i + j] = (is_new ? 0 : gradient[i + j]) + name##_product (operand[i + j], result[i + j], 0, upstream[i + j]);   \
    else                                                                                                                       \
      CR_FOR_EACH_IN_ROW (rows, i, j)                                                                                          \
      gradient[i + j] = (is_new ? 0 : gradient[i + j]) + name##_product_near (operand[i + j], result[i + j], 0, upstream[i + j]);\
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_backward_rows (const CrRows *rows)                                                         \
  {                                                                                                                            \
    for (gsize gate = 0; gate < rows->n_gates; gate++)                                                                         \
      if (cr_rows_are_new (rows, 0, gate))                                                                                     \
        name##_send (rows, gate, TRUE);                                                                                        \
      else                                                                                                                     \
        name##_send (rows, gate, FALSE);                                                                                       \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_backward_numbers (const CrRows *rows)                                                      \
  {                                                                                                                            \
    double sent[CR_NUMBERS_STEP];                                                                                              \
                                                                                                                               \
    for (gsize begin = 0; begin < rows->n_gates; begin += CR_NUMBERS_STEP)                                                     \
      {                                                                                                                        \
        const guint32 *operand = rows->operands[0] + begin;                                                                    \
        const double *result = rows->values + rows->result + begin, *upstream = rows->gradients + rows->result + begin;        \
        gsize n = MIN (CR_NUMBERS_STEP, rows->n_gates - begin);                                                                \
                                                                                                                               \
        if (G_LIKELY (!name##_comes_near (n, result)))                                                                         \
          for (gsize i = 0; i < n; i++)                                                                                        \
            sent[i] = name##_product (rows->values[operand[i]], result[i], 0, upstream[i]);                                    \
        else                                                                                                                   \
          for (gsize i = 0; i < n; i++)                                                                                        \
            sent[i] = name##_product_near (rows->values[operand[i]], result[i], 0, upstream[i]);                               \
        cr_rows_scatter (rows, 0, begin, n, sent);                                                                             \
      }                                                                                                                        \
  }                                                                                                                            \
  static void name##_backward (const CrCall *call)                                                                             \
  {                                                                                                                            \
    const CrBlock *operand = &call->operands[0];                                                                               \
    const CrBlock *result = &call->result;                                                                                     \
                                                                                                                               \
    if (operand->gradient != NULL)                                                                                             \
      name##_products (cr_block_get_size (result), operand->value, result->value, result->gradient, operand->gradient,         \
                       cr_call_get_number (call));                                                                             \
  }

/**
 * CR_DEFINE_FUNCTION_BY_PRODUCT:
 * @name: the gate's name
 * @value_of: an expression in x and a: the value at x, where a is the gate's first attribute
 * @slope_of: an expression in x, y and a: the derivative at x, where y is the value there
 * @product_of: an expression in x, y, a and g: the upstream gradient g times the slope, where it may be in range while the slope is not, or where
 *   nothing is sent even if g is infinite
 *
 * Defines what CR_FUNCTION_ROW() names.
 */
#define CR_DEFINE_FUNCTION_BY_PRODUCT(name, value_of, slope_of, product_of)                                                    \
  CR_DEFINE_VALUES (name, value_of)                                                                                            \
  static double name##_slope (double x, double y, double a)                                                                    \
  {                                                                                                                            \
    return slope_of;                                                                                                           \
  }                                                                                                                            \
  CR_INLINE double name##_product (double x, double y, double a, double g)                                                     \
  {                                                                                                                            \
    return product_of;                                                                                                         \
  }                                                                                                                            \
  CR_INLINE double name##_product_near (double x, double y, double a, double g)                                                \
  {                                                                                                                            \
    return product_of;                                                                                                         \
  }                                                                                                                            \
  CR_INLINE gboolean name##_comes_near (gsize n, const double *result)                                                         \
  {                                                                                                                            \
    return FALSE;                                                                                                              \
  }                                                                                                                            \
  CR_DEFINE_PRODUCTS (name)

/* The same with the product of both. */
#define CR_DEFINE_FUNCTION(name, value_of, slope_of) CR_DEFINE_FUNCTION_BY_PRODUCT (name, value_of, slope_of, (slope_of) * g)

/**
 * CR_DEFINE_BOUNDED_FUNCTION:
 * @name: the gate's name
 * @value_of: an expression in x: the value at x, which comes near to a bound
 * @slope_of: an expression in y: the derivative where y is the value
 * @is_near: an expression in y: whether it is so near to the bound that slope_of loses digits
 * @slope_near: an expression in x: the derivative for such values
 *
 * The same for functions whose slope is quickly told from the value, but for values near their bound.
 */
#define CR_DEFINE_BOUNDED_FUNCTION(name, value_of, slope_of, is_near, slope_near)                                              \
  CR_DEFINE_VALUES (name, value_of)                                                                                            \
  static double name##_slope (double x, double y, double a)                                                                    \
  {                                                                                                                            \
    return (is_near) ? (slope_near) : (slope_of);                                                                              \
  }                                                                                                                            \
  CR_INLINE double name##_product (double x, double y, double a, double g)                                                     \
  {                                                                                                                            \
    return (slope_of) * g;                                                                                                     \
  }                                                                                                                            \
  CR_INLINE double name##_product_near (double x, double y, double a, double g)                                                \
  {                                                                                                                            \
    return ((is_near) ? (slope_near) : (slope_of)) * g;                                                                        \
  }                                                                                                                            \
  CR_INLINE gboolean name##_comes_near (gsize n, const double *result)                                                         \
  {                                                                                                                            \
    gint64 near[CR_ROW_STEP] = { 0 };                                                                                          \
    gint64 any = 0;                                                                                                            \
    gsize i = 0;                                                                                                               \
                                                                                                                               \
    for (; i + CR_ROW_STEP <= n; i += CR_ROW_STEP)                                                                             \
      for (gsize j = 0; j < CR_ROW_STEP; j++)                                                                                  \
        {                                                                                                                      \
          double y = result[i + j];                                                                                            \
                                                                                                                               \
          near[j] |= (is_near);                                                                                                \
        }                                                                                                                      \
    for (; i < n; i++)                                                                                                         \
      {                                                                                                                        \
        double y = result[i];                                                                                                  \
                                                                                                                               \
        any |= (is_near);                                                                                                      \
      }                                                                                                                        \
    for (gsize j = 0; j < CR_ROW_STEP; j++)                                                                                    \
      any |= near[j];                                                                                                          \
    return any != 0;                                                                                                           \
  }                                                                                                                            \
  CR_DEFINE_PRODUCTS (name)

/* name_products_of_value: from the results alone; @product_of is an expression in y, a and the upstream gradient g. */
#define CR_DEFINE_PRODUCTS_OF_VALUE(name, product_of)                                                                          \
  static CR_VECTOR_LOOP void name##_products_of_value (gsize n, const double *result, const double *upstream,                  \
                                                       double *restrict gradient, double a)                                    \
  {                                                                                                                            \
    for (gsize i = 0; i < n; i++)                                                                                              \
      {                                                                                                                        \
        double y = result[i], g = upstream[i];                                                                                 \
                                                                                                                               \
        gradient[i] += product_of;                                                                                             \
      }                                                                                                                        \
  }

/* The members of a row that such a gate has by being one. */
#define CR_FUNCTION_ROW(name_)                                                                                                 \
  .name = #name_, .minimum_operands = 1, .maximum_operands = 1, .infer_shape = cr_shape_rule_first, .label = CR_NO_LABEL,      \
  .forward = name_##_forward, .backward = name_##_backward, CR_ROWS (name_), .values = name_##_values,                         \
  .products = name_##_products, .stored_products = name_##_stored_products, .function = name_##_function, .slope = name_##_slope,         \
  .product = name_##_product_at, .tangent = cr_tangent_by_slope

#define CR_FUNCTION_ATTRIBUTES(list) .attributes = list, .n_attributes = G_N_ELEMENTS (list)
