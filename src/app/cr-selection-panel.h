/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of several nodes: how many they are, and what may be done with them. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_SELECTION_PANEL (cr_selection_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrSelectionPanel, cr_selection_panel, CR, SELECTION_PANEL, CrPanel)

GtkWidget *cr_selection_panel_new (CrCanvas *canvas);

G_END_DECLS
