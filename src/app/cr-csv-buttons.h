/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points from outside: the buttons that open or paste a CSV table, and what is dropped. */
#pragma once

#include "cr-canvas.h"

G_BEGIN_DECLS

#define CR_TYPE_CSV_BUTTONS (cr_csv_buttons_get_type ())
G_DECLARE_FINAL_TYPE (CrCsvButtons, cr_csv_buttons, CR, CSV_BUTTONS, GtkBox)

/**
 * CrCsvButtons:
 *
 * Signals: "problem" (const char *): why the text was no table, said on the canvas too; NULL once one was taken.
 */

GtkWidget *cr_csv_buttons_new (void);

/* A table that is read becomes the points of this canvas's document: an undo step. */
void cr_csv_buttons_set_canvas (CrCsvButtons *buttons, CrCanvas *canvas);

/* Takes the points of a CSV text. */
void cr_csv_buttons_take_text (CrCsvButtons *buttons, const char *text, gsize length);

/* The same from a file, which is read off the main loop. */
void cr_csv_buttons_take_file (CrCsvButtons *buttons, GFile *file);

G_END_DECLS
