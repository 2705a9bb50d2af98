/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heading over one column of a net: of a layer with its menu and its buttons, or of what goes in and comes out. */
#pragma once

#include "cr-network.h"
#include "cr-network-captions.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The heading of a layer (transfer floating), which is the one with that @index: its menu and buttons act on that through the window. */
GtkWidget *cr_heading_new (const CrNetworkLayer *layer, guint index);

/* Has a heading say what its layer is now: other units, another activation. Its buttons stay the same widgets, so that clicks on them go on. */
void cr_heading_update (GtkWidget *heading, const CrNetworkLayer *layer);

/* What stands over the inputs and the loss (transfer floating): there is nothing to change about them here. */
GtkWidget *cr_heading_new_caption (const CrColumn *column);
void cr_heading_update_caption (GtkWidget *caption, const CrColumn *column);

G_END_DECLS
