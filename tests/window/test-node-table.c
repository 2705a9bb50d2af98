/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outline: a row a node, with what the canvas shows of it; sorted, searched, and selected together with the canvas. */
#include "cr-graph-reader.h"
#include "cr-node-row.h"
#include "cr-node-table.h"

#include "window-driver.h"

static CrNodeTable *
open_outline (CrWindow *window)
{
  CrNodeTable *outline;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-outline", NULL);
  driver_settle ();
  outline = driver_find (GTK_WIDGET (window), CR_TYPE_NODE_TABLE);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (outline)));
  return outline;
}

/* All rows of a column, from the top: "x y z". */
static char *
dup_column (CrNodeTable *outline, CrNodeColumn column)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cr_node_table_get_rows (outline))); i++)
    {
      g_autofree char *cell = cr_node_table_dup_text (outline, i, column);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", cell);
    }
  return g_string_free (text, FALSE);
}

static void
assert_column (CrNodeTable *outline, CrNodeColumn column, const char *expected)
{
  g_autofree char *text = dup_column (outline, column);

  g_assert_cmpstr (text, ==, expected);
}

/* The numbers of the lecture's first graph: (x + y) z at −2, 5, −4. */
static void
test_rows (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrNodeTable *outline = open_outline (window);

  assert_column (outline, CR_NODE_COLUMN_NODE, "x y z q f");
  assert_column (outline, CR_NODE_COLUMN_GATE, "input input input add mul");
  assert_column (outline, CR_NODE_COLUMN_SHAPE, "1×1 1×1 1×1 1×1 1×1");
  assert_column (outline, CR_NODE_COLUMN_VALUE, "−2.00 5.00 −4.00 3.00 −12.00");
  assert_column (outline, CR_NODE_COLUMN_GRADIENT, "−4.00 −4.00 3.00 −4.00 1.00");
  g_assert_true (driver_sees (GTK_WIDGET (outline), "5 nodes"));
  g_assert_true (driver_sees (GTK_WIDGET (outline), "−12.00"));
  driver_close (window);
}

static void
test_sorted (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrNodeTable *outline = open_outline (window);

  cr_node_table_sort (outline, CR_NODE_COLUMN_VALUE, FALSE);
  assert_column (outline, CR_NODE_COLUMN_NODE, "f z x q y");
  cr_node_table_sort (outline, CR_NODE_COLUMN_GRADIENT, TRUE);
  assert_column (outline, CR_NODE_COLUMN_GRADIENT, "3.00 1.00 −4.00 −4.00 −4.00");
  cr_node_table_sort (outline, CR_NODE_COLUMN_NODE, FALSE);
  assert_column (outline, CR_NODE_COLUMN_NODE, "f q x y z");
  driver_close (window);
}

/* What is computed step by step comes into the table step by step. */
static void
test_follows (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);
  CrNodeTable *outline = open_outline (window);

  cr_document_set_position (document, 0);
  driver_settle ();
  g_assert_false (driver_sees (GTK_WIDGET (outline), "−12.00"));
  cr_document_set_position (document, 100);
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (outline), "−12.00"));
  cr_canvas_add_gate_in_view (driver_get_canvas (window), cr_gate_find ("exp"));
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (outline), "6 nodes"));
  cr_document_undo (document);
  driver_settle ();
  assert_column (outline, CR_NODE_COLUMN_NODE, "x y z q f");
  driver_close (window);
}

static void
test_selects (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrCanvas *canvas = driver_get_canvas (window);
  CrNodeTable *outline = open_outline (window);
  GtkSelectionModel *rows = cr_node_table_get_rows (outline);
  g_autoptr (GtkBitset) selected = NULL;
  const CrKey *keys;
  guint n_keys;

  cr_canvas_select_node (canvas, driver_find_node (window, "q"));
  g_assert_true (gtk_selection_model_is_selected (rows, 3));
  gtk_selection_model_select_item (rows, 1, TRUE);
  keys = cr_canvas_get_selected_nodes (canvas, &n_keys);
  g_assert_cmpuint (n_keys, ==, 1);
  g_assert_cmpuint (keys[0], ==, driver_find_node (window, "y"));
  gtk_selection_model_select_item (rows, 4, FALSE); /* as by Ctrl and click */
  cr_canvas_get_selected_nodes (canvas, &n_keys);
  g_assert_cmpuint (n_keys, ==, 2);
  cr_canvas_select_none (canvas);
  selected = gtk_selection_model_get_selection (rows);
  g_assert_true (gtk_bitset_is_empty (selected));
  driver_close (window);
}

static void
assert_selected (CrWindow *window, const char *id)
{
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (driver_get_canvas (window), &n_keys);

  g_assert_cmpuint (n_keys, ==, 1);
  g_assert_cmpuint (keys[0], ==, driver_find_node (window, id));
}

/* By name, gate or words of the gate's title; next and previous go round. */
static void
test_search (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrNodeTable *outline = open_outline (window);

  cr_node_table_set_words (outline, "Input");
  assert_column (outline, CR_NODE_COLUMN_NODE, "x y z");
  g_assert_true (driver_sees (GTK_WIDGET (outline), "3 of 5"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-next", NULL);
  assert_selected (window, "x");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-next", NULL);
  assert_selected (window, "y");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-previous", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-previous", NULL);
  assert_selected (window, "z");
  cr_node_table_set_words (outline, "nothing is called so");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-next", NULL);
  g_assert_true (driver_sees (GTK_WIDGET (outline), "0 of 5"));
  driver_close (window);
}

/* Inputs have a p in their gate's name, and stand before it; p itself comes first all the same, and then the others in their order. */
static void
test_search_by_name (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  CrNodeTable *outline = open_outline (window);

  cr_node_table_set_words (outline, "p");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-next", NULL);
  assert_selected (window, "p");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-next", NULL);
  g_assert_cmpuint (cr_canvas_get_selected_nodes (driver_get_canvas (window), &(guint) { 0 })[0], !=, driver_find_node (window, "p"));
  driver_close (window);
}

/* (x + y) z with the sum in a closed group in a closed group. */
static const char folded_text[] =
  "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"x\", \"gate\": \"input\", \"value\": -2},"
  "{\"id\": \"y\", \"gate\": \"input\", \"value\": 5}, {\"id\": \"z\", \"gate\": \"input\", \"value\": -4},"
  "{\"id\": \"q\", \"gate\": \"add\", \"inputs\": [\"x\", \"y\"]}, {\"id\": \"f\", \"gate\": \"mul\", \"inputs\": [\"q\", \"z\"]}],"
  "\"groups\": [{\"id\": \"inner\", \"members\": [\"q\"], \"collapsed\": true},"
  "{\"id\": \"outer\", \"members\": [\"inner\", \"y\"], \"collapsed\": true}]}";

/* What is folded away is found all the same; its groups open as one step, and it is selected. */
static void
test_folded (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);
  CrNodeTable *outline = open_outline (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) folded = cr_graph_read_text (folded_text, sizeof folded_text - 1, &error);
  const CrParts *parts;

  g_assert_no_error (error);
  cr_document_edit (document, folded, "Fold");
  driver_settle ();
  cr_node_table_set_words (outline, "add");
  assert_column (outline, CR_NODE_COLUMN_NODE, "q");
  cr_node_table_go (outline, 1);
  driver_settle ();
  parts = cr_graph_get_parts (cr_document_get_graph (document));
  g_assert_cmpuint (parts->groups->len, ==, 2);
  for (guint i = 0; i < parts->groups->len; i++)
    g_assert_false (((const CrGroup *) parts->groups->pdata[i])->collapsed);
  assert_selected (window, "q");
  cr_document_undo (document);
  g_assert_true (cr_document_get_graph (document) == folded);
  driver_close (window);
}

/* How many digits numbers have is chosen in the menu: it is shown everywhere at once, and is no edit. */
static void
test_digits (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_canvas_get_document (driver_get_canvas (window));
  CrNodeTable *outline = open_outline (window);
  GAction *digits = g_action_map_lookup_action (G_ACTION_MAP (window), "digits");
  g_autoptr (GVariant) state = g_action_get_state (digits);

  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, ".2");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.digits", "s", "6");
  driver_settle ();
  g_assert_true (driver_sees (GTK_WIDGET (outline), "−12.0000"));
  g_assert_true (driver_sees (GTK_WIDGET (outline), "3.00000"));
  g_assert_false (cr_document_is_modified (document));
  g_assert_false (cr_document_get_view (document)->fixed_decimals);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.digits", "s", "nonsense");
  g_assert_cmpuint (cr_document_get_view (document)->n_digits, ==, 6);
  driver_close (window);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/rows", test_rows);
  g_test_add_func ("/outline/digits", test_digits);
  g_test_add_func ("/outline/sorted", test_sorted);
  g_test_add_func ("/outline/follows", test_follows);
  g_test_add_func ("/outline/selects", test_selects);
  g_test_add_func ("/outline/search", test_search);
  g_test_add_func ("/outline/search-by-name", test_search_by_name);
  g_test_add_func ("/outline/folded", test_folded);
  return g_test_run ();
}
