/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points that are painted: edits of a data set that is listed in the file. */
#include "cr-points.h"

#include "cr-error.h"
#include "cr-limits.h"
#include "cr-split.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static CrMatrix *
copy (const CrMatrix *points)
{
  return cr_matrix_new (points->shape.rows, points->shape.columns, points->entries);
}

static double *
get_point (const CrMatrix *points, guint32 point)
{
  return (double *) points->entries + (gsize) point * points->shape.columns;
}

/* --- On which side of the split they are --- */

typedef enum
{
  TESTS,
  TRAINS,
  NEITHER, /* it has not been there before */
} Side;

/* The side of every place in a list of @n points. Free with g_free(). */
static guint8 *
dup_sides (guint32 n, const CrTraining *training)
{
  CrSplit split = cr_split_make (n, training->train_fraction, training->shuffle, training->seed);
  guint8 *sides = g_new (guint8, n);

  for (guint32 i = 0; i < n; i++)
    sides[split.rows[i]] = i < split.n_train ? TRAINS : TESTS;
  cr_split_clear (&split);
  return sides;
}

static void
swap_points (CrMatrix *points, guint8 *sides, guint32 a, guint32 b)
{
  guint8 side = sides[a];

  for (guint32 i = 0; i < points->shape.columns; i++)
    {
      double entry = get_point (points, a)[i];

      get_point (points, a)[i] = get_point (points, b)[i];
      get_point (points, b)[i] = entry;
    }
  sides[a] = sides[b];
  sides[b] = side;
}

/* The next place from @at that has a point of side @had and is one of the side @place; or the number of points. */
static guint32
find_place (const guint8 *sides, const guint8 *places, guint32 n, guint32 at, Side had, Side place)
{
  while (at < n && !(sides[at] == had && places[at] == place))
    at++;
  return at;
}

/* Points of this side that would come to the other one change places with those of side @other that stand where they should. */
static void
exchange (CrMatrix *points, guint8 *sides, const guint8 *places, Side side, Side other)
{
  guint32 n = points->shape.rows, from = 0, to = 0;

  while ((from = find_place (sides, places, n, from, side, !side)) < n && (to = find_place (sides, places, n, to, other, side)) < n)
    swap_points (points, sides, from, to);
}

/* Puts the points where they stay on their sides. */
static void
settle (CrMatrix *points, guint8 *sides, const CrTraining *training)
{
  g_autofree guint8 *places = dup_sides (points->shape.rows, training);

  exchange (points, sides, places, TESTS, TRAINS);
  exchange (points, sides, places, TESTS, NEITHER);
  exchange (points, sides, places, TRAINS, NEITHER);
}

/* --- Edits --- */

CrMatrix *
cr_points_add (const CrMatrix *points, const double *rows, guint32 n_rows, const CrTraining *training, GError **error)
{
  guint32 n_before = points != NULL ? points->shape.rows : 0, n_columns = points != NULL ? points->shape.columns : 3;
  g_autofree guint8 *sides = NULL;
  CrMatrix *all;

  g_return_val_if_fail (n_rows > 0, NULL);
  if (n_rows > CR_LIMIT_EXAMPLES - n_before)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("a data set has at most %u examples"), CR_LIMIT_EXAMPLES);
      return NULL;
    }
  all = cr_matrix_new (n_before + n_rows, n_columns, NULL);
  if (points != NULL)
    memcpy (all->entries, points->entries, cr_shape_get_size (points->shape) * sizeof (double));
  memcpy (get_point (all, n_before), rows, (gsize) n_rows * n_columns * sizeof (double));
  if (!training->shuffle || n_before == 0)
    return all;
  sides = g_realloc (dup_sides (n_before, training), n_before + n_rows);
  memset (sides + n_before, NEITHER, n_rows);
  settle (all, sides, training);
  return all;
}

static double
get_distance (const CrMatrix *points, guint32 point, double x1, double x2)
{
  const double *at = get_point (points, point);

  return hypot (at[0] - x1, points->shape.columns > 2 ? at[1] - x2 : 0);
}

/* Those that are left, in their order. */
static void
close_up (const CrMatrix *points, const guint8 *is_gone, CrMatrix *left)
{
  guint32 n = 0;

  for (guint32 i = 0; i < points->shape.rows; i++)
    if (!is_gone[i])
      memcpy (get_point (left, n++), get_point (points, i), points->shape.columns * sizeof (double));
}

/* Those that are left, in their places; the last ones fill the gaps. */
static void
fill_gaps (const CrMatrix *points, const guint8 *is_gone, const CrTraining *training, CrMatrix *left)
{
  g_autofree guint8 *sides = dup_sides (points->shape.rows, training);
  guint32 last = points->shape.rows;

  for (guint32 i = 0; i < left->shape.rows; i++)
    {
      guint32 from = i;

      if (is_gone[i])
        {
          while (is_gone[--last])
            ;
          from = last;
        }
      memcpy (get_point (left, i), get_point (points, from), points->shape.columns * sizeof (double));
      sides[i] = sides[from];
    }
  settle (left, sides, training);
}

CrMatrix *
cr_points_erase (const CrMatrix *points, double x1, double x2, double radius, const CrTraining *training)
{
  g_autofree guint8 *is_gone = g_new0 (guint8, points->shape.rows);
  guint32 n_gone = 0;
  CrMatrix *left;

  for (guint32 i = 0; i < points->shape.rows; i++)
    n_gone += is_gone[i] = get_distance (points, i, x1, x2) <= radius;
  if (n_gone == 0)
    return cr_matrix_ref (points);
  if (n_gone == points->shape.rows)
    return NULL;
  left = cr_matrix_new (points->shape.rows - n_gone, points->shape.columns, NULL);
  if (training->shuffle)
    fill_gaps (points, is_gone, training, left);
  else
    close_up (points, is_gone, left);
  return left;
}

CrMatrix *
cr_points_move (const CrMatrix *points, guint32 point, double x1, double x2)
{
  CrMatrix *moved;

  g_return_val_if_fail (point < points->shape.rows, NULL);
  moved = copy (points);
  get_point (moved, point)[0] = x1;
  if (moved->shape.columns > 2)
    get_point (moved, point)[1] = x2;
  return moved;
}

gint64
cr_points_find (const CrMatrix *points, double x1, double x2, double radius)
{
  gint64 found = -1;

  for (guint32 i = 0; i < points->shape.rows; i++)
    {
      double distance = get_distance (points, i, x1, x2);

      if (distance > radius)
        continue;
      radius = distance;
      found = i;
    }
  return found;
}

void
cr_dataset_set_points (CrDataset *dataset, const CrMatrix *points)
{
  CrMatrix *kept = points != NULL ? cr_matrix_ref (points) : NULL;
  GStrv features = points != NULL ? g_steal_pointer (&dataset->features) : NULL;

  cr_dataset_clear (dataset);
  dataset->kind = points != NULL ? CR_DATASET_POINTS : CR_DATASET_NONE;
  dataset->points = kept;
  dataset->features = features;
}
