/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slopes of functions of one number, measured by steps of all sizes. */
#include "cr-slope.h"

#include <math.h>

static double
square_root_of_cube (double x, gpointer unused)
{
  return pow (x, 1.5);
}

static double
logarithm (double x, gpointer unused)
{
  return log (x);
}

static double
hyperbola (double x, gpointer unused)
{
  return 1 / x;
}

/* What is added to the parabola takes digits away from it. */
static double
raised_parabola (double x, gpointer raise)
{
  return x * x + *(double *) raise - *(double *) raise;
}

static double
only_at_zero (double x, gpointer unused)
{
  return x == 0 ? 0 : NAN;
}

static void
assert_slope (CrCurve curve, double x, double slope, double tolerance)
{
  double step;
  double found = cr_slope_refine (curve, NULL, x, curve (x, NULL), 6e-6, 1e-4, &step);

  g_assert_cmpfloat (fabs (found - slope), <=, tolerance);
}

static void
test_slopes_near_borders (void)
{
  assert_slope (logarithm, 2, 0.5, 1e-9);
  assert_slope (logarithm, 1e-6, 1e6, 1e-2);
  assert_slope (logarithm, 1e-12, 1e12, 1e4);
  assert_slope (logarithm, 1e-300, 1e300, 1e292);
  assert_slope (hyperbola, 1e-9, -1e18, 1e10);
  assert_slope (hyperbola, -1e-50, -1e100, 1e92);
  assert_slope (square_root_of_cube, 0, 0, 1e-11); /* it is defined on one side */
  assert_slope (square_root_of_cube, 1e-20, 1.5e-10, 1e-11);

  double step;

  g_assert_true (isnan (cr_slope_refine (only_at_zero, NULL, 0, 0, 6e-6, 1e-4, &step)));
}

/* A step that is lost in the rounding of f would measure 0, and confirm a gradient that is missing. */
static void
test_lost_steps_measure_nothing (void)
{
  for (double raise = 1; raise < 1e9; raise *= 10)
    {
      double step;
      double slope = cr_slope_refine (raised_parabola, &raise, 3, 9, 6e-6, 1e-4, &step);

      g_assert_cmpfloat (fabs (slope - 6), <, 1e-9 * raise + 1e-8);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slope/near-borders", test_slopes_near_borders);
  g_test_add_func ("/slope/lost-steps-measure-nothing", test_lost_steps_measure_nothing);
  return g_test_run ();
}
