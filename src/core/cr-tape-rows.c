/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scalar gates of one kind, many in one loop.
 *
 * How this works: gates of one kind on one level are a run, and their results lie side by side: single numbers, or rows of examples where
 * they hold a batch. The gate's own loop goes through all of them; it takes operands from where they lie and adds gradients there. Rows
 * are filled up to whole vectors: what is computed there is never looked at. A constant or an input that is spared has room for a
 * gradient like any other, which nobody reads. (Where operands of one-operand gates lie side by side as well, cr-tape-chains.c runs them.)
 */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

gboolean
cr_tape_has_rows (const CrTape *tape, guint place)
{
  const CrEntry *entry = &tape->entries[place];
  const CrGate *gate = entry->gate;
  const CrSlot *slot = cr_tape_get_slot (tape, place);

  if (gate->forward_rows == NULL || gate->n_attributes > 0 || entry->n_operands > 2 || !cr_shape_is_number (slot->shape))
    return FALSE;
  for (guint i = 0; i < entry->n_operands; i++)
    {
      const CrSlot *operand = cr_tape_get_slot (tape, cr_tape_get_operands (tape, entry)[i]);

      if (operand->width != slot->width)
        return FALSE;
    }
  return TRUE;
}

static CrRows
get_rows (const CrTape *tape, const CrRun *run)
{
  const guint32 *offsets = tape->plan.offsets + run->first_operand;
  const guint8 *are_new = tape->plan.are_new != NULL ? tape->plan.are_new + run->first_operand : NULL;
  gsize size = cr_slot_get_room (cr_tape_get_slot (tape, run->place));

  return (CrRows) {
    .n_gates = run->count,
    .n_numbers = size,
    .operands = { offsets, offsets + run->count },
    .are_new = { are_new, are_new != NULL ? are_new + run->count : NULL },
    .result = run->offset,
    .stride = size,
    .values = tape->values,
    .gradients = tape->gradients,
  };
}

void
cr_tape_forward_rows (CrTape *tape, const CrRun *run)
{
  const CrGate *gate = tape->entries[run->place].gate;

  tape->n_gates_run += run->count;
  CrRows rows = get_rows (tape, run);

  if (rows.n_numbers == 1)
    gate->forward_numbers (&rows);
  else
    gate->forward_rows (&rows);
}

void
cr_tape_backward_rows (CrTape *tape, const CrRun *run)
{
  const CrGate *gate = tape->entries[run->place].gate;

  tape->n_gates_run += run->count;
  CrRows rows = get_rows (tape, run);

  if (rows.n_numbers == 1)
    gate->backward_numbers (&rows);
  else
    gate->backward_rows (&rows);
}
