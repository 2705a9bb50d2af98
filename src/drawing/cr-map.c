/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers on a grid as colours. */
#include "cr-map.h"

#include <math.h>

#define STEPS 256             /* of the table on either side of the middle */
#define FULL_CLASS 0.58       /* how much of its points' colour a class has where it is certain */
#define CERTAINTY_STEPS 64

/* Colours from −1 to +1. */
typedef struct
{
  guint32 pixels[2 * STEPS + 1];
} Table;

static const Table *
get_table (gboolean dark)
{
  static Table tables[2];
  static gsize is_made;

  if (g_once_init_enter (&is_made))
    {
      for (guint which = 0; which < 2; which++)
        for (int i = 0; i <= 2 * STEPS; i++)
          tables[which].pixels[i] = cr_color_to_pixel (cr_color_get_map ((i - STEPS) / (double) STEPS, which));
      g_once_init_leave (&is_made, 1);
    }
  return &tables[dark == TRUE ? 1 : 0];
}

/* What a look at all numbers tells. */
typedef struct
{
  double extent;
  gboolean has_holes; /* some are not numbers */
} Survey;

static Survey
survey (const CrMap *map)
{
  gsize n = (gsize) map->columns * map->rows * map->n_classes;
  Survey seen = { 0, FALSE };

  for (gsize i = 0; i < n; i++)
    {
      double distance = fabs (map->values[i] - map->middle);

      seen.has_holes |= isnan (distance);
      if (distance > seen.extent && distance <= G_MAXDOUBLE)
        seen.extent = distance;
    }
  return seen;
}

/* The same of a map whose extent is given, but of holes only: 0 · NaN stays NaN, in lanes that do not wait for one another. */
static Survey
survey_holes (const CrMap *map)
{
  gsize n = (gsize) map->columns * map->rows * map->n_classes;
  double nothing[8] = { 0 };
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    for (guint lane = 0; lane < 8; lane++)
      nothing[lane] += 0 * map->values[i + lane];
  for (; i < n; i++)
    nothing[0] += 0 * map->values[i];
  for (guint lane = 1; lane < 8; lane++)
    nothing[0] += nothing[lane];
  return nothing[0] == 0 ? (Survey) { map->extent, FALSE } : survey (map);
}

double
cr_map_get_extent (const CrMap *map)
{
  return survey (map).extent;
}

int
cr_map_get_class (const CrMap *map, gsize cell, double *certainty)
{
  gsize n_cells = (gsize) map->columns * map->rows;
  double greatest = map->values[cell];
  double sum = 0;
  guint class = 0;

  for (guint i = 0; i < map->n_classes; i++)
    {
      double value = map->values[i * n_cells + cell];

      if (isnan (value))
        return -1;
      if (value > greatest)
        {
          greatest = value;
          class = i;
        }
    }
  if (certainty == NULL)
    return class;
  for (guint i = 0; i < map->n_classes; i++)
    {
      double value = map->values[i * n_cells + cell];

      sum += map->are_shares ? MAX (value, 0) : value == greatest ? 1 : exp (value - greatest);
    }

  double share = sum > 0 ? (map->are_shares ? greatest : 1) / sum : 0;

  *certainty = map->n_classes > 1 ? CLAMP ((share * map->n_classes - 1) / (map->n_classes - 1), 0, 1) : 1;
  return class;
}

/* --- Painting --- */

static guint32 *
row_of (cairo_surface_t *image, int y)
{
  return (guint32 *) (cairo_image_surface_get_data (image) + (gsize) y * cairo_image_surface_get_stride (image));
}

/* Which row of the values stands in that row of the image. */
static guint
row_at (const CrMap *map, guint y, guint every)
{
  guint row = MIN (y * every + every / 2, map->rows - 1);

  return map->upwards ? map->rows - 1 - row : row;
}

static void
paint_numbers (const CrMap *map, guint every, gboolean dark, double extent, cairo_surface_t *image)
{
  const Table *table = get_table (dark);
  double steps = extent > 0 ? STEPS / extent : 1; /* with none, what is finite is the middle itself */
  guint width = cairo_image_surface_get_width (image);
  guint height = cairo_image_surface_get_height (image);

  for (guint y = 0; y < height; y++)
    {
      const double *values = map->values + (gsize) row_at (map, y, every) * map->columns;
      guint32 *pixels = row_of (image, y);

      for (guint x = 0; x < width; x++)
        {
          double value = values[MIN (x * every + every / 2, map->columns - 1)] - map->middle;
          double step = map->discrete ? (value < 0 ? -STEPS : STEPS) : CLAMP (value * steps, -STEPS, STEPS);

          pixels[x] = isnan (value) ? 0 : table->pixels[(int) (step + STEPS + 0.5)];
        }
    }
}

/* Of each class, from uncertain to certain. */
static guint32 *
make_class_table (guint n_classes, gboolean dark)
{
  guint32 *table = g_new (guint32, n_classes * (CERTAINTY_STEPS + 1));
  CrColor ground = cr_color_get (CR_COLOR_MAP_ZERO, dark);

  for (guint class = 0; class < n_classes; class++)
    for (guint i = 0; i <= CERTAINTY_STEPS; i++)
      table[class * (CERTAINTY_STEPS + 1) + i] = cr_color_to_pixel (
          cr_color_mix (ground, cr_color_get_class (class, dark), FULL_CLASS * i / CERTAINTY_STEPS));
  return table;
}

static void
paint_classes (const CrMap *map, guint every, gboolean dark, cairo_surface_t *image)
{
  g_autofree guint32 *table = make_class_table (map->n_classes, dark);
  guint width = cairo_image_surface_get_width (image);
  guint height = cairo_image_surface_get_height (image);

  for (guint y = 0; y < height; y++)
    {
      gsize first = (gsize) row_at (map, y, every) * map->columns;
      guint32 *pixels = row_of (image, y);

      for (guint x = 0; x < width; x++)
        {
          double certainty = 1;
          int class = cr_map_get_class (map, first + MIN (x * every + every / 2, map->columns - 1),
                                        map->discrete ? NULL : &certainty);

          pixels[x] = class < 0 ? 0 : table[class * (CERTAINTY_STEPS + 1) + (int) (certainty * CERTAINTY_STEPS + 0.5)];
        }
    }
}

cairo_surface_t *
cr_map_paint (const CrMap *map, guint every, gboolean dark)
{
  g_return_val_if_fail (map != NULL && map->columns > 0 && map->rows > 0 && map->n_classes > 0 && every > 0, NULL);

  Survey seen = map->extent > 0 || map->n_classes > 1 ? survey_holes (map) : survey (map);
  cairo_surface_t *image
      = cairo_image_surface_create (seen.has_holes ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                    (map->columns + every - 1) / every, (map->rows + every - 1) / every);

  if (cairo_image_surface_get_data (image) == NULL)
    return image;
  cairo_surface_flush (image);
  if (map->n_classes == 1)
    paint_numbers (map, every, dark, map->extent > 0 ? map->extent : seen.extent, image);
  else
    paint_classes (map, every, dark, image);
  cairo_surface_mark_dirty (image);
  return image;
}

/* --- Drawing --- */

void
cr_map_draw_image (const CrPen *pen, cairo_surface_t *image, const CrArea *area, gboolean smooth)
{
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (image);
  cairo_matrix_t to_image;

  cairo_matrix_init_scale (&to_image, cairo_image_surface_get_width (image) / area->width,
                           cairo_image_surface_get_height (image) / area->height);
  cairo_matrix_translate (&to_image, -area->x, -area->y);
  cairo_pattern_set_matrix (pattern, &to_image);
  cairo_pattern_set_filter (pattern, smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  cairo_set_source (pen->cairo, pattern);
  cairo_rectangle (pen->cairo, area->x, area->y, area->width, area->height);
  cairo_fill (pen->cairo);
  cairo_pattern_destroy (pattern);
}

void
cr_map_draw (const CrPen *pen, const CrMap *map, const CrArea *area)
{
  double cells_a_pixel = MIN (map->columns / (area->width * pen->scale), map->rows / (area->height * pen->scale));
  cairo_surface_t *image = cr_map_paint (map, MAX ((guint) cells_a_pixel, 1), pen->dark);

  cr_map_draw_image (pen, image, area, !map->discrete);
  cairo_surface_destroy (image);
}
