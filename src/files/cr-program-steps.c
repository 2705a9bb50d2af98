/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as the list of steps that a program takes.
 *
 * How this works: every node that the tape has computed is a step, in the tape's order. A product or a maximum of many operands becomes
 * a chain of steps with two operands each, so that the program is linear in the wires, and backward needs no division and finds the first of
 * equal operands, as the tape does. Each value has a name; where gradients are variables too, they are called the same with "d" in front. Neither is a word of
 * the language, nor begins with "_".
 */
#include "cr-program-private.h"

#include <math.h>
#include <string.h>

/* --- Names --- */

static gboolean
is_free (const CrProgram *program, const char *name)
{
  g_autofree char *gradient = g_strconcat ("d", name, NULL);

  return !g_hash_table_contains (program->names, name) &&
         !(program->names_gradients && g_hash_table_contains (program->names, gradient));
}

/* The name itself, or with as many "_" behind it as are needed. */
static char *
new_name (CrProgram *program, const char *wanted)
{
  GString *name = g_string_new (wanted);

  if (wanted[0] == '_')
    g_string_prepend_c (name, 'n');
  while (!is_free (program, name->str))
    g_string_append_c (name, '_');
  g_hash_table_add (program->names, g_strdup (name->str));
  if (program->names_gradients)
    g_hash_table_add (program->names, g_strconcat ("d", name->str, NULL));
  return g_string_free (name, FALSE);
}

static char *
new_name_for (CrProgram *program, const CrProgramStep *step, const char *what)
{
  g_autofree char *wanted = g_strdup_printf ("%s_%s", step->result.name, what);

  return new_name (program, wanted);
}

/* --- Steps --- */

static void
variable_clear (CrVariable *variable)
{
  g_free (variable->name);
}

static void
step_free (CrProgramStep *step)
{
  variable_clear (&step->result);
  variable_clear (&step->weights);
  variable_clear (&step->bias);
  g_free (step->operands);
  g_free (step->net);
  g_free (step->inputs);
  g_free (step->chosen);
  g_free (step);
}

double
cr_program_step_get_number (const CrProgramStep *step)
{
  if (step->gate->n_attributes == 0 || step->gate->attributes[0].kind != CR_ATTRIBUTE_NUMBER)
    return 0;
  return cr_node_get_number (step->node, step->gate->attributes[0].name);
}

const CrPieces *
cr_program_step_get_activation (const CrProgramStep *step, double *alpha)
{
  const CrAttribute *activation = cr_node_get_attribute (step->node, "activation");
  const CrAttribute *given = cr_node_get_attribute (step->node, "alpha");
  const CrGate *gate = activation != NULL ? activation->activation : NULL;

  if (gate == NULL)
    return NULL;
  *alpha = given != NULL ? given->number : gate->n_attributes > 0 ? gate->attributes[0].standard : 0;
  return cr_pieces_find (gate);
}

gboolean
cr_program_step_feeds_gradient (const CrProgramStep *step, guint operand)
{
  return step->runs_backward && operand != step->gate->label && step->operands[operand]->has_gradient;
}

/* Notes whether there are infinite or undefined numbers, and how large they get. */
static void
measure (CrProgram *program, const CrVariable *variable)
{
  for (gsize i = 0, n = cr_shape_get_size (variable->shape); i < n; i++)
    for (guint which = 0; which < 2; which++)
      {
        const double *numbers = which == 0 ? variable->value : variable->gradient;

        if (numbers == NULL)
          continue;
        if (!isfinite (numbers[i]))
          program->is_finite = FALSE;
        else if (fabs (numbers[i]) > program->largest)
          program->largest = fabs (numbers[i]);
      }
}

static void
add_parameter (CrProgram *program, CrProgramStep *step, const char *member, CrVariable *variable)
{
  int attribute = cr_gate_find_attribute (step->gate, member);
  CrNumbers numbers;

  if (!cr_tape_get_parameter_value (program->tape, step->node->key, attribute, &numbers))
    return;
  variable->name = new_name_for (program, step, member);
  variable->shape = numbers.shape;
  variable->value = numbers.entries;
  if (cr_tape_get_parameter_gradient (program->tape, step->node->key, attribute, &numbers))
    variable->gradient = numbers.entries;
  measure (program, variable);
}

static void
add_unit (CrProgram *program, CrProgramStep *step)
{
  double alpha;

  add_parameter (program, step, "weights", &step->weights);
  add_parameter (program, step, "bias", &step->bias);
  if (step->pieces->form == CR_FORM_MAXOUT || cr_program_step_get_activation (step, &alpha) != NULL)
    step->net = new_name_for (program, step, "net");
  if (step->gate->maximum_operands > 1 && step->n_operands > 1)
    step->inputs = new_name_for (program, step, "inputs");
  if (step->pieces->form == CR_FORM_MAXOUT)
    step->chosen = new_name_for (program, step, "chosen");
}

/* The shape of two operands of which one may be a number. */
static CrShape
get_common_shape (const CrProgramStep *a, const CrProgramStep *b)
{
  return cr_variable_is_number (&a->result) ? b->result.shape : a->result.shape;
}

/* Takes the first operands of @step together, two by two, until two are left. */
static void
make_chain (CrProgram *program, CrProgramStep *step)
{
  CrProgramStep *so_far = step->operands[0];

  for (guint i = 1; i + 1 < step->n_operands; i++)
    {
      CrProgramStep *link = g_new0 (CrProgramStep, 1);
      g_autofree char *what = g_strdup_printf ("%u", i);

      link->gate = step->gate;
      link->pieces = step->pieces;
      link->n_operands = 2;
      link->operands = g_new (CrProgramStep *, 2);
      link->operands[0] = so_far;
      link->operands[1] = step->operands[i];
      link->result.name = new_name_for (program, step, what);
      link->result.shape = get_common_shape (so_far, step->operands[i]);
      link->runs_backward = link->has_gradient = step->runs_backward;
      g_ptr_array_add (program->steps, link);
      so_far = link;
    }
  step->operands[0] = so_far;
  step->operands[1] = step->operands[step->n_operands - 1];
  step->n_operands = 2;
}

/* @steps: key → step, of what has been taken so far. */
static void
add_step (CrProgram *program, const CrNode *node, const char *name, gboolean has_backward, GHashTable *steps)
{
  CrProgramStep *step = g_new0 (CrProgramStep, 1);
  CrNumbers numbers;

  step->node = node;
  step->gate = node->gate;
  step->pieces = cr_pieces_find (node->gate);
  step->result.name = g_strdup (name);
  if (cr_tape_get_value (program->tape, node->key, &numbers))
    {
      step->result.shape = numbers.shape;
      step->result.value = numbers.entries;
    }
  if (cr_tape_get_gradient (program->tape, node->key, &numbers))
    step->result.gradient = numbers.entries;
  step->has_gradient = step->result.gradient != NULL;
  step->runs_backward = has_backward && cr_tape_runs_backward (program->tape, node->key);
  step->n_operands = node->n_operands;
  step->operands = g_new (CrProgramStep *, MAX (node->n_operands, 1));
  for (guint i = 0; i < node->n_operands; i++)
    step->operands[i] = g_hash_table_lookup (steps, GUINT_TO_POINTER (node->operands[i]));
  measure (program, &step->result);
  if (cr_gate_is_unit (step->gate))
    add_unit (program, step);
  if (step->pieces->form == CR_FORM_CHAIN && step->n_operands > 2)
    make_chain (program, step);
  g_ptr_array_add (program->steps, step);
  g_hash_table_insert (steps, GUINT_TO_POINTER (node->key), step);
}

/* The nodes that have values, in order, with their names: ids come before the names that are made from them. */
static GPtrArray *
name_nodes (CrProgram *program, GPtrArray *nodes)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const CrKey *order = cr_tape_get_order (program->tape, &n);

  for (guint i = 0; i < n; i++)
    {
      const CrNode *node = cr_graph_get_node (program->graph, order[i]);
      CrNumbers numbers;

      if (!cr_tape_get_value (program->tape, order[i], &numbers))
        {
          g_ptr_array_add (program->left_out, (gpointer) node);
          continue;
        }
      g_ptr_array_add (nodes, (gpointer) node);
      g_ptr_array_add (names, new_name (program, node->id));
    }
  return names;
}

CrProgram *
cr_program_new (const CrTape *tape, const char *const *reserved, gboolean names_gradients)
{
  CrProgram *program = g_new0 (CrProgram, 1);
  g_autoptr (GHashTable) steps = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = NULL;
  CrKey output = cr_tape_get_output (tape, NULL);
  CrNumbers gradient;
  gboolean has_backward;

  program->tape = tape;
  program->graph = cr_tape_get_graph (tape);
  program->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  program->left_out = g_ptr_array_new ();
  program->is_finite = TRUE;
  program->largest = 1;
  program->names_gradients = names_gradients;
  program->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; reserved[i] != NULL; i++)
    g_hash_table_add (program->names, g_strdup (reserved[i]));
  names = name_nodes (program, nodes);
  has_backward = output != CR_KEY_NONE && cr_tape_get_gradient (tape, output, &gradient);
  for (guint i = 0; i < nodes->len; i++)
    add_step (program, nodes->pdata[i], names->pdata[i], has_backward, steps);
  if (has_backward)
    program->output = g_hash_table_lookup (steps, GUINT_TO_POINTER (output));
  return program;
}

void
cr_program_free (CrProgram *program)
{
  g_ptr_array_unref (program->steps);
  g_ptr_array_unref (program->left_out);
  g_hash_table_unref (program->names);
  g_free (program);
}
