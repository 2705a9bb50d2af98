/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph is a value: an immutable version. An edit gives a new version that shares every untouched node.
 *
 * How this works: the nodes lie in a persistent map from key to node (cr-node-map.h). Keys grow and are never used again, so the
 * order of keys is the order of the file. A version is cheap to make (a few hundred bytes), free to keep (undo is a list of them),
 * and safe to read from any thread. What changed between two versions is a comparison of pointers.
 */
#pragma once

#include "cr-error.h"
#include "cr-node.h"
#include "cr-parts.h"

G_BEGIN_DECLS

typedef struct _CrGraph CrGraph;

CrGraph *cr_graph_new (void);
CrGraph *cr_graph_ref (const CrGraph *graph);
void cr_graph_unref (CrGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrGraph, cr_graph_unref)

/* --- Reading --- */

guint cr_graph_get_n_nodes (const CrGraph *graph);

/* The node of that key, or NULL. Owned by the graph. O(log n). */
const CrNode *cr_graph_get_node (const CrGraph *graph, CrKey key);

/* The first node whose key is greater than @key (CR_KEY_NONE: the first of all), in file order; NULL at the end. O(log n). */
const CrNode *cr_graph_get_next (const CrGraph *graph, CrKey key);

#define CR_GRAPH_FOR_EACH(graph, node) \
  for (const CrNode *node = cr_graph_get_next (graph, CR_KEY_NONE); node != NULL; node = cr_graph_get_next (graph, node->key))

/* The key of the node, group or frame with that id, or CR_KEY_NONE. O(n): whoever asks for many builds an index of his own. */
CrKey cr_graph_find (const CrGraph *graph, const char *id);

/* The greatest key in use is below this: arrays indexed by key need this many places. */
CrKey cr_graph_get_key_limit (const CrGraph *graph);

const char *cr_graph_get_title (const CrGraph *graph);       /* or NULL */
const char *cr_graph_get_description (const CrGraph *graph); /* or NULL */

/* The node that the file names as output, or CR_KEY_NONE. Which one is taken where none is named, the tape knows. */
CrKey cr_graph_get_output (const CrGraph *graph);

/* Groups, frames, scenes, exercises, answers, training, view; never NULL. */
const CrParts *cr_graph_get_parts (const CrGraph *graph);

/* Whether there is a way along the wires from @from to @to (also when they are the same). O(wires above @to). */
gboolean cr_graph_reaches (const CrGraph *graph, CrKey from, CrKey to);

/* The smallest free id: @base itself, else @base with _2, _3, … Free with g_free(). */
char *cr_graph_dup_free_id (const CrGraph *graph, const char *base);

/**
 * CrGraphDifference:
 * @before: the node in the older version, or %NULL where it is new
 * @after: the node in the newer version, or %NULL where it is gone
 */
typedef void (*CrGraphDifference) (const CrNode *before, const CrNode *after, gpointer data);

/* Calls @difference for every node that is not the same in both, in key order. Shared parts are skipped: O(changes · log n). */
void cr_graph_compare (const CrGraph *before, const CrGraph *after, CrGraphDifference difference, gpointer data);

/* --- Single edits: each returns a new version (transfer full) --- */

/* With @node in the place of the node of the same key, or as a new one. */
CrGraph *cr_graph_with_node (const CrGraph *graph, const CrNode *node);

/* Without these nodes. Operands that they fed are as after cr_graph_disconnected(); output, groups, scenes, answers and training
 * forget them. */
CrGraph *cr_graph_without (const CrGraph *graph, const CrKey *keys, guint n_keys);

/**
 * cr_graph_connected:
 * @graph: a version
 * @from: whose value is wired
 * @to: the node that takes it
 * @operand: its operand, 0 … n_operands − 1, or n_operands to add one where the gate takes more
 * @error: return location: %CR_ERROR_LOOP naming the ids on the loop, %CR_ERROR_OPERAND
 *
 * Wires @from to an operand of @to; what was wired there is replaced. A unit that gains an operand gains a weight of 0 where its
 * weights are written out. Whether the shapes fit is for the tape to say: a graph with misfits is a graph.
 *
 * Returns: (transfer full) (nullable): a new version; %NULL with @error set where the wire may not be
 */
CrGraph *cr_graph_connected (const CrGraph *graph, CrKey from, CrKey to, guint operand, GError **error);

/* With that operand open; a gate without weights that has more operands than it needs loses the operand instead. */
CrGraph *cr_graph_disconnected (const CrGraph *graph, CrKey to, guint operand);

CrGraph *cr_graph_with_output (const CrGraph *graph, CrKey output);
CrGraph *cr_graph_with_parts (const CrGraph *graph, CrParts *parts);
CrGraph *cr_graph_with_title (const CrGraph *graph, const char *title);

/* --- Many edits in one step --- */

typedef struct _CrGraphEdit CrGraphEdit;

/* Starts from a version (which stays as it is). Every begin has one end (or one cancel). */
CrGraphEdit *cr_graph_edit_begin (const CrGraph *graph);

/* A key that was never used in this document, in any of its versions. */
CrKey cr_graph_edit_new_key (CrGraphEdit *edit);

/* The node as it stands in the edit now, or NULL. */
const CrNode *cr_graph_edit_get_node (CrGraphEdit *edit, CrKey key);

/* Takes the node over (transfer full): in the place of the one with the same key, or as a new one. */
void cr_graph_edit_take_node (CrGraphEdit *edit, CrNode *node);
void cr_graph_edit_remove_nodes (CrGraphEdit *edit, const CrKey *keys, guint n_keys);
void cr_graph_edit_move (CrGraphEdit *edit, CrKey key, double x, double y);
void cr_graph_edit_set_title (CrGraphEdit *edit, const char *title);
void cr_graph_edit_set_description (CrGraphEdit *edit, const char *description);
void cr_graph_edit_set_output (CrGraphEdit *edit, CrKey output);
void cr_graph_edit_take_parts (CrGraphEdit *edit, CrParts *parts);

/* The new version (transfer full); frees the edit. */
CrGraph *cr_graph_edit_end (CrGraphEdit *edit);
void cr_graph_edit_cancel (CrGraphEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrGraphEdit, cr_graph_edit_cancel)

/* "q → f → q": the ids of keys in that order, as messages about loops name them; long ways are shortened. Free with g_free(). */
char *cr_graph_way_to_string (const CrGraph *graph, const GArray *way);

/**
 * cr_graph_find_loop:
 *
 * For the reader, which meets wires in any order. Cost: one visit a node and wire, no recursion.
 *
 * Returns: (transfer full) (nullable): the keys on one loop in wire order, first key repeated at the end; %NULL where there is none
 */
GArray *cr_graph_find_loop (const CrGraph *graph);

G_END_DECLS
