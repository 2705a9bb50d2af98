/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli eval: forward and backward, every node with its shape, value and gradient. */
#include "cr-assignment.h"
#include "cr-command.h"
#include "cr-diagnosis-text.h"
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

/* Where the first value or, of defined values, the first gradient arose that is not defined, and why; what comes after is not either. This is
 * no error. */
static void
tell_undefined (const char *file, CrTape *tape)
{
  static const CrNumberFormat format = { .digits = 3 };
  CrDiagnosis diagnosis;
  g_autofree char *why = NULL;
  const char *id;

  if (!cr_diagnosis_find (tape, &diagnosis))
    return;
  why = cr_diagnosis_text_write (tape, &diagnosis, format);
  id = cr_graph_get_node (cr_tape_get_graph (tape), diagnosis.node)->id;
  if (diagnosis.phase == CR_PHASE_FORWARD)
    cr_command_complain (file, _("node \"%s\": the first value that is not defined arose here. %s"), id, why);
  else
    cr_command_complain (file, _("node \"%s\": the first gradient that is not defined arose here. %s"), id, why);
}

/* Prints all that the tape has computed, says what is wrong, and what the program ends with. */
static CrExit
report (const char *file, CrTape *tape, const CrData *data, gboolean json)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  CrReportFinding finding = { CR_KEY_NONE, NULL };
  gboolean any;

  cr_tape_forward (tape);
  cr_tape_backward (tape, &error);
  if (cr_command_find_bad_example (cr_tape_get_graph (tape), data, &finding.node, &message))
    finding.message = message;
  if (finding.node != CR_KEY_NONE && cr_tape_get_problem (tape, finding.node) != NULL)
    finding.node = CR_KEY_NONE; /* it is wrong with the example that is shown */
  text = json ? cr_report_to_json (tape, &finding) : cr_report_to_table (tape);
  fputs (text->str, stdout);

  tell_undefined (file, tape);
  any = complain_of_nodes (file, tape);
  if (finding.node != CR_KEY_NONE)
    cr_command_complain (file, _("node \"%s\": %s"), cr_graph_get_node (cr_tape_get_graph (tape), finding.node)->id, message);
  if (error != NULL)
    cr_command_complain (file, "%s", error->message);
  return any || finding.node != CR_KEY_NONE || error != NULL ? CR_EXIT_NO : CR_EXIT_DONE;
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
    CR_OPTION_EXAMPLE (&example),
    CR_OPTION_ALLOW_PATH (&any_path),
    CR_OPTION_JSON (&json),
    { NULL },
  };
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrData) data = NULL;
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 1, 1, &names))
    return CR_EXIT_USAGE;
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;
  if (!assign_all (names[0], &graph, (const char *const *) assignments))
    return CR_EXIT_USAGE;
  tape = cr_tape_new (graph);
  data = cr_command_load_data (names[0], graph, any_path);
  if (!cr_command_bind_example (names[0], tape, data, example))
    return CR_EXIT_USAGE;
  return report (names[0], tape, data, json);
}
