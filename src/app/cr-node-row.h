/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the outline: a node by its key, and what the table's columns say of it. */
#pragma once

#include "cr-canvas.h"
#include "cr-node-table.h"

G_BEGIN_DECLS

#define CR_TYPE_NODE_ROW (cr_node_row_get_type ())
G_DECLARE_FINAL_TYPE (CrNodeRow, cr_node_row, CR, NODE_ROW, GObject)

CrNodeRow *cr_node_row_new (CrKey key);
CrKey cr_node_row_get_key (CrNodeRow *row);

/* What stands there of the document that @canvas shows, "" where there is nothing: of a matrix the largest size in it. Free with g_free(). */
char *cr_node_row_dup_text (CrNodeRow *row, CrCanvas *canvas, CrNodeColumn column);

/* By a column, upwards; what is not known comes last. As #GCompareFunc. */
int cr_node_row_compare (CrNodeRow *a, CrNodeRow *b, CrCanvas *canvas, CrNodeColumn column);

/* Whether that is the node's id or what it is called (casefolded). */
gboolean cr_node_row_is_called (CrNodeRow *row, CrCanvas *canvas, const char *name);

/* Whether the node's names, its gate or its note have all @words (casefolded, spaces between them). */
gboolean cr_node_row_matches (CrNodeRow *row, CrCanvas *canvas, const char *words);

G_END_DECLS
