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

G_END_DECLS
