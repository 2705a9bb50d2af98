/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision surface with the examples, as a widget: points can be pointed at and chosen. */
#pragma once

#include "cr-examples-shown.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_SURFACE_VIEW (cr_surface_view_get_type ())
G_DECLARE_FINAL_TYPE (CrSurfaceView, cr_surface_view, CR, SURFACE_VIEW, GtkWidget)

/**
 * CrSurfaceView:
 *
 * Signal "chosen" (uint point): a point was clicked, or gone to by arrow keys.
 */

GtkWidget *cr_surface_view_new (void);

/* Shows these examples (borrowed until others are set); NULL shows none. */
void cr_surface_view_set_examples (CrSurfaceView *view, const CrExamplesShown *examples);

/* Shows this map; its values are copied. NULL shows none. */
void cr_surface_view_set_map (CrSurfaceView *view, const CrMap *map);

/* Shows curves over the one feature of the examples in place of a map: their heights in the middles of @n_parts equal parts of −6…6; copied. At
 * most %CR_SURFACE_MOST_CURVES. */
void cr_surface_view_set_curves (CrSurfaceView *view, const CrSurfaceCurve *curves, guint n_curves, guint n_parts);

/* The point that wears a ring, or -1. */
void cr_surface_view_set_chosen (CrSurfaceView *view, int point);

/* Whether points for testing are shown; whether the map shows the answer alone, without its certainty. */
void cr_surface_view_set_options (CrSurfaceView *view, gboolean shows_test, gboolean is_discrete);

/* The map, and the curves, that are shown, for tests; NULL where there are not so many. */
const CrMap *cr_surface_view_get_map (CrSurfaceView *view);
const CrSurfaceCurve *cr_surface_view_get_curve (CrSurfaceView *view, guint which, guint *n_parts);

G_END_DECLS
