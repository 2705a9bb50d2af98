/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view that goes on moving when it is let go of, slower and slower: the arithmetic. Times are milliseconds, ways pixels of the view. */
#pragma once

#include "cr-node.h"

G_BEGIN_DECLS

#define CR_GLIDE_SAMPLES 8

/**
 * CrGlide:
 * @velocity: pixels a millisecond; 0, 0 where it is at rest
 * @times, @places: where the finger was last, @n_samples of them, oldest first
 *
 * A cleared struct is at rest.
 */
typedef struct
{
  CrPoint velocity;
  double times[CR_GLIDE_SAMPLES];
  CrPoint places[CR_GLIDE_SAMPLES];
  guint n_samples;
} CrGlide;

/* At rest, and nothing is known of a finger. */
void cr_glide_stop (CrGlide *glide);

/* The finger is at that place now. */
void cr_glide_note (CrGlide *glide, double time, CrPoint place);

/* The finger has gone: as fast as it was in the last tenth of a second. Returns whether that is any motion. */
gboolean cr_glide_let_go (CrGlide *glide, double time);

/* The same with a velocity that is known. */
gboolean cr_glide_push (CrGlide *glide, CrPoint velocity);

gboolean cr_glide_is_moving (const CrGlide *glide);

/* How far it goes in that time; it has become slower then, and may have come to rest. */
CrPoint cr_glide_step (CrGlide *glide, double duration);

G_END_DECLS
