/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the net has learned: its answers over the plane, and over the nodes of the canvas. */
#include "cr-results-panel.h"

#include "cr-nodes-shown.h"
#include "cr-surface-view.h"
#include "cr-surface.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define SURFACE_SIZE 100
#define LEAST_SURFACE 12
#define MOST_VALUES 4e6 /* of all nodes over the whole surface: what is more waits for nobody */
#define MOST_MAPPED 600 /* with more nodes they are too small for maps, and making them takes too long */
#define FREE_COST 3000  /* microseconds that a frame has for the surface */
#define REST_FACTOR 8   /* a dearer one rests this many times as long as it took */

struct _CrResultsPanel
{
  CrRunPanel parent_instance;

  GtkWidget *surface_heading;
  GtkWidget *surface_view;
  GtkWidget *way_back; /* seen while the nodes show the chosen point's numbers in place of maps */

  CrData *data;
  CrExamplesShown *examples;
  CrSurface *surface;
  CrGraph *shown_graph; /* of which the surface is */
  gboolean is_map_late; /* the nodes have their maps of it, the picture of the surface is still to come */
  gint64 rest_until;    /* monotonic time before which a dear surface is not computed again */
  guint rest_id;        /* computes it after that, or 0 */
  gboolean shows_test;
  gboolean answers_only;
  CrNodesShown *nodes;
  CrNodesShow nodes_show;
  gboolean is_point_shown; /* the nodes show numbers because a point was chosen; maps come back with the run */
  CrNodesShow nodes_before;
};

enum
{
  PROP_0,
  PROP_SHOWS_TEST,
  PROP_ANSWERS_ONLY,
  PROP_NODES_SHOW,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CrResultsPanel, cr_results_panel, CR_TYPE_RUN_PANEL)

/* --- The surface --- */

static void
update_examples (CrResultsPanel *self, const CrData *data)
{
  guint32 row;

  if (self->examples == NULL || data != self->data)
    {
      cr_surface_view_set_examples (CR_SURFACE_VIEW (self->surface_view), NULL);
      g_clear_pointer (&self->examples, cr_examples_shown_free);
      g_clear_pointer (&self->data, cr_data_unref);
      self->data = data != NULL ? cr_data_ref (data) : NULL;
      self->examples = cr_examples_shown_new (data);
      cr_surface_view_set_examples (CR_SURFACE_VIEW (self->surface_view), self->examples);
      g_clear_pointer (&self->shown_graph, cr_graph_unref);
      /* Data of other features than x1 and x2, or x1 alone, have no plane to be shown on. */
      gtk_widget_set_visible (self->surface_view, self->examples->shown.n_points > 0);
      gtk_widget_set_visible (self->surface_heading, self->examples->shown.n_points > 0);
    }
  if (self->examples != NULL && cr_document_get_row (cr_panel_get_document (CR_PANEL (self)), &row))
    cr_surface_view_set_chosen (CR_SURFACE_VIEW (self->surface_view), cr_examples_shown_find (self->examples, row));
}

/* The one loss gate that the prediction goes into, or NULL. */
static const CrGate *
find_loss (const CrGraph *graph, CrKey prediction)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->gate->category == CR_CATEGORY_LOSSES && node->n_operands > 0 && node->operands[0] == prediction)
      return node->gate;
  return NULL;
}

static gboolean
is_among (const CrKey *keys, guint n, CrKey key)
{
  for (guint i = 0; i < n; i++)
    if (keys[i] == key)
      return TRUE;
  return FALSE;
}

/* A curve for each prediction that a loss compares with something. Of data with one feature every row of the plane is the same. */
static void
show_curves (CrResultsPanel *self, const CrGraph *graph)
{
  CrSurfaceCurve curves[CR_SURFACE_MOST_CURVES];
  CrKey keys[CR_SURFACE_MOST_CURVES];
  guint n = 0, n_parts = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrKey key = node->gate->category == CR_CATEGORY_LOSSES && node->n_operands > 0 ? node->operands[0] : CR_KEY_NONE;
      CrSurfaceMap values;

      if (key == CR_KEY_NONE || n == CR_SURFACE_MOST_CURVES || is_among (keys, n, key) || !cr_surface_get_value (self->surface, key, &values)
          || values.is_flat || !cr_shape_is_number (values.shape))
        continue;
      keys[n] = key;
      curves[n++] = (CrSurfaceCurve) { values.entries, cr_node_get_title (cr_graph_get_node (graph, key)) };
      n_parts = values.size;
    }
  cr_surface_view_set_curves (CR_SURFACE_VIEW (self->surface_view), curves, n, n_parts);
}

static void
show_map (CrResultsPanel *self, const CrGraph *graph)
{
  CrKey prediction = cr_surface_get_prediction (self->surface);
  CrSurfaceMap values;
  CrMap map;

  if (self->examples->is_curve && self->examples->shown.n_points > 0)
    {
      show_curves (self, graph);
      return;
    }
  if (self->examples->shown.n_points == 0 || !cr_surface_get_value (self->surface, prediction, &values) || values.is_flat)
    {
      cr_surface_view_set_map (CR_SURFACE_VIEW (self->surface_view), NULL);
      return;
    }
  map = (CrMap) { .columns = values.size, .rows = values.size, .n_classes = cr_shape_get_size (values.shape), .values = values.entries };
  if (map.n_classes == 1)
    cr_examples_shown_scale_map (self->examples, find_loss (graph, prediction), &map);
  cr_surface_view_set_map (CR_SURFACE_VIEW (self->surface_view), &map);
}

/* Maps are over the plane of the examples: where they have none, there are marks alone. */
static void
show_node_maps (CrResultsPanel *self)
{
  gboolean can_show = self->examples->shown.n_points > 0 && !self->examples->is_curve &&
                      cr_graph_get_n_nodes (cr_panel_get_graph (CR_PANEL (self))) <= MOST_MAPPED;
  CrNodesShow shown = can_show ? self->nodes_show : CR_NODES_SHOW_NUMBERS;
  guint n_maps;
  const CrNodeMap *maps = cr_nodes_shown_get_maps (self->nodes, self->surface, shown, &n_maps);

  cr_canvas_set_maps (cr_panel_get_canvas (CR_PANEL (self)), maps, n_maps);
}

/* Coarser for nets of thousands of nodes. */
static guint
get_surface_size (const CrGraph *graph)
{
  double most = sqrt (MOST_VALUES / MAX (cr_graph_get_n_nodes (graph), 1));

  return (guint) CLAMP (most, LEAST_SURFACE, SURFACE_SIZE);
}

static void
update_surface (CrResultsPanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  gint64 start = g_get_monotonic_time ();
  gint64 cost;

  if (self->shown_graph == graph || start < self->rest_until)
    return;
  if (self->surface == NULL)
    self->surface = cr_surface_new (graph, self->data, get_surface_size (graph));
  else
    cr_surface_update (self->surface, graph, self->data, get_surface_size (graph));
  cr_surface_compute (self->surface, self->nodes_show == CR_NODES_SHOW_GRADIENTS);
  self->is_map_late = TRUE;
  cr_nodes_shown_update (self->nodes, graph, self->data, cr_run_panel_is_running (CR_RUN_PANEL (self)));
  show_node_maps (self);
  g_clear_pointer (&self->shown_graph, cr_graph_unref);
  self->shown_graph = cr_graph_ref (graph);
  cost = g_get_monotonic_time () - start;
  self->rest_until = cost > FREE_COST ? start + cost * (1 + REST_FACTOR) : 0;
}

/* A dear surface that had to wait comes after its rest. */
static gboolean
on_rested (gpointer data)
{
  CrResultsPanel *self = data;

  self->rest_id = 0;
  if (cr_run_panel_get_session (CR_RUN_PANEL (self)) != NULL)
    cr_panel_update (CR_PANEL (self));
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (CrResultsPanel *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->shown_graph == cr_panel_get_graph (CR_PANEL (self)) || self->rest_until <= now)
    return;
  if (self->rest_id != 0 || cr_run_panel_is_running (CR_RUN_PANEL (self)))
    return; /* during a run the next snapshot comes anyway */
  self->rest_id = g_timeout_add ((self->rest_until - now) / 1000 + 1, on_rested, self);
}

static void
set_nodes_show (CrResultsPanel *self, CrNodesShow nodes_show, gboolean is_for_point)
{
  self->is_point_shown = is_for_point;
  gtk_widget_set_visible (self->way_back, is_for_point && self->nodes_before != CR_NODES_SHOW_NUMBERS);
  if (self->nodes_show == nodes_show)
    return;
  self->nodes_show = nodes_show;
  g_clear_pointer (&self->shown_graph, cr_graph_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NODES_SHOW]);
  if (cr_run_panel_get_session (CR_RUN_PANEL (self)) != NULL)
    cr_panel_update (CR_PANEL (self));
}

/* Numbers are of one example, maps of all: a chosen point shows its own. */
static void
on_point_chosen (CrResultsPanel *self, guint point)
{
  if (!self->is_point_shown)
    self->nodes_before = self->nodes_show;
  set_nodes_show (self, CR_NODES_SHOW_NUMBERS, TRUE);
  cr_document_show_row (cr_panel_get_document (CR_PANEL (self)), self->examples->rows[point]);
}

static void
put_maps_back (CrResultsPanel *self)
{
  if (self->is_point_shown)
    set_nodes_show (self, self->nodes_before, FALSE);
}

/* --- The panel --- */

/* A graph that is not for training has numbers in its nodes. */
static void
forget_maps (CrResultsPanel *self)
{
  if (self->shown_graph == NULL)
    return;
  g_clear_pointer (&self->shown_graph, cr_graph_unref);
  cr_canvas_set_maps (cr_panel_get_canvas (CR_PANEL (self)), NULL, 0);
}

gboolean
cr_results_panel_show_nodes (CrResultsPanel *panel)
{
  CrTrainingSession *session;

  g_return_val_if_fail (CR_IS_RESULTS_PANEL (panel), FALSE);

  session = cr_run_panel_get_session (CR_RUN_PANEL (panel));
  if (session == NULL || cr_panel_get_document (CR_PANEL (panel)) == NULL || !cr_training_session_is_wanted (session))
    return FALSE;
  update_examples (panel, cr_document_get_data (cr_panel_get_document (CR_PANEL (panel))));
  update_surface (panel);
  return TRUE;
}

static void
cr_results_panel_update (CrPanel *panel)
{
  CrResultsPanel *self = CR_RESULTS_PANEL (panel);

  if (cr_run_panel_get_session (CR_RUN_PANEL (self)) == NULL)
    return;
  if (!cr_results_panel_show_nodes (self))
    {
      forget_maps (self);
      return;
    }
  if (self->is_map_late)
    show_map (self, self->shown_graph);
  self->is_map_late = FALSE;
  wait_for_rest (self);
  if (cr_run_panel_is_running (CR_RUN_PANEL (self)))
    put_maps_back (self); /* what one wants to see then */
}

static void
cr_results_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CrResultsPanel *self = CR_RESULTS_PANEL (object);

  if (id == PROP_SHOWS_TEST)
    g_value_set_boolean (value, self->shows_test);
  else if (id == PROP_ANSWERS_ONLY)
    g_value_set_boolean (value, self->answers_only);
  else if (id == PROP_NODES_SHOW)
    g_value_set_uint (value, self->nodes_show);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_results_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrResultsPanel *self = CR_RESULTS_PANEL (object);

  if (id == PROP_SHOWS_TEST)
    self->shows_test = g_value_get_boolean (value);
  else if (id == PROP_ANSWERS_ONLY)
    self->answers_only = g_value_get_boolean (value);
  else if (id == PROP_NODES_SHOW)
    set_nodes_show (self, g_value_get_uint (value), FALSE);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  cr_surface_view_set_options (CR_SURFACE_VIEW (self->surface_view), self->shows_test, self->answers_only);
}

/* Nothing is computed for a window that has been closed. */
static void
cr_results_panel_dispose (GObject *object)
{
  g_clear_handle_id (&CR_RESULTS_PANEL (object)->rest_id, g_source_remove);
  G_OBJECT_CLASS (cr_results_panel_parent_class)->dispose (object);
}

static void
cr_results_panel_finalize (GObject *object)
{
  CrResultsPanel *self = CR_RESULTS_PANEL (object);

  cr_nodes_shown_free (self->nodes);
  g_clear_pointer (&self->examples, cr_examples_shown_free);
  g_clear_pointer (&self->data, cr_data_unref);
  g_clear_pointer (&self->surface, cr_surface_free);
  g_clear_pointer (&self->shown_graph, cr_graph_unref);
  G_OBJECT_CLASS (cr_results_panel_parent_class)->finalize (object);
}

static void
cr_results_panel_class_init (CrResultsPanelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cr_results_panel_dispose;
  object_class->finalize = cr_results_panel_finalize;
  object_class->get_property = cr_results_panel_get_property;
  object_class->set_property = cr_results_panel_set_property;
  CR_PANEL_CLASS (class)->update = cr_results_panel_update;
  CR_PANEL_CLASS (class)->works_unseen = TRUE; /* the nodes of the canvas have maps whether the surface is seen or not */
  properties[PROP_SHOWS_TEST] = g_param_spec_boolean ("shows-test", NULL, NULL, TRUE, flags);
  properties[PROP_ANSWERS_ONLY] = g_param_spec_boolean ("answers-only", NULL, NULL, FALSE, flags);
  properties[PROP_NODES_SHOW] = g_param_spec_uint ("nodes-show", NULL, NULL, 0, CR_N_NODES_SHOW - 1, CR_NODES_SHOW_VALUES,
                                                   flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

/* --- Making it --- */

static void
append_surface (CrResultsPanel *self)
{
  self->surface_heading = cr_run_panel_append_heading (CR_RUN_PANEL (self), _("What the net has learned"));
  self->surface_view = cr_surface_view_new ();
  g_signal_connect_swapped (self->surface_view, "chosen", G_CALLBACK (on_point_chosen), self);
  gtk_box_append (GTK_BOX (self), self->surface_view);
}

/* A chosen point has its numbers in the nodes, where there were maps: said, with the way back. */
static void
append_way_back (CrResultsPanel *self)
{
  GtkWidget *text;

  self->way_back = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  text = cr_panel_append_text (self->way_back, "caption-text");
  gtk_label_set_text (GTK_LABEL (text), _("The nodes show the numbers of this point."));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (self->way_back, "small-buttons");
  gtk_box_append (GTK_BOX (self->way_back), cr_panel_new_button (_("Back to Maps"), _("Show maps over the plane in the nodes again"),
                                                                 G_CALLBACK (put_maps_back), self));
  gtk_widget_set_valign (gtk_widget_get_last_child (self->way_back), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->way_back, FALSE);
  gtk_box_append (GTK_BOX (self), self->way_back);
}

/* The maps in the nodes have been given their colours: the same maps get others. Nothing is computed. */
static void
on_recolored (CrResultsPanel *self)
{
  if (self->shown_graph != NULL && cr_panel_get_document (CR_PANEL (self)) != NULL)
    show_node_maps (self);
}

static void
cr_results_panel_init (CrResultsPanel *self)
{
  self->shows_test = TRUE;
  self->nodes = cr_nodes_shown_new ();
  self->nodes_show = CR_NODES_SHOW_VALUES;
  append_surface (self);
  append_way_back (self);
}

GtkWidget *
cr_results_panel_new (CrCanvas *canvas)
{
  CrResultsPanel *self = g_object_new (CR_TYPE_RESULTS_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  g_signal_connect_object (canvas, "recolored", G_CALLBACK (on_recolored), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
