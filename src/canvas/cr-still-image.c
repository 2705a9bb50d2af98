/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The still part of a picture as an image.
 *
 * How this works: the image shows the view and a margin around it. While the view moves within the margin, the image is painted
 * where it belongs. An edit draws anew what has changed (the picture's damage). Leaving the margin, and another zoom, draw the whole
 * image anew; while the zoom is changing, a picture that was slow to draw is shown as the old image scaled.
 *
 * A lazy image, that of a net that learns, is drawn anew in strips from left to right, one a frame, so that no frame pays for all of it. Wires
 * grow and shrink by a fraction of a pixel from frame to frame, so the strips meet.
 */
#include "cr-still-image.h"

#include "cr-colors.h"

#include <math.h>

#define MARGIN 200.0         /* view pixels */
#define QUICK_ENOUGH 8000    /* microseconds in which a whole image may be drawn while zooming */
#define N_STRIPS 8
#define LEAST_REST 300000    /* microseconds between two repairs of a lazy image */
#define REST_FACTOR 9        /* or so many times what the last one took */
#define LARGEST_SIDE 16384   /* device pixels */

/* x, y: where the image's corner lies from the graph's origin, in whole device pixels at @zoom. */
struct _CrStillImage
{
  cairo_surface_t *surface;
  double zoom;
  int device_scale;
  double x;
  double y;
  int width;
  int height;
  gint64 cost;
  guint n_drawn;
  gboolean is_lazy;
  gboolean is_waiting;
  CrArea pending;     /* of the graph: what is left to be drawn anew */
  guint n_strips;     /* in which it will be, or 0 */
  gint64 repair_cost; /* of those that have been */
  gint64 rest_until;  /* monotonic time before which a lazy image is not repaired again */
};

CrStillImage *
cr_still_image_new (void)
{
  return g_new0 (CrStillImage, 1);
}

void
cr_still_image_forget (CrStillImage *image)
{
  g_clear_pointer (&image->surface, cairo_surface_destroy);
}

void
cr_still_image_free (CrStillImage *image)
{
  cr_still_image_forget (image);
  g_free (image);
}

guint
cr_still_image_get_n_drawn (const CrStillImage *image)
{
  return image->n_drawn;
}

/* Where the graph's origin lies in the view, on a whole device pixel. */
static CrPoint
get_origin (const CrViewport *viewport, int device_scale)
{
  CrPoint origin = cr_viewport_to_view (viewport, 0, 0);

  return (CrPoint) { round (origin.x * device_scale) / device_scale, round (origin.y * device_scale) / device_scale };
}

void
cr_still_image_set_transform (cairo_t *cairo, const CrViewport *viewport, int device_scale)
{
  CrPoint origin = get_origin (viewport, device_scale);

  cairo_translate (cairo, origin.x, origin.y);
  cairo_scale (cairo, viewport->zoom, viewport->zoom);
}

/* The part of the graph that the image shows. */
static CrArea
get_area (const CrStillImage *image)
{
  double pixels = image->zoom * image->device_scale;

  return (CrArea) { image->x / pixels, image->y / pixels, image->width / pixels, image->height / pixels };
}

static CrArea
get_visible (const CrViewport *viewport)
{
  CrPoint corner = cr_viewport_to_graph (viewport, 0, 0);

  return (CrArea) { corner.x, corner.y, viewport->width / viewport->zoom, viewport->height / viewport->zoom };
}

/* Draws the part of the image that shows that area of the graph. */
static void
draw_area (CrStillImage *image, CrPicture *picture, const CrArea *area)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (picture)->dark);
  double pixels = image->zoom * image->device_scale;
  double left = floor (area->x * pixels), right = ceil ((area->x + area->width) * pixels);
  double top = floor (area->y * pixels), bottom = ceil ((area->y + area->height) * pixels);
  CrArea clip = { left / pixels, top / pixels, (right - left) / pixels, (bottom - top) / pixels };
  cairo_t *cairo = cairo_create (image->surface);

  cairo_translate (cairo, -image->x, -image->y);
  cairo_rectangle (cairo, left, top, right - left, bottom - top);
  cairo_clip (cairo);
  cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
  cairo_paint (cairo);
  cairo_scale (cairo, pixels, pixels);
  cr_picture_draw_still (picture, cairo, &clip, image->zoom);
  cairo_destroy (cairo);
}

static void
allocate (CrStillImage *image, int width, int height)
{
  if (image->surface != NULL && image->width == width && image->height == height)
    return;
  cr_still_image_forget (image);
  image->width = width;
  image->height = height;
  image->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
}

static void
draw_all (CrStillImage *image, CrPicture *picture, const CrViewport *viewport, int device_scale)
{
  CrPoint origin = get_origin (viewport, device_scale);
  gint64 start = g_get_monotonic_time ();
  int margin = (int) MARGIN * device_scale;
  CrArea area;

  allocate (image, CLAMP ((int) ceil (viewport->width * device_scale) + 2 * margin, 1, LARGEST_SIDE),
            CLAMP ((int) ceil (viewport->height * device_scale) + 2 * margin, 1, LARGEST_SIDE));
  image->zoom = viewport->zoom;
  image->device_scale = device_scale;
  image->x = -origin.x * device_scale - margin;
  image->y = -origin.y * device_scale - margin;
  area = get_area (image);
  draw_area (image, picture, &area);
  image->n_strips = 0;
  image->cost = g_get_monotonic_time () - start;
  image->n_drawn++;
}

/* Whether the image may be shown as it is, whatever has been edited. */
static gboolean
is_usable (const CrStillImage *image, const CrViewport *viewport, int device_scale, gboolean is_settled)
{
  CrArea area, visible = get_visible (viewport);

  if (image->surface == NULL || image->device_scale != device_scale)
    return FALSE;
  if (image->zoom != viewport->zoom)
    return !is_settled && image->cost > QUICK_ENOUGH;
  area = get_area (image);
  return cr_area_contains_area (&area, &visible);
}

/* The part of an area that the image shows; FALSE where there is none. */
static gboolean
clip_to_image (const CrStillImage *image, CrArea *damage)
{
  CrArea area = get_area (image);
  double right = MIN (area.x + area.width, damage->x + damage->width);
  double bottom = MIN (area.y + area.height, damage->y + damage->height);

  damage->x = MAX (area.x, damage->x);
  damage->y = MAX (area.y, damage->y);
  damage->width = right - damage->x;
  damage->height = bottom - damage->y;
  return damage->width > 0 && damage->height > 0;
}

void
cr_still_image_set_lazy (CrStillImage *image, gboolean is_lazy)
{
  image->is_lazy = is_lazy;
}

gint64
cr_still_image_get_wait (const CrStillImage *image)
{
  if (!image->is_waiting)
    return 0;
  return image->n_strips > 0 ? 1 : MAX (1, image->rest_until - g_get_monotonic_time ());
}

/* Draws so many of the strips that are pending. */
static void
repair (CrStillImage *image, CrPicture *picture, guint n_strips)
{
  CrArea part = image->pending;
  gint64 start = g_get_monotonic_time ();
  gint64 end;

  part.width *= (double) n_strips / image->n_strips;
  draw_area (image, picture, &part);
  image->pending.x += part.width;
  image->pending.width -= part.width;
  image->n_strips -= n_strips;
  end = g_get_monotonic_time ();
  image->repair_cost += end - start;
  if (image->n_strips == 0)
    image->rest_until = end + MAX (LEAST_REST, REST_FACTOR * image->repair_cost);
}

static void
take_damage (CrStillImage *image, CrPicture *picture)
{
  CrArea damage;

  if (!cr_picture_take_damage (picture, &damage) || !clip_to_image (image, &damage))
    return;
  image->pending = damage;
  image->n_strips = N_STRIPS;
  image->repair_cost = 0;
}

static void
repair_what_changed (CrStillImage *image, CrPicture *picture)
{
  if (!image->is_lazy && image->n_strips > 0)
    repair (image, picture, image->n_strips);
  image->is_waiting = image->is_lazy && image->n_strips == 0 && g_get_monotonic_time () < image->rest_until;
  if (image->is_waiting)
    return;
  if (image->n_strips == 0)
    take_damage (image, picture);
  if (image->n_strips > 0)
    repair (image, picture, image->is_lazy ? 1 : image->n_strips);
  image->is_waiting = image->n_strips > 0;
}

gboolean
cr_still_image_paint (CrStillImage *image, cairo_t *cairo, CrPicture *picture, const CrViewport *viewport,
                      int device_scale, gboolean is_settled)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (picture)->dark);
  CrPoint origin = get_origin (viewport, device_scale);
  gboolean is_usable_now = is_usable (image, viewport, device_scale, is_settled);
  cairo_filter_t filter;
  CrArea damage;

  if (is_usable_now)
    repair_what_changed (image, picture);
  else
    {
      cr_picture_take_damage (picture, &damage);
      draw_all (image, picture, viewport, device_scale);
    }

  cairo_save (cairo);
  cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
  cairo_paint (cairo);
  cairo_translate (cairo, origin.x, origin.y);
  cairo_scale (cairo, viewport->zoom / (image->zoom * device_scale), viewport->zoom / (image->zoom * device_scale));
  cairo_set_source_surface (cairo, image->surface, image->x, image->y);
  filter = image->zoom == viewport->zoom ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR;
  cairo_pattern_set_filter (cairo_get_source (cairo), filter);
  cairo_paint (cairo);
  cairo_restore (cairo);
  return image->zoom == viewport->zoom;
}
