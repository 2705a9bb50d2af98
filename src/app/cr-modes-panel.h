/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forward mode at a switch: how every value moves with one number of a source, and what that costs against one backward pass. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_MODES_PANEL (cr_modes_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrModesPanel, cr_modes_panel, CR, MODES_PANEL, CrPanel)

GtkWidget *cr_modes_panel_new (CrCanvas *canvas);

G_END_DECLS
