/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window at every width: what lies where, what is left out, and that nothing which is shown is cut. */
#include "cr-inspector.h"
#include "cr-page.h"
#include "cr-palette.h"
#include "cr-results-panel.h"
#include "cr-start-page.h"
#include "cr-training-bar.h"
#include "cr-transport.h"
#include "cr-width-bin.h"
#include "cr-window-files.h"

#include "window-driver.h"

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
test_width_classes (void)
{
  g_assert_cmpint (cr_width_classify (1280), ==, CR_WIDTH_WIDE);
  g_assert_cmpint (cr_width_classify (1100), ==, CR_WIDTH_WIDE);
  g_assert_cmpint (cr_width_classify (1099), ==, CR_WIDTH_MEDIUM);
  g_assert_cmpint (cr_width_classify (700), ==, CR_WIDTH_MEDIUM);
  g_assert_cmpint (cr_width_classify (699), ==, CR_WIDTH_NARROW);
  g_assert_cmpint (cr_width_classify (360), ==, CR_WIDTH_PHONE);
}

/* Down to 360 pixels nothing asks for more than there is. */
static void
test_narrow (void)
{
  CrWindow *window = driver_open_window ();
  GtkWidget *palette = driver_find (GTK_WIDGET (window), CR_TYPE_PALETTE);
  CrWidthBin *bin = driver_find (GTK_WIDGET (window), CR_TYPE_WIDTH_BIN);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (bin));
  int least;

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  driver_settle ();
  cr_window_open_example (window, "sigmoid-neuron");
  driver_settle ();
  g_assert_cmpint (cr_width_bin_get_width (bin), ==, CR_WIDTH_PHONE);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, CR_WIDTH_LEAST);
  g_assert_false (is_shown (palette));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-palette", NULL);
  driver_wait (is_shown, palette);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-inspector", NULL);
  driver_settle ();
  g_assert_true (is_shown (driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR)));
  g_assert_false (is_shown (palette)); /* there is room for one only */
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  driver_settle ();
  g_assert_cmpint (cr_width_bin_get_width (bin), ==, CR_WIDTH_WIDE);
  g_assert_true (is_shown (palette));
  driver_close (window);
}

/* --- Nothing is cut --- */

static graphene_rect_t
get_bounds (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return bounds;
}

/* Every button and every label below @root that is shown lies within the window. */
static void
assert_within (GtkWidget *root, CrWidthBin *bin)
{
  static GType (*const types[]) (void) = { gtk_button_get_type, gtk_label_get_type, gtk_range_get_type, gtk_menu_button_get_type };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GPtrArray) widgets = driver_find_all (root, types[i] ());

      for (guint j = 0; j < widgets->len; j++)
        if (gtk_widget_get_mapped (widgets->pdata[j]))
          {
            graphene_rect_t bounds = get_bounds (widgets->pdata[j], GTK_WIDGET (bin));

            g_assert_cmpfloat (bounds.origin.x, >=, 0);
            g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, cr_width_bin_get_pixels (bin));
          }
    }
}

static void
assert_whole (CrWindow *window, CrWidthBin *bin)
{
  GtkWidget *bars[] = {
    driver_find (GTK_WIDGET (window), ADW_TYPE_HEADER_BAR),
    driver_find (GTK_WIDGET (window), CR_TYPE_TRANSPORT),
    driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR),
  };

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    assert_within (bars[i], bin);
}

/* A title that is shown is shown whole. */
static void
assert_not_shortened (GtkWidget *bar)
{
  g_autoptr (GPtrArray) labels = driver_find_all (bar, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_get_mapped (labels->pdata[i]))
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (labels->pdata[i])));
}

static GtkWidget *
find_menu (GtkWidget *bar)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (bar, GTK_TYPE_MENU_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_menu_button_get_icon_name (buttons->pdata[i]), "view-more-symbolic") == 0)
      return buttons->pdata[i];
  g_assert_not_reached ();
}

/* The bars below the canvas: at 360 pixels each has its menu, and one goes over to the other from there. */
static void
test_bars (void)
{
  static const int widths[] = { 360, 370, 420, 480, 560, 640, 700, 800, 1100, 1280 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      CrWindow *window = driver_open_window ();
      CrWidthBin *bin = driver_find (GTK_WIDGET (window), CR_TYPE_WIDTH_BIN);
      GtkWidget *training = driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR);
      GtkWidget *steps = driver_find (GTK_WIDGET (window), CR_TYPE_TRANSPORT);

      g_test_message ("%d", widths[i]);
      gtk_window_set_default_size (GTK_WINDOW (window), widths[i], 600);
      driver_settle ();
      cr_window_open_example (window, "circle");
      driver_settle ();
      g_assert_true (is_shown (training));
      assert_whole (window, bin);
      assert_not_shortened (training);
      if (widths[i] <= 370)
        {
          g_assert_true (is_shown (find_menu (training)));
          gtk_widget_activate_action (GTK_WIDGET (window), "win.transport", "s", "steps");
          driver_settle ();
          g_assert_true (is_shown (steps));
          g_assert_true (is_shown (find_menu (steps)));
          assert_whole (window, bin);
        }
      driver_close (window);
    }
}

static GtkWidget *
find_button (CrWindow *window, const char *action)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (driver_find (GTK_WIDGET (window), ADW_TYPE_HEADER_BAR), GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_actionable_get_action_name (buttons->pdata[i]), action) == 0)
      return buttons->pdata[i];
  g_assert_not_reached ();
}

/* Whether a button of the header or a menu below it opens an example; @menu may be one of those. */
static gboolean
leads_to_examples (GMenuModel *menu)
{
  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *action = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action);
      if (g_strcmp0 (action, "win.open-example") == 0 || leads_to_examples (section) || leads_to_examples (submenu))
        return TRUE;
    }
  return FALSE;
}

/* While a graph is open the way to the others stays, at every width: once. */
static void
test_way_to_examples (void)
{
  static const int widths[] = { 360, 470, 500, 600, 700, 1280 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      CrWindow *window = driver_open_window ();
      g_autoptr (GPtrArray) buttons = NULL;
      guint n_ways = 0;

      g_test_message ("%d", widths[i]);
      gtk_window_set_default_size (GTK_WINDOW (window), widths[i], 600);
      driver_settle ();
      cr_window_open_example (window, "xyz");
      driver_settle ();
      buttons = driver_find_all (driver_find (GTK_WIDGET (window), ADW_TYPE_HEADER_BAR), GTK_TYPE_MENU_BUTTON);
      for (guint j = 0; j < buttons->len; j++)
        n_ways += is_shown (buttons->pdata[j]) && leads_to_examples (gtk_menu_button_get_menu_model (buttons->pdata[j]));
      g_assert_cmpuint (n_ways, ==, 1);
      driver_close (window);
    }
}

/* A window of 700 pixels has room for the palette, also where it draws a frame of its own. */
static void
test_frame (void)
{
  CrWindow *window = driver_open_window ();

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 600);
  driver_settle ();
  cr_window_open_example (window, "xyz");
  driver_settle ();
  g_assert_true (is_shown (driver_find (GTK_WIDGET (window), CR_TYPE_PALETTE)));
  driver_close (window);
}

static void
test_redo (void)
{
  CrWindow *window = driver_open_window ();

  gtk_window_set_default_size (GTK_WINDOW (window), 690, 600);
  driver_settle ();
  cr_window_open_example (window, "sigmoid-neuron");
  driver_settle ();
  g_assert_true (is_shown (find_button (window, "win.undo")));
  g_assert_true (is_shown (find_button (window, "win.redo")));
  g_assert_true (is_shown (find_button (window, "win.save")));
  driver_close (window);
}

/* From 700 pixels on the zoom is in the header, below it in the menu. */
static void
test_zoom (void)
{
  static const int widths[] = { 600, 690, 700, 800, 1280 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      CrWindow *window = driver_open_window ();

      g_test_message ("%d", widths[i]);
      gtk_window_set_default_size (GTK_WINDOW (window), widths[i], 600);
      driver_settle ();
      cr_window_open_example (window, "xyz");
      driver_settle ();
      g_assert_cmpint (is_shown (find_button (window, "canvas.zoom-in")), ==, widths[i] >= 700);
      driver_close (window);
    }
}

/* How many of the start page's cards stand in its first row. */
static guint
count_columns (int width)
{
  CrWindow *window = driver_open_window ();
  GtkWidget *page = driver_find (GTK_WIDGET (window), CR_TYPE_START_PAGE);
  g_autoptr (GPtrArray) cards = NULL;
  guint n = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), width, 800);
  driver_settle ();
  cards = driver_find_all (page, GTK_TYPE_FLOW_BOX_CHILD);
  while (n < cards->len && get_bounds (cards->pdata[n], page).origin.y == get_bounds (cards->pdata[0], page).origin.y)
    n++;
  assert_within (page, driver_find (GTK_WIDGET (window), CR_TYPE_WIDTH_BIN));
  driver_close (window);
  return n;
}

static void
test_columns (void)
{
  g_assert_cmpuint (count_columns (360), ==, 1);
  g_assert_cmpuint (count_columns (690), ==, 2);
  g_assert_cmpuint (count_columns (700), ==, 2);
  g_assert_cmpuint (count_columns (1000), ==, 3);
  g_assert_cmpuint (count_columns (1280), ==, 4);
}

/* A sheet from below leaves most of the canvas above it. */
static void
test_sheet (void)
{
  CrWindow *window = driver_open_window ();
  CrWidthBin *bin = driver_find (GTK_WIDGET (window), CR_TYPE_WIDTH_BIN);
  GtkWidget *results;

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 600);
  driver_settle ();
  cr_window_open_example (window, "circle");
  driver_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-results", NULL);
  driver_settle ();
  results = gtk_widget_get_ancestor (driver_find (GTK_WIDGET (window), CR_TYPE_RESULTS_PANEL), CR_TYPE_PAGE);
  g_assert_true (is_shown (results));
  g_assert_cmpfloat (get_bounds (results, GTK_WIDGET (bin)).origin.y, >=, 0.4 * 600);
  driver_close (window);
}

/* A panel that lies over the canvas does not lie over the bar below it. */
static void
test_bar_stays_free (void)
{
  static const int widths[] = { 360, 500, 700, 1024, 1280 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      CrWindow *window = driver_open_window ();
      CrWidthBin *bin = driver_find (GTK_WIDGET (window), CR_TYPE_WIDTH_BIN);
      GtkWidget *page = gtk_widget_get_ancestor (driver_find (GTK_WIDGET (window), CR_TYPE_RESULTS_PANEL), CR_TYPE_PAGE);
      graphene_rect_t bar, panel;

      g_test_message ("%d", widths[i]);
      gtk_window_set_default_size (GTK_WINDOW (window), widths[i], 600);
      driver_settle ();
      cr_window_open_example (window, "circle");
      driver_settle ();
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-results", NULL);
      driver_wait (is_shown, page);
      driver_settle ();
      bar = get_bounds (driver_find (GTK_WIDGET (window), CR_TYPE_TRAINING_BAR), GTK_WIDGET (bin));
      panel = get_bounds (page, GTK_WIDGET (bin));
      g_assert_false (graphene_rect_intersection (&bar, &panel, NULL));
      driver_close (window);
    }
}

/* What has been done is said over the canvas, not over the bar below it or the panels beside it. */
static void
test_toast (void)
{
  CrWindow *window = driver_open_example ("circle");
  GtkWidget *canvas = GTK_WIDGET (driver_get_canvas (window));
  GtkWidget *overlay = gtk_widget_get_ancestor (canvas, ADW_TYPE_TOAST_OVERLAY);
  graphene_rect_t place;

  cr_window_show_toast (window, "What has been done");
  driver_settle ();
  g_assert_true (driver_sees (overlay, "What has been done"));
  place = get_bounds (overlay, canvas);
  g_assert_cmpfloat (place.size.width, ==, gtk_widget_get_width (canvas));
  g_assert_cmpfloat (place.size.height, ==, gtk_widget_get_height (canvas));
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widths/classes", test_width_classes);
  g_test_add_func ("/widths/narrow", test_narrow);
  g_test_add_func ("/widths/bars", test_bars);
  g_test_add_func ("/widths/redo", test_redo);
  g_test_add_func ("/widths/zoom", test_zoom);
  g_test_add_func ("/widths/way-to-examples", test_way_to_examples);
  g_test_add_func ("/widths/frame", test_frame);
  g_test_add_func ("/widths/columns", test_columns);
  g_test_add_func ("/widths/sheet", test_sheet);
  g_test_add_func ("/widths/bar-stays-free", test_bar_stays_free);
  g_test_add_func ("/widths/toast", test_toast);
  return g_test_run ();
}
