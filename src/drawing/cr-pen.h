/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cairo_t with the colours, the fonts and the level of detail that a picture is drawn with. */
#pragma once

#include "cr-colors.h"
#include "cr-fonts.h"
#include "cr-geometry.h"

G_BEGIN_DECLS

/**
 * CrPen:
 * @cairo: what is drawn on, in graph coordinates
 * @fonts: shaped texts
 * @dark: which colours
 * @scale: of the view, for the level of detail
 * @hide_text: shapes only
 * @least_text: the size on the screen below which text is not drawn
 * @least_line: no line is thinner than this on the screen
 * @faded: the share of all colours that is left out, 0 … 1
 */
typedef struct
{
  cairo_t *cairo;
  CrFonts *fonts;
  gboolean dark;
  double scale;
  gboolean hide_text;
  double least_text;
  double least_line;
  double faded;
} CrPen;

/* A pen for what is drawn at 100 %, a panel's chart say. @scale: device pixels a logical pixel. */
static inline CrPen
cr_pen_make (cairo_t *cairo, CrFonts *fonts, gboolean dark, double scale)
{
  return (CrPen) { .cairo = cairo, .fonts = fonts, .dark = dark, .scale = scale };
}

#define CR_LEAST_TEXT 6.0
#define CR_LEAST_SIGN 4.0 /* the signs of gates are the last to go */

void cr_pen_set_color (const CrPen *pen, CrColorRole role);

/* Whether text of that size is drawn at all. */
gboolean cr_pen_shows_text (const CrPen *pen, double size);

/* Markup with its baseline at @y; @align: 0 its left, 0.5 its middle, 1 its right end is at @x. */
void cr_pen_text (const CrPen *pen, const char *markup, double size, gboolean bold, CrColorRole role, double x, double y,
                  double align);

/* A sign centred by its ink, made smaller (to 11 px) until it is no wider than @room, then @factor times larger. */
void cr_pen_sign (const CrPen *pen, const char *symbol, CrColorRole role, CrPoint center, double room, double factor);

/* Paths */
void cr_pen_rounded (const CrPen *pen, const CrArea *area, double radius);
void cr_pen_circle (const CrPen *pen, CrPoint center, double radius);
void cr_pen_stroke (const CrPen *pen, CrColorRole role, double width);
void cr_pen_fill (const CrPen *pen, CrColorRole role);

/* A triangle in the current colour, to the right (▸) or to the left (◂), of text of that size; its middle is at @y, its left at
 * @x. */
void cr_pen_arrow (const CrPen *pen, gboolean to_the_right, double size, double x, double y);

G_END_DECLS
