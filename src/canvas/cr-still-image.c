/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The still part of a picture as an image.
 *
 * How this works: the image shows the view and a margin around it. While the view moves within the margin, the image is painted
 * where it belongs. An edit draws anew what has changed (the picture's damage). Leaving the margin, and another zoom, draw the whole
 * image anew; while the zoom is changing, a picture that was slow to draw is shown as the old image scaled.
 *
 * The image is kept in tiles. What is drawn anew on one gets a surface of its own, so that whoever has recorded the old surface may keep
 * it, and only that tile is to be painted again. (A surface that is drawn on while it is recorded is copied by cairo as a whole: that was
 * two thirds of the time of such a frame.)
 *
 * A lazy image, that of a net that learns, is drawn anew some tiles a frame, so that no frame pays for all of it. Wires grow and shrink by a
 * fraction of a pixel from frame to frame, so the tiles meet.
 */
#include "cr-still-image.h"

#include "cr-colors.h"

#include <math.h>

#define MARGIN 200.0         /* view pixels */
#define QUICK_ENOUGH 8000    /* microseconds in which a whole image may be drawn while zooming */
#define TILE 128             /* device pixels */
#define SMALL_DAMAGE 150000.0 /* square pixels of the view that a frame has time to draw at once */
#define LEAST_REST 300000    /* microseconds between two repairs of a lazy image */
#define REST_FACTOR 9        /* or so many times what the last one took */
#define LARGEST_SIDE 16384   /* device pixels */

/* x, y: where the image's corner lies from the graph's origin, in whole device pixels at @zoom. */
struct _CrStillImage
{
  CrStillTile *tiles; /* row by row, or NULL */
  guint n_columns;
  guint n_tiles;
  double zoom;
  int device_scale;
  double x;
  double y;
  int width;
  int height;
  gint64 cost;
  guint n_drawn;
  gint64 budget;      /* microseconds an update for what has changed of a lazy image, 0 for one that is not */
  gboolean is_waiting;
  CrArea late;        /* of the graph: what has changed and waits; none where its width is 0 */
  guint n_stale;      /* tiles that are still to be drawn anew */
  gint64 repair_cost; /* of those that have been since there was none */
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
  for (guint i = 0; i < image->n_tiles; i++)
    cairo_surface_destroy (image->tiles[i].surface);
  g_clear_pointer (&image->tiles, g_free);
  image->n_tiles = image->n_stale = 0;
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

CrPoint
cr_still_image_get_origin (const CrViewport *viewport, int device_scale)
{
  CrPoint origin = cr_viewport_to_view (viewport, 0, 0);

  return (CrPoint) { round (origin.x * device_scale) / device_scale, round (origin.y * device_scale) / device_scale };
}

void
cr_still_image_set_transform (cairo_t *cairo, const CrViewport *viewport, int device_scale)
{
  CrPoint origin = cr_still_image_get_origin (viewport, device_scale);

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

/* --- Tiles --- */

static CrArea
get_tile_area (const CrStillImage *image, const CrStillTile *tile)
{
  double pixels = image->zoom * image->device_scale;

  return (CrArea) { (image->x + tile->x) / pixels, (image->y + tile->y) / pixels, tile->width / pixels, tile->height / pixels };
}

/* Draws that area of the graph onto a surface that shows the image from (x, y) on. */
static void
draw_area (const CrStillImage *image, CrPicture *picture, cairo_surface_t *surface, int x, int y, const CrArea *area)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (picture)->dark);
  double pixels = image->zoom * image->device_scale;
  double left = floor (area->x * pixels), right = ceil ((area->x + area->width) * pixels);
  double top = floor (area->y * pixels), bottom = ceil ((area->y + area->height) * pixels);
  CrArea clip = { left / pixels, top / pixels, (right - left) / pixels, (bottom - top) / pixels };
  cairo_t *cairo = cairo_create (surface);

  cairo_translate (cairo, -image->x - x, -image->y - y);
  cairo_rectangle (cairo, left, top, right - left, bottom - top);
  cairo_clip (cairo);
  cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
  cairo_paint (cairo);
  cairo_scale (cairo, pixels, pixels);
  cr_picture_draw_still (picture, cairo, &clip, image->zoom);
  cairo_destroy (cairo);
}

/* What has been painted of it is left as it was. */
static cairo_surface_t *
copy_surface (const CrStillTile *tile)
{
  cairo_surface_t *copy = cairo_image_surface_create (CAIRO_FORMAT_RGB24, tile->width, tile->height);
  cairo_t *cairo = cairo_create (copy);

  cairo_set_source_surface (cairo, tile->surface, 0, 0);
  cairo_set_operator (cairo, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cairo);
  cairo_destroy (cairo);
  return copy;
}

static CrArea
cut (const CrArea *a, const CrArea *b)
{
  double left = MAX (a->x, b->x), right = MIN (a->x + a->width, b->x + b->width);
  double top = MAX (a->y, b->y), bottom = MIN (a->y + a->height, b->y + b->height);

  return (CrArea) { left, top, MAX (right - left, 0), MAX (bottom - top, 0) };
}

/* @surface: (transfer full). */
static void
set_surface (CrStillTile *tile, cairo_surface_t *surface)
{
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  tile->surface = surface;
}

static void
note_fresh (CrStillImage *image, CrStillTile *tile)
{
  image->n_stale -= tile->is_stale;
  tile->is_stale = FALSE;
}

/* @damage: (nullable): what of it is drawn anew, or all of it. A part leaves a tile stale that is. */
static void
draw_tile (CrStillImage *image, CrPicture *picture, CrStillTile *tile, const CrArea *damage)
{
  CrArea area = get_tile_area (image, tile);
  gboolean is_part = damage != NULL && !cr_area_contains_area (damage, &area);
  cairo_surface_t *surface = is_part ? copy_surface (tile) : cairo_image_surface_create (CAIRO_FORMAT_RGB24, tile->width, tile->height);

  if (is_part)
    area = cut (&area, damage);
  draw_area (image, picture, surface, tile->x, tile->y, &area);
  set_surface (tile, surface);
  if (!is_part)
    note_fresh (image, tile);
}

static void
allocate (CrStillImage *image, int width, int height)
{
  guint n_rows = (height + TILE - 1) / TILE;

  if (image->tiles != NULL && image->width == width && image->height == height)
    return;
  cr_still_image_forget (image);
  image->width = width;
  image->height = height;
  image->n_columns = (width + TILE - 1) / TILE;
  image->n_tiles = image->n_columns * n_rows;
  image->tiles = g_new0 (CrStillTile, image->n_tiles);
  for (guint i = 0; i < image->n_tiles; i++)
    {
      CrStillTile *tile = &image->tiles[i];

      tile->x = i % image->n_columns * TILE;
      tile->y = i / image->n_columns * TILE;
      tile->width = MIN (TILE, width - tile->x);
      tile->height = MIN (TILE, height - tile->y);
    }
}

/* That part of an image that nobody draws on any more; it keeps the memory. */
static cairo_surface_t *
cut_out (cairo_surface_t *all, const CrStillTile *tile)
{
  static const cairo_user_data_key_t whole;
  int stride = cairo_image_surface_get_stride (all);
  guchar *data = cairo_image_surface_get_data (all);
  cairo_surface_t *part;

  if (data == NULL) /* there was no memory for it */
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, tile->width, tile->height);
  part = cairo_image_surface_create_for_data (data + (gsize) tile->y * stride + 4 * (gsize) tile->x, CAIRO_FORMAT_RGB24, tile->width,
                                              tile->height, stride);
  cairo_surface_set_user_data (part, &whole, cairo_surface_reference (all), (cairo_destroy_func_t) cairo_surface_destroy);
  return part;
}

/* Once for all tiles: a wire that goes through many of them is drawn once. */
static void
draw_all (CrStillImage *image, CrPicture *picture, const CrViewport *viewport, int device_scale)
{
  CrPoint origin = cr_still_image_get_origin (viewport, device_scale);
  gint64 start = g_get_monotonic_time ();
  int margin = (int) MARGIN * device_scale;
  cairo_surface_t *all;
  CrArea area;

  allocate (image, CLAMP ((int) ceil (viewport->width * device_scale) + 2 * margin, 1, LARGEST_SIDE),
            CLAMP ((int) ceil (viewport->height * device_scale) + 2 * margin, 1, LARGEST_SIDE));
  image->zoom = viewport->zoom;
  image->device_scale = device_scale;
  image->x = -origin.x * device_scale - margin;
  image->y = -origin.y * device_scale - margin;
  area = get_area (image);
  all = cairo_image_surface_create (CAIRO_FORMAT_RGB24, image->width, image->height);
  draw_area (image, picture, all, 0, 0, &area);
  cairo_surface_flush (all);
  for (guint i = 0; i < image->n_tiles; i++)
    {
      set_surface (&image->tiles[i], cut_out (all, &image->tiles[i]));
      note_fresh (image, &image->tiles[i]);
    }
  cairo_surface_destroy (all);
  image->late = (CrArea) { 0 };
  image->cost = g_get_monotonic_time () - start;
  image->n_drawn++;
}

/* --- Bringing it up to date --- */

/* Whether the image may be shown as it is, whatever has been edited. */
static gboolean
is_usable (const CrStillImage *image, const CrViewport *viewport, int device_scale, gboolean is_settled)
{
  CrArea area, visible = get_visible (viewport);

  if (image->tiles == NULL || image->device_scale != device_scale)
    return FALSE;
  if (image->zoom != viewport->zoom)
    return !is_settled && image->cost > QUICK_ENOUGH;
  area = get_area (image);
  return cr_area_contains_area (&area, &visible);
}

void
cr_still_image_set_lazy (CrStillImage *image, gint64 budget)
{
  image->budget = budget;
}

gint64
cr_still_image_get_wait (const CrStillImage *image)
{
  if (!image->is_waiting)
    return 0;
  return image->n_stale > 0 ? 1 : MAX (1, image->rest_until - g_get_monotonic_time ());
}

/* Draws tiles that are stale: of a lazy image one, and as many more as there is time for. */
static void
repair (CrStillImage *image, CrPicture *picture)
{
  gint64 start = g_get_monotonic_time ();
  gint64 end = start;

  for (guint i = 0; i < image->n_tiles && image->n_stale > 0 && (end == start || image->budget == 0 || end < start + image->budget); i++)
    if (image->tiles[i].is_stale)
      {
        draw_tile (image, picture, &image->tiles[i], NULL);
        end = g_get_monotonic_time ();
      }
  image->repair_cost += end - start;
  if (image->n_stale == 0)
    image->rest_until = end + MAX (LEAST_REST, REST_FACTOR * image->repair_cost);
}

static void
draw_damage (CrStillImage *image, CrPicture *picture, const CrArea *damage)
{
  for (guint i = 0; i < image->n_tiles; i++)
    {
      CrArea area = get_tile_area (image, &image->tiles[i]);

      if (cr_area_meets (&area, damage))
        draw_tile (image, picture, &image->tiles[i], damage);
    }
}

/* What has changed is drawn anew from now on, tile by tile. */
static void
mark_damage (CrStillImage *image, const CrArea *damage)
{
  image->repair_cost = 0;
  for (guint i = 0; i < image->n_tiles; i++)
    {
      CrStillTile *tile = &image->tiles[i];
      CrArea area = get_tile_area (image, tile);

      if (tile->is_stale || !cr_area_meets (&area, damage))
        continue;
      tile->is_stale = TRUE;
      image->n_stale++;
    }
}

static void
repair_at_once (CrStillImage *image, CrPicture *picture)
{
  CrArea damage;

  if (image->n_stale > 0)
    repair (image, picture);
  cr_picture_take_damage (picture, &damage);
  damage = cr_area_united (&damage, &image->late);
  image->late = (CrArea) { 0 };
  if (damage.width > 0 && damage.height > 0)
    draw_damage (image, picture, &damage);
  image->is_waiting = FALSE;
}

/* What is more than a wire's width is drawn at once even so, if it is not much: a number that has more digits moves what stands behind it. */
static void
repair_lazily (CrStillImage *image, CrPicture *picture)
{
  CrArea damage;

  if (cr_picture_take_urgent_damage (picture, &damage))
    {
      if (damage.width * damage.height * image->zoom * image->zoom <= SMALL_DAMAGE)
        draw_damage (image, picture, &damage);
      else
        image->late = cr_area_united (&image->late, &damage);
    }
  image->is_waiting = image->n_stale == 0 && g_get_monotonic_time () < image->rest_until;
  if (image->is_waiting)
    return;
  if (image->n_stale == 0)
    {
      cr_picture_take_damage (picture, &damage);
      damage = cr_area_united (&damage, &image->late);
      image->late = (CrArea) { 0 };
      mark_damage (image, &damage);
    }
  if (image->n_stale > 0)
    repair (image, picture);
  image->is_waiting = image->n_stale > 0;
}

gboolean
cr_still_image_update (CrStillImage *image, CrPicture *picture, const CrViewport *viewport, int device_scale, gboolean is_settled)
{
  CrArea damage;

  if (is_usable (image, viewport, device_scale, is_settled))
    {
      if (image->budget > 0)
        repair_lazily (image, picture);
      else
        repair_at_once (image, picture);
    }
  else
    {
      cr_picture_take_damage (picture, &damage);
      draw_all (image, picture, viewport, device_scale);
    }
  return image->zoom == viewport->zoom;
}

/* --- Showing it --- */

const CrStillTile *
cr_still_image_get_tiles (const CrStillImage *image, guint *n_tiles)
{
  *n_tiles = image->n_tiles;
  return image->tiles;
}

CrArea
cr_still_image_place_tile (const CrStillImage *image, const CrStillTile *tile, const CrViewport *viewport)
{
  CrPoint origin = cr_still_image_get_origin (viewport, image->device_scale);
  double scale = viewport->zoom / (image->zoom * image->device_scale);
  double device = image->device_scale;
  double left = round ((origin.x + (image->x + tile->x) * scale) * device) / device;
  double top = round ((origin.y + (image->y + tile->y) * scale) * device) / device;
  double right = round ((origin.x + (image->x + tile->x + tile->width) * scale) * device) / device;
  double bottom = round ((origin.y + (image->y + tile->y + tile->height) * scale) * device) / device;

  return (CrArea) { left, top, right - left, bottom - top };
}

void
cr_still_tile_paint (const CrStillTile *tile, cairo_t *cairo, const CrArea *area)
{
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (tile->surface);
  double across = tile->width / area->width, down = tile->height / area->height;
  gboolean is_sharp = across == down && across == round (across);
  cairo_matrix_t to_tile;

  cairo_matrix_init_scale (&to_tile, across, down);
  cairo_matrix_translate (&to_tile, -area->x, -area->y);
  cairo_pattern_set_matrix (pattern, &to_tile);
  cairo_pattern_set_filter (pattern, is_sharp ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (pattern, is_sharp ? CAIRO_EXTEND_NONE : CAIRO_EXTEND_PAD); /* no seams */
  cairo_set_source (cairo, pattern);
  cairo_rectangle (cairo, area->x, area->y, area->width, area->height);
  cairo_fill (cairo);
  cairo_pattern_destroy (pattern);
}
