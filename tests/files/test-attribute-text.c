/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes as text: what entries and the command line give and show. */
#include "cr-attribute-text.h"
#include "cr-number-text.h"

#include <locale.h>

static CrNode *
node_new (const char *gate)
{
  return cr_node_new (1, "n", cr_gate_find (gate));
}

static guint
find (const CrNode *node, const char *name)
{
  int index = cr_gate_find_attribute (node->gate, name);

  g_assert_cmpint (index, >=, 0);
  return index;
}

/* Sets the attribute from @text and gets it back as @expected. */
static void
assert_reads_as (const char *gate, const char *name, const char *text, const char *expected)
{
  g_autoptr (CrNode) node = node_new (gate);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrNode) changed = cr_attribute_from_text (node, find (node, name), text, &error);

  g_assert_no_error (error);
  g_assert_true (node != changed);
  g_assert_false (node->attributes[find (node, name)].is_set);

  g_autofree char *actual = cr_attribute_to_text (changed, find (node, name));

  g_assert_cmpstr (actual, ==, expected);
}

static void
assert_refused (const char *gate, const char *name, const char *text, int code, const char *message)
{
  g_autoptr (CrNode) node = node_new (gate);
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_attribute_from_text (node, find (node, name), text, &error));
  g_assert_error (error, CR_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_good (void)
{
  assert_reads_as ("input", "value", "3", "3");
  assert_reads_as ("input", "value", " -2.50 ", "-2.5");
  assert_reads_as ("input", "value", "[1,2]", "[1, 2]");
  assert_reads_as ("input", "value", "[[1,2],[3,4]]", "[[1, 2], [3, 4]]");
  assert_reads_as ("input", "feature", "x1", "\"x1\"");
  assert_reads_as ("input", "feature", "\"label\"", "\"label\"");
  assert_reads_as ("input", "feature", "[\"x1\", \"x2\"]", "[\"x1\", \"x2\"]");
  assert_reads_as ("parameter", "decay", "false", "false");
  assert_reads_as ("scale", "factor", "1e-8", "1e-8");
  assert_reads_as ("neuron", "activation", "tanh", "\"tanh\"");
  assert_reads_as ("neuron", "activation", "\"linear\"", "\"linear\"");
  assert_reads_as ("neuron", "weights", "3", "[3]");
  assert_reads_as ("dense", "units", "12", "12");
  assert_reads_as ("input", "init", "{\"distribution\": \"normal\", \"shape\": [2, 3]}", "{\"distribution\": \"normal\", \"shape\": [2, 3]}");
}

static void
test_bad (void)
{
  assert_refused ("input", "value", "", CR_ERROR_SYNTAX, "line 1, column 1: the text ends too early");
  assert_refused ("input", "value", "abc", CR_ERROR_SYNTAX, "line 1, column 3: invalid token near 'abc'");
  assert_refused ("input", "value", "[]", CR_ERROR_MEMBER,
                  "expected a number, a column [a, b] or rows [[a, b], [c, d]], found an empty list");
  assert_refused ("input", "value", "1, 2", CR_ERROR_SYNTAX, "line 1, column 2: the end of the text was expected: ,");
  assert_refused ("neuron", "weights", "[1, 2]", CR_ERROR_SHAPE, "\"weights\": one number for each input: expected 1, found 2");
  assert_refused ("neuron", "activation", "add", CR_ERROR_MEMBER,
                  "expected \"linear\" or the name of an elementwise gate of one operand, found \"add\"");
  assert_refused ("leaky_relu", "alpha", "2", CR_ERROR_MEMBER, "expected a number from 0 to 1, found 2");
  assert_refused ("dense", "units", "0", CR_ERROR_MEMBER, "expected a whole number from 1 to 4096, found 0");
}

/* What is not set shows its default, or nothing. */
static void
test_defaults (void)
{
  const struct
  {
    const char *gate, *name, *expected;
  } rows[] = {
    { "input", "value", "" },      { "input", "init", "" },  { "input", "feature", "" },
    { "parameter", "decay", "true" }, { "scale", "factor", "1" }, { "leaky_relu", "alpha", "0.1" },
    { "neuron", "weights", "" },   { "neuron", "bias", "0" },   { "neuron", "activation", "\"linear\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CrNode) node = node_new (rows[i].gate);
      g_autofree char *text = cr_attribute_to_text (node, find (node, rows[i].name));

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_value_and_init_exclude_each_other (void)
{
  g_autoptr (CrNode) node = node_new ("input");
  guint value = find (node, "value"), init = find (node, "init");
  g_autoptr (CrNode) random = cr_attribute_from_text (node, init, "{\"distribution\": \"normal\", \"shape\": [2, 3]}", NULL);
  g_autoptr (CrNode) fixed = cr_attribute_from_text (random, value, "3", NULL);
  g_autoptr (CrNode) random_again = cr_attribute_from_text (fixed, init, "{\"distribution\": \"uniform\", \"shape\": [1, 1]}", NULL);

  g_assert_true (random->attributes[init].is_set && !random->attributes[value].is_set);
  g_assert_true (fixed->attributes[value].is_set && !fixed->attributes[init].is_set);
  g_assert_true (random_again->attributes[init].is_set && !random_again->attributes[value].is_set);
}

/* A unit's alpha is its activation's, where it has one. */
static void
test_default_alpha (void)
{
  g_autoptr (CrNode) neuron = node_new ("neuron");
  g_autoptr (CrNode) leaky = cr_attribute_from_text (neuron, find (neuron, "activation"), "leaky_relu", NULL);
  g_autofree char *none = cr_attribute_to_text (neuron, find (neuron, "alpha"));
  g_autofree char *alpha = cr_attribute_to_text (leaky, find (neuron, "alpha"));

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (alpha, ==, "0.1");
}

/* Every attribute of every gate: what is shown for it is taken back. */
static void
test_every_attribute (void)
{
  guint n_gates, n_attributes = 0;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint g = 0; g < n_gates; g++)
    for (guint a = 0; a < gates[g]->n_attributes; a++)
      {
        g_autoptr (CrNode) node = node_new (gates[g]->name);
        g_autofree char *text = cr_attribute_to_text (node, a);
        g_autoptr (GError) error = NULL;

        n_attributes++;
        if (*text == '\0')
          continue;

        g_autoptr (CrNode) changed = cr_attribute_from_text (node, a, text, &error);

        g_assert_no_error (error);

        g_autofree char *again = cr_attribute_to_text (changed, a);

        g_assert_cmpstr (again, ==, text);
      }
  g_assert_cmpuint (n_attributes, >, 20);
}

/* A comma is nobody's decimal point in a file, whatever the language of the desktop. */
static void
test_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "C.UTF-8" };
  char text[CR_NUMBER_WRITE_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (locales) && setlocale (LC_ALL, locales[i]) == NULL; i++)
    ;
  assert_reads_as ("input", "value", "0.1", "0.1");
  cr_number_write (1.5e-9, text);
  g_assert_cmpstr (text, ==, "1.5e-9");
  setlocale (LC_ALL, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attribute-text/good", test_good);
  g_test_add_func ("/attribute-text/bad", test_bad);
  g_test_add_func ("/attribute-text/defaults", test_defaults);
  g_test_add_func ("/attribute-text/default-alpha", test_default_alpha);
  g_test_add_func ("/attribute-text/value-and-init", test_value_and_init_exclude_each_other);
  g_test_add_func ("/attribute-text/every-attribute", test_every_attribute);
  g_test_add_func ("/attribute-text/locale", test_locale);
  return g_test_run ();
}
