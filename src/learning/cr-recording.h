/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run, recorded: states to go back to, and curves. Its memory is bounded, however long the run is.
 *
 * How this works: a state is kept every stride steps, a point of the curves every (smaller) stride of their own. When there is no more room,
 * the stride doubles and every other one goes. So what is kept is spread evenly over the run, and depends on the steps alone, not on
 * the clock. Where the version changed (another rate, another neuron) a state is kept with the new version.
 */
#pragma once

#include "cr-trainer.h"

G_BEGIN_DECLS

#define CR_RECORDING_STANDARD_BYTES ((gsize) 64 * 1024 * 1024)
#define CR_RECORDING_MOST_STATES 2048
#define CR_RECORDING_MOST_POINTS 2048

/* A point of the curves; NAN where there is no such number. @epoch counts in parts: 2.5 is in the middle of the third. */
typedef struct
{
  guint64 step;
  double epoch;
  CrMeasure measure;
} CrRunPoint;

/**
 * CrRunCurve:
 *
 * Immutable, reference-counted atomically; @points are in ascending order of their steps, CR_RECORDING_MOST_POINTS + 1 at most.
 * Two runs are compared by drawing two of them.
 */
typedef struct
{
  guint n_points;
  CrRunPoint points[];
} CrRunCurve;

CrRunCurve *cr_run_curve_ref (const CrRunCurve *curve);
void cr_run_curve_unref (CrRunCurve *curve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrRunCurve, cr_run_curve_unref)

/* The last point at or before that step; NULL where there is none. O(log n). */
const CrRunPoint *cr_run_curve_find (const CrRunCurve *curve, guint64 step);

typedef struct _CrRecording CrRecording;

/* @most_bytes: of all states together; at least two are kept. Belongs to one thread. */
CrRecording *cr_recording_new (gsize most_bytes);
void cr_recording_free (CrRecording *recording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrRecording, cr_recording_free)

/* At which step the next call of cr_recording_note() would keep something: until then there is no need to call it. */
guint64 cr_recording_get_next_step (const CrRecording *recording);

/**
 * cr_recording_note:
 *
 * To be called at step 0 and whenever the trainer stands at cr_recording_get_next_step(). Keeps a state or measures the sets for a point of the curves,
 * if that is due; a step that has been recorded before is not recorded again.
 */
void cr_recording_note (CrRecording *recording, CrTrainer *trainer);

/* To be called after cr_trainer_update(): forgets all behind the trainer's step, and keeps a state there. */
void cr_recording_note_update (CrRecording *recording, CrTrainer *trainer);

/* The curves end here: a point at the trainer's step, which goes when the run goes on. */
void cr_recording_note_end (CrRecording *recording, CrTrainer *trainer);

/* To be called before a trainer leaves its step for another one: that step belongs to the run, though no state was due there. */
void cr_recording_note_reached (CrRecording *recording, const CrTrainer *trainer);

/* To be called after cr_trainer_restore() of a state that is not the recording's own. Where the recording has that very step of that version, it stays
 * as it is; else what lies behind the step is forgotten, and of another run (see cr_trainer_get_run()) everything. */
void cr_recording_note_restored (CrRecording *recording, CrTrainer *trainer);

void cr_recording_clear (CrRecording *recording);

/* (transfer full): the curves as they are now. O(points) after a change, else O(1). */
CrRunCurve *cr_recording_get_curve (CrRecording *recording);

guint64 cr_recording_get_last_step (const CrRecording *recording);
guint cr_recording_get_n_states (const CrRecording *recording);

/* The bytes that all states and points take: never more than what was asked for and half a megabyte. */
gsize cr_recording_get_size (const CrRecording *recording);

/* The last state at or before @step, and the one nearest to it; owned by the recording; NULL where nothing is recorded. O(log n). */
const CrTrainerState *cr_recording_find_before (const CrRecording *recording, guint64 step);
const CrTrainerState *cr_recording_find_nearest (const CrRecording *recording, guint64 step);

/* Whether that very step can be reached: it lies within the recording, and its version is still known. */
gboolean cr_recording_can_replay (const CrRecording *recording, guint64 step);

/**
 * cr_recording_seek:
 * @trainer: the trainer that was recorded
 * @step: 0 … the last step
 *
 * Brings the trainer to that very step: from the last state before it, replaying what is missing. Cost: at most as many steps as lie between two states.
 *
 * Returns: whether that step can be reached; where not (its version is no longer recorded), the trainer stands at the nearest state
 */
gboolean cr_recording_seek (CrRecording *recording, CrTrainer *trainer, guint64 step);

/* What two parameters (their places in the vector) were at every state before @step of the version that holds at the last one: the way of
 * the descent. @path gets two numbers a state and has room for 2 × cr_recording_get_n_states(); how many states. */
guint cr_recording_get_path (const CrRecording *recording, gsize first, gsize second, guint64 step, double *path);

G_END_DECLS
