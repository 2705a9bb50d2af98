/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's document and the file system: open, save, and what becomes of unsaved changes. */
#pragma once

#include "cr-window.h"

G_BEGIN_DECLS

/* Asks for a file and opens it. */
void cr_window_open (CrWindow *window);

/* Reads that file and shows it in @window if that is fresh, else in a new one; a message where it cannot be read. */
void cr_window_load (CrWindow *window, GFile *file);

/* Shows an empty graph, or that example, in @window if that is fresh, else in a new one. Returns the window that shows it. */
CrWindow *cr_window_new_graph (CrWindow *window);

/* Asks for a fully connected net: into this graph, as an undo step, where it has no nodes yet, else as another document. */
void cr_window_new_network (CrWindow *window);
void cr_window_open_example (CrWindow *window, const char *name);

/* Saves, asking for a place where there is none yet. */
void cr_window_save (CrWindow *window);
void cr_window_save_as (CrWindow *window);

/* Asks what to do with unsaved changes, and closes the window unless it is to stay. */
void cr_window_ask_to_close (CrWindow *window);

/* The user has given the unsaved changes up: no draft of them is kept. */
void cr_window_discard (CrWindow *window);

/* Shows what a program that has ended left unsaved, and says so. */
void cr_window_show_recovered (CrWindow *window, CrDocument *document);

G_END_DECLS
