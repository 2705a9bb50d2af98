/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts and surfaces against pictures that were looked at: tests/drawing/reference/NAME.png, light and dark, without text.
 *
 * "test-drawing-chart-references --update" draws them anew; "--show" draws them with text into the current folder, to be looked
 * at.
 */
#include "cr-bent-grid.h"
#include "cr-histogram.h"
#include "cr-landscape.h"
#include "cr-network-captions.h"
#include "drawn.h"
#include "sample-charts.h"
#include "sample-graphs.h"

#include <math.h>
#include <string.h>

static gboolean is_updating;
static gboolean is_showing;

typedef struct
{
  const char *name;
  double width;
  double height;
  void (*draw) (const CrPen *pen);
} Reference;

/* --- Surfaces --- */

static void
draw_surface (const CrPen *pen)
{
  g_autofree double *values = sample_values (sample_disc);
  g_autofree CrDataPoint *examples = sample_examples (300);
  CrSurfacePicture surface = sample_surface (values, examples, 300);
  CrArea area = { 14, 14, 272, 272 };

  surface.chosen = 11;
  cr_surface_picture_draw (pen, &surface, &area);
  cr_surface_picture_draw_legend (pen, &surface, 14, 292, 272);
}

static double
slope (double x, double y)
{
  return (x + y) / 12;
}

/* Real labels, hard edges, axes. */
static void
draw_regression (const CrPen *pen)
{
  g_autofree double *values = sample_values (slope);
  g_autofree CrDataPoint *examples = sample_examples (120);
  CrSurfacePicture surface = sample_surface (values, examples, 120);
  CrArea area = { 0, 0, 300, 290 };

  for (guint i = 0; i < 120; i++)
    examples[i].label = slope (examples[i].x, examples[i].y);
  surface.map.columns = surface.map.rows = 20;
  for (guint row = 0; row < 20; row++)
    for (guint column = 0; column < 20; column++)
      values[row * 20 + column] = column == 4 && row == 15 ? NAN : slope (-6 + 0.6 * (column + 0.5), -6 + 0.6 * (row + 0.5));
  surface.map.discrete = TRUE;
  surface.examples.kind = CR_LABELS_REAL;
  surface.show_axes = TRUE;
  surface.radius = 0;
  surface.names[0] = "x1";
  surface.names[1] = "x2";
  cr_surface_picture_draw (pen, &surface, &area);
  cr_surface_picture_draw_legend (pen, &surface, 14, 294, 272);
}

/* Eight sectors, each likeliest in its direction. */
static void
draw_classes (const CrPen *pen)
{
  g_autofree double *values = g_new (double, 8 * SAMPLE_CELLS * SAMPLE_CELLS);
  g_autofree CrDataPoint *examples = sample_examples (160);
  CrSurfacePicture surface = sample_surface (values, examples, 160);
  CrArea area = { 14, 14, 272, 272 };

  for (guint i = 0; i < 8 * SAMPLE_CELLS * SAMPLE_CELLS; i++)
    {
      double x = i % SAMPLE_CELLS - 49.5;
      double y = i / SAMPLE_CELLS % SAMPLE_CELLS - 49.5;
      double angle = 2 * G_PI * (i / (SAMPLE_CELLS * SAMPLE_CELLS)) / 8;

      values[i] = (x * cos (angle) + y * sin (angle)) / 6;
    }
  for (guint i = 0; i < 160; i++)
    {
      double turns = atan2 (examples[i].y, examples[i].x) / (2 * G_PI);

      examples[i].label = ((int) floor (8 * turns + 0.5) + 8) % 8;
    }
  surface.map.n_classes = 8;
  surface.examples.kind = CR_LABELS_CLASSES;
  cr_surface_picture_draw (pen, &surface, &area);
  cr_surface_picture_draw_legend (pen, &surface, 14, 288, 272);
}

/* --- Charts --- */

static void
draw_chart_of (const CrPen *pen, CrChart chart, gsize n, double noise)
{
  g_autofree double *train = sample_losses (n, 0.5, 0.0078, noise);
  g_autofree double *test = sample_losses (n, 0.52, 0.0248, noise);
  g_autofree double *penalty = sample_losses (n, 0.05, 0.04, 0);
  g_autofree double *other = sample_losses (n, 0.6, 0.003, noise / 2);
  const CrChartLine lines[] = {
    { NULL, train, n, CR_LINE_TRAIN, FALSE },
    { NULL, test, n, CR_LINE_TEST, FALSE },
    { NULL, penalty, n, CR_LINE_PENALTY, FALSE },
    { NULL, other, n, CR_LINE_TRAIN, TRUE },
  };
  CrArea area = { 0, 0, 272, 170 };
  CrChartFrame frame;

  if (n > 100) /* not finite for a while */
    for (gsize i = n / 2; i < n / 2 + n / 20; i++)
      penalty[i] = NAN;
  chart.lines = lines;
  chart.n_lines = G_N_ELEMENTS (lines);
  frame = cr_chart_get_frame (&chart, &area);
  cr_chart_draw (pen, &chart, &frame);
}

static void
draw_chart (const CrPen *pen)
{
  CrChart chart = CR_CHART_EMPTY;

  chart.logarithmic = TRUE;
  chart.cursor = 60;
  draw_chart_of (pen, chart, 163, 0);
}

static void
draw_noisy_chart (const CrPen *pen)
{
  draw_chart_of (pen, CR_CHART_EMPTY, 50000, 0.5);
}

static void
draw_short_charts (const CrPen *pen)
{
  CrChart chart = CR_CHART_EMPTY;
  CrArea area = { 0, 0, 272, 85 };
  double value = 0.75;
  CrChartLine line = { NULL, &value, 1, CR_LINE_TRAIN, FALSE };
  CrChartFrame frame = cr_chart_get_frame (&chart, &area);

  chart.empty = "Nothing has been trained yet";
  cr_chart_draw (pen, &chart, &frame);
  area.y = 85;
  chart.lines = &line;
  chart.n_lines = 1;
  chart.is_share = TRUE;
  frame = cr_chart_get_frame (&chart, &area);
  cr_chart_draw (pen, &chart, &frame);
}

/* --- Maps in nodes --- */

static void
draw_maps_of (const CrPen *pen, CrGraph *graph, CrNodeMark mark)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTape) sampled = cr_tape_new (graph);
  CrPictureStyle style = { .dark = pen->dark, .format = { 3, FALSE }, .hide_text = pen->hide_text, .hide_grid = TRUE };
  g_autoptr (CrPicture) picture = NULL;
  CrArea area = { 0, 80, 760, 520 };
  guint n_maps;
  g_autofree CrNodeMap *maps = sample_node_maps (sampled, 64, &n_maps);
  CrMarks marks = { 0 };

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (graph, tape, &style);
  maps[3].mark = mark;
  maps[4].mark = mark != CR_NODE_MARK_NONE ? CR_NODE_MARK_DEAD : CR_NODE_MARK_NONE;
  marks.selected = &maps[4].key;
  marks.n_selected = 1;
  cr_picture_set_maps (picture, maps, n_maps);
  cairo_translate (pen->cairo, 0, -80);
  cr_picture_draw_still (picture, pen->cairo, &area, 1);
  cr_picture_draw_moving (picture, pen->cairo, &area, 1, &marks);
  cr_graph_unref (graph);
}

static void
draw_node_maps (const CrPen *pen)
{
  draw_maps_of (pen, sample_circle_net (), CR_NODE_MARK_SATURATED);
}

static void
draw_gate_maps (const CrPen *pen)
{
  draw_maps_of (pen, sample_gates_of_plane (), CR_NODE_MARK_NONE);
}

/* --- Histograms, bent grid, loss over two parameters --- */

static void
draw_histograms (const CrPen *pen)
{
  guint32 counts[30];
  guint8 marks[30];
  CrHistogram histogram = { .counts = counts, .n_bins = 30, .low = -1, .high = 1, .marks = marks, .hovered = 22 };
  CrArea area = { 0, 0, 272, 130 };

  for (guint i = 0; i < 30; i++)
    {
      counts[i] = i == 12 ? 0 : (guint32) (40 + (i - 15.0) * (i - 15.0));
      marks[i] = i < 2 || i > 27 ? CR_BIN_SATURATED : CR_BIN_WELL;
    }
  histogram.words[CR_BIN_SATURATED] = "saturated 31 %";
  cr_histogram_draw (pen, &histogram, &area);
  for (guint i = 0; i < 30; i++)
    {
      counts[i] = i == 15 ? 5000 : (guint32) (200 * exp (-0.02 * (i - 15.0) * (i - 15.0)));
      marks[i] = i == 15 ? CR_BIN_DEAD : CR_BIN_WELL;
    }
  histogram.words[CR_BIN_DEAD] = "dead 62 %";
  histogram.is_gradient = TRUE;
  histogram.logarithmic = TRUE;
  histogram.hovered = -1;
  area.y = 140;
  cr_histogram_draw (pen, &histogram, &area);
}

static double
first_unit (double x, double y)
{
  return tanh (0.5 * x - 0.3 * y + 0.5);
}

static double
second_unit (double x, double y)
{
  return x > 5 && y > 5 ? NAN : tanh (0.4 * y + 0.2 * x);
}

static void
draw_bent_grid (const CrPen *pen)
{
  const double line[] = { 1, 1, -0.4 };
  g_autofree double *first = sample_values (first_unit);
  g_autofree double *second = sample_values (second_unit);
  g_autofree CrDataPoint *examples = sample_examples (120);
  CrBentGrid grid = { .columns = SAMPLE_CELLS, .rows = SAMPLE_CELLS, .first = first, .second = second, .line = line };
  CrArea area = { 0, 0, 300, 300 };
  CrPlane plane;

  for (guint i = 0; i < 120; i++)
    {
      double x = examples[i].x;

      examples[i].x = first_unit (x, examples[i].y);
      examples[i].y = second_unit (x, examples[i].y);
    }
  grid.examples = (CrDataPoints) { .points = examples, .n_points = 120 };
  grid.chosen = 5;
  grid.names[0] = "b1";
  grid.names[1] = "b2";
  plane = cr_bent_grid_get_plane (&grid, &area);
  cr_bent_grid_draw (pen, &grid, &plane);
}

/* A slanting valley, and about the way that gradient descent takes in it. */
static double
valley (double x, double y)
{
  return x < -5 && y < -5 ? INFINITY : 0.05 + 0.1 * x * x + 0.6 * (y - 0.3 * x) * (y - 0.3 * x);
}

static void
draw_landscape (const CrPen *pen)
{
  g_autofree double *losses = sample_values (valley);
  CrPoint path[60] = { { -5, 4 } };
  CrLandscape landscape = {
    .columns = SAMPLE_CELLS, .rows = SAMPLE_CELLS, .losses = losses, .upwards = TRUE, .left = -6, .right = 6, .bottom = -6,
    .top = 6, .path = path, .n_path = 60, .names = { "w1", "w2" },
  };
  CrArea area = { 0, 0, 300, 300 };

  for (guint i = 1; i < 60; i++)
    {
      double x = path[i - 1].x;
      double y = path[i - 1].y;

      path[i].x = x - 0.4 * (0.2 * x - 0.36 * (y - 0.3 * x));
      path[i].y = y - 0.4 * 1.2 * (y - 0.3 * x) * 1.6;
    }
  cr_landscape_draw (pen, &landscape, &area);
}

static void
draw_captions (const CrPen *pen)
{
  g_autoptr (CrGraph) graph = sample_circle_net ();
  g_autoptr (GPtrArray) columns = cr_columns_find (graph);

  for (guint i = 0; i < columns->len; i++)
    {
      const CrColumn *column = columns->pdata[i];

      cr_column_draw_heading (pen, column, column->x, 10, 120);
    }
  cr_weight_draw_legend (pen, 3, 1, 24, 80);
}

static const Reference references[] = {
  { "surface", 300, 320, draw_surface },
  { "surface-regression", 300, 320, draw_regression },
  { "surface-classes", 300, 330, draw_classes },
  { "chart", 272, 170, draw_chart },
  { "chart-noisy", 272, 170, draw_noisy_chart },
  { "chart-short", 272, 170, draw_short_charts },
  { "node-maps", 760, 520, draw_node_maps },
  { "gate-maps", 760, 340, draw_gate_maps },
  { "histograms", 272, 270, draw_histograms },
  { "bent-grid", 300, 300, draw_bent_grid },
  { "landscape", 300, 300, draw_landscape },
  { "captions", 760, 100, draw_captions },
};

static void
test_reference (gconstpointer data)
{
  const Reference *reference = data;

  for (guint dark = 0; dark < 2; dark++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s", reference->name, dark ? "-dark" : "");
      g_autoptr (CrFonts) fonts = cr_fonts_new ();
      CrPen pen = cr_pen_make (sample_sheet (reference->width, reference->height, dark), fonts, dark, 1);
      cairo_surface_t *drawn;

      pen.hide_text = !is_showing;
      reference->draw (&pen);
      drawn = sample_sheet_end (pen.cairo);
      if (is_showing)
        {
          g_autofree char *file = g_strconcat (name, ".png", NULL);

          cairo_surface_write_to_png (drawn, file);
        }
      else
        drawn_assert_reference (drawn, REFERENCE_DIRECTORY, name, is_updating);
      cairo_surface_destroy (drawn);
    }
}

int
main (int argc, char **argv)
{
  is_updating = argc > 1 && strcmp (argv[1], "--update") == 0;
  is_showing = argc > 1 && strcmp (argv[1], "--show") == 0;
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/chart-references/%s", references[i].name);

      g_test_add_data_func (path, &references[i], test_reference);
    }
  return g_test_run ();
}
