/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of a graph as text: what the clipboard holds. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_clipboard_to_text:
 * @graph: a version
 * @keys: nodes, groups and frames of it
 * @n_keys: how many
 *
 * These nodes and frames, these groups with all that is in them, and the groups of which all members are taken, as a graph file that says
 * "fragment": true. Operands keep their names, also those of nodes that are not taken.
 *
 * Returns: (transfer full): the text; free with g_free()
 */
char *cr_clipboard_to_text (const CrGraph *graph, const CrKey *keys, guint n_keys);

/**
 * cr_clipboard_from_text:
 * @graph: a version of a document
 * @text: a fragment, or a whole file
 * @dx: how far to the right of its own place it goes
 * @dy: how far below
 * @pasted_keys: (out) (element-type CrKey): the keys of what was added: nodes, then groups, then frames; free with g_array_unref()
 * @error: return location for a #GError, as of cr_graph_read_text()
 *
 * Adds the nodes, groups and frames of @text to @graph. An operand that names what is not in the text is wired to the node of that name in
 * @graph, else open. An id that is taken gets the smallest free suffix _2, _3, …; labels stay.
 *
 * Returns: (transfer full) (nullable): a new version of the same document
 */
CrGraph *cr_clipboard_from_text (const CrGraph *graph, const char *text, double dx, double dy, GArray **pasted_keys, GError **error);

G_END_DECLS
