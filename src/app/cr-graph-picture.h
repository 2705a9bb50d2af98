/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of a graph, or of one gate, drawn by the same code as the canvas. */
#pragma once

#include "cr-graph.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_GRAPH_PICTURE (cr_graph_picture_get_type ())
G_DECLARE_FINAL_TYPE (CrGraphPicture, cr_graph_picture, CR, GRAPH_PICTURE, GtkWidget)

/* A graph as on the start page. */
GtkWidget *cr_graph_picture_new (const CrGraph *graph);

/* A gate as in the palette. */
GtkWidget *cr_graph_picture_new_for_gate (const CrGate *gate);

G_END_DECLS
