/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a graph to a graph file: members in one order, one node, group, frame or scene a line, each number in the fewest digits. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_graph_write_text:
 * @graph: a version
 * @view: (nullable): how it is looked at; %NULL for what the graph was read with
 * @length: (out) (nullable): the length in bytes, which may be more than the reader's limit
 *
 * The same graph gives the same bytes. What was read and is written again has the same members with the same values.
 *
 * Returns: (transfer full): the text of a graph file; free with g_free()
 */
char *cr_graph_write_text (const CrGraph *graph, const CrView *view, gsize *length);

/* How a matrix is written. */
typedef enum
{
  CR_FORM_VALUE,  /* the shortest: 3, [1, 2], [[1, 2], [3, 4]] */
  CR_FORM_COLUMN, /* always a list: [3] */
  CR_FORM_ROWS,   /* always rows: [[3]] */
} CrMatrixForm;

/* Appends a matrix of finite numbers, row by row. */
void cr_matrix_append_text (GString *text, CrShape shape, const double *entries, CrMatrixForm form);

G_END_DECLS
