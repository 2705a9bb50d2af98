/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long maps, surfaces and charts take: the fastest of many, in the processor time of this thread. */
#include "cr-bent-grid.h"
#include "cr-contour.h"
#include "cr-histogram.h"
#include "cr-landscape.h"
#include "cr-layout.h"
#include "sample-charts.h"
#include "sample-graphs.h"

#include <time.h>

#define TURNS 60

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

#define MEASURE(what, ...)                                                                                                       \
  do                                                                                                                             \
    {                                                                                                                            \
      double fastest = G_MAXDOUBLE;                                                                                              \
                                                                                                                                 \
      for (guint turn = 0; turn < TURNS; turn++)                                                                                 \
        {                                                                                                                        \
          double start = now ();                                                                                                 \
                                                                                                                                 \
          __VA_ARGS__;                                                                                                           \
          fastest = MIN (fastest, now () - start);                                                                               \
        }                                                                                                                        \
      g_print ("  %-44s %8.3f ms\n", what, fastest);                                                                             \
    }                                                                                                                            \
  while (0)

static void
bench_surface (CrPen *pen)
{
  g_autofree double *values = sample_values (sample_disc);
  g_autofree double *scores = g_new (double, 3 * SAMPLE_CELLS * SAMPLE_CELLS);
  g_autofree CrDataPoint *examples = sample_examples (500);
  CrSurfacePicture surface = sample_surface (values, examples, 500);
  CrSurfacePicture bare = sample_surface (values, NULL, 0);
  CrArea area = { 14, 14, 272, 272 };

  MEASURE ("map of 100x100, colours", cairo_surface_destroy (cr_map_paint (&surface.map, 1, FALSE)));
  MEASURE ("map of 100x100, drawn on 272x272", cr_map_draw (pen, &surface.map, &area));
  MEASURE ("contour of 100x100", cr_contour_free (cr_contour_new (values, SAMPLE_CELLS, SAMPLE_CELLS, 0)));
  MEASURE ("500 examples", CrPlane plane = cr_surface_picture_get_plane (&surface, &area);
           cr_data_points_draw (pen, &surface.examples, &plane));
  MEASURE ("surface without examples", cr_surface_picture_draw (pen, &bare, &area));
  MEASURE ("surface with 500 examples", cr_surface_picture_draw (pen, &surface, &area));
  for (guint i = 0; i < 3 * SAMPLE_CELLS * SAMPLE_CELLS; i++)
    scores[i] = values[i % (SAMPLE_CELLS * SAMPLE_CELLS)] * (int) (i / (SAMPLE_CELLS * SAMPLE_CELLS) - 1);
  bare.map.values = scores;
  bare.map.n_classes = 3;
  MEASURE ("surface of three classes, without examples", cr_surface_picture_draw (pen, &bare, &area));
}

static void
bench_chart (CrPen *pen, gsize n, double noise, gboolean logarithmic, const char *what)
{
  g_autofree double *train = sample_losses (n, 0.5, 0.0078, noise);
  g_autofree double *test = sample_losses (n, 0.52, 0.0248, noise);
  const CrChartLine lines[] = { { NULL, train, n, CR_LINE_TRAIN, FALSE }, { NULL, test, n, CR_LINE_TEST, FALSE } };
  CrChart chart = CR_CHART_EMPTY;
  CrArea area = { 0, 0, 272, 170 };

  chart.lines = lines;
  chart.n_lines = 2;
  chart.logarithmic = logarithmic;
  MEASURE (what, CrChartFrame frame = cr_chart_get_frame (&chart, &area); cr_chart_draw (pen, &chart, &frame));
}

/* 2-8-8-1 with all maps, 100×100 each: what a frame costs in which all of them have changed. */
static void
bench_node_maps (void)
{
  const guint layers[] = { 2, 8, 8, 1 };
  g_autoptr (CrGraph) net = sample_net (layers, 4);
  g_autoptr (CrGraph) graph = cr_layout_all (net);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autofree double *values = sample_values (sample_disc);
  CrPictureStyle style = { .hide_grid = TRUE };
  g_autoptr (CrPicture) picture = NULL;
  CrNodeMap maps[19];
  guint n = 0;
  CrArea all;
  cairo_t *cairo = sample_sheet (1280, 720, FALSE);

  cr_tape_forward (tape);
  picture = cr_picture_new (graph, tape, &style);
  CR_GRAPH_FOR_EACH (graph, node)
    maps[n++] = (CrNodeMap) {
      .key = node->key,
      .map = { .columns = SAMPLE_CELLS, .rows = SAMPLE_CELLS, .n_classes = 1, .values = values, .extent = 1 },
    };
  cr_picture_set_maps (picture, maps, n);
  all = cr_picture_get_area (picture);
  cairo_translate (cairo, -all.x, -all.y);
  MEASURE ("19 maps of 100x100, handed over", cr_picture_set_maps (picture, maps, n));
  MEASURE ("moving part with 19 maps", cr_picture_draw_moving (picture, cairo, &all, 1, NULL));
  MEASURE ("still part of 2-8-8-1", cr_picture_draw_still (picture, cairo, &all, 1));
  cairo_surface_destroy (sample_sheet_end (cairo));
}

static void
bench_learning (CrPen *pen)
{
  g_autofree double *first = sample_values (sample_disc);
  g_autofree CrDataPoint *examples = sample_examples (500);
  guint32 counts[40];
  CrPoint *path = g_new (CrPoint, 100000);
  CrHistogram histogram = { .counts = counts, .n_bins = 40, .low = -1, .high = 1, .hovered = -1 };
  CrBentGrid grid = { SAMPLE_CELLS, SAMPLE_CELLS, first, first, 0, { .points = examples, .n_points = 500 }, -1 };
  CrLandscape landscape = { SAMPLE_CELLS, SAMPLE_CELLS, first, TRUE, -6, 6, -6, 6, path, 100000 };
  CrArea area = { 0, 0, 300, 300 };

  for (guint i = 0; i < 40; i++)
    counts[i] = i * 7 % 40;
  for (guint i = 0; i < 100000; i++)
    path[i] = (CrPoint) { -5 + i * 5e-5, 4 * exp (-1e-4 * i) };
  MEASURE ("histogram of 40 bins", cr_histogram_draw (pen, &histogram, &area));
  MEASURE ("bent grid of 100x100 with 500 examples", CrPlane plane = cr_bent_grid_get_plane (&grid, &area);
           cr_bent_grid_draw (pen, &grid, &plane));
  MEASURE ("loss of 100x100 with a path of 100,000", cr_landscape_draw (pen, &landscape, &area));
  g_free (path);
}

int
main (void)
{
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrPen pen = cr_pen_make (sample_sheet (300, 300, FALSE), fonts, FALSE, 1);

  bench_surface (&pen);
  bench_chart (&pen, 160, 0, TRUE, "chart of 2 x 160 points, log");
  bench_chart (&pen, 10000, 0, TRUE, "chart of 2 x 10,000 points, log");
  bench_chart (&pen, 10000, 0.5, FALSE, "chart of 2 x 10,000 points, noisy");
  bench_chart (&pen, 1000000, 0, TRUE, "chart of 2 x 1,000,000 points, log");
  bench_chart (&pen, 1000000, 0.5, FALSE, "chart of 2 x 1,000,000 points, noisy");
  bench_node_maps ();
  bench_learning (&pen);
  cairo_surface_destroy (sample_sheet_end (pen.cairo));
  return 0;
}
