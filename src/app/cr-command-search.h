/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search over all that can be done by key or menu: the rows of the two tables of actions, found by their words. */
#pragma once

#include "cr-canvas.h"

G_BEGIN_DECLS

#define CR_TYPE_COMMAND_SEARCH (cr_command_search_get_type ())
G_DECLARE_FINAL_TYPE (CrCommandSearch, cr_command_search, CR, COMMAND_SEARCH, GtkPopover)

/* A search in a popover for the window that it will be in, and the actions of that window's @canvas (transfer floating). */
GtkWidget *cr_command_search_new (CrCanvas *canvas);

/* Opens it, empty: it lists what can be done now, in the tables' order. */
void cr_command_search_open (CrCommandSearch *search);

/* --- For tests --- */

/* What is typed there; takes effect at once. */
void cr_command_search_set_words (CrCommandSearch *search, const char *words);

/* The action that is found at that place ("win.save"), or NULL below the last. */
const char *cr_command_search_get_found (CrCommandSearch *search, guint place);

/* What Enter does: closes it and does what is selected. */
void cr_command_search_run (CrCommandSearch *search);

G_END_DECLS
