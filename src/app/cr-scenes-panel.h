/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenes of a document: made from what the window shows, looked at, changed, put in order. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_SCENES_PANEL (cr_scenes_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrScenesPanel, cr_scenes_panel, CR, SCENES_PANEL, CrPanel)

GtkWidget *cr_scenes_panel_new (CrCanvas *canvas);

G_END_DECLS
