/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values (RFC 4180) to a table of examples.
 *
 * How this works: one record is read at a time, its fields one behind the other in one buffer. The first record tells the separator, the
 * number of columns, and whether it is a header; every other one is a row of numbers. The limits are checked before a row is added.
 */
#include "cr-csv.h"

#include "cr-error.h"
#include "cr-limits.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Of a field that is not what it should be, a message shows this many characters. */
#define MOST_SHOWN 40

/* So many lines are named beside the first that is not right. */
#define MOST_LINES 8

/**
 * Csv:
 * @at: what is to be read next
 * @end: behind the last byte
 * @line: the line of @at, from 1
 * @record_line: the line on which the record began
 * @separator: ',' or ';' or a tab
 * @text: the record's fields, each with a final zero
 * @fields: (element-type gsize): where in @text each begins; none at the end of the file
 * @columns: (element-type guint): for each field the column of the table that it goes to
 * @entries: (element-type double): the rows of the table so far
 */
typedef struct
{
  const char *at;
  const char *end;
  guint line;
  guint record_line;
  char separator;
  GString *text;
  GArray *fields;
  GArray *columns;
  GArray *entries;
} Csv;

static gboolean fail (guint line, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Sets an error with its line in front. Always FALSE. */
static gboolean
fail (guint line, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("line %u: %s"), line, message);
  return FALSE;
}

static char *
shorten (const char *field)
{
  if (g_utf8_strlen (field, -1) <= MOST_SHOWN)
    return g_strdup (field);

  g_autofree char *start = g_utf8_substring (field, 0, MOST_SHOWN);

  return g_strconcat (start, "…", NULL);
}

/* --- Records --- */

static char
peek (const Csv *csv)
{
  return csv->at < csv->end ? *csv->at : '\0';
}

static gboolean
at_line_end (const Csv *csv)
{
  return csv->at == csv->end || *csv->at == '\n' || (*csv->at == '\r' && csv->at + 1 < csv->end && csv->at[1] == '\n');
}

static void
take_line_end (Csv *csv)
{
  csv->at += peek (csv) == '\r';
  csv->at += peek (csv) == '\n';
  csv->line++;
}

/* The rest of a field that began with a quotation mark; two of them are one. */
static gboolean
read_quoted (Csv *csv, GError **error)
{
  guint first_line = csv->line;

  for (csv->at++; csv->at < csv->end; csv->at++)
    {
      if (*csv->at == '"')
        {
          csv->at++;
          if (peek (csv) != '"')
            return peek (csv) == csv->separator || at_line_end (csv) ||
                   fail (csv->line, error, _("expected “%c” or the end of the line behind the closing quotation mark"), csv->separator);
        }
      csv->line += *csv->at == '\n';
      g_string_append_c (csv->text, *csv->at);
    }
  return fail (first_line, error, _("a quotation mark is not closed"));
}

static gboolean
read_plain (Csv *csv, GError **error)
{
  const char *start = csv->at;

  for (; !at_line_end (csv) && *csv->at != csv->separator; csv->at++)
    if (*csv->at == '"')
      return fail (csv->line, error, _("a quotation mark stands within a field that does not begin with one"));
  g_string_append_len (csv->text, start, csv->at - start);
  return TRUE;
}

static gboolean
read_field (Csv *csv, GError **error)
{
  gsize start = csv->text->len;

  g_array_append_val (csv->fields, start);
  if (!(peek (csv) == '"' ? read_quoted (csv, error) : read_plain (csv, error)))
    return FALSE;
  g_string_append_c (csv->text, '\0');
  return TRUE;
}

/* The next line that is not empty; no fields at the end of the file. */
static gboolean
read_record (Csv *csv, GError **error)
{
  g_string_truncate (csv->text, 0);
  g_array_set_size (csv->fields, 0);
  while (csv->at < csv->end && at_line_end (csv))
    take_line_end (csv);
  if (csv->at == csv->end)
    return TRUE;
  csv->record_line = csv->line;
  while (read_field (csv, error))
    {
      if (at_line_end (csv))
        {
          take_line_end (csv);
          return TRUE;
        }
      if (csv->fields->len == CR_LIMIT_SIDE)
        {
          g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("line %u: more than the limit of %u fields"), csv->line, CR_LIMIT_SIDE);
          return FALSE;
        }
      csv->at++; /* the separator */
    }
  return FALSE;
}

/* Without the spaces around it. */
static const char *
get_field (Csv *csv, guint index)
{
  return g_strstrip (csv->text->str + g_array_index (csv->fields, gsize, index));
}

/* Whether a tab stands between two fields: not one beside a comma, which separates them already. */
static gboolean
separates (const char *text, const char *tab, const char *end)
{
  const char *before = tab, *behind = tab + 1;

  while (before > text && before[-1] == ' ')
    before--;
  while (behind < end && *behind == ' ')
    behind++;
  return (before == text || before[-1] != ',') && (behind == end || *behind != ',');
}

/* ';' or a tab (as spreadsheets copy) where the first line has one outside quotation marks, the tab not beside a comma. */
static char
find_separator (const char *text, const char *end)
{
  gboolean is_quoted = FALSE;
  char separator = ',';

  for (const char *at = text; at < end && (is_quoted || *at != '\n'); at++)
    {
      if (*at == '"')
        is_quoted = !is_quoted;
      else if (*at == ';' && !is_quoted)
        return ';';
      else if (*at == '\t' && !is_quoted && separates (text, at, end))
        separator = '\t';
    }
  return separator;
}

/* --- Numbers --- */

static gboolean
parse_number (const char *field, char separator, double *number)
{
  g_autofree char *with_point = NULL;
  char *end;

  if (separator != ',' && strchr (field, ',') != NULL)
    field = with_point = g_strdelimit (g_strdup (field), ",", '.');
  if (field[0] == '\0' || field[strspn (field, "0123456789+-.eE")] != '\0')
    return FALSE;
  *number = g_ascii_strtod (field, &end);
  return end != field && *end == '\0';
}

static gboolean
check_room (const Csv *csv, GError **error)
{
  guint n_rows = csv->entries->len / csv->columns->len;

  if (n_rows < CR_LIMIT_EXAMPLES && csv->entries->len + csv->columns->len <= CR_LIMIT_NUMBERS)
    return TRUE;
  g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("line %u: the limit is %u examples and %u numbers"), csv->record_line,
               CR_LIMIT_EXAMPLES, CR_LIMIT_NUMBERS);
  return FALSE;
}

static gboolean
add_row (Csv *csv, GError **error)
{
  guint n_columns = csv->columns->len, start = csv->entries->len;

  if (csv->fields->len != n_columns)
    return fail (csv->record_line, error, _("expected %u fields, found %u"), n_columns, csv->fields->len);
  if (!check_room (csv, error))
    return FALSE;
  g_array_set_size (csv->entries, start + n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      double *entry = &g_array_index (csv->entries, double, start + g_array_index (csv->columns, guint, i));
      const char *field = get_field (csv, i);
      g_autofree char *shown = NULL;

      if (parse_number (field, csv->separator, entry) && isfinite (*entry))
        continue;
      shown = shorten (field);
      return fail (csv->record_line, error, _("field %u: expected a finite number, found “%s”"), i + 1, shown);
    }
  return TRUE;
}

/* --- The header --- */

static gboolean
is_header (Csv *csv)
{
  double number;

  for (guint i = 0; i < csv->fields->len; i++)
    if (parse_number (get_field (csv, i), csv->separator, &number))
      return FALSE;
  return TRUE;
}

/* x1, x2, … or label: the names that the graph file has for columns. */
static gboolean
is_own_name (const char *name)
{
  guint64 number;

  return strcmp (name, "label") == 0 ||
         (name[0] == 'x' && name[1] != '0' && g_ascii_string_to_unsigned (name + 1, 10, 1, G_MAXUINT32, &number, NULL));
}

static gboolean
has_own_names (Csv *csv)
{
  for (guint i = 0; i < csv->fields->len; i++)
    if (is_own_name (get_field (csv, i)))
      return TRUE;
  return FALSE;
}

/* The features that the header names, in its order; what is not the label goes to the columns from 0 on. */
static GStrv
read_names (Csv *csv, GError **error)
{
  g_autoptr (GStrvBuilder) features = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint next = 0, n = csv->fields->len;

  for (guint i = 0; i < n; i++)
    {
      const char *name = get_field (csv, i);
      gboolean is_label = strcmp (name, "label") == 0;
      g_autofree char *shown = shorten (name);

      if (!is_own_name (name) && !fail (csv->record_line, error, _("expected x1, x2, … or label, found “%s”"), shown))
        return NULL;
      if (!g_hash_table_add (seen, (gpointer) name) && !fail (csv->record_line, error, _("“%s” stands twice"), name))
        return NULL;
      g_array_index (csv->columns, guint, i) = is_label ? n - 1 : next++;
      if (!is_label)
        g_strv_builder_add (features, name);
    }
  if (!g_hash_table_contains (seen, "label") && !fail (csv->record_line, error, _("no column is called label")))
    return NULL;
  return g_strv_builder_end (features);
}

/* --- All of it --- */

static gboolean
check_columns (const Csv *csv, const char *const *features, GError **error)
{
  guint n = csv->fields->len;

  if (n == 0)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("there are no examples in it"));
      return FALSE;
    }
  if (n < 2)
    return fail (csv->record_line, error, _("expected a feature and a label at least, found one field"));
  if (features != NULL && g_strv_length ((GStrv) features) != n - 1)
    return fail (csv->record_line, error, _("expected %u fields, the features and the label, found %u"),
                 g_strv_length ((GStrv) features) + 1, n);
  return TRUE;
}

/* What the columns are called, from the header if there is one (which is then taken) and else from the graph file; NULL is x1, x2, … */
static gboolean
begin (Csv *csv, const char *const *features, GStrv *names, GError **error)
{
  if (!read_record (csv, error) || !check_columns (csv, features, error))
    return FALSE;
  for (guint i = 0; i < csv->fields->len; i++)
    g_array_append_val (csv->columns, i);
  *names = g_strdupv ((GStrv) features);
  if (!is_header (csv))
    return TRUE;
  if (has_own_names (csv))
    {
      g_strfreev (*names);
      *names = read_names (csv, error);
      if (*names == NULL)
        return FALSE;
      if (features != NULL && !g_strv_equal (features, (const char *const *) *names))
        return fail (csv->record_line, error, _("the header names other features than the graph file"));
    }
  return read_record (csv, error);
}

/**
 * Bad: the lines that are not right.
 * @first: what is wrong with the first
 * @n_bad: how many there are
 * @lines: the numbers of some of the others
 */
typedef struct
{
  GError *first;
  guint n_bad;
  GString *lines;
} Bad;

static void
note_bad_line (Bad *bad, guint line)
{
  guint n_others = bad->n_bad++;

  if (n_others > 0 && n_others <= MOST_LINES)
    g_string_append_printf (bad->lines, n_others > 1 ? ", %u" : "%u", line);
  else if (n_others == MOST_LINES + 1)
    g_string_append (bad->lines, ", …");
}

/* All rows; what is wrong with the first line that is not right, and which others are not. Where no line can be made out any more, they end. */
static void
read_rows (Csv *csv, Bad *bad)
{
  gboolean good = TRUE;

  while (good && csv->fields->len > 0)
    {
      guint line = csv->record_line, start = csv->entries->len;

      if (!add_row (csv, bad->first == NULL ? &bad->first : NULL))
        {
          g_array_set_size (csv->entries, start);
          if (g_error_matches (bad->first, CR_ERROR, CR_ERROR_LIMIT))
            return;
          note_bad_line (bad, line);
        }
      good = read_record (csv, bad->first == NULL ? &bad->first : NULL);
    }
}

static gboolean
take_bad (Bad *bad, GError **error)
{
  if (bad->first != NULL && bad->n_bad > 1)
    g_set_error (error, bad->first->domain, bad->first->code,
                 /* Translators: what is wrong with one line; how many others are wrong; their numbers */
                 g_dngettext (GETTEXT_PACKAGE, "%s; %u more line is not right: %s", "%s; %u more lines are not right: %s", bad->n_bad - 1),
                 bad->first->message, bad->n_bad - 1, bad->lines->str);
  else if (bad->first != NULL)
    g_propagate_error (error, g_error_copy (bad->first));
  return bad->first == NULL;
}

static CrTable *
read_table (Csv *csv, const char *const *features, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GError) first = NULL;
  Bad bad = { .lines = lines };
  gboolean good;

  if (!begin (csv, features, &names, error))
    return NULL;
  read_rows (csv, &bad);
  good = take_bad (&bad, error);
  first = bad.first;
  if (!good)
    return NULL;
  if (csv->entries->len == 0)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("there are no examples in it"));
      return NULL;
    }

  guint n_columns = csv->columns->len;
  g_autoptr (CrMatrix) rows = cr_matrix_new (csv->entries->len / n_columns, n_columns, (const double *) csv->entries->data);

  return cr_table_new ((const char *const *) names, rows);
}

static guint
count_lines (const char *text, const char *end)
{
  guint line = 1;

  for (; text < end; text++)
    line += *text == '\n';
  return line;
}

CrTable *
cr_csv_parse (const char *text, gsize length, const char *const *features, GError **error)
{
  g_autoptr (GString) fields_text = g_string_new (NULL);
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (double));
  const char *end = text + length, *valid_end;

  if (!g_utf8_validate_len (text, length, &valid_end))
    {
      fail (count_lines (text, valid_end), error, _("expected UTF-8 text"));
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3; /* the mark that some programs write in front */

  Csv csv = { text, end, 1, 1, find_separator (text, end), fields_text, fields, columns, entries };

  return read_table (&csv, features, error);
}
