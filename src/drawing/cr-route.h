/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a wire past what stands between its ends. Pure arithmetic; it follows from places alone, for files hold nothing else. */
#pragma once

#include "cr-curve.h"

G_BEGIN_DECLS

/* Something that a wire goes around. Where no way is free of all, it goes through texts rather than under nodes. */
typedef struct
{
  CrArea area;
  gboolean is_text;
} CrObstacle;

/* Where there are more, a wire takes its usual curve: nobody could follow it. */
#define CR_MOST_OBSTACLES 200

/* How far above and below its ends a wire looks for a way. */
#define CR_ROUTE_REACH 168.0

/* How far beyond its ends a wire to the left may turn back. */
#define CR_ROUTE_REACH_BACK 200.0

/**
 * cr_route_new:
 * @start: the output port
 * @end: the input port
 * @kind: of the wire
 * @lead: how long its level run is made for the numbers at its output, where there is room
 * @obstacles: @n_obstacles areas that the usual curve may meet or a detour within %CR_ROUTE_REACH; of the bodies at its ends only
 *   where it runs to the left
 * @lane: which of a few lanes beside an obstacle it takes, so that wires of different values do not run on one another
 *
 * The usual curve where it meets nothing, else the same with a narrower bend, else the one with the fewest and shortest turns,
 * each turn right before or behind an obstacle. A wire to the left goes around above or below. Some 50 µs where something is in
 * the way, at most 0.2 ms.
 */
CrCurve cr_route_new (CrPoint start, CrInputPort end, CrWireKind kind, double lead, const CrObstacle *obstacles,
                      guint n_obstacles, guint lane);

/* Whether a curve meets one of them. */
gboolean cr_route_is_blocked (const CrCurve *curve, const CrObstacle *obstacles, guint n_obstacles);

G_END_DECLS
