/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One object at every scale: a unit or a composite gate unfolds into the simpler gates that it stands for, and they fold back.
 *
 * What a gate unfolds into is said by its row of the gate table. The gates lie in a group that has the title and the place of the node.
 * The last of them has the node's key, id, label, note, breakpoint and hiding: wires, the output, the loss, scenes, exercises and answers
 * go on meaning the same number. Weights become parameters, biases parameters that regularization leaves alone, where training
 * started included; weights that were drawn keep their numbers. Values and gradients stay the same: of units to 1e-12 of
 * Σ|wᵢxᵢ| + |b| propagated, of composite gates away from overflow and kinks.
 */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/* What a layer unfolds into; other nodes have one form. */
typedef enum
{
  CR_EXPANSION_GATES,   /* matmul, add, the activation's gate */
  CR_EXPANSION_NEURONS, /* picks of the column's entries, a neuron a unit, and concat */
} CrExpansionForm;

/* The gates that @gate unfolds into, as people read it: "scale −1, exp, shift 1, reciprocal"; NULL where it does not unfold.
 * Of units the gates without their parameters. Free with g_free(). */
char *cr_gate_describe_expansion (const CrGate *gate);

/**
 * cr_graph_expanded:
 * @graph: a version
 * @keys: nodes, none twice
 * @n_keys: how many
 * @form: what layers unfold into
 * @error: return location: %CR_ERROR_OPERAND where a node does not unfold, %CR_ERROR_SHAPE where it is in error or its weights have no
 *   shape yet, %CR_ERROR_LIMIT; the message names the node
 *
 * Unfolds all of them, or none. Where nodes have places, the others make room: they keep their order and their distances.
 * Cost: one visit a node of the graph, and one a new node.
 *
 * Returns: (transfer full) (nullable): a new version: one undo step
 */
CrGraph *cr_graph_expanded (const CrGraph *graph, const CrKey *keys, guint n_keys, CrExpansionForm form, GError **error);

/**
 * cr_graph_folded:
 * @graph: a version
 * @group: the key of a group
 * @error: return location: %CR_ERROR_OPERAND, and why the group stands for no unit and no composite gate: what is used outside of it,
 *   which weight is shared, which shapes the unit or gate does not take, what does not fit
 *
 * Folds a group into the unit or composite gate that its gates are, with the groups in it first. Gates are recognised by how they are
 * wired, whatever they are called and whatever values the parameters have by now. The new node has the place and title of the
 * group; everything else it has from the gate that leads out of it. Attributes that hold the default are left out. Neurons
 * on the same numbers become a layer on their column, which is then a new node. Values and gradients stay the same, as above; where an
 * operand is open or in error, so that nothing is computed, shapes are not asked for.
 * Cost: one visit a node and wire of the graph, and where the gates fit one compilation of it, for the shapes.
 *
 * Returns: (transfer full) (nullable): a new version: one undo step
 */
CrGraph *cr_graph_folded (const CrGraph *graph, CrKey group, GError **error);

G_END_DECLS
