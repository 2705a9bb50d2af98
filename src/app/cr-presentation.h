/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The presentation: a document's graph as slides, over the whole window, led by keys alone. */
#pragma once

#include "cr-canvas.h"

G_BEGIN_DECLS

#define CR_TYPE_PRESENTATION (cr_presentation_get_type ())
G_DECLARE_FINAL_TYPE (CrPresentation, cr_presentation, CR, PRESENTATION, GtkWidget)

/**
 * CrPresentation:
 *
 * Signal "leave": Escape or F5 was pressed.
 *
 * Where the file has scenes, Page Up, Page Down and Space go from one to the next, and the arrows step within them; else all of them step.
 * B blanks the screen, D changes between white and dark, S lights the gate of the step, R reveals what is hidden, P plays.
 */

/* For the document of that canvas, whose player it drives. */
GtkWidget *cr_presentation_new (CrCanvas *canvas);

/* Begins with the first scene, or where the timeline stands (at its start, where that is its end). */
void cr_presentation_start (CrPresentation *presentation);

/* Which scene is shown, from 0; -1 where there is none. */
int cr_presentation_get_scene (CrPresentation *presentation);

/* The slide in words, as those hear it who do not see it. */
const char *cr_presentation_get_description (CrPresentation *presentation);

gboolean cr_presentation_is_blank (CrPresentation *presentation);

/* What a key does; FALSE where it does nothing. The window gives it every key while it is shown, so that it needs no focus. */
gboolean cr_presentation_press (CrPresentation *presentation, guint key);

G_END_DECLS
