/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check: is the analytic gradient the slope that one measures? (lecture row 7) */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrCheckedEntry:
 * @node: an input, a parameter, or a unit
 * @attribute: which of its gate's attributes: value, weights, bias
 * @row: of the entry, from 0
 * @column: of the entry, from 0
 * @analytic: what the tape's backward pass says
 * @numeric: (f(x + h) − f(x − h)) / 2h
 * @error: |a − n| / max(|a|, |n|, 1e-4 · max(1, |f|)); NaN where there is no slope to measure, since f is not defined there or right beside;
 *   infinite where there is one, and the analytic gradient alone is not defined
 * @is_kink: a choice in its way goes another way, or stands between two, within ±h: then the two need not agree
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
  gboolean is_kink;
} CrCheckedEntry;

/**
 * cr_gradient_check:
 * @tape: a tape; faults set on it are checked like the rest
 * @step: h, above 0; or 0 for 6e-6 · max(1, |x|), which balances truncation and round-off
 * @error: return location: why there is no backward pass
 *
 * Compares the analytic with the numerical gradient, entry by entry, for every input and parameter and every weight and bias of a
 * unit. Constants and labels are left out. The tape's values and gradients are current afterwards.
 *
 * Cost: two forward passes an entry over what depends on it.
 *
 * Returns: (transfer full) (element-type CrCheckedEntry) (nullable): in topological order; %NULL with @error set
 */
GArray *cr_gradient_check (CrTape *tape, double step, GError **error);

/* How many entries are measured of how many. */
typedef void (*CrCheckProgress) (gsize n_done, gsize n_all, gpointer data);

/* The same, with @progress called after every entry. */
GArray *cr_gradient_check_with_progress (CrTape *tape, double step, CrCheckProgress progress, gpointer data, GError **error);

/* The largest error of the entries that are no kinks and can be measured; 0 where there are none. */
double cr_gradient_check_get_worst (const GArray *entries);

G_END_DECLS
