/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of the graph is seen, and how large. */
#include "cr-viewport.h"

#include <math.h>

#define STEPS_TO_DOUBLE 2.0
#define SMALLEST_SIDE 1.0

CrPoint
cr_viewport_to_graph (const CrViewport *viewport, double view_x, double view_y)
{
  return (CrPoint) { viewport->centre.x + (view_x - viewport->width / 2) / viewport->zoom,
                     viewport->centre.y + (view_y - viewport->height / 2) / viewport->zoom };
}

CrPoint
cr_viewport_to_view (const CrViewport *viewport, double x, double y)
{
  return (CrPoint) { (x - viewport->centre.x) * viewport->zoom + viewport->width / 2,
                     (y - viewport->centre.y) * viewport->zoom + viewport->height / 2 };
}

void
cr_viewport_pan (CrViewport *viewport, double view_dx, double view_dy)
{
  viewport->centre.x -= view_dx / viewport->zoom;
  viewport->centre.y -= view_dy / viewport->zoom;
}

void
cr_viewport_zoom_at (CrViewport *viewport, double zoom, double view_x, double view_y)
{
  CrPoint fixed = cr_viewport_to_graph (viewport, view_x, view_y);

  if (isnan (zoom))
    return;
  viewport->zoom = CLAMP (zoom, CR_ZOOM_MINIMUM, CR_ZOOM_MAXIMUM);
  viewport->centre.x = fixed.x - (view_x - viewport->width / 2) / viewport->zoom;
  viewport->centre.y = fixed.y - (view_y - viewport->height / 2) / viewport->zoom;
}

double
cr_viewport_get_next_zoom (const CrViewport *viewport, int direction)
{
  /* The ladder is the powers of √2. A little slack, so that a zoom that stands on a step moves to the next one. */
  double step = log2 (viewport->zoom) * STEPS_TO_DOUBLE;
  double next = direction > 0 ? floor (step + 0.01) + 1 : ceil (step - 0.01) - 1;

  return CLAMP (exp2 (next / STEPS_TO_DOUBLE), CR_ZOOM_MINIMUM, CR_ZOOM_MAXIMUM);
}

void
cr_viewport_fit (CrViewport *viewport, double x, double y, double width, double height, double margin, double most)
{
  double free_width = MAX (viewport->width - 2 * margin, SMALLEST_SIDE);
  double free_height = MAX (viewport->height - 2 * margin, SMALLEST_SIDE);
  double zoom = MIN (free_width / MAX (width, SMALLEST_SIDE), free_height / MAX (height, SMALLEST_SIDE));

  if (viewport->width <= 0 || viewport->height <= 0)
    return;
  viewport->zoom = CLAMP (MIN (zoom, most), CR_ZOOM_MINIMUM, CR_ZOOM_MAXIMUM);
  viewport->centre = (CrPoint) { x + width / 2, y + height / 2 };
}

/* How far a place on an axis of the given length has to move to lie between the margins. */
static double
get_way_inside (double place, double length, double margin)
{
  double inset = MIN (margin, length / 2);

  if (place < inset)
    return inset - place;
  if (place > length - inset)
    return length - inset - place;
  return 0;
}

CrPoint
cr_viewport_get_overshoot (const CrViewport *viewport, CrPoint view, double inset)
{
  /* Not −0 where there is none. */
  return (CrPoint) { 0 - get_way_inside (view.x, viewport->width, inset), 0 - get_way_inside (view.y, viewport->height, inset) };
}

gboolean
cr_viewport_reveal (CrViewport *viewport, double x, double y, double margin)
{
  CrPoint view = cr_viewport_to_view (viewport, x, y);
  double dx = get_way_inside (view.x, viewport->width, margin);
  double dy = get_way_inside (view.y, viewport->height, margin);

  if (dx == 0 && dy == 0)
    return FALSE;
  cr_viewport_pan (viewport, dx, dy);
  return TRUE;
}
