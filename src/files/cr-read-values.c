/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading plain values: numbers, names, matrices. */
#include "cr-read.h"

#include "cr-json-text.h"
#include "cr-number-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* "a number from 0 to 1", in words that fit the range. */
static char *
describe_range (double minimum, double maximum, gboolean whole)
{
  char low[CR_NUMBER_WRITE_SIZE], high[CR_NUMBER_WRITE_SIZE];

  cr_number_write (minimum, low);
  cr_number_write (maximum, high);
  if (maximum >= (whole ? CR_WHOLE_MAXIMUM : G_MAXDOUBLE))
    {
      if (minimum <= -G_MAXDOUBLE)
        return g_strdup (whole ? _("a whole number") : _("a number"));
      return g_strdup_printf (whole ? _("a whole number, %s or more") : _("a number, %s or more"), low);
    }
  return g_strdup_printf (whole ? _("a whole number from %s to %s") : _("a number from %s to %s"), low, high);
}

gboolean
cr_read_number (const CrPlace *place, const json_t *json, double minimum, double maximum, const char *expected, double *number,
                GError **error)
{
  double value = json_number_value (json);

  if (json_is_number (json) && value >= minimum && value <= maximum)
    {
      *number = value;
      return TRUE;
    }

  g_autofree char *range = expected != NULL ? g_strdup (_(expected)) : describe_range (minimum, maximum, FALSE);

  return cr_place_fail_expected (place, json, error, range);
}

gboolean
cr_read_whole (const CrPlace *place, const json_t *json, double minimum, double maximum, guint64 *number, GError **error)
{
  double value = json_number_value (json);

  if (json_is_number (json) && value >= minimum && value <= maximum && value == floor (value))
    {
      *number = (guint64) value;
      return TRUE;
    }

  if (json_is_number (json) && value > CR_WHOLE_MAXIMUM && maximum == CR_WHOLE_MAXIMUM)
    return cr_place_fail_expected (place, json, error, _("a whole number below 2⁶⁴"));

  g_autofree char *range = describe_range (minimum, maximum, TRUE);

  return cr_place_fail_expected (place, json, error, range);
}

gboolean
cr_read_boolean (const CrPlace *place, const json_t *json, gboolean *boolean, GError **error)
{
  if (!json_is_boolean (json))
    return cr_place_fail_expected (place, json, error, _("true or false"));
  *boolean = json_is_true (json);
  return TRUE;
}

gboolean
cr_read_text (const CrPlace *place, const json_t *json, char **text, GError **error)
{
  if (!json_is_string (json))
    return cr_place_fail_expected (place, json, error, _("a text"));
  g_free (*text);
  *text = g_strdup (json_string_value (json));
  return TRUE;
}

gboolean
cr_read_numbers (const CrPlace *place, const json_t *json, double *numbers, gsize n, const char *expected, GError **error)
{
  gsize n_items = json_array_size (json);

  if (!json_is_array (json))
    return cr_place_fail_expected (place, json, error, expected);
  if (n_items != n)
    return cr_place_fail (place, CR_ERROR_MEMBER, error,
                          g_dngettext (GETTEXT_PACKAGE, "expected %s, found a list of %zu item",
                                       "expected %s, found a list of %zu items", n_items),
                          expected, n_items);
  for (gsize i = 0; i < n; i++)
    {
      const json_t *item = json_array_get (json, i);

      if (!json_is_number (item))
        return cr_place_fail_expected (&(CrPlace) { place, CR_PLACE_ITEM, NULL, i + 1 }, item, error, _("a number"));
      numbers[i] = json_number_value (item);
    }
  return TRUE;
}

gboolean
cr_read_name (const CrPlace *place, const json_t *json, const char *const *names, int first, int *value, GError **error)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  const char *name = json_string_value (json);

  for (int i = first; names[i] != NULL; i++)
    {
      if (name != NULL && strcmp (name, names[i]) == 0)
        {
          *value = i;
          return TRUE;
        }
      if (i > first)
        g_string_append (expected, names[i + 1] != NULL ? ", " : _(" or "));
      g_string_append_printf (expected, "\"%s\"", names[i]);
    }
  return cr_place_fail_expected (place, json, error, expected->str);
}

/* --- Matrices --- */

/* The length of every row, the same for all; 1 where the items are numbers. 0 with @error set where they are neither. */
static gsize
measure_rows (const CrPlace *place, const json_t *list, GError **error)
{
  const json_t *first = json_array_get (list, 0);
  gsize length = json_is_array (first) ? json_array_size (first) : 1;

  if (!json_is_array (first) && !json_is_number (first))
    return cr_place_fail_expected (place, first, error, _("numbers, or rows of numbers"));
  if (length == 0)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("row 1 is empty"));
  for (gsize i = 1; json_is_array (first) && i < json_array_size (list); i++)
    {
      const json_t *row = json_array_get (list, i);

      if (!json_is_array (row))
        return cr_place_fail_expected (place, row, error, _("rows of numbers throughout"));
      if (json_array_size (row) != length)
        return cr_place_fail (place, CR_ERROR_SHAPE, error,
                              _("rows of different lengths: row 1 has %zu, row %zu has %zu"),
                              length, i + 1, json_array_size (row));
    }
  return length;
}

/* The numbers of a list of @n. */
static gboolean
read_row (const CrPlace *place, const json_t *row, double *entries, gsize n, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      const json_t *item = json_array_get (row, i);

      if (!json_is_number (item))
        return cr_place_fail_expected (place, item, error, _("a number"));
      entries[i] = json_number_value (item);
    }
  return TRUE;
}

CrMatrix *
cr_read_matrix (const CrPlace *place, const json_t *json, gsize most_rows, GError **error)
{
  if (json_is_number (json))
    return cr_matrix_new_number (json_number_value (json));

  gsize n_rows = json_array_size (json);

  if (n_rows == 0)
    {
      cr_place_fail_expected (place, json, error, _("a number, a column [a, b] or rows [[a, b], [c, d]]"));
      return NULL;
    }
  if (n_rows > most_rows)
    {
      cr_place_fail_limit (place, error, n_rows, most_rows, _("number of rows"));
      return NULL;
    }

  gsize n_columns = measure_rows (place, json, error);

  if (n_columns == 0)
    return NULL;
  if (n_columns > CR_LIMIT_SIDE)
    {
      cr_place_fail_limit (place, error, n_columns, CR_LIMIT_SIDE, _("number of columns"));
      return NULL;
    }

  g_autoptr (CrMatrix) matrix = cr_matrix_new (n_rows, n_columns, NULL);
  gboolean good = TRUE;

  if (!json_is_array (json_array_get (json, 0)))
    good = read_row (place, json, matrix->entries, n_rows, error);
  else
    for (gsize i = 0; good && i < n_rows; i++)
      good = read_row (place, json_array_get (json, i), &matrix->entries[i * n_columns], n_columns, error);
  return good ? g_steal_pointer (&matrix) : NULL;
}

/* --- Features --- */

/* x1, x2, … or, where allowed, label. */
static gboolean
is_feature (const char *name, gboolean with_label)
{
  guint64 number;

  if (name == NULL)
    return FALSE;
  if (with_label && strcmp (name, "label") == 0)
    return TRUE;
  return name[0] == 'x' && name[1] != '0' && g_ascii_string_to_unsigned (name + 1, 10, 1, CR_LIMIT_SIDE, &number, NULL);
}

GStrv
cr_read_features (const CrPlace *place, const json_t *json, gboolean with_label, GError **error)
{
  const char *expected = with_label ? _("\"x1\", \"x2\", … or \"label\", or a list of them") : _("a list of \"x1\", \"x2\", …");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_list = json_is_array (json);

  if ((is_list && json_array_size (json) == 0) || (!is_list && !with_label))
    {
      cr_place_fail_expected (place, json, error, expected);
      return NULL;
    }
  if (json_array_size (json) > CR_LIMIT_SIDE)
    {
      cr_place_fail_limit (place, error, json_array_size (json), CR_LIMIT_SIDE, _("number of features"));
      return NULL;
    }
  for (gsize i = 0; i < (is_list ? json_array_size (json) : 1); i++)
    {
      const json_t *item = is_list ? json_array_get (json, i) : json;
      const char *name = json_string_value (item);

      if (!is_feature (name, with_label))
        {
          cr_place_fail_expected (place, item, error, expected);
          return NULL;
        }
      if (!g_hash_table_add (seen, (gpointer) name) && !with_label)
        {
          cr_place_fail (place, CR_ERROR_MEMBER, error, _("\"%s\" stands twice"), name);
          return NULL;
        }
      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/* --- Random values --- */

static gboolean
read_init_shape (const CrPlace *place, const json_t *json, CrShape *shape, GError **error)
{
  double sides[2];

  if (!cr_read_numbers (place, json, sides, 2, _("[rows, columns]"), error))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (sides[i] != floor (sides[i]) || sides[i] < 1 || sides[i] > CR_LIMIT_SIDE)
      return cr_place_fail (place, sides[i] > CR_LIMIT_SIDE ? CR_ERROR_LIMIT : CR_ERROR_MEMBER, error,
                            _("expected whole numbers from 1 to %d"), CR_LIMIT_SIDE);
  *shape = (CrShape) { sides[0], sides[1] };
  return TRUE;
}

static gboolean
read_init_member (const CrPlace *place, const char *name, const json_t *json, CrInit *init, GError **error)
{
  static const char *const distributions[] = { "uniform", "normal", NULL };

  if (strcmp (name, "distribution") == 0)
    return cr_read_name (place, json, distributions, 0, &init->normal, error);
  if (strcmp (name, "shape") == 0)
    return read_init_shape (place, json, &init->shape, error);
  if (strcmp (name, "scale") == 0)
    {
      init->is_set |= 1;
      return cr_read_number (place, json, 0, G_MAXDOUBLE, NULL, &init->scale, error);
    }
  if (strcmp (name, "seed") == 0)
    {
      init->is_set |= 2;
      return cr_read_whole (place, json, 0, CR_WHOLE_MAXIMUM, &init->seed, error);
    }
  return cr_place_fail (place, CR_ERROR_MEMBER, error, _("there is no such member here"));
}

gboolean
cr_read_init (const CrPlace *place, const json_t *json, CrInit *init, GError **error)
{
  const char *name;
  json_t *value;

  *init = (CrInit) { .normal = -1, .scale = 1 };
  if (!json_is_object (json))
    return cr_place_fail_expected (place, json, error, _("an object with \"distribution\" and \"shape\""));
  json_object_foreach ((json_t *) json, name, value)
    if (!read_init_member (CR_PLACE_IN (place, name), name, value, init, error))
      return FALSE;
  if (init->normal == -1)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("\"distribution\" is missing"));
  if (init->shape.rows == 0)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("\"shape\" is missing"));
  return TRUE;
}

/* --- Members that the program does not know --- */

void
cr_read_extra (json_t **extra, const char *name, json_t *value)
{
  if (*extra == NULL)
    *extra = json_object ();
  json_object_set (*extra, name, value);
}

char *
cr_read_extra_end (json_t *extra)
{
  if (extra == NULL)
    return NULL;

  GString *text = g_string_new (NULL);

  cr_json_append (text, extra);
  json_decref (extra);
  return g_string_free (text, FALSE);
}
