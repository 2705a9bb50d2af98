/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as text for people. */
#include "cr-count.h"

#include <string.h>

#define THIN_SPACE "\u2009"

void
cr_count_group (const char *figures, gsize n, GString *text)
{
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, THIN_SPACE);
      g_string_append_c (text, figures[i]);
    }
}

char *
cr_count_to_text (guint64 count)
{
  g_autofree char *figures = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  GString *text = g_string_new (NULL);

  cr_count_group (figures, strlen (figures), text);
  return g_string_free (text, FALSE);
}
