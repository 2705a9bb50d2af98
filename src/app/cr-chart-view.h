/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of a run's curves as a widget, with the numbers under the pointer. */
#pragma once

#include "cr-recording.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_CHART_VIEW (cr_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (CrChartView, cr_chart_view, CR, CHART_VIEW, GtkWidget)

/**
 * CrChartView:
 *
 * Signal "pointed" (double epoch): the pointer is over that epoch, or over none: NAN.
 */

/* What is drawn. */
typedef enum
{
  CR_CHART_LOSS,     /* over train and test, and the penalty where there is one */
  CR_CHART_ACCURACY, /* over train and test */
} CrChartKind;

GtkWidget *cr_chart_view_new (void);

/* Shows these curves (nullable), those of another run behind them (nullable), and a mark at @now, the epoch that is shown elsewhere. */
void cr_chart_view_set_curves (CrChartView *view, const CrRunCurve *curve, const CrRunCurve *other, double now);

void cr_chart_view_set_kind (CrChartView *view, CrChartKind kind);
void cr_chart_view_set_logarithmic (CrChartView *view, gboolean is_logarithmic);

G_END_DECLS
