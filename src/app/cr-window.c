/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: header bar, palette, canvas, inspector for one document; the start page while there is none. */
#include "cr-window-private.h"

#include "cr-accessible.h"
#include "cr-actions.h"
#include "cr-application.h"
#include "cr-compat.h"
#include "cr-data-panel.h"
#include "cr-paint-panel.h"
#include "cr-lecture.h"
#include "cr-recent.h"
#include "cr-training-panel.h"
#include "cr-weight-legend.h"
#include "cr-window-export.h"
#include "cr-window-files.h"

#include <glib/gi18n-lib.h>

#define TOAST_TIME 3 /* seconds */

G_DEFINE_FINAL_TYPE (CrWindow, cr_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- What follows the document --- */

static void
set_enabled (CrWindow *self, const char *action, gboolean is_enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), is_enabled);
}

static void
set_history_tooltip (GtkWidget *button, const char *action, const char *step)
{
  g_autofree char *tooltip = cr_action_dup_tooltip (action);
  g_autofree char *with_step = step != NULL ? g_strdup_printf (_("%s: %s"), tooltip, step) : NULL;

  if (g_strcmp0 (gtk_widget_get_tooltip_text (button), with_step != NULL ? with_step : tooltip) != 0)
    gtk_widget_set_tooltip_text (button, with_step != NULL ? with_step : tooltip);
}

static void
update_history (CrWindow *self)
{
  const char *undo = self->document != NULL ? cr_document_get_undo_name (self->document) : NULL;
  const char *redo = self->document != NULL ? cr_document_get_redo_name (self->document) : NULL;

  /* What is being trained can be taken back before it has become a step; the number of its steps, another with every frame, is told then. */
  if (self->session != NULL && cr_training_session_is_running (self->session))
    undo = _("Train");
  set_enabled (self, "undo", undo != NULL);
  set_enabled (self, "redo", redo != NULL);
  set_history_tooltip (self->undo_button, "win.undo", undo);
  set_history_tooltip (self->redo_button, "win.redo", redo);
}

/* Whether there is a file, or an example that came under a name. */
static gboolean
has_name (CrWindow *self)
{
  return cr_document_get_file (self->document) != NULL || self->file_name != NULL;
}

/* Whether the name says more than the title: a graph without a title is called by its file. */
static gboolean
is_titled (CrWindow *self, const char *name)
{
  return has_name (self) && !g_str_equal (name, cr_document_get_title (self->document));
}

static void
update_title (CrWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *window_title = NULL;
  const char *mark;

  if (self->document == NULL)
    {
      adw_window_title_set_title (self->title, _("Chainrule"));
      adw_window_title_set_subtitle (self->title, NULL);
      gtk_window_set_title (GTK_WINDOW (self), _("Chainrule"));
      return;
    }
  mark = cr_document_is_modified (self->document) ? "• " : "";
  name = cr_window_dup_name (self);
  subtitle = g_strconcat (mark, is_titled (self, name) ? name : has_name (self) ? "" : _("not saved yet"), NULL);
  /* Translators: the title of a window: a mark where it has unsaved changes, the graph's title */
  window_title = g_strdup_printf (_("%s%s – Chainrule"), mark, cr_document_get_title (self->document));
  adw_window_title_set_title (self->title, cr_document_get_title (self->document));
  adw_window_title_set_subtitle (self->title, subtitle);
  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self)), window_title) != 0) /* else the desktop would be told with every frame of a run */
    gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
update_actions (CrWindow *self)
{
  static const char *const needing_document[] = { "save", "save-as", "export-picture", "export-program", "print", "layout", "present",
                                                  "search-gates", "show-gates", "show-data", "show-lesson", "show-history",
                                                  "show-outline", "find", "find-next", "find-previous" };

  for (guint i = 0; i < G_N_ELEMENTS (needing_document); i++)
    set_enabled (self, needing_document[i], self->document != NULL);
}

static void
on_document_changed (CrWindow *self)
{
  update_history (self);
  update_title (self);
  update_actions (self);
  cr_window_update_controls (self);
  cr_window_update_transports (self);
}

static gboolean
show_zoom (gpointer data)
{
  CrWindow *self = data;
  double zoom;
  g_autofree char *text = NULL;

  self->zoom_id = 0;
  g_object_get (self->canvas, "zoom", &zoom, NULL);
  text = g_strdup_printf (_("%.0f %%"), 100 * zoom);
  gtk_label_set_text (self->zoom_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self->zoom_label))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return G_SOURCE_REMOVE;
}

/* The canvas fits a graph into its view while sizes are given out; then no other widget may ask for another size. */
static void
on_zoom_changed (CrWindow *self)
{
  if (self->zoom_id == 0)
    self->zoom_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, show_zoom, self, NULL);
}

/* A graph with data is for training, another for wiring. */
static void
choose_pages (CrWindow *self)
{
  const CrTraining *training = cr_graph_get_parts (cr_document_get_graph (self->document))->training;
  gboolean has_data = training != NULL && training->dataset.kind != CR_DATASET_NONE;

  gtk_stack_set_visible_child_name (self->left_pages, has_data ? "data" : "gates");
  gtk_stack_set_visible_child_name (self->right_pages, has_data ? "results" : "inspector");
  if (has_data)
    gtk_stack_set_visible_child_name (self->transports, "training");
}

static void
on_gate_activated (CrWindow *self, gpointer gate)
{
  if (self->document == NULL)
    return;
  cr_canvas_add_gate_in_view (self->canvas, gate);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* --- Files dropped on the window --- */

/* Tables of numbers are data, by their name. */
static gboolean
is_table (GFile *file)
{
  static const char *const endings[] = { ".csv", ".tsv", ".txt" };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* For the graph that is open; where none is, for a new one. */
static void
take_table (CrWindow *self, GFile *file)
{
  if (self->document == NULL)
    cr_window_new_graph (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-data", NULL);
  cr_paint_panel_take_file (CR_PAINT_PANEL (self->paint_panel), file);
}

static gboolean
on_drop (CrWindow *self, const GValue *value, double x, double y)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *item = files; item != NULL; item = item->next)
    if (is_table (item->data))
      take_table (self, item->data);
    else
      cr_application_open_file (CR_APPLICATION (application), self, item->data);
  return files != NULL;
}

static void
add_drop_target (CrWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- Closing --- */

gboolean
cr_window_has_changes (CrWindow *window)
{
  g_return_val_if_fail (CR_IS_WINDOW (window), FALSE);

  cr_window_finish_typing (window);
  cr_window_pause_training (window);
  return window->document != NULL && cr_document_is_modified (window->document);
}

static gboolean
cr_window_close_request (GtkWindow *window)
{
  CrWindow *self = CR_WINDOW (window);

  cr_window_remember_state (self);
  if (cr_window_has_changes (self))
    {
      cr_window_ask_to_close (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (cr_window_parent_class)->close_request (window);
}

static void
cr_window_dispose (GObject *object)
{
  CrWindow *self = CR_WINDOW (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_handle_id (&self->zoom_id, g_source_remove);
  g_clear_pointer (&self->command_search, gtk_widget_unparent);
  g_clear_pointer (&self->history_list, gtk_widget_unparent);
  cr_window_drop_property_actions (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->trouble, g_free);
  G_OBJECT_CLASS (cr_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, CrWindow, recent_section);
  gtk_widget_class_bind_template_child (class, CrWindow, examples_section);
  gtk_widget_class_bind_template_child (class, CrWindow, open_elsewhere);
  gtk_widget_class_bind_template_child (class, CrWindow, programs_section);
  gtk_widget_class_bind_template_child (class, CrWindow, width_bin);
  gtk_widget_class_bind_template_child (class, CrWindow, title);
  gtk_widget_class_bind_template_child (class, CrWindow, notice);
  gtk_widget_class_bind_template_child (class, CrWindow, start_toasts);
  gtk_widget_class_bind_template_child (class, CrWindow, toasts);
  gtk_widget_class_bind_template_child (class, CrWindow, stack);
  gtk_widget_class_bind_template_child (class, CrWindow, start_page);
  gtk_widget_class_bind_template_child (class, CrWindow, editor_box);
  gtk_widget_class_bind_template_child (class, CrWindow, palette_side);
  gtk_widget_class_bind_template_child (class, CrWindow, left_pages);
  gtk_widget_class_bind_template_child (class, CrWindow, palette);
  gtk_widget_class_bind_template_child (class, CrWindow, data_page);
  gtk_widget_class_bind_template_child (class, CrWindow, inspector_side);
  gtk_widget_class_bind_template_child (class, CrWindow, right_pages);
  gtk_widget_class_bind_template_child (class, CrWindow, results_stack_page);
  gtk_widget_class_bind_template_child (class, CrWindow, inspector);
  gtk_widget_class_bind_template_child (class, CrWindow, results_page);
  gtk_widget_class_bind_template_child (class, CrWindow, canvas);
  gtk_widget_class_bind_template_child (class, CrWindow, headings);
  gtk_widget_class_bind_template_child (class, CrWindow, canvas_box);
  gtk_widget_class_bind_template_child (class, CrWindow, bottom_box);
  gtk_widget_class_bind_template_child (class, CrWindow, transport_bin);
  gtk_widget_class_bind_template_child (class, CrWindow, transports);
  gtk_widget_class_bind_template_child (class, CrWindow, transport_switcher);
  gtk_widget_class_bind_template_child (class, CrWindow, transport);
  gtk_widget_class_bind_template_child (class, CrWindow, palette_button);
  gtk_widget_class_bind_template_child (class, CrWindow, open_button);
  gtk_widget_class_bind_template_child (class, CrWindow, save_button);
  gtk_widget_class_bind_template_child (class, CrWindow, undo_button);
  gtk_widget_class_bind_template_child (class, CrWindow, redo_button);
  gtk_widget_class_bind_template_child (class, CrWindow, zoom_box);
  gtk_widget_class_bind_template_child (class, CrWindow, zoom_label);
  gtk_widget_class_bind_template_child (class, CrWindow, inspector_button);
  gtk_widget_class_bind_template_child (class, CrWindow, menu_button);
  gtk_widget_class_bind_template_child (class, CrWindow, present_button);
}

static void
cr_window_class_init (CrWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cr_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = cr_window_close_request;

  g_type_ensure (CR_TYPE_CANVAS);
  g_type_ensure (CR_TYPE_SIDE_VIEW);
  g_type_ensure (CR_TYPE_INSPECTOR);
  g_type_ensure (CR_TYPE_HEADINGS);
  g_type_ensure (CR_TYPE_NOTICE);
  g_type_ensure (CR_TYPE_PAGE);
  g_type_ensure (CR_TYPE_PALETTE);
  g_type_ensure (CR_TYPE_START_PAGE);
  g_type_ensure (CR_TYPE_TRANSPORT);
  g_type_ensure (CR_TYPE_WEIGHT_LEGEND);
  g_type_ensure (CR_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_width_changed", G_CALLBACK (cr_window_on_width_changed));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_transport_width_changed", G_CALLBACK (cr_window_update_transports));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_panels_changed", G_CALLBACK (cr_window_on_panels_changed));
  gtk_widget_class_bind_template_callback (widget_class, on_gate_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_changed);
}

static void
cr_window_init (CrWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (adw_style_manager_get_default (), "dark", self->canvas, "dark", G_BINDING_SYNC_CREATE);
  cr_page_append (self->data_page, CR_PANEL (cr_data_panel_new (self->canvas)));
  self->paint_panel = cr_paint_panel_new (self->canvas);
  cr_page_append (self->data_page, CR_PANEL (self->paint_panel));
  cr_page_append (self->data_page, CR_PANEL (cr_training_panel_new (self->canvas)));
  self->node_table = CR_NODE_TABLE (cr_node_table_new (self->canvas));
  gtk_stack_add_titled (self->right_pages, GTK_WIDGET (self->node_table), "outline", _("Outline"));
  cr_window_init_notice (self);
  cr_window_add_transport_action (self);
  cr_window_add_training (self);
  cr_window_add_actions (self);
  cr_window_set_tooltips (GTK_WIDGET (self));
  add_drop_target (self);
  cr_recent_fill_menu (self->recent_section);
  cr_lecture_append_to_menu (self->examples_section);
  cr_window_fill_program_menu (self->programs_section);
  cr_window_add_lesson (self);
  cr_window_add_tour (self);
  cr_window_add_presentation (self);
  cr_accessible_name_all (GTK_WIDGET (self));
  on_document_changed (self);
}

CrWindow *
cr_window_new (CrApplication *application)
{
  CrWindow *self = g_object_new (CR_TYPE_WINDOW, "application", application, NULL);

  self->settings = cr_application_get_settings (application);
  cr_window_restore_state (self);
  return self;
}

CrDocument *
cr_window_get_document (CrWindow *window)
{
  g_return_val_if_fail (CR_IS_WINDOW (window), NULL);

  return window->document;
}

void
cr_window_set_document (CrWindow *window, CrDocument *document, const char *file_name)
{
  g_return_if_fail (CR_IS_WINDOW (window));
  g_return_if_fail (CR_IS_DOCUMENT (document));

  cr_window_end_presentation (window);
  if (window->document != NULL)
    g_signal_handlers_disconnect_by_data (window->document, window);
  g_set_object (&window->document, document);
  g_free (window->file_name);
  window->file_name = g_strdup (file_name);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), window);
  g_signal_connect_swapped (document, "saved", G_CALLBACK (on_document_changed), window);
  g_signal_connect_swapped (document, "notify", G_CALLBACK (on_document_changed), window);

  cr_window_follow_disk (window);
  cr_window_follow_tour (window);
  cr_window_follow_session (window);
  gtk_stack_set_visible_child_name (window->stack, "editor");
  cr_canvas_set_document (window->canvas, document);
  cr_window_follow_view (window);
  cr_window_follow_training (window);
  cr_window_follow_lesson (window);
  choose_pages (window);
  gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
  on_document_changed (window);
  if (window->presents_next)
    {
      window->presents_next = FALSE;
      cr_window_present_slides (window);
    }
}

char *
cr_window_dup_file_name (CrWindow *window)
{
  GFile *file;

  g_return_val_if_fail (CR_IS_WINDOW (window), NULL);

  file = window->document != NULL ? cr_document_get_file (window->document) : NULL;
  if (file != NULL)
    return g_file_get_basename (file);
  return g_strdup (window->file_name != NULL ? window->file_name : _("untitled.chainrule"));
}

char *
cr_window_dup_name (CrWindow *window)
{
  g_return_val_if_fail (CR_IS_WINDOW (window), NULL);
  g_return_val_if_fail (window->document != NULL, NULL);

  return has_name (window) ? cr_window_dup_file_name (window) : g_strdup (cr_document_get_title (window->document));
}

gboolean
cr_window_is_fresh (CrWindow *window)
{
  CrDocument *document;

  g_return_val_if_fail (CR_IS_WINDOW (window), FALSE);

  document = window->document;
  return document == NULL
         || (cr_document_get_file (document) == NULL && !cr_document_is_modified (document)
             && cr_graph_get_n_nodes (cr_document_get_graph (document)) == 0);
}

void
cr_window_show_toast (CrWindow *window, const char *text)
{
  g_autofree char *title = NULL;
  AdwToast *toast;

  g_return_if_fail (CR_IS_WINDOW (window));

  title = g_markup_escape_text (text, -1);
  toast = adw_toast_new (title);
  adw_toast_set_timeout (toast, TOAST_TIME);
  cr_window_add_toast (window, toast);
}

/* Over the canvas, so that the bar below it and the panels stay free. */
void
cr_window_add_toast (CrWindow *window, AdwToast *toast)
{
  g_return_if_fail (CR_IS_WINDOW (window));

  adw_toast_overlay_add_toast (window->document != NULL ? window->toasts : window->start_toasts, toast);
}

void
cr_window_show_error (CrWindow *window, const char *heading, const char *message, const char *advice)
{
  g_autofree char *body = g_strconcat (message, advice != NULL ? "\n\n" : NULL, advice, NULL);
  const CrCompatButton buttons[] = { { "close", _("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };

  cr_compat_ask (GTK_WINDOW (window), heading, body, buttons, NULL, "close", NULL, NULL);
}
