/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for a gate: what is found by which words, what fits the wire that hangs there, and what taking it does. */
#include "editor-driver.h"

#include <string.h>

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

/* --- Words --- */

/* The names of the first few that are found, "add shift …". */
static char *
join_first (const GArray *found, guint most)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < found->len && i < most; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", g_array_index (found, CrFound, i).gate->name);
  return g_string_free (names, FALSE);
}

static void
test_words_find_gates (void)
{
  static const struct
  {
    const char *text;
    const char *first;
  } cases[] = {
    { "", "input parameter constant add sub" },
    { "+", "add" },
    { "*", "mul" },
    { "×", "mul" },
    { "-", "sub" },
    { "−", "sub" },
    { "/", "div" },
    { "σ", "sigmoid" },
    { "1/x", "reciprocal" },
    { "x^2", "square" },
    { "x²", "square" },
    { "e^x", "exp" },
    { "eˣ", "exp" },
    { "SIGM", "sigmoid" },
    { "tangent", "tanh" },
    { "product matrix", "matmul" },
    { "  ln ", "log" },
    { "soft", "softplus softmax" },
    { "max", "max maxout" }, /* its name, then those that begin so */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) found = cr_gate_search (cases[i].text, NULL, NULL);
      g_autofree char *first = join_first (found, 5);

      if (!g_str_has_prefix (first, cases[i].first))
        g_error ("“%s” finds %s, not %s", cases[i].text, first, cases[i].first);
    }
}

/* The table is walked: every gate is the first one for its own name, and among the first for its sign. */
static void
test_every_gate_is_found (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      g_autoptr (GArray) found = cr_gate_search (gates[i]->name, NULL, NULL);

      g_assert_true (g_array_index (found, CrFound, 0).gate == gates[i]);
      g_assert_cmpint (cr_gate_match (gates[i], gates[i]->symbol), ==, CR_MATCH_SAME);
      g_assert_cmpint (cr_gate_match (gates[i], gates[i]->title), ==, CR_MATCH_SAME);
      g_assert_cmpint (cr_gate_match (gates[i], "no such gate"), ==, CR_MATCH_NONE);
    }
}

static void
test_values_are_found_as_sources (void)
{
  static const char *const values[] = { "3", "−0.5", "1e-3", "[1, 2]", "[[1,2],[3,4]]" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GArray) found = cr_gate_search (values[i], NULL, NULL);
      g_autofree char *first = join_first (found, 3);

      g_assert_cmpstr (first, ==, "input parameter constant");
      g_assert_nonnull (g_array_index (found, CrFound, 0).value);
      for (guint j = 3; j < found->len; j++)
        g_assert_null (g_array_index (found, CrFound, j).value);
    }

  g_autoptr (GArray) found = cr_gate_search ("−2", NULL, NULL);

  g_assert_cmpfloat (g_array_index (found, CrFound, 0).value->entries[0], ==, -2);
}

/* --- In the editor --- */

/* Takes the first gate that this finds. */
static CrKey
take (Driver *driver, const char *text)
{
  g_autoptr (GArray) found = cr_editor_find_gates (driver->editor, text);

  g_assert_cmpuint (found->len, >, 0);
  return cr_editor_take_found (driver->editor, &g_array_index (found, CrFound, 0));
}

static gboolean
finds (Driver *driver, const char *name)
{
  g_autoptr (GArray) found = cr_editor_find_gates (driver->editor, name);

  return found->len > 0 && g_str_equal (g_array_index (found, CrFound, 0).gate->name, name);
}

static void
test_a_double_click_on_nothing_adds (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = cr_viewport_to_view (cr_editor_get_viewport (driver->editor), 600, 300);

  driver_double_click (driver, at);
  g_assert_nonnull (cr_editor_get_search (driver->editor));
  g_assert_false (cr_editor_is_idle (driver->editor));
  g_assert_null (cr_editor_describe_search (driver->editor));
  take (driver, "-2.5");
  g_assert_null (cr_editor_get_search (driver->editor));
  driver_assert_selected (driver, "u ");
  g_assert_cmpfloat (driver_number (driver, "u"), ==, -2.5);
  g_assert_cmpfloat (driver_node (driver, "u")->place.x, ==, 600);
  driver_assert_undo (driver, "Add u");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

/* A wire from an output: what takes it, at the place where its port is under the drop; one step. */
static void
test_a_wire_dropped_in_the_open_finds_what_takes_it (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autofree char *words = NULL;
  CrPoint drop;
  CrKey key;

  driver_drag (driver, driver_at_output (driver, "q"), DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_nonnull (cr_editor_get_search (driver->editor));
  drop = cr_editor_get_search (driver->editor)->place;
  words = cr_editor_describe_search (driver->editor);
  g_assert_cmpstr (words, ==, "Gates that take q");
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->drag.from.kind, ==, CR_PICK_OUTPUT);
  g_assert_false (finds (driver, "input"));
  g_assert_true (finds (driver, "exp"));
  key = take (driver, "exp");
  g_assert_cmpuint (driver_node (driver, "r")->operands[0], ==, driver_find (driver, "q"));
  g_assert_cmpuint (key, ==, driver_find (driver, "r"));
  g_assert_cmpfloat_with_epsilon (driver_node (driver, "r")->place.x, drop.x + 18, CR_SNAP);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->drag.from.kind, ==, CR_PICK_NOTHING);
  driver_assert_undo (driver, "Add r");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

/* W is 2×3: what takes no matrix is not found. */
static void
test_what_does_not_fit_the_shape_is_not_found (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_output (driver, "W"), DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_true (finds (driver, "matmul"));
  g_assert_true (finds (driver, "transpose"));
  g_assert_false (finds (driver, "neuron"));
  cr_editor_close_search (driver->editor);
  driver_drag (driver, driver_at_output (driver, "q"), DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_true (finds (driver, "neuron"));
}

/* Back from an open input: what can feed it, a number included. */
static void
test_a_wire_back_in_the_open_finds_what_feeds_it (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autofree char *words = NULL;

  driver_drag (driver, driver_at_input (driver, "p", 0), DRIVER_NOWHERE, CR_MODIFIER_NONE);
  words = cr_editor_describe_search (driver->editor);
  g_assert_cmpstr (words, ==, "Gates that can feed p");
  take (driver, "7");
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "u"));
  g_assert_cmpfloat (driver_number (driver, "u"), ==, 7);
  driver_assert_undo (driver, "Add u");
}

static void
test_escape_leaves_no_wire (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_output (driver, "q"), DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_null (cr_editor_get_search (driver->editor));
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->drag.from.kind, ==, CR_PICK_NOTHING);
  g_assert_true (cr_editor_is_idle (driver->editor));
  driver_assert_undo (driver, NULL);
}

/* What it was to be wired to may go: an undo, another document, a press elsewhere close the search. */
static void
test_what_closes_it (void)
{
  g_autoptr (Driver) driver = driver_new ();

  cr_editor_add_gate (driver->editor, cr_gate_find ("input"), (CrPoint) { 600, 60 });
  cr_editor_open_search (driver->editor, (CrPoint) { 600, 300 }, (CrPick) { CR_PICK_OUTPUT, driver_find (driver, "u"), 0 });
  cr_document_undo (driver->document);
  g_assert_null (cr_editor_get_search (driver->editor));
  cr_editor_open_search (driver->editor, (CrPoint) { 600, 300 }, nothing);
  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  g_assert_null (cr_editor_get_search (driver->editor));
  cr_editor_open_search (driver->editor, (CrPoint) { 600, 300 }, nothing);
  cr_editor_set_document (driver->editor, NULL);
  g_assert_null (cr_editor_get_search (driver->editor));
  cr_editor_open_search (driver->editor, (CrPoint) { 600, 300 }, nothing);
  g_assert_null (cr_editor_get_search (driver->editor));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/words", test_words_find_gates);
  g_test_add_func ("/search/every-gate", test_every_gate_is_found);
  g_test_add_func ("/search/values", test_values_are_found_as_sources);
  g_test_add_func ("/search/double-click", test_a_double_click_on_nothing_adds);
  g_test_add_func ("/search/wire/from-an-output", test_a_wire_dropped_in_the_open_finds_what_takes_it);
  g_test_add_func ("/search/wire/shapes", test_what_does_not_fit_the_shape_is_not_found);
  g_test_add_func ("/search/wire/from-an-input", test_a_wire_back_in_the_open_finds_what_feeds_it);
  g_test_add_func ("/search/escape", test_escape_leaves_no_wire);
  g_test_add_func ("/search/what-closes-it", test_what_closes_it);
  return g_test_run ();
}
