/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss over two chosen parameters as a surface.
 *
 * How this works: the surface takes many passes over the examples, more than a frame has time for, so it is computed on a thread of the
 * pool, one at a time, from a version that never changes. What has been learned meanwhile comes with the next one; the way of the run is
 * drawn anew with every snapshot. All other parameters are as they are now, so the surface moves while the run goes on.
 */
#include "cr-landscape-panel.h"

#include "cr-drawn-view.h"
#include "cr-landscape.h"
#include "cr-landscape-job.h"
#include "cr-parameter-choice.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SIZE 40         /* cells each way */
#define LEAST_RANGE 4.0 /* of a parameter that is shown */

struct _CrLandscapePanel
{
  CrRunPanel parent_instance;

  GtkWidget *choices[2];
  GtkWidget *choice_box;
  GtkWidget *pick_button;
  GtkWidget *empty;
  GtkWidget *view;
  GtkWidget *caption;
  CrParameterTable *table;
  CrParameterPlace places[2]; /* what was chosen, also where the vector has become another */
  gsize watched[2];
  CrTrainingSession *watched_session;
  char *names[2];
  CrLandscape landscape;
  double *losses;
  CrPoint *path;
  CrGraph *job_graph;    /* of which the losses are, or are being computed */
  guint64 job_step;
  gsize job_numbers[2];
  gboolean is_computing;
  gboolean is_updating;
  guint next;            /* which of the two the next click on the canvas chooses */
};

G_DEFINE_FINAL_TYPE (CrLandscapePanel, cr_landscape_panel, CR_TYPE_RUN_PANEL)

/* --- The surface, on a thread --- */

static void
take_losses (CrLandscapePanel *self, CrLandscapeJob *job)
{
  g_free (self->losses);
  self->losses = g_steal_pointer (&job->losses);
  self->landscape.columns = self->landscape.rows = SIZE;
  self->landscape.losses = self->losses;
  self->landscape.left = job->plane.left;
  self->landscape.right = job->plane.right;
  self->landscape.bottom = job->plane.bottom;
  self->landscape.top = job->plane.top;
  gtk_widget_queue_draw (self->view);
}

static void
on_computed (GObject *source, GAsyncResult *result, gpointer data)
{
  CrLandscapePanel *self = CR_LANDSCAPE_PANEL (source);
  CrLandscapeJob *job = cr_landscape_job_finish (result);

  self->is_computing = FALSE;
  if (job != NULL && job->plane.first == self->watched[0] && job->plane.second == self->watched[1])
    take_losses (self, job);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !cr_run_panel_is_running (CR_RUN_PANEL (self)))
    cr_panel_update (CR_PANEL (self)); /* something may have come in between */
}

/* Whether what is shown, or about to be, is of another moment. */
static gboolean
is_outdated (CrLandscapePanel *self, const CrSnapshot *snapshot)
{
  return self->job_graph != snapshot->graph || self->job_step != snapshot->place.step || self->job_numbers[0] != self->watched[0]
         || self->job_numbers[1] != self->watched[1];
}

static void
compute (CrLandscapePanel *self, const CrSnapshot *snapshot)
{
  CrLossPlane plane = { .first = self->watched[0], .second = self->watched[1], .size = SIZE };

  if (self->is_computing || !is_outdated (self, snapshot))
    return;
  cr_loss_plane_fit (&plane, (const double *) self->path, self->landscape.n_path, LEAST_RANGE);
  g_clear_pointer (&self->job_graph, cr_graph_unref);
  self->job_graph = cr_graph_ref (snapshot->graph);
  self->job_step = snapshot->place.step;
  memcpy (self->job_numbers, self->watched, sizeof self->job_numbers);
  self->is_computing = TRUE;
  cr_landscape_job_run (cr_landscape_job_new (snapshot, plane), self, on_computed);
}

/* --- The way --- */

/* Until the run tells the way of these two, there is where they are. */
static void
take_path (CrLandscapePanel *self, const CrSnapshot *snapshot)
{
  gboolean has_path = snapshot->path != NULL && snapshot->n_path > 0;
  gsize n = has_path ? snapshot->n_path : 1;
  const double *last = has_path ? &snapshot->path[2 * (n - 1)] : NULL;

  /* What was watched before is told for a moment longer. */
  if (has_path && (last[0] != snapshot->parameters[self->watched[0]] || last[1] != snapshot->parameters[self->watched[1]]))
    {
      has_path = FALSE;
      n = 1;
    }
  g_free (self->path);
  self->path = g_new (CrPoint, n);
  if (has_path)
    memcpy (self->path, snapshot->path, n * sizeof (CrPoint));
  else
    self->path[0] = (CrPoint) { snapshot->parameters[self->watched[0]], snapshot->parameters[self->watched[1]] };
  self->landscape.path = self->path;
  self->landscape.n_path = n;
  gtk_widget_queue_draw (self->view);
}

/* --- Which two --- */

static void
forget_losses (CrLandscapePanel *self)
{
  g_clear_pointer (&self->losses, g_free);
  self->landscape.losses = NULL;
}

static void
watch (CrLandscapePanel *self)
{
  CrTrainingSession *session = cr_run_panel_get_session (CR_RUN_PANEL (self));
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));

  for (guint i = 0; i < 2; i++)
    {
      g_free (self->names[i]);
      self->names[i] = cr_parameter_dup_name (graph, self->table, self->watched[i]);
      self->landscape.names[i] = self->names[i];
    }
  cr_training_session_watch (session, self->watched[0], self->watched[1]);
  self->watched_session = session;
  forget_losses (self);
}

/* The two that were chosen, or the first that they are not. */
static void
find_watched (CrLandscapePanel *self)
{
  for (guint i = 0; i < 2; i++)
    {
      gsize index = cr_parameter_place_find (self->table, &self->places[i]);

      if (index >= MIN (self->table->n, CR_PARAMETER_CHOICE_MOST))
        index = i;
      if (i == 1 && index == self->watched[0])
        index = index == 0 ? 1 : 0;
      self->watched[i] = index;
      cr_parameter_place_at (self->table, index, &self->places[i]);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[i]), index);
    }
}

static void
update_choices (CrLandscapePanel *self, const CrSnapshot *snapshot)
{
  gboolean is_other = self->table == NULL || !cr_parameter_table_equal (self->table, snapshot->table);

  if (!is_other && self->watched_session == cr_run_panel_get_session (CR_RUN_PANEL (self)))
    return;
  g_clear_pointer (&self->table, cr_parameter_table_unref);
  self->table = cr_parameter_table_ref (snapshot->table);
  self->is_updating = TRUE;
  for (guint i = 0; i < 2; i++)
    cr_parameter_choice_fill (self->choices[i], snapshot->graph, self->table);
  find_watched (self);
  self->is_updating = FALSE;
  watch (self);
}

/* One parameter is on one axis only: the other one takes its place. */
static void
choose (CrLandscapePanel *self, guint which, gsize index)
{
  if (self->table == NULL || index >= self->table->n || index == self->watched[which])
    return;
  self->is_updating = TRUE;
  if (index == self->watched[1 - which])
    {
      self->watched[1 - which] = self->watched[which];
      cr_parameter_place_at (self->table, self->watched[which], &self->places[1 - which]);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[1 - which]), self->watched[which]);
    }
  self->watched[which] = index;
  cr_parameter_place_at (self->table, index, &self->places[which]);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[which]), index);
  self->is_updating = FALSE;
  watch (self);
  cr_panel_update (CR_PANEL (self));
}

static void
on_chosen (CrLandscapePanel *self, GParamSpec *pspec, GtkWidget *choice)
{
  if (!self->is_updating)
    choose (self, choice == self->choices[1], gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)));
}

/* --- Choosing on the canvas: a wire is its weight, a unit its bias, a parameter itself --- */

static gboolean
find_place (CrLandscapePanel *self, CrParameterPlace *place)
{
  CrCanvas *canvas = cr_panel_get_canvas (CR_PANEL (self));
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrKey key;
  guint operand = 0;
  gboolean is_wire = cr_canvas_get_selected_wire (canvas, &key, &operand);
  const CrNode *node;
  const char *name;
  guint n_nodes = 0;
  int attribute;

  if (!is_wire)
    {
      const CrKey *keys = cr_canvas_get_selected_nodes (canvas, &n_nodes);

      if (n_nodes != 1)
        return FALSE;
      key = keys[0];
    }
  node = cr_graph_get_node (graph, key);
  name = is_wire ? "weights" : cr_gate_is_source (node->gate) ? "value" : "bias";
  attribute = cr_gate_find_attribute (node->gate, name);
  *place = (CrParameterPlace) { key, attribute >= 0 ? attribute : 0, is_wire ? operand : 0 };
  return attribute >= 0;
}

static void
on_selection_changed (CrLandscapePanel *self)
{
  CrParameterPlace place;
  gsize index;

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->pick_button)) || self->table == NULL || !find_place (self, &place))
    return;
  index = cr_parameter_place_find (self->table, &place);
  if (index >= MIN (self->table->n, CR_PARAMETER_CHOICE_MOST))
    return;
  choose (self, self->next, index);
  self->next = 1 - self->next;
}

/* --- The loss under the pointer --- */

static void
show_caption (CrLandscapePanel *self, double x, double y)
{
  CrArea area = cr_drawn_view_get_area (CR_DRAWN_VIEW (self->view));
  double loss = self->landscape.losses != NULL ? cr_landscape_get_loss (&self->landscape, &area, x, y) : NAN;
  CrNumberFormat format = { 3, FALSE };
  g_autofree char *text = NULL;

  if (isnan (loss))
    text = g_strdup (_("All other parameters stay as they are now. The ring is where the run began, the dot where it is."));
  else
    {
      CrPlane plane = cr_landscape_get_plane (&self->landscape, &area);
      CrPoint at = cr_plane_from_pixel (&plane, x, y);
      g_autofree char *first = cr_number_to_text (at.x, format);
      g_autofree char *second = cr_number_to_text (at.y, format);
      g_autofree char *shown = cr_number_to_text (loss, format);

      /* Translators: the names and values of two parameters, and the loss there */
      text = g_strdup_printf (_("%s = %s, %s = %s: loss %s"), self->names[0], first, self->names[1], second, shown);
    }
  gtk_label_set_text (GTK_LABEL (self->caption), text);
}

static void
on_left (CrLandscapePanel *self)
{
  show_caption (self, -1, -1);
}

/* --- The panel --- */

static void
set_empty (CrLandscapePanel *self, const char *reason)
{
  gtk_label_set_text (GTK_LABEL (self->empty), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->empty, reason != NULL);
  gtk_widget_set_visible (self->choice_box, reason == NULL);
  gtk_widget_set_visible (self->view, reason == NULL);
  gtk_widget_set_visible (self->caption, reason == NULL);
}

static void
cr_landscape_panel_update (CrPanel *panel)
{
  CrLandscapePanel *self = CR_LANDSCAPE_PANEL (panel);
  const CrSnapshot *snapshot = cr_run_panel_get_snapshot (CR_RUN_PANEL (self));

  if (!cr_run_panel_is_open (CR_RUN_PANEL (self)))
    return;
  if (snapshot == NULL || snapshot->table == NULL || snapshot->parameters == NULL)
    {
      set_empty (self, snapshot != NULL && snapshot->message != NULL ? snapshot->message : _("This graph cannot be trained yet."));
      return;
    }
  if (snapshot->table->n < 2)
    {
      set_empty (self, _("It takes two parameters to walk on a surface, and this graph has fewer."));
      return;
    }
  set_empty (self, NULL);
  update_choices (self, snapshot);
  take_path (self, snapshot);
  compute (self, snapshot);
}

const char *
cr_landscape_panel_get_name (CrLandscapePanel *panel, guint which)
{
  g_return_val_if_fail (CR_IS_LANDSCAPE_PANEL (panel) && which < 2, NULL);

  return panel->names[which];
}

double
cr_landscape_panel_get_loss (CrLandscapePanel *panel, double first, double second)
{
  CrArea area = { 0, 0, 300, 300 };
  CrPlane plane;
  CrPoint at;

  g_return_val_if_fail (CR_IS_LANDSCAPE_PANEL (panel), NAN);

  if (panel->landscape.losses == NULL)
    return NAN;
  plane = cr_landscape_get_plane (&panel->landscape, &area);
  at = cr_plane_to_pixel (&plane, first, second);
  return cr_landscape_get_loss (&panel->landscape, &area, at.x, at.y);
}

gsize
cr_landscape_panel_get_n_path (CrLandscapePanel *panel)
{
  g_return_val_if_fail (CR_IS_LANDSCAPE_PANEL (panel), 0);

  return panel->landscape.n_path;
}

static void
cr_landscape_panel_finalize (GObject *object)
{
  CrLandscapePanel *self = CR_LANDSCAPE_PANEL (object);

  g_clear_pointer (&self->table, cr_parameter_table_unref);
  g_clear_pointer (&self->job_graph, cr_graph_unref);
  g_free (self->names[0]);
  g_free (self->names[1]);
  g_free (self->losses);
  g_free (self->path);
  G_OBJECT_CLASS (cr_landscape_panel_parent_class)->finalize (object);
}

static void
cr_landscape_panel_class_init (CrLandscapePanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_landscape_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_landscape_panel_update;
}

static void
draw (const CrPen *pen, const CrArea *area, gpointer data)
{
  CrLandscapePanel *self = data;

  if (self->landscape.losses != NULL)
    cr_landscape_draw (pen, &self->landscape, area);
}

static void
append_choices (CrLandscapePanel *self, GtkWidget *column)
{
  self->choice_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->choices[0] = cr_parameter_choice_new (_("First parameter"));
  self->choices[1] = cr_parameter_choice_new (_("Second parameter"));
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *arrow = gtk_label_new (i == 0 ? "→" : "↑");

      gtk_widget_set_tooltip_text (arrow, i == 0 ? _("Grows to the right") : _("Grows upwards"));
      gtk_box_append (GTK_BOX (line), arrow);
      gtk_box_append (GTK_BOX (line), self->choices[i]);
      gtk_box_append (GTK_BOX (self->choice_box), line);
      g_signal_connect_swapped (self->choices[i], "notify::selected", G_CALLBACK (on_chosen), self);
    }
  self->pick_button = gtk_toggle_button_new_with_label (_("Choose on the Canvas"));
  gtk_widget_set_tooltip_text (self->pick_button,
                               _("While this is pressed, click a wire for its weight, a neuron for its bias, or a parameter: one click for "
                                 "each axis in turn"));
  gtk_widget_add_css_class (self->pick_button, "layer-choice");
  gtk_box_append (GTK_BOX (self->choice_box), self->pick_button);
  gtk_box_append (GTK_BOX (column), self->choice_box);
}

static void
append_view (CrLandscapePanel *self, GtkWidget *column)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->view = cr_drawn_view_new (draw, self, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The loss over two parameters"), -1);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (show_caption), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (self->view, motion);
  gtk_box_append (GTK_BOX (column), self->view);
  self->caption = cr_panel_append_text (column, "caption-text");
  on_left (self);
}

static void
cr_landscape_panel_init (CrLandscapePanel *self)
{
  GtkWidget *column = cr_run_panel_fold (CR_RUN_PANEL (self), _("Loss over two parameters"),
                                         _("The ground that the descent walks on: blue is low. Choose any two of the parameters."));

  append_choices (self, column);
  append_view (self, column);
  self->empty = cr_panel_append_text (column, "panel-text");
}

GtkWidget *
cr_landscape_panel_new (CrCanvas *canvas)
{
  CrLandscapePanel *self = g_object_new (CR_TYPE_LANDSCAPE_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  g_signal_connect_object (canvas, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
