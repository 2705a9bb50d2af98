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
 * cr_still_image_paint:
 * @image: an image
 * @cairo: in view coordinates
 * @picture: whose still part is shown
 * @viewport: which part of it, and how large
 * @device_scale: device pixels for one pixel of the view, 1 or more
 * @is_settled: %FALSE while the zoom is still changing: an image of a graph that is slow to draw is scaled then
 *
 * Paints background and still part over the whole view. What has not changed since the last call is not drawn again.
 *
 * Returns: whether the image is as sharp as it can be; else paint it again, settled, when the zoom has come to rest
 */
gboolean cr_still_image_paint (CrStillImage *image, cairo_t *cairo, CrPicture *picture, const CrViewport *viewport,
                               int device_scale, gboolean is_settled);

/* While numbers change many times a second, weights' wires need not be drawn anew each time: with @is_lazy what has changed is drawn
 * every 0.4 seconds at most, an eighth of it at each call of cr_still_image_paint(), and never for more than a tenth of the time. */
void cr_still_image_set_lazy (CrStillImage *image, gboolean is_lazy);

/* Microseconds until what has changed may be drawn, after a call of cr_still_image_paint() that left it as it was; else 0. */
gint64 cr_still_image_get_wait (const CrStillImage *image);

/* Sets translation and scale from graph to view coordinates, with whole device pixels so that image and moving part meet. */
void cr_still_image_set_transform (cairo_t *cairo, const CrViewport *viewport, int device_scale);

/* How many times an image was drawn as a whole: for tests. */
guint cr_still_image_get_n_drawn (const CrStillImage *image);

G_END_DECLS
