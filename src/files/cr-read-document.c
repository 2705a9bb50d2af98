/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every text in the file's form goes through, be it opened or pasted: the header, and the order of the walks.
 *
 * How this works: the text is parsed whole. The first walk gives every node, group and frame its key (cr-read-ids.c), the second makes
 * the nodes (cr-read-nodes.c), the third the rest (cr-read-parts.c). All goes into an edit that nobody sees until everything is right.
 */
#include "cr-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether a member of the header is as it must be; all that is said of another file is that it is no graph file. */
static gboolean
check_header_member (const json_t *root, const char *name, gboolean is_right, const char *expected, GError **error)
{
  const json_t *value = json_object_get (root, name);

  if (is_right)
    return TRUE;
  if (value == NULL)
    return cr_place_fail (NULL, CR_ERROR_FORMAT, error, _("not a graph file: \"%s\" is missing, expected %s"), name, expected);
  cr_place_fail_expected (CR_PLACE_IN (NULL, name), value, error, expected);
  if (error != NULL)
    (*error)->code = CR_ERROR_FORMAT;
  return FALSE;
}

static gboolean
check_header (const json_t *root, GError **error)
{
  const char *format = json_string_value (json_object_get (root, "format"));
  const json_t *version = json_object_get (root, "version");
  const json_t *nodes = json_object_get (root, "nodes");

  if (!check_header_member (root, "format", g_strcmp0 (format, "chainrule") == 0, "\"chainrule\"", error) ||
      !check_header_member (root, "version", json_is_number (version) && json_number_value (version) == 1,
                            _("1, the version that this program reads"), error))
    return FALSE;
  if (nodes == NULL)
    return cr_place_fail (NULL, CR_ERROR_MEMBER, error, _("\"nodes\" is missing: a list of nodes, which may be empty"));
  return TRUE;
}

static gboolean
check_fragment (CrReader *reader, const json_t *root, GError **error)
{
  const json_t *fragment = json_object_get (root, "fragment");

  if (fragment == NULL)
    return TRUE;
  if (!cr_read_boolean (CR_PLACE_IN (NULL, "fragment"), fragment, &reader->is_fragment, error))
    return FALSE;
  if (reader->is_fragment && reader->base == NULL)
    return cr_place_fail (NULL, CR_ERROR_FORMAT, error, _("this is a piece of a graph, made to be pasted into another"));
  return TRUE;
}

static gboolean
read_nodes (CrReader *reader, const json_t *root, GError **error)
{
  const json_t *nodes = json_object_get (root, "nodes");

  for (gsize i = 0; i < json_array_size (nodes); i++)
    {
      CrNode *node = cr_read_node (reader, i, json_array_get (nodes, i), error);

      if (node == NULL)
        return FALSE;
      cr_graph_edit_take_node (reader->edit, node);
    }
  return TRUE;
}

static json_t *
parse_document (const char *text, gsize length, GError **error)
{
  g_autoptr (json_t) root = cr_json_parse (text, length, error);

  if (root == NULL)
    return NULL;
  if (!json_is_object (root))
    {
      cr_place_fail (NULL, CR_ERROR_FORMAT, error, _("not a graph file: expected an object with \"format\": \"chainrule\""));
      return NULL;
    }
  return check_header (root, error) ? g_steal_pointer (&root) : NULL;
}

json_t *
cr_read_document (CrReader *reader, const char *text, gsize length, CrParts *parts, GError **error)
{
  g_autoptr (json_t) root = parse_document (text, length, error);

  if (root == NULL || !check_fragment (reader, root, error) || !cr_read_ids (reader, root, error) ||
      !read_nodes (reader, root, error) || !cr_read_parts (reader, root, parts, error))
    return NULL;
  return g_steal_pointer (&root);
}

gboolean
cr_check_loops (const CrGraph *graph, GError **error)
{
  g_autoptr (GArray) loop = cr_graph_find_loop (graph);

  if (loop == NULL)
    return TRUE;

  g_autofree char *way = cr_graph_way_to_string (graph, loop);
  CrPlace place = { NULL, CR_PLACE_NODE, cr_graph_get_node (graph, g_array_index (loop, CrKey, 0))->id, 0 };

  return cr_place_fail (CR_PLACE_IN (&place, "inputs"), CR_ERROR_LOOP, error, _("a loop: %s"), way);
}
