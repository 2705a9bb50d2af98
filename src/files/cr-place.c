/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a graph file something is, and messages that say so. */
#include "cr-place.h"

#include "cr-json-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_BYTES_SHOWN 60

static void
append_named (GString *text, const char *kind, const CrPlace *place)
{
  if (place->name != NULL)
    g_string_append_printf (text, "%s \"%s\"", kind, place->name);
  else
    g_string_append_printf (text, "%s %" G_GSIZE_FORMAT, kind, place->number);
}

static void
append_place (GString *text, const CrPlace *place)
{
  if (place == NULL || place->kind == CR_PLACE_DOCUMENT)
    return;
  append_place (text, place->outer);
  switch (place->kind)
    {
    case CR_PLACE_DOCUMENT:
      break;
    case CR_PLACE_MEMBER:
      g_string_append_printf (text, "\"%s\"", place->name);
      break;
    case CR_PLACE_NODE:
      append_named (text, _("node"), place);
      break;
    case CR_PLACE_GROUP:
      append_named (text, _("group"), place);
      break;
    case CR_PLACE_FRAME:
      append_named (text, _("frame"), place);
      break;
    case CR_PLACE_SCENE:
      append_named (text, _("scene"), place);
      break;
    case CR_PLACE_EXERCISE:
      append_named (text, _("exercise"), place);
      break;
    case CR_PLACE_ANSWER:
      append_named (text, _("answer"), place);
      break;
    case CR_PLACE_ITEM:
      append_named (text, _("item"), place);
      break;
    }
  g_string_append (text, ": ");
}

gboolean
cr_place_fail (const CrPlace *place, CrError code, GError **error, const char *format, ...)
{
  g_autoptr (GString) message = g_string_new (NULL);
  va_list arguments;

  append_place (message, place);
  va_start (arguments, format);
  g_string_append_vprintf (message, format, arguments);
  va_end (arguments);
  g_set_error_literal (error, CR_ERROR, code, message->str);
  return FALSE;
}

/* The value itself where it is short, else what kind of value it is. */
static char *
describe_value (const json_t *value)
{
  if (json_is_array (value))
    return json_array_size (value) == 0 ? g_strdup (_("an empty list")) : g_strdup (_("a list"));
  if (json_is_object (value))
    return g_strdup (_("an object"));

  g_autoptr (GString) text = g_string_new (NULL);

  cr_json_append (text, value);
  if (text->len <= MOST_BYTES_SHOWN)
    return g_string_free (g_steal_pointer (&text), FALSE);

  const char *cut = g_utf8_find_prev_char (text->str, text->str + MOST_BYTES_SHOWN);

  g_string_truncate (text, cut - text->str);
  g_string_append (text, "…\"");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
cr_place_fail_expected (const CrPlace *place, const json_t *found, GError **error, const char *expected)
{
  g_autofree char *value = describe_value (found);

  return cr_place_fail (place, CR_ERROR_MEMBER, error, _("expected %s, found %s"), expected, value);
}

gboolean
cr_place_fail_limit (const CrPlace *place, GError **error, gsize found, gsize limit, const char *what)
{
  return cr_place_fail (place, CR_ERROR_LIMIT, error, _("%s: %zu, more than the limit of %zu"), what,
                        found, limit);
}
