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

/**
 * CrCurve:
 *
 * A wire: level from @start to @bend, from there a cubic over @control[0] and @control[1] to @end. A level wire is straight.
 */
typedef struct
{
  CrPoint start;
  CrPoint bend;
  CrPoint control[2];
  CrPoint end;
  gboolean is_straight;
} CrCurve;

CrCurve cr_curve_new (CrPoint start, CrInputPort end, CrWireKind kind);

/* The point at @t of the cubic, 0 … 1. */
CrPoint cr_curve_get_point (const CrCurve *curve, double t);

/* How far the point is from the wire. */
double cr_curve_get_distance (const CrCurve *curve, CrPoint point);
CrArea cr_curve_get_area (const CrCurve *curve);

/* Whether any of it lies in the area. */
gboolean cr_curve_meets (const CrCurve *curve, const CrArea *area);

G_END_DECLS
