/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits the end of a net in place: another loss, as many outputs as there are classes, labels as the loss wants them.
 *
 * How this works: the loss gate's prediction comes from an output layer, straight or by way of a concat. What the new loss wants differs in up to
 * four things, each changed only if it has to: how many units the layer has, what their activation is, whether a concat gathers them, and
 * whether labels are −1 and 1 or numbers of classes. All weights that still fit stay.
 */
#include "cr-layer-edit.h"

#include "cr-generator.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LONGEST_BASE 50 /* of an id that gets a number: ids have 64 letters at most */

/**
 * End: of a net, while it is changed.
 * @loss: the loss gate as it is
 * @gather: (nullable): the concat between the layer and the loss
 * @wanted: the loss that it gets
 * @n_outputs: that it then has
 */
typedef struct
{
  CrLayerEdit edit;
  const CrNode *loss;
  const CrNode *gather;
  const CrGate *wanted;
  guint n_outputs;
} End;

/* --- What there is --- */

static gboolean
is_whole_layer (const CrNetworkLayer *layer, const CrKey *keys, guint n)
{
  guint n_found = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < layer->n_keys; j++)
      n_found += keys[i] == layer->keys[j];
  return n == layer->n_keys && n_found == n;
}

/* The layer whose numbers the loss compares with the label, its place in the list; -1 where there is none. */
static int
find_output_layer (const CrGraph *graph, const CrNode *loss, const CrNode **gather)
{
  g_autoptr (GArray) layers = cr_network_find_layers (graph);
  const CrNode *prediction = cr_graph_get_node (graph, loss->operands[0]);

  *gather = prediction != NULL && strcmp (prediction->gate->name, "concat") == 0 ? prediction : NULL;
  for (guint i = 0; prediction != NULL && i < layers->len; i++)
    {
      const CrNetworkLayer *layer = &g_array_index (layers, CrNetworkLayer, i);

      if (*gather != NULL ? is_whole_layer (layer, (*gather)->operands, (*gather)->n_operands)
                          : is_whole_layer (layer, &prediction->key, 1))
        return i;
    }
  return -1;
}

static guint
count_users (const CrGraph *graph, CrKey key)
{
  guint n = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      n += node->operands[i] == key;
  return n;
}

/* --- Units --- */

/* "out_3": the first number from @i on that no id has. */
static char *
name_unit (const CrGraph *graph, const char *id, guint *i)
{
  g_autofree char *base = g_strdup (strlen (id) <= LONGEST_BASE ? id : "out");
  char *number = strrchr (base, '_');

  if (number != NULL && number != base && strspn (number + 1, "0123456789") == strlen (number + 1))
    *number = '\0';
  for (;; ++*i)
    {
      g_autofree char *name = g_strdup_printf ("%s_%u", base, *i);

      if (cr_graph_find (graph, name) == CR_KEY_NONE)
        return g_steal_pointer (&name);
    }
}

/* The neurons that the layer then has; (element-type CrKey). */
static GArray *
fit_neurons (End *end)
{
  const CrNetworkLayer *layer = end->edit.layer;
  const CrNode *model = cr_layer_edit_get_first (&end->edit);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  guint number = 2;

  g_array_append_vals (keys, layer->keys, MIN (layer->n_keys, end->n_outputs));
  while (keys->len < end->n_outputs)
    {
      g_autofree char *id = name_unit (end->edit.graph, model->id, &number);
      CrKey key = cr_layer_edit_add_neuron (&end->edit, model, id, layer->activation, model->operands, model->n_operands, end->n_outputs);

      number++;
      g_array_append_val (keys, key);
    }
  cr_layer_edit_spread (&end->edit, (const CrKey *) keys->data, keys->len, cr_layer_edit_get_middle (&end->edit));
  return keys;
}

static gboolean
compares_numbers (const CrGate *loss)
{
  return strcmp (loss->name, "squared_error") == 0 || strcmp (loss->name, "absolute_error") == 0;
}

/* Where a loss of another family is chosen, the units get what is usual with it: scores stay as they are, numbers near ±1 go through tanh. */
static void
set_activations (End *end, const CrKey *keys, guint n, const CrDataset *dataset)
{
  const CrGate *activation = cr_network_get_output_activation (end->wanted, dataset);

  if (compares_numbers (end->wanted) == compares_numbers (end->loss->gate))
    return;
  for (guint i = 0; i < n; i++)
    {
      CrNode *unit = cr_node_copy (cr_graph_edit_get_node (end->edit.edit, keys[i]));

      cr_node_unset (unit, cr_gate_find_attribute (unit->gate, "alpha"));
      if (activation != NULL)
        cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
      else
        cr_node_unset (unit, cr_gate_find_attribute (unit->gate, "activation"));
      cr_graph_edit_take_node (end->edit.edit, unit);
    }
}

/* --- The concat and the loss --- */

/* The label stands below the units, as where the net was built. */
static void
move_label (End *end, const GArray *keys)
{
  const CrNode *label = cr_graph_edit_get_node (end->edit.edit, end->loss->operands[1]);
  const CrNode *lowest = cr_graph_edit_get_node (end->edit.edit, g_array_index (keys, CrKey, keys->len - 1));
  CrPoint place;

  if (label == NULL || !label->has_place || !lowest->has_place || fabs (label->place.x - lowest->place.x) > CR_NETWORK_COLUMN / 2.0)
    return;
  place = (CrPoint) { label->place.x, lowest->place.y + CR_NETWORK_LEAST_PITCH };
  if (label->place.y >= place.y)
    return;
  cr_layer_edit_push_notes (&end->edit, place.x, label->place.y, place.y);
  cr_graph_edit_move (end->edit.edit, label->key, place.x, place.y);
}

/* What the loss compares: the one unit, or all of them gathered in a concat, which takes the loss's place. */
static CrKey
gather (End *end, const GArray *keys)
{
  CrGraphEdit *edit = end->edit.edit;
  CrNode *node;
  CrKey key;

  if (keys->len == 1)
    {
      if (end->gather != NULL && count_users (end->edit.graph, end->gather->key) == 1)
        {
          if (end->gather->has_place)
            cr_layer_edit_shift (&end->edit, end->gather->place.x + 1, -CR_NETWORK_COLUMN);
          cr_graph_edit_remove_nodes (edit, &end->gather->key, 1);
        }
      return g_array_index (keys, CrKey, 0);
    }
  if (end->gather != NULL)
    node = cr_node_copy (cr_graph_edit_get_node (edit, end->gather->key));
  else
    {
      g_autofree char *id = cr_graph_dup_free_id (end->edit.graph, "scores");

      node = cr_node_new (cr_graph_edit_new_key (edit), id, cr_gate_find ("concat"));
      if (end->loss->has_place)
        {
          cr_node_set_place (node, end->loss->place.x, end->loss->place.y);
          cr_layer_edit_shift (&end->edit, end->loss->place.x - 1, CR_NETWORK_COLUMN);
        }
    }
  cr_node_set_operands (node, (const CrKey *) keys->data, keys->len);
  key = node->key;
  cr_graph_edit_take_node (edit, node);
  return key;
}

/* The same node, key and id, as another gate. */
static void
replace_loss (CrGraphEdit *edit, const CrNode *loss, const CrGate *wanted, CrKey prediction)
{
  const CrNode *now = cr_graph_edit_get_node (edit, loss->key);
  CrNode *node = loss->gate == wanted ? cr_node_copy (now) : cr_node_new (loss->key, loss->id, wanted);
  CrKey operands[2] = { prediction, loss->operands[1] };

  cr_node_set_operands (node, operands, 2);
  if (loss->gate != wanted)
    {
      cr_node_set_label (node, now->label);
      cr_node_set_note (node, now->note);
      cr_node_set_breakpoint (node, now->breakpoint);
      cr_node_set_hide (node, now->hide);
      if (now->has_place)
        cr_node_set_place (node, now->place.x, now->place.y);
      if (strcmp (wanted->name, "squared_error") == 0)
        cr_node_set_number (node, cr_gate_find_attribute (wanted, "factor"), 0.5);
    }
  cr_graph_edit_take_node (edit, node);
}

/* --- Labels --- */

/* −1 and 1 become 0 and 1, or the other way round. */
static void
relabel (CrDataset *dataset, gboolean to_classes)
{
  g_autoptr (CrMatrix) points = cr_matrix_new (dataset->points->shape.rows, dataset->points->shape.columns, dataset->points->entries);

  for (guint32 i = 0; i < points->shape.rows; i++)
    {
      double *label = &points->entries[(gsize) (i + 1) * points->shape.columns - 1];

      *label = to_classes ? *label > 0 : *label > 0 ? 1 : -1;
    }
  cr_matrix_unref (dataset->points);
  dataset->points = g_steal_pointer (&points);
}

/* Whether the labels had to be changed. */
static gboolean
fit_labels (CrDataset *dataset, const CrGate *wanted, guint n_outputs, const CrData *data)
{
  gboolean has_classes = cr_network_loss_has_classes (wanted), are_signs;
  guint n_classes = data != NULL && data->table != NULL ? cr_table_count_classes (data->table, &are_signs) : 0;

  if (dataset->kind == CR_DATASET_GENERATOR && cr_generator_get_info (dataset->generator)->most_classes > 0)
    {
      guint before = dataset->n_classes;

      dataset->n_classes = has_classes ? n_outputs : 0;
      return dataset->n_classes != before;
    }
  if (dataset->kind != CR_DATASET_POINTS || n_classes != 2 || are_signs != has_classes)
    return FALSE;
  relabel (dataset, has_classes);
  return TRUE;
}

/* Labels that the loss cannot be given; @error says so. */
static gboolean
check_labels (const CrDataset *dataset, const CrGate *wanted, const CrData *data, GError **error)
{
  gboolean are_signs, has_classes = cr_network_loss_has_classes (wanted);
  guint n_classes = data != NULL && data->table != NULL ? cr_table_count_classes (data->table, &are_signs) : 2;

  if (compares_numbers (wanted))
    return TRUE;
  if (n_classes == 0)
    return cr_layer_edit_fail (error, _("the labels are real numbers, which this loss cannot tell apart"));
  if (!has_classes && n_classes > 2 && dataset->kind != CR_DATASET_GENERATOR)
    return cr_layer_edit_fail (error, _("this loss tells two classes apart, and there are more"));
  if (dataset->kind == CR_DATASET_FILE && n_classes == 2 && are_signs == has_classes && strcmp (wanted->name, "binary_cross_entropy") != 0)
    return cr_layer_edit_fail (error, has_classes ? _("this loss wants labels 0 and 1; those in the data file are −1 and 1")
                                                  : _("this loss wants labels −1 and 1; those in the data file are 0 and 1"));
  return TRUE;
}

static CrGraph *
with_labels (const CrGraph *graph, const CrGate *wanted, guint n_outputs, const CrData *data)
{
  g_autoptr (CrParts) parts = NULL;
  CrTraining *training;

  if (cr_graph_get_parts (graph)->training == NULL)
    return cr_graph_ref (graph);
  training = cr_training_copy (cr_graph_get_parts (graph)->training);
  if (!fit_labels (&training->dataset, wanted, n_outputs, data))
    {
      cr_training_unref (training);
      return cr_graph_ref (graph);
    }
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  cr_training_unref (parts->training);
  parts->training = training;
  return cr_graph_with_parts (graph, parts);
}

/* --- All of it --- */

/* A loss of the same family behind whatever there is. */
static CrGraph *
change_gate_alone (const CrGraph *graph, const CrNode *loss, const CrGate *wanted)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  replace_loss (edit, loss, wanted, loss->operands[0]);
  return cr_graph_edit_end (edit);
}

static CrGraph *
change_end (End *end, const CrDataset *dataset)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CrKey prediction = end->loss->operands[0];

  if (cr_layer_edit_is_dense (cr_layer_edit_get_first (&end->edit)))
    {
      if (end->edit.layer->n_units != end->n_outputs)
        cr_layer_edit_resize_dense (&end->edit, end->n_outputs);
      set_activations (end, end->edit.layer->keys, 1, dataset);
    }
  else
    {
      g_array_unref (keys);
      keys = fit_neurons (end);
      set_activations (end, (const CrKey *) keys->data, keys->len, dataset);
      move_label (end, keys);
      prediction = gather (end, keys);
      if (end->edit.layer->n_keys > keys->len)
        cr_graph_edit_remove_nodes (end->edit.edit, end->edit.layer->keys + keys->len, end->edit.layer->n_keys - keys->len);
    }
  replace_loss (end->edit.edit, end->loss, end->wanted, prediction);
  return cr_layer_edit_end (&end->edit, TRUE);
}

/* How many outputs the loss wants. */
static guint
count_outputs (const CrGate *wanted, const CrDataset *dataset, const CrData *data)
{
  gboolean are_signs;

  if (!cr_network_loss_has_classes (wanted))
    return 1;
  if (dataset->kind == CR_DATASET_GENERATOR)
    return MAX (2, dataset->n_classes);
  return data != NULL && data->table != NULL ? MAX (2, cr_table_count_classes (data->table, &are_signs)) : 2;
}

CrGraph *
cr_network_change_loss (const CrGraph *graph, CrKey gate, const CrGate *wanted, const CrData *data, GError **error)
{
  static const CrDataset none = { .kind = CR_DATASET_NONE };
  const CrTraining *training = cr_graph_get_parts (graph)->training;
  const CrDataset *dataset = training != NULL ? &training->dataset : &none;
  const CrNode *loss = cr_graph_get_node (graph, gate);
  End end = { .loss = loss, .wanted = wanted, .n_outputs = count_outputs (wanted, dataset, data) };
  g_autoptr (CrGraph) changed = NULL;
  int layer;

  g_return_val_if_fail (loss != NULL && loss->gate->category == CR_CATEGORY_LOSSES, NULL);
  g_return_val_if_fail (wanted->category == CR_CATEGORY_LOSSES, NULL);
  if (!check_labels (dataset, wanted, data, error))
    return NULL;
  layer = find_output_layer (graph, loss, &end.gather);
  if (layer >= 0)
    {
      if (!cr_layer_edit_begin (&end.edit, graph, layer, error))
        return NULL;
      changed = change_end (&end, dataset);
    }
  else if (cr_network_loss_has_classes (wanted) == cr_network_loss_has_classes (loss->gate))
    changed = change_gate_alone (graph, loss, wanted);
  else
    {
      cr_layer_edit_fail (error, _("what comes before the loss is no layer that could get other outputs: wire it by hand"));
      return NULL;
    }
  return with_labels (changed, wanted, end.n_outputs, data);
}

gboolean
cr_network_misses_classes (const CrGraph *graph, CrKey gate, const CrData *data, guint *n_classes, guint *n_outputs)
{
  const CrNode *loss = gate != CR_KEY_NONE ? cr_graph_get_node (graph, gate) : NULL;
  const CrNode *gathered;
  gboolean are_signs;
  int layer;

  if (loss == NULL || loss->gate->category != CR_CATEGORY_LOSSES || data == NULL || data->table == NULL)
    return FALSE;
  *n_classes = cr_table_count_classes (data->table, &are_signs);
  layer = find_output_layer (graph, loss, &gathered);
  if (*n_classes <= 2 || layer < 0)
    return FALSE;

  g_autoptr (GArray) layers = cr_network_find_layers (graph);

  /* Without an activation it may be the number itself that is learned. */
  *n_outputs = g_array_index (layers, CrNetworkLayer, layer).n_units;
  return *n_outputs < *n_classes && !(compares_numbers (loss->gate) && g_array_index (layers, CrNetworkLayer, layer).activation == NULL);
}
