/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nets and data for the tests of learning. */
#pragma once

#include "cr-network.h"
#include "cr-trainer.h"

/* A 2-4-2-1 net of tanh neurons on circle's points, as the sandbox begins with it; @epochs and the rest at their defaults. */
CrGraph *net_make_circle (guint n_points);

/* The same version with what @change does to a copy of its training. */
typedef void (*NetChange) (CrTraining *training, gconstpointer data);
CrGraph *net_with (const CrGraph *graph, NetChange change, gconstpointer data);

void net_set_method (CrTraining *training, gconstpointer method);          /* GUINT_TO_POINTER (CrMethod), with its rate at 0.01 */
void net_set_rate (CrTraining *training, gconstpointer rate);              /* const double * */
void net_set_batch_size (CrTraining *training, gconstpointer batch_size);  /* GUINT_TO_POINTER */
void net_set_seed (CrTraining *training, gconstpointer seed);              /* GUINT_TO_POINTER */

/* Its data, and a trainer for it, which must be possible. */
CrData *net_get_data (const CrGraph *graph);
CrTrainer *net_train (const CrGraph *graph);

/* Asserts that both have the same parameters, bit for bit. */
void net_assert_same (const CrTrainer *a, const CrTrainer *b);
gboolean net_is_same (const CrTrainer *a, const CrTrainer *b);
