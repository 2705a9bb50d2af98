/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The viewport: both ways between view and graph, zoom about a point, fitting, revealing. */
#include "cr-viewport.h"

#include <math.h>

#define NEAR 1e-9

static CrViewport
make_viewport (double zoom)
{
  return (CrViewport) { .zoom = zoom, .centre = { 30, -20 }, .width = 800, .height = 600 };
}

static void
assert_point (CrPoint point, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (point.x, x, NEAR);
  g_assert_cmpfloat_with_epsilon (point.y, y, NEAR);
}

static void
test_to_graph_and_back (void)
{
  CrViewport viewport = make_viewport (2);

  assert_point (cr_viewport_to_graph (&viewport, 400, 300), 30, -20);
  assert_point (cr_viewport_to_graph (&viewport, 402, 300), 31, -20);
  assert_point (cr_viewport_to_view (&viewport, 31, -20), 402, 300);
  for (int i = 0; i < 20; i++)
    {
      CrPoint view = cr_viewport_to_view (&viewport, i * 17.0, i * -5.0);

      assert_point (cr_viewport_to_graph (&viewport, view.x, view.y), i * 17.0, i * -5.0);
    }
}

static void
test_pan (void)
{
  CrViewport viewport = make_viewport (0.5);
  CrPoint before = cr_viewport_to_view (&viewport, 7, 8);

  cr_viewport_pan (&viewport, 11, -13);
  assert_point (cr_viewport_to_view (&viewport, 7, 8), before.x + 11, before.y - 13);
}

static void
test_zoom_keeps_the_point_under_the_pointer (void)
{
  CrViewport viewport = make_viewport (1);
  CrPoint fixed = cr_viewport_to_graph (&viewport, 700, 50);

  cr_viewport_zoom_at (&viewport, 3.3, 700, 50);
  g_assert_cmpfloat (viewport.zoom, ==, 3.3);
  assert_point (cr_viewport_to_graph (&viewport, 700, 50), fixed.x, fixed.y);
}

static void
test_zoom_stays_within_its_limits (void)
{
  CrViewport viewport = make_viewport (1);

  cr_viewport_zoom_at (&viewport, 1000, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, CR_ZOOM_MAXIMUM);
  g_assert_cmpfloat (cr_viewport_get_next_zoom (&viewport, 1), ==, CR_ZOOM_MAXIMUM);
  cr_viewport_zoom_at (&viewport, 0, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, CR_ZOOM_MINIMUM);
  g_assert_cmpfloat (cr_viewport_get_next_zoom (&viewport, -1), ==, CR_ZOOM_MINIMUM);
  cr_viewport_zoom_at (&viewport, NAN, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, CR_ZOOM_MINIMUM);
}

static void
test_steps_pass_through_100_percent (void)
{
  CrViewport viewport = make_viewport (0.97);

  viewport.zoom = cr_viewport_get_next_zoom (&viewport, 1);
  g_assert_cmpfloat (viewport.zoom, ==, 1);
  viewport.zoom = cr_viewport_get_next_zoom (&viewport, 1);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, G_SQRT2, NEAR);
  viewport.zoom = cr_viewport_get_next_zoom (&viewport, 1);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 2, NEAR);
  viewport.zoom = cr_viewport_get_next_zoom (&viewport, -1);
  viewport.zoom = cr_viewport_get_next_zoom (&viewport, -1);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 1, NEAR);
}

static void
test_fit (void)
{
  CrViewport viewport = make_viewport (1);

  cr_viewport_fit (&viewport, 100, 200, 1400, 100, 50, 1);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 0.5, NEAR);
  assert_point (viewport.centre, 800, 250);
  assert_point (cr_viewport_to_view (&viewport, 100, 250), 50, 300);

  cr_viewport_fit (&viewport, 0, 0, 10, 10, 50, 1);
  g_assert_cmpfloat (viewport.zoom, ==, 1);
  cr_viewport_fit (&viewport, 0, 0, 0, 0, 5000, 2);
  g_assert_true (isfinite (viewport.zoom));
}

static void
test_fit_waits_for_a_size (void)
{
  CrViewport viewport = CR_VIEWPORT_INIT;

  cr_viewport_fit (&viewport, 100, 200, 1400, 100, 50, 1);
  g_assert_cmpfloat (viewport.zoom, ==, 1);
  assert_point (viewport.centre, 0, 0);
}

static void
test_reveal (void)
{
  CrViewport viewport = make_viewport (1);
  CrPoint view;

  g_assert_false (cr_viewport_reveal (&viewport, 30, -20, 40));
  g_assert_true (cr_viewport_reveal (&viewport, 1000, -20, 40));
  view = cr_viewport_to_view (&viewport, 1000, -20);
  assert_point (view, 760, 300);
  g_assert_true (cr_viewport_reveal (&viewport, -1000, -2000, 40));
  assert_point (cr_viewport_to_view (&viewport, -1000, -2000), 40, 40);
}

static void
test_overshoot (void)
{
  CrViewport viewport = make_viewport (1);

  assert_point (cr_viewport_get_overshoot (&viewport, (CrPoint) { 400, 300 }, 24), 0, 0);
  assert_point (cr_viewport_get_overshoot (&viewport, (CrPoint) { 20, 300 }, 24), -4, 0);
  assert_point (cr_viewport_get_overshoot (&viewport, (CrPoint) { 900, 590 }, 24), 124, 14);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/to-graph-and-back", test_to_graph_and_back);
  g_test_add_func ("/viewport/pan", test_pan);
  g_test_add_func ("/viewport/zoom-keeps-the-point-under-the-pointer", test_zoom_keeps_the_point_under_the_pointer);
  g_test_add_func ("/viewport/zoom-stays-within-its-limits", test_zoom_stays_within_its_limits);
  g_test_add_func ("/viewport/steps-pass-through-100-percent", test_steps_pass_through_100_percent);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/fit-waits-for-a-size", test_fit_waits_for_a_size);
  g_test_add_func ("/viewport/reveal", test_reveal);
  g_test_add_func ("/viewport/overshoot", test_overshoot);
  return g_test_run ();
}
