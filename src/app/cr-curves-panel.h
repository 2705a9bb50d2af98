/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a run has gone: the curves of loss and accuracy, and the figures of now or of the epoch that is pointed at. */
#pragma once

#include "cr-run-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_CURVES_PANEL (cr_curves_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrCurvesPanel, cr_curves_panel, CR, CURVES_PANEL, CrRunPanel)

GtkWidget *cr_curves_panel_new (CrCanvas *canvas);

G_END_DECLS
