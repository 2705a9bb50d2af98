/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every colour that is read or followed stands out from what is behind it. */
#include "cr-colors.h"

#include <math.h>

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

/* --- Classes --- */

typedef struct
{
  double x[3];
} Triple;

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* What those see who lack nothing, the red cones, the green ones (Viénot, Brettel, Mollon 1999), as CIE L*a*b*. */
static Triple
see (CrColor color, guint vision)
{
  static const double views[3][9] = {
    { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
    { 0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1 },
    { 0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1 },
  };
  static const double to_xyz[9] = { 0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505, 0.2126,         0.7152,
                                    0.0722,          0.0193 / 1.089,  0.1192 / 1.089,  0.9505 / 1.089 };
  const double light[] = { linear (color.red), linear (color.green), linear (color.blue) };
  double seen[3], f[3];

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (views[vision][3 * i] * light[0] + views[vision][3 * i + 1] * light[1] + views[vision][3 * i + 2] * light[2],
                     0, 1);
  for (guint i = 0; i < 3; i++)
    {
      double t = to_xyz[3 * i] * seen[0] + to_xyz[3 * i + 1] * seen[1] + to_xyz[3 * i + 2] * seen[2];

      f[i] = t > 0.008856 ? cbrt (t) : 7.787 * t + 16 / 116.0;
    }
  return (Triple) { { 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]) } };
}

/* Any two classes are ten times as far apart as what can just be seen (2.3), whoever looks. */
static void
test_classes (void)
{
  for (guint dark = 0; dark < 2; dark++)
    for (guint i = 0; i < CR_N_CLASS_COLORS; i++)
      {
        CrColor color = cr_color_get_class (i, dark);

        g_assert_cmpfloat (cr_color_get_contrast (color, cr_color_get (CR_COLOR_CANVAS, dark)), >=, 3);
        for (guint j = 0; j < i; j++)
          for (guint vision = 0; vision < 3; vision++)
            {
              Triple a = see (color, vision);
              Triple b = see (cr_color_get_class (j, dark), vision);

              g_assert_cmpfloat (hypot (hypot (a.x[0] - b.x[0], a.x[1] - b.x[1]), a.x[2] - b.x[2]), >, 23);
            }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/colors/contrast", test_contrast);
  g_test_add_func ("/drawing/colors/specified", test_specified);
  g_test_add_func ("/drawing/colors/map", test_map);
  g_test_add_func ("/drawing/colors/classes", test_classes);
  return g_test_run ();
}
