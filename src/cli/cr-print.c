/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and matrices as the commands print them. */
#include "cr-print.h"

#include "cr-number-text.h"

#include <math.h>

/* Of a matrix as many rows and columns are shown as text. */
#define MOST_SHOWN 4

typedef void (*Print) (GString *text, double number);

void
cr_print_json_number (GString *json, double number)
{
  if (isnan (number))
    g_string_append (json, "\"nan\"");
  else if (isinf (number))
    g_string_append (json, number < 0 ? "\"-inf\"" : "\"inf\"");
  else
    cr_number_append (json, number);
}

void
cr_print_number (GString *text, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    g_string_append (text, "nan"); /* printf() may give it a sign */
  else
    g_string_append (text, g_ascii_formatd (digits, sizeof digits, "%.6g", number == 0 ? 0.0 : number));
}

/* The first @most of @n numbers with commas between them, and "…" where there are more. */
static void
print_list (GString *text, const double *entries, gsize n, gsize most, Print print)
{
  for (gsize i = 0; i < MIN (n, most); i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      print (text, entries[i]);
    }
  if (n > most)
    g_string_append (text, ", …");
}

static void
print_matrix (GString *text, CrShape shape, const double *entries, CrMatrixForm form, gsize most, Print print)
{
  if (form == CR_FORM_VALUE && cr_shape_is_number (shape))
    {
      print (text, entries[0]);
      return;
    }
  g_string_append_c (text, '[');
  if (form == CR_FORM_COLUMN || (form == CR_FORM_VALUE && shape.columns == 1))
    print_list (text, entries, shape.rows, most, print);
  else
    {
      for (gsize row = 0; row < MIN (shape.rows, most); row++)
        {
          g_string_append (text, row > 0 ? ", [" : "[");
          print_list (text, entries + row * shape.columns, shape.columns, most, print);
          g_string_append_c (text, ']');
        }
      if (shape.rows > most)
        g_string_append (text, ", …");
    }
  g_string_append_c (text, ']');
}

void
cr_print_json_matrix (GString *json, CrShape shape, const double *entries, CrMatrixForm form)
{
  print_matrix (json, shape, entries, form, G_MAXSIZE, cr_print_json_number);
}

void
cr_print_matrix (GString *text, CrShape shape, const double *entries)
{
  print_matrix (text, shape, entries, CR_FORM_VALUE, MOST_SHOWN, cr_print_number);
}
