/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains of one-operand elementwise gates, each run as one.
 *
 * How this works: a link is gates of one kind whose operands lie side by side as their results do: to the gate they are one block of
 * numbers, without wires (a matrix, a row of examples, many gates of a level, one number). Links of which each takes what the one before it
 * leaves, and nothing else does, are a chain. It stands in the plan where its first link would, forward and backward: nothing that it needs
 * comes later than that, and what needs it does. A few numbers at a time go through the whole chain, so that what one gate leaves for the
 * next is still in the nearest cache; a single number stays in a register. Every value and gradient is stored where single gates would have
 * put it, the same to the bit. As nobody else sends gradients to what lies inside a chain, they are stored there and not added.
 */
#include "cr-gate-simple.h"
#include "cr-tape-private.h"

/* So many numbers go through a chain at a time, where its values and gradients do not all stay in the second cache. */
#define STRIP 128
#define FEW_NUMBERS 32768

void
cr_tape_fuse_chains (CrTape *tape, gboolean fuse)
{
  if (tape->is_unfused == !fuse)
    return;
  tape->is_unfused = !fuse;
  cr_tape_compile (tape);
}

/* --- Finding them --- */

/* Whether @count nodes at @places are a link. */
gboolean
cr_tape_is_link (const CrTape *tape, const guint32 *places, guint32 count)
{
  const CrEntry *first = &tape->entries[places[0]];

  if (first->gate->values == NULL || (count > 1 && first->gate->n_attributes > 0))
    return FALSE;

  const CrSlot *operand = cr_tape_get_slot (tape, cr_tape_get_operands (tape, first)[0]);
  gsize size = cr_slot_get_room (operand);

  for (guint32 i = 1; i < count; i++)
    if (cr_tape_get_slot (tape, cr_tape_get_operands (tape, &tape->entries[places[i]])[0])->offset != operand->offset + i * size)
      return FALSE;
  return TRUE;
}

void
cr_chains_init (CrChains *chains, CrTape *tape)
{
  *chains = (CrChains) {
    .tape = tape,
    .links = g_array_new (FALSE, FALSE, sizeof (CrLink)),
    .last_links = g_new0 (guint32, tape->n_entries + 1),
  };
}

/* How often each node is used: 2 for more than once. */
static void
count_uses (CrChains *chains)
{
  const CrTape *tape = chains->tape;

  chains->uses = g_new0 (guint8, tape->n_entries + 1);
  for (guint place = 0; place < tape->n_entries; place++)
    for (guint i = 0; i < tape->entries[place].n_wired; i++)
      {
        guint8 *uses = &chains->uses[cr_tape_get_operands (tape, &tape->entries[place])[i]];

        *uses = MIN (*uses + 1, 2);
      }
}

/* Whether nobody but @next, of as many gates, wants what @link leaves. */
static gboolean
leads_on (CrChains *chains, const CrLink *link, const CrLink *next)
{
  const CrTape *tape = chains->tape;
  guint32 output = tape->output_problem == NULL ? tape->places[tape->output] : CR_NO_PLACE;

  if (link->count != next->count || tape->entries[link->place].dependence != tape->entries[next->place].dependence)
    return FALSE;
  if (chains->uses == NULL)
    count_uses (chains);
  for (guint32 i = 0; i < link->count; i++)
    {
      guint32 place = tape->plan.places[link->first + i];

      if (chains->uses[place] != 1 || place == output)
        return FALSE;
    }
  return TRUE;
}

void
cr_chains_add (CrChains *chains, GArray *runs, guint32 at, guint32 count)
{
  const CrTape *tape = chains->tape;
  guint32 place = tape->plan.places[at];
  guint32 before = cr_tape_get_operands (tape, &tape->entries[place])[0];
  const CrSlot *operand = cr_tape_get_slot (tape, before);
  CrLink link = {
    .gate = tape->entries[place].gate,
    .operand = operand->offset,
    .result = cr_tape_get_slot (tape, place)->offset,
    .place = place,
    .first = at,
    .count = count,
    .next = CR_NO_PLACE,
    .sends = count > 1 || operand->gets_gradient,
    .simple = tape->entries[place].gate->simple,
  };
  guint32 last = before < tape->n_entries ? chains->last_links[before] : 0;
  gboolean continues = !tape->is_unfused && last > 0 && leads_on (chains, &g_array_index (chains->links, CrLink, last - 1), &link);

  if (continues)
    {
      CrLink *previous = &g_array_index (chains->links, CrLink, last - 1);

      previous->next = chains->links->len;
      link.run = previous->run;
      link.is_new = TRUE;
      g_array_index (runs, CrRun, link.run).n_links++;
    }
  else
    {
      CrRun run = {
        .place = place,
        .first = at,
        .count = count,
        .layer = CR_NO_LAYER,
        .is_wanted = tape->entries[place].dependence == CR_DEPENDENCE_FULL,
        .first_link = chains->links->len,
        .n_links = 1,
        .n_numbers = count * cr_slot_get_room (operand),
      };

      link.run = runs->len;
      g_array_append_val (runs, run);
    }
  g_array_append_val (chains->links, link);
  chains->last_links[place] = chains->links->len;
}

/* What is known of a chain as a whole. */
static void
describe (CrRun *run, const CrLink *links)
{
  run->n_computed = run->count > 1 ? (run->n_numbers + CR_ROW_STEP - 1) / CR_ROW_STEP * CR_ROW_STEP : run->n_numbers;
  run->is_simple = run->n_links > 1 && run->n_computed <= STRIP && run->n_computed % CR_ROW_STEP == 0;
  for (guint32 i = 0; i < run->n_links; i++)
    {
      run->is_simple &= links[i].simple != CR_SIMPLE_NONE;
      run->has_attributes |= links[i].gate->n_attributes > 0;
    }
}

void
cr_chains_end (CrChains *chains, GArray *runs)
{
  CrPlan *plan = &chains->tape->plan;
  CrLink *links = g_new (CrLink, chains->links->len + 1);
  guint32 n = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      CrRun *run = &g_array_index (runs, CrRun, i);
      guint32 from = run->first_link;

      run->first_link = n;
      plan->has_long_chains |= run->n_links > 1 && run->n_numbers >= CR_LINK_CLEARED;
      for (guint32 k = 0; k < run->n_links; k++)
        {
          links[n] = g_array_index (chains->links, CrLink, from);
          from = links[n++].next;
        }
      describe (run, links + run->first_link);
    }
  g_array_unref (chains->links);
  g_free (chains->last_links);
  g_free (chains->uses);
  plan->links = links;
}

/* --- Running them --- */

/* Takes the gates' attributes as the nodes have them now: an edit of a value does not compile. */
static void
take_attributes (const CrTape *tape, CrLink *links, guint32 n_links)
{
  for (guint32 i = 0; i < n_links; i++)
    {
      const CrAttribute *attribute = tape->entries[links[i].place].node->attributes;

      if (links[i].gate->n_attributes > 0)
        links[i].attribute = attribute->is_set ? attribute->number : links[i].gate->attributes->standard;
    }
}

/* How many numbers go through the chain at a time. */
static gsize
get_strip (const CrRun *run)
{
  return run->n_computed <= FEW_NUMBERS / (run->n_links + 1) ? run->n_computed : STRIP;
}

static void
forward_number (const CrLink *links, guint32 n_links, double *values)
{
  double x = values[links[0].operand];

  for (guint32 i = 0; i < n_links; i++)
    values[links[i].result] = x = links[i].gate->function (x, links[i].attribute);
}

static void
forward_block (const CrRun *run, const CrLink *links, double *values)
{
  gsize strip = get_strip (run);

  for (gsize begin = 0; begin < run->n_computed; begin += strip)
    for (guint32 i = 0; i < run->n_links; i++)
      links[i].gate->values (MIN (strip, run->n_computed - begin), values + links[i].operand + begin, values + links[i].result + begin,
                             links[i].attribute);
}

void
cr_tape_forward_chain (CrTape *tape, const CrRun *run)
{
  CrLink *links = tape->plan.links + run->first_link;

  tape->n_gates_run += (guint64) run->n_links * run->count;
  if (run->has_attributes)
    take_attributes (tape, links, run->n_links);
  if (run->n_numbers == 1)
    forward_number (links, run->n_links, tape->values);
  else if (run->is_simple)
    cr_chain_forward_simple (links, run->n_links, run->n_computed, tape->values);
  else
    forward_block (run, links, tape->values);
}

static void
backward_number (const CrLink *links, guint32 n_links, const double *values, double *gradients)
{
  double gradient = gradients[links[n_links - 1].result];

  for (guint32 i = n_links; i-- > 0;)
    {
      gradient = links[i].gate->product (values[links[i].operand], values[links[i].result], gradient, links[i].attribute);
      gradient += links[i].is_new ? 0 : gradients[links[i].operand];
      gradients[links[i].operand] = gradient;
    }
}

/* The numbers of one link from @begin on. */
static void
backward_link (const CrLink *link, gsize begin, gsize n, const double *values, double *gradients)
{
  gsize operand = link->operand + begin, result = link->result + begin;

  if (link->is_new)
    link->gate->stored_products (n, values + operand, values + result, gradients + result, gradients + operand, link->attribute);
  else if (link->sends)
    link->gate->products (n, values + operand, values + result, gradients + result, gradients + operand, link->attribute);
}

/* The first link's operands belong to others: behind the last of them is no room. */
static void
backward_block (const CrRun *run, const CrLink *links, const double *values, double *gradients)
{
  gsize strip = get_strip (run);

  for (gsize begin = 0; begin < run->n_numbers; begin += strip)
    {
      for (guint32 i = run->n_links; i-- > 1;)
        backward_link (&links[i], begin, MIN (strip, run->n_computed - begin), values, gradients);
      backward_link (&links[0], begin, MIN (strip, run->n_numbers - begin), values, gradients);
    }
}

void
cr_tape_backward_chain (CrTape *tape, const CrRun *run)
{
  CrLink *links = tape->plan.links + run->first_link;

  tape->n_gates_run += (guint64) run->n_links * run->count;
  if (run->has_attributes)
    take_attributes (tape, links, run->n_links);
  if (run->n_numbers == 1)
    backward_number (links, run->n_links, tape->values, tape->gradients);
  else if (run->is_simple)
    {
      cr_chain_backward_simple (links + 1, run->n_links - 1, run->n_computed, tape->values, tape->gradients);
      backward_link (links, 0, run->n_numbers, tape->values, tape->gradients);
    }
  else
    backward_block (run, links, tape->values, tape->gradients);
}
