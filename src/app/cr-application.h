/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop program: its windows, one a document. */
#pragma once

#include "cr-drafts.h"
#include "cr-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_APPLICATION (cr_application_get_type ())
G_DECLARE_FINAL_TYPE (CrApplication, cr_application, CR, APPLICATION, AdwApplication)

CrApplication *cr_application_new (void);

/* The program's settings; NULL where the schema is not installed. */
GSettings *cr_application_get_settings (CrApplication *application);

/* Where drafts of unsaved changes are kept; NULL where none can be. */
CrDrafts *cr_application_get_drafts (CrApplication *application);

/* The window that shows that file, or NULL. */
CrWindow *cr_application_find_window (CrApplication *application, GFile *file);

/* Raises the window that shows that file; else opens it in @window if that is still fresh, else in a new window. */
void cr_application_open_file (CrApplication *application, CrWindow *window, GFile *file);

/* Notes which files are open, for the next start; to be called whenever these are others. */
void cr_application_remember_session (CrApplication *application);

/* Gives up to leave the program: a window is to stay. */
void cr_application_stay (CrApplication *application);

/* The same window if it is still fresh, else a new one: where the next document goes. */
CrWindow *cr_application_choose_window (CrApplication *application, CrWindow *window);

G_END_DECLS
