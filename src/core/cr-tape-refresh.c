/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After an edit of values, computing only what depends on it.
 *
 * How this works: what was changed since the last whole forward pass is noted. From there the wires are followed downwards; what is
 * reached is put in the tape's order and run. Where that is much of the tape a whole pass is quicker, and is taken. Gradients are those
 * of the last pass as long as the output depends on nothing that was reached: a gate's local gradient is made of its operands and its
 * result. Else the whole backward pass is run: what the output depends on feels a change of the output itself.
 */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

#include <stdlib.h>
#include <string.h>

/* A part of the tape larger than this is not worth picking out. */
#define LARGEST_PART(n) (16 + (n) / 32)

void
cr_tape_note_change (CrTape *tape, guint place)
{
  guint32 noted = place;

  tape->has_values = tape->has_gradients = FALSE;
  if (tape->is_whole)
    g_array_append_val (tape->changed, noted);
}

void
cr_tape_forget_pass (CrTape *tape)
{
  tape->is_whole = tape->has_whole_gradients = FALSE;
  if (tape->changed->len > 0)
    g_array_set_size (tape->changed, 0);
}

/* Who uses which node: users[first[place]] … are the places of those that have it as an operand. */
static void
find_users (CrTape *tape)
{
  CrUsers *users = &tape->users;

  users->first = g_new0 (guint32, (gsize) tape->n_entries + 2);
  for (guint place = 0; place < tape->n_entries; place++)
    for (guint i = 0; i < tape->entries[place].n_operands; i++)
      {
        guint32 operand = cr_tape_get_operands (tape, &tape->entries[place])[i];

        if (operand < tape->n_entries)
          users->first[operand + 2]++;
      }
  for (guint place = 0; place < tape->n_entries; place++)
    users->first[place + 2] += users->first[place + 1];
  users->places = g_new (guint32, (gsize) users->first[tape->n_entries + 1] + 1);
  for (guint place = 0; place < tape->n_entries; place++)
    for (guint i = 0; i < tape->entries[place].n_operands; i++)
      {
        guint32 operand = cr_tape_get_operands (tape, &tape->entries[place])[i];

        if (operand < tape->n_entries)
          users->places[users->first[operand + 1]++] = place;
      }
  users->is_reached = g_new0 (guint8, (gsize) tape->n_entries + 1);
}

void
cr_tape_clear_users (CrTape *tape)
{
  g_free (tape->users.first);
  g_free (tape->users.places);
  g_free (tape->users.is_reached);
  memset (&tape->users, 0, sizeof tape->users);
}

static void
reach (CrTape *tape, GArray *reached, guint32 place)
{
  if (tape->users.is_reached[place])
    return;
  tape->users.is_reached[place] = TRUE;
  g_array_append_val (reached, place);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return one < other ? -1 : one > other;
}

/* What was changed and all that depends on it, in the tape's order; NULL where that is much. */
static GArray *
find_reached (CrTape *tape)
{
  g_autoptr (GArray) reached = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint largest = LARGEST_PART (tape->n_entries);

  if (tape->users.first == NULL)
    find_users (tape);
  for (guint i = 0; i < tape->changed->len; i++)
    reach (tape, reached, g_array_index (tape->changed, guint32, i));
  for (guint i = 0; i < reached->len && reached->len <= largest; i++)
    {
      guint32 place = g_array_index (reached, guint32, i);

      for (guint32 j = tape->users.first[place]; j < tape->users.first[place + 1]; j++)
        reach (tape, reached, tape->users.places[j]);
    }
  for (guint i = 0; i < reached->len; i++)
    tape->users.is_reached[g_array_index (reached, guint32, i)] = FALSE;
  if (reached->len > largest)
    return NULL;
  g_array_sort (reached, compare_places);
  return g_steal_pointer (&reached);
}

gboolean
cr_tape_refresh (CrTape *tape)
{
  g_autoptr (GArray) reached = NULL;
  guint32 last_layer = CR_NO_LAYER;

  if (!tape->is_whole || cr_tape_has_run_problems (tape))
    return FALSE;
  reached = find_reached (tape);
  if (reached == NULL)
    return FALSE;
  for (guint i = 0; i < reached->len; i++)
    {
      guint32 place = g_array_index (reached, guint32, i);
      const CrEntry *entry = &tape->entries[place];

      if (entry->dependence != CR_DEPENDENCE_NONE)
        tape->has_whole_gradients = FALSE;
      if (!cr_tape_runs_as_layer (tape, entry))
        cr_tape_run_forward (tape, place);
      else if (entry->layer != last_layer)
        cr_tape_forward_one_layer (tape, last_layer = entry->layer);
    }
  g_array_set_size (tape->changed, 0);
  return TRUE;
}
