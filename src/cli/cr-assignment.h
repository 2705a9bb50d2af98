/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "ID=VALUE" or "ID.MEMBER=VALUE" from the command line, put into a graph. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_assignment_apply:
 * @graph: a version
 * @assignment: "w0=3", "x=[1, 2]", "a.factor=2", "h.weights=[1, 2]"; the value is JSON
 * @error: return location: %CR_ERROR_SYNTAX, %CR_ERROR_ID, %CR_ERROR_MEMBER, %CR_ERROR_SHAPE
 *
 * Gives a source another value, or an attribute of a gate another number or matrix. A source may change its shape; the weights of
 * a unit may not, they belong to its operands. An input that is bound to data is so no more.
 *
 * Returns: (transfer full) (nullable): a new version
 */
CrGraph *cr_assignment_apply (const CrGraph *graph, const char *assignment, GError **error);

G_END_DECLS
