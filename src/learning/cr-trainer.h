/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains any graph: a step at a time, on the tape that shows it. No thread; cr-run.h has one. */
#pragma once

#include "cr-data.h"
#include "cr-graph.h"
#include "cr-learned.h"

G_BEGIN_DECLS

typedef struct _CrTrainer CrTrainer;
typedef struct _CrTrainerState CrTrainerState;

/* Why a run does not go on by itself. */
typedef enum
{
  CR_END_NONE,
  CR_END_EPOCHS,     /* as many epochs as were asked for */
  CR_END_LOSS,       /* stop.loss is reached by the loss over the training examples */
  CR_END_ACCURACY,   /* stop.accuracy is reached over the training examples */
  CR_END_PATIENCE,   /* stop.patience epochs without a better loss */
  CR_END_NOT_FINITE, /* the next step would have made a parameter infinite or undefined, or its loss is; it was not made */
} CrEnd;

/**
 * CrTrouble: where a step that was not made went wrong.
 * @node: the first node, in the order of the computation (forward, then backward, then the update), that makes a number which is not finite
 *   of numbers that are; %CR_KEY_NONE while nothing is wrong
 * @phase: %CR_PHASE_FORWARD (its value), %CR_PHASE_BACKWARD (a gradient) or %CR_PHASE_UPDATE (the parameter that the step would give)
 * @receiver: backward, whose gradient it is: an operand of @node, or @node where several gradients add up or where it is that of its
 *   parameters
 * @step: the step that was not made, counted from 1
 */
typedef struct
{
  CrKey node;
  CrPhase phase;
  CrKey receiver;
  guint64 step;
} CrTrouble;

/**
 * CrMeasure: how good a graph is over whole sets.
 * @train_loss: the mean an example, without the penalty; %NAN where there is no such number (no examples), as the others
 * @test_loss: the same over the examples for testing
 * @penalty: what regularization adds to what a step descends on; 0 without
 * @train_accuracy: 0…1: the share of the examples whose prediction names the label; %NAN where the loss gate and its labels have no
 *   accuracy: see cr_trainer_has_accuracy()
 * @test_accuracy: the same over the examples for testing
 */
typedef struct
{
  double train_loss;
  double test_loss;
  double penalty;
  double train_accuracy;
  double test_accuracy;
} CrMeasure;

/**
 * CrTrainerPlace: how far a run is.
 * @step: steps made: changes of the parameters
 * @epoch: epochs completed
 * @batch: batches of the next epoch that are done
 * @n_batches: batches an epoch
 */
typedef struct
{
  guint64 step;
  guint64 epoch;
  guint32 batch;
  guint32 n_batches;
} CrTrainerPlace;

/**
 * cr_trainer_new:
 * @graph: the version to train, as its member "training" says (or its defaults)
 * @data: (nullable): its data; without, the graph is trained as it stands, and a step is an epoch
 * @error: return location for a #GError
 *
 * Compiles tapes for whole and for smaller last batches, and looks at every label once.
 *
 * Errors, each naming the node: %CR_ERROR_NO_OUTPUT where there is no loss to descend on, %CR_ERROR_SHAPE where it is not 1×1,
 * %CR_ERROR_OPERAND where it depends on an open operand, %CR_ERROR_TRAINING where no parameter can change it, or where a node that it
 * depends on is in error; %CR_ERROR_DATA where the data cannot be had or no example is for training; %CR_ERROR_LABEL.
 *
 * Returns: (transfer full): a trainer at step 0; %NULL with @error set
 */
CrTrainer *cr_trainer_new (const CrGraph *graph, const CrData *data, GError **error);
void cr_trainer_free (CrTrainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrTrainer, cr_trainer_free)

/**
 * cr_trainer_update:
 * @trainer: a trainer
 * @before: (nullable): the version that @graph was made from
 * @graph: another version: other settings, another graph
 * @data: (nullable): its data
 * @error: return location for a #GError, as cr_trainer_new()
 *
 * Goes on with another version, without a reset. A parameter (node, attribute, shape) that is the same number for number in @before and
 * @graph keeps what it has learned; one that the edit changed takes @graph's numbers, as all do without @before. Optimizer state stays
 * with every parameter whose node, attribute and shape are still there, unless the method is another. Steps and epochs count on; where
 * batches or examples are others, a new epoch begins.
 *
 * Returns: %TRUE; on failure nothing has changed
 */
gboolean cr_trainer_update (CrTrainer *trainer, const CrGraph *before, const CrGraph *graph, const CrData *data, GError **error);

/* The run that it is at: another number for every trainer, and after every reset; never 0. States bring theirs back. */
guint64 cr_trainer_get_run (const CrTrainer *trainer);

const CrGraph *cr_trainer_get_graph (const CrTrainer *trainer);
const CrData *cr_trainer_get_data (const CrTrainer *trainer);
CrTrainerPlace cr_trainer_get_place (const CrTrainer *trainer);

/* The rows of the data's table that the next step is made from; none where there are no data. Valid until the next step. */
const guint32 *cr_trainer_get_next_rows (const CrTrainer *trainer, guint32 *n_rows);

/**
 * cr_trainer_step:
 * @trainer: a trainer
 *
 * One batch: forward, backward, one change of the parameters by the optimizer. Allocates nothing. A step that would make a parameter
 * infinite or undefined, or whose loss is, is not made: nothing has changed then, and cr_trainer_get_trouble() says where it went wrong.
 *
 * Returns: whether the step was made
 */
gboolean cr_trainer_step (CrTrainer *trainer);

/* The steps that are left of the epoch, 1 or more; FALSE where one of them could not be made. */
gboolean cr_trainer_epoch (CrTrainer *trainer);

/* At most @n steps; how many were made: fewer where one could not be. */
guint64 cr_trainer_run (CrTrainer *trainer, guint64 n);

/* The mean loss an example of the last batch, before its step; NAN before the first. */
double cr_trainer_get_batch_loss (const CrTrainer *trainer);

const CrTrouble *cr_trainer_get_trouble (const CrTrainer *trainer);

/* "step 17: the value of log_2 is not finite", translated; NULL where nothing is wrong. Free with g_free(). */
char *cr_trainer_describe_trouble (const CrTrainer *trainer);

/* Why a run of so many epochs ended, translated: "the loss that was to be reached …"; NULL for NONE, and for NOT_FINITE, of which
 * cr_trainer_describe_trouble() tells. Free with g_free(). */
char *cr_trainer_describe_end (CrEnd end, guint64 epochs);

/* Losses and accuracies over the whole sets. Cost: a forward of every example. */
CrMeasure cr_trainer_measure (CrTrainer *trainer);

/**
 * cr_trainer_has_accuracy:
 *
 * Whether a prediction can be right or wrong: the loss depends on just one loss gate, and that is cross_entropy, svm, binary_cross_entropy,
 * hinge, or a squared_error of numbers whose every label is 1 or −1.
 */
gboolean cr_trainer_has_accuracy (const CrTrainer *trainer);

/**
 * cr_trainer_check_stop:
 * @measure: taken at the end of an epoch
 *
 * To be asked once at the end of every epoch: notes whether the loss is better than any before.
 *
 * Returns: which of the "stop" conditions holds, %CR_END_NONE where none does
 */
CrEnd cr_trainer_check_stop (CrTrainer *trainer, const CrMeasure *measure);

/* How many epochs the training says that a run has; 0 where it says nothing of them. */
guint64 cr_trainer_get_epochs (const CrTrainer *trainer);

/* Whether the training has such a condition, so that sets must be measured every epoch. */
gboolean cr_trainer_has_stop (const CrTrainer *trainer);

/* Goes back to step 0 with the very same weights that it began with (training.initial, where the graph has it). */
void cr_trainer_reset (CrTrainer *trainer);

/* --- Parameters --- */

/* All parameters, one behind the other: of the graph's parameter nodes and units, in the order of cr_tape_get_parameters(). */
const double *cr_trainer_get_parameters (const CrTrainer *trainer, gsize *n);
CrParameterTable *cr_trainer_get_table (const CrTrainer *trainer);

/* What they were at step 0, laid out alike. A box of g_atomic_rc_box_acquire(), never changed. */
const double *cr_trainer_get_initial (const CrTrainer *trainer);

/**
 * cr_trainer_commit:
 *
 * Returns: (transfer full): the trainer's version with the learned numbers, and with "initial" where it has none: see cr_learned_write();
 *   before the first step the version itself
 */
CrGraph *cr_trainer_commit (const CrTrainer *trainer);

/* --- States --- */

/**
 * cr_trainer_save:
 *
 * All that going on depends on: version, data, parameters, optimizer state, place in the epoch, random numbers, patience. Immutable,
 * reference-counted atomically.
 *
 * Returns: (transfer full): the state
 */
CrTrainerState *cr_trainer_save (const CrTrainer *trainer);

/* Goes back (or on) to a state of this trainer, or of another one, with its version and data: the steps from there are the same, bit for bit. */
void cr_trainer_restore (CrTrainer *trainer, const CrTrainerState *state);

CrTrainerState *cr_trainer_state_ref (const CrTrainerState *state);
void cr_trainer_state_unref (CrTrainerState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrTrainerState, cr_trainer_state_unref)
CrTrainerPlace cr_trainer_state_get_place (const CrTrainerState *state);
const double *cr_trainer_state_get_parameters (const CrTrainerState *state, gsize *n);

guint64 cr_trainer_state_get_run (const CrTrainerState *state);

/* Whether the state is of the run and version that the trainer is at. */
gboolean cr_trainer_state_is_of (const CrTrainerState *state, const CrTrainer *trainer);

/* Bytes that the state alone holds. */
gsize cr_trainer_state_get_size (const CrTrainerState *state);

G_END_DECLS
