/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forward mode: the derivatives of every node with respect to one number of one source, in one walk along the tape.
 *
 * Backward tells, for one output, how it depends on everything; forward mode tells, for one source, how everything depends on it. One
 * walk gives a column of the Jacobian of any node: a window shows with it what moves, and how fast, when a single number is changed,
 * and why a graph with many sources and one loss is differentiated backward (CS231n 2017, lecture 4, the aside on forward mode).
 */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

typedef struct _CrForwardMode CrForwardMode;

/* Lends itself the tape, which must stay, and stay compiled as it is. Takes as much memory as the tape's values. */
CrForwardMode *cr_forward_mode_new (CrTape *tape);
void cr_forward_mode_free (CrForwardMode *mode);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrForwardMode, cr_forward_mode_free)

/**
 * cr_forward_mode_run:
 * @mode: for a tape on which cr_tape_forward() has run since its last change, or which is walked step by step: then as far as that has come
 * @source: a source, or a unit
 * @attribute: of a unit, which of its parameters (its place in the gate's attributes); of a source it is not looked at
 * @row: of the entry, from 0
 * @column: of the entry, from 0
 * @error: return location: %CR_ERROR_NO_OUTPUT where the source has no value, %CR_ERROR_OPERAND where it has no such entry
 *
 * Moves that one number and computes how fast every node moves with it: ∂node/∂(number), entry by entry. The tape's values and gradients
 * stay as they are. With a batch, each example is a graph of its own: a number that is bound to data moves in every example.
 * Labels, classes and rows do not hand on what moves, as no gradient comes back through them.
 *
 * Cost: about one forward pass over what depends on the source.
 *
 * Returns: %FALSE with @error set
 */
gboolean cr_forward_mode_run (CrForwardMode *mode, CrKey source, guint attribute, guint32 row, guint32 column, GError **error);

/* ∂(node)/∂(the number) of the last run, laid out like the node's value; FALSE where the node has no value, or nothing has run. */
gboolean cr_forward_mode_get (const CrForwardMode *mode, CrKey key, CrNumbers *derivative);

G_END_DECLS
