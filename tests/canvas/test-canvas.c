/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widget in a real window: it draws, its actions work and tell when they can, the entry opens and closes, nothing warns. */
#include "cr-canvas.h"

#include "editor-driver.h"

#include <string.h>

typedef struct
{
  Driver *driver; /* only for its document */
  GtkWidget *window;
  CrCanvas *canvas;
  guint n_selections;
} Fixture;

static void
on_selection_changed (Fixture *fixture)
{
  fixture->n_selections++;
}

/* Until the canvas has been laid out and drawn; a window's first frame may come before it has its size. */
static void
wait_for_draw (Fixture *fixture)
{
  do
    gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->canvas));
  while (gtk_widget_get_width (GTK_WIDGET (fixture->canvas)) == 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->driver = driver_new ();
  fixture->window = gtk_window_new ();
  fixture->canvas = CR_CANVAS (cr_canvas_new ());
  g_signal_connect_swapped (fixture->canvas, "selection-changed", G_CALLBACK (on_selection_changed), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->canvas));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  cr_canvas_set_document (fixture->canvas, fixture->driver->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for_draw (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  driver_free (fixture->driver);
}

static void
run (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL));
}

static gboolean
can_run (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (cr_canvas_get_actions (fixture->canvas), action);
}

static guint
get_n_selected (Fixture *fixture)
{
  guint n_nodes;

  cr_canvas_get_selected_nodes (fixture->canvas, &n_nodes);
  return n_nodes;
}

/* --- Pixels --- */

/* How many pixels of the canvas, drawn now, are of about that colour. */
static guint
count_pixels (Fixture *fixture, guint32 color)
{
  GtkWidget *widget = GTK_WIDGET (fixture->canvas);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 600);
  cairo_t *cairo = cairo_create (surface);
  GskRenderNode *node;
  const guint32 *pixels;
  guint n_pixels = 0;

  wait_for_draw (fixture);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cairo);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (int i = 0; i < 800 * 600; i++)
    n_pixels += (pixels[i] & 0xffffff) == color;
  gsk_render_node_unref (node);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return n_pixels;
}

#define PORT_BLUE 0x1a5fb4
#define ACCENT 0x1c71d8
#define GROUND 0xffffff

static void
test_it_draws (Fixture *fixture, gconstpointer data)
{
  guint n_blue = count_pixels (fixture, PORT_BLUE);

  g_assert_cmpuint (n_blue, >, 50);
  g_assert_cmpuint (count_pixels (fixture, GROUND), >, 300000);
  g_assert_cmpuint (count_pixels (fixture, ACCENT), <, 20);
  run (fixture, "canvas.select-all");
  g_assert_cmpuint (count_pixels (fixture, ACCENT), >, 500);
  run (fixture, "canvas.delete-selection");
  g_assert_cmpuint (count_pixels (fixture, PORT_BLUE), <, n_blue / 4);
}

static void
test_it_follows_an_undo (Fixture *fixture, gconstpointer data)
{
  guint n_blue = count_pixels (fixture, PORT_BLUE);

  run (fixture, "canvas.select-all");
  run (fixture, "canvas.delete-selection");
  cr_document_undo (fixture->driver->document);
  g_assert_cmpuint (count_pixels (fixture, PORT_BLUE), ==, n_blue);
}

/* --- Actions --- */

static void
test_actions_tell_when_they_can_run (Fixture *fixture, gconstpointer data)
{
  g_assert_false (can_run (fixture, "delete-selection"));
  g_assert_false (can_run (fixture, "edit-value"));
  g_assert_true (can_run (fixture, "zoom-in"));

  cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "q"));
  g_assert_true (can_run (fixture, "delete-selection"));
  g_assert_true (can_run (fixture, "copy"));
  g_assert_false (can_run (fixture, "edit-value"));
  cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "x"));
  g_assert_true (can_run (fixture, "edit-value"));
  cr_canvas_select_wire (fixture->canvas, driver_find (fixture->driver, "f"), 0);
  g_assert_true (can_run (fixture, "delete-selection"));
  g_assert_false (can_run (fixture, "copy"));
  g_assert_cmpuint (fixture->n_selections, ==, 3);

  /* What is not there is not selected. */
  cr_canvas_select_node (fixture->canvas, 12345);
  cr_canvas_select_wire (fixture->canvas, driver_find (fixture->driver, "p"), 0);
  cr_canvas_select_wire (fixture->canvas, driver_find (fixture->driver, "f"), 7);
  g_assert_cmpuint (fixture->n_selections, ==, 3);
}

static void
test_every_row_of_the_table_is_an_action (Fixture *fixture, gconstpointer data)
{
  guint n_actions;
  const CrCanvasAction *actions = cr_canvas_action_get_all (&n_actions);

  cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "x"));
  for (guint i = 0; i < n_actions; i++)
    if (actions[i].name != NULL)
      {
        g_assert_true (g_action_group_has_action (cr_canvas_get_actions (fixture->canvas), actions[i].name + 7));
        run (fixture, actions[i].name);
        run (fixture, "canvas.cancel");
        cr_document_undo (fixture->driver->document);
        cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "z"));
      }
}

static void
on_zoom (guint *n_notifies)
{
  (*n_notifies)++;
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  guint n_notifies = 0;
  double zoom;

  g_signal_connect_swapped (fixture->canvas, "notify::zoom", G_CALLBACK (on_zoom), &n_notifies);
  g_action_group_activate_action (cr_canvas_get_actions (fixture->canvas), "zoom-in", NULL);
  g_object_get (fixture->canvas, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, >, 1);
  run (fixture, "canvas.zoom-reset");
  g_object_get (fixture->canvas, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, ==, 1);
  g_assert_cmpuint (n_notifies, ==, 2);
  run (fixture, "canvas.zoom-fit");
  g_assert_cmpuint (count_pixels (fixture, PORT_BLUE), >, 50);
}

/* --- The entry --- */

static GtkWidget *
find_entry (Fixture *fixture)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas));

  while (child != NULL && !GTK_IS_ENTRY (child))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return child;
}

static void
enter (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_a_value_is_edited_in_place (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find_entry (fixture);

  g_assert_false (gtk_widget_get_visible (entry));
  cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "x"));
  run (fixture, "canvas.edit-value");
  g_assert_true (gtk_widget_get_visible (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "-2");
  wait_for_draw (fixture);

  enter (entry, "abc");
  g_assert_true (gtk_widget_get_visible (entry));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (driver_number (fixture->driver, "x"), ==, -2);

  enter (entry, "7");
  g_assert_false (gtk_widget_get_visible (entry));
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (driver_number (fixture->driver, "f"), ==, -48);
  driver_assert_undo (fixture->driver, "Change x");
}

static void
test_escape_leaves_the_entry (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find_entry (fixture);

  cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "x"));
  run (fixture, "canvas.edit-value");
  gtk_editable_set_text (GTK_EDITABLE (entry), "7");
  run (fixture, "canvas.cancel");
  g_assert_false (gtk_widget_get_visible (entry));
  g_assert_cmpfloat (driver_number (fixture->driver, "x"), ==, -2);
  g_assert_cmpuint (get_n_selected (fixture), ==, 1);
}

static void
test_its_keys_do_not_reach_the_graph_behind_an_entry (Fixture *fixture, gconstpointer data)
{
  cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "x"));
  run (fixture, "canvas.edit-value");
  run (fixture, "canvas.delete-selection");
  g_assert_cmpuint (driver_find (fixture->driver, "x"), !=, CR_KEY_NONE);
}

/* --- The search --- */

/* The first widget of that type below @widget. */
static GtkWidget *
find_below (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_below (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_a_gate_is_searched_and_added (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover, *entry, *list;
  GtkListBoxRow *row;

  run (fixture, "canvas.add-gate");
  entry = find_below (GTK_WIDGET (fixture->canvas), GTK_TYPE_SEARCH_ENTRY);
  list = find_below (GTK_WIDGET (fixture->canvas), GTK_TYPE_LIST_BOX);
  g_assert_true (entry != NULL && list != NULL);
  popover = gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER);
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 20)); /* all of the table at first */
  gtk_editable_set_text (GTK_EDITABLE (entry), "sigmoid");
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  g_assert_true (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)) == row);
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_get_visible (popover));
  driver_assert_undo (fixture->driver, "Add r");

  /* Opened again it is empty; what nothing fits says so and adds nothing; Escape closes it. */
  run (fixture, "canvas.add-gate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such gate");
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_get_visible (popover));
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_false (gtk_widget_get_visible (popover));
  driver_assert_undo (fixture->driver, "Add r");
}

/* --- The bubble --- */

static GtkWidget *
find_bubble (Fixture *fixture)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas));

  while (child != NULL && !gtk_widget_has_css_class (child, "bubble"))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return child;
}

static void
refuse_a_value (Fixture *fixture)
{
  cr_canvas_select_node (fixture->canvas, driver_find (fixture->driver, "x"));
  run (fixture, "canvas.edit-value");
  enter (find_entry (fixture), "abc");
  g_assert_true (gtk_widget_get_visible (find_bubble (fixture)));
}

static void
test_a_message_goes_with_the_next_thing_done (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bubble = find_bubble (fixture);
  g_autoptr (CrGraph) empty = cr_graph_new ();

  refuse_a_value (fixture);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (bubble)), "abc"));
  run (fixture, "canvas.cancel");
  g_assert_false (gtk_widget_get_visible (bubble));

  refuse_a_value (fixture);
  cr_document_edit (fixture->driver->document, empty, "Clear");
  g_assert_false (gtk_widget_get_visible (bubble));
}

/* --- Adding, emptiness, ends --- */

static void
test_gates_are_added (Fixture *fixture, gconstpointer data)
{
  const CrGate *gate = cr_gate_find ("mul");
  CrKey key = cr_canvas_add_gate (fixture->canvas, gate, 601, 301);
  CrKey other = cr_canvas_add_gate_in_view (fixture->canvas, gate);
  GValue value = G_VALUE_INIT;

  g_assert_cmpfloat (cr_graph_get_node (cr_document_get_graph (fixture->driver->document), key)->place.x, ==, 600);
  g_assert_cmpuint (other, !=, key);
  g_assert_cmpuint (get_n_selected (fixture), ==, 1);

  g_value_init (&value, CR_TYPE_GATE_DRAG);
  g_value_set_pointer (&value, (gpointer) gate);
  g_assert_true (g_value_get_pointer (&value) == gate);
  g_value_unset (&value);
}

static void
test_an_empty_canvas_teaches (Fixture *fixture, gconstpointer data)
{
  GtkWidget *hint = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas));
  g_autoptr (CrDocument) empty = cr_document_new ();
  g_autofree char *key = gtk_accelerator_get_label (GDK_KEY_A, GDK_SHIFT_MASK);

  g_assert_false (gtk_widget_get_visible (hint));
  cr_canvas_set_document (fixture->canvas, empty);
  g_assert_true (gtk_widget_get_visible (hint));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (hint)), key));
  wait_for_draw (fixture);
  cr_canvas_add_gate_in_view (fixture->canvas, cr_gate_find ("input"));
  g_assert_false (gtk_widget_get_visible (hint));
  cr_canvas_set_document (fixture->canvas, NULL);
  wait_for_draw (fixture);
}

static void
test_a_document_outlives_its_canvas (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrDocument) document = g_object_ref (fixture->driver->document);
  CrCanvas *canvas = fixture->canvas;

  g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *) &canvas);
  cr_canvas_select_node (canvas, driver_find (fixture->driver, "x"));
  run (fixture, "canvas.edit-value");
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_test_widget_wait_for_draw (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (canvas);
  cr_document_undo (document);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/canvas/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("draws", test_it_draws);
  ADD ("follows-an-undo", test_it_follows_an_undo);
  ADD ("actions/tell-when-they-can-run", test_actions_tell_when_they_can_run);
  ADD ("actions/every-row-of-the-table", test_every_row_of_the_table_is_an_action);
  ADD ("zoom", test_zoom);
  ADD ("entry/edits", test_a_value_is_edited_in_place);
  ADD ("entry/escape", test_escape_leaves_the_entry);
  ADD ("entry/keeps-its-keys", test_its_keys_do_not_reach_the_graph_behind_an_entry);
  ADD ("search", test_a_gate_is_searched_and_added);
  ADD ("message", test_a_message_goes_with_the_next_thing_done);
  ADD ("adding", test_gates_are_added);
  ADD ("empty", test_an_empty_canvas_teaches);
  ADD ("ends", test_a_document_outlives_its_canvas);
#undef ADD
  return g_test_run ();
}
