/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From learned numbers to graph versions: writing them, going back to where they started, drawing new ones. */
#pragma once

#include "cr-graph.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrParameterTable:
 * @n: numbers in the vector
 * @n_parts: blocks
 * @parts: what lies where: see cr_tape_get_parameters()
 *
 * What a parameter vector means, to be kept longer than the tape. Immutable, reference-counted atomically.
 */
typedef struct
{
  gsize n;
  guint n_parts;
  CrTapeParameter parts[];
} CrParameterTable;

/* The table of a tape as it is compiled now (transfer full). */
CrParameterTable *cr_parameter_table_new (CrTape *tape);
CrParameterTable *cr_parameter_table_ref (const CrParameterTable *table);
void cr_parameter_table_unref (CrParameterTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrParameterTable, cr_parameter_table_unref)

/* Whether two tables describe the same vector. */
gboolean cr_parameter_table_equal (const CrParameterTable *a, const CrParameterTable *b);

/* That parameter, or NULL. O(n_parts). */
const CrTapeParameter *cr_parameter_table_find (const CrParameterTable *table, CrKey key, guint attribute);

/**
 * cr_learned_write:
 * @graph: a version; it may be a later one than was trained
 * @table: what lies where in the vectors
 * @parameters: what was learned
 * @initial: where it started
 *
 * Writes the numbers into every node that still has that parameter in that shape, and where training.initial knows nothing of the node yet,
 * where they started. A node whose numbers have not changed stays the same node. A parameter that was drawn (init) gets a value.
 * Nothing that is not finite is written: such a node keeps its numbers.
 *
 * Returns: (transfer full): the new version, or a new reference to @graph where nothing has changed
 */
CrGraph *cr_learned_write (const CrGraph *graph, const CrParameterTable *table, const double *parameters, const double *initial);

/**
 * cr_learned_fit_start:
 * @node: a node
 * @attribute: one of its parameters
 * @known: where that started, as training has noted it
 * @shape: which it has now
 *
 * A unit that was given more operands since has got weights of 0 for them: with these it started, then.
 *
 * Returns: (transfer full) (nullable): where it started in that shape; %NULL where @known says nothing of it any more
 */
CrMatrix *cr_learned_fit_start (const CrNode *node, guint attribute, const CrMatrix *known, CrShape shape);

/* Whether training has changed the version: it knows where its parameters started. */
gboolean cr_learned_is_trained (const CrGraph *graph);

/* Whether some parameter is another than where training started, so that cr_learned_reset() changes numbers. O(numbers). */
gboolean cr_learned_can_reset (const CrGraph *graph);

/* The version with the very same parameters that training started from, and no "initial"; @graph itself where it was not trained. */
CrGraph *cr_learned_reset (const CrGraph *graph);

/**
 * cr_learned_draw:
 * @graph: a version
 * @seed: of the new weights; data, split and order stay as they are
 *
 * Units get new weights, by the rule for weights that are not written out, with the number of units in their layer as fan-out (a layer is
 * one dense node, or the neurons with the same operands). Random starts of parameter nodes get other seeds. Biases, and parameter nodes with a value of
 * their own, go back to where they started.
 *
 * Returns: (transfer full): the new version
 */
CrGraph *cr_learned_draw (const CrGraph *graph, guint64 seed);

G_END_DECLS
