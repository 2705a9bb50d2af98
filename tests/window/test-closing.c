/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window leaves behind when it is closed: nothing, whatever was done in it. */
#include "cr-network.h"
#include "cr-window-files.h"

#include "window-driver.h"

/* Type names of the objects that are still there. */
static GHashTable *alive;

/* A weak reference would go as soon as the object is disposed of. */
static void
on_finalized (gpointer object)
{
  g_hash_table_remove (alive, object);
}

static void
watch (gpointer object)
{
  if (object == NULL || g_hash_table_contains (alive, object))
    return;
  g_hash_table_insert (alive, object, g_strdup (G_OBJECT_TYPE_NAME (object)));
  g_object_set_data_full (object, "watched", object, on_finalized);
}

/* A widget and all below it, but for the tooltip: there is one of them, which goes from window to window. */
static void
watch_tree (GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow"))
    return;
  watch (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    watch_tree (child);
}

static void
watch_window (CrWindow *window)
{
  watch_tree (GTK_WIDGET (window));
  watch (cr_window_get_document (window));
  watch (cr_window_get_session (window));
}

static gboolean
is_nothing_alive (gpointer unused)
{
  return g_hash_table_size (alive) == 0;
}

/* Closes it without its changes, and waits until all that was in it has gone. */
static void
assert_goes (CrWindow *window)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  GHashTableIter iter;
  gpointer name;

  watch_window (window);
  cr_window_discard (window);
  driver_close (window);
  while (!is_nothing_alive (NULL) && g_get_monotonic_time () < end)
    driver_settle ();
  g_hash_table_iter_init (&iter, alive);
  for (guint i = 0; i < 20 && g_hash_table_iter_next (&iter, NULL, &name); i++)
    g_test_message ("still there: %s", (char *) name);
  g_assert_true (is_nothing_alive (NULL));
}

static void
activate (CrWindow *window, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  driver_settle ();
}

static gboolean
has_learned (gpointer window)
{
  const CrSnapshot *snapshot = cr_training_session_get_snapshot (cr_window_get_session (window));

  return snapshot != NULL && snapshot->place.step > 20;
}

static gboolean
is_ready (gpointer window)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), "train-run");
}

static void
test_a_graph (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");

  activate (window, "win.layout");
  activate (window, "win.undo");
  activate (window, "win.present");
  activate (window, "win.present");
  activate (window, "win.show-lesson");
  assert_goes (window);
}

/* Trained, undone, gone back, with every panel of the results open. */
static void
test_a_trained_net (gconstpointer example)
{
  CrWindow *window = driver_open_example (example);
  g_autoptr (GPtrArray) expanders = NULL;

  driver_wait (is_ready, window);
  activate (window, "win.show-results");
  expanders = driver_find_all (GTK_WIDGET (window), GTK_TYPE_EXPANDER);
  for (guint i = 0; i < expanders->len; i++)
    gtk_expander_set_expanded (expanders->pdata[i], TRUE);
  activate (window, "win.train-run");
  driver_wait (has_learned, window);
  driver_settle ();
  activate (window, "win.train-run");
  activate (window, "win.undo");
  activate (window, "win.redo");
  activate (window, "win.train-reset");
  activate (window, "win.train-run");
  assert_goes (window);
}

/* A net whose surface takes longer than a frame has for it, so that the next one is to be computed after a rest. */
static CrGraph *
make_large_net (void)
{
  CrNetwork network;
  CrGraph *graph;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  network.n_layers = 3;
  network.units[0] = network.units[1] = 128;
  network.units[2] = 1;
  network.activations[0] = network.activations[1] = network.activations[2] = cr_gate_find ("tanh");
  network.form = CR_NETWORK_LAYERS;
  graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  g_assert_nonnull (graph);
  return graph;
}

/* Closed at once: what was to be computed after the rest does not find its canvas any more. */
static void
test_a_large_net (void)
{
  CrWindow *window = driver_open_window ();
  g_autoptr (CrGraph) graph = make_large_net ();
  g_autoptr (CrGraph) other = cr_graph_with_title (graph, "Another version");
  g_autoptr (CrDocument) document = cr_document_new_for_graph (graph);

  cr_window_set_document (window, document, NULL);
  activate (window, "win.show-results");
  cr_document_edit (document, other, "Change the title");
  driver_settle ();
  g_clear_object (&document);
  assert_goes (window);
}

static void
test_the_start_page (void)
{
  assert_goes (driver_open_window ());
}

/* --- Quitting --- */

static gboolean
has_dialog (gpointer window)
{
  return driver_find_dialog (window) != NULL;
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

static CrWindow *
open_changed (const char *example)
{
  CrWindow *window = driver_open_example (example);
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (CrGraph) changed = cr_graph_with_title (cr_document_get_graph (document), "Changed");

  cr_document_edit (document, changed, "Change the title");
  return window;
}

static void
answer (CrWindow *window, const char *response)
{
  driver_wait (has_dialog, window);
  driver_answer (window, response);
  driver_settle ();
}

/* Who decides to stay finds every window that has no changes where it was; else all of them go. */
static void
test_quit (void)
{
  CrWindow *untouched = driver_open_example ("xyz");
  CrWindow *first = open_changed ("branches");
  CrWindow *second = open_changed ("patterns");
  GActionGroup *actions = G_ACTION_GROUP (driver_get_application ());
  CrWindow **windows[] = { &untouched, &first, &second };

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    g_object_add_weak_pointer (G_OBJECT (*windows[i]), (gpointer *) windows[i]);
  g_action_group_activate_action (actions, "quit", NULL);
  driver_settle ();
  answer (driver_find_dialog (first) != NULL ? first : second, "cancel");
  g_assert_true (untouched != NULL && first != NULL && second != NULL);
  g_assert_true (driver_find_dialog (first) == NULL && driver_find_dialog (second) == NULL);

  /* Closed by hand after that, one takes no other with it. */
  gtk_window_close (GTK_WINDOW (first));
  answer (first, "discard");
  driver_wait (is_gone, &first);
  driver_settle ();
  g_assert_true (untouched != NULL && second != NULL);
  g_assert_null (driver_find_dialog (second));

  g_action_group_activate_action (actions, "quit", NULL);
  answer (second, "discard");
  driver_wait (is_gone, &second);
  driver_wait (is_gone, &untouched);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  alive = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_test_add_func ("/closing/start-page", test_the_start_page);
  g_test_add_func ("/closing/graph", test_a_graph);
  g_test_add_func ("/closing/large-net", test_a_large_net);
  g_test_add_data_func ("/closing/circle", "circle", test_a_trained_net);
  g_test_add_data_func ("/closing/spiral-3", "spiral-3", test_a_trained_net);
  g_test_add_data_func ("/closing/moons-by-hand", "moons-by-hand", test_a_trained_net);
  g_test_add_func ("/closing/quit", test_quit);
  return g_test_run ();
}
