/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trainer is made of: for the cr-trainer*.c files alone. */
#pragma once

#include "cr-epoch.h"
#include "cr-evaluation.h"
#include "cr-feeder.h"
#include "cr-optimizer.h"
#include "cr-trainer.h"

/* Whether the loss is getting better, for stop.patience. */
typedef struct
{
  double best;
  guint64 epochs_since;
} CrPatience;

/**
 * CrProgram: what was made for one version and its data.
 * @table: of the parameters
 * @feeder: its tape, for batches of @batch_size or less
 * @is_batched: whether the loss has a number for each example, as it has where it depends on data
 * @loss: what is descended on
 * @n_batches: batches an epoch
 * @pull: by parameter: the rate of the penalty, 0 where it does not count
 */
typedef struct
{
  CrGraph *graph;
  CrData *data;
  CrTraining *training;
  CrParameterTable *table;
  CrFeeder feeder;
  gboolean is_batched;
  CrEvaluation evaluation;
  CrKey loss;
  guint32 batch_size;
  guint32 n_batches;
  double *pull;
} CrProgram;

/**
 * CrTrainer:
 * @run: which run it is at
 * @n_examples: of the batch that the tape counts now
 * @initial: what the parameters were at step 0; an atomically counted box
 * @before: what they were before the last step
 * @moments: what the optimizer remembers; @spare is where a step leaves the next
 * @n_moment_steps: steps with these moments
 */
struct _CrTrainer
{
  CrProgram program;
  guint64 run;
  guint32 n_examples;
  CrEpoch epoch;
  CrTrainerPlace place;
  double *initial;
  double *before;
  double *moments;
  double *spare;
  guint64 n_moment_steps;
  double batch_loss;
  CrTrouble trouble;
  CrPatience patience;
};

struct _CrTrainerState
{
  CrGraph *graph;
  CrData *data;
  guint64 run;
  double *initial;
  CrTrainerPlace place;
  CrPatience patience;
  CrMethod method;
  guint64 n_moment_steps;
  gsize n_parameters;
  gsize n_moments;
  double *numbers;   /* parameters, then moments */
  CrTwister *random; /* at the beginning of the epoch; NULL where it does not matter */
};

gboolean cr_program_init (CrProgram *program, const CrGraph *graph, const CrData *data, GError **error);
void cr_program_clear (CrProgram *program);

/* Takes the program over (what it was before is cleared) with everything at step 0. */
void cr_trainer_take_program (CrTrainer *trainer, CrProgram *program);

/* Frees all that it holds. */
void cr_trainer_clear (CrTrainer *trainer);

/* An array of the counted boxes of doubles. */
double *cr_numbers_new (gsize n);

/* The first node with a parameter that is not finite; the loss where all are. */
CrKey cr_trainer_find_lost_parameter (const CrTrainer *trainer);

/* Says where the step that was taken back went wrong, from what the tape still has: @lost is what that step would have spoilt. */
void cr_trainer_find_trouble (CrTrainer *trainer, CrKey lost);
