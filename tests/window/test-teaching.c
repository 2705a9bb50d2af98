/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does for a teacher and a learner. */
#include "cr-diagnosis.h"
#include "cr-inspector.h"

#include "window-driver.h"

/* The same graph with another number in that source. */
static void
set_number (CrWindow *window, const char *id, double number)
{
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (CrMatrix) value = cr_matrix_new_number (number);
  CrNode *node = cr_node_copy (cr_graph_get_node (cr_document_get_graph (document), driver_find_node (window, id)));
  g_autoptr (CrGraph) graph = NULL;

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
  graph = cr_graph_with_node (cr_document_get_graph (document), node);
  cr_node_unref (node);
  cr_document_edit (document, graph, "Change a number");
  driver_settle ();
}

/* --- Where numbers stop being numbers --- */

static void
test_diagnosis (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *inspector = driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR);
  CrDiagnosis diagnosis;

  set_number (window, "w2", 2000);
  g_assert_false (cr_diagnosis_find (cr_document_get_tape (cr_window_get_document (window)), &diagnosis));
  set_number (window, "w2", -2000); /* e^1996 */
  g_assert_true (cr_diagnosis_find (cr_document_get_tape (cr_window_get_document (window)), &diagnosis));
  cr_canvas_select_node (driver_get_canvas (window), diagnosis.node);
  driver_settle ();
  g_assert_true (driver_sees (inspector, "is infinite. That is past the largest number"));
  cr_document_undo (cr_window_get_document (window));
  driver_settle ();
  g_assert_false (driver_sees (inspector, "is infinite"));
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/teaching/diagnosis", test_diagnosis);
  return g_test_run ();
}
