/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scene: its title, text, step, spotlight, and what it hides. */
#include "cr-scene-details.h"

#include "cr-field.h"
#include "cr-scene.h"
#include "cr-text-field.h"

#include <glib/gi18n-lib.h>

#define SLIDE_WIDTH 1184.0 /* of a slide 800 high between its margins: as much of the graph as the canvas shows */

/* What is hidden of one kind of number, in the order of the choices. */
typedef enum
{
  HIDES_NOTHING,
  HIDES_ALL,
  HIDES_SOME,
} Hides;

struct _CrSceneDetails
{
  GtkBox parent_instance;

  CrPanel *panel;
  int index; /* of the scene that is shown, or -1 */
  gboolean is_updating;
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *hides[2]; /* values, gradients */
  GtkWidget *keeps_view;
  GtkWidget *spotlight;
  GtkWidget *step;
};

G_DEFINE_FINAL_TYPE (CrSceneDetails, cr_scene_details, GTK_TYPE_BOX)

static const CrScene *
get_scene (CrSceneDetails *self)
{
  const GPtrArray *scenes = cr_graph_get_parts (cr_panel_get_graph (self->panel))->scenes;

  return self->index >= 0 && (guint) self->index < scenes->len ? scenes->pdata[self->index] : NULL;
}

/* --- What it shows --- */

char *
cr_scene_details_dup_step (const CrScene *scene, const CrGraph *graph)
{
  static const char *const phases[] = { N_("forward"), N_("loss"), N_("backward"), N_("update") };
  const CrNode *node = scene->has_step ? cr_graph_get_node (graph, scene->step.node) : NULL;

  if (!scene->has_step)
    return g_strdup (_("the end"));
  if (node == NULL)
    return g_strdup (_(phases[scene->step.phase]));
  if (cr_gate_is_source (node->gate))
    return g_strdup (_("the start"));
  return g_strdup_printf ("%s, %s", _(phases[scene->step.phase]), cr_node_get_title (node));
}

static Hides
get_hides (const CrKeySet *set)
{
  return set->all ? HIDES_ALL : set->keys != NULL && set->keys->len > 0 ? HIDES_SOME : HIDES_NOTHING;
}

static char *
dup_spotlight (CrSceneDetails *self, const CrScene *scene)
{
  guint n_keys = scene->spotlight.keys != NULL ? scene->spotlight.keys->len : 0;

  if (scene->spotlight.all || n_keys == 0)
    return g_strdup (_("on everything"));
  if (n_keys == 1)
    {
      const CrNode *node = cr_graph_get_node (cr_panel_get_graph (self->panel), g_array_index (scene->spotlight.keys, CrKey, 0));

      return g_strdup (node != NULL ? cr_node_get_title (node) : "");
    }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u node", "%u nodes", n_keys), n_keys);
}

static void
show_scene (CrSceneDetails *self, const CrScene *scene)
{
  g_autofree char *step = cr_scene_details_dup_step (scene, cr_panel_get_graph (self->panel));
  g_autofree char *spotlight = dup_spotlight (self, scene);

  cr_field_set_text (CR_FIELD (self->title), scene->title != NULL ? scene->title : "");
  cr_text_field_set_text (CR_TEXT_FIELD (self->text), scene->text != NULL ? scene->text : "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->hides[0]), get_hides (&scene->hide.values));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->hides[1]), get_hides (&scene->hide.gradients));
  gtk_switch_set_active (GTK_SWITCH (self->keeps_view), scene->has_zoom && scene->has_center);
  gtk_button_set_label (GTK_BUTTON (self->step), step);
  gtk_button_set_label (GTK_BUTTON (self->spotlight), spotlight);
}

void
cr_scene_details_show (CrSceneDetails *details, int index)
{
  const CrScene *scene;

  g_return_if_fail (CR_IS_SCENE_DETAILS (details));

  details->index = index;
  scene = get_scene (details);
  gtk_widget_set_visible (GTK_WIDGET (details), scene != NULL);
  details->is_updating = TRUE;
  if (scene != NULL)
    show_scene (details, scene);
  details->is_updating = FALSE;
}

/* --- Changing it --- */

/* A copy to be changed, or NULL. */
static CrScene *
begin_change (CrSceneDetails *self)
{
  const CrScene *scene = self->is_updating ? NULL : get_scene (self);

  return scene != NULL ? cr_scene_copy (scene) : NULL;
}

static void
end_change (CrSceneDetails *self, CrScene *scene, const char *name)
{
  cr_panel_take_edit (self->panel, cr_graph_with_scene_changed (cr_panel_get_graph (self->panel), self->index, scene), name);
  cr_scene_unref (scene);
}

static void
on_title_commit (CrSceneDetails *self, const char *text)
{
  CrScene *scene = begin_change (self);

  if (scene == NULL)
    return;
  g_free (scene->title);
  scene->title = *text != '\0' ? g_strdup (text) : NULL;
  end_change (self, scene, _("Change the title of a scene"));
}

static void
on_text_commit (CrSceneDetails *self, const char *text)
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
take_selection (CrSceneDetails *self)
{
  CrCanvas *canvas = cr_panel_get_canvas (self->panel);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (CrKey));
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (canvas, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    if (cr_graph_get_node (cr_panel_get_graph (self->panel), keys[i]) != NULL)
      g_array_append_val (nodes, keys[i]);
  if (nodes->len > 0)
    return g_steal_pointer (&nodes);
  cr_canvas_show_message (canvas, _("Select the nodes on the canvas first."));
  return NULL;
}

static void
on_hides_chosen (CrSceneDetails *self, gboolean gradients)
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
      cr_panel_update (self->panel);
      return;
    }
  cr_key_set_take (set, nodes != NULL ? (const CrKey *) nodes->data : NULL, nodes != NULL ? nodes->len : 0);
  set->all = set->is_given = hides == HIDES_ALL;
  set->is_given = hides != HIDES_NOTHING;
  end_change (self, scene, _("Change what a scene hides"));
}

static void
on_hides_values (CrSceneDetails *self)
{
  on_hides_chosen (self, FALSE);
}

static void
on_hides_gradients (CrSceneDetails *self)
{
  on_hides_chosen (self, TRUE);
}

/* What the canvas shows now, as wide on the slide. */
static void
on_keeps_view (CrSceneDetails *self)
{
  CrCanvas *canvas = cr_panel_get_canvas (self->panel);
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
on_take_step (CrSceneDetails *self)
{
  CrDocument *document = cr_panel_get_document (self->panel);
  CrScene *scene = begin_change (self);

  if (scene == NULL)
    return;
  cr_scene_set_position (scene, cr_document_get_graph (document), cr_document_get_timeline (document), cr_document_get_position (document));
  end_change (self, scene, _("Change the step of a scene"));
}

/* Of the selected nodes; with none selected off again. */
static void
on_take_spotlight (CrSceneDetails *self)
{
  CrScene *scene = begin_change (self);
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (cr_panel_get_canvas (self->panel), &n_keys);
  g_autoptr (GArray) nodes = n_keys > 0 ? take_selection (self) : NULL;

  if (scene == NULL)
    return;
  cr_key_set_take (&scene->spotlight, nodes != NULL ? (const CrKey *) nodes->data : keys, nodes != NULL ? nodes->len : 0);
  end_change (self, scene, _("Change the spotlight of a scene"));
}

/* --- Making it --- */

static GtkWidget *
append_hides (CrSceneDetails *self, GtkWidget *rows, const char *title, GCallback on_chosen)
{
  const char *const choices[] = { _("shown"), _("hidden"), _("of the selection hidden"), NULL };
  GtkWidget *choice = cr_panel_new_choice (gtk_string_list_new (choices));

  gtk_widget_add_css_class (choice, "flat");
  g_signal_connect_swapped (choice, "notify::selected", on_chosen, self);
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (title, choice));
  return choice;
}

static void
make_rows (CrSceneDetails *self)
{
  GtkWidget *rows = cr_panel_new_list (_("The scene"));

  self->title = cr_field_new (_("Title"), FALSE);
  self->text = cr_text_field_new (_("Text"));
  g_signal_connect_swapped (self->title, "commit", G_CALLBACK (on_title_commit), self);
  g_signal_connect_swapped (self->text, "commit", G_CALLBACK (on_text_commit), self);
  gtk_list_box_append (GTK_LIST_BOX (rows), self->title);
  gtk_list_box_append (GTK_LIST_BOX (rows), self->text);
  self->step = cr_panel_new_button ("", _("Take the step that the timeline stands at"), G_CALLBACK (on_take_step), self);
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (_("Step"), self->step));
  self->spotlight = cr_panel_new_button ("", _("Light the selected nodes, or everything where none is selected"),
                                         G_CALLBACK (on_take_spotlight), self);
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (_("Spotlight"), self->spotlight));
  self->hides[0] = append_hides (self, rows, _("Values"), G_CALLBACK (on_hides_values));
  self->hides[1] = append_hides (self, rows, _("Gradients"), G_CALLBACK (on_hides_gradients));
  self->keeps_view = gtk_switch_new ();
  g_signal_connect_swapped (self->keeps_view, "notify::active", G_CALLBACK (on_keeps_view), self);
  gtk_list_box_append (GTK_LIST_BOX (rows), cr_panel_new_row (_("Only what is seen now"), self->keeps_view));
  gtk_box_append (GTK_BOX (self), rows);
}

static void
cr_scene_details_class_init (CrSceneDetailsClass *class)
{
}

static void
cr_scene_details_init (CrSceneDetails *self)
{
  self->index = -1;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
cr_scene_details_new (CrPanel *panel)
{
  CrSceneDetails *self = g_object_new (CR_TYPE_SCENE_DETAILS, NULL);

  self->panel = panel;
  make_rows (self);
  return GTK_WIDGET (self);
}
