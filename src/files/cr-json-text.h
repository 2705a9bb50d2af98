/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text, strictly: what RFC 8259 allows and the limits of the graph file, and errors that name line and column. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

/**
 * cr_json_parse:
 * @text: UTF-8, not necessarily zero-terminated
 * @length: its length in bytes
 * @error: return location for a #GError
 *
 * Reads an object, or any other value. Size, zero bytes, UTF-8, nesting, and the count of numbers and of brackets are checked first,
 * before memory is taken. Every number is a double.
 * Errors: %CR_ERROR_SYNTAX, %CR_ERROR_LIMIT; the message begins "line L, column C: " where there is such a place.
 *
 * Returns: (transfer full): the value, or %NULL with @error set
 */
json_t *cr_json_parse (const char *text, gsize length, GError **error);

/* Appends @text in quotes, with the escapes that JSON asks for and no others. */
void cr_json_append_string (GString *string, const char *text);

/* Appends any value on one line: {"a": 1, "b": [2, 3]}; members in the order in which they stood. */
void cr_json_append (GString *string, const json_t *value);

G_END_DECLS
