/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix products of blocks.
 *
 * How this works: a block holds the examples of its first entry side by side, then those of the next. So a block of shape k×n and
 * width w is, as it lies in memory, a k×(n·w) matrix, and row r of it is an n×w one. Each of the cases below is one product of such
 * matrices a batch or a row; where both operands depend on data, each example is multiplied on its own.
 */
#include "cr-product.h"

#include <gsl/gsl_blas.h>
#include <string.h>

/* Room for a product: @rows × @columns numbers, row by row. */
static gsl_matrix
view (const double *numbers, gsize rows, gsize columns)
{
  return gsl_matrix_view_array ((double *) numbers, rows, columns).matrix;
}

static void
multiply (CBLAS_TRANSPOSE_t transpose_a, gsl_matrix a, CBLAS_TRANSPOSE_t transpose_b, gsl_matrix b, double beta, gsl_matrix c)
{
  gsl_blas_dgemm (transpose_a, transpose_b, 1, &a, &b, beta, &c);
}

/* A depends on no data: C = A·B for the whole batch at once. */
static void
forward_shared_a (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  gsize columns = (gsize) b->shape.columns * b->width;

  multiply (CblasNoTrans, view (a->value, a->shape.rows, a->shape.columns), CblasNoTrans,
            view (b->value, b->shape.rows, columns), 0, view (c->value, c->shape.rows, columns));
}

/* B depends on no data: row r of C, an n×w matrix, is Bᵀ times row r of A, a k×w one. */
static void
forward_shared_b (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  gsize k = a->shape.columns, n = b->shape.columns, width = a->width;

  for (gsize row = 0; row < a->shape.rows; row++)
    multiply (CblasTrans, view (b->value, k, n), CblasNoTrans, view (a->value + row * k * width, k, width), 0,
              view (c->value + row * n * width, n, width));
}

/* target[e] += a[e]·b[e] for the examples e of one entry; each of the operands may be one number for all examples. */
static void
add_products (double *target, gsize target_step, const double *a, gsize a_step, const double *b, gsize b_step, gsize width)
{
  for (gsize e = 0; e < width; e++)
    target[e * target_step] += a[e * a_step] * b[e * b_step];
}

typedef struct
{
  gsize m, k, n;
  gsize width;              /* of the result */
  gsize a_width, b_width;
  gsize a_step, b_step;     /* from one example to the next: 1, or 0 where there is only one for all */
} Sizes;

static Sizes
get_sizes (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  return (Sizes) {
    .m = a->shape.rows,
    .k = a->shape.columns,
    .n = b->shape.columns,
    .width = c->width,
    .a_width = a->width,
    .b_width = b->width,
    .a_step = a->width > 1,
    .b_step = b->width > 1,
  };
}

static void
forward_each (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  Sizes s = get_sizes (a, b, c);

  memset (c->value, 0, s.m * s.n * s.width * sizeof (double));
  for (gsize i = 0; i < s.m; i++)
    for (gsize l = 0; l < s.k; l++)
      for (gsize j = 0; j < s.n; j++)
        add_products (c->value + (i * s.n + j) * s.width, 1, a->value + (i * s.k + l) * s.a_width, s.a_step,
                      b->value + (l * s.n + j) * s.b_width, s.b_step, s.width);
}

void
cr_product_forward (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  if (a->width == 1)
    forward_shared_a (a, b, c);
  else if (b->width == 1)
    forward_shared_b (a, b, c);
  else
    forward_each (a, b, c);
}

/* A depends on no data, so its gradient is the sum over the examples, which the product takes along. */
static void
backward_shared_a (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  gsize m = a->shape.rows, k = a->shape.columns, columns = (gsize) b->shape.columns * b->width;

  if (a->gradient != NULL)
    multiply (CblasNoTrans, view (c->gradient, m, columns), CblasTrans, view (b->value, k, columns), 1, view (a->gradient, m, k));
  if (b->gradient != NULL)
    multiply (CblasTrans, view (a->value, m, k), CblasNoTrans, view (c->gradient, m, columns), 1, view (b->gradient, k, columns));
}

static void
backward_shared_b (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  gsize k = a->shape.columns, n = b->shape.columns, width = a->width;

  for (gsize row = 0; row < a->shape.rows; row++)
    {
      gsl_matrix upstream = view (c->gradient + row * n * width, n, width);

      if (a->gradient != NULL)
        multiply (CblasNoTrans, view (b->value, k, n), CblasNoTrans, upstream, 1, view (a->gradient + row * k * width, k, width));
      if (b->gradient != NULL)
        multiply (CblasNoTrans, view (a->value + row * k * width, k, width), CblasTrans, upstream, 1, view (b->gradient, k, n));
    }
}

static void
backward_each (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  Sizes s = get_sizes (a, b, c);

  for (gsize i = 0; i < s.m; i++)
    for (gsize l = 0; l < s.k; l++)
      for (gsize j = 0; j < s.n; j++)
        {
          const double *upstream = c->gradient + (i * s.n + j) * s.width;
          gsize at_a = (i * s.k + l) * s.a_width, at_b = (l * s.n + j) * s.b_width;

          if (a->gradient != NULL)
            add_products (a->gradient + at_a, s.a_step, upstream, 1, b->value + at_b, s.b_step, s.width);
          if (b->gradient != NULL)
            add_products (b->gradient + at_b, s.b_step, upstream, 1, a->value + at_a, s.a_step, s.width);
        }
}

void
cr_product_backward (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  if (a->width == 1)
    backward_shared_a (a, b, c);
  else if (b->width == 1)
    backward_shared_b (a, b, c);
  else
    backward_each (a, b, c);
}
