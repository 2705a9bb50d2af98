/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of results: what is inside a layer, the space of a layer, the loss over two parameters; each against the graph itself, example by
 * example. */
#include "cr-bar.h"
#include "cr-choice.h"
#include "cr-landscape-panel.h"
#include "cr-layer-panel.h"
#include "cr-results-panel.h"
#include "cr-space-panel.h"
#include "cr-surface-view.h"
#include "cr-training-setting.h"
#include "cr-unit-maps.h"
#include "cr-window-files.h"

#include "window-driver.h"

#include <math.h>
#include <string.h>

static gboolean
is_ready (gpointer window)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), "train-run");
}

static CrWindow *
open_example (const char *name)
{
  CrWindow *window = driver_open_example (name);

  driver_wait (is_ready, window);
  driver_settle ();
  return window;
}

static gpointer
open_panel (CrWindow *window, GType type)
{
  gpointer panel = driver_find (GTK_WIDGET (window), type);

  cr_run_panel_set_open (CR_RUN_PANEL (panel), TRUE);
  driver_settle ();
  return panel;
}

/* A tape of the window's version, on which examples can be put one by one. */
static CrTape *
new_tape (CrWindow *window)
{
  return cr_tape_new (cr_document_get_graph (cr_window_get_document (window)));
}

static double
compute (CrWindow *window, CrTape *tape, guint32 example, const char *id, gboolean is_gradient)
{
  CrKey key = driver_find_node (window, id);
  CrNumbers numbers;

  cr_data_bind_example (cr_document_get_data (cr_window_get_document (window)), tape, example);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  g_assert_true (is_gradient ? cr_tape_get_gradient (tape, key, &numbers) : cr_tape_get_value (tape, key, &numbers));
  return numbers.entries[0];
}

/* --- Inside a layer --- */

static void
test_histogram (void)
{
  static const char *const ids[] = { "h1_1", "h1_2", "h1_3", "h1_4" };
  CrWindow *window = open_example ("circle");
  CrLayerPanel *panel = open_panel (window, CR_TYPE_LAYER_PANEL);
  const guint32 *counts = cr_layer_panel_get_counts (panel, FALSE);
  g_autoptr (CrTape) tape = new_tape (window);
  guint32 n_examples = cr_data_get_n_train (cr_document_get_data (cr_window_get_document (window)));
  guint32 expected[CR_LAYER_PANEL_N_BINS] = { 0 };
  guint32 n_gradients = 0;

  for (guint unit = 0; unit < G_N_ELEMENTS (ids); unit++)
    for (guint32 example = 0; example < n_examples; example++)
      {
        double value = compute (window, tape, example, ids[unit], FALSE);

        expected[(guint) CLAMP ((value + 1) / 2 * CR_LAYER_PANEL_N_BINS, 0, CR_LAYER_PANEL_N_BINS - 1)]++;
      }
  g_assert_cmpmem (counts, CR_LAYER_PANEL_N_BINS * sizeof *counts, expected, sizeof expected);
  for (guint bin = 0; bin < CR_LAYER_PANEL_N_BINS; bin++)
    n_gradients += cr_layer_panel_get_counts (panel, TRUE)[bin];
  g_assert_cmpuint (n_gradients, ==, 4 * n_examples);
  g_assert_true (driver_sees (GTK_WIDGET (panel), "None is dead or saturated."));
  driver_close (window);
}

/* Each map against the neuron's own formula, at the middle of every cell; x2 grows upwards. */
static void
test_unit_maps (void)
{
  static const char *const ids[] = { "h1_1", "h1_2", "h1_3", "h1_4" };
  CrWindow *window = open_example ("circle");
  CrUnitMaps *maps = driver_find (open_panel (window, CR_TYPE_LAYER_PANEL), CR_TYPE_UNIT_MAPS);

  g_assert_cmpuint (cr_unit_maps_get_n_units (maps), ==, G_N_ELEMENTS (ids));
  for (guint unit = 0; unit < G_N_ELEMENTS (ids); unit++)
    {
      const CrNode *node = cr_graph_get_node (cr_document_get_graph (cr_window_get_document (window)), driver_find_node (window, ids[unit]));
      const double *weights = cr_node_get_matrix (node, "weights")->entries;
      const CrMap *map = cr_unit_maps_get_map (maps, unit);

      for (guint cell = 0; cell < map->columns * map->rows; cell++)
        {
          double x1 = -6 + 12 * (cell % map->columns + 0.5) / map->columns, x2 = 6 - 12 * (cell / map->columns + 0.5) / map->rows;

          g_assert_cmpfloat_with_epsilon (map->values[cell], tanh (weights[0] * x1 + weights[1] * x2), 1e-12);
        }
    }
  driver_close (window);
}

/* A layer that is one node has a map for each of its neurons; data of one feature have no plane. */
static void
test_unit_maps_of_one_node (void)
{
  CrWindow *window = open_example ("spiral-3");

  g_assert_cmpuint (cr_unit_maps_get_n_units (driver_find (open_panel (window, CR_TYPE_LAYER_PANEL), CR_TYPE_UNIT_MAPS)), ==, 16);
  driver_close (window);
  window = open_example ("dead-relu");
  g_assert_false (gtk_widget_get_mapped (driver_find (open_panel (window, CR_TYPE_LAYER_PANEL), CR_TYPE_UNIT_MAPS)));
  driver_close (window);
}

static void
test_dead_relu (void)
{
  CrWindow *window = open_example ("dead-relu");
  CrLayerPanel *panel = open_panel (window, CR_TYPE_LAYER_PANEL);

  g_assert_true (driver_sees (GTK_WIDGET (panel), "dead: no example lets a gradient through"));
  driver_close (window);
}

static void
test_no_layers (void)
{
  CrWindow *window = open_example ("moons-by-hand");

  g_assert_true (driver_sees (GTK_WIDGET (open_panel (window, CR_TYPE_LAYER_PANEL)), "This graph has no neurons."));
  g_assert_true (driver_sees (GTK_WIDGET (open_panel (window, CR_TYPE_SPACE_PANEL)), "No layer of this graph has just two neurons."));
  driver_close (window);
}

/* --- The space of a layer --- */

static void
test_space (void)
{
  CrWindow *window = open_example ("circle");
  CrSpacePanel *panel = open_panel (window, CR_TYPE_SPACE_PANEL);
  g_autoptr (CrTape) tape = new_tape (window);
  guint32 n_examples = cr_data_get_n_train (cr_document_get_data (cr_window_get_document (window)));

  g_assert_cmpuint (cr_space_panel_get_n_examples (panel), ==, n_examples);
  for (guint32 example = 0; example < n_examples; example += 7)
    {
      double first, second;

      cr_space_panel_get_example (panel, example, &first, &second);
      g_assert_cmpfloat_with_epsilon (first, compute (window, tape, example, "h2_1", FALSE), 1e-12);
      g_assert_cmpfloat_with_epsilon (second, compute (window, tape, example, "h2_2", FALSE), 1e-12);
    }
  g_assert_true (driver_sees (GTK_WIDGET (panel), "it can only cut straight"));
  driver_close (window);
}

/* --- The loss over two parameters --- */

typedef struct
{
  CrLandscapePanel *panel;
  double first;
  double second;
} Place;

static gboolean
has_loss (gpointer data)
{
  Place *place = data;

  return isfinite (cr_landscape_panel_get_loss (place->panel, place->first, place->second));
}

static gboolean
has_way (gpointer panel)
{
  return cr_landscape_panel_get_n_path (panel) > 5;
}

static gboolean
has_names_of_output (gpointer panel)
{
  return strstr (cr_landscape_panel_get_name (panel, 0), "out") == cr_landscape_panel_get_name (panel, 0)
         && strstr (cr_landscape_panel_get_name (panel, 1), "out") == cr_landscape_panel_get_name (panel, 1);
}

/* The mean loss over the training examples, reckoned one by one. */
static double
measure (CrWindow *window)
{
  g_autoptr (CrTape) tape = new_tape (window);
  guint32 n_examples = cr_data_get_n_train (cr_document_get_data (cr_window_get_document (window)));
  double sum = 0;

  for (guint32 example = 0; example < n_examples; example++)
    sum += compute (window, tape, example, "L", FALSE);
  return sum / n_examples;
}

/* Of linear regression the loss is a bowl over its two parameters, and it has its lowest place where the run comes to rest. */
static void
test_landscape (void)
{
  CrWindow *window = open_example ("linear-regression");
  CrLandscapePanel *panel = open_panel (window, CR_TYPE_LANDSCAPE_PANEL);
  Place place = { panel, driver_get_value (window, "w"), driver_get_value (window, "b") };
  double here;

  driver_wait (has_loss, &place);
  g_assert_cmpstr (cr_landscape_panel_get_name (panel, 0), ==, "w");
  g_assert_cmpstr (cr_landscape_panel_get_name (panel, 1), ==, "b");
  here = cr_landscape_panel_get_loss (panel, place.first, place.second);
  g_assert_cmpfloat_with_epsilon (here, measure (window), 0.2 * here); /* it is that of the middle of a cell */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train-run", NULL);
  driver_wait (has_way, panel);
  driver_close (window);
}

/* Two clicks on the canvas choose two weights. */
static void
test_pick (void)
{
  CrWindow *window = open_example ("circle");
  CrLandscapePanel *panel = open_panel (window, CR_TYPE_LANDSCAPE_PANEL);
  CrCanvas *canvas = driver_get_canvas (window);
  GtkToggleButton *pick = driver_find (GTK_WIDGET (panel), GTK_TYPE_TOGGLE_BUTTON);
  g_autoptr (GPtrArray) toggles = driver_find_all (GTK_WIDGET (panel), GTK_TYPE_TOGGLE_BUTTON);

  for (guint i = 0; i < toggles->len; i++)
    if (g_strcmp0 (gtk_button_get_label (toggles->pdata[i]), "Choose on the Canvas") == 0)
      pick = toggles->pdata[i];
  gtk_toggle_button_set_active (pick, TRUE);
  cr_canvas_select_wire (canvas, driver_find_node (window, "out"), 0);
  driver_settle ();
  cr_canvas_select_node (canvas, driver_find_node (window, "out"));
  driver_wait (has_names_of_output, panel);
  g_assert_cmpstr (cr_landscape_panel_get_name (panel, 1), ==, "out, Bias");
  driver_close (window);
}

/* --- What is shown elsewhere --- */

/* The surface and the nodes' maps come together. */
static gboolean
has_maps (gpointer window)
{
  return cr_surface_view_get_map (driver_find (window, CR_TYPE_SURFACE_VIEW))->values != NULL;
}

/* The maps in the nodes are of the canvas, whether the page of results can be seen or not. */
static void
test_maps_without_the_page (void)
{
  CrWindow *window = driver_open_window ();

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 600);
  driver_settle ();
  cr_window_open_example (window, "circle");
  driver_wait (is_ready, window);
  g_assert_false (gtk_widget_get_mapped (driver_find (GTK_WIDGET (window), CR_TYPE_RESULTS_PANEL)));
  driver_wait (has_maps, window);
  driver_close (window);
}

/* A chosen point has its numbers where there were maps; it is said, and there is a way back. */
static void
test_point_and_back (void)
{
  CrWindow *window = open_example ("circle");
  CrResultsPanel *panel = driver_find (GTK_WIDGET (window), CR_TYPE_RESULTS_PANEL);
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (panel), GTK_TYPE_BUTTON);
  guint shown;

  g_assert_cmpuint (buttons->len, ==, 1);
  g_assert_false (gtk_widget_get_mapped (buttons->pdata[0]));
  g_signal_emit_by_name (driver_find (GTK_WIDGET (panel), CR_TYPE_SURFACE_VIEW), "chosen", 7);
  driver_settle ();
  g_object_get (panel, "nodes-show", &shown, NULL);
  g_assert_cmpuint (shown, ==, CR_NODES_SHOW_NUMBERS);
  g_assert_true (gtk_widget_get_mapped (buttons->pdata[0]));
  g_signal_emit_by_name (buttons->pdata[0], "clicked");
  driver_settle ();
  g_object_get (panel, "nodes-show", &shown, NULL);
  g_assert_cmpuint (shown, ==, CR_NODES_SHOW_VALUES);
  g_assert_false (gtk_widget_get_mapped (buttons->pdata[0]));
  driver_close (window);
}

/* --- Long lists --- */

static gboolean
is_scrolled (gpointer list)
{
  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (list)) > 0;
}

/* What is chosen by other means than the list is seen when the list opens. */
static void
test_list_opens_at_chosen (void)
{
  CrWindow *window = open_example ("circle");
  gpointer panel = open_panel (window, CR_TYPE_LANDSCAPE_PANEL);
  GtkWidget *choice = driver_find (panel, GTK_TYPE_DROP_DOWN);
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (choice)));

  g_assert_cmpuint (n, >, 20);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), n - 1);
  driver_settle ();
  gtk_toggle_button_set_active (driver_find (choice, GTK_TYPE_TOGGLE_BUTTON), TRUE);
  driver_wait (is_scrolled, cr_choice_find_list (choice));
  gtk_toggle_button_set_active (driver_find (choice, GTK_TYPE_TOGGLE_BUTTON), FALSE);
  driver_settle ();
  driver_close (window);
}

/* --- What a run says of itself --- */

/* The bar above the canvas; there is another one of the file. */
static CrBar *
find_bar (CrWindow *window)
{
  return driver_find (gtk_widget_get_ancestor (GTK_WIDGET (driver_get_canvas (window)), GTK_TYPE_BOX), CR_TYPE_BAR);
}

static gboolean
has_trouble (gpointer window)
{
  return cr_bar_is_shown (find_bar (window));
}

/* A rate beyond reason: the run stops before a number is lost, says at which node and step, and shows the node. */
static void
test_not_finite (void)
{
  CrWindow *window = open_example ("linear-regression");
  CrDocument *document = cr_window_get_document (window);
  CrBar *bar = find_bar (window);
  g_autoptr (CrGraph) edited = cr_setting_change (cr_document_get_graph (document), CR_SETTING_RATE, 1e200);
  const CrSnapshot *snapshot;
  g_autofree char *step = NULL;
  guint n_nodes;

  g_assert_false (has_trouble (window));
  cr_document_edit (document, edited, "Change the rate");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train-run", NULL);
  driver_wait (has_trouble, window);
  snapshot = cr_training_session_get_snapshot (cr_window_get_session (window));
  g_assert_cmpint (snapshot->end, ==, CR_END_NOT_FINITE);
  g_assert_true (cr_canvas_get_hides_steps (driver_get_canvas (window))); /* the one step that is named is that of the training */
  step = g_strdup_printf ("stopped before step %" G_GUINT64_FORMAT, snapshot->trouble.step);
  g_assert_true (driver_sees (GTK_WIDGET (bar), step));
  g_assert_true (driver_sees (GTK_WIDGET (bar), cr_graph_get_node (cr_document_get_graph (document), snapshot->trouble.node)->id));
  g_assert_true (isfinite (driver_get_value (window, "w")));
  g_signal_emit_by_name (driver_find (GTK_WIDGET (bar), GTK_TYPE_BUTTON), "clicked"); /* Show the Node */
  g_assert_cmpuint (cr_canvas_get_selected_nodes (driver_get_canvas (window), &n_nodes)[0], ==, snapshot->trouble.node);
  g_assert_cmpuint (n_nodes, ==, 1);
  driver_close (window);
}

static gboolean
is_recorded (gpointer window)
{
  const CrSnapshot *snapshot = cr_training_session_get_snapshot (cr_window_get_session (window));

  return snapshot->n_recorded > 3;
}

static void
test_memory (void)
{
  CrWindow *window = open_example ("circle");

  g_assert_false (driver_sees (GTK_WIDGET (window), "of at most 64 MiB"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train-run", NULL);
  driver_wait (is_recorded, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train-run", NULL);
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (window), "of at most 64 MiB"));
  driver_close (window);
}

/* --- Another theme --- */

/* What the canvas shows: an image of the size that it has. */
static cairo_surface_t *
draw_canvas (CrWindow *window)
{
  GtkWidget *canvas = GTK_WIDGET (driver_get_canvas (window));
  int width = gtk_widget_get_width (canvas);
  int height = gtk_widget_get_height (canvas);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cairo = cairo_create (image);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (canvas);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cairo);
  gsk_render_node_unref (node);
  cairo_destroy (cairo);
  return image;
}

static gboolean
are_equal (cairo_surface_t *a, cairo_surface_t *b)
{
  gsize n_bytes = (gsize) cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);

  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), n_bytes) == 0;
}

static gboolean
is_dark (gpointer window)
{
  gboolean dark;

  g_object_get (driver_get_canvas (window), "dark", &dark, NULL);
  return dark;
}

/* Maps have the colours of a new theme at once: those they have when they are set anew. */
static void
test_recolored (void)
{
  CrWindow *window = open_example ("circle");
  CrResultsPanel *panel = driver_find (GTK_WIDGET (window), CR_TYPE_RESULTS_PANEL);
  cairo_surface_t *switched;
  cairo_surface_t *gradients;
  cairo_surface_t *anew;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  driver_wait (is_dark, window);
  driver_settle ();
  switched = draw_canvas (window);
  g_object_set (panel, "nodes-show", CR_NODES_SHOW_GRADIENTS, NULL);
  driver_settle ();
  gradients = draw_canvas (window);
  g_object_set (panel, "nodes-show", CR_NODES_SHOW_VALUES, NULL);
  driver_settle ();
  anew = draw_canvas (window);
  g_assert_false (are_equal (switched, gradients));
  g_assert_true (are_equal (switched, anew));
  cairo_surface_destroy (switched);
  cairo_surface_destroy (gradients);
  cairo_surface_destroy (anew);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  driver_close (window);
}

/* --- Menus --- */

/* The widget below @root with that tooltip, whether it is shown or not. */
static GtkWidget *
find_explained (GtkWidget *root, const char *tooltip)
{
  g_autoptr (GPtrArray) widgets = driver_find_all (root, GTK_TYPE_WIDGET);

  for (guint i = 0; i < widgets->len; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (widgets->pdata[i]), tooltip) == 0)
      return widgets->pdata[i];
  return NULL;
}

static void
assert_clear (GtkWidget *explained, GtkPopover *menu)
{
  g_assert_nonnull (explained);
  g_assert_true (gtk_widget_get_has_tooltip (explained));
  gtk_popover_popup (menu);
  g_assert_false (gtk_widget_get_has_tooltip (explained));
  gtk_popover_popdown (menu);
  driver_settle ();
  g_assert_true (gtk_widget_get_has_tooltip (explained));
}

/* No tooltip lies over an open menu or list. */
static void
test_clear_menus (void)
{
  CrWindow *window = open_example ("circle");
  GtkWidget *heading = find_explained (GTK_WIDGET (window), "Change this layer");
  GtkWidget *chart = find_explained (GTK_WIDGET (window), "Loss by epoch");

  assert_clear (heading, gtk_menu_button_get_popover (GTK_MENU_BUTTON (heading)));
  assert_clear (chart, driver_find (gtk_widget_get_ancestor (chart, GTK_TYPE_DROP_DOWN), GTK_TYPE_POPOVER));
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/results/histogram", test_histogram);
  g_test_add_func ("/results/unit-maps", test_unit_maps);
  g_test_add_func ("/results/unit-maps-of-one-node", test_unit_maps_of_one_node);
  g_test_add_func ("/results/dead-relu", test_dead_relu);
  g_test_add_func ("/results/no-layers", test_no_layers);
  g_test_add_func ("/results/space", test_space);
  g_test_add_func ("/results/landscape", test_landscape);
  g_test_add_func ("/results/pick", test_pick);
  g_test_add_func ("/results/maps-without-the-page", test_maps_without_the_page);
  g_test_add_func ("/results/point-and-back", test_point_and_back);
  g_test_add_func ("/results/list-opens-at-chosen", test_list_opens_at_chosen);
  g_test_add_func ("/results/not-finite", test_not_finite);
  g_test_add_func ("/results/memory", test_memory);
  g_test_add_func ("/results/recolored", test_recolored);
  g_test_add_func ("/results/clear-menus", test_clear_menus);
  return g_test_run ();
}
