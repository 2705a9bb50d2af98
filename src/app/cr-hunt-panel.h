/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find the broken gate: starting it, measuring single wires, naming the gate, and the solution. */
#pragma once

#include "cr-check-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_HUNT_PANEL (cr_hunt_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrHuntPanel, cr_hunt_panel, CR, HUNT_PANEL, CrPanel)

/* @check: the check of all wires, which is out of reach as long as the gate is not found. */
GtkWidget *cr_hunt_panel_new (CrCanvas *canvas, CrCheckPanel *check);

G_END_DECLS
