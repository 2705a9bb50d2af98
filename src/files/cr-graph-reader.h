/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a graph file to a graph. docs/FORMAT.md describes the file. */
#pragma once

#include "cr-graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * cr_graph_read_text:
 * @text: a graph file's content
 * @length: its length in bytes
 * @error: return location for a #GError
 *
 * Reads the whole file or nothing. The message of an error begins with its place: "line 3, column 7: …" where the text is no JSON,
 * else as in "node "q": "inputs": …", and says what was expected.
 *
 * Cost: linear in the text, no recursion along wires or groups. May be called from any thread.
 * Errors: %CR_ERROR_SYNTAX, %CR_ERROR_FORMAT, %CR_ERROR_MEMBER, %CR_ERROR_ID, %CR_ERROR_LOOP, %CR_ERROR_OPERAND, %CR_ERROR_SHAPE,
 * %CR_ERROR_LIMIT. Errors that only show when the graph is evaluated (shapes that do not fit) are the tape's.
 *
 * Returns: (transfer full) (nullable): a new graph
 */
CrGraph *cr_graph_read_text (const char *text, gsize length, GError **error);

/* From a stream, to its end. No more is read than the limit allows. Also errors of #GIOError. */
CrGraph *cr_graph_read_stream (GInputStream *stream, GCancellable *cancellable, GError **error);

/* From a file; @etag (out) (nullable): what the file system says of this version, for a later save. Blocks: not on the main loop. */
CrGraph *cr_graph_read_file (GFile *file, GCancellable *cancellable, char **etag, GError **error);

/* A value in the file's form: 3, [1, 2], [[1, 2], [3, 4]]. NULL with @error set where it is none. */
CrMatrix *cr_matrix_read_text (const char *text, GError **error);

G_END_DECLS
