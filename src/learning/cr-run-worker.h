/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the thread of a run knows: for the cr-run*.c files alone. */
#pragma once

#include "cr-run-private.h"

/**
 * CrRunWorker: what the thread alone knows.
 * @trainer: (nullable): of the last version that could be trained
 * @problem: (nullable): why the version given last cannot be
 * @basis: (nullable): what the versions since the trainer's were made from
 * @pending: orders taken from the queue, not yet carried out
 * @wants_to_run: whether it runs, or would if the version could be trained
 * @last_epoch: where a run with a number of epochs ends
 * @due: when the next unit is to be made, at a bounded speed
 * @steps_per_slice: as many as fit into one, as measured
 * @watched: two places in the parameter vector, or CR_RUN_NOTHING
 */
typedef struct
{
  CrRun *run;
  CrTrainer *trainer;
  CrRecording *recording;
  GError *problem;
  CrGraph *basis;
  GQueue pending;
  guint64 serial;
  gboolean wants_to_run;
  gboolean must_quit;
  CrEnd end;
  guint64 last_epoch;
  CrRunUnit unit;
  double speed;
  gint64 due;
  guint32 example;
  double steps_per_slice;
  gsize watched[2];
  CrMeasure measure;
  guint64 measured_step;
  gboolean is_measured;
  gint64 measure_again;
  gint64 published;
  gint64 rate_since;
  guint64 rate_step;
  double rate;
} CrRunWorker;

static inline gboolean
cr_run_worker_is_running (const CrRunWorker *worker)
{
  return worker->wants_to_run && worker->problem == NULL && worker->trainer != NULL;
}

static inline guint64
cr_run_worker_get_step (const CrRunWorker *worker)
{
  return cr_trainer_get_place (worker->trainer).step;
}

/* Measures the sets, unless too little time has passed since the last time and nobody insists. */
void cr_run_worker_measure (CrRunWorker *worker, gboolean insist);

/* Leaves a snapshot of how everything stands for the window. */
void cr_run_worker_publish (CrRunWorker *worker);
