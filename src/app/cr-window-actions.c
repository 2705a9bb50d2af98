/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window's actions do; cr-actions.c has their titles and keys. */
#include "cr-window-private.h"

#include "cr-accessible.h"
#include "cr-actions.h"
#include "cr-application.h"
#include "cr-choice.h"
#include "cr-command-search.h"
#include "cr-history-list.h"
#include "cr-window-export.h"
#include "cr-window-files.h"

#include <glib/gi18n-lib.h>

void
cr_window_finish_typing (CrWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
new_graph (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_new_graph (data);
}

static void
new_network (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_new_network (data);
}

static void
open_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_open (data);
}

static void
open_uri (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  GtkApplication *application = gtk_window_get_application (data);

  cr_application_open_file (CR_APPLICATION (application), data, file);
}

static void
open_example (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_open_example (data, g_variant_get_string (parameter, NULL));
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_finish_typing (data);
  cr_window_commit_training (data);
  cr_window_save (data);
}

static void
save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_finish_typing (data);
  cr_window_commit_training (data);
  cr_window_save_as (data);
}

/* What was learned goes along. */
static void
export_picture (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_finish_typing (data);
  cr_window_commit_training (data);
  cr_window_export_picture (data);
}

static void
export_program (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const CrLanguage *language = cr_language_find (g_variant_get_string (parameter, NULL));

  if (language == NULL)
    return;
  cr_window_finish_typing (data);
  cr_window_commit_training (data);
  cr_window_export_program (data, language);
}

static void
print_picture (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_finish_typing (data);
  cr_window_commit_training (data);
  cr_window_print (data);
}

static void
close_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (data);
}

static void
undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  cr_window_finish_typing (self);
  cr_window_pause_training (self);
  cr_document_undo (self->document);
}

static void
redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  cr_window_finish_typing (self);
  cr_window_pause_training (self);
  cr_document_redo (self->document);
}

static void
go_to_version (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  if (self->document == NULL)
    return;
  cr_window_finish_typing (self);
  cr_window_pause_training (self);
  cr_document_go_to_version (self->document, g_variant_get_uint32 (parameter));
}

/* It points to the button that undoes, where the header has that; it is not in it, since the button is insensitive at the first version. */
static void
show_history (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;
  GtkWidget *title = GTK_WIDGET (self->title);
  graphene_rect_t button;

  cr_window_finish_typing (self);
  if (self->history_list == NULL)
    {
      self->history_list = cr_history_list_new ();
      gtk_widget_set_parent (self->history_list, title);
    }
  if (!gtk_widget_get_visible (self->undo_button) || !gtk_widget_compute_bounds (self->undo_button, title, &button))
    graphene_rect_init (&button, 0, 0, gtk_widget_get_width (title), gtk_widget_get_height (title));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->history_list), &(GdkRectangle) { (int) button.origin.x, (int) button.origin.y,
                               (int) button.size.width, (int) button.size.height });
  cr_history_list_open (CR_HISTORY_LIST (self->history_list), self->document);
}

static void
layout (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  cr_canvas_lay_out (self->canvas);
}

static void
present_slides (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_present_slides (data);
}

static void
show_page (CrWindow *self, CrSideView *side, GtkStack *pages, const char *page)
{
  gtk_stack_set_visible_child_name (pages, page);
  cr_side_view_set_shows_panel (side, TRUE);
}

static void
show_gates (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_page (self, self->palette_side, self->left_pages, "gates");
}

static void
show_data (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_page (self, self->palette_side, self->left_pages, "data");
}

static void
show_lesson (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_page (self, self->palette_side, self->left_pages, "lesson");
}

static void
show_inspector_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_page (self, self->inspector_side, self->right_pages, "inspector");
}

static void
show_results (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_page (self, self->inspector_side, self->right_pages, "results");
}

static void
show_outline (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_page (self, self->inspector_side, self->right_pages, "outline");
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_outline (action, parameter, data);
  cr_node_table_search (self->node_table);
}

static void
find_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_node_table_go (CR_WINDOW (data)->node_table, 1);
}

static void
find_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_node_table_go (CR_WINDOW (data)->node_table, -1);
}

static void
search_gates (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  show_page (self, self->palette_side, self->left_pages, "gates");
  cr_palette_search (self->palette);
}

/* Made when it is first asked for. */
static void
search_commands (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  if (self->command_search == NULL)
    {
      self->command_search = cr_command_search_new (self->canvas);
      gtk_widget_set_parent (self->command_search, GTK_WIDGET (self->title));
    }
  cr_command_search_open (CR_COMMAND_SEARCH (self->command_search));
}

static void
show_menu (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_menu_button_popup (CR_WINDOW (data)->menu_button);
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *shortcuts = cr_actions_new_shortcuts_window ();

  gtk_window_set_transient_for (GTK_WINDOW (shortcuts), data);
  gtk_window_present (GTK_WINDOW (shortcuts));
}

static void
start_tour (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_start_tour (data);
}

static void
show_help (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_window_show_help (data);
}

static const GActionEntry actions[] = {
  { .name = "new-graph", .activate = new_graph },
  { .name = "new-network", .activate = new_network },
  { .name = "open", .activate = open_file },
  { .name = "open-uri", .activate = open_uri, .parameter_type = "s" },
  { .name = "open-example", .activate = open_example, .parameter_type = "s" },
  { .name = "save", .activate = save },
  { .name = "save-as", .activate = save_as },
  { .name = "export-picture", .activate = export_picture },
  { .name = "export-program", .activate = export_program, .parameter_type = "s" },
  { .name = "print", .activate = print_picture },
  { .name = "close", .activate = close_window },
  { .name = "undo", .activate = undo },
  { .name = "redo", .activate = redo },
  { .name = "show-history", .activate = show_history },
  { .name = "go-to-version", .activate = go_to_version, .parameter_type = "u" },
  { .name = "layout", .activate = layout },
  { .name = "present", .activate = present_slides },
  { .name = "show-gates", .activate = show_gates },
  { .name = "show-data", .activate = show_data },
  { .name = "show-lesson", .activate = show_lesson },
  { .name = "show-properties", .activate = show_inspector_page },
  { .name = "show-results", .activate = show_results },
  { .name = "show-outline", .activate = show_outline },
  { .name = "find", .activate = find },
  { .name = "find-next", .activate = find_next },
  { .name = "find-previous", .activate = find_previous },
  { .name = "search-gates", .activate = search_gates },
  { .name = "search-commands", .activate = search_commands },
  { .name = "show-menu", .activate = show_menu },
  { .name = "show-shortcuts", .activate = show_shortcuts },
  { .name = "start-tour", .activate = start_tour },
  { .name = "show-help", .activate = show_help },
};

#define SHOW_PALETTE "show-palette"
#define SHOW_INSPECTOR "show-inspector"
#define WHEEL "wheel"

static void
add_property_action (CrWindow *self, const char *name, gpointer widget, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, widget, property);

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

/* A menu that has closed with one of its submenus leaves the focus in it, where no key is heard. */
static void
on_menu_closed (GtkWidget *menu, CrWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->document != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, menu)))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

void
cr_window_add_actions (CrWindow *self)
{
  GtkMenuButton *const menu_buttons[] = { self->menu_button, self->open_button };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_property_action (self, SHOW_PALETTE, self->palette_side, "shows-panel");
  add_property_action (self, SHOW_INSPECTOR, self->inspector_side, "shows-panel");
  add_property_action (self, WHEEL, self->canvas, "wheel");
  cr_window_add_view_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas", cr_canvas_get_actions (self->canvas));
  for (guint i = 0; i < G_N_ELEMENTS (menu_buttons); i++)
    {
      GtkPopover *menu = gtk_menu_button_get_popover (menu_buttons[i]);

      g_signal_connect (menu, "map", G_CALLBACK (cr_accessible_name_all), NULL); /* its items are others now and then */
      g_signal_connect_object (menu, "closed", G_CALLBACK (on_menu_closed), self, G_CONNECT_AFTER);
    }
}

void
cr_window_drop_property_actions (CrWindow *self)
{
  g_action_map_remove_action (G_ACTION_MAP (self), SHOW_PALETTE);
  g_action_map_remove_action (G_ACTION_MAP (self), SHOW_INSPECTOR);
  g_action_map_remove_action (G_ACTION_MAP (self), WHEEL);
}

void
cr_window_set_tooltips (GtkWidget *widget)
{
  const char *action = GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (action != NULL && (cr_action_find (action) != NULL || cr_canvas_action_find (action) != NULL))
    {
      g_autofree char *tooltip = cr_action_dup_tooltip (action);

      gtk_widget_set_tooltip_text (widget, tooltip);
    }
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)) != NULL)
    cr_choice_keep_clear (widget, GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    cr_window_set_tooltips (child);
}
