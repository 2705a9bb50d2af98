/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forward mode.
 *
 * How this works: an arena laid out like the tape's gradients holds a tangent for every number, all 0 but the one that moves, which is 1.
 * The gates that depend on it are walked in the tape's order, and each one's tangent rule, with the tangents in the place of gradients,
 * fills in how fast its result moves.
 */
#include "cr-forward-mode.h"

#include "cr-gate-private.h"
#include "cr-tape-private.h"

#include <string.h>

struct _CrForwardMode
{
  CrTape *tape;
  double *tangents;
  gsize n_tangents;
  guint8 *moves; /* by place */
  gboolean has_run;
};

CrForwardMode *
cr_forward_mode_new (CrTape *tape)
{
  CrForwardMode *mode = g_new0 (CrForwardMode, 1);

  mode->tape = tape;
  mode->n_tangents = tape->n_numbers;
  mode->tangents = g_new (double, mode->n_tangents + 1);
  mode->moves = g_new (guint8, tape->n_entries + 1);
  return mode;
}

void
cr_forward_mode_free (CrForwardMode *mode)
{
  g_free (mode->tangents);
  g_free (mode->moves);
  g_free (mode);
}

/* The slot that holds the numbers of a source, or a unit's parameter. */
static gboolean
find_slot (const CrForwardMode *mode, CrKey source, guint attribute, guint32 *slot, GError **error)
{
  const CrTape *tape = mode->tape;
  const CrEntry *entry = cr_tape_find_entry (tape, source);

  g_return_val_if_fail (entry != NULL, FALSE);
  if (!tape->has_values || entry->state != CR_NODE_READY)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT, _("%s has no value, so nothing moves with it"), entry->node->id);
      return FALSE;
    }
  *slot = tape->places[source];
  if (cr_gate_is_source (entry->gate) || cr_tape_find_parameter (tape, entry, attribute, slot))
    return TRUE;
  g_set_error (error, CR_ERROR, CR_ERROR_OPERAND, _("%s holds no number that could be moved"), entry->node->id);
  return FALSE;
}

static gboolean
begin (CrForwardMode *mode, CrKey source, guint32 slot_index, guint32 row, guint32 column, GError **error)
{
  const CrSlot *slot = cr_tape_get_slot (mode->tape, slot_index);

  if (row >= slot->shape.rows || column >= slot->shape.columns)
    {
      g_autofree char *shape = cr_shape_to_string (slot->shape);

      g_set_error (error, CR_ERROR, CR_ERROR_OPERAND, _("%s has no entry in row %u and column %u: it is %s, counted from 0"),
                   cr_graph_get_node (mode->tape->graph, source)->id, row, column, shape);
      return FALSE;
    }

  gsize first = slot->offset + ((gsize) row * slot->shape.columns + column) * slot->width;

  memset (mode->tangents, 0, mode->n_tangents * sizeof (double));
  memset (mode->moves, 0, mode->tape->n_entries);
  for (guint32 example = 0; example < slot->width; example++)
    mode->tangents[first + example] = 1;
  mode->moves[mode->tape->places[source]] = TRUE;
  return TRUE;
}

static gboolean
has_moving_operand (const CrForwardMode *mode, const CrEntry *entry)
{
  for (guint i = 0; i < entry->node->n_operands; i++)
    if (i != entry->gate->label && mode->moves[mode->tape->places[entry->node->operands[i]]])
      return TRUE;
  return FALSE;
}

/* The gate at @place with tangents where its gradients would lie. */
static void
move_gate (CrForwardMode *mode, guint place)
{
  CrTape *tape = mode->tape;
  CrCall call = cr_tape_make_call (tape, place, FALSE);
  const guint32 *operands = cr_tape_get_operands (tape, &tape->entries[place]);

  for (guint i = 0; i < call.n_operands; i++)
    tape->blocks[i].gradient = mode->tangents + cr_tape_get_slot (tape, operands[i])->offset;
  call.result.gradient = mode->tangents + cr_tape_get_slot (tape, place)->offset;
  call.gate->tangent (&call);
}

/* Whether a pass, or a walk step by step, has come to it. */
static gboolean
is_computed (const CrTape *tape, guint place)
{
  return tape->entries[place].state == CR_NODE_READY && cr_tape_has_done (tape, place, CR_DONE_FORWARD);
}

gboolean
cr_forward_mode_run (CrForwardMode *mode, CrKey source, guint attribute, guint32 row, guint32 column, GError **error)
{
  CrTape *tape = mode->tape;
  guint32 slot;

  g_return_val_if_fail (mode->n_tangents == tape->n_numbers, FALSE);
  mode->has_run = FALSE;
  if (!find_slot (mode, source, attribute, &slot, error) || !begin (mode, source, slot, row, column, error))
    return FALSE;
  for (guint place = tape->places[source]; place < tape->n_entries; place++)
    {
      const CrEntry *entry = &tape->entries[place];

      if (!is_computed (tape, place) || cr_gate_is_source (entry->gate))
        continue;
      mode->moves[place] |= has_moving_operand (mode, entry);
      if (mode->moves[place])
        move_gate (mode, place);
    }
  mode->has_run = TRUE;
  return TRUE;
}

gboolean
cr_forward_mode_get (const CrForwardMode *mode, CrKey key, CrNumbers *derivative)
{
  const CrEntry *entry = cr_tape_find_entry (mode->tape, key);

  if (!mode->has_run || entry == NULL || !is_computed (mode->tape, mode->tape->places[key]))
    return FALSE;

  const CrSlot *slot = cr_tape_get_slot (mode->tape, mode->tape->places[key]);

  *derivative = (CrNumbers) { slot->shape, slot->width, mode->tangents + slot->offset };
  return TRUE;
}
