/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: products and rearrangements of matrices (lecture rows 8 and 9). */
#include "cr-gate-private.h"
#include "cr-product.h"

#include <string.h>

/* --- matmul --- */

static gboolean
matmul_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  if (operands[0].columns != operands[1].rows)
    {
      g_autofree char *a = cr_shape_to_string (operands[0]);
      g_autofree char *b = cr_shape_to_string (operands[1]);

      g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("%s times %s: columns of the first (%u) and rows of the second (%u) must be as many"), a, b,
                   operands[0].columns, operands[1].rows);
      return FALSE;
    }
  *result = (CrShape) { operands[0].rows, operands[1].columns };
  return TRUE;
}

static void
matmul_forward (const CrCall *call)
{
  cr_product_forward (&call->operands[0], &call->operands[1], &call->result);
}

static void
matmul_backward (const CrCall *call)
{
  cr_product_backward (&call->operands[0], &call->operands[1], &call->result);
}

/* Ȧ·B + A·Ḃ. */
static void
matmul_tangent (const CrCall *call)
{
  CrBlock a = call->operands[0], b = call->operands[1], moves_with_b = call->result, moves_with_a = call->result;
  gsize size = cr_block_get_size (&call->result);
  g_autofree double *second = g_new (double, size);

  moves_with_b.value = call->result.gradient;
  moves_with_a.value = second;
  b.value = b.gradient;
  cr_product_forward (&a, &b, &moves_with_b);
  b.value = call->operands[1].value;
  a.value = a.gradient;
  cr_product_forward (&a, &b, &moves_with_a);
  for (gsize i = 0; i < size; i++)
    call->result.gradient[i] += second[i];
}

/* --- transpose --- */

static gboolean
transpose_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { operands[0].columns, operands[0].rows };
  return TRUE;
}

static void
transpose_forward (const CrCall *call)
{
  const CrBlock *operand = &call->operands[0];
  gsize width = operand->width;

  for (gsize i = 0; i < operand->shape.rows; i++)
    for (gsize j = 0; j < operand->shape.columns; j++)
      memcpy (call->result.value + (j * operand->shape.rows + i) * width,
              operand->value + (i * operand->shape.columns + j) * width, width * sizeof (double));
}

static void
transpose_backward (const CrCall *call)
{
  const CrBlock *operand = &call->operands[0];
  gsize width = operand->width;

  for (gsize i = 0; operand->gradient != NULL && i < operand->shape.rows; i++)
    for (gsize j = 0; j < operand->shape.columns; j++)
      for (gsize example = 0; example < width; example++)
        operand->gradient[(i * operand->shape.columns + j) * width + example] +=
            call->result.gradient[(j * operand->shape.rows + i) * width + example];
}

/* --- dot --- */

static gboolean
dot_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  if (!cr_require_column (_("the first operand"), operands, n_operands, 0, error) ||
      !cr_require_column (_("the second operand"), operands, n_operands, 1, error))
    return FALSE;
  if (operands[0].rows == operands[1].rows)
    return TRUE;

  g_autofree char *a = cr_shape_to_string (operands[0]);
  g_autofree char *b = cr_shape_to_string (operands[1]);

  g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("%s does not fit %s"), a, b);
  return FALSE;
}

static void
dot_forward (const CrCall *call)
{
  CrWalk a = cr_walk_begin (&call->operands[0]);
  CrWalk b = cr_walk_begin (&call->operands[1]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      CrSum sum = { 0, 0 };

      for (gsize entry = 0; entry < call->operands[0].shape.rows; entry++)
        cr_sum_add (&sum, a.value[cr_walk_at (&a, entry, example)] * b.value[cr_walk_at (&b, entry, example)]);
      call->result.value[example] = cr_sum_get (&sum);
    }
}

static void
dot_backward (const CrCall *call)
{
  CrWalk a = cr_walk_begin (&call->operands[0]);
  CrWalk b = cr_walk_begin (&call->operands[1]);

  for (gsize entry = 0; entry < call->operands[0].shape.rows; entry++)
    for (gsize example = 0; example < call->result.width; example++)
      {
        gsize at_a = cr_walk_at (&a, entry, example);
        gsize at_b = cr_walk_at (&b, entry, example);

        if (a.gradient != NULL)
          a.gradient[at_a] += call->result.gradient[example] * b.value[at_b];
        if (b.gradient != NULL)
          b.gradient[at_b] += call->result.gradient[example] * a.value[at_a];
      }
}

static void
dot_tangent (const CrCall *call)
{
  CrWalk a = cr_walk_begin (&call->operands[0]);
  CrWalk b = cr_walk_begin (&call->operands[1]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      double sum = 0;

      for (gsize entry = 0; entry < call->operands[0].shape.rows; entry++)
        {
          gsize at_a = cr_walk_at (&a, entry, example);
          gsize at_b = cr_walk_at (&b, entry, example);

          sum += a.gradient[at_a] * b.value[at_b] + a.value[at_a] * b.gradient[at_b];
        }
      call->result.gradient[example] = sum;
    }
}

/* --- concat --- */

static gboolean
concat_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  guint64 rows = 0;

  for (guint i = 0; i < n_operands; i++)
    {
      if (!cr_require_column (_("an operand"), operands, n_operands, i, error))
        return FALSE;
      rows += operands[i].rows;
    }
  *result = (CrShape) { MIN (rows, G_MAXUINT32), 1 };
  return TRUE;
}

static void
concat_forward (const CrCall *call)
{
  double *result = call->result.value;

  for (guint i = 0; i < call->n_operands; i++)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);

      for (gsize entry = 0; entry < call->operands[i].shape.rows; entry++)
        for (gsize example = 0; example < call->result.width; example++)
          *result++ = walk.value[cr_walk_at (&walk, entry, example)];
    }
}

static void
concat_backward (const CrCall *call)
{
  const double *upstream = call->result.gradient;

  for (guint i = 0; i < call->n_operands; i++)
    {
      CrWalk walk = cr_walk_begin (&call->operands[i]);

      for (gsize entry = 0; entry < call->operands[i].shape.rows; entry++)
        for (gsize example = 0; example < call->result.width; example++, upstream++)
          if (walk.gradient != NULL)
            walk.gradient[cr_walk_at (&walk, entry, example)] += *upstream;
    }
}

/* --- pick --- */

static gboolean
check_row (double row, CrShape shape, GError **error)
{
  if (row >= 0 && row < shape.rows && row == floor (row))
    return TRUE;

  g_autofree char *operand = cr_shape_to_string (shape);
  g_autofree char *digits = cr_dup_digits (row);

  g_set_error (error, CR_ERROR, CR_ERROR_LABEL, _("row %s is not one of 0 … %u of %s"), digits, shape.rows - 1, operand);
  return FALSE;
}

static gboolean
pick_shape (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  double column = cr_node_get_number (node, "column");

  *result = (CrShape) { 1, 1 };
  if (column >= operands[0].columns)
    {
      g_autofree char *operand = cr_shape_to_string (operands[0]);

      g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("column %g is not one of 0 … %u of %s"), column, operands[0].columns - 1, operand);
      return FALSE;
    }
  if (n_operands == 2)
    return cr_require_number (_("the row"), operands, n_operands, 1, error);
  return check_row (cr_node_get_number (node, "row"), operands[0], error);
}

static gboolean
pick_check (const CrCall *call, GError **error)
{
  for (gsize example = 0; call->n_operands == 2 && example < call->operands[1].width; example++)
    if (!check_row (call->operands[1].value[example], call->operands[0].shape, error))
      return FALSE;
  return TRUE;
}

/* Which entry of the first operand is picked for that example. */
static gsize
picked_entry (const CrCall *call, gsize example)
{
  double row = cr_node_get_number (call->node, "row");

  if (call->n_operands == 2)
    row = call->operands[1].value[call->operands[1].width > 1 ? example : 0];
  return (gsize) row * call->operands[0].shape.columns + (gsize) cr_node_get_number (call->node, "column");
}

static void
pick_forward (const CrCall *call)
{
  CrWalk walk = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    call->result.value[example] = walk.value[cr_walk_at (&walk, picked_entry (call, example), example)];
}

static void
pick_backward (const CrCall *call)
{
  CrWalk walk = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; walk.gradient != NULL && example < call->result.width; example++)
    walk.gradient[cr_walk_at (&walk, picked_entry (call, example), example)] += call->result.gradient[example];
}

/* --- The rows --- */

static const char *const matmul_operands[] = { "A", "B", NULL };
static const char *const dot_operands[] = { "a", "b", NULL };
static const char *const pick_operands[] = { "x", "row", NULL };

#define INDEX(name_, title_)                                                                                                   \
  {                                                                                                                            \
    .name = name_, .title = title_, .kind = CR_ATTRIBUTE_COUNT, .standard = 0, .minimum = 0, .maximum = 4095                   \
  }

static const CrAttributeInfo pick_attributes[] = { INDEX ("row", N_("Row")), INDEX ("column", N_("Column")) };

#define COMMON .category = CR_CATEGORY_LINEAR_ALGEBRA, .range = { -3, 3 }

static const CrGate rows[] = {
  {
      COMMON,
      .name = "matmul",
      .symbol = "·",
      .title = N_("matrix product"),
      .lecture_row = 9,
      .formula = "A · B",
      .derivative = "g · Bᵀ, Aᵀ · g",
      .pattern = N_("matmul switches, with transposes: ∇A = g·Bᵀ and ∇B = Aᵀ·g."),
      .minimum_operands = 2,
      .maximum_operands = 2,
      .operand_names = matmul_operands,
      .infer_shape = matmul_shape,
      .forward = matmul_forward,
      .overwrites = TRUE,
      .backward = matmul_backward,
      .tangent = matmul_tangent,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "transpose",
      .symbol = "A^T",
      .title = N_("transpose"),
      .lecture_row = 9,
      .formula = "Aᵀ",
      .derivative = "gᵀ",
      .minimum_operands = 1,
      .maximum_operands = 1,
      .infer_shape = transpose_shape,
      .forward = transpose_forward,
      .backward = transpose_backward,
      .tangent = cr_tangent_linear,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "dot",
      .symbol = "a·b",
      .title = N_("dot product"),
      .lecture_row = 16,
      .formula = "Σ aᵢ bᵢ",
      .derivative = "g · b, g · a",
      .expansion = CR_STEPS ("products = mul a b; sum products"),
      .minimum_operands = 2,
      .maximum_operands = 2,
      .operand_names = dot_operands,
      .infer_shape = dot_shape,
      .forward = dot_forward,
      .backward = dot_backward,
      .tangent = dot_tangent,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "concat",
      .symbol = "[ ]",
      .title = N_("concatenate columns"),
      .lecture_row = 11,
      .caffe = "Concat",
      .formula = "a below b below …",
      .derivative = "the rows of g that each operand filled",
      .minimum_operands = 1,
      .maximum_operands = G_MAXUINT,
      .infer_shape = concat_shape,
      .forward = concat_forward,
      .backward = concat_backward,
      .tangent = cr_tangent_linear,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "pick",
      .symbol = "x_i",
      .title = N_("pick an entry"),
      .lecture_row = 12,
      .formula = "xᵢⱼ",
      .derivative = "g to that entry, 0 to the others",
      .pattern = N_("pick routes: the entry that was picked gets the whole upstream gradient, the others get 0."),
      .minimum_operands = 1,
      .maximum_operands = 2,
      .operand_names = pick_operands,
      .attributes = pick_attributes,
      .n_attributes = G_N_ELEMENTS (pick_attributes),
      .infer_shape = pick_shape,
      .check = pick_check,
      .forward = pick_forward,
      .backward = pick_backward,
      .tangent = cr_tangent_linear,
      .label = 1,
  },
};

const CrGatePart cr_gates_linear_algebra = { rows, G_N_ELEMENTS (rows) };
