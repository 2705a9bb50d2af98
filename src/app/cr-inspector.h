/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector: the panel that fits what is selected on the canvas, always up to date. */
#pragma once

#include "cr-canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_INSPECTOR (cr_inspector_get_type ())
G_DECLARE_FINAL_TYPE (CrInspector, cr_inspector, CR, INSPECTOR, AdwBin)

/**
 * CrInspector:
 *
 * Property: "canvas" (CrCanvas, construct-only): whose selection is shown.
 */

/* As a sheet from below it is as high as it must be, @height at most; 0: as high as the window. */
void cr_inspector_set_sheet_height (CrInspector *inspector, int height);

/* What it shows now, for tests. */
GtkWidget *cr_inspector_get_panel (CrInspector *inspector);

G_END_DECLS
