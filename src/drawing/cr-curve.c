/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curve of a wire between two ports: its shape, and how far a point is from it. */
#include "cr-curve.h"

#include <math.h>

#define LEVEL 1.0      /* ports closer than this in height are joined by a straight line */
#define NARROWEST 24.0 /* bend after numbers */
#define TURN_BACK 36.0 /* how far a wire that turns back reaches over */

/* Where the level run ends: @across − c, with c as in the visual specification. */
static double
bend_width (double across, double down, CrWireKind kind, double lead)
{
  if (kind != CR_WIRE_LABELED)
    lead = 0;
  return MIN (across - MAX (MIN (lead, across - NARROWEST), 0), CLAMP (0.8 * fabs (down), 64, 150));
}

CrCurve
cr_curve_new_with_lead (CrPoint start, CrInputPort end, CrWireKind kind, double lead)
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
      double width = bend_width (across, down, kind, lead);

      curve.bend.x = end.point.x - width;
      handle = MAX (0.55 * width, 40 - across); /* ports one above the other: so that it passes over into the leftward ones */
    }
  curve.control[0] = (CrPoint) { curve.bend.x + handle, curve.bend.y };
  curve.control[1] = (CrPoint) { end.point.x - handle * cos (0.9 * end.angle), end.point.y + handle * sin (0.9 * end.angle) };
  return curve;
}

CrCurve
cr_curve_new_with_turns (CrPoint start, CrInputPort end, const CrTurn *turns, guint n_turns, double bend)
{
  double y = n_turns > 0 ? turns[n_turns - 1].y : start.y;
  double handle = bend < end.point.x ? 0.55 * (end.point.x - bend) : TURN_BACK;
  CrCurve curve = { .start = start, .n_turns = n_turns, .bend = { bend, y }, .end = end.point };

  for (guint i = 0; i < n_turns; i++)
    curve.turns[i] = turns[i];
  curve.control[0] = (CrPoint) { bend < end.point.x ? bend + handle : bend - handle, y };
  curve.control[1] = (CrPoint) { end.point.x - handle * cos (0.9 * end.angle), end.point.y + handle * sin (0.9 * end.angle) };
  if (fabs (y - end.point.y) <= LEVEL) /* comes in level, however the port is turned */
    curve.control[1] = (CrPoint) { end.point.x - handle, end.point.y };
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

void
cr_turn_get_controls (const CrTurn *turn, double y, CrPoint controls[2])
{
  double handle = 0.5 * (turn->to - turn->from);

  if (handle > 0)
    {
      controls[0] = (CrPoint) { turn->from + handle, y };
      controls[1] = (CrPoint) { turn->to - handle, turn->y };
      return;
    }
  controls[0] = (CrPoint) { turn->from + TURN_BACK, y };
  controls[1] = (CrPoint) { turn->to + TURN_BACK, turn->y };
}

guint
cr_curve_flatten (const CrCurve *curve, CrPoint points[CR_CURVE_POINTS])
{
  double y = curve->start.y;
  guint n = 0;

  points[n++] = curve->start;
  for (guint i = 0; i < curve->n_turns; i++)
    {
      const CrTurn *turn = &curve->turns[i];
      CrPoint controls[2];

      cr_turn_get_controls (turn, y, controls);
      for (guint step = 0; step <= CR_TURN_STEPS; step++)
        {
          double t = step / (double) CR_TURN_STEPS;

          points[n++] = (CrPoint) {
            .x = bezier (turn->from, controls[0].x, controls[1].x, turn->to, t),
            .y = bezier (y, y, turn->y, turn->y, t),
          };
        }
      y = turn->y;
    }
  if (!curve->is_straight)
    points[n++] = curve->bend;
  for (guint step = 1; step < CR_BEND_STEPS && !curve->is_straight; step++)
    points[n++] = cr_curve_get_point (curve, step / (double) CR_BEND_STEPS);
  points[n++] = curve->end;
  return n;
}

CrPoint
cr_curve_get_place (const CrCurve *curve, double fraction, double *angle)
{
  CrPoint points[CR_CURVE_POINTS];
  guint n = cr_curve_flatten (curve, points);
  double length = 0;
  guint i = 0;

  for (guint j = 0; j + 1 < n; j++)
    length += hypot (points[j + 1].x - points[j].x, points[j + 1].y - points[j].y);
  length *= fraction;
  for (; i + 2 < n && hypot (points[i + 1].x - points[i].x, points[i + 1].y - points[i].y) < length; i++)
    length -= hypot (points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
  *angle = atan2 (points[i + 1].y - points[i].y, points[i + 1].x - points[i].x);
  return (CrPoint) { points[i].x + length * cos (*angle), points[i].y + length * sin (*angle) };
}

double
cr_curve_get_distance (const CrCurve *curve, CrPoint point)
{
  CrPoint points[CR_CURVE_POINTS];
  guint n = cr_curve_flatten (curve, points);
  double least = INFINITY;

  for (guint i = 0; i + 1 < n; i++)
    least = MIN (least, distance_to_line (points[i], points[i + 1], point));
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
  for (guint i = 0; i < curve->n_turns; i++)
    {
      double over = curve->turns[i].from < curve->turns[i].to ? 0 : TURN_BACK;

      least.y = MIN (least.y, curve->turns[i].y);
      most = (CrPoint) { MAX (most.x, curve->turns[i].to + over), MAX (most.y, curve->turns[i].y) };
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
gboolean
cr_line_meets (CrPoint from, CrPoint to, const CrArea *area)
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
  CrPoint points[CR_CURVE_POINTS];
  guint n;

  if (!cr_area_meets (&all, area))
    return FALSE;
  n = cr_curve_flatten (curve, points);
  for (guint i = 0; i + 1 < n; i++)
    if (cr_line_meets (points[i], points[i + 1], area))
      return TRUE;
  return FALSE;
}

static double
distance_to_area (CrPoint point, const CrArea *area)
{
  return hypot (point.x - CLAMP (point.x, area->x, area->x + area->width), point.y - CLAMP (point.y, area->y, area->y + area->height));
}

/* Nearest are an end of the line or a corner of the area. */
double
cr_line_get_distance_to_area (CrPoint from, CrPoint to, const CrArea *area)
{
  double least = MIN (distance_to_area (from, area), distance_to_area (to, area));

  if (cr_line_meets (from, to, area))
    return 0;
  for (guint corner = 0; corner < 4; corner++)
    {
      CrPoint point = { area->x + (corner & 1 ? area->width : 0), area->y + (corner & 2 ? area->height : 0) };

      least = MIN (least, distance_to_line (from, to, point));
    }
  return least;
}

double
cr_curve_get_distance_to_area (const CrCurve *curve, const CrArea *area)
{
  CrPoint points[CR_CURVE_POINTS];
  guint n = cr_curve_flatten (curve, points);
  double least = INFINITY;

  for (guint i = 0; i + 1 < n && least > 0; i++)
    least = MIN (least, cr_line_get_distance_to_area (points[i], points[i + 1], area));
  return least;
}

/* Whether the point lies to the right of the line from a to b, or on it: so that a way through a point of the line crosses it once. */
static gboolean
is_right_of (CrPoint a, CrPoint b, CrPoint point)
{
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) >= 0;
}

gboolean
cr_curve_crosses (const CrCurve *curve, CrPoint from, CrPoint to)
{
  CrPoint points[CR_CURVE_POINTS];
  guint n = cr_curve_flatten (curve, points);

  for (guint i = 0; i + 1 < n; i++)
    if (is_right_of (from, to, points[i]) != is_right_of (from, to, points[i + 1])
        && is_right_of (points[i], points[i + 1], from) != is_right_of (points[i], points[i + 1], to))
      return TRUE;
  return FALSE;
}
