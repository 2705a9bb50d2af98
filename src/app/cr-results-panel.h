/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the net has learned: its answers over the plane, the curves of the run, losses and accuracies. */
#pragma once

#include "cr-panel.h"
#include "cr-training-session.h"

G_BEGIN_DECLS

#define CR_TYPE_RESULTS_PANEL (cr_results_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrResultsPanel, cr_results_panel, CR, RESULTS_PANEL, CrPanel)

/* What the nodes of the canvas show while there are data. */
typedef enum
{
  CR_NODES_SHOW_NUMBERS,   /* of the example that is chosen */
  CR_NODES_SHOW_VALUES,    /* maps over the plane of their values */
  CR_NODES_SHOW_GRADIENTS, /* maps of ∂L/∂node */
  CR_N_NODES_SHOW
} CrNodesShow;

/**
 * CrResultsPanel:
 *
 * Properties: "shows-test" (boolean: points for testing are shown, too), "answers-only" (boolean: the surface shows the answer without its certainty),
 * "nodes-show" (uint: #CrNodesShow).
 */

GtkWidget *cr_results_panel_new (CrCanvas *canvas);

/* The run whose curves are shown; NULL for none. */
void cr_results_panel_set_session (CrResultsPanel *panel, CrTrainingSession *session);

G_END_DECLS
