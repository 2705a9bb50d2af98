/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training of one document: its run, and how what is learned gets into the document. No widgets. */
#pragma once

#include "cr-document.h"
#include "cr-run.h"

G_BEGIN_DECLS

#define CR_TYPE_TRAINING_SESSION (cr_training_session_get_type ())
G_DECLARE_FINAL_TYPE (CrTrainingSession, cr_training_session, CR, TRAINING_SESSION, GObject)

/**
 * CrTrainingSession:
 *
 * Lives on the main loop's thread and never waits for the run's. What is learned is shown by a gesture of the document, which is one undo step from
 * the start to the pause ("Train 500 steps"). Every edit of the document goes to the run, which keeps what still fits; an edit ends the gesture before it,
 * and the next snapshot begins another.
 *
 * Signals: "ready": a snapshot lies ready; call cr_training_session_take() at the next frame. "changed": another snapshot is shown, or
 * the run is running or not.
 */

/* What one step of the transport is; the order of CrRunUnit. */
extern const char *const cr_training_grain_titles[];

/* How many of them a second; 0 is as fast as the core goes. */
extern const double cr_training_speeds[];
extern const guint cr_training_n_speeds;

CrTrainingSession *cr_training_session_new (CrDocument *document);
CrDocument *cr_training_session_get_document (CrTrainingSession *session);

/* Whether the document's version says how it is to be trained. */
gboolean cr_training_session_is_wanted (CrTrainingSession *session);

/* What is shown, or NULL before the first snapshot; owned by the session. */
const CrSnapshot *cr_training_session_get_snapshot (CrTrainingSession *session);

/* The curves of the run before this one, or NULL: for comparison. */
const CrRunCurve *cr_training_session_get_other_curve (CrTrainingSession *session);

gboolean cr_training_session_is_running (CrTrainingSession *session);

/* Takes the newest snapshot, if there is one, and shows it in the document. Once a frame. */
void cr_training_session_take (CrTrainingSession *session);

/* --- Orders --- */

void cr_training_session_run (CrTrainingSession *session);
void cr_training_session_pause (CrTrainingSession *session);

/* One grain on; one grain back, as far as the run is recorded; whether there is any. */
void cr_training_session_forward (CrTrainingSession *session);
void cr_training_session_back (CrTrainingSession *session);
gboolean cr_training_session_can_go_back (CrTrainingSession *session);

/* To step 0 and its very same weights. The curves up to here are kept to compare with. There is something to reset where the run is behind
 * step 0, or where the document was trained before this run began: in another session, and then saved. */
gboolean cr_training_session_can_reset (CrTrainingSession *session);
void cr_training_session_reset (CrTrainingSession *session);

/* To that step of the recorded run. */
void cr_training_session_seek (CrTrainingSession *session, guint64 step);

/* Other weights to start from: an edit, and a run of its own. The curves of the one before are kept to compare with. */
void cr_training_session_draw_weights (CrTrainingSession *session);

void cr_training_session_set_grain (CrTrainingSession *session, CrRunUnit grain);
CrRunUnit cr_training_session_get_grain (CrTrainingSession *session);
void cr_training_session_set_speed (CrTrainingSession *session, guint speed);
guint cr_training_session_get_speed (CrTrainingSession *session);

/* Lets the snapshots have the way of two parameters, as cr_run_watch() does; also those of later runs. */
void cr_training_session_watch (CrTrainingSession *session, gsize first, gsize second);

/* What has been learned so far becomes an undo step: before a save. A run goes on. */
void cr_training_session_commit (CrTrainingSession *session);

G_END_DECLS
