/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every colour that is read or followed stands out from what is behind it. */
#include "cr-colors.h"

#include <math.h>

/* The grounds on which pictures are drawn. */
static const gboolean grounds[] = { FALSE, TRUE, CR_COLORS_BRIGHT };

/* WCAG 2: AA, and AAA (of lines what AA asks of text) where more contrast was asked for. */
static void
assert_contrast (CrColorRole role, CrColorRole ground, gboolean dark, gboolean is_strong)
{
  static const double usual[] = { [CR_CONTRAST_FREE] = 1, [CR_CONTRAST_LINE] = 3, [CR_CONTRAST_TEXT] = 4.5 };
  static const double strong[] = { [CR_CONTRAST_FREE] = 1, [CR_CONTRAST_LINE] = 4.5, [CR_CONTRAST_TEXT] = 7 };
  const double *least = is_strong ? strong : usual;
  CrContrast demand = cr_color_get_demand (role, ground);
  double contrast = cr_color_get_contrast (cr_color_get (role, dark), cr_color_get (ground, dark));

  if (contrast < least[demand])
    g_error ("role %d on role %d, %s: contrast %.2f, needs %.1f", role, ground, dark ? "dark" : "light", contrast, least[demand]);
}

static void
test_contrast (void)
{
  guint n_demanding = 0;

  for (CrColorScheme scheme = 0; scheme < CR_N_SCHEMES; scheme++)
    for (guint more = 0; more < 2; more++)
      for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
        for (guint role = 0; role < CR_N_COLORS; role++)
          for (guint ground = 0; ground < CR_N_COLORS; ground++)
            {
              cr_colors_choose (scheme, more);
              assert_contrast (role, ground, grounds[i], more || scheme == CR_SCHEME_STRONG);
              n_demanding += cr_color_get_demand (role, ground) != CR_CONTRAST_FREE;
            }
  cr_colors_choose (CR_SCHEME_STANDARD, FALSE);
  g_assert_cmpuint (n_demanding, >, 20 * 2 * CR_N_SCHEMES * G_N_ELEMENTS (grounds));
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

typedef enum
{
  VISION_FULL,
  VISION_WITHOUT_RED,
  VISION_WITHOUT_GREEN,
  VISION_WITHOUT_BLUE,
  VISION_WITHOUT_COLOR,
  N_VISIONS
} Vision;

/* What those see who lack nothing, the red cones, the green ones (Viénot, Brettel, Mollon 1999), the blue ones (Brettel, Viénot, Mollon 1997), or
 * all colour, as CIE L*a*b*. */
static Triple
see (CrColor color, Vision vision)
{
  static const double views[N_VISIONS][9] = {
    [VISION_FULL] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
    [VISION_WITHOUT_RED] = { 0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1 },
    [VISION_WITHOUT_GREEN] = { 0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1 },
    [VISION_WITHOUT_BLUE] = { 1.01277, 0.13548, -0.14826, -0.01243, 0.86812, 0.14431, 0.07589, 0.80500, 0.11911 },
    [VISION_WITHOUT_COLOR] = { 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722 },
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

/* How far apart two colours are for that vision; 2.3 can just be seen. */
static double
get_distance (CrColor one, CrColor other, Vision vision)
{
  Triple a = see (one, vision);
  Triple b = see (other, vision);

  return hypot (hypot (a.x[0] - b.x[0], a.x[1] - b.x[1]), a.x[2] - b.x[2]);
}

/* Whoever sees any hue tells a value from a gradient in every scheme, and who sees none in the one that is for that; so with the ends of a map, and
 * 0 between them. */
static void
test_values_and_gradients (void)
{
  for (CrColorScheme scheme = 0; scheme < CR_N_SCHEMES; scheme++)
    for (guint more = 0; more < 2; more++)
      for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
        for (Vision vision = 0; vision < (scheme == CR_SCHEME_LIGHTNESS ? N_VISIONS : VISION_WITHOUT_COLOR); vision++)
          {
            CrColor low, zero, high;

            cr_colors_choose (scheme, more);
            low = cr_color_get_map (-1, grounds[i]);
            zero = cr_color_get_map (0, grounds[i]);
            high = cr_color_get_map (1, grounds[i]);
            g_assert_cmpfloat (get_distance (cr_color_get (CR_COLOR_VALUE, grounds[i]), cr_color_get (CR_COLOR_GRADIENT, grounds[i]), vision), >, 23);
            g_assert_cmpfloat (get_distance (low, high, vision), >, 46);
            g_assert_cmpfloat (MIN (get_distance (low, zero, vision), get_distance (zero, high, vision)), >, 23);
          }
  cr_colors_choose (CR_SCHEME_STANDARD, FALSE);
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
          for (Vision vision = 0; vision <= VISION_WITHOUT_GREEN; vision++)
            g_assert_cmpfloat (get_distance (color, cr_color_get_class (j, dark), vision), >, 23);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/colors/contrast", test_contrast);
  g_test_add_func ("/drawing/colors/specified", test_specified);
  g_test_add_func ("/drawing/colors/map", test_map);
  g_test_add_func ("/drawing/colors/values-and-gradients", test_values_and_gradients);
  g_test_add_func ("/drawing/colors/classes", test_classes);
  return g_test_run ();
}
