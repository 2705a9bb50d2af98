/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of "training" and of what is in it. */
#include "cr-members.h"

#include "cr-limits.h"

#include <float.h>
#include <glib/gi18n-lib.h>

#define FIELD(Type, field) .offset = G_STRUCT_OFFSET (Type, field)
#define TABLE(Type, rows) .members = rows, .n_members = G_N_ELEMENTS (rows), \
  .given = G_STRUCT_OFFSET (Type, given), .extra = G_STRUCT_OFFSET (Type, extra)
#define ANY_NUMBER .minimum = -G_MAXDOUBLE, .maximum = G_MAXDOUBLE
#define FROM_ZERO .minimum = 0, .maximum = G_MAXDOUBLE
#define ZERO_TO_ONE .minimum = 0, .maximum = 1
#define BELOW_ONE .minimum = 0, .maximum = 1 - DBL_EPSILON / 2, .expected = N_("a number from 0 up to, but not, 1")
#define ANY_COUNT .minimum = 0, .maximum = CR_WHOLE_MAXIMUM

static gboolean
check_dataset (const CrPlace *place, gconstpointer part, GError **error)
{
  const CrDataset *dataset = part;

  if (dataset->kind == CR_DATASET_NONE)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("expected \"generator\", a list of \"points\", or \"file\""));
  if (dataset->kind != CR_DATASET_POINTS)
    return TRUE;

  guint n_features = dataset->features != NULL ? g_strv_length (dataset->features) : 2;

  if (dataset->points->shape.columns != n_features + 1)
    return cr_place_fail (CR_PLACE_IN (place, "points"), CR_ERROR_SHAPE, error,
                          _("expected %u numbers in each row, the features and the label, found %u"), n_features + 1,
                          dataset->points->shape.columns);
  return TRUE;
}

static const CrMember dataset_members[] = {
  { "generator", CR_MEMBER_GENERATOR, .names = cr_generator_names },
  { "file", CR_MEMBER_FILE },
  { "features", CR_MEMBER_FEATURES },
  { "points", CR_MEMBER_POINTS, .minimum = 1, .maximum = CR_LIMIT_EXAMPLES },
  { "noise", CR_MEMBER_NUMBER, FIELD (CrDataset, noise), ZERO_TO_ONE },
  { "seed", CR_MEMBER_WHOLE, FIELD (CrDataset, seed), ANY_COUNT },
  { "classes", CR_MEMBER_WHOLE, FIELD (CrDataset, n_classes), .minimum = 2, .maximum = CR_LIMIT_CLASSES },
};

static const CrMemberTable dataset_table = { TABLE (CrDataset, dataset_members), .check = check_dataset };

static const CrMember optimizer_members[] = {
  { "method", CR_MEMBER_NAME, FIELD (CrOptimizer, method), .names = cr_method_names },
  { "learning_rate", CR_MEMBER_NUMBER, FIELD (CrOptimizer, learning_rate), FROM_ZERO },
  { "momentum", CR_MEMBER_NUMBER, FIELD (CrOptimizer, momentum), FROM_ZERO },
  { "decay", CR_MEMBER_NUMBER, FIELD (CrOptimizer, decay), ZERO_TO_ONE },
  { "beta1", CR_MEMBER_NUMBER, FIELD (CrOptimizer, beta1), BELOW_ONE },
  { "beta2", CR_MEMBER_NUMBER, FIELD (CrOptimizer, beta2), BELOW_ONE },
  { "epsilon", CR_MEMBER_NUMBER, FIELD (CrOptimizer, epsilon), FROM_ZERO },
};

static const CrMemberTable optimizer_table = { TABLE (CrOptimizer, optimizer_members) };

static const CrMember regularization_members[] = {
  { "kind", CR_MEMBER_NAME, FIELD (CrRegularization, kind), .names = cr_penalty_names },
  { "rate", CR_MEMBER_NUMBER, FIELD (CrRegularization, rate), FROM_ZERO },
};

static const CrMemberTable regularization_table = { TABLE (CrRegularization, regularization_members) };

static const CrMember stop_members[] = {
  { "loss", CR_MEMBER_NUMBER, FIELD (CrStop, loss), ANY_NUMBER, .given = CR_STOP_LOSS },
  { "accuracy", CR_MEMBER_NUMBER, FIELD (CrStop, accuracy), ZERO_TO_ONE, .given = CR_STOP_ACCURACY },
  { "patience", CR_MEMBER_WHOLE, FIELD (CrStop, patience), ANY_COUNT, .given = CR_STOP_PATIENCE },
};

static const CrMemberTable stop_table = { TABLE (CrStop, stop_members) };

static const CrMember training_members[] = {
  { "loss", CR_MEMBER_NODE, FIELD (CrTraining, loss) },
  { "dataset", CR_MEMBER_OBJECT, FIELD (CrTraining, dataset), .table = &dataset_table },
  { "train_fraction", CR_MEMBER_NUMBER, FIELD (CrTraining, train_fraction), ZERO_TO_ONE },
  { "batch_size", CR_MEMBER_WHOLE, FIELD (CrTraining, batch_size), .minimum = 1, .maximum = CR_WHOLE_MAXIMUM },
  { "shuffle", CR_MEMBER_BOOLEAN, FIELD (CrTraining, shuffle) },
  { "reduction", CR_MEMBER_NAME, FIELD (CrTraining, reduction), .names = cr_reduction_names },
  { "optimizer", CR_MEMBER_OBJECT, FIELD (CrTraining, optimizer), .table = &optimizer_table },
  { "regularization", CR_MEMBER_OBJECT, FIELD (CrTraining, regularization), .table = &regularization_table },
  { "seed", CR_MEMBER_WHOLE, FIELD (CrTraining, seed), ANY_COUNT },
  { "epochs", CR_MEMBER_WHOLE, FIELD (CrTraining, epochs), ANY_COUNT, .given = CR_TRAINING_EPOCHS },
  { "stop", CR_MEMBER_OBJECT, FIELD (CrTraining, stop), .table = &stop_table },
  { "initial", CR_MEMBER_INITIAL, FIELD (CrTraining, initial) },
};

const CrMemberTable cr_members_training = { TABLE (CrTraining, training_members) };
