/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check: is the analytic gradient the slope that one measures? (lecture row 7) */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/* How far the two may differ where nobody says otherwise. */
#define CR_CHECK_TOLERANCE 1e-6

/**
 * CrCheckedEntry:
 * @node: an input, a parameter, or a unit
 * @attribute: which of its gate's attributes: value, weights, bias
 * @row: of the entry, from 0
 * @column: of the entry, from 0
 * @analytic: what the tape's backward pass says
 * @numeric: (f(x + h) − f(x − h)) / 2h; NaN where no slope can be measured
 * @error: |a − n| / max(|a|, |n|, 1e-4 · max(1, |f|)); NaN where there is no n; infinite where there is one, and the analytic gradient
 *   alone is not defined
 * @step: the h that it was measured with
 * @is_kink: a choice in its way goes another way, or stands between two, within ±h: then the two need not agree
 * @is_undefined: there is no n, since f or its gradient is not defined there, or larger than any number: nothing is to be compared. Without it an entry that has no n
 *   was missed
 */
typedef struct
{
  CrKey node;
  guint attribute;
  guint32 row;
  guint32 column;
  double analytic;
  double numeric;
  double error;
  double step;
  gboolean is_kink;
  gboolean is_undefined;
} CrCheckedEntry;

/**
 * cr_gradient_check:
 * @tape: a tape; faults set on it are checked like the rest
 * @step: h, above 0; or 0 for 6e-6 · max(1, |x|), which balances truncation and round-off, and where that does not confirm the gradient for
 *   smaller ones (cr-slope.h)
 * @error: return location: why there is no backward pass
 *
 * Compares the analytic with the numerical gradient, entry by entry, for every input and parameter and every weight and bias of a
 * unit. Constants and labels are left out. The tape's values and gradients are current afterwards.
 *
 * Cost: two forward passes an entry over what depends on it; six where the gradient is wrong.
 *
 * Returns: (transfer full) (element-type CrCheckedEntry) (nullable): in topological order; %NULL with @error set
 */
GArray *cr_gradient_check (CrTape *tape, double step, GError **error);

/* How many entries are measured of how many. */
typedef void (*CrCheckProgress) (gsize n_done, gsize n_all, gpointer data);

/* The same, with @progress called after every entry. */
GArray *cr_gradient_check_with_progress (CrTape *tape, double step, CrCheckProgress progress, gpointer data, GError **error);

/* Whether the gradient is defined there and f too, but not at the step to either side: it was asked for a step that is too large or too
 * small, or f is defined at that point alone. */
gboolean cr_gradient_check_is_missed (const CrCheckedEntry *entry);

/* The largest error of the entries that are no kinks and are defined; NaN where one was missed, 0 where there are none. */
double cr_gradient_check_get_worst (const GArray *entries);

G_END_DECLS
