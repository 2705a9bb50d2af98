/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on a thread of its own: the thread's side.
 *
 * How this works: between slices of about half a millisecond the thread looks for orders. A slice ends where the recording wants to
 * note something or, where the end of an epoch matters, there. At a bounded speed it sleeps on the queue of orders until the next unit is due.
 */
#include "cr-run-worker.h"

#include <string.h>

#define SLICE 500              /* microseconds */
#define SNAPSHOT_EVERY 8000    /* microseconds; a window takes one a frame */
#define RATE_OVER 250000       /* microseconds over which the speed is measured */
#define MOST_BEHIND (G_USEC_PER_SEC / 10)

/* --- Going on --- */

static void
stop (CrRunWorker *worker, CrEnd end)
{
  worker->wants_to_run = FALSE;
  worker->end = end;
  if (end != CR_END_NONE && worker->trainer != NULL)
    cr_recording_note_end (worker->recording, worker->trainer);
}

static void
note (CrRunWorker *worker)
{
  if (cr_run_worker_get_step (worker) >= cr_recording_get_next_step (worker->recording))
    cr_recording_note (worker->recording, worker->trainer);
}

/* The epoch with which the run ends, or 0. One that goes on behind the epochs of its training has no such end. */
static guint64
get_last_epoch (const CrRunWorker *worker, guint64 epoch)
{
  guint64 epochs = worker->last_epoch > 0 ? worker->last_epoch : cr_trainer_get_epochs (worker->trainer);

  return epochs > epoch ? epochs : 0;
}

/* The end of an epoch: whether the run ends with it. */
static void
finish_epoch (CrRunWorker *worker)
{
  CrTrainerPlace place = cr_trainer_get_place (worker->trainer);
  CrEnd end = CR_END_NONE;

  if (place.batch != 0)
    return;
  if (cr_trainer_has_stop (worker->trainer))
    {
      cr_run_worker_measure (worker, TRUE);
      end = cr_trainer_check_stop (worker->trainer, &worker->measure);
    }
  if (end == CR_END_NONE && place.epoch == get_last_epoch (worker, place.epoch - 1))
    end = CR_END_EPOCHS;
  if (end != CR_END_NONE && worker->wants_to_run)
    stop (worker, end);
}

/* How many steps can be made at once before something has to be looked at; @most at most. */
static guint64
count_steps (const CrRunWorker *worker, guint64 most)
{
  CrTrainerPlace place = cr_trainer_get_place (worker->trainer);
  guint64 next_note = cr_recording_get_next_step (worker->recording);
  guint64 last_epoch = get_last_epoch (worker, place.epoch);

  if (next_note > place.step)
    most = MIN (most, next_note - place.step);
  if (last_epoch > 0)
    most = MIN (most, (last_epoch - place.epoch) * place.n_batches - place.batch);
  if (cr_trainer_has_stop (worker->trainer))
    most = MIN (most, place.n_batches - place.batch);
  return MAX (most, 1);
}

/* Makes up to @n steps; FALSE where the run has ended before. */
static gboolean
make_steps (CrRunWorker *worker, guint64 n)
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
make_unit (CrRunWorker *worker, CrRunUnit unit)
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
measure_rate (CrRunWorker *worker)
{
  gint64 now = g_get_monotonic_time ();

  if (now - worker->rate_since < RATE_OVER)
    return;
  worker->rate = (double) (cr_run_worker_get_step (worker) - worker->rate_step) * G_USEC_PER_SEC / (now - worker->rate_since);
  worker->rate_since = now;
  worker->rate_step = cr_run_worker_get_step (worker);
}

static void
run_slice (CrRunWorker *worker)
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
run_due (CrRunWorker *worker)
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
forget_measure (CrRunWorker *worker)
{
  worker->is_measured = FALSE;
  worker->example = 0;
}

static void
start (CrRunWorker *worker, guint64 epochs)
{
  worker->wants_to_run = TRUE;
  worker->end = CR_END_NONE;
  worker->last_epoch = 0;
  worker->rate = 0;
  worker->rate_since = worker->due = g_get_monotonic_time ();
  if (worker->trainer == NULL)
    return;
  worker->rate_step = cr_run_worker_get_step (worker);
  if (epochs > 0)
    worker->last_epoch = cr_trainer_get_place (worker->trainer).epoch + epochs;
}

static void
take_version (CrRunWorker *worker, const CrOrder *order)
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
is_overtaken (CrRunWorker *worker)
{
  CrOrder *order;
  const CrOrder *next;

  while ((order = g_async_queue_try_pop (worker->run->orders)) != NULL)
    g_queue_push_tail (&worker->pending, order);
  next = g_queue_peek_head (&worker->pending);
  return next != NULL && (next->kind == CR_ORDER_SEEK || next->kind == CR_ORDER_RESET || next->kind == CR_ORDER_RESTORE || next->kind == CR_ORDER_QUIT);
}

/* Up to @n steps again, as they were made the first time; FALSE where one cannot be. */
static gboolean
replay (CrRunWorker *worker, guint64 n)
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
seek (CrRunWorker *worker, guint64 step)
{
  guint64 last = MAX (cr_run_worker_get_step (worker), cr_recording_get_last_step (worker->recording));
  gboolean can;

  step = MIN (step, last);
  can = cr_recording_can_replay (worker->recording, step);
  if (cr_run_worker_get_step (worker) == step)
    return;

  const CrTrainerState *state = can ? cr_recording_find_before (worker->recording, step)
                                    : cr_recording_find_nearest (worker->recording, step);
  gint64 began = g_get_monotonic_time ();

  if (state == NULL)
    return;
  cr_recording_note_reached (worker->recording, worker->trainer);
  cr_trainer_restore (worker->trainer, state);
  forget_measure (worker);
  while (can && cr_run_worker_get_step (worker) < step && !is_overtaken (worker))
    {
      guint64 n = MIN (step - cr_run_worker_get_step (worker), MAX (1, (guint64) worker->steps_per_slice));

      if (g_get_monotonic_time () - began > 2 * SNAPSHOT_EVERY)
        {
          cr_run_worker_publish (worker);
          began = G_MAXINT64 / 2;
        }
      if (!replay (worker, n))
        break;
    }
}

/* The version given last, which may be one that cannot be trained, is not what counts any more. */
static void
restore (CrRunWorker *worker, const CrTrainerState *state)
{
  stop (worker, CR_END_NONE);
  if (worker->trainer == NULL)
    return;
  cr_recording_note_reached (worker->recording, worker->trainer);
  cr_trainer_restore (worker->trainer, state);
  cr_recording_note_restored (worker->recording, worker->trainer);
  g_clear_error (&worker->problem);
  g_clear_pointer (&worker->basis, cr_graph_unref);
  forget_measure (worker);
}

/* What comes now is another run, whatever was changed since the last one began. */
static void
reset (CrRunWorker *worker)
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
carry_out (CrRunWorker *worker, const CrOrder *order)
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
    case CR_ORDER_RESTORE:
      restore (worker, order->state);
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
wait_for_order (CrRunWorker *worker)
{
  gint64 now = g_get_monotonic_time ();

  if (!g_queue_is_empty (&worker->pending))
    return g_queue_pop_head (&worker->pending);
  if (!cr_run_worker_is_running (worker))
    return g_async_queue_pop (worker->run->orders);
  if (worker->speed == CR_RUN_UNBOUNDED || worker->due <= now)
    return g_async_queue_try_pop (worker->run->orders);
  return g_async_queue_timeout_pop (worker->run->orders, worker->due - now);
}

/* Nothing more to carry out at once: what came of it all is shown. */
static gboolean
has_more_orders (CrRunWorker *worker)
{
  return !g_queue_is_empty (&worker->pending) || g_async_queue_length (worker->run->orders) > 0;
}

static void
go_on (CrRunWorker *worker)
{
  gint64 now;
  gboolean is_slow = worker->speed != CR_RUN_UNBOUNDED && G_USEC_PER_SEC / worker->speed > SNAPSHOT_EVERY;

  if (worker->speed == CR_RUN_UNBOUNDED)
    run_slice (worker);
  else
    run_due (worker);
  measure_rate (worker);
  now = g_get_monotonic_time ();
  if (!cr_run_worker_is_running (worker) || is_slow || (now - worker->published >= SNAPSHOT_EVERY && cr_run_is_taken (worker->run)))
    cr_run_worker_publish (worker);
}

gpointer
cr_run_thread (gpointer data)
{
  CrRunWorker worker = { .run = data, .recording = cr_recording_new (CR_RECORDING_STANDARD_BYTES), .steps_per_slice = 1,
                    .watched = { CR_RUN_NOTHING, CR_RUN_NOTHING } };

  g_queue_init (&worker.pending);
  while (!worker.must_quit)
    {
      g_autoptr (CrOrder) order = wait_for_order (&worker);

      if (order != NULL)
        {
          carry_out (&worker, order);
          if (!worker.must_quit && !has_more_orders (&worker))
            cr_run_worker_publish (&worker);
        }
      else if (cr_run_worker_is_running (&worker) && (worker.speed == CR_RUN_UNBOUNDED || worker.due <= g_get_monotonic_time ()))
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
