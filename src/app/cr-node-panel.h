/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of a node: its numbers, its attributes, what feeds it, how it is called. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_NODE_PANEL (cr_node_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrNodePanel, cr_node_panel, CR, NODE_PANEL, CrPanel)

GtkWidget *cr_node_panel_new (CrCanvas *canvas, CrKey key);

G_END_DECLS
