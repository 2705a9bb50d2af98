/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training in the window: the builder, the bar, the results, and what keys and buttons do to a run. */
#include "cr-bar.h"
#include "cr-chart-view.h"
#include "cr-headings.h"
#include "cr-network-dialog.h"
#include "cr-page.h"
#include "cr-results-panel.h"
#include "cr-surface-view.h"
#include "cr-training-bar.h"
#include "cr-training-panel.h"
#include "cr-training-setting.h"
#include "cr-weight-legend.h"

#include "cr-window-files.h"

#include "window-driver.h"

#include <glib/gstdio.h>

static CrNetworkDialog *
find_dialog (CrWindow *window)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *item = toplevels; item != NULL; item = item->next)
    if (CR_IS_NETWORK_DIALOG (item->data) && gtk_window_get_transient_for (item->data) == GTK_WINDOW (window)
        && gtk_widget_get_mapped (item->data))
      return item->data;
  return NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return find_dialog (window) != NULL;
}

static gboolean
has_no_dialog (gpointer window)
{
  return find_dialog (window) == NULL;
}

static CrNetworkDialog *
open_dialog (CrWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-network", NULL);
  driver_wait (has_dialog, window);
  driver_settle ();
  return find_dialog (window);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
      return buttons->pdata[i];
  g_test_message ("no button %s", label);
  g_assert_not_reached ();
}

static gboolean
is_ready (gpointer window)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), "train-run");
}

/* A window with the builder's own net for the circle. */
static CrWindow *
open_net (void)
{
  CrWindow *window = driver_open_window ();
  CrNetworkDialog *dialog = open_dialog (window);

  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "C_reate"), "clicked");
  driver_wait (has_no_dialog, window);
  driver_wait (is_ready, window);
  driver_settle ();
  return window;
}

static void
do_action (CrWindow *window, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  driver_settle ();
}

static guint
get_position (CrWindow *window)
{
  return gtk_range_get_value (cr_training_bar_get_range (driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR))) + 0.5;
}

static gboolean
has_moved (gpointer window)
{
  return get_position (window) > 100;
}

static gboolean
is_at_start (gpointer window)
{
  return get_position (window) == 0;
}

static gboolean
has_undo (gpointer window)
{
  return cr_document_get_undo_name (cr_window_get_document (window)) != NULL
         && !cr_document_in_gesture (cr_window_get_document (window));
}

/* --- The builder --- */

static void
test_builder (void)
{
  CrWindow *window = open_net ();
  CrDocument *document = cr_window_get_document (window);

  g_assert_cmpstr (cr_document_get_title (document), ==, "Circle, 4-2");
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (document)), ==, 2 + 4 + 2 + 1 + 1 + 1);
  g_assert_true (gtk_widget_get_mapped (driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR)));
  g_assert_true (gtk_widget_get_mapped (driver_find (GTK_WIDGET (window), CR_TYPE_RESULTS_PANEL)));
  driver_close (window);
}

/* What cannot be built says why, and cannot be asked for. */
static void
test_builder_refuses (void)
{
  CrWindow *window = driver_open_window ();
  CrNetworkDialog *dialog = open_dialog (window);
  GtkToggleButton *x1 = GTK_TOGGLE_BUTTON (find_button (GTK_WIDGET (dialog), "x₁"));
  GtkToggleButton *x2 = GTK_TOGGLE_BUTTON (find_button (GTK_WIDGET (dialog), "x₂"));
  GtkWidget *create = find_button (GTK_WIDGET (dialog), "C_reate");

  gtk_toggle_button_set_active (x1, FALSE);
  g_assert_true (gtk_widget_get_sensitive (create));
  gtk_toggle_button_set_active (x2, FALSE);
  g_assert_false (gtk_widget_get_sensitive (create));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (GTK_WIDGET (dialog), "x₁²")), TRUE);
  g_assert_true (gtk_widget_get_sensitive (create));
  g_assert_cmpuint (cr_network_dialog_get_network (dialog)->features, ==, 1 << CR_FEATURE_X1_SQUARED);
  gtk_window_close (GTK_WINDOW (dialog));
  driver_close (window);
}

static void
test_builder_layers (void)
{
  CrWindow *window = driver_open_window ();
  CrNetworkDialog *dialog = open_dialog (window);
  const CrNetwork *network = cr_network_dialog_get_network (dialog);
  g_autoptr (GPtrArray) spins = driver_find_all (GTK_WIDGET (dialog), GTK_TYPE_SPIN_BUTTON);
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (dialog), GTK_TYPE_BUTTON);

  g_assert_cmpuint (network->n_layers, ==, 3);
  gtk_spin_button_set_value (spins->pdata[0], 7);
  g_assert_cmpuint (network->units[0], ==, 7);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (buttons->pdata[i]), "Remove this layer") == 0)
      {
        g_signal_emit_by_name (buttons->pdata[i], "clicked");
        break;
      }
  g_assert_cmpuint (network->n_layers, ==, 2);
  g_assert_cmpuint (network->units[0], ==, 2);
  g_assert_cmpuint (network->units[1], ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  driver_close (window);
}

static GObject *
find_choice (CrNetworkDialog *dialog, const char *title)
{
  g_autoptr (GPtrArray) rows = driver_find_all (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (rows->pdata[i]), title) == 0)
      return rows->pdata[i];
  g_test_message ("no choice %s", title);
  g_assert_not_reached ();
}

/* Data that can have several classes: their number may be chosen, and the loss follows. */
static void
test_builder_classes (void)
{
  static const CrGenerator generators[] = { CR_GENERATOR_SPIRAL, CR_GENERATOR_RINGS, CR_GENERATOR_BLOBS };
  CrWindow *window = driver_open_window ();
  CrNetworkDialog *dialog = open_dialog (window);
  const CrNetwork *network = cr_network_dialog_get_network (dialog);

  for (guint i = 0; i < G_N_ELEMENTS (generators); i++)
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (find_choice (dialog, "Points")), generators[i]);
      driver_settle ();
      for (guint n_classes = 2; n_classes <= 8; n_classes += 3)
        {
          adw_combo_row_set_selected (ADW_COMBO_ROW (find_choice (dialog, "Labels")), n_classes - 1);
          driver_settle ();
          g_assert_cmpuint (network->training->dataset.n_classes, ==, n_classes);
          g_assert_cmpuint (network->units[network->n_layers - 1], ==, n_classes);
          g_assert_cmpstr (network->loss->name, ==, "cross_entropy");
          g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_choice (dialog, "Labels"))), ==, n_classes - 1);
        }
      adw_combo_row_set_selected (ADW_COMBO_ROW (find_choice (dialog, "Labels")), 0);
      driver_settle ();
      g_assert_cmpstr (network->loss->name, ==, "squared_error");
      g_assert_cmpuint (network->units[network->n_layers - 1], ==, 1);
    }
  gtk_window_close (GTK_WINDOW (dialog));
  driver_close (window);
}

/* How the first weights are drawn can be chosen, and stays chosen when other data are. */
static void
test_builder_weights (void)
{
  CrWindow *window = driver_open_window ();
  CrNetworkDialog *dialog = open_dialog (window);

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_choice (dialog, "First weights")), CR_NETWORK_DRAW_ZERO);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_choice (dialog, "Points")), CR_GENERATOR_GAUSS);
  driver_settle ();
  g_assert_cmpint (cr_network_dialog_get_network (dialog)->draw, ==, CR_NETWORK_DRAW_ZERO);
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "C_reate"), "clicked");
  driver_wait (has_no_dialog, window);
  driver_wait (is_ready, window);
  CR_GRAPH_FOR_EACH (cr_document_get_graph (cr_window_get_document (window)), node)
    if (cr_gate_is_unit (node->gate))
      g_assert_cmpfloat (cr_node_get_matrix (node, "weights")->entries[0], ==, 0);
  driver_close (window);
}

/* --- Running --- */

static void
test_run_and_pause (void)
{
  CrWindow *window = open_net ();
  CrDocument *document = cr_window_get_document (window);
  double before = driver_get_value (window, "L");

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "train-back"));
  do_action (window, "win.train-run");
  driver_wait (has_moved, window);
  g_assert_true (cr_document_is_modified (document));
  do_action (window, "win.train-run");
  driver_wait (has_undo, window);
  g_assert_true (g_str_has_prefix (cr_document_get_undo_name (document), "Train "));
  g_assert_true (g_str_has_suffix (cr_document_get_undo_name (document), " steps"));
  g_assert_true (driver_sees (driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR), "steps recorded"));
  g_assert_cmpfloat (driver_get_value (window, "L"), !=, before);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "train-back"));
  do_action (window, "win.train-reset");
  driver_wait (is_at_start, window);
  driver_settle ();
  g_assert_cmpfloat (driver_get_value (window, "L"), ==, before);
  driver_close (window);
}

/* Undo while it runs: it pauses, and all is as it was. */
static void
test_undo_pauses (void)
{
  CrWindow *window = open_net ();
  CrDocument *document = cr_window_get_document (window);
  double before = driver_get_value (window, "L");

  do_action (window, "win.train-run");
  driver_wait (has_moved, window);
  do_action (window, "win.undo");
  g_assert_cmpfloat (driver_get_value (window, "L"), ==, before);
  g_assert_false (cr_document_in_gesture (document));
  driver_settle ();
  g_assert_cmpfloat (driver_get_value (window, "L"), ==, before);
  driver_close (window);
}

/* The knob goes back in the run, and what is shown with it. */
static void
test_scrub (void)
{
  CrWindow *window = open_net ();
  GtkRange *range;
  gboolean is_handled;
  double before = driver_get_value (window, "L");

  do_action (window, "win.train-run");
  driver_wait (has_moved, window);
  do_action (window, "win.train-run");
  driver_wait (has_undo, window);
  range = cr_training_bar_get_range (driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR));
  g_signal_emit_by_name (range, "change-value", GTK_SCROLL_JUMP, 0.0, &is_handled);
  driver_wait (is_at_start, window);
  driver_settle ();
  g_assert_cmpfloat (driver_get_value (window, "L"), ==, before);
  g_assert_cmpfloat (gtk_adjustment_get_upper (gtk_range_get_adjustment (range)), >, 100);
  driver_close (window);
}

static gboolean
is_saved (gpointer window)
{
  return !cr_document_is_modified (cr_window_get_document (window));
}

static gboolean
has_other_place (gpointer window)
{
  return get_position (window) > 0 && !is_at_start (window);
}

/* Run, pause, back to the start, on from there, save while it runs, open again: what was learned is in the file. */
static void
test_story (void)
{
  CrWindow *window = open_net ();
  CrWindow *other;
  CrDocument *document = cr_window_get_document (window);
  g_autofree char *folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "learned.chainrule", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean is_handled;
  double saved;

  do_action (window, "win.train-run");
  driver_wait (has_moved, window);
  do_action (window, "win.train-run");
  driver_wait (has_undo, window);
  g_signal_emit_by_name (cr_training_bar_get_range (driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR)), "change-value",
                         GTK_SCROLL_JUMP, 0.0, &is_handled);
  driver_wait (is_at_start, window);
  do_action (window, "win.train-forward");
  driver_wait (has_other_place, window);
  driver_settle ();
  cr_training_session_commit (cr_window_get_session (window));
  saved = driver_get_value (window, "L");
  cr_document_save_async (document, file, NULL, NULL, NULL);
  driver_wait (is_saved, window);
  driver_close (window);

  other = driver_open_window ();
  cr_window_load (other, file);
  driver_wait (is_ready, other);
  g_assert_cmpfloat (driver_get_value (other, "L"), ==, saved);
  driver_close (other);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- Results --- */

/* A click on a point shows its pass on the canvas. */
static void
test_point (void)
{
  CrWindow *window = open_net ();
  CrDocument *document = cr_window_get_document (window);
  const CrTable *table = cr_document_get_data (document)->table;
  GtkWidget *view = driver_find (GTK_WIDGET (window), CR_TYPE_SURFACE_VIEW);
  guint32 row;

  g_signal_emit_by_name (view, "chosen", 17u);
  driver_settle ();
  g_assert_true (cr_document_get_row (document, &row));
  g_assert_cmpfloat (driver_get_value (window, "x1"), ==, cr_table_get_example (table, row)[0]);
  g_assert_cmpfloat (driver_get_value (window, "x2"), ==, cr_table_get_example (table, row)[1]);
  g_assert_false (cr_document_is_modified (document));
  driver_close (window);
}

static void
test_surface (void)
{
  CrWindow *window = open_net ();
  const CrMap *map = cr_surface_view_get_map (driver_find (GTK_WIDGET (window), CR_TYPE_SURFACE_VIEW));

  g_assert_nonnull (map->values);
  g_assert_cmpuint (map->columns, ==, 100);
  g_assert_cmpuint (map->n_classes, ==, 1);
  g_assert_cmpfloat (map->extent, ==, 1);
  driver_close (window);
}

/* Data of one feature are seen with the curve that was learned, and their points can be chosen. */
static void
test_curve (void)
{
  CrWindow *window = driver_open_example ("linear-regression");
  CrSurfaceView *view = driver_find (GTK_WIDGET (window), CR_TYPE_SURFACE_VIEW);
  const CrSurfaceCurve *shown;
  const double *curve;
  double slope;
  guint n;
  guint32 row;

  driver_wait (is_ready, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train-speed", "u", cr_training_n_speeds - 1);
  do_action (window, "win.train-run");
  driver_wait (has_undo, window);
  driver_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (view)));
  shown = cr_surface_view_get_curve (view, 0, &n);
  g_assert_null (cr_surface_view_get_curve (view, 1, &n));
  curve = shown->values;
  g_assert_cmpuint (n, ==, 100);
  slope = (curve[99] - curve[0]) / (99 * 12 / 100.0);
  g_assert_cmpfloat_with_epsilon (slope, driver_get_value (window, "w"), 1e-9);
  g_assert_cmpfloat_with_epsilon ((curve[49] + curve[50]) / 2, driver_get_value (window, "b"), 1e-9);
  g_signal_emit_by_name (view, "chosen", 3u);
  driver_settle ();
  g_assert_true (cr_document_get_row (cr_window_get_document (window), &row));
  g_assert_cmpfloat (driver_get_value (window, "x"), ==, cr_table_get_example (cr_document_get_data (cr_window_get_document (window))->table, row)[0]);
  driver_close (window);
}

/* Two predictions that are judged side by side: a curve for each, with its name. */
static void
test_a_curve_for_each_prediction (void)
{
  CrWindow *window = driver_open_example ("dead-relu");
  CrSurfaceView *view = driver_find (GTK_WIDGET (window), CR_TYPE_SURFACE_VIEW);
  const CrSurfaceCurve *dead, *leaky;
  guint n;

  driver_wait (is_ready, window);
  driver_settle ();
  dead = cr_surface_view_get_curve (view, 0, &n);
  leaky = cr_surface_view_get_curve (view, 1, &n);
  g_assert_null (cr_surface_view_get_curve (view, 2, &n));
  g_assert_cmpuint (n, ==, 100);
  g_assert_cmpstr (dead->name, ==, "p1");
  g_assert_cmpstr (leaky->name, ==, "p2");
  for (guint i = 0; i < n; i++) /* x − 8 is below 0 everywhere in −6…6 */
    {
      double x = -6 + (i + 0.5) * 12 / n;

      g_assert_cmpfloat (dead->values[i], ==, 0);
      g_assert_cmpfloat_with_epsilon (leaky->values[i], 0.1 * (x - 8), 1e-12);
    }
  driver_close (window);
}

/* A chosen point shows its numbers in the nodes; the run brings the maps back. */
static void
test_nodes_show (void)
{
  CrWindow *window = open_net ();
  CrResultsPanel *panel = driver_find (GTK_WIDGET (window), CR_TYPE_RESULTS_PANEL);
  guint shown;

  g_object_set (panel, "nodes-show", CR_NODES_SHOW_GRADIENTS, NULL);
  g_signal_emit_by_name (driver_find (GTK_WIDGET (window), CR_TYPE_SURFACE_VIEW), "chosen", 3u);
  driver_settle ();
  g_object_get (panel, "nodes-show", &shown, NULL);
  g_assert_cmpuint (shown, ==, CR_NODES_SHOW_NUMBERS);
  do_action (window, "win.train-run");
  driver_wait (has_moved, window);
  g_object_get (panel, "nodes-show", &shown, NULL);
  g_assert_cmpuint (shown, ==, CR_NODES_SHOW_GRADIENTS);
  driver_close (window);
}

/* --- Headings --- */

static guint
count_nodes (CrWindow *window)
{
  return cr_graph_get_n_nodes (cr_document_get_graph (cr_window_get_document (window)));
}

static void
do_on_layer (CrWindow *window, const char *action, guint layer)
{
  gtk_widget_activate_action (GTK_WIDGET (window), action, "u", layer);
  driver_settle ();
}

static void
test_headings (void)
{
  CrWindow *window = open_net ();
  CrDocument *document = cr_window_get_document (window);
  GtkWidget *headings = driver_find (GTK_WIDGET (window), CR_TYPE_HEADINGS);

  g_assert_true (driver_sees (headings, "4 neurons"));
  g_assert_true (driver_sees (headings, "2 neurons"));
  g_assert_true (driver_sees (headings, "Output"));
  g_assert_true (driver_sees (headings, "Inputs"));
  g_assert_true (driver_sees (headings, "Loss"));
  g_assert_true (cr_weight_legend_is_shown (driver_find (GTK_WIDGET (window), CR_TYPE_WEIGHT_LEGEND)));
  g_assert_cmpuint (count_nodes (window), ==, 11);
  do_on_layer (window, "win.add-unit", 0);
  g_assert_true (driver_sees (headings, "5 neurons"));
  g_assert_cmpuint (count_nodes (window), ==, 12);
  do_on_layer (window, "win.remove-unit", 1);
  g_assert_true (driver_sees (headings, "1 neuron"));
  do_on_layer (window, "win.remove-unit", 1); /* the last one stays */
  g_assert_cmpuint (count_nodes (window), ==, 11);
  do_on_layer (window, "win.remove-layer", 1);
  g_assert_false (driver_sees (headings, "1 neuron"));
  do_on_layer (window, "win.add-layer", 1);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Add a layer");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.set-activation", "(us)", 0, "relu");
  driver_settle ();
  g_assert_true (driver_sees (headings, "relu"));
  driver_close (window);
}

/* The highest of the headings, in the window. */
static double
get_headings_top (GtkWidget *headings)
{
  GtkWidget *title = gtk_widget_get_first_child (headings);
  graphene_point_t top;

  g_assert_true (gtk_widget_compute_point (title, GTK_WIDGET (gtk_widget_get_root (headings)), &GRAPHENE_POINT_INIT (0, 0), &top));
  return top.y;
}

static GtkEventController *
find_pointing (GtkWidget *headings)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (gtk_widget_get_parent (headings));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "headings") == 0)
        return controller;
    }
  g_assert_not_reached ();
}

/* Moves the pointer into the middle of the heading of the first layer; the first column is that of the inputs. */
static void
point_at_first_layer (GtkWidget *headings)
{
  GtkWidget *heading = gtk_widget_get_next_sibling (gtk_widget_get_first_child (headings));
  graphene_point_t middle;

  g_assert_true (gtk_widget_compute_point (heading, gtk_widget_get_parent (headings),
                                           &GRAPHENE_POINT_INIT (gtk_widget_get_width (heading) / 2.0, 4), &middle));
  g_signal_emit_by_name (find_pointing (headings), "motion", (double) middle.x, (double) middle.y);
}

static double
get_zoom (CrCanvas *canvas)
{
  double zoom;

  g_object_get (canvas, "zoom", &zoom, NULL);
  return zoom;
}

/* Units that were added under the pointer, for which the view was fitted when it left: undone, they leave the view that there was. */
static void
test_undone_units_leave_the_view (void)
{
  CrWindow *window = driver_open_example ("circle");
  double zoom = get_zoom (driver_get_canvas (window));

  cr_canvas_set_view_held (driver_get_canvas (window), TRUE);
  for (guint i = 0; i < 6; i++)
    do_on_layer (window, "win.add-unit", 0);
  cr_canvas_set_view_held (driver_get_canvas (window), FALSE);
  driver_settle ();
  g_assert_cmpfloat (get_zoom (driver_get_canvas (window)), <, 0.9 * zoom);
  for (guint i = 0; i < 6; i++)
    {
      cr_document_undo (cr_window_get_document (window));
      driver_settle ();
    }
  g_assert_cmpfloat_with_epsilon (get_zoom (driver_get_canvas (window)), zoom, 0.01);
  driver_close (window);
}

/* Many clicks in one place: the buttons stay under the pointer, and what has become too high is fitted when that has left. */
static void
test_headings_stay_under_the_pointer (void)
{
  CrWindow *window = open_net ();
  CrCanvas *canvas = driver_find (GTK_WIDGET (window), CR_TYPE_CANVAS);
  GtkWidget *headings = driver_find (GTK_WIDGET (window), CR_TYPE_HEADINGS);
  GtkWidget *heading = gtk_widget_get_next_sibling (gtk_widget_get_first_child (headings));
  double top, zoom;

  driver_settle ();
  top = get_headings_top (headings);
  zoom = get_zoom (canvas);
  point_at_first_layer (headings);
  do_on_layer (window, "win.remove-unit", 0);
  g_assert_cmpfloat_with_epsilon (get_headings_top (headings), top, 1);
  for (guint i = 0; i < 5; i++)
    {
      do_on_layer (window, "win.add-unit", 0);
      g_assert_cmpfloat_with_epsilon (get_headings_top (headings), top, 1);
      g_assert_cmpfloat (get_zoom (canvas), ==, zoom);
    }
  g_assert_true (driver_sees (heading, "8 neurons")); /* it is the same one: a press on its button may be followed by the release */
  g_signal_emit_by_name (find_pointing (headings), "leave");
  driver_settle ();
  g_assert_cmpfloat (get_zoom (canvas), <, zoom);
  driver_close (window);
}

/* A neuron more while it runs: what was learned stays, and the run goes on. */
static void
test_heading_while_it_runs (void)
{
  CrWindow *window = open_net ();
  guint before;

  do_action (window, "win.train-run");
  driver_wait (has_moved, window);
  before = get_position (window);
  do_on_layer (window, "win.add-unit", 0);
  g_assert_cmpuint (count_nodes (window), ==, 12);
  g_assert_cmpuint (get_position (window), >=, before);
  g_assert_cmpfloat (driver_get_value (window, "L"), <, 2);
  do_action (window, "win.train-run");
  driver_close (window);
}

/* --- Loss and labels --- */

static CrBar *
find_bar (CrWindow *window, const char *text)
{
  g_autoptr (GPtrArray) bars = driver_find_all (GTK_WIDGET (window), CR_TYPE_BAR);

  for (guint i = 0; i < bars->len; i++)
    if (cr_bar_is_shown (bars->pdata[i]) && driver_sees (bars->pdata[i], text))
      return bars->pdata[i];
  return NULL;
}

static gboolean
says_classes (gpointer window)
{
  return find_bar (window, "3 classes") != NULL;
}

static gboolean
says_nothing_of_classes (gpointer window)
{
  return find_bar (window, "3 classes") == NULL;
}

static const char *
get_loss (CrWindow *window)
{
  const CrGraph *graph = cr_document_get_graph (cr_window_get_document (window));

  return cr_graph_get_node (graph, cr_graph_find (graph, "L"))->gate->name;
}

/* More classes than outputs: a bar says so, and makes it good in one step. */
static void
test_missing_classes (void)
{
  CrWindow *window = open_net ();
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (CrGraph) blobs = cr_training_change_generator (cr_document_get_graph (document), CR_GENERATOR_BLOBS);
  g_autoptr (CrGraph) three = cr_training_change_classes (blobs, 3);

  cr_document_edit (document, three, "Take three classes");
  driver_wait (says_classes, window);
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "An Output for Each"), "clicked");
  driver_wait (says_nothing_of_classes, window);
  driver_wait (is_ready, window);
  g_assert_cmpstr (get_loss (window), ==, "cross_entropy");
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Give each class an output");
  g_assert_true (driver_sees (driver_find (GTK_WIDGET (window), CR_TYPE_HEADINGS), "3 neurons")
                 || driver_sees (driver_find (GTK_WIDGET (window), CR_TYPE_HEADINGS), "Output"));
  cr_document_undo (document);
  driver_wait (says_classes, window);
  g_assert_true (cr_document_get_graph (document) == three);
  driver_close (window);
}

/* Another loss is one step, with the outputs and labels that it wants. */
static void
test_kind_of_loss (void)
{
  CrWindow *window = open_net ();
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (CrGraph) before = cr_graph_ref (cr_document_get_graph (document));
  g_autoptr (GPtrArray) choices = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-data", NULL);
  driver_settle ();
  choices = driver_find_all (driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_PANEL), GTK_TYPE_DROP_DOWN);
  for (guint i = 0; i < 6; i++)
    {
      gtk_drop_down_set_selected (choices->pdata[0], i);
      driver_settle ();
      driver_wait (is_ready, window);
    }
  g_assert_cmpuint (gtk_drop_down_get_selected (choices->pdata[0]), ==, 5);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Change the kind of loss");
  for (guint i = 0; i < 5; i++)
    cr_document_undo (document);
  driver_settle ();
  g_assert_true (cr_document_get_graph (document) == before);
  g_assert_cmpuint (gtk_drop_down_get_selected (choices->pdata[0]), ==, 0);
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/builder", test_builder);
  g_test_add_func ("/training/builder-refuses", test_builder_refuses);
  g_test_add_func ("/training/builder-layers", test_builder_layers);
  g_test_add_func ("/training/builder-weights", test_builder_weights);
  g_test_add_func ("/training/builder-classes", test_builder_classes);
  g_test_add_func ("/training/run-and-pause", test_run_and_pause);
  g_test_add_func ("/training/undo-pauses", test_undo_pauses);
  g_test_add_func ("/training/scrub", test_scrub);
  g_test_add_func ("/training/story", test_story);
  g_test_add_func ("/training/point", test_point);
  g_test_add_func ("/training/surface", test_surface);
  g_test_add_func ("/training/curve", test_curve);
  g_test_add_func ("/training/a-curve-for-each-prediction", test_a_curve_for_each_prediction);
  g_test_add_func ("/training/nodes-show", test_nodes_show);
  g_test_add_func ("/training/missing-classes", test_missing_classes);
  g_test_add_func ("/training/kind-of-loss", test_kind_of_loss);
  g_test_add_func ("/training/headings", test_headings);
  g_test_add_func ("/training/headings-stay-under-the-pointer", test_headings_stay_under_the_pointer);
  g_test_add_func ("/training/undone-units-leave-the-view", test_undone_units_leave_the_view);
  g_test_add_func ("/training/heading-while-it-runs", test_heading_while_it_runs);
  return g_test_run ();
}
