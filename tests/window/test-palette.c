/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette: every gate of the table is in it, can be found, and can be added without a mouse. */
#include "cr-palette.h"
#include "cr-palette-section.h"

#include "window-driver.h"

static GtkWidget *
get_palette (CrWindow *window)
{
  return driver_find (GTK_WIDGET (window), CR_TYPE_PALETTE);
}

static guint
count_visible_tiles (GtkWidget *palette)
{
  g_autoptr (GPtrArray) tiles = driver_find_all (palette, GTK_TYPE_FLOW_BOX_CHILD);
  guint n_visible = 0;

  for (guint i = 0; i < tiles->len; i++)
    n_visible += gtk_widget_get_mapped (tiles->pdata[i]);
  return n_visible;
}

static void
search (GtkWidget *palette, const char *words)
{
  GtkWidget *entry = driver_find (palette, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "search-changed");
  driver_settle ();
}

static void
test_whole_table (void)
{
  CrWindow *window = driver_open_example ("xyz");
  g_autoptr (GPtrArray) tiles = driver_find_all (get_palette (window), GTK_TYPE_FLOW_BOX_CHILD);
  guint n_gates;

  cr_gate_get_all (&n_gates);
  g_assert_cmpuint (tiles->len, ==, n_gates);
  driver_close (window);
}

static void
test_open_sections (void)
{
  CrWindow *window = driver_open_example ("xyz");
  g_autoptr (GPtrArray) sections = driver_find_all (get_palette (window), CR_TYPE_PALETTE_SECTION);

  g_assert_cmpuint (sections->len, ==, CR_N_CATEGORIES);
  for (guint i = 0; i < sections->len; i++)
    g_assert_cmpint (cr_palette_section_get_open (sections->pdata[i]), ==, i < 3);
  driver_close (window);
}

static void
test_matches (void)
{
  const CrGate *mul = cr_gate_find ("mul");

  g_assert_true (cr_palette_matches (mul, ""));
  g_assert_true (cr_palette_matches (mul, "mul"));
  g_assert_true (cr_palette_matches (mul, "MUL"));
  g_assert_true (cr_palette_matches (mul, "×"));
  g_assert_false (cr_palette_matches (mul, "mul zebra"));
}

static void
test_search (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *palette = get_palette (window);
  guint n_before = count_visible_tiles (palette);

  search (palette, "sigmoid"); /* its section is folded */
  g_assert_cmpuint (count_visible_tiles (palette), >=, 1);
  g_assert_true (driver_sees (palette, "sigmoid"));
  search (palette, "zebra");
  g_assert_cmpuint (count_visible_tiles (palette), ==, 0);
  g_assert_true (driver_sees (palette, "No gate of that name"));
  search (palette, "");
  g_assert_cmpuint (count_visible_tiles (palette), ==, n_before);
  g_assert_false (driver_sees (palette, "No gate of that name"));
  driver_close (window);
}

static guint
count_nodes (CrWindow *window)
{
  return cr_graph_get_n_nodes (cr_document_get_graph (cr_window_get_document (window)));
}

static void
test_enter_adds (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *palette = get_palette (window);
  guint n_before = count_nodes (window);

  search (palette, "sigmoid");
  g_signal_emit_by_name (driver_find (palette, GTK_TYPE_SEARCH_ENTRY), "activate");
  driver_settle ();
  g_assert_cmpuint (count_nodes (window), ==, n_before + 1);
  cr_document_undo (cr_window_get_document (window));
  g_assert_cmpuint (count_nodes (window), ==, n_before);
  driver_close (window);
}

static void
test_activated_tile_adds (void)
{
  CrWindow *window = driver_open_example ("xyz");
  guint n_before = count_nodes (window);
  GtkWidget *tile = driver_find (get_palette (window), GTK_TYPE_FLOW_BOX_CHILD);
  guint n_selected;
  const CrKey *selected;

  gtk_widget_activate (tile);
  driver_settle ();
  g_assert_cmpuint (count_nodes (window), ==, n_before + 1);
  selected = cr_canvas_get_selected_nodes (driver_get_canvas (window), &n_selected);
  g_assert_cmpuint (n_selected, ==, 1);
  g_assert_cmpstr (cr_graph_get_node (cr_document_get_graph (cr_window_get_document (window)), selected[0])->gate->name, ==, "input");
  driver_close (window);
}

/* Every tile can be taken hold of, has the focus by keyboard, and says what it is. */
static void
test_tiles_are_usable (void)
{
  CrWindow *window = driver_open_example ("xyz");
  g_autoptr (GPtrArray) tiles = driver_find_all (get_palette (window), GTK_TYPE_FLOW_BOX_CHILD);

  for (guint i = 0; i < tiles->len; i++)
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (tiles->pdata[i]);
      gboolean can_drag = FALSE;

      for (guint j = 0; j < g_list_model_get_n_items (controllers); j++)
        {
          g_autoptr (GObject) controller = g_list_model_get_item (controllers, j);

          can_drag = can_drag || GTK_IS_DRAG_SOURCE (controller);
        }
      g_assert_true (can_drag);
      g_assert_true (gtk_widget_get_focusable (tiles->pdata[i]));
      g_assert_nonnull (gtk_widget_get_tooltip_text (tiles->pdata[i]));
      gtk_test_accessible_assert_property (tiles->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           cr_gate_get_all (&(guint) { 0 })[i]->name);
    }
  driver_close (window);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* names for screen readers are looked at */
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/whole-table", test_whole_table);
  g_test_add_func ("/palette/open-sections", test_open_sections);
  g_test_add_func ("/palette/matches", test_matches);
  g_test_add_func ("/palette/search", test_search);
  g_test_add_func ("/palette/enter-adds", test_enter_adds);
  g_test_add_func ("/palette/activated-tile-adds", test_activated_tile_adds);
  g_test_add_func ("/palette/tiles-are-usable", test_tiles_are_usable);
  return g_test_run ();
}
