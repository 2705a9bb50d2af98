/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays a document's timeline at a grain and a speed, with or without movement between two positions, and stops at breakpoints. */
#pragma once

#include "cr-document.h"

G_BEGIN_DECLS

#define CR_TYPE_PLAYER (cr_player_get_type ())
G_DECLARE_FINAL_TYPE (CrPlayer, cr_player, CR, PLAYER, GObject)

/* How long a move takes at speed 1, and how long the picture then rests before the next one when it plays; in seconds. */
#define CR_PLAYER_MOVE_TIME 0.6
#define CR_PLAYER_REST_TIME 0.3

/**
 * CrPlayer:
 *
 * Properties: "playing" (boolean), "grain" (string: "operation", "layer", "phase"), "speed" (double, 0.25 … 4; 1),
 * "patterns" (boolean: whether steps backward name what they do).
 *
 * Signal "tick": the move that is under way has gone on, or has ended; and where time has to be told from now on
 * (cr_player_needs_time()).
 *
 * Time is told to it by cr_player_advance(): it has no clock. Knows no widgets.
 */

CrPlayer *cr_player_new (void);

/* NULL stops it. An edit, or a position that somebody else sets, ends a move where it is; what plays goes on from there. */
void cr_player_set_document (CrPlayer *player, CrDocument *document);

/* Whether a move forward is shown as it goes; else it is done at once. */
void cr_player_set_animated (CrPlayer *player, gboolean is_animated);

/* One move of the grain: forward (> 0), shown as it goes; or back (< 0), at once. Stops playing. A move under way is brought to its end
 * first. */
void cr_player_move (CrPlayer *player, int direction);

/* Another position, at once. Stops playing. */
void cr_player_go (CrPlayer *player, guint position);

/* Begins to play, from the beginning where it stands at the end, or at the end of the pass without having moved there; or stops, and brings the move under way to its end. */
void cr_player_set_playing (CrPlayer *player, gboolean is_playing);
gboolean cr_player_is_playing (CrPlayer *player);

/* Whether cr_player_advance() has anything to do. */
gboolean cr_player_needs_time (CrPlayer *player);

/* So much time has passed, in seconds. */
void cr_player_advance (CrPlayer *player, double seconds);

/**
 * cr_player_get_steps:
 * @player: a player
 * @n_steps: (out): how many steps are being taken at once, or were taken last; 0 at the start, at the end of the pass unless a move has led there,
 *   and between phases
 * @fraction: (out): how much of their time is over: 1 where it stands still
 *
 * What cr_picture_set_steps() is to show. The document stands before steps that are being taken, and from %CR_PULSE_LEAVES on after
 * those that run forward.
 *
 * Returns: the steps, owned by the document's timeline
 */
const CrTimelineStep *cr_player_get_steps (CrPlayer *player, guint *n_steps, double *fraction);

G_END_DECLS
