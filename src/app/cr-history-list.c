/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a document by name, the newest on top: those that undo would take back, and above them those that redo would bring. */
#include "cr-history-list.h"

#include <glib/gi18n-lib.h>

#define WIDTH 280
#define HEIGHT 360

struct _CrHistoryList
{
  GtkPopover parent_instance;

  CrDocument *document; /* while it is open */
  GtkStringList *names; /* row by row: version n, …, 1, 0; the view's */
  GHashTable *bound; /* the items (#GtkListItem) that show a row now */
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (CrHistoryList, cr_history_list, GTK_TYPE_POPOVER)

/* The version of a row; that of a row is its row again. */
static guint
turn (CrHistoryList *self, guint place)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->names)) - 1 - place;
}

/* --- Rows --- */

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *saved = gtk_label_new (_("saved"));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (saved, "caption-text");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), saved);
  gtk_list_item_set_child (item, box);
}

/* The mark keeps its room where it is not shown, so that the names are in line. */
static void
show_row (CrHistoryList *self, GtkListItem *item)
{
  const CrHistory *history = cr_document_get_history (self->document);
  guint version = turn (self, gtk_list_item_get_position (item));
  guint current = cr_history_get_version (history);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));

  gtk_widget_set_opacity (gtk_widget_get_first_child (box), version == current ? 1 : 0);
  gtk_label_set_text (GTK_LABEL (name), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_widget_set_visible (gtk_widget_get_last_child (box), cr_history_is_saved (history, version));
  if (version > current)
    gtk_widget_add_css_class (box, "undone");
  else
    gtk_widget_remove_css_class (box, "undone");
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, CrHistoryList *self)
{
  g_hash_table_add (self->bound, item);
  show_row (self, item);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, CrHistoryList *self)
{
  g_hash_table_remove (self->bound, item);
}

static gboolean
has_names (CrHistoryList *self, GPtrArray *names)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->names)) + 1 != names->len)
    return FALSE;
  for (guint i = 0; i + 1 < names->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (self->names, i), names->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Where the steps are the same, rows stay, and the focus in them. */
static void
update (CrHistoryList *self)
{
  GHashTableIter iter;
  gpointer item;
  const CrHistory *history = cr_document_get_history (self->document);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint version = cr_history_get_n_steps (history); version > 0; version--)
    g_ptr_array_add (names, (gpointer) cr_history_get_step_name (history, version));
  g_ptr_array_add (names, (gpointer) (cr_document_get_file (self->document) != NULL ? _("As it was opened") : _("As it began")));
  g_ptr_array_add (names, NULL);
  if (!has_names (self, names))
    gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), (const char *const *) names->pdata);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_row (self, item);
}

static void
on_row_activated (CrHistoryList *self, guint place)
{
  gtk_widget_activate_action (gtk_widget_get_parent (GTK_WIDGET (self)), "win.go-to-version", "u", turn (self, place));
}

/* --- The popover --- */

static void
forget_document (CrHistoryList *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), NULL);
  g_clear_object (&self->document);
}

static void
cr_history_list_closed (GtkPopover *popover)
{
  forget_document (CR_HISTORY_LIST (popover));
}

static void
cr_history_list_dispose (GObject *object)
{
  CrHistoryList *self = CR_HISTORY_LIST (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_history_list_parent_class)->dispose (object);
}

static void
cr_history_list_finalize (GObject *object)
{
  g_hash_table_unref (CR_HISTORY_LIST (object)->bound);
  G_OBJECT_CLASS (cr_history_list_parent_class)->finalize (object);
}

static void
cr_history_list_class_init (CrHistoryListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_history_list_dispose;
  G_OBJECT_CLASS (class)->finalize = cr_history_list_finalize;
  GTK_POPOVER_CLASS (class)->closed = cr_history_list_closed;
}

static void
cr_history_list_init (CrHistoryList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, 0);
  self->names = gtk_string_list_new (NULL);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (self->names))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps, the newest first"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_widget_add_css_class (GTK_WIDGET (self), "list-popover");
}

GtkWidget *
cr_history_list_new (void)
{
  return g_object_new (CR_TYPE_HISTORY_LIST, NULL);
}

void
cr_history_list_open (CrHistoryList *list, CrDocument *document)
{
  g_return_if_fail (CR_IS_HISTORY_LIST (list));
  g_return_if_fail (CR_IS_DOCUMENT (document));

  forget_document (list);
  list->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (update), list);
  g_signal_connect_swapped (document, "saved", G_CALLBACK (update), list);
  update (list);
  gtk_popover_popup (GTK_POPOVER (list));
  gtk_widget_grab_focus (list->view);
  gtk_widget_activate_action (list->view, "list.scroll-to-item", "u", turn (list, cr_history_get_version (cr_document_get_history (document))));
}

GListModel *
cr_history_list_get_rows (CrHistoryList *list)
{
  g_return_val_if_fail (CR_IS_HISTORY_LIST (list), NULL);

  return G_LIST_MODEL (list->names);
}
