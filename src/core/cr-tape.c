/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tape: making it, bringing it to another version, asking it. Compiling is in cr-tape-compile.c, binding in cr-tape-bind.c,
 * running in cr-tape-run.c, single wires in cr-tape-local.c. */
#include "cr-gate-private.h"
#include "cr-tape-private.h"

#include <string.h>

CrTape *
cr_tape_new (const CrGraph *graph)
{
  CrTape *tape = g_new0 (CrTape, 1);

  tape->graph = cr_graph_ref (graph);
  tape->problems = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  tape->run_problems = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  tape->bindings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cr_binding_free);
  tape->faults = g_hash_table_new (NULL, NULL);
  tape->changed = g_array_new (FALSE, FALSE, sizeof (guint32));
  cr_tape_compile (tape);
  return tape;
}

void
cr_tape_free (CrTape *tape)
{
  cr_tape_clear_program (tape);
  g_hash_table_unref (tape->problems);
  g_hash_table_unref (tape->run_problems);
  g_hash_table_unref (tape->bindings);
  g_hash_table_unref (tape->faults);
  g_array_unref (tape->changed);
  cr_graph_unref (tape->graph);
  g_free (tape);
}

/* --- Another version --- */

typedef struct
{
  gboolean must_compile;
  gboolean numbers_differ;
  GPtrArray *changed; /* of const CrNode, of the newer version */
} Update;

/* A unit whose weights are drawn gets others under another id. */
static gboolean
draws_weights (const CrNode *node)
{
  return cr_gate_is_unit (node->gate) && cr_node_get_matrix (node, "weights") == NULL;
}

static gboolean
has_other_numbers (const CrNode *before, const CrNode *after)
{
  return !cr_node_same_numbers (before, after) || (draws_weights (after) && strcmp (before->id, after->id) != 0);
}

static void
note_difference (const CrNode *before, const CrNode *after, gpointer data)
{
  Update *update = data;

  if (before == NULL || after == NULL || !cr_node_same_structure (before, after))
    update->must_compile = TRUE;
  else
    {
      update->numbers_differ |= has_other_numbers (before, after);
      g_ptr_array_add (update->changed, (gpointer) after);
    }
}

static guint64
get_seed (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return training != NULL ? training->seed : 0;
}

gboolean
cr_tape_update (CrTape *tape, const CrGraph *graph)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (CrGraph) before = tape->graph;
  Update update = { .changed = changed };
  gboolean fits = TRUE;

  tape->graph = cr_graph_ref (graph);
  cr_graph_compare (before, graph, note_difference, &update);
  if (update.must_compile || cr_graph_get_output (before) != cr_graph_get_output (graph) || get_seed (before) != get_seed (graph))
    {
      cr_tape_compile (tape);
      return TRUE;
    }
  for (guint i = 0; i < changed->len; i++)
    {
      const CrNode *node = g_ptr_array_index (changed, i);
      guint place = tape->places[node->key];

      if (has_other_numbers (tape->entries[place].node, node))
        cr_tape_note_change (tape, place);
      tape->entries[place].node = node;
      cr_tape_load_node (tape, place);
      fits &= cr_tape_fits_layer (tape, place);
    }
  if (!fits)
    {
      cr_tape_compile (tape);
      return TRUE;
    }
  cr_tape_forget_training (tape);
  if (update.numbers_differ)
    {
      cr_tape_end_walk (tape);
      tape->has_values = tape->has_gradients = FALSE;
    }
  return FALSE;
}

const CrGraph *
cr_tape_get_graph (const CrTape *tape)
{
  return tape->graph;
}

gboolean
cr_tape_is_current (const CrTape *tape)
{
  return tape->done == NULL && tape->has_values && (tape->has_gradients || tape->output_problem != NULL);
}

/* --- Asking --- */

const CrKey *
cr_tape_get_order (const CrTape *tape, guint *n_nodes)
{
  if (n_nodes != NULL)
    *n_nodes = tape->n_entries;
  return tape->order;
}

guint
cr_tape_get_place (const CrTape *tape, CrKey key)
{
  g_return_val_if_fail (cr_tape_find_entry (tape, key) != NULL, 0);
  return tape->places[key];
}

CrNodeState
cr_tape_get_state (const CrTape *tape, CrKey key)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  return entry != NULL ? entry->state : CR_NODE_WAITING;
}

const char *
cr_tape_get_problem (const CrTape *tape, CrKey key)
{
  const char *problem = g_hash_table_lookup (tape->problems, GUINT_TO_POINTER (key));

  return problem != NULL ? problem : g_hash_table_lookup (tape->run_problems, GUINT_TO_POINTER (key));
}

gboolean
cr_tape_get_shape (const CrTape *tape, CrKey key, CrShape *shape)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  if (entry == NULL || entry->compiled != CR_NODE_READY)
    return FALSE;
  *shape = cr_tape_get_slot (tape, tape->places[key])->shape;
  return TRUE;
}

CrKey
cr_tape_get_output (const CrTape *tape, GError **reason)
{
  if (tape->output_problem == NULL)
    return tape->output;
  if (reason != NULL)
    *reason = g_error_copy (tape->output_problem);
  return CR_KEY_NONE;
}

static CrNumbers
get_numbers (const CrTape *tape, guint32 slot_index, const double *arena)
{
  const CrSlot *slot = cr_tape_get_slot (tape, slot_index);

  return (CrNumbers) { slot->shape, slot->width, arena + slot->offset };
}

gboolean
cr_tape_get_value (const CrTape *tape, CrKey key, CrNumbers *value)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  if (!tape->has_values || entry == NULL || entry->state != CR_NODE_READY || !cr_tape_has_done (tape, tape->places[key], CR_DONE_FORWARD))
    return FALSE;
  *value = get_numbers (tape, tape->places[key], cr_tape_get_parameter_arena (tape, tape->places[key]));
  return TRUE;
}

static gboolean
has_gradient (const CrTape *tape, const CrEntry *entry)
{
  return tape->has_gradients && entry != NULL && entry->state == CR_NODE_READY && entry->dependence != CR_DEPENDENCE_LABEL;
}

gboolean
cr_tape_get_gradient (const CrTape *tape, CrKey key, CrNumbers *gradient)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  if (!has_gradient (tape, entry) || !cr_tape_get_slot (tape, tape->places[key])->gets_gradient ||
      !cr_tape_has_done (tape, tape->places[key], CR_DONE_RECEIVED))
    return FALSE;
  *gradient = get_numbers (tape, tape->places[key], tape->gradients);
  return TRUE;
}

gboolean
cr_tape_find_parameter (const CrTape *tape, const CrEntry *entry, guint attribute, guint32 *slot)
{
  if (entry == NULL || entry->compiled != CR_NODE_READY || attribute >= entry->gate->n_attributes ||
      !entry->gate->attributes[attribute].is_parameter)
    return FALSE;

  guint index = entry->node->n_operands;

  for (guint i = 0; i < attribute; i++)
    index += entry->gate->attributes[i].is_parameter;
  *slot = cr_tape_get_operands (tape, entry)[index];
  return TRUE;
}

gboolean
cr_tape_get_parameter_value (const CrTape *tape, CrKey key, guint attribute, CrNumbers *value)
{
  guint32 slot;

  if (!cr_tape_find_parameter (tape, cr_tape_find_entry (tape, key), attribute, &slot))
    return FALSE;
  *value = get_numbers (tape, slot, cr_tape_get_parameter_arena (tape, tape->places[key]));
  return TRUE;
}

gboolean
cr_tape_get_parameter_gradient (const CrTape *tape, CrKey key, guint attribute, CrNumbers *gradient)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);
  guint32 slot;

  if (!has_gradient (tape, entry) || !cr_tape_find_parameter (tape, entry, attribute, &slot) ||
      !cr_tape_has_done (tape, tape->places[key], CR_DONE_BACKWARD))
    return FALSE;
  *gradient = get_numbers (tape, slot, tape->gradients);
  return TRUE;
}

static gboolean
is_finite (const CrTape *tape, guint32 slot_index)
{
  CrNumbers numbers = get_numbers (tape, slot_index, tape->values);

  for (gsize i = 0; i < cr_shape_get_size (numbers.shape) * numbers.width; i++)
    if (!isfinite (numbers.entries[i]))
      return FALSE;
  return TRUE;
}

static gboolean
arose_here (const CrTape *tape, guint place)
{
  const CrEntry *entry = &tape->entries[place];

  if (entry->state != CR_NODE_READY || !cr_tape_has_done (tape, place, CR_DONE_FORWARD) || is_finite (tape, place))
    return FALSE;
  for (guint i = 0; i < entry->n_operands; i++)
    if (!is_finite (tape, cr_tape_get_operands (tape, entry)[i]))
      return FALSE;
  return TRUE;
}

CrKey
cr_tape_find_undefined (const CrTape *tape)
{
  for (guint place = 0; tape->has_values && place < tape->n_entries; place++)
    if (arose_here (tape, place))
      return tape->order[place];
  return CR_KEY_NONE;
}

guint64
cr_tape_get_n_gates_run (const CrTape *tape)
{
  return tape->n_gates_run;
}

guint
cr_tape_get_n_compiles (const CrTape *tape)
{
  return tape->n_compiles;
}

void
cr_numbers_get_example (const CrNumbers *numbers, guint32 example, double *entries)
{
  guint32 which = numbers->width > 1 ? example : 0;

  for (gsize i = 0; i < cr_shape_get_size (numbers->shape); i++)
    entries[i] = numbers->entries[i * numbers->width + which];
}
