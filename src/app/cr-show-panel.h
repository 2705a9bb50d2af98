/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown of a training beside the numbers: switches. */
#pragma once

#include "cr-results-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_SHOW_PANEL (cr_show_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrShowPanel, cr_show_panel, CR, SHOW_PANEL, CrPanel)

/* Its switches are properties of @results. */
GtkWidget *cr_show_panel_new (CrCanvas *canvas, CrResultsPanel *results);

G_END_DECLS
