/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: one forward and backward pass as a sequence of steps that can be walked in both directions.
 *
 * How this works: the steps are every gate forward, layer by layer, the loss (the output's own gradient, 1, arrives), every gate
 * that the output depends on backward, in reverse; and of a graph that is to be trained on its output the update of each parameter, which is
 * shown and makes nothing another: the training of the document is its trainer's. A position is a number of steps that are done, 0 … n. The
 * pass ends before the updates. The timeline computes nothing:
 * it runs the tape instruction by instruction as far as the position, so that whoever asks the tape for a number gets those that are
 * computed by then and no others. Going backward runs the tape anew from its beginning, which is cheap: a gate costs nanoseconds.
 * (CS231n 2017, lecture 4, rows 1 to 6 of docs/LECTURE.md.)
 */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/* How much one move is. */
typedef enum
{
  CR_GRAIN_OPERATION, /* one gate */
  CR_GRAIN_LAYER,     /* all that can happen at once */
  CR_GRAIN_PHASE,
  CR_N_GRAINS
} CrGrain;

/**
 * CrTimelineStep:
 * @phase: FORWARD, LOSS, BACKWARD or UPDATE
 * @layer: steps of a phase with the same layer can happen at once; 0 … from the phase's beginning
 * @key: the gate; in the phase LOSS the output, in the phase UPDATE a parameter or a unit
 */
typedef struct
{
  CrPhase phase;
  guint layer;
  CrKey key;
} CrTimelineStep;

typedef struct _CrTimeline CrTimeline;

/**
 * cr_timeline_new:
 * @tape: a tape; not kept
 *
 * The steps of one pass. A node that is open, waits or is in error takes no step; where there is no output with a gradient there is only
 * the forward phase. To be made anew when the tape has been compiled anew. Cost: one visit a node and wire, and a sort.
 *
 * Returns: (transfer full): a new timeline
 */
CrTimeline *cr_timeline_new (const CrTape *tape);
void cr_timeline_free (CrTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrTimeline, cr_timeline_free)

/* All steps in order. */
const CrTimelineStep *cr_timeline_get_steps (const CrTimeline *timeline, guint *n_steps);

/* Where the steps of a phase lie: the first, and how many. */
void cr_timeline_get_phase (const CrTimeline *timeline, CrPhase phase, guint *first, guint *n_steps);

/* The position at which the pass is done, and no parameter is updated yet. */
guint cr_timeline_get_pass_end (const CrTimeline *timeline);

/**
 * cr_timeline_set_update:
 * @timeline: a timeline
 * @values: (nullable): the parameter vector as the update leaves it (cr_tape_set_update()), @n numbers, copied
 * @n: how many
 *
 * What steps of the phase UPDATE show: without it they are told and show nothing. To be set anew when numbers have changed.
 */
void cr_timeline_set_update (CrTimeline *timeline, const double *values, gsize n);

/**
 * cr_timeline_seek:
 * @timeline: a timeline
 * @tape: the tape that it was made from (or another of the same graph)
 * @position: how many steps are done, 0 … n; more is n
 *
 * Brings the tape there: values of the gates that have run forward, gradients as far as they have come, and nothing else is there to be had.
 * At the end of the pass the tape is as after cr_tape_forward() and cr_tape_backward(). Cost: the gates on the way; from the beginning where
 * it goes back.
 */
void cr_timeline_seek (CrTimeline *timeline, CrTape *tape, guint position);

/* The position after one move of @grain forward (@direction > 0) or backward from @position; the ends where there is no further one. */
guint cr_timeline_move (const CrTimeline *timeline, guint position, CrGrain grain, int direction);

/**
 * cr_timeline_find:
 * @timeline: a timeline
 * @phase: FORWARD, LOSS or BACKWARD
 * @key: a gate
 *
 * How a scene names a step, so that it survives edits.
 *
 * Returns: the position at which that step is the last one done; 0 where there is no such step
 */
guint cr_timeline_find (const CrTimeline *timeline, CrPhase phase, CrKey key);

/**
 * cr_timeline_find_stop:
 * @timeline: a timeline
 * @graph: the version whose breakpoints hold
 * @position: where it stands
 * @direction: > 0 or < 0
 *
 * Returns: the next position that way at which a gate with a breakpoint for its phase is about to run; the end where there is none
 */
guint cr_timeline_find_stop (const CrTimeline *timeline, const CrGraph *graph, guint position, int direction);

G_END_DECLS
