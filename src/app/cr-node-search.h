/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the outline is searched by: a field for words, buttons to the next and the one before, and how many nodes are found.
 *
 * Signals: "changed" when other words are searched for; "go" (int direction) when the next node (1) or the one before (−1) is asked for;
 * "stopped" when the search is given up. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_NODE_SEARCH (cr_node_search_get_type ())
G_DECLARE_FINAL_TYPE (CrNodeSearch, cr_node_search, CR, NODE_SEARCH, GtkBox)

/* Transfer floating. */
CrNodeSearch *cr_node_search_new (void);

/* What is searched for, casefolded and without blanks around; "" for nothing. Valid until it changes. */
const char *cr_node_search_get_words (CrNodeSearch *search);
void cr_node_search_set_words (CrNodeSearch *search, const char *words);

/* Puts the focus into the field, its words selected. */
void cr_node_search_start (CrNodeSearch *search);

/* Says how many of @n_nodes are found. */
void cr_node_search_show_count (CrNodeSearch *search, guint n_found, guint n_nodes);

G_END_DECLS
