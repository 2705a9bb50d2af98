/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits layers of a graph in place: units and layers more or fewer, another activation. Weights that still fit are kept.
 *
 * How this works: a unit's inputs are its operands (a neuron) or the rows of its one operand (a dense layer). Every edit says of each input
 * after it which one before it was, or that it is new; the weights are then made from the old ones and from drawn ones.
 */
#include "cr-network-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define IS_NEW (-1)

/**
 * Edit:
 * @layers: as they are before it
 * @layer: the one that is edited
 * @next: (element-type CrKey): the units that the layer feeds: all of it goes into each of them
 */
typedef struct
{
  const CrGraph *graph;
  GArray *layers;
  const CrNetworkLayer *layer;
  GArray *next;
  CrGraphEdit *edit;
} Edit;

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, CR_ERROR, CR_ERROR_MEMBER, message);
  return FALSE;
}

static guint64
get_seed (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return training != NULL ? training->seed : 0;
}

static gboolean
is_dense (const CrNode *node)
{
  return cr_gate_find_attribute (node->gate, "units") >= 0;
}

static const CrNode *
get_first (const Edit *edit)
{
  return cr_graph_get_node (edit->graph, edit->layer->keys[0]);
}

/* --- Beginning and ending --- */

static gboolean
is_in_layer (const CrNetworkLayer *layer, CrKey key)
{
  for (guint i = 0; i < layer->n_keys; i++)
    if (layer->keys[i] == key)
      return TRUE;
  return FALSE;
}

static guint
count_operands_in (const CrNode *node, const CrNetworkLayer *layer)
{
  guint n = 0;

  for (guint i = 0; i < node->n_operands; i++)
    n += is_in_layer (layer, node->operands[i]);
  return n;
}

/* Whether it takes the same as the units that were found before it, in the same order. */
static gboolean
is_like_the_others (const Edit *edit, const CrNode *node)
{
  const CrNode *first = edit->next->len > 0 ? cr_graph_get_node (edit->graph, g_array_index (edit->next, CrKey, 0)) : node;

  return memcmp (node->operands, first->operands, node->n_operands * sizeof (CrKey)) == 0;
}

/* The units that take the whole layer and nothing else. */
static void
find_next (Edit *edit)
{
  edit->next = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CR_GRAPH_FOR_EACH (edit->graph, node)
    {
      gboolean is_unit = strcmp (node->gate->name, "neuron") == 0 || is_dense (node);

      if (is_unit && node->n_operands == edit->layer->n_keys && count_operands_in (node, edit->layer) == edit->layer->n_keys &&
          is_like_the_others (edit, node))
        g_array_append_val (edit->next, node->key);
    }
}

static gboolean
begin (Edit *edit, const CrGraph *graph, guint layer, GError **error)
{
  *edit = (Edit) { .graph = graph, .layers = cr_network_find_layers (graph) };
  if (layer >= edit->layers->len)
    {
      g_array_unref (edit->layers);
      return fail (error, _("there is no such layer"));
    }
  edit->layer = &g_array_index (edit->layers, CrNetworkLayer, layer);
  find_next (edit);
  edit->edit = cr_graph_edit_begin (graph);
  return TRUE;
}

static CrGraph *
end (Edit *edit, gboolean good)
{
  CrGraph *version = NULL;

  g_array_unref (edit->layers);
  g_array_unref (edit->next);
  if (good)
    version = cr_graph_edit_end (edit->edit);
  else
    cr_graph_edit_cancel (edit->edit);
  return version;
}

static gboolean
feeds_a_layer (const Edit *edit, GError **error)
{
  if (edit->layer->is_output)
    return fail (error, _("the loss says how many units the output layer has"));
  return edit->next->len > 0 || fail (error, _("this layer does not feed another layer as a whole"));
}

/* --- Weights --- */

/* How many numbers go into the unit; 0 where its weights are not written out. */
static guint
count_inputs (const CrNode *unit)
{
  const CrMatrix *weights = cr_node_get_matrix (unit, "weights");

  return weights == NULL ? 0 : is_dense (unit) ? weights->shape.columns : weights->shape.rows;
}

/* How many units its layer has, for drawing. */
static guint
count_layer (const Edit *edit, CrKey key)
{
  for (guint i = 0; i < edit->layers->len; i++)
    if (is_in_layer (&g_array_index (edit->layers, CrNetworkLayer, i), key))
      return g_array_index (edit->layers, CrNetworkLayer, i).n_units;
  return 1;
}

/* The weights for @n inputs, of which input i was input from[i] before, or IS_NEW. NULL where they are not written out, but drawn. */
static CrMatrix *
make_weights (const Edit *edit, const CrNode *unit, const int *from, guint n)
{
  const CrMatrix *old = cr_node_get_matrix (unit, "weights");
  const CrAttribute *activation = cr_node_get_attribute (unit, "activation");
  guint n_before = count_inputs (unit), n_rows = is_dense (unit) ? (guint) cr_node_get_number (unit, "units") : 0;
  CrMatrix *weights;

  if (old == NULL)
    return NULL;
  weights = cr_network_draw_weights (get_seed (edit->graph), unit->id, activation != NULL ? activation->activation : NULL, n,
                                     count_layer (edit, unit->key), n_rows);
  for (guint row = 0; row < MAX (n_rows, 1); row++)
    for (guint i = 0; i < n; i++)
      if (from[i] != IS_NEW && (guint) from[i] < n_before)
        weights->entries[(gsize) row * n + i] = old->entries[(gsize) row * n_before + from[i]];
  return weights;
}

/* 0, 1, …, with @gap left out (IS_NEW: none), and IS_NEW from @n_before on. */
static int *
count_up (guint n, guint n_before, int gap)
{
  int *from = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    {
      int at = (int) i + (gap != IS_NEW && (int) i >= gap);

      from[i] = at < (int) n_before ? at : IS_NEW;
    }
  return from;
}

/* Gives a unit other operands, and weights for its @n inputs. */
static void
rewire (const Edit *edit, CrKey key, const CrKey *operands, guint n_operands, const int *from, guint n)
{
  CrNode *unit = cr_node_copy (cr_graph_edit_get_node (edit->edit, key));
  g_autoptr (CrMatrix) weights = make_weights (edit, unit, from, n);

  cr_node_set_operands (unit, operands, n_operands);
  if (weights != NULL)
    cr_network_set_matrix (unit, "weights", weights);
  cr_graph_edit_take_node (edit->edit, unit);
}

/* The units that the layer feeds are fed by @operands, which give @n numbers. Where these are as many as before all weights stay. */
static void
rewire_next (const Edit *edit, const CrKey *operands, guint n_operands, guint n, const int *from)
{
  for (guint i = 0; i < edit->next->len; i++)
    rewire (edit, g_array_index (edit->next, CrKey, i), operands, n_operands, from, n);
}

/* --- Columns --- */

static guint
count_most (const GArray *layers)
{
  guint most = 1;

  for (guint i = 0; i < layers->len; i++)
    most = MAX (most, g_array_index (layers, CrNetworkLayer, i).n_keys);
  return most;
}

/* Where the layer's column is. */
static CrPoint
get_middle (const Edit *edit)
{
  CrPoint middle = { 0, 0 };

  for (guint i = 0; i < edit->layer->n_keys; i++)
    {
      const CrNode *node = cr_graph_get_node (edit->graph, edit->layer->keys[i]);

      middle.x += node->place.x / edit->layer->n_keys;
      middle.y += node->place.y / edit->layer->n_keys;
    }
  return middle;
}

/* Spreads nodes evenly over the column around @middle. */
static void
spread (const Edit *edit, const CrKey *keys, guint n, CrPoint middle)
{
  double pitch = cr_network_get_pitch (n, MAX (n, count_most (edit->layers)));

  if (!get_first (edit)->has_place)
    return;
  for (guint i = 0; i < n; i++)
    cr_graph_edit_move (edit->edit, keys[i], middle.x, cr_network_get_y (i, n, pitch, middle.y));
}

/* Moves everything that stands at @from or to the right of it. */
static void
shift (const Edit *edit, double from, double by)
{
  CR_GRAPH_FOR_EACH (edit->graph, node)
    {
      const CrNode *now = cr_graph_edit_get_node (edit->edit, node->key);

      if (now != NULL && now->has_place && now->place.x >= from)
        cr_graph_edit_move (edit->edit, node->key, now->place.x + by, now->place.y);
    }
}

/* --- One unit more or less --- */

/* "h1_5" after "h1_4", if it is free. */
static char *
name_next (const Edit *edit, const char *id)
{
  guint n_letters = strlen (id);
  g_autofree char *base = NULL;

  while (n_letters > 0 && g_ascii_isdigit (id[n_letters - 1]))
    n_letters--;
  if (id[n_letters] == '\0' || strlen (id) - n_letters > 6)
    return cr_graph_dup_free_id (edit->graph, id);
  base = g_strdup_printf ("%.*s%d", (int) n_letters, id, atoi (id + n_letters) + 1);
  return cr_graph_dup_free_id (edit->graph, cr_id_is_valid (base) ? base : id);
}

/* A neuron like @model, with an id of its own, new weights, and a bias of 0. */
static CrKey
add_neuron (const Edit *edit, const CrNode *model, const char *id, const CrGate *activation, const CrKey *operands, guint n,
            guint n_units)
{
  CrNode *unit = cr_node_new (cr_graph_edit_new_key (edit->edit), id, model->gate);
  g_autoptr (CrMatrix) weights = cr_network_draw_weights (get_seed (edit->graph), id, activation, n, n_units, 0);
  CrKey key = unit->key;

  cr_node_set_operands (unit, operands, n);
  cr_network_set_matrix (unit, "weights", weights);
  cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "bias"), 0);
  if (activation != NULL)
    cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
  cr_graph_edit_take_node (edit->edit, unit);
  return key;
}

/* Another number of units in a dense layer: rows that are there in both stay. */
static void
resize_dense (const Edit *edit, guint n_units)
{
  const CrNode *node = get_first (edit);
  const CrMatrix *old = cr_node_get_matrix (node, "weights"), *old_bias = cr_node_get_matrix (node, "bias");
  CrNode *unit = cr_node_copy (node);
  guint n_before = (guint) cr_node_get_number (node, "units"), n_same = MIN (n_before, n_units);

  cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "units"), n_units);
  if (old != NULL)
    {
      guint n = old->shape.columns;
      g_autoptr (CrMatrix) weights = cr_network_draw_weights (get_seed (edit->graph), unit->id, edit->layer->activation, n, n_units,
                                                              n_units);

      memcpy (weights->entries, old->entries, (gsize) n_same * n * sizeof (double));
      cr_network_set_matrix (unit, "weights", weights);
    }
  if (old_bias != NULL)
    {
      g_autoptr (CrMatrix) bias = cr_matrix_new (n_units, 1, NULL);

      memcpy (bias->entries, old_bias->entries, n_same * sizeof (double));
      cr_network_set_matrix (unit, "bias", bias);
    }
  cr_graph_edit_take_node (edit->edit, unit);
}

static void
add_neuron_to_layer (Edit *edit)
{
  const CrNetworkLayer *layer = edit->layer;
  const CrNode *last = cr_graph_get_node (edit->graph, layer->keys[layer->n_keys - 1]);
  const CrNode *user = cr_graph_get_node (edit->graph, g_array_index (edit->next, CrKey, 0));
  g_autofree char *id = name_next (edit, last->id);
  g_autofree int *from = count_up (layer->n_keys + 1, layer->n_keys, IS_NEW);
  g_autoptr (GArray) operands = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autofree CrKey *column = g_new (CrKey, layer->n_keys + 1);
  CrKey key = add_neuron (edit, last, id, layer->activation, last->operands, last->n_operands, layer->n_units + 1);

  g_array_append_vals (operands, user->operands, user->n_operands);
  g_array_append_val (operands, key);
  rewire_next (edit, (const CrKey *) operands->data, operands->len, operands->len, from);
  memcpy (column, layer->keys, layer->n_keys * sizeof (CrKey));
  column[layer->n_keys] = key;
  spread (edit, column, layer->n_keys + 1, get_middle (edit));
}

static void
remove_last_neuron (Edit *edit)
{
  const CrNetworkLayer *layer = edit->layer;
  CrKey key = layer->keys[layer->n_keys - 1];
  const CrNode *user = cr_graph_get_node (edit->graph, g_array_index (edit->next, CrKey, 0));
  g_autoptr (GArray) operands = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autofree int *from = NULL;
  int gap = IS_NEW;

  for (guint i = 0; i < user->n_operands; i++)
    if (user->operands[i] == key)
      gap = i;
    else
      g_array_append_val (operands, user->operands[i]);
  from = count_up (operands->len, user->n_operands, gap);
  rewire_next (edit, (const CrKey *) operands->data, operands->len, operands->len, from);
  spread (edit, layer->keys, layer->n_keys - 1, get_middle (edit));
  cr_graph_edit_remove_nodes (edit->edit, &key, 1);
}

CrGraph *
cr_network_add_unit (const CrGraph *graph, guint layer, GError **error)
{
  Edit edit;

  if (!begin (&edit, graph, layer, error))
    return NULL;
  if (!feeds_a_layer (&edit, error))
    return end (&edit, FALSE);
  if (edit.layer->n_units >= CR_NETWORK_MOST_UNITS)
    return end (&edit, fail (error, _("this layer has as many units as a layer may have")));
  if (is_dense (get_first (&edit)))
    {
      guint n = edit.layer->n_units;
      g_autofree int *from = count_up (n + 1, n, IS_NEW);

      resize_dense (&edit, n + 1);
      rewire_next (&edit, edit.layer->keys, 1, n + 1, from);
    }
  else
    add_neuron_to_layer (&edit);
  return end (&edit, TRUE);
}

CrGraph *
cr_network_remove_unit (const CrGraph *graph, guint layer, GError **error)
{
  Edit edit;

  if (!begin (&edit, graph, layer, error))
    return NULL;
  if (!feeds_a_layer (&edit, error))
    return end (&edit, FALSE);
  if (edit.layer->n_units == 1)
    return end (&edit, fail (error, _("a layer has at least one unit; remove the layer instead")));
  if (is_dense (get_first (&edit)))
    {
      guint n = edit.layer->n_units;
      g_autofree int *from = count_up (n - 1, n, IS_NEW);

      resize_dense (&edit, n - 1);
      rewire_next (&edit, edit.layer->keys, 1, n - 1, from);
    }
  else
    remove_last_neuron (&edit);
  return end (&edit, TRUE);
}

CrGraph *
cr_network_set_activation (const CrGraph *graph, guint layer, const CrGate *activation, GError **error)
{
  Edit edit;

  if (activation != NULL && !cr_gate_is_activation (activation))
    {
      fail (error, _("this gate is no activation"));
      return NULL;
    }
  if (!begin (&edit, graph, layer, error))
    return NULL;
  for (guint i = 0; i < edit.layer->n_keys; i++)
    {
      CrNode *unit = cr_node_copy (cr_graph_get_node (graph, edit.layer->keys[i]));

      cr_node_unset (unit, cr_gate_find_attribute (unit->gate, "alpha"));
      if (activation != NULL)
        cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
      else
        cr_node_unset (unit, cr_gate_find_attribute (unit->gate, "activation"));
      cr_graph_edit_take_node (edit.edit, unit);
    }
  return end (&edit, TRUE);
}

/* --- One layer more or less --- */

/* The activation of the layer that comes before in the list, where there is one; else of this one. */
static const CrGate *
get_activation_before (const Edit *edit, guint layer)
{
  return layer > 0 ? g_array_index (edit->layers, CrNetworkLayer, layer - 1).activation
         : edit->layer->is_output ? cr_gate_find ("tanh")
                                  : edit->layer->activation;
}

/* "h3_1", or "h3" for a dense layer: the first number that no id has. */
static char *
name_layer (const Edit *edit)
{
  for (guint number = edit->layers->len;; number++)
    {
      g_autofree char *dense = g_strdup_printf ("h%u", number), *neuron = g_strdup_printf ("h%u_1", number);

      if (cr_graph_find (edit->graph, dense) == CR_KEY_NONE && cr_graph_find (edit->graph, neuron) == CR_KEY_NONE)
        return g_steal_pointer (&dense);
    }
}

static CrKey
add_dense (const Edit *edit, const char *id, const CrGate *activation, guint n_units, guint n)
{
  const CrNode *model = get_first (edit);
  CrNode *unit = cr_node_new (cr_graph_edit_new_key (edit->edit), id, model->gate);
  g_autoptr (CrMatrix) weights = cr_network_draw_weights (get_seed (edit->graph), id, activation, n, n_units, n_units);
  g_autoptr (CrMatrix) bias = cr_matrix_new (n_units, 1, NULL);
  CrKey key = unit->key;

  cr_node_set_operands (unit, model->operands, 1);
  cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "units"), n_units);
  cr_network_set_matrix (unit, "weights", weights);
  cr_network_set_matrix (unit, "bias", bias);
  if (activation != NULL)
    cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
  cr_graph_edit_take_node (edit->edit, unit);
  return key;
}

/* The new layer's nodes, in @keys; how many those are. */
static guint
add_layer (const Edit *edit, const CrGate *activation, guint n_units, CrKey *keys)
{
  const CrNode *model = get_first (edit);
  g_autofree char *name = name_layer (edit);

  if (is_dense (model))
    {
      keys[0] = add_dense (edit, name, activation, n_units, count_inputs (model));
      return 1;
    }
  for (guint i = 0; i < n_units; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s_%u", name, i + 1);
      g_autofree char *free_id = cr_graph_dup_free_id (edit->graph, id);

      keys[i] = add_neuron (edit, model, free_id, activation, model->operands, model->n_operands, n_units);
    }
  return n_units;
}

CrGraph *
cr_network_insert_layer (const CrGraph *graph, guint layer, guint n_units, GError **error)
{
  Edit edit;
  CrPoint middle;
  guint n_keys;

  if (!begin (&edit, graph, layer, error))
    return NULL;
  if (n_units < 1 || n_units > CR_NETWORK_MOST_UNITS || edit.layers->len >= CR_NETWORK_MOST_LAYERS)
    return end (&edit, fail (error, _("a net has no room for such a layer")));
  if (is_dense (get_first (&edit)) && count_inputs (get_first (&edit)) == 0)
    return end (&edit, fail (error, _("the weights behind the new layer are not written out")));

  guint n_before = count_inputs (get_first (&edit));
  g_autofree CrKey *keys = g_new (CrKey, n_units);
  g_autofree int *from = count_up (n_units, n_units == n_before ? n_before : 0, IS_NEW);

  middle = get_middle (&edit);
  if (get_first (&edit)->has_place)
    shift (&edit, middle.x - 1, CR_NETWORK_COLUMN);
  n_keys = add_layer (&edit, get_activation_before (&edit, layer), n_units, keys);
  for (guint i = 0; i < edit.layer->n_keys; i++)
    rewire (&edit, edit.layer->keys[i], keys, n_keys, from, n_units);
  spread (&edit, keys, n_keys, middle);
  return end (&edit, TRUE);
}

CrGraph *
cr_network_remove_layer (const CrGraph *graph, guint layer, GError **error)
{
  Edit edit;

  if (!begin (&edit, graph, layer, error))
    return NULL;
  if (!feeds_a_layer (&edit, error))
    return end (&edit, FALSE);

  const CrNode *first = get_first (&edit);
  const CrNode *user = cr_graph_get_node (graph, g_array_index (edit.next, CrKey, 0));
  guint n = is_dense (first) ? count_inputs (first) : first->n_operands;
  g_autofree int *from = NULL;

  if (n == 0)
    return end (&edit, fail (error, _("the weights of this layer are not written out")));
  from = count_up (n, n == count_inputs (user) ? n : 0, IS_NEW);
  rewire_next (&edit, first->operands, first->n_operands, n, from);
  if (first->has_place)
    shift (&edit, get_middle (&edit).x + 1, -CR_NETWORK_COLUMN);
  cr_graph_edit_remove_nodes (edit.edit, edit.layer->keys, edit.layer->n_keys);
  return end (&edit, TRUE);
}
