/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What undo calls the steps made on the canvas: "Move 3 nodes", "Wire x to q". Translated; free with g_free(). */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

char *cr_step_name_add (const CrGraph *graph, CrKey key);
char *cr_step_name_change (const CrGraph *graph, CrKey key);
char *cr_step_name_fold (const CrGraph *graph, CrKey key, gboolean collapsed);
char *cr_step_name_rename (const CrGraph *graph, CrKey key);
char *cr_step_name_ungroup (const CrGraph *graph, CrKey key);
char *cr_step_name_swap (const CrGraph *graph, CrKey key);

/* @to: of the only one of the wires */
char *cr_step_name_wire (const CrGraph *graph, CrKey from, CrKey to, guint n_wires);
char *cr_step_name_detach (const CrGraph *graph, CrKey from, CrKey to);
char *cr_step_name_cut_wires (guint n_wires);

char *cr_step_name_align (guint n_nodes);
char *cr_step_name_distribute (guint n_nodes);

/* Steps about any number of nodes. */
typedef char *(*CrStepName) (const CrGraph *graph, const CrKey *keys, guint n_keys);

char *cr_step_name_move (const CrGraph *graph, const CrKey *keys, guint n_keys);
char *cr_step_name_unfold (const CrGraph *graph, const CrKey *keys, guint n_keys);
char *cr_step_name_delete (const CrGraph *graph, const CrKey *keys, guint n_keys);
char *cr_step_name_cut (const CrGraph *graph, const CrKey *keys, guint n_keys);
char *cr_step_name_paste (const CrGraph *graph, const CrKey *keys, guint n_keys);
char *cr_step_name_duplicate (const CrGraph *graph, const CrKey *keys, guint n_keys);

G_END_DECLS
