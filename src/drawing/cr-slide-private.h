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

/* The least scale of the picture: its text must not get smaller. */
double cr_slide_get_least_scale (double height);

#define CR_SLIDE_LEAST_WHOLE 0.6 /* of the least scale: so small it may be where that shows the whole graph */

/* Where the graph may be: between title and a band of that height, with a margin at the sides. */
CrArea cr_slide_get_room (double width, double height, double band);

/* What the picture takes, with all numbers there. */
CrArea cr_slide_get_whole (const CrSlide *slide);

/* Draws a text with its first baseline at @y; @align: 0 its left, 0.5 its middle, 1 its right end is at @x. Returns its height. */
double cr_slide_text (const CrSlide *slide, cairo_t *cairo, const CrSlideText *text, double x, double y, double align);

/* --- cr-slide-band.c --- */

/* How high it is, in pixels of a slide of that size. */
double cr_slide_get_band (const CrSlide *slide, double width, double height);
void cr_slide_draw_band (const CrSlide *slide, cairo_t *cairo, double width, double height);

G_END_DECLS
