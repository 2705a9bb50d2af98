/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a predicted number is right, and if not, what was likely forgotten: by what comes out where that is forgotten. */
#pragma once

#include "cr-explanation.h"

G_BEGIN_DECLS

typedef enum
{
  CR_VERDICT_RIGHT,
  CR_VERDICT_SHAPE,      /* another shape than the variable's */
  CR_VERDICT_TRANSPOSED, /* rows for columns */
  CR_VERDICT_CLOSE,      /* near, but not within the tolerance */
  CR_VERDICT_SIGN,       /* the right size with the wrong sign */
  CR_VERDICT_BRANCH,     /* what comes back by some of its branches, not the sum of all */
  CR_VERDICT_UPSTREAM,   /* the local gradient alone: not multiplied by the upstream one */
  CR_VERDICT_LOCAL,      /* the upstream gradient as it is: not multiplied by the local one */
  CR_VERDICT_OPERAND,    /* what the gate sends to another operand */
  CR_VERDICT_ROUTE,      /* max or min sends it to the other operand */
  CR_VERDICT_OUTPUT,     /* another gradient than 1 of the output itself */
  CR_VERDICT_WRONG,      /* none of these */
} CrVerdict;

/**
 * cr_verdict_find:
 * @tape: a tape with that number
 * @key: a node
 * @gradient: whether its gradient was predicted, else its value
 * @answer: what was predicted
 * @tolerance: how far each entry may be off, by 1 or by its size, whichever is larger
 *
 * The value or gradient of the first example where there is a batch. Cost: one backward of each gate that uses the node.
 *
 * Returns: the verdict; %CR_VERDICT_WRONG also where the node has no such number
 */
CrVerdict cr_verdict_find (CrTape *tape, CrKey key, gboolean gradient, const CrMatrix *answer, double tolerance);

/* What it says to a learner, in one or two sentences; static, translated. */
const char *cr_verdict_get_text (CrVerdict verdict);

G_END_DECLS
