/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes recurrent nets, unrolled: the same parameters at every step of a sequence. */
#include "cr-network-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_STEPS 1000
#define COLUMN 150
#define ROW 110

/* How far the sine goes on in a step. */
#define PHASE 0.4

typedef struct
{
  CrGraphEdit *edit;
  guint step;
} Builder;

static CrKey
add_source (Builder *builder, const char *gate, const char *id, double value, double row)
{
  CrNode *node = cr_node_new (cr_graph_edit_new_key (builder->edit), id, cr_gate_find (gate));
  g_autoptr (CrMatrix) matrix = cr_matrix_new_number (value);
  CrKey key = node->key;

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), matrix);
  cr_node_set_place (node, CR_NETWORK_LEFT + COLUMN * (builder->step + 1.0), CR_NETWORK_LEFT + ROW * row);
  cr_graph_edit_take_node (builder->edit, node);
  return key;
}

/* A parameter of @rows × @columns, drawn as a layer's weights are; zeros, which do not decay, where @fan_in is 0. */
static CrKey
add_parameter (Builder *builder, guint64 seed, const char *id, guint rows, guint columns, guint fan_in, double row)
{
  CrNode *node = cr_node_new (cr_graph_edit_new_key (builder->edit), id, cr_gate_find ("parameter"));
  g_autoptr (CrMatrix) matrix = fan_in > 0 ? cr_network_draw_weights (seed, id, cr_gate_find ("tanh"), columns, rows, rows)
                                           : cr_matrix_new (rows, columns, NULL);
  CrKey key = node->key;

  cr_network_set_matrix (node, "value", matrix);
  if (fan_in == 0)
    cr_node_set_number (node, cr_gate_find_attribute (node->gate, "decay"), FALSE);
  cr_node_set_place (node, CR_NETWORK_LEFT, CR_NETWORK_LEFT + ROW * row);
  cr_graph_edit_take_node (builder->edit, node);
  return key;
}

static CrKey
add_gate (Builder *builder, const char *gate, const char *name, const CrKey *operands, guint n_operands, double row)
{
  g_autofree char *id = g_strdup_printf ("%s_%u", name, builder->step + 1);
  CrNode *node = cr_node_new (cr_graph_edit_new_key (builder->edit), id, cr_gate_find (gate));
  CrKey key = node->key;

  cr_node_set_operands (node, operands, n_operands);
  cr_node_set_place (node, CR_NETWORK_LEFT + COLUMN * (builder->step + 1.0), CR_NETWORK_LEFT + ROW * row);
  cr_graph_edit_take_node (builder->edit, node);
  return key;
}

#define GATE(gate, name, row, ...) \
  add_gate (builder, gate, name, (const CrKey[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const CrKey[]) { __VA_ARGS__ })), row)

typedef struct
{
  CrKey input_weights;
  CrKey state_weights;
  CrKey state_bias;
  CrKey output_weights;
  CrKey output_bias;
} Shared;

/* One step: from the number at that time and the state before to the state and to the loss of predicting the next number. */
static CrKey
add_step (Builder *builder, const Shared *shared, CrKey number, CrKey next, CrKey *state)
{
  CrKey from_input = GATE ("matmul", "Wx", 1, shared->input_weights, number);
  CrKey net = *state != CR_KEY_NONE ? GATE ("add", "net", 3, from_input, GATE ("matmul", "Wh", 2, shared->state_weights, *state), shared->state_bias)
                                    : GATE ("add", "net", 3, from_input, shared->state_bias);

  *state = GATE ("tanh", "h", 4, net);

  CrKey prediction = GATE ("add", "y", 6, GATE ("matmul", "Wy", 5, shared->output_weights, *state), shared->output_bias);

  return GATE ("squared_error", "L", 7, prediction, next);
}

static CrKey
add_number (Builder *builder, guint step)
{
  g_autofree char *id = g_strdup_printf ("x_%u", step + 1);

  builder->step = step;
  return add_source (builder, "input", id, sin (PHASE * step), 0);
}

/* The mean of the steps' losses. */
static CrKey
add_loss (Builder *builder, const CrKey *losses, guint n_steps)
{
  CrNode *sum = cr_node_new (cr_graph_edit_new_key (builder->edit), "sum", cr_gate_find (n_steps > 1 ? "add" : "sum"));
  CrNode *loss = cr_node_new (cr_graph_edit_new_key (builder->edit), "L", cr_gate_find ("scale"));
  CrKey key = loss->key;

  cr_node_set_operands (sum, losses, n_steps);
  cr_node_set_place (sum, CR_NETWORK_LEFT + COLUMN * (n_steps + 1.0), CR_NETWORK_LEFT + ROW * 7);
  cr_node_set_operands (loss, &sum->key, 1);
  cr_node_set_number (loss, cr_gate_find_attribute (loss->gate, "factor"), 1.0 / n_steps);
  cr_node_set_place (loss, CR_NETWORK_LEFT + COLUMN * (n_steps + 2.0), CR_NETWORK_LEFT + ROW * 7);
  cr_graph_edit_take_node (builder->edit, sum);
  cr_graph_edit_take_node (builder->edit, loss);
  return key;
}

static CrParts *
make_parts (guint64 seed)
{
  CrParts *parts = cr_parts_copy (cr_parts_get_empty ());

  parts->training = cr_training_new ();
  parts->training->optimizer.method = CR_METHOD_ADAM;
  parts->training->optimizer.learning_rate = 0.01;
  parts->training->seed = seed;
  parts->training->epochs = 300;
  return parts;
}

CrGraph *
cr_recurrent_build (guint n_steps, guint n_units, guint64 seed, GError **error)
{
  if (n_steps < 1 || n_steps > MOST_STEPS || n_units < 1 || n_units > CR_NETWORK_MOST_UNITS)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _("a recurrent net has 1 to %u steps and 1 to %u units"), MOST_STEPS,
                   CR_NETWORK_MOST_UNITS);
      return NULL;
    }

  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autofree CrKey *losses = g_new (CrKey, n_steps);
  Builder builder = { .edit = cr_graph_edit_begin (empty) };
  Shared shared = {
    .input_weights = add_parameter (&builder, seed, "Wx", n_units, 1, 1, 1),
    .state_weights = add_parameter (&builder, seed, "Wh", n_units, n_units, n_units, 2),
    .state_bias = add_parameter (&builder, seed, "b", n_units, 1, 0, 3),
    .output_weights = add_parameter (&builder, seed, "Wy", 1, n_units, n_units, 5),
    .output_bias = add_parameter (&builder, seed, "c", 1, 1, 0, 6),
  };
  CrKey state = CR_KEY_NONE, number = add_number (&builder, 0);

  for (guint step = 0; step < n_steps; step++)
    {
      CrKey next = add_number (&builder, step + 1);

      builder.step = step;
      losses[step] = add_step (&builder, &shared, number, next, &state);
      number = next;
    }
  cr_graph_edit_set_output (builder.edit, add_loss (&builder, losses, n_steps));
  cr_graph_edit_take_parts (builder.edit, make_parts (seed));
  return cr_graph_edit_end (builder.edit);
}
