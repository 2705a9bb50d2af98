/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on a thread of its own: the thread's side.
 *
 * How this works: between slices of about half a millisecond the thread looks for orders. A slice ends where the recording wants to
 * note something or, where the end of an epoch matters, there. At a bounded speed it sleeps on the queue of orders until the next unit is due.
 */
#include "cr-run-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SLICE 500              /* microseconds */
#define SNAPSHOT_EVERY 8000    /* microseconds; a window takes one a frame */
#define RATE_OVER 250000       /* microseconds over which the speed is measured */
#define MEASURES_SHARE 4       /* a measure is followed by so many times its own time without one */
#define MOST_BEHIND (G_USEC_PER_SEC / 10)

/**
 * Worker: what the thread alone knows.
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
} Worker;

static gboolean
is_running (const Worker *worker)
{
  return worker->wants_to_run && worker->problem == NULL && worker->trainer != NULL;
}

static guint64
get_step (const Worker *worker)
{
  return cr_trainer_get_place (worker->trainer).step;
}

/* --- Snapshots --- */

/* Measures the sets, unless too little time has passed since the last time and nobody insists. */
static void
measure (Worker *worker, gboolean insist)
{
  gint64 now = g_get_monotonic_time ();

  if (worker->is_measured && (worker->measured_step == get_step (worker) || (!insist && now < worker->measure_again)))
    return;
  worker->measure = cr_trainer_measure (worker->trainer);
  worker->measured_step = get_step (worker);
  worker->is_measured = TRUE;
  worker->measure_again = now + (1 + MEASURES_SHARE) * (g_get_monotonic_time () - now);
}

static CrRunStatus
get_status (const Worker *worker)
{
  if (worker->problem != NULL)
    return CR_RUN_FAILED;
  if (worker->trainer == NULL)
    return CR_RUN_PREPARING;
  return worker->wants_to_run ? CR_RUN_RUNNING : worker->end != CR_END_NONE ? CR_RUN_ENDED : CR_RUN_PAUSED;
}

static char *
describe_end (const Worker *worker)
{
  guint64 epoch = cr_trainer_get_place (worker->trainer).epoch;

  switch (worker->end)
    {
    case CR_END_LOSS:
      return g_strdup_printf (_("the loss that was to be reached is reached after %" G_GUINT64_FORMAT " epochs"), epoch);
    case CR_END_ACCURACY:
      return g_strdup_printf (_("the accuracy that was to be reached is reached after %" G_GUINT64_FORMAT " epochs"), epoch);
    case CR_END_PATIENCE:
      return g_strdup_printf (_("stopped after %" G_GUINT64_FORMAT " epochs: the loss has not become better for a while"), epoch);
    case CR_END_NOT_FINITE:
      return cr_trainer_describe_trouble (worker->trainer);
    case CR_END_EPOCHS:
    case CR_END_NONE:
      break;
    }
  return NULL;
}

/* The way of the watched parameters over the states that are recorded up to here, and to where they are now. */
static void
fill_path (const Worker *worker, CrSnapshot *snapshot)
{
  if (MAX (worker->watched[0], worker->watched[1]) >= snapshot->n_parameters)
    return;
  snapshot->path = g_new (double, 2 * (snapshot->n_recorded + 1));
  snapshot->n_path = cr_recording_get_path (worker->recording, worker->watched[0], worker->watched[1], get_step (worker), snapshot->path);
  for (guint i = 0; i < 2; i++)
    snapshot->path[2 * snapshot->n_path + i] = snapshot->parameters[worker->watched[i]];
  snapshot->n_path++;
}

static void
fill_snapshot (Worker *worker, CrSnapshot *snapshot)
{
  CrTrainer *trainer = worker->trainer;
  const double *parameters = cr_trainer_get_parameters (trainer, &snapshot->n_parameters);
  const guint32 *rows = cr_trainer_get_next_rows (trainer, &snapshot->n_rows);
  const CrData *data = cr_trainer_get_data (trainer);

  snapshot->graph = cr_graph_ref (cr_trainer_get_graph (trainer));
  snapshot->data = data != NULL ? cr_data_ref (data) : NULL;
  snapshot->trouble = *cr_trainer_get_trouble (trainer);
  snapshot->place = cr_trainer_get_place (trainer);
  snapshot->rows = g_memdup2 (rows, snapshot->n_rows * sizeof (guint32));
  snapshot->example = MIN (worker->example, snapshot->n_rows > 0 ? snapshot->n_rows - 1 : 0);
  snapshot->measure = worker->measure;
  snapshot->measured_step = worker->measured_step;
  snapshot->table = cr_parameter_table_ref (cr_trainer_get_table (trainer));
  snapshot->parameters = g_new (double, snapshot->n_parameters + 1);
  memcpy (snapshot->parameters, parameters, snapshot->n_parameters * sizeof (double));
  snapshot->initial = g_atomic_rc_box_acquire ((double *) cr_trainer_get_initial (trainer));
  snapshot->last_step = MAX (snapshot->place.step, cr_recording_get_last_step (worker->recording));
  snapshot->n_recorded = cr_recording_get_n_states (worker->recording);
  fill_path (worker, snapshot);
}

static void
publish (Worker *worker)
{
  CrSnapshot *snapshot = g_atomic_rc_box_new0 (CrSnapshot);

  snapshot->serial = worker->serial;
  snapshot->status = get_status (worker);
  snapshot->end = worker->end;
  if (worker->trainer != NULL)
    {
      measure (worker, !is_running (worker));
      fill_snapshot (worker, snapshot);
      snapshot->message = describe_end (worker);
      snapshot->steps_per_second = is_running (worker) ? worker->rate : 0;
    }
  if (worker->problem != NULL)
    {
      g_free (snapshot->message);
      snapshot->message = g_strdup (worker->problem->message);
    }
  snapshot->curve = cr_recording_get_curve (worker->recording);
  worker->published = g_get_monotonic_time ();
  cr_run_publish (worker->run, snapshot);
}

/* --- Going on --- */

static void
stop (Worker *worker, CrEnd end)
{
  worker->wants_to_run = FALSE;
  worker->end = end;
  if (end != CR_END_NONE && worker->trainer != NULL)
    cr_recording_note_end (worker->recording, worker->trainer);
}

static void
note (Worker *worker)
{
  if (get_step (worker) >= cr_recording_get_next_step (worker->recording))
    cr_recording_note (worker->recording, worker->trainer);
}

/* The end of an epoch: whether the run ends with it. */
static void
finish_epoch (Worker *worker)
{
  CrTrainerPlace place = cr_trainer_get_place (worker->trainer);
  CrEnd end = CR_END_NONE;

  if (place.batch != 0)
    return;
  if (cr_trainer_has_stop (worker->trainer))
    {
      measure (worker, TRUE);
      end = cr_trainer_check_stop (worker->trainer, &worker->measure);
    }
  if (end == CR_END_NONE && worker->last_epoch > 0 && place.epoch >= worker->last_epoch)
    end = CR_END_EPOCHS;
  if (end != CR_END_NONE && worker->wants_to_run)
    stop (worker, end);
}

/* How many steps can be made at once before something has to be looked at; @most at most. */
static guint64
count_steps (const Worker *worker, guint64 most)
{
  CrTrainerPlace place = cr_trainer_get_place (worker->trainer);
  guint64 next_note = cr_recording_get_next_step (worker->recording);

  if (next_note > place.step)
    most = MIN (most, next_note - place.step);
  if (cr_trainer_has_stop (worker->trainer) || worker->last_epoch > 0)
    most = MIN (most, place.n_batches - place.batch);
  return MAX (most, 1);
}

/* Makes up to @n steps; FALSE where the run has ended before. */
static gboolean
make_steps (Worker *worker, guint64 n)
{
  while (n > 0)
    {
      guint64 some = count_steps (worker, n);

      worker->example = 0;
      if (cr_trainer_run (worker->trainer, some) < some)
        {
          stop (worker, CR_END_NOT_FINITE);
          return FALSE;
        }
      n -= some;
      note (worker);
      if (cr_trainer_get_place (worker->trainer).batch == 0)
        {
          gboolean was_running = worker->wants_to_run;

          finish_epoch (worker);
          if (was_running && !worker->wants_to_run)
            return FALSE;
        }
    }
  return TRUE;
}

static void
make_unit (Worker *worker, CrRunUnit unit)
{
  CrTrainerPlace place = cr_trainer_get_place (worker->trainer);
  guint32 n_rows;

  cr_trainer_get_next_rows (worker->trainer, &n_rows);
  if (unit == CR_RUN_EXAMPLE && worker->example + 1 < n_rows)
    worker->example++;
  else
    make_steps (worker, unit == CR_RUN_EPOCH ? place.n_batches - place.batch : 1);
}

static void
measure_rate (Worker *worker)
{
  gint64 now = g_get_monotonic_time ();

  if (now - worker->rate_since < RATE_OVER)
    return;
  worker->rate = (double) (get_step (worker) - worker->rate_step) * G_USEC_PER_SEC / (now - worker->rate_since);
  worker->rate_since = now;
  worker->rate_step = get_step (worker);
}

static void
run_slice (Worker *worker)
{
  guint64 n = MAX (1, (guint64) worker->steps_per_slice);
  gint64 began = g_get_monotonic_time (), took;

  make_steps (worker, n);
  took = MAX (1, g_get_monotonic_time () - began);
  worker->steps_per_slice = CLAMP (worker->steps_per_slice * SLICE / took, worker->steps_per_slice / 2, worker->steps_per_slice * 2);
  worker->steps_per_slice = CLAMP (worker->steps_per_slice, 1, 1e6);
}

/* Makes the units that are due; when the next one is. */
static void
run_due (Worker *worker)
{
  double period = G_USEC_PER_SEC / worker->speed;
  gint64 began = g_get_monotonic_time ();

  worker->due = MAX (worker->due, began - MOST_BEHIND);
  while (worker->wants_to_run && worker->due <= began && g_get_monotonic_time () < began + 4 * SLICE)
    {
      make_unit (worker, worker->unit);
      worker->due += MAX (1, (gint64) period);
    }
}

/* --- Orders --- */

static void
forget_measure (Worker *worker)
{
  worker->is_measured = FALSE;
  worker->example = 0;
}

static void
start (Worker *worker, guint64 epochs)
{
  worker->wants_to_run = TRUE;
  worker->end = CR_END_NONE;
  worker->last_epoch = 0;
  worker->rate = 0;
  worker->rate_since = worker->due = g_get_monotonic_time ();
  if (worker->trainer == NULL)
    return;
  worker->rate_step = get_step (worker);
  if (epochs > 0)
    worker->last_epoch = cr_trainer_get_place (worker->trainer).epoch + epochs;
}

static void
take_version (Worker *worker, const CrOrder *order)
{
  g_clear_error (&worker->problem);
  if (worker->trainer == NULL)
    {
      worker->trainer = cr_trainer_new (order->graph, order->data, &worker->problem);
      if (worker->trainer != NULL)
        cr_recording_note (worker->recording, worker->trainer);
    }
  else
    {
      /* Versions that could not be trained lie between: what they changed is seen from the one before them. */
      const CrGraph *before = order->before != NULL && worker->basis != NULL ? worker->basis : order->before;

      if (cr_trainer_update (worker->trainer, before, order->graph, order->data, &worker->problem))
        cr_recording_note_update (worker->recording, worker->trainer);
    }
  forget_measure (worker);
  if (worker->problem == NULL)
    g_clear_pointer (&worker->basis, cr_graph_unref);
  else if (worker->basis == NULL && order->before != NULL)
    worker->basis = cr_graph_ref (order->before);
}

/* Takes what lies in the queue; whether an order waits that makes a seek pointless. */
static gboolean
is_overtaken (Worker *worker)
{
  CrOrder *order;
  const CrOrder *next;

  while ((order = g_async_queue_try_pop (worker->run->orders)) != NULL)
    g_queue_push_tail (&worker->pending, order);
  next = g_queue_peek_head (&worker->pending);
  return next != NULL && (next->kind == CR_ORDER_SEEK || next->kind == CR_ORDER_RESET || next->kind == CR_ORDER_QUIT);
}

/* Up to @n steps again, as they were made the first time; FALSE where one cannot be. */
static gboolean
replay (Worker *worker, guint64 n)
{
  CrTrainerPlace place = cr_trainer_get_place (worker->trainer);

  if (!cr_trainer_has_stop (worker->trainer))
    return cr_trainer_run (worker->trainer, n) == n;
  n = MIN (n, place.n_batches - place.batch);
  if (cr_trainer_run (worker->trainer, n) < n)
    return FALSE;
  finish_epoch (worker);
  return TRUE;
}

static void
seek (Worker *worker, guint64 step)
{
  guint64 last = MAX (get_step (worker), cr_recording_get_last_step (worker->recording));
  gboolean can;

  step = MIN (step, last);
  can = cr_recording_can_replay (worker->recording, step);
  if (get_step (worker) == step)
    return;

  const CrTrainerState *state = can ? cr_recording_find_before (worker->recording, step)
                                    : cr_recording_find_nearest (worker->recording, step);
  gint64 began = g_get_monotonic_time ();

  if (state == NULL)
    return;
  cr_trainer_restore (worker->trainer, state);
  forget_measure (worker);
  while (can && get_step (worker) < step && !is_overtaken (worker))
    {
      guint64 n = MIN (step - get_step (worker), MAX (1, (guint64) worker->steps_per_slice));

      if (g_get_monotonic_time () - began > 2 * SNAPSHOT_EVERY)
        {
          publish (worker);
          began = G_MAXINT64 / 2;
        }
      if (!replay (worker, n))
        break;
    }
}

/* What comes now is another run, whatever was changed since the last one began. */
static void
reset (Worker *worker)
{
  stop (worker, CR_END_NONE);
  if (worker->trainer == NULL)
    return;
  cr_trainer_reset (worker->trainer);
  forget_measure (worker);
  cr_recording_clear (worker->recording);
  cr_recording_note (worker->recording, worker->trainer);
}

static void
carry_out (Worker *worker, const CrOrder *order)
{
  worker->serial = order->serial;
  switch (order->kind)
    {
    case CR_ORDER_START:
      start (worker, order->number);
      break;
    case CR_ORDER_PAUSE:
      worker->wants_to_run = FALSE;
      break;
    case CR_ORDER_ADVANCE:
      stop (worker, CR_END_NONE);
      worker->last_epoch = 0;
      if (worker->trainer != NULL && worker->problem == NULL)
        make_unit (worker, order->unit);
      break;
    case CR_ORDER_SPEED:
      worker->unit = order->unit;
      worker->speed = order->speed;
      worker->due = g_get_monotonic_time ();
      break;
    case CR_ORDER_UPDATE:
      take_version (worker, order);
      break;
    case CR_ORDER_RESET:
      reset (worker);
      break;
    case CR_ORDER_SEEK:
      stop (worker, CR_END_NONE);
      if (worker->trainer != NULL)
        seek (worker, order->number);
      break;
    case CR_ORDER_WATCH:
      memcpy (worker->watched, order->watched, sizeof worker->watched);
      break;
    case CR_ORDER_QUIT:
      worker->must_quit = TRUE;
      break;
    }
}

/* The next order: at once where it runs unbounded, when the next unit is due, or whenever one comes. NULL where none came. */
static CrOrder *
wait_for_order (Worker *worker)
{
  gint64 now = g_get_monotonic_time ();

  if (!g_queue_is_empty (&worker->pending))
    return g_queue_pop_head (&worker->pending);
  if (!is_running (worker))
    return g_async_queue_pop (worker->run->orders);
  if (worker->speed == CR_RUN_UNBOUNDED || worker->due <= now)
    return g_async_queue_try_pop (worker->run->orders);
  return g_async_queue_timeout_pop (worker->run->orders, worker->due - now);
}

/* Nothing more to carry out at once: what came of it all is shown. */
static gboolean
has_more_orders (Worker *worker)
{
  return !g_queue_is_empty (&worker->pending) || g_async_queue_length (worker->run->orders) > 0;
}

static void
go_on (Worker *worker)
{
  gint64 now;
  gboolean is_slow = worker->speed != CR_RUN_UNBOUNDED && G_USEC_PER_SEC / worker->speed > SNAPSHOT_EVERY;

  if (worker->speed == CR_RUN_UNBOUNDED)
    run_slice (worker);
  else
    run_due (worker);
  measure_rate (worker);
  now = g_get_monotonic_time ();
  if (!is_running (worker) || is_slow || (now - worker->published >= SNAPSHOT_EVERY && cr_run_is_taken (worker->run)))
    publish (worker);
}

gpointer
cr_run_thread (gpointer data)
{
  Worker worker = { .run = data, .recording = cr_recording_new (CR_RECORDING_STANDARD_BYTES), .steps_per_slice = 1,
                    .watched = { CR_RUN_NOTHING, CR_RUN_NOTHING } };

  g_queue_init (&worker.pending);
  while (!worker.must_quit)
    {
      g_autoptr (CrOrder) order = wait_for_order (&worker);

      if (order != NULL)
        {
          carry_out (&worker, order);
          if (!worker.must_quit && !has_more_orders (&worker))
            publish (&worker);
        }
      else if (is_running (&worker) && (worker.speed == CR_RUN_UNBOUNDED || worker.due <= g_get_monotonic_time ()))
        go_on (&worker);
    }
  g_queue_clear_full (&worker.pending, (GDestroyNotify) cr_order_free);
  g_clear_pointer (&worker.trainer, cr_trainer_free);
  g_clear_pointer (&worker.basis, cr_graph_unref);
  g_clear_error (&worker.problem);
  cr_recording_free (worker.recording);
  cr_run_unref (worker.run);
  return NULL;
}
