/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One attribute of a node as text in the file's form, for entries and the command line: 3, [1, 2], true, "tanh". */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_attribute_from_text:
 * @node: a node
 * @attribute: the attribute's place in the gate's attributes
 * @text: JSON
 * @error: return location for a #GError, as the reader's but without the node's id
 *
 * What may be given alone takes the place of the other: a value that of a random start, and the other way round.
 * A text in quotes may also stand without them: tanh.
 *
 * Returns: (transfer full) (nullable): a new, changeable copy of @node with that attribute set
 */
CrNode *cr_attribute_from_text (const CrNode *node, guint attribute, const char *text, GError **error);

/* What the writer would write, also where it is the default; "" where there is nothing (no weights, no feature). Free with g_free(). */
char *cr_attribute_to_text (const CrNode *node, guint attribute);

G_END_DECLS
