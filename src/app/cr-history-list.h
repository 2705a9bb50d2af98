/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a document by name, the newest on top: those that undo would take back, and above them those that redo would bring. */
#pragma once

#include "cr-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_HISTORY_LIST (cr_history_list_get_type ())
G_DECLARE_FINAL_TYPE (CrHistoryList, cr_history_list, CR, HISTORY_LIST, GtkPopover)

/* A list in a popover (transfer floating). A row that is chosen runs win.go-to-version; the list stays open, so that versions can be compared. */
GtkWidget *cr_history_list_new (void);

/* Shows the document's steps, pointing to the widget that it is in; follows the document while it is open. */
void cr_history_list_open (CrHistoryList *list, CrDocument *document);

/* The versions as the list has them, the newest first: for tests. */
GListModel *cr_history_list_get_rows (CrHistoryList *list);

G_END_DECLS
