/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the inspector does to a graph, from version to version. */
#include "cr-changes.h"

#include "cr-attribute-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MINUS_SIGN "\xe2\x88\x92"

CrGraph *
cr_change_title (const CrGraph *graph, const char *title)
{
  return cr_graph_with_title (graph, *title != '\0' ? title : NULL);
}

CrGraph *
cr_change_description (const CrGraph *graph, const char *description)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  cr_graph_edit_set_description (edit, *description != '\0' ? description : NULL);
  return cr_graph_edit_end (edit);
}

static CrGraph *
with_node (const CrGraph *graph, CrNode *node)
{
  g_autoptr (CrNode) owned = node;

  return cr_graph_with_node (graph, owned);
}

CrGraph *
cr_change_id (const CrGraph *graph, CrKey key, const char *id, GError **error)
{
  CrKey holder = cr_graph_find (graph, id);
  CrNode *node;

  if (!cr_id_is_valid (id))
    {
      g_set_error_literal (error, CR_ERROR, CR_ERROR_ID, _("A name is a letter or “_”, then letters, digits and “_”"));
      return NULL;
    }
  if (holder != CR_KEY_NONE && holder != key)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_ID, _("“%s” is taken"), id);
      return NULL;
    }
  node = cr_node_copy (cr_graph_get_node (graph, key));
  cr_node_set_id (node, id);
  return with_node (graph, node);
}

CrGraph *
cr_change_label (const CrGraph *graph, CrKey key, const char *label)
{
  CrNode *node = cr_node_copy (cr_graph_get_node (graph, key));

  cr_node_set_label (node, *label != '\0' ? label : NULL);
  return with_node (graph, node);
}

CrGraph *
cr_change_note (const CrGraph *graph, CrKey key, const char *note)
{
  CrNode *node = cr_node_copy (cr_graph_get_node (graph, key));

  cr_node_set_note (node, *note != '\0' ? note : NULL);
  return with_node (graph, node);
}

CrGraph *
cr_change_add_operand (const CrGraph *graph, CrKey key)
{
  CrNode *node = cr_node_copy (cr_graph_get_node (graph, key));

  cr_node_add_operand (node, CR_KEY_NONE);
  return with_node (graph, node);
}

/* --- Attributes --- */

static gboolean
is_name (CrAttributeKind kind)
{
  return kind == CR_ATTRIBUTE_ACTIVATION || kind == CR_ATTRIBUTE_FEATURE;
}

/* What was typed, as JSON. */
static char *
dup_json (CrAttributeKind kind, const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_auto (GStrv) parts = NULL;

  if (is_name (kind) && *text != '"' && *text != '[')
    return g_strdup_printf ("\"%s\"", text);
  parts = g_strsplit (text, MINUS_SIGN, -1);
  return g_strjoinv ("-", parts);
}

/* @matrix with @n_rows rows: zeros below, or cut. */
static CrMatrix *
new_with_rows (const CrMatrix *matrix, guint n_rows)
{
  CrMatrix *result = cr_matrix_new (n_rows, matrix->shape.columns, NULL);

  memcpy (result->entries, matrix->entries, MIN (n_rows, matrix->shape.rows) * matrix->shape.columns * sizeof (double));
  return result;
}

/* A copy of the node in which everything that training changes has @n_rows rows. */
static CrNode *
copy_with_rows (const CrNode *node, guint n_rows)
{
  CrNode *copy = cr_node_copy (node);

  for (guint i = 0; i < node->gate->n_attributes; i++)
    if (node->gate->attributes[i].is_parameter && node->attributes[i].is_set)
      {
        g_autoptr (CrMatrix) matrix = new_with_rows (node->attributes[i].matrix, n_rows);

        cr_node_set_matrix (copy, i, matrix);
      }
  return copy;
}

static CrNode *
change_units (const CrNode *node, guint attribute, const char *json, GError **error)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  g_autoptr (CrNode) resized = NULL;
  char *end;
  double units = g_ascii_strtod (json, &end);

  if (*end != '\0' || !(units >= MAX (1, info->minimum) && units <= info->maximum) || units != floor (units))
    return cr_attribute_from_text (node, attribute, json, error); /* which says why not */
  resized = copy_with_rows (node, units);
  cr_node_set_number (resized, attribute, units);
  return g_steal_pointer (&resized);
}

/* Where the text is no JSON at all, what one looks like says more than which sign was met in which column. */
static void
explain (const CrAttributeInfo *info, const char *text, GError **error)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (error == NULL || !g_error_matches (*error, CR_ERROR, CR_ERROR_SYNTAX))
    return;
  g_clear_error (error);
  if (*text != '\0' && *end == '\0' && !isfinite (number))
    g_set_error (error, CR_ERROR, CR_ERROR_MEMBER, _("“%s” is too large for a number"), text);
  else if (info->kind == CR_ATTRIBUTE_NUMBER || info->kind == CR_ATTRIBUTE_COUNT)
    g_set_error (error, CR_ERROR, CR_ERROR_SYNTAX, _("“%s” is no number"), text);
  else
    g_set_error (error, CR_ERROR, CR_ERROR_SYNTAX, _("“%s” is no value: type 3, [1, 2] or [[1, 2], [3, 4]]"), text);
}

CrGraph *
cr_change_attribute (const CrGraph *graph, CrKey key, guint attribute, const char *text, GError **error)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  g_autofree char *json = dup_json (info->kind, text);
  CrNode *changed;

  if (cr_gate_is_unit (node->gate) && info->kind == CR_ATTRIBUTE_COUNT)
    changed = change_units (node, attribute, json, error);
  else
    changed = cr_attribute_from_text (node, attribute, json, error);
  if (changed == NULL)
    {
      explain (info, json, error);
      return NULL;
    }
  return with_node (graph, changed);
}

/* A source that nothing was said of holds 0. */
static gboolean
holds_zero (const CrNode *node, guint attribute)
{
  return node->gate->attributes[attribute].kind == CR_ATTRIBUTE_VALUE && !node->attributes[attribute].is_set
         && cr_node_get_attribute (node, "feature") == NULL && cr_node_get_attribute (node, "init") == NULL;
}

char *
cr_attribute_dup_text (const CrNode *node, guint attribute)
{
  g_autofree char *json = cr_attribute_to_text (node, attribute);
  gsize length = json != NULL ? strlen (json) : 0;
  g_auto (GStrv) parts = NULL;

  if (holds_zero (node, attribute))
    return g_strdup ("0");
  if (json == NULL)
    return g_strdup ("");
  if (is_name (node->gate->attributes[attribute].kind))
    return length >= 2 && *json == '"' ? g_strndup (json + 1, length - 2) : g_steal_pointer (&json);
  if (node->gate->attributes[attribute].kind == CR_ATTRIBUTE_INIT)
    return g_steal_pointer (&json);
  parts = g_strsplit (json, "e-", -1); /* exponents keep their hyphen */
  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) pieces = g_strsplit (*part, "-", -1);

      g_free (*part);
      *part = g_strjoinv (MINUS_SIGN, pieces);
    }
  return g_strjoinv ("e-", parts);
}
