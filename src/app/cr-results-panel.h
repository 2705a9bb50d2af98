/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the net has learned: its answers over the plane, and over the nodes of the canvas. */
#pragma once

#include "cr-nodes-shown.h"
#include "cr-run-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_RESULTS_PANEL (cr_results_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrResultsPanel, cr_results_panel, CR, RESULTS_PANEL, CrRunPanel)

/**
 * CrResultsPanel:
 *
 * Properties: "shows-test" (boolean: points for testing are shown, too), "answers-only" (boolean: the surface shows the answer without its certainty),
 * "nodes-show" (uint: #CrNodesShow).
 */

GtkWidget *cr_results_panel_new (CrCanvas *canvas);

/* Computes the surface, if it is time for it, and shows it on the nodes of the canvas; the panel's next update shows it in the panel. FALSE where
 * nothing is trained. */
gboolean cr_results_panel_show_nodes (CrResultsPanel *panel);

G_END_DECLS
