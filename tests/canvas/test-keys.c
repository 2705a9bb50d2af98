/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas without a pointer: from node to node, and wires made by keys. */
#include "editor-driver.h"

#include <string.h>

/* By columns, from the top, to the last one; Tab goes on to the next widget there. */
static void
test_in_the_order_of_reading (void)
{
  static const char *const ids[] = { "x ", "y ", "z ", "W ", "c ", "q ", "p ", "f ", "m " };
  g_autoptr (Driver) driver = driver_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (cr_editor_go_next (driver->editor, 1));
      driver_assert_selected (driver, ids[i]);
    }
  g_assert_false (cr_editor_go_next (driver->editor, 1));
  driver_assert_selected (driver, "m ");
  for (guint i = G_N_ELEMENTS (ids) - 1; i > 0; i--)
    {
      g_assert_true (cr_editor_go_next (driver->editor, -1));
      driver_assert_selected (driver, ids[i - 1]);
    }
  g_assert_false (cr_editor_go_next (driver->editor, -1));
  driver_assert_undo (driver, NULL);
}

static void
test_along_wires_and_in_space (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey key = driver_find (driver, "x");

  cr_editor_select_nodes (driver->editor, &key, 1);
  cr_editor_go (driver->editor, 1, 0); /* q is nearer to its height than p, which takes it too */
  driver_assert_selected (driver, "q ");
  cr_editor_go (driver->editor, 1, 0);
  driver_assert_selected (driver, "f ");
  g_assert_true (cr_editor_go (driver->editor, 0, 1)); /* no wire leads down: the nearest */
  driver_assert_selected (driver, "m ");
  cr_editor_go (driver->editor, -1, 0);
  driver_assert_selected (driver, "W ");
  cr_editor_go (driver->editor, 0, -1);
  driver_assert_selected (driver, "z ");
  g_assert_false (cr_editor_go (driver->editor, -1, 0));
}

/* q: the open input of p comes first, then what takes more, then what is taken; what makes a loop or does not fit is left out. */
static void
test_a_wire_by_keys (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey key = driver_find (driver, "q");
  const CrMarks *marks = cr_editor_get_marks (driver->editor);
  g_autofree char *words = NULL;

  cr_editor_select_nodes (driver->editor, &key, 1);
  g_assert_true (cr_editor_begin_wiring (driver->editor));
  g_assert_false (cr_editor_is_idle (driver->editor));
  g_assert_cmpuint (marks->drag.from.key, ==, key);
  g_assert_cmpint (marks->drag.target.kind, ==, CR_PICK_INPUT);
  for (guint i = 0; i < 20 && !(marks->drag.target.key == driver_find (driver, "p") && marks->drag.target.operand == 0); i++)
    cr_editor_wire_next (driver->editor, 1);
  words = cr_editor_describe (driver->editor);
  g_assert_true (g_str_has_prefix (words, "wire q to p, operand 0; "));
  cr_editor_take_wire (driver->editor);
  g_assert_false (cr_editor_is_wiring (driver->editor));
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, key);
  g_assert_cmpint (marks->drag.from.kind, ==, CR_PICK_NOTHING);
  driver_assert_selected (driver, "q ");
  driver_assert_undo (driver, "Wire q to p");
}

/* Round and round, and never to what refuses it. */
static void
test_only_ports_that_fit (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey key = driver_find (driver, "f");
  const CrMarks *marks = cr_editor_get_marks (driver->editor);
  CrPick first;
  guint n = 0;

  cr_editor_select_nodes (driver->editor, &key, 1);
  g_assert_true (cr_editor_begin_wiring (driver->editor));
  first = marks->drag.target;
  g_assert_cmpint (first.operand, ==, 0); /* open, in p */
  do
    {
      g_assert_cmpuint (marks->drag.target.key, !=, driver_find (driver, "q")); /* a loop */
      cr_editor_wire_next (driver->editor, 1);
      n++;
    }
  while (!cr_pick_equal (marks->drag.target, first) && n < 50);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <, 50);
  cr_editor_wire_next (driver->editor, -1);
  cr_editor_wire_next (driver->editor, 1);
  g_assert_true (cr_pick_equal (marks->drag.target, first));
}

static void
test_escape_and_others_leave_it (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autoptr (CrGraph) without = NULL;
  CrKey key = driver_find (driver, "q");

  cr_editor_select_nodes (driver->editor, &key, 1);
  g_assert_true (cr_editor_begin_wiring (driver->editor));
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_true (cr_editor_is_idle (driver->editor));
  driver_assert_selected (driver, "q ");
  g_assert_true (cr_editor_begin_wiring (driver->editor));
  driver_click (driver, driver_at_node (driver, "x"), CR_MODIFIER_NONE);
  g_assert_true (cr_editor_is_idle (driver->editor));
  cr_editor_select_nodes (driver->editor, &key, 1);
  g_assert_true (cr_editor_begin_wiring (driver->editor));
  without = cr_graph_without (cr_document_get_graph (driver->document), &key, 1);
  cr_document_edit (driver->document, without, "Delete");
  g_assert_true (cr_editor_is_idle (driver->editor));
  g_assert_false (cr_editor_begin_wiring (driver->editor));
}

/* With nothing that takes it, that is said. */
static void
test_nowhere_to_go (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autoptr (CrDocument) empty = cr_document_new ();

  cr_editor_set_document (driver->editor, empty);
  g_assert_false (cr_editor_go_next (driver->editor, 1));
  cr_editor_add_gate (driver->editor, cr_gate_find ("input"), (CrPoint) { 0, 0 });
  g_assert_false (cr_editor_begin_wiring (driver->editor));
  g_assert_nonnull (strstr (driver->message, "add a gate"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/reading-order", test_in_the_order_of_reading);
  g_test_add_func ("/keys/wires-and-space", test_along_wires_and_in_space);
  g_test_add_func ("/keys/wire", test_a_wire_by_keys);
  g_test_add_func ("/keys/wire/only-ports-that-fit", test_only_ports_that_fit);
  g_test_add_func ("/keys/wire/left", test_escape_and_others_leave_it);
  g_test_add_func ("/keys/nowhere-to-go", test_nowhere_to_go);
  return g_test_run ();
}
