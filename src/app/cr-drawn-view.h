/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that shows what a function draws: pictures of src/drawing in a panel. */
#pragma once

#include "cr-pen.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_DRAWN_VIEW (cr_drawn_view_get_type ())
G_DECLARE_FINAL_TYPE (CrDrawnView, cr_drawn_view, CR, DRAWN_VIEW, GtkWidget)

/* @area: all of the widget. */
typedef void (*CrDrawFunction) (const CrPen *pen, const CrArea *area, gpointer data);

/**
 * cr_drawn_view_new:
 * @draw: draws the picture, in the colours that are light or dark as the program is
 * @data: for @draw; it lives as long as the widget
 * @aspect: how high it is for its width
 *
 * It is drawn anew after gtk_widget_queue_draw().
 *
 * Returns: a widget without a name for screen readers; one is to be given
 */
GtkWidget *cr_drawn_view_new (CrDrawFunction draw, gpointer data, double aspect);

/* Another height for its width. */
void cr_drawn_view_set_aspect (CrDrawnView *view, double aspect);

/* The area that @draw gets. */
CrArea cr_drawn_view_get_area (CrDrawnView *view);

G_END_DECLS
