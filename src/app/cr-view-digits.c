/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With how many digits a document's numbers are shown, as one word. */
#include "cr-view-digits.h"

#define MOST_DIGITS 17 /* as in the file */

char *
cr_view_digits_to_text (const CrView *view)
{
  return g_strdup_printf ("%s%u", view->fixed_decimals ? "." : "", view->n_digits);
}

gboolean
cr_view_digits_read (const char *text, CrView *view)
{
  gboolean is_fixed = *text == '.';
  guint64 n_digits;

  if (!g_ascii_string_to_unsigned (text + (is_fixed ? 1 : 0), 10, is_fixed ? 0 : 1, MOST_DIGITS, &n_digits, NULL))
    return FALSE;
  view->given |= CR_VIEW_NUMBERS;
  view->fixed_decimals = is_fixed;
  view->n_digits = n_digits;
  return TRUE;
}
