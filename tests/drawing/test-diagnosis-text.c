/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the numbers, word for word. */
#include "cr-diagnosis-text.h"
#include "cr-graph-reader.h"

#include <string.h>

#define HEAD "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": ["

/* What is said of a graph file's nodes. */
static char *
say_of (const char *nodes)
{
  g_autofree char *text = g_strconcat (HEAD, nodes, "]}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, strlen (text), &error);
  g_autoptr (CrTape) tape = NULL;
  CrDiagnosis diagnosis;

  g_assert_no_error (error);
  tape = cr_tape_new (graph);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  g_assert_true (cr_diagnosis_find (tape, &diagnosis));
  return cr_diagnosis_text_write (tape, &diagnosis, (CrNumberFormat) { 2, TRUE });
}

static void
assert_said (const char *nodes, const char *expected)
{
  g_autofree char *said = say_of (nodes);

  g_assert_cmpstr (said, ==, expected);
}

static char *
say_of_power (double x, double exponent)
{
  g_autofree char *nodes = g_strdup_printf ("{\"id\": \"x\", \"gate\": \"input\", \"value\": %g},"
                                            "{\"id\": \"f\", \"gate\": \"power\", \"inputs\": [\"x\"], \"exponent\": %g}",
                                            x, exponent);

  return say_of (nodes);
}

static void
test_forward (void)
{
  assert_said ("{\"id\": \"x\", \"gate\": \"input\", \"value\": -2}, {\"id\": \"f\", \"gate\": \"log\", \"inputs\": [\"x\"]}",
               "Step 1, forward: ln(−2.00) is not a number. It asks for x > 0.");
  assert_said ("{\"id\": \"x\", \"gate\": \"input\", \"value\": 0}, {\"id\": \"y\", \"gate\": \"input\", \"value\": 1},"
               "{\"id\": \"f\", \"gate\": \"div\", \"inputs\": [\"y\", \"x\"]}",
               "Step 1, forward: 1.00 ÷ 0.00 is infinite. It asks for x ≠ 0.");
  assert_said ("{\"id\": \"x\", \"gate\": \"input\", \"value\": -0.0}, {\"id\": \"f\", \"gate\": \"reciprocal\", \"inputs\": [\"x\"]}",
               "Step 1, forward: 1/(−0.00) is infinite. It asks for x ≠ 0.");
  assert_said ("{\"id\": \"x\", \"gate\": \"input\", \"value\": 800}, {\"id\": \"f\", \"gate\": \"exp\", \"inputs\": [\"x\"]}",
               "Step 1, forward: e^800.00 is infinite. That is past the largest number there is, 1.8·10³⁰⁸.");
  assert_said ("{\"id\": \"x\", \"gate\": \"input\", \"value\": [4, -1]}, {\"id\": \"r\", \"gate\": \"sqrt\", \"inputs\": [\"x\"]},"
               "{\"id\": \"f\", \"gate\": \"sum\", \"inputs\": [\"r\"]}",
               "Step 1, forward: Entry 2, 1 of √x is not a number. It asks for x ≥ 0.");

  assert_said ("{\"id\": \"line\", \"gate\": \"input\", \"value\": 1e200}, {\"id\": \"y\", \"gate\": \"input\", \"value\": 2},"
               "{\"id\": \"f\", \"gate\": \"squared_error\", \"factor\": 0.5, \"inputs\": [\"line\", \"y\"]}",
               "Step 1, forward: 0.5 · Σ (line − y)² is infinite. That is past the largest number there is, 1.8·10³⁰⁸.");

  /* What a power asks for depends on its exponent. */
  const struct
  {
    double x;
    double exponent;
    const char *asked;
  } powers[] = { { 0, -1, "x ≠ 0" }, { 0, -0.5, "x > 0" }, { -2, -0.5, "x > 0" }, { -2, 0.5, "x ≥ 0" } };

  for (guint i = 0; i < G_N_ELEMENTS (powers); i++)
    {
      g_autofree char *said = say_of_power (powers[i].x, powers[i].exponent);
      g_autofree char *end = g_strdup_printf ("It asks for %s.", powers[i].asked);

      g_assert_true (g_str_has_suffix (said, end));
    }
}

static void
test_backward (void)
{
  assert_said ("{\"id\": \"x\", \"gate\": \"input\", \"value\": 0}, {\"id\": \"r\", \"gate\": \"sqrt\", \"inputs\": [\"x\"]},"
               "{\"id\": \"f\", \"gate\": \"scale\", \"factor\": 2, \"inputs\": [\"r\"]}",
               "Step 5, backward: What goes back to x, 2.00 · ∞, is infinite. The slope of √x has no bound there.");
  assert_said ("{\"id\": \"x\", \"gate\": \"input\", \"value\": 0}, {\"id\": \"r\", \"gate\": \"sqrt\", \"inputs\": [\"x\"]},"
               "{\"id\": \"f\", \"gate\": \"square\", \"inputs\": [\"r\"]}",
               "Step 5, backward: What goes back to x, 0.00 · ∞, is not a number. 0 times ∞, or ∞ less ∞, is nothing definite.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagnosis-text/forward", test_forward);
  g_test_add_func ("/diagnosis-text/backward", test_backward);
  return g_test_run ();
}
