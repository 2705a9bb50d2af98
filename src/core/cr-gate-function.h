/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-operand elementwise gates: from a value and a slope to forward and backward. Inside the gate table only. */
#pragma once

#include "cr-gate-rows.h"

/**
 * CR_DEFINE_FUNCTION:
 * @name: the gate's name
 * @value_of: an expression in x and a: the value at x, where a is the gate's first attribute
 * @slope_of: an expression in x, y and a: the derivative at x, where y is the value there
 *
 * Defines name_function, name_slope, name_forward and name_backward, and those for many gates at once, with the expressions inside loops
 * that a compiler vectorizes.
 */
#define CR_DEFINE_FUNCTION(name, value_of, slope_of)                                                                           \
  static double name##_function (double x, double a)                                                                           \
  {                                                                                                                            \
    return value_of;                                                                                                           \
  }                                                                                                                            \
  static double name##_slope (double x, double y, double a)                                                                    \
  {                                                                                                                            \
    return slope_of;                                                                                                           \
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
  static CR_VECTOR_LOOP void name##_products (gsize n, const double *operand, const double *result, const double *upstream,    \
                                              double *restrict gradient, double a)                                             \
  {                                                                                                                            \
    for (gsize i = 0; i < n; i++)                                                                                              \
      {                                                                                                                        \
        G_GNUC_UNUSED double x = operand[i], y = result[i];                                                                    \
                                                                                                                               \
        gradient[i] += (slope_of) * upstream[i];                                                                               \
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
  CR_INLINE void name##_send (const CrRows *rows, gsize gate, gboolean is_new)                                                 \
  {                                                                                                                            \
    const double *operand = rows->values + rows->operands[0][gate];                                                            \
    const double *result = rows->values + rows->result + gate * rows->stride;                                                  \
    const double *upstream = rows->gradients + rows->result + gate * rows->stride;                                             \
    double *restrict gradient = rows->gradients + rows->operands[0][gate];                                                     \
    G_GNUC_UNUSED double a = 0;                                                                                                \
                                                                                                                               \
    CR_FOR_EACH_IN_ROW (rows, i, j)                                                                                            \
    {                                                                                                                          \
      G_GNUC_UNUSED double x = operand[i + j], y = result[i + j];                                                              \
                                                                                                                               \
      gradient[i + j] = (is_new ? 0 : gradient[i + j]) + (slope_of) * upstream[i + j];                                         \
    }                                                                                                                          \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_backward_rows (const CrRows *rows)                                                         \
  {                                                                                                                            \
    for (gsize gate = 0; gate < rows->n_gates; gate++)                                                                         \
      if (cr_rows_are_new (rows, 0, gate))                                                                                     \
        name##_send (rows, gate, TRUE);                                                                                        \
      else                                                                                                                     \
        name##_send (rows, gate, FALSE);                                                                                       \
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
  static CR_VECTOR_LOOP void name##_backward_numbers (const CrRows *rows)                                                      \
  {                                                                                                                            \
    G_GNUC_UNUSED double a = 0;                                                                                                \
    double sent[CR_NUMBERS_STEP];                                                                                              \
                                                                                                                               \
    for (gsize begin = 0; begin < rows->n_gates; begin += CR_NUMBERS_STEP)                                                     \
      {                                                                                                                        \
        const guint32 *operand = rows->operands[0] + begin;                                                                    \
        const double *result = rows->values + rows->result + begin, *upstream = rows->gradients + rows->result + begin;        \
        gsize n = MIN (CR_NUMBERS_STEP, rows->n_gates - begin);                                                                \
                                                                                                                               \
        for (gsize i = 0; i < n; i++)                                                                                          \
          {                                                                                                                    \
            G_GNUC_UNUSED double x = rows->values[operand[i]], y = result[i];                                                  \
                                                                                                                               \
            sent[i] = (slope_of) * upstream[i];                                                                                \
          }                                                                                                                    \
        cr_rows_scatter (rows, 0, begin, n, sent);                                                                             \
      }                                                                                                                        \
  }                                                                                                                            \
  static void name##_forward (const CrCall *call)                                                                              \
  {                                                                                                                            \
    name##_values (cr_block_get_size (&call->result), call->operands[0].value, call->result.value, cr_call_get_number (call)); \
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

/* The members of a row that such a gate has by being one. */
#define CR_FUNCTION_ROW(name_)                                                                                                 \
  .name = #name_, .minimum_operands = 1, .maximum_operands = 1, .infer_shape = cr_shape_rule_first, .label = CR_NO_LABEL,      \
  .forward = name_##_forward, .backward = name_##_backward, CR_ROWS (name_), .values = name_##_values,                         \
  .products = name_##_products, .function = name_##_function, .slope = name_##_slope, .tangent = cr_tangent_by_slope

#define CR_FUNCTION_ATTRIBUTES(list) .attributes = list, .n_attributes = G_N_ELEMENTS (list)
