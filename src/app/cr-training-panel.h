/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the graph is trained: loss, optimizer, batch, penalty, and where a run stops. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_TRAINING_PANEL (cr_training_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrTrainingPanel, cr_training_panel, CR, TRAINING_PANEL, CrPanel)

GtkWidget *cr_training_panel_new (CrCanvas *canvas);

G_END_DECLS
