/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text for the screen. */
#include "cr-count.h"
#include "cr-number-format.h"

#include <float.h>
#include <locale.h>
#include <math.h>

typedef struct
{
  double number;
  const char *text;
} Row;

static void
assert_rows (const Row *rows, guint n_rows, CrNumberFormat format)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *text = cr_number_to_text (rows[i].number, format);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_decimals (void)
{
  static const Row rows[] = {
    { 2, "2.00" },          { -0.19661, "−0.20" },    { 1 / 1.5, "0.67" },       { 0, "0.00" },
    { -0.0, "0.00" },       { -0.001, "−0.00100" }, { 12345.678, "12345.68" }, { 99999, "99999.00" },      { 999994, "1.00·10⁶" },   { -0.0074, "−0.00740" },
    { 0.00247, "0.00247" },  { -6.114e-6, "−6.11·10⁻⁶" }, { 1.25e9, "1.25·10⁹" }, { -3e20, "−3.00·10²⁰" },  { 1e-30, "1.00·10⁻³⁰" },   { NAN, "NaN" },
    { INFINITY, "∞" },      { -INFINITY, "−∞" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows), (CrNumberFormat) { 2, TRUE });
}

static void
test_significant (void)
{
  static const Row rows[] = {
    { 2, "2.00" },
    { -0.196612, "−0.197" },
    { 12, "12.0" },
    { 123.4, "123" },
    { 1234.5, "1234" },
    { 1234567, "1234567" },
    { 9.996, "10.0" },
    { 0.9996, "1.00" },
    { 0, "0.00" },
    { -0.0, "0.00" },
    { 0.00123, "0.00123" },
    { 0.0001, "1.00·10⁻⁴" },
    { 12345678, "1.23·10⁷" },
    { 5e-324, "4.94·10⁻³²⁴" },
    { -1.7976931348623157e308, "−1.80·10³⁰⁸" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows), CR_NUMBER_FORMAT_STANDARD);
}

/* The most digits that a view can ask for still fit the buffer. */
static void
test_limits (void)
{
  char text[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (-9999.123456789, (CrNumberFormat) { 17, TRUE }, text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_prefix (text, "−9999.1234567"));
  cr_number_format_write (-DBL_MAX, (CrNumberFormat) { 17, FALSE }, text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "·10³⁰⁸"));
  cr_number_format_write (1.5, (CrNumberFormat) { 0, FALSE }, text);
  g_assert_cmpstr (text, ==, "2");
}

static void
test_short (void)
{
  static const struct
  {
    double number;
    guint digits;
    const char *text;
  } rows[] = {
    { -0.09704, 3, "−0.0970" }, { -0.09704, 2, "−0.097" }, { 0.00247, 1, "0.002" },   { 12345.6, 2, "12346" },
    { 1234567, 3, "1.23·10⁶" }, { -1234567, 1, "−1·10⁶" }, { 6.114e-6, 2, "6.1·10⁻⁶" }, { 0, 2, "0.0" },
    { 99.96, 3, "100" },        { -DBL_MAX, 1, "−2·10³⁰⁸" }, { NAN, 1, "NaN" },         { -INFINITY, 2, "−∞" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char text[CR_NUMBER_TEXT_SIZE];

      cr_number_format_write_short (rows[i].number, rows[i].digits, text);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_power (void)
{
  char text[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write_power (1234567, 2, text);
  g_assert_cmpstr (text, ==, "1.2·10⁶");
  cr_number_format_write_power (NAN, 1, text);
  g_assert_cmpstr (text, ==, "NaN");
}

static void
test_exact (void)
{
  static const Row rows[] = {
    { -1, "−1" },         { 0.1, "0.1" }, { -0.19661193324148185, "−0.19661193324148185" },
    { 1e100, "1·10¹⁰⁰" }, { -0.0, "0" },  { INFINITY, "∞" },
    { -700, "−700" },     { 1234000, "1234000" }, { 1e7, "1·10⁷" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = cr_number_to_exact_text (rows[i].number);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* A locale with decimal commas changes nothing; where none is installed, nothing could. */
static void
test_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autofree char *text = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    g_test_message ("no German locale: tested in the one there is");
  text = cr_number_to_text (-1.5, CR_NUMBER_FORMAT_STANDARD);
  setlocale (LC_NUMERIC, before);
  g_assert_cmpstr (text, ==, "−1.50");
}

static void
test_counts (void)
{
  static const struct
  {
    guint64 count;
    const char *text;
  } rows[] = { { 0, "0" }, { 405, "405" }, { 4050, "4\u2009050" }, { 12345, "12\u2009345" }, { 1895924, "1\u2009895\u2009924" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = cr_count_to_text (rows[i].count);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_shapes (void)
{
  g_autofree char *number = cr_shape_to_caption ((CrShape) { 1, 1 });
  g_autofree char *column = cr_shape_to_caption ((CrShape) { 3, 1 });
  g_autofree char *matrix = cr_shape_to_caption ((CrShape) { 2, 3 });

  g_assert_cmpstr (number, ==, "one number");
  g_assert_cmpstr (column, ==, "column of 3");
  g_assert_cmpstr (matrix, ==, "2×3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/numbers/decimals", test_decimals);
  g_test_add_func ("/drawing/numbers/significant", test_significant);
  g_test_add_func ("/drawing/numbers/limits", test_limits);
  g_test_add_func ("/drawing/numbers/short", test_short);
  g_test_add_func ("/drawing/numbers/power", test_power);
  g_test_add_func ("/drawing/numbers/exact", test_exact);
  g_test_add_func ("/drawing/numbers/locale", test_locale);
  g_test_add_func ("/drawing/numbers/counts", test_counts);
  g_test_add_func ("/drawing/numbers/shapes", test_shapes);
  return g_test_run ();
}
