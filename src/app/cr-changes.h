/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the inspector does to a graph: each function takes a version and gives a new one (transfer full). Knows no widgets. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

CrGraph *cr_change_title (const CrGraph *graph, const char *title);
CrGraph *cr_change_description (const CrGraph *graph, const char *description);

/* Another id for a node: CR_ERROR_ID where it is malformed or taken. */
CrGraph *cr_change_id (const CrGraph *graph, CrKey key, const char *id, GError **error);

/* An empty text takes it away. */
CrGraph *cr_change_label (const CrGraph *graph, CrKey key, const char *label);
CrGraph *cr_change_note (const CrGraph *graph, CrKey key, const char *note);

/* One more operand, which is open, where the gate takes one more. */
CrGraph *cr_change_add_operand (const CrGraph *graph, CrKey key);

/**
 * cr_change_attribute:
 * @graph: a version
 * @key: a node
 * @attribute: its place among the gate's attributes
 * @text: in the file's form, as typed: a real minus sign will do, names need no quotes
 * @error: return location for what is wrong, in the reader's words
 *
 * Another number of units gives a layer's written-out weights as many rows: rows of zeros more, or the last ones less.
 *
 * Returns: (transfer full) (nullable): a new version
 */
CrGraph *cr_change_attribute (const CrGraph *graph, CrKey key, guint attribute, const char *text, GError **error);

/* The text that cr_change_attribute() takes, as it stands now: "−3", "[1, 2]", "tanh", "x1". Free with g_free(). */
char *cr_attribute_dup_text (const CrNode *node, guint attribute);

G_END_DECLS
