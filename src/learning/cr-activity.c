/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the units of a graph respond to the data: their values and gradients over all training examples, dead and saturated ones. */
#include "cr-activity.h"

#include "cr-evaluation.h"

#include <math.h>
#include <string.h>

/* A unit is saturated where its slope is below SLOPE of the largest for SHARE of the examples. */
#define SLOPE 0.1
#define SHARE 0.95

struct _CrActivity
{
  CrGraph *graph;
  CrFeeder feeder;
};

/* The examples that are looked at: the first of those that train. */
static guint32
count_examples (const CrData *data)
{
  return data != NULL ? MIN (cr_data_get_n_train (data), CR_ACTIVITY_MOST_EXAMPLES) : 1;
}

CrActivity *
cr_activity_new (const CrGraph *graph, const CrData *data)
{
  CrActivity *activity = g_new0 (CrActivity, 1);
  gboolean has_examples = data != NULL && cr_data_get_n_train (data) > 0;

  activity->graph = cr_graph_ref (graph);
  cr_feeder_init_exactly (&activity->feeder, graph, has_examples ? data : NULL, count_examples (data));
  if (has_examples)
    cr_feeder_put (&activity->feeder, data->split.rows, count_examples (data));
  return activity;
}

void
cr_activity_free (CrActivity *activity)
{
  cr_feeder_clear (&activity->feeder);
  cr_graph_unref (activity->graph);
  g_free (activity);
}

gboolean
cr_activity_set_parameters (CrActivity *activity, const double *parameters, gsize n)
{
  if (n != activity->feeder.n_parameters)
    return FALSE;
  cr_feeder_set_parameters (&activity->feeder, parameters);
  return TRUE;
}

void
cr_activity_compute (CrActivity *activity)
{
  cr_tape_forward (activity->feeder.tape);
  cr_tape_backward (activity->feeder.tape, NULL);
}

gboolean
cr_activity_get_value (const CrActivity *activity, CrKey key, CrNumbers *value)
{
  return cr_tape_get_value (activity->feeder.tape, key, value);
}

gboolean
cr_activity_get_gradient (const CrActivity *activity, CrKey key, CrNumbers *gradient)
{
  return cr_tape_get_gradient (activity->feeder.tape, key, gradient);
}

/* --- Health --- */

/* How far a value of the activation is from having its largest slope, told by the value alone. */
typedef struct
{
  const char *gate;
  double (*slope_of_value) (double y); /* as a share of the largest */
  gboolean rectifies;                  /* a slope of 0 is death rather than saturation */
} Health;

static double
get_tanh_slope (double y)
{
  return 1 - y * y;
}

static double
get_sigmoid_slope (double y)
{
  return 4 * y * (1 - y);
}

static double
get_relu_slope (double y)
{
  return y > 0;
}

static const Health *
find_health (const CrNode *node)
{
  static const Health healths[] = {
    { "tanh", get_tanh_slope, FALSE },
    { "sigmoid", get_sigmoid_slope, FALSE },
    { "relu", get_relu_slope, TRUE },
  };
  const CrAttribute *activation = cr_node_get_attribute (node, "activation");
  const CrGate *gate = activation != NULL ? activation->activation : node->gate;

  for (guint i = 0; gate != NULL && i < G_N_ELEMENTS (healths); i++)
    if (strcmp (gate->name, healths[i].gate) == 0)
      return &healths[i];
  return NULL;
}

CrUnitHealth
cr_unit_health_at (const CrNode *node, double value)
{
  const Health *health = find_health (node);

  if (health == NULL || health->slope_of_value (value) >= SLOPE)
    return CR_UNIT_WELL;
  return health->rectifies ? CR_UNIT_DEAD : CR_UNIT_SATURATED;
}

CrUnitHealth
cr_activity_get_health (const CrActivity *activity, CrKey key, guint unit)
{
  const CrNode *node = cr_graph_get_node (activity->graph, key);
  const Health *health = node != NULL ? find_health (node) : NULL;
  CrNumbers value;
  guint32 n_flat = 0;

  if (health == NULL || !cr_activity_get_value (activity, key, &value) || unit >= cr_shape_get_size (value.shape))
    return CR_UNIT_WELL;
  for (guint32 i = 0; i < value.width; i++)
    n_flat += !(health->slope_of_value (value.entries[(gsize) unit * value.width + i]) >= SLOPE);
  if (health->rectifies)
    return n_flat == value.width ? CR_UNIT_DEAD : CR_UNIT_WELL;
  return n_flat >= SHARE * value.width ? CR_UNIT_SATURATED : CR_UNIT_WELL;
}

void
cr_histogram_count (const double *numbers, gsize n, double low, double high, guint32 *bins, guint n_bins)
{
  memset (bins, 0, n_bins * sizeof (guint32));
  for (gsize i = 0; i < n; i++)
    {
      double at = (numbers[i] - low) / (high - low) * n_bins;

      if (isfinite (numbers[i]))
        bins[(guint) CLAMP (at, 0, n_bins - 1)]++;
    }
}
