/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many gates forward and reverse mode run. */
#include "cr-mode-count.h"

/* Gates that depend on the source at @start and that the output depends on. */
static guint64
count_dependents (CrTape *tape, const CrKey *order, guint n_nodes, guint start, guint8 *depends)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  guint64 n = 0;

  for (guint i = 0; i < n_nodes; i++)
    depends[i] = FALSE;
  depends[start] = TRUE;
  for (guint i = start + 1; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, order[i]);

      for (guint operand = 0; operand < node->n_operands && !depends[i]; operand++)
        depends[i] = node->operands[operand] != CR_KEY_NONE && operand != node->gate->label
                     && depends[cr_tape_get_place (tape, node->operands[operand])];
      n += depends[i] && cr_tape_runs_backward (tape, order[i]);
    }
  return n;
}

CrModeCount
cr_mode_count (CrTape *tape)
{
  CrModeCount count = { 0 };
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);
  g_autofree guint8 *depends = g_new0 (guint8, n_nodes + 1);

  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), order[i]);
      CrShape shape;

      if (!cr_gate_is_source (node->gate))
        {
          count.n_backward += cr_tape_runs_backward (tape, order[i]);
          continue;
        }
      if (g_str_equal (node->gate->name, "constant") || !cr_tape_get_shape (tape, order[i], &shape))
        continue;
      count.n_numbers += cr_shape_get_size (shape);
      count.n_forward += cr_shape_get_size (shape) * count_dependents (tape, order, n_nodes, i, depends);
    }
  return count;
}
