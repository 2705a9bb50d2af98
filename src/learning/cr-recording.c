/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run, recorded: states to go back to, and curves. Its memory is bounded, however long the run is. */
#include "cr-recording.h"

#include <string.h>

/* So many are looked at within microseconds. */
#define FEW_EXAMPLES 5000

/**
 * Kept: a state, and the steps that can be reached from it by replaying.
 * @version: which version it is of, counted from 0: replaying goes no further than the version does
 * @is_first: whether it is the first of its version, which is thinned out only when there are too many of these
 */
typedef struct
{
  CrTrainerState *state;
  guint64 step;
  guint version;
  gboolean is_first;
} Kept;

struct _CrRecording
{
  gsize most_bytes;
  GArray *states; /* of Kept, ascending */
  gsize n_bytes;
  guint64 stride;
  guint64 reached; /* the last step that the run was at, as far as was noted; it may lie behind every state and point */
  guint version;
  GArray *points; /* of CrRunPoint, ascending */
  guint64 point_stride;
  gboolean has_end; /* the last point is one of cr_recording_note_end() */
  CrRunCurve *curve;
};

/* --- Curves --- */

CrRunCurve *
cr_run_curve_ref (const CrRunCurve *curve)
{
  return g_atomic_rc_box_acquire ((CrRunCurve *) curve);
}

void
cr_run_curve_unref (CrRunCurve *curve)
{
  g_atomic_rc_box_release (curve);
}

const CrRunPoint *
cr_run_curve_find (const CrRunCurve *curve, guint64 step)
{
  guint low = 0, high = curve->n_points;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (curve->points[middle].step <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &curve->points[low - 1] : NULL;
}

CrRunCurve *
cr_recording_get_curve (CrRecording *recording)
{
  guint n = recording->points->len;

  if (recording->curve == NULL)
    {
      recording->curve = g_atomic_rc_box_alloc0 (sizeof (CrRunCurve) + n * sizeof (CrRunPoint));
      recording->curve->n_points = n;
      if (n > 0)
        memcpy (recording->curve->points, recording->points->data, n * sizeof (CrRunPoint));
    }
  return cr_run_curve_ref (recording->curve);
}

/* --- Making and freeing --- */

static void
kept_clear (Kept *kept)
{
  g_clear_pointer (&kept->state, cr_trainer_state_unref);
}

CrRecording *
cr_recording_new (gsize most_bytes)
{
  CrRecording *recording = g_new0 (CrRecording, 1);

  recording->most_bytes = most_bytes;
  recording->states = g_array_new (FALSE, TRUE, sizeof (Kept));
  g_array_set_clear_func (recording->states, (GDestroyNotify) kept_clear);
  recording->points = g_array_new (FALSE, TRUE, sizeof (CrRunPoint));
  cr_recording_clear (recording);
  return recording;
}

void
cr_recording_free (CrRecording *recording)
{
  g_array_unref (recording->states);
  g_array_unref (recording->points);
  g_clear_pointer (&recording->curve, cr_run_curve_unref);
  g_free (recording);
}

void
cr_recording_clear (CrRecording *recording)
{
  g_array_set_size (recording->states, 0);
  g_array_set_size (recording->points, 0);
  g_clear_pointer (&recording->curve, cr_run_curve_unref);
  recording->n_bytes = 0;
  recording->stride = recording->point_stride = 1;
  recording->reached = 0;
  recording->version = 0;
  recording->has_end = FALSE;
}

static Kept *
get_kept (const CrRecording *recording, guint i)
{
  return &g_array_index (recording->states, Kept, i);
}

static CrRunPoint *
get_point (const CrRecording *recording, guint i)
{
  return &g_array_index (recording->points, CrRunPoint, i);
}

/* --- Thinning out --- */

static gboolean
has_room (const CrRecording *recording)
{
  return recording->states->len <= CR_RECORDING_MOST_STATES &&
         (recording->n_bytes <= recording->most_bytes || recording->states->len <= 2);
}

/* Keeps those on the stride and the first of every version; with @also_firsts only every other one of all. */
static void
thin_states (CrRecording *recording, gboolean also_firsts)
{
  guint n = 0;

  for (guint i = 0; i < recording->states->len; i++)
    {
      Kept *kept = get_kept (recording, i);
      gboolean stays = also_firsts ? i % 2 == 0 : kept->is_first || kept->step % recording->stride == 0;

      if (stays)
        {
          *get_kept (recording, n++) = *kept;
          continue;
        }
      recording->n_bytes -= cr_trainer_state_get_size (kept->state);
      kept_clear (kept);
    }
  memset (get_kept (recording, n), 0, (recording->states->len - n) * sizeof (Kept));
  g_array_set_size (recording->states, n);
}

static void
make_room (CrRecording *recording)
{
  while (!has_room (recording))
    {
      guint before = recording->states->len;

      recording->stride *= 2;
      thin_states (recording, FALSE);
      if (recording->states->len > before * 3 / 4 && !has_room (recording))
        thin_states (recording, TRUE);
    }
}

static void
thin_points (CrRecording *recording)
{
  guint n = 0;

  recording->point_stride *= 2;
  for (guint i = 0; i < recording->points->len; i++)
    if (get_point (recording, i)->step % recording->point_stride == 0)
      *get_point (recording, n++) = *get_point (recording, i);
  g_array_set_size (recording->points, n);
}

/* --- Noting --- */

static void
keep_state (CrRecording *recording, CrTrainer *trainer, gboolean is_first)
{
  Kept kept = { cr_trainer_save (trainer), cr_trainer_get_place (trainer).step, recording->version, is_first };

  recording->n_bytes += cr_trainer_state_get_size (kept.state);
  g_array_append_val (recording->states, kept);
  make_room (recording);
}

static void
drop_end (CrRecording *recording)
{
  if (!recording->has_end)
    return;
  g_array_set_size (recording->points, recording->points->len - 1);
  g_clear_pointer (&recording->curve, cr_run_curve_unref);
  recording->has_end = FALSE;
}

static void
add_point (CrRecording *recording, CrTrainer *trainer)
{
  CrTrainerPlace place = cr_trainer_get_place (trainer);
  CrRunPoint point = { place.step, place.epoch + (double) place.batch / place.n_batches, cr_trainer_measure (trainer) };

  g_array_append_val (recording->points, point);
  if (recording->points->len > CR_RECORDING_MOST_POINTS)
    thin_points (recording);
  g_clear_pointer (&recording->curve, cr_run_curve_unref);
}

static guint64
get_last_state_step (const CrRecording *recording)
{
  return recording->states->len > 0 ? get_kept (recording, recording->states->len - 1)->step : 0;
}

static guint64
get_last_point_step (const CrRecording *recording)
{
  guint n = recording->points->len - recording->has_end;

  return recording->points->len > 0 && n > 0 ? get_point (recording, n - 1)->step : 0;
}

/* The first multiple of @stride after @step. */
static guint64
get_next (guint64 step, guint64 stride)
{
  return (step / stride + 1) * stride;
}

guint64
cr_recording_get_next_step (const CrRecording *recording)
{
  if (recording->states->len == 0)
    return 0;
  return MIN (get_next (get_last_state_step (recording), recording->stride),
              get_next (get_last_point_step (recording), recording->point_stride));
}

/* So many steps between points at first that looking at every example each time takes a small part of the run. */
static guint64
choose_point_stride (CrTrainer *trainer)
{
  const CrData *data = cr_trainer_get_data (trainer);
  guint64 n_examples = data != NULL ? data->split.n_rows : 1;
  guint32 batch_size;

  cr_trainer_get_next_rows (trainer, &batch_size);
  return n_examples <= FEW_EXAMPLES ? 1 : 1 + n_examples / MAX (batch_size, 1);
}

void
cr_recording_note (CrRecording *recording, CrTrainer *trainer)
{
  guint64 step = cr_trainer_get_place (trainer).step;

  if (recording->states->len == 0)
    {
      recording->point_stride = choose_point_stride (trainer);
      keep_state (recording, trainer, TRUE);
      add_point (recording, trainer);
      return;
    }
  if (step > get_last_state_step (recording) && step % recording->stride == 0)
    keep_state (recording, trainer, FALSE);
  if (step > get_last_point_step (recording) && step % recording->point_stride == 0)
    {
      drop_end (recording);
      add_point (recording, trainer);
    }
}

void
cr_recording_note_update (CrRecording *recording, CrTrainer *trainer)
{
  guint64 step = cr_trainer_get_place (trainer).step;
  guint n_states = recording->states->len, n_points;

  drop_end (recording);
  while (n_states > 0 && get_kept (recording, n_states - 1)->step >= step)
    recording->n_bytes -= cr_trainer_state_get_size (get_kept (recording, --n_states)->state);
  g_array_set_size (recording->states, n_states);
  for (n_points = recording->points->len; n_points > 0 && get_point (recording, n_points - 1)->step >= step;)
    n_points--;
  g_array_set_size (recording->points, n_points);
  g_clear_pointer (&recording->curve, cr_run_curve_unref);
  recording->reached = step;
  recording->version++;
  keep_state (recording, trainer, TRUE);
  add_point (recording, trainer); /* what was reached is another number with other data or weights: the curves go there */
  recording->has_end = step % recording->point_stride != 0 && get_point (recording, recording->points->len - 1)->step == step;
}

void
cr_recording_note_end (CrRecording *recording, CrTrainer *trainer)
{
  guint64 step = cr_trainer_get_place (trainer).step;

  drop_end (recording);
  if (recording->points->len == 0 || step <= get_last_point_step (recording))
    return;
  add_point (recording, trainer);
  recording->has_end = get_last_point_step (recording) == step;
}

void
cr_recording_note_reached (CrRecording *recording, const CrTrainer *trainer)
{
  recording->reached = MAX (recording->reached, cr_trainer_get_place (trainer).step);
}

/* --- Asking --- */

guint64
cr_recording_get_last_step (const CrRecording *recording)
{
  guint64 last_point = recording->points->len > 0 ? get_point (recording, recording->points->len - 1)->step : 0;

  return MAX (MAX (get_last_state_step (recording), last_point), recording->reached);
}

guint
cr_recording_get_n_states (const CrRecording *recording)
{
  return recording->states->len;
}

gsize
cr_recording_get_size (const CrRecording *recording)
{
  return recording->n_bytes + recording->states->len * sizeof (Kept) + recording->points->len * sizeof (CrRunPoint);
}

/* The place of the last state at or before @step; -1 where there is none. */
static int
find_before (const CrRecording *recording, guint64 step)
{
  int low = 0, high = recording->states->len;

  while (low < high)
    {
      int middle = (low + high) / 2;

      if (get_kept (recording, middle)->step <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low - 1;
}

const CrTrainerState *
cr_recording_find_before (const CrRecording *recording, guint64 step)
{
  int i = find_before (recording, step);

  return i >= 0 ? get_kept (recording, i)->state : NULL;
}

const CrTrainerState *
cr_recording_find_nearest (const CrRecording *recording, guint64 step)
{
  int i = find_before (recording, step);

  if (i + 1 < (int) recording->states->len &&
      (i < 0 || get_kept (recording, i + 1)->step - step < step - get_kept (recording, i)->step))
    i++;
  return i >= 0 ? get_kept (recording, i)->state : NULL;
}

gboolean
cr_recording_can_replay (const CrRecording *recording, guint64 step)
{
  int i = find_before (recording, step);

  if (i < 0 || step > cr_recording_get_last_step (recording))
    return FALSE;
  /* Where the first state of the next version is gone, nobody knows how far this one goes. */
  return i + 1 == (int) recording->states->len || get_kept (recording, i + 1)->version == get_kept (recording, i)->version ||
         get_kept (recording, i + 1)->is_first;
}

/* Whether the recording has the trainer's step, of its version and run. */
static gboolean
has_step (const CrRecording *recording, const CrTrainer *trainer)
{
  guint64 step = cr_trainer_get_place (trainer).step;
  const CrTrainerState *before = cr_recording_can_replay (recording, step) ? cr_recording_find_before (recording, step) : NULL;

  return before != NULL && cr_trainer_state_is_of (before, trainer);
}

void
cr_recording_note_restored (CrRecording *recording, CrTrainer *trainer)
{
  const CrTrainerState *first = recording->states->len > 0 ? get_kept (recording, 0)->state : NULL;

  if (has_step (recording, trainer))
    return;
  if (first != NULL && cr_trainer_state_get_run (first) == cr_trainer_get_run (trainer))
    {
      cr_recording_note_update (recording, trainer);
      return;
    }
  cr_recording_clear (recording);
  cr_recording_note (recording, trainer);
}

gboolean
cr_recording_seek (CrRecording *recording, CrTrainer *trainer, guint64 step)
{
  gboolean can = cr_recording_can_replay (recording, step);
  const CrTrainerState *state = can ? cr_recording_find_before (recording, step) : cr_recording_find_nearest (recording, step);

  if (state == NULL)
    return FALSE;
  cr_trainer_restore (trainer, state);
  if (!can)
    return FALSE;

  guint64 missing = step - cr_trainer_get_place (trainer).step;

  return cr_trainer_run (trainer, missing) == missing;
}

guint
cr_recording_get_path (const CrRecording *recording, gsize first, gsize second, guint64 step, double *path)
{
  guint n = 0;

  for (guint i = 0; i < recording->states->len; i++)
    {
      const Kept *kept = get_kept (recording, i);
      gsize n_parameters;
      const double *parameters = cr_trainer_state_get_parameters (kept->state, &n_parameters);

      if (kept->version != recording->version || kept->step >= step || MAX (first, second) >= n_parameters)
        continue;
      path[2 * n] = parameters[first];
      path[2 * n + 1] = parameters[second];
      n++;
    }
  return n;
}
