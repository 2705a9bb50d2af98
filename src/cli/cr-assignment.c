/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "ID=VALUE" from the command line, put into a graph. */
#include "cr-assignment.h"

#include "cr-value.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The node that @id names, or NULL. */
static const CrNode *
find_node (const CrGraph *graph, const char *id, GError **error)
{
  CrKey key = cr_graph_find (graph, id);
  const CrNode *node = key != CR_KEY_NONE ? cr_graph_get_node (graph, key) : NULL;

  if (node == NULL)
    g_set_error (error, CR_ERROR, CR_ERROR_ID, _ ("there is no node “%s”"), id);
  return node;
}

/* The place of an attribute that holds a number or a matrix; without @member that of a source's value; -1 where there is none. */
static int
find_attribute (const CrNode *node, const char *member, GError **error)
{
  const char *name = member != NULL ? member : "value";
  int attribute;

  if (member == NULL && !cr_gate_is_source (node->gate))
    {
      g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _ ("“%s” is no source: its value is computed"), node->id);
      return -1;
    }
  attribute = cr_gate_find_attribute (node->gate, name);
  if (attribute >= 0)
    switch (node->gate->attributes[attribute].kind)
      {
      case CR_ATTRIBUTE_NUMBER:
      case CR_ATTRIBUTE_COUNT:
      case CR_ATTRIBUTE_VALUE:
      case CR_ATTRIBUTE_COLUMN:
      case CR_ATTRIBUTE_ROWS:
        return attribute;
      case CR_ATTRIBUTE_BOOLEAN:
      case CR_ATTRIBUTE_ACTIVATION:
      case CR_ATTRIBUTE_FEATURE:
      case CR_ATTRIBUTE_INIT:
      default:
        break;
      }
  g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _ ("“%s” has no “%s” that could be set"), node->id, name);
  return -1;
}

static gboolean
set_number (CrNode *node, int attribute, const CrMatrix *value, GError **error)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  double number = value->entries[0];
  gboolean whole = info->kind != CR_ATTRIBUTE_COUNT || number == floor (number);

  if (!cr_shape_is_number (value->shape) || !whole || number < info->minimum || number > info->maximum)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _ ("“%s” must be a number from %g to %g"), info->name, info->minimum,
                   info->maximum);
      return FALSE;
    }
  cr_node_set_number (node, attribute, number);
  return TRUE;
}

/* A source takes any shape; what a unit holds keeps the one that it has. */
static gboolean
set_matrix (CrNode *node, int attribute, const CrMatrix *value, GError **error)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  const CrMatrix *old = cr_node_get_matrix (node, info->name);
  int init = cr_gate_find_attribute (node->gate, "init");

  if (cr_gate_is_unit (node->gate) && (old == NULL || !cr_shape_equal (old->shape, value->shape)))
    {
      g_autofree char *wanted = old != NULL ? cr_shape_to_string (old->shape) : NULL;

      if (wanted != NULL)
        g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _ ("“%s” of “%s” is %s"), info->name, node->id, wanted);
      else
        g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _ ("“%s” of “%s” is not written out in the file"), info->name, node->id);
      return FALSE;
    }
  cr_node_set_matrix (node, attribute, value);
  if (init >= 0)
    cr_node_unset (node, init);
  return TRUE;
}

CrGraph *
cr_assignment_apply (const CrGraph *graph, const char *assignment, GError **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *id = NULL;
  char *member = NULL;
  const CrNode *old;
  g_autoptr (CrNode) node = NULL;
  g_autoptr (CrMatrix) value = NULL;
  int attribute;
  gboolean is_number;

  if (equals == NULL)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_SYNTAX, _ ("it must be ID=VALUE"));
      return NULL;
    }
  id = g_strndup (assignment, equals - assignment);
  member = strchr (id, '.');
  if (member != NULL)
    *member++ = '\0';
  old = find_node (graph, id, error);
  attribute = old != NULL ? find_attribute (old, member, error) : -1;
  if (attribute < 0)
    return NULL;
  value = cr_value_parse (equals + 1, error);
  if (value == NULL)
    return NULL;

  node = cr_node_copy (old);
  is_number = node->gate->attributes[attribute].kind == CR_ATTRIBUTE_NUMBER
              || node->gate->attributes[attribute].kind == CR_ATTRIBUTE_COUNT;
  if (is_number ? !set_number (node, attribute, value, error) : !set_matrix (node, attribute, value, error))
    return NULL;
  return cr_graph_with_node (graph, node);
}
