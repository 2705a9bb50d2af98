/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every colour that is read or followed stands out from what is behind it. */
#include "cr-colors.h"

static void
assert_contrast (CrColorRole role, CrColorRole ground, gboolean dark)
{
  static const double least[] = { [CR_CONTRAST_FREE] = 1, [CR_CONTRAST_LINE] = 3, [CR_CONTRAST_TEXT] = 4.5 };
  CrContrast demand = cr_color_get_demand (role, ground);
  double contrast = cr_color_get_contrast (cr_color_get (role, dark), cr_color_get (ground, dark));

  if (contrast < least[demand])
    g_error ("role %d on role %d, %s: contrast %.2f, needs %.1f", role, ground, dark ? "dark" : "light", contrast, least[demand]);
}

static void
test_contrast (void)
{
  guint n_demanding = 0;

  for (guint role = 0; role < CR_N_COLORS; role++)
    for (guint ground = 0; ground < CR_N_COLORS; ground++)
      {
        assert_contrast (role, ground, FALSE);
        assert_contrast (role, ground, TRUE);
        n_demanding += cr_color_get_demand (role, ground) != CR_CONTRAST_FREE;
      }
  g_assert_cmpuint (n_demanding, >, 20);
}

/* The figures that the visual specification names. */
static void
test_specified (void)
{
  static const struct
  {
    CrColorRole role;
    double light;
    double dark;
  } rows[] = {
    { CR_COLOR_VALUE, 6.3, 8.9 },   { CR_COLOR_GRADIENT, 4.9, 8.4 }, { CR_COLOR_INK, 13.6, 14.6 },
    { CR_COLOR_CAPTION, 6.6, 9.1 }, { CR_COLOR_QUIET, 3.3, 4.4 },    { CR_COLOR_ACCENT, 4.8, 7.2 },
    { CR_COLOR_ERROR, 6.1, 6.6 },   { CR_COLOR_PASSED, 5.6, 10.1 },  { CR_COLOR_GRID, 1.6, 1.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint dark = 0; dark < 2; dark++)
      g_assert_cmpfloat_with_epsilon (
          cr_color_get_contrast (cr_color_get (rows[i].role, dark), cr_color_get (CR_COLOR_CANVAS, dark)),
          dark ? rows[i].dark : rows[i].light, 0.06);
}

static void
test_map (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      g_autofree char *low = cr_color_to_string (cr_color_get_map (-2, dark));
      g_autofree char *zero = cr_color_to_string (cr_color_get_map (0, dark));
      g_autofree char *high = cr_color_to_string (cr_color_get_map (1, dark));

      g_assert_cmpstr (low, ==, dark ? "#c18141" : "#eca876");
      g_assert_cmpstr (zero, ==, dark ? "#303030" : "#f7f6f5");
      g_assert_cmpstr (high, ==, dark ? "#537eb2" : "#7fa9df");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/colors/contrast", test_contrast);
  g_test_add_func ("/drawing/colors/specified", test_specified);
  g_test_add_func ("/drawing/colors/map", test_map);
  return g_test_run ();
}
