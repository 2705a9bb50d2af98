/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate table: a gate is one row. Reader, writer, palette, inspector, help and tests walk it.
 *
 * Words used here and in the whole project:
 *   operand            what is wired into a gate, by position: operand 0, operand 1, …
 *   upstream gradient  ∂L/∂(result), arrives at the gate's output
 *   local gradient     ∂(result)/∂(operand)
 *   block              the numbers of one node on the tape: every entry of its value, for every example of the batch
 *   width              how many examples a block holds: the batch size, or 1 where the node depends on no data
 */
#pragma once

#include "cr-matrix.h"

G_BEGIN_DECLS

typedef struct _CrGate CrGate;
typedef struct _CrExpansion CrExpansion;
typedef struct _CrNode CrNode;

typedef enum
{
  CR_CATEGORY_SOURCES,
  CR_CATEGORY_ARITHMETIC,
  CR_CATEGORY_FUNCTIONS,
  CR_CATEGORY_ACTIVATIONS,
  CR_CATEGORY_LINEAR_ALGEBRA,
  CR_CATEGORY_UNITS,
  CR_CATEGORY_LOSSES,
  CR_N_CATEGORIES
} CrCategory;

/* What an attribute of a gate holds, and so how it is read, written and edited. */
typedef enum
{
  CR_ATTRIBUTE_NUMBER,     /* a double */
  CR_ATTRIBUTE_COUNT,      /* a whole number ≥ 0 (units, row, column) */
  CR_ATTRIBUTE_BOOLEAN,    /* decay */
  CR_ATTRIBUTE_VALUE,      /* a matrix in the file's shortest form: 3, [1, 2], [[1, 2], [3, 4]] */
  CR_ATTRIBUTE_COLUMN,     /* a column, always written as a list: [3] */
  CR_ATTRIBUTE_ROWS,       /* a matrix, always written as rows: [[3]] */
  CR_ATTRIBUTE_ACTIVATION, /* "linear" (NULL here) or the name of an elementwise gate */
  CR_ATTRIBUTE_FEATURE,    /* "x1", or a list of such names */
  CR_ATTRIBUTE_INIT,       /* how a source's value is drawn at random */
} CrAttributeKind;

/**
 * CrAttributeInfo:
 * @name: the member's name in the file
 * @title: (translatable): what it is called on the screen
 * @description: (nullable) (translatable): what it does, in one sentence
 * @kind: what it holds
 * @standard: the default of a number or count, 0 or 1 of a boolean
 * @minimum: the least number allowed (inclusive)
 * @maximum: the greatest number allowed (inclusive)
 * @is_parameter: whether training changes it (weights and biases of units)
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *description;
  CrAttributeKind kind;
  double standard;
  double minimum;
  double maximum;
  gboolean is_parameter;
} CrAttributeInfo;

/**
 * CrInit:
 *
 * A source's value drawn at random: rows × columns numbers from N(0, scale²) or U(−scale, scale).
 */
typedef struct
{
  gboolean normal; /* else uniform */
  CrShape shape;
  double scale;
  guint64 seed;
  guint8 is_set; /* bit 0: scale was given; bit 1: seed was given */
} CrInit;

/**
 * CrBlock:
 * @shape: of one example's value
 * @width: number of examples, 1 where the node depends on no data
 * @value: size(shape) × width numbers: all examples of entry 0, then all of entry 1, … (row by row)
 * @gradient: laid out like @value; %NULL where no gradient is asked for
 * @is_new: whether anything may stand in @gradient, to be overwritten: given to gates that say they overwrite
 *
 * The numbers of one node on the tape. With examples innermost, W·X for a whole batch is one matrix product.
 */
typedef struct
{
  CrShape shape;
  guint32 width;
  double *value;
  double *gradient;
  gboolean is_new;
} CrBlock;

/**
 * CrCall:
 * @gate: the row
 * @node: whose attributes hold
 * @operands: @n_operands blocks: what is wired in, then for a unit its parameters in the order of the table
 * @n_wired: how many of @operands are wired in
 * @result: the gate's own block
 * @kept: room for what forward keeps for backward: n_kept() numbers an example
 *
 * One gate about to be run, as forward() and backward() see it.
 */
typedef struct
{
  const CrGate *gate;
  const CrNode *node;
  const CrBlock *operands;
  guint n_operands;
  guint n_wired;
  CrBlock result;
  double *kept;
} CrCall;

/**
 * CrChoice:
 * @branch: which way it went, any number
 * @distance: what is left until it would go another way, of either sign; 0 right between two ways
 *
 * A choice that a gate made, as relu does by the sign of its operand. While it goes one way the distance is a smooth function of what the
 * choice depends on, so that from a few of them one can tell whether it reaches 0 in between.
 */
typedef struct
{
  gint64 branch;
  double distance;
} CrChoice;

/**
 * CrRows:
 * @n_gates: how many gates
 * @n_numbers: how many numbers of each row, a multiple of %CR_ROW_STEP
 * @operands: for each of one or two operands, @n_gates offsets of rows
 * @are_new: (nullable): for each of them, @n_gates times whether backward overwrites what stands in that row of gradients
 * @result: offset of the first gate's row
 * @stride: from there to the next one's
 * @values: that the offsets begin at
 * @gradients: laid out alike
 *
 * Gates of one kind without attributes, none of which depends on another, each on rows of examples.
 */
typedef struct
{
  gsize n_gates;
  gsize n_numbers;
  const guint32 *operands[2];
  const guint8 *are_new[2];
  gsize result;
  gsize stride;
  double *values;
  double *gradients;
} CrRows;

#define CR_ROW_STEP 8

#define CR_NO_LABEL G_MAXUINT

/**
 * CrGate: one row of the table.
 * @name: as in the file, "mul"
 * @category: the palette's section
 * @symbol: what stands in the node, "×"; at most a few signs. '^' starts a superscript: "e^x"
 * @node_symbol: (nullable): what stands in a node instead, where '#' is its first attribute: "×#" is "×−1" for a scale by −1
 * @title: (translatable) what it is in words, "multiply"
 * @lecture_row: the row of docs/LECTURE.md that it comes from; 0: it stands beside the lecture
 * @caffe: (nullable): the type of the layer that Caffe has for it (lecture row 11), "ReLU"; some take parameters to be the same
 * @formula: forward in the lecture's notation, "a · b · …"
 * @derivative: what backward sends to each operand, in the notation of docs/FORMAT.md: "g · (product of the others)"
 * @domain: (nullable): of a gate that does not take every number, what it asks for, in the names of the formula: "x > 0"
 * @pattern: (nullable) (translatable) what it does to the upstream gradient in one sentence (lecture row 5)
 * @minimum_operands: fewest operands, 0 for a source
 * @maximum_operands: most operands; %G_MAXUINT for "as many as wanted"
 * @operand_names: (nullable): names of the operands, NULL-terminated; the last one stands for all that follow
 * @attributes: the attributes in the order in which they are written
 * @n_attributes: their number
 * @infer_shape: the result's shape from the operands' (wired ones), or an error that names the shapes
 * @n_kept: (nullable): how many numbers an example forward keeps for backward
 * @check: (nullable): whether the operands' values can be used at all (labels, class indices); else an error that says why not
 * @forward: fills result.value (and kept)
 * @backward: adds upstream × local into every operand's gradient that is not %NULL
 * @overwrites: whether backward overwrites gradients that are new, so that large ones need not be cleared first
 * @tangent: forward mode, after forward: where the blocks' gradients hold tangents (how fast each number moves; none is %NULL), sets the
 *   result's to Σ local × tangent over the operands; labels do not move
 * @values: (nullable): of elementwise one-operand gates: the values at @n numbers
 * @products: (nullable): of the same: adds upstream × slope to @n gradients
 * @stored_products: (nullable): of the same: stores what products() would add to 0
 * @products_of_value: (nullable): of those whose slope can be told from the value, with an attribute ≥ 0: products() without operands; near a
 *   bound of the value digits of the slope are lost
 * @forward_rows: (nullable): of elementwise gates of one or two operands: forward() of many gates at once
 * @backward_rows: (nullable): of the same: backward()
 * @forward_numbers: (nullable): of the same: forward_rows() where each gate is on one number and not on a row
 * @backward_numbers: (nullable): of the same: backward_rows(); all gradients are added to
 * @function: (nullable): of elementwise one-operand gates: the value at x
 * @slope: (nullable): of the same: the derivative at x, where y = function(x); their forward mode and their curve
 * @product: (nullable): of the same: what products() adds for one number
 * @simple: which of those it is that are an instruction or two (cr-gate-simple.h); 0: none
 * @label: the operand that is a label, class or row and gets no gradient; %CR_NO_LABEL
 * @note_choices: (nullable): of gates that are not differentiable everywhere: after forward, appends each #CrChoice that was made, always as
 *   many in the same order
 * @expansion: (nullable): the simpler gates that it unfolds into (cr-expansion.h); of units and of composite gates
 * @range: where its numerical check draws the operands from
 */
struct _CrGate
{
  const char *name;
  CrCategory category;
  const char *symbol;
  const char *node_symbol;
  const char *title;
  guint lecture_row;
  const char *caffe;
  const char *formula;
  const char *derivative;
  const char *domain;
  const char *pattern;
  guint minimum_operands;
  guint maximum_operands;
  const char *const *operand_names;
  const CrAttributeInfo *attributes;
  guint n_attributes;
  gboolean (*infer_shape) (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error);
  gsize (*n_kept) (const CrNode *node, CrShape result);
  gboolean (*check) (const CrCall *call, GError **error);
  void (*forward) (const CrCall *call);
  void (*backward) (const CrCall *call);
  gboolean overwrites;
  void (*tangent) (const CrCall *call);
  void (*values) (gsize n, const double *operand, double *result, double attribute);
  void (*products) (gsize n, const double *operand, const double *result, const double *upstream, double *gradient, double attribute);
  void (*stored_products) (gsize n, const double *operand, const double *result, const double *upstream, double *gradient, double attribute);
  void (*products_of_value) (gsize n, const double *result, const double *upstream, double *gradient, double attribute);
  void (*forward_rows) (const CrRows *rows);
  void (*backward_rows) (const CrRows *rows);
  void (*forward_numbers) (const CrRows *rows);
  void (*backward_numbers) (const CrRows *rows);
  double (*function) (double x, double attribute);
  double (*slope) (double x, double y, double attribute);
  double (*product) (double x, double y, double upstream, double attribute);
  guint simple;
  guint label;
  void (*note_choices) (const CrCall *call, GArray *choices);
  const CrExpansion *expansion;
  struct
  {
    double low;
    double high;
  } range;
};

/* The whole table: all sources, then the gates, in the order of the palette. */
const CrGate *const *cr_gate_get_all (guint *n_gates);

/* The row of that name, or NULL. */
const CrGate *cr_gate_find (const char *name);

/* What it is in words, "multiply": in the user's language, or, once that was asked for, in English as the lecture has it. */
const char *cr_gate_get_title (const CrGate *gate);
void cr_gate_set_english_titles (gboolean english);

/* Whether it holds a value of its own: input, parameter, constant. */
static inline gboolean
cr_gate_is_source (const CrGate *gate)
{
  return gate->category == CR_CATEGORY_SOURCES;
}

/* Whether it holds weights: neuron, maxout, dense. */
static inline gboolean
cr_gate_is_unit (const CrGate *gate)
{
  return gate->category == CR_CATEGORY_UNITS;
}

/* Whether it works entry by entry and takes one operand, so that a unit may use it as its activation. Attributes other than alpha
 * rule it out; a unit's own alpha, where it is set, takes the place of the activation's and must be in its range. */
gboolean cr_gate_is_activation (const CrGate *gate);

/* Whether each entry of the result depends on the same entry of each operand alone. */
gboolean cr_gate_is_elementwise (const CrGate *gate);

/* The table's name of an operand; the last one stands for all that follow. NULL where the table gives none. */
const char *cr_gate_get_operand_name (const CrGate *gate, guint operand);

/* The attribute of that name, or -1. */
int cr_gate_find_attribute (const CrGate *gate, const char *name);

/* The translated name of a category ("Linear algebra"). */
const char *cr_category_get_title (CrCategory category);
const char *cr_category_get_name (CrCategory category);

G_END_DECLS
