/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things are: areas, bodies of nodes, ports, hit tests. */
#include "cr-geometry.h"

#include "cr-text.h"

#include <math.h>

#define TAG_WIDTH 98.0
#define TAG_HEIGHT 44.0
#define TAG_NUMBERS 59.0 /* an arrow, a number, the gap before it, and 11 to the tip */
#define TAG_LONGEST_NAME 180.0
#define NAME_SIZE 15.0
#define SIGN_SIZE 11.5
#define GROUP_TITLE_SIZE 14.0
#define LARGEST_MAP 96.0
#define LEAST_MAP 20.0
#define CAPTION_WIDTH 92.0 /* "1000×1000  ±0.12" */
#define EXTRA_ANGLE (85 * G_PI / 180) /* of a port that is offered: at the foot of the circle */
#define LARGEST_ANGLE (50 * G_PI / 180)
#define LEAST_ANGLE_BETWEEN (40 * G_PI / 180)
#define STACK_DEPTH 8.0

/* --- Areas --- */

gboolean
cr_area_contains (const CrArea *area, CrPoint point)
{
  return point.x >= area->x && point.x <= area->x + area->width && point.y >= area->y && point.y <= area->y + area->height;
}

gboolean
cr_area_equal (const CrArea *a, const CrArea *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

gboolean
cr_area_meets (const CrArea *a, const CrArea *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height && b->y <= a->y + a->height;
}

gboolean
cr_area_contains_area (const CrArea *outer, const CrArea *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y && inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

CrArea
cr_area_grown (const CrArea *area, double margin)
{
  return (CrArea) { area->x - margin, area->y - margin, area->width + 2 * margin, area->height + 2 * margin };
}

static gboolean
area_is_none (const CrArea *area)
{
  return area->x == 0 && area->y == 0 && area->width == 0 && area->height == 0;
}

CrArea
cr_area_united (const CrArea *a, const CrArea *b)
{
  if (area_is_none (a))
    return *b;
  if (area_is_none (b))
    return *a;

  double left = MIN (a->x, b->x);
  double top = MIN (a->y, b->y);

  return (CrArea) {
    .x = left,
    .y = top,
    .width = MAX (a->x + a->width, b->x + b->width) - left,
    .height = MAX (a->y + a->height, b->y + b->height) - top,
  };
}

CrPoint
cr_geometry_hold (CrPoint point)
{
  return (CrPoint) { CLAMP (point.x, -CR_FARTHEST, CR_FARTHEST), CLAMP (point.y, -CR_FARTHEST, CR_FARTHEST) };
}

CrPoint
cr_geometry_snap (CrPoint point)
{
  return (CrPoint) { CR_SNAP * round (point.x / CR_SNAP), CR_SNAP * round (point.y / CR_SNAP) };
}

/* --- How a value looks --- */

CrValueLook
cr_shape_get_look (CrShape shape)
{
  if (shape.rows <= 1 && shape.columns <= 1)
    return CR_LOOK_NUMBER;
  return shape.rows <= 4 && shape.columns <= 4 ? CR_LOOK_ENTRIES : CR_LOOK_MAP;
}

CrArea
cr_shape_get_map (CrShape shape)
{
  double cell = LARGEST_MAP / MAX (shape.rows, shape.columns);

  return (CrArea) { .width = MAX (shape.columns * cell, LEAST_MAP), .height = MAX (shape.rows * cell, LEAST_MAP) };
}

CrArea
cr_shape_get_block (CrShape shape)
{
  switch (cr_shape_get_look (shape))
    {
    case CR_LOOK_ENTRIES:
      return (CrArea) { .width = shape.columns * CR_ENTRY_WIDTH + 10, .height = shape.rows * CR_ENTRY_HEIGHT + 2 };
    case CR_LOOK_MAP:
      {
        CrArea map = cr_shape_get_map (shape);

        return (CrArea) { .width = MAX (map.width, CAPTION_WIDTH), .height = map.height + CR_MAP_CAPTION };
      }
    case CR_LOOK_NUMBER:
      break;
    }
  return (CrArea) { 0 };
}

/* --- Bodies --- */

/* Even, so that both ends of a body at a whole place are whole. */
static double
even (double length)
{
  return 2 * ceil (length / 2);
}

CrBody
cr_body_for_gate (const CrGate *gate)
{
  switch (gate->category)
    {
    case CR_CATEGORY_SOURCES:
      if (g_str_equal (gate->name, "constant"))
        return (CrBody) { CR_OUTLINE_TAG, 82, 32, 10 };
      return (CrBody) { CR_OUTLINE_TAG, TAG_WIDTH, TAG_HEIGHT, g_str_equal (gate->name, "parameter") ? 17 : 10 };
    case CR_CATEGORY_LINEAR_ALGEBRA:
      return (CrBody) { CR_OUTLINE_SQUARE, MAX (40, even (cr_text_estimate_width (gate->symbol) * SIGN_SIZE + 8)), 40, 0 };
    case CR_CATEGORY_UNITS:
      if (g_str_equal (gate->name, "dense"))
        return (CrBody) { CR_OUTLINE_STACK, 72, 56, 0 };
      return (CrBody) { CR_OUTLINE_BOX, 104, 62, 0 };
    case CR_CATEGORY_LOSSES:
      return (CrBody) { CR_OUTLINE_RINGS, 44, 44, 0 };
    case CR_CATEGORY_ARITHMETIC:
    case CR_CATEGORY_FUNCTIONS:
    case CR_CATEGORY_ACTIVATIONS:
    case CR_N_CATEGORIES:
      break;
    }
  return (CrBody) { CR_OUTLINE_CIRCLE, 36, 36, 0 };
}

static double
estimate_name (const char *name)
{
  return MIN (cr_text_estimate_width (name) * NAME_SIZE, TAG_LONGEST_NAME);
}

CrBody
cr_body_for_node (const CrNode *node, CrShape shape)
{
  CrBody body = cr_body_for_gate (node->gate);

  if (body.outline != CR_OUTLINE_TAG)
    return body;

  double name_end = body.inset + estimate_name (cr_node_get_title (node));
  CrArea block = cr_shape_get_block (shape);
  gboolean is_constant = g_str_equal (node->gate->name, "constant");

  if (cr_shape_get_look (shape) == CR_LOOK_NUMBER)
    body.width = MAX (body.width, even (name_end + (is_constant ? TAG_NUMBERS - 10 : TAG_NUMBERS)));
  else
    {
      body.width = even (name_end + 8 + 12 + block.width + 14);
      body.height = even (block.height + (is_constant ? 0 : block.height + 10) + 16);
    }
  return body;
}

CrBody
cr_body_for_compact_node (const CrNode *node, CrShape shape)
{
  CrBody body = cr_body_for_gate (node->gate);
  CrArea block = cr_shape_get_block (shape);

  if (body.outline == CR_OUTLINE_TAG && cr_shape_get_look (shape) == CR_LOOK_ENTRIES)
    return (CrBody) { CR_OUTLINE_TAG, even (block.width * CR_COMPACT_FACTOR), even (block.height * CR_COMPACT_FACTOR), 0 };
  if (body.outline == CR_OUTLINE_TAG)
    return (CrBody) { CR_OUTLINE_TAG, MAX (66, even (estimate_name (cr_node_get_title (node)) * 1.5 + 30)), 54, 12 };
  if (body.outline == CR_OUTLINE_BOX)
    return (CrBody) { CR_OUTLINE_BOX, 60, 54, 0 };
  body.width = even (body.width * CR_COMPACT_FACTOR);
  body.height = even (body.height * CR_COMPACT_FACTOR);
  return body;
}

CrBody
cr_body_for_group (const char *title)
{
  double width = title != NULL ? MIN (cr_text_estimate_width (title) * GROUP_TITLE_SIZE, TAG_LONGEST_NAME) : 0;

  return (CrBody) { CR_OUTLINE_BOX, MAX (88, even (width + 40)), 44, 0 };
}

CrArea
cr_geometry_get_outline (const CrArea *members)
{
  CrArea outline = cr_area_grown (members, CR_GROUP_MARGIN);

  outline.y -= CR_GROUP_TITLE;
  outline.height += CR_GROUP_TITLE;
  return outline;
}

CrArea
cr_body_get_area (const CrBody *body, CrPoint place)
{
  double depth = body->outline == CR_OUTLINE_STACK ? STACK_DEPTH : 0;

  return (CrArea) {
    .x = place.x - body->width / 2,
    .y = place.y - body->height / 2 - depth,
    .width = body->width + depth,
    .height = body->height + depth,
  };
}

gboolean
cr_body_contains (const CrBody *body, CrPoint place, CrPoint point)
{
  CrArea area = cr_body_get_area (body, place);

  if (body->outline == CR_OUTLINE_CIRCLE || body->outline == CR_OUTLINE_RINGS)
    return hypot (point.x - place.x, point.y - place.y) <= body->width / 2;
  return cr_area_contains (&area, point);
}

CrPoint
cr_body_get_output (const CrBody *body, CrPoint place)
{
  CrArea area = cr_body_get_area (body, place);

  return (CrPoint) { area.x + area.width, place.y };
}

/* --- Input ports --- */

/* The direction in which the port at @place wants to look; an open one looks where it would stand by itself. */
static double
wanted_angle (CrPoint place, CrPoint from, guint index, guint n_inputs, double between)
{
  if (isnan (from.x))
    return (index - (n_inputs - 1) / 2.0) * between;
  return CLAMP (atan2 (from.y - place.y, CLAMP (place.x - from.x, 60, 90)), -LARGEST_ANGLE, LARGEST_ANGLE);
}

/* Moves @angles as little as can be (least squares) so that each is @between more than the one before: pools neighbours that are
 * too close (pool adjacent violators) after taking index·between off each. Keeps them within ±LARGEST_ANGLE. */
static void
spread_angles (double *angles, guint n, double between)
{
  g_autofree double *means = g_new (double, n);
  g_autofree guint *counts = g_new (guint, n);
  guint n_pools = 0;

  for (guint i = 0; i < n; i++)
    {
      means[n_pools] = angles[i] - i * between;
      counts[n_pools++] = 1;
      for (; n_pools > 1 && means[n_pools - 2] > means[n_pools - 1]; n_pools--)
        {
          guint count = counts[n_pools - 2] + counts[n_pools - 1];

          means[n_pools - 2] = (means[n_pools - 2] * counts[n_pools - 2] + means[n_pools - 1] * counts[n_pools - 1]) / count;
          counts[n_pools - 2] = count;
        }
    }

  double room = LARGEST_ANGLE - (n - 1) * between;
  guint i = 0;

  for (guint pool = 0; pool < n_pools; pool++)
    for (guint in_pool = 0; in_pool < counts[pool]; in_pool++, i++)
      angles[i] = CLAMP (means[pool], -LARGEST_ANGLE, MAX (room, -LARGEST_ANGLE)) + i * between;
}

/* Whether the last port is the only open one behind two or more: one that is offered to a wire that comes near. */
static gboolean
last_is_extra (const CrPoint *from, guint n_inputs)
{
  if (n_inputs < 3 || !isnan (from[n_inputs - 1].x))
    return FALSE;
  for (guint i = 0; i + 1 < n_inputs; i++)
    if (isnan (from[i].x))
      return FALSE;
  return TRUE;
}

/* An extra port stands below the others and leaves them where they are, so that none runs away from a pointer that aims at it. */
static void
place_on_circle (double radius, CrPoint place, const CrPoint *from, guint n_inputs, CrInputPort *ports)
{
  gboolean has_extra = last_is_extra (from, n_inputs);
  guint n_spread = n_inputs - has_extra;
  double between = MIN (LEAST_ANGLE_BETWEEN, 2 * LARGEST_ANGLE / MAX (n_spread - 1, 1));
  g_autofree double *angles = g_new (double, n_inputs);

  for (guint i = 0; i < n_spread; i++)
    angles[i] = wanted_angle (place, from[i], i, n_spread, between);
  spread_angles (angles, n_spread, between);
  if (has_extra)
    angles[n_spread] = EXTRA_ANGLE;
  for (guint i = 0; i < n_inputs; i++)
    ports[i] = (CrInputPort) {
      .point = { place.x - radius * cos (angles[i]), place.y + radius * sin (angles[i]) },
      .angle = angles[i],
    };
}

CrInputPort
cr_body_get_port_on_edge (const CrBody *body, CrPoint place, guint i, guint n)
{
  double between = n > 1 ? MIN (16, (body->height - 12) / (n - 1)) : 0;

  return (CrInputPort) { .point = { place.x - body->width / 2, place.y + (i - (n - 1) / 2.0) * between } };
}

void
cr_body_place_inputs (const CrBody *body, CrPoint place, const CrPoint *from, guint n_inputs, CrInputPort *ports)
{
  if (n_inputs == 0)
    return;
  if (body->outline == CR_OUTLINE_CIRCLE || body->outline == CR_OUTLINE_RINGS)
    place_on_circle (body->width / 2, place, from, n_inputs, ports);
  else
    for (guint i = 0; i < n_inputs; i++)
      ports[i] = cr_body_get_port_on_edge (body, place, i, n_inputs);
}
