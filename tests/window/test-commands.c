/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for commands: it finds every row of both tables that can be done now, best first, and does it; and the list of steps. */
#include "cr-actions.h"
#include "cr-canvas-actions.h"
#include "cr-command-search.h"
#include "cr-history-list.h"

#include "window-driver.h"

static CrCommandSearch *
open_search (CrWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search-commands", NULL);
  driver_settle ();
  return driver_find (GTK_WIDGET (window), CR_TYPE_COMMAND_SEARCH);
}

/* A popover goes before its window: the toolkit may still ask its surface for the pointer. */
static void
close_popover (gpointer popover)
{
  gtk_popover_popdown (popover);
  driver_settle ();
}

static gboolean
finds (CrCommandSearch *search, const char *action)
{
  const char *found;

  for (guint i = 0; (found = cr_command_search_get_found (search, i)) != NULL; i++)
    if (g_str_equal (found, action))
      return TRUE;
  return FALSE;
}

static void
test_every_row (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrCommandSearch *search;
  guint n_actions, n_canvas_actions;
  const CrAction *actions = cr_action_get_all (&n_actions);
  const CrCanvasAction *canvas_actions = cr_canvas_action_get_all (&n_canvas_actions);

  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, "x"));
  search = open_search (window);
  for (guint i = 0; i < n_actions; i++)
    {
      gboolean is_enabled = !g_str_has_prefix (actions[i].name, "win.")
                            || g_action_group_get_action_enabled (G_ACTION_GROUP (window), actions[i].name + 4);

      g_test_message ("%s", actions[i].name);
      g_assert_cmpint (finds (search, actions[i].name), ==, is_enabled && !g_str_equal (actions[i].name, "win.search-commands"));
    }
  for (guint i = 0; i < n_canvas_actions; i++)
    if (canvas_actions[i].name != NULL)
      {
        GActionGroup *group = cr_canvas_get_actions (driver_get_canvas (window));

        g_test_message ("%s", canvas_actions[i].name);
        g_assert_cmpint (finds (search, canvas_actions[i].name), ==, g_action_group_get_action_enabled (group, canvas_actions[i].name + 7));
      }
  g_assert_true (finds (search, "canvas.delete-selection"));
  g_assert_false (finds (search, "win.undo")); /* there is nothing to undo */
  close_popover (search);
  driver_close (window);
}

static void
test_best_first (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrCommandSearch *search = open_search (window);

  cr_command_search_set_words (search, "Save");
  g_assert_cmpstr (cr_command_search_get_found (search, 0), ==, "win.save");
  g_assert_cmpstr (cr_command_search_get_found (search, 1), ==, "win.save-as");
  cr_command_search_set_words (search, "fit zoom");
  g_assert_cmpstr (cr_command_search_get_found (search, 0), ==, "canvas.zoom-fit");
  g_assert_null (cr_command_search_get_found (search, 1));
  cr_command_search_set_words (search, "automatically"); /* begins a word, not the title */
  g_assert_cmpstr (cr_command_search_get_found (search, 0), ==, "win.layout");
  cr_command_search_set_words (search, "no such command");
  g_assert_null (cr_command_search_get_found (search, 0));
  g_assert_true (driver_sees (GTK_WIDGET (search), "Nothing of that name"));
  cr_command_search_run (search); /* there is nothing to do: it stays */
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (search)));
  close_popover (search);
  driver_close (window);
}

static void
test_run (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrCommandSearch *search = open_search (window);
  guint n_nodes;

  cr_command_search_set_words (search, "select all");
  cr_command_search_run (search);
  driver_settle ();
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (search)));
  cr_canvas_get_selected_nodes (driver_get_canvas (window), &n_nodes);
  g_assert_cmpuint (n_nodes, ==, cr_graph_get_n_nodes (cr_document_get_graph (cr_window_get_document (window))));

  search = open_search (window); /* it opens empty again */
  g_assert_cmpstr (cr_command_search_get_found (search, 0), ==, "win.new-graph");
  cr_command_search_set_words (search, "show results");
  cr_command_search_run (search);
  driver_settle ();
  driver_close (window);
}

/* --- The list of steps --- */

static void
test_history (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);
  const CrGraph *first = cr_document_get_graph (document);
  const CrGraph *moved;
  GtkWidget *list;
  GListModel *rows;

  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.duplicate", NULL);
  moved = cr_document_get_graph (document);
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.delete-selection", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-history", NULL);
  driver_settle ();
  list = driver_find (GTK_WIDGET (window), CR_TYPE_HISTORY_LIST);
  rows = cr_history_list_get_rows (CR_HISTORY_LIST (list));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);
  g_assert_true (driver_sees (list, cr_document_get_undo_name (document)));
  g_assert_true (driver_sees (list, "As it began"));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to-version", "u", 0);
  driver_settle ();
  g_assert_true (cr_document_get_graph (document) == first);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3); /* what was undone stays in the list */
  g_assert_true (gtk_widget_get_mapped (list));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to-version", "u", 1);
  g_assert_true (cr_document_get_graph (document) == moved);
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.delete-selection", NULL);
  driver_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3); /* another second step in the place of that which was undone */
  g_assert_null (cr_document_get_redo_name (document));
  close_popover (list);
  driver_close (window);
}

/* The keys go back to where they were, be a command run or not. */
static void
test_focus (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *canvas = GTK_WIDGET (driver_get_canvas (window));
  CrCommandSearch *search;

  gtk_widget_grab_focus (canvas);
  search = open_search (window);
  cr_command_search_set_words (search, "tell weights");
  cr_command_search_run (search);
  driver_settle ();
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == canvas);
  search = open_search (window);
  g_assert_false (gtk_window_get_focus (GTK_WINDOW (window)) == canvas);
  close_popover (search);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == canvas);
  driver_close (window);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/commands/every-row", test_every_row);
  g_test_add_func ("/commands/best-first", test_best_first);
  g_test_add_func ("/commands/run", test_run);
  g_test_add_func ("/commands/focus", test_focus);
  g_test_add_func ("/commands/history", test_history);
  return g_test_run ();
}
