/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a graph file to a graph: the document's own members, and where the text comes from. */
#include "cr-graph-reader.h"

#include "cr-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- The document's own members --- */

static const char *const document_members[] = { "format",    "version", "fragment", "title",     "description", "nodes",    "output", "groups",
                                                "frames",    "scenes",  "exercises", "answers",  "training",    "view",     NULL };

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

static gboolean
read_own_members (CrReader *reader, const json_t *root, GError **error)
{
  return read_output (reader, root, error) && read_text (root, "title", reader->edit, cr_graph_edit_set_title, error) &&
         read_text (root, "description", reader->edit, cr_graph_edit_set_description, error);
}

/* --- From text --- */

CrGraph *
cr_graph_read_text (const char *text, gsize length, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (cr_id_hash, g_str_equal);
  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (empty);
  g_autoptr (CrParts) parts = cr_parts_copy (cr_parts_get_empty ());
  CrReader reader = { .edit = edit, .keys = keys };
  g_autoptr (json_t) root = cr_read_document (&reader, text, length, parts, error);

  if (root == NULL || !read_own_members (&reader, root, error))
    return NULL;
  parts->extra = dup_unknown_members (root);
  cr_graph_edit_take_parts (edit, g_steal_pointer (&parts));

  g_autoptr (CrGraph) graph = cr_graph_edit_end (g_steal_pointer (&edit));

  return cr_check_loops (graph, error) ? g_steal_pointer (&graph) : NULL;
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
