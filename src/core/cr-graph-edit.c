/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits: each makes a new version of a graph and leaves the old one as it was.
 *
 * An edit under way is a version that nobody else has seen yet; it is changed in place and becomes immutable when it is handed out.
 */
#include "cr-graph-private.h"

#include <glib/gi18n-lib.h>

struct _CrGraphEdit
{
  CrGraph *graph;
};

CrGraphEdit *
cr_graph_edit_begin (const CrGraph *graph)
{
  CrGraphEdit *edit = g_new0 (CrGraphEdit, 1);

  edit->graph = cr_graph_new_copy (graph);
  return edit;
}

CrGraph *
cr_graph_edit_end (CrGraphEdit *edit)
{
  CrGraph *graph = edit->graph;

  g_free (edit);
  return graph;
}

void
cr_graph_edit_cancel (CrGraphEdit *edit)
{
  cr_graph_unref (edit->graph);
  g_free (edit);
}

CrKey
cr_graph_edit_new_key (CrGraphEdit *edit)
{
  return g_atomic_int_add (edit->graph->last_key, 1) + 1;
}

const CrNode *
cr_graph_edit_get_node (CrGraphEdit *edit, CrKey key)
{
  return cr_graph_get_node (edit->graph, key);
}

void
cr_graph_edit_take_node (CrGraphEdit *edit, CrNode *node)
{
  cr_node_map_take (&edit->graph->nodes, node);
}

void
cr_graph_edit_move (CrGraphEdit *edit, CrKey key, double x, double y)
{
  const CrNode *node = cr_graph_edit_get_node (edit, key);

  g_return_if_fail (node != NULL);
  if (node->has_place && node->place.x == x && node->place.y == y)
    return;

  CrNode *moved = cr_node_copy (node);

  cr_node_set_place (moved, x, y);
  cr_graph_edit_take_node (edit, moved);
}

static void
replace_string (char **string, const char *text)
{
  char *shared = text != NULL ? g_ref_string_new (text) : NULL;

  g_clear_pointer (string, g_ref_string_release);
  *string = shared;
}

void
cr_graph_edit_set_title (CrGraphEdit *edit, const char *title)
{
  replace_string (&edit->graph->title, title);
}

void
cr_graph_edit_set_description (CrGraphEdit *edit, const char *description)
{
  replace_string (&edit->graph->description, description);
}

void
cr_graph_edit_set_output (CrGraphEdit *edit, CrKey output)
{
  edit->graph->output = output;
}

void
cr_graph_edit_take_parts (CrGraphEdit *edit, CrParts *parts)
{
  cr_parts_unref (edit->graph->parts);
  edit->graph->parts = parts;
}

/* --- Removing --- */

static gboolean
key_is_in (CrKey key, gpointer set)
{
  return g_hash_table_contains (set, GUINT_TO_POINTER (key));
}

/* @node without the operands that are gone; NULL where none is. */
static CrNode *
node_without_operands (const CrNode *node, GHashTable *gone)
{
  CrNode *copy = NULL;

  for (guint i = node->n_operands; i-- > 0;)
    {
      if (node->operands[i] == CR_KEY_NONE || !key_is_in (node->operands[i], gone))
        continue;
      if (copy == NULL)
        copy = cr_node_copy (node);
      cr_node_drop_operand (copy, i);
    }
  return copy;
}

void
cr_graph_edit_remove_nodes (CrGraphEdit *edit, const CrKey *keys, guint n_keys)
{
  CrGraph *graph = edit->graph;
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_keys; i++)
    {
      g_hash_table_add (gone, GUINT_TO_POINTER (keys[i]));
      cr_node_map_remove (&graph->nodes, keys[i]);
    }
  for (const CrNode *node = cr_graph_get_next (graph, CR_KEY_NONE); node != NULL;)
    {
      CrKey key = node->key;
      CrNode *rest = node_without_operands (node, gone);

      if (rest != NULL)
        cr_graph_edit_take_node (edit, rest);
      node = cr_graph_get_next (graph, key);
    }
  if (key_is_in (graph->output, gone))
    graph->output = CR_KEY_NONE;
  cr_graph_edit_take_parts (edit, cr_parts_without (graph->parts, key_is_in, gone));
}

/* --- Single edits --- */

CrGraph *
cr_graph_with_node (const CrGraph *graph, const CrNode *node)
{
  CrGraph *version = cr_graph_new_copy (graph);

  cr_node_map_take (&version->nodes, cr_node_ref (node));
  return version;
}

CrGraph *
cr_graph_without (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  cr_graph_edit_remove_nodes (edit, keys, n_keys);
  return cr_graph_edit_end (edit);
}

CrGraph *
cr_graph_with_output (const CrGraph *graph, CrKey output)
{
  CrGraph *version = cr_graph_new_copy (graph);

  version->output = output;
  return version;
}

CrGraph *
cr_graph_with_parts (const CrGraph *graph, CrParts *parts)
{
  CrGraph *version = cr_graph_new_copy (graph);

  cr_parts_unref (version->parts);
  version->parts = cr_parts_ref (parts);
  return version;
}

CrGraph *
cr_graph_with_title (const CrGraph *graph, const char *title)
{
  CrGraph *version = cr_graph_new_copy (graph);

  replace_string (&version->title, title);
  return version;
}

/* --- Wires --- */

char *
cr_graph_way_to_string (const CrGraph *graph, const GArray *way)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < way->len; i++)
    {
      /* A long loop is named by its ends. */
      if (way->len > 12 && i == 6)
        {
          g_string_append (text, " → …");
          i = way->len - 5;
        }
      g_string_append_printf (text, "%s%s", i > 0 ? " → " : "", cr_graph_get_node (graph, g_array_index (way, CrKey, i))->id);
    }
  return g_string_free (text, FALSE);
}

static gboolean
check_wire (const CrGraph *graph, CrKey from, const CrNode *to, guint operand, GError **error)
{
  guint most = MIN (to->gate->maximum_operands, to->n_operands < G_MAXUINT ? to->n_operands + 1 : to->n_operands);

  if (operand >= most)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_OPERAND,
                   g_dngettext (GETTEXT_PACKAGE, "%s takes only %u operand", "%s takes only %u operands", to->gate->maximum_operands),
                   to->gate->name, to->gate->maximum_operands);
      return FALSE;
    }

  g_autoptr (GArray) way = cr_graph_find_way (graph, to->key, from);

  if (way == NULL)
    return TRUE;
  g_array_append_val (way, to->key);

  g_autofree char *loop = cr_graph_way_to_string (graph, way);

  g_set_error (error, CR_ERROR, CR_ERROR_LOOP, _("would make a loop: %s"), loop);
  return FALSE;
}

CrGraph *
cr_graph_connected (const CrGraph *graph, CrKey from, CrKey to, guint operand, GError **error)
{
  const CrNode *node = cr_graph_get_node (graph, to);

  g_return_val_if_fail (cr_graph_get_node (graph, from) != NULL && node != NULL, NULL);
  if (!check_wire (graph, from, node, operand, error))
    return NULL;

  g_autoptr (CrNode) wired = cr_node_copy (node);

  if (operand == node->n_operands)
    cr_node_add_operand (wired, from);
  else
    cr_node_set_operand (wired, operand, from);
  return cr_graph_with_node (graph, wired);
}

CrGraph *
cr_graph_disconnected (const CrGraph *graph, CrKey to, guint operand)
{
  const CrNode *node = cr_graph_get_node (graph, to);

  g_return_val_if_fail (node != NULL && operand < node->n_operands, NULL);

  g_autoptr (CrNode) detached = cr_node_copy (node);

  cr_node_drop_operand (detached, operand);
  return cr_graph_with_node (graph, detached);
}
