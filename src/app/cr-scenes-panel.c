/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenes of a document. */
#include "cr-scenes-panel.h"

#include "cr-scene-details.h"
#include "cr-scene.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>

struct _CrScenesPanel
{
  CrPanel parent_instance;

  CrParts *shown; /* (nullable): whose scenes the list has */
  int index;      /* of the scene that is looked at, or -1 */
  gboolean is_updating;
  GtkWidget *hint;
  GtkWidget *list;
  GtkWidget *details;
  GtkWidget *order; /* the buttons that move a scene or take it away */
  GtkWidget *up;
  GtkWidget *down;
};

G_DEFINE_FINAL_TYPE (CrScenesPanel, cr_scenes_panel, CR_TYPE_PANEL)

static const GPtrArray *
get_scenes (CrScenesPanel *self)
{
  return cr_graph_get_parts (cr_panel_get_graph (CR_PANEL (self)))->scenes;
}

static const CrScene *
get_scene (CrScenesPanel *self)
{
  const GPtrArray *scenes = get_scenes (self);

  return self->index >= 0 && (guint) self->index < scenes->len ? scenes->pdata[self->index] : NULL;
}

/* --- What it shows --- */

static void
remove_rows (GtkWidget *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

/* By its title; where that is the one before's too, by its step. */
static char *
dup_row_name (CrScenesPanel *self, const CrScene *scene, const CrScene *before)
{
  if (before != NULL && g_strcmp0 (scene->title, before->title) == 0)
    return cr_scene_details_dup_step (scene, cr_panel_get_graph (CR_PANEL (self)));
  return g_strdup (scene->title != NULL ? scene->title : _("Without a title"));
}

static void
append_row (CrScenesPanel *self, const CrScene *scene, const CrScene *before, guint number)
{
  g_autofree char *name = dup_row_name (self, scene, before);
  g_autofree char *numbered = g_strdup_printf ("%u  %s", number + 1, name);
  g_autofree char *markup = cr_text_symbol_to_markup (numbered);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "scene-row");
  gtk_list_box_append (GTK_LIST_BOX (self->list), label);
}

static void
update_list (CrScenesPanel *self)
{
  const CrParts *parts = cr_graph_get_parts (cr_panel_get_graph (CR_PANEL (self)));

  if (parts != self->shown)
    {
      g_clear_pointer (&self->shown, cr_parts_unref);
      self->shown = cr_parts_ref (parts);
      remove_rows (self->list);
      for (guint i = 0; i < parts->scenes->len; i++)
        append_row (self, parts->scenes->pdata[i], i > 0 ? parts->scenes->pdata[i - 1] : NULL, i);
    }
  gtk_widget_set_visible (self->list, parts->scenes->len > 0);
  gtk_widget_set_visible (self->hint, parts->scenes->len == 0);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), self->index));
}

static void
cr_scenes_panel_update (CrPanel *panel)
{
  CrScenesPanel *self = CR_SCENES_PANEL (panel);
  const CrScene *scene = get_scene (self);

  self->is_updating = TRUE;
  if (scene == NULL)
    self->index = -1;
  update_list (self);
  cr_scene_details_show (CR_SCENE_DETAILS (self->details), self->index);
  gtk_widget_set_visible (self->order, scene != NULL);
  gtk_widget_set_sensitive (self->up, self->index > 0);
  gtk_widget_set_sensitive (self->down, (guint) self->index + 1 < get_scenes (self)->len);
  self->is_updating = FALSE;
}

/* --- Looking at one --- */

/* The window shows the step of the scene, and selects what it lights. */
static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, CrScenesPanel *self)
{
  CrCanvas *canvas = cr_panel_get_canvas (CR_PANEL (self));
  const CrScene *scene;

  if (self->is_updating || row == NULL)
    return;
  self->index = gtk_list_box_row_get_index (row);
  scene = get_scene (self);
  if (scene != NULL)
    cr_player_go (cr_canvas_get_player (canvas),
                  cr_scene_find_position (scene, cr_document_get_timeline (cr_panel_get_document (CR_PANEL (self)))));
  cr_panel_update (CR_PANEL (self));
}

/* --- The list --- */

static void
on_add (CrScenesPanel *self)
{
  CrDocument *document = cr_panel_get_document (CR_PANEL (self));
  const CrGraph *graph = cr_document_get_graph (document);
  CrScene *scene = cr_scene_new ();
  guint place = self->index >= 0 ? (guint) self->index + 1 : get_scenes (self)->len;

  scene->title = g_strdup (cr_document_get_title (document));
  cr_scene_set_position (scene, graph, cr_document_get_timeline (document), cr_document_get_position (document));
  self->index = place;
  cr_panel_take_edit (CR_PANEL (self), cr_graph_with_scene (graph, place, scene), _("Add a scene"));
  cr_scene_unref (scene);
}

static void
on_remove (CrScenesPanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));

  if (get_scene (self) == NULL)
    return;
  cr_panel_take_edit (CR_PANEL (self), cr_graph_without_scene (graph, self->index), _("Remove a scene"));
  self->index = MIN (self->index, (int) get_scenes (self)->len - 1);
}

static void
move_scene (CrScenesPanel *self, int direction)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  int to = self->index + direction;

  if (get_scene (self) == NULL || to < 0 || (guint) to >= get_scenes (self)->len)
    return;
  cr_panel_take_edit (CR_PANEL (self), cr_graph_with_scene_moved (graph, self->index, to), _("Move a scene"));
  self->index = to;
}

static void
on_up (CrScenesPanel *self)
{
  move_scene (self, -1);
}

static void
on_down (CrScenesPanel *self)
{
  move_scene (self, 1);
}

/* --- Making it --- */

static GtkWidget *
append_icon (CrScenesPanel *self, GtkWidget *box, const char *icon, const char *title, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, title);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (button, "clicked", on_clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
make_order (CrScenesPanel *self)
{
  self->details = cr_scene_details_new (CR_PANEL (self));
  self->order = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->up = append_icon (self, self->order, "go-up-symbolic", _("Earlier"), G_CALLBACK (on_up));
  self->down = append_icon (self, self->order, "go-down-symbolic", _("Later"), G_CALLBACK (on_down));
  append_icon (self, self->order, "user-trash-symbolic", _("Remove the scene"), G_CALLBACK (on_remove));
  gtk_box_append (GTK_BOX (self), self->details);
  gtk_box_append (GTK_BOX (self), self->order);
}

static void
cr_scenes_panel_dispose (GObject *object)
{
  g_clear_pointer (&CR_SCENES_PANEL (object)->shown, cr_parts_unref);
  G_OBJECT_CLASS (cr_scenes_panel_parent_class)->dispose (object);
}

static void
cr_scenes_panel_class_init (CrScenesPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_scenes_panel_dispose;
  CR_PANEL_CLASS (class)->update = cr_scenes_panel_update;
}

static void
cr_scenes_panel_init (CrScenesPanel *self)
{
  CrPanel *panel = CR_PANEL (self);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = cr_panel_new_button (_("Add a Scene"), _("A slide of what the window shows now"), G_CALLBACK (on_add), self);
  GtkWidget *present = gtk_button_new_with_label (_("Present"));

  self->index = -1;
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (panel, "panel-heading")), _("Scenes"));
  self->hint = cr_panel_append_label (panel, "caption-text");
  gtk_label_set_text (GTK_LABEL (self->hint), _("Slides of a lecture: each has a step of the timeline, a text, a spotlight, and what it hides."));
  self->list = cr_panel_new_list (_("Scenes"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_SINGLE);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (present), "win.present");
  gtk_widget_set_hexpand (add, TRUE);
  gtk_widget_set_hexpand (present, TRUE);
  gtk_box_append (GTK_BOX (buttons), add);
  gtk_box_append (GTK_BOX (buttons), present);
  gtk_widget_add_css_class (buttons, "lesson-buttons");
  gtk_box_append (GTK_BOX (self), buttons);
  make_order (self);
}

GtkWidget *
cr_scenes_panel_new (CrCanvas *canvas)
{
  CrScenesPanel *self = g_object_new (CR_TYPE_SCENES_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}
