/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a part by its table of members. */
#include "cr-initial.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
cr_read_key (CrReader *reader, const CrPlace *place, const json_t *json, gboolean or_group, CrKey *key, GError **error)
{
  const char *id = json_string_value (json);

  if (id == NULL)
    return cr_place_fail_expected (place, json, error, or_group ? _("the id of a node or a group") : _("the id of a node"));
  *key = GPOINTER_TO_UINT (g_hash_table_lookup (reader->keys, id));
  if (cr_reader_is_node (reader, *key) || (or_group && cr_reader_is_group (reader, *key)))
    return TRUE;
  return cr_place_fail (place, CR_ERROR_ID, error, or_group ? _("no node or group is called \"%s\"") : _("no node is called \"%s\""),
                        id);
}

/* Replaces @keys. */
static gboolean
read_keys (CrReader *reader, const CrPlace *place, const json_t *json, GArray **keys, GError **error)
{
  gsize n = json_array_size (json);
  g_autoptr (GArray) list = g_array_sized_new (FALSE, FALSE, sizeof (CrKey), n);

  if (!json_is_array (json))
    return cr_place_fail_expected (place, json, error, _("a list of ids"));
  for (gsize i = 0; i < n; i++)
    {
      CrKey key;

      if (!cr_read_key (reader, place, json_array_get (json, i), TRUE, &key, error))
        return FALSE;
      g_array_append_val (list, key);
    }
  g_clear_pointer (keys, g_array_unref);
  *keys = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
read_key_set (CrReader *reader, const CrPlace *place, const json_t *json, CrKeySet *set, GError **error)
{
  const char *text = json_string_value (json);

  set->is_given = TRUE;
  set->all = text != NULL && strcmp (text, "all") == 0;
  if (!set->all && !json_is_array (json))
    return cr_place_fail_expected (place, json, error, _("a list of ids, or \"all\""));
  return set->all || read_keys (reader, place, json, &set->keys, error);
}

static gboolean
read_point (const CrPlace *place, const json_t *json, CrPoint *point, GError **error)
{
  double numbers[2];

  if (!cr_read_numbers (place, json, numbers, 2, _("[x, y]"), error))
    return FALSE;
  *point = (CrPoint) { numbers[0], numbers[1] };
  return TRUE;
}

static gboolean
read_rect (const CrPlace *place, const json_t *json, double *rect, GError **error)
{
  if (!cr_read_numbers (place, json, rect, 4, _("[x, y, width, height]"), error))
    return FALSE;
  if (rect[2] < 0 || rect[3] < 0)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("width and height must be 0 or more"));
  return TRUE;
}

static gboolean
read_matrix (const CrPlace *place, const json_t *json, CrMatrix **matrix, GError **error)
{
  CrMatrix *read = cr_read_matrix (place, json, CR_LIMIT_SIDE, error);

  if (read == NULL)
    return FALSE;
  g_clear_pointer (matrix, cr_matrix_unref);
  *matrix = read;
  return TRUE;
}

static gboolean
read_ports (CrReader *reader, const CrPlace *place, const json_t *json, GArray **ports, GError **error)
{
  g_autoptr (GArray) list = cr_ports_new ();

  if (!json_is_array (json))
    return cr_place_fail_expected (place, json, error, _("a list of objects"));
  for (gsize i = 0; i < json_array_size (json); i++)
    {
      CrPlace item = { place, CR_PLACE_ITEM, NULL, i + 1 };

      g_array_set_size (list, i + 1);
      if (!cr_read_members (reader, &item, json_array_get (json, i), &cr_members_port, &g_array_index (list, CrPort, i), error))
        return FALSE;
    }
  g_clear_pointer (ports, g_array_unref);
  *ports = g_steal_pointer (&list);
  return TRUE;
}

/* --- The view --- */

static gboolean
read_digits (const CrPlace *place, const json_t *json, const CrMember *member, CrView *view, GError **error)
{
  guint64 n_digits;

  if (view->given & CR_VIEW_NUMBERS)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("either \"digits\" or \"decimals\", not both"));
  if (!cr_read_whole (place, json, member->minimum, member->maximum, &n_digits, error))
    return FALSE;
  view->n_digits = n_digits;
  view->fixed_decimals = member->kind == CR_MEMBER_DECIMALS;
  return TRUE;
}

/* --- The data set --- */

static gboolean
set_dataset_kind (const CrPlace *place, CrDataset *dataset, CrDatasetKind kind, GError **error)
{
  if (dataset->kind != CR_DATASET_NONE && dataset->kind != kind)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("only one of \"generator\", a list of \"points\", \"file\""));
  dataset->kind = kind;
  return TRUE;
}

static gboolean
read_generator (const CrPlace *place, const json_t *json, const CrMember *member, CrDataset *dataset, GError **error)
{
  int generator;

  if (!cr_read_name (place, json, member->names, 0, &generator, error))
    return FALSE;
  dataset->generator = generator;
  return set_dataset_kind (place, dataset, CR_DATASET_GENERATOR, error);
}

/* The number of points of a generator, or the points themselves. */
static gboolean
read_points (const CrPlace *place, const json_t *json, const CrMember *member, CrDataset *dataset, GError **error)
{
  if (!json_is_array (json))
    {
      if (json_is_number (json) && json_number_value (json) > member->maximum)
        return cr_place_fail_limit (place, error, json_number_value (json), member->maximum, _("number of examples"));
      return cr_read_whole (place, json, member->minimum, member->maximum, &dataset->n_points, error);
    }
  if (json_array_size (json) > CR_LIMIT_EXAMPLES)
    return cr_place_fail_limit (place, error, json_array_size (json), CR_LIMIT_EXAMPLES, _("number of examples"));
  if (!json_is_array (json_array_get (json, 0)))
    return cr_place_fail_expected (place, json, error, _("rows [x1, x2, label]"));

  g_clear_pointer (&dataset->points, cr_matrix_unref);
  dataset->points = cr_read_matrix (place, json, CR_LIMIT_EXAMPLES, error);
  return dataset->points != NULL && set_dataset_kind (place, dataset, CR_DATASET_POINTS, error);
}

static gboolean
read_feature_names (const CrPlace *place, const json_t *json, CrDataset *dataset, GError **error)
{
  g_strfreev (dataset->features);
  dataset->features = cr_read_features (place, json, FALSE, error);
  return dataset->features != NULL;
}

static gboolean
read_file_name (const CrPlace *place, const json_t *json, CrDataset *dataset, GError **error)
{
  if (!json_is_string (json) || *json_string_value (json) == '\0')
    return cr_place_fail_expected (place, json, error, _("the name of a file"));
  return cr_read_text (place, json, &dataset->file, error) && set_dataset_kind (place, dataset, CR_DATASET_FILE, error);
}

/* --- By kind --- */

static gboolean
read_member (CrReader *reader, const CrPlace *place, const json_t *json, const CrMember *member, gpointer part, GError **error)
{
  gpointer field = cr_member_get_field (part, member);

  switch (member->kind)
    {
    case CR_MEMBER_ID:
      return TRUE;
    case CR_MEMBER_TEXT:
      return cr_read_text (place, json, field, error);
    case CR_MEMBER_NUMBER:
      return cr_read_number (place, json, member->minimum, member->maximum, member->expected, field, error);
    case CR_MEMBER_WHOLE:
      return cr_read_whole (place, json, member->minimum, member->maximum, field, error);
    case CR_MEMBER_BOOLEAN:
      return cr_read_boolean (place, json, field, error);
    case CR_MEMBER_NAME:
      return cr_read_name (place, json, member->names, member->minimum, field, error);
    case CR_MEMBER_POINT:
      return read_point (place, json, field, error);
    case CR_MEMBER_RECT:
      return read_rect (place, json, field, error);
    case CR_MEMBER_NODE:
      return cr_read_key (reader, place, json, FALSE, field, error);
    case CR_MEMBER_ANY:
      return cr_read_key (reader, place, json, TRUE, field, error);
    case CR_MEMBER_KEYS:
      return read_keys (reader, place, json, field, error);
    case CR_MEMBER_KEY_SET:
      return read_key_set (reader, place, json, field, error);
    case CR_MEMBER_MATRIX:
      return read_matrix (place, json, field, error);
    case CR_MEMBER_OBJECT:
      return cr_read_members (reader, place, json, member->table, field, error);
    case CR_MEMBER_PORTS:
      return read_ports (reader, place, json, field, error);
    case CR_MEMBER_DIGITS:
    case CR_MEMBER_DECIMALS:
      return read_digits (place, json, member, field, error);
    case CR_MEMBER_GENERATOR:
      return read_generator (place, json, member, field, error);
    case CR_MEMBER_FEATURES:
      return read_feature_names (place, json, field, error);
    case CR_MEMBER_POINTS:
      return read_points (place, json, member, field, error);
    case CR_MEMBER_FILE:
      return read_file_name (place, json, field, error);
    case CR_MEMBER_INITIAL:
      return cr_read_initial (reader, place, json, *(GArray **) field, error);
    }
  g_assert_not_reached ();
}

static const CrMember *
find_member (const CrMemberTable *table, const char *name)
{
  for (guint i = 0; i < table->n_members; i++)
    if (strcmp (table->members[i].name, name) == 0)
      return &table->members[i];
  return NULL;
}

static gboolean
read_each (CrReader *reader, const CrPlace *place, const json_t *json, const CrMemberTable *table, gpointer part, json_t **extra,
           GError **error)
{
  guint32 *given = G_STRUCT_MEMBER_P (part, table->given);
  const char *name;
  json_t *value;

  json_object_foreach ((json_t *) json, name, value)
    {
      const CrMember *member = find_member (table, name);

      if (member == NULL)
        {
          cr_read_extra (extra, name, value);
          continue;
        }
      if (!read_member (reader, CR_PLACE_IN (place, name), value, member, part, error))
        return FALSE;
      *given |= cr_member_get_bit (table, member);
      if (member->has != 0)
        G_STRUCT_MEMBER (gboolean, part, member->has) = TRUE;
    }
  return TRUE;
}

gboolean
cr_read_members (CrReader *reader, const CrPlace *place, const json_t *json, const CrMemberTable *table, gpointer part,
                 GError **error)
{
  json_t *extra = NULL;

  if (!json_is_object (json))
    return cr_place_fail_expected (place, json, error, _("an object"));

  gboolean good = read_each (reader, place, json, table, part, &extra, error);
  char **extra_field = G_STRUCT_MEMBER_P (part, table->extra);

  g_free (*extra_field);
  *extra_field = cr_read_extra_end (extra);
  for (guint i = 0; good && i < table->n_members; i++)
    if (table->members[i].is_required && json_object_get (json, table->members[i].name) == NULL)
      good = cr_place_fail (place, CR_ERROR_MEMBER, error, _("\"%s\" is missing"), table->members[i].name);
  return good && (table->check == NULL || table->check (place, part, error));
}
