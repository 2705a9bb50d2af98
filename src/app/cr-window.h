/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: header bar, palette, canvas, inspector for one document; the start page while there is none. */
#pragma once

#include "cr-canvas.h"
#include "cr-document.h"
#include "cr-nodes-shown.h"
#include "cr-training-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _CrApplication CrApplication;

#define CR_TYPE_WINDOW (cr_window_get_type ())
G_DECLARE_FINAL_TYPE (CrWindow, cr_window, CR, WINDOW, AdwApplicationWindow)

CrWindow *cr_window_new (CrApplication *application);

/* What it shows, or NULL: then it shows the start page. */
CrDocument *cr_window_get_document (CrWindow *window);

/**
 * cr_window_set_document:
 * @window: a window
 * @document: what to show
 * @file_name: (nullable): the name that a first save proposes, for a document without a file
 */
void cr_window_set_document (CrWindow *window, CrDocument *document, const char *file_name);

/* The name of the document's file, or the one that a first save proposes: never NULL. */
char *cr_window_dup_file_name (CrWindow *window);

/* What its document is called where it is talked of: the name of its file, or, while there is none, its title. Free with g_free(). */
char *cr_window_dup_name (CrWindow *window);

/* Whether nothing would be lost if it showed another document: the start page, or an empty graph that nobody has touched. */
gboolean cr_window_is_fresh (CrWindow *window);

/* Whether there are unsaved changes: what is being typed counts, and what a run has learned, which pauses. */
gboolean cr_window_has_changes (CrWindow *window);

/* The training of what it shows, or NULL. */
CrTrainingSession *cr_window_get_session (CrWindow *window);

/* What the nodes of the canvas show; numbers where nothing is trained. */
CrNodesShow cr_window_get_nodes_show (CrWindow *window);

/* Full screen, without chrome, until Escape; does nothing without a document. */
void cr_window_present_slides (CrWindow *window);
gboolean cr_window_is_presenting (CrWindow *window);

/* The same as soon as it shows another document. */
void cr_window_present_when_loaded (CrWindow *window);

/* Begins the guided tour on an empty graph, here if nothing would be lost, else in a new window. */
void cr_window_start_tour (CrWindow *window);

/* Asks, in a bar, whether it shall begin. */
void cr_window_offer_tour (CrWindow *window);

/* Says for a few seconds what has been done. */
void cr_window_show_toast (CrWindow *window, const char *text);

/* Shows that message (transfer full) until it is dismissed. */
void cr_window_add_toast (CrWindow *window, AdwToast *toast);

/* Says what went wrong, where, and what to do about it, and waits for a click. */
void cr_window_show_error (CrWindow *window, const char *heading, const char *message, const char *advice);

G_END_DECLS
