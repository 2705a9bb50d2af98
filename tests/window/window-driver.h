/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window within a test's own process, and ways to find what it shows. */
#pragma once

#include "cr-application.h"

/* The program, started once for the process; it shows no window yet. */
CrApplication *driver_get_application (void);

/* A window with its start page, on the screen. */
CrWindow *driver_open_window (void);

/* A window that shows that example. */
CrWindow *driver_open_example (const char *name);

/* Closes a window without asking. */
void driver_close (CrWindow *window);

/* Lets the program run until @is_so says so; fails after a minute. */
void driver_wait (gboolean (*is_so) (gpointer data), gpointer data);

/* Lets the program do all that it has to do now. */
void driver_settle (void);

/* The first widget of that type below @root (itself too) in drawing order, or NULL. */
gpointer driver_find (GtkWidget *root, GType type);

/* All of them; free the array with g_ptr_array_unref(). */
GPtrArray *driver_find_all (GtkWidget *root, GType type);

/* Whether a label below @root that can be seen has @text in it. */
gboolean driver_sees (GtkWidget *root, const char *text);

/* The dialog that stands over @window, a question or the preferences; or NULL. */
GtkWidget *driver_find_dialog (CrWindow *window);
void driver_close_dialog (GtkWidget *dialog);

/* Presses the button of that answer in the question that stands over @window. */
void driver_answer (CrWindow *window, const char *answer);

CrCanvas *driver_get_canvas (CrWindow *window);

/* The key of the node of that id in the window's document. */
CrKey driver_find_node (CrWindow *window, const char *id);

/* The value and the gradient of a node that is one number. */
double driver_get_value (CrWindow *window, const char *id);
double driver_get_gradient (CrWindow *window, const char *id);
