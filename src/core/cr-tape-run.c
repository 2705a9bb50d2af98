/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a tape: forward, backward, one instruction at a time or all of them. */
#include "cr-arena.h"
#include "cr-gate-private.h"
#include "cr-tape-private.h"

#include <string.h>

/* Written member by member where it is wanted: what is copied as a whole right after it was written stalls the processor. */
static inline void
set_block (CrBlock *block, const CrTape *tape, guint32 index, gboolean with_gradient)
{
  const CrSlot *slot = cr_tape_get_slot (tape, index);

  block->shape.rows = slot->shape.rows;
  block->shape.columns = slot->shape.columns;
  block->width = slot->width;
  block->value = tape->values + slot->offset;
  block->gradient = with_gradient && slot->gets_gradient ? tape->gradients + slot->offset : NULL;
  block->is_new = FALSE;
}

void
cr_tape_need_gradients (CrTape *tape)
{
  if (tape->gradients != NULL)
    return;
  tape->gradients = cr_arena_new (tape->n_numbers);
  cr_tape_prepare_calls (tape);
}

CrCall
cr_tape_make_call (CrTape *tape, guint place, gboolean with_gradients)
{
  if (with_gradients)
    cr_tape_need_gradients (tape);

  const CrEntry *entry = &tape->entries[place];
  const guint32 *operands = cr_tape_get_operands (tape, entry);
  CrCall call;

  for (guint i = 0; i < entry->n_operands; i++)
    {
      set_block (&tape->blocks[i], tape, operands[i], with_gradients && i != entry->gate->label);
      if (tape->is_following && tape->plan.overwrites != NULL)
        tape->blocks[i].is_new = tape->plan.overwrites[entry->first_operand + i];
    }
  call.gate = entry->gate;
  call.node = entry->node;
  call.operands = tape->blocks;
  call.n_operands = entry->n_operands;
  call.n_wired = entry->n_wired;
  set_block (&call.result, tape, place, with_gradients);
  call.kept = tape->kept + entry->kept;
  return call;
}

/* --- Step by step --- */

void
cr_tape_rewind (CrTape *tape)
{
  if (tape->done == NULL)
    tape->done = g_new (guint8, MAX (tape->n_entries, 1));
  cr_tape_end_update (tape);
  if (tape->has_checks)
    g_hash_table_remove_all (tape->run_problems);
  for (guint place = 0; place < tape->n_entries; place++)
    {
      tape->entries[place].state = tape->entries[place].compiled;
      tape->done[place] = cr_gate_is_source (tape->entries[place].gate) ? CR_DONE_FORWARD : 0;
    }
  cr_tape_forget_pass (tape);
  tape->has_values = TRUE;
  tape->has_gradients = FALSE;
}

void
cr_tape_end_walk (CrTape *tape)
{
  g_clear_pointer (&tape->done, g_free);
  cr_tape_end_update (tape);
}

gboolean
cr_tape_is_stepping (const CrTape *tape)
{
  return tape->done != NULL;
}

gboolean
cr_tape_runs_backward (const CrTape *tape, CrKey key)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  return entry != NULL && entry->state == CR_NODE_READY && entry->dependence == CR_DEPENDENCE_FULL && !cr_gate_is_source (entry->gate);
}

gboolean
cr_tape_has_sent (const CrTape *tape, CrKey key)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  return tape->has_gradients && entry != NULL && entry->state == CR_NODE_READY && cr_tape_has_done (tape, tape->places[key], CR_DONE_BACKWARD);
}

/* The gate at @place has sent gradients to its operands. */
static void
note_backward (CrTape *tape, guint place)
{
  const CrNode *node = tape->entries[place].node;

  if (tape->done == NULL)
    return;
  tape->done[place] |= CR_DONE_BACKWARD;
  for (guint i = 0; i < node->n_operands; i++)
    if (i != node->gate->label)
      tape->done[tape->places[node->operands[i]]] |= CR_DONE_RECEIVED;
}

/* --- Forward --- */

/* Whether the operands have values now; a label that could not be used stops what depends on it. */
static gboolean
operands_are_ready (const CrTape *tape, const CrNode *node)
{
  for (guint i = 0; i < node->n_operands; i++)
    if (tape->entries[tape->places[node->operands[i]]].state != CR_NODE_READY)
      return FALSE;
  return TRUE;
}

static gboolean
check_labels (CrTape *tape, CrEntry *entry, const CrCall *call)
{
  g_autoptr (GError) error = NULL;

  if (call->gate->check == NULL || call->gate->check (call, &error))
    return TRUE;
  entry->state = CR_NODE_ERROR;
  g_hash_table_insert (tape->run_problems, GUINT_TO_POINTER (entry->node->key), g_strdup (error->message));
  return FALSE;
}

static void
begin_forward (CrTape *tape)
{
  cr_tape_end_walk (tape);
  tape->has_gradients = FALSE;
  if (!cr_tape_has_run_problems (tape))
    return;
  cr_tape_forget_pass (tape);
  g_hash_table_remove_all (tape->run_problems);
  for (guint place = 0; place < tape->n_entries; place++)
    tape->entries[place].state = tape->entries[place].compiled;
}

void
cr_tape_call_forward (CrTape *tape, guint step, const CrCall *call)
{
  if (!check_labels (tape, &tape->entries[step], call))
    return;
  call->gate->forward (call);
  tape->n_gates_run++;
}

void
cr_tape_run_forward (CrTape *tape, guint step)
{
  CrEntry *entry = &tape->entries[step];

  if (entry->compiled != CR_NODE_READY || cr_gate_is_source (entry->gate))
    return;
  if (cr_tape_has_run_problems (tape))
    {
      entry->state = operands_are_ready (tape, entry->node) ? CR_NODE_READY : CR_NODE_WAITING;
      if (entry->state != CR_NODE_READY)
        return;
    }

  CrCall call = cr_tape_make_call (tape, step, FALSE);

  cr_tape_call_forward (tape, step, &call);
}

void
cr_tape_forward_step (CrTape *tape, guint step)
{
  cr_tape_forget_pass (tape);
  cr_tape_run_forward (tape, step);
  if (tape->done != NULL && tape->entries[step].state == CR_NODE_READY && !cr_gate_is_source (tape->entries[step].gate))
    tape->done[step] |= CR_DONE_FORWARD;
}

static void
run_whole_forward (CrTape *tape)
{
  cr_tape_forget_pass (tape);
  if (cr_tape_has_plan (tape))
    cr_tape_forward_along_plan (tape);
  else
    for (guint step = 0; step < tape->n_entries; step++)
      cr_tape_run_forward (tape, step);
  tape->is_whole = TRUE;
}

void
cr_tape_forward (CrTape *tape)
{
  begin_forward (tape);
  if (!cr_tape_refresh (tape))
    run_whole_forward (tape);
  tape->has_values = TRUE;
}

/* --- Backward --- */

/* @along_plan: only what a pass along the plan does not overwrite. */
static void
clear_gradients (CrTape *tape, gboolean along_plan)
{
  if (!along_plan)
    {
      memset (tape->gradients, 0, tape->n_numbers * sizeof (double));
      return;
    }
  for (guint i = 0; i < tape->plan.cleared->len; i++)
    {
      const CrSpan *span = &g_array_index (tape->plan.cleared, CrSpan, i);

      memset (tape->gradients + span->offset, 0, span->n * sizeof (double));
    }
}

/* 1 for each example that counts. */
static void
seed_gradients (CrTape *tape, const CrSlot *slot)
{
  double *gradients = tape->gradients + slot->offset;

  if (slot->width > 1)
    cr_row_seed (tape->n_examples > 0 ? tape->n_examples : slot->width, cr_slot_get_room (slot), gradients);
  else
    *gradients = 1;
}

static gboolean
begin_backward (CrTape *tape, gboolean along_plan, GError **error)
{
  tape->has_gradients = FALSE;
  if (tape->output_problem != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (tape->output_problem);
      return FALSE;
    }

  guint last = tape->places[tape->output];
  const CrSlot *slot = cr_tape_get_slot (tape, last);

  if (!tape->has_values || tape->entries[last].state != CR_NODE_READY)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT, _("the output %s has no value, so there is no backward pass"),
                   tape->entries[last].node->id);
      return FALSE;
    }
  cr_tape_need_gradients (tape);
  clear_gradients (tape, along_plan);
  seed_gradients (tape, slot);
  tape->has_gradients = TRUE;
  if (tape->done != NULL)
    tape->done[last] |= CR_DONE_RECEIVED;
  return TRUE;
}

gboolean
cr_tape_backward_begin (CrTape *tape, GError **error)
{
  tape->has_whole_gradients = FALSE;
  return begin_backward (tape, FALSE, error);
}

void
cr_tape_backward_step (CrTape *tape, guint step)
{
  const CrEntry *entry = &tape->entries[step];

  if (entry->dependence != CR_DEPENDENCE_FULL || cr_gate_is_source (entry->gate))
    return;
  note_backward (tape, step);
  tape->n_gates_run++;
  if (cr_tape_is_faulty (tape, entry))
    {
      cr_tape_run_faulty (tape, step);
      return;
    }

  CrCall call = cr_tape_make_call (tape, step, TRUE);

  call.gate->backward (&call);
}

gboolean
cr_tape_backward (CrTape *tape, GError **error)
{
  gboolean along_plan = cr_tape_has_plan (tape);

  if (tape->has_whole_gradients && tape->has_values)
    {
      tape->has_gradients = TRUE;
      return TRUE;
    }
  if (!begin_backward (tape, along_plan, error))
    return FALSE;
  if (along_plan)
    cr_tape_backward_along_plan (tape);
  else
    for (guint step = tape->places[tape->output] + 1; step-- > 0;)
      cr_tape_backward_step (tape, step);
  tape->has_whole_gradients = tape->is_whole;
  return TRUE;
}
