/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "ID=VALUE" from the command line, put into a graph by the rules of the reader. */
#include "cr-assignment.h"

#include "cr-attribute-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The node that @id names; NULL with @error set where there is none. */
static const CrNode *
find_node (const CrGraph *graph, const char *id, GError **error)
{
  CrKey key = cr_graph_find (graph, id);
  const CrNode *node = key != CR_KEY_NONE ? cr_graph_get_node (graph, key) : NULL;

  if (node == NULL)
    g_set_error (error, CR_ERROR, CR_ERROR_ID, _("there is no node “%s”"), id);
  return node;
}

/* The place of the attribute @member, or without one of a source's value; -1 with @error set where there is none. */
static int
find_attribute (const CrNode *node, const char *member, GError **error)
{
  const char *name = member != NULL ? member : "value";
  int attribute = cr_gate_find_attribute (node->gate, name);

  if (attribute < 0 && member == NULL)
    g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _("“%s” is no source: its value is computed"), node->id);
  else if (attribute < 0)
    g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _("“%s” has no “%s”"), node->id, name);
  return attribute;
}

/* An input that is given a value is not bound to data any more. */
static void
unbind (CrNode *node, guint attribute)
{
  int feature = cr_gate_find_attribute (node->gate, "feature");

  if (feature >= 0 && attribute != (guint) feature)
    cr_node_unset (node, feature);
}

CrGraph *
cr_assignment_apply (const CrGraph *graph, const char *assignment, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (assignment, "=", 2);
  g_auto (GStrv) names = NULL;
  const CrNode *old;
  g_autoptr (CrNode) node = NULL;
  int attribute;

  if (g_strv_length (sides) < 2)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_SYNTAX, _("it must be ID=VALUE"));
      return NULL;
    }
  names = g_strsplit (sides[0], ".", 2);
  old = find_node (graph, names[0] != NULL ? names[0] : "", error);
  if (old == NULL)
    return NULL;
  attribute = find_attribute (old, names[1], error);
  if (attribute < 0)
    return NULL;
  node = cr_attribute_from_text (old, attribute, sides[1], error);
  if (node == NULL)
    return NULL;
  unbind (node, attribute);
  return cr_graph_with_node (graph, node);
}
