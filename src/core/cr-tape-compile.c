/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiling a graph into a tape: order, shapes, slots in the arenas.
 *
 * How this works: the nodes are taken in topological order, so that each one's operands have their shapes when it is reached. A node
 * that cannot be computed keeps its place in the order, without a slot worth anything, and whatever depends on it waits. Sizes are
 * added up before any memory is taken, and a node that would pass the limit is in error like one whose shapes do not fit.
 */
#include "cr-arena.h"
#include "cr-gate-private.h"
#include "cr-limits.h"
#include "cr-order.h"
#include "cr-tape-private.h"

#include <string.h>

#define LIMIT_NUMBERS (CR_LIMIT_VALUE_BYTES / sizeof (double))

/* Counts @size numbers more, if all of them stay within the limit. Nothing is allocated yet. */
static gboolean
reserve (gsize *total, gsize size, GError **error)
{
  if (size > LIMIT_NUMBERS - MIN (*total, LIMIT_NUMBERS))
    {
      g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("the values of this graph would take more than the limit of %u MiB"),
                   (guint) (CR_LIMIT_VALUE_BYTES >> 20));
      return FALSE;
    }
  *total += size;
  return TRUE;
}

/* --- Shapes of sources --- */

/* FALSE where the source is bound to data that cannot be had. */
static gboolean
source_shape (const CrTape *tape, const CrNode *node, CrSlot *slot, GError **error)
{
  const CrBinding *binding = g_hash_table_lookup (tape->bindings, GUINT_TO_POINTER (node->key));
  const CrMatrix *value = cr_node_get_matrix (node, "value");
  const CrAttribute *init = cr_node_get_attribute (node, "init");
  const CrAttribute *feature = cr_node_get_attribute (node, "feature");

  if (binding != NULL && binding->problem != NULL)
    {
      g_set_error_literal (error, CR_ERROR, CR_ERROR_DATA, binding->problem);
      return FALSE;
    }
  slot->width = 1;
  slot->shape = (CrShape) { 1, 1 };
  if (binding != NULL)
    {
      slot->shape = binding->shape;
      slot->width = binding->width;
    }
  else if (value != NULL)
    slot->shape = value->shape;
  else if (init != NULL)
    slot->shape = init->init->shape;
  else if (feature != NULL)
    slot->shape.rows = g_strv_length (feature->features);
  return TRUE;
}

/* --- Units' parameters --- */

/* How many units a layer has, or pieces a maxout: as its weights or biases say where they are written out. */
static guint32
count_rows (const CrNode *node)
{
  static const guint32 fewest_pieces = 2;
  const CrMatrix *weights = cr_node_get_matrix (node, "weights");
  const CrAttribute *bias = cr_node_get_attribute (node, "bias");

  if (weights != NULL)
    return weights->shape.rows;
  if (cr_gate_find_attribute (node->gate, "units") >= 0)
    return (guint32) cr_node_get_number (node, "units");
  return bias != NULL ? bias->matrix->shape.rows : fewest_pieces;
}

/* The shape of a unit's parameter: as written out, else as many weights as there are operands. */
static CrShape
parameter_shape (const CrEntry *entry, guint attribute, const CrShape *operands)
{
  const CrNode *node = entry->node;
  const CrAttributeInfo *info = &node->gate->attributes[attribute];

  if (info->kind == CR_ATTRIBUTE_NUMBER)
    return (CrShape) { 1, 1 };
  if (node->attributes[attribute].is_set)
    return node->attributes[attribute].matrix->shape;
  if (strcmp (info->name, "weights") != 0)
    return (CrShape) { count_rows (node), 1 };

  guint32 inputs = node->n_operands > 1 ? node->n_operands : operands[0].rows;

  return info->kind == CR_ATTRIBUTE_COLUMN ? (CrShape) { inputs, 1 } : (CrShape) { count_rows (node), inputs };
}

static gboolean
add_slot (CrTape *tape, CrSlot slot, GError **error)
{
  gsize size = cr_slot_get_size (&slot);

  if (slot.shape.rows > CR_LIMIT_SIDE || slot.shape.columns > CR_LIMIT_SIDE)
    {
      g_autofree char *shape = cr_shape_to_string (slot.shape);

      g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("a value of %s is larger than the limit of %u×%u"), shape, CR_LIMIT_SIDE,
                   CR_LIMIT_SIDE);
      return FALSE;
    }
  if (!reserve (&tape->n_numbers, size, error))
    return FALSE;
  g_array_append_val (tape->slots, slot);
  return TRUE;
}

static gboolean
add_parameters (CrTape *tape, CrEntry *entry, const CrShape *operands, GError **error)
{
  const CrGate *gate = entry->gate;

  for (guint i = 0; i < gate->n_attributes; i++)
    {
      if (!gate->attributes[i].is_parameter)
        continue;

      CrSlot slot = { parameter_shape (entry, i, operands), 1, TRUE, FALSE, 0 };
      guint32 index = tape->slots->len;

      if (!add_slot (tape, slot, error))
        return FALSE;
      g_array_append_val (tape->operands, index);
      entry->n_operands++;
    }
  return TRUE;
}

/* --- Nodes --- */

/* How far the wired operands let the node be computed; appends their slots to the tape's list, and to @shapes their shapes. */
static CrNodeState
take_operands (CrTape *tape, CrEntry *entry, GArray *shapes, CrSlot *slot)
{
  const CrNode *node = entry->node;
  CrNodeState state = CR_NODE_READY;

  g_array_set_size (shapes, node->n_operands);
  g_array_set_size (tape->operands, entry->first_operand + node->n_operands);
  for (guint i = 0; i < node->n_operands; i++)
    {
      if (node->operands[i] == CR_KEY_NONE)
        return CR_NODE_OPEN;

      guint32 operand = tape->places[node->operands[i]];

      if (operand == CR_NO_PLACE || tape->entries[operand].compiled != CR_NODE_READY)
        {
          state = CR_NODE_WAITING;
          continue;
        }
      g_array_index (tape->operands, guint32, entry->first_operand + i) = operand;
      g_array_index (shapes, CrShape, i) = cr_tape_get_slot (tape, operand)->shape;
      slot->width = MAX (slot->width, cr_tape_get_slot (tape, operand)->width);
    }
  entry->n_operands = entry->n_wired = node->n_operands;
  return state;
}

static gboolean
reserve_kept (CrTape *tape, CrEntry *entry, const CrSlot *slot, GError **error)
{
  const CrGate *gate = entry->gate;
  gsize n = gate->n_kept != NULL ? gate->n_kept (entry->node, slot->shape) : 0;

  entry->kept = tape->n_kept;
  return reserve (&tape->n_kept, n * slot->width, error);
}

static void
note_problem (CrTape *tape, CrEntry *entry, GError *error)
{
  entry->compiled = CR_NODE_ERROR;
  g_hash_table_insert (tape->problems, GUINT_TO_POINTER (entry->node->key), g_strdup (error->message));
}

static gboolean
gets_gradient (const CrTape *tape, const CrNode *node)
{
  if (!cr_gate_is_source (node->gate))
    return TRUE;
  return strcmp (node->gate->name, "constant") != 0 &&
         !(tape->spares_inputs && g_hash_table_contains (tape->bindings, GUINT_TO_POINTER (node->key)));
}

/* The slot of the node at @place, made when its operands have theirs. */
static void
compile_entry (CrTape *tape, guint place, GArray *shapes)
{
  CrEntry *entry = &tape->entries[place];
  const CrGate *gate = entry->gate;
  CrSlot slot = { .width = 1, .gets_gradient = gets_gradient (tape, entry->node) };
  g_autoptr (GError) error = NULL;

  entry->first_operand = tape->operands->len;
  entry->compiled = take_operands (tape, entry, shapes, &slot);
  if (entry->compiled == CR_NODE_READY)
    {
      gboolean fits = cr_gate_is_source (gate)
                          ? source_shape (tape, entry->node, &slot, &error)
                          : gate->infer_shape (entry->node, (const CrShape *) shapes->data, shapes->len, &slot.shape, &error);

      if (!fits || !reserve_kept (tape, entry, &slot, &error) || !add_slot (tape, slot, &error))
        note_problem (tape, entry, error);
    }
  if (entry->compiled != CR_NODE_READY)
    {
      CrSlot none = { .width = 0 };

      entry->n_operands = entry->n_wired = 0;
      g_array_set_size (tape->operands, entry->first_operand);
      g_array_append_val (tape->slots, none);
    }
}

/* Parameters come behind all nodes, so that a node's slot is its place. Needs the operands' list of the entry to be the last one. */
static void
compile_unit (CrTape *tape, CrEntry *entry)
{
  const guint32 *wired = cr_tape_get_operands (tape, entry);
  g_autofree guint32 *copy = g_memdup2 (wired, entry->n_operands * sizeof (guint32));
  CrShape first = cr_tape_get_slot (tape, copy[0])->shape;
  g_autoptr (GError) error = NULL;

  entry->first_operand = tape->operands->len;
  g_array_append_vals (tape->operands, copy, entry->n_operands);
  if (!add_parameters (tape, entry, &first, &error))
    note_problem (tape, entry, error);
}

/* Those after a node that turned out to be in error only when its parameters were added wait for it. */
static void
spread_errors (CrTape *tape)
{
  for (guint place = 0; place < tape->n_entries; place++)
    {
      CrEntry *entry = &tape->entries[place];

      for (guint i = 0; entry->compiled == CR_NODE_READY && i < entry->n_wired; i++)
        if (tape->entries[cr_tape_get_operands (tape, entry)[i]].compiled != CR_NODE_READY)
          entry->compiled = CR_NODE_WAITING;
    }
}

/* --- All of it --- */

void
cr_tape_clear_program (CrTape *tape)
{
  cr_tape_end_walk (tape);
  cr_tape_forget_pass (tape);
  cr_tape_clear_users (tape);
  g_clear_pointer (&tape->entries, g_free);
  g_clear_pointer (&tape->order, g_free);
  g_clear_pointer (&tape->places, g_free);
  g_clear_pointer (&tape->slots, g_array_unref);
  g_clear_pointer (&tape->operands, g_array_unref);
  g_clear_pointer (&tape->parameters, g_array_unref);
  g_clear_pointer (&tape->layers, g_array_unref);
  g_clear_pointer (&tape->values, cr_arena_free);
  g_clear_pointer (&tape->gradients, cr_arena_free);
  g_clear_pointer (&tape->kept, cr_arena_free);
  g_clear_pointer (&tape->blocks, g_free);
  g_clear_pointer (&tape->scratch, g_free);
  g_clear_error (&tape->output_problem);
  g_hash_table_remove_all (tape->problems);
  g_hash_table_remove_all (tape->run_problems);
  tape->n_numbers = tape->n_kept = tape->n_scratch = tape->n_examples = 0;
  tape->has_checks = tape->has_values = tape->has_gradients = tape->is_trained = tape->has_fused_layers = tape->has_overwriting = FALSE;
  tape->most_operands = 0;
  cr_tape_clear_plan (tape);
}

static void
order_nodes (CrTape *tape)
{
  tape->order = cr_order_topologically (tape->graph, &tape->n_entries);
  tape->key_limit = cr_graph_get_key_limit (tape->graph);
  tape->places = g_new (guint32, (gsize) tape->key_limit + 1);
  memset (tape->places, 0xff, ((gsize) tape->key_limit + 1) * sizeof (guint32));
  tape->entries = g_new0 (CrEntry, (gsize) tape->n_entries + 1);
  for (guint place = 0; place < tape->n_entries; place++)
    {
      CrEntry *entry = &tape->entries[place];

      entry->node = cr_graph_get_node (tape->graph, tape->order[place]);
      entry->gate = entry->node->gate;
      entry->fault = GPOINTER_TO_UINT (g_hash_table_lookup (tape->faults, GUINT_TO_POINTER (entry->node->key)));
      tape->places[entry->node->key] = place;
    }
}

static void
assign_slots (CrTape *tape)
{
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (CrShape));
  gboolean has_units = FALSE;

  tape->slots = g_array_sized_new (FALSE, TRUE, sizeof (CrSlot), tape->n_entries + 1);
  tape->operands = g_array_new (FALSE, TRUE, sizeof (guint32));
  for (guint place = 0; place < tape->n_entries; place++)
    compile_entry (tape, place, shapes);
  for (guint place = 0; place < tape->n_entries; place++)
    {
      CrEntry *entry = &tape->entries[place];

      if (entry->compiled != CR_NODE_READY || !cr_gate_is_unit (entry->gate))
        continue;
      compile_unit (tape, entry);
      has_units = TRUE;
    }
  if (has_units)
    spread_errors (tape);
}

void
cr_tape_compile (CrTape *tape)
{
  cr_tape_clear_program (tape);
  tape->n_compiles++;
  order_nodes (tape);
  assign_slots (tape);
  for (guint place = 0; place < tape->n_entries; place++)
    {
      CrEntry *entry = &tape->entries[place];

      entry->state = entry->compiled;
      if (entry->compiled != CR_NODE_READY)
        continue;
      tape->has_checks |= entry->gate->check != NULL;
      tape->has_overwriting |= entry->gate->overwrites;
      tape->most_operands = MAX (tape->most_operands, entry->n_operands);
    }
  cr_tape_choose_output (tape);
  cr_tape_find_layers (tape);
  cr_tape_choose_layers (tape);
  cr_tape_make_plan (tape);
  tape->values = cr_arena_new (tape->n_numbers);
  tape->kept = cr_arena_new (tape->n_kept);
  tape->blocks = g_new (CrBlock, tape->most_operands + 1);
  for (guint place = 0; place < tape->n_entries; place++)
    cr_tape_load_node (tape, place);
}
