/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which nodes a wire that is being dragged may go to.
 *
 * How this works: what lies upstream of the wire's beginning, or downstream of its end, is found once, by a walk over all wires; it would
 * make a loop. Of the others each is asked what it would compute with the shape that comes over the wire, without an edit.
 */
#include "cr-edits-fit.h"

#define MOST_TRIED 8 /* operands of one node: those of a long sum are all alike */

/* --- Loops --- */

/* The wires by the node that they come from: first[key] … first[key + 1] are places in to. */
typedef struct
{
  guint *first;
  CrKey *to;
} Uses;

static void
uses_init (Uses *uses, const CrGraph *graph)
{
  CrKey limit = cr_graph_get_key_limit (graph);
  g_autofree guint *next = NULL;

  uses->first = g_new0 (guint, limit + 2);
  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      uses->first[node->operands[i] + 1]++;
  for (CrKey key = 0; key <= limit; key++)
    uses->first[key + 1] += uses->first[key];
  next = g_memdup2 (uses->first, (limit + 1) * sizeof (guint));
  uses->to = g_new (CrKey, uses->first[limit + 1] + 1);
  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      uses->to[next[node->operands[i]]++] = node->key;
}

static void
uses_clear (Uses *uses)
{
  g_free (uses->first);
  g_free (uses->to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Uses, uses_clear)

/* By key: @key and all that its value depends on, or, with @uses, all that depends on it. */
static gboolean *
find_dependent (const CrGraph *graph, CrKey key, const Uses *uses)
{
  gboolean *is_met = g_new0 (gboolean, cr_graph_get_key_limit (graph) + 1);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (CrKey));

  is_met[key] = TRUE;
  g_array_append_val (waiting, key);
  while (waiting->len > 0)
    {
      CrKey met = g_array_index (waiting, CrKey, waiting->len - 1);
      const CrNode *node = cr_graph_get_node (graph, met);
      const CrKey *others = uses != NULL ? uses->to + uses->first[met] : node->operands;
      guint n_others = uses != NULL ? uses->first[met + 1] - uses->first[met] : node->n_operands;

      g_array_set_size (waiting, waiting->len - 1);
      for (guint i = 0; i < n_others; i++)
        if (others[i] != CR_KEY_NONE && !is_met[others[i]])
          {
            is_met[others[i]] = TRUE;
            g_array_append_val (waiting, others[i]);
          }
    }
  return is_met;
}

/* --- Shapes --- */

/* The shapes of a node's operands; FALSE where one but @except is not known. One more is left free at the end. */
static gboolean
get_shapes (const CrNode *node, CrTape *tape, guint except, CrShape **shapes)
{
  *shapes = g_new0 (CrShape, node->n_operands + 1);
  for (guint i = 0; i < node->n_operands; i++)
    if (i != except && (node->operands[i] == CR_KEY_NONE || !cr_tape_get_shape (tape, node->operands[i], &(*shapes)[i])))
      return FALSE;
  return TRUE;
}

static gboolean
takes_at (const CrNode *node, CrTape *tape, guint operand, CrShape shape)
{
  g_autofree CrShape *shapes = NULL;
  CrShape result;

  if (!get_shapes (node, tape, operand, &shapes))
    return TRUE;
  shapes[operand] = shape;
  if (operand < node->n_operands)
    return node->gate->infer_shape (node, shapes, node->n_operands, &result, NULL);

  g_autoptr (CrNode) copy = cr_node_copy (node);

  cr_node_add_operand (copy, CR_KEY_NONE);
  return copy->gate->infer_shape (copy, shapes, copy->n_operands, &result, NULL);
}

static gboolean
takes_somewhere (const CrNode *node, CrTape *tape, CrShape shape)
{
  guint n = MIN (node->n_operands, MOST_TRIED);

  for (guint i = 0; i < n; i++)
    if (takes_at (node, tape, i, shape))
      return TRUE;
  return node->n_operands < node->gate->maximum_operands && takes_at (node, tape, node->n_operands, shape);
}

/* --- Both ways --- */

gboolean *
cr_edit_find_unfit_takers (const CrGraph *graph, CrTape *tape, CrKey from)
{
  gboolean *is_unfit = find_dependent (graph, from, NULL);
  CrShape shape;
  gboolean has_shape = cr_tape_get_shape (tape, from, &shape);

  CR_GRAPH_FOR_EACH (graph, node)
    {
      gboolean is_loop = is_unfit[node->key];

      is_unfit[node->key] = node->gate->maximum_operands > 0 && node->key != from
                            && (is_loop || (has_shape && !takes_somewhere (node, tape, shape)));
    }
  return is_unfit;
}

gboolean *
cr_edit_find_unfit_feeders (const CrGraph *graph, CrTape *tape, CrKey to, guint operand)
{
  g_auto (Uses) uses = { 0 };
  const CrNode *taker = cr_graph_get_node (graph, to);
  gboolean *is_unfit;

  uses_init (&uses, graph);
  is_unfit = find_dependent (graph, to, &uses);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrShape shape;
      gboolean is_misfit = cr_tape_get_shape (tape, node->key, &shape) && !takes_at (taker, tape, operand, shape);

      is_unfit[node->key] = node->key != to && (is_unfit[node->key] || is_misfit);
    }
  return is_unfit;
}
