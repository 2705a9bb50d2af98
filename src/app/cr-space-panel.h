/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The space that a layer of two neurons has learned: the plane as the layer bends it. */
#pragma once

#include "cr-one-layer-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_SPACE_PANEL (cr_space_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrSpacePanel, cr_space_panel, CR, SPACE_PANEL, CrOneLayerPanel)

GtkWidget *cr_space_panel_new (CrCanvas *canvas);

/* How many examples it shows, and where the one is, for tests. */
guint cr_space_panel_get_n_examples (CrSpacePanel *panel);
void cr_space_panel_get_example (CrSpacePanel *panel, guint example, double *first, double *second);

G_END_DECLS
