/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fully connected layers of a tape: finding them and running them on a batch, whether they are drawn as neurons or as one node.
 *
 * How this works: neurons that have the same operands in the same order and the same activation are one layer, as `dense` is by itself.
 * Whatever is bound, the weights of a layer lie side by side in the parameter vector and its biases behind them. On a batch the rows of
 * its results lie side by side too (cr-tape-plan.c sees to that), and one call of cr-layer.h runs all its units. Layers that follow one
 * upon another are run together, some examples at a time, so that what one leaves for the next is still in the cache. All numbers stand
 * where single gates would have put them.
 */
#include "cr-gate-private.h"
#include "cr-product.h"
#include "cr-tape-private.h"

#include <string.h>

/* --- Finding them --- */

static CrUnitActivation
get_activation (gconstpointer node)
{
  return cr_unit_get_activation (node);
}

/* Of a neuron, for the table of layers: by what makes it one with others. */
static guint
hash_neuron (gconstpointer key)
{
  const CrNode *node = key;
  guint hash = g_direct_hash (get_activation (node).gate);

  for (guint i = 0; i < node->n_operands; i++)
    hash = hash * 31 + node->operands[i];
  return hash;
}

static gboolean
are_of_one_layer (gconstpointer a, gconstpointer b)
{
  const CrNode *first = a, *second = b;

  return first->n_operands == second->n_operands && get_activation (a).gate == get_activation (b).gate &&
         memcmp (first->operands, second->operands, first->n_operands * sizeof (CrKey)) == 0;
}

static guint32
add_layer (CrTape *tape)
{
  CrTapeLayer layer = { .members = g_array_new (FALSE, FALSE, sizeof (guint32)) };

  g_array_append_val (tape->layers, layer);
  return tape->layers->len - 1;
}

static void
add_member (CrTape *tape, guint32 layer, guint32 place)
{
  tape->entries[place].layer = layer;
  g_array_append_val (cr_tape_get_layer (tape, layer)->members, place);
}

static void
clear_layer (gpointer data)
{
  CrTapeLayer *layer = data;

  g_array_unref (layer->members);
  g_free (layer->loops.inputs);
}

void
cr_tape_find_layers (CrTape *tape)
{
  g_autoptr (GHashTable) by_neuron = g_hash_table_new (hash_neuron, are_of_one_layer);

  tape->loops = cr_loops_get ();
  tape->layers = g_array_new (FALSE, TRUE, sizeof (CrTapeLayer));
  g_array_set_clear_func (tape->layers, clear_layer);
  for (guint place = 0; place < tape->n_entries; place++)
    {
      CrEntry *entry = &tape->entries[place];
      gpointer node = (gpointer) entry->node, known;

      entry->layer = CR_NO_LAYER;
      if (entry->compiled != CR_NODE_READY || !cr_gate_is_unit (entry->gate))
        continue;
      if (strcmp (entry->gate->name, "dense") == 0)
        add_member (tape, add_layer (tape), place);
      else if (strcmp (entry->gate->name, "neuron") == 0)
        {
          if (!g_hash_table_lookup_extended (by_neuron, node, NULL, &known))
            g_hash_table_insert (by_neuron, node, known = GUINT_TO_POINTER (add_layer (tape)));
          add_member (tape, GPOINTER_TO_UINT (known), place);
        }
    }
}

/* --- Which of them run as layers --- */

static gboolean
find_loops_activation (CrUnitActivation activation, CrLayer *loops)
{
  static const struct
  {
    const char *gate;
    CrLayerActivation activation;
  } known[] = {
    { "tanh", CR_LAYER_TANH },
    { "sigmoid", CR_LAYER_SIGMOID },
    { "relu", CR_LAYER_RELU },
    { "leaky_relu", CR_LAYER_LEAKY_RELU },
  };

  loops->alpha = activation.alpha;
  loops->activation = CR_LAYER_LINEAR;
  if (activation.gate == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (known) && cr_unit_activation_has_slope_of_value (activation); i++)
    if (strcmp (activation.gate->name, known[i].gate) == 0)
      {
        loops->activation = known[i].activation;
        return TRUE;
      }
  return FALSE;
}

/* All that come in hold the batch, all have one alpha, and the output depends on all members or on none. */
static gboolean
members_go_together (const CrTape *tape, const CrTapeLayer *layer)
{
  guint32 first_place = g_array_index (layer->members, guint32, 0);
  const CrEntry *first = &tape->entries[first_place];
  guint32 width = cr_tape_get_slot (tape, first_place)->width;

  for (guint i = 0; i < first->node->n_operands; i++)
    if (cr_tape_get_slot (tape, cr_tape_get_operands (tape, first)[i])->width != width)
      return FALSE;
  for (guint i = 1; i < layer->members->len; i++)
    {
      const CrEntry *member = &tape->entries[g_array_index (layer->members, guint32, i)];

      if (member->dependence != first->dependence || get_activation (member->node).alpha != get_activation (first->node).alpha)
        return FALSE;
    }
  return width > 1;
}

void
cr_tape_choose_layers (CrTape *tape)
{
  for (guint32 i = 0; i < tape->layers->len; i++)
    {
      CrTapeLayer *layer = cr_tape_get_layer (tape, i);
      guint32 first_place = g_array_index (layer->members, guint32, 0);
      const CrEntry *first = &tape->entries[first_place];
      gboolean is_dense = strcmp (first->gate->name, "dense") == 0;

      layer->loops.n_inputs = is_dense ? cr_tape_get_slot (tape, cr_tape_get_operands (tape, first)[0])->shape.rows : first->node->n_operands;
      layer->loops.n_units = is_dense ? cr_tape_get_slot (tape, first_place)->shape.rows : layer->members->len;
      layer->is_fused = cr_product_get_path () == CR_PRODUCT_FASTEST && members_go_together (tape, layer) &&
                        find_loops_activation (get_activation (first->node), &layer->loops) &&
                        MAX (layer->loops.n_inputs, layer->loops.n_units) <= (is_dense ? CR_LAYER_LARGEST_DENSE : CR_LAYER_LARGEST);
      tape->has_fused_layers |= layer->is_fused;
    }
}

gboolean
cr_tape_fits_layer (const CrTape *tape, guint place)
{
  const CrEntry *entry = &tape->entries[place];

  if (entry->layer == CR_NO_LAYER || !cr_tape_get_layer (tape, entry->layer)->is_fused)
    return TRUE;
  return get_activation (entry->node).alpha == cr_tape_get_layer (tape, entry->layer)->loops.alpha;
}

/* --- Where they lie --- */

static void
place_inputs (CrTape *tape, CrTapeLayer *layer, const CrEntry *first)
{
  const guint32 *operands = cr_tape_get_operands (tape, first);
  const CrSlot *slot = cr_tape_get_slot (tape, operands[0]);

  layer->loops.inputs = g_new (guint32, layer->loops.n_inputs);
  for (guint32 i = 0; i < layer->loops.n_inputs; i++)
    layer->loops.inputs[i] = first->node->n_operands > 1 ? cr_tape_get_slot (tape, operands[i])->offset : slot->offset + i * slot->width;
  for (guint32 i = 0; i < first->node->n_operands; i++)
    layer->loops.wants_input_gradients |= cr_tape_get_slot (tape, operands[i])->gets_gradient;
}

void
cr_tape_place_layers (CrTape *tape)
{
  for (guint32 i = 0; i < tape->layers->len; i++)
    {
      CrTapeLayer *layer = cr_tape_get_layer (tape, i);

      if (!layer->is_fused)
        continue;

      guint32 first_place = g_array_index (layer->members, guint32, 0);
      const CrEntry *first = &tape->entries[first_place];
      const CrSlot *result = cr_tape_get_slot (tape, first_place);

      layer->loops.results = result->offset;
      layer->loops.stride = result->width;
      if (layer->members->len > 1)
        layer->loops.stride = cr_tape_get_slot (tape, g_array_index (layer->members, guint32, 1))->offset - result->offset;
      layer->loops.weights = cr_tape_get_slot (tape, cr_tape_get_operands (tape, first)[first->node->n_operands])->offset;
      place_inputs (tape, layer, first);
    }
}

/* --- Running --- */

gboolean
cr_tape_runs_as_layer (const CrTape *tape, const CrEntry *entry)
{
  return entry->layer != CR_NO_LAYER && cr_tape_get_layer (tape, entry->layer)->is_fused && cr_tape_has_plan (tape);
}

void
cr_tape_forward_one_layer (CrTape *tape, guint32 layer)
{
  const CrTapeLayer *this = cr_tape_get_layer (tape, layer);
  gsize width = cr_tape_get_slot (tape, g_array_index (this->members, guint32, 0))->width;

  for (gsize begin = 0; begin < width; begin += CR_LAYER_STRIP)
    tape->loops->layer_forward (&this->loops, tape->values, begin, MIN (CR_LAYER_STRIP, width - begin));
  tape->n_gates_run += this->members->len;
}

guint
cr_tape_forward_layers (CrTape *tape, guint first)
{
  const CrRun *runs = tape->plan.runs + first, *end = runs + runs->layers_from;
  gsize width = cr_tape_get_slot (tape, runs->place)->width;
  double *values = tape->values;
  void (*forward) (const CrLayer *, double *, gsize, gsize) = tape->loops->layer_forward;

  for (gsize begin = 0; begin < width; begin += CR_LAYER_STRIP)
    for (const CrRun *run = runs; run < end; run++)
      {
        forward (run->loops, values, begin, MIN (CR_LAYER_STRIP, width - begin));
        tape->n_gates_run += begin == 0 ? run->count : 0;
      }
  return end - runs;
}

guint
cr_tape_backward_layers (CrTape *tape, guint last)
{
  const CrRun *runs = tape->plan.runs + last, *end = runs - runs->layers_to;
  gsize width = cr_tape_get_slot (tape, runs->place)->width;
  const double *values = tape->values;
  double *gradients = tape->gradients;
  void (*backward) (const CrLayer *, const double *, double *, gsize, gsize) = tape->loops->layer_backward;

  for (gsize begin = 0; begin < width; begin += CR_LAYER_STRIP)
    for (const CrRun *run = runs; run > end; run--)
      {
        if (run->is_wanted)
          backward (run->loops, values, gradients, begin, MIN (CR_LAYER_STRIP, width - begin));
        tape->n_gates_run += begin == 0 ? run->count : 0;
      }
  return runs - end;
}
