/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outline: the nodes of the canvas's document as a table with gate, shape, value and gradient, to be sorted, searched and selected.
 *
 * How this works: a row knows its node's key alone, and cells ask the document for their text when they are shown. So a change of numbers
 * writes the cells that can be seen anew, once a frame; rows are made anew only where nodes have come or gone. While a gesture or a run goes on
 * rows stay in their order. Canvas and table tell each other what is selected; who is being told does not tell back.
 */
#include "cr-node-table.h"

#include "cr-node-row.h"
#include "cr-node-search.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>

#define WIDTH 388 /* so that all columns have their place */

/* A column, for what is called with it. */
typedef struct
{
  CrNodeTable *table;
  CrNodeColumn column;
  GtkColumnViewColumn *view; /* the table's */
  GtkSorter *sorter;         /* the column's */
} Column;

struct _CrNodeTable
{
  GtkBox parent_instance;

  CrCanvas *canvas;
  CrDocument *document; /* (nullable) */
  Column columns[CR_N_NODE_COLUMNS];
  GListStore *rows; /* in the file's order; this and the filter are the table's, by way of @found */
  GtkFilter *filter;
  GtkSelectionModel *found;
  GHashTable *cells; /* the items (#GtkListItem) that show something now, each with its #Column */
  CrNodeSearch *search;
  GtkWidget *scroller;
  GtkWidget *view;
  guint tick_id;
  gboolean is_selecting;
  gboolean is_typed; /* and nobody has gone to what was found since then */
};

G_DEFINE_FINAL_TYPE (CrNodeTable, cr_node_table, GTK_TYPE_BOX)

static CrNodeRow *
get_row (CrNodeTable *self, guint place)
{
  g_autoptr (CrNodeRow) row = g_list_model_get_item (G_LIST_MODEL (self->found), place);

  return row; /* the store keeps it */
}

/* --- Cells --- */

static void
show_cell (GtkListItem *item, const Column *column)
{
  CrNodeRow *row = gtk_list_item_get_item (item);
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  g_autofree char *text = cr_node_row_dup_text (row, column->table->canvas, column->column);
  g_autofree char *markup = column->column == CR_NODE_COLUMN_NODE ? cr_text_name_to_markup (text) : g_markup_escape_text (text, -1);

  if (g_strcmp0 (gtk_label_get_label (label), markup) != 0)
    gtk_label_set_markup (label, markup);
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  static const char *const styles[CR_N_NODE_COLUMNS] = {
    [CR_NODE_COLUMN_GATE] = "caption-text", [CR_NODE_COLUMN_SHAPE] = "caption-text", [CR_NODE_COLUMN_VALUE] = "outline-value",
    [CR_NODE_COLUMN_GRADIENT] = "outline-gradient"
  };
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->column >= CR_NODE_COLUMN_VALUE ? 1 : 0);
  if (column->column >= CR_NODE_COLUMN_VALUE)
    gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR); /* a minus sign stands before its number in every language */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  if (styles[column->column] != NULL)
    gtk_widget_add_css_class (label, styles[column->column]);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_hash_table_insert (column->table->cells, item, column);
  show_cell (item, column);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, CrNodeTable *self)
{
  g_hash_table_remove (self->cells, item);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Column *column = data;

  return cr_node_row_compare ((CrNodeRow *) a, (CrNodeRow *) b, column->table->canvas, column->column);
}

static void
add_column (CrNodeTable *self, CrNodeColumn column)
{
  const char *const titles[] = { _("Node"), _("Gate"), _("Shape"), _("Value"), _("Gradient") };
  static const int widths[] = { 0, 76, 60, 88, 88 }; /* the longest numbers: −1.23·10⁻⁴ */
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *own = &self->columns[column];

  own->table = self;
  own->column = column;
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), own);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), own);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cell), self, 0);
  own->view = gtk_column_view_column_new (titles[column], factory);
  own->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, own, NULL));
  gtk_column_view_column_set_sorter (own->view, own->sorter);
  gtk_column_view_column_set_expand (own->view, column == CR_NODE_COLUMN_NODE);
  if (widths[column] > 0)
    gtk_column_view_column_set_fixed_width (own->view, widths[column]);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), own->view);
  g_object_unref (own->sorter);
  g_object_unref (own->view);
}

/* --- The selection --- */

static void
scroll_to (CrNodeTable *self, guint place)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", place);
}

/* Selects the rows of the nodes that the canvas has selected. */
static void
follow_selection (CrNodeTable *self)
{
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (self->canvas, &n_keys);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n_rows);

  if (self->is_selecting)
    return;
  for (guint i = 0; i < n_keys; i++)
    g_hash_table_add (wanted, GUINT_TO_POINTER (keys[i]));
  for (guint i = 0; n_keys > 0 && i < n_rows; i++)
    if (g_hash_table_contains (wanted, GUINT_TO_POINTER (cr_node_row_get_key (get_row (self, i)))))
      gtk_bitset_add (selected, i);
  self->is_selecting = TRUE;
  gtk_selection_model_set_selection (self->found, selected, all);
  self->is_selecting = FALSE;
  if (gtk_bitset_get_size (selected) == 1)
    scroll_to (self, gtk_bitset_get_minimum (selected));
}

static void
on_rows_selected (CrNodeTable *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->found);
  guint n_keys = gtk_bitset_get_size (selected);
  g_autofree CrKey *keys = g_new (CrKey, n_keys);

  if (self->is_selecting)
    return;
  for (guint i = 0; i < n_keys; i++)
    keys[i] = cr_node_row_get_key (get_row (self, gtk_bitset_get_nth (selected, i)));
  self->is_selecting = TRUE;
  cr_canvas_select_nodes (self->canvas, keys, n_keys);
  if (n_keys == 1)
    cr_canvas_show_node (self->canvas, keys[0]);
  self->is_selecting = FALSE;
}

static void
on_row_activated (CrNodeTable *self, guint place)
{
  cr_canvas_reveal_node (self->canvas, cr_node_row_get_key (get_row (self, place)));
}

/* --- What it shows --- */

static gboolean
has_rows_of (CrNodeTable *self, const CrGraph *graph)
{
  guint place = 0;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) != cr_graph_get_n_nodes (graph))
    return FALSE;
  CR_GRAPH_FOR_EACH (graph, node)
    {
      g_autoptr (CrNodeRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), place++);

      if (cr_node_row_get_key (row) != node->key)
        return FALSE;
    }
  return TRUE;
}

static void
make_rows (CrNodeTable *self, const CrGraph *graph)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  CR_GRAPH_FOR_EACH (graph, node)
    g_ptr_array_add (rows, cr_node_row_new (node->key));
  self->is_selecting = TRUE; /* rows that go are no choice of the user's */
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  self->is_selecting = FALSE;
}

static void
show_count (CrNodeTable *self)
{
  cr_node_search_show_count (self->search, g_list_model_get_n_items (G_LIST_MODEL (self->found)),
                             g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
}

static void
sort_anew (CrNodeTable *self)
{
  for (guint i = 0; i < CR_N_NODE_COLUMNS; i++)
    gtk_sorter_changed (self->columns[i].sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
update (CrNodeTable *self)
{
  const CrGraph *graph = self->document != NULL ? cr_document_get_graph (self->document) : NULL;
  GHashTableIter iter;
  gpointer item, column;

  if (graph == NULL)
    {
      g_list_store_remove_all (self->rows);
      return;
    }
  if (!has_rows_of (self, graph))
    make_rows (self, graph);
  if (!cr_document_in_gesture (self->document))
    {
      self->is_selecting = TRUE;
      if (*cr_node_search_get_words (self->search) != '\0')
        gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
      sort_anew (self);
      self->is_selecting = FALSE;
      follow_selection (self);
    }
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &column))
    show_cell (item, column);
  show_count (self);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CR_NODE_TABLE (widget)->tick_id = 0;
  update (CR_NODE_TABLE (widget));
  return G_SOURCE_REMOVE;
}

/* At the next frame; one that is not seen is brought up to date when it is. */
static void
queue_update (CrNodeTable *self)
{
  if (self->tick_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
on_selection_changed (CrNodeTable *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->tick_id == 0)
    follow_selection (self);
}

static void
on_document_replaced (CrNodeTable *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, cr_canvas_get_document (self->canvas));
  if (self->document != NULL)
    {
      g_signal_connect_swapped (self->document, "changed", G_CALLBACK (queue_update), self);
      g_signal_connect_swapped (self->document, "position-changed", G_CALLBACK (queue_update), self);
      g_signal_connect_swapped (self->document, "view-changed", G_CALLBACK (queue_update), self);
    }
  queue_update (self);
}

/* --- The search --- */

static gboolean
is_found (gpointer item, gpointer data)
{
  CrNodeTable *self = data;

  const char *words = cr_node_search_get_words (self->search);

  return *words == '\0' || cr_node_row_matches (item, self->canvas, words);
}

static void
on_typed (CrNodeTable *self)
{
  self->is_typed = TRUE;
  self->is_selecting = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->is_selecting = FALSE;
  follow_selection (self);
  show_count (self);
}

static void
on_go (CrNodeTable *self, int direction)
{
  cr_node_table_go (self, direction);
}

static void
on_search_stopped (CrNodeTable *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
make_search (CrNodeTable *self)
{
  self->search = cr_node_search_new ();
  g_signal_connect_object (self->search, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "go", G_CALLBACK (on_go), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stopped", G_CALLBACK (on_search_stopped), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->search));
}

/* --- The widget --- */

static gboolean
scroll_to_top (gpointer scroller)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
  return G_SOURCE_REMOVE;
}

/* By another column: its first rows are what was asked for. Not where the numbers are others and are put into order again. */
static void
on_sorted (CrNodeTable *self)
{
  if (!self->is_selecting)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_to_top, g_object_ref (self->scroller), g_object_unref);
}

static void
make_table (CrNodeTable *self)
{
  GtkWidget *table = gtk_column_view_new (NULL);
  GListModel *filtered, *sorted;

  self->view = table;
  self->cells = g_hash_table_new (NULL, NULL);
  for (CrNodeColumn column = 0; column < CR_N_NODE_COLUMNS; column++)
    add_column (self, column);
  self->rows = g_list_store_new (CR_TYPE_NODE_ROW);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  filtered = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (self->rows), self->filter));
  sorted = G_LIST_MODEL (gtk_sort_list_model_new (filtered, g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (table)))));
  self->found = GTK_SELECTION_MODEL (gtk_multi_selection_new (sorted));
  g_signal_connect_swapped (self->found, "selection-changed", G_CALLBACK (on_rows_selected), self);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (table), self->found);
  g_object_unref (self->found);
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Nodes"), -1);
  g_signal_connect_swapped (table, "activate", G_CALLBACK (on_row_activated), self);
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (table)), "changed", G_CALLBACK (on_sorted), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), table);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_size_request (self->scroller, WIDTH, -1);
  gtk_box_append (GTK_BOX (self), self->scroller);
}

static void
cr_node_table_dispose (GObject *object)
{
  CrNodeTable *self = CR_NODE_TABLE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_node_table_parent_class)->dispose (object);
}

static void
cr_node_table_finalize (GObject *object)
{
  CrNodeTable *self = CR_NODE_TABLE (object);

  g_hash_table_unref (self->cells);
  G_OBJECT_CLASS (cr_node_table_parent_class)->finalize (object);
}

static void
cr_node_table_class_init (CrNodeTableClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_node_table_dispose;
  G_OBJECT_CLASS (class)->finalize = cr_node_table_finalize;
}

static void
cr_node_table_init (CrNodeTable *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "outline");
  make_search (self);
  make_table (self);
}

GtkWidget *
cr_node_table_new (CrCanvas *canvas)
{
  CrNodeTable *self = g_object_new (CR_TYPE_NODE_TABLE, NULL);

  self->canvas = canvas;
  g_signal_connect_object (canvas, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cr_canvas_get_quiz (canvas), "changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
  on_document_replaced (self);
  return GTK_WIDGET (self);
}

void
cr_node_table_search (CrNodeTable *table)
{
  g_return_if_fail (CR_IS_NODE_TABLE (table));

  cr_node_search_start (table->search);
}

/* Of what was found just now: the node that is called so, before those that have the letters somewhere; @n_found where none is. */
static guint
find_called (CrNodeTable *self, guint n_found)
{
  const char *words = cr_node_search_get_words (self->search);
  guint place = self->is_typed ? 0 : n_found;

  self->is_typed = FALSE;
  while (place < n_found && !cr_node_row_is_called (get_row (self, place), self->canvas, words))
    place++;
  return place;
}

void
cr_node_table_go (CrNodeTable *table, int direction)
{
  g_autoptr (GtkBitset) selected = NULL;
  guint n_found, place;

  g_return_if_fail (CR_IS_NODE_TABLE (table));

  update (table);
  selected = gtk_selection_model_get_selection (table->found);
  n_found = g_list_model_get_n_items (G_LIST_MODEL (table->found));
  if (n_found == 0)
    return;
  place = find_called (table, n_found);
  if (place == n_found && gtk_bitset_is_empty (selected))
    place = direction > 0 ? 0 : n_found - 1;
  else if (place == n_found)
    place = (gtk_bitset_get_minimum (selected) + n_found + direction) % n_found;
  cr_canvas_reveal_node (table->canvas, cr_node_row_get_key (get_row (table, place)));
}

void
cr_node_table_set_sheet_height (CrNodeTable *table, int height)
{
  g_return_if_fail (CR_IS_NODE_TABLE (table));

  gtk_widget_set_size_request (table->scroller, height > 0 ? -1 : WIDTH, -1);
  gtk_widget_set_size_request (GTK_WIDGET (table), -1, height > 0 ? height : -1);
}

void
cr_node_table_set_words (CrNodeTable *table, const char *words)
{
  g_return_if_fail (CR_IS_NODE_TABLE (table));

  cr_node_search_set_words (table->search, words);
}

void
cr_node_table_sort (CrNodeTable *table, CrNodeColumn column, gboolean is_downwards)
{
  g_return_if_fail (CR_IS_NODE_TABLE (table));

  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table->view), table->columns[column].view,
                                  is_downwards ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

GtkSelectionModel *
cr_node_table_get_rows (CrNodeTable *table)
{
  g_return_val_if_fail (CR_IS_NODE_TABLE (table), NULL);

  return table->found;
}

char *
cr_node_table_dup_text (CrNodeTable *table, guint place, CrNodeColumn column)
{
  g_return_val_if_fail (CR_IS_NODE_TABLE (table), NULL);

  return cr_node_row_dup_text (get_row (table, place), table->canvas, column);
}
