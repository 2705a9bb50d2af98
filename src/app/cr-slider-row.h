/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row with a name, a share in per cent and a slider for it below. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_SLIDER_ROW (cr_slider_row_get_type ())
G_DECLARE_FINAL_TYPE (CrSliderRow, cr_slider_row, CR, SLIDER_ROW, GtkListBoxRow)

/**
 * CrSliderRow:
 *
 * Signals: "moved" (double value): the slider was moved by pointer or key; more may follow until "rested": it was let go.
 */

/* From 0 to @maximum (1 is 100 %) in hundredths. */
GtkWidget *cr_slider_row_new (const char *title, double maximum);

/* What it stands at; beyond its ends the number is shown as it is. NAN: nothing, since it says nothing of what there is. */
void cr_slider_row_set_value (CrSliderRow *row, double value);

/* The slider, for tests. */
GtkRange *cr_slider_row_get_range (CrSliderRow *row);

G_END_DECLS
