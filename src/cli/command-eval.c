/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli eval: forward and backward, every node with its shape, value and gradient. */
#include "cr-assignment.h"
#include "cr-command.h"
#include "cr-report.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* Says what is wrong at each node; whether anything is. */
static gboolean
complain_of_nodes (const char *file, const CrTape *tape)
{
  gboolean any = FALSE;

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    {
      g_autofree char *problem = cr_report_describe_problem (tape, node);

      if (problem == NULL)
        continue;
      cr_command_complain (file, _("node \"%s\": %s"), node->id, problem);
      any = TRUE;
    }
  return any;
}

/* Replaces @graph by a version with every ID=VALUE put in; says which cannot be. */
static gboolean
assign_all (const char *file, CrGraph **graph, const char *const *assignments)
{
  for (guint i = 0; assignments != NULL && assignments[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      CrGraph *next = cr_assignment_apply (*graph, assignments[i], &error);

      if (next == NULL)
        {
          cr_command_complain (file, "--set %s: %s", assignments[i], error->message);
          return FALSE;
        }
      cr_graph_unref (*graph);
      *graph = next;
    }
  return TRUE;
}

/* Where the first value arose that is not defined; all that depends on it is not either. This is no error. */
static void
tell_undefined (const char *file, const CrTape *tape)
{
  CrKey key = cr_tape_find_undefined (tape);

  if (key != CR_KEY_NONE)
    cr_command_complain (file, _("node \"%s\": the first value that is not defined arose here"),
                         cr_graph_get_node (cr_tape_get_graph (tape), key)->id);
}

CrExit
cr_command_eval (const CrCommand *command, GStrv arguments)
{
  g_auto (GStrv) assignments = NULL;
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE, any_path = FALSE;
  int example = 0;
  const GOptionEntry options[] = {
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &assignments, N_("Give a source another value, as JSON: 3 or [1,2]"), "ID=VALUE" },
    { "example", 0, 0, G_OPTION_ARG_INT, &example, N_("Which example of the training data (0)"), "N" },
    CR_OPTION_ALLOW_PATH (&any_path),
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON, with all digits"), NULL },
    { NULL },
  };
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (GString) report = NULL;
  g_autoptr (GError) error = NULL;
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 1, 1, &names))
    return CR_EXIT_USAGE;
  if (example < 0)
    {
      cr_command_complain (NULL, _("--example counts from 0"));
      return CR_EXIT_USAGE;
    }
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;
  if (!assign_all (names[0], &graph, (const char *const *) assignments))
    return CR_EXIT_USAGE;

  tape = cr_tape_new (graph);
  if (!cr_command_bind_data (names[0], tape, example, any_path))
    return CR_EXIT_USAGE;
  cr_tape_forward (tape);
  cr_tape_backward (tape, &error);
  report = json ? cr_report_to_json (tape) : cr_report_to_table (tape);
  fputs (report->str, stdout);

  tell_undefined (names[0], tape);
  status = complain_of_nodes (names[0], tape) ? CR_EXIT_NO : CR_EXIT_DONE;
  if (error != NULL)
    {
      cr_command_complain (names[0], "%s", error->message);
      status = CR_EXIT_NO;
    }
  return status;
}
