/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the nodes. */
#include "cr-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Operands --- */

static gboolean
read_operand (CrReader *reader, const CrPlace *place, const json_t *json, CrKey *operand, GError **error)
{
  const char *id = json_string_value (json);

  *operand = CR_KEY_NONE;
  if (json_is_null (json))
    return TRUE;
  if (id == NULL)
    return cr_place_fail_expected (place, json, error, _("the id of a node, or null"));

  *operand = GPOINTER_TO_UINT (g_hash_table_lookup (reader->keys, id));
  if (cr_reader_is_node (reader, *operand))
    return TRUE;
  if (*operand == CR_KEY_NONE && reader->is_fragment)
    {
      CrKey outside = GPOINTER_TO_UINT (g_hash_table_lookup (reader->base_keys, id));

      if (cr_graph_get_node (reader->base, outside) != NULL)
        *operand = outside;
      return TRUE;
    }
  return cr_place_fail (place, CR_ERROR_ID, error, _("no node is called \"%s\""), id);
}

static gboolean
read_operands (CrReader *reader, const CrPlace *place, const json_t *json, CrNode *node, GError **error)
{
  gsize n_named = json_array_size (json);
  guint n_operands = MAX (n_named, node->gate->minimum_operands);

  if (!json_is_array (json))
    return cr_place_fail_expected (place, json, error, _("a list of ids"));
  if (n_named > 0 && node->gate->maximum_operands == 0)
    return cr_place_fail (place, CR_ERROR_OPERAND, error, _("%s takes no operands"), node->gate->name);
  if (n_named > node->gate->maximum_operands)
    return cr_place_fail (place, CR_ERROR_OPERAND, error,
                          g_dngettext (GETTEXT_PACKAGE, "%s takes at most %u operand, found %zu",
                                       "%s takes at most %u operands, found %zu", node->gate->maximum_operands),
                          node->gate->name, node->gate->maximum_operands, n_named);

  g_autofree CrKey *operands = g_new0 (CrKey, n_operands);

  for (gsize i = 0; i < n_named; i++)
    if (!read_operand (reader, place, json_array_get (json, i), &operands[i], error))
      return FALSE;
  cr_node_set_operands (node, operands, n_operands);
  return TRUE;
}

/* --- Members that every gate has --- */

static gboolean
read_place (const CrPlace *place, const json_t *json, CrNode *node, GError **error)
{
  double at[2];

  if (!cr_read_numbers (place, json, at, 2, _("[x, y]"), error))
    return FALSE;
  cr_node_set_place (node, at[0], at[1]);
  return TRUE;
}

static gboolean
read_breakpoint (const CrPlace *place, const json_t *json, CrNode *node, GError **error)
{
  /* Each one's place is its bits. */
  static const char *const names[] = { "", "forward", "backward", "both", NULL };
  int breakpoint;

  if (!cr_read_name (place, json, names, CR_BREAKPOINT_FORWARD, &breakpoint, error))
    return FALSE;
  cr_node_set_breakpoint (node, breakpoint);
  return TRUE;
}

static gboolean
read_hide (const CrPlace *place, const json_t *json, CrNode *node, GError **error)
{
  static const char *const names[] = { "", "value", "gradient", NULL };
  gboolean is_list = json_is_array (json);
  int hide = CR_HIDE_NONE;

  for (gsize i = 0; i < (is_list ? json_array_size (json) : 1); i++)
    {
      int bit;

      if (!cr_read_name (place, is_list ? json_array_get (json, i) : json, names, CR_HIDE_VALUE, &bit, error))
        return FALSE;
      hide |= bit;
    }
  cr_node_set_hide (node, hide);
  return TRUE;
}

static gboolean
read_string (const CrPlace *place, const json_t *json, CrNode *node, void (*set) (CrNode *node, const char *text), GError **error)
{
  if (!json_is_string (json))
    return cr_place_fail_expected (place, json, error, _("a text"));
  set (node, json_string_value (json));
  return TRUE;
}

static gboolean
read_member (CrReader *reader, const CrPlace *node_place, const char *name, json_t *json, CrNode *node, json_t **extra,
             GError **error)
{
  const CrPlace *place = CR_PLACE_IN (node_place, name);

  if (strcmp (name, "id") == 0 || strcmp (name, "gate") == 0)
    return TRUE;
  if (strcmp (name, "inputs") == 0)
    return read_operands (reader, place, json, node, error);
  if (strcmp (name, "at") == 0)
    return read_place (place, json, node, error);
  if (strcmp (name, "label") == 0)
    return read_string (place, json, node, cr_node_set_label, error);
  if (strcmp (name, "note") == 0)
    return read_string (place, json, node, cr_node_set_note, error);
  if (strcmp (name, "breakpoint") == 0)
    return read_breakpoint (place, json, node, error);
  if (strcmp (name, "hide") == 0)
    return read_hide (place, json, node, error);

  int attribute = cr_gate_find_attribute (node->gate, name);

  if (attribute >= 0)
    return cr_read_attribute (reader, place, json, node, attribute, error);
  cr_read_extra (extra, name, json);
  return TRUE;
}

CrNode *
cr_read_node (CrReader *reader, gsize index, const json_t *json, GError **error)
{
  const char *own_id = json_string_value (json_object_get (json, "id"));
  const CrGate *gate = cr_gate_find (json_string_value (json_object_get (json, "gate")));
  CrPlace place = { NULL, CR_PLACE_NODE, own_id, 0 };
  g_autofree char *id = cr_reader_dup_id (reader, own_id);
  g_autoptr (CrNode) node = cr_node_new (reader->first_node + index, id, gate);
  json_t *extra = NULL;
  const char *name;
  json_t *member;
  gboolean good = TRUE;

  json_object_foreach ((json_t *) json, name, member)
    {
      good = read_member (reader, &place, name, member, node, &extra, error);
      if (!good)
        break;
    }

  g_autofree char *extra_text = cr_read_extra_end (extra);

  if (!good || !cr_check_attributes (&place, node, error))
    return NULL;
  cr_node_set_extra (node, extra_text);
  return g_steal_pointer (&node);
}
