/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be broken on purpose in one node's backward rule. */
#pragma once

/* For the checker's tests, and for the exercise 'find the broken gate'. */
typedef enum
{
  CR_FAULT_NONE,
  CR_FAULT_SIGN,   /* the products have the wrong sign */
  CR_FAULT_SUM,    /* of the branches that come back to this node only the last one counts */
  CR_FAULT_MASK,   /* the upstream gradient passes as it is, not masked or scaled by the local one */
  CR_FAULT_SWITCH, /* the products go to the operands in reverse order */
  CR_FAULT_FACTOR, /* a factor of 2 is missing from the products */
} CrFault;
