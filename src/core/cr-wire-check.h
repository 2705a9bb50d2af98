/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check of wires: is what each wire carries back the slope that one measures there? (lecture row 7)
 *
 * How this works: a graph is made in which a probe that is 0 is added to what each wire carries. The slope by the probe is the gradient that
 * the wire carries, and is checked as any source's. So a wire is checked by the one gradient check that there is. A large matrix is checked
 * along one random direction, by a single number.
 */
#pragma once

#include "cr-gradient-check.h"

G_BEGIN_DECLS

/**
 * CrCheckedWire:
 * @to: the gate that the wire goes into
 * @operand: as which operand
 * @analytic: what it carries back; of a matrix the entry with the largest error, of a large one its part along the direction
 * @numeric: the slope that was measured
 * @error: the largest relative error of its entries, as in #CrCheckedEntry; NaN where none could be measured
 * @is_kink: a choice in its way stands between two, or changes within the step
 */
typedef struct
{
  CrKey to;
  guint operand;
  double analytic;
  double numeric;
  double error;
  gboolean is_kink;
} CrCheckedWire;

typedef struct _CrWireCheck CrWireCheck;

/**
 * cr_wire_check_new:
 * @tape: a tape on which cr_tape_forward() has run: its values count, also of inputs that data are bound to (the first example)
 * @to: a gate, to check only the wire into its @operand; %CR_KEY_NONE for all wires that carry a gradient back
 * @operand: see @to
 *
 * Takes what it needs from the tape; may then be run on another thread. Cost: a visit a wire.
 *
 * Returns: (transfer full): a check, which may have no wires
 */
CrWireCheck *cr_wire_check_new (CrTape *tape, CrKey to, guint operand);
void cr_wire_check_free (CrWireCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrWireCheck, cr_wire_check_free)

guint cr_wire_check_get_n_wires (const CrWireCheck *check);

/* What is broken on purpose in the graph that is checked. */
void cr_wire_check_set_fault (CrWireCheck *check, CrKey key, CrFault fault);

/**
 * cr_wire_check_run:
 * @check: a check
 * @step: h, or 0 for the usual one
 * @error: return location: why there is no backward pass
 *
 * Cost: two forward passes an entry over what depends on it.
 *
 * Returns: (transfer full) (element-type CrCheckedWire) (nullable): the wires in the file's order
 */
GArray *cr_wire_check_run (CrWireCheck *check, double step, GError **error);

G_END_DECLS
