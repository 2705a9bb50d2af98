/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check of every wire, with one step h after another. No widgets.
 *
 * How this works: there are 23 steps from 10⁻¹ to 10⁻¹², the usual one first, each a task on another thread; what they find is kept, so that
 * whoever shows it can choose among them.
 */
#pragma once

#include "cr-wire-check.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CR_CHECK_N_STEPS 23
#define CR_CHECK_USUAL_STEP 8 /* 10⁻⁵ */

typedef struct _CrCheckSeries CrCheckSeries;

/* On the main loop, after each step; @error: (nullable): why the series has ended. */
typedef void (*CrCheckSeriesFunc) (const GError *error, gpointer data);

CrCheckSeries *cr_check_series_new (CrCheckSeriesFunc on_step, gpointer data);

/* Ends what goes on: nothing is told any more. */
void cr_check_series_free (CrCheckSeries *series);

/* Begins anew, with the numbers and the output that @tape has now; @broken's backward rule has that fault. */
void cr_check_series_start (CrCheckSeries *series, CrTape *tape, CrKey broken, CrFault fault);

/* Ends it and keeps what has been found. */
void cr_check_series_stop (CrCheckSeries *series);

/* Ends it and keeps nothing. */
void cr_check_series_forget (CrCheckSeries *series);

gboolean cr_check_series_is_running (const CrCheckSeries *series);
guint cr_check_series_get_n_done (const CrCheckSeries *series);

/* All steps, from the largest to the smallest. */
const double *cr_check_series_get_steps (const CrCheckSeries *series);

/* What was found with one of them, of CrCheckedWire, the wires in the same order for all; NULL where it has not been tried. */
const GArray *cr_check_series_get_wires (const CrCheckSeries *series, guint step);

G_END_DECLS
