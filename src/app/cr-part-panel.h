/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of a group or a frame: its title, its text, whether it is folded. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_PART_PANEL (cr_part_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrPartPanel, cr_part_panel, CR, PART_PANEL, CrPanel)

GtkWidget *cr_part_panel_new (CrCanvas *canvas, CrKey key);

G_END_DECLS
