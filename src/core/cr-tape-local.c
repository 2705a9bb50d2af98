/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One gate's backward rule by itself: what a single wire brings back; and faults, which make such a rule wrong on purpose. */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

#include <string.h>

/* The gradients of the call's operands, one behind the other, in memory of their own; that of @wanted also where none is computed. */
static void
redirect_gradients (CrTape *tape, CrBlock *blocks, guint n_blocks, guint wanted)
{
  gsize needed = 0, at = 0;

  for (guint i = 0; i < n_blocks; i++)
    needed += cr_block_get_size (&blocks[i]);
  if (needed > tape->n_scratch)
    {
      tape->scratch = g_renew (double, tape->scratch, needed);
      tape->n_scratch = needed;
    }
  memset (tape->scratch, 0, needed * sizeof (double));
  for (guint i = 0; i < n_blocks; i++)
    {
      if (blocks[i].gradient != NULL || i == wanted)
        blocks[i].gradient = tape->scratch + at;
      at += cr_block_get_size (&blocks[i]);
    }
}

static void
multiply_gradient (const CrBlock *block, double factor)
{
  for (gsize i = 0; block->gradient != NULL && i < cr_block_get_size (block); i++)
    block->gradient[i] *= factor;
}

/* The upstream gradient as it is: entry by entry where the shapes allow it, else summed or spread. */
static void
pass_upstream (const CrBlock *operand, const CrBlock *result)
{
  gsize n_operand = cr_block_get_size (operand), n_result = cr_block_get_size (result);

  if (operand->gradient == NULL)
    return;
  memset (operand->gradient, 0, n_operand * sizeof (double));
  for (gsize i = 0; i < MAX (n_operand, n_result); i++)
    operand->gradient[i % n_operand] += result->gradient[i % n_result];
}

static void
switch_gradients (const CrBlock *a, const CrBlock *b)
{
  if (a->gradient == NULL || b->gradient == NULL || cr_block_get_size (a) != cr_block_get_size (b))
    return;
  for (gsize i = 0; i < cr_block_get_size (a); i++)
    {
      double gradient = a->gradient[i];

      a->gradient[i] = b->gradient[i];
      b->gradient[i] = gradient;
    }
}

static void
apply_fault (const CrCall *call, CrFault fault)
{
  for (guint i = 0; i < call->n_wired; i++)
    {
      const CrBlock *operand = &call->operands[i];

      if (fault == CR_FAULT_SIGN || fault == CR_FAULT_FACTOR)
        multiply_gradient (operand, fault == CR_FAULT_SIGN ? -1 : 0.5);
      else if (fault == CR_FAULT_MASK)
        pass_upstream (operand, &call->result);
      else if (fault == CR_FAULT_SWITCH && i < call->n_wired / 2)
        switch_gradients (operand, &call->operands[call->n_wired - 1 - i]);
    }
}

CrCall
cr_tape_run_local (CrTape *tape, guint place, double *upstream)
{
  return cr_tape_run_local_for (tape, place, upstream, G_MAXUINT);
}

CrCall
cr_tape_run_local_for (CrTape *tape, guint place, double *upstream, guint wanted)
{
  CrCall call = cr_tape_make_call (tape, place, TRUE);

  if (upstream != NULL)
    call.result.gradient = upstream;
  redirect_gradients (tape, tape->blocks, call.n_operands, wanted);
  call.gate->backward (&call);
  apply_fault (&call, tape->entries[place].fault);
  return call;
}

gboolean
cr_tape_is_faulty (const CrTape *tape, const CrEntry *entry)
{
  if (g_hash_table_size (tape->faults) == 0)
    return FALSE;
  if (entry->fault != CR_FAULT_NONE && entry->fault != CR_FAULT_SUM)
    return TRUE;
  for (guint i = 0; i < entry->node->n_operands; i++)
    if (cr_tape_find_entry (tape, entry->node->operands[i])->fault == CR_FAULT_SUM)
      return TRUE;
  return FALSE;
}

void
cr_tape_run_faulty (CrTape *tape, guint place)
{
  CrCall call = cr_tape_run_local (tape, place, NULL);
  const guint32 *operands = cr_tape_get_operands (tape, &tape->entries[place]);

  for (guint i = 0; i < call.n_operands; i++)
    {
      const CrSlot *slot = cr_tape_get_slot (tape, operands[i]);
      double *gradient = tape->gradients + slot->offset;
      gboolean forgets = operands[i] < tape->n_entries && tape->entries[operands[i]].fault == CR_FAULT_SUM;

      for (gsize j = 0; call.operands[i].gradient != NULL && j < cr_slot_get_size (slot); j++)
        gradient[j] = call.operands[i].gradient[j] + (forgets ? 0 : gradient[j]);
    }
}

void
cr_tape_set_fault (CrTape *tape, CrKey key, CrFault fault)
{
  CrEntry *entry = cr_tape_find_entry (tape, key);

  g_return_if_fail (entry != NULL);
  entry->fault = fault;
  if (fault == CR_FAULT_NONE)
    g_hash_table_remove (tape->faults, GUINT_TO_POINTER (key));
  else
    g_hash_table_insert (tape->faults, GUINT_TO_POINTER (key), GUINT_TO_POINTER (fault));
  cr_tape_forget_pass (tape);
  tape->has_gradients = FALSE;
}

/* --- Single wires --- */

gboolean
cr_tape_get_wire_gradient (CrTape *tape, CrKey key, guint operand, double *gradient)
{
  return cr_tape_has_sent (tape, key) && cr_tape_get_product (tape, key, operand, gradient);
}

gboolean
cr_tape_get_product (CrTape *tape, CrKey key, guint operand, double *product)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  if (!tape->has_gradients || entry == NULL || entry->state != CR_NODE_READY || operand >= entry->node->n_operands ||
      operand == entry->gate->label || !cr_tape_has_done (tape, tape->places[key], CR_DONE_RECEIVED))
    return FALSE;

  guint32 slot_index = cr_tape_get_operands (tape, entry)[operand];
  const CrSlot *slot = cr_tape_get_slot (tape, slot_index);

  if (!slot->gets_gradient || entry->dependence == CR_DEPENDENCE_LABEL)
    return FALSE;
  if (entry->dependence == CR_DEPENDENCE_NONE)
    {
      memset (product, 0, cr_slot_get_size (slot) * sizeof (double));
      return TRUE;
    }

  CrCall call = cr_tape_run_local (tape, tape->places[key], NULL);

  memcpy (product, call.operands[operand].gradient, cr_slot_get_size (slot) * sizeof (double));
  return TRUE;
}

gboolean
cr_tape_get_local (CrTape *tape, CrKey key, guint operand, double *local)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);
  const CrSlot *result, *slot;
  g_autofree double *upstream = NULL;

  if (!tape->has_values || entry == NULL || entry->state != CR_NODE_READY || operand >= entry->node->n_operands ||
      operand == entry->gate->label || !cr_tape_has_done (tape, tape->places[key], CR_DONE_FORWARD))
    return FALSE;
  result = cr_tape_get_slot (tape, tape->places[key]);
  slot = cr_tape_get_slot (tape, cr_tape_get_operands (tape, entry)[operand]);
  if (!slot->gets_gradient || !cr_shape_is_number (result->shape) || !cr_shape_is_number (slot->shape))
    return FALSE;
  upstream = g_new0 (double, result->width);
  upstream[0] = 1;
  *local = cr_tape_run_local (tape, tape->places[key], upstream).operands[operand].gradient[0];
  return TRUE;
}
