/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The update of parameters on a walk step by step.
 *
 * How this works: the arenas keep the numbers of the pass, so that whatever explains a gradient multiplies what that gradient was made of.
 * The parameters as the update leaves them lie beside the arenas; a node that has taken its step gives those when it is asked for its value.
 * What is computed from it is not computed yet from them, and so there is nothing to be had of it.
 */
#include "cr-tape-private.h"

#include <string.h>

void
cr_tape_set_update (CrTape *tape, const double *values)
{
  g_return_if_fail (tape->done != NULL);

  tape->update = g_renew (double, tape->update, MAX (tape->n_parameters, 1));
  if (tape->n_parameters > 0)
    memcpy (tape->update, values, tape->n_parameters * sizeof (double));
}

/* Whether some operand has no value any more. */
static gboolean
is_outdated (const CrTape *tape, const CrEntry *entry)
{
  for (guint i = 0; i < entry->node->n_operands; i++)
    if ((tape->done[tape->places[entry->node->operands[i]]] & CR_DONE_FORWARD) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_next_to_updated (const CrTape *tape, const CrEntry *entry)
{
  for (guint i = 0; i < entry->node->n_operands; i++)
    if ((tape->done[tape->places[entry->node->operands[i]]] & CR_DONE_UPDATED) != 0)
      return TRUE;
  return FALSE;
}

void
cr_tape_update_step (CrTape *tape, guint place)
{
  g_return_if_fail (tape->done != NULL && place < tape->n_entries);

  if (tape->update == NULL)
    return;
  tape->done[place] |= CR_DONE_UPDATED;
  if (!cr_gate_is_source (tape->entries[place].gate))
    tape->done[place] &= ~CR_DONE_FORWARD;
  for (guint later = place + 1; later < tape->n_entries; later++)
    {
      const CrEntry *entry = &tape->entries[later];

      if (entry->state == CR_NODE_READY && !cr_gate_is_source (entry->gate)
          && (is_outdated (tape, entry) || is_next_to_updated (tape, entry)))
        tape->done[later] &= ~CR_DONE_FORWARD;
    }
}

void
cr_tape_end_update (CrTape *tape)
{
  g_clear_pointer (&tape->update, g_free);
}
