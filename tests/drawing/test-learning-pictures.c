/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histograms, bent grids, losses over two parameters, headings of nets: what lies where. */
#include "cr-bent-grid.h"
#include "cr-histogram.h"
#include "cr-landscape.h"
#include "cr-network-captions.h"
#include "drawn.h"
#include "sample-charts.h"
#include "sample-graphs.h"

#include <math.h>

static const CrArea area = { 10, 20, 228, 124 };

static CrPen
make_pen (CrFonts *fonts)
{
  CrPen pen = cr_pen_make (sample_sheet (300, 300, FALSE), fonts, FALSE, 1);

  pen.hide_text = TRUE;
  return pen;
}

/* --- Histograms --- */

static void
test_bars (void)
{
  const guint32 counts[] = { 0, 5, 10, 1000, 1 };
  CrHistogram histogram = { .counts = counts, .n_bins = 5, .low = -1, .high = 1, .hovered = -1 };
  CrArea tallest = cr_histogram_get_bar (&histogram, &area, 3);
  CrArea middle = cr_histogram_get_bar (&histogram, &area, 2);

  /* 14 at either side, 4 above, 20 below: 200×100. */
  g_assert_true (tallest.x == 24 + 120 && tallest.y == 24 && tallest.height == 100);
  g_assert_cmpfloat (tallest.width, ==, 39);
  g_assert_cmpfloat (cr_histogram_get_bar (&histogram, &area, 0).height, ==, 0);
  g_assert_cmpfloat (cr_histogram_get_bar (&histogram, &area, 1).height, ==, 1); /* still seen */
  g_assert_cmpfloat (middle.height, ==, 1);
  histogram.logarithmic = TRUE;
  middle = cr_histogram_get_bar (&histogram, &area, 2);
  g_assert_cmpfloat_with_epsilon (middle.height, 100 * log (11) / log (1001), 1e-9);
}

static void
test_bins (void)
{
  const guint32 counts[] = { 1, 2, 3, 4, 5 };
  CrHistogram histogram = { .counts = counts, .n_bins = 5, .low = -1, .high = 1, .hovered = -1 };

  g_assert_cmpint (cr_histogram_find_bin (&histogram, &area, 24, 50), ==, 0);
  g_assert_cmpint (cr_histogram_find_bin (&histogram, &area, 63.9, 50), ==, 0);
  g_assert_cmpint (cr_histogram_find_bin (&histogram, &area, 64, 50), ==, 1);
  g_assert_cmpint (cr_histogram_find_bin (&histogram, &area, 223, 50), ==, 4);
  g_assert_cmpint (cr_histogram_find_bin (&histogram, &area, 23, 50), ==, -1);
  g_assert_cmpint (cr_histogram_find_bin (&histogram, &area, 225, 50), ==, -1);
  g_assert_cmpint (cr_histogram_find_bin (&histogram, &area, 100, 200), ==, -1);
}

/* What is well is filled, what is saturated hatched, what is dead hatched both ways in the colour of errors. */
static void
test_patterns (void)
{
  const guint32 counts[] = { 10, 10, 10 };
  const guint8 marks[] = { CR_BIN_WELL, CR_BIN_SATURATED, CR_BIN_DEAD };
  CrHistogram histogram = { .counts = counts, .n_bins = 3, .low = 0, .high = 3, .marks = marks, .hovered = -1 };
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = make_pen (fonts);
  guint n_grounds[3] = { 0 }, n_errors[3] = { 0 };
  cairo_surface_t *drawn;

  cr_histogram_draw (&pen, &histogram, &area);
  drawn = sample_sheet_end (pen.cairo);
  for (guint bin = 0; bin < 3; bin++)
    for (int x = 0; x < 40; x++)
      for (int y = 40; y < 100; y++)
        {
          guint32 pixel = drawn_get_pixel (drawn, 28 + (int) (bin * 200 / 3.0) + x, y);

          n_grounds[bin] += pixel == 0xfafafa;
          n_errors[bin] += (pixel >> 16) > (pixel & 0xff) + 40; /* reddish */
        }
  cairo_surface_destroy (drawn);
  g_assert_cmpuint (n_grounds[0], ==, 0);
  g_assert_cmpuint (n_grounds[1], >, 200);
  g_assert_cmpuint (n_errors[1], ==, 0);
  g_assert_cmpuint (n_errors[2], >, 1000);
  g_assert_cmpuint (n_grounds[2], <, n_grounds[1]);
}

/* --- Bent grids --- */

static double
straight_first (double x, double y)
{
  return x / 6 + 0 * y;
}

static double
straight_second (double x, double y)
{
  return y / 6 + 0 * x;
}

/* Units that bend nothing leave the plane as it was: level and upright lines at every fiftieth of it. */
static void
test_straight_grid (void)
{
  g_autofree double *first = sample_values (straight_first);
  g_autofree double *second = sample_values (straight_second);
  const CrDataPoint outside = { 2, 0.99, 1, FALSE };
  CrBentGrid grid
      = { .columns = SAMPLE_CELLS, .rows = SAMPLE_CELLS, .first = first, .second = second, .every = 50, .chosen = -1 };
  CrPlane plane = cr_bent_grid_get_plane (&grid, &area);
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = make_pen (fonts);
  cairo_surface_t *drawn;
  guint n_dark = 0;

  g_assert_cmpfloat_with_epsilon (plane.right, 0.99 * (1 + 2 * 0.06), 1e-12);
  g_assert_cmpfloat_with_epsilon (plane.bottom, -0.99 * (1 + 2 * 0.06), 1e-12);
  cr_bent_grid_draw (&pen, &grid, &plane);
  drawn = sample_sheet_end (pen.cairo);
  for (int x = (int) plane.area.x + 15; x < (int) (plane.area.x + plane.area.width) - 15; x++) /* a level cut between two lines */
    n_dark += drawn_get_pixel (drawn, x, (int) (plane.area.y + plane.area.height * 0.3)) != 0xffffff;
  g_assert_cmpuint (n_dark, >=, 1); /* the middle one of three: at 0, ½ and the last */
  g_assert_cmpuint (n_dark, <=, 2);
  cairo_surface_destroy (drawn);
  grid.examples = (CrDataPoints) { .points = &outside, .n_points = 1 };
  plane = cr_bent_grid_get_plane (&grid, &area);
  g_assert_cmpfloat (plane.right, >, 2); /* examples are in it */
}

static void
test_empty_grid (void)
{
  const double nothing[] = { NAN, NAN, NAN, NAN };
  CrBentGrid grid = { .columns = 2, .rows = 2, .first = nothing, .second = nothing, .chosen = -1 };
  CrPlane plane = cr_bent_grid_get_plane (&grid, &area);
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = make_pen (fonts);

  g_assert_true (plane.left < plane.right && isfinite (plane.left) && plane.bottom < plane.top);
  cr_bent_grid_draw (&pen, &grid, &plane);
  g_assert_cmpint (cairo_status (pen.cairo), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (sample_sheet_end (pen.cairo));
}

/* --- Losses over two parameters --- */

static void
test_landscape (void)
{
  const double losses[] = { 1, 2, 3, INFINITY };
  const CrPoint path[] = { { 0.25, 0.25 }, { NAN, 0 }, { 1.75, 0.25 } };
  CrLandscape landscape = {
    .columns = 2, .rows = 2, .losses = losses, .upwards = TRUE, .right = 2, .top = 1, .path = path, .n_path = 3,
  };
  CrPlane plane = cr_landscape_get_plane (&landscape, &area);
  CrPoint low = cr_plane_to_pixel (&plane, 0.5, 0.2);
  CrPoint high = cr_plane_to_pixel (&plane, 0.1, 0.9);
  CrPoint open = cr_plane_to_pixel (&plane, 1.9, 0.95);
  CrPoint on_path = cr_plane_to_pixel (&plane, 1, 0.25);
  CrPoint end = cr_plane_to_pixel (&plane, 1.75, 0.25);
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = make_pen (fonts);
  cairo_surface_t *drawn;

  g_assert_cmpfloat (cr_landscape_get_loss (&landscape, &area, low.x, low.y), ==, 1);
  g_assert_cmpfloat (cr_landscape_get_loss (&landscape, &area, high.x, high.y), ==, 3);
  g_assert_cmpfloat (cr_landscape_get_loss (&landscape, &area, open.x, open.y), ==, INFINITY);
  g_assert_true (isnan (cr_landscape_get_loss (&landscape, &area, area.x, area.y)));
  cr_landscape_draw (&pen, &landscape, &area);
  drawn = sample_sheet_end (pen.cairo);
  g_assert_cmphex (drawn_get_pixel (drawn, (int) (plane.area.x + 2), (int) (plane.area.y + plane.area.height - 2)), ==, 0x7fa9df);
  g_assert_cmphex (drawn_get_pixel (drawn, (int) high.x, (int) high.y), ==, 0xf7f6f5);
  g_assert_cmphex (drawn_get_pixel (drawn, (int) open.x, (int) open.y), ==, 0xfafafa);
  g_assert_cmphex (drawn_get_pixel (drawn, (int) end.x, (int) end.y), ==, 0x1c71d8);
  g_assert_cmphex (drawn_get_pixel (drawn, (int) on_path.x, (int) on_path.y) & 0xff, <, 0x60); /* not finite: left out */
  cairo_surface_destroy (drawn);
}

/* --- Headings --- */

static void
assert_column (GPtrArray *columns, guint i, CrColumnKind kind, const char *title, const char *subtitle, double x, double top)
{
  const CrColumn *column = columns->pdata[i];

  g_assert_cmpuint (column->kind, ==, kind);
  g_assert_cmpstr (column->title, ==, title);
  g_assert_cmpstr (column->subtitle, ==, subtitle);
  g_assert_cmpfloat (column->x, ==, x);
  g_assert_cmpfloat (column->top, ==, top);
}

static void
test_columns (void)
{
  g_autoptr (CrGraph) net = sample_circle_net ();
  g_autoptr (CrGraph) none = sample_branches ();
  g_autoptr (GPtrArray) columns = cr_columns_find (net);
  g_autoptr (GPtrArray) nothing = cr_columns_find (none);

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (columns->len, ==, 5);
  assert_column (columns, 0, CR_COLUMN_INPUTS, "Inputs",
                 "x<span size=\"72%\" baseline_shift=\"subscript\">1</span>, x<span size=\"72%\" "
                 "baseline_shift=\"subscript\">2</span>",
                 66, 213 - 22);
  assert_column (columns, 1, CR_COLUMN_LAYER, "4 neurons", "tanh", 250, 149 - 31);
  assert_column (columns, 2, CR_COLUMN_LAYER, "2 neurons", "tanh", 428, 245 - 31);
  assert_column (columns, 3, CR_COLUMN_OUTPUT, "Output", "tanh", 592, 373 - 31);
  assert_column (columns, 4, CR_COLUMN_LOSS, "Loss", "(ŷ − y)²", 700, 373 - 22);
  g_assert_cmpuint (((const CrColumn *) columns->pdata[2])->layer, ==, 1);
}

static void
test_weights (void)
{
  double samples[3];
  double dash[2];
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = { .fonts = fonts, .scale = 1 };

  g_assert_cmpfloat (cr_weight_get_width (0, 2), ==, 0.75);
  g_assert_cmpfloat (cr_weight_get_width (-2, 2), ==, 7);
  g_assert_cmpfloat (cr_weight_get_width (1, 0), ==, 0.75);
  cr_weight_get_dash (1, dash);
  g_assert_true (dash[0] == 5 && dash[1] == 4);
  cr_weight_get_dash (5, dash);
  g_assert_true (dash[0] == 8 && dash[1] == 5.5);
  g_assert_cmpuint (cr_weight_list_samples (0, samples), ==, 0);
  g_assert_cmpuint (cr_weight_list_samples (3, samples), ==, 3);
  g_assert_true (samples[0] == 0.5 && samples[1] == 1 && samples[2] == 2);
  g_assert_cmpuint (cr_weight_list_samples (0.07, samples), ==, 3);
  g_assert_cmpfloat_with_epsilon (samples[0], 0.01, 1e-15);
  g_assert_cmpfloat_with_epsilon (samples[2], 0.05, 1e-15);
  g_assert_cmpfloat (cr_weight_draw_legend (&pen, 0, 1, 0, 0), ==, 0);
  g_assert_cmpfloat (cr_weight_draw_legend (&pen, 3, 1, 0, 0), >, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/histograms/bars", test_bars);
  g_test_add_func ("/drawing/histograms/bins", test_bins);
  g_test_add_func ("/drawing/histograms/patterns", test_patterns);
  g_test_add_func ("/drawing/bent-grids/straight", test_straight_grid);
  g_test_add_func ("/drawing/bent-grids/empty", test_empty_grid);
  g_test_add_func ("/drawing/landscapes/all", test_landscape);
  g_test_add_func ("/drawing/captions/columns", test_columns);
  g_test_add_func ("/drawing/captions/weights", test_weights);
  return g_test_run ();
}
