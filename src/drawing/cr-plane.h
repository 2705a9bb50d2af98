/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of the plane shown in an area: from numbers to pixels and back. */
#pragma once

#include "cr-geometry.h"

G_BEGIN_DECLS

/**
 * CrPlane:
 * @left: x at the left edge
 * @right: x at the right edge
 * @bottom: y at the lower edge
 * @top: y at the upper edge
 * @area: where it is drawn, in logical pixels
 */
typedef struct
{
  double left;
  double right;
  double bottom;
  double top;
  CrArea area;
} CrPlane;

static inline CrPoint
cr_plane_to_pixel (const CrPlane *plane, double x, double y)
{
  return (CrPoint) {
    .x = plane->area.x + plane->area.width * (x - plane->left) / (plane->right - plane->left),
    .y = plane->area.y + plane->area.height * (plane->top - y) / (plane->top - plane->bottom),
  };
}

static inline CrPoint
cr_plane_from_pixel (const CrPlane *plane, double x, double y)
{
  return (CrPoint) {
    .x = plane->left + (plane->right - plane->left) * (x - plane->area.x) / plane->area.width,
    .y = plane->top - (plane->top - plane->bottom) * (y - plane->area.y) / plane->area.height,
  };
}

G_END_DECLS
