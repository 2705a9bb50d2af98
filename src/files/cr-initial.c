/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the parameters of nodes started: reading it, and whether it still fits its node. */
#include "cr-initial.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sets a parameter of @node, which is a copy to be checked. */
static gboolean
set_parameter (const CrPlace *place, CrNode *node, const char *name, const CrMatrix *matrix, GError **error)
{
  int index = cr_gate_find_attribute (node->gate, name);
  gboolean is_trained = cr_gate_is_unit (node->gate) || cr_gate_find_attribute (node->gate, "decay") >= 0;

  if (matrix == NULL)
    return TRUE;
  if (index < 0 || !is_trained)
    return cr_place_fail (CR_PLACE_IN (place, name), CR_ERROR_MEMBER, error, _("%s has no such parameter"), node->gate->name);
  if (node->gate->attributes[index].kind == CR_ATTRIBUTE_NUMBER)
    {
      if (!cr_shape_is_number (matrix->shape))
        return cr_place_fail (CR_PLACE_IN (place, name), CR_ERROR_SHAPE, error, _("expected a number"));
      cr_node_set_number (node, index, matrix->entries[0]);
      return TRUE;
    }
  if (node->gate->attributes[index].kind == CR_ATTRIBUTE_COLUMN && matrix->shape.columns != 1)
    return cr_place_fail (CR_PLACE_IN (place, name), CR_ERROR_SHAPE, error, _("expected a column [a, b, …]"));
  cr_node_set_matrix (node, index, matrix);
  return TRUE;
}

gboolean
cr_initial_fits (const CrPlace *place, const CrNode *node, const CrInitial *initial, GError **error)
{
  g_autoptr (CrNode) copy = cr_node_copy (node);

  /* A value may stand in for the random start of a source, which need not be looked at. */
  return set_parameter (place, copy, "value", initial->value, error) &&
         set_parameter (place, copy, "weights", initial->weights, error) &&
         set_parameter (place, copy, "bias", initial->bias, error) &&
         (!cr_gate_is_unit (node->gate) || cr_check_attributes (place, copy, error));
}

static gboolean
read_node (const CrPlace *place, const json_t *json, CrInitial *initial, GError **error)
{
  const char *name;
  json_t *value;

  if (json_object_size (json) == 0)
    return cr_place_fail_expected (place, json, error, _("an object with \"value\", or \"weights\" and \"bias\""));
  json_object_foreach ((json_t *) json, name, value)
    {
      const CrPlace *member = CR_PLACE_IN (place, name);
      CrMatrix **matrix = strcmp (name, "value") == 0     ? &initial->value
                          : strcmp (name, "weights") == 0 ? &initial->weights
                          : strcmp (name, "bias") == 0    ? &initial->bias
                                                          : NULL;

      if (matrix == NULL)
        return cr_place_fail (member, CR_ERROR_MEMBER, error, _("expected \"value\", or \"weights\" and \"bias\""));
      *matrix = cr_read_matrix (member, value, CR_LIMIT_SIDE, error);
      if (*matrix == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
cr_read_initial (CrReader *reader, const CrPlace *place, const json_t *json, GArray *list, GError **error)
{
  const char *id;
  json_t *value;

  if (!json_is_object (json))
    return cr_place_fail_expected (place, json, error, _("an object whose members are ids of nodes"));
  json_object_foreach ((json_t *) json, id, value)
    {
      CrInitial initial = { GPOINTER_TO_UINT (g_hash_table_lookup (reader->keys, id)), NULL, NULL, NULL };

      if (!cr_reader_is_node (reader, initial.key))
        return cr_place_fail (place, CR_ERROR_ID, error, _("no node is called \"%s\""), id);

      const CrPlace *node_place = CR_PLACE_IN (place, id);
      gboolean good = read_node (node_place, value, &initial, error) &&
                      cr_initial_fits (node_place, cr_graph_edit_get_node (reader->edit, initial.key), &initial, error);

      g_array_append_val (list, initial);
      if (!good)
        return FALSE;
    }
  return TRUE;
}
