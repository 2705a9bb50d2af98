/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file choosers: of graphs to open and to save, and of pictures and programs to write. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  CR_FILE_DIALOG_OPEN,
  CR_FILE_DIALOG_SAVE,
  CR_FILE_DIALOG_PICTURE,
  CR_FILE_DIALOG_PROGRAM,
  CR_FILE_DIALOG_DATA,
} CrFileDialog;

typedef void (*CrFileChosen) (GtkWindow *parent, GFile *file, gpointer data);

/**
 * cr_file_dialog_run:
 * @parent: the window that asks
 * @dialog: what for
 * @beside: (nullable): a file whose folder is shown first
 * @name: (nullable): the name that is proposed; a program's has the ending that its language has
 * @chosen: called with the file once one is chosen, or with %NULL when the dialog is left without one
 * @data: for @chosen
 *
 * Asks; returns at once. The name of a graph to save gets its ending, .chainrule, where none was typed.
 */
void cr_file_dialog_run (GtkWindow *parent, CrFileDialog dialog, GFile *beside, const char *name, CrFileChosen chosen, gpointer data);

G_END_DECLS
