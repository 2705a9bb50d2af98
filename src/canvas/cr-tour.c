/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guided tour: its steps, and which of them a graph fulfils. */
#include "cr-tour.h"

#include <glib/gi18n-lib.h>

/* --- What has been done --- */

static guint
count_sources (const CrGraph *graph)
{
  guint n_sources = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    n_sources += cr_gate_is_source (node->gate);
  return n_sources;
}

static gboolean
has_one_source (const CrGraph *graph)
{
  return count_sources (graph) >= 1;
}

static gboolean
has_three_sources (const CrGraph *graph)
{
  return count_sources (graph) >= 3;
}

static gboolean
has_gate (const CrGraph *graph, const char *name)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (g_str_equal (node->gate->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
has_add (const CrGraph *graph)
{
  return has_gate (graph, "add");
}

static gboolean
has_mul (const CrGraph *graph)
{
  return has_gate (graph, "mul");
}

static gboolean
is_source (const CrGraph *graph, CrKey key)
{
  const CrNode *node = key != CR_KEY_NONE ? cr_graph_get_node (graph, key) : NULL;

  return node != NULL && cr_gate_is_source (node->gate);
}

/* Whether it adds two sources that are not the same. */
static gboolean
is_wired_add (const CrGraph *graph, const CrNode *node)
{
  return g_str_equal (node->gate->name, "add") && node->n_operands == 2 && is_source (graph, node->operands[0])
         && is_source (graph, node->operands[1]) && node->operands[0] != node->operands[1];
}

static gboolean
has_wired_add (const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (is_wired_add (graph, node))
      return TRUE;
  return FALSE;
}

/* Whether the product of @sum and a third source. */
static gboolean
multiplies (const CrGraph *graph, CrKey sum, CrKey other)
{
  const CrNode *add = sum != CR_KEY_NONE ? cr_graph_get_node (graph, sum) : NULL;

  return add != NULL && is_wired_add (graph, add) && is_source (graph, other) && other != add->operands[0] && other != add->operands[1];
}

static gboolean
has_wired_mul (const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (g_str_equal (node->gate->name, "mul") && node->n_operands == 2
        && (multiplies (graph, node->operands[0], node->operands[1]) || multiplies (graph, node->operands[1], node->operands[0])))
      return TRUE;
  return FALSE;
}

/* --- The steps --- */

static const struct
{
  gboolean (*is_done) (const CrGraph *graph);
  const char *title;
  const char *text;
  const char *keys;
} rows[CR_TOUR_N_STEPS] = {
  [CR_TOUR_FIRST_INPUT] = { has_one_source, N_("We wire (x + y) · z. First x"),
                            N_("Double-click the canvas where x is to stand, on the left; type −2 and press Enter."),
                            N_("By keyboard: Shift+A opens the same search.") },
  [CR_TOUR_OTHER_INPUTS] = { has_three_sources, N_("Now y and z"),
                             N_("In the same way put 5 below x, and −4 below that. They name themselves."),
                             N_("By keyboard: Shift+A, the number, Enter; twice.") },
  [CR_TOUR_ADD] = { has_add, N_("A gate that adds"),
                    N_("Drag the gate + from the palette on the left to a place right of x and y."),
                    N_("By keyboard: Shift+A, then + and Enter.") },
  [CR_TOUR_WIRE_ADD] = { has_wired_add, N_("Wire x and y into it"),
                         N_("Drag from the dot at the tip of x to a dot on the left of +. Then the same from y."),
                         N_("By keyboard: Tab until x is selected, W, Tab until the wire ends at the gate, Enter.") },
  [CR_TOUR_MUL] = { has_mul, N_("A gate that multiplies"),
                    N_("Drag the gate × from the palette to the right of +."),
                    N_("By keyboard: Shift+A, then * and Enter. Ctrl+L puts all in order.") },
  [CR_TOUR_WIRE_MUL] = { has_wired_mul, N_("Wire the sum and z into it"),
                         N_("Drag from the dot on the right of + to ×, and from z to its other dot."),
                         N_("By keyboard: from + and then from z: W, Tab until the wire ends at ×, Enter.") },
  [CR_TOUR_DONE] = { NULL, N_("You have wired (x + y) · z"),
                     N_("Blue, above a wire: the value, running right. Orange, below it: the gradient, running left. Double-click a number to "
                        "change it, and all others follow."),
                     N_("Home and then Space shows the gradients on their way. Ctrl+Z goes back, here too.") },
};

CrTourStep
cr_tour_get_step (const CrGraph *graph)
{
  CrTourStep step = CR_TOUR_FIRST_INPUT;

  g_return_val_if_fail (graph != NULL, CR_TOUR_FIRST_INPUT);

  while (step < CR_TOUR_DONE && rows[step].is_done (graph))
    step++;
  return step;
}

const char *
cr_tour_get_title (CrTourStep step)
{
  g_return_val_if_fail (step < CR_TOUR_N_STEPS, NULL);

  return _(rows[step].title);
}

const char *
cr_tour_get_text (CrTourStep step)
{
  g_return_val_if_fail (step < CR_TOUR_N_STEPS, NULL);

  return _(rows[step].text);
}

const char *
cr_tour_get_keys (CrTourStep step)
{
  g_return_val_if_fail (step < CR_TOUR_N_STEPS, NULL);

  return _(rows[step].keys);
}
