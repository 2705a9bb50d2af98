/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps and contours: which cell has which colour, where a line runs. */
#include "cr-contour.h"
#include "cr-map.h"
#include "drawn.h"
#include "sample-charts.h"

#include <math.h>

static guint32
color_of_value (double value, gboolean dark)
{
  return cr_color_to_pixel (cr_color_get_map (value, dark)) & 0xffffff;
}

static void
assert_painted (const CrMap *map, guint every, guint n, const guint32 *pixels)
{
  cairo_surface_t *image = cr_map_paint (map, every, FALSE);
  int width = cairo_image_surface_get_width (image);

  for (guint i = 0; i < n; i++)
    g_assert_cmphex (drawn_get_pixel (image, i % width, i / width), ==, pixels[i]);
  g_assert_cmpint (width * cairo_image_surface_get_height (image), ==, n);
  cairo_surface_destroy (image);
}

static void
test_numbers (void)
{
  const double values[] = { -1, 0, 0.5, 3, -3, 1 };
  const guint32 as_matrix[] = { 0xeca876, 0xf7f6f5, color_of_value (0.5, FALSE), 0x7fa9df, 0xeca876, 0x7fa9df };
  const guint32 as_plane[] = { 0x7fa9df, 0xeca876, 0x7fa9df, 0xeca876, 0xf7f6f5, color_of_value (0.5, FALSE) };
  const guint32 to_three[] = { color_of_value (-1 / 3.0, FALSE), 0xf7f6f5, color_of_value (0.5 / 3, FALSE), 0x7fa9df, 0xeca876,
                               color_of_value (1 / 3.0, FALSE) };
  const guint32 hard[] = { 0xeca876, 0x7fa9df, 0x7fa9df, 0x7fa9df, 0xeca876, 0x7fa9df };
  CrMap map = { .columns = 3, .rows = 2, .n_classes = 1, .values = values, .extent = 1 };
  CrMap plane = { .columns = 3, .rows = 2, .n_classes = 1, .values = values, .extent = 1, .upwards = TRUE };

  assert_painted (&map, 1, 6, as_matrix);
  for (guint i = 0; i < 3; i++) /* the lower row is the first */
    g_assert_cmphex (as_matrix[i], ==, as_plane[3 + i]);
  assert_painted (&plane, 1, 6, (const guint32[]) { 0x7fa9df, 0xeca876, 0x7fa9df, as_matrix[0], as_matrix[1], as_matrix[2] });
  map.extent = 0;
  g_assert_cmpfloat (cr_map_get_extent (&map), ==, 3);
  cairo_surface_t *image = cr_map_paint (&map, 1, FALSE);
  for (guint i = 0; i < 6; i++)
    for (int shift = 0; shift < 24; shift += 8) /* to a step of the table */
      {
        int seen = drawn_get_pixel (image, i % 3, i / 3) >> shift & 0xff;

        g_assert_cmpint (ABS (seen - (int) (to_three[i] >> shift & 0xff)), <=, 1);
      }
  cairo_surface_destroy (image);
  map.discrete = TRUE;
  assert_painted (&map, 1, 6, hard);
}

static void
test_not_finite (void)
{
  const double values[] = { NAN, INFINITY, -INFINITY, 0 };
  CrMap map = { .columns = 2, .rows = 2, .n_classes = 1, .values = values };
  cairo_surface_t *image = cr_map_paint (&map, 1, FALSE);
  const guint32 *first = (const guint32 *) cairo_image_surface_get_data (image);

  g_assert_cmphex (first[0], ==, 0); /* not even black: transparent */
  g_assert_cmphex (first[1], ==, 0xff7fa9df);
  g_assert_cmphex (drawn_get_pixel (image, 0, 1), ==, 0xeca876);
  g_assert_cmphex (drawn_get_pixel (image, 1, 1), ==, 0xf7f6f5);
  g_assert_cmpfloat (cr_map_get_extent (&map), ==, 0);
  cairo_surface_destroy (image);
}

/* Half way between 0 and 1 is nothing. */
static void
test_middle (void)
{
  const double values[] = { 0, 0.5, 1 };
  CrMap map = { .columns = 3, .rows = 1, .n_classes = 1, .values = values, .middle = 0.5 };

  assert_painted (&map, 1, 3, (const guint32[]) { 0xeca876, 0xf7f6f5, 0x7fa9df });
}

static void
test_thinned (void)
{
  const double values[] = { 1, 2, 3, 4, -1, -2, -3, -4, 1, 2, 3, -4 };
  CrMap map = { .columns = 4, .rows = 3, .n_classes = 1, .values = values, .extent = 0.5 };

  assert_painted (&map, 2, 4, (const guint32[]) { 0xeca876, 0xeca876, 0x7fa9df, 0xeca876 });
}

static void
test_classes (void)
{
  const double scores[] = { 1, 0, log (2), 0, 1, 0, 0, 0, NAN, 0, 0, 0 };
  CrMap map = { .columns = 4, .rows = 1, .n_classes = 3, .values = scores };
  double certainty;
  cairo_surface_t *image;

  g_assert_cmpint (cr_map_get_class (&map, 0, NULL), ==, -1);
  g_assert_cmpint (cr_map_get_class (&map, 1, &certainty), ==, 0); /* all equal */
  g_assert_cmpfloat_with_epsilon (certainty, 0, 1e-15);
  g_assert_cmpint (cr_map_get_class (&map, 2, &certainty), ==, 0);
  g_assert_cmpfloat_with_epsilon (certainty, (0.5 - 1 / 3.0) / (2 / 3.0), 1e-15); /* softmax: a half, a quarter, a quarter */
  map.are_shares = TRUE;
  g_assert_cmpint (cr_map_get_class (&map, 2, &certainty), ==, 0);
  g_assert_cmpfloat_with_epsilon (certainty, 1, 1e-15);
  image = cr_map_paint (&map, 1, TRUE);
  g_assert_cmphex (((const guint32 *) cairo_image_surface_get_data (image))[0], ==, 0);
  g_assert_cmphex (drawn_get_pixel (image, 2, 0), ==,
                   cr_color_to_pixel (cr_color_mix (cr_color_get (CR_COLOR_MAP_ZERO, TRUE), cr_color_get_class (0, TRUE), 0.58)) &
                       0xffffff);
  cairo_surface_destroy (image);
}

/* The highest row of a plane stands at the top, and cells have the size that they should. */
static void
test_drawn (void)
{
  const double values[] = { -1, -1, 1, 1 };
  CrMap map = { .columns = 2, .rows = 2, .n_classes = 1, .values = values, .upwards = TRUE, .discrete = TRUE };
  CrArea area = { 10, 10, 40, 40 };
  CrPen pen = cr_pen_make (sample_sheet (60, 60, FALSE), NULL, FALSE, 1);
  cairo_surface_t *drawn;

  cr_map_draw (&pen, &map, &area);
  drawn = sample_sheet_end (pen.cairo);
  g_assert_cmphex (drawn_get_pixel (drawn, 9, 30), ==, 0xfafafa);
  g_assert_cmphex (drawn_get_pixel (drawn, 10, 10), ==, 0x7fa9df);
  g_assert_cmphex (drawn_get_pixel (drawn, 49, 29), ==, 0x7fa9df);
  g_assert_cmphex (drawn_get_pixel (drawn, 10, 30), ==, 0xeca876);
  g_assert_cmphex (drawn_get_pixel (drawn, 49, 49), ==, 0xeca876);
  g_assert_cmphex (drawn_get_pixel (drawn, 50, 30), ==, 0xfafafa);
  cairo_surface_destroy (drawn);
}

/* --- Contours --- */

static CrPoint
point_of (const CrContour *contour, guint i)
{
  return g_array_index (contour->points, CrPoint, i);
}

/* A circle is one closed line, everywhere within a fiftieth of a cell of where it belongs. */
static void
test_circle (void)
{
  g_autofree double *values = sample_values (sample_disc);
  g_autoptr (CrContour) contour = cr_contour_new (values, SAMPLE_CELLS, SAMPLE_CELLS, 0);
  guint last = contour->points->len - 1;

  g_assert_cmpuint (contour->starts->len, ==, 1);
  g_assert_cmpuint (contour->points->len, >, 200);
  g_assert_true (point_of (contour, 0).x == point_of (contour, last).x && point_of (contour, 0).y == point_of (contour, last).y);
  for (guint i = 0; i <= last; i++)
    {
      double x = -6 + 12 * point_of (contour, i).x / SAMPLE_CELLS;
      double y = -6 + 12 * point_of (contour, i).y / SAMPLE_CELLS;

      g_assert_cmpfloat_with_epsilon (hypot (x - 0.5, y - 0.25), 3.5, 0.02 * 12 / SAMPLE_CELLS);
    }
}

/* An open line goes to the edges of the outermost cells. */
static void
test_open_line (void)
{
  const double values[] = { -1, 1, 3, -1, 1, 3 };
  g_autoptr (CrContour) contour = cr_contour_new (values, 3, 2, 0.5);

  g_assert_cmpuint (contour->starts->len, ==, 1);
  for (guint i = 0; i < contour->points->len; i++)
    g_assert_cmpfloat_with_epsilon (point_of (contour, i).x, 1.25, 1e-12);
  g_assert_cmpfloat (fabs (point_of (contour, 0).y - point_of (contour, contour->points->len - 1).y), ==, 2);
}

static void
test_saddle (void)
{
  const double low[] = { 1, -2, -2, 1 };
  const double high[] = { 2, -1, -1, 2 };
  g_autoptr (CrContour) parted = cr_contour_new (low, 2, 2, 0);
  g_autoptr (CrContour) joined = cr_contour_new (high, 2, 2, 0);

  g_assert_cmpuint (parted->starts->len, ==, 2);
  g_assert_cmpuint (joined->starts->len, ==, 2);
  /* The positive corners are the first and the last; a line around one of them stays nearer to it than to the middle. */
  for (guint i = 0; i < parted->points->len; i++)
    {
      CrPoint point = point_of (parted, i);
      gboolean is_first = point.x + point.y < 2;
      guint line = i >= g_array_index (parted->starts, guint, 1);

      g_assert_true (is_first == (point_of (parted, g_array_index (parted->starts, guint, line)).x < 1));
    }
  for (guint i = 0; i < joined->points->len; i++)
    {
      CrPoint point = point_of (joined, i);
      gboolean is_right = point.x > point.y;
      guint first = g_array_index (joined->starts, guint, i >= g_array_index (joined->starts, guint, 1));

      g_assert_true (is_right == (point_of (joined, first).x > point_of (joined, first).y));
    }
}

static void
test_holes (void)
{
  const double values[] = { 1, -1, NAN, 1, -1, 1, 1, -1, INFINITY };
  g_autoptr (CrContour) contour = cr_contour_new (values, 3, 3, 0);
  g_autoptr (CrContour) none = cr_contour_new (values, 1, 1, 0);

  for (guint i = 0; i < contour->points->len; i++)
    g_assert_true (isfinite (point_of (contour, i).x) && point_of (contour, i).x <= 1.5);
  g_assert_cmpuint (contour->points->len, >=, 4);
  g_assert_cmpuint (none->points->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/maps/numbers", test_numbers);
  g_test_add_func ("/drawing/maps/not-finite", test_not_finite);
  g_test_add_func ("/drawing/maps/middle", test_middle);
  g_test_add_func ("/drawing/maps/thinned", test_thinned);
  g_test_add_func ("/drawing/maps/classes", test_classes);
  g_test_add_func ("/drawing/maps/drawn", test_drawn);
  g_test_add_func ("/drawing/maps/circle", test_circle);
  g_test_add_func ("/drawing/maps/open-line", test_open_line);
  g_test_add_func ("/drawing/maps/saddle", test_saddle);
  g_test_add_func ("/drawing/maps/holes", test_holes);
  return g_test_run ();
}
