/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of programs: templates, numbers, comments, and the functions that a program needs. */
#include "cr-program-private.h"

#include "cr-number-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LINE_LENGTH 110

void
cr_program_fill (GString *text, const char *template, CrFill fill, gpointer data)
{
  for (const char *at = template; *at != '\0';)
    {
      char word[16];
      gsize length = 0;

      if (*at != '$')
        {
          g_string_append_c (text, *at++);
          continue;
        }
      /* "$step" and a letter is the only word that is longer than a letter. */
      length = g_str_has_prefix (at + 1, "step") ? 5 : 1;
      g_strlcpy (word, at + 1, length + 1);
      fill (text, word, data);
      at += 1 + length;
    }
}

void
cr_program_append_number (GString *text, double number, const CrSpecialNumbers *special)
{
  gsize begin = text->len;

  if (isnan (number))
    g_string_append (text, special->nan);
  else if (isinf (number))
    g_string_append_printf (text, "%s%s", number < 0 ? "-" : "", special->infinity);
  else
    {
      cr_number_append (text, number);
      if (strpbrk (text->str + begin, ".e") == NULL)
        g_string_append (text, ".0");
    }
}

void
cr_program_append_numbers (GString *text, const double *numbers, gsize n, const CrSpecialNumbers *special, const char *indent)
{
  gsize line_begin = text->len;

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (text->len - line_begin > LINE_LENGTH - CR_NUMBER_WRITE_SIZE)
        {
          g_string_append_printf (text, "\n%s", indent);
          line_begin = text->len;
        }
      else if (i > 0)
        g_string_append_c (text, ' ');
      cr_program_append_number (text, numbers[i], special);
    }
}

gboolean
cr_program_is_unseen (gunichar sign)
{
  switch (g_unichar_type (sign))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
      return TRUE;
    default:
      return FALSE;
    }
}

void
cr_program_append_comment (GString *text, const char *begin, const char *comment, const char *end)
{
  gunichar before = 0;

  g_string_append (text, begin);
  for (const char *at = comment; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (cr_program_is_unseen (sign) || sign == '\\')
        sign = ' ';
      /* Neither the beginning nor the end of a comment in C. */
      if ((before == '*' && sign == '/') || (before == '/' && sign == '*') || (before == '?' && sign == '?'))
        g_string_append_c (text, ' ');
      g_string_append_unichar (text, sign);
      before = sign;
    }
  g_string_append_printf (text, "%s\n", end);
}

void
cr_program_append_title (GString *text, const CrGraph *graph, const char *begin, const char *end)
{
  const char *title = cr_graph_get_title (graph);
  const char *description = cr_graph_get_description (graph);

  if (title != NULL && *title != '\0')
    cr_program_append_comment (text, begin, title, end);
  if (description != NULL && *description != '\0')
    cr_program_append_comment (text, begin, description, end);
  cr_program_append_comment (text, begin, _("Written by Chainrule, with the numbers that it computed."), end);
}

void
cr_program_append_left_out (GString *text, const CrProgram *program, const char *begin, const char *end)
{
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; i < program->left_out->len; i++)
    {
      const CrNode *node = program->left_out->pdata[i];
      const char *problem = cr_tape_get_problem (program->tape, node->key);
      g_autofree char *comment = NULL;

      if (problem != NULL)
        comment = g_strdup_printf (_("%s is not computed: %s"), node->id, problem);
      else if (cr_tape_get_state (program->tape, node->key) == CR_NODE_OPEN)
        comment = g_strdup_printf (_("%s is not computed: an operand is open"), node->id);
      else
        comment = g_strdup_printf (_("%s is not computed: it depends on a node that is not"), node->id);
      cr_program_append_comment (text, begin, comment, end);
    }
  cr_tape_get_output (program->tape, &reason);
  if (reason != NULL)
    cr_program_append_comment (text, begin, reason->message, end);
}

static void
append_short_number (GString *text, double number, const char *minus)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    {
      g_string_append (text, "NaN");
      return;
    }
  g_string_append (text, signbit (number) && number != 0 ? minus : "");
  g_string_append (text, isinf (number) ? "inf" : g_ascii_formatd (digits, sizeof digits, "%.4g", fabs (number)));
}

void
cr_program_append_short (GString *text, const CrNumbers *numbers, const char *minus, const char *times)
{
  gsize n = cr_shape_get_size (numbers->shape);

  if (n > 4 || (n > 1 && numbers->shape.columns > 1))
    {
      g_string_append_printf (text, "%u%s%u", numbers->shape.rows, times, numbers->shape.columns);
      return;
    }
  g_string_append (text, n > 1 ? "[" : "");
  for (gsize i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      append_short_number (text, numbers->entries[i], minus);
    }
  g_string_append (text, n > 1 ? "]" : "");
}

/* Whether @body calls a function of that name. */
static gboolean
is_called (const char *body, const char *name, const char *call)
{
  g_autofree char *wanted = g_strconcat (name, call, NULL);

  for (const char *at = strstr (body, wanted); at != NULL; at = strstr (at + 1, wanted))
    if (at == body || !(g_ascii_isalnum (at[-1]) || at[-1] == '_' || at[-1] == '.'))
      return TRUE;
  return FALSE;
}

void
cr_program_append_helpers (GString *text, const CrProgramLibrary *library, const char *body, const char *call)
{
  const char *const (*helpers)[2] = library->helpers;
  guint n_helpers = library->n_helpers;
  g_autofree gboolean *is_needed = g_new0 (gboolean, n_helpers);

  for (guint i = n_helpers; i-- > 0;)
    {
      is_needed[i] = is_called (body, helpers[i][0], call);
      for (guint j = i + 1; j < n_helpers && !is_needed[i]; j++)
        is_needed[i] = is_needed[j] && is_called (helpers[j][1], helpers[i][0], call);
    }
  for (guint i = 0; i < n_helpers; i++)
    if (is_needed[i])
      g_string_append (text, helpers[i][1]);
}
