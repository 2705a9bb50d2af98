/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slope of a function of one number.
 *
 * How this works: a difference over 2h is wrong by what the function bends, which shrinks with h² (on one side alone, with h), and by the
 * rounding of f, which grows as h shrinks. How far two steps in a row differ says how large the first part still is; the second is
 * reckoned from the size of f, and may be larger where f is a difference of large numbers, so that steps above the usual one are tried too.
 * The step for which the sum of both is least wins. A step so small that f does not change at all says nothing, and ends the search.
 */
#include "cr-slope.h"

#include <float.h>
#include <math.h>

/* By how much a step is better than it differs from the one before; by h² it would be 99. */
#define GAIN 9
#define GOOD_ENOUGH 1e-9
#define LARGEST 100 /* of the steps, in usual ones */

typedef struct
{
  double slope;
  double step;
  double doubt; /* how wrong it may be, as a share of it */
} Estimate;

typedef struct
{
  double above; /* x ± h, as they come out after rounding */
  double below;
  double up; /* f there */
  double down;
} Difference;

static double
get_slope (const Difference *d, double x, double at_x)
{
  if (isfinite (d->up) && isfinite (d->down))
    return (d->up - d->down) / (d->above - d->below);
  if (isfinite (d->up))
    return (d->up - at_x) / (d->above - x);
  return isfinite (d->down) ? (at_x - d->down) / (x - d->below) : NAN;
}

/* What the rounding of f alone makes of a slope. */
static double
get_noise (const Difference *d, double at_x, double step)
{
  double largest = fabs (at_x);

  if (isfinite (d->up))
    largest = fmax (largest, fabs (d->up));
  if (isfinite (d->down))
    largest = fmax (largest, fabs (d->down));
  return DBL_EPSILON * largest / step;
}

static void
keep_better (Estimate *best, double slope, double step, double error, double smallest)
{
  double doubt = error / fmax (fabs (slope), smallest);

  if (doubt < best->doubt)
    *best = (Estimate) { slope, step, doubt };
}

double
cr_slope_refine (CrCurve curve, gpointer data, double x, double at_x, double step, double smallest, double *used)
{
  Estimate best = { NAN, step, INFINITY };
  double before = NAN, noise_before = 0;

  for (double h = LARGEST * step; x + h > x && x - h < x; h /= 10)
    {
      Difference d = { .above = x + h, .below = x - h };

      d.up = curve (d.above, data);
      d.down = curve (d.below, data);
      if (d.up == at_x && d.down == at_x && isfinite (before) && before != 0)
        break;

      double slope = get_slope (&d, x, at_x);
      double noise = get_noise (&d, at_x, h);
      double change = fabs (slope - before);

      if (isnan (before) && isnan (best.slope))
        best = (Estimate) { slope, h, INFINITY }; /* better than none */
      keep_better (&best, before, 10 * h, change + noise_before, smallest);
      keep_better (&best, slope, h, change / GAIN + noise, smallest);
      if (best.doubt <= GOOD_ENOUGH || (noise > fmax (fabs (slope), smallest) && h < fmin (step, fabs (x))))
        break;
      before = slope;
      noise_before = noise;
    }
  *used = best.step;
  return best.slope;
}
