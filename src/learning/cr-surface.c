/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a graph computes over the plane of x1 and x2: maps of the value of every node, and of its gradient. */
#include "cr-surface.h"

#include "cr-evaluation.h"

#include <math.h>
#include <string.h>

/**
 * CrSurface:
 * @tape: its inputs hold the grid
 * @n_points: size × size
 * @labels: (nullable): of the grid's points, found once for the data
 */
struct _CrSurface
{
  CrGraph *graph;
  CrData *data;
  CrTape *tape;
  guint size;
  gsize n_points;
  double *labels;
  gboolean has_gradients;
};

/* --- The grid --- */

/* The middle of a cell, in −extent … extent. */
static double
get_middle (guint cell, guint size)
{
  return CR_SURFACE_EXTENT * ((2.0 * cell + 1) / size - 1);
}

static void
fill_x1 (const CrSurface *surface, double *entries)
{
  for (guint row = 0; row < surface->size; row++)
    for (guint column = 0; column < surface->size; column++)
      entries[(gsize) row * surface->size + column] = get_middle (column, surface->size);
}

static void
fill_x2 (const CrSurface *surface, double *entries)
{
  for (guint row = 0; row < surface->size; row++)
    for (guint column = 0; column < surface->size; column++)
      entries[(gsize) row * surface->size + column] = -get_middle (row, surface->size);
}

/* The mean of a column of the table over the training examples. */
static double
get_mean (const CrData *data, const char *feature)
{
  int column = data != NULL && data->table != NULL ? cr_table_find_column (data->table, feature) : -1;
  double sum = 0;

  if (column < 0 || data->split.n_train == 0)
    return 0;
  for (guint32 i = 0; i < data->split.n_train; i++)
    sum += cr_table_get_example (data->table, data->split.rows[i])[column];
  return sum / data->split.n_train;
}

/* --- Labels --- */

/* The label of the training example nearest to a point; the first of equally near ones. */
static double
find_label (const CrData *data, int x1, int x2, double at1, double at2)
{
  double best = INFINITY, label = 0;

  for (guint32 i = 0; i < data->split.n_train; i++)
    {
      const double *example = cr_table_get_example (data->table, data->split.rows[i]);
      double d1 = example[x1] - at1, d2 = example[x2] - at2, distance = d1 * d1 + d2 * d2;

      if (distance >= best)
        continue;
      best = distance;
      label = example[data->table->n_features];
    }
  return label;
}

/* Numbers for the label of every point: zeros where the data have no plane to look in. */
static void
find_labels (CrSurface *surface)
{
  const CrTable *table = surface->data != NULL ? surface->data->table : NULL;
  int x1 = table != NULL ? cr_table_find_column (table, "x1") : -1;
  int x2 = table != NULL ? cr_table_find_column (table, "x2") : -1;

  surface->labels = g_new0 (double, surface->n_points);
  if (x1 < 0)
    return;
  for (guint row = 0; row < surface->size; row++)
    for (guint column = 0; column < surface->size; column++)
      surface->labels[(gsize) row * surface->size + column] =
          find_label (surface->data, x1, x2 >= 0 ? x2 : x1, get_middle (column, surface->size),
                      x2 >= 0 ? -get_middle (row, surface->size) : get_middle (column, surface->size));
}

/* --- Binding --- */

static void
fill_feature (CrSurface *surface, const char *feature, double *entries)
{
  if (strcmp (feature, "x1") == 0)
    fill_x1 (surface, entries);
  else if (strcmp (feature, "x2") == 0)
    fill_x2 (surface, entries);
  else if (strcmp (feature, "label") == 0)
    {
      if (surface->labels == NULL)
        find_labels (surface);
      memcpy (entries, surface->labels, surface->n_points * sizeof (double));
    }
  else
    {
      double mean = get_mean (surface->data, feature);

      for (gsize i = 0; i < surface->n_points; i++)
        entries[i] = mean;
    }
}

static CrTapeInput
make_input (CrSurface *surface, CrKey key, GStrv features)
{
  guint n_features = g_strv_length (features);
  double *entries = g_new (double, n_features * surface->n_points);

  for (guint i = 0; i < n_features; i++)
    fill_feature (surface, features[i], entries + i * surface->n_points);
  return (CrTapeInput) { key, { n_features, 1 }, entries, NULL };
}

static void
clear_input (CrTapeInput *input)
{
  g_free ((gpointer) input->entries);
}

static void
bind (CrSurface *surface)
{
  g_autoptr (GArray) inputs = g_array_new (FALSE, TRUE, sizeof (CrTapeInput));
  const CrTraining *training = cr_graph_get_parts (surface->graph)->training;

  g_array_set_clear_func (inputs, (GDestroyNotify) clear_input);
  CR_GRAPH_FOR_EACH (surface->graph, node)
    {
      const CrAttribute *feature = cr_node_get_attribute (node, "feature");

      if (feature != NULL)
        {
          CrTapeInput input = make_input (surface, node->key, feature->features);

          g_array_append_val (inputs, input);
        }
    }
  cr_tape_bind_all (surface->tape, (const CrTapeInput *) inputs->data, inputs->len, surface->n_points);
  cr_tape_set_output (surface->tape, training != NULL ? training->loss : CR_KEY_NONE);
}

/* --- Making it --- */

static void
take_data (CrSurface *surface, const CrData *data, guint size)
{
  if (data != surface->data || size != surface->size)
    g_clear_pointer (&surface->labels, g_free);
  if (data != surface->data)
    {
      g_clear_pointer (&surface->data, cr_data_unref);
      surface->data = data != NULL ? cr_data_ref (data) : NULL;
    }
  surface->size = size;
  surface->n_points = (gsize) size * size;
}

CrSurface *
cr_surface_new (const CrGraph *graph, const CrData *data, guint size)
{
  CrSurface *surface = g_new0 (CrSurface, 1);

  g_return_val_if_fail (size >= 2 && size <= CR_SURFACE_MOST_POINTS, NULL);
  surface->graph = cr_graph_ref (graph);
  surface->tape = cr_tape_new (graph);
  take_data (surface, data, size);
  bind (surface);
  return surface;
}

void
cr_surface_free (CrSurface *surface)
{
  cr_tape_free (surface->tape);
  cr_graph_unref (surface->graph);
  g_clear_pointer (&surface->data, cr_data_unref);
  g_free (surface->labels);
  g_free (surface);
}

/* Whether the inputs that are bound, or to what, differ. */
static gboolean
must_bind (const CrSurface *surface, guint n_compiles, const CrData *data, guint size)
{
  return data != surface->data || size != surface->size || cr_tape_get_n_compiles (surface->tape) != n_compiles;
}

void
cr_surface_update (CrSurface *surface, const CrGraph *graph, const CrData *data, guint size)
{
  guint n_compiles = cr_tape_get_n_compiles (surface->tape);

  g_return_if_fail (size >= 2 && size <= CR_SURFACE_MOST_POINTS);
  cr_tape_update (surface->tape, graph);
  cr_graph_unref (surface->graph);
  surface->graph = cr_graph_ref (graph);
  if (!must_bind (surface, n_compiles, data, size))
    {
      const CrTraining *training = cr_graph_get_parts (graph)->training;

      cr_tape_set_output (surface->tape, training != NULL ? training->loss : CR_KEY_NONE);
      return;
    }
  take_data (surface, data, size);
  bind (surface);
}

gboolean
cr_surface_set_parameters (CrSurface *surface, const double *parameters, gsize n)
{
  CrTapeParameters own;

  cr_tape_get_parameters (surface->tape, &own);
  if (own.n != n)
    return FALSE;
  memcpy (own.values, parameters, n * sizeof (double));
  cr_tape_mark_changed (surface->tape);
  return TRUE;
}

void
cr_surface_compute (CrSurface *surface, gboolean with_gradients)
{
  cr_tape_forward (surface->tape);
  surface->has_gradients = with_gradients && cr_tape_backward (surface->tape, NULL);
}

/* --- Asking --- */

static gboolean
fill_map (const CrSurface *surface, const CrNumbers *numbers, CrSurfaceMap *map)
{
  *map = (CrSurfaceMap) { surface->size, numbers->shape, numbers->width != surface->n_points, numbers->entries };
  return TRUE;
}

gboolean
cr_surface_get_value (const CrSurface *surface, CrKey key, CrSurfaceMap *map)
{
  CrNumbers numbers;

  return cr_tape_get_value (surface->tape, key, &numbers) && fill_map (surface, &numbers, map);
}

gboolean
cr_surface_get_gradient (const CrSurface *surface, CrKey key, CrSurfaceMap *map)
{
  CrNumbers numbers;

  return surface->has_gradients && cr_tape_get_gradient (surface->tape, key, &numbers) && fill_map (surface, &numbers, map);
}

CrKey
cr_surface_get_prediction (const CrSurface *surface)
{
  CrKey output = cr_tape_get_output (surface->tape, NULL);
  CrKey gate = output != CR_KEY_NONE ? cr_evaluation_find_gate (surface->graph, output) : CR_KEY_NONE;

  return gate != CR_KEY_NONE ? cr_graph_get_node (surface->graph, gate)->operands[0] : output;
}

double
cr_surface_get_at (const CrSurface *surface, CrKey key, double x1, double x2)
{
  CrSurfaceMap map;
  double column = (x1 / CR_SURFACE_EXTENT + 1) / 2 * surface->size, row = (1 - x2 / CR_SURFACE_EXTENT) / 2 * surface->size;

  if (!(column >= 0 && column <= surface->size && row >= 0 && row <= surface->size) || !cr_surface_get_value (surface, key, &map))
    return NAN;
  if (map.is_flat)
    return map.entries[0];
  return map.entries[MIN ((gsize) row, surface->size - 1) * surface->size + MIN ((gsize) column, surface->size - 1)];
}
