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

/* Shows a curve over the one feature of the examples in place of a map: its height in the middles of @n equal parts of −6…6; copied. */
void cr_surface_view_set_curve (CrSurfaceView *view, const double *values, guint n);

/* The point that wears a ring, or -1. */
void cr_surface_view_set_chosen (CrSurfaceView *view, int point);

/* Whether points for testing are shown; whether the map shows the answer alone, without its certainty. */
void cr_surface_view_set_options (CrSurfaceView *view, gboolean shows_test, gboolean is_discrete);

/* The map, and the curve, that is shown, for tests. */
const CrMap *cr_surface_view_get_map (CrSurfaceView *view);
const double *cr_surface_view_get_curve (CrSurfaceView *view, guint *n);

G_END_DECLS
