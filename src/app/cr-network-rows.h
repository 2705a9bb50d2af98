/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hidden layers of a net that is being described: a row a layer, in a group with a button for one more. */
#pragma once

#include "cr-network.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_NETWORK_ROWS (cr_network_rows_get_type ())
G_DECLARE_FINAL_TYPE (CrNetworkRows, cr_network_rows, CR, NETWORK_ROWS, AdwPreferencesGroup)

/**
 * cr_network_rows_new:
 * @network: a description, written to by the rows; its last layer, the output, is none of them
 * @activations: (element-type CrGate): what may be chosen; %NULL is linear
 *
 * Both live at least as long as the rows. Signal "changed" (gboolean are_others): something was changed; whether there are more or fewer
 * layers than before, so that cr_network_rows_update() is to be called.
 */
CrNetworkRows *cr_network_rows_new (CrNetwork *network, GPtrArray *activations);

/* Shows the layers that the description has now. */
void cr_network_rows_update (CrNetworkRows *rows);

/* The names of activations for a list (transfer full), and the place of a gate among gates. */
GtkStringList *cr_network_list_activations (GPtrArray *activations);
guint cr_network_find_gate (GPtrArray *gates, const CrGate *gate);

G_END_DECLS
