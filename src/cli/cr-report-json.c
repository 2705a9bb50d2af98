/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tape has computed, as JSON: the form that docs/FORMAT.md gives values, plus strings for what is infinite or undefined. */
#include "cr-report.h"

#include "cr-json-text.h"
#include "cr-print.h"

/* A unit's weights stand in the file always in the same brackets, be they one number. */
static CrMatrixForm
get_form (CrAttributeKind kind)
{
  if (kind == CR_ATTRIBUTE_ROWS)
    return CR_FORM_ROWS;
  return kind == CR_ATTRIBUTE_COLUMN ? CR_FORM_COLUMN : CR_FORM_VALUE;
}

static void
append_numbers (GString *json, const CrNumbers *numbers, CrMatrixForm form)
{
  g_autofree double *entries = g_new (double, cr_shape_get_size (numbers->shape));

  cr_numbers_get_example (numbers, 0, entries);
  cr_print_json_matrix (json, numbers->shape, entries, form);
}

static void
append_value (GString *json, const CrTape *tape, CrKey key)
{
  CrNumbers numbers;

  if (cr_tape_get_value (tape, key, &numbers))
    append_numbers (json, &numbers, CR_FORM_VALUE);
  else
    g_string_append (json, "null");
}

static void
append_gradient (GString *json, const CrTape *tape, CrKey key)
{
  CrNumbers numbers;

  if (cr_tape_get_gradient (tape, key, &numbers))
    append_numbers (json, &numbers, CR_FORM_VALUE);
  else
    g_string_append (json, "null");
}

/* "weights_gradient" and "bias_gradient" of a unit, in the brackets in which the file has those members. */
static void
append_parameter_gradients (GString *json, const CrTape *tape, const CrNode *node)
{
  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &node->gate->attributes[i];
      CrNumbers numbers;

      if (!info->is_parameter)
        continue;
      g_string_append_printf (json, ", \"%s_gradient\": ", info->name);
      if (cr_tape_get_parameter_gradient (tape, node->key, i, &numbers))
        append_numbers (json, &numbers, get_form (info->kind));
      else
        g_string_append (json, "null");
    }
}

static void
append_node (GString *json, const CrTape *tape, const CrNode *node)
{
  CrShape shape;

  g_string_append_printf (json, "{\"id\": \"%s\", \"gate\": \"%s\", \"shape\": ", node->id, node->gate->name);
  if (cr_tape_get_shape (tape, node->key, &shape))
    g_string_append_printf (json, "[%u, %u]", shape.rows, shape.columns);
  else
    g_string_append (json, "null");
  g_string_append (json, ", \"value\": ");
  append_value (json, tape, node->key);
  g_string_append (json, ", \"gradient\": ");
  append_gradient (json, tape, node->key);
  if (cr_gate_is_unit (node->gate))
    append_parameter_gradients (json, tape, node);
  g_string_append_c (json, '}');
}

static void
append_error (GString *json, const CrNode *node, const char *message)
{
  g_string_append_printf (json, "%s{\"id\": \"%s\", \"message\": ", json->str[json->len - 1] == '[' ? "" : ", ", node->id);
  cr_json_append_string (json, message);
  g_string_append_c (json, '}');
}

static void
append_errors (GString *json, const CrTape *tape, const CrReportFinding *finding)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, order[i]);
      g_autofree char *problem = cr_report_describe_problem (tape, node);

      if (problem != NULL)
        append_error (json, node, problem);
    }
  if (finding->node != CR_KEY_NONE)
    append_error (json, cr_graph_get_node (graph, finding->node), finding->message);
}

/* The node that backward starts from; one that the file names is told also where backward cannot start from it. */
static CrKey
get_output (const CrTape *tape)
{
  CrKey output = cr_tape_get_output (tape, NULL);

  return output != CR_KEY_NONE ? output : cr_graph_get_output (cr_tape_get_graph (tape));
}

GString *
cr_report_to_json (const CrTape *tape, const CrReportFinding *finding)
{
  GString *json = g_string_new ("{\"output\": ");
  const CrGraph *graph = cr_tape_get_graph (tape);
  CrKey output = get_output (tape);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  if (output != CR_KEY_NONE)
    g_string_append_printf (json, "\"%s\", \"value\": ", cr_graph_get_node (graph, output)->id);
  else
    g_string_append (json, "null, \"value\": ");
  append_value (json, tape, output);
  g_string_append (json, ", \"nodes\": [");
  for (guint i = 0; i < n_nodes; i++)
    {
      g_string_append (json, i > 0 ? ",\n  " : "\n  ");
      append_node (json, tape, cr_graph_get_node (graph, order[i]));
    }
  g_string_append (json, "], \"errors\": [");
  append_errors (json, tape, finding);
  g_string_append (json, "]}\n");
  return json;
}
