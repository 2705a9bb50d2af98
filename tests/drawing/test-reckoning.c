/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed of a sum or a product can be reckoned again by a reader. */
#include "cr-reckoning.h"

#include <math.h>

#define DECIMALS ((CrNumberFormat) { 2, TRUE })
#define N_RANDOM 5000

/* As a reader does it: the printed numbers, typed in again. */
static double
type_in (const char *text)
{
  g_autoptr (GString) number = g_string_new (text);

  g_string_replace (number, "−", "-", 0);
  g_assert_null (g_utf8_strchr (number->str, -1, g_utf8_get_char ("·")));
  return g_ascii_strtod (number->str, NULL);
}

/* "0.333 + 0.333 + 0.333 = 1.00" */
static char *
dup_line (CrReckonFunction reckon, guint n, const double *operands, double result, CrNumberFormat format)
{
  CrReckoning reckoning = cr_reckoning_find (reckon, NULL, n, operands, 1, &result, format);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *shown = cr_number_to_text (result, reckoning.result);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *operand = cr_number_to_text (operands[i], cr_reckoning_get_format (&reckoning, operands[i]));

      g_string_append_printf (line, "%s%s", i > 0 ? reckon == cr_reckon_sum ? " + " : " · " : "", operand);
    }
  g_string_append_printf (line, " %s %s", reckoning.is_exact ? "=" : "≈", shown);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
assert_line (CrReckonFunction reckon, guint n, const double *operands, double result, const char *expected)
{
  g_autofree char *line = dup_line (reckon, n, operands, result, DECIMALS);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_lines (void)
{
  assert_line (cr_reckon_sum, 3, (const double[]) { 1 / 3.0, 1 / 3.0, 1 / 3.0 }, 1, "0.333 + 0.333 + 0.333 = 1.00");
  assert_line (cr_reckon_sum, 2, (const double[]) { 0.2288, 2 }, 2.2288, "0.23 + 2.00 = 2.23");
  assert_line (cr_reckon_sum, 2, (const double[]) { 0.2044, 0.4033 }, 0.6077, "0.204 + 0.403 = 0.61");
  assert_line (cr_reckon_product, 2, (const double[]) { 2, -1 }, -2, "2.00 · −1.00 = −2.00");
  assert_line (cr_reckon_product, 3, (const double[]) { 0.555, 3, 7 }, 11.655, "0.555 · 3.00 · 7.00 = 11.655");
  assert_line (cr_reckon_product, 2, (const double[]) { 2, 3 }, 5, "2.00 · 3.00 ≈ 5.00");
  assert_line (cr_reckon_product, 2, (const double[]) { 1e200, 1e200 }, INFINITY, "1.00·10²⁰⁰ · 1.00·10²⁰⁰ = ∞");
}

/* Typed in again and rounded to the digits of the result, it is the result. */
static void
check_random (CrReckonFunction reckon, double largest)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      double operands[4] = { 0 };
      guint n = g_test_rand_int_range (2, 5);
      double result;
      CrReckoning reckoning;
      double typed[4];
      g_autofree char *shown = NULL;
      double ulp;

      for (guint j = 0; j < n; j++)
        operands[j] = g_test_rand_double_range (0.01, largest) * (g_test_rand_bit () ? -1 : 1);
      result = reckon (operands, n, NULL);
      if (fabs (result) < 0.01)
        continue;
      reckoning = cr_reckoning_find (reckon, NULL, n, operands, 1, &result, DECIMALS);
      g_assert_true (reckoning.is_exact);
      for (guint j = 0; j < n; j++)
        {
          g_autofree char *text = cr_number_to_text (operands[j], cr_reckoning_get_format (&reckoning, operands[j]));

          typed[j] = type_in (text);
        }
      shown = cr_number_to_text (result, reckoning.result);
      ulp = pow (10, -(double) reckoning.result.digits);
      g_assert_cmpfloat (fabs (reckon (typed, n, NULL) - type_in (shown)), <, 0.5 * ulp);
    }
}

static void
test_random (void)
{
  check_random (cr_reckon_sum, 100);
  check_random (cr_reckon_product, 10);
}

/* The entries of a matrix have one number of digits that does for all. */
static void
test_entries (void)
{
  const double operands[] = { 1, 2, 0.2044, 0.4033 };
  const double results[] = { 3, 0.6077 };
  CrReckoning reckoning = cr_reckoning_find (cr_reckon_sum, NULL, 2, operands, 2, results, DECIMALS);

  g_assert_true (reckoning.is_exact);
  g_assert_cmpuint (cr_reckoning_get_format (&reckoning, 1).digits, ==, 2);
  g_assert_cmpuint (cr_reckoning_get_format (&reckoning, 0.2044).digits, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/reckoning/lines", test_lines);
  g_test_add_func ("/drawing/reckoning/random", test_random);
  g_test_add_func ("/drawing/reckoning/entries", test_entries);
  return g_test_run ();
}
