/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds graphs for tests, by ids. */
#pragma once

#include "cr-graph.h"

typedef struct _GraphBuilder GraphBuilder;

GraphBuilder *graph_builder_new (void);
void graph_builder_free (GraphBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GraphBuilder, graph_builder_free)

/* A source with a number, or with a matrix (NULL entries: zeros). */
void graph_builder_number (GraphBuilder *builder, const char *gate, const char *id, double value);
void graph_builder_matrix (GraphBuilder *builder, const char *gate, const char *id, guint rows, guint columns, const double *entries);

/* A gate with its operands' ids separated by spaces; "-" is an open one. They may come later. */
void graph_builder_gate (GraphBuilder *builder, const char *gate, const char *id, const char *operands);

/* The last node again, to set attributes on before the next one is added. */
CrNode *graph_builder_peek (GraphBuilder *builder);

/* The graph; the builder may only be freed then. */
CrGraph *graph_builder_end (GraphBuilder *builder);

/* (x + y) z with x = −2, y = 5, z = −4: lecture row 1. */
CrGraph *graph_build_xyz (void);

/* The same graph with another number in that source. */
CrGraph *graph_with_number (const CrGraph *graph, const char *id, double value);
