/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel about one layer of a net, which is chosen from a list: the ground of those that look into a layer. */
#pragma once

#include "cr-network.h"
#include "cr-run-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_ONE_LAYER_PANEL (cr_one_layer_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (CrOneLayerPanel, cr_one_layer_panel, CR, ONE_LAYER_PANEL, CrRunPanel)

/**
 * CrOneLayerPanelClass:
 * @show_layer: shows the layer @index of @layers (of #CrNetworkLayer) over @data, which has examples to train with; returns (nullable): a
 *   sentence to be shown instead where it cannot be
 * @n_units: only layers of so many units may be chosen; 0: all
 * @lack: the sentence for a graph without such a layer
 */
struct _CrOneLayerPanelClass
{
  CrRunPanelClass parent_class;

  const char *(*show_layer) (CrOneLayerPanel *panel, const CrGraph *graph, const GArray *layers, guint index, const CrData *data);
  guint n_units;
  const char *lack;
};

/* Makes it one that is opened by its heading, with the list of layers; returns the column for what is shown of the chosen one. */
GtkWidget *cr_one_layer_panel_fold (CrOneLayerPanel *panel, const char *title, const char *sentence);

G_END_DECLS
