/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the session (cr-training-session.c) and the orders that are given to it (cr-training-orders.c) share. */
#pragma once

#include "cr-training-marks.h"
#include "cr-training-session.h"

G_BEGIN_DECLS

struct _CrTrainingSession
{
  GObject parent_instance;

  CrDocument *document;
  CrRun *run;
  CrSnapshot *snapshot;
  CrRunCurve *other_curve;
  CrTrainingMarks *marks;
  guint64 last_order;   /* its serial */
  guint64 least_serial; /* of a snapshot that may be shown */
  CrRunUnit grain;
  guint speed;
  gsize watched[2];      /* numbers of the parameter vector whose way is told */
  gboolean is_running;   /* as far as is known here */
  gboolean is_ordered;   /* somebody has asked to go somewhere: until then the document stays as it is, with what it leaves to chance */
  gboolean is_writing;   /* the document changes because of us */
  gboolean is_shown;     /* the document has the snapshot's numbers */
  gboolean is_traveling; /* the gesture goes to a recorded step */
  char *gesture;         /* the name of our gesture, while it goes on; of us alone, so that it can be told by its address */
  guint64 gesture_start; /* at which step it began */
  guint rest_id;         /* ends the gesture when the scrubber has come to rest, or 0 */
};

void cr_training_session_tell_changed (CrTrainingSession *self);

/* The document's version and data get a run, which waits for orders; or lose it. */
void cr_training_session_begin_run (CrTrainingSession *self);
void cr_training_session_end_run (CrTrainingSession *self);

/* An order that changes what is to be shown: snapshots older than @serial are of no use any more. */
void cr_training_session_note_turn (CrTrainingSession *self, guint64 serial);

/* What was learned until now is an undo step of its own. */
void cr_training_session_end_gesture (CrTrainingSession *self);

/* Of nothing it is the first. */
static inline guint64
cr_training_session_get_step (const CrSnapshot *snapshot)
{
  return snapshot != NULL ? snapshot->place.step : 0;
}

G_END_DECLS
