/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Topological order. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_order_topologically:
 * @graph: a version without loops
 * @n_nodes: (out): their number
 *
 * Every node after its operands; of those that are ready at the same time, the one that stands first in the file comes first. So a
 * file whose wires all point backward keeps its order. Cost: O(nodes + wires), times a logarithm where the file's order does not serve.
 *
 * Returns: (transfer full): the keys in order; free with g_free()
 */
CrKey *cr_order_topologically (const CrGraph *graph, guint *n_nodes);

G_END_DECLS
