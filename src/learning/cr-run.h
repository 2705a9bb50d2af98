/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on a thread of its own. The window gives orders and takes snapshots; neither ever waits.
 *
 * How this works: orders go into a queue that the thread empties between steps. The thread leaves its newest snapshot in a mailbox of one
 * pointer, which is exchanged atomically: who takes it owns it, what was not taken is replaced. Everything in a snapshot is immutable. The thread
 * measures the sets for a new snapshot only when the last one was taken, and never spends more than a fifth of its time on that. With
 * nothing to do it sleeps.
 */
#pragma once

#include "cr-recording.h"
#include "cr-trainer.h"

G_BEGIN_DECLS

typedef struct _CrRun CrRun;

typedef enum
{
  CR_RUN_PREPARING, /* not compiled yet */
  CR_RUN_PAUSED,
  CR_RUN_RUNNING,
  CR_RUN_ENDED,  /* @end says why; it can be run on, except where nothing is finite */
  CR_RUN_FAILED, /* this version cannot be trained; @message says why, another version may be given */
} CrRunStatus;

/* What one order goes on by. */
typedef enum
{
  CR_RUN_EXAMPLE, /* looks at the next example of the batch; after the last one the step is made */
  CR_RUN_BATCH,   /* one step */
  CR_RUN_EPOCH,   /* to the end of the epoch */
} CrRunUnit;

/* As fast as the core goes. */
#define CR_RUN_UNBOUNDED 0.0

/**
 * CrSnapshot:
 * @serial: of the order that the thread had carried out last: what cr_run_start() and the others returned
 * @graph: (nullable): the version that is trained; @table and @parameters are laid out for it
 * @data: (nullable): its data
 * @status: running or not
 * @end: why it ended
 * @trouble: where it went wrong, if @end is NOT_FINITE
 * @message: (nullable): what a person is told about @end or about FAILED, translated
 * @place: step, epoch, batch
 * @n_rows: examples of the next batch
 * @rows: (nullable): their rows in the data's table
 * @example: which of them is looked at, 0 … n_rows − 1
 * @measure: losses and accuracies over the whole sets; they may be those of @measured_step, a little earlier than @place
 * @measured_step: see @measure
 * @table: (nullable): what lies where in @parameters
 * @parameters: (nullable): the parameters
 * @initial: (nullable): what they were at step 0
 * @n_parameters: how many numbers
 * @state: (nullable): all that going on from here depends on, for cr_run_restore(); not while a large net runs
 * @curve: the curves up to here, and behind it where a seek went back
 * @last_step: up to where the run is recorded
 * @n_recorded: states that are recorded
 * @recorded_bytes: what they and the curves take of the %CR_RECORDING_STANDARD_BYTES that they may take, and half a megabyte
 * @n_path: of cr_run_watch(): how many pairs of numbers @path has
 * @path: (nullable): what the two watched parameters were at every recorded state of this version, in the order of the steps, and are now
 * @steps_per_second: over the last moments; 0 when it does not run
 *
 * Immutable, reference-counted atomically.
 */
typedef struct
{
  guint64 serial;
  CrGraph *graph;
  CrData *data;
  CrRunStatus status;
  CrEnd end;
  CrTrouble trouble;
  char *message;
  CrTrainerPlace place;
  guint32 n_rows;
  guint32 *rows;
  guint32 example;
  CrMeasure measure;
  guint64 measured_step;
  CrParameterTable *table;
  double *parameters;
  double *initial;
  gsize n_parameters;
  CrTrainerState *state;
  CrRunCurve *curve;
  guint64 last_step;
  guint n_recorded;
  gsize recorded_bytes;
  guint n_path;
  double *path;
  double steps_per_second;
} CrSnapshot;

CrSnapshot *cr_snapshot_ref (const CrSnapshot *snapshot);
void cr_snapshot_unref (CrSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrSnapshot, cr_snapshot_unref)

/**
 * cr_snapshot_commit:
 * @snapshot: a snapshot
 * @graph: the document's version now, which may be a later one than the snapshot's
 *
 * Returns: (transfer full): @graph with what was learned, where it still fits; see cr_learned_write()
 */
CrGraph *cr_snapshot_commit (const CrSnapshot *snapshot, const CrGraph *graph);

/* Puts the snapshot's parameters into a tape of its version, whatever else is bound there; FALSE where the tape has other parameters. */
gboolean cr_snapshot_load (const CrSnapshot *snapshot, CrTape *tape);

/**
 * cr_run_new:
 * @graph: the version to train
 * @data: (nullable): its data
 *
 * Starts the thread, which compiles and then waits, PAUSED. Takes no time here.
 */
CrRun *cr_run_new (const CrGraph *graph, const CrData *data);

/* Ends the thread after the step that it is at; does not wait for it. */
void cr_run_free (CrRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrRun, cr_run_free)

/**
 * cr_run_set_notify:
 * @notify: (nullable): called on the default main context when a snapshot lies ready; not again before cr_run_take()
 * @data: for @notify
 *
 * For a window that draws no frames while nothing moves. To be set before the first order; %NULL before cr_run_free() where @data goes.
 */
void cr_run_set_notify (CrRun *run, void (*notify) (CrRun *run, gpointer data), gpointer data);

/* --- Orders. Each returns its serial at once; a snapshot of that serial or a later one shows what came of it. --- */

/* Runs until it is paused or ends. @epochs: how many more at most; 0 is no bound. */
guint64 cr_run_start (CrRun *run, guint64 epochs);
guint64 cr_run_pause (CrRun *run);

/* Goes on by one @unit and pauses there. */
guint64 cr_run_advance (CrRun *run, CrRunUnit unit);

/* @units_per_second: from 1 on, or CR_RUN_UNBOUNDED, at which @unit does not matter. */
guint64 cr_run_set_speed (CrRun *run, CrRunUnit unit, double units_per_second);

/* Another version, or other settings, without a reset and without a pause: see cr_trainer_update(). */
guint64 cr_run_update (CrRun *run, const CrGraph *before, const CrGraph *graph, const CrData *data);

/* Pauses, and goes back to step 0 and the very same weights. A new recording begins; who wants to compare the runs keeps the curve of a snapshot. */
guint64 cr_run_reset (CrRun *run);

/* Pauses at that step. First a snapshot of the nearest recorded step may come, then the exact one (unless another order comes between). */
guint64 cr_run_seek (CrRun *run, guint64 step);

/* Pauses, and stands where that state of a snapshot was taken, of this run or of another one of the document: with its version, its step, and all that
 * going on depends on. What is recorded stays as far as it belongs to that state: see cr_recording_note_restored(). */
guint64 cr_run_restore (CrRun *run, const CrTrainerState *state);

/* Lets snapshots have the way that two numbers of the parameter vector went; CR_RUN_NOTHING: none. Over another version than the one that
 * they were chosen for they are other parameters, or none. */
#define CR_RUN_NOTHING G_MAXSIZE
guint64 cr_run_watch (CrRun *run, gsize first, gsize second);

/* The newest snapshot that was not taken yet, or NULL where there is none since the last call (transfer full). Never waits. */
CrSnapshot *cr_run_take (CrRun *run);

G_END_DECLS
