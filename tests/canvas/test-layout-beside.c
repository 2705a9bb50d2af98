/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large graph is laid out beside what goes on, and that can be cancelled. */
#include "cr-edits.h"
#include "editor-driver.h"
#include "graph-builder.h"

#define LENGTH 3000

/* A chain of gates, all at one place. */
static Driver *
make_driver (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrGraph) placed = NULL;
  CrGraphEdit *edit;

  graph_builder_number (builder, "input", "n0", 0.5);
  for (guint i = 1; i < LENGTH; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);
      g_autofree char *from = g_strdup_printf ("n%u", i - 1);

      graph_builder_gate (builder, "sin", id, from);
    }
  graph = graph_builder_end (builder);
  edit = cr_graph_edit_begin (graph);
  CR_GRAPH_FOR_EACH (graph, node)
    cr_graph_edit_move (edit, node->key, 48, 48);
  placed = cr_graph_edit_end (edit);
  return driver_new_for_graph (placed);
}

static void
wait (Driver *driver)
{
  while (cr_editor_is_laying_out (driver->editor))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_laid_out (Driver *driver)
{
  return driver_node (driver, "n2")->place.x > driver_node (driver, "n1")->place.x;
}

/* It is one step, and comes when it is ready. */
static void
test_step (void)
{
  g_autoptr (Driver) driver = make_driver ();

  cr_editor_lay_out (driver->editor);
  g_assert_true (cr_editor_is_laying_out (driver->editor));
  g_assert_false (is_laid_out (driver));
  wait (driver);
  g_assert_true (is_laid_out (driver));
  driver_assert_undo (driver, "Lay out automatically");
  cr_document_undo (driver->document);
  g_assert_false (is_laid_out (driver));
  driver_assert_undo (driver, NULL);
}

/* Escape leaves everything as it is, also when the thread is done; the next one is laid out. */
static void
test_cancel (void)
{
  g_autoptr (Driver) driver = make_driver ();

  cr_editor_lay_out (driver->editor);
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_false (cr_editor_is_laying_out (driver->editor));
  g_assert_false (cr_editor_cancel (driver->editor));
  cr_editor_lay_out (driver->editor);
  wait (driver);
  g_assert_true (is_laid_out (driver));
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL); /* the first was never taken */
}

/* Other numbers are kept; where nodes have come nothing is laid out, and that is said. */
static void
test_meanwhile (void)
{
  g_autoptr (Driver) driver = make_driver ();
  g_autoptr (CrMatrix) value = cr_matrix_new_number (0.25);
  g_autoptr (CrGraph) edited = NULL;

  cr_editor_lay_out (driver->editor);
  edited = cr_edit_set_value (cr_document_get_graph (driver->document), driver_find (driver, "n0"), value);
  cr_document_edit (driver->document, edited, "Change n0");
  wait (driver);
  g_assert_true (is_laid_out (driver));
  g_assert_cmpfloat (driver_number (driver, "n0"), ==, 0.25);
  cr_document_undo (driver->document);
  driver_assert_undo (driver, "Change n0");

  cr_editor_lay_out (driver->editor);
  cr_editor_add_gate (driver->editor, cr_gate_find ("exp"), (CrPoint) { 500, 500 });
  g_assert_null (driver->message);
  wait (driver);
  g_assert_false (is_laid_out (driver));
  g_assert_nonnull (driver->message);
}

/* The document goes while it is being laid out. */
static void
test_closed (void)
{
  g_autoptr (Driver) driver = make_driver ();

  cr_editor_lay_out (driver->editor);
  cr_editor_set_document (driver->editor, NULL);
  g_assert_false (cr_editor_is_laying_out (driver->editor));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-beside/step", test_step);
  g_test_add_func ("/layout-beside/cancel", test_cancel);
  g_test_add_func ("/layout-beside/meanwhile", test_meanwhile);
  g_test_add_func ("/layout-beside/closed", test_closed);
  return g_test_run ();
}
