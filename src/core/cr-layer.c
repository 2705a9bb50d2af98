/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing the loops of a layer for the processor that this runs on. */
#include "cr-layer.h"

#include "cr-config.h"

extern const CrLayerLoops cr_layer_loops_baseline;
#if CR_HAVE_X86_LEVELS
extern const CrLayerLoops cr_layer_loops_avx2;
extern const CrLayerLoops cr_layer_loops_avx512;
#endif

#define MOST 4

const CrLayerLoops *const *
cr_layer_get_all_loops (void)
{
  static const CrLayerLoops *found[MOST];

  if (g_once_init_enter (&found[0]))
    {
      const CrLayerLoops *widest[MOST] = { NULL };
      guint n = 0;

#if CR_HAVE_X86_LEVELS
      if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512cd") &&
          __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl"))
        widest[n++] = &cr_layer_loops_avx512;
      if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi2"))
        widest[n++] = &cr_layer_loops_avx2;
#endif
      widest[n] = &cr_layer_loops_baseline;
      for (guint i = n; i > 0; i--)
        found[i] = widest[i];
      g_once_init_leave (&found[0], widest[0]);
    }
  return found;
}

const CrLayerLoops *
cr_layer_get_loops (void)
{
  return cr_layer_get_all_loops ()[0];
}
