/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The losses over a plane of two parameters, computed on a thread of the pool from versions that never change. */
#pragma once

#include "cr-loss-surface.h"
#include "cr-run.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* @losses: size × size of the plane, row by row; %NULL until they are there. */
typedef struct
{
  CrGraph *graph;
  CrData *data; /* (nullable) */
  double *parameters;
  CrLossPlane plane;
  double *losses;
} CrLandscapeJob;

/* What a run was at @snapshot, to be computed over @plane. */
CrLandscapeJob *cr_landscape_job_new (const CrSnapshot *snapshot, CrLossPlane plane);

/* Computes it (transfer full); @callback is called on the main loop with @source, which lives until then. */
void cr_landscape_job_run (CrLandscapeJob *job, gpointer source, GAsyncReadyCallback callback);

/* The job with its losses, lent as long as @result; NULL where the version has none. */
CrLandscapeJob *cr_landscape_job_finish (GAsyncResult *result);

G_END_DECLS
