/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate's row says of it, in the names of a graph: what it computes. (Lecture rows 2 and 9.) */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_gate_formula_dup:
 * @graph: a version
 * @gate: a gate
 *
 * What the gate computes, in the names of the graph and with the gate's own numbers: "W · x", "σ(Σ wᵢxᵢ + b)", "Σ (ŷ − y)²".
 *
 * Returns: (transfer full): plain text in the notation of signs; the row's formula where that has no names of operands in it
 */
char *cr_gate_formula_dup (const CrGraph *graph, CrKey gate);

/* The same with any other words of the row, as of what it asks for: "b ≠ 0" is "y ≠ 0" where y is its second operand. */
char *cr_gate_formula_name_operands (const CrGraph *graph, CrKey gate, const char *text);

G_END_DECLS
