/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of everything that is drawn: one table of roles, each for light and for dark. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} CrColor;

typedef enum
{
  CR_COLOR_CANVAS,        /* what everything stands on */
  CR_COLOR_PANEL,
  CR_COLOR_NODE,          /* the fill of a node */
  CR_COLOR_CONSTANT,      /* the fill of a constant */
  CR_COLOR_VALUE,         /* numbers that run forward, and their ports */
  CR_COLOR_GRADIENT,      /* numbers that run backward, and their ports */
  CR_COLOR_INK,           /* symbols, names, the output's flag, a hovered outline */
  CR_COLOR_CAPTION,       /* captions, wires, outlines */
  CR_COLOR_QUIET,         /* not computed yet; weight wires */
  CR_COLOR_ACCENT,        /* selected lines, the wire being dragged */
  CR_COLOR_HALO,          /* around what is selected; translucent */
  CR_COLOR_ERROR,
  CR_COLOR_ERROR_TILE,    /* behind an error's message */
  CR_COLOR_PASSED,        /* a check that passed */
  CR_COLOR_GRID,          /* the dots of the snap grid: quiet on purpose */
  CR_COLOR_VALUE_TILE,    /* behind a value in a panel */
  CR_COLOR_GRADIENT_TILE, /* behind a gradient in a panel */
  CR_COLOR_FRAME,         /* the fill of a frame without a colour of its own */
  CR_COLOR_MAP_LOW,       /* −1 on a map */
  CR_COLOR_MAP_ZERO,      /* 0 on a map */
  CR_COLOR_MAP_HIGH,      /* +1 on a map */
  CR_N_COLORS
} CrColorRole;

/* What a colour is used for, and so how much it has to stand out from what is behind it. */
typedef enum
{
  CR_CONTRAST_FREE, /* surfaces, halo, grid */
  CR_CONTRAST_LINE, /* at least 3 */
  CR_CONTRAST_TEXT, /* at least 4.5 */
} CrContrast;

/* In the place of "dark": on white with more contrast than the light colours have, for a projector in a bright room. */
#define CR_COLORS_BRIGHT 2

/* The colours that all pictures of the program have. */
typedef enum
{
  CR_SCHEME_STANDARD,  /* values blue, gradients orange: told apart with every colour blindness that has a hue left */
  CR_SCHEME_STRONG,    /* the same with more contrast */
  CR_SCHEME_LIGHTNESS, /* one dark, one light: told apart without any hue */
  CR_N_SCHEMES
} CrColorScheme;

/* Chooses them for the whole program; with more contrast where that is asked for (WCAG AAA). What is drawn already is not drawn again. From any
 * thread. */
void cr_colors_choose (CrColorScheme scheme, gboolean more_contrast);

/* The colour of a role on light (FALSE), on dark (TRUE), or %CR_COLORS_BRIGHT. */
CrColor cr_color_get (CrColorRole role, gboolean dark);

/* What the role must reach against @background, by the table; CR_CONTRAST_FREE where the pair is never drawn. */
CrContrast cr_color_get_demand (CrColorRole role, CrColorRole background);

/* The contrast of two opaque colours as WCAG 2 defines it, 1 … 21. */
double cr_color_get_contrast (CrColor a, CrColor b);

/* The colour of a point on a map: @value −1 … 1 (held there), between the three map colours. */
CrColor cr_color_get_map (double value, gboolean dark);

/* How many classes of examples have a colour of their own. */
#define CR_N_CLASS_COLORS 8

/* The colour of the points of a class, 0 … (from CR_N_CLASS_COLORS on they come again): +1 and −1 are classes 0 and 1. Told apart
 * also by those who see no red or no green; each stands out from the canvas as a line. */
CrColor cr_color_get_class (guint class, gboolean dark);

/* @amount 0 … 1 of the way from one colour to another. */
CrColor cr_color_mix (CrColor from, CrColor to, double amount);

/* As a pixel of an opaque image, 0xffrrggbb. */
guint32 cr_color_to_pixel (CrColor color);

/* "#rrggbb"; free with g_free(). For CSS, so that the window's numbers have the canvas's colours. */
char *cr_color_to_string (CrColor color);

G_END_DECLS
