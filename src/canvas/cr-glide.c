/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view that goes on moving when it is let go of.
 *
 * How this works: it is slowed down in proportion to its velocity, v(t) = v₀·e^(−t/T), with the friction of the toolkit's own lists. The way
 * of a step is the integral of that, so that it is the same however the time is divided into frames.
 */
#include "cr-glide.h"

#include <math.h>
#include <string.h>

#define SLOWING 250.0       /* T, milliseconds */
#define LEAST_VELOCITY 0.03 /* what is slower is at rest */
#define GREATEST_VELOCITY 8.0
#define RECENT 100.0 /* milliseconds that tell how fast a finger is */

void
cr_glide_stop (CrGlide *glide)
{
  *glide = (CrGlide) { .n_samples = 0 };
}

void
cr_glide_note (CrGlide *glide, double time, CrPoint place)
{
  if (glide->n_samples == CR_GLIDE_SAMPLES)
    {
      memmove (glide->times, glide->times + 1, (CR_GLIDE_SAMPLES - 1) * sizeof (double));
      memmove (glide->places, glide->places + 1, (CR_GLIDE_SAMPLES - 1) * sizeof (CrPoint));
      glide->n_samples--;
    }
  glide->times[glide->n_samples] = time;
  glide->places[glide->n_samples] = place;
  glide->n_samples++;
}

gboolean
cr_glide_let_go (CrGlide *glide, double time)
{
  guint last = glide->n_samples, first = 0;
  CrPoint velocity = { 0, 0 };

  while (first < last && time - glide->times[first] > RECENT)
    first++;
  if (last - first >= 2 && glide->times[last - 1] > glide->times[first])
    {
      double duration = glide->times[last - 1] - glide->times[first];

      velocity = (CrPoint) { (glide->places[last - 1].x - glide->places[first].x) / duration,
                             (glide->places[last - 1].y - glide->places[first].y) / duration };
    }
  glide->n_samples = 0;
  return cr_glide_push (glide, velocity);
}

gboolean
cr_glide_push (CrGlide *glide, CrPoint velocity)
{
  double speed = hypot (velocity.x, velocity.y);
  double share = speed > GREATEST_VELOCITY ? GREATEST_VELOCITY / speed : 1;

  glide->velocity = speed >= LEAST_VELOCITY ? (CrPoint) { velocity.x * share, velocity.y * share } : (CrPoint) { 0, 0 };
  return cr_glide_is_moving (glide);
}

gboolean
cr_glide_is_moving (const CrGlide *glide)
{
  return glide->velocity.x != 0 || glide->velocity.y != 0;
}

CrPoint
cr_glide_step (CrGlide *glide, double duration)
{
  double left = exp (-duration / SLOWING);
  CrPoint way = { glide->velocity.x * SLOWING * (1 - left), glide->velocity.y * SLOWING * (1 - left) };

  cr_glide_push (glide, (CrPoint) { glide->velocity.x * left, glide->velocity.y * left });
  return way;
}
