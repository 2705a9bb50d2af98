/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check.
 *
 * How this works: each entry is moved by +h and by −h in the tape's own arena, and what depends on it is computed anew; everything
 * else keeps its value. The choices that the gates in its way make (max, relu, …) are noted at x, x + h and x − h. Where one goes another
 * way, or reaches the point between two, the function has a kink there and the measured slope means nothing. Between the three points a
 * choice's distance is taken for a parabola, as smooth functions are this near. A choice that the entry does not move is not in its way.
 *
 * Where the usual step does not confirm the gradient, since it leaves the range in which f is defined or f bends too much for it, the slope
 * is measured by smaller ones (cr-slope.h), which do not know what to confirm. A step that was asked for is the only one.
 */
#include "cr-gradient-check.h"

#include "cr-slope.h"
#include "cr-tape-private.h"

#include <math.h>
#include <string.h>

#define RELATIVE_STEP 6e-6

/* A distance counts as 0 where it comes so near, by the largest beside it. */
#define TOUCHES 1e-8

/* f, and how the choices went. */
typedef struct
{
  double loss;
  GArray *choices; /* of CrChoice */
} Measurement;

typedef struct
{
  CrTape *tape;
  double step;
  guint8 *depends; /* by place: whether it depends on the node being checked */
  Measurement here;
  Measurement up;
  Measurement down;
  guint place;    /* whose number is moved … */
  double *number; /* … and which */
  GArray *entries;
  gsize n_all;
  CrCheckProgress progress; /* (nullable) */
  gpointer data;
} Check;

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

/* What moves with the node at @start. Labels are held: they get no gradient, and one that moves is none. */
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
        check->depends[place] = i != entry->gate->label && check->depends[tape->places[entry->node->operands[i]]];
    }
}

/* Computes anew what depends on the node at @place. */
static void
measure (Check *check, guint place, Measurement *result)
{
  CrTape *tape = check->tape;

  g_array_set_size (result->choices, 0);
  for (; place < tape->n_entries; place++)
    {
      const CrEntry *entry = &tape->entries[place];

      if (!check->depends[place])
        continue;
      cr_tape_forward_step (tape, place);
      if (entry->state != CR_NODE_READY || entry->gate->note_choices == NULL)
        continue;

      CrCall call = cr_tape_make_call (tape, place, FALSE);

      call.gate->note_choices (&call, result->choices);
    }
  result->loss = get_loss (tape);
}

/* The same with the number that is being checked at @x. */
static void
measure_at (Check *check, double x, Measurement *result)
{
  double kept = *check->number;

  *check->number = x;
  measure (check, check->place, result);
  *check->number = kept;
}

static double
get_loss_at (double x, gpointer data)
{
  Check *check = data;

  measure_at (check, x, &check->up);
  return check->up.loss;
}

/* --- Kinks --- */

/* Whether the parabola through (−1, below), (0, here), (1, above), all of one sign, comes as near to 0 as makes no difference. */
static gboolean
reaches_zero (double below, double here, double above)
{
  double slope = (above - below) / 2;
  double bend = (above + below) / 2 - here;
  double largest = fmax (fmax (fabs (below), fabs (here)), fabs (above));

  if (!(fabs (slope) < 2 * fabs (bend)))
    return FALSE; /* its end lies outside */
  return copysign (1, here) * (here - slope * slope / (4 * bend)) <= TOUCHES * largest;
}

static gboolean
is_kink_of_choice (const CrChoice *below, const CrChoice *here, const CrChoice *above)
{
  if (below->branch != here->branch || above->branch != here->branch)
    return TRUE;
  if (below->distance == here->distance && above->distance == here->distance)
    return FALSE;
  if (below->distance == 0 || here->distance == 0 || above->distance == 0)
    return TRUE;
  return reaches_zero (below->distance, here->distance, above->distance);
}

static gboolean
find_kink (const Check *check)
{
  guint n = check->here.choices->len;

  if (check->up.choices->len != n || check->down.choices->len != n)
    return FALSE; /* a gate could not be computed there */
  for (guint i = 0; i < n; i++)
    if (is_kink_of_choice (&g_array_index (check->down.choices, CrChoice, i), &g_array_index (check->here.choices, CrChoice, i),
                           &g_array_index (check->up.choices, CrChoice, i)))
      return TRUE;
  return FALSE;
}

/* --- Entries --- */

static double
relative_error (double analytic, double numeric, double loss)
{
  if (!isfinite (numeric) || !isfinite (loss))
    return NAN;
  if (!isfinite (analytic))
    return INFINITY;
  return fabs (analytic - numeric) / fmax (fmax (fabs (analytic), fabs (numeric)), 1e-4 * fmax (1, fabs (loss)));
}

static void
compare (CrCheckedEntry *entry, double numeric, double loss)
{
  entry->numeric = numeric;
  entry->error = relative_error (entry->analytic, numeric, loss);
  entry->is_undefined = isnan (entry->error) && !(isfinite (entry->analytic) && isfinite (loss));
}

/* An infinite gradient is no failure where the slope itself is past the largest number, as of 1/x at 1e-300: there is nothing to compare, as
 * at 0. It is asked for by a step that is small beside x, so that it does not lead across a pole. */
static void
compare_infinite (Check *check, CrCheckedEntry *entry)
{
  double x = *check->number;
  double h = RELATIVE_STEP * fabs (x);
  double above = x + h, below = x - h;
  double slope;

  if (!(above > below))
    return;
  measure_at (check, above, &check->up);
  measure_at (check, below, &check->down);
  slope = (check->up.loss - check->down.loss) / (above - below);
  if (slope != entry->analytic)
    return;
  entry->step = h;
  compare (entry, slope, check->here.loss);
}

static void
check_number (Check *check, CrCheckedEntry *entry)
{
  double x = *check->number;
  double h = check->step > 0 ? check->step : RELATIVE_STEP * fmax (1, fabs (x));
  double above = x + h, below = x - h;
  double loss = check->here.loss;

  measure_at (check, above, &check->up);
  measure_at (check, below, &check->down);
  entry->is_kink = find_kink (check);

  entry->step = h;
  /* The steps that were really taken, after rounding. */
  compare (entry, (check->up.loss - check->down.loss) / (above - below), loss);
  if (check->step == 0 && !entry->is_kink && isinf (entry->analytic) && isfinite (loss))
    compare_infinite (check, entry);
  if (check->step > 0 || entry->is_kink || entry->error <= CR_CHECK_TOLERANCE || !isfinite (entry->analytic) || !isfinite (loss))
    return;
  compare (entry, cr_slope_refine (get_loss_at, check, x, loss, h, 1e-4 * fmax (1, fabs (loss)), &entry->step), loss);
}

static void
check_slot (Check *check, guint place, guint attribute, guint32 slot_index)
{
  CrTape *tape = check->tape;
  const CrSlot *slot = cr_tape_get_slot (tape, slot_index);

  if (slot->width != 1)
    return;
  check->place = place;
  mark_dependents (check, place);
  measure (check, place, &check->here);
  for (gsize i = 0; i < cr_shape_get_size (slot->shape); i++)
    {
      CrCheckedEntry entry = {
        .node = tape->order[place],
        .attribute = attribute,
        .row = i / slot->shape.columns,
        .column = i % slot->shape.columns,
        .analytic = tape->gradients[slot->offset + i],
      };

      check->number = &tape->values[slot->offset + i];
      check_number (check, &entry);
      g_array_append_val (check->entries, entry);
      if (check->progress != NULL)
        check->progress (check->entries->len, check->n_all, check->data);
    }
  /* What was moved last is put back in everything that depends on it. */
  measure (check, place, &check->here);
}

typedef void (*SlotFunction) (Check *check, guint place, guint attribute, guint32 slot_index);

/* Calls @function for the numbers that the node at @place holds and that can be moved. */
static void
for_each_slot (Check *check, guint place, SlotFunction function)
{
  CrTape *tape = check->tape;
  const CrEntry *entry = &tape->entries[place];
  const CrGate *gate = entry->gate;
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
  Measurement *const measurements[] = { &check.here, &check.up, &check.down };

  cr_tape_forward (tape);
  if (!cr_tape_backward (tape, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (measurements); i++)
    measurements[i]->choices = g_array_new (FALSE, FALSE, sizeof (CrChoice));
  check.entries = g_array_new (FALSE, FALSE, sizeof (CrCheckedEntry));
  for (guint place = 0; place < tape->n_entries; place++)
    for_each_slot (&check, place, count_slot);
  for (guint place = 0; place < tape->n_entries; place++)
    for_each_slot (&check, place, check_slot);
  for (guint i = 0; i < G_N_ELEMENTS (measurements); i++)
    g_array_unref (measurements[i]->choices);
  cr_tape_forget_pass (tape);
  return check.entries;
}

GArray *
cr_gradient_check (CrTape *tape, double step, GError **error)
{
  return cr_gradient_check_with_progress (tape, step, NULL, NULL, error);
}

gboolean
cr_gradient_check_is_missed (const CrCheckedEntry *entry)
{
  return !entry->is_kink && !entry->is_undefined && isnan (entry->error);
}

double
cr_gradient_check_get_worst (const GArray *entries)
{
  double worst = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const CrCheckedEntry *entry = &g_array_index (entries, CrCheckedEntry, i);

      if (cr_gradient_check_is_missed (entry))
        return NAN;
      if (!entry->is_kink && !entry->is_undefined)
        worst = fmax (worst, entry->error);
    }
  return worst;
}
