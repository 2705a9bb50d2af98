/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points that stand in the file: painted, erased and moved by hand, or taken from a CSV file. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_PAINT_PANEL (cr_paint_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrPaintPanel, cr_paint_panel, CR, PAINT_PANEL, CrPanel)

GtkWidget *cr_paint_panel_new (CrCanvas *canvas);

/* Takes the points of a CSV text: an undo step; where it is none, the panel says why. */
void cr_paint_panel_take_csv (CrPaintPanel *panel, const char *text, gsize length);

/* The same from a file, which is read off the main loop. */
void cr_paint_panel_take_file (CrPaintPanel *panel, GFile *file);

G_END_DECLS
