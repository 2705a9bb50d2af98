/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a graph is to be trained: pure data, shared between versions. */
#include "cr-training.h"

const char *const cr_generator_names[] = { "circle", "xor",   "gauss",        "spiral", "moons",      "rings",
                                           "blobs",  "checkerboard", "plane", "multi_gauss", NULL };
const char *const cr_reduction_names[] = { "mean", "sum", NULL };
const char *const cr_method_names[] = { "sgd", "momentum", "rmsprop", "adam", NULL };
const char *const cr_penalty_names[] = { "none", "l1", "l2", NULL };

static CrMatrix *
matrix_ref_or_null (const CrMatrix *matrix)
{
  return matrix != NULL ? cr_matrix_ref (matrix) : NULL;
}

CrInitial
cr_initial_copy (const CrInitial *initial)
{
  return (CrInitial) {
    .key = initial->key,
    .value = matrix_ref_or_null (initial->value),
    .weights = matrix_ref_or_null (initial->weights),
    .bias = matrix_ref_or_null (initial->bias),
  };
}

void
cr_initial_clear (CrInitial *initial)
{
  g_clear_pointer (&initial->value, cr_matrix_unref);
  g_clear_pointer (&initial->weights, cr_matrix_unref);
  g_clear_pointer (&initial->bias, cr_matrix_unref);
}

GArray *
cr_initials_new (guint n)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (CrInitial), n);

  g_array_set_clear_func (array, (GDestroyNotify) cr_initial_clear);
  return array;
}

void
cr_dataset_clear (CrDataset *dataset)
{
  g_strfreev (dataset->features);
  g_clear_pointer (&dataset->points, cr_matrix_unref);
  g_free (dataset->file);
  g_free (dataset->extra);
  *dataset = (CrDataset) { .kind = CR_DATASET_NONE, .n_points = 500 };
}

CrTraining *
cr_training_new (void)
{
  CrTraining *training = g_atomic_rc_box_new0 (CrTraining);

  cr_dataset_clear (&training->dataset);
  training->train_fraction = 0.5;
  training->batch_size = 10;
  training->shuffle = TRUE;
  training->optimizer = (CrOptimizer) {
    .learning_rate = 0.03, .momentum = 0.9, .decay = 0.99, .epsilon = 1e-8, .beta1 = 0.9, .beta2 = 0.999
  };
  training->epochs = CR_TRAINING_STANDARD_EPOCHS;
  training->initial = cr_initials_new (0);
  return training;
}

gboolean
cr_training_has_epochs (const CrTraining *training)
{
  return (training->given & CR_TRAINING_EPOCHS) != 0 || training->epochs != CR_TRAINING_STANDARD_EPOCHS;
}

CrTraining *
cr_training_copy (const CrTraining *training)
{
  CrTraining *copy = (g_atomic_rc_box_dup) (sizeof *training, training);

  copy->dataset.features = g_strdupv (training->dataset.features);
  copy->dataset.points = matrix_ref_or_null (training->dataset.points);
  copy->dataset.file = g_strdup (training->dataset.file);
  copy->dataset.extra = g_strdup (training->dataset.extra);
  copy->optimizer.extra = g_strdup (training->optimizer.extra);
  copy->regularization.extra = g_strdup (training->regularization.extra);
  copy->stop.extra = g_strdup (training->stop.extra);
  copy->extra = g_strdup (training->extra);
  copy->initial = cr_initials_new (training->initial->len);
  for (guint i = 0; i < training->initial->len; i++)
    {
      CrInitial initial = cr_initial_copy (&g_array_index (training->initial, CrInitial, i));

      g_array_append_val (copy->initial, initial);
    }
  return copy;
}

static void
training_clear (CrTraining *training)
{
  cr_dataset_clear (&training->dataset);
  g_free (training->optimizer.extra);
  g_free (training->regularization.extra);
  g_free (training->stop.extra);
  g_free (training->extra);
  g_array_unref (training->initial);
}

CrTraining *
cr_training_ref (const CrTraining *training)
{
  return g_atomic_rc_box_acquire ((CrTraining *) training);
}

void
cr_training_unref (CrTraining *training)
{
  g_atomic_rc_box_release_full (training, (GDestroyNotify) training_clear);
}

const CrInitial *
cr_training_find_initial (const CrTraining *training, CrKey key)
{
  for (guint i = 0; i < training->initial->len; i++)
    {
      const CrInitial *initial = &g_array_index (training->initial, CrInitial, i);

      if (initial->key == key)
        return initial;
    }
  return NULL;
}

void
cr_training_set_initial (CrTraining *training, const CrInitial *initial)
{
  CrInitial copy = cr_initial_copy (initial);
  CrInitial *present = (CrInitial *) cr_training_find_initial (training, initial->key);

  if (present == NULL)
    {
      g_array_append_val (training->initial, copy);
      return;
    }
  cr_initial_clear (present);
  *present = copy;
}
