/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli validate: reads files and says what is wrong with them. Open operands and undefined values are not wrong. */
#include "cr-command.h"

static CrExit
validate_file (const char *file, gboolean any_path)
{
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  CrExit status = CR_EXIT_DONE;

  graph = cr_command_read_graph (file, &status);
  if (graph == NULL)
    return status;
  tape = cr_tape_new (graph);
  cr_command_bind_data (file, tape, 0, any_path);
  cr_tape_forward (tape); /* a class index out of range shows only then */
  CR_GRAPH_FOR_EACH (graph, node)
    {
      const char *problem = cr_tape_get_problem (tape, node->key);

      if (problem == NULL)
        continue;
      cr_command_complain (file, "%s: %s", node->id, problem);
      status = CR_EXIT_NO;
    }
  return status;
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
      CrExit status = validate_file (names[i], any_path);

      worst = MAX (worst, status);
    }
  return worst;
}
