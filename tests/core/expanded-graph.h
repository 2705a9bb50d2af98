/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unfolding and folding in tests: units to do it to, and what must be the same afterwards. */
#pragma once

#include "cr-expansion.h"
#include "cr-tape.h"

/* A tape after forward and backward. */
CrTape *expanded_graph_run (const CrGraph *graph);

/* The graph with that node unfolded; with the group of @member folded; and why that cannot be. */
CrGraph *expanded_graph_new (const CrGraph *graph, const char *id, CrExpansionForm form);
CrGraph *expanded_graph_fold (const CrGraph *graph, const char *member);
char *expanded_graph_refuse_fold (const CrGraph *graph, const char *member);

/* The group that the node of that id is directly in. */
const CrGroup *expanded_graph_get_group (const CrGraph *graph, const char *member);

/* A unit u of that gate on three numbers, or on their column, of which f is the sum of squares; its weights given or drawn. */
CrGraph *expanded_graph_build_unit (const char *gate, const CrGate *activation, gboolean given, gboolean with_alpha);

/* @scale: the sum of the sizes of what the numbers are made of, of which they may differ by 1e-12. What is not defined is so on both
 * sides. */
void assert_near_number (double a, double b, double scale);
void assert_near_numbers (const CrNumbers *a, const CrNumbers *b, double scale);

/* Every node of @before has the same value and gradient in @after; labels have none before. */
void assert_same_numbers (const CrGraph *before, const CrGraph *after, double scale);

/* Folding the group of that node in @expanded gives what it was in @before; to the bit its weights too, where they were given. */
void assert_folds_back (const CrGraph *before, const CrGraph *expanded, const char *id, gboolean with_weights);
