/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down whose list opens where what is chosen can be seen. */
#pragma once

#include "cr-gate.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the list of this GtkDropDown or AdwComboRow open at what is chosen, however long it is: GTK opens it where it was left, at first at the
 * top. Returns it. */
GtkWidget *cr_choice_open_at_chosen (GtkWidget *choice);

/* Shows no tooltip of the button, of what is in it, or of what it is in, while its menu or list is open: what the button does is known then, and the
 * tooltip would lie over the menu. To be called once for each menu; tooltips set while it is open come back at once. */
void cr_choice_keep_clear (GtkWidget *button, GtkWidget *menu);

/* What a unit may have as its activation (const CrGate): first NULL, which is linear, then the gates that are made for it, then all others that fit. */
GPtrArray *cr_choice_list_activations (void);

/* Gives the button a menu of radio buttons, in which keys go on from what is chosen. */
void cr_choice_set_menu (GtkMenuButton *button, GMenuModel *menu);

/* Takes the focus back to the button when its menu closes, to be called once the menu is set: a menu that closes with one of its submenus leaves the
 * focus in it, where no key is heard. */
void cr_choice_return_focus (GtkMenuButton *button);

/* The list of an open choice, for tests; NULL before it has been made. */
GtkWidget *cr_choice_find_list (GtkWidget *choice);

G_END_DECLS
