/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scrolling does, by setting, device and keys. */
#include "cr-wheel.h"

#define NONE 0
#define CONTROL CR_MODIFIER_CONTROL
#define SHIFT CR_MODIFIER_SHIFT

static const struct
{
  CrWheel wheel;
  gboolean has_notches;
  CrModifiers modifiers;
  gboolean is_upright;
  CrScroll expected;
} cases[] = {
  { CR_WHEEL_AUTOMATIC, TRUE, NONE, TRUE, CR_SCROLL_ZOOM },
  { CR_WHEEL_AUTOMATIC, TRUE, NONE, FALSE, CR_SCROLL_MOVE }, /* a wheel that tilts */
  { CR_WHEEL_AUTOMATIC, TRUE, SHIFT, TRUE, CR_SCROLL_SIDEWAYS },
  { CR_WHEEL_AUTOMATIC, TRUE, CONTROL, TRUE, CR_SCROLL_ZOOM },
  { CR_WHEEL_AUTOMATIC, FALSE, NONE, TRUE, CR_SCROLL_MOVE },
  { CR_WHEEL_AUTOMATIC, FALSE, SHIFT, TRUE, CR_SCROLL_MOVE }, /* it moves both ways by itself */
  { CR_WHEEL_AUTOMATIC, FALSE, CONTROL, TRUE, CR_SCROLL_ZOOM },
  { CR_WHEEL_ZOOMS, FALSE, NONE, TRUE, CR_SCROLL_ZOOM },
  { CR_WHEEL_ZOOMS, FALSE, SHIFT, TRUE, CR_SCROLL_SIDEWAYS },
  { CR_WHEEL_ZOOMS, TRUE, NONE, TRUE, CR_SCROLL_ZOOM },
  { CR_WHEEL_MOVES, TRUE, NONE, TRUE, CR_SCROLL_MOVE },
  { CR_WHEEL_MOVES, TRUE, SHIFT, TRUE, CR_SCROLL_SIDEWAYS },
  { CR_WHEEL_MOVES, TRUE, CONTROL, TRUE, CR_SCROLL_ZOOM },
  { CR_WHEEL_MOVES, FALSE, NONE, TRUE, CR_SCROLL_MOVE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (cr_wheel_decide (cases[i].wheel, cases[i].has_notches, cases[i].modifiers, cases[i].is_upright), ==,
                       cases[i].expected);
    }
}

static void
test_names (void)
{
  g_assert_cmpint (cr_wheel_find ("automatic"), ==, CR_WHEEL_AUTOMATIC);
  g_assert_cmpint (cr_wheel_find ("zooms"), ==, CR_WHEEL_ZOOMS);
  g_assert_cmpint (cr_wheel_find ("moves"), ==, CR_WHEEL_MOVES);
  g_assert_cmpint (cr_wheel_find ("of fortune"), ==, CR_WHEEL_AUTOMATIC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wheel/cases", test_cases);
  g_test_add_func ("/wheel/names", test_names);
  return g_test_run ();
}
