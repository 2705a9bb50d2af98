/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the nodes of the canvas show of a net beside their numbers: maps over the plane, and marks of units that are not well. Knows no widgets. */
#pragma once

#include "cr-data.h"
#include "cr-node-maps.h"
#include "cr-surface.h"

G_BEGIN_DECLS

/* What the nodes of the canvas show while there are data. */
typedef enum
{
  CR_NODES_SHOW_NUMBERS,   /* of the example that is chosen */
  CR_NODES_SHOW_VALUES,    /* maps over the plane of their values */
  CR_NODES_SHOW_GRADIENTS, /* maps of ∂L/∂node */
  CR_N_NODES_SHOW
} CrNodesShow;

typedef struct _CrNodesShown CrNodesShown;

CrNodesShown *cr_nodes_shown_new (void);
void cr_nodes_shown_free (CrNodesShown *nodes);

/* Takes over a version and its data (nullable), and looks which units are dead or saturated by all examples that train: while it @is_running
 * a few times a second at most. */
void cr_nodes_shown_update (CrNodesShown *nodes, const CrGraph *graph, const CrData *data, gboolean is_running);

/* What each node shows, from the surface of that same version; lent until the next call on @nodes or @surface. */
const CrNodeMap *cr_nodes_shown_get_maps (CrNodesShown *nodes, const CrSurface *surface, CrNodesShow shown, guint *n_maps);

/* Full colours for a node's values: those of an activation have its range, those of a source the plane's; all others go as far as they go. */
void cr_nodes_shown_scale_map (const CrNode *node, CrMap *map);

G_END_DECLS
