/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parameter vector: everything that training changes lies side by side at the beginning of the tape's arenas. */
#include "cr-tape-private.h"

#include <string.h>

/* Weights and bias. */
#define N_PARTS 2

static void
add_parameter (CrTape *tape, guint32 slot_index, const CrNode *node, guint attribute, gboolean decays)
{
  CrSlot *slot = &g_array_index (tape->slots, CrSlot, slot_index);
  CrTapeParameter parameter = { node->key, attribute, slot->shape, tape->n_parameters, decays };

  slot->is_parameter = TRUE;
  slot->offset = tape->n_parameters;
  tape->n_parameters += cr_slot_get_size (slot);
  g_array_append_val (tape->parameters, parameter);
}

/* The unit's weights (0) or bias (1). */
static void
add_part_of_unit (CrTape *tape, const CrEntry *entry, guint nth)
{
  const CrGate *gate = entry->gate;
  guint found = 0;

  for (guint i = 0; i < gate->n_attributes; i++)
    if (gate->attributes[i].is_parameter && found++ == nth)
      add_parameter (tape, cr_tape_get_operands (tape, entry)[entry->node->n_operands + nth], entry->node, i,
                     strcmp (gate->attributes[i].name, "weights") == 0);
}

/* Weights, then biases; of a layer all weights, then all biases, where its first unit stands. */
static void
add_parameters_of (CrTape *tape, guint place)
{
  const CrEntry *entry = &tape->entries[place];
  const CrGate *gate = entry->gate;
  const guint32 *members = &place;
  guint n_members = 1;

  if (entry->compiled != CR_NODE_READY)
    return;
  if (cr_gate_is_source (gate) && strcmp (gate->name, "parameter") == 0)
    add_parameter (tape, place, entry->node, cr_gate_find_attribute (gate, "value"), cr_node_get_number (entry->node, "decay") != 0);
  if (entry->layer != CR_NO_LAYER)
    {
      members = (const guint32 *) cr_tape_get_layer (tape, entry->layer)->members->data;
      n_members = cr_tape_get_layer (tape, entry->layer)->members->len;
    }
  for (guint nth = 0; cr_gate_is_unit (gate) && members[0] == place && nth < N_PARTS; nth++)
    for (guint i = 0; i < n_members; i++)
      add_part_of_unit (tape, &tape->entries[members[i]], nth);
}

gsize
cr_tape_place_parameters (CrTape *tape)
{
  tape->parameters = g_array_new (FALSE, FALSE, sizeof (CrTapeParameter));
  tape->n_parameters = 0;
  for (guint place = 0; place < tape->n_entries; place++)
    add_parameters_of (tape, place);
  return tape->n_parameters;
}

void
cr_tape_get_parameters (CrTape *tape, CrTapeParameters *parameters)
{
  cr_tape_need_gradients (tape);
  *parameters = (CrTapeParameters) {
    .values = tape->values,
    .gradients = tape->gradients,
    .n = tape->n_parameters,
    .parts = (const CrTapeParameter *) tape->parameters->data,
    .n_parts = tape->parameters->len,
  };
}

void
cr_tape_mark_changed (CrTape *tape)
{
  cr_tape_end_walk (tape);
  cr_tape_forget_pass (tape);
  tape->is_trained = TRUE;
  tape->has_values = tape->has_gradients = FALSE;
}

void
cr_tape_forget_training (CrTape *tape)
{
  if (!tape->is_trained)
    return;
  for (guint i = 0; i < tape->parameters->len; i++)
    cr_tape_load_node (tape, tape->places[g_array_index (tape->parameters, CrTapeParameter, i).key]);
  cr_tape_forget_pass (tape);
  tape->is_trained = tape->has_values = tape->has_gradients = FALSE;
}
