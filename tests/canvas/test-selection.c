/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection as a value, and the steps of values. */
#include "cr-selection.h"
#include "cr-value-step.h"
#include "graph-builder.h"

#include <math.h>

static void
assert_nodes (const CrSelection *selection, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (selection, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    g_string_append_printf (text, "%u ", keys[i]);
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_nodes_are_sorted_and_once (void)
{
  g_autoptr (CrSelection) selection = cr_selection_new ();
  CrKey keys[] = { 7, 3, 7, 5 };

  g_assert_true (cr_selection_is_empty (selection));
  g_assert_true (cr_selection_set_nodes (selection, keys, 4));
  assert_nodes (selection, "3 5 7 ");
  g_assert_false (cr_selection_set_nodes (selection, keys, 4));
  g_assert_true (cr_selection_contains (selection, 5));
  g_assert_false (cr_selection_contains (selection, 4));
}

static void
test_toggle_and_add (void)
{
  g_autoptr (CrSelection) selection = cr_selection_new ();
  CrKey keys[] = { 2, 9 };

  g_assert_true (cr_selection_toggle (selection, 4));
  g_assert_true (cr_selection_add (selection, keys, 2));
  assert_nodes (selection, "2 4 9 ");
  g_assert_false (cr_selection_add (selection, keys, 2));
  g_assert_true (cr_selection_toggle (selection, 4));
  assert_nodes (selection, "2 9 ");
}

static void
test_a_wire_and_nodes_exclude_each_other (void)
{
  g_autoptr (CrSelection) selection = cr_selection_new ();
  CrKey to;
  guint operand;

  cr_selection_toggle (selection, 4);
  g_assert_true (cr_selection_set_wire (selection, 8, 1));
  assert_nodes (selection, "");
  g_assert_true (cr_selection_get_wire (selection, &to, &operand));
  g_assert_cmpuint (to, ==, 8);
  g_assert_cmpuint (operand, ==, 1);
  g_assert_true (cr_selection_set_wire (selection, 8, 0));
  g_assert_true (cr_selection_set_value (selection, 4));
  g_assert_false (cr_selection_get_wire (selection, &to, &operand));
  g_assert_cmpuint (cr_selection_get_value (selection), ==, 4);
  g_assert_true (cr_selection_clear (selection));
  g_assert_false (cr_selection_clear (selection));
}

static void
test_what_is_gone_is_forgotten (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrGraph) less = NULL;
  g_autoptr (CrSelection) selection = cr_selection_new ();
  CrKey keys[3], to;
  guint operand;

  graph_builder_number (builder, "input", "x", 2);
  graph_builder_number (builder, "input", "y", 3);
  graph_builder_gate (builder, "add", "q", "x y");
  graph = graph_builder_end (builder);
  keys[0] = cr_graph_find (graph, "x");
  keys[1] = cr_graph_find (graph, "y");
  keys[2] = cr_graph_find (graph, "q");
  less = cr_graph_without (graph, &keys[0], 1);

  cr_selection_set_nodes (selection, keys, 3);
  g_assert_false (cr_selection_prune (selection, graph));
  g_assert_true (cr_selection_prune (selection, less));
  g_assert_false (cr_selection_contains (selection, keys[0]));
  g_assert_true (cr_selection_contains (selection, keys[1]));

  cr_selection_set_wire (selection, keys[2], 0);
  g_assert_true (cr_selection_prune (selection, less));
  g_assert_false (cr_selection_get_wire (selection, &to, &operand));
  cr_selection_set_value (selection, keys[0]);
  g_assert_true (cr_selection_prune (selection, less));
  g_assert_true (cr_selection_is_empty (selection));
  g_assert_cmpuint (cr_selection_get_value (selection), ==, CR_KEY_NONE);
}

static void
test_steps_follow_the_size_of_the_number (void)
{
  g_assert_cmpfloat_with_epsilon (cr_value_step_get (2, CR_MODIFIER_NONE), 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (cr_value_step_get (0, CR_MODIFIER_NONE), 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (cr_value_step_get (-250, CR_MODIFIER_NONE), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (cr_value_step_get (2, CR_MODIFIER_SHIFT), 0.001, 1e-12);
  g_assert_cmpfloat_with_epsilon (cr_value_step_get (2, CR_MODIFIER_CONTROL), 0.1, 1e-12);
  g_assert_true (isfinite (cr_value_step_get (G_MAXDOUBLE, CR_MODIFIER_CONTROL)));
}

static void
test_steps_stop_at_round_numbers (void)
{
  g_assert_cmpfloat (cr_value_step_round (2.3749999, 0.01), ==, 2.37);
  g_assert_cmpfloat (cr_value_step_round (0.1 + 0.2, 0.01), ==, 0.3);
  g_assert_cmpfloat (cr_value_step_round (-1234.4, 10), ==, -1230);
  g_assert_cmpfloat (cr_value_step_round (-0.001, 0.01), ==, 0);
  g_assert_false (signbit (cr_value_step_round (-0.001, 0.01)));
  g_assert_true (isfinite (cr_value_step_round (1e300 * 10, 1e-2)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/selection/nodes-are-sorted-and-once", test_nodes_are_sorted_and_once);
  g_test_add_func ("/selection/toggle-and-add", test_toggle_and_add);
  g_test_add_func ("/selection/a-wire-and-nodes-exclude-each-other", test_a_wire_and_nodes_exclude_each_other);
  g_test_add_func ("/selection/what-is-gone-is-forgotten", test_what_is_gone_is_forgotten);
  g_test_add_func ("/value-step/follow-the-size-of-the-number", test_steps_follow_the_size_of_the_number);
  g_test_add_func ("/value-step/stop-at-round-numbers", test_steps_stop_at_round_numbers);
  return g_test_run ();
}
