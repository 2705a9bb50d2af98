/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sum, a product or another operation as text that a reader can reckon again.
 *
 * How this works: the operands are printed with more and more digits and read back, until what they give is rounded to the printed
 * result. A result that lies just between two roundings is none that a reader would agree on, so both sides of it have to round to
 * the same text; where they never do, the result is printed with one digit more and all begins anew.
 */
#include "cr-reckoning.h"

#include <math.h>

#define MOST_MORE_DIGITS 7 /* of an operand; more would not fit into a line, and teach nothing */
#define MOST_MORE_OF_RESULT 3
#define MOST_OPERANDS 64   /* of a longer sum nobody reckons the rounding */
#define TIE 1e-12          /* relative: far more than what multiplying doubles loses */

/* --- What is done --- */

double
cr_reckon_sum (const double *operands, guint n_operands, gconstpointer data)
{
  double sum = 0;

  for (guint i = 0; i < n_operands; i++)
    sum += operands[i];
  return sum;
}

double
cr_reckon_product (const double *operands, guint n_operands, gconstpointer data)
{
  double product = 1;

  for (guint i = 0; i < n_operands; i++)
    product *= operands[i];
  return product;
}

gboolean
cr_reckon_knows (const CrGate *gate)
{
  static const char *const names[] = { "add", "sub", "mul", "div" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (gate->name, names[i]))
      return TRUE;
  return gate->function != NULL;
}

double
cr_reckon_gate (const double *operands, guint n_operands, gconstpointer data)
{
  const CrNode *node = data;
  const CrGate *gate = node->gate;

  if (gate->function != NULL)
    return gate->function (operands[0], gate->n_attributes > 0 ? cr_node_get_number (node, gate->attributes[0].name) : 0);
  if (g_str_equal (gate->name, "sub"))
    return operands[0] - operands[1];
  if (g_str_equal (gate->name, "div"))
    return operands[0] / operands[1];
  return g_str_equal (gate->name, "mul") ? cr_reckon_product (operands, n_operands, NULL) : cr_reckon_sum (operands, n_operands, NULL);
}

/* --- What is printed --- */

/* The number that a printed text says: "−0.20", "3.35·10⁻⁴". */
static double
read_printed (const char *text)
{
  static const char *const shown[] = { "−", "·10", "⁻", "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  static const char *const plain[] = { "-", "e", "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  g_autoptr (GString) number = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_string_replace (number, shown[i], plain[i], 0);
  return g_ascii_strtod (number->str, NULL);
}

static double
round_as_printed (double number, CrNumberFormat format)
{
  char text[CR_NUMBER_TEXT_SIZE];

  if (!isfinite (number))
    return number;
  cr_number_format_write (number, format, text);
  return read_printed (text);
}

/* Whether more digits would only be zeros. */
static gboolean
is_whole (double number, CrNumberFormat format)
{
  return !isfinite (number) || fabs (round_as_printed (number, format) - number) <= TIE * fabs (number);
}

CrNumberFormat
cr_reckoning_get_format (const CrReckoning *reckoning, double operand)
{
  return is_whole (operand, reckoning->base) ? reckoning->base : reckoning->operands;
}

/* --- How many digits --- */

static gboolean
rounds_to (double number, CrNumberFormat format, const char *printed)
{
  char below[CR_NUMBER_TEXT_SIZE];
  char above[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (number * (1 - TIE), format, below);
  cr_number_format_write (number * (1 + TIE), format, above);
  return g_str_equal (below, printed) && g_str_equal (above, printed);
}

static gboolean
looks_right (const CrReckoning *reckoning, CrReckonFunction reckon, gconstpointer data, guint n_operands, const double *operands,
             double result)
{
  double rounded[MOST_OPERANDS];
  char printed[CR_NUMBER_TEXT_SIZE];

  for (guint i = 0; i < n_operands; i++)
    rounded[i] = round_as_printed (operands[i], cr_reckoning_get_format (reckoning, operands[i]));
  cr_number_format_write (result, reckoning->result, printed);
  return rounds_to (reckon (rounded, n_operands, data), reckoning->result, printed);
}

static gboolean
all_look_right (const CrReckoning *reckoning, CrReckonFunction reckon, gconstpointer data, guint n_operands, const double *operands,
                guint n_results, const double *results)
{
  for (guint i = 0; i < n_results; i++)
    if (!looks_right (reckoning, reckon, data, n_operands, operands + i * n_operands, results[i]))
      return FALSE;
  return TRUE;
}

CrReckoning
cr_reckoning_find (CrReckonFunction reckon, gconstpointer data, guint n_operands, const double *operands, guint n_results,
                   const double *results, CrNumberFormat format)
{
  CrReckoning reckoning = { format, format, format, TRUE };

  for (guint of_result = 0; of_result <= MOST_MORE_OF_RESULT && n_operands <= MOST_OPERANDS; of_result++)
    for (guint more = of_result; more <= MOST_MORE_DIGITS; more++)
      {
        reckoning.result.digits = format.digits + of_result;
        reckoning.operands.digits = format.digits + more;
        if (all_look_right (&reckoning, reckon, data, n_operands, operands, n_results, results))
          return reckoning;
      }
  return (CrReckoning) { format, format, format, FALSE };
}
