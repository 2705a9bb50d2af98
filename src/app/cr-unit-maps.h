/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The maps over the plane of all units of one layer, side by side: also where the layer is one node, in which they are small. */
#pragma once

#include "cr-activity.h"
#include "cr-map.h"
#include "cr-network.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_UNIT_MAPS (cr_unit_maps_get_type ())
G_DECLARE_FINAL_TYPE (CrUnitMaps, cr_unit_maps, CR, UNIT_MAPS, GtkBox)

/* Of a layer with more units the first ones are shown. */
#define CR_UNIT_MAPS_MOST 64

GtkWidget *cr_unit_maps_new (void);

/* Computes the maps of the layer's units and shows them; those that @activity finds dead or saturated have an edge that says so. Where the data
 * have no plane of x1 and x2 there is nothing to show, and the widget hides. */
void cr_unit_maps_show (CrUnitMaps *maps, const CrGraph *graph, const CrData *data, const CrNetworkLayer *layer, const CrActivity *activity);

/* How many units are shown; the map of one, its first row the highest: for tests. */
guint cr_unit_maps_get_n_units (CrUnitMaps *maps);
const CrMap *cr_unit_maps_get_map (CrUnitMaps *maps, guint unit);

G_END_DECLS
