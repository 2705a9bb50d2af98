/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every net that the sandbox begins with learns its data set, to an accuracy that stands here. */
#include "nets.h"

typedef struct
{
  CrGenerator generator;
  guint n_classes;
  double accuracy; /* of the training examples; of real labels, the share of their variance that is explained */
} Case;

static const Case cases[] = {
  { CR_GENERATOR_CIRCLE, 0, 0.99 },       { CR_GENERATOR_XOR, 0, 0.98 },     { CR_GENERATOR_GAUSS, 0, 0.99 },
  { CR_GENERATOR_SPIRAL, 0, 0.95 },       { CR_GENERATOR_MOONS, 0, 0.99 },   { CR_GENERATOR_RINGS, 0, 0.99 },
  { CR_GENERATOR_BLOBS, 0, 0.99 },        { CR_GENERATOR_CHECKERBOARD, 0, 0.95 },
  { CR_GENERATOR_PLANE, 0, 0.97 },        { CR_GENERATOR_MULTI_GAUSS, 0, 0.8 },
  { CR_GENERATOR_SPIRAL, 2, 0.93 },       { CR_GENERATOR_SPIRAL, 3, 0.95 },  { CR_GENERATOR_SPIRAL, 8, 0.85 },
  { CR_GENERATOR_MOONS, 3, 0.95 },        { CR_GENERATOR_RINGS, 4, 0.97 },   { CR_GENERATOR_BLOBS, 8, 0.98 },
  { CR_GENERATOR_CHECKERBOARD, 3, 0.9 },  { CR_GENERATOR_CIRCLE, 2, 0.98 },
};

/* What remains unexplained of the labels' variance, as a share. */
static double
get_unexplained (CrTrainer *trainer)
{
  const CrData *data = cr_trainer_get_data (trainer);
  double sum = 0, squares = 0, n = data->split.n_train;

  for (guint32 i = 0; i < data->split.n_train; i++)
    {
      double label = cr_table_get_example (data->table, data->split.rows[i])[2];

      sum += label;
      squares += label * label;
    }
  return 2 * cr_trainer_measure (trainer).train_loss / (squares / n - sum / n * (sum / n));
}

static void
test_default (gconstpointer data)
{
  const Case *this = data;
  CrNetwork network;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTrainer) trainer = NULL;

  cr_network_init_standard (&network, this->generator, this->n_classes);
  graph = cr_network_build (&network, NULL);
  trainer = net_train (graph);
  for (guint64 epoch = 0; epoch < network.training->epochs; epoch++)
    g_assert_true (cr_trainer_epoch (trainer));
  cr_network_clear (&network);
  if (cr_trainer_has_accuracy (trainer))
    g_assert_cmpfloat (cr_trainer_measure (trainer).train_accuracy, >=, this->accuracy);
  else
    g_assert_cmpfloat (get_unexplained (trainer), <=, 1 - this->accuracy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sandbox/%s/%u", cr_generator_names[cases[i].generator], cases[i].n_classes);

      g_test_add_data_func (path, &cases[i], test_default);
    }
  return g_test_run ();
}
