/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the attributes of a node, as the gate table describes them, and checking what they say of one another. */
#include "cr-read.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* --- One attribute --- */

static gboolean
count_value_bytes (CrReader *reader, const CrPlace *place, CrShape shape, GError **error)
{
  reader->value_bytes += cr_shape_get_size (shape) * sizeof (double);
  if (reader->value_bytes <= CR_LIMIT_VALUE_BYTES)
    return TRUE;
  return cr_place_fail (place, CR_ERROR_LIMIT, error, _("all values together would take more than %d MiB"),
                        (int) (CR_LIMIT_VALUE_BYTES / (1024 * 1024)));
}

static gboolean
read_number (const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  double number;

  if (!cr_read_number (place, json, info->minimum, info->maximum, NULL, &number, error))
    return FALSE;
  cr_node_set_number (node, attribute, number);
  return TRUE;
}

static gboolean
read_count (const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  guint64 count;

  if (!cr_read_whole (place, json, info->minimum, info->maximum, &count, error))
    return FALSE;
  cr_node_set_number (node, attribute, count);
  return TRUE;
}

static gboolean
read_boolean (const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  gboolean boolean;

  if (!cr_read_boolean (place, json, &boolean, error))
    return FALSE;
  cr_node_set_number (node, attribute, boolean);
  return TRUE;
}

static gboolean
read_matrix (CrReader *reader, const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  g_autoptr (CrMatrix) matrix = cr_read_matrix (place, json, CR_LIMIT_SIDE, error);

  if (matrix == NULL || !count_value_bytes (reader, place, matrix->shape, error))
    return FALSE;
  if (node->gate->attributes[attribute].kind == CR_ATTRIBUTE_COLUMN && matrix->shape.columns != 1)
    return cr_place_fail_expected (place, json, error, _("a column [a, b, …]"));
  cr_node_set_matrix (node, attribute, matrix);
  return TRUE;
}

static gboolean
read_activation (const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  const char *name = json_string_value (json);
  const CrGate *gate = name != NULL ? cr_gate_find (name) : NULL;
  gboolean is_linear = name != NULL && strcmp (name, "linear") == 0;

  if (!is_linear && (gate == NULL || !cr_gate_is_activation (gate)))
    return cr_place_fail_expected (place, json, error, _("\"linear\" or the name of an elementwise gate of one operand"));
  cr_node_set_activation (node, attribute, is_linear ? NULL : gate);
  return TRUE;
}

static gboolean
read_features (const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  g_auto (GStrv) features = cr_read_features (place, json, TRUE, error);

  if (features == NULL)
    return FALSE;
  cr_node_set_features (node, attribute, (const char *const *) features);
  return TRUE;
}

static gboolean
read_init (CrReader *reader, const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  CrInit init;

  if (!cr_read_init (place, json, &init, error) || !count_value_bytes (reader, place, init.shape, error))
    return FALSE;
  cr_node_set_init (node, attribute, &init);
  return TRUE;
}

gboolean
cr_read_attribute (CrReader *reader, const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error)
{
  switch (node->gate->attributes[attribute].kind)
    {
    case CR_ATTRIBUTE_NUMBER:
      return read_number (place, json, node, attribute, error);
    case CR_ATTRIBUTE_COUNT:
      return read_count (place, json, node, attribute, error);
    case CR_ATTRIBUTE_BOOLEAN:
      return read_boolean (place, json, node, attribute, error);
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      return read_matrix (reader, place, json, node, attribute, error);
    case CR_ATTRIBUTE_ACTIVATION:
      return read_activation (place, json, node, attribute, error);
    case CR_ATTRIBUTE_FEATURE:
      return read_features (place, json, node, attribute, error);
    case CR_ATTRIBUTE_INIT:
      return read_init (reader, place, json, node, attribute, error);
    }
  g_assert_not_reached ();
}

/* --- What they say of one another --- */

/* The node's set attribute of that kind, or NULL; its place in *@index. */
static const CrAttribute *
find_set (const CrNode *node, CrAttributeKind kind, guint *index)
{
  for (guint i = 0; i < node->gate->n_attributes; i++)
    if (node->gate->attributes[i].kind == kind && node->attributes[i].is_set)
      {
        *index = i;
        return &node->attributes[i];
      }
  return NULL;
}

static gboolean
fail_size (const CrPlace *place, const char *member, GError **error, const char *what, guint64 expected, guint found)
{
  return cr_place_fail (CR_PLACE_IN (place, member), CR_ERROR_SHAPE, error, _("%s: expected %" PRIu64 ", found %u"), what,
                        expected, found);
}

/* A layer says how many units it has: as many rows of weights, as many biases. */
static gboolean
check_layer (const CrPlace *place, const CrNode *node, GError **error)
{
  guint64 units = (guint64) cr_node_get_number (node, "units");

  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &node->gate->attributes[i];

      if (!info->is_parameter || !node->attributes[i].is_set)
        continue;

      guint rows = node->attributes[i].matrix->shape.rows;

      if (rows != units)
        return fail_size (place, info->name, error,
                          info->kind == CR_ATTRIBUTE_ROWS ? _("one row for each unit") : _("one number for each unit"), units, rows);
    }
  return TRUE;
}

/* Rows of weights, a number for each operand in each, and as many biases as rows. */
static gboolean
check_rows (const CrPlace *place, const CrNode *node, GError **error)
{
  guint rows_index, bias_index;
  const CrAttribute *rows = find_set (node, CR_ATTRIBUTE_ROWS, &rows_index);
  const CrAttribute *bias = find_set (node, CR_ATTRIBUTE_COLUMN, &bias_index);
  guint n_rows = rows != NULL ? rows->matrix->shape.rows : 0;
  const CrAttributeInfo *infos = node->gate->attributes;

  if (rows != NULL && n_rows < 2)
    return fail_size (place, infos[rows_index].name, error, _("number of rows"), 2, n_rows);
  if (rows != NULL && rows->matrix->shape.columns != node->n_operands)
    return fail_size (place, infos[rows_index].name, error, _("one number in each row for each input"), node->n_operands,
                      rows->matrix->shape.columns);
  if (bias != NULL && bias->matrix->shape.rows < 2)
    return fail_size (place, infos[bias_index].name, error, _("how many"), 2, bias->matrix->shape.rows);
  if (rows != NULL && bias != NULL && bias->matrix->shape.rows != n_rows)
    return fail_size (place, infos[bias_index].name, error, _("one number for each row of weights"), n_rows,
                      bias->matrix->shape.rows);
  return TRUE;
}

/* One weight for each operand. */
static gboolean
check_column (const CrPlace *place, const CrNode *node, GError **error)
{
  guint index;
  const CrAttribute *weights = find_set (node, CR_ATTRIBUTE_COLUMN, &index);

  if (weights != NULL && weights->matrix->shape.rows != node->n_operands)
    return fail_size (place, node->gate->attributes[index].name, error, _("one number for each input"), node->n_operands,
                      weights->matrix->shape.rows);
  return TRUE;
}

/* A unit's alpha is its activation's, and so in its range. */
static gboolean
check_alpha (const CrPlace *place, const CrNode *node, GError **error)
{
  guint index;
  const CrAttribute *activation = find_set (node, CR_ATTRIBUTE_ACTIVATION, &index);
  const CrAttribute *alpha = cr_node_get_attribute (node, "alpha");
  int row = activation != NULL && activation->activation != NULL ? cr_gate_find_attribute (activation->activation, "alpha") : -1;

  if (row < 0 || alpha == NULL)
    return TRUE;

  const CrAttributeInfo *info = &activation->activation->attributes[row];
  g_autoptr (json_t) number = json_real (alpha->number);
  double checked;

  return cr_read_number (CR_PLACE_IN (place, "alpha"), number, info->minimum, info->maximum, NULL, &checked, error);
}

static gboolean
has_attribute_of_kind (const CrGate *gate, CrAttributeKind kind)
{
  for (guint i = 0; i < gate->n_attributes; i++)
    if (gate->attributes[i].kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean
check_unit (const CrPlace *place, const CrNode *node, GError **error)
{
  if (!check_alpha (place, node, error))
    return FALSE;
  if (has_attribute_of_kind (node->gate, CR_ATTRIBUTE_COUNT))
    return check_layer (place, node, error);
  if (has_attribute_of_kind (node->gate, CR_ATTRIBUTE_ROWS))
    return check_rows (place, node, error);
  return check_column (place, node, error);
}

gboolean
cr_check_attributes (const CrPlace *place, const CrNode *node, GError **error)
{
  guint value, init;

  if (cr_gate_is_unit (node->gate))
    return check_unit (place, node, error);
  if (find_set (node, CR_ATTRIBUTE_INIT, &init) != NULL && find_set (node, CR_ATTRIBUTE_VALUE, &value) != NULL)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("either \"%s\" or \"%s\", not both"), node->gate->attributes[value].name,
                          node->gate->attributes[init].name);
  return TRUE;
}
