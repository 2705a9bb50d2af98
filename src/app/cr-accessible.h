/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for assistive technology, where the toolkit takes none from what is seen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Everything below @widget (itself too): an expander is called by its title, a button without words by its tooltip, that which closes a bar Close. */
void cr_accessible_name_all (GtkWidget *widget);

G_END_DECLS
