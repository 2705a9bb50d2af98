/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The local gradient of a gate as a matrix.
 *
 * How this works: backward multiplies the upstream gradient, as a row, by the Jacobian. So row i of the Jacobian is what backward
 * sends to the operand when the upstream gradient is 1 at entry i and 0 elsewhere; and a diagonal one is what it sends for all ones.
 */
#include "cr-jacobian.h"

#include "cr-gate-private.h"
#include "cr-limits.h"
#include "cr-tape-private.h"

#include <string.h>

static gboolean
check_operand (const CrTape *tape, const CrEntry *entry, guint operand, GError **error)
{
  g_return_val_if_fail (entry != NULL, FALSE);
  if (operand >= entry->node->n_operands)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_OPERAND,
                   g_dngettext (GETTEXT_PACKAGE, "%s has %u operand, the first is operand 0",
                                "%s has %u operands, the first is operand 0", entry->node->n_operands),
                   entry->node->id, entry->node->n_operands);
      return FALSE;
    }
  if (operand == entry->gate->label)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_OPERAND, _("operand %u of %s is a label, which has no local gradient"), operand,
                   entry->node->id);
      return FALSE;
    }
  if (!tape->has_values || entry->state != CR_NODE_READY)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT, _("%s has no value, so it has no local gradient"), entry->node->id);
      return FALSE;
    }
  return TRUE;
}

/* One backward of the gate; what the operand gets of the first example goes to @row. */
static void
run_row (CrTape *tape, guint place, guint operand, double *upstream, double *row)
{
  CrCall call = cr_tape_run_local_for (tape, place, upstream, operand);
  const CrBlock *block = &call.operands[operand];

  for (gsize i = 0; i < cr_shape_get_size (block->shape); i++)
    row[i] = block->gradient[i * block->width];
}

/* C = A·B by A is Bᵀ for each row of A, by B is A for each column of B, and nothing between them: one block is the whole matrix, and a
 * block of one number a diagonal. */
static CrJacobianStructure
find_structure_of_product (CrShape operand, CrShape result, guint index)
{
  gsize n_blocks = index == 0 ? operand.rows : operand.columns;
  gboolean has_small_blocks = index == 0 ? operand.columns == 1 && result.columns == 1 : operand.rows == 1 && result.rows == 1;

  if (has_small_blocks)
    return CR_JACOBIAN_DIAGONAL;
  return n_blocks > 1 ? CR_JACOBIAN_BLOCK : CR_JACOBIAN_DENSE;
}

static CrJacobianStructure
find_structure (const CrNode *node, guint index, CrShape operand, CrShape result)
{
  gsize rows = cr_shape_get_size (result), columns = cr_shape_get_size (operand);

  if (rows == 1 && columns == 1)
    return CR_JACOBIAN_DIAGONAL;
  if (strcmp (node->gate->name, "matmul") == 0)
    return find_structure_of_product (operand, result, index);
  if (cr_gate_is_elementwise (node->gate))
    return rows == columns ? CR_JACOBIAN_DIAGONAL : CR_JACOBIAN_DENSE;
  if (strcmp (node->gate->name, "transpose") == 0) /* of a row or a column it moves nothing */
    return operand.rows == 1 || operand.columns == 1 ? CR_JACOBIAN_DIAGONAL : CR_JACOBIAN_BLOCK;
  if (strcmp (node->gate->name, "concat") == 0)
    return rows == columns ? CR_JACOBIAN_DIAGONAL : CR_JACOBIAN_BLOCK;
  return CR_JACOBIAN_DENSE;
}

static void
fill_diagonal (CrJacobian *jacobian, CrTape *tape, guint place, guint operand, const CrSlot *result)
{
  g_autofree double *upstream = g_new (double, cr_slot_get_size (result));

  for (gsize i = 0; i < cr_slot_get_size (result); i++)
    upstream[i] = i % result->width == 0;
  run_row (tape, place, operand, upstream, jacobian->entries);
}

static void
fill_rows (CrJacobian *jacobian, CrTape *tape, guint place, guint operand, const CrSlot *result)
{
  g_autofree double *upstream = g_new0 (double, cr_slot_get_size (result));

  for (gsize row = 0; row < jacobian->rows; row++)
    {
      upstream[row * result->width] = 1;
      run_row (tape, place, operand, upstream, jacobian->entries + row * jacobian->columns);
      upstream[row * result->width] = 0;
    }
}

CrJacobian *
cr_jacobian_new_outline (CrTape *tape, CrKey key, guint operand, GError **error)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);
  CrJacobian *jacobian;
  CrShape shape, result;

  if (!check_operand (tape, entry, operand, error))
    return NULL;
  shape = cr_tape_get_slot (tape, cr_tape_get_operands (tape, entry)[operand])->shape;
  result = cr_tape_get_slot (tape, tape->places[key])->shape;
  jacobian = g_new0 (CrJacobian, 1);
  jacobian->rows = cr_shape_get_size (result);
  jacobian->columns = cr_shape_get_size (shape);
  jacobian->structure = find_structure (entry->node, operand, shape, result);
  return jacobian;
}

CrJacobian *
cr_jacobian_new (CrTape *tape, CrKey key, guint operand, GError **error)
{
  g_autoptr (CrJacobian) jacobian = cr_jacobian_new_outline (tape, key, operand, error);
  const CrSlot *result;
  guint place;

  if (jacobian == NULL)
    return NULL;
  place = tape->places[key];
  result = cr_tape_get_slot (tape, place);
  if (jacobian->structure == CR_JACOBIAN_DIAGONAL)
    {
      jacobian->entries = g_new (double, jacobian->rows);
      fill_diagonal (jacobian, tape, place, operand, result);
      return g_steal_pointer (&jacobian);
    }
  if (jacobian->rows > CR_LIMIT_NUMBERS / jacobian->columns)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("a Jacobian of %zu×%zu has more than %u entries"), jacobian->rows,
                   jacobian->columns, CR_LIMIT_NUMBERS);
      return NULL;
    }
  jacobian->entries = g_new (double, jacobian->rows * jacobian->columns);
  fill_rows (jacobian, tape, place, operand, result);
  return g_steal_pointer (&jacobian);
}

double
cr_jacobian_get_entry (const CrJacobian *jacobian, gsize row, gsize column)
{
  if (jacobian->structure == CR_JACOBIAN_DIAGONAL)
    return row == column ? jacobian->entries[row] : 0;
  return jacobian->entries[row * jacobian->columns + column];
}

void
cr_jacobian_add (CrJacobian *jacobian, const CrJacobian *other)
{
  gboolean stays_diagonal = jacobian->structure == CR_JACOBIAN_DIAGONAL && other->structure == CR_JACOBIAN_DIAGONAL;
  double *sum;

  g_return_if_fail (jacobian->rows == other->rows && jacobian->columns == other->columns);

  if (stays_diagonal)
    {
      for (gsize i = 0; i < jacobian->rows; i++)
        jacobian->entries[i] += other->entries[i];
      return;
    }
  sum = g_new (double, jacobian->rows * jacobian->columns);
  for (gsize row = 0; row < jacobian->rows; row++)
    for (gsize column = 0; column < jacobian->columns; column++)
      sum[row * jacobian->columns + column] = cr_jacobian_get_entry (jacobian, row, column) + cr_jacobian_get_entry (other, row, column);
  g_free (jacobian->entries);
  jacobian->entries = sum;
  jacobian->structure = CR_JACOBIAN_DENSE;
}

void
cr_jacobian_multiply (const CrJacobian *jacobian, const double *upstream, double *product)
{
  for (gsize column = 0; column < jacobian->columns; column++)
    {
      product[column] = 0;
      for (gsize row = 0; row < jacobian->rows; row++)
        product[column] += upstream[row] * cr_jacobian_get_entry (jacobian, row, column);
    }
}

void
cr_jacobian_free (CrJacobian *jacobian)
{
  g_free (jacobian->entries);
  g_free (jacobian);
}

const char *
cr_jacobian_structure_get_name (CrJacobianStructure structure)
{
  static const char *const names[] = { "diagonal", "block", "dense" };

  return names[structure];
}
