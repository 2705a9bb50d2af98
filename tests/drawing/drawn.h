/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures drawn into memory, and how much two of them differ. */
#pragma once

#include "cr-picture.h"

G_BEGIN_DECLS

#define DRAWN_TOLERANCE 8.0 /* one pixel off gives 20, another symbol 46 */

/* Still and moving part of an area at a scale on the canvas's colour. */
cairo_surface_t *drawn_new (CrPicture *picture, const CrArea *area, double scale, const CrMarks *marks);

/* The greatest mean difference of a channel over an 8×8 block, 0 … 255; 255 where the sizes differ. */
double drawn_difference (cairo_surface_t *a, cairo_surface_t *b);

/* How many pixels have exactly the colour of that role. */
guint drawn_count (cairo_surface_t *surface, guint32 color);

/* The colour of a pixel, 0xrrggbb. */
guint32 drawn_get_pixel (cairo_surface_t *surface, int x, int y);

/* Fails where a picture differs by more than the tolerance from DIRECTORY/NAME.png, or makes that anew. */
void drawn_assert_reference (cairo_surface_t *surface, const char *directory, const char *name, gboolean is_updating);

G_END_DECLS
