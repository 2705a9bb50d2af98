/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gates as lines of NumPy, forward and backward: from their pieces; where a number goes with a larger operand, what goes back to it is
 * added up. The first gradient that comes back to a node is assigned, later ones are added.
 */
#include "cr-program-private.h"

#include <string.h>

/* --- Templates --- */

/* What the words of a gate's template stand for; a unit's activation has the weighted sum as its operand. */
typedef struct
{
  const char *a;
  const char *b;
  const char *y;
  double number;
} Words;

static void
fill (GString *text, const char *word, gpointer data)
{
  const Words *words = data;

  switch (word[0])
    {
    case 'a':
      g_string_append (text, words->a);
      break;
    case 'b':
      g_string_append (text, words->b);
      break;
    case 'y':
      g_string_append (text, words->y);
      break;
    case 'g':
      g_string_append_printf (text, "d%s", words->y);
      break;
    default:
      if (!cr_python_fill_number (text, word, words->number))
        g_assert_not_reached ();
    }
}

static Words
get_words (const CrProgramStep *step)
{
  return (Words) {
    .a = step->n_operands > 0 ? step->operands[0]->result.name : NULL,
    .b = step->n_operands > 1 ? step->operands[1]->result.name : NULL,
    .y = step->result.name,
    .number = step->node != NULL ? cr_program_step_get_number (step) : 0,
  };
}

static CrFactor
as_factor (const CrVariable *variable, gboolean transposed)
{
  return (CrFactor) { variable->name, variable->shape, transposed };
}

/* --- Forward --- */

/* a + b + …, in lines that Python's parser can take. */
static void
write_sum (GString *text, const CrProgramStep *step)
{
  g_string_append_printf (text, "%s = %s", step->result.name, step->operands[0]->result.name);
  for (guint i = 1; i < step->n_operands; i++)
    {
      if (i % 16 == 0)
        g_string_append_printf (text, "\n%s = %s", step->result.name, step->result.name);
      g_string_append_printf (text, " + %s", step->operands[i]->result.name);
    }
  g_string_append_c (text, '\n');
}

static void
append_list (GString *text, const CrProgramStep *step, const char *begin, const char *end, const char *array_end)
{
  for (guint i = 0; i < step->n_operands; i++)
    {
      const CrVariable *operand = &step->operands[i]->result;

      g_string_append_printf (text, "%s%s%s%s", i == 0 ? "" : i % 12 == 0 ? ",\n    " : ", ", cr_variable_is_number (operand) ? begin : "",
                              operand->name, cr_variable_is_number (operand) ? end : array_end);
    }
}

static void
write_concat (GString *text, const CrProgramStep *step)
{
  if (cr_variable_is_number (&step->result))
    {
      g_string_append_printf (text, "%s = %s\n", step->result.name, step->operands[0]->result.name);
      return;
    }
  g_string_append_printf (text, "%s = np.concatenate([", step->result.name);
  append_list (text, step, "[[", "]]", "");
  g_string_append (text, "])\n");
}

/* The place that is picked, as numbers in a row: "1, 0"; of a flat array where @is_flat. */
static void
append_place (GString *text, const CrProgramStep *step, gboolean is_flat)
{
  guint columns = step->operands[0]->result.shape.columns;
  guint column = cr_node_get_number (step->node, "column");
  guint row = cr_node_get_number (step->node, "row");

  if (step->n_operands == 1 && is_flat)
    g_string_append_printf (text, "%u", row * columns + column);
  else if (step->n_operands == 1)
    g_string_append_printf (text, "%u, %u", row, column);
  else if (!is_flat)
    g_string_append_printf (text, "int(%s), %u", step->operands[1]->result.name, column);
  else if (columns > 1)
    g_string_append_printf (text, "int(%s) * %u + %u", step->operands[1]->result.name, columns, column);
  else
    g_string_append_printf (text, "int(%s)", step->operands[1]->result.name);
}

static void
write_pick (GString *text, const CrProgramStep *step)
{
  const CrVariable *operand = &step->operands[0]->result;

  g_string_append_printf (text, "%s = %s", step->result.name, operand->name);
  if (!cr_variable_is_number (operand))
    {
      g_string_append_c (text, '[');
      append_place (text, step, FALSE);
      g_string_append_c (text, ']');
    }
  g_string_append_c (text, '\n');
}

/* What a unit multiplies its weights with: its only operand, or all as a column. */
static CrVariable
get_unit_input (const CrProgramStep *step)
{
  if (step->inputs == NULL)
    return step->operands[0]->result;
  return (CrVariable) { .name = step->inputs, .shape = { step->n_operands, 1 } };
}

static void
write_unit (GString *text, const CrProgramStep *step)
{
  CrVariable input = get_unit_input (step);
  gboolean is_neuron = cr_program_step_is_neuron (step);
  double alpha = 0;
  const CrPieces *activation;

  if (step->inputs != NULL)
    {
      g_string_append_printf (text, "%s = np.array([", step->inputs);
      append_list (text, step, "[", "]", "");
      g_string_append (text, "])\n");
    }
  g_string_append_printf (text, "%s = ", step->net != NULL ? step->net : step->result.name);
  cr_python_append_product (text, as_factor (&step->weights, is_neuron), as_factor (&input, FALSE));
  g_string_append_printf (text, " + %s\n", step->bias.name);
  if (step->pieces->form == CR_FORM_MAXOUT)
    {
      g_string_append_printf (text, "%s = np.argmax(%s)\n", step->chosen, step->net);
      g_string_append_printf (text, "%s = %s[%s, 0]\n", step->result.name, step->net, step->chosen);
      return;
    }
  activation = cr_program_step_get_activation (step, &alpha);
  if (activation == NULL)
    return;
  g_string_append_printf (text, "%s = ", step->result.name);
  cr_program_fill (text, activation->numpy.value, fill, &(Words) { step->net, NULL, step->result.name, alpha });
  g_string_append_c (text, '\n');
}

void
cr_program_numpy_write_forward (GString *text, const CrProgramStep *step)
{
  const CrVariable *operand = step->n_operands > 0 ? &step->operands[0]->result : NULL;
  Words words = get_words (step);

  switch (step->pieces->form)
    {
    case CR_FORM_SUM:
      write_sum (text, step);
      break;
    case CR_FORM_PRODUCT:
      g_string_append_printf (text, "%s = ", step->result.name);
      cr_python_append_product (text, as_factor (operand, FALSE), as_factor (&step->operands[1]->result, FALSE));
      g_string_append_c (text, '\n');
      break;
    case CR_FORM_TRANSPOSE:
      g_string_append_printf (text, "%s = %s%s\n", step->result.name, operand->name, cr_variable_is_number (operand) ? "" : ".T");
      break;
    case CR_FORM_CONCAT:
      write_concat (text, step);
      break;
    case CR_FORM_PICK:
      write_pick (text, step);
      break;
    case CR_FORM_UNIT:
    case CR_FORM_MAXOUT:
      write_unit (text, step);
      break;
    case CR_FORM_PLAIN:
    case CR_FORM_CHAIN:
    default:
      g_string_append_printf (text, "%s = ", step->result.name);
      cr_program_fill (text, step->pieces->numpy.value, fill, &words);
      g_string_append_c (text, '\n');
    }
}

/* --- Backward --- */

/* Adds @gradient to that of @target, or assigns it where it is the first. */
static void
write_gradient (GString *text, CrProgramStep *target, const char *gradient)
{
  const char *name = target->result.name;

  if (!target->is_reached)
    g_string_append_printf (text, "d%s = %s\n", name, gradient);
  else if (cr_variable_is_number (&target->result))
    g_string_append_printf (text, "d%s += %s\n", name, gradient);
  else
    g_string_append_printf (text, "d%s = d%s + %s\n", name, name, gradient); /* += would change what shares the array */
  target->is_reached = TRUE;
}

/* A number that stands for every entry of another operand gets the sum of what comes back from all of them. */
static gboolean
is_spread (const CrProgramStep *step, guint operand)
{
  if (!step->pieces->spreads || !cr_variable_is_number (&step->operands[operand]->result))
    return FALSE;
  return !cr_variable_is_number (&step->result) ||
         (step->n_operands == 2 && !cr_variable_is_number (&step->operands[1 - operand]->result));
}

static void
write_back_plain (GString *text, const CrProgramStep *step, guint operand)
{
  g_autoptr (GString) gradient = g_string_new (NULL);
  gboolean spread = is_spread (step, operand);
  Words words = get_words (step);

  g_string_append (gradient, spread ? "np.sum(" : "");
  cr_program_fill (gradient, step->pieces->numpy.gradients[step->pieces->form == CR_FORM_SUM ? 0 : operand], fill, &words);
  g_string_append (gradient, spread ? ")" : "");
  write_gradient (text, step->operands[operand], gradient->str);
}

static void
write_back_product (GString *text, const CrProgramStep *step, guint operand)
{
  g_autoptr (GString) gradient = g_string_new (NULL);
  g_autofree char *upstream = g_strconcat ("d", step->result.name, NULL);
  CrFactor g = { upstream, step->result.shape, FALSE };

  if (operand == 0)
    cr_python_append_product (gradient, g, as_factor (&step->operands[1]->result, TRUE));
  else
    cr_python_append_product (gradient, as_factor (&step->operands[0]->result, TRUE), g);
  write_gradient (text, step->operands[operand], gradient->str);
}

/* To each operand the rows of the gradient that it filled. */
static void
write_back_concat (GString *text, const CrProgramStep *step)
{
  guint first = 0;

  for (guint i = 0; i < step->n_operands; i++)
    {
      guint rows = step->operands[i]->result.shape.rows;
      g_autoptr (GString) gradient = g_string_new ("d");

      g_string_append (gradient, step->result.name);
      if (rows > 1)
        g_string_append_printf (gradient, "[%u:%u]", first, first + rows);
      else if (!cr_variable_is_number (&step->result))
        g_string_append_printf (gradient, "[%u, 0]", first);
      if (cr_program_step_feeds_gradient (step, i))
        write_gradient (text, step->operands[i], gradient->str);
      first += rows;
    }
}

static void
write_back_pick (GString *text, const CrProgramStep *step)
{
  g_autoptr (GString) gradient = g_string_new (NULL);

  if (cr_variable_is_number (&step->operands[0]->result))
    g_string_append_printf (gradient, "d%s", step->result.name);
  else
    {
      g_string_append (gradient, "one_hot(");
      append_place (gradient, step, TRUE);
      g_string_append_printf (gradient, ", %s) * d%s", step->operands[0]->result.name, step->result.name);
    }
  write_gradient (text, step->operands[0], gradient->str);
}

/* The gradient of the weighted sum (of maxout: of the sums), and its name. */
static char *
write_back_net (GString *text, const CrProgramStep *step)
{
  double alpha = 0;
  const CrPieces *activation = step->pieces->form == CR_FORM_UNIT ? cr_program_step_get_activation (step, &alpha) : NULL;

  if (step->net == NULL)
    return g_strconcat ("d", step->result.name, NULL);
  g_string_append_printf (text, "d%s = ", step->net);
  if (activation != NULL)
    cr_program_fill (text, activation->numpy.gradients[0], fill, &(Words) { step->net, NULL, step->result.name, alpha });
  else
    g_string_append_printf (text, "one_hot(%s, %s) * d%s", step->chosen, step->net, step->result.name);
  g_string_append_c (text, '\n');
  return g_strconcat ("d", step->net, NULL);
}

/* What goes back to a unit's operands, each a row of one column where there are several. */
static void
write_back_inputs (GString *text, const CrProgramStep *step, CrFactor net)
{
  gboolean is_neuron = cr_program_step_is_neuron (step);
  g_autoptr (GString) gradient = g_string_new (NULL);

  cr_python_append_product (gradient, as_factor (&step->weights, !is_neuron), net);
  if (step->inputs == NULL)
    {
      if (cr_program_step_feeds_gradient (step, 0))
        write_gradient (text, step->operands[0], gradient->str);
      return;
    }
  g_string_append_printf (text, "d%s = %s\n", step->inputs, gradient->str);
  for (guint i = 0; i < step->n_operands; i++)
    {
      g_autofree char *row = g_strdup_printf ("d%s[%u, 0]", step->inputs, i);

      if (cr_program_step_feeds_gradient (step, i))
        write_gradient (text, step->operands[i], row);
    }
}

static void
write_back_unit (GString *text, const CrProgramStep *step)
{
  gboolean is_neuron = cr_program_step_is_neuron (step);
  CrVariable input = get_unit_input (step);
  g_autofree char *name = write_back_net (text, step);
  CrFactor net = { name, step->bias.shape, FALSE };

  g_string_append_printf (text, "d%s = ", step->weights.name);
  if (is_neuron)
    cr_python_append_product (text, as_factor (&input, FALSE), net);
  else
    cr_python_append_product (text, net, as_factor (&input, TRUE));
  g_string_append_printf (text, "\nd%s = %s\n", step->bias.name, name);
  write_back_inputs (text, step, net);
}

static void
write_back_operand (GString *text, const CrProgramStep *step, guint operand)
{
  g_autofree char *turned = NULL;

  switch (step->pieces->form)
    {
    case CR_FORM_PRODUCT:
      write_back_product (text, step, operand);
      break;
    case CR_FORM_TRANSPOSE:
      turned = g_strconcat ("d", step->result.name, cr_variable_is_number (&step->result) ? NULL : ".T", NULL);
      write_gradient (text, step->operands[0], turned);
      break;
    case CR_FORM_PICK:
      write_back_pick (text, step);
      break;
    default:
      write_back_plain (text, step, operand);
    }
}

static void
write_back_operands (GString *text, const CrProgramStep *step)
{
  for (guint operand = 0; operand < step->n_operands; operand++)
    if (cr_program_step_feeds_gradient (step, operand))
      write_back_operand (text, step, operand);
}

void
cr_program_numpy_write_backward (GString *text, const CrProgramStep *step)
{
  if (step->runs_backward && cr_gate_is_unit (step->gate))
    write_back_unit (text, step);
  else if (step->pieces->form == CR_FORM_CONCAT)
    write_back_concat (text, step);
  else
    write_back_operands (text, step);
}
