/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a wire that the pointer rests on: the lecture's (x + y) z, matrices, units, hidden numbers. */
#include "cr-edits.h"
#include "cr-hover-text.h"
#include "editor-driver.h"
#include "graph-builder.h"

static CrHoverText
tell (Driver *driver, const char *to, guint operand, CrPictureHides hides)
{
  CrHoverText text;
  CrKey key = driver_find (driver, to);

  g_assert_true (cr_hover_text_for_wire (cr_editor_get_graph (driver->editor), cr_editor_get_tape (driver->editor), key, operand,
                                         CR_NUMBER_FORMAT_STANDARD, hides, NULL, &text));
  return text;
}

/* The lecture: q = 3 with ∂f/∂q = −4. */
static void
test_a_wire_tells_its_numbers (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_auto (CrHoverText) text = { 0 };

  cr_editor_take_edit (driver->editor, cr_graph_with_output (cr_editor_get_graph (driver->editor), driver_find (driver, "f")), "Output");
  text = tell (driver, "f", 0, NULL);
  g_assert_cmpstr (text.ends, ==, "q → f, operand 0");
  g_assert_cmpstr (text.value, ==, "▸ 3.00");
  g_assert_cmpstr (text.gradient, ==, "◂ −4.00");
  g_assert_cmpstr (text.shape, ==, "1×1");
  g_assert_null (text.weight);
}

static gboolean
hide_value (CrKey key, gboolean gradient, gpointer data)
{
  return !gradient;
}

static void
test_what_is_hidden_is_not_told (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_auto (CrHoverText) text = { 0 };

  cr_editor_take_edit (driver->editor, cr_graph_with_output (cr_editor_get_graph (driver->editor), driver_find (driver, "f")), "Output");
  text = tell (driver, "f", 1, hide_value);
  g_assert_cmpstr (text.ends, ==, "z → f, operand 1");
  g_assert_null (text.value);
  g_assert_cmpstr (text.gradient, ==, "◂ 3.00");
}

static void
test_a_matrix_tells_its_entries_or_range (void)
{
  static const double entries[12] = { 0, 1, 2, 3, -3, 8, 0, 0, 0, 0, 0, 0 };
  g_autoptr (Driver) driver = driver_new ();
  g_autoptr (CrMatrix) larger = cr_matrix_new (3, 4, entries);
  g_auto (CrHoverText) text = { 0 };
  g_auto (CrHoverText) range = { 0 };

  text = tell (driver, "m", 0, NULL);
  g_assert_cmpstr (text.value, ==, "▸ [[1.00, 2.00, 3.00], [4.00, 5.00, 6.00]]");
  g_assert_cmpstr (text.shape, ==, "2×3");
  g_assert_null (text.gradient);

  cr_editor_take_edit (driver->editor, cr_edit_set_value (cr_editor_get_graph (driver->editor), driver_find (driver, "W"), larger), "Larger");
  range = tell (driver, "m", 0, NULL);
  g_assert_cmpstr (range.value, ==, "▸ −3.00 … 8.00");
  g_assert_cmpstr (range.shape, ==, "3×4");
}

static void
test_a_unit_tells_its_weight (void)
{
  static const double weights[] = { 2, -3 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrMatrix) column = cr_matrix_new (2, 1, weights);
  g_autoptr (CrDocument) document = NULL;
  g_auto (CrHoverText) text = { 0 };
  CrNode *node;

  graph_builder_number (builder, "input", "a", 1);
  graph_builder_number (builder, "input", "b", 1);
  graph_builder_gate (builder, "neuron", "h", "a b");
  node = graph_builder_peek (builder);
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "weights"), column);
  graph = graph_builder_end (builder);
  document = cr_document_new_for_graph (graph);
  g_assert_true (cr_hover_text_for_wire (graph, cr_document_get_tape (document), cr_graph_find (graph, "h"), 1, CR_NUMBER_FORMAT_STANDARD,
                                         NULL, NULL, &text));
  g_assert_cmpstr (text.weight, ==, "weight −3.00");
}

static void
test_an_open_operand_has_no_wire (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrHoverText text;

  g_assert_false (cr_hover_text_for_wire (cr_editor_get_graph (driver->editor), cr_editor_get_tape (driver->editor),
                                          driver_find (driver, "p"), 0, CR_NUMBER_FORMAT_STANDARD, NULL, NULL, &text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hover/wire", test_a_wire_tells_its_numbers);
  g_test_add_func ("/hover/hidden", test_what_is_hidden_is_not_told);
  g_test_add_func ("/hover/matrix", test_a_matrix_tells_its_entries_or_range);
  g_test_add_func ("/hover/unit", test_a_unit_tells_its_weight);
  g_test_add_func ("/hover/open", test_an_open_operand_has_no_wire);
  return g_test_run ();
}
