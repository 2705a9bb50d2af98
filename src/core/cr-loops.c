/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing the loops for the processor that this runs on. */
#include "cr-loops.h"

#include "cr-config.h"

#define LOOPS(loops)                                                                                                           \
  static const CrLoops loops##_loops = { #loops, cr_layer_forward_##loops, cr_layer_backward_##loops, cr_multiply_##loops };

LOOPS (baseline)
#if CR_HAVE_X86_LEVELS
LOOPS (avx2)
LOOPS (avx512)
#endif

#define MOST 4

const CrLoops *const *
cr_loops_get_all (void)
{
  static const CrLoops *found[MOST];

  if (g_once_init_enter (&found[0]))
    {
      const CrLoops *widest[MOST] = { NULL };
      guint n = 0;

#if CR_HAVE_X86_LEVELS
      if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512cd") &&
          __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl"))
        widest[n++] = &avx512_loops;
      if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi2"))
        widest[n++] = &avx2_loops;
#endif
      widest[n] = &baseline_loops;
      for (guint i = n; i > 0; i--)
        found[i] = widest[i];
      g_once_init_leave (&found[0], widest[0]);
    }
  return found;
}

const CrLoops *
cr_loops_get (void)
{
  return cr_loops_get_all ()[0];
}
