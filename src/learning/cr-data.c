/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a graph: its table, split into training and test examples, and their way into the inputs that are bound to them. */
#include "cr-data.h"

#include "cr-generator.h"

#include <glib/gi18n-lib.h>

CrData *
cr_data_new (const CrTraining *training, const CrTable *table, const GError *problem)
{
  g_return_val_if_fail ((table == NULL) != (problem == NULL), NULL);

  CrData *data = g_atomic_rc_box_new0 (CrData);

  data->training = cr_training_ref (training);
  if (table == NULL)
    data->problem = g_error_copy (problem);
  else
    {
      data->table = cr_table_ref (table);
      data->split = cr_split_make (cr_table_get_n_examples (table), training->train_fraction, training->shuffle, training->seed);
    }
  return data;
}

CrData *
cr_data_new_without_file (const CrTraining *training)
{
  const CrDataset *dataset = &training->dataset;
  g_autoptr (CrTable) table = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (dataset->kind == CR_DATASET_GENERATOR || dataset->kind == CR_DATASET_POINTS, NULL);
  if (dataset->kind == CR_DATASET_GENERATOR)
    table = cr_generator_run (dataset, &error);
  else
    table = cr_table_new ((const char *const *) dataset->features, dataset->points);
  return cr_data_new (training, table, error);
}

CrData *
cr_data_ref (const CrData *data)
{
  return g_atomic_rc_box_acquire ((CrData *) data);
}

static void
data_clear (CrData *data)
{
  cr_training_unref (data->training);
  g_clear_pointer (&data->table, cr_table_unref);
  g_clear_error (&data->problem);
  cr_split_clear (&data->split);
}

void
cr_data_unref (CrData *data)
{
  g_atomic_rc_box_release_full (data, (GDestroyNotify) data_clear);
}

static gboolean
features_equal (const CrDataset *a, const CrDataset *b)
{
  if (a->features == NULL || b->features == NULL)
    return a->features == b->features;
  return g_strv_equal ((const char *const *) a->features, (const char *const *) b->features);
}

static gboolean
datasets_equal (const CrDataset *a, const CrDataset *b)
{
  return a->kind == b->kind && a->generator == b->generator && a->n_points == b->n_points && a->noise == b->noise &&
         a->seed == b->seed && a->n_classes == b->n_classes && features_equal (a, b) && a->points == b->points &&
         g_strcmp0 (a->file, b->file) == 0;
}

gboolean
cr_data_serves (const CrData *data, const CrTraining *training)
{
  const CrTraining *own = data->training;

  return own == training ||
         (datasets_equal (&own->dataset, &training->dataset) && own->train_fraction == training->train_fraction &&
          own->shuffle == training->shuffle && own->seed == training->seed);
}

guint32
cr_data_get_n_train (const CrData *data)
{
  return data->split.n_train;
}

/* --- Binding --- */

/* The numbers of @columns in these rows, laid out as the tape has them: all examples of the first column first. */
static double *
gather (const CrTable *table, const int *columns, guint n_columns, const guint32 *rows, guint32 width)
{
  double *entries = g_new (double, (gsize) n_columns * width);

  for (guint i = 0; i < n_columns; i++)
    for (guint32 j = 0; j < width; j++)
      entries[(gsize) i * width + j] = cr_table_get_example (table, rows[j])[columns[i]];
  return entries;
}

static char *
describe_missing (const CrTable *table, const char *feature)
{
  if (table->n_features == 1)
    return g_strdup_printf (_("the data have no %s, only %s and label"), feature, table->features[0]);
  return g_strdup_printf (_("the data have no %s, only %s … %s and label"), feature, table->features[0],
                          table->features[table->n_features - 1]);
}

/* The columns that the node names, or NULL with what is wrong. */
static int *
find_columns (const CrTable *table, GStrv features, guint n_features, char **problem)
{
  g_autofree int *columns = g_new (int, n_features);

  for (guint i = 0; i < n_features; i++)
    {
      columns[i] = cr_table_find_column (table, features[i]);
      if (columns[i] < 0)
        {
          *problem = describe_missing (table, features[i]);
          return NULL;
        }
    }
  return g_steal_pointer (&columns);
}

/* What one input is bound to; its entries and problem are the caller's to free. */
static CrTapeInput
make_input (const CrTable *table, CrKey key, GStrv features, const guint32 *rows, guint32 width)
{
  guint n_features = g_strv_length (features);
  CrTapeInput input = { .key = key, .shape = { n_features, 1 } };
  char *problem = NULL;
  g_autofree int *columns = find_columns (table, features, n_features, &problem);

  if (columns != NULL)
    input.entries = gather (table, columns, n_features, rows, width);
  input.problem = problem;
  return input;
}

static void
clear_input (CrTapeInput *input)
{
  g_free ((gpointer) input->entries);
  g_free ((gpointer) input->problem);
}

/* Binds to these rows of @table, or without it puts @problem at every bound input. */
static void
bind (CrTape *tape, const CrTable *table, const char *problem, const guint32 *rows, guint32 width)
{
  g_autoptr (GArray) inputs = g_array_new (FALSE, TRUE, sizeof (CrTapeInput));

  g_array_set_clear_func (inputs, (GDestroyNotify) clear_input);
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    {
      const CrAttribute *feature = cr_node_get_attribute (node, "feature");

      if (feature == NULL)
        continue;

      CrTapeInput input = table != NULL ? make_input (table, node->key, feature->features, rows, width)
                                        : (CrTapeInput) { .key = node->key, .problem = g_strdup (problem) };

      g_array_append_val (inputs, input);
    }
  cr_tape_bind_all (tape, (const CrTapeInput *) inputs->data, inputs->len, width);
}

void
cr_data_bind (const CrData *data, CrTape *tape, const guint32 *rows, guint32 width)
{
  if (data == NULL)
    cr_tape_bind_all (tape, NULL, 0, 1);
  else
    bind (tape, data->table, data->problem != NULL ? data->problem->message : NULL, rows, width);
}

void
cr_data_bind_example (const CrData *data, CrTape *tape, guint32 example)
{
  if (data != NULL && data->problem == NULL && data->split.n_train == 0)
    {
      bind (tape, NULL, _("no example of the data is for training"), NULL, 1);
      return;
    }
  g_return_if_fail (data == NULL || data->problem != NULL || example < data->split.n_train);
  cr_data_bind (data, tape, data != NULL && data->table != NULL ? &data->split.rows[example] : NULL, 1);
}
