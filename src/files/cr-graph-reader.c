/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a graph file to a graph: the document's own members, and the order of the walks.
 *
 * How this works: the text is parsed whole. The first walk gives every node, group and frame its key (cr-read-ids.c), the second makes
 * the nodes (cr-read-nodes.c), the third the rest (cr-read-parts.c); then loops are looked for. All goes into an edit that nobody sees
 * until everything is right.
 */
#include "cr-graph-reader.h"

#include "cr-json-text.h"
#include "cr-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- The document's own members --- */

static const char *const document_members[] = { "format",    "version", "fragment", "title",     "description", "nodes",    "output", "groups",
                                                "frames",    "scenes",  "exercises", "answers",  "training",    "view",     NULL };

static gboolean
check_header (const json_t *root, GError **error)
{
  const json_t *format = json_object_get (root, "format");
  const json_t *version = json_object_get (root, "version");

  if (!json_is_string (format) || strcmp (json_string_value (format), "chainrule") != 0)
    return cr_place_fail (NULL, CR_ERROR_FORMAT, error, _("not a graph file: it does not begin {\"format\": \"chainrule\", …}"));
  if (!json_is_number (version) || json_number_value (version) != 1)
    {
      cr_place_fail_expected (CR_PLACE_IN (NULL, "version"), version != NULL ? version : json_null (), error,
                              _("version 1, which is what this program reads"));
      if (error != NULL)
        (*error)->code = CR_ERROR_FORMAT;
      return FALSE;
    }
  if (!json_is_array (json_object_get (root, "nodes")))
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
read_text (const json_t *root, const char *name, CrGraphEdit *edit, void (*set) (CrGraphEdit *edit, const char *text), GError **error)
{
  const json_t *text = json_object_get (root, name);

  if (text == NULL)
    return TRUE;
  if (!json_is_string (text))
    return cr_place_fail_expected (CR_PLACE_IN (NULL, name), text, error, _("a text"));
  set (edit, json_string_value (text));
  return TRUE;
}

static gboolean
read_output (CrReader *reader, const json_t *root, GError **error)
{
  const json_t *output = json_object_get (root, "output");
  CrKey key;

  if (output == NULL)
    return TRUE;
  if (!cr_read_key (reader, CR_PLACE_IN (NULL, "output"), output, FALSE, &key, error))
    return FALSE;
  cr_graph_edit_set_output (reader->edit, key);
  return TRUE;
}

/* As the text of one object, a member a line, as the writer will write them. */
static char *
dup_unknown_members (const json_t *root)
{
  g_autoptr (GString) extra = g_string_new (NULL);
  const char *name;
  json_t *value;

  json_object_foreach ((json_t *) root, name, value)
    {
      if (g_strv_contains (document_members, name))
        continue;
      g_string_append (extra, extra->len == 0 ? "{" : ",\n  ");
      cr_json_append_string (extra, name);
      g_string_append (extra, ": ");
      cr_json_append (extra, value);
    }
  if (extra->len == 0)
    return NULL;
  g_string_append_c (extra, '}');
  return g_string_free (g_steal_pointer (&extra), FALSE);
}

/* --- The walks --- */

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

static gboolean
check_loops (const CrGraph *graph, GError **error)
{
  g_autoptr (GArray) loop = cr_graph_find_loop (graph);

  if (loop == NULL)
    return TRUE;

  g_autofree char *way = cr_graph_way_to_string (graph, loop);
  CrPlace place = { NULL, CR_PLACE_NODE, cr_graph_get_node (graph, g_array_index (loop, CrKey, 0))->id, 0 };

  return cr_place_fail (CR_PLACE_IN (&place, "inputs"), CR_ERROR_LOOP, error, _("a loop: %s"), way);
}

static gboolean
read_content (CrReader *reader, const json_t *root, CrParts *parts, GError **error)
{
  return cr_read_ids (reader, root, error) && read_nodes (reader, root, error) && read_output (reader, root, error) &&
         cr_read_parts (reader, root, parts, error) &&
         read_text (root, "title", reader->edit, cr_graph_edit_set_title, error) &&
         read_text (root, "description", reader->edit, cr_graph_edit_set_description, error);
}

static json_t *
parse_document (const char *text, gsize length, GError **error)
{
  g_autoptr (json_t) root = cr_json_parse (text, length, error);

  if (root == NULL)
    return NULL;
  if (!json_is_object (root))
    {
      cr_place_fail (NULL, CR_ERROR_FORMAT, error, _("not a graph file: it does not begin {\"format\": \"chainrule\", …}"));
      return NULL;
    }
  return check_header (root, error) ? g_steal_pointer (&root) : NULL;
}

CrGraph *
cr_graph_read_text (const char *text, gsize length, GError **error)
{
  g_autoptr (json_t) root = parse_document (text, length, error);

  if (root == NULL)
    return NULL;

  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (empty);
  g_autoptr (CrParts) parts = cr_parts_copy (cr_parts_get_empty ());
  CrReader reader = { .edit = edit, .keys = keys };

  if (!check_fragment (&reader, root, error) || !read_content (&reader, root, parts, error))
    return NULL;
  parts->extra = dup_unknown_members (root);
  cr_graph_edit_take_parts (edit, g_steal_pointer (&parts));

  g_autoptr (CrGraph) graph = cr_graph_edit_end (g_steal_pointer (&edit));

  return check_loops (graph, error) ? g_steal_pointer (&graph) : NULL;
}

/* --- Fragments --- */

static void
add_id (CrKey key, const char *id, gpointer data)
{
  g_hash_table_insert (data, (gpointer) id, GUINT_TO_POINTER (key));
}

static void
append_all (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_atomic_rc_box_acquire (from->pdata[i]));
}

/* The document's parts with the groups and frames of the fragment. */
static CrParts *
join_parts (const CrGraph *graph, const CrParts *parts)
{
  CrParts *joined = cr_parts_copy (cr_graph_get_parts (graph));

  append_all (joined->groups, parts->groups);
  append_all (joined->frames, parts->frames);
  return joined;
}

static gboolean
check_joined_size (const CrGraph *graph, const json_t *root, GError **error)
{
  gsize n_nodes = cr_graph_get_n_nodes (graph) + json_array_size (json_object_get (root, "nodes"));

  return n_nodes <= CR_LIMIT_NODES ||
         cr_place_fail_limit (CR_PLACE_IN (NULL, "nodes"), error, n_nodes, CR_LIMIT_NODES, _("number of nodes together"));
}

CrGraph *
cr_graph_with_fragment (const CrGraph *graph, const char *text, gsize length, GArray **keys, GError **error)
{
  g_autoptr (json_t) root = parse_document (text, length, error);

  if (root == NULL || !check_joined_size (graph, root, error))
    return NULL;

  g_autoptr (GHashTable) text_keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) base_keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) new_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (graph);
  g_autoptr (CrParts) parts = cr_parts_copy (cr_parts_get_empty ());
  CrReader reader = { .edit = edit, .base = graph, .keys = text_keys, .base_keys = base_keys, .new_ids = new_ids };

  CR_GRAPH_FOR_EACH (graph, node)
    {
      add_id (node->key, node->id, base_keys);
    }
  cr_parts_for_each_id (cr_graph_get_parts (graph), add_id, base_keys);
  if (!check_fragment (&reader, root, error) || !cr_read_ids (&reader, root, error) || !read_nodes (&reader, root, error) ||
      !cr_read_parts (&reader, root, parts, error))
    return NULL;
  cr_graph_edit_take_parts (edit, join_parts (graph, parts));

  g_autoptr (CrGraph) joined = cr_graph_edit_end (g_steal_pointer (&edit));

  if (!check_loops (joined, error))
    return NULL;
  *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  for (CrKey key = reader.first_node; key < reader.first_frame + parts->frames->len; key++)
    g_array_append_val (*keys, key);
  return g_steal_pointer (&joined);
}

/* --- From files and streams --- */

CrGraph *
cr_graph_read_stream (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  gsize n_read = 0;

  /* One byte more than is allowed tells that there are too many; the buffer grows with what has come. */
  do
    {
      gsize had = text->len;

      g_byte_array_set_size (text, MIN (MAX (had * 2, 65536), CR_LIMIT_FILE_BYTES + 1));
      if (!g_input_stream_read_all (stream, text->data + had, text->len - had, &n_read, cancellable, error))
        return NULL;
      n_read += had;
    }
  while (n_read == text->len && n_read <= CR_LIMIT_FILE_BYTES);
  return cr_graph_read_text ((const char *) text->data, n_read, error);
}

CrGraph *
cr_graph_read_file (GFile *file, GCancellable *cancellable, char **etag, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  if (stream == NULL)
    return NULL;
  if (etag != NULL)
    {
      g_autoptr (GFileInfo) info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_ETAG_VALUE, cancellable, NULL);

      *etag = info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
    }
  return cr_graph_read_stream (G_INPUT_STREAM (stream), cancellable, error);
}

CrMatrix *
cr_matrix_read_text (const char *text, GError **error)
{
  g_autoptr (json_t) value = cr_json_parse (text, strlen (text), error);

  return value != NULL ? cr_read_matrix (NULL, value, CR_LIMIT_SIDE, error) : NULL;
}
