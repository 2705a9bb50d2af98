/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points that are painted: edits of a data set that is listed in the file. */
#include "cr-points.h"

#include "cr-error.h"
#include "cr-limits.h"

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

CrMatrix *
cr_points_add (const CrMatrix *points, const double *rows, guint32 n_rows, GError **error)
{
  guint32 n_before = points != NULL ? points->shape.rows : 0, n_columns = points != NULL ? points->shape.columns : 3;
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
  return all;
}

static double
get_distance (const CrMatrix *points, guint32 point, double x1, double x2)
{
  const double *at = get_point (points, point);

  return hypot (at[0] - x1, points->shape.columns > 2 ? at[1] - x2 : 0);
}

/* Without the points that are marked. */
static CrMatrix *
without (const CrMatrix *points, const guint8 *is_gone, guint32 n_gone)
{
  CrMatrix *left;
  guint32 n = 0;

  if (n_gone == 0)
    return cr_matrix_ref (points);
  if (n_gone == points->shape.rows)
    return NULL;
  left = cr_matrix_new (points->shape.rows - n_gone, points->shape.columns, NULL);
  for (guint32 i = 0; i < points->shape.rows; i++)
    if (!is_gone[i])
      memcpy (get_point (left, n++), get_point (points, i), points->shape.columns * sizeof (double));
  return left;
}

CrMatrix *
cr_points_erase (const CrMatrix *points, double x1, double x2, double radius)
{
  g_autofree guint8 *is_gone = g_new0 (guint8, points->shape.rows);
  guint32 n_gone = 0;

  for (guint32 i = 0; i < points->shape.rows; i++)
    n_gone += is_gone[i] = get_distance (points, i, x1, x2) <= radius;
  return without (points, is_gone, n_gone);
}

CrMatrix *
cr_points_remove (const CrMatrix *points, guint32 point)
{
  g_autofree guint8 *is_gone = g_new0 (guint8, points->shape.rows);

  g_return_val_if_fail (point < points->shape.rows, NULL);
  is_gone[point] = TRUE;
  return without (points, is_gone, 1);
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

CrMatrix *
cr_points_set_label (const CrMatrix *points, guint32 point, double label)
{
  CrMatrix *changed;

  g_return_val_if_fail (point < points->shape.rows, NULL);
  changed = copy (points);
  get_point (changed, point)[points->shape.columns - 1] = label;
  return changed;
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
