/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rows of the gate table say about unfolding, and what the files that unfold and fold share. */
#pragma once

#include "cr-expansion.h"
#include "cr-tape.h"

G_BEGIN_DECLS

typedef struct _CrUnfolding CrUnfolding;
typedef struct _CrFolding CrFolding;

/**
 * CrExpansion: what a gate unfolds into, and how it is known again.
 * @steps: (nullable): of composite gates: the gates in order, separated by "; ", the last one being the result:
 *
 *     name = gate number operand operand
 *
 *   An operand is "a" or "b", those of the composite gate, or the name of an earlier step; new nodes' ids end in these names.
 *   The number is the step's first attribute, as digits, or
 *   "#"     the composite gate's own first attribute,
 *   "#?"    the same, and the step is left out where the node does not give it,
 *   "1/n"   one by the number of entries of operand a,
 *   "-#+"   minus the first attribute, or 0 where that is negative.
 * @summary: (nullable): of units: the gates, for people
 * @unfold: (nullable): of units: makes the new nodes
 * @fold: (nullable): of units: the node that the members are, or %NULL, with @error set where they nearly are one
 */
struct _CrExpansion
{
  const char *steps;
  const char *summary;
  gboolean (*unfold) (CrUnfolding *unfolding, GError **error);
  CrNode *(*fold) (CrFolding *folding, GError **error);
};

#define CR_STEPS(text) &(const CrExpansion) { .steps = text }

extern const CrExpansion cr_expansion_neuron;
extern const CrExpansion cr_expansion_maxout;
extern const CrExpansion cr_expansion_dense;

/* --- Steps --- */

#define CR_MOST_STEPS 8
#define CR_FROM_OPERAND(index) (-1 - (index))

typedef enum
{
  CR_STEP_PLAIN,     /* no number */
  CR_STEP_FIXED,
  CR_STEP_ATTRIBUTE, /* # and #? */
  CR_STEP_BY_SIZE,   /* 1/n */
  CR_STEP_REST,      /* -#+ */
} CrStepNumber;

/**
 * CrExpansionStep:
 * @gate: what it is
 * @name: (nullable): its name among the steps; the last one has none
 * @operands: places of earlier steps, or CR_FROM_OPERAND (i)
 * @is_optional: whether it is left out where the attribute is not set
 */
typedef struct
{
  const CrGate *gate;
  char *name;
  guint n_operands;
  int operands[2];
  CrStepNumber kind;
  double number;
  gboolean is_optional;
} CrExpansionStep;

/* The steps of a composite gate, without the optional ones unless @with_optional. Free with g_array_unref(). */
GArray *cr_expansion_parse (const CrExpansion *expansion, gboolean with_optional);

/* The number of a step of a gate whose first attribute is @attribute, and whose first operand has @size entries. */
double cr_expansion_step_number (const CrExpansionStep *step, double attribute, gsize size);

/* --- Unfolding one node --- */

/**
 * CrUnfolding:
 * @graph: as it was
 * @node: what is unfolded
 * @form: what layers unfold into
 * @nodes: (element-type CrNode): the new nodes, in order; the last one is the result
 */
struct _CrUnfolding
{
  const CrGraph *graph;
  const CrNode *node;
  CrExpansionForm form;
  GPtrArray *nodes;

  /*< private >*/
  struct _CrUnfoldingRun *run;
};

/* A new node whose id is the unfolded one's with @suffix behind it; belongs to the unfolding. */
CrNode *cr_unfolding_add (CrUnfolding *unfolding, const char *gate, const char *suffix, const CrKey *operands, guint n_operands);

/* A parameter with that value, or none given; @start: (nullable): what it started with before training. */
CrNode *cr_unfolding_add_parameter (CrUnfolding *unfolding, const char *suffix, const CrMatrix *value, gboolean is_bias,
                                    const CrMatrix *start);

/* Notes where the parameters of a new node started; matrices are referenced. Nothing where none is given. */
void cr_unfolding_add_start (CrUnfolding *unfolding, CrKey key, const CrMatrix *value, const CrMatrix *weights, const CrMatrix *bias);

/* The gate that has the unfolded node's place in the graph; to be added last. */
CrNode *cr_unfolding_add_result (CrUnfolding *unfolding, const CrGate *gate, const CrKey *operands, guint n_operands);

/* Where the node's parameters started, or NULL; the shape of an operand, if it is known. */
const CrInitial *cr_unfolding_get_initial (const CrUnfolding *unfolding);
gboolean cr_unfolding_get_operand_shape (CrUnfolding *unfolding, guint operand, CrShape *shape);

/* --- Folding one group --- */

/**
 * CrFolding:
 * @graph: as it is
 * @group: what is folded
 * @members: the keys of its nodes
 * @result: the member that leads out of the group
 */
struct _CrFolding
{
  const CrGraph *graph;
  const CrGroup *group;
  GHashTable *members;
  const CrNode *result;

  /*< private >*/
  GHashTable *uses; /* member → number of wires that it feeds */
  CrGraphEdit *edit;
  GArray *added;    /* of CrKey: new nodes beside */
  CrInitial start;  /* of the result */
  CrTape *tape;     /* (nullable): of the graph, once a shape has been asked for */
};

/* The member of that key, if it is one of that gate (any where @gate is NULL); else NULL. */
const CrNode *cr_folding_get_member (const CrFolding *folding, CrKey key, const char *gate);

/* A new node of @gate with the result's key and all that a node has beside gate, operands and attributes. */
CrNode *cr_folding_new_node (CrFolding *folding, const char *gate, const CrKey *operands, guint n_operands);

/* A new node beside, in the group's own group. */
CrKey cr_folding_add_node (CrFolding *folding, const char *gate, const char *suffix, const CrKey *operands, guint n_operands);

/* The node of that key where folding adds it, else NULL. */
const CrNode *cr_folding_get_added (const CrFolding *folding, CrKey key);

/* The shape of a node as the graph is; FALSE where it is not known. The first call compiles the graph. */
gboolean cr_folding_get_shape (CrFolding *folding, CrKey key, CrShape *shape);

/* Whether @node, in the place of the group, takes the shapes of its operands and gives the group's; where these are not known yet (an
 * operand is open) nothing speaks against it. */
gboolean cr_folding_check_shapes (CrFolding *folding, const CrNode *node, GError **error);

/* Where the parameters of a member started, or NULL; and where those of the result did: matrices are taken over, (nullable). */
const CrInitial *cr_folding_get_initial (const CrFolding *folding, CrKey key);
void cr_folding_take_initial (CrFolding *folding, CrMatrix *weights, CrMatrix *bias);

/* The node that the members are by the steps of @gate, or NULL. */
CrNode *cr_folding_match_steps (CrFolding *folding, const CrGate *gate);

/* What keeps members from being a unit, though they are wired like one. */
void cr_folding_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

CrNode *cr_fold_neuron (CrFolding *folding, GError **error);
CrNode *cr_fold_maxout (CrFolding *folding, GError **error);
CrNode *cr_fold_dense (CrFolding *folding, GError **error);
CrNode *cr_fold_neurons (CrFolding *folding, GError **error);

/* How many wires a member feeds. */
guint cr_folding_count_uses (const CrFolding *folding, CrKey key);

/* A layer in the place of the result; @bias: (nullable). */
CrNode *cr_folding_new_layer (CrFolding *folding, CrKey operand, const CrMatrix *weights, const CrMatrix *bias);
void cr_unit_set_activation (CrNode *unit, const CrGate *activation, gboolean has_alpha, double alpha);

/* A unit's weights, as they are given, or drawn in that shape (transfer full). */
CrMatrix *cr_unit_dup_weights (const CrGraph *graph, const CrNode *unit, CrShape shape);

G_END_DECLS
