/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a tape with the numbers that its nodes hold: values of sources, weights and biases of units, bound data. */
#include "cr-random.h"
#include "cr-tape-private.h"

#include <string.h>

static void
load_matrix (CrTape *tape, const CrSlot *slot, const CrMatrix *matrix)
{
  memcpy (tape->values + slot->offset, matrix->entries, cr_slot_get_size (slot) * sizeof (double));
}

static void
load_source (CrTape *tape, const CrNode *node, const CrSlot *slot)
{
  const CrBinding *binding = g_hash_table_lookup (tape->bindings, GUINT_TO_POINTER (node->key));
  const CrMatrix *value = cr_node_get_matrix (node, "value");
  const CrAttribute *init = cr_node_get_attribute (node, "init");

  if (binding != NULL)
    memcpy (tape->values + slot->offset, binding->entries, cr_slot_get_size (slot) * sizeof (double));
  else if (value != NULL)
    load_matrix (tape, slot, value);
  else if (init != NULL)
    cr_random_fill_init (init->init, tape->values + slot->offset);
  else
    memset (tape->values + slot->offset, 0, cr_slot_get_size (slot) * sizeof (double));
}

/* A unit's weights that are not written out are drawn from the run's seed and its id; its biases are 0. */
static void
draw_weights (CrTape *tape, const CrEntry *entry, const CrSlot *slot)
{
  const CrTraining *training = cr_graph_get_parts (tape->graph)->training;

  cr_random_fill_unit (training != NULL ? training->seed : 0, entry->node, slot->shape, tape->values + slot->offset);
}

static void
load_parameter (CrTape *tape, const CrEntry *entry, guint attribute, const CrSlot *slot)
{
  const CrAttribute *given = &entry->node->attributes[attribute];
  const CrAttributeInfo *info = &entry->gate->attributes[attribute];

  if (!given->is_set && strcmp (info->name, "weights") == 0)
    draw_weights (tape, entry, slot);
  else if (info->kind == CR_ATTRIBUTE_NUMBER)
    tape->values[slot->offset] = given->is_set ? given->number : info->standard;
  else if (given->is_set)
    load_matrix (tape, slot, given->matrix);
  else
    memset (tape->values + slot->offset, 0, cr_slot_get_size (slot) * sizeof (double));
}

void
cr_tape_load_node (CrTape *tape, guint place)
{
  const CrEntry *entry = &tape->entries[place];
  const CrGate *gate = entry->gate;
  guint next = entry->n_wired;

  if (entry->compiled != CR_NODE_READY)
    return;
  if (cr_gate_is_source (gate))
    load_source (tape, entry->node, cr_tape_get_slot (tape, place));
  for (guint i = 0; cr_gate_is_unit (gate) && i < gate->n_attributes; i++)
    if (gate->attributes[i].is_parameter)
      load_parameter (tape, entry, i, cr_tape_get_slot (tape, cr_tape_get_operands (tape, entry)[next++]));
}
