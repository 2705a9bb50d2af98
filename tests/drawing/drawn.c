/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures drawn into memory, and how much two of them differ. */
#include "drawn.h"

#include "cr-colors.h"

#include <math.h>
#include <stdlib.h>

#define BLOCK 8

cairo_surface_t *
drawn_new (CrPicture *picture, const CrArea *area, double scale, const CrMarks *marks)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (picture)->dark);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (area->width * scale), (int) ceil (area->height * scale));
  cairo_t *cairo = cairo_create (surface);

  cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, -area->x, -area->y);
  cr_picture_draw_still (picture, cairo, area, scale);
  cr_picture_draw_moving (picture, cairo, area, scale, marks);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return surface;
}

guint32
drawn_get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x] & 0xffffff;
}

static double
block_difference (cairo_surface_t *a, cairo_surface_t *b, int left, int top)
{
  int right = MIN (left + BLOCK, cairo_image_surface_get_width (a));
  int bottom = MIN (top + BLOCK, cairo_image_surface_get_height (a));
  double sum = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      for (int shift = 0; shift < 24; shift += 8)
        sum += abs ((int) (drawn_get_pixel (a, x, y) >> shift & 0xff) - (int) (drawn_get_pixel (b, x, y) >> shift & 0xff));
  return sum / (3.0 * (right - left) * (bottom - top));
}

double
drawn_difference (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);
  double worst = 0;

  if (width != cairo_image_surface_get_width (b) || height != cairo_image_surface_get_height (b))
    return 255;
  for (int y = 0; y < height; y += BLOCK)
    for (int x = 0; x < width; x += BLOCK)
      worst = MAX (worst, block_difference (a, b, x, y));
  return worst;
}

guint
drawn_count (cairo_surface_t *surface, guint32 color)
{
  guint count = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      count += drawn_get_pixel (surface, x, y) == color;
  return count;
}

void
drawn_assert_reference (cairo_surface_t *surface, const char *directory, const char *name, gboolean is_updating)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (directory, file, NULL);
  cairo_surface_t *expected;
  double difference;

  if (is_updating)
    g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  expected = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (expected), ==, CAIRO_STATUS_SUCCESS);
  difference = drawn_difference (surface, expected);
  if (difference > DRAWN_TOLERANCE)
    {
      g_autofree char *seen = g_test_build_filename (G_TEST_BUILT, "drawing", file, NULL);

      cairo_surface_write_to_png (surface, seen);
      g_error ("%s differs by %.1f from its reference (up to %.0f is allowed); see %s", name, difference, DRAWN_TOLERANCE, seen);
    }
  cairo_surface_destroy (expected);
}
