/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss over two chosen parameters as a surface, with the way that the run has gone down on it. */
#pragma once

#include "cr-run-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_LANDSCAPE_PANEL (cr_landscape_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrLandscapePanel, cr_landscape_panel, CR, LANDSCAPE_PANEL, CrRunPanel)

GtkWidget *cr_landscape_panel_new (CrCanvas *canvas);

/* For tests: the names of the two parameters, or NULL before there are any; the loss that is shown nearest to these values of them, NAN
 * where none is shown; how many places the way goes through. */
const char *cr_landscape_panel_get_name (CrLandscapePanel *panel, guint which);
double cr_landscape_panel_get_loss (CrLandscapePanel *panel, double first, double second);
gsize cr_landscape_panel_get_n_path (CrLandscapePanel *panel);

G_END_DECLS
