/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check of every wire, with one step after another. */
#include "cr-check-series.h"

#include <math.h>

/* What the tasks of one series share. */
typedef struct
{
  CrCheckSeries *series; /* (nullable): none where nobody waits any more */
  CrWireCheck *check;
  GCancellable *cancellable;
} Job;

struct _CrCheckSeries
{
  CrCheckSeriesFunc on_step;
  gpointer data;
  Job *job; /* (nullable): while it is at work */
  GArray *wires[CR_CHECK_N_STEPS]; /* (nullable): of CrCheckedWire */
  double steps[CR_CHECK_N_STEPS];
  guint n_done;
};

typedef struct
{
  Job *job;
  double h;
  guint step;
} Task;

static void
clear_job (Job *job)
{
  cr_wire_check_free (job->check);
  g_object_unref (job->cancellable);
}

static void
release_job (Job *job)
{
  g_atomic_rc_box_release_full (job, (GDestroyNotify) clear_job);
}

static void
task_free (Task *task)
{
  release_job (task->job);
  g_free (task);
}

/* --- One step --- */

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *work = data;
  GError *error = NULL;
  GArray *wires = cr_wire_check_run (work->job->check, work->h, &error);

  if (wires != NULL)
    g_task_return_pointer (task, wires, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void start_next (CrCheckSeries *series);

static void
on_task_done (GObject *source, GAsyncResult *result, gpointer data)
{
  const Task *work = g_task_get_task_data (G_TASK (result));
  CrCheckSeries *series = work->job->series;
  g_autoptr (GError) error = NULL;
  GArray *wires = g_task_propagate_pointer (G_TASK (result), &error);

  if (series == NULL)
    {
      g_clear_pointer (&wires, g_array_unref);
      return;
    }
  if (wires == NULL)
    cr_check_series_stop (series);
  else
    {
      series->wires[work->step] = wires;
      series->n_done++;
      start_next (series);
    }
  series->on_step (error, series->data);
}

/* The usual step first; then from the largest to the smallest. */
static void
start_next (CrCheckSeries *series)
{
  guint step = CR_CHECK_USUAL_STEP;
  g_autoptr (GTask) task = NULL;
  Task *work;

  if (series->n_done > 0)
    for (step = 0; step < CR_CHECK_N_STEPS && series->wires[step] != NULL;)
      step++;
  if (step == CR_CHECK_N_STEPS)
    {
      cr_check_series_stop (series);
      return;
    }
  work = g_new (Task, 1);
  *work = (Task) { g_atomic_rc_box_acquire (series->job), series->steps[step], step };
  task = g_task_new (NULL, series->job->cancellable, on_task_done, NULL);
  g_task_set_task_data (task, work, (GDestroyNotify) task_free);
  g_task_run_in_thread (task, run_in_thread);
}

/* --- All of them --- */

CrCheckSeries *
cr_check_series_new (CrCheckSeriesFunc on_step, gpointer data)
{
  CrCheckSeries *series = g_new0 (CrCheckSeries, 1);

  series->on_step = on_step;
  series->data = data;
  for (guint i = 0; i < CR_CHECK_N_STEPS; i++)
    series->steps[i] = pow (10, -1 - 0.5 * i);
  return series;
}

void
cr_check_series_free (CrCheckSeries *series)
{
  cr_check_series_forget (series);
  g_free (series);
}

void
cr_check_series_start (CrCheckSeries *series, CrTape *tape, CrKey broken, CrFault fault)
{
  cr_check_series_forget (series);
  series->job = g_atomic_rc_box_new0 (Job);
  series->job->series = series;
  series->job->check = cr_wire_check_new (tape, CR_KEY_NONE, 0);
  series->job->cancellable = g_cancellable_new ();
  cr_wire_check_set_fault (series->job->check, broken, fault);
  start_next (series);
}

void
cr_check_series_stop (CrCheckSeries *series)
{
  if (series->job == NULL)
    return;
  series->job->series = NULL;
  g_cancellable_cancel (series->job->cancellable);
  g_clear_pointer (&series->job, release_job);
}

void
cr_check_series_forget (CrCheckSeries *series)
{
  cr_check_series_stop (series);
  for (guint i = 0; i < CR_CHECK_N_STEPS; i++)
    g_clear_pointer (&series->wires[i], g_array_unref);
  series->n_done = 0;
}

gboolean
cr_check_series_is_running (const CrCheckSeries *series)
{
  return series->job != NULL;
}

guint
cr_check_series_get_n_done (const CrCheckSeries *series)
{
  return series->n_done;
}

const double *
cr_check_series_get_steps (const CrCheckSeries *series)
{
  return series->steps;
}

const GArray *
cr_check_series_get_wires (const CrCheckSeries *series, guint step)
{
  return series->wires[step];
}
