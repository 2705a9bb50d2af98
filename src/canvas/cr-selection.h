/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected: any number of nodes, groups and frames, or one wire, and which node's value has the keys. A plain value without signals. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * CrSelection:
 *
 * The nodes, groups and frames stand in ascending order of their keys, which is the order of the file.
 */
typedef struct _CrSelection CrSelection;

CrSelection *cr_selection_new (void);
void cr_selection_free (CrSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrSelection, cr_selection_free)

const CrKey *cr_selection_get_nodes (const CrSelection *selection, guint *n_nodes);
gboolean cr_selection_contains (const CrSelection *selection, CrKey key);
gboolean cr_selection_get_wire (const CrSelection *selection, CrKey *to, guint *operand);
gboolean cr_selection_is_empty (const CrSelection *selection);

/* The node whose value the arrow keys change, or CR_KEY_NONE; it is the only node selected then. */
CrKey cr_selection_get_value (const CrSelection *selection);

/* The keys in an array of them. */
static inline const CrKey *
cr_keys_peek (const GArray *keys)
{
  return (const CrKey *) (gpointer) keys->data;
}

/* Each of these returns whether the selection is another one than before. */
gboolean cr_selection_clear (CrSelection *selection);
gboolean cr_selection_set_nodes (CrSelection *selection, const CrKey *keys, guint n_keys);
gboolean cr_selection_set_wire (CrSelection *selection, CrKey to, guint operand);
gboolean cr_selection_set_value (CrSelection *selection, CrKey key);
gboolean cr_selection_toggle (CrSelection *selection, CrKey key);
gboolean cr_selection_add (CrSelection *selection, const CrKey *keys, guint n_keys);

/* Forgets what is not in the graph any more. */
gboolean cr_selection_prune (CrSelection *selection, const CrGraph *graph);

G_END_DECLS
