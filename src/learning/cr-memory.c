/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the program takes memory for its threads. */
#include "cr-memory.h"

#include <stdlib.h> /* defines __GLIBC__ where it is so */

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define POOLS 2 /* the first thread's and the others' */

void
cr_memory_set_up (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, POOLS);
#endif
}
