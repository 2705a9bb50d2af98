/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate as a few lines of code, as the lecture writes a multiply gate: forward, what it keeps, backward. (Lecture row 10.) */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_gate_code_dup:
 * @node: a gate
 *
 * Python with NumPy, from the pieces of code that programs are made of: x and y are the operands, z the result, dz the upstream gradient. Of
 * a gate with more operands than two it shows two.
 *
 * Returns: (transfer full) (nullable): NULL of sources, and of gates that are no few lines
 */
char *cr_gate_code_dup (const CrNode *node);

G_END_DECLS
