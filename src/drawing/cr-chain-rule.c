/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a gradient is what it is: gradient = upstream · local, for one wire between numbers. */
#include "cr-chain-rule.h"

#include <math.h>

/* More would not fit into the card, and teach nothing. */
#define MOST_MORE_DIGITS 2

/* --- The numbers --- */

gboolean
cr_chain_term_get (CrTape *tape, CrKey to, guint operand, CrChainTerm *term)
{
  CrNumbers upstream;

  if (!cr_tape_get_gradient (tape, to, &upstream) || !cr_shape_is_number (upstream.shape) || upstream.width != 1 ||
      !cr_tape_get_local (tape, to, operand, &term->local))
    return FALSE;
  term->upstream = upstream.entries[0];
  return cr_tape_get_product (tape, to, operand, &term->gradient);
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
