/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first walk over a file: every node, group and frame gets its key, so that what names it may come before it. */
#include "cr-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A polynomial in a random number: with ids of at most 64 bytes nobody can prepare collisions for all of them. */
guint
cr_id_hash (gconstpointer id)
{
  static gsize factor = 0;

  if (g_once_init_enter (&factor))
    g_once_init_leave (&factor, ((gsize) g_random_int () << 32 | g_random_int ()) | 1);

  guint64 hash = 0;

  for (const guchar *c = id; *c != '\0'; c++)
    hash = (hash + *c) * factor;
  return hash >> 32;
}

static gboolean
read_id (CrReader *reader, CrPlace *place, const json_t *json, CrKey key, GError **error)
{
  const json_t *id = json_object_get (json, "id");

  if (!json_is_object (json))
    return cr_place_fail_expected (place, json, error, _("an object"));
  if (id == NULL)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("\"id\" is missing"));
  if (!json_is_string (id))
    return cr_place_fail_expected (CR_PLACE_IN (place, "id"), id, error, _("a text"));
  if (!cr_id_is_valid (json_string_value (id)))
    {
      cr_place_fail_expected (CR_PLACE_IN (place, "id"), id, error,
                              _("a letter or _, then letters, digits and _, at most 64 in all"));
      if (error != NULL)
        (*error)->code = CR_ERROR_ID;
      return FALSE;
    }
  place->name = json_string_value (id);
  if (g_hash_table_contains (reader->keys, place->name))
    return cr_place_fail (place, CR_ERROR_ID, error, _("another one has this id already"));
  g_hash_table_insert (reader->keys, (gpointer) place->name, GUINT_TO_POINTER (key));
  return TRUE;
}

static gboolean
check_gate (const CrPlace *place, const json_t *node, GError **error)
{
  const json_t *gate = json_object_get (node, "gate");

  if (gate == NULL)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("\"gate\" is missing"));
  if (!json_is_string (gate) || cr_gate_find (json_string_value (gate)) == NULL)
    return cr_place_fail_expected (CR_PLACE_IN (place, "gate"), gate, error, _("the name of a gate"));
  return TRUE;
}

/* The length of a list of the document; absent is empty. @n_present are there already, in the graph that a fragment is pasted into. */
static gboolean
measure_list (const json_t *root, const char *name, gsize n_present, gsize limit, gsize *n, GError **error)
{
  const json_t *list = json_object_get (root, name);

  *n = json_array_size (list);
  if (list != NULL && !json_is_array (list))
    return cr_place_fail_expected (CR_PLACE_IN (NULL, name), list, error, _("a list of objects"));
  return *n + n_present <= limit ||
         cr_place_fail_limit (CR_PLACE_IN (NULL, name), error, *n + n_present, limit, _("how many there are"));
}

/* @n successive keys; the first of them. Nobody else takes keys meanwhile: a new graph is ours, a document is edited from one thread. */
static CrKey
take_keys (CrGraphEdit *edit, gsize n)
{
  CrKey first = n > 0 ? cr_graph_edit_new_key (edit) : CR_KEY_NONE + 1;

  for (gsize i = 1; i < n; i++)
    cr_graph_edit_new_key (edit);
  return first;
}

static gboolean
read_list_ids (CrReader *reader, const json_t *root, const char *name, CrPlaceKind kind, CrKey first, GError **error)
{
  const json_t *list = json_object_get (root, name);

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *item = json_array_get (list, i);
      CrPlace place = { NULL, kind, NULL, i + 1 };

      if (!read_id (reader, &place, item, first + i, error))
        return FALSE;
      if (kind == CR_PLACE_NODE && !check_gate (&place, item, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cr_read_ids (CrReader *reader, const json_t *root, GError **error)
{
  gsize n_base = reader->base != NULL ? cr_graph_get_n_nodes (reader->base) : 0;
  gsize n_nodes, n_groups, n_frames;

  if (!measure_list (root, "nodes", n_base, CR_LIMIT_NODES, &n_nodes, error) ||
      !measure_list (root, "groups", 0, CR_LIMIT_GROUPS, &n_groups, error) ||
      !measure_list (root, "frames", 0, CR_LIMIT_GROUPS, &n_frames, error))
    return FALSE;
  reader->first_node = take_keys (reader->edit, n_nodes + n_groups + n_frames);
  reader->first_group = reader->first_node + n_nodes;
  reader->first_frame = reader->first_group + n_groups;
  return read_list_ids (reader, root, "nodes", CR_PLACE_NODE, reader->first_node, error) &&
         read_list_ids (reader, root, "groups", CR_PLACE_GROUP, reader->first_group, error) &&
         read_list_ids (reader, root, "frames", CR_PLACE_FRAME, reader->first_frame, error);
}

static gboolean
is_taken (CrReader *reader, const char *id)
{
  return g_hash_table_contains (reader->base_keys, id) || g_hash_table_contains (reader->keys, id) ||
         g_hash_table_contains (reader->new_ids, id);
}

char *
cr_reader_dup_id (CrReader *reader, const char *id)
{
  if (reader->base == NULL || !g_hash_table_contains (reader->base_keys, id))
    return g_strdup (id);

  for (guint suffix = 2;; suffix++)
    {
      g_autofree char *ending = g_strdup_printf ("_%u", suffix);
      char *candidate = g_strdup_printf ("%.*s%s", (int) (CR_LIMIT_ID_BYTES - strlen (ending)), id, ending);

      if (!is_taken (reader, candidate))
        {
          g_hash_table_add (reader->new_ids, g_strdup (candidate));
          return candidate;
        }
      g_free (candidate);
    }
}
