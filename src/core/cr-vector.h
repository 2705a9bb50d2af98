/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors as wide as this build of the loops has them: CR_VECTOR_BYTES comes from the build. For the files of loops alone. */
#pragma once

#include "cr-vector-math.h"

#define LANES (CR_VECTOR_BYTES / 8)

typedef double Vector __attribute__ ((vector_size (CR_VECTOR_BYTES)));
typedef gint64 Mask __attribute__ ((vector_size (CR_VECTOR_BYTES)));
typedef double Numbers __attribute__ ((vector_size (CR_VECTOR_BYTES), aligned (8), may_alias));

/* How many rows of four vectors are summed at once: as many as leave a register for each of their sums. */
#define MOST_ROWS (LANES == 8 ? 4 : 2)

CR_INLINE Vector
load (const double *from)
{
  return *(const Numbers *) from;
}

CR_INLINE void
store (double *to, Vector vector)
{
  *(Numbers *) to = vector;
}

CR_INLINE Vector
spread (double number)
{
  return number - (Vector) { 0 };
}

/* What holds where @mask is set, 0 elsewhere. */
CR_INLINE Vector
only_where (Mask mask, Vector vector)
{
  return (Vector) (mask & (Mask) vector);
}
