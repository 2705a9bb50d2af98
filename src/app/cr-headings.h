/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings over the columns of a net on the canvas: how many units a layer has, minus and plus, its activation, layers more or less. */
#pragma once

#include "cr-canvas.h"

G_BEGIN_DECLS

#define CR_TYPE_HEADINGS (cr_headings_get_type ())
G_DECLARE_FINAL_TYPE (CrHeadings, cr_headings, CR, HEADINGS, GtkWidget)

/**
 * CrHeadings:
 *
 * Lies over a canvas and lets through what is not on one of its buttons. Property: "canvas" (CrCanvas, set once).
 */

/* What can be done with layers, counted as cr_network_find_layers() does: adds the actions "win.add-unit", "win.remove-unit",
 * "win.add-layer", "win.remove-layer" (with the layer) and "win.set-activation" (layer and name) to a map. */
void cr_headings_add_actions (CrHeadings *headings, GActionMap *map);

G_END_DECLS
