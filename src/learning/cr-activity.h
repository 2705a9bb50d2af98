/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the units of a graph respond to the data: their values and gradients over all training examples, dead and saturated ones. */
#pragma once

#include "cr-data.h"

G_BEGIN_DECLS

typedef enum
{
  CR_UNIT_WELL,
  CR_UNIT_DEAD,      /* relu: no training example lets a gradient through */
  CR_UNIT_SATURATED, /* tanh, sigmoid: the slope is below a tenth of its largest for 19 of 20 examples */
} CrUnitHealth;

typedef struct _CrActivity CrActivity;

#define CR_ACTIVITY_MOST_EXAMPLES 2048

/* A tape of its own for that version, bound to all training examples of the data (the first CR_ACTIVITY_MOST_EXAMPLES of them), or where there
 * are none to what the graph itself holds. For another version, or other data, make another one; other parameters are set. */
CrActivity *cr_activity_new (const CrGraph *graph, const CrData *data);
void cr_activity_free (CrActivity *activity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrActivity, cr_activity_free)

/* As cr_surface_set_parameters(). */
gboolean cr_activity_set_parameters (CrActivity *activity, const double *parameters, gsize n);

/* Forward and backward over the examples. */
void cr_activity_compute (CrActivity *activity);

/* A node's value, and ∂L/∂node of each example by itself; as cr_tape_get_value() and cr_tape_get_gradient() have them. */
gboolean cr_activity_get_value (const CrActivity *activity, CrKey key, CrNumbers *value);
gboolean cr_activity_get_gradient (const CrActivity *activity, CrKey key, CrNumbers *gradient);

/* Of unit @unit of a node: a neuron has one, a dense node as many as rows; an activation gate by itself has as many as entries. */
CrUnitHealth cr_activity_get_health (const CrActivity *activity, CrKey key, guint unit);

/* What would be said of a unit of that node if all examples had that value: whether the slope there is next to nothing. */
CrUnitHealth cr_unit_health_at (const CrNode *node, double value);

/* Counts numbers into @n_bins bins from @low to @high (those outside into the first and last; not finite ones into none). */
void cr_histogram_count (const double *numbers, gsize n, double low, double high, guint32 *bins, guint n_bins);

G_END_DECLS
