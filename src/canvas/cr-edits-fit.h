/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which nodes a wire that is being dragged may go to. */
#pragma once

#include "cr-graph.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * cr_edit_find_unfit_takers:
 * @graph: a version
 * @tape: its tape, whose shapes are asked
 * @from: a node whose value is to be wired
 *
 * Finds the nodes that have operands, of which none may take the value: they would make a loop, or cannot compute with its shape. What is
 * not known is no obstacle. O(nodes + wires).
 *
 * Returns: (transfer full): by key, up to cr_graph_get_key_limit(), whether it is such a node; free with g_free()
 */
gboolean *cr_edit_find_unfit_takers (const CrGraph *graph, CrTape *tape, CrKey from);

/* The same the other way round: the nodes whose value the operand @operand of @to may not take; @to itself is none of them. */
gboolean *cr_edit_find_unfit_feeders (const CrGraph *graph, CrTape *tape, CrKey to, guint operand);

G_END_DECLS
