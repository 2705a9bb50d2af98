/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves a window's document in another form: pictures, programs, and paper. */
#pragma once

#include "cr-program.h"
#include "cr-window.h"

G_BEGIN_DECLS

/* Asks for a file and writes the picture there: PNG, SVG or PDF by its ending. Numbers are those of the example that is shown. */
void cr_window_export_picture (CrWindow *window);

/* Asks for a file and writes the graph there in that language, with the numbers that it has now. */
void cr_window_export_program (CrWindow *window, const CrLanguage *language);

/* Fills a menu with one item for each language that a graph can be written in: "win.export-program" with its name. */
void cr_window_fill_program_menu (GMenu *menu);

/* Asks for a printer and prints the picture on one page. */
void cr_window_print (CrWindow *window);

G_END_DECLS
