/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which gradients a backward pass along the plan overwrites, so that they need not be cleared before it.
 *
 * How this works: the runs are gone through as backward goes. A layer, gates on rows, or a gate that can overwrite, is the first to send a
 * gradient to some of its operands; there it stores, and whoever comes later adds. All other gradients are cleared before a pass: for
 * single numbers that is quicker than to ask each time.
 */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

/* What has been met so far, by slot: whether a gradient was sent to it; whether the first to do so stores it. */
typedef struct
{
  guint8 *has_received;
  guint8 *is_stored;
} Gradients;

/* All inputs of a layer, or none. */
static void
choose_for_layer (CrTape *tape, const CrRun *run, Gradients *gradients)
{
  CrTapeLayer *layer = cr_tape_get_layer (tape, run->layer);
  const CrEntry *first = &tape->entries[run->place];
  const guint32 *operands = cr_tape_get_operands (tape, first);

  layer->loops.adds = FALSE;
  for (guint i = 0; i < first->n_wired; i++)
    {
      layer->loops.adds |= gradients->has_received[operands[i]];
      gradients->has_received[operands[i]] = TRUE;
    }
  for (guint i = 0; i < first->n_wired && !layer->loops.adds; i++)
    gradients->is_stored[operands[i]] = TRUE;
}

/* Single operands of a gate, which takes them in order. @may_store: whether it can. @is_new: (out): where it does, by operand */
static void
choose_for_entry (CrTape *tape, const CrEntry *entry, gboolean may_store, Gradients *gradients, guint8 *is_new, guint step)
{
  const guint32 *operands = cr_tape_get_operands (tape, entry);

  for (guint i = 0; i < entry->n_operands; i++)
    {
      if (may_store && !gradients->has_received[operands[i]])
        is_new[i * step] = gradients->is_stored[operands[i]] = TRUE;
      gradients->has_received[operands[i]] = TRUE;
    }
}

/* The gradients of a link's operands: those inside a chain come from here alone. They are stored where none of them has come before; where
 * they are many they are not cleared. */
static void
choose_for_link (CrTape *tape, const CrRun *run, CrLink *link, Gradients *gradients)
{
  link->is_new = link->sends;
  for (guint32 i = 0; i < link->count; i++)
    {
      guint32 operand = cr_tape_get_operands (tape, &tape->entries[tape->plan.places[link->first + i]])[0];

      link->is_new &= !gradients->has_received[operand];
      gradients->has_received[operand] = TRUE;
    }
  for (guint32 i = 0; i < link->count && link->is_new && run->n_numbers >= CR_LINK_CLEARED; i++)
    gradients->is_stored[cr_tape_get_operands (tape, &tape->entries[tape->plan.places[link->first + i]])[0]] = TRUE;
}

static void
choose_for_run (CrTape *tape, const CrRun *run, Gradients *gradients)
{
  const guint32 *members = tape->plan.places + run->first;

  if (tape->entries[run->place].dependence != CR_DEPENDENCE_FULL)
    return;
  if (run->layer != CR_NO_LAYER)
    choose_for_layer (tape, run, gradients);
  else if (run->n_links > 0)
    for (guint32 k = run->n_links; k-- > 0;)
      choose_for_link (tape, run, &tape->plan.links[run->first_link + k], gradients);
  else if (run->is_rows)
    for (guint32 i = 0; i < run->count; i++)
      choose_for_entry (tape, &tape->entries[members[i]], cr_tape_get_slot (tape, members[i])->width > 1, gradients,
                        tape->plan.are_new + run->first_operand + i, run->count);
  else
    {
      const CrEntry *entry = &tape->entries[run->place];

      choose_for_entry (tape, entry, entry->gate->overwrites, gradients, tape->plan.overwrites + entry->first_operand, 1);
    }
}

static void
choose (CrTape *tape, guint8 *is_stored)
{
  g_autofree guint8 *has_received = g_new0 (guint8, tape->slots->len + 1);
  Gradients gradients = { has_received, is_stored };

  tape->plan.overwrites = g_new0 (guint8, tape->operands->len + 1);
  tape->plan.are_new = g_new0 (guint8, tape->plan.n_offsets + 1);
  if (tape->output_problem == NULL)
    has_received[tape->places[tape->output]] = TRUE;
  for (guint i = tape->plan.n_runs; i-- > 0;)
    choose_for_run (tape, &tape->plan.runs[i], &gradients);
}

/* --- What has to be cleared --- */

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const CrSlot *one = *(const CrSlot *const *) a, *other = *(const CrSlot *const *) b;

  return one->offset < other->offset ? -1 : one->offset > other->offset;
}

/* Adds a slot that is stored, or lets the last span reach so far where nothing lies between. */
static void
add_stored (GArray *stored, const CrSlot *slot, gboolean follows)
{
  CrSpan span = { slot->offset, cr_slot_get_room (slot) };

  if (follows)
    {
      CrSpan *last = &g_array_index (stored, CrSpan, stored->len - 1);

      last->n = span.offset + span.n - last->offset;
    }
  else
    g_array_append_val (stored, span);
}

/* Where stored slots lie, in that order. */
static GArray *
find_stored (const CrTape *tape, const guint8 *is_stored)
{
  GArray *stored = g_array_new (FALSE, FALSE, sizeof (CrSpan));
  g_autoptr (GPtrArray) parameters = g_ptr_array_new ();
  gboolean follows = FALSE;

  for (guint32 i = 0; i < tape->slots->len; i++)
    if (is_stored[i] && cr_tape_get_slot (tape, i)->is_parameter)
      g_ptr_array_add (parameters, (gpointer) cr_tape_get_slot (tape, i));
  g_ptr_array_sort (parameters, compare_offsets);
  for (guint i = 0; i < parameters->len; i++)
    add_stored (stored, g_ptr_array_index (parameters, i), FALSE);
  for (guint32 i = 0; i < tape->slots->len; i++)
    {
      guint32 index = i < tape->n_entries ? tape->plan.places[i] : i;

      if (cr_tape_get_slot (tape, index)->is_parameter)
        continue;
      if (is_stored[index])
        add_stored (stored, cr_tape_get_slot (tape, index), follows);
      follows = is_stored[index];
    }
  return stored;
}

/* What lies between the stored ones. */
static GArray *
find_rest (const CrTape *tape, const GArray *stored)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (CrSpan));
  gsize begin = 0;

  for (guint i = 0; i <= stored->len; i++)
    {
      const CrSpan *next = i < stored->len ? &g_array_index (stored, CrSpan, i) : NULL;
      gsize end = next != NULL ? next->offset : tape->n_numbers;
      CrSpan span = { begin, end - begin };

      if (span.n > 0)
        g_array_append_val (rest, span);
      begin = next != NULL ? end + next->n : end;
    }
  return rest;
}

void
cr_tape_choose_overwritten (CrTape *tape)
{
  g_autofree guint8 *is_stored = g_new0 (guint8, tape->slots->len + 1);
  g_autoptr (GArray) stored = NULL;

  if (tape->has_overwriting || tape->has_fused_layers || tape->plan.has_long_chains || g_hash_table_size (tape->bindings) > 0)
    choose (tape, is_stored);
  stored = find_stored (tape, is_stored);
  tape->plan.cleared = find_rest (tape, stored);
}
