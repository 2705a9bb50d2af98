/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what the window and the program do by key: accelerators, the shortcuts window and the tests walk it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_ACTION_MAX_ACCELERATORS 3

typedef enum
{
  CR_ACTION_SECTION_FILE,
  CR_ACTION_SECTION_HISTORY,
  CR_ACTION_SECTION_TRAINING,
  CR_ACTION_SECTION_FIND,
  CR_ACTION_SECTION_WINDOW,
  CR_ACTION_SECTION_PROGRAM,
  CR_ACTION_N_SECTIONS
} CrActionSection;

/**
 * CrAction:
 * @name: the action, "win.save"
 * @section: under which heading it is listed
 * @title: what it does, in words; not translated yet, see cr_action_get_title()
 * @accelerators: keys as gtk_accelerator_parse() reads them, %NULL after the last; one without any is not listed
 */
typedef struct
{
  const char *name;
  CrActionSection section;
  const char *title;
  const char *accelerators[CR_ACTION_MAX_ACCELERATORS + 1];
} CrAction;

/* The whole table, in the order in which it is listed. */
const CrAction *cr_action_get_all (guint *n_actions);

/* The row of that action, or NULL. */
const CrAction *cr_action_find (const char *name);

/* The translated heading of a section ("Files"). */
const char *cr_action_section_get_title (CrActionSection section);

/* Its title, translated. */
const char *cr_action_get_title (const CrAction *action);

/* The title and first key of an action of this table or of the canvas's: "Save (Ctrl+S)". Free with g_free(). */
char *cr_action_dup_tooltip (const char *name);

/* Gives the program the keys of this table, and those of the canvas's table that work wherever the focus is. */
void cr_actions_install_accelerators (GtkApplication *application);

/* The list of all keys (this table's, then the canvas's) for GtkBuilder; free with g_free(). */
char *cr_actions_write_shortcuts_ui (void);

/* A window that lists them (transfer floating). */
GtkWidget *cr_actions_new_shortcuts_window (void);

G_END_DECLS
