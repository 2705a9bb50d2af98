/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that is shaped once and drawn often: Pango finds the glyphs, cairo shows them at any scale. Not to be shared between
 * threads. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _CrFonts CrFonts;

/* Glyphs of one font and size. */
typedef struct
{
  cairo_font_face_t *face;
  double size;
  guint n_glyphs;
  cairo_glyph_t *glyphs;
} CrGlyphRun;

/**
 * CrShaped:
 * @width: its advance
 * @height: of all its lines
 * @ink: left, top, right and bottom of what is black, from the origin of the first baseline
 * @baseline: from its top to the first baseline
 */
typedef struct
{
  double width;
  double height;
  double baseline;
  struct
  {
    double left;
    double top;
    double right;
    double bottom;
  } ink;
  guint n_runs;
  CrGlyphRun *runs;
} CrShaped;

typedef enum
{
  CR_FIT_FREE,     /* one line, as long as it is */
  CR_FIT_ELLIPSIS, /* one line, its end cut with "…" */
  CR_FIT_WRAP,     /* lines, broken between words */
} CrFit;

CrFonts *cr_fonts_new (void);
void cr_fonts_free (CrFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrFonts, cr_fonts_free)

/**
 * cr_fonts_shape:
 * @fonts: fonts
 * @markup: Pango markup
 * @size: in pixels at 100 %
 * @bold: whether it is bold
 * @fit: what happens to what is wider than @width
 * @width: in pixels; of no meaning where @fit is free
 *
 * Shapes text, or finds it shaped already.
 *
 * Returns: owned by @fonts, good until the next call
 */
const CrShaped *cr_fonts_shape (CrFonts *fonts, const char *markup, double size, gboolean bold, CrFit fit, double width);

/* How wide a number (as cr_number_format_write() writes it) is at that size. */
double cr_fonts_measure_number (CrFonts *fonts, const char *number, double size, gboolean bold);

/* Draws in the colour that is set; @x, @y: the origin of the first baseline. */
void cr_fonts_draw (CrFonts *fonts, cairo_t *cairo, const CrShaped *text, double x, double y);

/* Draws a number glyph by glyph out of a small table, with the origin of its baseline at @x, @y: no shaping, no allocation. */
void cr_fonts_draw_number (CrFonts *fonts, cairo_t *cairo, const char *number, double size, gboolean bold, double x, double y);

G_END_DECLS
