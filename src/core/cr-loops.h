/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loops made for each width of vectors that processors have. */
#pragma once

#include "cr-layer.h"

G_BEGIN_DECLS

/* A matrix as it lies in memory: entry (i, j) at @numbers + i·@row_step + j·@column_step. */
typedef struct
{
  const double *numbers;
  gsize row_step;
  gsize column_step;
} CrMatrixView;

/**
 * CrLoops:
 * @name: of the instructions that they use
 * @layer_forward: computes examples @begin … @begin + @n − 1 of the results, 0 < @n ≤ %CR_LAYER_STRIP
 * @layer_backward: from the gradients of the results adds to those of weights and biases, and writes or adds to those of the inputs
 * @multiply: C = A·B, or C += A·B, where A is @m×@k, B is @k×@n and C lies row by row
 */
typedef struct
{
  const char *name;
  void (*layer_forward) (const CrLayer *layer, double *values, gsize begin, gsize n);
  void (*layer_backward) (const CrLayer *layer, const double *values, double *gradients, gsize begin, gsize n);
  void (*multiply) (gsize m, gsize k, gsize n, CrMatrixView a, CrMatrixView b, gboolean adds, double *c);
} CrLoops;

/* The loops for the widest vectors that this processor has. */
const CrLoops *cr_loops_get (void);

/* All those that it can run, widest first, NULL at the end: for tests. */
const CrLoops *const *cr_loops_get_all (void);

/* The name of one of these functions in one of the builds: CR_LOOPS says which. */
#define CR_LOOPS_NAME_(function, loops) function##_##loops
#define CR_LOOPS_NAME__(function, loops) CR_LOOPS_NAME_ (function, loops)
#define CR_LOOPS_NAME(function) CR_LOOPS_NAME__ (function, CR_LOOPS)

#define CR_DECLARE_LOOPS(loops)                                                                                                \
  void cr_layer_forward_##loops (const CrLayer *layer, double *values, gsize begin, gsize n);                                  \
  void cr_layer_backward_##loops (const CrLayer *layer, const double *values, double *gradients, gsize begin, gsize n);        \
  void cr_multiply_##loops (gsize m, gsize k, gsize n, CrMatrixView a, CrMatrixView b, gboolean adds, double *c);

CR_DECLARE_LOOPS (baseline)
CR_DECLARE_LOOPS (avx2)
CR_DECLARE_LOOPS (avx512)

G_END_DECLS
