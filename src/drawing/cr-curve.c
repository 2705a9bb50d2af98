/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curve of a wire between two ports: its shape, and how far a point is from it. */
#include "cr-curve.h"

#include <math.h>

#define LEVEL 1.0      /* ports closer than this in height are joined by a straight line */
#define LABEL_LEAD 40.0
#define STEPS 24       /* straight pieces that stand for the cubic in hit tests */

/* How long the level run of a wire with labels is made, where there is room. */
static double
label_lead (double across)
{
  return MAX (MIN (LABEL_LEAD, across - 24), 0);
}

/* Where the level run ends: @across − c, with c as in the visual specification. */
static double
bend_width (double across, double down, CrWireKind kind)
{
  double lead = kind == CR_WIRE_LABELED ? label_lead (across) : 0;

  return MIN (across - lead, CLAMP (0.8 * fabs (down), 64, 150));
}

CrCurve
cr_curve_new (CrPoint start, CrInputPort end, CrWireKind kind)
{
  double across = end.point.x - start.x;
  double down = end.point.y - start.y;
  CrCurve curve = { .start = start, .bend = start, .end = end.point };
  double handle = 0;

  if (across >= 0 && fabs (down) <= LEVEL)
    {
      curve.is_straight = TRUE;
      curve.control[0] = start;
      curve.control[1] = end.point;
      return curve;
    }
  if (across < 0)
    handle = 40 + 0.5 * -across;
  else if (kind == CR_WIRE_WEIGHT)
    handle = 0.5 * across;
  else
    {
      double width = bend_width (across, down, kind);

      curve.bend.x = end.point.x - width;
      handle = MAX (0.55 * width, 40 - across); /* ports one above the other: so that it passes over into the leftward ones */
    }
  curve.control[0] = (CrPoint) { curve.bend.x + handle, curve.bend.y };
  curve.control[1] = (CrPoint) { end.point.x - handle * cos (0.9 * end.angle), end.point.y + handle * sin (0.9 * end.angle) };
  return curve;
}

static double
bezier (double a, double b, double c, double d, double t)
{
  double s = 1 - t;

  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

CrPoint
cr_curve_get_point (const CrCurve *curve, double t)
{
  if (curve->is_straight)
    return (CrPoint){ curve->start.x + t * (curve->end.x - curve->start.x),
                      curve->start.y + t * (curve->end.y - curve->start.y) };
  return (CrPoint) {
    .x = bezier (curve->bend.x, curve->control[0].x, curve->control[1].x, curve->end.x, t),
    .y = bezier (curve->bend.y, curve->control[0].y, curve->control[1].y, curve->end.y, t),
  };
}

static double
distance_to_line (CrPoint from, CrPoint to, CrPoint point)
{
  double dx = to.x - from.x;
  double dy = to.y - from.y;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((point.x - from.x) * dx + (point.y - from.y) * dy) / length, 0, 1) : 0;

  return hypot (from.x + t * dx - point.x, from.y + t * dy - point.y);
}

double
cr_curve_get_distance (const CrCurve *curve, CrPoint point)
{
  if (curve->is_straight)
    return distance_to_line (curve->start, curve->end, point);

  double least = distance_to_line (curve->start, curve->bend, point);
  CrPoint from = curve->bend;

  for (guint i = 1; i <= STEPS; i++)
    {
      CrPoint to = cr_curve_get_point (curve, i / (double) STEPS);

      least = MIN (least, distance_to_line (from, to, point));
      from = to;
    }
  return least;
}

CrArea
cr_curve_get_area (const CrCurve *curve)
{
  const CrPoint points[] = { curve->bend, curve->control[0], curve->control[1], curve->end };
  CrPoint least = curve->start;
  CrPoint most = curve->start;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      least = (CrPoint) { MIN (least.x, points[i].x), MIN (least.y, points[i].y) };
      most = (CrPoint) { MAX (most.x, points[i].x), MAX (most.y, points[i].y) };
    }
  return (CrArea) { least.x, least.y, most.x - least.x, most.y - least.y };
}

/* Narrows the part @begin … @end of a line to where position + t·step ≥ 0. */
static gboolean
clip_line (double position, double step, double *begin, double *end)
{
  if (step == 0)
    return position >= 0;
  if (step > 0)
    *begin = MAX (*begin, -position / step);
  else
    *end = MIN (*end, -position / step);
  return *begin <= *end;
}

/* Liang and Barsky's test. */
static gboolean
line_meets (CrPoint from, CrPoint to, const CrArea *area)
{
  double begin = 0;
  double end = 1;
  double dx = to.x - from.x;
  double dy = to.y - from.y;

  return clip_line (from.x - area->x, dx, &begin, &end) && clip_line (area->x + area->width - from.x, -dx, &begin, &end) &&
         clip_line (from.y - area->y, dy, &begin, &end) && clip_line (area->y + area->height - from.y, -dy, &begin, &end);
}

gboolean
cr_curve_meets (const CrCurve *curve, const CrArea *area)
{
  CrArea all = cr_curve_get_area (curve);

  if (!cr_area_meets (&all, area))
    return FALSE;
  if (curve->is_straight)
    return line_meets (curve->start, curve->end, area);
  if (line_meets (curve->start, curve->bend, area))
    return TRUE;

  CrPoint from = curve->bend;

  for (guint i = 1; i <= STEPS; i++)
    {
      CrPoint to = cr_curve_get_point (curve, i / (double) STEPS);

      if (line_meets (from, to, area))
        return TRUE;
      from = to;
    }
  return FALSE;
}
