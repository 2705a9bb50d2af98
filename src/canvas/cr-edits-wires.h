/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does to the wires around a node: each function takes a version and gives a new one (transfer full). */
#pragma once

#include "cr-graph.h"
#include "cr-picture.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * cr_edit_delete_healing:
 * @graph: a version
 * @tape: (nullable): its tape, whose shapes are asked
 * @keys: @n_keys nodes, groups and frames
 *
 * As cr_edit_delete(); but where a gate of one operand, whose value goes to one place only, is taken out of a wire, that wire is
 * healed: what fed the gate goes on to where the gate led, unless the shape does not fit there. O(nodes).
 */
CrGraph *cr_edit_delete_healing (const CrGraph *graph, CrTape *tape, const CrKey *keys, guint n_keys);

/* Whether a node may be put into a wire: a gate that nothing feeds yet and whose value nobody takes. O(nodes). */
gboolean cr_edit_can_insert (const CrGraph *graph, CrKey key);

/**
 * cr_edit_insert:
 * @graph: a version
 * @tape: (nullable): its tape, whose shapes are asked
 * @key: a node that cr_edit_can_insert() has said yes to
 * @to: with @operand, the wire
 * @error: return location, as that of cr_edit_wire()
 *
 * Puts a node into a wire: what came over the wire goes to its first operand, its value to where the wire led.
 *
 * Returns: (transfer full) (nullable): a new version
 */
CrGraph *cr_edit_insert (const CrGraph *graph, CrTape *tape, CrKey key, CrKey to, guint operand, GError **error);

/* With those operands of some nodes open that nodes beside them feed; what they feed one another stays. O(nodes + wires of them). */
CrGraph *cr_edit_without_outside (const CrGraph *graph, const CrKey *keys, guint n_keys);

/* Without @n_wires wires, each named by the node and the operand that it goes into (#CrPick of the kind WIRE). */
CrGraph *cr_edit_cut (const CrGraph *graph, const CrPick *wires, guint n_wires);

/* Whether a node has two operands that may change places. Those of a unit have weights, and stay. */
gboolean cr_edit_can_swap_operands (const CrGraph *graph, CrKey key);

/* With the two operands of a node in the other order. */
CrGraph *cr_edit_swap_operands (const CrGraph *graph, CrKey key);

G_END_DECLS
