/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for many numbers. */
#include "cr-arena.h"

#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

/* From this size on the system is asked for large pages: operands far apart then cost fewer walks through its page tables. */
#define LARGE ((gsize) 2 << 20)
#define CACHE_LINE 64

double *
cr_arena_new (gsize n)
{
  gsize size = (n + 1) * sizeof (double);
  double *numbers = g_aligned_alloc (1, (size + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE, size < LARGE ? CACHE_LINE : LARGE);

#ifdef __linux__
  if (size >= LARGE)
    madvise (numbers, size / LARGE * LARGE, MADV_HUGEPAGE); /* a wish: nothing is lost where it is refused */
#endif
  memset (numbers, 0, size);
  return numbers;
}

void
cr_arena_free (double *numbers)
{
  g_aligned_free (numbers);
}
