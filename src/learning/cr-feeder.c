/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tape that is fed with batches of a table, as fast as they can be copied. */
#include "cr-feeder.h"

#include <string.h>

#define LANES 8

/* The columns of one input; none where the tape has it in error. */
static void
add_feeds (CrFeeder *feeder, const CrTable *table, const CrNode *node, GStrv features)
{
  double *entries = cr_tape_get_bound_entries (feeder->tape, node->key);

  for (guint i = 0; entries != NULL && features[i] != NULL; i++)
    {
      CrFeed feed = { table->rows->entries + cr_table_find_column (table, features[i]), entries + (gsize) i * feeder->width };

      g_array_append_val (feeder->feeds, feed);
    }
}

/* Looks up where everything lies; to be done again when the tape has compiled. */
static void
look_up (CrFeeder *feeder, const CrData *data)
{
  CrTapeParameters parameters;

  g_array_set_size (feeder->feeds, 0);
  cr_tape_get_parameters (feeder->tape, &parameters);
  feeder->values = parameters.values;
  feeder->gradients = parameters.gradients;
  feeder->n_parameters = parameters.n;
  if (data == NULL || data->table == NULL)
    return;
  feeder->stride = data->table->rows->shape.columns;
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (feeder->tape), node)
    {
      const CrAttribute *feature = cr_node_get_attribute (node, "feature");

      if (feature != NULL)
        add_feeds (feeder, data->table, node, feature->features);
    }
}

/* A few more examples than asked for cost less than a batch that does not fill the last vector. */
static guint32
get_width (guint32 n)
{
  return n < LANES / 2 ? n : (n + LANES - 1) / LANES * LANES;
}

static CrKey
get_loss (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return training != NULL ? training->loss : CR_KEY_NONE;
}

void
cr_feeder_init_exactly (CrFeeder *feeder, const CrGraph *graph, const CrData *data, guint32 n)
{
  guint32 width = data != NULL ? n : 1;
  g_autofree guint32 *rows = g_new0 (guint32, width);

  *feeder = (CrFeeder) { .tape = cr_tape_new (graph), .width = width, .feeds = g_array_new (FALSE, FALSE, sizeof (CrFeed)) };
  cr_data_bind (data, feeder->tape, rows, width);
  cr_tape_set_output (feeder->tape, get_loss (graph));
  look_up (feeder, data);
}

void
cr_feeder_init (CrFeeder *feeder, const CrGraph *graph, const CrData *data, guint32 n)
{
  cr_feeder_init_exactly (feeder, graph, data, get_width (n));
}

void
cr_feeder_spare_inputs (CrFeeder *feeder, const CrData *data)
{
  cr_tape_spare_inputs (feeder->tape);
  look_up (feeder, data);
}

void
cr_feeder_clear (CrFeeder *feeder)
{
  g_clear_pointer (&feeder->tape, cr_tape_free);
  g_clear_pointer (&feeder->feeds, g_array_unref);
}

void
cr_feeder_put (CrFeeder *feeder, const guint32 *rows, guint32 n_rows)
{
  gsize stride = feeder->stride;

  for (guint i = 0; i < feeder->feeds->len; i++)
    {
      const double *column = g_array_index (feeder->feeds, CrFeed, i).column;
      double *restrict entries = g_array_index (feeder->feeds, CrFeed, i).entries;

      for (guint32 j = 0; j < n_rows; j++)
        entries[j] = column[rows[j] * stride];
      for (guint32 j = n_rows; j < feeder->width; j++)
        entries[j] = entries[n_rows - 1];
    }
  cr_tape_mark_changed (feeder->tape);
}

void
cr_feeder_set_parameters (CrFeeder *feeder, const double *values)
{
  if (values != feeder->values)
    memcpy (feeder->values, values, feeder->n_parameters * sizeof (double));
  cr_tape_mark_changed (feeder->tape);
}
