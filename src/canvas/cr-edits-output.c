/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An output that is a column or a matrix gets a gate that makes a number of it. */
#include "cr-edits.h"

#include <math.h>

#define BESIDE 144.0 /* to the right of the output */
#define BELOW 72.0
#define NEAR 60.0    /* where a node stands nothing else may */
#define MOST_TRIES 100

static gboolean
is_free (const CrGraph *graph, CrPoint place)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (fabs (node->place.x - place.x) < NEAR && fabs (node->place.y - place.y) < NEAR)
      return FALSE;
  return TRUE;
}

CrGraph *
cr_edit_reduce_output (const CrGraph *graph, const CrGate *gate, CrKey *key)
{
  CrKey output = cr_graph_get_output (graph);
  const CrNode *node = cr_graph_get_node (graph, output);
  CrPoint place = { node->place.x + BESIDE, node->place.y };
  g_autoptr (CrGraph) with_gate = NULL;
  g_autoptr (CrGraph) wired = NULL;

  for (guint i = 0; i < MOST_TRIES && !is_free (graph, place); i++)
    place.y += BELOW;
  with_gate = cr_edit_add (graph, gate, place, key);
  wired = cr_edit_wire (with_gate, NULL, output, *key, 0, NULL);
  return cr_graph_with_output (wired, *key);
}
