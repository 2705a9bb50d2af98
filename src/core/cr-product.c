/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix products of blocks.
 *
 * How this works: a block holds the examples of its first entry side by side, then those of the next. So a block of shape k×n and
 * width w is, as it lies in memory, a k×(n·w) matrix, and row r of it is an n×w one. Each of the cases below is one product of such
 * matrices a batch or a row; where both operands depend on data, each example is multiplied on its own.
 */
#include "cr-product.h"

#include "cr-loops.h"

#include <gsl/gsl_blas.h>
#include <string.h>

static int path = CR_PRODUCT_FASTEST;

void
cr_product_set_path (CrProductPath new_path)
{
  g_atomic_int_set (&path, new_path);
}

CrProductPath
cr_product_get_path (void)
{
  return g_atomic_int_get (&path);
}

/* A matrix as it lies in memory, row by row, or its transpose. */
typedef struct
{
  const double *numbers;
  gsize rows;
  gsize columns;
  CBLAS_TRANSPOSE_t transpose;
} Matrix;

static Matrix
plain (const double *numbers, gsize rows, gsize columns)
{
  return (Matrix) { numbers, rows, columns, CblasNoTrans };
}

/* The transpose of what lies there as @rows × @columns. */
static Matrix
transposed (const double *numbers, gsize rows, gsize columns)
{
  return (Matrix) { numbers, rows, columns, CblasTrans };
}

static CrMatrixView
view (Matrix matrix)
{
  if (matrix.transpose == CblasTrans)
    return (CrMatrixView) { matrix.numbers, 1, matrix.columns };
  return (CrMatrixView) { matrix.numbers, matrix.columns, 1 };
}

static gsl_matrix
gsl_view (const double *numbers, gsize rows, gsize columns)
{
  return gsl_matrix_view_array ((double *) numbers, rows, columns).matrix;
}

/* C = A·B, or C += A·B. Our own loops are the faster ones unless there is little to be shared between rows or columns. */
static void
multiply (Matrix a, Matrix b, gboolean adds, double *c)
{
  gboolean a_turned = a.transpose == CblasTrans, b_turned = b.transpose == CblasTrans;
  gsize m = a_turned ? a.columns : a.rows, k = a_turned ? a.rows : a.columns, n = b_turned ? b.rows : b.columns;

  if (cr_product_get_path () != CR_PRODUCT_GSL && m >= CR_PRODUCT_FEWEST && n >= CR_PRODUCT_FEWEST)
    cr_loops_get ()->multiply (m, k, n, view (a), view (b), adds, c);
  else
    {
      gsl_matrix first = gsl_view (a.numbers, a.rows, a.columns), second = gsl_view (b.numbers, b.rows, b.columns);
      gsl_matrix result = gsl_view (c, m, n);

      gsl_blas_dgemm (a.transpose, b.transpose, 1, &first, &second, adds ? 1 : 0, &result);
    }
}

/* A depends on no data: C = A·B for the whole batch at once. */
static void
forward_shared_a (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  multiply (plain (a->value, a->shape.rows, a->shape.columns),
            plain (b->value, b->shape.rows, (gsize) b->shape.columns * b->width), FALSE, c->value);
}

/* B depends on no data: row r of C, an n×w matrix, is Bᵀ times row r of A, a k×w one. */
static void
forward_shared_b (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  gsize k = a->shape.columns, n = b->shape.columns, width = a->width;

  for (gsize row = 0; row < a->shape.rows; row++)
    multiply (transposed (b->value, k, n), plain (a->value + row * k * width, k, width), FALSE, c->value + row * n * width);
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
    multiply (plain (c->gradient, m, columns), transposed (b->value, k, columns), !a->is_new, a->gradient);
  if (b->gradient != NULL)
    multiply (transposed (a->value, m, k), plain (c->gradient, m, columns), !b->is_new, b->gradient);
}

static void
backward_shared_b (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  gsize k = a->shape.columns, n = b->shape.columns, width = a->width;

  for (gsize row = 0; row < a->shape.rows; row++)
    {
      const double *upstream = c->gradient + row * n * width;

      if (a->gradient != NULL)
        multiply (plain (b->value, k, n), plain (upstream, n, width), !a->is_new, a->gradient + row * k * width);
      if (b->gradient != NULL)
        multiply (plain (a->value + row * k * width, k, width), transposed (upstream, n, width), !b->is_new || row > 0, b->gradient);
    }
}

static void
clear_if_new (const CrBlock *block)
{
  if (block->is_new && block->gradient != NULL)
    memset (block->gradient, 0, cr_shape_get_size (block->shape) * block->width * sizeof (double));
}

static void
backward_each (const CrBlock *a, const CrBlock *b, const CrBlock *c)
{
  Sizes s = get_sizes (a, b, c);

  clear_if_new (a);
  clear_if_new (b);
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
