/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the graph's examples come from: the generators as pictures of their points, and what may be said of them. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_DATA_PANEL (cr_data_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrDataPanel, cr_data_panel, CR, DATA_PANEL, CrPanel)

GtkWidget *cr_data_panel_new (CrCanvas *canvas);

G_END_DECLS
