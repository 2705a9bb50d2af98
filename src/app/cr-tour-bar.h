/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar over the canvas that leads through the guided tour. */
#pragma once

#include "cr-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_TOUR_BAR (cr_tour_bar_get_type ())
G_DECLARE_FINAL_TYPE (CrTourBar, cr_tour_bar, CR, TOUR_BAR, AdwBin)

/* Hidden, without a tour. */
GtkWidget *cr_tour_bar_new (void);

/* Leads through the tour in @document until that is another one, or the user leaves; NULL ends it. */
void cr_tour_bar_set_document (CrTourBar *bar, CrDocument *document);

/* The document that the tour goes through, or NULL. */
CrDocument *cr_tour_bar_get_document (CrTourBar *bar);

G_END_DECLS
