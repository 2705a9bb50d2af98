/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tape is made of: for the cr-tape*.c files alone. */
#pragma once

#include "cr-loops.h"
#include "cr-tape.h"

#define CR_NO_PLACE G_MAXUINT32
#define CR_NO_LAYER G_MAXUINT32

/* The gradients that fewer numbers of a chain send are cleared with all others, though they are stored. */
#define CR_LINK_CLEARED 8

/* Whether, and how, the output depends on a node. */
typedef enum
{
  CR_DEPENDENCE_NONE,
  CR_DEPENDENCE_LABEL, /* only as a label or class, which gets no gradient */
  CR_DEPENDENCE_FULL,
} CrDependence;

/**
 * CrSlot: where a block lies. Slot i belongs to the node at place i of the order; the slots of units' parameters come after all nodes'.
 * @offset: in the arenas of values and of gradients, which are laid out alike
 * @gets_gradient: not so for constants, and for bound inputs on a tape that spares them
 * @is_parameter: whether it lies in the parameter vector
 */
typedef struct
{
  CrShape shape;
  guint32 width;
  guint8 gets_gradient;
  guint8 is_parameter;
  gsize offset;
} CrSlot;

/**
 * CrEntry: one instruction: a node at its place in topological order.
 * @node: owned by the tape's graph
 * @gate: the node's
 * @first_operand: in the tape's array of operand slots
 * @n_operands: wired ones, then a unit's parameters; 0 where it cannot be computed
 * @n_wired: how many of them are wired ones
 * @kept: offset of what forward keeps, in that arena
 * @layer: the tape's layer that a fully connected unit belongs to, or %CR_NO_LAYER
 * @compiled: how it stands after compiling
 * @state: how it stands after the last forward, which may find labels that cannot be used
 */
typedef struct
{
  const CrNode *node;
  const CrGate *gate;
  gsize kept;
  guint32 first_operand;
  guint32 n_operands;
  guint32 n_wired;
  guint32 layer;
  guint8 compiled;
  guint8 state;
  guint8 dependence;
  guint8 fault;
} CrEntry;

/* What a walk step by step has done at an entry (flags). */
#define CR_DONE_FORWARD (1u << 0)
#define CR_DONE_BACKWARD (1u << 1)
#define CR_DONE_RECEIVED (1u << 2) /* a gradient has come in */
#define CR_DONE_UPDATED (1u << 3)  /* of a parameter or a unit: its value is that after the update */

/* What an input is bound to: numbers, or a problem that keeps it from having any. */
typedef struct
{
  CrShape shape;
  guint32 width;
  double *entries;
  char *problem;
} CrBinding;

/**
 * CrTapeLayer: a fully connected layer.
 * @members: places of its neurons in topological order, or of the one `dense`
 * @is_fused: whether it is run as a whole
 * @loops: what it is run with, if so
 */
typedef struct
{
  GArray *members;
  gboolean is_fused;
  CrLayer loops;
} CrTapeLayer;

/**
 * CrRun: gates of one kind on one level, which do not depend on each other: they are run in one loop; or a layer; or a chain of one-operand
 * gates, from level to level; or any gate alone.
 * @place: of the first
 * @first: of the places of all of them, in the plan's array
 * @first_operand: in the plan's array of offsets: operand k of member i at first_operand + k·count + i
 * @offset: of the first result; the others lie behind it
 * @layer: the layer that it is, or %CR_NO_LAYER
 * @loops: of a layer: what it is run with
 * @layers_from: how many runs from this one on are layers, before the first that is none
 * @layers_to: how many up to this one
 * @is_rows: whether its gates are run in one loop (cr-tape-rows.c)
 * @is_wanted: whether the output depends on its gates, so that they are run backward
 * @call: of a gate alone: in the plan's array of calls
 * @first_link: of a chain, whose first link's gates the members above tell of: in the plan's array of links
 * @n_links: 0 where it is no chain
 * @n_numbers: how many each link holds
 * @n_computed: the same filled up to whole vectors, where there is room: what is computed there is never looked at
 * @is_simple: whether all links are of simple gates, on a few whole vectors
 * @has_attributes: whether some of them have an attribute
 */
typedef struct
{
  guint32 place;
  guint32 first;
  guint32 count;
  guint32 first_operand;
  gsize offset;
  guint32 layer;
  const CrLayer *loops;
  guint32 layers_from;
  guint32 layers_to;
  guint8 is_rows;
  guint8 is_wanted;
  guint32 call;
  guint32 first_link;
  guint32 n_links;
  gsize n_numbers;
  gsize n_computed;
  guint8 is_simple;
  guint8 has_attributes;
} CrRun;

/**
 * CrLink: gates of one kind in a chain (cr-tape-chains.c), whose operands lie side by side as their results do.
 * @operand: offset of the first operand
 * @result: offset of the first result
 * @place: of the first gate
 * @first: of the places of all of them, in the plan's array
 * @next: while chains are found: the index of the next link
 * @run: the same: the chain
 * @sends: whether anybody wants gradients of the operands
 * @simple: the gate, where it is an instruction or two (cr-gate-simple.h)
 * @attribute: the gate's, as its node had it at the beginning of this pass; 0 where it has none
 * @is_new: whether a pass overwrites those gradients
 */
typedef struct
{
  const CrGate *gate;
  gsize operand;
  gsize result;
  guint32 place;
  guint32 first;
  guint32 count;
  guint32 next;
  guint32 run;
  guint8 sends;
  guint8 is_new;
  guint8 simple;
  double attribute;
} CrLink;

/* Numbers that lie side by side in the arenas. */
typedef struct
{
  gsize offset;
  gsize n;
} CrSpan;

/**
 * CrPlan: the instructions sorted into runs, for large tapes and those with layers (cr-tape-plan.c).
 * @runs: in an order in which they can be run; %NULL where the tape is run entry by entry
 * @places: of all nodes, run by run
 * @offsets: of the members' operands in the arenas
 * @are_new: beside @offsets: whether a pass overwrites the gradients in that row of the operand; %NULL: none
 * @overwrites: the same by place in the tape's array of operand slots, for gates that are alone
 * @calls: (nullable): of the gates that are alone, made when the arenas are there; their nodes are set anew each time
 * @blocks: of all calls' operands
 * @links: of all chains, chain by chain
 * @has_long_chains: whether some of them have gradients that need not be cleared
 * @cleared: of CrSpan: the gradients to be set to 0 before a backward pass; what is not in them is overwritten by it
 */
typedef struct
{
  CrRun *runs;
  guint n_runs;
  guint32 *places;
  guint32 *offsets;
  guint n_offsets;
  guint8 *are_new;
  GArray *cleared;
  guint8 *overwrites;
  CrCall *calls;
  guint32 n_calls;
  CrBlock *blocks;
  CrLink *links;
  gboolean has_long_chains;
} CrPlan;

/**
 * CrChains: finding the chains while the runs of a plan are made.
 * @links: of CrLink, level by level
 * @last_links: 1 + the index of the link whose first gate is at that place, where it is the last of a chain so far
 * @uses: (nullable): how often each node is used, when that was first asked
 */
typedef struct
{
  CrTape *tape;
  GArray *links;
  guint32 *last_links;
  guint8 *uses;
} CrChains;

/* Who uses which node, for following wires downwards: made when it is first asked for. */
typedef struct
{
  guint32 *first;
  guint32 *places;
  guint8 *is_reached; /* by place; all FALSE between searches */
} CrUsers;

struct _CrTape
{
  CrGraph *graph;

  /* The program. */
  CrEntry *entries;
  guint n_entries;
  CrKey *order;       /* the entries' keys */
  guint32 *places;    /* by key: the place in the order, or CR_NO_PLACE */
  CrKey key_limit;
  GArray *slots;      /* of CrSlot */
  GArray *operands;   /* of guint32: slots */
  guint n_compiles;
  gboolean has_checks;
  gboolean has_overwriting; /* gates that overwrite new gradients */
  guint most_operands;

  /* The numbers. */
  double *values;
  double *gradients;  /* NULL until they are first needed */
  gsize n_numbers;    /* in each of these two arenas */
  double *kept;
  gsize n_kept;
  gboolean is_whole;            /* the values are those of a whole pass, but for what depends on @changed */
  gboolean has_whole_gradients; /* the gradients are those of a whole pass that would give the same now */
  GArray *changed;              /* of guint32: places whose own numbers were changed since */
  CrUsers users;
  guint64 n_gates_run;
  guint32 n_examples; /* of the batch that count; 0: all */
  gboolean spares_inputs; /* bound inputs get no gradient */
  gboolean is_unfused;    /* a link is a chain by itself */
  gboolean has_values;
  gboolean has_gradients;
  guint8 *done;       /* on a walk step by step: CR_DONE_* of each entry; else NULL */
  double *update;     /* on a walk that has come to the update: the parameter vector after it; else NULL */

  GArray *parameters;   /* of CrTapeParameter: what lies where in the first @n_parameters numbers of both arenas */
  gsize n_parameters;
  gboolean is_trained;  /* the parameters in the arena are no longer those of the graph */

  CrKey wanted_output;  /* CR_KEY_NONE: the graph's */
  CrKey output;
  GError *output_problem;

  gboolean is_following; /* the plan, in a backward pass */
  GArray *layers;       /* of CrTapeLayer */
  gboolean has_fused_layers;
  const CrLoops *loops;

  GHashTable *problems;     /* key → message, found when compiling */
  GHashTable *run_problems; /* key → message, found by the last forward */
  GHashTable *bindings;     /* key → CrBinding */
  GHashTable *faults;       /* key → CrFault */

  CrPlan plan;

  CrBlock *blocks;          /* room for the operands of one call */
  double *scratch;          /* for gradients that do not go where they belong: wires, faults */
  gsize n_scratch;
};

static inline const CrSlot *
cr_tape_get_slot (const CrTape *tape, guint32 slot)
{
  return &g_array_index (tape->slots, CrSlot, slot);
}

static inline const guint32 *
cr_tape_get_operands (const CrTape *tape, const CrEntry *entry)
{
  return &g_array_index (tape->operands, guint32, entry->first_operand);
}

/* How much room a row of that many examples takes. */
static inline gsize
cr_tape_get_row_size (guint32 width)
{
  return ((gsize) width + CR_ROW_STEP - 1) / CR_ROW_STEP * CR_ROW_STEP;
}

static inline gsize
cr_slot_get_size (const CrSlot *slot)
{
  return cr_shape_get_size (slot->shape) * slot->width;
}

/* How much of the arenas is its own: rows of examples are filled up to whole vectors. */
static inline gsize
cr_slot_get_room (const CrSlot *slot)
{
  return cr_shape_is_number (slot->shape) && slot->width > 1 ? cr_tape_get_row_size (slot->width) : cr_slot_get_size (slot);
}

void cr_binding_free (CrBinding *binding);

/* The entry of that key, or NULL. */
static inline CrEntry *
cr_tape_find_entry (const CrTape *tape, CrKey key)
{
  if (key >= tape->key_limit || tape->places[key] == CR_NO_PLACE)
    return NULL;
  return &tape->entries[tape->places[key]];
}

/* Compiles tape->graph anew; bindings and faults stay. */
void cr_tape_compile (CrTape *tape);

/* Frees what compiling made. */
void cr_tape_clear_program (CrTape *tape);

/* Ends a walk step by step. */
void cr_tape_end_walk (CrTape *tape);

/* Forgets the update that a walk has come to. */
void cr_tape_end_update (CrTape *tape);

/* The arena that the parameters of the entry at @place are to be read from. */
static inline const double *
cr_tape_get_parameter_arena (const CrTape *tape, guint32 place)
{
  return tape->update != NULL && (tape->done[place] & CR_DONE_UPDATED) != 0 ? tape->update : tape->values;
}

/* Whether the walk, if there is one, has done that at the entry at @place. */
static inline gboolean
cr_tape_has_done (const CrTape *tape, guint32 place, guint8 what)
{
  return tape->done == NULL || (tape->done[place] & what) != 0;
}

/* Notes that the numbers of the node at @place were changed; or that nothing in the arenas may be relied on any more. */
void cr_tape_note_change (CrTape *tape, guint place);
void cr_tape_forget_pass (CrTape *tape);
void cr_tape_clear_users (CrTape *tape);

/* Brings the values up to what was changed. Returns: %FALSE where a whole pass has to be run instead. */
gboolean cr_tape_refresh (CrTape *tape);

/* Runs the gate at @place forward. */
void cr_tape_run_forward (CrTape *tape, guint place);

/* The same, with the labels checked, where the call is made and nothing stands in its way. */
void cr_tape_call_forward (CrTape *tape, guint place, const CrCall *call);

/* Copies the numbers that the node at @place holds (a source's value, a unit's weights) into the arena. */
void cr_tape_load_node (CrTape *tape, guint place);

/* Whether the last forward, or the one that is under way, has met labels that cannot be used. */
static inline gboolean
cr_tape_has_run_problems (const CrTape *tape)
{
  return tape->has_checks && g_hash_table_size (tape->run_problems) > 0;
}

static inline CrTapeLayer *
cr_tape_get_layer (const CrTape *tape, guint32 layer)
{
  return &g_array_index (tape->layers, CrTapeLayer, layer);
}

/* Finds the layers; chooses those that are run as a whole, after shapes and dependence are known; tells those where they lie, after
 * that is known. */
void cr_tape_find_layers (CrTape *tape);
void cr_tape_choose_layers (CrTape *tape);
void cr_tape_place_layers (CrTape *tape);

/* Whether the node at @place, which now has other numbers, still goes with its layer. */
gboolean cr_tape_fits_layer (const CrTape *tape, guint place);

/* Whether the unit is run with its whole layer now, and that layer forward. */
gboolean cr_tape_runs_as_layer (const CrTape *tape, const CrEntry *entry);
void cr_tape_forward_one_layer (CrTape *tape, guint32 layer);

/* Runs the layers that follow one upon another from that run of the plan on, or back from it. Returns: how many. */
guint cr_tape_forward_layers (CrTape *tape, guint first);
guint cr_tape_backward_layers (CrTape *tape, guint last);

/* Whether the gate can be run with others of its kind in one loop: on numbers, or on rows of examples. */
gboolean cr_tape_has_rows (const CrTape *tape, guint place);
void cr_tape_forward_rows (CrTape *tape, const CrRun *run);
void cr_tape_backward_rows (CrTape *tape, const CrRun *run);

/* Whether that many gates at @places, which would be run in one loop, can be a link of a chain. */
gboolean cr_tape_is_link (const CrTape *tape, const guint32 *places, guint32 count);

/* Takes such gates, @count from @at on in the plan's places, into a chain: into the one that leads to them, or else into a new one, whose
 * run is added. */
void cr_chains_init (CrChains *chains, CrTape *tape);
void cr_chains_add (CrChains *chains, GArray *runs, guint32 at, guint32 count);

/* Ends it: the plan has the links, chain by chain, and the runs tell where. */
void cr_chains_end (CrChains *chains, GArray *runs);

/* Chains of simple gates for @n numbers, whole vectors of them; backward stores all gradients (cr-chain-loops.c). */
void cr_chain_forward_simple (const CrLink *links, guint32 n_links, gsize n, double *values);
void cr_chain_backward_simple (const CrLink *links, guint32 n_links, gsize n, const double *values, double *gradients);

void cr_tape_forward_chain (CrTape *tape, const CrRun *run);
void cr_tape_backward_chain (CrTape *tape, const CrRun *run);

/* Gives the parameters their places, at the beginning of the arenas. After shapes are known. Returns: how many numbers they are. */
gsize cr_tape_place_parameters (CrTape *tape);

/* Loads the graph's own parameters, where training has written others. */
void cr_tape_forget_training (CrTape *tape);

/* Sorts the instructions into runs and gives the nodes their places in the arenas in that order. After shapes and dependence are known. */
void cr_tape_make_plan (CrTape *tape);
void cr_tape_clear_plan (CrTape *tape);

/* Makes the calls of the gates that are alone, for forward and backward along the plan. When there are gradients. */
void cr_tape_prepare_calls (CrTape *tape);

/* Writes 1 for each of the first @n numbers, 0 for the others up to @room, whole vectors of them. */
void cr_row_seed (gsize n, gsize room, double *row);

/* Finds what backward along the plan overwrites. After the runs are known. */
void cr_tape_choose_overwritten (CrTape *tape);

/* Makes room for gradients, if there is none yet. */
void cr_tape_need_gradients (CrTape *tape);

/* Whether there is a plan that may be followed now, and all of forward or backward along it. */
gboolean cr_tape_has_plan (const CrTape *tape);
void cr_tape_forward_along_plan (CrTape *tape);
void cr_tape_backward_along_plan (CrTape *tape);

/* The call of the gate at @place, with gradients for backward: not for a label or class. Valid until the next one is made. */
CrCall cr_tape_make_call (CrTape *tape, guint place, gboolean with_gradients);

/**
 * cr_tape_run_local:
 * @place: a gate's place in the order
 * @upstream: (nullable): what arrives at its output instead of the gradient that is there
 *
 * Runs one backward rule (with its fault) into memory of its own: the returned call's operands have there what each would get.
 * The tape's gradients stay as they are. Valid until the next call of this or of cr_tape_make_call().
 */
CrCall cr_tape_run_local (CrTape *tape, guint place, double *upstream);

/* The same with a gradient for operand @wanted also where it is a constant, which has none of its own. */
CrCall cr_tape_run_local_for (CrTape *tape, guint place, double *upstream, guint wanted);

/* Whether the gate's backward rule is wrong on purpose, or one of those that its gradients are summed in; running it so. */
gboolean cr_tape_is_faulty (const CrTape *tape, const CrEntry *entry);
void cr_tape_run_faulty (CrTape *tape, guint place);

/* The slot of a unit's parameter; FALSE where the entry has none. */
gboolean cr_tape_find_parameter (const CrTape *tape, const CrEntry *entry, guint attribute, guint32 *slot);

/* Finds the output, or why there is none (tape->output, tape->output_problem), and marks what it depends on. */
void cr_tape_choose_output (CrTape *tape);
