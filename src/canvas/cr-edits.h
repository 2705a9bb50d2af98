/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does to a graph: each function takes a version and gives a new one (transfer full). Knows no pointer, no keys. */
#pragma once

#include "cr-graph.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/* A node more, at that point, with a free id; @key is its key. */
CrGraph *cr_edit_add (const CrGraph *graph, const CrGate *gate, CrPoint place, CrKey *key);

/* A free id that suits a gate: x, y, z, … for inputs, w for parameters, c for constants, L for losses, short names otherwise. */
char *cr_edit_dup_free_id (const CrGraph *graph, const CrGate *gate);

/* With these nodes, groups and frames moved, and nothing else (cr_edit_with_contents() says what goes along). Keys of what has no
 * place are passed over. The same version where they do not move. */
CrGraph *cr_edit_move (const CrGraph *graph, const CrKey *keys, guint n_keys, double dx, double dy);

/* Takes out of an array of keys those of groups and frames. */
void cr_edit_keep_nodes (const CrGraph *graph, GArray *keys);

/* With that value in place of the source's own (also of a random one). The same version where it has that value. */
CrGraph *cr_edit_set_value (const CrGraph *graph, CrKey key, const CrMatrix *value);

/* With another bias of a neuron. */
CrGraph *cr_edit_set_bias (const CrGraph *graph, CrKey key, double bias);

/**
 * cr_edit_make_room:
 * @graph: a version
 * @tape: (nullable): of the values that it had until now
 * @key: a source
 * @shape: of the value that it has or gets
 *
 * A source grows with its matrix. The nodes that it would come to lie on move aside by whole steps of the grid, and those that they would come
 * to lie on; what lay on each other already stays. O(nodes · nodes moved).
 *
 * Returns: (transfer full): @graph with those places
 */
CrGraph *cr_edit_make_room (const CrGraph *graph, CrTape *tape, CrKey key, CrShape shape);

/* What a source holds now: its value, or what the tape drew for it at random; 0 by default. NULL where it is no source. */
CrMatrix *cr_edit_get_value (const CrGraph *graph, CrTape *tape, CrKey key);

/* The same matrix with another number at that entry, row by row (transfer full). */
CrMatrix *cr_edit_with_entry (const CrMatrix *matrix, guint entry, double number);

/* With that breakpoint at those of the nodes that are gates; the same version where all have it. */
CrGraph *cr_edit_set_breakpoint (const CrGraph *graph, const CrKey *keys, guint n_keys, CrBreakpoint breakpoint);

/**
 * cr_edit_wire:
 * @graph: a version
 * @tape: (nullable): its tape, whose shapes are asked
 * @from: whose value is wired
 * @to: the node that takes it
 * @operand: its operand; n_operands to add one where the gate takes more
 * @error: return location: %CR_ERROR_LOOP, %CR_ERROR_OPERAND, %CR_ERROR_SHAPE
 *
 * As cr_graph_connected(), but refuses also what the gate could not compute with the shapes that are known now.
 *
 * Returns: (transfer full) (nullable): a new version
 */
CrGraph *cr_edit_wire (const CrGraph *graph, CrTape *tape, CrKey from, CrKey to, guint operand, GError **error);

/* As cr_edit_wire(), for a wire that is dragged off @old_to, @old_operand to another input; the old place is left open. */
CrGraph *cr_edit_rewire (const CrGraph *graph, CrTape *tape, CrKey old_to, guint old_operand, CrKey to, guint operand,
                         GError **error);

/**
 * cr_edit_reduce_output:
 * @graph: a version whose output is no number
 * @gate: a gate of one operand whose result is one, "sum" or "pick"
 * @key: (out): of the node that it becomes
 *
 * Puts that gate behind the output and makes it the output, so that backward has a number to start from: summed, every entry of the old
 * output gets the gradient 1; of one that is picked, that entry alone.
 *
 * Returns: (transfer full): a new version
 */
CrGraph *cr_edit_reduce_output (const CrGraph *graph, const CrGate *gate, CrKey *key);

G_END_DECLS
