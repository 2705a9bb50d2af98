/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view that glides on: velocity from what a finger did, the way that it goes, and that it comes to rest. */
#include "cr-glide.h"

#include <math.h>

static void
test_as_fast_as_the_finger (void)
{
  CrGlide glide = { 0 };

  /* Slow at first, then 2 pixels a millisecond: only the last tenth of a second counts. */
  for (int i = 0; i < 6; i++)
    cr_glide_note (&glide, 100 * i, (CrPoint) { i, 0 });
  for (int i = 1; i <= 6; i++)
    cr_glide_note (&glide, 500 + 10 * i, (CrPoint) { 5 + 20 * i, -10 * i });
  g_assert_true (cr_glide_let_go (&glide, 561));
  g_assert_cmpfloat (fabs (glide.velocity.x - 2), <, 1e-12);
  g_assert_cmpfloat (fabs (glide.velocity.y + 1), <, 1e-12);
}

static void
test_a_finger_that_rested_leaves_the_view (void)
{
  CrGlide glide = { 0 };

  for (int i = 0; i < 5; i++)
    cr_glide_note (&glide, 10 * i, (CrPoint) { 30 * i, 0 });
  g_assert_false (cr_glide_let_go (&glide, 40 + 300));
  g_assert_false (cr_glide_is_moving (&glide));
}

/* The integral of v·e^(−t/250) from 0 to 1000 at v = 1: 250·(1 − e^(−4)) = 245.42, in one step or in sixty. */
static void
test_the_way_does_not_depend_on_the_frames (void)
{
  CrGlide one = { 0 }, other = { 0 };
  double way = 0;

  cr_glide_push (&one, (CrPoint) { 4, 0 });
  cr_glide_push (&other, (CrPoint) { 4, 0 });
  for (int i = 0; i < 60; i++)
    way += cr_glide_step (&one, 1000.0 / 60).x;
  g_assert_cmpfloat (fabs (way - 4 * 245.4210902778), <, 1e-6);
  g_assert_cmpfloat (fabs (cr_glide_step (&other, 1000).x - way), <, 1e-6);
}

static void
test_it_comes_to_rest (void)
{
  CrGlide glide = { 0 };
  guint n_frames = 0;

  cr_glide_push (&glide, (CrPoint) { 3, 4 });
  while (cr_glide_is_moving (&glide) && n_frames < 1000)
    {
      cr_glide_step (&glide, 16);
      n_frames++;
    }
  g_assert_cmpuint (n_frames, >, 30);
  g_assert_cmpuint (n_frames, <, 120);
  g_assert_cmpfloat (cr_glide_step (&glide, 16).x, ==, 0);
}

static void
test_no_finger_is_too_fast (void)
{
  CrGlide glide = { 0 };

  cr_glide_push (&glide, (CrPoint) { 300, 400 });
  g_assert_cmpfloat (fabs (hypot (glide.velocity.x, glide.velocity.y) - 8), <, 1e-9);
  cr_glide_stop (&glide);
  g_assert_false (cr_glide_is_moving (&glide));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glide/finger", test_as_fast_as_the_finger);
  g_test_add_func ("/glide/rested", test_a_finger_that_rested_leaves_the_view);
  g_test_add_func ("/glide/frames", test_the_way_does_not_depend_on_the_frames);
  g_test_add_func ("/glide/rest", test_it_comes_to_rest);
  g_test_add_func ("/glide/fast", test_no_finger_is_too_fast);
  return g_test_run ();
}
