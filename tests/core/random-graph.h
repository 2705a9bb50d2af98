/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random graphs over the whole gate table, for tests of what must hold for every graph. */
#pragma once

#include "cr-graph.h"

/**
 * random_graph_new:
 * @n_gates: about how many gates
 *
 * Every gate of the table with every number of operands; numbers, columns and matrices, given and drawn, shared operands, units with and
 * without written weights, layers of neurons, losses, kinks. Values stay below 50 in size; every label can be used. An output is named.
 * Draws from g_test_rand_*, so a failure is repeated by its seed.
 */
CrGraph *random_graph_new (guint n_gates);

/* The same graph with other numbers in some of its sources and units. */
CrGraph *random_graph_with_other_numbers (const CrGraph *graph);

/* With one more random gate, whatever its value; all nodes of @graph must have shapes. */
CrGraph *random_graph_with_gate (const CrGraph *graph);

/* Any of its nodes. */
CrKey random_graph_key (const CrGraph *graph);

/* The same graph with another number in one of its sources. */
CrGraph *random_graph_with_one_other_number (const CrGraph *graph);

/**
 * random_scalar_graph_new:
 * @n_nodes: how many nodes, about
 *
 * A large graph of numbers: sums, products, maxima, exponentials and activations in modules of 32 gates, whose operands are mostly from the
 * same module and else any earlier number that is bounded; all ends are added up to one output.
 */
CrGraph *random_scalar_graph_new (guint n_nodes);
