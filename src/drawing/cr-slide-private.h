/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the slide share. */
#pragma once

#include "cr-colors.h"
#include "cr-fonts.h"
#include "cr-slide.h"

G_BEGIN_DECLS

#define CR_SLIDE_HEIGHT 800.0 /* at which sizes are as they are written here */
#define CR_SLIDE_BAND 200.0
#define CR_SLIDE_NUMBER_SIZE 13.0 /* of the picture at 100 % */

/* @width: 0, or where it breaks into lines. */
typedef struct
{
  const char *markup;
  double size;
  gboolean bold;
  CrColorRole role;
  double width;
} CrSlideText;

/* One of those sizes in pixels, for a slide of that height. */
double cr_slide_get_unit (double height);

/* Where the graph may be: between title and band, with a margin at the sides. */
CrArea cr_slide_get_room (double width, double height);

/* Draws a text with its first baseline at @y; @align: 0 its left, 0.5 its middle, 1 its right end is at @x. Returns its height. */
double cr_slide_text (const CrSlide *slide, cairo_t *cairo, const CrSlideText *text, double x, double y, double align);

/* --- cr-slide-band.c --- */

void cr_slide_draw_band (const CrSlide *slide, cairo_t *cairo, double width, double height);

G_END_DECLS
