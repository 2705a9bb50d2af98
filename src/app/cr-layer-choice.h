/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose one of a net's layers from. */
#pragma once

#include "cr-network.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *cr_layer_choice_new (void);

/**
 * cr_layer_choice_update:
 * @choice: such a list
 * @layers: (element-type CrNetworkLayer): what cr_network_find_layers() found
 * @n_units: only layers of so many units may be chosen; 0: all
 *
 * Offers these layers. What is chosen stays chosen as far as there are as many.
 *
 * Returns: the chosen layer's place in @layers, or -1 where there is none to choose; the list is hidden then
 */
int cr_layer_choice_update (GtkWidget *choice, const GArray *layers, guint n_units);

G_END_DECLS
