/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets made by rule from a seed: points of the plane, each with a label.
 *
 * How this works: a generator is a function that makes one point, and a row of the table at the end. A point's class is its number in the
 * table modulo the number of classes. A generator draws as many numbers for a point whatever the noise is (but for the normal
 * distributions), so that noise changes what it is said to change and nothing else.
 */
#include "cr-generator.h"

#include "cr-error.h"
#include "cr-limits.h"
#include "cr-random.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/**
 * Draw: one point about to be made.
 * @class: its class
 * @index: its number among the points of its class
 * @n: how many points its class has
 */
typedef struct
{
  gsl_rng *random;
  double noise;
  guint n_classes;
  guint class;
  guint32 index;
  guint32 n;
} Draw;

typedef struct
{
  double x;
  double y;
} Point;

/* Makes a point, and its label: the number of a class, or a real one. */
typedef double (*MakePoint) (const Draw *draw, Point *point);

static double
uniform (const Draw *draw, double low, double high)
{
  return gsl_ran_flat (draw->random, low, high);
}

static Point
polar (double radius, double angle)
{
  return (Point) { radius * sin (angle), radius * cos (angle) };
}

static double
distance (Point a, Point b)
{
  return sqrt ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

/* The point moved by up to @reach in each coordinate at noise 1. */
static Point
move (const Draw *draw, Point point, double reach)
{
  point.x += uniform (draw, -reach, reach) * draw->noise;
  point.y += uniform (draw, -reach, reach) * draw->noise;
  return point;
}

/* Somewhere in the extent. */
static Point
draw_anywhere (const Draw *draw)
{
  Point point;

  point.x = uniform (draw, -CR_GENERATOR_EXTENT, CR_GENERATOR_EXTENT);
  point.y = uniform (draw, -CR_GENERATOR_EXTENT, CR_GENERATOR_EXTENT);
  return point;
}

/* A normally distributed point within the extent. */
static Point
draw_normal (const Draw *draw, Point centre, double deviation)
{
  Point point;

  do
    {
      point.x = centre.x + gsl_ran_gaussian (draw->random, deviation);
      point.y = centre.y + gsl_ran_gaussian (draw->random, deviation);
    }
  while (fabs (point.x) > CR_GENERATOR_EXTENT || fabs (point.y) > CR_GENERATOR_EXTENT);
  return point;
}

/* --- Two classes --- */

/* 1 within 2.5 of the origin; a disc of that radius, and a ring from 3.5 to 5. */
static double
make_circle (const Draw *draw, Point *point)
{
  double radius = draw->class == 1 ? uniform (draw, 0, 2.5) : uniform (draw, 3.5, 5);

  *point = polar (radius, uniform (draw, 0, 2 * G_PI));
  return distance (move (draw, *point, 5), (Point) { 0, 0 }) < 2.5;
}

/* −5…5 with the axes kept clear by 0.3 on each side. */
static double
draw_beside_axis (const Draw *draw)
{
  double at = uniform (draw, -5, 5);

  return at + (at > 0 ? 0.3 : -0.3);
}

/* 1 where x₁·x₂ ≥ 0. */
static double
make_xor (const Draw *draw, Point *point)
{
  point->x = draw_beside_axis (draw);
  point->y = draw_beside_axis (draw);

  Point judged = move (draw, *point, 5);

  return judged.x * judged.y >= 0;
}

/* Normal around (2, 2) for 1 and (−2, −2) for 0; the variance is 0.5, at noise ½ it is 4. */
static double
make_gauss (const Draw *draw, Point *point)
{
  double centre = draw->class == 1 ? 2 : -2;

  *point = draw_normal (draw, (Point) { centre, centre }, sqrt (0.5 + 7 * draw->noise));
  return draw->class;
}

/* --- Several classes --- */

/* Arms of 1¾ turns from the origin to radius 5, evenly along each. */
static double
make_spiral (const Draw *draw, Point *point)
{
  double along = (double) draw->index / draw->n;
  double start = 2 * G_PI * (draw->n_classes - 1 - draw->class) / draw->n_classes;

  *point = move (draw, polar (5 * along, 1.75 * along * 2 * G_PI + start), 1);
  return draw->class;
}

/* Half circles of radius 1 around (class, 0), up and down in turn, the lower ones ½ higher; moved and stretched into −5…5. */
static double
make_moons (const Draw *draw, Point *point)
{
  double angle = uniform (draw, 0, G_PI);
  gboolean is_lower = draw->class % 2 == 1;
  double x = draw->class + cos (angle);
  double y = is_lower ? 0.5 - sin (angle) : sin (angle);
  double stretch = 10.0 / (draw->n_classes + 1);

  *point = move (draw, (Point) { (x - (draw->n_classes - 1) / 2.0) * stretch, (y - 0.25) * stretch }, 1);
  return draw->class;
}

/* Rings around the origin, the first class innermost: the class is the distance from the origin in rings of 5 / classes. */
static double
make_rings (const Draw *draw, Point *point)
{
  double radius = 5 * (draw->class + uniform (draw, 0.25, 0.75)) / draw->n_classes;

  *point = move (draw, polar (radius, uniform (draw, 0, 2 * G_PI)), 1);
  return draw->class;
}

/* Normal around points on a circle of radius 4; the deviation is 0.3, at noise 1 it is 2.3. */
static double
make_blobs (const Draw *draw, Point *point)
{
  Point centre = polar (4, 2 * G_PI * draw->class / draw->n_classes);

  *point = draw_normal (draw, centre, 0.3 + 2 * draw->noise);
  return draw->class;
}

/* Columns and rows of squares over the whole extent; the class is (column + row) modulo the number of classes. */
static double
make_checkerboard (const Draw *draw, Point *point)
{
  guint n_cells = MAX (4, draw->n_classes);
  double side = 2 * CR_GENERATOR_EXTENT / n_cells;

  *point = draw_anywhere (draw);

  Point judged = move (draw, *point, side);
  double sum = floor ((judged.x + CR_GENERATOR_EXTENT) / side) + floor ((judged.y + CR_GENERATOR_EXTENT) / side);

  return sum - draw->n_classes * floor (sum / draw->n_classes);
}

/* --- Real labels --- */

/* (x₁ + x₂) / 10 */
static double
make_plane (const Draw *draw, Point *point)
{
  *point = draw_anywhere (draw);

  Point judged = move (draw, *point, CR_GENERATOR_EXTENT);

  return (judged.x + judged.y) / 10;
}

/* Six cones of radius 2 and height ±1; the steepest one counts. */
static double
make_multi_gauss (const Draw *draw, Point *point)
{
  static const struct
  {
    Point centre;
    double height;
  } cones[] = {
    { { -4, 2.5 }, 1 }, { { 0, 2.5 }, -1 }, { { 4, 2.5 }, 1 }, { { -4, -2.5 }, -1 }, { { 0, -2.5 }, 1 }, { { 4, -2.5 }, -1 },
  };
  double label = 0;

  *point = draw_anywhere (draw);

  Point judged = move (draw, *point, CR_GENERATOR_EXTENT);

  for (guint i = 0; i < G_N_ELEMENTS (cones); i++)
    {
      double here = cones[i].height * MAX (0, 1 - distance (judged, cones[i].centre) / 2);

      if (fabs (here) > fabs (label))
        label = here;
    }
  return label;
}

/* --- The table --- */

static const struct
{
  CrGeneratorInfo info;
  MakePoint make;
} generators[] = {
  [CR_GENERATOR_CIRCLE] = { { N_("Circle"), 500, 2 }, make_circle },
  [CR_GENERATOR_XOR] = { { N_("Exclusive or"), 500, 2 }, make_xor },
  [CR_GENERATOR_GAUSS] = { { N_("Two Gaussians"), 500, 2 }, make_gauss },
  [CR_GENERATOR_SPIRAL] = { { N_("Spiral"), 500, CR_LIMIT_CLASSES }, make_spiral },
  [CR_GENERATOR_MOONS] = { { N_("Moons"), 500, CR_LIMIT_CLASSES }, make_moons },
  [CR_GENERATOR_RINGS] = { { N_("Rings"), 500, CR_LIMIT_CLASSES }, make_rings },
  [CR_GENERATOR_BLOBS] = { { N_("Blobs"), 500, CR_LIMIT_CLASSES }, make_blobs },
  [CR_GENERATOR_CHECKERBOARD] = { { N_("Checkerboard"), 500, CR_LIMIT_CLASSES }, make_checkerboard },
  [CR_GENERATOR_PLANE] = { { N_("Plane"), 1200, 0 }, make_plane },
  [CR_GENERATOR_MULTI_GAUSS] = { { N_("Hills and valleys"), 1200, 0 }, make_multi_gauss },
};

G_STATIC_ASSERT (G_N_ELEMENTS (generators) == CR_GENERATOR_MULTI_GAUSS + 1);

const CrGeneratorInfo *
cr_generator_get_info (CrGenerator generator)
{
  return &generators[generator].info;
}

/* Whether the generator can make what is asked of it. */
static gboolean
check (const CrDataset *dataset, GError **error)
{
  const char *name = cr_generator_names[dataset->generator];
  guint most = generators[dataset->generator].info.most_classes;

  if (dataset->features != NULL && g_strv_length (dataset->features) != 2)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("%s makes 2 features, not %u"), name, g_strv_length (dataset->features));
      return FALSE;
    }
  if (dataset->n_classes <= most)
    return TRUE;
  if (most == 0)
    g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("the labels of %s are real numbers, so it takes no “classes”"), name);
  else
    g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("%s makes at most %u classes, not %u"), name, most, (guint) dataset->n_classes);
  return FALSE;
}

CrTable *
cr_generator_run (const CrDataset *dataset, GError **error)
{
  if (!check (dataset, error))
    return NULL;

  g_autoptr (gsl_rng) random = cr_random_new_stream (dataset->seed, "/points");
  g_autoptr (CrMatrix) rows = cr_matrix_new (dataset->n_points, 3, NULL);
  gboolean has_signs = dataset->n_classes == 0 && generators[dataset->generator].info.most_classes > 0;
  Draw draw = { .random = random, .noise = dataset->noise, .n_classes = dataset->n_classes > 0 ? dataset->n_classes : 2 };

  for (guint32 i = 0; i < rows->shape.rows; i++)
    {
      Point point;

      draw.class = i % draw.n_classes;
      draw.index = i / draw.n_classes;
      draw.n = (rows->shape.rows - draw.class + draw.n_classes - 1) / draw.n_classes;

      double label = generators[dataset->generator].make (&draw, &point);
      double *row = &rows->entries[(gsize) i * 3];

      row[0] = point.x;
      row[1] = point.y;
      row[2] = has_signs ? 2 * label - 1 : label;
    }
  return cr_table_new ((const char *const *) dataset->features, rows);
}
