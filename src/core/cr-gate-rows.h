/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elementwise gates of one kind on rows of examples, many gates in one loop. Inside the gate table only. */
#pragma once

#include "cr-gate-private.h"
#include "cr-vector-math.h"

/* The loop inside has a length that is known when it is compiled: whole vectors, and nothing left over. */
#define CR_FOR_EACH_IN_ROW(rows, number, step)                                                                                 \
  for (gsize number = 0; number < (rows)->n_numbers; number += CR_ROW_STEP)                                                    \
    for (gsize step = 0; step < CR_ROW_STEP; step++)

/* How many single numbers are taken from here and there, or sent there, at a time: few enough to stay in the first cache. */
#define CR_NUMBERS_STEP 128

/* Whether that operand of that gate is the first to send a gradient to its row, so that it stores where others add. */
CR_INLINE gboolean
cr_rows_are_new (const CrRows *rows, guint operand, gsize gate)
{
  return rows->are_new[operand] != NULL && rows->are_new[operand][gate];
}

/* What was sent to single numbers, added to where it belongs. */
CR_INLINE void
cr_rows_scatter (const CrRows *rows, guint operand, gsize begin, gsize n, const double *sent)
{
  for (gsize i = 0; i < n; i++)
    rows->gradients[rows->operands[operand][begin + i]] += sent[i];
}

/**
 * CR_DEFINE_ROWS_OF_TWO:
 * @name: the gate's name
 * @value_of: an expression in x and y, the operands
 * @to_first: what the first is sent, an expression in x, y and the upstream gradient g
 * @to_second: what the second is sent; it may be the same row
 *
 * Defines name_forward_rows and name_backward_rows, and the same for single numbers.
 */
#define CR_DEFINE_ROWS_OF_TWO(name, value_of, to_first, to_second)                                                             \
  static CR_VECTOR_LOOP void name##_forward_rows (const CrRows *rows)                                                          \
  {                                                                                                                            \
    for (gsize gate = 0; gate < rows->n_gates; gate++)                                                                         \
      {                                                                                                                        \
        const double *first = rows->values + rows->operands[0][gate], *second = rows->values + rows->operands[1][gate];        \
        double *restrict result = rows->values + rows->result + gate * rows->stride;                                           \
                                                                                                                               \
        CR_FOR_EACH_IN_ROW (rows, i, j)                                                                                        \
        {                                                                                                                      \
          double x = first[i + j], y = second[i + j];                                                                          \
                                                                                                                               \
          result[i + j] = value_of;                                                                                            \
        }                                                                                                                      \
      }                                                                                                                        \
  }                                                                                                                            \
  CR_INLINE void name##_send (const CrRows *rows, gsize gate, gboolean is_first, gboolean is_new)                              \
  {                                                                                                                            \
    const double *first = rows->values + rows->operands[0][gate], *second = rows->values + rows->operands[1][gate];            \
    const double *upstream = rows->gradients + rows->result + gate * rows->stride;                                             \
    double *restrict gradient = rows->gradients + rows->operands[is_first ? 0 : 1][gate];                                      \
                                                                                                                               \
    CR_FOR_EACH_IN_ROW (rows, i, j)                                                                                            \
    {                                                                                                                          \
      G_GNUC_UNUSED double x = first[i + j], y = second[i + j], g = upstream[i + j];                                           \
                                                                                                                               \
      gradient[i + j] = (is_new ? 0 : gradient[i + j]) + (is_first ? (to_first) : (to_second));                                \
    }                                                                                                                          \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_backward_rows (const CrRows *rows)                                                         \
  {                                                                                                                            \
    for (gsize gate = 0; gate < rows->n_gates; gate++)                                                                         \
      {                                                                                                                        \
        if (cr_rows_are_new (rows, 0, gate))                                                                                   \
          name##_send (rows, gate, TRUE, TRUE);                                                                                \
        else                                                                                                                   \
          name##_send (rows, gate, TRUE, FALSE);                                                                               \
        if (cr_rows_are_new (rows, 1, gate))                                                                                   \
          name##_send (rows, gate, FALSE, TRUE);                                                                               \
        else                                                                                                                   \
          name##_send (rows, gate, FALSE, FALSE);                                                                              \
      }                                                                                                                        \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_forward_numbers (const CrRows *rows)                                                       \
  {                                                                                                                            \
    const guint32 *first = rows->operands[0], *second = rows->operands[1];                                                     \
    const double *values = rows->values;                                                                                       \
    double *restrict result = rows->values + rows->result;                                                                     \
                                                                                                                               \
    for (gsize i = 0; i < rows->n_gates; i++)                                                                                  \
      {                                                                                                                        \
        double x = values[first[i]], y = values[second[i]];                                                                    \
                                                                                                                               \
        result[i] = value_of;                                                                                                  \
      }                                                                                                                        \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_backward_numbers (const CrRows *rows)                                                      \
  {                                                                                                                            \
    double sent[2][CR_NUMBERS_STEP];                                                                                           \
                                                                                                                               \
    for (gsize begin = 0; begin < rows->n_gates; begin += CR_NUMBERS_STEP)                                                     \
      {                                                                                                                        \
        const guint32 *first = rows->operands[0] + begin, *second = rows->operands[1] + begin;                                 \
        const double *upstream = rows->gradients + rows->result + begin;                                                       \
        gsize n = MIN (CR_NUMBERS_STEP, rows->n_gates - begin);                                                                \
                                                                                                                               \
        for (gsize i = 0; i < n; i++)                                                                                          \
          {                                                                                                                    \
            G_GNUC_UNUSED double x = rows->values[first[i]], y = rows->values[second[i]], g = upstream[i];                     \
                                                                                                                               \
            sent[0][i] = to_first;                                                                                             \
            sent[1][i] = to_second;                                                                                            \
          }                                                                                                                    \
        cr_rows_scatter (rows, 0, begin, n, sent[0]);                                                                          \
        cr_rows_scatter (rows, 1, begin, n, sent[1]);                                                                          \
      }                                                                                                                        \
  }

#define CR_ROWS(name)                                                                                                          \
  .forward_rows = name##_forward_rows, .backward_rows = name##_backward_rows, .forward_numbers = name##_forward_numbers,       \
  .backward_numbers = name##_backward_numbers
