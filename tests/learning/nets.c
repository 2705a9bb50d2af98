/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nets and data for the tests of learning. */
#include "nets.h"

#include <string.h>

CrGraph *
net_make_circle (guint n_points)
{
  CrNetwork network;
  g_autoptr (GError) error = NULL;
  CrGraph *graph;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  network.training->dataset.n_points = n_points;
  graph = cr_network_build (&network, &error);
  g_assert_no_error (error);
  cr_network_clear (&network);
  return graph;
}

CrGraph *
net_with (const CrGraph *graph, NetChange change, gconstpointer data)
{
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrTraining *training = cr_training_copy (parts->training);

  change (training, data);
  cr_training_unref (parts->training);
  parts->training = training;
  return cr_graph_with_parts (graph, parts);
}

void
net_set_method (CrTraining *training, gconstpointer method)
{
  training->optimizer.method = GPOINTER_TO_UINT (method);
  training->optimizer.learning_rate = 0.01;
}

void
net_set_rate (CrTraining *training, gconstpointer rate)
{
  training->optimizer.learning_rate = *(const double *) rate;
}

void
net_set_batch_size (CrTraining *training, gconstpointer batch_size)
{
  training->batch_size = GPOINTER_TO_UINT (batch_size);
}

void
net_set_seed (CrTraining *training, gconstpointer seed)
{
  training->seed = GPOINTER_TO_UINT (seed);
}

CrData *
net_get_data (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return training != NULL && training->dataset.kind != CR_DATASET_NONE ? cr_data_new_without_file (training) : NULL;
}

CrTrainer *
net_train (const CrGraph *graph)
{
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (GError) error = NULL;
  CrTrainer *trainer = cr_trainer_new (graph, data, &error);

  g_assert_no_error (error);
  return trainer;
}

gboolean
net_is_same (const CrTrainer *a, const CrTrainer *b)
{
  gsize n, m;
  const double *of_a = cr_trainer_get_parameters (a, &n), *of_b = cr_trainer_get_parameters (b, &m);

  g_assert_cmpuint (n, ==, m);
  return memcmp (of_a, of_b, n * sizeof (double)) == 0;
}

void
net_assert_same (const CrTrainer *a, const CrTrainer *b)
{
  g_assert_true (net_is_same (a, b));
}
