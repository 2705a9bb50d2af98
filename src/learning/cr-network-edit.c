/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits layers of a graph in place: units and layers more or fewer, another activation. Weights that still fit are kept. */
#include "cr-layer-edit.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- One unit more or less --- */

/* "h1_5" after "h1_4", if it is free. */
static char *
name_next (const CrLayerEdit *edit, const char *id)
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

/* A note that stood below a layer, and which the layer has grown into, gives way. */
static void
push_notes (const CrLayerEdit *edit, const CrKey *column, guint n)
{
  const CrNode *last = cr_graph_edit_get_node (edit->edit, column[n - 1]);
  double lowest = -INFINITY;

  for (guint i = 0; i < edit->layer->n_keys; i++)
    lowest = MAX (lowest, cr_graph_get_node (edit->graph, edit->layer->keys[i])->place.y);
  if (last->has_place)
    cr_layer_edit_push_notes (edit, last->place.x, lowest, last->place.y);
}

static void
add_neuron_to_layer (CrLayerEdit *edit)
{
  const CrNetworkLayer *layer = edit->layer;
  const CrNode *last = cr_graph_get_node (edit->graph, layer->keys[layer->n_keys - 1]);
  const CrNode *user = cr_graph_get_node (edit->graph, g_array_index (edit->next, CrKey, 0));
  g_autofree char *id = name_next (edit, last->id);
  g_autofree int *from = cr_layer_edit_count_up (layer->n_keys + 1, layer->n_keys, CR_INPUT_IS_NEW);
  g_autoptr (GArray) operands = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autofree CrKey *column = g_new (CrKey, layer->n_keys + 1);
  CrKey key = cr_layer_edit_add_neuron (edit, last, id, layer->activation, last->operands, last->n_operands, layer->n_units + 1);

  g_array_append_vals (operands, user->operands, user->n_operands);
  g_array_append_val (operands, key);
  cr_layer_edit_rewire_next (edit, (const CrKey *) operands->data, operands->len, operands->len, from);
  memcpy (column, layer->keys, layer->n_keys * sizeof (CrKey));
  column[layer->n_keys] = key;
  cr_layer_edit_spread (edit, column, layer->n_keys + 1, cr_layer_edit_get_middle (edit));
  push_notes (edit, column, layer->n_keys + 1);
}

static void
remove_last_neuron (CrLayerEdit *edit)
{
  const CrNetworkLayer *layer = edit->layer;
  CrKey key = layer->keys[layer->n_keys - 1];
  const CrNode *user = cr_graph_get_node (edit->graph, g_array_index (edit->next, CrKey, 0));
  g_autoptr (GArray) operands = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autofree int *from = NULL;
  int gap = CR_INPUT_IS_NEW;

  for (guint i = 0; i < user->n_operands; i++)
    if (user->operands[i] == key)
      gap = i;
    else
      g_array_append_val (operands, user->operands[i]);
  from = cr_layer_edit_count_up (operands->len, user->n_operands, gap);
  cr_layer_edit_rewire_next (edit, (const CrKey *) operands->data, operands->len, operands->len, from);
  cr_layer_edit_spread (edit, layer->keys, layer->n_keys - 1, cr_layer_edit_get_middle (edit));
  cr_graph_edit_remove_nodes (edit->edit, &key, 1);
}

CrGraph *
cr_network_add_unit (const CrGraph *graph, guint layer, GError **error)
{
  CrLayerEdit edit;

  if (!cr_layer_edit_begin (&edit, graph, layer, error))
    return NULL;
  if (!cr_layer_edit_feeds_a_layer (&edit, error))
    return cr_layer_edit_end (&edit, FALSE);
  if (edit.layer->n_units >= CR_NETWORK_MOST_UNITS)
    return cr_layer_edit_end (&edit, cr_layer_edit_fail (error, _("this layer has as many units as a layer may have")));
  if (cr_layer_edit_is_dense (cr_layer_edit_get_first (&edit)))
    {
      guint n = edit.layer->n_units;
      g_autofree int *from = cr_layer_edit_count_up (n + 1, n, CR_INPUT_IS_NEW);

      cr_layer_edit_resize_dense (&edit, n + 1);
      cr_layer_edit_rewire_next (&edit, edit.layer->keys, 1, n + 1, from);
    }
  else
    add_neuron_to_layer (&edit);
  return cr_layer_edit_end (&edit, TRUE);
}

CrGraph *
cr_network_remove_unit (const CrGraph *graph, guint layer, GError **error)
{
  CrLayerEdit edit;

  if (!cr_layer_edit_begin (&edit, graph, layer, error))
    return NULL;
  if (!cr_layer_edit_feeds_a_layer (&edit, error))
    return cr_layer_edit_end (&edit, FALSE);
  if (edit.layer->n_units == 1)
    return cr_layer_edit_end (&edit, cr_layer_edit_fail (error, _("a layer has at least one unit; remove the layer instead")));
  if (cr_layer_edit_is_dense (cr_layer_edit_get_first (&edit)))
    {
      guint n = edit.layer->n_units;
      g_autofree int *from = cr_layer_edit_count_up (n - 1, n, CR_INPUT_IS_NEW);

      cr_layer_edit_resize_dense (&edit, n - 1);
      cr_layer_edit_rewire_next (&edit, edit.layer->keys, 1, n - 1, from);
    }
  else
    remove_last_neuron (&edit);
  return cr_layer_edit_end (&edit, TRUE);
}

CrGraph *
cr_network_set_activation (const CrGraph *graph, guint layer, const CrGate *activation, GError **error)
{
  CrLayerEdit edit;

  if (activation != NULL && !cr_gate_is_activation (activation))
    {
      cr_layer_edit_fail (error, _("this gate is no activation"));
      return NULL;
    }
  if (!cr_layer_edit_begin (&edit, graph, layer, error))
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
  return cr_layer_edit_end (&edit, TRUE);
}

/* --- One layer more or less --- */

/* The activation of the layer that comes before in the list, where there is one; else of this one. */
static const CrGate *
get_activation_before (const CrLayerEdit *edit, guint layer)
{
  return layer > 0 ? g_array_index (edit->layers, CrNetworkLayer, layer - 1).activation
         : edit->layer->is_output ? cr_gate_find ("tanh")
                                  : edit->layer->activation;
}

/* "h3_1", or "h3" for a dense layer: the first number that no id has. */
static char *
name_layer (const CrLayerEdit *edit)
{
  for (guint number = edit->layers->len;; number++)
    {
      g_autofree char *dense = g_strdup_printf ("h%u", number), *neuron = g_strdup_printf ("h%u_1", number);

      if (cr_graph_find (edit->graph, dense) == CR_KEY_NONE && cr_graph_find (edit->graph, neuron) == CR_KEY_NONE)
        return g_steal_pointer (&dense);
    }
}

static CrKey
add_dense (const CrLayerEdit *edit, const char *id, const CrGate *activation, guint n_units, guint n)
{
  const CrNode *model = cr_layer_edit_get_first (edit);
  CrNode *unit = cr_node_new (cr_graph_edit_new_key (edit->edit), id, model->gate);
  g_autoptr (CrMatrix) weights = cr_network_draw_weights (cr_layer_edit_get_seed (edit->graph), id, activation, n, n_units, n_units);
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
add_layer (const CrLayerEdit *edit, const CrGate *activation, guint n_units, CrKey *keys)
{
  const CrNode *model = cr_layer_edit_get_first (edit);
  g_autofree char *name = name_layer (edit);

  if (cr_layer_edit_is_dense (model))
    {
      keys[0] = add_dense (edit, name, activation, n_units, cr_layer_edit_count_inputs (model));
      return 1;
    }
  for (guint i = 0; i < n_units; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s_%u", name, i + 1);
      g_autofree char *free_id = cr_graph_dup_free_id (edit->graph, id);

      keys[i] = cr_layer_edit_add_neuron (edit, model, free_id, activation, model->operands, model->n_operands, n_units);
    }
  return n_units;
}

CrGraph *
cr_network_insert_layer (const CrGraph *graph, guint layer, guint n_units, GError **error)
{
  CrLayerEdit edit;
  CrPoint middle;
  guint n_keys;

  if (!cr_layer_edit_begin (&edit, graph, layer, error))
    return NULL;
  if (n_units < 1 || n_units > CR_NETWORK_MOST_UNITS || edit.layers->len >= CR_NETWORK_MOST_LAYERS)
    return cr_layer_edit_end (&edit, cr_layer_edit_fail (error, _("a net has no room for such a layer")));
  if (cr_layer_edit_is_dense (cr_layer_edit_get_first (&edit)) && cr_layer_edit_count_inputs (cr_layer_edit_get_first (&edit)) == 0)
    return cr_layer_edit_end (&edit, cr_layer_edit_fail (error, _("the weights behind the new layer are not written out")));

  guint n_before = cr_layer_edit_count_inputs (cr_layer_edit_get_first (&edit));
  g_autofree CrKey *keys = g_new (CrKey, n_units);
  g_autofree int *from = cr_layer_edit_count_up (n_units, n_units == n_before ? n_before : 0, CR_INPUT_IS_NEW);

  middle = cr_layer_edit_get_middle (&edit);
  if (cr_layer_edit_get_first (&edit)->has_place)
    cr_layer_edit_shift (&edit, middle.x - 1, CR_NETWORK_COLUMN);
  n_keys = add_layer (&edit, get_activation_before (&edit, layer), n_units, keys);
  for (guint i = 0; i < edit.layer->n_keys; i++)
    cr_layer_edit_rewire (&edit, edit.layer->keys[i], keys, n_keys, from, n_units);
  cr_layer_edit_spread (&edit, keys, n_keys, middle);
  return cr_layer_edit_end (&edit, TRUE);
}

CrGraph *
cr_network_remove_layer (const CrGraph *graph, guint layer, GError **error)
{
  CrLayerEdit edit;

  if (!cr_layer_edit_begin (&edit, graph, layer, error))
    return NULL;
  if (!cr_layer_edit_feeds_a_layer (&edit, error))
    return cr_layer_edit_end (&edit, FALSE);

  const CrNode *first = cr_layer_edit_get_first (&edit);
  const CrNode *user = cr_graph_get_node (graph, g_array_index (edit.next, CrKey, 0));
  guint n = cr_layer_edit_is_dense (first) ? cr_layer_edit_count_inputs (first) : first->n_operands;
  g_autofree int *from = NULL;

  if (n == 0)
    return cr_layer_edit_end (&edit, cr_layer_edit_fail (error, _("the weights of this layer are not written out")));
  from = cr_layer_edit_count_up (n, n == cr_layer_edit_count_inputs (user) ? n : 0, CR_INPUT_IS_NEW);
  cr_layer_edit_rewire_next (&edit, first->operands, first->n_operands, n, from);
  if (first->has_place)
    cr_layer_edit_shift (&edit, cr_layer_edit_get_middle (&edit).x + 1, -CR_NETWORK_COLUMN);
  cr_graph_edit_remove_nodes (edit.edit, edit.layer->keys, edit.layer->n_keys);
  return cr_layer_edit_end (&edit, TRUE);
}
