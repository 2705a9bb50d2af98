/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which gradients a backward pass along the plan overwrites, so that they need not be cleared before it.
 *
 * How this works: the runs are gone through as backward goes. A layer, or a gate that can overwrite, is the first to send a gradient to
 * some of its operands; there it stores, and whoever comes later adds. All other gradients are cleared before a pass.
 */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

static void
overwrite (GArray *spans, const CrSlot *slot)
{
  CrSpan span = { slot->offset, cr_slot_get_size (slot) };

  if (span.n > 0)
    g_array_append_val (spans, span);
}

/* All inputs of a layer, or none. */
static void
choose_for_layer (CrTape *tape, const CrRun *run, guint8 *has_received, GArray *spans)
{
  CrTapeLayer *layer = cr_tape_get_layer (tape, run->layer);
  const CrEntry *first = &tape->entries[run->place];
  const guint32 *operands = cr_tape_get_operands (tape, first);

  layer->loops.adds = FALSE;
  for (guint i = 0; i < first->node->n_operands; i++)
    {
      layer->loops.adds |= has_received[operands[i]];
      has_received[operands[i]] = TRUE;
    }
  for (guint i = 0; i < first->node->n_operands && !layer->loops.adds; i++)
    overwrite (spans, cr_tape_get_slot (tape, operands[i]));
}

/* Single operands of a gate, which takes them in order. */
static void
choose_for_entry (CrTape *tape, const CrEntry *entry, guint8 *has_received, GArray *spans)
{
  const guint32 *operands = cr_tape_get_operands (tape, entry);

  for (guint i = 0; i < entry->n_operands; i++)
    {
      if (entry->node->gate->overwrites && !has_received[operands[i]])
        {
          tape->plan.overwrites[entry->first_operand + i] = TRUE;
          overwrite (spans, cr_tape_get_slot (tape, operands[i]));
        }
      has_received[operands[i]] = TRUE;
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const CrSpan *one = a, *other = b;

  return one->offset < other->offset ? -1 : one->offset > other->offset;
}

/* What lies between the @overwritten. */
static GArray *
find_rest (GArray *overwritten, gsize n_numbers)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (CrSpan));
  gsize begin = 0;

  g_array_sort (overwritten, compare_spans);
  for (guint i = 0; i <= overwritten->len; i++)
    {
      const CrSpan *next = i < overwritten->len ? &g_array_index (overwritten, CrSpan, i) : &(CrSpan) { n_numbers, 0 };
      CrSpan span = { begin, next->offset - begin };

      if (span.n > 0)
        g_array_append_val (rest, span);
      begin = next->offset + next->n;
    }
  return rest;
}

static void
choose (CrTape *tape, GArray *spans)
{
  g_autofree guint8 *has_received = g_new0 (guint8, tape->slots->len + 1);

  tape->plan.overwrites = g_new0 (guint8, tape->operands->len + 1);
  if (tape->output_problem == NULL)
    has_received[tape->places[tape->output]] = TRUE;
  for (guint i = tape->plan.n_runs; i-- > 0;)
    {
      const CrRun *run = &tape->plan.runs[i];

      if (tape->entries[run->place].dependence != CR_DEPENDENCE_FULL)
        continue;
      if (run->layer != CR_NO_LAYER)
        choose_for_layer (tape, run, has_received, spans);
      for (guint32 k = 0; k < run->count && run->layer == CR_NO_LAYER; k++)
        choose_for_entry (tape, &tape->entries[tape->plan.places[run->first + k]], has_received, spans);
    }
}

void
cr_tape_choose_overwritten (CrTape *tape)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (CrSpan));

  if (tape->has_overwriting || tape->has_fused_layers)
    choose (tape, spans);
  tape->plan.cleared = find_rest (spans, tape->n_numbers);
}
