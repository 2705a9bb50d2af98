/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check.
 *
 * How this works: each entry is moved by +h and by −h in the tape's own arena, and what depends on it is computed anew; everything
 * else keeps its value. The choices that the gates in its way make (max, relu, …) are hashed at x, x + h and x − h: where the hashes
 * differ, or a choice stands between two ways, the function has a kink there and the measured slope means nothing.
 */
#include "cr-gradient-check.h"

#include "cr-tape-private.h"

#include <math.h>
#include <string.h>

#define RELATIVE_STEP 6e-6

typedef struct
{
  CrTape *tape;
  double step;
  guint8 *depends; /* by place: whether it depends on the node being checked */
  double loss;
  GArray *entries;
  gsize n_all;
  CrCheckProgress progress; /* (nullable) */
  gpointer data;
} Check;

/* f, and which way the choices went. */
typedef struct
{
  double loss;
  CrBranches branches;
} Measurement;

/* Σ over the examples of the output. */
static double
get_loss (const CrTape *tape)
{
  const CrSlot *slot = cr_tape_get_slot (tape, tape->places[tape->output]);
  double sum = 0;

  if (tape->entries[tape->places[tape->output]].state != CR_NODE_READY)
    return NAN;
  for (guint32 example = 0; example < slot->width; example++)
    sum += tape->values[slot->offset + example];
  return sum;
}

static void
mark_dependents (Check *check, guint start)
{
  CrTape *tape = check->tape;

  memset (check->depends, 0, tape->n_entries);
  check->depends[start] = TRUE;
  for (guint place = start + 1; place < tape->n_entries; place++)
    {
      const CrEntry *entry = &tape->entries[place];

      if (entry->dependence != CR_DEPENDENCE_FULL)
        continue;
      for (guint i = 0; i < entry->node->n_operands && !check->depends[place]; i++)
        check->depends[place] = check->depends[tape->places[entry->node->operands[i]]];
    }
}

static Measurement
measure (Check *check, guint start)
{
  CrTape *tape = check->tape;
  Measurement result = { .branches = { 0, FALSE } };

  for (guint place = start; place < tape->n_entries; place++)
    {
      const CrEntry *entry = &tape->entries[place];

      if (!check->depends[place])
        continue;
      cr_tape_forward_step (tape, place);
      if (entry->state != CR_NODE_READY || entry->node->gate->note_branches == NULL)
        continue;

      CrCall call = cr_tape_make_call (tape, place, FALSE);

      call.gate->note_branches (&call, &result.branches);
    }
  result.loss = get_loss (tape);
  return result;
}

static double
relative_error (double analytic, double numeric, double loss)
{
  if (!isfinite (numeric) || !isfinite (loss))
    return NAN;
  if (!isfinite (analytic))
    return INFINITY;
  return fabs (analytic - numeric) / fmax (fmax (fabs (analytic), fabs (numeric)), 1e-4 * fmax (1, fabs (loss)));
}

static gboolean
same_branches (const Measurement *a, const Measurement *b)
{
  return a->branches.hash == b->branches.hash && !a->branches.touches && !b->branches.touches;
}

/* One number of the arena, which the node at @place holds. */
static void
check_number (Check *check, guint place, const Measurement *here, double *number, CrCheckedEntry *entry)
{
  double x = *number;
  double h = check->step > 0 ? check->step : RELATIVE_STEP * fmax (1, fabs (x));
  double above = x + h, below = x - h;

  *number = above;
  Measurement up = measure (check, place);
  *number = below;
  Measurement down = measure (check, place);
  *number = x;

  /* The steps that were really taken, after rounding. */
  entry->numeric = (up.loss - down.loss) / (above - below);
  entry->error = relative_error (entry->analytic, entry->numeric, check->loss);
  entry->is_kink = !same_branches (here, &up) || !same_branches (here, &down);
  g_array_append_val (check->entries, *entry);
  if (check->progress != NULL)
    check->progress (check->entries->len, check->n_all, check->data);
}

static void
check_slot (Check *check, guint place, guint attribute, guint32 slot_index)
{
  CrTape *tape = check->tape;
  const CrSlot *slot = cr_tape_get_slot (tape, slot_index);
  Measurement here;

  mark_dependents (check, place);
  here = measure (check, place);
  for (gsize i = 0; slot->width == 1 && i < cr_shape_get_size (slot->shape); i++)
    {
      CrCheckedEntry entry = {
        .node = tape->order[place],
        .attribute = attribute,
        .row = i / slot->shape.columns,
        .column = i % slot->shape.columns,
        .analytic = tape->gradients[slot->offset + i],
      };

      check_number (check, place, &here, &tape->values[slot->offset + i], &entry);
    }
  /* What was moved last is put back in everything that depends on it. */
  measure (check, place);
}

typedef void (*SlotFunction) (Check *check, guint place, guint attribute, guint32 slot_index);

/* Calls @function for the numbers that the node at @place holds and that can be moved. */
static void
for_each_slot (Check *check, guint place, SlotFunction function)
{
  CrTape *tape = check->tape;
  const CrEntry *entry = &tape->entries[place];
  const CrGate *gate = entry->node->gate;
  guint32 slot;

  if (entry->state != CR_NODE_READY || entry->dependence == CR_DEPENDENCE_LABEL)
    return;
  if (cr_gate_is_source (gate) && cr_tape_get_slot (tape, place)->gets_gradient)
    function (check, place, cr_gate_find_attribute (gate, "value"), place);
  for (guint i = 0; i < gate->n_attributes; i++)
    if (cr_tape_find_parameter (tape, entry, i, &slot))
      function (check, place, i, slot);
}

static void
count_slot (Check *check, guint place, guint attribute, guint32 slot_index)
{
  const CrSlot *slot = cr_tape_get_slot (check->tape, slot_index);

  check->n_all += slot->width == 1 ? cr_shape_get_size (slot->shape) : 0;
}

GArray *
cr_gradient_check_with_progress (CrTape *tape, double step, CrCheckProgress progress, gpointer data, GError **error)
{
  g_autofree guint8 *depends = g_new0 (guint8, tape->n_entries + 1);
  Check check = { .tape = tape, .step = step, .depends = depends, .progress = progress, .data = data };

  cr_tape_forward (tape);
  if (!cr_tape_backward (tape, error))
    return NULL;
  check.loss = get_loss (tape);
  check.entries = g_array_new (FALSE, FALSE, sizeof (CrCheckedEntry));
  for (guint place = 0; place < tape->n_entries; place++)
    for_each_slot (&check, place, count_slot);
  for (guint place = 0; place < tape->n_entries; place++)
    for_each_slot (&check, place, check_slot);
  cr_tape_forget_pass (tape);
  return check.entries;
}

GArray *
cr_gradient_check (CrTape *tape, double step, GError **error)
{
  return cr_gradient_check_with_progress (tape, step, NULL, NULL, error);
}

double
cr_gradient_check_get_worst (const GArray *entries)
{
  double worst = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const CrCheckedEntry *entry = &g_array_index (entries, CrCheckedEntry, i);

      if (!entry->is_kink && !isnan (entry->error))
        worst = fmax (worst, entry->error);
    }
  return worst;
}
