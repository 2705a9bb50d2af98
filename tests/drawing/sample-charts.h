/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that the tests of charts and surfaces draw. */
#pragma once

#include "cr-chart.h"
#include "cr-node-maps.h"
#include "cr-surface-picture.h"

G_BEGIN_DECLS

#define SAMPLE_CELLS 100

/* A function of the plane at the centres of 100×100 cells of −6 … 6, the lowest row first. Free with g_free(). */
double *sample_values (double (*function) (double x, double y));

/* More than 0 in a disc of radius 3.5 around 0.5, 0.25, from −1 to 1. */
double sample_disc (double x, double y);

/* A disc and a ring of examples, every third of which tests. Free with g_free(). */
CrDataPoint *sample_examples (guint n_points);

/* A decision surface of the disc with its examples; borrows both. */
CrSurfacePicture sample_surface (const double *values, const CrDataPoint *examples, guint n_examples);

/* A falling loss with some noise. Free with g_free(). */
double *sample_losses (gsize n, double start, double end, double noise);

/* Binds x1 and x2 of a graph to the centres of @cells × @cells cells of −6 … 6, the lowest row first, and computes: the maps of
 * those of these nodes that depend on them. They borrow the tape's numbers. Free with g_free(). */
CrNodeMap *sample_node_maps (CrTape *tape, guint cells, guint *n_maps);

/* A picture in the panel's colour, to be drawn on. */
cairo_t *sample_sheet (double width, double height, gboolean dark);

/* The picture; ends the drawing. */
cairo_surface_t *sample_sheet_end (cairo_t *cairo);

G_END_DECLS
