/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs and names with superscripts and subscripts as Pango markup: a small parser. */
#include "cr-text.h"

#include "cr-number-format.h"

#include <string.h>

#define RAISED "<span size=\"72%\" baseline_shift=\"superscript\">"
#define LOWERED "<span size=\"72%\" baseline_shift=\"subscript\">"
#define LONGEST_ATTRIBUTE 5 /* signs of a number that stands in a gate */
#define DEEPEST 8 /* a script of a script of a script … is no name */

static void append_marked (GString *markup, const char *text, gsize length, guint depth);

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

/* The length of what stands after '^' or '_': one sign, a whole number, or braces and all between them (to the end where they do
 * not close). */
static gsize
script_length (const char *text, gsize length)
{
  gsize n_figures = 0;
  guint open = 0;

  while (n_figures < length && g_ascii_isdigit (text[n_figures]))
    n_figures++;
  if (n_figures > 0)
    return n_figures;
  if (length == 0 || text[0] != '{')
    return length == 0 ? 0 : MIN ((gsize) (g_utf8_next_char (text) - text), length);
  for (gsize i = 0; i < length; i++)
    {
      open += text[i] == '{';
      open -= text[i] == '}';
      if (open == 0)
        return i + 1;
    }
  return length;
}

/* Pango sets a script in a script on the line of the outer one: figures there are written with lowered figures of the font. */
static void
append_lowered_figures (GString *markup, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (markup, 0x2080 + (text[i] - '0'));
}

static void
append_script (GString *markup, gboolean raised, const char *text, gsize length, guint depth)
{
  if (text[0] == '{')
    {
      gboolean closed = length > 1 && text[length - 1] == '}';

      text++;
      length -= closed ? 2 : 1;
    }
  if (!raised && depth > 0 && strspn (text, "0123456789") >= length)
    {
      append_lowered_figures (markup, text, length);
      return;
    }
  g_string_append (markup, raised ? RAISED : LOWERED);
  append_marked (markup, text, length, depth + 1);
  g_string_append (markup, "</span>");
}

static void
append_marked (GString *markup, const char *text, gsize length, guint depth)
{
  gsize start = 0;

  for (gsize i = 0; i < length && depth < DEEPEST; i++)
    {
      gsize script = (text[i] == '^' || text[i] == '_') && i > 0 ? script_length (text + i + 1, length - i - 1) : 0;

      if (script == 0)
        continue;
      append_escaped (markup, text + start, i - start);
      append_script (markup, text[i] == '^', text + i + 1, script, depth);
      start = i + 1 + script;
      i = start - 1;
    }
  append_escaped (markup, text + start, length - start);
}

char *
cr_text_symbol_to_markup (const char *symbol)
{
  GString *markup = g_string_new (NULL);

  append_marked (markup, symbol, strlen (symbol), 0);
  return g_string_free (markup, FALSE);
}

/* "×−1", "+0.5": the sign with the gate's number where that is short, else NULL. */
static char *
symbol_with_number (const CrNode *node)
{
  const char *pattern = node->gate->node_symbol;
  const char *place = pattern != NULL ? strchr (pattern, '#') : NULL;
  g_autofree char *number = NULL;
  gboolean is_signed;

  if (place == NULL || node->gate->n_attributes == 0)
    return NULL;
  number = cr_number_to_exact_text (cr_node_get_number (node, node->gate->attributes[0].name));
  if (g_utf8_strlen (number, -1) > LONGEST_ATTRIBUTE)
    return NULL;
  is_signed = g_str_has_prefix (number, "\u2212") && place > pattern && place[-1] == '+'; /* "−1", not "+−1" */
  return g_strdup_printf ("%.*s%s%s", (int) (place - pattern - is_signed), pattern, number, place + 1);
}

char *
cr_text_dup_symbol (const CrNode *node)
{
  char *symbol = symbol_with_number (node);

  return symbol != NULL ? symbol : g_strdup (node->gate->symbol);
}

/* The value of a lowered figure, or -1. */
static int
lowered_figure (const char *sign)
{
  gunichar character = g_utf8_get_char (sign);

  return character >= 0x2080 && character <= 0x2089 ? (int) (character - 0x2080) : -1;
}

/* Where the index of a name begins ("w|0", "w|_0", "w|₀"): behind one to three letters and before nothing but figures; else
 * NULL. */
static const char *
find_index (const char *name)
{
  const char *sign = name;
  guint n_letters = 0;

  for (; g_unichar_isalpha (g_utf8_get_char (sign)); sign = g_utf8_next_char (sign))
    n_letters++;
  if (n_letters < 1 || n_letters > 3 || *sign == '\0')
    return NULL;

  const char *index = sign;

  if (*sign == '_')
    sign++;
  if (*sign == '\0')
    return NULL;
  for (; *sign != '\0'; sign = g_utf8_next_char (sign))
    if (!g_ascii_isdigit (*sign) && lowered_figure (sign) < 0)
      return NULL;
  return index;
}

/* An id's underscore parts words unless what follows is one letter ("x_a"); a text that is no id may use it as it likes. */
static gboolean
has_scripts (const char *name)
{
  const char *mark = strpbrk (name, "^_");

  if (mark == NULL)
    return FALSE;
  if (strpbrk (name, "^{ ") != NULL)
    return TRUE;
  return mark != name && mark[1] != '\0' && *g_utf8_next_char (mark + 1) == '\0';
}

char *
cr_text_name_to_markup (const char *name)
{
  const char *index = find_index (name);

  if (index == NULL)
    return has_scripts (name) ? cr_text_symbol_to_markup (name) : g_markup_escape_text (name, -1);

  GString *markup = g_string_new (NULL);

  append_escaped (markup, name, index - name);
  g_string_append (markup, LOWERED);
  for (const char *sign = index + (*index == '_'); *sign != '\0'; sign = g_utf8_next_char (sign))
    {
      int figure = lowered_figure (sign);

      g_string_append_c (markup, figure >= 0 ? '0' + figure : *sign);
    }
  g_string_append (markup, "</span>");
  return g_string_free (markup, FALSE);
}

static void
append_part (GString *markup, GString *part, gboolean is_raised)
{
  gboolean is_name = g_unichar_isalpha (g_utf8_get_char (part->str)) && !is_raised;
  g_autofree char *written = is_name ? cr_text_name_to_markup (part->str) : g_markup_escape_text (part->str, -1);

  if (part->len > 0)
    g_string_append_printf (markup, is_raised ? "<sup>%s</sup>" : "%s", written);
  g_string_truncate (part, 0);
}

char *
cr_text_formula_to_markup (const char *formula)
{
  static const char around[] = "∂∇/·=+−()ᵀ∘√‖|,^≠>≥ \n";
  GString *markup = g_string_new (NULL);
  g_autoptr (GString) part = g_string_new (NULL);
  gboolean is_raised = FALSE;

  for (const char *sign = formula; *sign != '\0'; sign = g_utf8_next_char (sign))
    {
      gunichar character = g_utf8_get_char (sign);
      gboolean is_inside = g_utf8_strchr (around, -1, character) == NULL || (is_raised && part->len == 0 && character == 0x2212);

      if (is_inside)
        {
          g_string_append_unichar (part, character);
          continue;
        }
      append_part (markup, part, is_raised);
      is_raised = character == '^';
      if (character == '>')
        g_string_append (markup, "&gt;");
      else if (!is_raised)
        g_string_append_unichar (markup, character);
    }
  append_part (markup, part, is_raised);
  return g_string_free (markup, FALSE);
}

/* In the proportions of Cantarell. */
static double
estimate_sign (gunichar character)
{
  if (character < 128 && strchr ("il.,:;|!'j", (char) character) != NULL)
    return 0.27;
  if (character < 128 && strchr ("frt()[]-/ ", (char) character) != NULL)
    return 0.38;
  if (character < 128 && strchr ("mwMW", (char) character) != NULL)
    return 0.88;
  if (character >= 0x2080 && character <= 0x2089)
    return 0.42;
  if (g_unichar_isupper (character))
    return 0.68;
  return g_unichar_iswide (character) ? 1.0 : 0.58;
}

double
cr_text_estimate_width (const char *text)
{
  double width = 0;

  for (const char *sign = text; *sign != '\0'; sign = g_utf8_next_char (sign))
    if (strchr ("^_{}", *sign) == NULL)
      width += estimate_sign (g_utf8_get_char (sign));
  return width;
}
