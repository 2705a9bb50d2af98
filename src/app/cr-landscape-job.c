/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The losses over a plane of two parameters, computed on a thread of the pool from versions that never change. */
#include "cr-landscape-job.h"

CrLandscapeJob *
cr_landscape_job_new (const CrSnapshot *snapshot, CrLossPlane plane)
{
  CrLandscapeJob *job = g_new0 (CrLandscapeJob, 1);

  job->graph = cr_graph_ref (snapshot->graph);
  job->data = snapshot->data != NULL ? cr_data_ref (snapshot->data) : NULL;
  job->parameters = g_memdup2 (snapshot->parameters, snapshot->n_parameters * sizeof (double));
  job->plane = plane;
  return job;
}

static void
job_free (gpointer data)
{
  CrLandscapeJob *job = data;

  cr_graph_unref (job->graph);
  g_clear_pointer (&job->data, cr_data_unref);
  g_free (job->parameters);
  g_free (job->losses);
  g_free (job);
}

static void
compute (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CrLandscapeJob *job = data;
  GError *error = NULL;
  g_autoptr (CrLossSurface) surface = cr_loss_surface_new (job->graph, job->data, &error);

  if (surface == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->losses = g_new (double, job->plane.size * job->plane.size);
  cr_loss_surface_compute (surface, job->parameters, &job->plane, job->losses);
  g_task_return_boolean (task, TRUE);
}

void
cr_landscape_job_run (CrLandscapeJob *job, gpointer source, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);

  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, compute);
}

CrLandscapeJob *
cr_landscape_job_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL) ? g_task_get_task_data (G_TASK (result)) : NULL;
}
