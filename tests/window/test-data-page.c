/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of data and training: that it shows what the document says, and that what is done there is one undo step each. */
#include "cr-data-panel.h"
#include "cr-field.h"
#include "cr-page.h"
#include "cr-paint-panel.h"
#include "cr-paint-view.h"
#include "cr-palette.h"
#include "cr-points-picture.h"
#include "cr-points.h"
#include "cr-slider-row.h"
#include "cr-training-setting.h"

#include "window-driver.h"

#include <math.h>
#include <string.h>

static CrPage *
get_page (CrWindow *window)
{
  return CR_PAGE (gtk_widget_get_ancestor (driver_find (GTK_WIDGET (window), CR_TYPE_DATA_PANEL), CR_TYPE_PAGE));
}

static const CrTraining *
get_training (CrWindow *window)
{
  return cr_training_of (cr_document_get_graph (cr_window_get_document (window)));
}

static GtkToggleButton *
find_tile (CrWindow *window, CrGenerator generator)
{
  g_autoptr (GPtrArray) pictures = driver_find_all (GTK_WIDGET (get_page (window)), CR_TYPE_POINTS_PICTURE);

  return GTK_TOGGLE_BUTTON (gtk_widget_get_parent (pictures->pdata[generator]));
}

static CrWindow *
open_with_data (void)
{
  CrWindow *window = driver_open_example ("xyz");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-data", NULL);
  driver_settle ();
  gtk_toggle_button_set_active (find_tile (window, CR_GENERATOR_CIRCLE), TRUE);
  driver_settle ();
  return window;
}

/* A graph with data opens at them, another one at the gates. */
static void
test_pages (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (CrGraph) graph = cr_training_change_generator (cr_document_get_graph (document), CR_GENERATOR_CIRCLE);
  g_autoptr (CrDocument) with_data = cr_document_new_for_graph (graph);

  g_assert_true (gtk_widget_get_mapped (driver_find (GTK_WIDGET (window), CR_TYPE_PALETTE)));
  cr_window_set_document (window, with_data, NULL);
  driver_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_page (window))));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-gates", NULL);
  driver_settle ();
  g_assert_true (gtk_widget_get_mapped (driver_find (GTK_WIDGET (window), CR_TYPE_PALETTE)));
  driver_close (window);
}

static void
test_tiles (void)
{
  CrWindow *window = open_with_data ();
  CrDocument *document = cr_window_get_document (window);

  g_assert_cmpint (get_training (window)->dataset.kind, ==, CR_DATASET_GENERATOR);
  g_assert_true (driver_sees (GTK_WIDGET (get_page (window)), "Circle"));
  gtk_toggle_button_set_active (find_tile (window, CR_GENERATOR_MOONS), TRUE);
  driver_settle ();
  g_assert_cmpint (get_training (window)->dataset.generator, ==, CR_GENERATOR_MOONS);
  g_assert_true (driver_sees (GTK_WIDGET (get_page (window)), "Moons"));
  cr_document_undo (document);
  driver_settle ();
  g_assert_true (gtk_toggle_button_get_active (find_tile (window, CR_GENERATOR_CIRCLE)));
  g_assert_false (gtk_toggle_button_get_active (find_tile (window, CR_GENERATOR_MOONS)));
  cr_document_undo (document);
  driver_settle ();
  g_assert_false (cr_document_is_modified (document));
  g_assert_false (gtk_toggle_button_get_active (find_tile (window, CR_GENERATOR_CIRCLE)));
  driver_close (window);
}

/* Any number of moves of the slider until it is let go are one step. */
static void
test_noise (void)
{
  CrWindow *window = open_with_data ();
  CrDocument *document = cr_window_get_document (window);
  CrSliderRow *noise = driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_SLIDER_ROW);
  gboolean is_handled;

  for (double value = 0.1; value < 0.35; value += 0.1)
    g_signal_emit_by_name (cr_slider_row_get_range (noise), "change-value", GTK_SCROLL_JUMP, value, &is_handled);
  g_assert_cmpfloat_with_epsilon (get_training (window)->dataset.noise, 0.3, 1e-12);
  g_assert_true (cr_document_in_gesture (document));
  g_signal_emit_by_name (noise, "rested");
  g_assert_false (cr_document_in_gesture (document));
  g_assert_true (driver_sees (GTK_WIDGET (noise), "30 %"));
  cr_document_undo (document);
  g_assert_cmpfloat (get_training (window)->dataset.noise, ==, 0);
  driver_close (window);
}

static CrField *
find_field (CrWindow *window, const char *title)
{
  g_autoptr (GPtrArray) fields = driver_find_all (GTK_WIDGET (get_page (window)), CR_TYPE_FIELD);

  for (guint i = 0; i < fields->len; i++)
    if (driver_sees (fields->pdata[i], title))
      return fields->pdata[i];
  g_assert_not_reached ();
}

static void
type (CrField *field, const char *text)
{
  gtk_editable_set_text (cr_field_get_entry (field), text);
  g_signal_emit_by_name (cr_field_get_entry (field), "activate");
  driver_settle ();
}

static void
test_fields (void)
{
  CrWindow *window = open_with_data ();
  CrDocument *document = cr_window_get_document (window);

  type (find_field (window, "Rate"), "0.1");
  g_assert_cmpfloat (get_training (window)->optimizer.learning_rate, ==, 0.1);
  type (find_field (window, "Batch"), "zero");
  g_assert_true (driver_sees (GTK_WIDGET (find_field (window, "Batch")), "“zero” is no number"));
  g_assert_cmpuint (get_training (window)->batch_size, ==, 10);
  type (find_field (window, "Batch"), "30");
  g_assert_false (driver_sees (GTK_WIDGET (find_field (window, "Batch")), "is no number"));
  g_assert_cmpuint (get_training (window)->batch_size, ==, 30);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Change the batch size");
  cr_document_undo (document);
  driver_settle ();
  g_assert_cmpstr (gtk_editable_get_text (cr_field_get_entry (find_field (window, "Batch"))), ==, "10");
  driver_close (window);
}

/* Arrow keys go through the rates that one tries; all of them until the key is up are one step. */
static void
test_rate_steps (void)
{
  CrWindow *window = open_with_data ();
  CrDocument *document = cr_window_get_document (window);
  CrField *rate = find_field (window, "Rate");
  const double up[] = { 0.1, 0.3, 1, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (up); i++)
    {
      g_signal_emit_by_name (rate, "step", 1, 0);
      g_assert_cmpfloat_with_epsilon (get_training (window)->optimizer.learning_rate, up[i], 1e-12);
    }
  g_signal_emit_by_name (rate, "step", -1, 0);
  g_assert_cmpfloat_with_epsilon (get_training (window)->optimizer.learning_rate, 1, 1e-12);
  g_signal_emit_by_name (rate, "step-end");
  cr_document_undo (document);
  g_assert_cmpfloat (get_training (window)->optimizer.learning_rate, ==, 0.03);
  driver_close (window);
}

static void
test_seed (void)
{
  CrWindow *window = open_with_data ();
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (find_field (window, "Seed")), GTK_TYPE_BUTTON);
  guint64 before = get_training (window)->dataset.seed;

  g_assert_cmpuint (buttons->len, ==, 1);
  g_signal_emit_by_name (buttons->pdata[0], "clicked");
  g_assert_cmpuint (get_training (window)->dataset.seed, !=, before);
  g_assert_cmpstr (cr_document_get_undo_name (cr_window_get_document (window)), ==, "Draw other points");
  driver_close (window);
}

/* --- Points of one's own --- */

static guint
count_points (CrWindow *window)
{
  const CrMatrix *points = get_training (window)->dataset.points;

  return points != NULL ? points->shape.rows : 0;
}

static GtkToggleButton *
find_tool (CrWindow *window, const char *label)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (get_page (window)), GTK_TYPE_TOGGLE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
      return buttons->pdata[i];
  g_assert_not_reached ();
}

static CrWindow *
open_to_paint (void)
{
  CrWindow *window = driver_open_example ("xyz");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-data", NULL);
  driver_settle ();
  gtk_expander_set_expanded (driver_find (GTK_WIDGET (get_page (window)), GTK_TYPE_EXPANDER), TRUE);
  driver_settle ();
  return window;
}

static void
stroke (CrWindow *window, double x1, double x2, double to_x1, double to_x2)
{
  GtkWidget *view = driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_PAINT_VIEW);

  g_signal_emit_by_name (view, "begin", x1, x2);
  for (guint i = 1; i <= 4; i++)
    g_signal_emit_by_name (view, "move", x1 + (to_x1 - x1) * i / 4, x2 + (to_x2 - x2) * i / 4);
  g_signal_emit_by_name (view, "end");
  driver_settle ();
}

static void
dab (CrWindow *window, double x1, double x2)
{
  stroke (window, x1, x2, x1, x2);
}

/* A stroke is one step, however many points it paints and however quick it is; without a point there are no data. */
static void
test_paint (void)
{
  CrWindow *window = open_to_paint ();
  CrDocument *document = cr_window_get_document (window);
  double unit = cr_paint_view_get_unit (driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_PAINT_VIEW));
  guint n = 1 + (guint) (8 / (12 * unit));

  g_assert_cmpuint (n, >, 8);
  stroke (window, -4, 0, 4, 0);
  g_assert_cmpuint (count_points (window), ==, n);
  g_assert_cmpfloat (get_training (window)->dataset.points->entries[2], ==, 1);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Paint points");
  dab (window, 2, 3);
  g_assert_cmpuint (count_points (window), ==, n + 1);
  cr_document_undo (document);
  g_assert_cmpuint (count_points (window), ==, n);
  cr_document_undo (document);
  g_assert_cmpint (get_training (window)->dataset.kind, ==, CR_DATASET_NONE);
  driver_close (window);
}

static GtkWidget *
find_button (CrWindow *window, const char *label)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (get_page (window)), GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
      return buttons->pdata[i];
  g_assert_not_reached ();
}

static gboolean
is_sensitive (gpointer widget)
{
  return gtk_widget_get_sensitive (widget);
}

static void
test_clear (void)
{
  CrWindow *window = open_to_paint ();
  CrDocument *document = cr_window_get_document (window);
  GtkWidget *clear = find_button (window, "Clear");

  g_assert_false (gtk_widget_get_sensitive (clear));
  dab (window, 1, 1);
  driver_wait (is_sensitive, clear);
  g_signal_emit_by_name (clear, "clicked");
  driver_settle ();
  g_assert_cmpint (get_training (window)->dataset.kind, ==, CR_DATASET_NONE);
  g_assert_false (gtk_widget_get_sensitive (clear));
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Clear the points");
  cr_document_undo (document);
  driver_settle ();
  g_assert_cmpuint (count_points (window), ==, 1);
  driver_close (window);
}

/* A net that tells three classes apart is painted for in classes, also on an empty square. */
static void
test_brush_of_classes (void)
{
  CrWindow *window = driver_open_example ("spiral-3");
  g_autoptr (GPtrArray) choices = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-data", NULL);
  driver_settle ();
  gtk_expander_set_expanded (driver_find (GTK_WIDGET (get_page (window)), GTK_TYPE_EXPANDER), TRUE);
  driver_settle ();
  g_signal_emit_by_name (find_button (window, "Clear"), "clicked");
  driver_settle ();
  choices = driver_find_all (driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_PAINT_PANEL), GTK_TYPE_DROP_DOWN);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choices->pdata[0])), ==, 3);
  gtk_drop_down_set_selected (choices->pdata[0], 2);
  dab (window, 1, 1);
  g_assert_cmpfloat (get_training (window)->dataset.points->entries[2], ==, 2);
  driver_close (window);
}

static void
test_erase_and_move (void)
{
  CrWindow *window = open_to_paint ();
  CrDocument *document = cr_window_get_document (window);
  const CrMatrix *points;

  for (double x = -4; x <= 4; x += 2)
    dab (window, x, 0);
  g_assert_cmpuint (count_points (window), ==, 5);
  gtk_toggle_button_set_active (find_tool (window, "Move"), TRUE);
  stroke (window, 4, 0, 5, 5);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Move a point");
  points = get_training (window)->dataset.points;
  g_assert_cmpint (cr_points_find (points, 4, 0, 0.5), ==, -1);
  g_assert_cmpint (cr_points_find (points, 5, 5, 0), !=, -1);
  gtk_toggle_button_set_active (find_tool (window, "Erase"), TRUE);
  stroke (window, -4, 0, -2, 0);
  g_assert_cmpuint (count_points (window), ==, 3);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Erase points");
  driver_close (window);
}

/* What a generator makes can be painted on. */
static void
test_paint_on_generated (void)
{
  CrWindow *window = open_to_paint ();

  gtk_toggle_button_set_active (find_tile (window, CR_GENERATOR_CIRCLE), TRUE);
  driver_settle ();
  dab (window, 5.5, 5.5);
  g_assert_cmpint (get_training (window)->dataset.kind, ==, CR_DATASET_POINTS);
  g_assert_cmpuint (count_points (window), ==, 501);
  driver_close (window);
}

static void
test_csv (void)
{
  CrWindow *window = open_to_paint ();
  CrPaintPanel *panel = driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_PAINT_PANEL);
  static const char *const good = "x1,x2,label\n1,2,1\n-1,0.5,-1\n";
  static const char *const bad = "1,2,1\n1,two,1\n";

  cr_paint_panel_take_csv (panel, good, strlen (good));
  g_assert_cmpuint (count_points (window), ==, 2);
  cr_paint_panel_take_csv (panel, bad, strlen (bad));
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (panel), "line 2"));
  g_assert_cmpuint (count_points (window), ==, 2);
  driver_close (window);
}

/* What is wrong with a table is said until something else is done. */
static void
test_csv_problem_goes (void)
{
  CrWindow *window = open_to_paint ();
  CrPaintPanel *panel = driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_PAINT_PANEL);
  static const char *const bad = "1,2,1\n1,two,1\n1\n";

  cr_paint_panel_take_csv (panel, bad, strlen (bad));
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (panel), "line 2"));
  g_assert_true (driver_sees (GTK_WIDGET (panel), "1 more line is not right: 3"));
  gtk_toggle_button_set_active (find_tile (window, CR_GENERATOR_MOONS), TRUE);
  driver_settle ();
  g_assert_false (driver_sees (GTK_WIDGET (panel), "line 2"));
  driver_close (window);
}

static gboolean
has_no_points_field (gpointer window)
{
  return g_str_equal (gtk_editable_get_text (cr_field_get_entry (find_field (window, "Points"))), "–");
}

/* Rows of generators say nothing of points that were painted; the brush paints numbers where labels are numbers. */
static void
test_painted_points (void)
{
  CrWindow *window = open_to_paint ();
  g_autoptr (GPtrArray) choices = driver_find_all (driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_PAINT_PANEL), GTK_TYPE_DROP_DOWN);
  const CrMatrix *points;
  double label;

  gtk_toggle_button_set_active (find_tile (window, CR_GENERATOR_PLANE), TRUE);
  driver_settle ();
  gtk_drop_down_set_selected (choices->pdata[0], 3);
  dab (window, 5.5, 5.5);
  g_assert_cmpuint (count_points (window), ==, 1201);
  points = get_training (window)->dataset.points;
  label = points->entries[cr_points_find (points, 5.5, 5.5, 0) * 3 + 2];
  g_assert_cmpfloat (label, >, 0);
  g_assert_cmpfloat (label, ==,
                     g_ascii_strtod (gtk_string_object_get_string (gtk_drop_down_get_selected_item (choices->pdata[0])), NULL));
  driver_wait (has_no_points_field, window);
  g_assert_false (driver_sees (driver_find (GTK_WIDGET (get_page (window)), CR_TYPE_SLIDER_ROW), "%"));
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-page/pages", test_pages);
  g_test_add_func ("/data-page/tiles", test_tiles);
  g_test_add_func ("/data-page/noise", test_noise);
  g_test_add_func ("/data-page/fields", test_fields);
  g_test_add_func ("/data-page/rate-steps", test_rate_steps);
  g_test_add_func ("/data-page/seed", test_seed);
  g_test_add_func ("/data-page/paint", test_paint);
  g_test_add_func ("/data-page/clear", test_clear);
  g_test_add_func ("/data-page/brush-of-classes", test_brush_of_classes);
  g_test_add_func ("/data-page/erase-and-move", test_erase_and_move);
  g_test_add_func ("/data-page/paint-on-generated", test_paint_on_generated);
  g_test_add_func ("/data-page/csv", test_csv);
  g_test_add_func ("/data-page/csv-problem-goes", test_csv_problem_goes);
  g_test_add_func ("/data-page/painted-points", test_painted_points);
  return g_test_run ();
}
