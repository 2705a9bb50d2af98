/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What edits of layers share: which units a layer feeds, weights for other inputs, columns.
 *
 * How this works: a unit's inputs are its operands (a neuron) or the rows of its one operand (a dense layer). Every edit says of each input
 * after it which one before it was, or that it is new; the weights are then made from the old ones and from drawn ones. Where training has
 * changed the weights, those that it started from are made over in the same way, so that a reset goes back to them.
 */
#include "cr-layer-edit.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define UNIT_WIDTH 104 /* as it is drawn */
#define BELOW_UNIT 60  /* from its middle to where the next thing may begin: its lower half, its name, a gap */

gboolean
cr_layer_edit_fail (GError **error, const char *message)
{
  g_set_error_literal (error, CR_ERROR, CR_ERROR_MEMBER, message);
  return FALSE;
}

guint64
cr_layer_edit_get_seed (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return training != NULL ? training->seed : 0;
}

gboolean
cr_layer_edit_is_dense (const CrNode *node)
{
  return cr_gate_find_attribute (node->gate, "units") >= 0;
}

void
cr_layer_edit_push_notes (const CrLayerEdit *edit, double x, double before, double now)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (edit->graph));
  double free_from = now + BELOW_UNIT;

  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrFrame *pushed;

      if (frame->y < before || frame->y >= free_from || fabs (frame->x + frame->width / 2 - x) > (frame->width + UNIT_WIDTH) / 2)
        continue;
      pushed = cr_frame_copy (frame);
      pushed->y = free_from;
      cr_frame_unref (parts->frames->pdata[i]);
      parts->frames->pdata[i] = pushed;
    }
  cr_graph_edit_take_parts (edit->edit, parts);
}

const CrNode *
cr_layer_edit_get_first (const CrLayerEdit *edit)
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
is_like_the_others (const CrLayerEdit *edit, const CrNode *node)
{
  const CrNode *first = edit->next->len > 0 ? cr_graph_get_node (edit->graph, g_array_index (edit->next, CrKey, 0)) : node;

  return memcmp (node->operands, first->operands, node->n_operands * sizeof (CrKey)) == 0;
}

/* The units that take the whole layer and nothing else. */
static void
find_next (CrLayerEdit *edit)
{
  edit->next = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CR_GRAPH_FOR_EACH (edit->graph, node)
    {
      gboolean is_unit = strcmp (node->gate->name, "neuron") == 0 || cr_layer_edit_is_dense (node);

      if (is_unit && node->n_operands == edit->layer->n_keys && count_operands_in (node, edit->layer) == edit->layer->n_keys &&
          is_like_the_others (edit, node))
        g_array_append_val (edit->next, node->key);
    }
}

gboolean
cr_layer_edit_begin (CrLayerEdit *edit, const CrGraph *graph, guint layer, GError **error)
{
  *edit = (CrLayerEdit) { .graph = graph, .layers = cr_network_find_layers (graph) };
  if (layer >= edit->layers->len)
    {
      g_array_unref (edit->layers);
      return cr_layer_edit_fail (error, _("there is no such layer"));
    }
  edit->layer = &g_array_index (edit->layers, CrNetworkLayer, layer);
  find_next (edit);
  edit->started = cr_initials_new (0);
  edit->edit = cr_graph_edit_begin (graph);
  return TRUE;
}

/* The version with what is known anew of where its units started. */
static CrGraph *
note_started (const CrLayerEdit *edit, const CrGraph *version)
{
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (version));
  CrTraining *training = cr_training_copy (parts->training);

  for (guint i = 0; i < edit->started->len; i++)
    cr_training_set_initial (training, &g_array_index (edit->started, CrInitial, i));
  cr_training_unref (parts->training);
  parts->training = training;
  return cr_graph_with_parts (version, parts);
}

/* "4-2": the units of the hidden layers; an empty text where there are none. */
static char *
dup_sizes (const GArray *layers)
{
  GString *sizes = g_string_new (NULL);

  for (guint i = 0; i < layers->len; i++)
    if (!g_array_index (layers, CrNetworkLayer, i).is_output)
      g_string_append_printf (sizes, sizes->len > 0 ? "-%u" : "%u", g_array_index (layers, CrNetworkLayer, i).n_units);
  return g_string_free (sizes, FALSE);
}

/* A title that ends with the sizes of the layers, as those of new nets do, ends with what they are now. */
static CrGraph *
retitle (const CrLayerEdit *edit, const CrGraph *version)
{
  g_autoptr (GArray) layers = cr_network_find_layers (version);
  g_autofree char *before = dup_sizes (edit->layers);
  g_autofree char *now = dup_sizes (layers);
  const char *title = cr_graph_get_title (version);
  g_autofree char *renewed = NULL;
  gsize n_kept;

  if (title == NULL || *before == '\0' || *now == '\0' || g_str_equal (before, now) || !g_str_has_suffix (title, before))
    return cr_graph_ref (version);
  n_kept = strlen (title) - strlen (before);
  if (n_kept > 0 && title[n_kept - 1] != ' ')
    return cr_graph_ref (version);
  renewed = g_strdup_printf ("%.*s%s", (int) n_kept, title, now);
  return cr_graph_with_title (version, renewed);
}

CrGraph *
cr_layer_edit_end (CrLayerEdit *edit, gboolean good)
{
  CrGraph *version = NULL;

  if (good)
    version = cr_graph_edit_end (edit->edit);
  else
    cr_graph_edit_cancel (edit->edit);
  if (version != NULL && edit->started->len > 0)
    {
      g_autoptr (CrGraph) made = version;

      version = note_started (edit, made);
    }
  if (version != NULL)
    {
      g_autoptr (CrGraph) made = version;

      version = retitle (edit, made);
    }
  g_array_unref (edit->layers);
  g_array_unref (edit->next);
  g_array_unref (edit->started);
  return version;
}

gboolean
cr_layer_edit_feeds_a_layer (const CrLayerEdit *edit, GError **error)
{
  if (edit->layer->is_output)
    return cr_layer_edit_fail (error, _("the loss says how many units the output layer has"));
  return edit->next->len > 0 || cr_layer_edit_fail (error, _("this layer does not feed another layer as a whole"));
}

/* --- Weights --- */

guint
cr_layer_edit_count_inputs (const CrNode *unit)
{
  const CrMatrix *weights = cr_node_get_matrix (unit, "weights");

  return weights == NULL ? 0 : cr_layer_edit_is_dense (unit) ? weights->shape.columns : weights->shape.rows;
}

/* How many units its layer has, for drawing. */
static guint
count_layer (const CrLayerEdit *edit, CrKey key)
{
  for (guint i = 0; i < edit->layers->len; i++)
    if (is_in_layer (&g_array_index (edit->layers, CrNetworkLayer, i), key))
      return g_array_index (edit->layers, CrNetworkLayer, i).n_units;
  return 1;
}

/* @drawn, rows of @n weights (a neuron's is one), with those of @old where input i was input from[i] of @n_before before. */
static CrMatrix *
keep_weights (const CrMatrix *drawn, const CrMatrix *old, guint n_rows, const int *from, guint n, guint n_before)
{
  CrMatrix *weights = cr_matrix_new (drawn->shape.rows, drawn->shape.columns, drawn->entries);

  for (guint row = 0; row < MAX (n_rows, 1); row++)
    for (guint i = 0; i < n; i++)
      if (from[i] != CR_INPUT_IS_NEW && (guint) from[i] < n_before)
        weights->entries[(gsize) row * n + i] = old->entries[(gsize) row * n_before + from[i]];
  return weights;
}

/* A copy of where the unit started, if that is known in the shape that its weights have now; its weights are then to be replaced. */
static gboolean
find_started (const CrLayerEdit *edit, const CrNode *unit, CrInitial *started)
{
  const CrTraining *training = cr_graph_get_parts (edit->graph)->training;
  const CrInitial *known = training != NULL ? cr_training_find_initial (training, unit->key) : NULL;
  const CrMatrix *weights = cr_node_get_matrix (unit, "weights");

  if (known == NULL || known->weights == NULL || weights == NULL || !cr_shape_equal (known->weights->shape, weights->shape))
    return FALSE;
  *started = cr_initial_copy (known);
  return TRUE;
}

/* Takes over the matrix. */
static void
take_matrix (CrMatrix **place, CrMatrix *matrix)
{
  cr_matrix_unref (*place);
  *place = matrix;
}

/* Weights for @n inputs, of which input i was input from[i] before, or CR_INPUT_IS_NEW; nothing where they are not written out, but drawn. */
static void
make_weights (const CrLayerEdit *edit, CrNode *unit, const int *from, guint n)
{
  const CrMatrix *old = cr_node_get_matrix (unit, "weights");
  const CrAttribute *activation = cr_node_get_attribute (unit, "activation");
  guint n_before = cr_layer_edit_count_inputs (unit), n_rows = cr_layer_edit_is_dense (unit) ? (guint) cr_node_get_number (unit, "units") : 0;
  CrInitial started;

  if (old == NULL)
    return;

  g_autoptr (CrMatrix) drawn = cr_network_draw_weights (cr_layer_edit_get_seed (edit->graph), unit->id,
                                                        activation != NULL ? activation->activation : NULL, n,
                                                        count_layer (edit, unit->key), n_rows);
  g_autoptr (CrMatrix) weights = keep_weights (drawn, old, n_rows, from, n, n_before);

  if (find_started (edit, unit, &started))
    {
      take_matrix (&started.weights, keep_weights (drawn, started.weights, n_rows, from, n, n_before));
      g_array_append_val (edit->started, started);
    }
  cr_network_set_matrix (unit, "weights", weights);
}

/* @to with the rows that @from has too as they are there. */
static CrMatrix *
keep_rows (const CrMatrix *to, const CrMatrix *from)
{
  CrMatrix *kept = cr_matrix_new (to->shape.rows, to->shape.columns, to->entries);

  memcpy (kept->entries, from->entries, (gsize) MIN (to->shape.rows, from->shape.rows) * to->shape.columns * sizeof (double));
  return kept;
}

void
cr_layer_edit_resize_dense (const CrLayerEdit *edit, guint n_units)
{
  const CrNode *node = cr_layer_edit_get_first (edit);
  const CrMatrix *old = cr_node_get_matrix (node, "weights"), *old_bias = cr_node_get_matrix (node, "bias");
  CrNode *unit = cr_node_copy (node);
  g_autoptr (CrMatrix) no_bias = cr_matrix_new (n_units, 1, NULL);
  CrInitial started;

  cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "units"), n_units);
  if (old_bias != NULL)
    {
      g_autoptr (CrMatrix) bias = keep_rows (no_bias, old_bias);

      cr_network_set_matrix (unit, "bias", bias);
    }
  if (old != NULL)
    {
      g_autoptr (CrMatrix) drawn = cr_network_draw_weights (cr_layer_edit_get_seed (edit->graph), unit->id, edit->layer->activation,
                                                            old->shape.columns, n_units, n_units);
      g_autoptr (CrMatrix) weights = keep_rows (drawn, old);

      if (find_started (edit, node, &started))
        {
          take_matrix (&started.weights, keep_rows (drawn, started.weights));
          if (started.bias != NULL)
            take_matrix (&started.bias, keep_rows (no_bias, started.bias));
          g_array_append_val (edit->started, started);
        }
      cr_network_set_matrix (unit, "weights", weights);
    }
  cr_graph_edit_take_node (edit->edit, unit);
}

int *
cr_layer_edit_count_up (guint n, guint n_before, int gap)
{
  int *from = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    {
      int at = (int) i + (gap != CR_INPUT_IS_NEW && (int) i >= gap);

      from[i] = at < (int) n_before ? at : CR_INPUT_IS_NEW;
    }
  return from;
}

void
cr_layer_edit_rewire (const CrLayerEdit *edit, CrKey key, const CrKey *operands, guint n_operands, const int *from, guint n)
{
  CrNode *unit = cr_node_copy (cr_graph_edit_get_node (edit->edit, key));

  cr_node_set_operands (unit, operands, n_operands);
  make_weights (edit, unit, from, n);
  cr_graph_edit_take_node (edit->edit, unit);
}

void
cr_layer_edit_rewire_next (const CrLayerEdit *edit, const CrKey *operands, guint n_operands, guint n, const int *from)
{
  for (guint i = 0; i < edit->next->len; i++)
    cr_layer_edit_rewire (edit, g_array_index (edit->next, CrKey, i), operands, n_operands, from, n);
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

CrPoint
cr_layer_edit_get_middle (const CrLayerEdit *edit)
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

void
cr_layer_edit_spread (const CrLayerEdit *edit, const CrKey *keys, guint n, CrPoint middle)
{
  double pitch = cr_network_get_pitch (n, MAX (n, count_most (edit->layers)));

  if (!cr_layer_edit_get_first (edit)->has_place)
    return;
  for (guint i = 0; i < n; i++)
    cr_graph_edit_move (edit->edit, keys[i], middle.x, cr_network_get_y (i, n, pitch, middle.y));
}

void
cr_layer_edit_shift (const CrLayerEdit *edit, double from, double by)
{
  CR_GRAPH_FOR_EACH (edit->graph, node)
    {
      const CrNode *now = cr_graph_edit_get_node (edit->edit, node->key);

      if (now != NULL && now->has_place && now->place.x >= from)
        cr_graph_edit_move (edit->edit, node->key, now->place.x + by, now->place.y);
    }
}

/* --- Units --- */

CrKey
cr_layer_edit_add_neuron (const CrLayerEdit *edit, const CrNode *model, const char *id, const CrGate *activation, const CrKey *operands, guint n,
            guint n_units)
{
  CrNode *unit = cr_node_new (cr_graph_edit_new_key (edit->edit), id, model->gate);
  g_autoptr (CrMatrix) weights = cr_network_draw_weights (cr_layer_edit_get_seed (edit->graph), id, activation, n, n_units, 0);
  CrKey key = unit->key;

  cr_node_set_operands (unit, operands, n);
  cr_network_set_matrix (unit, "weights", weights);
  cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "bias"), 0);
  if (activation != NULL)
    cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
  cr_graph_edit_take_node (edit->edit, unit);
  return key;
}
