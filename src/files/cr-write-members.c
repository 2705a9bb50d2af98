/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a part by its table of members. */
#include "cr-write.h"

#include "cr-initial.h"
#include "cr-json-text.h"
#include "cr-number-text.h"

#include <string.h>

/* --- What stands in the file --- */

static gboolean
whole_is_present (guint64 number, guint64 standard, const CrMember *member, gboolean given)
{
  return (given || number != standard) && number >= member->minimum;
}

/* Whether a scalar is written: it was given, or it is not the default. */
static gboolean
scalar_is_present (const CrMember *member, gconstpointer field, gconstpointer standard, gboolean given)
{
  switch (member->kind)
    {
    case CR_MEMBER_NUMBER:
      return given || *(const double *) field != *(const double *) standard;
    case CR_MEMBER_WHOLE:
      return whole_is_present (*(const guint64 *) field, *(const guint64 *) standard, member, given);
    case CR_MEMBER_BOOLEAN:
      return given || !*(const gboolean *) field != !*(const gboolean *) standard;
    case CR_MEMBER_NAME:
      return (given || *(const int *) field != *(const int *) standard) && *(const int *) field >= member->minimum;
    case CR_MEMBER_POINT:
      return given || memcmp (field, standard, sizeof (CrPoint)) != 0;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
digits_are_present (const CrMember *member, const CrView *view, const CrView *standard, gboolean given)
{
  gboolean is_the_one = view->fixed_decimals == (member->kind == CR_MEMBER_DECIMALS);

  return is_the_one && (given || view->fixed_decimals || view->n_digits != standard->n_digits);
}

static gboolean
dataset_member_is_present (const CrMember *member, const CrDataset *dataset, gboolean given)
{
  switch (member->kind)
    {
    case CR_MEMBER_GENERATOR:
      return dataset->kind == CR_DATASET_GENERATOR;
    case CR_MEMBER_FEATURES:
      return dataset->features != NULL;
    case CR_MEMBER_POINTS:
      return dataset->kind == CR_DATASET_POINTS || given || dataset->n_points != 500;
    case CR_MEMBER_FILE:
      return dataset->kind == CR_DATASET_FILE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
member_is_present (const CrMemberTable *table, const CrMember *member, gconstpointer part, gconstpointer defaults)
{
  gconstpointer field = cr_member_get_field (part, member);
  gconstpointer standard = cr_member_get_field (defaults, member);
  gboolean given = (G_STRUCT_MEMBER (guint32, part, table->given) & cr_member_get_bit (table, member)) != 0 || member->is_required;

  if (member->has != 0)
    return G_STRUCT_MEMBER (gboolean, part, member->has);
  switch (member->kind)
    {
    case CR_MEMBER_RECT:
      return TRUE;
    case CR_MEMBER_ID:
    case CR_MEMBER_TEXT:
    case CR_MEMBER_KEYS:
    case CR_MEMBER_MATRIX:
    case CR_MEMBER_PORTS:
      return *(const gpointer *) field != NULL;
    case CR_MEMBER_NODE:
    case CR_MEMBER_ANY:
      return *(const CrKey *) field != CR_KEY_NONE;
    case CR_MEMBER_KEY_SET:
      return ((const CrKeySet *) field)->is_given;
    case CR_MEMBER_OBJECT:
      return given || !cr_part_is_empty (member->table, field, standard);
    case CR_MEMBER_INITIAL:
      return (*(GArray *const *) field)->len > 0;
    case CR_MEMBER_DIGITS:
    case CR_MEMBER_DECIMALS:
      return digits_are_present (member, field, standard, given);
    case CR_MEMBER_GENERATOR:
    case CR_MEMBER_FEATURES:
    case CR_MEMBER_POINTS:
    case CR_MEMBER_FILE:
      return dataset_member_is_present (member, field, given);
    case CR_MEMBER_NUMBER:
    case CR_MEMBER_WHOLE:
    case CR_MEMBER_BOOLEAN:
    case CR_MEMBER_NAME:
    case CR_MEMBER_POINT:
      return scalar_is_present (member, field, standard, given);
    }
  g_assert_not_reached ();
}

gboolean
cr_part_is_empty (const CrMemberTable *table, gconstpointer part, gconstpointer defaults)
{
  if (G_STRUCT_MEMBER (char *, part, table->extra) != NULL)
    return FALSE;
  for (guint i = 0; i < table->n_members; i++)
    if (member_is_present (table, &table->members[i], part, defaults))
      return FALSE;
  return TRUE;
}

/* --- Kinds --- */

static void
write_id_of (CrWriter *writer, CrKey key)
{
  cr_json_append_string (writer->text, cr_writer_get_id (writer, key));
}

static void
write_keys (CrWriter *writer, const GArray *keys)
{
  const char *separator = "";

  g_string_append_c (writer->text, '[');
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      CrKey key = g_array_index (keys, CrKey, i);

      if (cr_writer_get_id (writer, key) == NULL)
        continue;
      g_string_append (writer->text, separator);
      write_id_of (writer, key);
      separator = ", ";
    }
  g_string_append_c (writer->text, ']');
}

static void
write_key_set (CrWriter *writer, const CrKeySet *set)
{
  if (set->all)
    g_string_append (writer->text, "\"all\"");
  else
    write_keys (writer, set->keys);
}

static void
write_rect (CrWriter *writer, const double *rect)
{
  for (guint i = 0; i < 4; i++)
    {
      g_string_append (writer->text, i == 0 ? "[" : ", ");
      cr_number_append (writer->text, rect[i]);
    }
  g_string_append_c (writer->text, ']');
}

static void
write_matrix (CrWriter *writer, const CrMatrix *matrix, CrMatrixForm form)
{
  cr_matrix_append_text (writer->text, matrix->shape, matrix->entries, form);
}

static void
write_ports (CrWriter *writer, const GArray *ports)
{
  static const CrPort defaults;

  g_string_append_c (writer->text, '[');
  for (guint i = 0; i < ports->len; i++)
    {
      g_string_append (writer->text, i > 0 ? ", " : "");
      cr_write_part (writer, &cr_members_port, &g_array_index (ports, CrPort, i), &defaults);
    }
  g_string_append_c (writer->text, ']');
}

static void
write_features (CrWriter *writer, GStrv features)
{
  for (guint i = 0; features[i] != NULL; i++)
    {
      g_string_append (writer->text, i == 0 ? "[" : ", ");
      cr_json_append_string (writer->text, features[i]);
    }
  g_string_append_c (writer->text, ']');
}

/* A data point a line. */
static void
write_points (CrWriter *writer, const CrDataset *dataset)
{
  if (dataset->kind != CR_DATASET_POINTS)
    {
      g_string_append_printf (writer->text, "%" G_GUINT64_FORMAT, dataset->n_points);
      return;
    }

  const CrMatrix *points = dataset->points;
  CrShape row = { 1, points->shape.columns };

  for (guint i = 0; i < points->shape.rows; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      cr_matrix_append_text (text, row, &points->entries[(gsize) i * row.columns], CR_FORM_ROWS);
      g_string_append (writer->text, i == 0 ? "[\n      " : ",\n      ");
      g_string_append_len (writer->text, text->str + 1, text->len - 2);
    }
  g_string_append (writer->text, "\n    ]");
}

/* --- Training's initial parameters --- */

static CrMatrixForm
get_form (const CrNode *node, const char *name)
{
  int index = cr_gate_find_attribute (node->gate, name);

  if (index < 0)
    return CR_FORM_VALUE;
  switch (node->gate->attributes[index].kind)
    {
    case CR_ATTRIBUTE_COLUMN:
      return CR_FORM_COLUMN;
    case CR_ATTRIBUTE_ROWS:
      return CR_FORM_ROWS;
    default:
      return CR_FORM_VALUE;
    }
}

static void
write_initial_matrix (CrWriter *writer, const CrNode *node, const char *name, const CrMatrix *matrix)
{
  if (matrix == NULL)
    return;
  cr_write_name (writer, name);
  write_matrix (writer, matrix, get_form (node, name));
}

/* The node, if what is known of its start still fits it. */
static const CrNode *
get_fitting_node (const CrWriter *writer, const CrInitial *initial)
{
  const CrNode *node = cr_graph_get_node (writer->graph, initial->key);

  return node != NULL && cr_initial_fits (NULL, node, initial, NULL) ? node : NULL;
}

/* A node a line. */
static void
write_initial (CrWriter *writer, const GArray *list)
{
  const char *separator = "\n      ";

  g_string_append_c (writer->text, '{');
  for (guint i = 0; i < list->len; i++)
    {
      const CrInitial *initial = &g_array_index (list, CrInitial, i);
      const CrNode *node = get_fitting_node (writer, initial);

      if (node == NULL)
        continue;
      g_string_append (writer->text, separator);
      cr_json_append_string (writer->text, node->id);
      g_string_append (writer->text, ": ");

      CrSeparator outer = cr_write_begin (writer);

      write_initial_matrix (writer, node, "value", initial->value);
      write_initial_matrix (writer, node, "weights", initial->weights);
      write_initial_matrix (writer, node, "bias", initial->bias);
      cr_write_end (writer, outer);
      separator = ",\n      ";
    }
  g_string_append (writer->text, *separator == ',' ? "\n    }" : "}");
}

/* --- By kind --- */

static void
write_value (CrWriter *writer, const CrMember *member, gconstpointer field, gconstpointer standard)
{
  switch (member->kind)
    {
    case CR_MEMBER_ID:
    case CR_MEMBER_TEXT:
      cr_json_append_string (writer->text, *(char *const *) field);
      break;
    case CR_MEMBER_NUMBER:
      cr_number_append (writer->text, *(const double *) field);
      break;
    case CR_MEMBER_WHOLE:
      cr_number_append (writer->text, *(const guint64 *) field);
      break;
    case CR_MEMBER_BOOLEAN:
      g_string_append (writer->text, *(const gboolean *) field ? "true" : "false");
      break;
    case CR_MEMBER_NAME:
      cr_json_append_string (writer->text, member->names[*(const int *) field]);
      break;
    case CR_MEMBER_POINT:
      cr_write_point (writer, *(const CrPoint *) field);
      break;
    case CR_MEMBER_RECT:
      write_rect (writer, field);
      break;
    case CR_MEMBER_NODE:
    case CR_MEMBER_ANY:
      write_id_of (writer, *(const CrKey *) field);
      break;
    case CR_MEMBER_KEYS:
      write_keys (writer, *(GArray *const *) field);
      break;
    case CR_MEMBER_KEY_SET:
      write_key_set (writer, field);
      break;
    case CR_MEMBER_MATRIX:
      write_matrix (writer, *(CrMatrix *const *) field, CR_FORM_VALUE);
      break;
    case CR_MEMBER_OBJECT:
      cr_write_part (writer, member->table, field, standard);
      break;
    case CR_MEMBER_PORTS:
      write_ports (writer, *(GArray *const *) field);
      break;
    case CR_MEMBER_DIGITS:
    case CR_MEMBER_DECIMALS:
      g_string_append_printf (writer->text, "%u", ((const CrView *) field)->n_digits);
      break;
    case CR_MEMBER_GENERATOR:
      cr_json_append_string (writer->text, member->names[((const CrDataset *) field)->generator]);
      break;
    case CR_MEMBER_FEATURES:
      write_features (writer, ((const CrDataset *) field)->features);
      break;
    case CR_MEMBER_POINTS:
      write_points (writer, field);
      break;
    case CR_MEMBER_FILE:
      cr_json_append_string (writer->text, ((const CrDataset *) field)->file);
      break;
    case CR_MEMBER_INITIAL:
      write_initial (writer, *(GArray *const *) field);
      break;
    }
}

void
cr_write_each_member (CrWriter *writer, const CrMemberTable *table, gconstpointer part, gconstpointer defaults)
{
  for (guint i = 0; i < table->n_members; i++)
    {
      const CrMember *member = &table->members[i];

      if (!member_is_present (table, member, part, defaults))
        continue;
      cr_write_name (writer, member->name);
      write_value (writer, member, cr_member_get_field (part, member), cr_member_get_field (defaults, member));
    }
  cr_write_extra (writer, G_STRUCT_MEMBER (char *, part, table->extra));
}

void
cr_write_part (CrWriter *writer, const CrMemberTable *table, gconstpointer part, gconstpointer defaults)
{
  CrSeparator outer = cr_write_begin (writer);

  cr_write_each_member (writer, table, part, defaults);
  cr_write_end (writer, outer);
}
