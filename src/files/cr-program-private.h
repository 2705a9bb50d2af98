/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of programs share: the pieces of code of each gate, a graph as a list of steps, and texts made from templates. */
#pragma once

#include "cr-program.h"

G_BEGIN_DECLS

/* --- The pieces of code, one row a gate (cr-program-pieces.c) --- */

/* How a gate is written. */
typedef enum
{
  CR_FORM_PLAIN,  /* by its templates */
  CR_FORM_SUM,    /* by its templates, which hold for one operand of any number */
  CR_FORM_CHAIN,  /* by its templates for two operands; more are taken one after the other */
  CR_FORM_PRODUCT,
  CR_FORM_TRANSPOSE,
  CR_FORM_CONCAT,
  CR_FORM_PICK,
  CR_FORM_UNIT,   /* a layer or one neuron */
  CR_FORM_MAXOUT,
} CrPieceForm;

/**
 * CrPiece: templates, in which '$' and a word stand for what is known when a node is written:
 * $a $b: the operands. $y: the result. $g: the gradient that arrives. $p: the gate's first attribute; $f the same as a factor in front
 * ("2 * ", nothing where it is 1); $q: it less one (0 where it is 0). In C operands and results are single entries, and there are besides
 * $A: where the first operand's numbers begin, $n: how many they are, $i: which is meant, $B $G $Y: as $A of the second operand, the gradient, the
 * result, $stepA $stepB: 0 where that operand is one number for all entries, else 1.
 * @value: of the result
 * @gradients: what goes back to each operand; %NULL for a label
 * @prepare: (nullable): C only: a declaration in front of both
 * @prepare_back: (nullable): C only: in front of the gradients
 * @whole: C only: @value takes an operand as a whole, and gives one number
 */
typedef struct
{
  const char *value;
  const char *gradients[2];
  const char *prepare;
  const char *prepare_back;
  gboolean whole;
} CrPiece;

/**
 * CrPieces: a gate in all languages.
 * @gate: its name
 * @spreads: whether a number goes with operands of any shape
 * @torch: the value; PyTorch finds the gradients itself
 * @latex: its sign in a formula; "" where the node's own name says all
 */
typedef struct
{
  const char *gate;
  CrPieceForm form;
  gboolean spreads;
  CrPiece numpy;
  const char *torch;
  CrPiece c;
  const char *latex;
} CrPieces;

const CrPieces *cr_pieces_find (const CrGate *gate);

/* --- A graph as steps (cr-program-steps.c) --- */

/* Numbers with a name: a step's value, or a unit's weights. */
typedef struct
{
  char *name;
  CrShape shape;
  const double *value;    /* NULL where the program computes it and the graph does not */
  const double *gradient; /* NULL where none is asked for */
} CrVariable;

/**
 * CrProgramStep: one node that is computed, or one link of a chain.
 * @node: (nullable): the node; %NULL of a link but the last
 * @result: what it computes
 * @operands: the steps that feed it
 * @runs_backward: whether the output depends on it, so that its gradient goes on
 * @has_gradient: whether its gradient is asked for
 * @is_reached: for the writers: whether anything has been added to its gradient
 * @weights: of a unit
 * @bias: of a unit
 */
typedef struct _CrProgramStep CrProgramStep;
struct _CrProgramStep
{
  const CrNode *node;
  const CrGate *gate;
  const CrPieces *pieces;
  CrVariable result;
  CrProgramStep **operands;
  guint n_operands;
  gboolean runs_backward;
  gboolean has_gradient;
  gboolean is_reached;
  CrVariable weights;
  CrVariable bias;
  char *net; /* a unit's weighted sum; of maxout, the sums; NULL where it is the result itself */
  char *inputs; /* a unit's operands as one column */
  char *chosen; /* which sum of a maxout is the largest */
};

/**
 * CrProgram:
 * @steps: (element-type CrProgramStep): in an order in which they can be computed
 * @output: (nullable): where backward starts; %NULL where there is no backward pass
 * @left_out: (element-type CrNode): nodes that have no value
 * @is_finite: whether every number is
 * @largest: of all finite numbers, in size; at least 1
 * @names: those that are taken, and words of the language
 * @names_gradients: whether "d" and a name is one, too
 */
typedef struct
{
  const CrTape *tape;
  const CrGraph *graph;
  GPtrArray *steps;
  CrProgramStep *output;
  GPtrArray *left_out;
  gboolean is_finite;
  double largest;
  GHashTable *names;
  gboolean names_gradients;
} CrProgram;

/* @reserved: words that name nothing; @names_gradients: whether "d" and a name is taken too. */
CrProgram *cr_program_new (const CrTape *tape, const char *const *reserved, gboolean names_gradients);
void cr_program_free (CrProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrProgram, cr_program_free)

#define CR_PROGRAM_FOR_EACH(program, step) \
  for (guint step##_i = 0; step##_i < (program)->steps->len; step##_i++) \
    for (CrProgramStep *step = g_ptr_array_index ((program)->steps, step##_i); step != NULL; step = NULL)

/* What of a step has numbers and a name: its result, and a unit's weights and bias. */
static inline const CrVariable *
cr_program_step_get_variable (const CrProgramStep *step, guint i)
{
  const CrVariable *variable = i == 0 ? &step->result : i == 1 ? &step->weights : &step->bias;

  return variable->name != NULL ? variable : NULL;
}

#define CR_STEP_FOR_EACH_VARIABLE(step, variable) \
  for (guint variable##_i = 0; variable##_i < 3; variable##_i++) \
    for (const CrVariable *variable = cr_program_step_get_variable (step, variable##_i); variable != NULL; variable = NULL)

/* Whether it is a neuron, whose weights stand in a column; of other units they are rows. */
static inline gboolean
cr_program_step_is_neuron (const CrProgramStep *step)
{
  return step->gate->maximum_operands > 1 && step->pieces->form == CR_FORM_UNIT;
}

/* Whether what the step sends back goes to that operand. */
gboolean cr_program_step_feeds_gradient (const CrProgramStep *step, guint operand);

/* A unit's activation, or NULL for linear, with its alpha. */
const CrPieces *cr_program_step_get_activation (const CrProgramStep *step, double *alpha);

/* The gate's first attribute. */
double cr_program_step_get_number (const CrProgramStep *step);

static inline gboolean
cr_variable_is_number (const CrVariable *variable)
{
  return cr_shape_is_number (variable->shape);
}

/* --- What programs may call, and words that name nothing in them (cr-program-c-library.c, cr-program-numpy-library.c) --- */

typedef struct
{
  const char *const *reserved;
  const char *const (*helpers)[2]; /* functions, each after those that it calls: name, then text */
  guint n_helpers;
} CrProgramLibrary;

extern const CrProgramLibrary cr_program_c_library;
extern const CrProgramLibrary cr_program_numpy_library;

/* --- Text (cr-program-text.c) --- */

/* Appends what a word of a template stands for. */
typedef void (*CrFill) (GString *text, const char *word, gpointer data);
void cr_program_fill (GString *text, const char *template, CrFill fill, gpointer data);

/* How numbers that are none are written. */
typedef struct
{
  const char *nan;
  const char *infinity;
} CrSpecialNumbers;

/* With a point or an exponent, so that no language takes it for a whole number. */
void cr_program_append_number (GString *text, double number, const CrSpecialNumbers *special);

/* @n numbers with commas between them, wrapped, with @indent in front of new lines. */
void cr_program_append_numbers (GString *text, const double *numbers, gsize n, const CrSpecialNumbers *special, const char *indent);

/* Line ends of every kind, what turns the direction of writing, and other signs that are not seen. */
gboolean cr_program_is_unseen (gunichar sign);

/* Foreign text on one line: nothing in it ends a comment. */
void cr_program_append_comment (GString *text, const char *begin, const char *comment, const char *end);

/* The comments at the top: title, description, where it comes from; and at the end those on nodes that have no value. */
void cr_program_append_title (GString *text, const CrGraph *graph, const char *begin, const char *end);
void cr_program_append_left_out (GString *text, const CrProgram *program, const char *begin, const char *end);

/**
 * cr_program_append_helpers:
 * @library: of the language
 * @body: the program that calls some of them
 * @call: what stands behind a name that is called, "(" or " ("
 *
 * Appends the functions that are needed.
 */
void cr_program_append_helpers (GString *text, const CrProgramLibrary *library, const char *body, const char *call);

/* A few numbers with four digits, or of many their shape: for pictures. */
void cr_program_append_short (GString *text, const CrNumbers *numbers, const char *minus, const char *times);

/* --- Python (cr-program-python.c), for NumPy and PyTorch --- */

extern const CrSpecialNumbers cr_python_special;
void cr_python_append_value (GString *text, CrShape shape, const double *entries, const char *indent);

/* "A @ B", for shapes of which some may be 1×1, where Python has a plain number: "A * B". */
typedef struct
{
  const char *name;
  CrShape shape;
  gboolean transposed;
} CrFactor;
void cr_python_append_product (GString *text, CrFactor left, CrFactor right);

/* The word of a template that means the same to NumPy and PyTorch; FALSE where it is another. */
gboolean cr_python_fill_number (GString *text, const char *word, double number);

/* A few numbers, or of many one that stands for them (see fingerprint() in the programs): "near(@what, …)". */
void cr_python_append_check (GString *text, const char *what, CrShape shape, const double *entries, const char *indent);

/* --- NumPy (cr-program-numpy-gates.c): the lines of one gate --- */

void cr_program_numpy_write_forward (GString *text, const CrProgramStep *step);
void cr_program_numpy_write_backward (GString *text, const CrProgramStep *step);

/* --- C (cr-program-c-gates.c) --- */

extern const CrSpecialNumbers cr_program_c_special;

/* Where the variable's numbers begin; @of: "value" or "gradient". */
void cr_program_c_append_start (GString *text, const char *of, const CrVariable *variable);

/* The lines of one gate. */
void cr_program_c_write_forward (GString *text, const CrProgramStep *step);
void cr_program_c_write_backward (GString *text, const CrProgramStep *step);

/* --- The languages, a file each --- */

void cr_program_write_numpy (GString *text, const CrTape *tape);
void cr_program_write_torch (GString *text, const CrTape *tape);
void cr_program_write_c (GString *text, const CrTape *tape);
void cr_program_write_dot (GString *text, const CrTape *tape);
void cr_program_write_latex (GString *text, const CrTape *tape);

G_END_DECLS
