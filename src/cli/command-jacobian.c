/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli jacobian: the matrix of ∂result/∂operand of one gate, and what it looks like (docs/LECTURE.md, row 8). */
#include "cr-command.h"
#include "cr-jacobian.h"
#include "cr-print.h"
#include "cr-report.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
is_diagonal (const CrJacobian *jacobian)
{
  return jacobian->structure == CR_JACOBIAN_DIAGONAL;
}

/* A diagonal one is a column of numbers, another a matrix: as the shape of what is printed. */
static CrShape
get_shape (const CrJacobian *jacobian)
{
  return (CrShape) { jacobian->rows, is_diagonal (jacobian) ? 1 : jacobian->columns };
}

static void
print_json (const CrJacobian *jacobian)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"rows\": %zu, \"columns\": %zu, \"structure\": \"%s\", \"%s\": ", jacobian->rows, jacobian->columns,
                          cr_jacobian_structure_get_name (jacobian->structure), is_diagonal (jacobian) ? "diagonal" : "matrix");
  cr_print_json_matrix (json, get_shape (jacobian), jacobian->entries, is_diagonal (jacobian) ? CR_FORM_COLUMN : CR_FORM_ROWS);
  printf ("%s}\n", json->str);
}

static void
print_text (const CrJacobian *jacobian)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%zu×%zu, %s: ", jacobian->rows, jacobian->columns,
                          cr_jacobian_structure_get_name (jacobian->structure));
  cr_print_matrix (text, get_shape (jacobian), jacobian->entries);
  puts (text->str);
}

/* Whether @name is the id of what is wired to that operand. */
static gboolean
is_wired_from (const CrGraph *graph, const CrNode *node, guint operand, const char *name)
{
  CrKey key = node->operands[operand];

  return key != CR_KEY_NONE && g_str_equal (cr_graph_get_node (graph, key)->id, name);
}

/* By the operand of that number, from 0, or by the node of that id, which may be wired to several: these add up. */
static CrJacobian *
make_jacobian (CrTape *tape, const CrNode *node, const char *name, GError **error)
{
  g_autoptr (CrJacobian) sum = NULL;

  for (guint i = 0; i < node->n_operands; i++)
    {
      g_autoptr (CrJacobian) jacobian = NULL;

      if (!is_wired_from (cr_tape_get_graph (tape), node, i, name))
        continue;
      g_clear_error (error);
      jacobian = cr_jacobian_new (tape, node->key, i, error);
      if (jacobian == NULL)
        continue; /* a label among them has none */
      if (sum != NULL)
        cr_jacobian_add (sum, jacobian);
      else
        sum = g_steal_pointer (&jacobian);
    }
  if (sum != NULL)
    g_clear_error (error);
  else if (*error == NULL)
    return cr_jacobian_new (tape, node->key, g_ascii_strtoull (name, NULL, 10), error);
  return g_steal_pointer (&sum);
}

/* Whether @name is a number of an operand, or the id of one. */
static gboolean
has_operand (const char *file, const CrGraph *graph, const CrNode *node, const char *name)
{
  guint64 number;

  for (guint i = 0; i < node->n_operands; i++)
    if (is_wired_from (graph, node, i, name))
      return TRUE;
  if (g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT, &number, NULL) && number < node->n_operands)
    return TRUE;
  cr_command_complain (file, _("%s has no operand “%s”"), node->id, name);
  return FALSE;
}

/* Why there is no Jacobian; and where the gate has no value since an operand of its own, or of one before it, is open, which that is. Errors
 * at nodes have been told. */
static void
tell_reason (const char *file, const CrTape *tape, const CrNode *node, const GError *error)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  cr_command_complain (file, "%s", error->message);
  for (guint i = 0; error->code == CR_ERROR_NO_OUTPUT && i <= cr_tape_get_place (tape, node->key); i++)
    {
      const CrNode *before = cr_graph_get_node (cr_tape_get_graph (tape), order[i]);
      g_autofree char *problem = NULL;

      if (cr_tape_get_state (tape, before->key) != CR_NODE_OPEN ||
          !cr_graph_reaches (cr_tape_get_graph (tape), before->key, node->key))
        continue;
      problem = cr_report_describe_problem (tape, before);
      cr_command_complain (file, _("node \"%s\": %s"), before->id, problem);
    }
}

CrExit
cr_command_jacobian (const CrCommand *command, GStrv arguments)
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
  g_autoptr (CrJacobian) jacobian = NULL;
  g_autoptr (GError) error = NULL;
  const CrNode *node;
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 3, 3, &names))
    return CR_EXIT_USAGE;
  tape = cr_command_evaluate_for (names[0], names[1], example, any_path, &node, &status);
  if (tape == NULL)
    return status;
  if (!has_operand (names[0], cr_tape_get_graph (tape), node, names[2]))
    return CR_EXIT_USAGE;
  jacobian = make_jacobian (tape, node, names[2], &error);
  if (jacobian == NULL)
    {
      tell_reason (names[0], tape, node, error);
      return CR_EXIT_NO;
    }
  json ? print_json (jacobian) : print_text (jacobian);
  return status;
}
