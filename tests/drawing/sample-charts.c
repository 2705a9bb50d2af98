/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that the tests of charts and surfaces draw. */
#include "sample-charts.h"

#include <math.h>

double *
sample_values (double (*function) (double x, double y))
{
  double *values = g_new (double, SAMPLE_CELLS * SAMPLE_CELLS);

  for (guint row = 0; row < SAMPLE_CELLS; row++)
    for (guint column = 0; column < SAMPLE_CELLS; column++)
      values[row * SAMPLE_CELLS + column]
          = function (-6 + 12 * (column + 0.5) / SAMPLE_CELLS, -6 + 12 * (row + 0.5) / SAMPLE_CELLS);
  return values;
}

double
sample_disc (double x, double y)
{
  return tanh (1.5 * (3.5 - hypot (x - 0.5, y - 0.25)));
}

CrDataPoint *
sample_examples (guint n_points)
{
  CrDataPoint *examples = g_new (CrDataPoint, n_points);
  GRand *random = g_rand_new_with_seed (7);

  for (guint i = 0; i < n_points; i++)
    {
      gboolean is_inner = i % 2 == 0;
      double angle = g_rand_double_range (random, 0, 2 * G_PI);
      double radius = is_inner ? g_rand_double_range (random, 0, 2.5) : g_rand_double_range (random, 3.5, 5);

      examples[i] = (CrDataPoint) { radius * cos (angle), radius * sin (angle), is_inner ? 1 : -1, i % 3 == 2 };
    }
  g_rand_free (random);
  return examples;
}

CrSurfacePicture
sample_surface (const double *values, const CrDataPoint *examples, guint n_examples)
{
  return (CrSurfacePicture) {
    .map = { .columns = SAMPLE_CELLS, .rows = SAMPLE_CELLS, .n_classes = 1, .values = values, .upwards = TRUE, .extent = 1 },
    .left = -6,
    .right = 6,
    .bottom = -6,
    .top = 6,
    .examples = { .points = examples, .n_points = n_examples },
    .chosen = -1,
    .radius = 6,
    .around = CR_COLOR_PANEL,
  };
}

CrNodeMap *
sample_node_maps (CrTape *tape, guint cells, guint *n_maps)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  guint n_cells = cells * cells;
  g_autofree double *x1 = g_new (double, n_cells);
  g_autofree double *x2 = g_new (double, n_cells);
  CrNodeMap *maps = g_new0 (CrNodeMap, cr_graph_get_key_limit (graph));
  CrNumbers numbers;

  for (guint i = 0; i < n_cells; i++)
    {
      x1[i] = -6 + 12 * (i % cells + 0.5) / cells;
      x2[i] = -6 + 12 * (i / cells + 0.5) / cells;
    }
  cr_tape_bind (tape, cr_graph_find (graph, "x1"), (CrShape) { 1, 1 }, n_cells, x1);
  cr_tape_bind (tape, cr_graph_find (graph, "x2"), (CrShape) { 1, 1 }, n_cells, x2);
  cr_tape_forward (tape);
  *n_maps = 0;
  CR_GRAPH_FOR_EACH (graph, node)
    if (cr_tape_get_value (tape, node->key, &numbers) && numbers.width == n_cells)
      maps[(*n_maps)++] = (CrNodeMap) {
        .key = node->key,
        .map = { cells, cells, cr_shape_get_size (numbers.shape), numbers.entries, .upwards = TRUE,
                 .extent = cr_gate_is_source (node->gate) ? 6 : 1 },
      };
  return maps;
}

double *
sample_losses (gsize n, double start, double end, double noise)
{
  double *losses = g_new (double, n);
  GRand *random = g_rand_new_with_seed (11);

  for (gsize i = 0; i < n; i++)
    losses[i] = (end + (start - end) * exp (-8.0 * i / n)) * (1 + noise * g_rand_double_range (random, -1, 1));
  g_rand_free (random);
  return losses;
}

cairo_t *
sample_sheet (double width, double height, gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cairo = cairo_create (surface);
  CrColor ground = cr_color_get (CR_COLOR_PANEL, dark);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
  cairo_paint (cairo);
  return cairo;
}

cairo_surface_t *
sample_sheet_end (cairo_t *cairo)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cairo));

  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return surface;
}
