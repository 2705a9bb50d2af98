/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text for the screen: rounding, real minus signs, powers of ten. */
#include "cr-number-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "\u2212"
#define LARGEST_PLAIN 1e7   /* from here on eight figures would stand before the point */
#define MOST_FIGURES 7      /* before and behind it */
#define SMALLEST_PLAIN 1e-3 /* below, zeros would be most of the text */
#define LARGEST_EXACT 1e7 /* of whole numbers with all their figures */

/* C's text of a number ("-1.5", "2.50e-05") as it is shown: a real minus, a power of ten in raised figures. */
static void
write_shown (const char *plain, char *text)
{
  static const char *const raised[]
      = { "\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074", "\u2075", "\u2076", "\u2077", "\u2078", "\u2079" };
  const char *exponent = strchr (plain, 'e');
  gsize n_mantissa = exponent != NULL ? (gsize) (exponent - plain) : strlen (plain);
  gboolean negative = plain[0] == '-';
  GString *shown = g_string_new (negative ? MINUS : "");

  g_string_append_len (shown, plain + negative, n_mantissa - negative);
  if (exponent != NULL)
    {
      char digits[8];

      g_string_append (shown, "\u00b7" "10");
      g_snprintf (digits, sizeof digits, "%d", atoi (exponent + 1));
      for (const char *digit = digits; *digit != '\0'; digit++)
        g_string_append (shown, *digit == '-' ? "\u207b" : raised[*digit - '0']);
    }
  g_strlcpy (text, shown->str, CR_NUMBER_TEXT_SIZE);
  g_string_free (shown, TRUE);
}

static gboolean
write_special (double number, char *text)
{
  if (isfinite (number))
    return FALSE;
  g_strlcpy (text, isnan (number) ? "NaN" : number > 0 ? "\u221e" : MINUS "\u221e", CR_NUMBER_TEXT_SIZE);
  return TRUE;
}

/* printf's %.*e or %.*f with a point in every locale. */
static void
print_number (double number, guint digits, char conversion, char *plain)
{
  char pattern[8];

  g_snprintf (pattern, sizeof pattern, "%%.%u%c", MIN (digits, 17), conversion);
  g_ascii_formatd (plain, CR_NUMBER_TEXT_SIZE, pattern, number);
}

/* The power of ten of the first digit after rounding to so many significant digits: 9.996 to three is 10.0. */
static int
rounded_exponent (double number, guint digits)
{
  char plain[CR_NUMBER_TEXT_SIZE];

  print_number (number, digits - 1, 'e', plain);
  return atoi (strchr (plain, 'e') + 1);
}

/* "-0.00" says no more than "0.00". */
static void
drop_sign_of_zero (char *plain)
{
  if (plain[0] == '-' && strspn (plain + 1, "0.") == strlen (plain + 1))
    memmove (plain, plain + 1, strlen (plain));
}

static void
print_significant (double number, guint digits, char *plain)
{
  int exponent = number == 0 ? 0 : rounded_exponent (number, digits);

  if (number != 0 && fabs (number) < SMALLEST_PLAIN)
    print_number (number, digits - 1, 'e', plain);
  else
    print_number (number, MAX ((int) digits - 1 - exponent, 0), 'f', plain);
}

/* 0.00 is said of zero alone: a number of which the last decimal would show nothing, or a rounded guess, keeps significant digits.
 * One with many figures before the point has a power of ten, unless it is the decimals that are many. */
static void
print_decimals (double number, guint digits, char *plain)
{
  if (number != 0 && fabs (number) < pow (10, -(double) digits))
    print_significant (number, digits + 1, plain);
  else if (fabs (number) >= pow (10, MAX (MOST_FIGURES - (double) digits, 4)))
    print_number (number, digits, 'e', plain);
  else
    print_number (number, digits, 'f', plain);
}

void
cr_number_format_write (double number, CrNumberFormat format, char *text)
{
  char plain[CR_NUMBER_TEXT_SIZE];
  guint significant = MAX (format.decimals ? format.digits + 1 : format.digits, 1);

  if (write_special (number, text))
    return;
  if (fabs (number) >= LARGEST_PLAIN)
    print_number (number, significant - 1, 'e', plain);
  else if (format.decimals)
    print_decimals (number, format.digits, plain);
  else
    print_significant (number, significant, plain);
  drop_sign_of_zero (plain);
  write_shown (plain, text);
}

void
cr_number_format_write_power (double number, guint digits, char *text)
{
  char plain[CR_NUMBER_TEXT_SIZE];

  if (write_special (number, text))
    return;
  print_number (number, MAX (digits, 1) - 1, 'e', plain);
  write_shown (plain, text);
}

/* How wide a text is, in tenths of a figure: points are narrower, and so are raised figures. */
static guint
estimate_width (const char *text)
{
  guint width = 0;

  for (const char *letter = text; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      gunichar character = g_utf8_get_char (letter);

      if (character == '.' || character == 0xb7)
        width += 4;
      else if (g_unichar_isdigit (character) || character == 0x2212)
        width += 10;
      else
        width += 7;
    }
  return width;
}

void
cr_number_format_write_short (double number, guint digits, char *text)
{
  char plain[CR_NUMBER_TEXT_SIZE];
  char power[CR_NUMBER_TEXT_SIZE];
  int exponent;

  digits = MAX (digits, 1);
  cr_number_format_write_power (number, digits, power);
  g_strlcpy (text, power, CR_NUMBER_TEXT_SIZE);
  if (!isfinite (number))
    return;
  exponent = number == 0 ? 0 : rounded_exponent (number, digits);
  if (abs (exponent) > 16)
    return;
  print_number (number, MAX ((int) digits - 1 - exponent, 0), 'f', plain);
  drop_sign_of_zero (plain);
  write_shown (plain, text);
  if (estimate_width (power) < estimate_width (text))
    g_strlcpy (text, power, CR_NUMBER_TEXT_SIZE);
}

char *
cr_number_to_text (double number, CrNumberFormat format)
{
  char text[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (number, format, text);
  return g_strdup (text);
}

char *
cr_number_to_exact_text (double number)
{
  char plain[CR_NUMBER_TEXT_SIZE];
  char text[CR_NUMBER_TEXT_SIZE];

  if (write_special (number, text))
    return g_strdup (text);
  for (guint digits = 1; digits <= 17; digits++)
    {
      print_number (number, digits, 'g', plain);
      if (g_ascii_strtod (plain, NULL) == number)
        break;
    }
  if (fabs (number) < LARGEST_EXACT && strstr (plain, "e+") != NULL)
    print_number (number, 0, 'f', plain); /* 700, not 7·10² */
  drop_sign_of_zero (plain);
  write_shown (plain, text);
  return g_strdup (text);
}

char *
cr_shape_to_caption (CrShape shape)
{
  if (cr_shape_is_number (shape))
    return g_strdup (_("one number"));
  if (shape.columns == 1)
    return g_strdup_printf (_("column of %u"), shape.rows);
  return cr_shape_to_string (shape);
}
