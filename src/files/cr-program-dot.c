/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph for Graphviz: every node with its sign, its value and its gradient. Places are kept for `neato -n`; `dot` finds its own. */
#include "cr-program-private.h"

#include <string.h>

/* Pixels of the canvas to Graphviz's points. */
#define POINTS 0.75

/* In a quoted string, where '\' begins an escape. */
static void
append_escaped (GString *text, const char *foreign)
{
  for (const char *at = foreign; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (sign == '"' || sign == '\\')
        g_string_append_c (text, '\\');
      g_string_append_unichar (text, cr_program_is_unseen (sign) ? ' ' : sign);
    }
}

static void
append_label (GString *text, const CrTape *tape, const CrNode *node)
{
  CrNumbers numbers;

  append_escaped (text, cr_node_get_title (node));
  if (!cr_gate_is_source (node->gate))
    {
      g_string_append (text, "\\n");
      append_escaped (text, node->gate->symbol);
    }
  if (cr_tape_get_value (tape, node->key, &numbers))
    {
      g_string_append (text, "\\n");
      cr_program_append_short (text, &numbers, "−", "×");
    }
  if (cr_tape_get_gradient (tape, node->key, &numbers))
    {
      g_string_append (text, "\\n∇ ");
      cr_program_append_short (text, &numbers, "−", "×");
    }
}

static void
write_node (GString *text, const CrTape *tape, const CrNode *node, gboolean is_output)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "  \"%s\" [label=\"", node->id);
  append_label (text, tape, node);
  g_string_append_printf (text, "\", shape=%s", cr_gate_is_source (node->gate) ? "box" : "ellipse");
  if (is_output)
    g_string_append (text, ", peripheries=2");
  if (node->has_place)
    g_string_append_printf (text, ", pos=\"%s,%s\"", g_ascii_formatd (x, sizeof x, "%.6g", POINTS * node->place.x),
                            g_ascii_formatd (y, sizeof y, "%.6g", -POINTS * node->place.y));
  g_string_append (text, "];\n");
}

void
cr_program_write_dot (GString *text, const CrTape *tape)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  CrKey output = cr_tape_get_output (tape, NULL);

  cr_program_append_title (text, graph, "// ", "");
  g_string_append (text, "digraph chainrule {\n  rankdir=LR;\n  node [fontname=\"Cantarell\"];\n");
  CR_GRAPH_FOR_EACH (graph, node)
    {
      write_node (text, tape, node, node->key == output);
    }
  CR_GRAPH_FOR_EACH (graph, node)
    {
      for (guint i = 0; i < node->n_operands; i++)
        if (node->operands[i] != CR_KEY_NONE)
          g_string_append_printf (text, "  \"%s\" -> \"%s\";\n", cr_graph_get_node (graph, node->operands[i])->id, node->id);
    }
  g_string_append (text, "}\n");
}
