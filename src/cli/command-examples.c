/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli examples: the graph files that come with the program. */
#include "cr-command.h"
#include "cr-examples.h"

#include <glib/gi18n-lib.h>

static void
list_examples (void)
{
  const char *const *names = cr_examples_get_names ();

  for (guint i = 0; names[i] != NULL; i++)
    g_print ("%s\n", names[i]);
}

CrExit
cr_command_examples (const CrCommand *command, GStrv arguments)
{
  g_autofree char *out = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write it to OUT in place of standard output"), "OUT" },
    { NULL },
  };

  if (!cr_command_parse (command, arguments, options, 0, 1, &names))
    return CR_EXIT_USAGE;
  if (names[0] == NULL)
    {
      if (out != NULL)
        {
          cr_command_complain (NULL, _("-o needs the name of an example"));
          return CR_EXIT_USAGE;
        }
      list_examples ();
      return CR_EXIT_DONE;
    }
  bytes = cr_example_load (names[0]);
  if (bytes == NULL)
    {
      cr_command_complain (NULL, _("there is no example “%s”; see chainrule-cli examples"), names[0]);
      return CR_EXIT_USAGE;
    }
  return cr_command_write (out, bytes);
}
