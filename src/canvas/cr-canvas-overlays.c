/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets that lie over the picture: what an empty canvas teaches, messages, the in-place entry, the context menu. */
#include "cr-canvas-private.h"

#include "cr-canvas-resources.h"

#include <glib/gi18n-lib.h>

#define BUBBLE_SECONDS 4

void
cr_canvas_install_style (void)
{
  static gboolean is_installed = FALSE;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (is_installed)
    return;
  is_installed = TRUE;
  provider = gtk_css_provider_new ();
  cr_canvas_get_resource (); /* links it in */
  gtk_css_provider_load_from_resource (provider, "/org/chainrule/canvas/canvas.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* --- The hint of an empty canvas --- */

/* The key of an action as it stands on the keyboard; free with g_free(). */
static char *
dup_key (const char *action)
{
  guint keyval;
  GdkModifierType modifiers;

  gtk_accelerator_parse (cr_canvas_action_find (action)->accelerators[0], &keyval, &modifiers);
  return gtk_accelerator_get_label (keyval, modifiers);
}

/* What an empty canvas teaches; and the way back where nothing of the graph is in sight. */
void
cr_canvas_update_hint (CrCanvas *canvas)
{
  const CrGraph *graph = cr_editor_get_graph (canvas->editor);
  gboolean is_empty = graph != NULL && cr_graph_get_n_nodes (graph) == 0;
  gboolean is_out_of_sight = graph != NULL && !is_empty && !cr_editor_shows_something (canvas->editor);
  gboolean is_shown = (is_empty && canvas->ghost == NULL) || is_out_of_sight;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  if (!is_shown)
    {
      if (gtk_widget_get_visible (canvas->hint))
        gtk_widget_set_visible (canvas->hint, FALSE);
      return;
    }
  key = dup_key (is_empty ? "canvas.add-gate" : "canvas.zoom-fit");
  if (is_out_of_sight)
    text = g_strdup_printf (_("The graph is out of sight.\n%s shows all of it."), key);
  else
    text = g_strdup_printf (_("Drag a gate from the left onto this grid,\nor double-click here, or press %s, to search for one.\n"
                              "Then drag from its right port to wire it."),
                            key);
  if (!g_str_equal (gtk_label_get_text (GTK_LABEL (canvas->hint)), text))
    gtk_label_set_text (GTK_LABEL (canvas->hint), text);
  gtk_widget_set_visible (canvas->hint, TRUE);
}

/* --- The bubble --- */

static gboolean
on_bubble_timeout (gpointer data)
{
  CrCanvas *canvas = data;

  canvas->bubble_source = 0;
  gtk_widget_set_visible (canvas->bubble, FALSE);
  return G_SOURCE_REMOVE;
}

void
cr_canvas_show_bubble (CrCanvas *canvas, const char *message, CrPoint place)
{
  g_clear_handle_id (&canvas->bubble_source, g_source_remove);
  gtk_label_set_text (GTK_LABEL (canvas->bubble), message);
  canvas->bubble_place = place;
  gtk_widget_set_visible (canvas->bubble, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  canvas->bubble_source = g_timeout_add_seconds (BUBBLE_SECONDS, on_bubble_timeout, canvas);
}

void
cr_canvas_hide_bubble (CrCanvas *canvas)
{
  g_clear_handle_id (&canvas->bubble_source, g_source_remove);
  gtk_widget_set_visible (canvas->bubble, FALSE);
}

/* --- The context menu --- */

/* What the menu has of a section (transfer full). */
static GMenu *
make_section (CrCanvasSection section)
{
  GMenu *items = g_menu_new ();
  guint n_actions;
  const CrCanvasAction *actions = cr_canvas_action_get_all (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    if (actions[i].name != NULL && actions[i].section == section && actions[i].is_in_menu)
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (cr_canvas_action_get_title (&actions[i]), actions[i].name);

        g_menu_item_set_attribute (item, "accel", "s", actions[i].accelerators[0]);
        g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled"); /* else it is too tall for small screens */
        g_menu_append_item (items, item);
      }
  return items;
}

/* Sections one below the other; those that are menus of their own stand in one section together. */
static GMenuModel *
make_menu_model (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) submenus = NULL;

  for (int section = 0; section < CR_CANVAS_N_SECTIONS; section++)
    {
      g_autoptr (GMenu) items = make_section ((CrCanvasSection) section);

      if (!cr_canvas_section_is_submenu ((CrCanvasSection) section))
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (items));
          continue;
        }
      if (submenus == NULL)
        {
          submenus = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (submenus));
        }
      g_menu_append_submenu (submenus, cr_canvas_section_get_title ((CrCanvasSection) section), G_MENU_MODEL (items));
    }
  return G_MENU_MODEL (menu);
}

void
cr_canvas_open_menu (CrCanvas *canvas, CrPoint place)
{
  if (canvas->menu == NULL)
    {
      g_autoptr (GMenuModel) model = make_menu_model ();

      canvas->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (canvas->menu), FALSE);
      gtk_popover_set_position (GTK_POPOVER (canvas->menu), GTK_POS_RIGHT); /* beside the pointer it moves up where there is no room below */
      gtk_widget_set_valign (canvas->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (canvas->menu, GTK_WIDGET (canvas));
    }
  canvas->menu_place = place;
  gtk_popover_set_pointing_to (GTK_POPOVER (canvas->menu), &(GdkRectangle) { (int) place.x, (int) place.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (canvas->menu));
}

/* --- All of them --- */

void
cr_canvas_add_overlays (CrCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);

  cr_canvas_install_style ();
  canvas->hint = gtk_label_new (NULL);
  gtk_label_set_justify (GTK_LABEL (canvas->hint), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (canvas->hint), TRUE);
  gtk_widget_add_css_class (canvas->hint, "dim-label");
  gtk_widget_add_css_class (canvas->hint, "hint");
  gtk_widget_set_can_target (canvas->hint, FALSE);
  gtk_widget_set_visible (canvas->hint, FALSE);
  gtk_widget_set_parent (canvas->hint, widget);

  canvas->entry = cr_canvas_make_entry (canvas);
  gtk_widget_set_parent (canvas->entry, widget);

  cr_canvas_add_answer (canvas);

  canvas->bubble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (canvas->bubble), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (canvas->bubble), 60);
  gtk_widget_add_css_class (canvas->bubble, "bubble");
  gtk_widget_set_can_target (canvas->bubble, FALSE);
  gtk_widget_set_visible (canvas->bubble, FALSE);
  gtk_widget_set_parent (canvas->bubble, widget);

  cr_canvas_add_card (canvas);
  cr_canvas_add_trail (canvas);
  cr_canvas_add_progress (canvas);
  cr_canvas_add_overview (canvas);
}

void
cr_canvas_remove_overlays (CrCanvas *canvas)
{
  g_clear_handle_id (&canvas->bubble_source, g_source_remove);
  cr_canvas_remove_card (canvas);
  g_clear_pointer (&canvas->trail, gtk_widget_unparent);
  cr_canvas_remove_progress (canvas);
  cr_canvas_remove_overview (canvas);
  g_clear_pointer (&canvas->hint, gtk_widget_unparent);
  g_clear_pointer (&canvas->bubble, gtk_widget_unparent);
  g_clear_pointer (&canvas->entry, gtk_widget_unparent);
  g_clear_pointer (&canvas->answer, gtk_widget_unparent);
  g_clear_pointer (&canvas->answer_hint, gtk_widget_unparent);
  g_clear_pointer (&canvas->menu, gtk_widget_unparent);
  cr_canvas_remove_search (canvas);
}

void
cr_canvas_allocate_at (GtkWidget *child, double x, double y, int child_width, int child_height, int width, int height)
{
  GskTransform *transform;
  float left = CLAMP (x, 0, MAX (0, width - child_width));
  float top = CLAMP (y, 0, MAX (0, height - child_height));

  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (left, top));
  gtk_widget_allocate (child, child_width, child_height, -1, transform);
}

void
cr_canvas_measure_label (GtkWidget *label, int most, int *width, int *height)
{
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  *width = MIN (*width, most);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, *width, NULL, height, NULL, NULL);
}

void
cr_canvas_allocate_overlays (CrCanvas *canvas, int width, int height)
{
  int child_width, child_height;

  if (gtk_widget_get_visible (canvas->hint))
    {
      cr_canvas_measure_label (canvas->hint, width, &child_width, &child_height);
      cr_canvas_allocate_at (canvas->hint, (width - child_width) / 2.0, (height - child_height) / 2.0, child_width, child_height, width,
                   height);
    }
  if (gtk_widget_get_visible (canvas->entry) && cr_editor_get_entry (canvas->editor) != NULL)
    cr_canvas_allocate_entry (canvas, width, height);
  cr_canvas_allocate_answer (canvas, width, height);
  if (gtk_widget_get_visible (canvas->bubble))
    {
      cr_canvas_measure_label (canvas->bubble, width, &child_width, &child_height);
      cr_canvas_allocate_at (canvas->bubble, canvas->bubble_place.x - child_width / 2.0, canvas->bubble_place.y - child_height - CR_CANVAS_BUBBLE_GAP,
                   child_width, child_height, width, height);
    }
  cr_canvas_allocate_card (canvas, width, height);
  cr_canvas_allocate_trail (canvas, width, height);
  cr_canvas_allocate_progress (canvas, width, height);
  cr_canvas_allocate_overview (canvas, width, height);
  if (canvas->menu != NULL)
    gtk_popover_present (GTK_POPOVER (canvas->menu));
  if (canvas->search != NULL)
    gtk_popover_present (GTK_POPOVER (canvas->search));
}

void
cr_canvas_snapshot_overlays (CrCanvas *canvas, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (canvas);

  gtk_widget_snapshot_child (widget, canvas->hint, snapshot);
  gtk_widget_snapshot_child (widget, canvas->overview_area, snapshot);
  gtk_widget_snapshot_child (widget, canvas->entry, snapshot);
  gtk_widget_snapshot_child (widget, canvas->answer, snapshot);
  gtk_widget_snapshot_child (widget, canvas->answer_hint, snapshot);
  gtk_widget_snapshot_child (widget, canvas->card, snapshot);
  gtk_widget_snapshot_child (widget, canvas->trail, snapshot);
  gtk_widget_snapshot_child (widget, canvas->progress, snapshot);
  gtk_widget_snapshot_child (widget, canvas->bubble, snapshot);
}
