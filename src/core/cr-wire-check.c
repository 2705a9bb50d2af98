/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check of wires, by probes. */
#include "cr-wire-check.h"

#include <math.h>

#define MOST_ENTRIES 16 /* of a matrix that is checked entry by entry */
#define SEED 7

struct _CrWireCheck
{
  CrGraph *graph;     /* with the probes */
  GArray *wires;      /* of CrCheckedWire, with nothing measured */
  GHashTable *probes; /* key of a probe to its wire's place, from 1 */
  CrTape *tape;       /* (nullable): made by the first run */
  CrKey broken;
  CrFault fault;
};

/* --- The graph with the probes --- */

typedef struct
{
  CrWireCheck *check;
  CrTape *tape;
  CrGraphEdit *edit;
  guint n_nodes; /* that were added */
} Builder;

static CrNode *
new_node (Builder *builder, const char *gate, CrKey *key)
{
  g_autofree char *id = g_strdup_printf ("_probe%u", ++builder->n_nodes);

  *key = cr_graph_edit_new_key (builder->edit);
  return cr_node_new (*key, id, cr_gate_find (gate));
}

static CrKey
add_source (Builder *builder, const char *gate, CrMatrix *value)
{
  CrKey key;
  CrNode *node = new_node (builder, gate, &key);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
  cr_graph_edit_take_node (builder->edit, node);
  cr_matrix_unref (value);
  return key;
}

static CrKey
add_gate (Builder *builder, const char *gate, CrKey a, CrKey b)
{
  const CrKey operands[] = { a, b };
  CrKey key;
  CrNode *node = new_node (builder, gate, &key);

  cr_node_set_operands (node, operands, 2);
  cr_graph_edit_take_node (builder->edit, node);
  return key;
}

/* The same numbers for every wire of that place, whatever else is checked. */
static CrMatrix *
new_direction (CrShape shape, guint wire)
{
  gsize size = cr_shape_get_size (shape);
  g_autofree double *entries = g_new (double, size);
  GRand *random = g_rand_new_with_seed (SEED + wire);
  CrMatrix *direction;

  for (gsize i = 0; i < size; i++)
    entries[i] = g_rand_double_range (random, -1, 1);
  direction = cr_matrix_new (shape.rows, shape.columns, entries);
  g_rand_free (random);
  return direction;
}

/* What the wire carries, with a probe added. */
static CrKey
add_probe (Builder *builder, CrKey from, CrShape shape)
{
  guint wire = builder->check->wires->len;
  gboolean is_small = cr_shape_get_size (shape) <= MOST_ENTRIES;
  g_autofree double *zeros = g_new0 (double, MAX (cr_shape_get_size (shape), 1));
  CrKey probe = add_source (builder, "input", is_small ? cr_matrix_new (shape.rows, shape.columns, zeros) : cr_matrix_new_number (0));
  CrKey moved = probe;

  if (!is_small)
    moved = add_gate (builder, "mul", probe, add_source (builder, "constant", new_direction (shape, wire)));
  g_hash_table_insert (builder->check->probes, GUINT_TO_POINTER (probe), GUINT_TO_POINTER (wire + 1));
  return add_gate (builder, "add", from, moved);
}

static gboolean
carries_gradient (CrTape *tape, const CrNode *to, guint operand, CrShape *shape)
{
  const CrNode *from = cr_graph_get_node (cr_tape_get_graph (tape), to->operands[operand]);

  return from != NULL && operand != to->gate->label && !g_str_equal (from->gate->name, "constant")
         && cr_tape_runs_backward (tape, to->key) && cr_tape_get_state (tape, from->key) == CR_NODE_READY
         && cr_tape_get_shape (tape, from->key, shape);
}

static void
probe_wires (Builder *builder, const CrNode *node, CrKey to, guint operand)
{
  CrNode *changed = NULL;

  for (guint i = 0; i < node->n_operands; i++)
    {
      CrCheckedWire wire = { .to = node->key, .operand = i, .error = NAN };
      CrShape shape;

      if ((to != CR_KEY_NONE && (to != node->key || operand != i)) || !carries_gradient (builder->tape, node, i, &shape))
        continue;
      if (changed == NULL)
        changed = cr_node_copy (node);
      cr_node_set_operand (changed, i, add_probe (builder, node->operands[i], shape));
      g_array_append_val (builder->check->wires, wire);
    }
  if (changed != NULL)
    cr_graph_edit_take_node (builder->edit, changed);
}

/* A source stands for what it holds now: one example, where data are bound to it. */
static void
hold_source (Builder *builder, const CrNode *node)
{
  CrNumbers value;
  g_autofree double *entries = NULL;
  g_autoptr (CrMatrix) matrix = NULL;
  CrNode *held;

  if (!cr_tape_get_value (builder->tape, node->key, &value))
    return;
  entries = g_new (double, cr_shape_get_size (value.shape));
  cr_numbers_get_example (&value, 0, entries);
  matrix = cr_matrix_new (value.shape.rows, value.shape.columns, entries);
  held = cr_node_copy (node);
  for (guint i = 0; i < node->gate->n_attributes; i++)
    if (node->gate->attributes[i].kind == CR_ATTRIBUTE_FEATURE || node->gate->attributes[i].kind == CR_ATTRIBUTE_INIT)
      cr_node_unset (held, i);
  cr_node_set_matrix (held, cr_gate_find_attribute (node->gate, "value"), matrix);
  cr_graph_edit_take_node (builder->edit, held);
}

CrWireCheck *
cr_wire_check_new (CrTape *tape, CrKey to, guint operand)
{
  CrWireCheck *check = g_new0 (CrWireCheck, 1);
  const CrGraph *graph = cr_tape_get_graph (tape);
  Builder builder = { check, tape, cr_graph_edit_begin (graph), 0 };

  check->wires = g_array_new (FALSE, FALSE, sizeof (CrCheckedWire));
  check->probes = g_hash_table_new (NULL, NULL);
  cr_graph_edit_set_output (builder.edit, cr_tape_get_output (tape, NULL));
  CR_GRAPH_FOR_EACH (graph, node)
  {
    if (cr_gate_is_source (node->gate))
      hold_source (&builder, node);
    else
      probe_wires (&builder, node, to, operand);
  }
  check->graph = cr_graph_edit_end (builder.edit);
  return check;
}

void
cr_wire_check_free (CrWireCheck *check)
{
  g_clear_pointer (&check->tape, cr_tape_free);
  cr_graph_unref (check->graph);
  g_array_unref (check->wires);
  g_hash_table_unref (check->probes);
  g_free (check);
}

guint
cr_wire_check_get_n_wires (const CrWireCheck *check)
{
  return check->wires->len;
}

void
cr_wire_check_set_fault (CrWireCheck *check, CrKey key, CrFault fault)
{
  check->broken = key;
  check->fault = fault;
}

/* --- Running it --- */

static void
take_entry (const CrWireCheck *check, GArray *wires, const CrCheckedEntry *entry)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (check->probes, GUINT_TO_POINTER (entry->node)));
  CrCheckedWire *wire;

  if (number == 0)
    return;
  wire = &g_array_index (wires, CrCheckedWire, number - 1);
  wire->is_kink = wire->is_kink || entry->is_kink;
  if (entry->is_kink || isnan (entry->error) || entry->error <= wire->error) /* false while it is NaN */
    return;
  wire->error = entry->error;
  wire->analytic = entry->analytic;
  wire->numeric = entry->numeric;
}

GArray *
cr_wire_check_run (CrWireCheck *check, double step, GError **error)
{
  g_autoptr (GArray) entries = NULL;
  GArray *wires;

  if (check->tape == NULL)
    {
      check->tape = cr_tape_new (check->graph);
      if (check->broken != CR_KEY_NONE)
        cr_tape_set_fault (check->tape, check->broken, check->fault);
    }
  entries = cr_gradient_check (check->tape, step, error);
  if (entries == NULL)
    return NULL;
  wires = g_array_copy (check->wires);
  for (guint i = 0; i < entries->len; i++)
    take_entry (check, wires, &g_array_index (entries, CrCheckedEntry, i));
  return wires;
}
