/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli explain: how a node's gradient came about: local × upstream for each gate that it feeds, and the sum. */
#include "cr-command.h"
#include "cr-explanation.h"
#include "cr-print.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
append_term_json (GString *json, const CrGraph *graph, const CrTerm *term, CrShape shape)
{
  g_string_append_printf (json, "{\"gate\": \"%s\", \"operand\": %u, \"local\": ", cr_graph_get_node (graph, term->gate)->id,
                          term->operand);
  if (term->has_local)
    cr_print_json_number (json, term->local);
  else
    g_string_append (json, "null");
  g_string_append (json, ", \"upstream\": ");
  cr_print_json_matrix (json, term->upstream_shape, term->upstream, CR_FORM_VALUE);
  g_string_append (json, ", \"product\": ");
  cr_print_json_matrix (json, shape, term->product, CR_FORM_VALUE);
  g_string_append_c (json, '}');
}

static void
print_json (const CrGraph *graph, const CrExplanation *explanation)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"id\": \"%s\", \"gradient\": ", cr_graph_get_node (graph, explanation->node)->id);
  cr_print_json_matrix (json, explanation->shape, explanation->gradient, CR_FORM_VALUE);
  g_string_append (json, ", \"terms\": [");
  for (guint i = 0; i < explanation->terms->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n  " : "\n  ");
      append_term_json (json, graph, &g_array_index (explanation->terms, CrTerm, i), explanation->shape);
    }
  printf ("%s]}\n", json->str);
}

/* "  by q (add), operand 0: local 1 · upstream -4 = -4" */
static void
append_term_text (GString *text, const CrGraph *graph, const CrTerm *term, CrShape shape)
{
  const CrNode *gate = cr_graph_get_node (graph, term->gate);

  g_string_append_printf (text, _("  by %s (%s), operand %u: local "), gate->id, gate->gate->name, term->operand);
  if (term->has_local)
    cr_print_number (text, term->local);
  else
    g_string_append (text, _("a matrix"));
  g_string_append (text, _(" · upstream "));
  cr_print_matrix (text, term->upstream_shape, term->upstream);
  g_string_append (text, " = ");
  cr_print_matrix (text, shape, term->product);
  g_string_append_c (text, '\n');
}

static void
print_text (const CrGraph *graph, CrKey output, const CrExplanation *explanation)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "∂%s/∂%s = ", cr_graph_get_node (graph, output)->id, cr_graph_get_node (graph, explanation->node)->id);
  cr_print_matrix (text, explanation->shape, explanation->gradient);
  if (explanation->node == output)
    g_string_append (text, _(", the start of the backward pass"));
  else if (explanation->terms->len == 0)
    g_string_append (text, _(", the output does not depend on it"));
  else if (explanation->terms->len > 1)
    g_string_append (text, _(", the sum of"));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < explanation->terms->len; i++)
    append_term_text (text, graph, &g_array_index (explanation->terms, CrTerm, i), explanation->shape);
  fputs (text->str, stdout);
}

CrExit
cr_command_explain (const CrCommand *command, GStrv arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE, any_path = FALSE;
  int example = 0;
  const GOptionEntry options[] = {
    CR_OPTION_EXAMPLE (&example),
    CR_OPTION_ALLOW_PATH (&any_path),
    CR_OPTION_JSON (&json),
    { NULL },
  };
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrExplanation) explanation = NULL;
  g_autoptr (GError) error = NULL;
  const CrNode *node;
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 2, 2, &names))
    return CR_EXIT_USAGE;
  tape = cr_command_evaluate_for (names[0], names[1], example, any_path, &node, &status);
  if (tape == NULL)
    return status;
  if (!cr_tape_backward (tape, &error))
    {
      cr_command_complain (names[0], "%s", error->message);
      return CR_EXIT_NO;
    }
  explanation = cr_explanation_new (tape, node->key, &error);
  if (explanation == NULL)
    {
      cr_command_complain (names[0], _("node \"%s\": %s"), node->id, error->message);
      return CR_EXIT_NO;
    }
  if (json)
    print_json (cr_tape_get_graph (tape), explanation);
  else
    print_text (cr_tape_get_graph (tape), cr_tape_get_output (tape, NULL), explanation);
  return status;
}
