/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli validate: reads files and says what is wrong with them, and with any example of their data. Open operands and undefined values
 * are not wrong. */
#include "cr-command.h"

/* Whether a gate takes a label or a class, which data may have wrong. */
static gboolean
has_labels (const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->gate->check != NULL)
      return TRUE;
  return FALSE;
}

/* Looks at every example of the data, training or not, and says what is wrong with the first that cannot be used. */
static CrExit
validate_examples (const char *file, CrTape *tape, gboolean any_path)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  g_autoptr (CrData) data = has_labels (graph) ? cr_command_load_data (file, graph, any_path) : NULL;

  if (data == NULL || data->problem != NULL || data->table == NULL)
    return CR_EXIT_DONE;
  for (guint32 row = 0; row < cr_table_get_n_examples (data->table); row++)
    {
      cr_data_bind (data, tape, &row, 1);
      cr_tape_forward (tape);
      CR_GRAPH_FOR_EACH (graph, node)
        {
          const char *problem = cr_tape_get_problem (tape, node->key);

          if (problem == NULL)
            continue;
          cr_command_complain (file, _("node \"%s\": example %u of the data: %s"), node->id, row, problem);
          return CR_EXIT_NO;
        }
    }
  return CR_EXIT_DONE;
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
      g_autoptr (CrTape) tape = cr_command_evaluate (names[i], any_path, &status);

      if (tape != NULL && status == CR_EXIT_DONE)
        status = validate_examples (names[i], tape, any_path);
      worst = MAX (worst, status);
    }
  return worst;
}
