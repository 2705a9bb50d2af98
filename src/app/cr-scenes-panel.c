/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenes of a document. */
#include "cr-scenes-panel.h"

#include "cr-field.h"
#include "cr-scene.h"
#include "cr-text-field.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>

#define SLIDE_WIDTH 1184.0 /* of a slide 800 high between its margins: as much of the graph as the canvas shows */

/* What is hidden of one kind of number, in the order of the choices. */
typedef enum
{
  HIDES_NOTHING,
  HIDES_ALL,
  HIDES_SOME,
} Hides;

struct _CrScenesPanel
{
  CrPanel parent_instance;

  CrParts *shown; /* (nullable): whose scenes the list has */
  int index;      /* of the scene that is looked at, or -1 */
  gboolean is_updating;
  GtkWidget *hint;
  GtkWidget *list;
  GtkWidget *details;
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *hides[2]; /* values, gradients */
  GtkWidget *keeps_view;
  GtkWidget *spotlight;
  GtkWidget *step;
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

/* A copy to be changed, or NULL. */
static CrScene *
begin_change (CrScenesPanel *self)
{
  const CrScene *scene = self->is_updating ? NULL : get_scene (self);

  return scene != NULL ? cr_scene_copy (scene) : NULL;
}

static void
end_change (CrScenesPanel *self, CrScene *scene, const char *name)
{
  cr_panel_take_edit (CR_PANEL (self), cr_graph_with_scene_changed (cr_panel_get_graph (CR_PANEL (self)), self->index, scene), name);
  cr_scene_unref (scene);
}

/* --- What it shows --- */

static void
remove_rows (GtkWidget *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

static char *
dup_step (CrScenesPanel *self, const CrScene *scene)
{
  static const char *const phases[] = { N_("forward"), N_("loss"), N_("backward"), N_("update") };
  const CrNode *node = scene->has_step ? cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), scene->step.node) : NULL;

  if (!scene->has_step)
    return g_strdup (_("the end"));
  if (node == NULL)
    return g_strdup (_(phases[scene->step.phase]));
  if (cr_gate_is_source (node->gate))
    return g_strdup (_("the start"));
  return g_strdup_printf ("%s, %s", _(phases[scene->step.phase]), cr_node_get_title (node));
}

/* By its title; where that is the one before's too, by its step. */
static char *
dup_row_name (CrScenesPanel *self, const CrScene *scene, const CrScene *before)
{
  if (before != NULL && g_strcmp0 (scene->title, before->title) == 0)
    return dup_step (self, scene);
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

static Hides
get_hides (const CrKeySet *set)
{
  return set->all ? HIDES_ALL : set->keys != NULL && set->keys->len > 0 ? HIDES_SOME : HIDES_NOTHING;
}

static char *
dup_spotlight (CrScenesPanel *self, const CrScene *scene)
{
  guint n_keys = scene->spotlight.keys != NULL ? scene->spotlight.keys->len : 0;

  if (scene->spotlight.all || n_keys == 0)
    return g_strdup (_("on everything"));
  if (n_keys == 1)
    {
      const CrNode *node = cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), g_array_index (scene->spotlight.keys, CrKey, 0));

      return g_strdup (node != NULL ? cr_node_get_title (node) : "");
    }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u node", "%u nodes", n_keys), n_keys);
}

static void
update_details (CrScenesPanel *self, const CrScene *scene)
{
  g_autofree char *step = dup_step (self, scene);
  g_autofree char *spotlight = dup_spotlight (self, scene);

  cr_field_set_text (CR_FIELD (self->title), scene->title != NULL ? scene->title : "");
  cr_text_field_set_text (CR_TEXT_FIELD (self->text), scene->text != NULL ? scene->text : "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->hides[0]), get_hides (&scene->hide.values));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->hides[1]), get_hides (&scene->hide.gradients));
  gtk_switch_set_active (GTK_SWITCH (self->keeps_view), scene->has_zoom && scene->has_center);
  gtk_button_set_label (GTK_BUTTON (self->step), step);
  gtk_button_set_label (GTK_BUTTON (self->spotlight), spotlight);
  gtk_widget_set_sensitive (self->up, self->index > 0);
  gtk_widget_set_sensitive (self->down, (guint) self->index + 1 < get_scenes (self)->len);
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
  gtk_widget_set_visible (self->details, scene != NULL);
  if (scene != NULL)
    update_details (self, scene);
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

/* --- Changing it --- */

static void
on_title_commit (CrScenesPanel *self, const char *text)
{
  CrScene *scene = begin_change (self);

  if (scene == NULL)
    return;
  g_free (scene->title);
  scene->title = *text != '\0' ? g_strdup (text) : NULL;
  end_change (self, scene, _("Change the title of a scene"));
}

static void
on_text_commit (CrScenesPanel *self, const char *text)
{
  CrScene *scene = begin_change (self);

  if (scene == NULL)
    return;
  g_free (scene->text);
  scene->text = *text != '\0' ? g_strdup (text) : NULL;
  end_change (self, scene, _("Change the text of a scene"));
}

/* The selected nodes; groups and frames have no numbers. Where there are none the canvas says so. */
static GArray *
take_selection (CrScenesPanel *self)
{
  CrCanvas *canvas = cr_panel_get_canvas (CR_PANEL (self));
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (CrKey));
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (canvas, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    if (cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), keys[i]) != NULL)
      g_array_append_val (nodes, keys[i]);
  if (nodes->len > 0)
    return g_steal_pointer (&nodes);
  cr_canvas_show_message (canvas, _("Select the nodes on the canvas first."));
  return NULL;
}

static void
on_hides_chosen (CrScenesPanel *self, gboolean gradients)
{
  Hides hides = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->hides[gradients]));
  CrScene *scene = begin_change (self);
  CrKeySet *set = scene != NULL ? gradients ? &scene->hide.gradients : &scene->hide.values : NULL;
  g_autoptr (GArray) nodes = NULL;

  if (scene == NULL)
    return;
  if (hides == HIDES_SOME && (nodes = take_selection (self)) == NULL)
    {
      cr_scene_unref (scene);
      cr_panel_update (CR_PANEL (self));
      return;
    }
  cr_key_set_take (set, nodes != NULL ? (const CrKey *) nodes->data : NULL, nodes != NULL ? nodes->len : 0);
  set->all = set->is_given = hides == HIDES_ALL;
  set->is_given = hides != HIDES_NOTHING;
  end_change (self, scene, _("Change what a scene hides"));
}

static void
on_hides_values (CrScenesPanel *self)
{
  on_hides_chosen (self, FALSE);
}

static void
on_hides_gradients (CrScenesPanel *self)
{
  on_hides_chosen (self, TRUE);
}

/* What the canvas shows now, as wide on the slide. */
static void
on_keeps_view (CrScenesPanel *self)
{
  CrCanvas *canvas = cr_panel_get_canvas (CR_PANEL (self));
  gboolean keeps = gtk_switch_get_active (GTK_SWITCH (self->keeps_view));
  CrScene *scene = begin_change (self);
  CrPoint origin = cr_canvas_to_view (canvas, (CrPoint) { 0, 0 });
  int width = gtk_widget_get_width (GTK_WIDGET (canvas)), height = gtk_widget_get_height (GTK_WIDGET (canvas));
  double zoom;

  if (scene == NULL)
    return;
  g_object_get (canvas, "zoom", &zoom, NULL);
  scene->has_zoom = scene->has_center = keeps && width > 0;
  if (scene->has_zoom)
    {
      scene->zoom = zoom * SLIDE_WIDTH / width;
      scene->center = (CrPoint) { (width / 2.0 - origin.x) / zoom, (height / 2.0 - origin.y) / zoom };
    }
  end_change (self, scene, keeps ? _("Keep the view in a scene") : _("Show all in a scene"));
}

static void
on_take_step (CrScenesPanel *self)
{
  CrDocument *document = cr_panel_get_document (CR_PANEL (self));
  CrScene *scene = begin_change (self);

  if (scene == NULL)
    return;
  cr_scene_set_position (scene, cr_document_get_graph (document), cr_document_get_timeline (document), cr_document_get_position (document));
  end_change (self, scene, _("Change the step of a scene"));
}

/* Of the selected nodes; with none selected off again. */
static void
on_take_spotlight (CrScenesPanel *self)
{
  CrScene *scene = begin_change (self);
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (cr_panel_get_canvas (CR_PANEL (self)), &n_keys);
  g_autoptr (GArray) nodes = n_keys > 0 ? take_selection (self) : NULL;

  if (scene == NULL)
    return;
  cr_key_set_take (&scene->spotlight, nodes != NULL ? (const CrKey *) nodes->data : keys, nodes != NULL ? nodes->len : 0);
  end_change (self, scene, _("Change the spotlight of a scene"));
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
new_button (CrScenesPanel *self, const char *title, const char *explanation, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  if (explanation != NULL)
    gtk_widget_set_tooltip_text (button, explanation);
  g_signal_connect_swapped (button, "clicked", on_clicked, self);
  return button;
}

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

static GtkWidget *
append_hides (CrScenesPanel *self, GtkWidget *rows, const char *title, GCallback on_chosen)
{
  const char *const choices[] = { _("shown"), _("hidden"), _("of the selection hidden"), NULL };
  GtkWidget *choice = cr_panel_new_choice (gtk_string_list_new (choices));

  gtk_widget_add_css_class (choice, "flat");
  g_signal_connect_swapped (choice, "notify::selected", on_chosen, self);
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (title, choice));
  return choice;
}

static void
make_details (CrScenesPanel *self)
{
  GtkWidget *rows = cr_panel_new_list (_("The scene"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->title = cr_field_new (_("Title"), FALSE);
  self->text = cr_text_field_new (_("Text"));
  g_signal_connect_swapped (self->title, "commit", G_CALLBACK (on_title_commit), self);
  g_signal_connect_swapped (self->text, "commit", G_CALLBACK (on_text_commit), self);
  gtk_list_box_append (GTK_LIST_BOX (rows), self->title);
  gtk_list_box_append (GTK_LIST_BOX (rows), self->text);
  self->step = new_button (self, "", _("Take the step that the timeline stands at"), G_CALLBACK (on_take_step));
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (_("Step"), self->step));
  self->spotlight = new_button (self, "", _("Light the selected nodes, or everything where none is selected"), G_CALLBACK (on_take_spotlight));
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (_("Spotlight"), self->spotlight));
  self->hides[0] = append_hides (self, rows, _("Values"), G_CALLBACK (on_hides_values));
  self->hides[1] = append_hides (self, rows, _("Gradients"), G_CALLBACK (on_hides_gradients));
  self->keeps_view = gtk_switch_new ();
  g_signal_connect_swapped (self->keeps_view, "notify::active", G_CALLBACK (on_keeps_view), self);
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (_("Only what is seen now"), self->keeps_view));
  gtk_box_append (GTK_BOX (self->details), rows);
  self->up = append_icon (self, buttons, "go-up-symbolic", _("Earlier"), G_CALLBACK (on_up));
  self->down = append_icon (self, buttons, "go-down-symbolic", _("Later"), G_CALLBACK (on_down));
  append_icon (self, buttons, "user-trash-symbolic", _("Remove the scene"), G_CALLBACK (on_remove));
  gtk_box_append (GTK_BOX (self->details), buttons);
  gtk_box_append (GTK_BOX (self), self->details);
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
  GtkWidget *add = new_button (self, _("Add a Scene"), _("A slide of what the window shows now"), G_CALLBACK (on_add));
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
  make_details (self);
}

GtkWidget *
cr_scenes_panel_new (CrCanvas *canvas)
{
  CrScenesPanel *self = g_object_new (CR_TYPE_SCENES_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}
