/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes, charts, decision surfaces: where ticks and points are, what is under a pixel. */
#include "cr-gate-curve.h"
#include "drawn.h"
#include "sample-charts.h"

#include <math.h>

/* --- Axes --- */

static void
assert_ticks (double low, double high, gboolean logarithmic, guint most, const char *expected)
{
  CrAxis axis = { low, high, logarithmic };
  double ticks[CR_AXIS_MOST_TICKS];
  guint n = cr_axis_list_ticks (&axis, most, ticks);
  g_autoptr (GString) seen = g_string_new (NULL);
  char text[CR_NUMBER_TEXT_SIZE];

  for (guint i = 0; i < n; i++)
    {
      cr_axis_write_tick (&axis, ticks, n, i, text);
      g_string_append_printf (seen, "%s%s", i > 0 ? " " : "", text);
    }
  g_assert_cmpstr (seen->str, ==, expected);
}

static void
test_ticks (void)
{
  assert_ticks (0.5, 5, TRUE, 3, "0.5 1 5");
  assert_ticks (0, 162, FALSE, 5, "0 50 100 150");
  assert_ticks (-6, 6, FALSE, 5, "−5 0 5");
  assert_ticks (0, 1, FALSE, 3, "0 0.5 1.0");
  assert_ticks (-0.03, 0.03, FALSE, 7, "−0.03 −0.02 −0.01 0 0.01 0.02 0.03");
  assert_ticks (0, 50000, FALSE, 4, "0 20\u2009000 40\u2009000");
  assert_ticks (0, 5e8, FALSE, 3, "0 5·10⁸");
  assert_ticks (0.005, 1, TRUE, 4, "0.01 0.1 1");
  assert_ticks (1e-9, 1, TRUE, 4, "10⁻⁹ 10⁻⁶ 10⁻³ 1");
  assert_ticks (1e-6, 1e-4, TRUE, 4, "10⁻⁶ 10⁻⁵ 10⁻⁴");
  assert_ticks (0.2, 0.9, TRUE, 4, "0.2 0.5");
}

static void
assert_fitted (double least, double greatest, gboolean logarithmic, double low, double high)
{
  CrAxis axis = cr_axis_fit (least, greatest, logarithmic);

  g_assert_cmpfloat_with_epsilon (axis.low, low, 1e-12 * fabs (high));
  g_assert_cmpfloat_with_epsilon (axis.high, high, 1e-12 * fabs (high));
}

static void
test_fit (void)
{
  assert_fitted (0, 0.47, FALSE, 0, 0.6);
  assert_fitted (-3, 8, FALSE, -5, 10);
  assert_fitted (2, 2, FALSE, 2, 2.5);
  assert_fitted (0, 0, FALSE, 0, 0.5);
  assert_fitted (INFINITY, -INFINITY, FALSE, 0, 1);
  assert_fitted (0.0078, 0.5, TRUE, 0.005, 0.5);
  assert_fitted (1, 1, TRUE, 0.5, 2);
  assert_fitted (-1, 20, TRUE, 0.02, 20);
  assert_fitted (INFINITY, -INFINITY, TRUE, 0.1, 1);
}

static void
test_shares (void)
{
  CrAxis linear = { -1, 3, FALSE };
  CrAxis logarithmic = { 0.01, 100, TRUE };

  g_assert_cmpfloat (cr_axis_get_share (&linear, 0), ==, 0.25);
  g_assert_cmpfloat (cr_axis_get_number (&linear, 0.25), ==, 0);
  g_assert_cmpfloat_with_epsilon (cr_axis_get_share (&logarithmic, 1), 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon (cr_axis_get_number (&logarithmic, 0.75), 10, 1e-12);
  g_assert_cmpfloat (cr_axis_get_share (&logarithmic, 0), ==, -INFINITY);
  g_assert_true (isnan (cr_axis_get_share (&logarithmic, NAN)));
}

/* --- Charts --- */

static const CrArea chart_area = { 0, 0, 272, 170 };

/* The rows of a pixel column that have the colour of a role; FALSE where there are none. */
static gboolean
find_color (cairo_surface_t *drawn, int x, CrColorRole role, int *first, int *last)
{
  guint32 color = cr_color_to_pixel (cr_color_get (role, FALSE)) & 0xffffff;

  *first = -1;
  for (int y = 0; y < cairo_image_surface_get_height (drawn); y++)
    if (drawn_get_pixel (drawn, x, y) == color)
      {
        *first = *first < 0 ? y : *first;
        *last = y;
      }
  return *first >= 0;
}

static cairo_surface_t *
draw_chart (const CrChart *chart, CrChartFrame *frame)
{
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = cr_pen_make (sample_sheet (chart_area.width, chart_area.height, FALSE), fonts, FALSE, 1);

  pen.hide_text = TRUE;
  *frame = cr_chart_get_frame (chart, &chart_area);
  cr_chart_draw (&pen, chart, frame);
  return sample_sheet_end (pen.cairo);
}

/* A level line lies at the height of its number, be it of few points or of many. */
static void
test_heights (void)
{
  g_autofree double *values = g_new (double, 100000);

  for (guint i = 0; i < 100000; i++)
    values[i] = 0.25;
  for (guint many = 0; many < 2; many++)
    for (guint logarithmic = 0; logarithmic < 2; logarithmic++)
      {
        CrChartLine line = { NULL, values, many ? 100000 : 20, CR_LINE_TRAIN, FALSE };
        CrChart chart = CR_CHART_EMPTY;
        CrChartFrame frame;
        cairo_surface_t *drawn;
        int first, last;
        double share = logarithmic ? log (0.25 / 0.01) / log (100) : 0.25;

        chart.lines = &line;
        chart.n_lines = 1;
        chart.logarithmic = logarithmic;
        chart.low = logarithmic ? 0.01 : 0;
        chart.high = 1;
        drawn = draw_chart (&chart, &frame);
        g_assert_cmpfloat (frame.plot.x, ==, 34);
        g_assert_cmpfloat (frame.plot.y, ==, 10);
        g_assert_true (find_color (drawn, 100, CR_COLOR_VALUE, &first, &last));
        g_assert_cmpfloat_with_epsilon ((first + last + 1) / 2.0, frame.plot.y + frame.plot.height * (1 - share), 1);
        g_assert_cmpint (last - first, <=, 2);
        cairo_surface_destroy (drawn);
      }
}

/* Other data are learned from there on: the line goes all the way to where it is now. */
static void
test_jump (void)
{
  g_autofree double *values = g_new (double, 100000);
  CrChartLine line = { NULL, values, 100000, CR_LINE_TRAIN, FALSE };
  CrChart chart = CR_CHART_EMPTY;
  CrChartFrame frame;
  cairo_surface_t *drawn;
  int first, last, x;

  for (guint i = 0; i < 100000; i++)
    values[i] = i < 99950 ? 0.25 : 0.75;
  chart.lines = &line;
  chart.n_lines = 1;
  chart.low = 0;
  chart.high = 1;
  drawn = draw_chart (&chart, &frame);
  x = frame.plot.x + frame.plot.width - 1;
  g_assert_true (find_color (drawn, x, CR_COLOR_VALUE, &first, &last));
  g_assert_cmpfloat (first, <=, frame.plot.y + frame.plot.height * 0.25 + 1);
  g_assert_cmpfloat (last, >=, frame.plot.y + frame.plot.height * 0.75 - 2);
  cairo_surface_destroy (drawn);
}

/* Of many points none is lost: the one that leaps shows, the noise is filled from its least to its greatest. */
static void
test_many (void)
{
  const gsize n = 1000000;
  g_autofree double *values = g_new (double, n);
  CrChartLine line = { NULL, values, n, CR_LINE_TRAIN, FALSE };
  CrChart chart = CR_CHART_EMPTY;
  CrChartFrame frame;
  cairo_surface_t *drawn;
  int first, last;

  for (gsize i = 0; i < n; i++)
    values[i] = i < n / 2 ? 0.25 : i % 2 == 0 ? 0.25 : 0.5;
  values[n / 4] = 0.9;
  chart.lines = &line;
  chart.n_lines = 1;
  chart.low = 0;
  chart.high = 1;
  drawn = draw_chart (&chart, &frame);
  g_assert_true (find_color (drawn, (int) (frame.plot.x + frame.plot.width / 4), CR_COLOR_VALUE, &first, &last));
  g_assert_cmpint (first, <=, (int) (frame.plot.y + frame.plot.height * 0.1) + 1);
  g_assert_true (find_color (drawn, (int) (frame.plot.x + frame.plot.width * 0.8), CR_COLOR_VALUE, &first, &last));
  g_assert_cmpfloat_with_epsilon (first, frame.plot.y + frame.plot.height * 0.5, 2);
  g_assert_cmpfloat_with_epsilon (last, frame.plot.y + frame.plot.height * 0.75, 2);
  cairo_surface_destroy (drawn);
}

/* What is not finite leaves a gap of its own width. */
static void
test_gaps (void)
{
  const gsize sizes[] = { 100, 100000 };

  for (guint which = 0; which < 2; which++)
    {
      gsize n = sizes[which];
      g_autofree double *values = g_new (double, n);
      CrChartLine line = { NULL, values, n, CR_LINE_TRAIN, FALSE };
      CrChart chart = CR_CHART_EMPTY;
      CrChartFrame frame;
      cairo_surface_t *drawn;
      int first, last;

      for (gsize i = 0; i < n; i++)
        values[i] = i * 10 / n == 4 ? (i % 2 ? NAN : INFINITY) : 0.5;
      chart.lines = &line;
      chart.n_lines = 1;
      drawn = draw_chart (&chart, &frame);
      g_assert_true (find_color (drawn, (int) (frame.plot.x + frame.plot.width * 0.35), CR_COLOR_VALUE, &first, &last));
      g_assert_false (find_color (drawn, (int) (frame.plot.x + frame.plot.width * 0.45), CR_COLOR_VALUE, &first, &last));
      g_assert_true (find_color (drawn, (int) (frame.plot.x + frame.plot.width * 0.55), CR_COLOR_VALUE, &first, &last));
      g_assert_cmpfloat (frame.values.high, <, 1); /* infinity does not count */
      cairo_surface_destroy (drawn);
    }
}

/* A run that has just begun beside one that went on for long has the whole width; one that is not much shorter shares it. */
static void
test_much_longer_run (void)
{
  const gsize n_others = 100000;
  const double steps[] = { 0, 10, 20, 100 };
  const double values[] = { 0.5, 0.5, 0.5, 0.5 };
  g_autofree double *others = g_new (double, n_others);
  CrChartLine lines[] = { { NULL, others, n_others, CR_LINE_TRAIN, TRUE }, { steps, values, 4, CR_LINE_TRAIN, FALSE } };
  CrChart chart = CR_CHART_EMPTY;
  CrChartFrame frame;
  cairo_surface_t *drawn;
  double step = NAN;
  int first, last;

  for (gsize i = 0; i < n_others; i++)
    others[i] = i > 100 ? 50 : 0.25;
  chart.lines = lines;
  chart.n_lines = 2;
  drawn = draw_chart (&chart, &frame);
  g_assert_cmpfloat (frame.steps.high, ==, 100);
  g_assert_cmpfloat (frame.values.high, <, 2); /* what is cut off asks for no room */
  g_assert_true (find_color (drawn, (int) (frame.plot.x + frame.plot.width * 0.9), CR_COLOR_VALUE, &first, &last));
  g_assert_true (cr_chart_find_step (&chart, &frame, frame.plot.x + frame.plot.width + 40, &step));
  g_assert_cmpfloat (step, ==, 100);
  cairo_surface_destroy (drawn);

  lines[0].n_points = 401; /* the last step is 400 */
  frame = cr_chart_get_frame (&chart, &chart_area);
  g_assert_cmpfloat (frame.steps.high, ==, 400);
  lines[1].n_points = 1; /* not begun yet */
  lines[0].n_points = n_others;
  frame = cr_chart_get_frame (&chart, &chart_area);
  g_assert_cmpfloat (frame.steps.high, ==, n_others - 1);
}

static void
test_pointing (void)
{
  const double steps[] = { 0, 10, 20, 100 };
  const double values[] = { 4, 3, 2, 1 };
  const double others[] = { 1, 2 };
  const CrChartLine lines[] = { { steps, values, 4, CR_LINE_TRAIN, FALSE }, { NULL, others, 2, CR_LINE_TEST, FALSE } };
  CrChart chart = CR_CHART_EMPTY;
  CrChartFrame frame = cr_chart_get_frame (&chart, &chart_area);
  double step = NAN;

  g_assert_false (cr_chart_find_step (&chart, &frame, 100, &step));
  chart.lines = lines;
  chart.n_lines = 2;
  frame = cr_chart_get_frame (&chart, &chart_area);
  g_assert_cmpfloat (frame.steps.high, ==, 100);
  g_assert_true (cr_chart_find_step (&chart, &frame, frame.plot.x + 0.55 * frame.plot.width, &step));
  g_assert_cmpfloat (step, ==, 20);
  g_assert_true (cr_chart_find_step (&chart, &frame, frame.plot.x + 0.65 * frame.plot.width, &step));
  g_assert_cmpfloat (step, ==, 100);
  g_assert_true (cr_chart_find_step (&chart, &frame, frame.plot.x + 0.009 * frame.plot.width, &step));
  g_assert_cmpfloat (step, ==, 1);
  g_assert_true (cr_chart_find_step (&chart, &frame, -1000, &step));
  g_assert_cmpfloat (step, ==, 0);
  g_assert_cmpfloat (cr_chart_line_get_value (&lines[0], 19.5), ==, 3);
  g_assert_cmpfloat (cr_chart_line_get_value (&lines[0], 20), ==, 2);
  g_assert_cmpfloat (cr_chart_line_get_value (&lines[0], 1e9), ==, 1);
  g_assert_true (isnan (cr_chart_line_get_value (&lines[0], -1)));
  g_assert_cmpfloat (cr_chart_line_get_value (&lines[1], 50), ==, 2);
}

/* --- Surfaces --- */

static const CrArea surface_area = { 20, 10, 240, 240 };

static void
test_plane (void)
{
  CrSurfacePicture surface = sample_surface (NULL, NULL, 0);
  CrPlane plane = cr_surface_picture_get_plane (&surface, &surface_area);
  CrPoint pixel = cr_plane_to_pixel (&plane, -3, 6);
  CrPoint back = cr_plane_from_pixel (&plane, 80, 10);

  g_assert_true (pixel.x == 80 && pixel.y == 10);
  g_assert_true (back.x == -3 && back.y == 6);
  surface.show_axes = TRUE;
  plane = cr_surface_picture_get_plane (&surface, &surface_area);
  g_assert_true (cr_area_contains_area (&surface_area, &plane.area));
  g_assert_cmpfloat (plane.area.x, >, surface_area.x);
}

static void
test_finding (void)
{
  const CrDataPoint examples[] = {
    { 0, 0, 1, FALSE }, { 0.1, 0, -1, TRUE }, { 5, 5, 1, FALSE }, { 20, 0, 1, FALSE }, { NAN, 0, 1, FALSE },
  };
  CrSurfacePicture surface = sample_surface (NULL, examples, 5);

  g_assert_cmpint (cr_surface_picture_find (&surface, &surface_area, 140, 130), ==, 0);
  g_assert_cmpint (cr_surface_picture_find (&surface, &surface_area, 142, 130), ==, 1);
  g_assert_cmpint (cr_surface_picture_find (&surface, &surface_area, 241, 31), ==, 2);
  g_assert_cmpint (cr_surface_picture_find (&surface, &surface_area, 180, 130), ==, -1);
  g_assert_cmpint (cr_surface_picture_find (&surface, &surface_area, 540, 130), ==, -1); /* outside */
  surface.examples.hide_test = TRUE;
  g_assert_cmpint (cr_surface_picture_find (&surface, &surface_area, 142, 130), ==, 0);
}

static cairo_surface_t *
draw_surface (const CrSurfacePicture *surface, cairo_surface_t *target)
{
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  cairo_t *cairo = target != NULL ? cairo_create (target) : sample_sheet (280, 260, FALSE);
  CrPen pen = cr_pen_make (cairo, fonts, FALSE, 1);

  pen.hide_text = TRUE;
  cr_surface_picture_draw (&pen, surface, &surface_area);
  return sample_sheet_end (cairo);
}

/* A filled disc, a hollow square, the map where there is nothing, the line between. */
static void
test_surface_pixels (void)
{
  g_autofree double *values = sample_values (sample_disc);
  const CrDataPoint examples[] = { { 0.025, 0.025, 1, FALSE }, { 5.025, 5.025, -1, TRUE } };
  CrSurfacePicture surface = sample_surface (values, examples, 2);
  cairo_surface_t *drawn;

  surface.map.discrete = TRUE;
  drawn = draw_surface (&surface, NULL);
  g_assert_cmphex (drawn_get_pixel (drawn, 140, 129), ==, 0x1a5fb4); /* its disc */
  g_assert_cmphex (drawn_get_pixel (drawn, 240, 29), ==, 0xffffff);  /* hollow */
  g_assert_cmphex (drawn_get_pixel (drawn, 240, 31) & 0xff, <, 0x20); /* its outline: orange has no blue */
  g_assert_cmphex (drawn_get_pixel (drawn, 140, 150), ==, 0x7fa9df);
  g_assert_cmphex (drawn_get_pixel (drawn, 40, 200), ==, 0xeca876);
  g_assert_cmphex (drawn_get_pixel (drawn, 20 + 12 * 10, 10 + (int) (20 * (6 - 0.25 + 3.47))), ==, 0x2e2e2e); /* 0.5, −3.2 */
  g_assert_cmphex (drawn_get_pixel (drawn, 20, 10), ==, 0xfafafa); /* a rounded corner */
  surface.examples.hide_test = TRUE;
  cairo_surface_destroy (drawn);
  drawn = draw_surface (&surface, NULL);
  g_assert_cmphex (drawn_get_pixel (drawn, 240, 29), ==, 0xeca876);
  cairo_surface_destroy (drawn);
}

/* Points put together by hand look like those that cairo draws for what takes vectors. */
static void
test_points_both_ways (void)
{
  CrDataPoint examples[24] = { 0 };
  CrSurfacePicture surface = sample_surface (NULL, examples, 24);
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  cairo_surface_t *image, *drawn;
  CrPen pen;
  CrPlane plane;

  for (guint i = 0; i < 24; i++) /* in the middle of pixels */
    examples[i] = (CrDataPoint) { -4.975 + 1.5 * (i % 8), -2.975 + 3 * (i / 8), i % 8, i >= 12 };
  surface.examples.kind = CR_LABELS_CLASSES;
  surface.radius = 0;
  image = draw_surface (&surface, NULL);
  pen = cr_pen_make (sample_sheet (280, 260, FALSE), fonts, FALSE, 1);
  plane = cr_surface_picture_get_plane (&surface, &surface_area);
  for (guint i = 0; i < 24; i++)
    cr_data_points_draw_marker (&pen, i % 8, cr_color_get_class (i % 8, FALSE), i >= 12,
                             cr_plane_to_pixel (&plane, examples[i].x, examples[i].y));
  drawn = sample_sheet_end (pen.cairo);
  g_assert_cmpfloat (drawn_difference (image, drawn), <, 3);
  cairo_surface_destroy (image);
  cairo_surface_destroy (drawn);
}

static void
test_labels (void)
{
  const CrDataPoint points[] = { { 0, 0, 0.6, 0 }, { 0, 0, 0.5, 0 }, { 0, 0, 2, 0 }, { 0, 0, NAN, 0 }, { 0, 0, -3, 0 } };
  CrDataPoints examples = { .points = points, .n_points = 5, .kind = CR_LABELS_SIGNED, .middle = 0.5 };
  static const guint signs[] = { 0, 1, 0, 1, 1 };
  static const guint classes[] = { 1, 1, 2, 0, 0 };

  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (cr_data_points_get_class (&examples, i), ==, signs[i]);
  examples.kind = CR_LABELS_CLASSES;
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (cr_data_points_get_class (&examples, i), ==, classes[i]);
}

/* Eight classes and two shares do not fit into one row of 272. */
static void
test_legend (void)
{
  const CrDataPoint examples[] = { { 0, 0, 1, FALSE }, { 1, 1, 0, TRUE } };
  CrSurfacePicture surface = sample_surface (NULL, examples, 2);
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = { .fonts = fonts, .scale = 1 };

  g_assert_cmpfloat (cr_surface_picture_draw_legend (&pen, &surface, 0, 0, 272), ==, 20);
  surface.examples.kind = CR_LABELS_CLASSES;
  surface.map.n_classes = 8;
  g_assert_cmpfloat (cr_surface_picture_draw_legend (&pen, &surface, 0, 0, 272), ==, 40);
}

/* Several curves over one input: each drawn in its own way, and named. */
static void
test_curves (void)
{
  const double low[] = { -3, -3 }, high[] = { 3, 3 };
  const CrSurfaceCurve curves[] = { { low, "p1" }, { high, "p2" } };
  CrSurfacePicture surface = sample_surface (NULL, NULL, 0);
  CrPlane plane;
  cairo_surface_t *drawn;
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = { .fonts = fonts, .scale = 1 };
  int y, first, last;

  surface.curves = curves;
  surface.n_curves = 2;
  surface.n_parts = 2;
  surface.curve_left = -6;
  surface.curve_right = 6;
  surface.show_axes = TRUE;
  surface.examples.kind = CR_LABELS_REAL;
  surface.map = (CrMap) { 0 };
  drawn = draw_surface (&surface, NULL);
  plane = cr_surface_picture_get_plane (&surface, &surface_area);
  y = (int) cr_plane_to_pixel (&plane, 0, -3).y;
  g_assert_true (find_color (drawn, (int) cr_plane_to_pixel (&plane, 0, 0).x, CR_COLOR_VALUE, &first, &last));
  g_assert_cmpint (first, <=, y);
  g_assert_cmpint (last, >=, y - 1);
  g_assert_cmpint (last - first, <, 4); /* the other is of another colour */
  cairo_surface_destroy (drawn);
  surface.n_curves = 1;
  g_assert_cmpfloat (cr_surface_picture_draw_legend (&pen, &surface, 0, 0, 60), ==, 20);
  surface.n_curves = 2;
  g_assert_cmpfloat (cr_surface_picture_draw_legend (&pen, &surface, 0, 0, 60), ==, 40);
}

/* --- The curve of a gate --- */

/* How many pixels below the curve, where the numbers stand, are drawn on, from column @first to before @end. */
static guint
count_ink (cairo_surface_t *drawn, int first, int end)
{
  guint32 panel = cr_color_to_pixel (cr_color_get (CR_COLOR_PANEL, FALSE)) & 0xffffff;
  guint n = 0;

  for (int y = chart_area.height - 16; y < chart_area.height; y++)
    for (int x = first; x < end; x++)
      n += drawn_get_pixel (drawn, x, y) != panel;
  return n;
}

static cairo_surface_t *
draw_exp (double x)
{
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = cr_pen_make (sample_sheet (chart_area.width, chart_area.height, FALSE), fonts, FALSE, 1);
  CrGateCurve curve = { .gate = cr_gate_find ("exp"), .x = x, .format = { 3, FALSE } };

  cr_gate_curve_draw (&pen, &curve, &chart_area);
  return sample_sheet_end (pen.cairo);
}

/* The number where the gate stands counts where it would meet an end of the axis; the point is seen also where the curve is steep. */
static void
test_gate_curve (void)
{
  cairo_surface_t *near_an_end = draw_exp (-5), *amid = draw_exp (1), *steep = draw_exp (8.35);
  int first, last;

  g_assert_cmpuint (count_ink (near_an_end, 0, 6), ==, 0); /* where −6 would begin */
  g_assert_cmpuint (count_ink (near_an_end, 12, 34), >, 20);
  g_assert_cmpuint (count_ink (near_an_end, chart_area.width - 20, chart_area.width), >, 0);
  g_assert_cmpuint (count_ink (amid, 0, 20), >, 0);
  g_assert_true (find_color (steep, (int) (chart_area.width * (8.35 + 12) / 24), CR_COLOR_VALUE, &first, &last));
  g_assert_cmpint (first, <, 20); /* the dot, above all of the curve */
  cairo_surface_destroy (near_an_end);
  cairo_surface_destroy (amid);
  cairo_surface_destroy (steep);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/charts/ticks", test_ticks);
  g_test_add_func ("/drawing/charts/fit", test_fit);
  g_test_add_func ("/drawing/charts/shares", test_shares);
  g_test_add_func ("/drawing/charts/heights", test_heights);
  g_test_add_func ("/drawing/charts/jump", test_jump);
  g_test_add_func ("/drawing/charts/many", test_many);
  g_test_add_func ("/drawing/charts/gaps", test_gaps);
  g_test_add_func ("/drawing/charts/much-longer-run", test_much_longer_run);
  g_test_add_func ("/drawing/charts/pointing", test_pointing);
  g_test_add_func ("/drawing/charts/gate-curve", test_gate_curve);
  g_test_add_func ("/drawing/surfaces/plane", test_plane);
  g_test_add_func ("/drawing/surfaces/finding", test_finding);
  g_test_add_func ("/drawing/surfaces/pixels", test_surface_pixels);
  g_test_add_func ("/drawing/surfaces/points-both-ways", test_points_both_ways);
  g_test_add_func ("/drawing/surfaces/labels", test_labels);
  g_test_add_func ("/drawing/surfaces/legend", test_legend);
  g_test_add_func ("/drawing/surfaces/curves", test_curves);
  return g_test_run ();
}
