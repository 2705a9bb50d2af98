/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a tape: gates of one kind on one level are run as one gate on a batch, and chains of gates as one gate.
 *
 * How this works: a node's level is one more than the greatest of its operands', so nodes of a level do not depend on each other, and
 * levels can be run in order. Within a level, scalar gates of one kind are put side by side, with their results side by side in the
 * arena, and run in one loop (cr-tape-rows.c); so are gates that hold a batch. The units of a layer (cr-tape-layers.c) are a run too.
 * A large tape is taken in parts, each with levels of its own, so that what a gate uses is mostly still in the cache: nodes that belong
 * together stand together in a file. (Not where there are layers: those of one net are to follow each other.)
 * Sorting is two counting sorts, by kind and then by level, without a comparison.
 *
 * Everything else (matrices, units, losses, gates with attributes, gates with a batch beside none) is a run of one.
 */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

#include <string.h>

/* So many nodes with their values, gradients and operands fit in the second cache. */
#define PART 32768

/* Blocks of this many numbers and more begin at a multiple of it: a cache line. */
#define ALIGNMENT 8

/* --- Sorting --- */

/* How deep each node lies: 0 for sources and for what is not computed; else deeper than its operands, and than all parts before its own. */
static guint32 *
find_levels (const CrTape *tape, guint32 *n_levels)
{
  guint32 *levels = g_new0 (guint32, tape->n_entries + 1);
  guint32 least = 1;

  *n_levels = 1;
  for (guint place = 0; place < tape->n_entries; place++)
    {
      const CrEntry *entry = &tape->entries[place];

      if (place % PART == 0 && !tape->has_fused_layers)
        least = *n_levels;
      if (entry->compiled != CR_NODE_READY || cr_gate_is_source (entry->gate))
        continue;
      levels[place] = least;
      for (guint i = 0; i < entry->n_wired; i++)
        levels[place] = MAX (levels[place], levels[cr_tape_get_operands (tape, entry)[i]] + 1);
      *n_levels = MAX (*n_levels, levels[place] + 1);
    }
  return levels;
}

static gboolean
is_fused (const CrTape *tape, const CrEntry *entry)
{
  return entry->layer != CR_NO_LAYER && cr_tape_get_layer (tape, entry->layer)->is_fused;
}

/* The kinds of a level: alone (0); a gate of the table, on rows or single numbers, with the output depending on it or not; a layer. */
static guint32 *
find_kinds (const CrTape *tape, guint32 *n_kinds)
{
  guint32 *kinds = g_new0 (guint32, tape->n_entries + 1);
  g_autoptr (GHashTable) indices = g_hash_table_new (NULL, NULL);
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  const CrGate *last = NULL;
  guint32 last_index = 0;

  for (guint i = 0; i < n_gates; i++)
    g_hash_table_insert (indices, (gpointer) gates[i], GUINT_TO_POINTER (i));
  for (guint place = 0; place < tape->n_entries; place++)
    {
      const CrEntry *entry = &tape->entries[place];

      if (is_fused (tape, entry))
        kinds[place] = 1 + 4 * n_gates + entry->layer;
      if (entry->compiled != CR_NODE_READY || cr_gate_is_source (entry->gate))
        continue;

      if (!cr_tape_has_rows (tape, place))
        continue;
      if (entry->gate != last)
        last_index = GPOINTER_TO_UINT (g_hash_table_lookup (indices, last = entry->gate));
      kinds[place] = 1 + 4 * last_index + 2 * (cr_tape_get_slot (tape, place)->width > 1) + (entry->dependence == CR_DEPENDENCE_FULL);
    }
  *n_kinds = 1 + 4 * n_gates + tape->layers->len;
  return kinds;
}

/* Sorts @places by @numbers, each below @limit, and keeps the order of those that are alike. */
static guint32 *
sort_by (guint32 *places, guint n, const guint32 *numbers, guint32 limit)
{
  g_autofree guint32 *next = g_new0 (guint32, (gsize) limit + 1);
  guint32 *sorted = g_new (guint32, (gsize) n + 1);

  for (guint i = 0; i < n; i++)
    next[numbers[places[i]] + 1]++;
  for (guint32 number = 1; number <= limit; number++)
    next[number] += next[number - 1];
  for (guint i = 0; i < n; i++)
    sorted[next[numbers[places[i]]]++] = places[i];
  g_free (places);
  return sorted;
}

/* --- Places in the arenas --- */

/* The nodes in the order of the plan, and how they were sorted. */
typedef struct
{
  const guint32 *places;
  const guint32 *levels;
  const guint32 *kinds;
} Sorted;

/* How many nodes from @at on are of one kind and on one level. */
static guint32
count_alike (const CrTape *tape, const Sorted *sorted, guint at)
{
  guint32 place = sorted->places[at], count = 1;

  while (sorted->kinds[place] != 0 && at + count < tape->n_entries && sorted->kinds[sorted->places[at + count]] == sorted->kinds[place] &&
         sorted->levels[sorted->places[at + count]] == sorted->levels[place])
    count++;
  return count;
}

/* Whether the results of @count nodes alike may be a link of a chain: they are put at the beginning of a vector and filled up to whole ones. */
static gboolean
wants_whole_vectors (const CrTape *tape, guint32 place, guint32 count)
{
  return count > 1 && tape->entries[place].gate->values != NULL && cr_tape_get_slot (tape, place)->width == 1;
}

/* The next multiple of ALIGNMENT. */
static gsize
align (gsize offset)
{
  return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Gives a slot the offset @end or one behind it. Returns: where it ends. */
static gsize
place_slot (CrTape *tape, guint32 index, gsize end)
{
  CrSlot *slot = &g_array_index (tape->slots, CrSlot, index);
  gsize size = cr_slot_get_room (slot);

  if (slot->is_parameter)
    return end;
  if (size >= ALIGNMENT)
    end = align (end);
  slot->offset = end;
  return end + size;
}

/* Gives slots their offsets: parameters first, then nodes as they are sorted, then what is left of units. */
static void
place_slots (CrTape *tape, const Sorted *sorted)
{
  gsize end = cr_tape_place_parameters (tape);
  guint32 count;

  for (guint i = 0; i < tape->n_entries; i += count)
    {
      gboolean is_whole;

      count = count_alike (tape, sorted, i);
      is_whole = wants_whole_vectors (tape, sorted->places[i], count);
      end = is_whole ? align (end) : end;
      for (guint32 k = 0; k < count; k++)
        end = place_slot (tape, sorted->places[i + k], end);
      end = is_whole ? align (end) : end;
    }
  for (guint32 i = tape->n_entries; i < tape->slots->len; i++)
    end = place_slot (tape, i, end);
  tape->n_numbers = end;
}

/* --- Runs --- */

static void
add_run (CrTape *tape, GArray *runs, GArray *offsets, guint32 at, guint32 count)
{
  const guint32 *places = tape->plan.places + at;
  const CrEntry *first = &tape->entries[places[0]];
  guint32 layer = is_fused (tape, first) ? first->layer : CR_NO_LAYER;
  gboolean is_rows = cr_tape_has_rows (tape, places[0]);
  CrRun run = {
    .place = places[0],
    .first = at,
    .count = count,
    .first_operand = offsets->len,
    .offset = cr_tape_get_slot (tape, places[0])->offset,
    .layer = layer,
    .loops = layer != CR_NO_LAYER ? &cr_tape_get_layer (tape, layer)->loops : NULL,
    .is_rows = is_rows,
    .is_wanted = first->dependence == CR_DEPENDENCE_FULL,
  };

  if (!is_rows && layer == CR_NO_LAYER)
    run.call = tape->plan.n_calls++;

  if (is_rows)
    g_array_set_size (offsets, run.first_operand + first->n_operands * count);
  for (guint32 i = 0; is_rows && i < count; i++)
    {
      const guint32 *operands = cr_tape_get_operands (tape, &tape->entries[places[i]]);

      for (guint k = 0; k < first->n_operands; k++)
        g_array_index (offsets, guint32, run.first_operand + k * count + i) = cr_tape_get_slot (tape, operands[k])->offset;
    }
  g_array_append_val (runs, run);
}

/* Layers that follow one upon another are run together. */
static void
count_layers (GArray *runs)
{
  guint32 n = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      CrRun *run = &g_array_index (runs, CrRun, i);

      run->layers_to = n = run->layer != CR_NO_LAYER ? n + 1 : 0;
    }
  n = 0;
  for (guint i = runs->len; i-- > 0;)
    {
      CrRun *run = &g_array_index (runs, CrRun, i);

      run->layers_from = n = run->layer != CR_NO_LAYER ? n + 1 : 0;
    }
}

/* Cuts the sorted places into runs. */
static void
make_runs (CrTape *tape, const Sorted *sorted)
{
  const guint32 *places = sorted->places;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (CrRun));
  g_autoptr (GArray) offsets = g_array_sized_new (FALSE, FALSE, sizeof (guint32), 2 * tape->n_entries);
  CrChains chains;
  guint count;

  cr_chains_init (&chains, tape);
  for (guint i = 0; i < tape->n_entries; i += count)
    {
      const CrEntry *entry = &tape->entries[places[i]];

      count = 1;
      if (entry->compiled != CR_NODE_READY || cr_gate_is_source (entry->gate))
        continue;
      count = count_alike (tape, sorted, i);
      if (cr_tape_is_link (tape, places + i, count))
        cr_chains_add (&chains, runs, i, count);
      else
        add_run (tape, runs, offsets, i, count);
    }
  cr_chains_end (&chains, runs);
  count_layers (runs);
  tape->plan.n_runs = runs->len;
  tape->plan.runs = (CrRun *) g_array_free (g_steal_pointer (&runs), FALSE);
  tape->plan.n_offsets = offsets->len;
  tape->plan.offsets = (guint32 *) g_array_free (g_steal_pointer (&offsets), FALSE);
}

void
cr_tape_make_plan (CrTape *tape)
{
  guint32 n_levels, n_kinds;
  g_autofree guint32 *levels = find_levels (tape, &n_levels);
  g_autofree guint32 *kinds = find_kinds (tape, &n_kinds);
  guint32 *places = g_new (guint32, tape->n_entries);

  for (guint place = 0; place < tape->n_entries; place++)
    places[place] = place;
  places = sort_by (places, tape->n_entries, kinds, n_kinds);
  places = sort_by (places, tape->n_entries, levels, n_levels);
  tape->plan.places = places;

  Sorted sorted = { places, levels, kinds };

  place_slots (tape, &sorted);
  cr_tape_place_layers (tape);
  make_runs (tape, &sorted);
  cr_tape_choose_overwritten (tape);
}

void
cr_tape_clear_plan (CrTape *tape)
{
  g_free (tape->plan.runs);
  g_free (tape->plan.places);
  g_free (tape->plan.offsets);
  g_free (tape->plan.are_new);
  g_free (tape->plan.overwrites);
  g_free (tape->plan.links);
  g_free (tape->plan.calls);
  g_free (tape->plan.blocks);
  g_clear_pointer (&tape->plan.cleared, g_array_unref);
  memset (&tape->plan, 0, sizeof tape->plan);
}

gboolean
cr_tape_has_plan (const CrTape *tape)
{
  return tape->plan.runs != NULL && g_hash_table_size (tape->faults) == 0;
}

/* --- Gates that are alone --- */

static gboolean
is_alone (const CrRun *run)
{
  return !run->is_rows && run->n_links == 0 && run->layer == CR_NO_LAYER;
}

static guint
count_blocks (const CrTape *tape)
{
  guint n = 0;

  for (guint i = 0; i < tape->plan.n_runs; i++)
    if (is_alone (&tape->plan.runs[i]))
      n += tape->entries[tape->plan.runs[i].place].n_operands;
  return n;
}

void
cr_tape_prepare_calls (CrTape *tape)
{
  CrPlan *plan = &tape->plan;
  CrBlock *blocks = plan->blocks = g_new (CrBlock, count_blocks (tape) + 1);

  plan->calls = g_new (CrCall, plan->n_calls + 1);
  tape->is_following = TRUE;
  for (guint i = 0; i < plan->n_runs; i++)
    {
      if (!is_alone (&plan->runs[i]))
        continue;

      CrCall call = cr_tape_make_call (tape, plan->runs[i].place, TRUE);

      memcpy (blocks, call.operands, call.n_operands * sizeof (CrBlock));
      call.operands = blocks;
      blocks += call.n_operands;
      plan->calls[plan->runs[i].call] = call;
    }
  tape->is_following = FALSE;
}

/* The call of such a gate with the attributes that its node has now. */
static const CrCall *
get_call (CrTape *tape, const CrRun *run)
{
  CrCall *call = &tape->plan.calls[run->call];

  call->node = tape->entries[run->place].node;
  return call;
}

static void
backward_alone (CrTape *tape, const CrRun *run)
{
  if (tape->done != NULL)
    {
      cr_tape_backward_step (tape, run->place);
      return;
    }

  const CrCall *call = get_call (tape, run);

  tape->n_gates_run++;
  call->gate->backward (call);
}

/* --- Running --- */

/* One by one, as it has to be where some cannot be computed. */
static void
step_forward (CrTape *tape, const CrRun *run)
{
  for (guint32 i = 0; i < run->count; i++)
    cr_tape_run_forward (tape, tape->plan.places[run->first + i]);
  for (guint32 k = 1; k < run->n_links; k++)
    for (guint32 i = 0; i < run->count; i++)
      cr_tape_run_forward (tape, tape->plan.places[tape->plan.links[run->first_link + k].first + i]);
}

void
cr_tape_forward_along_plan (CrTape *tape)
{
  guint n_done;

  for (guint i = 0; i < tape->plan.n_runs; i += n_done)
    {
      const CrRun *run = &tape->plan.runs[i];

      n_done = 1;
      if (cr_tape_has_run_problems (tape))
        step_forward (tape, run);
      else if (run->layer != CR_NO_LAYER)
        n_done = cr_tape_forward_layers (tape, i);
      else if (run->n_links > 0)
        cr_tape_forward_chain (tape, run);
      else if (run->is_rows)
        cr_tape_forward_rows (tape, run);
      else if (tape->plan.calls != NULL)
        cr_tape_call_forward (tape, run->place, get_call (tape, run));
      else
        step_forward (tape, run);
    }
}

void
cr_tape_backward_along_plan (CrTape *tape)
{
  guint n_done;

  tape->is_following = TRUE;
  for (guint i = tape->plan.n_runs; i > 0; i -= n_done)
    {
      const CrRun *run = &tape->plan.runs[i - 1];

      n_done = 1;
      if (run->layer != CR_NO_LAYER)
        n_done = cr_tape_backward_layers (tape, i - 1);
      else if (!run->is_wanted)
        continue;
      else if (run->n_links > 0)
        cr_tape_backward_chain (tape, run);
      else if (run->is_rows)
        cr_tape_backward_rows (tape, run);
      else
        backward_alone (tape, run);
    }
  tape->is_following = FALSE;
}
