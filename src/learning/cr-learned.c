/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From learned numbers to graph versions: writing them, going back to where they started, drawing new ones. */
#include "cr-learned.h"

#include "cr-random.h"

#include <math.h>
#include <string.h>

/* --- A parameter of a node --- */

/* The shape that the node's parameter has by itself, as far as the node says. */
static gboolean
fits (const CrNode *node, const CrTapeParameter *part)
{
  const CrAttribute *own = &node->attributes[part->attribute];
  const CrAttributeInfo *info = &node->gate->attributes[part->attribute];

  if (info->kind == CR_ATTRIBUTE_NUMBER)
    return cr_shape_is_number (part->shape);
  if (own->is_set)
    return cr_shape_equal (own->matrix->shape, part->shape);
  if (info->kind == CR_ATTRIBUTE_VALUE)
    {
      const CrAttribute *init = cr_node_get_attribute (node, "init");

      return cr_shape_equal (init != NULL ? init->init->shape : (CrShape) { 1, 1 }, part->shape);
    }
  /* Weights and biases that are not written out have the shape that they were trained in while the operands are as many. */
  if (cr_gate_find_attribute (node->gate, "units") >= 0)
    return part->shape.rows == (guint32) cr_node_get_number (node, "units");
  if (info->kind == CR_ATTRIBUTE_ROWS)
    return part->shape.columns == node->n_operands;
  return strcmp (info->name, "weights") != 0 || part->shape.rows == node->n_operands;
}

static gboolean
are_finite (const double *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      return FALSE;
  return TRUE;
}

/* Sets the parameter, if that changes anything; the node is copied for the first one that does. */
static void
set_parameter (const CrNode *node, CrNode **changed, guint attribute, CrShape shape, const double *numbers)
{
  const CrNode *now = *changed != NULL ? *changed : node;
  const CrAttribute *own = &now->attributes[attribute];
  g_autoptr (CrMatrix) matrix = cr_matrix_new (shape.rows, shape.columns, numbers);
  gboolean is_number = node->gate->attributes[attribute].kind == CR_ATTRIBUTE_NUMBER;
  int init = cr_gate_find_attribute (node->gate, "init");

  if (own->is_set && (is_number ? memcmp (&own->number, numbers, sizeof (double)) == 0 : cr_matrix_equal (own->matrix, matrix)))
    return;
  if (*changed == NULL)
    *changed = cr_node_copy (node);
  if (is_number)
    cr_node_set_number (*changed, attribute, numbers[0]);
  else
    cr_node_set_matrix (*changed, attribute, matrix);
  if (init >= 0)
    cr_node_unset (*changed, init);
}

/* --- Where they started --- */

static CrTraining *
copy_training (const CrParts *parts)
{
  return parts->training != NULL ? cr_training_copy (parts->training) : cr_training_new ();
}

/* Takes over @training (transfer full). */
static CrGraph *
with_training (const CrGraph *graph, CrTraining *training)
{
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (graph));

  g_clear_pointer (&parts->training, cr_training_unref);
  parts->training = training;
  return cr_graph_with_parts (graph, parts);
}

static CrMatrix **
get_place (CrInitial *initial, const char *name)
{
  return strcmp (name, "weights") == 0 ? &initial->weights : strcmp (name, "bias") == 0 ? &initial->bias : &initial->value;
}

static void
clear_initial (CrInitial *initial)
{
  g_clear_pointer (&initial->value, cr_matrix_unref);
  g_clear_pointer (&initial->weights, cr_matrix_unref);
  g_clear_pointer (&initial->bias, cr_matrix_unref);
}

/* Notes where this parameter started, unless the training knows already in this shape. */
static void
note_initial (CrTraining *training, const CrNode *node, const CrTapeParameter *part, const double *numbers)
{
  const CrInitial *present = cr_training_find_initial (training, node->key);
  const char *name = node->gate->attributes[part->attribute].name;
  CrInitial next = { .key = node->key };

  if (present != NULL)
    {
      CrMatrix *known = *get_place ((CrInitial *) present, name);

      if (known != NULL && cr_shape_equal (known->shape, part->shape))
        return;
      next.value = present->value != NULL ? cr_matrix_ref (present->value) : NULL;
      next.weights = present->weights != NULL ? cr_matrix_ref (present->weights) : NULL;
      next.bias = present->bias != NULL ? cr_matrix_ref (present->bias) : NULL;
    }

  CrMatrix **place = get_place (&next, name);

  g_clear_pointer (place, cr_matrix_unref);
  *place = cr_matrix_new (part->shape.rows, part->shape.columns, numbers);
  cr_training_set_initial (training, &next);
  clear_initial (&next);
}

/* Writes one parameter into the node as it stands in the edit; whether that changed it. */
static gboolean
write_part (CrGraphEdit *edit, const CrTapeParameter *part, const double *numbers)
{
  const CrNode *node = cr_graph_edit_get_node (edit, part->key);
  CrNode *changed = NULL;

  if (node == NULL || part->attribute >= node->gate->n_attributes || !fits (node, part) ||
      !are_finite (numbers, cr_shape_get_size (part->shape)))
    return FALSE;
  set_parameter (node, &changed, part->attribute, part->shape, numbers);
  if (changed == NULL)
    return FALSE;
  cr_graph_edit_take_node (edit, changed);
  return TRUE;
}

CrGraph *
cr_learned_write (const CrGraph *graph, const CrParameterTable *table, const double *parameters, const double *initial)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrTraining *training;
  gboolean any = FALSE;

  for (guint i = 0; i < table->n_parts; i++)
    any |= write_part (edit, &table->parts[i], parameters + table->parts[i].offset);

  g_autoptr (CrGraph) written = cr_graph_edit_end (edit);

  if (!any)
    return cr_graph_ref (graph);
  training = copy_training (cr_graph_get_parts (graph));
  for (guint i = 0; i < table->n_parts; i++)
    {
      const CrTapeParameter *part = &table->parts[i];
      const CrNode *before = cr_graph_get_node (graph, part->key);

      if (before != cr_graph_get_node (written, part->key) && fits (before, part))
        note_initial (training, before, part, initial + part->offset);
    }
  return with_training (written, training);
}

/* --- Back --- */

gboolean
cr_learned_is_trained (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return training != NULL && training->initial->len > 0;
}

CrMatrix *
cr_learned_fit_start (const CrNode *node, guint attribute, const CrMatrix *known, CrShape shape)
{
  gboolean is_column = node->gate->attributes[attribute].kind == CR_ATTRIBUTE_COLUMN;
  gboolean is_unit = cr_gate_find_attribute (node->gate, "weights") == (int) attribute && cr_gate_find_attribute (node->gate, "units") < 0;
  guint32 n_rows = is_column ? 1 : shape.rows, n = is_column ? shape.rows : shape.columns;
  guint32 n_before = is_column ? known->shape.rows : known->shape.columns;
  CrMatrix *longer;

  if (cr_shape_equal (known->shape, shape))
    return cr_matrix_ref (known);
  if (!is_unit || n_before > n || (is_column ? known->shape.columns != shape.columns : known->shape.rows != shape.rows))
    return NULL;
  longer = cr_matrix_new (shape.rows, shape.columns, NULL);
  for (guint32 row = 0; row < n_rows; row++)
    memcpy (longer->entries + (gsize) row * n, known->entries + (gsize) row * n_before, n_before * sizeof (double));
  return longer;
}

/* The attribute of that name, where its start is known and still fits; else −1. @start: (transfer full): it. */
static int
find_start (const CrNode *node, const char *name, const CrMatrix *matrix, CrMatrix **start)
{
  int attribute = matrix != NULL ? cr_gate_find_attribute (node->gate, name) : -1;
  gboolean is_number = attribute >= 0 && node->gate->attributes[attribute].kind == CR_ATTRIBUTE_NUMBER;
  const CrMatrix *own = attribute >= 0 && !is_number ? cr_node_get_matrix (node, name) : NULL;

  if (attribute < 0)
    return -1;
  *start = cr_learned_fit_start (node, attribute, matrix, own != NULL ? own->shape : matrix->shape);

  CrTapeParameter part = { node->key, attribute, *start != NULL ? (*start)->shape : matrix->shape, 0, FALSE };

  return *start != NULL && fits (node, &part) ? attribute : -1;
}

/* Puts back one parameter, where it is known and still fits. */
static void
put_back (const CrNode *node, CrNode **changed, const char *name, const CrMatrix *matrix)
{
  g_autoptr (CrMatrix) start = NULL;
  int attribute = find_start (node, name, matrix, &start);

  if (attribute >= 0)
    set_parameter (node, changed, attribute, start->shape, start->entries);
}

static gboolean
has_moved (const CrNode *node, const char *name, const CrMatrix *known)
{
  g_autoptr (CrMatrix) matrix = NULL;
  int attribute = find_start (node, name, known, &matrix);

  if (attribute < 0)
    return FALSE;
  if (!node->attributes[attribute].is_set)
    return TRUE;
  if (node->gate->attributes[attribute].kind == CR_ATTRIBUTE_NUMBER)
    return memcmp (&node->attributes[attribute].number, matrix->entries, sizeof (double)) != 0;
  return !cr_matrix_equal (node->attributes[attribute].matrix, matrix);
}

gboolean
cr_learned_can_reset (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  for (guint i = 0; training != NULL && i < training->initial->len; i++)
    {
      const CrInitial *initial = &g_array_index (training->initial, CrInitial, i);
      const CrNode *node = cr_graph_get_node (graph, initial->key);

      if (node != NULL && (has_moved (node, "value", initial->value) || has_moved (node, "weights", initial->weights)
                           || has_moved (node, "bias", initial->bias)))
        return TRUE;
    }
  return FALSE;
}

static CrNode *
put_node_back (const CrNode *node, const CrInitial *initial)
{
  CrNode *changed = NULL;

  put_back (node, &changed, "value", initial->value);
  put_back (node, &changed, "weights", initial->weights);
  put_back (node, &changed, "bias", initial->bias);
  return changed;
}

CrGraph *
cr_learned_reset (const CrGraph *graph)
{
  if (!cr_learned_is_trained (graph))
    return cr_graph_ref (graph);

  CrTraining *training = cr_training_copy (cr_graph_get_parts (graph)->training);
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  for (guint i = 0; i < training->initial->len; i++)
    {
      const CrInitial *initial = &g_array_index (training->initial, CrInitial, i);
      const CrNode *node = cr_graph_get_node (graph, initial->key);
      CrNode *changed = node != NULL ? put_node_back (node, initial) : NULL;

      if (changed != NULL)
        cr_graph_edit_take_node (edit, changed);
    }
  g_array_set_size (training->initial, 0);

  g_autoptr (CrGraph) back = cr_graph_edit_end (edit);

  return with_training (back, training);
}

/* --- Anew --- */

/* How many units stand side by side with this one: its rows, or the neurons with the same operands. */
static guint
count_layer (const CrGraph *graph, const CrNode *unit)
{
  guint n = 0;

  if (cr_gate_find_attribute (unit->gate, "units") >= 0)
    return (guint) cr_node_get_number (unit, "units");
  CR_GRAPH_FOR_EACH (graph, node)
    n += node->gate == unit->gate && node->n_operands == unit->n_operands &&
         memcmp (node->operands, unit->operands, unit->n_operands * sizeof (CrKey)) == 0;
  return n;
}

/* @part says how many weights there are; those that are not written out have the shape that the tape gave them. */
static CrNode *
draw_unit (const CrGraph *graph, const CrNode *unit, const CrTapeParameter *part, guint64 seed)
{
  const CrAttribute *activation = cr_node_get_attribute (unit, "activation");
  gboolean is_column = unit->gate->attributes[part->attribute].kind == CR_ATTRIBUTE_COLUMN;
  g_autofree double *weights = g_new (double, cr_shape_get_size (part->shape));
  CrNode *changed = NULL;

  cr_random_fill_weights (seed, unit->id, activation != NULL ? activation->activation : NULL,
                          is_column ? part->shape.rows : part->shape.columns, count_layer (graph, unit), weights,
                          cr_shape_get_size (part->shape));
  set_parameter (unit, &changed, part->attribute, part->shape, weights);
  return changed;
}

static CrNode *
draw_source (const CrNode *node, guint64 seed)
{
  const CrAttribute *init = cr_node_get_attribute (node, "init");
  CrNode *changed;

  if (init == NULL)
    return NULL;

  g_autoptr (gsl_rng) random = cr_random_new_stream (seed, node->id);
  CrInit drawn = *init->init;

  drawn.seed = gsl_rng_get (random);
  drawn.is_set |= 1 << 1;
  changed = cr_node_copy (node);
  cr_node_set_init (changed, cr_gate_find_attribute (node->gate, "init"), &drawn);
  return changed;
}

CrGraph *
cr_learned_draw (const CrGraph *graph, guint64 seed)
{
  g_autoptr (CrGraph) back = cr_learned_reset (graph);
  g_autoptr (CrTape) tape = cr_tape_new (back);
  g_autoptr (CrParameterTable) table = cr_parameter_table_new (tape);
  CrGraphEdit *edit = cr_graph_edit_begin (back);

  for (guint i = 0; i < table->n_parts; i++)
    {
      const CrTapeParameter *part = &table->parts[i];
      const CrNode *node = cr_graph_get_node (back, part->key);
      gboolean is_weights = strcmp (node->gate->attributes[part->attribute].name, "weights") == 0;
      CrNode *changed = cr_gate_is_source (node->gate) ? draw_source (node, seed)
                        : is_weights                   ? draw_unit (back, node, part, seed)
                                                       : NULL;

      if (changed != NULL)
        cr_graph_edit_take_node (edit, changed);
    }
  return cr_graph_edit_end (edit);
}
