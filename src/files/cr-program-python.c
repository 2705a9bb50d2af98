/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What programs for NumPy and PyTorch share: values, matrix products, checks. */
#include "cr-program-private.h"

#include <math.h>
#include <string.h>

/* Of more entries than this a check compares one number that stands for them all. */
#define MOST_COMPARED 64

const CrSpecialNumbers cr_python_special = { "nan", "inf" };

void
cr_python_append_value (GString *text, CrShape shape, const double *entries, const char *indent)
{
  if (cr_shape_is_number (shape))
    {
      cr_program_append_number (text, *entries, &cr_python_special);
      return;
    }
  for (gsize row = 0; row < shape.rows; row++)
    {
      gboolean is_narrow = shape.columns == 1 && row % 6 != 0;

      g_string_append_c (text, row == 0 ? '[' : ',');
      if (is_narrow)
        g_string_append_c (text, ' ');
      else if (row > 0)
        g_string_append_printf (text, "\n%s ", indent);
      g_string_append_c (text, '[');
      cr_program_append_numbers (text, entries + row * shape.columns, shape.columns, &cr_python_special, indent);
      g_string_append_c (text, ']');
    }
  g_string_append_c (text, ']');
}

static CrShape
get_shape (CrFactor factor)
{
  return factor.transposed ? (CrShape) { factor.shape.columns, factor.shape.rows } : factor.shape;
}

static void
append_factor (GString *text, CrFactor factor)
{
  g_string_append (text, factor.name);
  if (factor.transposed && !cr_shape_is_number (factor.shape))
    g_string_append (text, ".T");
}

void
cr_python_append_product (GString *text, CrFactor left, CrFactor right)
{
  CrShape a = get_shape (left), b = get_shape (right);
  gboolean has_number = cr_shape_is_number (a) || cr_shape_is_number (b);
  gboolean is_number = !has_number && a.rows == 1 && b.columns == 1;

  g_string_append (text, is_number ? "(" : "");
  append_factor (text, left);
  g_string_append (text, has_number ? " * " : " @ ");
  append_factor (text, right);
  g_string_append (text, is_number ? ")[0, 0]" : "");
}

gboolean
cr_python_fill_number (GString *text, const char *word, double number)
{
  switch (word[0])
    {
    case 'p':
      cr_program_append_number (text, number, &cr_python_special);
      return TRUE;
    case 'q':
      cr_program_append_number (text, number == 0 ? 0 : number - 1, &cr_python_special);
      return TRUE;
    case 'f':
      if (number == 1)
        return TRUE;
      cr_program_append_number (text, number, &cr_python_special);
      g_string_append (text, " * ");
      return TRUE;
    default:
      return FALSE;
    }
}

/* The same as fingerprint() in the programs. */
static double
get_fingerprint (const double *entries, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += entries[i] * cos (i);
  return sum;
}

void
cr_python_append_check (GString *text, const char *what, CrShape shape, const double *entries, const char *indent)
{
  gsize n = cr_shape_get_size (shape);

  if (n > MOST_COMPARED)
    {
      g_string_append_printf (text, "assert near(fingerprint(%s), ", what);
      cr_program_append_number (text, get_fingerprint (entries, n), &cr_python_special);
      g_string_append_printf (text, ", %zu)\n", n);
      return;
    }
  g_string_append_printf (text, "assert near(%s, ", what);
  cr_python_append_value (text, shape, entries, indent);
  g_string_append (text, ")\n");
}
