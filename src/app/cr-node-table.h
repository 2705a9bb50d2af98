/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outline: the nodes of the canvas's document as a table with gate, shape, value and gradient, to be sorted, searched and selected: the
 * canvas in words, and the way to find a node. */
#pragma once

#include "cr-canvas.h"

G_BEGIN_DECLS

typedef enum
{
  CR_NODE_COLUMN_NODE,
  CR_NODE_COLUMN_GATE,
  CR_NODE_COLUMN_SHAPE,
  CR_NODE_COLUMN_VALUE,
  CR_NODE_COLUMN_GRADIENT,
  CR_N_NODE_COLUMNS
} CrNodeColumn;

#define CR_TYPE_NODE_TABLE (cr_node_table_get_type ())
G_DECLARE_FINAL_TYPE (CrNodeTable, cr_node_table, CR, NODE_TABLE, GtkBox)

/* An outline of what @canvas shows, which selects with it (transfer floating). */
GtkWidget *cr_node_table_new (CrCanvas *canvas);

/* Puts the focus into the search, its words selected. */
void cr_node_table_search (CrNodeTable *table);

/* Selects and shows the next node that is found (@direction 1) or the one before (−1), round and round; opens the groups that it is folded
 * into. Where nothing is searched for, all are found. */
void cr_node_table_go (CrNodeTable *table, int direction);

/* How high it may be as a sheet from below; 0: as high as its place. */
void cr_node_table_set_sheet_height (CrNodeTable *table, int height);

/* --- For tests --- */

/* What is searched for, and a click on the head of a column: sorted by that, upwards or downwards. */
void cr_node_table_set_words (CrNodeTable *table, const char *words);
void cr_node_table_sort (CrNodeTable *table, CrNodeColumn column, gboolean is_downwards);

/* The rows that are found, as shown: a model whose selection is the canvas's. */
GtkSelectionModel *cr_node_table_get_rows (CrNodeTable *table);

/* What stands in a row; free with g_free(). */
char *cr_node_table_dup_text (CrNodeTable *table, guint place, CrNodeColumn column);

G_END_DECLS
