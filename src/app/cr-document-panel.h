/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector while nothing is selected: the graph as a whole. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_DOCUMENT_PANEL (cr_document_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrDocumentPanel, cr_document_panel, CR, DOCUMENT_PANEL, CrPanel)

GtkWidget *cr_document_panel_new (CrCanvas *canvas);

G_END_DECLS
