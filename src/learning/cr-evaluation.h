/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good a graph is over a whole set: mean loss and accuracy. */
#pragma once

#include "cr-feeder.h"

G_BEGIN_DECLS

/* How a prediction names a label. */
typedef enum
{
  CR_ACCURACY_NONE,
  CR_ACCURACY_SIGN,    /* both above 0, or neither */
  CR_ACCURACY_LARGEST, /* the first of the largest scores has the label's number */
} CrAccuracyRule;

/**
 * CrEvaluation:
 * @feeder: its tape, which runs forward only
 * @rule: what accuracy means for this loss and these labels; NONE where the loss depends on several loss gates
 * @gate: as cr_evaluation_find_gate() finds it; accuracy is counted there
 */
typedef struct
{
  CrFeeder feeder;
  CrAccuracyRule rule;
  CrKey loss;
  CrKey gate;
} CrEvaluation;

/* Marks by key @key and all that it depends on; without @with_labels not by way of a label or class, which gets no gradient. Free with g_free(). */
guint8 *cr_find_ancestors (const CrGraph *graph, CrKey key, gboolean with_labels);

/* The loss gate that @loss depends on (itself counts) and that judges the graph's answer. Of several it is the one whose prediction comes of the
 * others' predictions, as where layers on the way are judged too; the first of those that judge the same. Else %CR_KEY_NONE. Costs a walk over
 * the graph for each loss gate. */
CrKey cr_evaluation_find_gate (const CrGraph *graph, CrKey loss);

/**
 * cr_evaluation_init:
 * @evaluation: (out caller-allocates): to be cleared by cr_evaluation_clear() also on failure
 * @graph: a version, whose loss can be computed
 * @data: (nullable): its data
 * @error: return location: %CR_ERROR_LABEL naming the node, where a label of any example cannot be used
 *
 * Runs through all examples once, to look at their labels.
 */
gboolean cr_evaluation_init (CrEvaluation *evaluation, const CrGraph *graph, const CrData *data, GError **error);
void cr_evaluation_clear (CrEvaluation *evaluation);

/* Mean loss an example, and share of right predictions (%NAN where the rule is NONE), of these rows with the feeder's parameters. Without
 * data @n_rows is 1 and @rows is not read. Both are %NAN where there are no rows. */
void cr_evaluation_run (CrEvaluation *evaluation, const guint32 *rows, guint32 n_rows, double *loss, double *accuracy);

G_END_DECLS
