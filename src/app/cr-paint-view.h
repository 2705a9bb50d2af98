/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The square on which points are painted, erased and moved. It shows points and tells of strokes; it changes nothing itself. */
#pragma once

#include "cr-examples-shown.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_PAINT_VIEW (cr_paint_view_get_type ())
G_DECLARE_FINAL_TYPE (CrPaintView, cr_paint_view, CR, PAINT_VIEW, GtkWidget)

/**
 * CrPaintView:
 *
 * Signals: "begin" (double x1, double x2), "move" (double x1, double x2), "end": a stroke in coordinates of the plane, held within it. With keys:
 * arrows move a cross-hair, Space or Enter is a stroke of one point there.
 */

GtkWidget *cr_paint_view_new (void);

/* Shows these examples (borrowed until others are set); NULL shows none. */
void cr_paint_view_set_examples (CrPaintView *view, const CrExamplesShown *examples);

/* A plane coordinate for each pixel: how far a stroke's tool reaches. */
double cr_paint_view_get_unit (CrPaintView *view);

G_END_DECLS
