/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the inspector shows of one selection: the ground of the panels for a document, a node, a wire, several nodes. */
#pragma once

#include "cr-canvas.h"
#include "cr-number-format.h"

G_BEGIN_DECLS

#define CR_TYPE_PANEL (cr_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (CrPanel, cr_panel, CR, PANEL, GtkBox)

/**
 * CrPanelClass:
 * @update: shows what the document holds now; called after every change of it, so it does no more than it must
 * @works_unseen: whether a page updates it also while the page cannot be seen, since it shows something elsewhere
 */
struct _CrPanelClass
{
  GtkBoxClass parent_class;

  void (*update) (CrPanel *panel);
  gboolean works_unseen;
};

/* The canvas whose selection is shown; NULL once its window has been closed, as for a task that comes to its end after that. */
void cr_panel_set_canvas (CrPanel *panel, CrCanvas *canvas);
CrCanvas *cr_panel_get_canvas (CrPanel *panel);

void cr_panel_update (CrPanel *panel);

/* What the canvas shows; NULL where there is none, or no canvas any more. */
CrDocument *cr_panel_get_document (CrPanel *panel);
const CrGraph *cr_panel_get_graph (CrPanel *panel);
CrTape *cr_panel_get_tape (CrPanel *panel);

/* How the document's numbers are written. */
CrNumberFormat cr_panel_get_format (CrPanel *panel);

/* Whether a number is to be predicted, and so must not be told. */
gboolean cr_panel_hides (CrPanel *panel, CrKey key, gboolean gradient);

/* Whether what explains a node's gradient would tell a hidden one: its own, or that of a gate that uses it. */
gboolean cr_panel_hides_reason (CrPanel *panel, CrKey key);

/* Takes a new version over as one undo step and frees it; NULL does nothing. */
void cr_panel_take_edit (CrPanel *panel, CrGraph *graph, const char *name);

/* --- What panels are made of --- */

/* Adds a line of text at the left of @column, or of the panel; free to wrap. @style: a class of the style sheet. */
GtkWidget *cr_panel_append_text (GtkWidget *column, const char *style);
GtkWidget *cr_panel_append_label (CrPanel *panel, const char *style);

/* Adds the two tiles for a value and its gradient, side by side. */
void cr_panel_append_tiles (CrPanel *panel, GtkWidget **value, GtkWidget **gradient);

/* What they show of @key: NULL where there is none; nothing of what is hidden. They stand below one another where a matrix needs the room. */
void cr_panel_update_tiles (CrPanel *panel, CrKey key, GtkWidget *value, const CrNumbers *values, GtkWidget *gradient, const CrNumbers *gradients);

/* Replaces a label's markup, if it is another. */
void cr_panel_set_markup (GtkWidget *label, const char *markup);

/* A list of rows with a border. */
GtkWidget *cr_panel_new_list (const char *accessible_name);

/* A row with a text at the left and a control at the right, for such a list. */
GtkWidget *cr_panel_new_row (const char *title, GtkWidget *control);

/* A button of which a tooltip says more; a click calls @on_clicked with @target. */
GtkWidget *cr_panel_new_button (const char *title, const char *explanation, GCallback on_clicked, gpointer target);

/* A list to choose from, as a row's control; what is too long for its place is cut there, not in the list itself. */
GtkWidget *cr_panel_new_choice (GtkStringList *choices);

/* Shows these choices (transfer full), unless it does already. */
void cr_panel_set_choices (GtkWidget *choice, GtkStringList *choices);

/* How a node is called, and what stands in it, as markup. Free with g_free(). */
char *cr_panel_dup_name (const CrNode *node);
char *cr_panel_dup_symbol (const CrNode *node);

G_END_DECLS
