/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the program takes memory for its threads. */
#include "cr-memory.h"

#include <stdlib.h> /* defines __GLIBC__ where it is so */

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define POOLS 2                         /* the first thread's and the others' */
#define LEAST_OF_ITS_OWN (4 * 1024 * 1024) /* bytes: images of a canvas lie outside the pools, smaller things within */
#define MOST_KEPT (1024 * 1024)         /* bytes that are free at the end of a pool */

void
cr_memory_set_up (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, POOLS);
  mallopt (M_MMAP_THRESHOLD, LEAST_OF_ITS_OWN);
  mallopt (M_TRIM_THRESHOLD, MOST_KEPT);
#endif
}

void
cr_memory_give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (MOST_KEPT);
#endif
}
