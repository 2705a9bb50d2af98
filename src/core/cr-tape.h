/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tape: a graph compiled into flat instructions, run forward for values and backward for gradients.
 *
 * Forward walks the nodes in topological order, each gate computing its value from its operands'. Backward walks them in reverse,
 * each gate multiplying the gradient that arrived (upstream) by its local gradient and adding the product to each operand's.
 * (CS231n 2017, lecture 4, "forward / backward API".) Everything that shows or uses a number runs this one tape.
 *
 * A tape belongs to one thread at a time; the graph that it was compiled from may be shared.
 */
#pragma once

#include "cr-fault.h"
#include "cr-graph.h"

G_BEGIN_DECLS

typedef struct _CrTape CrTape;

/* How a node stands after compiling. */
typedef enum
{
  CR_NODE_READY,   /* it is computed */
  CR_NODE_OPEN,    /* one of its own operands is open */
  CR_NODE_WAITING, /* it depends on a node that is open or in error */
  CR_NODE_ERROR,   /* its own fault: shapes that do not fit, a label out of range */
} CrNodeState;

/**
 * CrNumbers:
 * @shape: of one example's value
 * @width: examples; 1 where the node depends on no data
 * @entries: size(shape) × width numbers, all examples of entry 0 first; owned by the tape, valid until the next call that changes it
 */
typedef struct
{
  CrShape shape;
  guint32 width;
  const double *entries;
} CrNumbers;

/**
 * cr_tape_new:
 * @graph: a version
 *
 * Compiles: topological order (nodes that are ready at the same time in file order), shapes, the arena. Faults are kept at their nodes
 * and do not keep the rest from being computed. Nothing is computed yet. Cost: one visit a node and wire.
 *
 * Returns: (transfer full): a new tape
 */
CrTape *cr_tape_new (const CrGraph *graph);
void cr_tape_free (CrTape *tape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrTape, cr_tape_free)

/**
 * cr_tape_update:
 * @tape: a tape
 * @graph: a version of the same document
 *
 * Makes the tape one of @graph, parameters that were trained in the tape included. Where only numbers differ they are copied and nothing
 * is compiled; else it compiles anew.
 * Values and gradients are not computed until the next forward and backward.
 *
 * Returns: whether it compiled
 */
gboolean cr_tape_update (CrTape *tape, const CrGraph *graph);
const CrGraph *cr_tape_get_graph (const CrTape *tape);

/* Whether values and gradients (where there can be any) are those of the tape's version: a move of a node leaves them current. */
gboolean cr_tape_is_current (const CrTape *tape);

/**
 * cr_tape_bind:
 * @tape: a tape
 * @key: an input
 * @shape: of one example, or 0×0 to give the node its own value again
 * @width: examples; all bound nodes have the same number
 * @entries: size(shape) × width numbers laid out as in #CrNumbers, copied; (nullable)
 *
 * Binds an input to data: it and all that depends on it hold a batch. Compiles anew where shape or width change.
 */
void cr_tape_bind (CrTape *tape, CrKey key, CrShape shape, guint32 width, const double *entries);

/**
 * CrTapeInput:
 * @key: an input
 * @shape: of one example
 * @entries: size(shape) × width numbers laid out as in #CrNumbers
 * @problem: (nullable): why there are no numbers for it, as one translated sentence: the node is in error, @shape and @entries are not read
 */
typedef struct
{
  CrKey key;
  CrShape shape;
  const double *entries;
  const char *problem;
} CrTapeInput;

/**
 * cr_tape_bind_all:
 * @tape: a tape
 * @inputs: what is to be bound, none twice; all of it is copied
 * @n_inputs: how many
 * @width: examples
 *
 * Binds these inputs and no others: those that were bound before have their own values again. Compiles once, and only where it is not
 * the same inputs with the same shapes and width as before.
 */
void cr_tape_bind_all (CrTape *tape, const CrTapeInput *inputs, guint n_inputs, guint32 width);

/**
 * cr_tape_get_bound_entries:
 * @tape: a tape
 * @key: a bound input
 *
 * Lends the place of its numbers in the tape, for one who runs many batches: size(shape) × width numbers as in #CrNumbers, to be written
 * before each cr_tape_mark_changed() and cr_tape_forward(). Nothing is hashed, copied or compiled. A tape that compiles again (another
 * version with another structure, another binding) has there what was last bound, and elsewhere.
 *
 * Returns: (transfer none) (nullable): valid until the tape compiles again; %NULL where the key is not bound to numbers
 */
double *cr_tape_get_bound_entries (CrTape *tape, CrKey key);

/**
 * cr_tape_spare_inputs:
 * @tape: a tape
 *
 * Leaves out what only the gradients of bound inputs are computed for, now and later: they have none. For training, which changes no data.
 * Compiles anew.
 */
void cr_tape_spare_inputs (CrTape *tape);

/**
 * cr_tape_fuse_chains:
 * @tape: a tape
 * @fuse: whether chains of one-operand gates are run as one gate, as they are on a new tape
 *
 * Compiles anew. Every number is the same to the bit either way: for tests, and for measuring what it saves.
 */
void cr_tape_fuse_chains (CrTape *tape, gboolean fuse);

/**
 * cr_tape_set_n_examples:
 * @tape: a tape on which inputs are bound
 * @n: 1 … width
 *
 * Lets backward count only the first @n examples, until the tape compiles again: the others are computed, and gradients of theirs are 0.
 * So one tape serves batches that are not full; and a width that is a multiple of 8 is faster than one that is not, so that a batch of 10 is
 * best run with 16. What stands in the other places must be usable: an example once more.
 */
void cr_tape_set_n_examples (CrTape *tape, guint32 n);

/**
 * cr_tape_set_output:
 * @tape: a tape
 * @key: the node to start backward from, or %CR_KEY_NONE for the graph's own output
 *
 * Descends from another node than the document's output (`training.loss`). Holds for later versions too. Compiles anew where it changes.
 */
void cr_tape_set_output (CrTape *tape, CrKey key);

/* --- Training --- */

/**
 * CrTapeParameter:
 * @key: a `parameter` node or a unit
 * @attribute: which of its attributes: the place of "value", "weights" or "bias" in its gate's table
 * @shape: of the block, whose entries lie row by row
 * @offset: of its first number in the parameter vector
 * @decays: whether a penalty counts it: weights do, biases do not, `parameter` nodes as their attribute "decay" says
 */
typedef struct
{
  CrKey key;
  guint attribute;
  CrShape shape;
  gsize offset;
  gboolean decays;
} CrTapeParameter;

/**
 * CrTapeParameters:
 * @values: @n numbers, to be read and written
 * @gradients: ∂output/∂value for each of them, summed over the batch, after cr_tape_backward(); 0 where the output does not depend on it
 * @n: how many numbers
 * @parts: what lies where, in topological order of the nodes, without gaps
 * @n_parts: how many blocks
 *
 * The parameter vector: the values of `parameter` nodes that are computed, and the weights and biases of units. Tapes of one version have
 * it in the same order, whatever is bound, so that it is copied from one to another as a whole.
 */
typedef struct
{
  double *values;
  const double *gradients;
  gsize n;
  const CrTapeParameter *parts;
  guint n_parts;
} CrTapeParameters;

/**
 * cr_tape_get_parameters:
 * @tape: a tape
 * @parameters: (out caller-allocates): lent, valid until the tape compiles again
 *
 * Lends the parameter vector. After writing to it, and before the next cr_tape_forward(), call cr_tape_mark_changed().
 */
void cr_tape_get_parameters (CrTape *tape, CrTapeParameters *parameters);

/**
 * cr_tape_mark_changed:
 * @tape: a tape
 *
 * Says that numbers lent by cr_tape_get_parameters() or cr_tape_get_bound_entries() were written: no value or gradient is current until
 * the next forward and backward. From then on the parameters are the tape's own, not those of its version. Making them part of a
 * version is up to the caller; cr_tape_update(), to whatever version, first goes back to the parameters that the version holds.
 * Cost: nothing.
 */
void cr_tape_mark_changed (CrTape *tape);

/* --- Running --- */

/* Computes every value that can be computed and is not current: after an edit of values only what depends on them; nodes that depend on no data once, not once an example. Allocates nothing. For the values of
 * many points alone (a surface, a whole data set) bind the inputs to a strip of a few hundred, and go through the strips by
 * cr_tape_get_bound_entries(), cr_tape_mark_changed(), cr_tape_forward(), cr_tape_get_value(). */
void cr_tape_forward (CrTape *tape);

/**
 * cr_tape_backward:
 * @tape: a tape on which cr_tape_forward() has run since its last change
 * @error: return location for a #GError, or %NULL
 *
 * Walks the tape from the output to the sources and leaves in every node's gradient ∂output/∂node, of that node's shape;
 * the output's own is 1. Gradients of a node that feeds several others add. Nodes that the output does not depend on get zeros.
 * With a batch every example is a graph of its own, except that nodes without data collect the sum over the examples.
 *
 * Cost: one visit a node, no allocation; nothing where the output depends on nothing that was changed since the last pass.
 * Errors: %CR_ERROR_NO_OUTPUT; %CR_ERROR_SHAPE where the output is not 1×1.
 * Source: CS231n 2017, lecture 4, rows 1 to 6 of docs/LECTURE.md.
 *
 * Returns: %TRUE on success; on failure no node has a gradient
 */
gboolean cr_tape_backward (CrTape *tape, GError **error);

/* One instruction of the same walk: step is a place in the order, 0 … n − 1. Forward in ascending, backward in descending order, or
 * any other in which a gate comes after its operands (backward: before them). */
void cr_tape_forward_step (CrTape *tape, guint step);
gboolean cr_tape_backward_begin (CrTape *tape, GError **error);
void cr_tape_backward_step (CrTape *tape, guint step);

/**
 * cr_tape_rewind:
 * @tape: a tape
 *
 * Begins a walk step by step on which only what has been computed is there to be asked for: now the values of the sources; after a
 * gate's step forward its value; after its step backward what it has sent back to its operands, as a sum so far where they have other
 * uses too. The next cr_tape_forward() ends the walk.
 */
void cr_tape_rewind (CrTape *tape);

/**
 * cr_tape_set_update:
 * @tape: a tape on a walk that has run every step backward
 * @values: the parameter vector as an update leaves it, laid out as in #CrTapeParameters; copied
 *
 * The walk goes on with the update: cr_tape_update_step() for each parameter node and unit. The parameters themselves, and with them the next
 * pass, stay as they are.
 */
void cr_tape_set_update (CrTape *tape, const double *values);

/* From now on the walk gives that node's parameters as they are after the update, and no value of what is computed from them: that is not
 * computed yet. Gradients stay. Nothing where no update was set. O(nodes). */
void cr_tape_update_step (CrTape *tape, guint step);

/* Whether the tape is on such a walk. */
gboolean cr_tape_is_stepping (const CrTape *tape);

/* Whether the gate takes a step backward: the output depends on it otherwise than as a label. */
gboolean cr_tape_runs_backward (const CrTape *tape, CrKey key);

/* Whether the gate has sent gradients to its operands: on a walk, whether it has taken that step. */
gboolean cr_tape_has_sent (const CrTape *tape, CrKey key);

/**
 * cr_tape_get_product:
 * @tape: a tape
 * @key: a gate whose own gradient is there
 * @operand: which operand
 * @product: (out caller-allocates): size(operand's shape) × operand's width numbers
 *
 * What the gate sends to that operand, or will send when it takes its step backward: the number that is on its way.
 * Cost: one backward of one gate.
 *
 * Returns: %FALSE where the operand gets none, or the gate has no gradient yet
 */
gboolean cr_tape_get_product (CrTape *tape, CrKey key, guint operand, double *product);

/* ∂(the gate's result)/∂operand by that wire alone, where both are one number, of the first example: the backward rule run with 1 for
 * the upstream gradient. FALSE where they are not, or the gate is not computed. Cost: one backward of one gate. */
gboolean cr_tape_get_local (CrTape *tape, CrKey key, guint operand, double *local);

/* --- Asking --- */

/* The nodes in topological order (all of them, also those not computed). */
const CrKey *cr_tape_get_order (const CrTape *tape, guint *n_nodes);

/* Where in that order a node of the graph stands. */
guint cr_tape_get_place (const CrTape *tape, CrKey key);

CrNodeState cr_tape_get_state (const CrTape *tape, CrKey key);

/* What is wrong at a node in state ERROR, as one translated sentence without the node's id; else NULL. */
const char *cr_tape_get_problem (const CrTape *tape, CrKey key);

/* The shape as far as it is known: FALSE for a node that is open, waits or is in error. */
gboolean cr_tape_get_shape (const CrTape *tape, CrKey key, CrShape *shape);

/* The node that backward starts from, named or chosen; CR_KEY_NONE with @reason set (CR_ERROR_NO_OUTPUT) where there is none. */
CrKey cr_tape_get_output (const CrTape *tape, GError **reason);

/* The value; FALSE where it is not computed. */
gboolean cr_tape_get_value (const CrTape *tape, CrKey key, CrNumbers *value);

/* ∂output/∂node; FALSE where it is not computed (no output, no backward pass since the last change, a constant). */
gboolean cr_tape_get_gradient (const CrTape *tape, CrKey key, CrNumbers *gradient);

/* A unit's own weights or bias (attribute: its place in the gate's attributes), their values and their gradients. */
gboolean cr_tape_get_parameter_value (const CrTape *tape, CrKey key, guint attribute, CrNumbers *value);
gboolean cr_tape_get_parameter_gradient (const CrTape *tape, CrKey key, guint attribute, CrNumbers *gradient);

/**
 * cr_tape_get_wire_gradient:
 * @tape: a tape after cr_tape_backward()
 * @key: the node that the wire goes into
 * @operand: which operand
 * @gradient: (out caller-allocates): size(operand's shape) × operand's width numbers
 *
 * What this one wire carries back: upstream × local of this use alone. A node's gradient is the sum over its wires.
 * Cost: one backward of one gate.
 *
 * Returns: %FALSE where it is not computed
 */
gboolean cr_tape_get_wire_gradient (CrTape *tape, CrKey key, guint operand, double *gradient);

/* The first node in topological order whose value is not finite though all its operands' are; CR_KEY_NONE where all is well. */
CrKey cr_tape_find_undefined (const CrTape *tape);

/* How many gates have been run, forward or backward, since the tape was made: for tests that only what is needed is computed. */
guint64 cr_tape_get_n_gates_run (const CrTape *tape);

/* How many times the tape has been compiled since it was made: for tests that an edit of a value compiles nothing. */
guint cr_tape_get_n_compiles (const CrTape *tape);

/* The numbers of one example, row by row, out of a block: @entries has room for size(shape). */
void cr_numbers_get_example (const CrNumbers *numbers, guint32 example, double *entries);

/* --- Breaking it on purpose --- */

void cr_tape_set_fault (CrTape *tape, CrKey key, CrFault fault);

G_END_DECLS
