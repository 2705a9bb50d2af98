/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding gates by words.
 *
 * How this works: both what was typed and what the table says are folded into one form, in which signs that people take for one another
 * are the same and what stands above the line stands on it. A gate then fits as well as the best of its writings.
 */
#include "cr-gate-search.h"

#include "cr-graph-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Folding --- */

/* The sign that stands for this one; 0 for none at all. */
static gunichar
fold_sign (gunichar c)
{
  switch (c)
    {
    case 0x2212: /* − */
    case 0x2013: /* – */
      return '-';
    case 0x00d7: /* × */
    case 0x00b7: /* · */
      return '*';
    case 0x00f7: /* ÷ */
      return '/';
    case '^':
      return 0;
    default:
      return g_unichar_ismark (c) ? 0 : c;
    }
}

static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (plain != NULL ? plain : "", -1);
  GString *result = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = fold_sign (g_utf8_get_char (at));

      if (c != 0)
        g_string_append_unichar (result, c);
    }
  return g_strstrip (g_string_free (result, FALSE));
}

/* --- Matching --- */

/* How well one writing of a gate fits what is wanted, both folded. */
static CrMatch
match_writing (const char *writing, const char *wanted)
{
  g_autofree char *folded = fold (writing);
  const char *found = strstr (folded, wanted);

  if (found == NULL)
    return CR_MATCH_NONE;
  if (found == folded)
    return folded[strlen (wanted)] == '\0' ? CR_MATCH_SAME : CR_MATCH_START;
  for (; found != NULL; found = strstr (found + 1, wanted))
    if (strchr (" _-", found[-1]) != NULL)
      return CR_MATCH_WORD;
  return CR_MATCH_WITHIN;
}

static gboolean
has_all_words (const CrGate *gate, const char *wanted)
{
  g_autofree char *all = g_strjoin (" ", gate->name, _(gate->title), gate->symbol, gate->formula, cr_category_get_title (gate->category), NULL);
  g_autofree char *folded = fold (all);
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;
  return TRUE;
}

CrMatch
cr_gate_match (const CrGate *gate, const char *text)
{
  g_autofree char *wanted = NULL;
  CrMatch best = CR_MATCH_NONE;

  g_return_val_if_fail (gate != NULL && text != NULL, CR_MATCH_NONE);

  wanted = fold (text);
  if (*wanted == '\0')
    return CR_MATCH_SAME;
  const char *const writings[] = { gate->name, _(gate->title), gate->title, gate->symbol };

  for (guint i = 0; i < G_N_ELEMENTS (writings); i++)
    if (writings[i] != NULL)
      best = MIN (best, match_writing (writings[i], wanted));
  if (best == CR_MATCH_NONE && has_all_words (gate, wanted))
    best = CR_MATCH_FORMULA;
  return best;
}

/* --- Searching --- */

/* A value as the canvas shows it may be typed, too: with a real minus sign. */
static CrMatrix *
read_value (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "−", -1);
  g_autofree char *plain = g_strjoinv ("-", pieces);

  return cr_matrix_read_text (g_strstrip (plain), NULL);
}

static void
clear_found (CrFound *found)
{
  g_clear_pointer (&found->value, cr_matrix_unref);
}

static gboolean
passes (const CrGate *gate, CrGateFilter filter, gpointer data)
{
  return filter == NULL || filter (gate, data);
}

static void
append_sources_of (GArray *list, CrMatrix *value, CrGateFilter filter, gpointer data)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    if (cr_gate_is_source (gates[i]) && passes (gates[i], filter, data))
      {
        CrFound found = { gates[i], cr_matrix_ref (value) };

        g_array_append_val (list, found);
      }
}

static void
append_matches (GArray *list, const char *text, gboolean with_sources, CrGateFilter filter, gpointer data)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  g_autofree CrMatch *matches = g_new (CrMatch, n_gates);

  for (guint i = 0; i < n_gates; i++)
    matches[i] = (with_sources || !cr_gate_is_source (gates[i])) && passes (gates[i], filter, data) ? cr_gate_match (gates[i], text)
                                                                                                  : CR_MATCH_NONE;
  for (CrMatch match = CR_MATCH_SAME; match < CR_MATCH_NONE; match++)
    for (guint i = 0; i < n_gates; i++)
      if (matches[i] == match)
        {
          CrFound found = { gates[i], NULL };

          g_array_append_val (list, found);
        }
}

GArray *
cr_gate_search (const char *text, CrGateFilter filter, gpointer data)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (CrFound));
  g_autoptr (CrMatrix) value = NULL;

  g_return_val_if_fail (text != NULL, list);

  g_array_set_clear_func (list, (GDestroyNotify) clear_found);
  value = read_value (text);
  if (value != NULL)
    append_sources_of (list, value, filter, data);
  append_matches (list, text, value == NULL, filter, data);
  return list;
}
