/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A double as text in the fewest digits that read back as the same double, bit for bit.
 *
 * How this works: printf rounds correctly to any number of digits, and strtod reads correctly. A decimal of up to 15 digits survives
 * the way through a normal double, so printing 15 and dropping the zeros finds every number that needs no more. Else 16 are tried, then
 * 17, which always suffice. Where rounding to nearest does not read back, the neighbour on the other side of the number may: below a
 * power of two the doubles lie closer than above it, so 2⁻⁴⁴ is 5.684341886080802e-14 though ...801 is nearer. Subnormal numbers have
 * fewer digits to begin with and are searched from one digit on.
 */
#include "cr-number-text.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DIGITS 17

/* @digits without a point, and the power of ten of the first one: "25", 0 is 2.5. */
typedef struct
{
  char digits[MOST_DIGITS + 2];
  int n_digits;
  int exponent;
} Decimal;

static void
decimal_round (Decimal *decimal, double number, int n_digits)
{
  char format[8] = "%.00e";
  char text[CR_NUMBER_WRITE_SIZE];

  format[2] += (n_digits - 1) / 10;
  format[3] += (n_digits - 1) % 10;
  g_ascii_formatd (text, sizeof text, format, number);

  decimal->digits[0] = text[0];
  memcpy (decimal->digits + 1, text + 2, n_digits - 1);
  decimal->n_digits = n_digits;
  decimal->exponent = atoi (strchr (text, 'e') + 1);
}

static gboolean
decimal_is (const Decimal *decimal, double number)
{
  char text[CR_NUMBER_WRITE_SIZE];

  g_snprintf (text, sizeof text, "%.*se%d", decimal->n_digits, decimal->digits, decimal->exponent - decimal->n_digits + 1);
  return g_ascii_strtod (text, NULL) == number;
}

/* One unit more (or less) in the last place. */
static void
decimal_step (Decimal *decimal, int step)
{
  char carry_from = step > 0 ? '9' : '0';
  char carry_to = step > 0 ? '0' : '9';
  int place = decimal->n_digits - 1;

  while (place > 0 && decimal->digits[place] == carry_from)
    decimal->digits[place--] = carry_to;
  if (decimal->digits[place] == '9' && step > 0)
    {
      decimal->digits[place] = '1';
      decimal->exponent++;
    }
  else
    decimal->digits[place] += step;
}

/* Whether a decimal of that many digits reads back as @number: the nearest one, else one beside it. */
static gboolean
decimal_try (Decimal *decimal, double number, int n_digits)
{
  decimal_round (decimal, number, n_digits);
  if (decimal_is (decimal, number))
    return TRUE;
  for (int step = -1; step <= 1; step += 2)
    {
      Decimal beside = *decimal;

      decimal_step (&beside, step);
      if (beside.digits[0] != '0' && decimal_is (&beside, number))
        {
          *decimal = beside;
          return TRUE;
        }
    }
  return FALSE;
}

static void
decimal_find_shortest (Decimal *decimal, double number)
{
  int n_digits = number < DBL_MIN ? 1 : DBL_DIG;

  while (!decimal_try (decimal, number, n_digits))
    n_digits++;
  while (decimal->n_digits > 1 && decimal->digits[decimal->n_digits - 1] == '0')
    decimal->n_digits--;
}

/* Puts @length bytes of @from (zeros where %NULL) at @to and gives the place behind them. */
static char *
put (char *to, const char *from, int length)
{
  if (from != NULL)
    memcpy (to, from, length);
  else
    memset (to, '0', length);
  return to + length;
}

static char *
put_decimal (char *to, const Decimal *decimal)
{
  int exponent = decimal->exponent;
  int n_whole = exponent + 1;

  if (exponent < -4 || exponent >= 16)
    {
      *to++ = decimal->digits[0];
      if (decimal->n_digits > 1)
        {
          *to++ = '.';
          to = put (to, decimal->digits + 1, decimal->n_digits - 1);
        }
      return to + g_snprintf (to, 8, "e%d", exponent);
    }
  if (exponent < 0)
    {
      to = put (to, "0.", 2);
      to = put (to, NULL, -n_whole);
      return put (to, decimal->digits, decimal->n_digits);
    }
  if (decimal->n_digits <= n_whole)
    {
      to = put (to, decimal->digits, decimal->n_digits);
      return put (to, NULL, n_whole - decimal->n_digits);
    }
  to = put (to, decimal->digits, n_whole);
  *to++ = '.';
  return put (to, decimal->digits + n_whole, decimal->n_digits - n_whole);
}

gsize
cr_number_write (double number, char text[CR_NUMBER_WRITE_SIZE])
{
  char *end = text;

  g_return_val_if_fail (isfinite (number), 0);
  if (signbit (number))
    *end++ = '-';
  number = fabs (number);
  if (number < 1e15 && number == floor (number))
    return end - text + g_snprintf (end, CR_NUMBER_WRITE_SIZE - 1, "%" G_GINT64_FORMAT, (gint64) number);

  Decimal decimal;

  decimal_find_shortest (&decimal, number);
  end = put_decimal (end, &decimal);
  *end = '\0';
  return end - text;
}

void
cr_number_append (GString *string, double number)
{
  char text[CR_NUMBER_WRITE_SIZE];

  g_string_append_len (string, text, cr_number_write (number, text));
}
