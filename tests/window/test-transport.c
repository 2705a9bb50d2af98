/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under the canvas: buttons, scrubber, menus and breakpoints in the real window. */
#include "cr-inspector.h"
#include "cr-node-panel.h"
#include "cr-scrubber.h"
#include "cr-transport.h"

#include "window-driver.h"

#include <string.h>

static guint
get_position (CrWindow *window)
{
  return cr_document_get_position (cr_window_get_document (window));
}

static CrScrubber *
get_scrubber (CrWindow *window)
{
  CrScrubber *scrubber = driver_find (GTK_WIDGET (window), CR_TYPE_SCRUBBER);

  g_assert_nonnull (scrubber);
  return scrubber;
}

/* The button of that action in the bar. */
static GtkWidget *
find_button (CrWindow *window, const char *action)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (driver_find (GTK_WIDGET (window), CR_TYPE_TRANSPORT), GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_actionable_get_action_name (buttons->pdata[i]), action) == 0)
      return buttons->pdata[i];
  return NULL;
}

static void
press (CrWindow *window, const char *action)
{
  GtkWidget *button = find_button (window, action);

  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  driver_settle ();
}

static gboolean
can_press (CrWindow *window, const char *action)
{
  return gtk_widget_get_sensitive (find_button (window, action));
}

static gboolean
stands_still (gpointer window)
{
  return !cr_player_needs_time (cr_canvas_get_player (driver_get_canvas (window)));
}

/* The program's tests have no animations: a step is done at once. */
static void
test_buttons (void)
{
  CrWindow *window = driver_open_example ("xyz");

  g_assert_cmpuint (get_position (window), ==, 5);
  g_assert_false (can_press (window, "canvas.step-forward"));
  g_assert_false (can_press (window, "canvas.go-to-end"));
  press (window, "canvas.step-back");
  g_assert_cmpuint (get_position (window), ==, 4);
  press (window, "canvas.go-to-start");
  g_assert_cmpuint (get_position (window), ==, 0);
  g_assert_false (can_press (window, "canvas.step-back"));
  g_assert_false (can_press (window, "canvas.go-to-start"));
  press (window, "canvas.step-forward");
  g_assert_cmpuint (get_position (window), ==, 1);
  press (window, "canvas.go-to-end");
  g_assert_cmpuint (get_position (window), ==, 5);
  g_assert_false (cr_document_is_modified (cr_window_get_document (window)));
  driver_close (window);
}

/* What is not computed is a dash in the inspector and nothing on the canvas. */
static void
test_inspector_follows (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *inspector = driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR);

  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, "q"));
  driver_settle ();
  g_assert_true (driver_sees (inspector, "−4.00"));
  press (window, "canvas.go-to-start");
  g_assert_false (driver_sees (inspector, "−4.00"));
  g_assert_false (driver_sees (inspector, "3.00"));
  g_assert_true (driver_sees (inspector, "not computed"));
  press (window, "canvas.step-forward");
  g_assert_true (driver_sees (inspector, "3.00"));
  driver_close (window);
}

static void
test_play (void)
{
  CrWindow *window = driver_open_example ("xyz");

  gtk_widget_activate_action (GTK_WIDGET (window), "canvas.speed", "d", 4.0);
  press (window, "canvas.play");
  driver_wait (stands_still, window);
  g_assert_cmpuint (get_position (window), ==, 5);
  driver_close (window);
}

static void
test_menus (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");

  g_assert_true (driver_sees (GTK_WIDGET (window), "Operation"));
  g_assert_true (driver_sees (GTK_WIDGET (window), "1×"));
  gtk_widget_activate_action (GTK_WIDGET (window), "canvas.grain", "s", "phase");
  gtk_widget_activate_action (GTK_WIDGET (window), "canvas.speed", "d", 0.5);
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (window), "Phase"));
  g_assert_true (driver_sees (GTK_WIDGET (window), "½×"));
  press (window, "canvas.step-back");
  g_assert_cmpuint (get_position (window), ==, 9);
  press (window, "canvas.step-back");
  g_assert_cmpuint (get_position (window), ==, 8);
  driver_close (window);
}

/* Every position has a place of its own on the track, from left to right, and is what is chosen there. */
static void
test_scrubber (void)
{
  const char *const examples[] = { "xyz", "sigmoid-neuron", "two-layer-function", "net-3-4-4-1", "svm-loss" };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      CrWindow *window = driver_open_example (examples[i]);
      CrScrubber *scrubber = get_scrubber (window);
      guint n_steps;
      double before = 0;

      cr_timeline_get_steps (cr_document_get_timeline (cr_window_get_document (window)), &n_steps);
      for (guint position = 0; position <= n_steps; position++)
        {
          double x = cr_scrubber_get_x (scrubber, position);

          g_assert_cmpfloat (x, >, before);
          g_assert_cmpuint (cr_scrubber_get_position_at (scrubber, x), ==, position);
          before = x;
        }
      g_assert_cmpfloat (before, <, gtk_widget_get_width (GTK_WIDGET (scrubber)));
      g_assert_cmpuint (cr_scrubber_get_position_at (scrubber, -50), ==, 0);
      g_assert_cmpuint (cr_scrubber_get_position_at (scrubber, 5000), ==, n_steps);
      g_signal_emit_by_name (scrubber, "chosen", 1);
      g_assert_cmpuint (get_position (window), ==, 1);
      driver_close (window);
    }
}

static void
test_breakpoint (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);
  CrKey key = driver_find_node (window, "f");
  GtkWidget *panel;
  g_autoptr (GPtrArray) choices = NULL;

  cr_canvas_select_node (driver_get_canvas (window), key);
  driver_settle ();
  panel = driver_find (GTK_WIDGET (window), CR_TYPE_NODE_PANEL);
  choices = driver_find_all (panel, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (choices->pdata[choices->len - 1], CR_BREAKPOINT_BACKWARD);
  g_assert_cmpint (cr_graph_get_node (cr_document_get_graph (document), key)->breakpoint, ==, CR_BREAKPOINT_BACKWARD);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Set a breakpoint");
  gtk_widget_activate_action (GTK_WIDGET (window), "canvas.toggle-breakpoint", NULL);
  g_assert_cmpint (cr_graph_get_node (cr_document_get_graph (document), key)->breakpoint, ==, CR_BREAKPOINT_NONE);
  g_assert_cmpuint (gtk_drop_down_get_selected (choices->pdata[choices->len - 1]), ==, CR_BREAKPOINT_NONE);
  gtk_widget_activate_action (GTK_WIDGET (window), "canvas.toggle-breakpoint", NULL);
  g_assert_cmpint (cr_graph_get_node (cr_document_get_graph (document), key)->breakpoint, ==,
                   CR_BREAKPOINT_FORWARD | CR_BREAKPOINT_BACKWARD);
  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, "x"));
  driver_settle ();
  g_assert_false (g_action_group_get_action_enabled (cr_canvas_get_actions (driver_get_canvas (window)), "toggle-breakpoint"));
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transport/buttons", test_buttons);
  g_test_add_func ("/transport/inspector-follows", test_inspector_follows);
  g_test_add_func ("/transport/play", test_play);
  g_test_add_func ("/transport/menus", test_menus);
  g_test_add_func ("/transport/scrubber", test_scrubber);
  g_test_add_func ("/transport/breakpoint", test_breakpoint);
  return g_test_run ();
}
