/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the thread of a run leaves for the window: a snapshot of how everything stands. */
#include "cr-run-worker.h"

#define SMALL 20000            /* parameters: so many are copied within microseconds */

#include <string.h>

#define MEASURES_SHARE 4       /* a measure is followed by so many times its own time without one */

void
cr_run_worker_measure (CrRunWorker *worker, gboolean insist)
{
  gint64 now = g_get_monotonic_time ();

  if (worker->is_measured && (worker->measured_step == cr_run_worker_get_step (worker) || (!insist && now < worker->measure_again)))
    return;
  worker->measure = cr_trainer_measure (worker->trainer);
  worker->measured_step = cr_run_worker_get_step (worker);
  worker->is_measured = TRUE;
  worker->measure_again = now + (1 + MEASURES_SHARE) * (g_get_monotonic_time () - now);
}

static CrRunStatus
get_status (const CrRunWorker *worker)
{
  if (worker->problem != NULL)
    return CR_RUN_FAILED;
  if (worker->trainer == NULL)
    return CR_RUN_PREPARING;
  return worker->wants_to_run ? CR_RUN_RUNNING : worker->end != CR_END_NONE ? CR_RUN_ENDED : CR_RUN_PAUSED;
}

/* The way of the watched parameters over the states that are recorded up to here, and to where they are now. */
static void
fill_path (const CrRunWorker *worker, CrSnapshot *snapshot)
{
  if (MAX (worker->watched[0], worker->watched[1]) >= snapshot->n_parameters)
    return;
  snapshot->path = g_new (double, 2 * (snapshot->n_recorded + 1));
  snapshot->n_path = cr_recording_get_path (worker->recording, worker->watched[0], worker->watched[1], cr_run_worker_get_step (worker), snapshot->path);
  for (guint i = 0; i < 2; i++)
    snapshot->path[2 * snapshot->n_path + i] = snapshot->parameters[worker->watched[i]];
  snapshot->n_path++;
}

static void
fill_snapshot (CrRunWorker *worker, CrSnapshot *snapshot)
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
  if (!cr_run_worker_is_running (worker) || snapshot->n_parameters <= SMALL)
    snapshot->state = cr_trainer_save (trainer);
  snapshot->initial = g_atomic_rc_box_acquire ((double *) cr_trainer_get_initial (trainer));
  snapshot->last_step = MAX (snapshot->place.step, cr_recording_get_last_step (worker->recording));
  snapshot->n_recorded = cr_recording_get_n_states (worker->recording);
  snapshot->recorded_bytes = cr_recording_get_size (worker->recording);
  fill_path (worker, snapshot);
}

void
cr_run_worker_publish (CrRunWorker *worker)
{
  CrSnapshot *snapshot = g_atomic_rc_box_new0 (CrSnapshot);

  snapshot->serial = worker->serial;
  snapshot->status = get_status (worker);
  snapshot->end = worker->end;
  if (worker->trainer != NULL)
    {
      cr_run_worker_measure (worker, !cr_run_worker_is_running (worker));
      fill_snapshot (worker, snapshot);
      snapshot->message = worker->end == CR_END_NOT_FINITE ? cr_trainer_describe_trouble (worker->trainer)
                                                           : cr_trainer_describe_end (worker->end, snapshot->place.epoch);
      snapshot->steps_per_second = cr_run_worker_is_running (worker) ? worker->rate : 0;
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
