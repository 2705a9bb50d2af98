/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training of one document.
 *
 * How this works: the run trains versions on its own thread and leaves snapshots. The session shows the newest one as a version of the document: the
 * current one with the learned numbers written into it. A snapshot that is older than the last order which changed what is shown (an edit, a
 * seek) is passed over. While someone else's gesture goes on, a drag say, nothing is shown: what was learned meanwhile comes with the next
 * snapshot after it.
 *
 * Undo and redo take the run along: at the beginning and at the end of every gesture the session marks which state of the trainer belongs to
 * the document's version, and when the document is at such a version again, the run goes back to its state.
 */
#include "cr-training-session-private.h"

#include "cr-count.h"
#include "cr-learned.h"

#include <glib/gi18n-lib.h>

#define REST_TIME 500 /* milliseconds */

enum
{
  READY,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrTrainingSession, cr_training_session, G_TYPE_OBJECT)

const char *const cr_training_grain_titles[] = { N_("Example"), N_("Batch"), N_("Epoch"), NULL };
const double cr_training_speeds[] = { 1, 3, 10, 30, 100, CR_RUN_UNBOUNDED };
const guint cr_training_n_speeds = G_N_ELEMENTS (cr_training_speeds);

void
cr_training_session_tell_changed (CrTrainingSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- The run --- */

static void
on_ready (CrRun *run, gpointer data)
{
  g_signal_emit (data, signals[READY], 0);
}

void
cr_training_session_end_run (CrTrainingSession *self)
{
  if (self->run == NULL)
    return;
  cr_run_set_notify (self->run, NULL, NULL);
  g_clear_pointer (&self->run, cr_run_free);
  g_clear_pointer (&self->snapshot, cr_snapshot_unref);
  self->is_running = FALSE;
  self->is_ordered = FALSE;
  self->last_order = 0;
  self->least_serial = 0;
}

void
cr_training_session_note_turn (CrTrainingSession *self, guint64 serial)
{
  self->last_order = serial;
  self->least_serial = serial;
}

void
cr_training_session_begin_run (CrTrainingSession *self)
{
  self->run = cr_run_new (cr_document_get_graph (self->document), cr_document_get_data (self->document));
  cr_run_set_notify (self->run, on_ready, self);
  self->last_order = cr_run_set_speed (self->run, self->grain, cr_training_speeds[self->speed]);
  if (self->watched[0] != CR_RUN_NOTHING)
    self->last_order = cr_run_watch (self->run, self->watched[0], self->watched[1]);
}

gboolean
cr_training_session_is_wanted (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), FALSE);

  return cr_graph_get_parts (cr_document_get_graph (session->document))->training != NULL;
}

static void
note_difference (const CrNode *before, const CrNode *after, gpointer data)
{
  if (before == NULL || after == NULL || !cr_node_same_structure (before, after) || !cr_node_same_numbers (before, after))
    *(gboolean *) data = TRUE;
}

/* Whether the run has to know of an edit: not of one that only moves or names things. */
static gboolean
makes_a_difference (const CrGraph *before, const CrGraph *after)
{
  gboolean is_other = cr_graph_get_output (before) != cr_graph_get_output (after)
                      || cr_graph_get_parts (before)->training != cr_graph_get_parts (after)->training;

  if (!is_other)
    cr_graph_compare (before, after, note_difference, &is_other);
  return is_other;
}

static void
update_run (CrTrainingSession *self, const CrGraph *before)
{
  if (!cr_training_session_is_wanted (self))
    cr_training_session_end_run (self);
  else if (self->run == NULL)
    cr_training_session_begin_run (self);
  else
    {
      self->is_ordered = self->is_running || (self->is_ordered && (self->snapshot == NULL || self->snapshot->serial < self->last_order));
      cr_training_session_note_turn (self, cr_run_update (self->run, before, cr_document_get_graph (self->document),
                                      cr_document_get_data (self->document)));
    }
}

/* --- The gesture --- */

static gboolean
is_in_own_gesture (CrTrainingSession *self)
{
  return self->gesture != NULL && cr_document_in_gesture (self->document)
         && g_strcmp0 (cr_document_get_gesture_name (self->document), self->gesture) == 0;
}

static char *
dup_gesture_name (CrTrainingSession *self, guint64 step)
{
  guint64 n_steps = step - MIN (step, self->gesture_start);

  g_autofree char *count = cr_count_to_text (self->is_traveling ? step : n_steps);

  if (self->is_traveling)
    return g_strdup_printf (_("Go to step %s"), count);
  /* Translators: what undo takes back */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Train %s step", "Train %s steps", n_steps), count);
}

/* The snapshot's numbers are those of that version; it may be from before the edit that made the version. */
static void
mark (CrTrainingSession *self, const CrGraph *version, const CrSnapshot *snapshot)
{
  if (self->is_shown && snapshot != NULL && snapshot->state != NULL)
    cr_training_marks_add (self->marks, version, snapshot->state, snapshot->serial < self->least_serial);
}

void
cr_training_session_end_gesture (CrTrainingSession *self)
{
  if (is_in_own_gesture (self))
    {
      mark (self, cr_document_get_graph (self->document), self->snapshot);
      self->is_writing = TRUE;
      cr_document_end_gesture (self->document);
      self->is_writing = FALSE;
    }
  g_clear_pointer (&self->gesture, g_free);
}

/* @before: (nullable): what was shown until now. */
static void
begin_gesture (CrTrainingSession *self, const CrSnapshot *before)
{
  mark (self, cr_document_get_graph (self->document), before);
  self->gesture_start = cr_training_session_get_step (before);
  self->gesture = dup_gesture_name (self, self->gesture_start);
  cr_document_begin_gesture (self->document, self->gesture);
}

static void
name_gesture (CrTrainingSession *self, guint64 step)
{
  g_free (self->gesture);
  self->gesture = dup_gesture_name (self, step);
  cr_document_set_gesture_name (self->document, self->gesture);
}

/* --- Snapshots --- */

/* Shows what was learned; @before: (nullable): what was shown until now. */
static void
show_parameters (CrTrainingSession *self, const CrSnapshot *before)
{
  g_autoptr (CrGraph) learned = NULL;

  if (self->snapshot->parameters == NULL || (self->is_ordered && cr_document_in_gesture (self->document) && !is_in_own_gesture (self)))
    {
      self->is_shown = FALSE;
      return;
    }
  if (self->is_ordered)
    learned = cr_snapshot_commit (self->snapshot, cr_document_get_graph (self->document));
  if (learned != NULL && learned != cr_document_get_graph (self->document))
    {
      self->is_writing = TRUE;
      if (!is_in_own_gesture (self))
        begin_gesture (self, before);
      name_gesture (self, self->snapshot->place.step);
      cr_document_preview (self->document, learned);
      self->is_writing = FALSE;
    }
  self->is_shown = TRUE;
  if (self->snapshot->graph == cr_document_get_graph (self->document) && self->snapshot->place.step == 0)
    mark (self, self->snapshot->graph, self->snapshot);
}

/* While single examples are gone through, the canvas shows the one that is looked at. */
static void
show_example (CrTrainingSession *self)
{
  const CrSnapshot *snapshot = self->snapshot;
  const CrData *data = cr_document_get_data (self->document);

  if (self->grain != CR_RUN_EXAMPLE || snapshot->rows == NULL || snapshot->example >= snapshot->n_rows || data == NULL || data->table == NULL
      || snapshot->rows[snapshot->example] >= cr_table_get_n_examples (data->table))
    return;
  self->is_writing = TRUE;
  cr_document_show_row (self->document, snapshot->rows[snapshot->example]);
  self->is_writing = FALSE;
}

static gboolean
has_stopped (const CrSnapshot *snapshot)
{
  return snapshot->status != CR_RUN_RUNNING && snapshot->status != CR_RUN_PREPARING;
}

static gboolean
on_rest (gpointer data)
{
  CrTrainingSession *self = data;

  self->rest_id = 0;
  if (self->is_traveling)
    cr_training_session_end_gesture (self);
  return G_SOURCE_REMOVE;
}

/* All places that the scrubber goes through until it rests are one undo step. */
static void
rest_soon (CrTrainingSession *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_TIME, on_rest, self);
}

void
cr_training_session_take (CrTrainingSession *session)
{
  g_autoptr (CrSnapshot) snapshot = NULL;
  g_autoptr (CrSnapshot) before = NULL;

  g_return_if_fail (CR_IS_TRAINING_SESSION (session));

  snapshot = session->run != NULL ? cr_run_take (session->run) : NULL;
  if (snapshot == NULL || snapshot->serial < session->least_serial)
    return;
  before = g_steal_pointer (&session->snapshot);
  session->snapshot = g_steal_pointer (&snapshot);
  g_object_ref (session);
  show_parameters (session, before);
  show_example (session);
  if (session->snapshot->serial >= session->last_order && has_stopped (session->snapshot))
    {
      session->is_running = FALSE;
      if (session->is_traveling)
        rest_soon (session);
      else
        cr_training_session_end_gesture (session);
    }
  cr_training_session_tell_changed (session);
  g_object_unref (session);
}

/* --- The document --- */

/* Where the document is at a version that the run was at, the run goes there too; the document has the numbers already. */
static gboolean
go_to_mark (CrTrainingSession *self)
{
  const CrGraph *graph = cr_document_get_graph (self->document);
  gboolean is_edited;
  const CrTrainerState *state = cr_training_marks_find (self->marks, graph, &is_edited);

  if (state == NULL || !cr_training_session_is_wanted (self))
    return FALSE;
  if (self->run == NULL)
    cr_training_session_begin_run (self);
  self->is_running = FALSE;
  self->is_ordered = FALSE;
  self->is_traveling = FALSE;
  cr_training_session_note_turn (self, cr_run_restore (self->run, state));
  if (is_edited)
    cr_training_session_note_turn (self, cr_run_update (self->run, NULL, graph, cr_document_get_data (self->document)));
  return TRUE;
}

static void
on_document_changed (CrTrainingSession *self, const CrGraph *before)
{
  if (self->is_writing || before == cr_document_get_graph (self->document))
    return;
  if (self->gesture != NULL)
    mark (self, before, self->snapshot);
  g_clear_pointer (&self->gesture, g_free);
  if (!go_to_mark (self) && makes_a_difference (before, cr_document_get_graph (self->document)))
    update_run (self, before);
  cr_training_session_tell_changed (self);
}

/* --- The object --- */

static void
cr_training_session_dispose (GObject *object)
{
  CrTrainingSession *self = CR_TRAINING_SESSION (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  cr_training_session_end_run (self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->other_curve, cr_run_curve_unref);
  g_clear_pointer (&self->marks, cr_training_marks_free);
  g_clear_pointer (&self->gesture, g_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_training_session_parent_class)->dispose (object);
}

static void
cr_training_session_class_init (CrTrainingSessionClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cr_training_session_dispose;
  signals[READY] = g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cr_training_session_init (CrTrainingSession *self)
{
  self->marks = cr_training_marks_new ();
  self->grain = CR_RUN_EPOCH;
  self->watched[0] = self->watched[1] = CR_RUN_NOTHING;
  self->speed = 3; /* so that one sees it learn */
}

CrTrainingSession *
cr_training_session_new (CrDocument *document)
{
  CrTrainingSession *self = g_object_new (CR_TYPE_TRAINING_SESSION, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), self);
  if (cr_training_session_is_wanted (self))
    cr_training_session_begin_run (self);
  return self;
}

CrDocument *
cr_training_session_get_document (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), NULL);

  return session->document;
}

const CrSnapshot *
cr_training_session_get_snapshot (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), NULL);

  return session->snapshot;
}

const CrRunCurve *
cr_training_session_get_other_curve (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), NULL);

  return session->other_curve;
}

gboolean
cr_training_session_is_running (CrTrainingSession *session)
{
  g_return_val_if_fail (CR_IS_TRAINING_SESSION (session), FALSE);

  return session->is_running;
}
