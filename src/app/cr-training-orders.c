/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders that are given to a training session: run, pause, step, travel, reset, and how. */
#include "cr-training-session-private.h"

#include "cr-learned.h"

#include <glib/gi18n-lib.h>

void
cr_training_session_run (CrTrainingSession *session)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  if (session->run == NULL || session->is_running)
    return;
  cr_training_session_end_gesture (session);
  session->is_traveling = FALSE;
  session->is_ordered = TRUE;
  session->is_running = TRUE;
  session->last_order = cr_run_start (session->run, 0);
  cr_training_session_tell_changed (session);
}

/* What comes until the thread has paused is still shown. */
void
cr_training_session_pause (CrTrainingSession *session)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  if (!session->is_running)
    return;
  session->last_order = cr_run_pause (session->run);
  session->is_running = FALSE;
  cr_training_session_tell_changed (session);
}

void
cr_training_session_forward (CrTrainingSession *session)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  if (session->run == NULL)
    return;
  cr_training_session_end_gesture (session);
  session->is_traveling = FALSE;
  session->is_ordered = TRUE;
  session->is_running = FALSE;
  session->last_order = cr_run_advance (session->run, session->grain);
}

static guint64
find_step_before (CrTrainingSession *self)
{
  const CrTrainerPlace *place = &self->snapshot->place;
  guint64 n_steps = 1;

  if (self->grain == CR_RUN_EPOCH)
    n_steps = place->batch > 0 ? place->batch : MAX (1, place->n_batches);
  return place->step - MIN (place->step, n_steps);
}

gboolean
cr_training_session_can_go_back (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), FALSE);

  return cr_training_session_get_step (session->snapshot) > 0;
}

void
cr_training_session_back (CrTrainingSession *session)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  if (cr_training_session_can_go_back (session))
    cr_training_session_seek (session, find_step_before (session));
}

void
cr_training_session_seek (CrTrainingSession *session, guint64 step)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  if (session->run == NULL)
    return;
  if (!session->is_traveling)
    cr_training_session_end_gesture (session);
  session->is_traveling = TRUE;
  session->is_ordered = TRUE;
  session->is_running = FALSE;
  cr_training_session_note_turn (session, cr_run_seek (session->run, step));
  cr_training_session_tell_changed (session);
}

static void
keep_curve (CrTrainingSession *self)
{
  if (self->snapshot == NULL || self->snapshot->curve == NULL || self->snapshot->curve->n_points < 2)
    return;
  g_clear_pointer (&self->other_curve, cr_run_curve_unref);
  self->other_curve = cr_run_curve_ref (self->snapshot->curve);
}

gboolean
cr_training_session_can_reset (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), FALSE);

  return cr_training_session_get_step (session->snapshot) > 0 || cr_learned_can_reset (cr_document_get_graph (session->document));
}

void
cr_training_session_reset (CrTrainingSession *session)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  if (session->run == NULL)
    return;
  cr_training_session_end_gesture (session);
  keep_curve (session);
  session->is_traveling = TRUE;
  session->is_ordered = TRUE;
  session->is_running = FALSE;
  cr_training_session_note_turn (session, cr_run_reset (session->run));
  cr_training_session_tell_changed (session);
}

void
cr_training_session_draw_weights (CrTrainingSession *session)
{
  gboolean was_running;
  g_autoptr (CrGraph) graph = NULL;

  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  was_running = session->is_running;
  cr_training_session_end_gesture (session);
  keep_curve (session);
  cr_training_session_end_run (session);
  graph = cr_learned_draw (cr_document_get_graph (session->document), g_random_int_range (1, G_MAXINT));
  session->is_writing = TRUE;
  cr_document_edit (session->document, graph, _("Draw new weights"));
  session->is_writing = FALSE;
  cr_training_session_begin_run (session);
  if (was_running)
    cr_training_session_run (session);
  cr_training_session_tell_changed (session);
}

void
cr_training_session_set_grain (CrTrainingSession *session, CrRunUnit grain)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  session->grain = grain;
  if (session->run != NULL)
    session->last_order = cr_run_set_speed (session->run, grain, cr_training_speeds[session->speed]);
}

CrRunUnit
cr_training_session_get_grain (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), CR_RUN_EPOCH);

  return session->grain;
}

void
cr_training_session_set_speed (CrTrainingSession *session, guint speed)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));
  g_return_if_fail (speed < cr_training_n_speeds);

  session->speed = speed;
  if (session->run != NULL)
    session->last_order = cr_run_set_speed (session->run, session->grain, cr_training_speeds[speed]);
}

guint
cr_training_session_get_speed (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), 0);

  return session->speed;
}

void
cr_training_session_watch (CrTrainingSession *session, gsize first, gsize second)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  session->watched[0] = first;
  session->watched[1] = second;
  if (session->run != NULL)
    session->last_order = cr_run_watch (session->run, first, second);
}

void
cr_training_session_commit (CrTrainingSession *session)
{
  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  cr_training_session_end_gesture (session);
}
