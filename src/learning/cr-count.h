/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as text for people: steps, epochs, examples. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cr_count_group:
 * @figures: the figures before the point of a number, without its sign
 * @n: how many
 * @text: to which they are appended
 *
 * Figures in threes with thin spaces between: "4 050", "12 345".
 */
void cr_count_group (const char *figures, gsize n, GString *text);

/**
 * cr_count_to_text:
 * @count: any
 *
 * Returns: (transfer full): the count, grouped as by cr_count_group()
 */
char *cr_count_to_text (guint64 count);

G_END_DECLS
