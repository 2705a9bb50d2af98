/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a gradient is what it is: gradient = upstream · local, for one wire between numbers. */
#include "cr-chain-rule.h"

#include <math.h>

/* More would not fit into the card, and teach nothing. */
#define MOST_MORE_DIGITS 2

/* --- The numbers --- */

static gboolean
get_number (gboolean is_computed, const CrNumbers *numbers, double *number)
{
  if (!is_computed || !cr_shape_is_number (numbers->shape) || numbers->width != 1)
    return FALSE;
  *number = numbers->entries[0];
  return TRUE;
}

static CrNode *
new_source (CrKey key, guint operand, double value)
{
  const CrGate *input = cr_gate_find ("input");
  g_autofree char *id = g_strdup_printf ("operand%u", operand);
  g_autoptr (CrMatrix) matrix = cr_matrix_new_number (value);
  CrNode *source = cr_node_new (key, id, input);

  cr_node_set_matrix (source, cr_gate_find_attribute (input, "value"), matrix);
  return source;
}

/* A graph of this gate alone, on inputs that hold what its operands hold now; NULL where one of them is no number. */
static CrGraph *
new_graph_of_gate (CrTape *tape, const CrNode *node, guint operand, CrKey *input)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (empty);
  g_autoptr (CrNode) gate = cr_node_copy (node);

  for (guint i = 0; i < node->n_operands; i++)
    {
      CrKey key = cr_graph_edit_new_key (edit);
      CrNumbers numbers;
      double value;

      if (!get_number (cr_tape_get_value (tape, node->operands[i], &numbers), &numbers, &value))
        return NULL;
      cr_graph_edit_take_node (edit, new_source (key, i, value));
      cr_node_set_operand (gate, i, key);
      if (i == operand)
        *input = key;
    }
  gate->key = cr_graph_edit_new_key (edit);
  cr_graph_edit_set_output (edit, gate->key);
  cr_graph_edit_take_node (edit, g_steal_pointer (&gate));
  return cr_graph_edit_end (g_steal_pointer (&edit));
}

static gboolean
get_local (CrTape *tape, const CrNode *node, guint operand, double *local)
{
  CrKey input = CR_KEY_NONE;
  g_autoptr (CrGraph) graph = new_graph_of_gate (tape, node, operand, &input);
  g_autoptr (CrTape) alone = NULL;
  CrNumbers gradient;

  if (graph == NULL)
    return FALSE;
  alone = cr_tape_new (graph);
  cr_tape_forward (alone);
  if (!cr_tape_backward (alone, NULL))
    return FALSE;
  return get_number (cr_tape_get_gradient (alone, input, &gradient), &gradient, local);
}

gboolean
cr_chain_term_get (CrTape *tape, CrKey to, guint operand, CrChainTerm *term)
{
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), to);
  CrNumbers upstream;

  if (node == NULL || operand >= node->n_operands || node->operands[operand] == CR_KEY_NONE)
    return FALSE;
  if (!get_number (cr_tape_get_gradient (tape, to, &upstream), &upstream, &term->upstream) || !get_local (tape, node, operand, &term->local))
    return FALSE;
  return cr_tape_get_wire_gradient (tape, to, operand, &term->gradient);
}

/* --- The text --- */

/* The number that a printed text says: "−0.20", "3.35·10⁻⁴". NAN where it is none. */
static double
read_printed (const char *text)
{
  static const char *const shown[] = { "−", "·10", "⁻", "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  static const char *const plain[] = { "-", "e", "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  GString *number = g_string_new (text);
  double value;
  char *end;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_string_replace (number, shown[i], plain[i], 0);
  value = g_ascii_strtod (number->str, &end);
  if (end == number->str || *end != '\0')
    value = NAN;
  g_string_free (number, TRUE);
  return value;
}

static double
round_as_printed (double number, CrNumberFormat format)
{
  char text[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (number, format, text);
  return read_printed (text);
}

/* So small that decimals would say nothing of it: it is printed with a power of ten, and then the others should be so too. */
static gboolean
is_below_decimals (double number, CrNumberFormat format)
{
  return format.decimals && number != 0 && fabs (number) < 0.5 * pow (10, -(double) format.digits);
}

static gboolean
is_product (const CrChainTerm *term, CrNumberFormat format)
{
  double product = round_as_printed (term->upstream, format) * round_as_printed (term->local, format);
  char printed[CR_NUMBER_TEXT_SIZE];
  char reckoned[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (term->gradient, format, printed);
  cr_number_format_write (product, format, reckoned);
  return g_str_equal (printed, reckoned);
}

void
cr_chain_term_write (const CrChainTerm *term, CrNumberFormat format, CrChainText *text)
{
  CrNumberFormat finer;

  if (is_below_decimals (term->gradient, format) || is_below_decimals (term->upstream, format) || is_below_decimals (term->local, format))
    format = (CrNumberFormat) { MAX (format.digits, 3), FALSE };
  finer = format;
  while (!is_product (term, finer) && finer.digits < format.digits + MOST_MORE_DIGITS)
    finer.digits++;
  text->is_exact = is_product (term, finer);
  if (!text->is_exact)
    finer = format;
  cr_number_format_write (term->gradient, finer, text->gradient);
  cr_number_format_write (term->upstream, finer, text->upstream);
  cr_number_format_write (term->local, finer, text->local);
}
