/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate sends back, in the names of a graph: "Wᵀ · ∇q", and in LaTeX; from its row's derivative. (Lecture rows 2 and 9.) */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * cr_gate_rule_dup:
 * @graph: a version
 * @gate: a gate
 * @operand: which operand
 *
 * What the gate sends to that operand: "Wᵀ · ∇q", "2 · (ŷ − y) · ∇L".
 *
 * Returns: (transfer full) (nullable): plain text; %NULL where the row does not say it operand by operand
 */
char *cr_gate_rule_dup (const CrGraph *graph, CrKey gate, guint operand);

/**
 * cr_gate_rule_dup_latex:
 * @graph: a version
 * @gate: a gate
 * @operand: which operand
 * @output: name of the node whose derivative it is, in LaTeX
 *
 * The same as LaTeX mathematics: "W^{\top} \cdot \nabla_{q} f".
 *
 * Returns: (transfer full) (nullable): %NULL as above
 */
char *cr_gate_rule_dup_latex (const CrGraph *graph, CrKey gate, guint operand, const char *output);

/**
 * cr_gate_rule_dup_whole:
 * @graph: a version
 * @gate: a gate
 *
 * What the row says of all operands together: "σ′(net) · wᵢ · ∇f".
 *
 * Returns: (transfer full): plain text, empty for a source
 */
char *cr_gate_rule_dup_whole (const CrGraph *graph, CrKey gate);

/* A node's name in LaTeX: "w0" is "w_{0}", "loss" is "\mathrm{loss}". Free with g_free(). */
char *cr_gate_rule_dup_latex_name (const char *name);

G_END_DECLS
