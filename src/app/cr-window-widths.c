/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows at which width: buttons of the header, panels beside the canvas or over it, the bars below it. */
#include "cr-window-private.h"

#include <glib/gi18n-lib.h>

#define LEAST_WITH_SAVE 560        /* pixels of a window whose header has room for buttons to save and to redo, and for the word Open */
#define LEAST_WITH_ALL_BUTTONS 860 /* and for all others beside a title */
#define LEAST_WITH_HEADING 740     /* pixels of a start page whose heading has its buttons at its side */
#define LEAST_WITH_ALL 560         /* pixels of a bar below the canvas that shows all it has */
#define LEAST_WITH_SWITCHER 420    /* and of one beside which the bars can be chosen */
#define SWITCHER_HEIGHT 48         /* of the choice above a sheet */
#define SWITCHER 80                /* about how wide that is */

/* --- The header --- */

/* In words or by a picture. */
static void
call_open (CrWindow *self, gboolean in_words)
{
  if (in_words == (gtk_menu_button_get_label (self->open_button) != NULL))
    return;
  if (in_words)
    gtk_menu_button_set_label (self->open_button, _("_Open"));
  else
    gtk_menu_button_set_icon_name (self->open_button, "document-open-symbolic");
}

/* What the button Open has beside commands that the menu has at every width. */
static void
put_open_into_menu (CrWindow *self, gboolean is_in_menu)
{
  gboolean has_recent = g_menu_model_get_n_items (G_MENU_MODEL (self->recent_section)) > 0;
  int n_wanted = is_in_menu ? 1 + has_recent : 0;

  if (g_menu_model_get_n_items (G_MENU_MODEL (self->open_elsewhere)) == n_wanted)
    return;
  g_menu_remove_all (self->open_elsewhere);
  if (!is_in_menu)
    return;
  if (has_recent)
    g_menu_append_submenu (self->open_elsewhere, _("Re_cent"), G_MENU_MODEL (self->recent_section));
  g_menu_append_submenu (self->open_elsewhere, _("_Examples"), G_MENU_MODEL (self->examples_section));
}

void
cr_window_update_controls (CrWindow *self)
{
  gboolean is_shown = self->document != NULL;
  CrWidth width = cr_width_bin_get_width (self->width_bin);
  gboolean is_wide = width < CR_WIDTH_NARROW;
  gboolean is_phone = width == CR_WIDTH_PHONE;
  int pixels = cr_width_bin_get_pixels (self->width_bin);
  gboolean has_room = is_wide || pixels >= LEAST_WITH_SAVE;
  gboolean has_room_for_all = pixels == 0 || pixels >= LEAST_WITH_ALL_BUTTONS;

  gtk_widget_set_visible (self->palette_button, is_shown);
  gtk_widget_set_visible (self->save_button, is_shown && has_room);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), !is_phone);
  gtk_widget_set_visible (self->undo_button, is_shown && !is_phone);
  gtk_widget_set_visible (self->redo_button, is_shown && has_room);
  gtk_widget_set_visible (self->zoom_box, is_shown && is_wide);
  gtk_widget_set_visible (self->inspector_button, is_shown);
  gtk_widget_set_visible (self->present_button, is_shown && has_room_for_all);
  call_open (self, !is_shown || (is_wide ? has_room_for_all : has_room));
  put_open_into_menu (self, is_phone);
}

/* --- The bars below the canvas --- */

static guint
count_transports (CrWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->transports);
  guint n_visible = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      n_visible += gtk_stack_page_get_visible (GTK_STACK_PAGE (page));
    }
  return n_visible;
}

static void
choose_transport (GSimpleAction *action, GVariant *value, gpointer data)
{
  gtk_stack_set_visible_child_name (CR_WINDOW (data)->transports, g_variant_get_string (value, NULL));
}

static void
on_transport_shown (GtkStack *transports, GParamSpec *pspec, GSimpleAction *action)
{
  const char *name = gtk_stack_get_visible_child_name (transports);

  g_simple_action_set_state (action, g_variant_new_string (name != NULL ? name : ""));
}

/* Where the switcher has no room, the menus of the bars have its rows; these are hidden while the action is disabled. */
void
cr_window_add_transport_action (CrWindow *self)
{
  static const GActionEntry entry = { .name = "transport", .parameter_type = "s", .state = "'steps'", .change_state = choose_transport };
  GAction *action;

  g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
  action = g_action_map_lookup_action (G_ACTION_MAP (self), entry.name);
  g_signal_connect_object (self->transports, "notify::visible-child-name", G_CALLBACK (on_transport_shown), action, 0);
}

void
cr_window_update_transports (CrWindow *self)
{
  int pixels = cr_width_bin_get_pixels (self->transport_bin);
  gboolean are_several = count_transports (self) > 1;
  gboolean has_switcher = are_several && (pixels == 0 || pixels >= LEAST_WITH_SWITCHER);
  gboolean is_narrow = pixels > 0 && pixels < LEAST_WITH_ALL + (has_switcher ? SWITCHER : 0);

  gtk_widget_set_visible (self->transport_switcher, has_switcher);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "transport")), are_several && !has_switcher);
  cr_transport_set_narrow (self->transport, is_narrow);
  cr_training_bar_set_narrow (self->training_bar, is_narrow);
}

/* --- Panels --- */

static gboolean
is_over_canvas (CrSideView *side)
{
  return cr_side_view_get_place (side) != CR_SIDE_BESIDE;
}

/* Where both lie over the canvas there is room for one of them only. */
void
cr_window_on_panels_changed (CrWindow *self, GParamSpec *pspec, CrSideView *changed)
{
  CrSideView *other = changed == self->palette_side ? self->inspector_side : self->palette_side;

  if (is_over_canvas (changed) && is_over_canvas (other) && cr_side_view_get_shows_panel (changed))
    cr_side_view_set_shows_panel (other, FALSE);
  if (self->settings == NULL)
    return;
  if (!is_over_canvas (self->palette_side))
    g_settings_set_boolean (self->settings, "show-palette", cr_side_view_get_shows_panel (self->palette_side));
  if (!is_over_canvas (self->inspector_side))
    g_settings_set_boolean (self->settings, "show-inspector", cr_side_view_get_shows_panel (self->inspector_side));
}

/* A panel that begins to lie over the canvas is hidden first; one that comes back beside it is as it was. */
static void
set_place (CrWindow *self, CrSideView *side, CrSidePlace place, const char *key)
{
  gboolean was_over_canvas = is_over_canvas (side);

  cr_side_view_set_place (side, place);
  if (is_over_canvas (side) && !was_over_canvas)
    cr_side_view_set_shows_panel (side, FALSE);
  if (!is_over_canvas (side) && was_over_canvas)
    cr_side_view_set_shows_panel (side, self->settings == NULL || g_settings_get_boolean (self->settings, key));
}

/* A panel that lies over the canvas leaves the bar below it free: what is being read can be gone on with. */
static void
place_bottom (CrWindow *self, gboolean is_below_panels)
{
  GtkBox *box = is_below_panels ? self->editor_box : self->canvas_box;
  GtkWidget *parent = gtk_widget_get_parent (self->bottom_box);

  if (parent == GTK_WIDGET (box))
    return;
  g_object_ref (self->bottom_box);
  gtk_box_remove (GTK_BOX (parent), self->bottom_box);
  gtk_box_append (box, self->bottom_box);
  g_object_unref (self->bottom_box);
}

/* At most so high that most of the canvas above it is seen. */
static int
get_sheet_height (CrWindow *self)
{
  int bottom_height;

  gtk_widget_measure (self->bottom_box, GTK_ORIENTATION_VERTICAL, -1, &bottom_height, NULL, NULL, NULL);
  return MAX ((gtk_widget_get_height (GTK_WIDGET (self->stack)) - bottom_height) * 6 / 10 - SWITCHER_HEIGHT, 1);
}

void
cr_window_on_width_changed (CrWindow *self)
{
  CrWidth width = cr_width_bin_get_width (self->width_bin);
  gboolean is_sheet = width == CR_WIDTH_PHONE;
  int sheet_height = is_sheet ? get_sheet_height (self) : 0;

  place_bottom (self, width >= CR_WIDTH_MEDIUM);
  set_place (self, self->palette_side, width >= CR_WIDTH_NARROW ? CR_SIDE_OVER : CR_SIDE_BESIDE, "show-palette");
  set_place (self, self->inspector_side, is_sheet ? CR_SIDE_BELOW : width >= CR_WIDTH_MEDIUM ? CR_SIDE_OVER : CR_SIDE_BESIDE, "show-inspector");
  cr_inspector_set_sheet_height (self->inspector, sheet_height);
  cr_page_set_sheet_height (self->results_page, sheet_height);
  cr_node_table_set_sheet_height (self->node_table, sheet_height);
  cr_start_page_set_narrow (self->start_page, cr_width_bin_get_pixels (self->width_bin) < LEAST_WITH_HEADING);
  cr_window_update_controls (self);
}
