/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elementwise gates of one kind on rows of examples, many gates in one loop. Inside the gate table only. */
#pragma once

#include "cr-gate-private.h"
#include "cr-vector-math.h"

/* The loop inside has a length that is known when it is compiled: whole vectors, and nothing left over. */
#define CR_FOR_EACH_IN_ROW(rows, number, step)                                                                                 \
  for (gsize number = 0; number < (rows)->n_numbers; number += CR_ROW_STEP)                                                    \
    for (gsize step = 0; step < CR_ROW_STEP; step++)

/**
 * CR_DEFINE_ROWS_OF_TWO:
 * @name: the gate's name
 * @value_of: an expression in x and y, the operands
 * @to_first: what the first is sent, an expression in x, y and the upstream gradient g
 * @to_second: what the second is sent; it may be the same row
 *
 * Defines name_forward_rows and name_backward_rows.
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
  CR_INLINE void name##_send (const CrRows *rows, gsize gate, gboolean is_first)                                               \
  {                                                                                                                            \
    const double *first = rows->values + rows->operands[0][gate], *second = rows->values + rows->operands[1][gate];            \
    const double *upstream = rows->gradients + rows->result + gate * rows->stride;                                             \
    double *restrict gradient = rows->gradients + rows->operands[is_first ? 0 : 1][gate];                                      \
                                                                                                                               \
    CR_FOR_EACH_IN_ROW (rows, i, j)                                                                                            \
    {                                                                                                                          \
      G_GNUC_UNUSED double x = first[i + j], y = second[i + j], g = upstream[i + j];                                           \
                                                                                                                               \
      gradient[i + j] += is_first ? (to_first) : (to_second);                                                                  \
    }                                                                                                                          \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_backward_rows (const CrRows *rows)                                                         \
  {                                                                                                                            \
    for (gsize gate = 0; gate < rows->n_gates; gate++)                                                                         \
      {                                                                                                                        \
        name##_send (rows, gate, TRUE);                                                                                        \
        name##_send (rows, gate, FALSE);                                                                                       \
      }                                                                                                                        \
  }

#define CR_ROWS(name) .forward_rows = name##_forward_rows, .backward_rows = name##_backward_rows
