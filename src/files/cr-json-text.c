/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text, strictly. Jansson parses; what it lets through, or would take memory for, is found by one pass over the text before. */
#include "cr-json-text.h"

#include "cr-error.h"
#include "cr-limits.h"
#include "cr-number-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* @name: the last string at depth 1, so the name of the member that a bracket there opens; @n_items: brackets in that member so far. */
typedef struct
{
  const char *text;
  const char *end;
  const char *at;
  guint depth;
  guint n_numbers;
  guint n_brackets;
  guint n_strings;
  const char *name;
  guint n_items;
} Scan;

/* Lists of the document with a limit of their own, which is checked here so that nothing is taken for more. */
static const struct
{
  const char *name;
  guint most;
} long_lists[] = { { "\"nodes\"", CR_LIMIT_NODES }, { "\"groups\"", CR_LIMIT_GROUPS }, { "\"frames\"", CR_LIMIT_GROUPS } };

/* Sets an error at that place; columns are counted in characters, from 1. Always FALSE. */
G_GNUC_PRINTF (5, 6)
static gboolean
fail_at (const char *text, const char *place, CrError code, GError **error, const char *format, ...)
{
  const char *line_start = text;
  guint line = 1;
  guint column = 1;
  va_list arguments;

  for (const char *newline; (newline = memchr (line_start, '\n', place - line_start)) != NULL; line++)
    line_start = newline + 1;
  for (const char *c = line_start; c < place; c++)
    column += ((guchar) *c & 0xc0) != 0x80;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, CR_ERROR, code, _("line %u, column %u: %s"), line, column, message);
  return FALSE;
}

/* To the closing quote, or to the end of the text. */
static void
scan_string (Scan *scan)
{
  if (scan->depth == 1)
    scan->name = scan->at;
  for (scan->at++; scan->at < scan->end && *scan->at != '"'; scan->at++)
    if (*scan->at == '\\')
      scan->at++;
}

/* An item of a member of the document is about to begin. */
static gboolean
scan_item (Scan *scan, GError **error)
{
  if (scan->depth == 2)
    scan->n_items = 0;
  if (scan->depth != 3 || scan->name == NULL)
    return TRUE;
  scan->n_items++;
  for (guint i = 0; i < G_N_ELEMENTS (long_lists); i++)
    if (scan->n_items > long_lists[i].most && g_str_has_prefix (scan->name, long_lists[i].name))
      return fail_at (scan->text, scan->at, CR_ERROR_LIMIT, error, _("%s: more than the limit of %u"), long_lists[i].name,
                      long_lists[i].most);
  return TRUE;
}

static gboolean
scan_opening (Scan *scan, GError **error)
{
  if (++scan->depth > CR_LIMIT_JSON_DEPTH)
    return fail_at (scan->text, scan->at, CR_ERROR_LIMIT, error, _("brackets are nested more than %d deep"), CR_LIMIT_JSON_DEPTH);
  if (++scan->n_brackets > CR_LIMIT_JSON_BRACKETS)
    return fail_at (scan->text, scan->at, CR_ERROR_LIMIT, error, _("more than %d lists and objects"), CR_LIMIT_JSON_BRACKETS);
  return scan_item (scan, error);
}

static gboolean
scan_number (Scan *scan, GError **error)
{
  if (++scan->n_numbers > CR_LIMIT_NUMBERS)
    return fail_at (scan->text, scan->at, CR_ERROR_LIMIT, error, _("more than %d numbers"), CR_LIMIT_NUMBERS);
  while (scan->at + 1 < scan->end && (g_ascii_isalnum (scan->at[1]) || strchr ("+-.", scan->at[1]) != NULL))
    scan->at++;
  return TRUE;
}

/* Nesting and counts, in one pass; whether it is JSON at all is for the parser to say. */
static gboolean
scan_structure (const char *text, gsize length, GError **error)
{
  Scan scan = { .text = text, .end = text + length };

  for (scan.at = text; scan.at < scan.end; scan.at++)
    {
      char c = *scan.at;

      if (c == '"')
        {
          if (++scan.n_strings > CR_LIMIT_JSON_STRINGS)
            return fail_at (text, scan.at, CR_ERROR_LIMIT, error, _("more than %d strings"), CR_LIMIT_JSON_STRINGS);
          scan_string (&scan);
        }
      else if (c == '{' || c == '[')
        {
          if (!scan_opening (&scan, error))
            return FALSE;
        }
      else if (c == '}' || c == ']')
        scan.depth -= scan.depth > 0;
      else if (c == '-' || g_ascii_isdigit (c))
        {
          if (!scan_number (&scan, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_bytes (const char *text, gsize length, GError **error)
{
  const char *bad;

  if (length > CR_LIMIT_FILE_BYTES)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("larger than %d MiB"), CR_LIMIT_FILE_BYTES / (1024 * 1024));
      return FALSE;
    }
  if ((bad = memchr (text, '\0', length)) != NULL)
    return fail_at (text, bad, CR_ERROR_SYNTAX, error, _("a zero byte, where text was expected"));
  if (!g_utf8_validate_len (text, length, &bad))
    return fail_at (text, bad, CR_ERROR_SYNTAX, error, _("a byte that is not UTF-8 text"));
  return TRUE;
}

/* What Jansson found, in our words where its own are about C. */
static const char *
get_words (const json_error_t *problem)
{
  switch (json_error_code (problem))
    {
    case json_error_premature_end_of_input:
      return _("the text ends too early");
    case json_error_end_of_input_expected:
      return _("the end of the text was expected");
    case json_error_duplicate_key:
      return _("the object has this member already");
    case json_error_null_character:
    case json_error_null_byte_in_key:
      return _("\\u0000 is not allowed");
    case json_error_numeric_overflow:
      return _("a number too large for double precision");
    default:
      return NULL;
    }
}

/* Jansson ends what it quotes of the text at any byte: a letter cut in two is shown as U+FFFD. */
static char *
describe (const json_error_t *problem)
{
  const char *words = get_words (problem);
  g_autofree char *text = g_utf8_make_valid (problem->text, -1);
  const char *token = strstr (text, " near '");

  if (words == NULL)
    return g_steal_pointer (&text);
  if (token == NULL)
    return g_strdup (words);
  token += strlen (" near '");
  return g_strdup_printf ("%s: %.*s", words, (int) strlen (token) - 1, token);
}

json_t *
cr_json_parse (const char *text, gsize length, GError **error)
{
  json_error_t problem;

  if (!check_bytes (text, length, error) || !scan_structure (text, length, error))
    return NULL;

  json_t *value = json_loadb (text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY, &problem);

  if (value == NULL)
    {
      g_autofree char *description = describe (&problem);

      g_set_error (error, CR_ERROR, CR_ERROR_SYNTAX, _("line %d, column %d: %s"), MAX (problem.line, 1), MAX (problem.column, 1),
                   description);
    }
  return value;
}

void
cr_json_append_string (GString *string, const char *text)
{
  g_string_append_c (string, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      const char *escape = strchr ("\"\\\b\f\n\r\t", *c);

      if (escape != NULL)
        {
          g_string_append_c (string, '\\');
          g_string_append_c (string, "\"\\bfnrt"[escape - "\"\\\b\f\n\r\t"]);
        }
      else if ((guchar) *c < 0x20)
        g_string_append_printf (string, "\\u%04x", *c);
      else
        g_string_append_c (string, *c);
    }
  g_string_append_c (string, '"');
}

static void
append_object (GString *string, const json_t *object)
{
  const char *name, *separator = "";
  json_t *member;

  g_string_append_c (string, '{');
  json_object_foreach ((json_t *) object, name, member)
    {
      g_string_append (string, separator);
      cr_json_append_string (string, name);
      g_string_append (string, ": ");
      cr_json_append (string, member);
      separator = ", ";
    }
  g_string_append_c (string, '}');
}

void
cr_json_append (GString *string, const json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      append_object (string, value);
      break;
    case JSON_ARRAY:
      g_string_append_c (string, '[');
      for (gsize i = 0; i < json_array_size (value); i++)
        {
          g_string_append (string, i > 0 ? ", " : "");
          cr_json_append (string, json_array_get (value, i));
        }
      g_string_append_c (string, ']');
      break;
    case JSON_STRING:
      cr_json_append_string (string, json_string_value (value));
      break;
    case JSON_REAL:
    case JSON_INTEGER:
      cr_number_append (string, json_number_value (value));
      break;
    case JSON_TRUE:
      g_string_append (string, "true");
      break;
    case JSON_FALSE:
      g_string_append (string, "false");
      break;
    case JSON_NULL:
      g_string_append (string, "null");
      break;
    }
}
