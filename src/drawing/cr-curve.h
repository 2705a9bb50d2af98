/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curve of a wire between two ports. Pure arithmetic; lengths and angles as in cr-geometry.h. */
#pragma once

#include "cr-geometry.h"

G_BEGIN_DECLS

typedef enum
{
  CR_WIRE_PLAIN,   /* no labels on it */
  CR_WIRE_LABELED, /* numbers stand on its level run */
  CR_WIRE_WEIGHT,  /* into a unit */
} CrWireKind;

#define CR_MOST_TURNS 4
#define CR_TURN_STEPS 8   /* straight pieces that stand for a turn in hit tests */
#define CR_BEND_STEPS 24  /* and for the last bend */
#define CR_CURVE_POINTS (3 + CR_MOST_TURNS * (CR_TURN_STEPS + 1) + CR_BEND_STEPS)

/* A swing from one height to another, between two places on the way to the right; at one place (@from is @to) it turns back. */
typedef struct
{
  double from;
  double to;
  double y; /* the height that it comes to */
} CrTurn;

/**
 * CrCurve:
 *
 * A wire: level from @start, in turns to other heights where something is in its way, level to @bend, from there a cubic over
 * @control[0] and @control[1] to @end. A level wire is straight.
 */
typedef struct
{
  CrPoint start;
  CrTurn turns[CR_MOST_TURNS];
  guint n_turns;
  CrPoint bend;
  CrPoint control[2];
  CrPoint end;
  gboolean is_straight;
} CrCurve;

#define CR_LEAST_LEAD 40.0

/* The curve where nothing is in the way. @lead: how long the level run at the output is made for its numbers, where there is room. */
CrCurve cr_curve_new_with_lead (CrPoint start, CrInputPort end, CrWireKind kind, double lead);

/* The same for numbers of the usual length, where a wire of that kind carries some. */
static inline CrCurve
cr_curve_new (CrPoint start, CrInputPort end, CrWireKind kind)
{
  return cr_curve_new_with_lead (start, end, kind, CR_LEAST_LEAD);
}

/**
 * cr_curve_new_with_turns:
 * @start: the output port
 * @end: the input port
 * @turns: @n_turns of them, at most %CR_MOST_TURNS, in their order
 * @bend: where the last bend begins; where it is at @end the wire comes from the right and turns back there
 */
CrCurve cr_curve_new_with_turns (CrPoint start, CrInputPort end, const CrTurn *turns, guint n_turns, double bend);

/* Writes the curve as straight pieces, from the output to the input. Returns how many points. */
guint cr_curve_flatten (const CrCurve *curve, CrPoint points[CR_CURVE_POINTS]);

/* The control points of a turn from the height @y. */
void cr_turn_get_controls (const CrTurn *turn, double y, CrPoint controls[2]);

/* The point at @t of the cubic, 0 … 1. */
CrPoint cr_curve_get_point (const CrCurve *curve, double t);

/* The point at @fraction of the whole wire's length, and the @angle at which it runs there. */
CrPoint cr_curve_get_place (const CrCurve *curve, double fraction, double *angle);

/* How far the point is from the wire. */
double cr_curve_get_distance (const CrCurve *curve, CrPoint point);
CrArea cr_curve_get_area (const CrCurve *curve);

/* Whether any of a straight line, of the curve, lies in the area. */
gboolean cr_line_meets (CrPoint from, CrPoint to, const CrArea *area);
gboolean cr_curve_meets (const CrCurve *curve, const CrArea *area);

/* How far a straight line, or the curve, is from the area; 0 where they meet. */
double cr_line_get_distance_to_area (CrPoint from, CrPoint to, const CrArea *area);
double cr_curve_get_distance_to_area (const CrCurve *curve, const CrArea *area);

/* Whether a straight line crosses the curve. */
gboolean cr_curve_crosses (const CrCurve *curve, CrPoint from, CrPoint to);

G_END_DECLS
