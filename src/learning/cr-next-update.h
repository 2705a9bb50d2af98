/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the next step of training would make of a tape's parameters: for one who wants to see it, not for a trainer. */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * cr_next_update_find:
 * @tape: a tape on which backward has run
 *
 * The parameter vector after one step of the optimizer of the graph's training, its penalty counted, by the gradients that the tape has: with
 * data those of the examples that it is bound to. What a method remembers of earlier steps is nothing yet. The tape stays as it is.
 *
 * Cost: a few visits a parameter.
 *
 * Returns: (transfer full) (nullable): as many numbers as cr_tape_get_parameters() has; %NULL where the graph is not to be trained, there are
 * no parameters or gradients, or one would not be finite
 */
double *cr_next_update_find (CrTape *tape);

G_END_DECLS
