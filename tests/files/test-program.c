/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the programs that graphs are exported as; that they compute the same is tested by running them (tests/cli/test_export.py). */
#include "cr-program.h"

#include "cr-graph-reader.h"

#include <string.h>

static void
test_every_gate_can_be_written (void)
{
  guint n;
  const CrGate *const *gates = cr_gate_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      if (!cr_program_knows_gate (gates[i]))
        g_test_message ("src/files/cr-program-pieces.c lacks what it takes to write %s", gates[i]->name);
      g_assert_true (cr_program_knows_gate (gates[i]));
    }
}

static void
test_languages_are_found (void)
{
  guint n;
  const CrLanguage *languages = cr_language_get_all (&n);

  for (guint i = 0; i < n; i++)
    g_assert_true (cr_language_find (languages[i].name) == &languages[i]);
  g_assert_null (cr_language_find ("fortran"));
}

static char *
write_as (const char *language, const char *nodes, gsize *length)
{
  g_autofree char *text = g_strdup_printf ("{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [%s]}", nodes);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, strlen (text), &error);
  g_autoptr (CrTape) tape = NULL;

  g_assert_no_error (error);
  tape = cr_tape_new (graph);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  return cr_program_write (cr_language_find (language), tape, length);
}

static void
test_names_are_kept_apart (void)
{
  static const char nodes[] = "{\"id\": \"x\", \"gate\": \"input\"}, {\"id\": \"dx\", \"gate\": \"input\"}, "
                              "{\"id\": \"n\", \"gate\": \"neuron\", \"inputs\": [\"x\", \"dx\"], \"weights\": [1, 2]}, "
                              "{\"id\": \"n_weights\", \"gate\": \"square\", \"inputs\": [\"n\"]}";
  gsize length;
  g_autofree char *numpy = write_as ("numpy", nodes, &length);

  g_assert_cmpuint (length, ==, strlen (numpy));
  g_assert_nonnull (strstr (numpy, "\nx = 0.0\ndx_ = 0.0\nn_weights_ = np.array([[1.0], [2.0]])\n"));
  g_assert_nonnull (strstr (numpy, "\nn_weights = n * n\n"));
}

/* An operand more is a line more, not a line for every pair of operands. */
static void
test_length_is_linear_in_the_wires (void)
{
  static const char *const languages[] = { "numpy", "pytorch", "c" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      gsize lengths[2];

      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (GString) nodes = g_string_new ("{\"id\": \"x\", \"gate\": \"input\"}, {\"id\": \"f\", \"gate\": \"mul\", \"inputs\": [\"x\"");
          g_autofree char *text = NULL;

          for (guint k = 1; k < (1000u << j); k++)
            g_string_append (nodes, ", \"x\"");
          g_string_append (nodes, "]}");
          text = write_as (languages[i], nodes->str, &lengths[j]);
        }
      g_assert_cmpuint (lengths[1], <, 2.2 * lengths[0]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program/every-gate-can-be-written", test_every_gate_can_be_written);
  g_test_add_func ("/program/languages-are-found", test_languages_are_found);
  g_test_add_func ("/program/names-are-kept-apart", test_names_are_kept_apart);
  g_test_add_func ("/program/length-is-linear-in-the-wires", test_length_is_linear_in_the_wires);
  return g_test_run ();
}
