/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gates as lines of C, forward and backward: from its pieces, in a loop over the entries where there are several. */
#include "cr-program-private.h"

#include <string.h>

const CrSpecialNumbers cr_program_c_special = { "NAN", "INFINITY" };

/* --- Words --- */

static int
get_size (const CrVariable *variable)
{
  return cr_shape_get_size (variable->shape);
}

/* "value.x", or in a loop "value.x[i]". */
static void
append_entry (GString *text, const char *of, const CrVariable *variable)
{
  g_string_append_printf (text, "%s.%s%s", of, variable->name, cr_variable_is_number (variable) ? "" : "[i]");
}

void
cr_program_c_append_start (GString *text, const char *of, const CrVariable *variable)
{
  g_string_append_printf (text, "%s%s.%s", cr_variable_is_number (variable) ? "&" : "", of, variable->name);
}

static char *
dup_start (const char *of, const CrVariable *variable)
{
  GString *text = g_string_new (NULL);

  cr_program_c_append_start (text, of, variable);
  return g_string_free (text, FALSE);
}

/* What the words of a template stand for. */
typedef struct
{
  const CrVariable *a;
  const CrVariable *b;
  const CrVariable *y;
  double number;
} Words;

static void
fill_number (GString *text, const char *word, double number)
{
  if (word[0] == 'f' && number == 1)
    return;
  if (word[0] == 'q')
    number = number == 0 ? 0 : number - 1;
  cr_program_append_number (text, number, &cr_program_c_special);
  g_string_append (text, word[0] == 'f' ? " * " : "");
}

static void
fill (GString *text, const char *word, gpointer data)
{
  const Words *words = data;

  if (g_str_has_prefix (word, "step"))
    {
      g_string_append_c (text, cr_variable_is_number (word[4] == 'A' ? words->a : words->b) ? '0' : '1');
      return;
    }
  switch (word[0])
    {
    case 'a':
    case 'b':
      append_entry (text, "value", word[0] == 'a' ? words->a : words->b);
      break;
    case 'y':
      append_entry (text, "value", words->y);
      break;
    case 'g':
      append_entry (text, "gradient", words->y);
      break;
    case 'A':
    case 'B':
      cr_program_c_append_start (text, "value", word[0] == 'A' ? words->a : words->b);
      break;
    case 'Y':
      cr_program_c_append_start (text, "value", words->y);
      break;
    case 'G':
      cr_program_c_append_start (text, "gradient", words->y);
      break;
    case 'i':
      g_string_append_c (text, cr_variable_is_number (words->a) ? '0' : 'i');
      break;
    case 'n':
      g_string_append_printf (text, "%d", MAX (get_size (words->a), words->b != NULL ? get_size (words->b) : 1));
      break;
    default:
      fill_number (text, word, words->number);
    }
}

static Words
get_words (const CrProgramStep *step)
{
  return (Words) {
    .a = &step->operands[0]->result,
    .b = step->n_operands > 1 ? &step->operands[1]->result : NULL,
    .y = &step->result,
    .number = step->node != NULL ? cr_program_step_get_number (step) : 0,
  };
}

/* The head of a loop over @n entries, where that is more than one. */
static void
append_loop (GString *text, int n)
{
  if (n > 1)
    g_string_append_printf (text, "  for (int i = 0; i < %d; i++)\n  ", n);
  g_string_append (text, "  ");
}

/* What stands in @block, which is freed, in brackets of its own. */
static void
write_block (GString *text, GString *block)
{
  g_auto (GStrv) lines = g_strsplit (block->str, "\n", -1);

  g_string_append (text, "  {\n");
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (text, "  %s\n", lines[i]);
  g_string_append (text, "  }\n");
  g_string_free (block, TRUE);
}

/* One line, a loop where it is about several entries: @of.@target @assign what @template says; after what is to be prepared. */
static void
write_line (GString *text, const char *of, const CrVariable *target, int n, const char *assign, const char *template, const char *prepare,
            Words *words)
{
  GString *line = prepare != NULL ? g_string_new ("  ") : text;

  if (prepare != NULL)
    {
      cr_program_fill (line, prepare, fill, words);
      g_string_append_c (line, '\n');
    }
  append_loop (line, n);
  append_entry (line, of, target);
  g_string_append_printf (line, " %s ", assign);
  cr_program_fill (line, template, fill, words);
  g_string_append (line, ";\n");
  if (prepare != NULL)
    write_block (text, line);
}

/* --- Forward --- */

static void
write_plain (GString *text, const CrPiece *piece, Words words)
{
  write_line (text, "value", words.y, piece->whole ? 1 : get_size (words.y), "=", piece->value, piece->prepare, &words);
}

static void
write_sum (GString *text, const CrProgramStep *step)
{
  for (guint i = 0; i < step->n_operands; i++)
    {
      if (i % 16 == 0)
        {
          g_string_append (text, i > 0 ? ";\n" : "");
          append_loop (text, get_size (&step->result));
          append_entry (text, "value", &step->result);
          g_string_append (text, " = ");
          if (i > 0)
            append_entry (text, "value", &step->result);
        }
      g_string_append (text, i > 0 ? " + " : "");
      append_entry (text, "value", &step->operands[i]->result);
    }
  g_string_append (text, ";\n");
}

static void
write_product (GString *text, const CrVariable *a, const CrVariable *b, const char *result, gboolean backward)
{
  g_autofree char *left = dup_start ("value", a);
  g_autofree char *right = dup_start ("value", b);

  g_string_append_printf (text, "  multiply%s (%u, %u, %u, %s, %s, %s", backward ? "_back" : "", a->shape.rows, a->shape.columns,
                          b->shape.columns, left, right, result);
}

static void
write_concat (GString *text, const CrProgramStep *step, gboolean backward)
{
  int first = 0;

  for (guint i = 0; i < step->n_operands; i++)
    {
      const CrVariable *operand = &step->operands[i]->result;
      int n = get_size (operand);
      g_autofree char *place = cr_variable_is_number (&step->result) ? g_strdup (step->result.name)
                                                                    : g_strdup_printf ("%s[%d%s]", step->result.name, first, n > 1 ? " + i" : "");

      first += n;
      if (backward && !cr_program_step_feeds_gradient (step, i))
        continue;
      append_loop (text, n);
      if (backward)
        append_entry (text, "gradient", operand);
      else
        g_string_append_printf (text, "value.%s", place);
      g_string_append (text, backward ? " += " : " = ");
      if (backward)
        g_string_append_printf (text, "gradient.%s", place);
      else
        append_entry (text, "value", operand);
      g_string_append (text, ";\n");
    }
}

/* "value.x[3]", of the entry that is picked. */
static void
append_picked (GString *text, const CrProgramStep *step, const char *of)
{
  const CrVariable *operand = &step->operands[0]->result;
  guint column = cr_node_get_number (step->node, "column");

  g_string_append_printf (text, "%s.%s", of, operand->name);
  if (cr_variable_is_number (operand))
    return;
  if (step->n_operands == 1)
    g_string_append_printf (text, "[%u]", (guint) cr_node_get_number (step->node, "row") * operand->shape.columns + column);
  else
    g_string_append_printf (text, "[(int) value.%s * %u + %u]", step->operands[1]->result.name, operand->shape.columns, column);
}

/* A unit's operands as one array, declared where there are several; gives what that is called. */
static char *
write_inputs (GString *text, const CrProgramStep *step)
{
  if (step->gate->maximum_operands == 1)
    return dup_start ("value", &step->operands[0]->result);
  g_string_append_printf (text, "  const double inputs[%u] = { ", step->n_operands);
  for (guint i = 0; i < step->n_operands; i++)
    g_string_append_printf (text, "%svalue.%s", i == 0 ? "" : i % 8 == 0 ? ",\n    " : ", ", step->operands[i]->result.name);
  g_string_append (text, " };\n");
  return g_strdup ("inputs");
}

/* The shape of the weights as a matrix: of a neuron they stand in a column. */
static CrShape
get_weights_shape (const CrProgramStep *step)
{
  gboolean is_neuron = cr_program_step_is_neuron (step);

  return is_neuron ? (CrShape) { 1, step->n_operands } : step->weights.shape;
}

/* The weighted sum, or what it is kept in. */
static CrVariable
get_net (const CrProgramStep *step)
{
  return (CrVariable) { .name = step->net != NULL ? step->net : step->result.name, .shape = step->bias.shape };
}

/* Which sum is the largest, and that. */
static void
write_choice (GString *text, const CrProgramStep *step, const char *net)
{
  const char *chosen = step->chosen;

  g_string_append_printf (text, "  value.%s = 0;\n  for (int i = 1; i < %u; i++)\n", chosen, step->bias.shape.rows);
  g_string_append_printf (text, "    if (exceeds (value.%s[i], value.%s[(int) value.%s]))\n      value.%s = i;\n", net, net, chosen, chosen);
  g_string_append_printf (text, "  value.%s = value.%s[(int) value.%s];\n", step->result.name, net, chosen);
}

static void
write_unit (GString *text, const CrProgramStep *step)
{
  GString *block = g_string_new (NULL);
  CrVariable net = get_net (step);
  CrShape shape = get_weights_shape (step);
  g_autofree char *weights = dup_start ("value", &step->weights), *result = dup_start ("value", &net);
  g_autofree char *inputs = write_inputs (block, step);
  double alpha = 0;
  const CrPieces *activation = cr_program_step_get_activation (step, &alpha);

  g_string_append_printf (block, "  multiply (%u, %u, 1, %s, %s, %s);\n", shape.rows, shape.columns, weights, inputs, result);
  write_line (block, "value", &net, shape.rows, "+=", "$a", NULL, &(Words) { .a = &step->bias });
  if (step->pieces->form == CR_FORM_MAXOUT)
    write_choice (block, step, net.name);
  else if (activation != NULL)
    write_plain (block, &activation->c, (Words) { &net, NULL, &step->result, alpha });
  write_block (text, block);
}

void
cr_program_c_write_forward (GString *text, const CrProgramStep *step)
{
  g_autofree char *result = dup_start ("value", &step->result);

  switch (step->pieces->form)
    {
    case CR_FORM_SUM:
      write_sum (text, step);
      break;
    case CR_FORM_PRODUCT:
      write_product (text, &step->operands[0]->result, &step->operands[1]->result, result, FALSE);
      g_string_append (text, ");\n");
      break;
    case CR_FORM_TRANSPOSE:
      g_string_append_printf (text, "  transpose (%u, %u, ", step->operands[0]->result.shape.rows, step->operands[0]->result.shape.columns);
      cr_program_c_append_start (text, "value", &step->operands[0]->result);
      g_string_append_printf (text, ", %s, 0);\n", result);
      break;
    case CR_FORM_CONCAT:
      write_concat (text, step, FALSE);
      break;
    case CR_FORM_PICK:
      g_string_append_printf (text, "  value.%s = ", step->result.name);
      append_picked (text, step, "value");
      g_string_append (text, ";\n");
      break;
    case CR_FORM_UNIT:
    case CR_FORM_MAXOUT:
      write_unit (text, step);
      break;
    case CR_FORM_PLAIN:
    case CR_FORM_CHAIN:
    default:
      write_plain (text, &step->pieces->c, get_words (step));
    }
}

/* --- Backward --- */

static void
write_back_plain (GString *text, const char *prepare, const char *template, const CrVariable *target, Words words)
{
  int n = MAX (get_size (words.y), MAX (get_size (words.a), words.b != NULL ? get_size (words.b) : 1));

  write_line (text, "gradient", target, n, "+=", template, prepare, &words);
}

/* Where gradients of a product's operand go, or NULL. */
static char *
dup_target (const CrProgramStep *step, guint operand)
{
  return cr_program_step_feeds_gradient (step, operand) ? dup_start ("gradient", &step->operands[operand]->result) : g_strdup ("NULL");
}

static void
write_back_product (GString *text, const CrProgramStep *step)
{
  g_autofree char *left = dup_target (step, 0), *right = dup_target (step, 1);
  g_autofree char *upstream = dup_start ("gradient", &step->result);

  write_product (text, &step->operands[0]->result, &step->operands[1]->result, upstream, TRUE);
  g_string_append_printf (text, ", %s, %s);\n", left, right);
}

static void
write_back_unit (GString *text, const CrProgramStep *step)
{
  GString *block = g_string_new (NULL);
  CrVariable net = get_net (step);
  CrShape shape = get_weights_shape (step);
  gboolean is_layer = step->gate->maximum_operands == 1;
  double alpha = 0;
  const CrPieces *activation = cr_program_step_get_activation (step, &alpha);
  g_autofree char *weights = dup_start ("value", &step->weights), *back = dup_start ("gradient", &step->weights);
  g_autofree char *upstream = dup_start ("gradient", &net), *inputs = write_inputs (block, step);
  g_autofree char *target = is_layer ? dup_target (step, 0) : g_strdup ("back");

  if (!is_layer)
    g_string_append_printf (block, "  double back[%u] = { 0 };\n", step->n_operands);
  if (step->pieces->form == CR_FORM_MAXOUT)
    g_string_append_printf (block, "  gradient.%s[(int) value.%s] = gradient.%s;\n", net.name, step->chosen, step->result.name);
  else if (activation != NULL)
    write_back_plain (block, NULL, activation->c.gradients[0], &net, (Words) { &net, NULL, &step->result, alpha });
  write_line (block, "gradient", &step->bias, shape.rows, "+=", "$g", NULL, &(Words) { .y = &net });
  g_string_append_printf (block, "  multiply_back (%u, %u, 1, %s, %s, %s, %s, %s);\n", shape.rows, shape.columns, weights, inputs,
                          upstream, back, target);
  for (guint i = 0; !is_layer && i < step->n_operands; i++)
    if (cr_program_step_feeds_gradient (step, i))
      g_string_append_printf (block, "  gradient.%s += back[%u];\n", step->operands[i]->result.name, i);
  write_block (text, block);
}

static void
write_back_operands (GString *text, const CrProgramStep *step)
{
  const CrPiece *piece = &step->pieces->c;
  Words words = get_words (step);

  for (guint i = 0; i < step->n_operands; i++)
    {
      if (!cr_program_step_feeds_gradient (step, i))
        continue;
      /* Of a sum each operand stands alone; there may be many. */
      if (step->pieces->form == CR_FORM_SUM)
        words = (Words) { &step->operands[i]->result, NULL, &step->result, 0 };
      write_back_plain (text, piece->prepare_back, piece->gradients[step->pieces->form == CR_FORM_SUM ? 0 : i], &step->operands[i]->result,
                        words);
    }
}

void
cr_program_c_write_backward (GString *text, const CrProgramStep *step)
{
  switch (step->pieces->form)
    {
    case CR_FORM_PRODUCT:
      write_back_product (text, step);
      break;
    case CR_FORM_TRANSPOSE:
      if (!cr_program_step_feeds_gradient (step, 0))
        break;
      g_string_append_printf (text, "  transpose (%u, %u, ", step->result.shape.rows, step->result.shape.columns);
      cr_program_c_append_start (text, "gradient", &step->result);
      g_string_append (text, ", ");
      cr_program_c_append_start (text, "gradient", &step->operands[0]->result);
      g_string_append (text, ", 1);\n");
      break;
    case CR_FORM_CONCAT:
      write_concat (text, step, TRUE);
      break;
    case CR_FORM_PICK:
      if (!cr_program_step_feeds_gradient (step, 0))
        break;
      g_string_append (text, "  ");
      append_picked (text, step, "gradient");
      g_string_append_printf (text, " += gradient.%s;\n", step->result.name);
      break;
    case CR_FORM_UNIT:
    case CR_FORM_MAXOUT:
      write_back_unit (text, step);
      break;
    default:
      write_back_operands (text, step);
    }
}
