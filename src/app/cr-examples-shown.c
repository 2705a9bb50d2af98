/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples of a data set as points of the plane. */
#include "cr-examples-shown.h"

#include "cr-surface.h"

#include <math.h>

#define ROOM 0.12 /* beside the points of one feature, of the range that they take */
#define EDGE 0.7  /* beyond the plane that a surface is computed for, so that points at its edge are whole, with their ring */

static gboolean
is_class_number (double label)
{
  return label >= 0 && label == floor (label) && label < CR_N_CLASS_COLORS;
}

/* Two labels are an answer yes or no, further whole numbers are classes, all else is real. */
static void
find_kind (CrDataPoints *shown)
{
  gboolean are_signs = TRUE;
  gboolean are_bits = TRUE;
  gboolean are_classes = TRUE;

  for (guint i = 0; i < shown->n_points; i++)
    {
      double label = shown->points[i].label;

      are_signs &= label == 1 || label == -1;
      are_bits &= label == 0 || label == 1;
      are_classes &= is_class_number (label);
      shown->extent = MAX (shown->extent, fabs (label));
    }
  shown->kind = are_signs ? CR_LABELS_SIGNED : are_classes ? CR_LABELS_CLASSES : CR_LABELS_REAL;
  shown->middle = are_bits && !are_signs ? 0.5 : 0;
}

/* Where the points are, with some room around them; hardly beyond what a surface is computed for. */
static void
frame_curve (CrExamplesShown *examples)
{
  double x[2] = { INFINITY, -INFINITY }, y[2] = { INFINITY, -INFINITY };

  for (guint i = 0; i < examples->shown.n_points; i++)
    {
      const CrDataPoint *point = &examples->points[i];

      x[0] = MIN (x[0], point->x);
      x[1] = MAX (x[1], point->x);
      y[0] = MIN (y[0], point->y);
      y[1] = MAX (y[1], point->y);
    }
  examples->left = CLAMP (x[0] - ROOM * (x[1] - x[0] + 1), -CR_SURFACE_EXTENT - EDGE, CR_SURFACE_EXTENT - 1);
  examples->right = CLAMP (x[1] + ROOM * (x[1] - x[0] + 1), examples->left + 1, CR_SURFACE_EXTENT + EDGE);
  examples->bottom = y[0] - ROOM * (y[1] - y[0] + 1);
  examples->top = y[1] + ROOM * (y[1] - y[0] + 1);
}

static void
make_points (CrExamplesShown *examples, const CrData *data, int x, int y)
{
  examples->points = g_new (CrDataPoint, data->split.n_rows);
  examples->rows = g_new (guint32, data->split.n_rows);
  for (guint32 i = 0; i < data->split.n_rows; i++)
    {
      guint32 place = data->split.n_rows - 1 - i;
      guint32 row = data->split.rows[place];
      const double *example = cr_table_get_example (data->table, row);

      examples->rows[i] = row;
      examples->points[i] = (CrDataPoint) {
        .x = example[x], .y = example[y], .label = example[data->table->n_features], .is_test = place >= data->split.n_train
      };
    }
  examples->shown.points = examples->points;
  examples->shown.n_points = data->split.n_rows;
}

CrExamplesShown *
cr_examples_shown_new (const CrData *data)
{
  CrExamplesShown *examples = g_new0 (CrExamplesShown, 1);
  const CrTable *table = data != NULL ? data->table : NULL;
  int x = table != NULL ? cr_table_find_column (table, "x1") : -1;
  int y = table != NULL ? cr_table_find_column (table, "x2") : -1;

  examples->left = examples->bottom = -CR_SURFACE_EXTENT;
  examples->right = examples->top = CR_SURFACE_EXTENT;
  examples->is_curve = x >= 0 && table->n_features == 1;
  if (x < 0 || (y < 0 && !examples->is_curve))
    return examples;
  make_points (examples, data, x, examples->is_curve ? (int) table->n_features : y);
  find_kind (&examples->shown);
  if (examples->is_curve)
    {
      examples->shown.kind = CR_LABELS_REAL; /* their height tells them apart */
      frame_curve (examples);
    }
  return examples;
}

void
cr_examples_shown_free (CrExamplesShown *examples)
{
  g_free (examples->points);
  g_free (examples->rows);
  g_free (examples);
}

int
cr_examples_shown_find (const CrExamplesShown *examples, guint32 row)
{
  for (guint i = 0; i < examples->shown.n_points; i++)
    if (examples->rows[i] == row)
      return i;
  return -1;
}

void
cr_examples_shown_scale_map (const CrExamplesShown *examples, const CrGate *loss, CrMap *map)
{
  gboolean is_logit = loss != NULL && g_str_equal (loss->name, "binary_cross_entropy");

  if (is_logit)
    {
      map->middle = 0;
      map->extent = 3; /* where the probability is 0.95 */
      return;
    }
  map->middle = examples->shown.middle;
  map->extent = examples->shown.middle > 0 ? 0.5 : examples->shown.extent > 0 ? examples->shown.extent : 1;
}
