/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages that a graph can be written in. */
#include "cr-program-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const CrLanguage languages[] = {
  { "numpy", N_("Python with NumPy"), "py", cr_program_write_numpy },
  { "pytorch", N_("Python with PyTorch"), "py", cr_program_write_torch },
  { "c", N_("C"), "c", cr_program_write_c },
  { "dot", N_("Graphviz"), "dot", cr_program_write_dot },
  { "latex", N_("LaTeX"), "tex", cr_program_write_latex },
};

const CrLanguage *
cr_language_get_all (guint *n_languages)
{
  *n_languages = G_N_ELEMENTS (languages);
  return languages;
}

const CrLanguage *
cr_language_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (languages[i].name, name) == 0)
      return &languages[i];
  return NULL;
}

char *
cr_program_write (const CrLanguage *language, const CrTape *tape, gsize *length)
{
  GString *text = g_string_new (NULL);

  language->write (text, tape);
  if (length != NULL)
    *length = text->len;
  return g_string_free (text, FALSE);
}
