/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does for a teacher and a learner. */
#include "cr-diagnosis.h"
#include "cr-inspector.h"
#include "cr-presentation.h"

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

/* --- Presenting --- */

static CrPresentation *
present (CrWindow *window)
{
  CrPresentation *presentation;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL);
  driver_settle ();
  g_assert_true (cr_window_is_presenting (window));
  presentation = driver_find (GTK_WIDGET (window), CR_TYPE_PRESENTATION);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (presentation)));
  return presentation;
}

static guint
get_position (CrWindow *window)
{
  return cr_document_get_position (cr_window_get_document (window));
}

/* Every scene of the first example, there and back, by the two keys of a clicker; nothing of it changes the document. */
static void
test_scenes (void)
{
  static const guint positions[] = { 0, 1, 2, 3, 3, 4, 4, 5, 5, 5 };
  CrWindow *window = driver_open_example ("xyz");
  CrPresentation *presentation = present (window);

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      g_assert_cmpuint (get_position (window), ==, positions[i]);
      g_assert_true (cr_presentation_press (presentation, GDK_KEY_Page_Down));
    }
  g_assert_cmpint (cr_presentation_get_scene (presentation), ==, 7);
  for (guint i = 0; i < 20; i++)
    g_assert_true (cr_presentation_press (presentation, GDK_KEY_Page_Up));
  g_assert_cmpint (cr_presentation_get_scene (presentation), ==, 0);
  g_assert_cmpuint (get_position (window), ==, 0);
  cr_presentation_press (presentation, GDK_KEY_b);
  g_assert_true (cr_presentation_is_blank (presentation));
  cr_presentation_press (presentation, GDK_KEY_Right);
  g_assert_false (cr_presentation_is_blank (presentation));
  g_assert_cmpuint (get_position (window), ==, 1);
  g_assert_false (cr_presentation_press (presentation, GDK_KEY_q));
  cr_presentation_press (presentation, GDK_KEY_Escape);
  driver_settle ();
  g_assert_false (cr_window_is_presenting (window));
  g_assert_false (cr_document_is_modified (cr_window_get_document (window)));
  driver_close (window);
}

/* Without scenes the same keys step from the start. */
static void
test_without_scenes (void)
{
  CrWindow *window = driver_open_example ("activations");
  CrPresentation *presentation = present (window);
  guint n_steps;

  g_assert_cmpint (cr_presentation_get_scene (presentation), ==, -1);
  g_assert_cmpuint (get_position (window), ==, 0);
  cr_timeline_get_steps (cr_document_get_timeline (cr_window_get_document (window)), &n_steps);
  for (guint i = 0; i < 200 && get_position (window) < n_steps; i++)
    cr_presentation_press (presentation, GDK_KEY_space);
  g_assert_cmpuint (get_position (window), ==, n_steps);
  cr_presentation_press (presentation, GDK_KEY_Home);
  g_assert_cmpuint (get_position (window), ==, 0);
  driver_close (window); /* while it presents */
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/teaching/diagnosis", test_diagnosis);
  g_test_add_func ("/teaching/scenes", test_scenes);
  g_test_add_func ("/teaching/without-scenes", test_without_scenes);
  return g_test_run ();
}
