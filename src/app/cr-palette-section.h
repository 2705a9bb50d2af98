/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One category of the palette: a heading with the number of its gates that folds, and a tile a gate. */
#pragma once

#include "cr-gate.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_PALETTE_SECTION (cr_palette_section_get_type ())
G_DECLARE_FINAL_TYPE (CrPaletteSection, cr_palette_section, CR, PALETTE_SECTION, GtkBox)

/**
 * CrPaletteSection:
 *
 * Property: "open" (boolean). Signal "gate-activated" (const CrGate *gate): by double click or Enter on its tile.
 */

GtkWidget *cr_palette_section_new (CrCategory category);

CrCategory cr_palette_section_get_category (CrPaletteSection *section);
gboolean cr_palette_section_get_open (CrPaletteSection *section);
void cr_palette_section_set_open (CrPaletteSection *section, gboolean is_open);

/* Shows the gates that a search for @words finds, unfolded; all of them, folded as they were, without @words. Returns the first one found. */
const CrGate *cr_palette_section_filter (CrPaletteSection *section, const char *words);

G_END_DECLS
