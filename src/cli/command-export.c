/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli export: the graph as a program in another language, or as the source of a picture. */
#include "cr-command.h"
#include "cr-layout.h"
#include "cr-program.h"

#include <glib/gi18n-lib.h>

static const CrLanguage *
find_language (const char *name)
{
  const CrLanguage *language = name != NULL ? cr_language_find (name) : NULL;
  guint n;
  const CrLanguage *all = cr_language_get_all (&n);
  g_autoptr (GString) names = g_string_new (NULL);

  if (language != NULL)
    return language;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", all[i].name);
  cr_command_complain (NULL, _("--to takes one of %s"), names->str);
  return NULL;
}

CrExit
cr_command_export (const CrCommand *command, GStrv arguments)
{
  g_autofree char *to = NULL, *out = NULL;
  g_auto (GStrv) names = NULL;
  int example = 0;
  gboolean any_path = FALSE;
  const GOptionEntry options[] = {
    { "to", 't', 0, G_OPTION_ARG_STRING, &to, N_("The language"), "numpy|pytorch|c|dot|latex" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write to OUT, not to standard output"), "OUT" },
    CR_OPTION_EXAMPLE (&example),
    CR_OPTION_ALLOW_PATH (&any_path),
    { NULL },
  };
  const CrLanguage *language;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrGraph) placed = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (GBytes) bytes = NULL;
  CrExit status = CR_EXIT_DONE, written;
  char *text;
  gsize length;

  if (!cr_command_parse (command, arguments, options, 1, 1, &names))
    return CR_EXIT_USAGE;
  language = find_language (to);
  if (language == NULL)
    return CR_EXIT_USAGE;
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;
  placed = cr_layout_missing (graph);
  tape = cr_tape_new (placed);
  if (!cr_command_bind_data (names[0], tape, example, any_path))
    return CR_EXIT_USAGE;
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL); /* without an output the program has no backward pass either, and says so */
  status = cr_command_complain_of_nodes (names[0], tape) ? CR_EXIT_NO : CR_EXIT_DONE;
  text = cr_program_write (language, tape, &length);
  bytes = g_bytes_new_take (text, length);
  written = cr_command_write (out, bytes);
  return written != CR_EXIT_DONE ? written : status;
}
