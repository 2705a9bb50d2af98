/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search over all that can be done by key or menu: the rows of the two tables of actions, found by their words.
 *
 * How this works: when it opens, the rows whose actions are enabled now become a list of commands. A filter keeps those that have all words
 * that are typed; a sorter puts first whose title begins with them, then where a word of it does, else the tables' order stays.
 */
#include "cr-command-search.h"

#include "cr-actions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDTH 440
#define HEIGHT 360
#define MARGIN 24 /* that a narrow window keeps beside it */

/* --- A command --- */

#define CR_TYPE_COMMAND (cr_command_get_type ())
G_DECLARE_FINAL_TYPE (CrCommand, cr_command, CR, COMMAND, GObject)

/* A row of either table. */
struct _CrCommand
{
  GObject parent_instance;

  const char *action;
  const char *title;
  const char *section;
  const char *accelerator; /* (nullable) */
  char *words;             /* by which it is found, casefolded: the title first */
};

G_DEFINE_FINAL_TYPE (CrCommand, cr_command, G_TYPE_OBJECT)

static void
cr_command_finalize (GObject *object)
{
  g_free (CR_COMMAND (object)->words);
  G_OBJECT_CLASS (cr_command_parent_class)->finalize (object);
}

static void
cr_command_class_init (CrCommandClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_command_finalize;
}

static void
cr_command_init (CrCommand *self)
{
}

static CrCommand *
new_command (const char *action, const char *title, const char *section, const char *const *accelerators)
{
  CrCommand *command = g_object_new (CR_TYPE_COMMAND, NULL);
  g_autofree char *words = g_strjoin (" ", title, section, strchr (action, '.') + 1, NULL);

  command->action = action;
  command->title = title;
  command->section = section;
  command->accelerator = accelerators[0];
  command->words = g_utf8_casefold (words, -1);
  return command;
}

/* How well it fits: 0 where it begins with what is typed, 1 where a word of it does, 2 where all words are in it, 3 where one is not. */
static int
rank (const CrCommand *command, const char *typed)
{
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);
  g_autofree char *inside = g_strconcat (" ", typed, NULL);

  for (char **word = words; *word != NULL; word++)
    if (strstr (command->words, *word) == NULL)
      return 3;
  if (g_str_has_prefix (command->words, typed))
    return 0;
  return strstr (command->words, inside) != NULL ? 1 : 2;
}

/* --- The search --- */

struct _CrCommandSearch
{
  GtkPopover parent_instance;

  CrCanvas *canvas;
  char *typed; /* casefolded */
  GListStore *commands; /* this, the filter and the sorter are the list's, by way of @found */
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSingleSelection *found;
  GtkWidget *entry;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *nothing_found;
  GtkWidget *focused; /* (nullable): weak: what had the keys before */
};

G_DEFINE_FINAL_TYPE (CrCommandSearch, cr_command_search, GTK_TYPE_POPOVER)

/* What is behind the name of an action, and its own name in it. */
static GActionGroup *
find_group (CrCommandSearch *self, const char *action, const char **name)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  *name = strchr (action, '.') + 1;
  if (g_str_has_prefix (action, "canvas."))
    return cr_canvas_get_actions (self->canvas);
  return g_str_has_prefix (action, "app.") ? G_ACTION_GROUP (gtk_window_get_application (window)) : G_ACTION_GROUP (window);
}

static void
add (CrCommandSearch *self, const char *action, const char *title, const char *section, const char *const *accelerators)
{
  const char *name;
  GActionGroup *group = find_group (self, action, &name);

  if (g_action_group_get_action_enabled (group, name))
    {
      g_autoptr (CrCommand) command = new_command (action, title, section, accelerators);

      g_list_store_append (self->commands, command);
    }
}

static void
fill (CrCommandSearch *self)
{
  guint n_actions, n_canvas_actions;
  const CrAction *actions = cr_action_get_all (&n_actions);
  const CrCanvasAction *canvas_actions = cr_canvas_action_get_all (&n_canvas_actions);

  g_list_store_remove_all (self->commands);
  for (guint i = 0; i < n_actions; i++)
    if (!g_str_equal (actions[i].name, "win.search-commands"))
      add (self, actions[i].name, cr_action_get_title (&actions[i]), cr_action_section_get_title (actions[i].section),
           (const char *const *) actions[i].accelerators);
  for (guint i = 0; i < n_canvas_actions; i++)
    if (canvas_actions[i].name != NULL)
      add (self, canvas_actions[i].name, cr_canvas_action_get_title (&canvas_actions[i]),
           cr_canvas_section_get_title (canvas_actions[i].section), (const char *const *) canvas_actions[i].accelerators);
}

static gboolean
is_found (gpointer item, gpointer data)
{
  return rank (item, CR_COMMAND_SEARCH (data)->typed) < 3;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *typed = CR_COMMAND_SEARCH (data)->typed;

  return *typed == '\0' ? 0 : rank (a, typed) - rank (b, typed);
}

static void
select_place (CrCommandSearch *self, guint place)
{
  gtk_single_selection_set_selected (self->found, place);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", place);
}

static void
on_typed (CrCommandSearch *self)
{
  g_free (self->typed);
  self->typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_strstrip (self->typed);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  gtk_widget_set_visible (self->nothing_found, g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0);
  gtk_widget_set_visible (self->scroller, g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0)
    select_place (self, 0);
}

/* The keys go back to where they came from. */
static void
on_closed (CrCommandSearch *self)
{
  GtkWidget *focused = self->focused != NULL && gtk_widget_get_mapped (self->focused) ? self->focused : GTK_WIDGET (self->canvas);

  g_clear_weak_pointer (&self->focused);
  gtk_widget_grab_focus (focused);
}

void
cr_command_search_run (CrCommandSearch *search)
{
  CrCommand *command;

  g_return_if_fail (CR_IS_COMMAND_SEARCH (search));

  command = gtk_single_selection_get_selected_item (search->found);
  if (command == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (search));
  gtk_widget_activate_action (gtk_widget_get_parent (GTK_WIDGET (search)), command->action, NULL);
}

/* The arrows go through the list while words are typed. */
static gboolean
on_key_pressed (CrCommandSearch *self, guint key)
{
  guint n_found = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  guint place = gtk_single_selection_get_selected (self->found);

  if (n_found == 0 || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return FALSE;
  select_place (self, (place + (key == GDK_KEY_Down ? 1 : n_found - 1)) % n_found);
  return TRUE;
}

/* --- Rows --- */

static GtkWidget *
append_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = append_label (box, NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  append_label (box, "caption-text");
  gtk_label_set_xalign (GTK_LABEL (append_label (box, "command-key")), 1);
  gtk_list_item_set_child (item, box);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const CrCommand *command = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *section = gtk_widget_get_next_sibling (title);
  GtkWidget *key = gtk_widget_get_next_sibling (section);
  g_autofree char *keys = NULL;
  guint code;
  GdkModifierType modifiers;

  if (command->accelerator != NULL && gtk_accelerator_parse (command->accelerator, &code, &modifiers))
    keys = gtk_accelerator_get_label (code, modifiers);
  gtk_label_set_text (GTK_LABEL (title), command->title);
  gtk_label_set_text (GTK_LABEL (section), command->section);
  gtk_label_set_text (GTK_LABEL (key), keys != NULL ? keys : "");
  gtk_widget_set_visible (key, keys != NULL);
}

static void
make_list (CrCommandSearch *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListModel *filtered, *sorted;

  self->commands = g_list_store_new (CR_TYPE_COMMAND);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  filtered = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (self->commands), self->filter));
  sorted = G_LIST_MODEL (gtk_sort_list_model_new (filtered, self->sorter));
  self->found = gtk_single_selection_new (sorted);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->found), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Commands"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (cr_command_search_run), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
}

static void
make_entry (CrCommandSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("What is to be done?"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search for a command"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed), self); /* "search-changed" comes with a delay */
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (cr_command_search_run), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
}

static void
cr_command_search_finalize (GObject *object)
{
  g_free (CR_COMMAND_SEARCH (object)->typed);
  g_clear_weak_pointer (&CR_COMMAND_SEARCH (object)->focused);
  G_OBJECT_CLASS (cr_command_search_parent_class)->finalize (object);
}

static void
cr_command_search_class_init (CrCommandSearchClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_command_search_finalize;
}

static void
cr_command_search_init (CrCommandSearch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->typed = g_strdup ("");
  make_list (self);
  make_entry (self);
  self->nothing_found = gtk_label_new (_("Nothing of that name can be done now."));
  gtk_widget_set_visible (self->nothing_found, FALSE);
  gtk_widget_add_css_class (self->nothing_found, "caption-text");
  gtk_label_set_wrap (GTK_LABEL (self->nothing_found), TRUE);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->nothing_found);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "list-popover");
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

GtkWidget *
cr_command_search_new (CrCanvas *canvas)
{
  CrCommandSearch *self = g_object_new (CR_TYPE_COMMAND_SEARCH, NULL);

  self->canvas = canvas;
  return GTK_WIDGET (self);
}

void
cr_command_search_open (CrCommandSearch *search)
{
  GtkWidget *root;

  g_return_if_fail (CR_IS_COMMAND_SEARCH (search));

  root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (search)));
  gtk_widget_set_size_request (gtk_popover_get_child (GTK_POPOVER (search)), MIN (WIDTH, gtk_widget_get_width (root) - MARGIN), -1);
  if (!gtk_widget_get_visible (GTK_WIDGET (search)))
    g_set_weak_pointer (&search->focused, gtk_root_get_focus (GTK_ROOT (root)));
  fill (search);
  gtk_editable_set_text (GTK_EDITABLE (search->entry), "");
  on_typed (search);
  gtk_popover_popup (GTK_POPOVER (search));
  gtk_widget_grab_focus (search->entry);
}

void
cr_command_search_set_words (CrCommandSearch *search, const char *words)
{
  g_return_if_fail (CR_IS_COMMAND_SEARCH (search));

  gtk_editable_set_text (GTK_EDITABLE (search->entry), words);
}

const char *
cr_command_search_get_found (CrCommandSearch *search, guint place)
{
  g_autoptr (CrCommand) command = NULL;

  g_return_val_if_fail (CR_IS_COMMAND_SEARCH (search), NULL);

  command = g_list_model_get_item (G_LIST_MODEL (search->found), place);
  return command != NULL ? command->action : NULL;
}
