/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scalar gates that hold a batch, many at once.
 *
 * How this works: gates of one kind on one level are a run, and their rows of examples lie side by side; the gate's own loop goes through
 * all of them. Rows are filled up to whole vectors: what is computed there is never looked at.
 */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

gsize
cr_tape_get_row_size (guint32 width)
{
  return ((gsize) width + CR_ROW_STEP - 1) / CR_ROW_STEP * CR_ROW_STEP;
}

gboolean
cr_tape_has_rows (const CrTape *tape, guint place)
{
  const CrEntry *entry = &tape->entries[place];
  const CrGate *gate = entry->node->gate;
  const CrSlot *slot = cr_tape_get_slot (tape, place);

  if (gate->forward_rows == NULL || gate->n_attributes > 0 || entry->n_operands > 2 || !cr_shape_is_number (slot->shape) || slot->width == 1)
    return FALSE;
  for (guint i = 0; i < entry->n_operands; i++)
    {
      const CrSlot *operand = cr_tape_get_slot (tape, cr_tape_get_operands (tape, entry)[i]);

      if (operand->width != slot->width || !operand->gets_gradient)
        return FALSE;
    }
  return TRUE;
}

static CrRows
get_rows (const CrTape *tape, const CrRun *run)
{
  const guint32 *offsets = tape->plan.offsets + run->first_operand;
  gsize size = cr_tape_get_row_size (cr_tape_get_slot (tape, run->place)->width);

  return (CrRows) {
    .n_gates = run->count,
    .n_numbers = size,
    .operands = { offsets, offsets + run->count },
    .result = run->offset,
    .stride = size,
    .values = tape->values,
    .gradients = tape->gradients,
  };
}

void
cr_tape_forward_rows (CrTape *tape, const CrRun *run)
{
  CrRows rows = get_rows (tape, run);

  tape->entries[run->place].node->gate->forward_rows (&rows);
  tape->n_gates_run += run->count;
}

void
cr_tape_backward_rows (CrTape *tape, const CrRun *run)
{
  CrRows rows = get_rows (tape, run);

  if (tape->entries[run->place].dependence != CR_DEPENDENCE_FULL)
    return;
  tape->entries[run->place].node->gate->backward_rows (&rows);
  tape->n_gates_run += run->count;
}
