/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One attribute of a node as text in the file's form, by the rules of the reader and the writer. */
#include "cr-attribute-text.h"

#include "cr-read.h"
#include "cr-write.h"

#include <string.h>

/* The text as JSON; where a text is wanted it may stand without quotes. */
static json_t *
parse (const char *text, CrAttributeKind kind, GError **error)
{
  gboolean is_bare = kind == CR_ATTRIBUTE_ACTIVATION || (kind == CR_ATTRIBUTE_FEATURE && strchr (text, '[') == NULL);

  /* What is no UTF-8 is no text; the parser says so, and where. */
  if (!is_bare || strchr (text, '"') != NULL || !g_utf8_validate (text, -1, NULL))
    return cr_json_parse (text, strlen (text), error);

  g_autofree char *name = g_strstrip (g_strdup (text));

  return json_string (name);
}

/* A source has a value, or is drawn at random. */
static void
unset_other (CrNode *node, guint attribute)
{
  CrAttributeKind kind = node->gate->attributes[attribute].kind;

  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      CrAttributeKind other = node->gate->attributes[i].kind;

      if ((kind == CR_ATTRIBUTE_VALUE && other == CR_ATTRIBUTE_INIT) || (kind == CR_ATTRIBUTE_INIT && other == CR_ATTRIBUTE_VALUE))
        cr_node_unset (node, i);
    }
}

CrNode *
cr_attribute_from_text (const CrNode *node, guint attribute, const char *text, GError **error)
{
  g_return_val_if_fail (attribute < node->gate->n_attributes, NULL);

  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  g_autoptr (json_t) json = parse (text, info->kind, error);
  g_autoptr (CrNode) changed = cr_node_copy (node);
  CrReader reader = { NULL };

  if (json == NULL || !cr_read_attribute (&reader, NULL, json, changed, attribute, error))
    return NULL;
  unset_other (changed, attribute);
  return cr_check_attributes (NULL, changed, error) ? g_steal_pointer (&changed) : NULL;
}

/* What holds where the node does not say: the table's default, and for a unit's alpha its activation's. */
static gboolean
get_default (const CrNode *node, const CrAttributeInfo *info, CrAttribute *held)
{
  const CrAttribute *activation = cr_node_get_attribute (node, "activation");

  *held = (CrAttribute) { .is_set = TRUE };
  if (info->kind == CR_ATTRIBUTE_ACTIVATION)
    return TRUE;
  held->number = info->standard;
  if (!cr_gate_is_unit (node->gate) || strcmp (info->name, "alpha") != 0)
    return info->kind <= CR_ATTRIBUTE_BOOLEAN;

  int index = activation != NULL && activation->activation != NULL ? cr_gate_find_attribute (activation->activation, "alpha") : -1;

  if (index >= 0)
    held->number = activation->activation->attributes[index].standard;
  return index >= 0;
}

char *
cr_attribute_to_text (const CrNode *node, guint attribute)
{
  g_return_val_if_fail (attribute < node->gate->n_attributes, NULL);

  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  CrAttribute held = node->attributes[attribute];
  CrWriter writer = { .text = g_string_new (NULL) };

  if (held.is_set || get_default (node, info, &held))
    cr_write_attribute_value (&writer, info, &held);
  return g_string_free (writer.text, FALSE);
}
