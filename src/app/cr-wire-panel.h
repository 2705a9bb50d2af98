/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of a wire: what it carries forward and back, and why. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_WIRE_PANEL (cr_wire_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrWirePanel, cr_wire_panel, CR, WIRE_PANEL, CrPanel)

/* Of the wire into @operand of @to. */
GtkWidget *cr_wire_panel_new (CrCanvas *canvas, CrKey to, guint operand);

G_END_DECLS
