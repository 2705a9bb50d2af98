/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one state of a picture becomes another one before the eye: what is in both goes to its new place, what unfolds comes out of where
 * it was folded, and what folds goes there. */
#pragma once

#include "cr-picture.h"

G_BEGIN_DECLS

/* What of a picture is in sight at some time, to be drawn without it. */
typedef struct _CrCast CrCast;

/**
 * cr_cast_new:
 * @picture: a picture
 * @clip: what of it is, or will be, in sight
 * @scale: of the view, for the level of detail
 *
 * Records it. The nodes of some hundred wires take some milliseconds.
 *
 * Returns: (transfer full) (nullable): %NULL where there is so much in sight that no frame would be drawn in time, or all so small that nobody
 *   would see what moves
 */
CrCast *cr_cast_new (CrPicture *picture, const CrArea *clip, double scale);
void cr_cast_free (CrCast *cast);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrCast, cr_cast_free)

typedef struct _CrTransition CrTransition;

/* @before, @after: (transfer full). O(nodes in sight · groups and their members). */
CrTransition *cr_transition_new (CrCast *before, CrCast *after);
void cr_transition_free (CrTransition *transition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrTransition, cr_transition_free)

/* Whether anything is elsewhere, or there at one time alone. */
gboolean cr_transition_is_seen (const CrTransition *transition);

/**
 * cr_transition_draw:
 * @transition: a transition
 * @picture: the picture that both casts are of
 * @cairo: in graph coordinates
 * @clip: what is in sight
 * @scale: of the view
 * @fraction: 0 as before … 1 as after
 *
 * Draws a state between the two on the grid of the picture. Marks and pulses are not drawn.
 */
void cr_transition_draw (const CrTransition *transition, CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, double fraction);

G_END_DECLS
