/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values (RFC 4180) to a table of examples. */
#pragma once

#include "cr-table.h"

G_BEGIN_DECLS

/**
 * cr_csv_parse:
 * @text: the file's content
 * @length: its length in bytes
 * @features: (nullable): what the columns but the last are called; %NULL is x1, x2, …
 * @error: return location for a #GError
 *
 * One example a line, numbers only, as many on each. Fields are separated by commas and numbers have a decimal point; where the first line
 * has a semicolon or a tab, fields are separated by that and numbers may have a decimal comma. Empty lines are skipped.
 * A first line without any number is a header. If it has x1, x2, … or label, then all its names are such, each once, and say which column
 * is which; else (and without a header) the last column is the label.
 *
 * Cost: linear in the text.
 * Errors: %CR_ERROR_DATA and %CR_ERROR_LIMIT; the message begins "line 3: " where there is such a place, and names
 * the other lines that are not right behind what is wrong with the first.
 *
 * Returns: (transfer full): the table; %NULL with @error set
 */
CrTable *cr_csv_parse (const char *text, gsize length, const char *const *features, GError **error);

G_END_DECLS
