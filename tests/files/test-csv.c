/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV files: what is read, and what is said of those that are not right. */
#include "cr-csv.h"
#include "cr-error.h"
#include "cr-limits.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *features; /* what the table's are, separated by spaces */
  guint n_examples;
  double entries[6]; /* the first ones */
} Good;

static const Good good[] = {
  { "plain", "1,2,3\n4,5,6\n", "x1 x2", 2, { 1, 2, 3, 4, 5, 6 } },
  { "no-line-feed-at-the-end", "1,2,3\n4,5,6", "x1 x2", 2, { 1, 2, 3, 4, 5, 6 } },
  { "carriage-returns", "1,2,3\r\n4,5,6\r\n", "x1 x2", 2, { 1, 2, 3, 4, 5, 6 } },
  { "header", "x1,x2,label\n1,2,3\n", "x1 x2", 1, { 1, 2, 3 } },
  { "header-in-another-order", "label,x2,x1\n1,2,3\n", "x2 x1", 1, { 2, 3, 1 } },
  { "header-with-other-names", "height,weight,sex\n1,2,0\n", "x1 x2", 1, { 1, 2, 0 } },
  { "header-in-quotes", "\"x1\",\"x2\",\"label\"\n1,2,3\n", "x1 x2", 1, { 1, 2, 3 } },
  { "header-with-all-that-quotes-allow", "\"a \"\"b\"\", c\",\"d\ne\",f\r\n1,2,3\n", "x1 x2", 1, { 1, 2, 3 } },
  { "one-feature", "1,2\n3,4\n", "x1", 2, { 1, 2, 3, 4 } },
  { "empty-lines", "\n\n1,2\n\r\n\n3,4\n\n", "x1", 2, { 1, 2, 3, 4 } },
  { "spaces", " 1 ,\t2\n", "x1", 1, { 1, 2 } },
  { "quoted-numbers", "\"1\",\"2.5\"\n", "x1", 1, { 1, 2.5 } },
  { "forms-of-numbers", "-1,+2,.5,1e3,1E-2,-0.25\n", "x1 x2 x3 x4 x5", 1, { -1, 2, 0.5, 1000, 0.01, -0.25 } },
  { "decimal-commas", "1,5;2,25;-0,5\n", "x1 x2", 1, { 1.5, 2.25, -0.5 } },
  { "semicolons-and-points", "x1;x2;label\n1.5;2;3\n", "x1 x2", 1, { 1.5, 2, 3 } },
  { "tabs", "x1\tx2\tlabel\n1.5\t2\t3\n", "x1 x2", 1, { 1.5, 2, 3 } },
  { "tabs-and-decimal-commas", "1,5\t2,25\t-1\n", "x1 x2", 1, { 1.5, 2.25, -1 } },
  { "tabs-beside-commas", "1\t,\t2,3\n", "x1 x2", 1, { 1, 2, 3 } },
  { "semicolon-in-a-quoted-name", "\"a;b\",c\n1,2\n", "x1", 1, { 1, 2 } },
  { "comma-in-a-quoted-number", "a;b\n\"1,5\";2\n", "x1", 1, { 1.5, 2 } },
  { "byte-order-mark", "\xef\xbb\xbfx1,label\n1,2\n", "x1", 1, { 1, 2 } },
  { "all-digits", "0.1,1.7976931348623157e308\n", "x1", 1, { 0.1, 1.7976931348623157e308 } },
};

static void
test_good (gconstpointer data)
{
  const Good *file = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrTable) table = cr_csv_parse (file->text, strlen (file->text), NULL, &error);
  g_autofree char *features = NULL;

  g_assert_no_error (error);
  features = g_strjoinv (" ", table->features);
  g_assert_cmpstr (features, ==, file->features);
  g_assert_cmpuint (cr_table_get_n_examples (table), ==, file->n_examples);
  for (guint i = 0; i < MIN (6, file->n_examples * table->rows->shape.columns); i++)
    g_assert_cmpfloat (table->rows->entries[i], ==, file->entries[i]);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *message;
} Bad;

static const Bad bad[] = {
  { "empty", "", "there are no examples in it" },
  { "only-empty-lines", "\n\r\n", "there are no examples in it" },
  { "only-a-header", "x1,x2,label\n", "there are no examples in it" },
  { "one-column", "1\n2\n", "line 1: expected a feature and a label at least, found one field" },
  { "no-number", "1,2,3\n1,two,3\n", "line 2: field 2: expected a finite number, found “two”" },
  { "no-number-in-the-first-line", "1,two,3\n", "line 1: field 2: expected a finite number, found “two”" },
  { "empty-field", "1,\n", "line 1: field 2: expected a finite number, found “”" },
  { "infinite", "1,inf\n", "line 1: field 2: expected a finite number, found “inf”" },
  { "nan", "1,2\nnan,2\n", "line 2: field 1: expected a finite number, found “nan”" },
  { "hexadecimal", "1,0x10\n", "line 1: field 2: expected a finite number, found “0x10”" },
  { "too-large", "1,1e999\n", "line 1: field 2: expected a finite number, found “1e999”" },
  { "two-points", "1.2.3,4\n1,2\n", "line 1: field 1: expected a finite number, found “1.2.3”" },
  { "signs-alone", "1,+-\n", "line 1: field 2: expected a finite number, found “+-”" },
  { "two-commas", "1;2\n1,000,5;2\n", "line 2: field 1: expected a finite number, found “1,000,5”" },
  { "long-field", "1,abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij\n",
    "line 1: field 2: expected a finite number, found “abcdefghijabcdefghijabcdefghijabcdefghij…”" },
  { "too-few-fields", "1,2,3\n\n4,5\n", "line 3: expected 3 fields, found 2" },
  { "too-many-fields", "1,2\r\n4,5,6\r\n", "line 2: expected 2 fields, found 3" },
  { "open-quote", "a,b\n\"1,2\n3,4\n", "line 2: a quotation mark is not closed" },
  { "text-behind-a-quote", "1,2\n\"3\"4,5\n", "line 2: expected “,” or the end of the line behind the closing quotation mark" },
  { "quote-within-a-field", "1,2\n3,4\"5\n", "line 2: a quotation mark stands within a field that does not begin with one" },
  { "lines-within-quotes-count", "\"a\nb\",c\n1,2\n3,d\n", "line 4: field 2: expected a finite number, found “d”" },
  { "two-bad-lines", "1,2\na1,2\n3,4\n5,x\n", "line 2: field 1: expected a finite number, found “a1”; 1 more line is not right: 4" },
  { "many-bad-lines", "1,2\n1\n2\n3\n4\n5\n6\n7\n8\n9\n1,2\n10\n",
    "line 2: expected 2 fields, found 1; 9 more lines are not right: 3, 4, 5, 6, 7, 8, 9, 10, …" },
  { "header-without-label", "x1,x2,x3\n1,2,3\n", "line 1: no column is called label" },
  { "header-half-known", "x1,lable,label\n1,2,3\n", "line 1: expected x1, x2, … or label, found “lable”" },
  { "header-twice-the-same", "x1,x1,label\n1,2,3\n", "line 1: “x1” stands twice" },
  { "no-utf-8", "a,b\n1,2\n\xff,2\n", "line 3: expected UTF-8 text" },
};

static void
assert_refused (const char *text, gsize length, const char *const *features, CrError code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_csv_parse (text, length, features, &error));
  g_assert_error (error, CR_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_bad (gconstpointer data)
{
  const Bad *file = data;

  assert_refused (file->text, strlen (file->text), NULL, CR_ERROR_DATA, file->message);
}

static void
test_zero_byte (void)
{
  assert_refused ("1,2\n3\0,4\n", 9, NULL, CR_ERROR_DATA, "line 2: expected UTF-8 text");
}

/* What the graph file says of the columns. */
static void
test_features (void)
{
  const char *const names[] = { "x5", "x1", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CrTable) plain = cr_csv_parse ("1,2,3\n", 6, names, &error);
  g_autoptr (CrTable) named = cr_csv_parse ("label,x5,x1\n1,2,3\n", 18, names, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cr_table_find_column (plain, "x1"), ==, 1);
  g_assert_cmpint (cr_table_find_column (named, "x1"), ==, 1);
  assert_refused ("1,2\n", 4, names, CR_ERROR_DATA, "line 1: expected 3 fields, the features and the label, found 2");
  assert_refused ("x1,x5,label\n1,2,3\n", 18, names, CR_ERROR_DATA, "line 1: the header names other features than the graph file");
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CR_LIMIT_EXAMPLES; i++)
    g_string_append (text, "0,1\n");

  g_autoptr (CrTable) table = cr_csv_parse (text->str, text->len, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cr_table_get_n_examples (table), ==, CR_LIMIT_EXAMPLES);
  g_string_append (text, "0,1\n");
  assert_refused (text->str, text->len, NULL, CR_ERROR_LIMIT, "line 1000001: the limit is 1000000 examples and 20000000 numbers");

  g_string_truncate (text, 0);
  for (guint i = 0; i <= CR_LIMIT_SIDE; i++)
    g_string_append (text, "0,");
  assert_refused (text->str, text->len, NULL, CR_ERROR_LIMIT, "line 1: more than the limit of 4096 fields");
}

/* Every beginning of a good file, and every byte of it replaced: a table or an error, never anything else. */
static void
test_mutations (void)
{
  static const char text[] = "\xef\xbb\xbf\"x1\";x2;\"la\"\"bel\"\r\n1,5;-2e1;\"3\"\r\n\n4;5;6\n";
  static const char bytes[] = "\";,\r\n\xff 9e-";

  for (gsize length = 0; length < sizeof text; length++)
    for (gsize at = 0; at < length; at++)
      for (gsize byte = 0; byte < sizeof bytes; byte++)
        {
          g_autofree char *copy = g_memdup2 (text, length); /* of its own length, so that a read past its end is found */
          g_autoptr (GError) error = NULL;
          g_autoptr (CrTable) table = NULL;

          copy[at] = bytes[byte];
          table = cr_csv_parse (copy, length, NULL, &error);
          g_assert_true ((table == NULL) == (error != NULL));
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/good/", good[i].name, NULL);

      g_test_add_data_func (path, &good[i], test_good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/csv/zero-byte", test_zero_byte);
  g_test_add_func ("/csv/features", test_features);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/mutations", test_mutations);
  return g_test_run ();
}
