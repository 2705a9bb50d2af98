/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check of every wire: one button, badges on the canvas, a slider for the step and what the error does with it. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_CHECK_PANEL (cr_check_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrCheckPanel, cr_check_panel, CR, CHECK_PANEL, CrPanel)

GtkWidget *cr_check_panel_new (CrCanvas *canvas);

/* What is broken on purpose, and is to be checked as it is. */
void cr_check_panel_set_fault (CrCheckPanel *panel, CrKey key, CrFault fault);

/* Checks all wires, off the main loop; what was found before is gone. */
void cr_check_panel_run (CrCheckPanel *panel);

/* Whether it is at work. */
gboolean cr_check_panel_is_running (CrCheckPanel *panel);

G_END_DECLS
