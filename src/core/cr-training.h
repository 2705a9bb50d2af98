/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a graph is to be trained: the member "training" of the file. Pure data; the trainer reads it. */
#pragma once

#include "cr-node.h"

G_BEGIN_DECLS

/* Names of the values of the enums below, as in the file: names[value], NULL-terminated. */
extern const char *const cr_generator_names[];
extern const char *const cr_reduction_names[];
extern const char *const cr_method_names[];
extern const char *const cr_penalty_names[];

typedef enum
{
  CR_GENERATOR_CIRCLE,
  CR_GENERATOR_XOR,
  CR_GENERATOR_GAUSS,
  CR_GENERATOR_SPIRAL,
  CR_GENERATOR_MOONS,
  CR_GENERATOR_RINGS,
  CR_GENERATOR_BLOBS,
  CR_GENERATOR_CHECKERBOARD,
  CR_GENERATOR_PLANE,       /* real labels */
  CR_GENERATOR_MULTI_GAUSS, /* real labels */
} CrGenerator;

typedef enum
{
  CR_DATASET_NONE,      /* the graph is trained as it stands: a step is an epoch */
  CR_DATASET_GENERATOR, /* made by rule from a seed */
  CR_DATASET_POINTS,    /* listed in the file */
  CR_DATASET_FILE,      /* a CSV file beside the graph's own */
} CrDatasetKind;

typedef enum
{
  CR_REDUCTION_MEAN,
  CR_REDUCTION_SUM,
} CrReduction;

typedef enum
{
  CR_METHOD_SGD,
  CR_METHOD_MOMENTUM,
  CR_METHOD_RMSPROP,
  CR_METHOD_ADAM,
} CrMethod;

typedef enum
{
  CR_PENALTY_NONE,
  CR_PENALTY_L1, /* λ·Σ|w| */
  CR_PENALTY_L2, /* λ/2·Σw² */
} CrPenalty;

/* `given` and `extra` in the structs below: see cr-parts.h. */

/**
 * CrDataset:
 * @kind: which of the three it is; the members of the others are at their defaults (see cr_dataset_clear())
 * @generator: of a GENERATOR
 * @n_points: of a GENERATOR, 1…1,000,000 (500)
 * @noise: of a GENERATOR, 0…1 (0)
 * @seed: of a GENERATOR (0)
 * @n_classes: of a GENERATOR, 2…16, or 0 for labels −1 and 1
 * @features: (nullable): names of the columns but the last, "x1", "x2", "x3", …; %NULL is x1 and x2
 * @points: (nullable): of POINTS, one example a row, the label last: n × (number of features + 1), n ≤ 1,000,000
 * @file: (nullable): of a FILE, relative to the graph's own folder
 */
typedef struct
{
  CrDatasetKind kind;
  CrGenerator generator;
  guint64 n_points;
  double noise;
  guint64 seed;
  guint64 n_classes;
  GStrv features;
  CrMatrix *points;
  char *file;
  guint32 given;
  char *extra;
} CrDataset;

/* Defaults: learning_rate 0.03, momentum 0.9, decay 0.99, epsilon 1e-8, beta1 0.9, beta2 0.999. */
typedef struct
{
  CrMethod method;
  double learning_rate;
  double momentum;
  double decay;
  double epsilon;
  double beta1;
  double beta2;
  guint32 given;
  char *extra;
} CrOptimizer;

typedef struct
{
  CrPenalty kind;
  double rate;
  guint32 given;
  char *extra;
} CrRegularization;

/* A run ends when one of those that are given holds (`given`: bit 0 loss, bit 1 accuracy, bit 2 patience). */
typedef struct
{
  double loss;
  double accuracy;
  guint64 patience;
  guint32 given;
  char *extra;
} CrStop;

#define CR_STOP_LOSS (1u << 0)
#define CR_STOP_ACCURACY (1u << 1)
#define CR_STOP_PATIENCE (1u << 2)

/* The member "epochs", as a bit of CrTraining's `given`. */
#define CR_TRAINING_EPOCHS (1u << 9)
#define CR_TRAINING_STANDARD_EPOCHS 100

/* Where the parameters of one node started; those that it does not have are NULL. Shapes may have ceased to fit by edits since. */
typedef struct
{
  CrKey key;
  CrMatrix *value;
  CrMatrix *weights;
  CrMatrix *bias;
} CrInitial;

/**
 * CrTraining:
 * @loss: the node to descend on; %CR_KEY_NONE is the document's output
 * @train_fraction: 0…1 (0.5)
 * @batch_size: 1 or more (10)
 * @shuffle: (TRUE)
 * @reduction: (mean)
 * @seed: of every random choice of the run (0)
 * @epochs: 0 or more (100)
 * @initial: #CrInitial, in file order; empty until training has changed a parameter
 *
 * Reference-counted atomically. May be changed only while its maker holds the one reference.
 */
typedef struct
{
  CrKey loss;
  CrDataset dataset;
  double train_fraction;
  guint64 batch_size;
  gboolean shuffle;
  CrReduction reduction;
  CrOptimizer optimizer;
  CrRegularization regularization;
  guint64 seed;
  guint64 epochs;
  CrStop stop;
  GArray *initial;
  guint32 given;
  char *extra;
} CrTraining;

/* A copy that references the same matrices; letting them go; an empty array of them, with room for @n, which lets go what it loses. */
CrInitial cr_initial_copy (const CrInitial *initial);
void cr_initial_clear (CrInitial *initial);
GArray *cr_initials_new (guint n);

/* All members at their defaults. */
CrTraining *cr_training_new (void);

/* Whether it says how many epochs a run has: a run that nobody bounds otherwise, as one in the window, ends there. */
gboolean cr_training_has_epochs (const CrTraining *training);

/* A new, changeable one with the same members. */
CrTraining *cr_training_copy (const CrTraining *training);
CrTraining *cr_training_ref (const CrTraining *training);
void cr_training_unref (CrTraining *training);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrTraining, cr_training_unref)

/* No data set, and all its members at their defaults. */
void cr_dataset_clear (CrDataset *dataset);

/* Where that node's parameters started, or NULL. */
const CrInitial *cr_training_find_initial (const CrTraining *training, CrKey key);

/* Adds (matrices are referenced) or replaces the entry of @initial's key. */
void cr_training_set_initial (CrTraining *training, const CrInitial *initial);

G_END_DECLS
