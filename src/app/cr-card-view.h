/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a gradient in the inspector: the chain rule in symbols, a line for each use, their sum, and buttons that copy it. */
#pragma once

#include "cr-card.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_CARD_VIEW (cr_card_view_get_type ())
G_DECLARE_FINAL_TYPE (CrCardView, cr_card_view, CR, CARD_VIEW, GtkBox)

GtkWidget *cr_card_view_new (void);

/**
 * cr_card_view_set_card:
 * @view: a view
 * @card: (transfer full) (nullable): what it shows; %NULL hides it
 * @heading: (nullable): markup over it
 * @is_shown: FALSE: only the buttons, where the panel shows the same otherwise
 */
void cr_card_view_set_card (CrCardView *view, CrCard *card, const char *heading, gboolean is_shown);

/* What is shown now, or NULL. */
const CrCard *cr_card_view_get_card (CrCardView *view);

G_END_DECLS
