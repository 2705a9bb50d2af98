/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette: every gate of the table by category, to be searched, dragged onto the canvas or added by double click and Enter. */
#pragma once

#include "cr-gate.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_PALETTE (cr_palette_get_type ())
G_DECLARE_FINAL_TYPE (CrPalette, cr_palette, CR, PALETTE, AdwBin)

/**
 * CrPalette:
 *
 * Signal "gate-activated" (const CrGate *gate): this gate is to be added.
 */

GtkWidget *cr_palette_new (void);

/* Remembers which sections are open in "open-sections". */
void cr_palette_set_settings (CrPalette *palette, GSettings *settings);

/* Puts the cursor into the search. */
void cr_palette_search (CrPalette *palette);

/* Whether a search for @words finds the gate: every word is somewhere in its name, title, sign or formula; case does not matter. */
gboolean cr_palette_matches (const CrGate *gate, const char *words);

G_END_DECLS
