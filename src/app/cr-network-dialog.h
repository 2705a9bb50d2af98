/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that describes a fully connected net: inputs, layers, loss. */
#pragma once

#include "cr-network.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_NETWORK_DIALOG (cr_network_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CrNetworkDialog, cr_network_dialog, CR, NETWORK_DIALOG, AdwWindow)

/**
 * CrNetworkDialog:
 *
 * Signal "built" (CrGraph *graph): the net was asked for; the dialog closes then.
 */

/* @training: (nullable): how another graph is trained: its data may be taken, too. */
GtkWidget *cr_network_dialog_new (GtkWindow *parent, const CrTraining *training);

/* What stands in it now, for tests. */
const CrNetwork *cr_network_dialog_get_network (CrNetworkDialog *dialog);

G_END_DECLS
