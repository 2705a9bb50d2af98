/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the neurons of a layer respond to the data: histograms of their activations and of the gradients that reach them. */
#pragma once

#include "cr-one-layer-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_LAYER_PANEL (cr_layer_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrLayerPanel, cr_layer_panel, CR, LAYER_PANEL, CrOneLayerPanel)

GtkWidget *cr_layer_panel_new (CrCanvas *canvas);

#define CR_LAYER_PANEL_N_BINS 40

/* How many activations, or gradients, lie in each of the bins, for tests. */
const guint32 *cr_layer_panel_get_counts (CrLayerPanel *panel, gboolean of_gradients);

G_END_DECLS
