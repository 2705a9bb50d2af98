/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bias that stands in a unit is edited where it stands. */
#include "editor-driver.h"
#include "graph-builder.h"

/* x, and a neuron n of it. */
static Driver *
new_driver (void)
{
  const double weight = 2;
  Driver *driver = driver_new ();
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrMatrix) weights = cr_matrix_new (1, 1, &weight);
  g_autoptr (CrGraph) graph = NULL;
  CrNode *node;

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "neuron", "n", "x");
  node = graph_builder_peek (builder);
  cr_node_set_place (node, 300, 200);
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "weights"), weights);
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "bias"), 0.5);
  graph = graph_builder_end (builder);
  cr_document_edit (driver->document, graph, "Another graph");
  return driver;
}

/* Where the bias stands, in view coordinates. */
static CrPoint
at_bias (Driver *driver)
{
  CrPick pick = { CR_PICK_BIAS, driver_find (driver, "n"), 0 };
  CrArea area;

  g_assert_true (cr_picture_get_pick_area (cr_editor_get_picture (driver->editor), pick, &area));
  return cr_viewport_to_view (cr_editor_get_viewport (driver->editor), area.x + area.width / 2, area.y + area.height / 2);
}

static void
test_a_double_click_edits_it (void)
{
  g_autoptr (Driver) driver = new_driver ();

  driver_double_click (driver, at_bias (driver));
  g_assert_cmpstr (cr_editor_get_entry (driver->editor)->text, ==, "0.5");
  g_assert_true (cr_editor_apply_entry (driver->editor, "\u22121.25"));
  g_assert_null (cr_editor_get_entry (driver->editor));
  g_assert_cmpfloat (cr_node_get_number (driver_node (driver, "n"), "bias"), ==, -1.25);
  driver_assert_undo (driver, "Change n");
  cr_document_undo (driver->document);
  g_assert_cmpfloat (cr_node_get_number (driver_node (driver, "n"), "bias"), ==, 0.5);
}

static void
test_what_is_no_number_is_refused (void)
{
  static const char *const texts[] = { "abc", "[1, 2]", "1e999" };
  g_autoptr (Driver) driver = new_driver ();

  driver_double_click (driver, at_bias (driver));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_false (cr_editor_apply_entry (driver->editor, texts[i]));
      g_assert_nonnull (cr_editor_get_entry (driver->editor)->problem);
    }
  cr_editor_close_entry (driver->editor);
  driver_assert_undo (driver, "Another graph");
}

/* A press on it moves the unit, as elsewhere on it. */
static void
test_it_moves_its_unit (void)
{
  g_autoptr (Driver) driver = new_driver ();
  CrPoint at = at_bias (driver);

  driver_drag (driver, at, driver_beside (at, 48, 24), CR_MODIFIER_NONE);
  driver_assert_selected (driver, "n ");
  g_assert_cmpfloat (driver_node (driver, "n")->place.x, ==, 348);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biases/edit", test_a_double_click_edits_it);
  g_test_add_func ("/biases/refused", test_what_is_no_number_is_refused);
  g_test_add_func ("/biases/move", test_it_moves_its_unit);
  return g_test_run ();
}
