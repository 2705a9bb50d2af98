/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli validate: reads files and says what is wrong with them, and with any example of their data. Open operands and undefined values
 * are not wrong. */
#include "cr-command.h"

/* Looks at every example of the data, training or not, and says what is wrong with the first that cannot be used. */
static CrExit
validate_examples (const char *file, const CrGraph *graph, gboolean any_path)
{
  g_autoptr (CrData) data = cr_command_load_data (file, graph, any_path);
  g_autofree char *message = NULL;
  CrKey key;

  if (!cr_command_find_bad_example (graph, data, &key, &message))
    return CR_EXIT_DONE;
  cr_command_complain (file, _("node \"%s\": %s"), cr_graph_get_node (graph, key)->id, message);
  return CR_EXIT_NO;
}

CrExit
cr_command_validate (const CrCommand *command, GStrv arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean any_path = FALSE;
  const GOptionEntry options[] = { CR_OPTION_ALLOW_PATH (&any_path), { NULL } };
  CrExit worst = CR_EXIT_DONE;

  if (!cr_command_parse (command, arguments, options, 1, G_MAXUINT, &names))
    return CR_EXIT_USAGE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      CrExit status;
      g_autoptr (CrTape) tape = cr_command_evaluate (names[i], 0, any_path, &status);

      if (tape != NULL && status == CR_EXIT_DONE)
        status = validate_examples (names[i], cr_tape_get_graph (tape), any_path);
      worst = MAX (worst, status);
    }
  return worst;
}
