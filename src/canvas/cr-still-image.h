/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The still part of a picture as an image, so that a frame in which only numbers and marks change costs little. */
#pragma once

#include "cr-picture.h"
#include "cr-viewport.h"

G_BEGIN_DECLS

typedef struct _CrStillImage CrStillImage;

CrStillImage *cr_still_image_new (void);
void cr_still_image_free (CrStillImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrStillImage, cr_still_image_free)

/* Another picture, or the same in other colours: all is drawn anew. */
void cr_still_image_forget (CrStillImage *image);

/**
 * CrStillTile:
 * @surface: what it shows: never drawn on again, another one takes its place
 * @x, @y, @width, @height: of the image, in pixels of the device
 * @is_stale: it is to be drawn anew
 *
 * A part of the image.
 */
typedef struct
{
  cairo_surface_t *surface;
  int x;
  int y;
  int width;
  int height;
  gboolean is_stale;
} CrStillTile;

/**
 * cr_still_image_update:
 * @image: an image
 * @picture: whose still part is shown
 * @viewport: which part of it, and how large
 * @device_scale: device pixels for one pixel of the view, 1 or more
 * @is_settled: %FALSE while the zoom is still changing: an image of a graph that is slow to draw is scaled then
 *
 * Brings the tiles up to date. What has not changed since the last call is not drawn again.
 *
 * Returns: whether the image is as sharp as it can be, and covers the view; else update it again, settled, when the zoom has come to rest
 */
gboolean cr_still_image_update (CrStillImage *image, CrPicture *picture, const CrViewport *viewport, int device_scale, gboolean is_settled);

/* All tiles, also those in the margin around the view. They are the image's, until the next update. */
const CrStillTile *cr_still_image_get_tiles (const CrStillImage *image, guint *n_tiles);

/* Where a tile is in the view, on whole pixels of the device. Tiles meet. */
CrArea cr_still_image_place_tile (const CrStillImage *image, const CrStillTile *tile, const CrViewport *viewport);

/* Paints a tile into its place. */
void cr_still_tile_paint (const CrStillTile *tile, cairo_t *cairo, const CrArea *area);

/* While numbers change many times a second, weights' wires need not be drawn anew each time: with a @budget above 0 what has changed is drawn
 * every 0.3 seconds at most and never for more than a tenth of the time: at each call of cr_still_image_update() one tile, and more for so
 * many microseconds. */
void cr_still_image_set_lazy (CrStillImage *image, gint64 budget);

/* Microseconds until what has changed may be drawn, after a call of cr_still_image_update() that left it as it was; else 0. */
gint64 cr_still_image_get_wait (const CrStillImage *image);

/* Where the graph's origin lies in the view, on a whole device pixel. */
CrPoint cr_still_image_get_origin (const CrViewport *viewport, int device_scale);

/* Sets translation and scale from graph to view coordinates, with whole device pixels so that image and moving part meet. */
void cr_still_image_set_transform (cairo_t *cairo, const CrViewport *viewport, int device_scale);

/* How many times an image was drawn as a whole: for tests. */
guint cr_still_image_get_n_drawn (const CrStillImage *image);

G_END_DECLS
