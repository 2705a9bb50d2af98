/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guided tour in the real window: it goes on with what is done by keys, goes back with undo, and can be left. */
#include "window-driver.h"

#include "cr-bar.h"
#include "cr-notice.h"
#include "cr-tour-bar.h"
#include "cr-tour.h"
#include "cr-window-files.h"

/* --- Hands --- */

static CrTourBar *
get_bar (CrWindow *window)
{
  return driver_find (GTK_WIDGET (window), CR_TYPE_TOUR_BAR);
}

static void
assert_step (CrWindow *window, CrTourStep step)
{
  driver_settle ();
  g_assert_nonnull (cr_tour_bar_get_document (get_bar (window)));
  g_assert_true (driver_sees (GTK_WIDGET (get_bar (window)), cr_tour_get_title (step)));
}

static void
add (CrWindow *window, const char *gate)
{
  CrDocument *document = cr_window_get_document (window);
  guint n_nodes = cr_graph_get_n_nodes (cr_document_get_graph (document));

  cr_canvas_add_gate_in_view (driver_get_canvas (window), cr_gate_find (gate));
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (document)), ==, n_nodes + 1);
}

static void
wire (CrWindow *window, const char *from, const char *to, guint operand)
{
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) wired =
      cr_graph_connected (cr_document_get_graph (document), driver_find_node (window, from), driver_find_node (window, to), operand, &error);

  g_assert_no_error (error);
  cr_document_edit (document, wired, "Wire");
}

static CrWindow *
start (void)
{
  CrWindow *window = driver_open_window ();

  gtk_widget_activate_action (GTK_WIDGET (window), "win.start-tour", NULL);
  assert_step (window, CR_TOUR_FIRST_INPUT);
  return window;
}

static void
press (CrWindow *window, const char *label)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (get_bar (window)), GTK_TYPE_BUTTON);

  g_assert_cmpuint (buttons->len, ==, 1);
  g_assert_cmpstr (gtk_button_get_label (buttons->pdata[0]), ==, label);
  gtk_widget_grab_focus (buttons->pdata[0]);
  g_signal_emit_by_name (buttons->pdata[0], "clicked");
  driver_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_bar (window))));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (driver_get_canvas (window)));
}

/* --- Tests --- */

static void
test_goes_on_with_what_is_done (void)
{
  CrWindow *window = start ();

  add (window, "input");
  assert_step (window, CR_TOUR_OTHER_INPUTS);
  add (window, "input");
  assert_step (window, CR_TOUR_OTHER_INPUTS);
  add (window, "input");
  assert_step (window, CR_TOUR_ADD);
  add (window, "add");
  assert_step (window, CR_TOUR_WIRE_ADD);
  wire (window, "x", "q", 0);
  assert_step (window, CR_TOUR_WIRE_ADD);
  wire (window, "y", "q", 1);
  assert_step (window, CR_TOUR_MUL);
  add (window, "mul");
  wire (window, "q", "r", 0);
  assert_step (window, CR_TOUR_WIRE_MUL);
  wire (window, "z", "r", 1);
  assert_step (window, CR_TOUR_DONE);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  assert_step (window, CR_TOUR_WIRE_MUL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  assert_step (window, CR_TOUR_DONE);
  press (window, "Finish");
  driver_close (window);
}

static void
test_can_be_skipped_and_begun_again (void)
{
  CrWindow *window = start ();

  press (window, "Skip the Tour");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.start-tour", NULL);
  assert_step (window, CR_TOUR_FIRST_INPUT);
  driver_close (window);
}

/* Another document in the same window ends it. */
static void
test_ends_with_its_document (void)
{
  CrWindow *window = start ();

  cr_window_open_example (window, "xyz");
  driver_settle ();
  g_assert_null (cr_tour_bar_get_document (get_bar (window)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_bar (window))));
  driver_close (window);
}

/* A window with something in it keeps that. */
static void
test_takes_nothing_away (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);
  GList *windows;
  CrWindow *other;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.start-tour", NULL);
  driver_settle ();
  g_assert_true (cr_window_get_document (window) == document);
  windows = gtk_application_get_windows (GTK_APPLICATION (driver_get_application ()));
  g_assert_cmpuint (g_list_length (windows), ==, 2);
  other = windows->data == window ? windows->next->data : windows->data;
  assert_step (other, CR_TOUR_FIRST_INPUT);
  driver_close (other);
  driver_close (window);
}

static void
test_is_offered_once (void)
{
  GApplication *application = G_APPLICATION (driver_get_application ());
  GtkApplication *windows = GTK_APPLICATION (application);
  CrWindow *window;
  CrNotice *notice;

  g_assert_false (g_settings_get_boolean (cr_application_get_settings (driver_get_application ()), "tour-offered"));
  g_application_activate (application);
  while (gtk_application_get_active_window (windows) == NULL)
    g_main_context_iteration (NULL, TRUE);
  driver_settle ();
  window = CR_WINDOW (gtk_application_get_active_window (windows));
  notice = driver_find (GTK_WIDGET (window), CR_TYPE_NOTICE);
  g_assert_cmpint (cr_notice_get_kind (notice), ==, CR_NOTICE_TOUR);
  cr_bar_answer (driver_find (GTK_WIDGET (notice), CR_TYPE_BAR), CR_NOTICE_ANSWER_FIRST);
  assert_step (window, CR_TOUR_FIRST_INPUT);
  driver_close (window);

  g_application_activate (application);
  driver_settle ();
  window = CR_WINDOW (gtk_application_get_active_window (windows));
  g_assert_cmpint (cr_notice_get_kind (driver_find (GTK_WIDGET (window), CR_TYPE_NOTICE)), ==, CR_NOTICE_NONE);
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/tour/goes-on-with-what-is-done", test_goes_on_with_what_is_done);
  g_test_add_func ("/window/tour/can-be-skipped-and-begun-again", test_can_be_skipped_and_begun_again);
  g_test_add_func ("/window/tour/ends-with-its-document", test_ends_with_its_document);
  g_test_add_func ("/window/tour/takes-nothing-away", test_takes_nothing_away);
  g_test_add_func ("/window/tour/is-offered-once", test_is_offered_once);
  return g_test_run ();
}
