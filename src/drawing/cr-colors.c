/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of everything that is drawn: the table and its arithmetic. */
#include "cr-colors.h"

#include <math.h>

/* Text and lines are seen on the canvas and in nodes; some also on tiles of their own. Of the four grounds a colour that is 0 is that of the
 * ground before: strong as usual. */
typedef struct
{
  guint32 light; /* 0xrrggbbaa */
  guint32 dark;
  guint32 strong_light;
  guint32 strong_dark;
  CrContrast demand; /* on canvas, panel and node */
  int tile;          /* a further ground on which it must be readable as text, or -1 */
} CrColorRow;

static const CrColorRow rows[CR_N_COLORS] = {
  [CR_COLOR_CANVAS] = { 0xffffffff, 0x1e1e1eff, 0, 0x000000ff, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_PANEL] = { 0xfafafaff, 0x242424ff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_NODE] = { 0xffffffff, 0x303030ff, 0, 0x161616ff, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_CONSTANT] = { 0xe4e2dfff, 0x404040ff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_VALUE] = { 0x1a5fb4ff, 0x99c1f1ff, 0x0b3d82ff, 0xc9e0ffff, CR_CONTRAST_TEXT, CR_COLOR_VALUE_TILE },
  [CR_COLOR_GRADIENT] = { 0xc64600ff, 0xffa348ff, 0x8f2d00ff, 0xffc48aff, CR_CONTRAST_TEXT, CR_COLOR_GRADIENT_TILE },
  [CR_COLOR_INK] = { 0x2e2e2eff, 0xf0f0f0ff, 0x000000ff, 0xffffffff, CR_CONTRAST_TEXT, CR_COLOR_CONSTANT },
  [CR_COLOR_CAPTION] = { 0x5e5c64ff, 0xc0bfbcff, 0x2b2930ff, 0xe6e5e3ff, CR_CONTRAST_TEXT, CR_COLOR_FRAME },
  [CR_COLOR_QUIET] = { 0x8f8d93ff, 0x83828aff, 0x6b6970ff, 0xb0afb6ff, CR_CONTRAST_LINE, -1 },
  [CR_COLOR_ACCENT] = { 0x1c71d8ff, 0x78aeedff, 0x0b4fa8ff, 0xb3d3ffff, CR_CONTRAST_TEXT, -1 },
  [CR_COLOR_HALO] = { 0x3584e42e, 0x78aeed40, 0x3584e450, 0x78aeed70, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_ERROR] = { 0xc01c28ff, 0xff7b63ff, 0x960e18ff, 0xffb5a6ff, CR_CONTRAST_TEXT, CR_COLOR_ERROR_TILE },
  [CR_COLOR_ERROR_TILE] = { 0xfbe5e6ff, 0x44262aff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_PASSED] = { 0x1b7742ff, 0x57e389ff, 0x0d5a2eff, 0x8ff7b0ff, CR_CONTRAST_TEXT, -1 },
  [CR_COLOR_GRID] = { 0xd0cfccff, 0x3d3d40ff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_VALUE_TILE] = { 0xe8f0fbff, 0x2a3a4eff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_GRADIENT_TILE] = { 0xfef5efff, 0x46341fff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_FRAME] = { 0xf3f2f1ff, 0x2a2a2aff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_MAP_LOW] = { 0xeca876ff, 0xc18141ff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_MAP_ZERO] = { 0xf7f6f5ff, 0x303030ff, 0, 0, CR_CONTRAST_FREE, -1 },
  [CR_COLOR_MAP_HIGH] = { 0x7fa9dfff, 0x537eb2ff, 0, 0, CR_CONTRAST_FREE, -1 },
};

/* What CR_SCHEME_LIGHTNESS has in their place: told apart without any hue. */
static const guint32 by_lightness[CR_N_COLORS][4] = {
  [CR_COLOR_VALUE] = { 0x001a4dff, 0xf2f7ffff, 0x001033ff, 0xffffffff },
  [CR_COLOR_GRADIENT] = { 0xa65a00ff, 0xd08a3cff, 0x824400ff, 0xe6a85fff },
  [CR_COLOR_GRADIENT_TILE] = { 0xfef8f3ff, 0x2e2418ff, 0xfef8f3ff, 0x1a140cff },
  [CR_COLOR_MAP_LOW] = { 0x6b4a2aff, 0x160f08ff, 0x6b4a2aff, 0x160f08ff },
  [CR_COLOR_MAP_ZERO] = { 0xb9b5aeff, 0x6a6a6aff, 0xb9b5aeff, 0x6a6a6aff },
  [CR_COLOR_MAP_HIGH] = { 0xf4f8ffff, 0xe8f0faff, 0xf4f8ffff, 0xe8f0faff },
};

/* Which of them all pictures have from now on; read by threads that draw. */
static struct
{
  int scheme;
  int wants_contrast;
} chosen;

void
cr_colors_choose (CrColorScheme scheme, gboolean more_contrast)
{
  g_return_if_fail (scheme < CR_N_SCHEMES);

  g_atomic_int_set (&chosen.scheme, (int) scheme);
  g_atomic_int_set (&chosen.wants_contrast, more_contrast);
}

/* The first two classes have the colours of values and gradients. The others are those most unlike each other, and these, that a
 * search over hue, lightness and saturation found, seen with all cones, without the red and without the green ones (after Viénot,
 * Brettel and Mollon 1999); test-colors.c holds how unlike. */
static const guint32 classes[CR_N_CLASS_COLORS][2] = {
  [2] = { 0x30a65fff, 0x10f9abff }, [3] = { 0x86035bff, 0xf9108cff }, [4] = { 0x5a9eafff, 0x4f7f3dff },
  [5] = { 0x432d14ff, 0xcaf910ff }, [6] = { 0xf910e9ff, 0xa269d3ff }, [7] = { 0x1010f9ff, 0xab10f9ff },
};

static CrColor
color_from_bits (guint32 bits)
{
  return (CrColor) {
    .red = (bits >> 24 & 0xff) / 255.0,
    .green = (bits >> 16 & 0xff) / 255.0,
    .blue = (bits >> 8 & 0xff) / 255.0,
    .alpha = (bits & 0xff) / 255.0,
  };
}

CrColor
cr_color_get (CrColorRole role, gboolean dark)
{
  CrColorScheme scheme = (CrColorScheme) g_atomic_int_get (&chosen.scheme);
  gboolean is_strong = dark == CR_COLORS_BRIGHT || scheme == CR_SCHEME_STRONG || g_atomic_int_get (&chosen.wants_contrast);
  gboolean is_dark = dark == TRUE;
  const CrColorRow *row;

  g_return_val_if_fail (role < CR_N_COLORS, ((CrColor) { 0 }));

  row = &rows[role];
  if (scheme == CR_SCHEME_LIGHTNESS && by_lightness[role][0] != 0)
    return color_from_bits (by_lightness[role][2 * is_strong + is_dark]);
  if (is_strong && (is_dark ? row->strong_dark : row->strong_light) != 0)
    return color_from_bits (is_dark ? row->strong_dark : row->strong_light);
  return color_from_bits (is_dark ? row->dark : row->light);
}

CrContrast
cr_color_get_demand (CrColorRole role, CrColorRole background)
{
  g_return_val_if_fail (role < CR_N_COLORS, CR_CONTRAST_FREE);

  if (background == CR_COLOR_CANVAS || background == CR_COLOR_PANEL)
    return rows[role].demand;
  if (background == CR_COLOR_NODE) /* the quiet grey draws empty ports in a node, at least as clear as an outline */
    return rows[role].demand;
  return rows[role].tile == (int) background ? CR_CONTRAST_TEXT : CR_CONTRAST_FREE;
}

static double
linear_light (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (CrColor color)
{
  return 0.2126 * linear_light (color.red) + 0.7152 * linear_light (color.green) + 0.0722 * linear_light (color.blue);
}

double
cr_color_get_contrast (CrColor a, CrColor b)
{
  double one = luminance (a) + 0.05;
  double other = luminance (b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

CrColor
cr_color_mix (CrColor from, CrColor to, double amount)
{
  return (CrColor) {
    .red = from.red + amount * (to.red - from.red),
    .green = from.green + amount * (to.green - from.green),
    .blue = from.blue + amount * (to.blue - from.blue),
    .alpha = 1,
  };
}

CrColor
cr_color_get_map (double value, gboolean dark)
{
  CrColor end = cr_color_get (value < 0 ? CR_COLOR_MAP_LOW : CR_COLOR_MAP_HIGH, dark);

  return cr_color_mix (cr_color_get (CR_COLOR_MAP_ZERO, dark), end, MIN (fabs (value), 1));
}

CrColor
cr_color_get_class (guint class, gboolean dark)
{
  class %= CR_N_CLASS_COLORS;
  if (class < 2)
    return cr_color_get (class == 0 ? CR_COLOR_VALUE : CR_COLOR_GRADIENT, dark);
  return color_from_bits (classes[class][dark == TRUE ? 1 : 0]);
}

guint32
cr_color_to_pixel (CrColor color)
{
  return 0xffu << 24 | (guint) (color.red * 255 + 0.5) << 16 | (guint) (color.green * 255 + 0.5) << 8 |
         (guint) (color.blue * 255 + 0.5);
}

char *
cr_color_to_string (CrColor color)
{
  return g_strdup_printf ("#%02x%02x%02x", (guint) (color.red * 255 + 0.5), (guint) (color.green * 255 + 0.5),
                          (guint) (color.blue * 255 + 0.5));
}
