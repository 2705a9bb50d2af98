/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of the graph is seen, and how large. View coordinates are pixels from the widget's top left corner,
 * graph coordinates those of the file; y grows downwards in both. */
#pragma once

#include "cr-node.h"

G_BEGIN_DECLS

#define CR_ZOOM_MINIMUM 0.01
#define CR_ZOOM_MAXIMUM 8.0

/**
 * CrViewport:
 * @zoom: view pixels for one pixel of the graph, %CR_ZOOM_MINIMUM … %CR_ZOOM_MAXIMUM
 * @centre: the point of the graph in the middle of the view
 * @width: of the view, in pixels; 0 before it is known
 * @height: of the view
 */
typedef struct
{
  double zoom;
  CrPoint centre;
  double width;
  double height;
} CrViewport;

/* 100 %, the origin of the graph in the middle. */
#define CR_VIEWPORT_INIT ((CrViewport) { .zoom = 1 })

CrPoint cr_viewport_to_graph (const CrViewport *viewport, double view_x, double view_y);
CrPoint cr_viewport_to_view (const CrViewport *viewport, double x, double y);

/* Moves the graph under the view by so many view pixels. */
void cr_viewport_pan (CrViewport *viewport, double view_dx, double view_dy);

/* Sets the zoom, held within its limits; the point of the graph under (view_x, view_y) stays there. */
void cr_viewport_zoom_at (CrViewport *viewport, double zoom, double view_x, double view_y);

/* The next larger (direction 1) or smaller (−1) step of the ladder … 50, 71, 100, 141, 200 … 800 %. */
double cr_viewport_get_next_zoom (const CrViewport *viewport, int direction);

/**
 * cr_viewport_fit:
 * @x: left edge of a rectangle of the graph
 * @y: top edge
 * @width: its width, 0 or more
 * @height: its height, 0 or more
 * @margin: view pixels to leave free on each side
 * @most: the largest zoom wanted, so that one small node does not fill the window
 *
 * Puts the rectangle into the middle of the view, as large as it goes. Does nothing while the view has no size.
 */
void cr_viewport_fit (CrViewport *viewport, double x, double y, double width, double height, double margin, double most);

/* How far beyond the inset edges of the view a place in it is: (0, 0) inside, (−5, 0) five pixels too far left. */
CrPoint cr_viewport_get_overshoot (const CrViewport *viewport, CrPoint view, double inset);

/* Pans as little as is needed to bring a point of the graph at least @margin view pixels inside. Returns whether it had to. */
gboolean cr_viewport_reveal (CrViewport *viewport, double x, double y, double margin);

G_END_DECLS
