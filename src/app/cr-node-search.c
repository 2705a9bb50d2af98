/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the outline is searched by: a field for words, buttons to the next and the one before, and how many nodes are found. */
#include "cr-node-search.h"

#include "cr-actions.h"

#include <glib/gi18n-lib.h>

struct _CrNodeSearch
{
  GtkBox parent_instance;

  char *words; /* casefolded */
  GtkWidget *entry;
  GtkWidget *count;
};

enum
{
  CHANGED,
  GO,
  STOPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrNodeSearch, cr_node_search, GTK_TYPE_BOX)

static void
on_typed (CrNodeSearch *self)
{
  g_autofree char *words = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);

  g_free (self->words);
  self->words = g_strdup (g_strstrip (words));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_next (CrNodeSearch *self)
{
  g_signal_emit (self, signals[GO], 0, 1);
}

static void
on_previous (CrNodeSearch *self)
{
  g_signal_emit (self, signals[GO], 0, -1);
}

static void
on_stopped (CrNodeSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[STOPPED], 0);
}

static GtkWidget *
make_entry (CrNodeSearch *self)
{
  GtkWidget *entry = gtk_search_entry_new ();

  g_object_set (entry, "placeholder-text", _("Find a node"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a node"), -1);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_typed), self); /* "search-changed" comes with a delay */
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_next), self);
  g_signal_connect_swapped (entry, "next-match", G_CALLBACK (on_next), self);
  g_signal_connect_swapped (entry, "previous-match", G_CALLBACK (on_previous), self);
  g_signal_connect_swapped (entry, "stop-search", G_CALLBACK (on_stopped), self);
  return entry;
}

static GtkWidget *
make_button (const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, cr_action_get_title (cr_action_find (action)), -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
cr_node_search_finalize (GObject *object)
{
  g_free (CR_NODE_SEARCH (object)->words);
  G_OBJECT_CLASS (cr_node_search_parent_class)->finalize (object);
}

static void
cr_node_search_class_init (CrNodeSearchClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_node_search_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GO] = g_signal_new ("go", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[STOPPED] = g_signal_new ("stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cr_node_search_init (CrNodeSearch *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->words = g_strdup ("");
  self->entry = make_entry (self);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), make_button ("go-up-symbolic", "win.find-previous"));
  gtk_box_append (GTK_BOX (row), make_button ("go-down-symbolic", "win.find-next"));
  gtk_widget_add_css_class (row, "outline-search");
  gtk_box_append (GTK_BOX (self), row);
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "caption-text");
  gtk_widget_add_css_class (self->count, "outline-count");
  gtk_box_append (GTK_BOX (self), self->count);
}

CrNodeSearch *
cr_node_search_new (void)
{
  return g_object_new (CR_TYPE_NODE_SEARCH, NULL);
}

const char *
cr_node_search_get_words (CrNodeSearch *search)
{
  g_return_val_if_fail (CR_IS_NODE_SEARCH (search), "");

  return search->words;
}

void
cr_node_search_set_words (CrNodeSearch *search, const char *words)
{
  g_return_if_fail (CR_IS_NODE_SEARCH (search));

  gtk_editable_set_text (GTK_EDITABLE (search->entry), words);
}

void
cr_node_search_start (CrNodeSearch *search)
{
  g_return_if_fail (CR_IS_NODE_SEARCH (search));

  gtk_widget_grab_focus (search->entry);
  gtk_editable_select_region (GTK_EDITABLE (search->entry), 0, -1);
}

void
cr_node_search_show_count (CrNodeSearch *search, guint n_found, guint n_nodes)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CR_IS_NODE_SEARCH (search));

  if (*search->words == '\0')
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u node", "%u nodes", n_nodes), n_nodes);
  else
    text = g_strdup_printf (_("%u of %u"), n_found, n_nodes);
  gtk_label_set_text (GTK_LABEL (search->count), text);
}
