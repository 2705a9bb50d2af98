/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas in words. */
#include "cr-describe.h"

#include "cr-diagnosis-text.h"

#include <glib/gi18n-lib.h>

/* A number as it is shown, or the shape of what is larger. */
static char *
number_to_words (const CrNumbers *numbers, CrNumberFormat format)
{
  if (cr_shape_is_number (numbers->shape) && numbers->width == 1)
    return cr_number_to_text (numbers->entries[0], format);
  return cr_shape_to_caption (numbers->shape);
}

/* Why a node has no value. */
static const char *
get_lack (CrTape *tape, CrKey key)
{
  const char *problem = cr_tape_get_problem (tape, key);

  if (problem != NULL)
    return problem;
  return cr_tape_get_state (tape, key) == CR_NODE_OPEN ? _("an input is open") : _("waits for what feeds it");
}

char *
cr_describe_lack (const CrGraph *graph, CrTape *tape, CrKey key)
{
  CrNumbers numbers;

  if (cr_tape_get_value (tape, key, &numbers))
    return NULL;
  return g_strdup_printf ("%s: %s", cr_node_get_title (cr_graph_get_node (graph, key)), get_lack (tape, key));
}

/* Appends ", value 3.00". */
static void
append_numbers (GString *text, const char *what, const CrNumbers *numbers, CrNumberFormat format)
{
  g_autofree char *words = number_to_words (numbers, format);

  g_string_append_printf (text, ", %s %s", what, words);
}

char *
cr_describe_node (const CrGraph *graph, CrTape *tape, CrKey key, CrNumberFormat format)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);
  GString *text;
  CrNumbers numbers;

  if (group != NULL)
    return g_strdup_printf (_("group %s"), group->title != NULL ? group->title : group->id);
  if (frame != NULL)
    return g_strdup_printf (_("frame %s"), frame->title != NULL ? frame->title : frame->text != NULL ? frame->text : frame->id);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s %s", cr_gate_get_title (node->gate), cr_node_get_title (node));
  if (cr_tape_get_value (tape, key, &numbers))
    append_numbers (text, _("value"), &numbers, format);
  else
    g_string_append_printf (text, ", %s", get_lack (tape, key));
  if (cr_tape_get_gradient (tape, key, &numbers))
    append_numbers (text, _("gradient"), &numbers, format);
  return g_string_free (text, FALSE);
}

static char *
describe_wire (const CrGraph *graph, CrTape *tape, CrKey to, guint operand, CrNumberFormat format)
{
  const CrNode *target = cr_graph_get_node (graph, to);
  const CrNode *source = cr_graph_get_node (graph, target->operands[operand]);
  GString *text = g_string_new (NULL);
  CrNumbers numbers;

  g_string_append_printf (text, _("wire from %s to %s"), cr_node_get_title (source), cr_node_get_title (target));
  if (cr_tape_get_value (tape, source->key, &numbers))
    {
      g_autofree double *gradient = g_new (double, cr_shape_get_size (numbers.shape) * numbers.width);

      append_numbers (text, _("value"), &numbers, format);
      numbers.entries = gradient;
      if (cr_tape_get_wire_gradient (tape, to, operand, gradient))
        append_numbers (text, _("gradient"), &numbers, format);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_graph (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style)
{
  guint n_nodes = cr_graph_get_n_nodes (graph);
  GString *text = g_string_new (NULL);
  CrKey output = cr_tape_get_output (tape, NULL);
  CrDiagnosis diagnosis;

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "graph with %u node", "graph with %u nodes", n_nodes), n_nodes);
  if (output != CR_KEY_NONE)
    {
      g_autofree char *words = cr_describe_node (graph, tape, output, style->format);

      g_string_append_printf (text, "; %s: %s", _("output"), words);
    }
  if (cr_diagnosis_find (tape, &diagnosis))
    {
      g_autofree char *words = NULL;

      if (style->hide_steps)
        diagnosis.step = 0;
      words = cr_diagnosis_text_write (tape, &diagnosis, style->format);
      g_string_append_printf (text, "; %s: %s", cr_node_get_title (cr_graph_get_node (graph, diagnosis.node)), words);
    }
  return g_string_free (text, FALSE);
}

char *
cr_describe_selection (const CrGraph *graph, CrTape *tape, const CrSelection *selection, const CrPictureStyle *style)
{
  guint n_keys, operand;
  const CrKey *keys = cr_selection_get_nodes (selection, &n_keys);
  CrKey to;

  if (cr_selection_get_wire (selection, &to, &operand))
    return describe_wire (graph, tape, to, operand, style->format);
  if (n_keys == 1)
    return cr_describe_node (graph, tape, keys[0], style->format);
  if (n_keys > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u node selected", "%u nodes selected", n_keys), n_keys);
  return describe_graph (graph, tape, style);
}
