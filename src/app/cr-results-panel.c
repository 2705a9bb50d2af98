/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the net has learned: its answers over the plane, the curves of the run, losses and accuracies. */
#include "cr-results-panel.h"

#include "cr-activity.h"
#include "cr-chart-view.h"
#include "cr-surface-view.h"
#include "cr-node-maps.h"
#include "cr-surface.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define SURFACE_SIZE 100
#define FREE_COST 3000  /* microseconds that a frame has for the surface */
#define MOST_MAPS 200   /* nodes of a larger net are too small for maps */
#define FIGURES_REST 250000 /* microseconds between two sets of figures of a run: faster ones cannot be read */
#define MARKS_REST 300000 /* microseconds between two looks at which units are well */
#define REST_FACTOR 8   /* a dearer one rests this many times as long as it took */

/* Each with its caption in the sandbox's figures. */
typedef enum
{
  FIGURE_TRAIN_LOSS,
  FIGURE_TEST_LOSS,
  FIGURE_TRAIN_ACCURACY,
  FIGURE_TEST_ACCURACY,
  FIGURE_PENALTY,
  N_FIGURES
} Figure;

struct _CrResultsPanel
{
  CrPanel parent_instance;

  CrTrainingSession *session;
  GtkWidget *problem;
  GtkWidget *surface_heading;
  GtkWidget *surface_view;
  GtkWidget *kind_choice;
  GtkWidget *log_button;
  GtkWidget *chart_view;
  GtkWidget *place;
  GtkWidget *boxes[N_FIGURES];
  GtkWidget *figures[N_FIGURES];

  CrData *data;
  CrExamplesShown *examples;
  CrSurface *surface;
  CrGraph *shown_graph; /* of which the surface is */
  gint64 rest_until;    /* monotonic time before which a dear surface is not computed again */
  gint64 figures_until; /* monotonic time up to which the figures stay */
  double pointed;       /* at which epoch the figures are, or NAN: now */
  gboolean shows_test;
  gboolean answers_only;
  GHashTable *marks;    /* of units that are not well: key to CrNodeMark */
  gint64 marks_until;   /* monotonic time up to which they hold */
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

G_DEFINE_FINAL_TYPE (CrResultsPanel, cr_results_panel, CR_TYPE_PANEL)

/* --- The surface --- */

static void
update_examples (CrResultsPanel *self, const CrData *data)
{
  guint32 row;

  if (data != self->data)
    {
      cr_surface_view_set_examples (CR_SURFACE_VIEW (self->surface_view), NULL);
      g_clear_pointer (&self->examples, cr_examples_shown_free);
      g_clear_pointer (&self->data, cr_data_unref);
      self->data = data != NULL ? cr_data_ref (data) : NULL;
      self->examples = cr_examples_shown_new (data);
      cr_surface_view_set_examples (CR_SURFACE_VIEW (self->surface_view), self->examples);
      g_clear_pointer (&self->shown_graph, cr_graph_unref);
      /* Data of other features than x1 and x2 have no plane to be shown on. */
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

static void
show_map (CrResultsPanel *self, const CrGraph *graph)
{
  CrKey prediction = cr_surface_get_prediction (self->surface);
  CrSurfaceMap values;
  CrMap map;

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

/* --- Maps in the nodes --- */

/* Values of an activation have its range, those of a source the plane's; all others as far as they go. */
static void
scale_node_map (const CrNode *node, CrMap *map)
{
  const CrAttribute *attribute = cr_node_get_attribute (node, "activation");
  const CrGate *activation = attribute != NULL ? attribute->activation : node->gate;
  const char *name = activation != NULL ? activation->name : "";

  if (g_str_equal (name, "tanh"))
    map->extent = 1;
  else if (g_str_equal (name, "sigmoid"))
    {
      map->middle = 0.5;
      map->extent = 0.5;
    }
  else if (cr_gate_is_source (node->gate))
    map->extent = CR_SURFACE_EXTENT;
}

/* Not of losses, whose number is what one wants to see, and not of labels. */
static gboolean
has_map (const CrNode *node)
{
  const CrAttribute *feature = cr_node_get_attribute (node, "feature");

  if (feature != NULL && g_strv_contains ((const char *const *) feature->features, "label"))
    return FALSE;
  return node->gate->category != CR_CATEGORY_LOSSES;
}

/* A layer that is one node is marked where all of its units are the same. */
static CrNodeMark
find_mark (const CrActivity *activity, const CrNode *node)
{
  guint n_units = MAX (1, cr_node_get_number (node, "units"));
  CrUnitHealth health = cr_activity_get_health (activity, node->key, 0);

  for (guint unit = 1; unit < n_units; unit++)
    if (cr_activity_get_health (activity, node->key, unit) != health)
      return CR_NODE_MARK_NONE;
  return health == CR_UNIT_DEAD ? CR_NODE_MARK_DEAD : health == CR_UNIT_SATURATED ? CR_NODE_MARK_SATURATED : CR_NODE_MARK_NONE;
}

/* Which units are dead or saturated, by all examples that train; looked at a few times a second. */
static void
update_marks (CrResultsPanel *self, const CrGraph *graph)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr (CrActivity) activity = NULL;

  if (now < self->marks_until && cr_training_session_is_running (self->session))
    return;
  g_hash_table_remove_all (self->marks);
  if (cr_graph_get_n_nodes (graph) > MOST_MAPS || self->data == NULL || self->data->table == NULL)
    return;
  activity = cr_activity_new (graph, self->data);
  cr_activity_compute (activity);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNodeMark mark = cr_gate_is_unit (node->gate) || cr_gate_is_activation (node->gate) ? find_mark (activity, node) : CR_NODE_MARK_NONE;

      if (mark != CR_NODE_MARK_NONE)
        g_hash_table_insert (self->marks, GUINT_TO_POINTER (node->key), GINT_TO_POINTER (mark));
    }
  self->marks_until = now + MAX (MARKS_REST, REST_FACTOR * (g_get_monotonic_time () - now));
}

/* The map over the plane of what the nodes are to show; FALSE where it has none. */
static gboolean
get_node_map (CrResultsPanel *self, const CrNode *node, CrMap *map)
{
  gboolean are_gradients = self->nodes_show == CR_NODES_SHOW_GRADIENTS;
  CrSurfaceMap values;

  if (self->nodes_show == CR_NODES_SHOW_NUMBERS || self->examples->shown.n_points == 0 || !has_map (node))
    return FALSE;
  if (are_gradients ? !cr_surface_get_gradient (self->surface, node->key, &values) : !cr_surface_get_value (self->surface, node->key, &values))
    return FALSE;
  if (values.is_flat)
    return FALSE;
  *map = (CrMap) { .columns = values.size, .rows = values.size, .n_classes = cr_shape_get_size (values.shape), .values = values.entries };
  if (!are_gradients)
    scale_node_map (node, map);
  return TRUE;
}

static void
show_node_maps (CrResultsPanel *self, const CrGraph *graph)
{
  g_autoptr (GArray) maps = g_array_new (FALSE, TRUE, sizeof (CrNodeMap));

  update_marks (self, graph);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNodeMap map = { .key = node->key,
                        .mark = GPOINTER_TO_INT (g_hash_table_lookup (self->marks, GUINT_TO_POINTER (node->key))) };
      gboolean has_values = maps->len < MOST_MAPS && get_node_map (self, node, &map.map);

      if (has_values || map.mark != CR_NODE_MARK_NONE)
        g_array_append_val (maps, map);
    }
  cr_canvas_set_maps (cr_panel_get_canvas (CR_PANEL (self)), (const CrNodeMap *) maps->data, maps->len);
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
    self->surface = cr_surface_new (graph, self->data, SURFACE_SIZE);
  else
    cr_surface_update (self->surface, graph, self->data, SURFACE_SIZE);
  cr_surface_compute (self->surface, self->nodes_show == CR_NODES_SHOW_GRADIENTS);
  show_map (self, graph);
  show_node_maps (self, graph);
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

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    cr_panel_update (CR_PANEL (self));
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (CrResultsPanel *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->shown_graph == cr_panel_get_graph (CR_PANEL (self)) || self->rest_until <= now)
    return;
  if (cr_training_session_is_running (self->session))
    return; /* the next snapshot comes anyway */
  g_timeout_add ((self->rest_until - now) / 1000 + 1, on_rested, g_object_ref (self));
}

static void
set_nodes_show (CrResultsPanel *self, CrNodesShow nodes_show)
{
  if (self->nodes_show == nodes_show)
    return;
  self->nodes_show = nodes_show;
  g_clear_pointer (&self->shown_graph, cr_graph_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NODES_SHOW]);
  if (self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    cr_panel_update (CR_PANEL (self));
}

/* Numbers are of one example, maps of all: a chosen point shows its own. */
static void
on_point_chosen (CrResultsPanel *self, guint point)
{
  if (!self->is_point_shown)
    self->nodes_before = self->nodes_show;
  set_nodes_show (self, CR_NODES_SHOW_NUMBERS);
  self->is_point_shown = TRUE;
  cr_document_show_row (cr_panel_get_document (CR_PANEL (self)), self->examples->rows[point]);
}

/* --- The figures --- */

/* The curve's point at that epoch; NULL where there is none. */
static const CrRunPoint *
find_point (const CrRunCurve *curve, double epoch)
{
  const CrRunPoint *found = NULL;

  for (guint i = 0; curve != NULL && i < curve->n_points && curve->points[i].epoch <= epoch; i++)
    found = &curve->points[i];
  return found;
}

static double
get_figure (const CrMeasure *measure, Figure figure)
{
  switch (figure)
    {
    case FIGURE_TRAIN_LOSS:
      return measure->train_loss;
    case FIGURE_TEST_LOSS:
      return measure->test_loss;
    case FIGURE_TRAIN_ACCURACY:
      return measure->train_accuracy;
    case FIGURE_TEST_ACCURACY:
      return measure->test_accuracy;
    default:
      return measure->penalty != 0 ? measure->penalty : NAN;
    }
}

static char *
dup_figure (double number, Figure figure)
{
  if (isnan (number))
    return g_strdup ("–");
  if (figure == FIGURE_TRAIN_ACCURACY || figure == FIGURE_TEST_ACCURACY)
    return g_strdup_printf (_("%.1f %%"), 100 * number);
  return cr_number_to_text (number, (CrNumberFormat) { 3, FALSE });
}

/* Accuracy and penalty only where there is such a thing. */
static void
update_figures (CrResultsPanel *self, const CrMeasure *measure)
{
  for (Figure figure = 0; figure < N_FIGURES; figure++)
    {
      double number = measure != NULL ? get_figure (measure, figure) : NAN;
      g_autofree char *text = dup_figure (number, figure);

      gtk_widget_set_visible (self->boxes[figure], figure <= FIGURE_TEST_LOSS || !isnan (number));
      cr_panel_set_markup (self->figures[figure], text);
    }
}

/* A run goes on: what one wants to see then is the maps. */
static void
put_maps_back (CrResultsPanel *self)
{
  if (!self->is_point_shown || !cr_training_session_is_running (self->session))
    return;
  self->is_point_shown = FALSE;
  set_nodes_show (self, self->nodes_before);
}

static void
update_run (CrResultsPanel *self)
{
  const CrSnapshot *snapshot = self->session != NULL ? cr_training_session_get_snapshot (self->session) : NULL;
  const CrRunCurve *curve = snapshot != NULL ? snapshot->curve : NULL;
  const CrRunPoint *point = isnan (self->pointed) ? NULL : find_point (curve, self->pointed);
  double now = NAN;
  g_autofree char *place = NULL;

  if (snapshot != NULL && snapshot->place.step < snapshot->last_step && snapshot->place.n_batches > 0)
    now = snapshot->place.epoch + (double) snapshot->place.batch / snapshot->place.n_batches;
  cr_chart_view_set_curves (CR_CHART_VIEW (self->chart_view), curve,
                            self->session != NULL ? cr_training_session_get_other_curve (self->session) : NULL, now);
  if (g_get_monotonic_time () < self->figures_until && isnan (self->pointed) && cr_training_session_is_running (self->session))
    return;
  self->figures_until = g_get_monotonic_time () + FIGURES_REST;
  update_figures (self, point != NULL ? &point->measure : snapshot != NULL ? &snapshot->measure : NULL);
  if (point != NULL)
    place = g_strdup_printf (_("at epoch %.0f"), floor (point->epoch));
  gtk_label_set_text (GTK_LABEL (self->place), place != NULL ? place : "");
}

static void
on_pointed (CrResultsPanel *self, double epoch)
{
  self->pointed = epoch;
  update_run (self);
}

static void
on_logarithmic_toggled (CrResultsPanel *self)
{
  cr_chart_view_set_logarithmic (CR_CHART_VIEW (self->chart_view), gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->log_button)));
}

static void
on_kind_chosen (CrResultsPanel *self)
{
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind_choice));

  cr_chart_view_set_kind (CR_CHART_VIEW (self->chart_view), kind);
  gtk_widget_set_sensitive (gtk_widget_get_parent (self->log_button), kind == CR_CHART_LOSS);
}

/* --- The panel --- */

static void
cr_results_panel_update (CrPanel *panel)
{
  CrResultsPanel *self = CR_RESULTS_PANEL (panel);
  const CrData *data = cr_document_get_data (cr_panel_get_document (panel));

  if (self->session == NULL)
    return;
  update_examples (self, data);
  update_surface (self);
  wait_for_rest (self);
  update_run (self);
  put_maps_back (self);
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
    {
      self->is_point_shown = FALSE;
      set_nodes_show (self, g_value_get_uint (value));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  cr_surface_view_set_options (CR_SURFACE_VIEW (self->surface_view), self->shows_test, self->answers_only);
}

static void
cr_results_panel_dispose (GObject *object)
{
  CrResultsPanel *self = CR_RESULTS_PANEL (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (cr_results_panel_parent_class)->dispose (object);
}

static void
cr_results_panel_finalize (GObject *object)
{
  CrResultsPanel *self = CR_RESULTS_PANEL (object);

  g_hash_table_unref (self->marks);
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
  properties[PROP_SHOWS_TEST] = g_param_spec_boolean ("shows-test", NULL, NULL, TRUE, flags);
  properties[PROP_ANSWERS_ONLY] = g_param_spec_boolean ("answers-only", NULL, NULL, FALSE, flags);
  properties[PROP_NODES_SHOW] = g_param_spec_uint ("nodes-show", NULL, NULL, 0, CR_N_NODES_SHOW - 1, CR_NODES_SHOW_VALUES,
                                                   flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

/* --- Making it --- */

static GtkWidget *
append_heading (CrResultsPanel *self, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "page-heading");
  gtk_widget_add_css_class (line, "heading-line");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (self), line);
  return line;
}

static void
append_surface (CrResultsPanel *self)
{
  self->surface_heading = append_heading (self, _("What the net has learned"));
  self->surface_view = cr_surface_view_new ();
  g_signal_connect_swapped (self->surface_view, "chosen", G_CALLBACK (on_point_chosen), self);
  gtk_box_append (GTK_BOX (self), self->surface_view);
}

static GtkWidget *
make_scale_buttons (CrResultsPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *linear = gtk_toggle_button_new_with_label (_("linear"));

  self->log_button = gtk_toggle_button_new_with_label (_("log"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (linear), GTK_TOGGLE_BUTTON (self->log_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->log_button), TRUE);
  gtk_widget_set_tooltip_text (self->log_button, _("Equal factors are equally far apart"));
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "small-buttons");
  gtk_box_append (GTK_BOX (box), self->log_button);
  gtk_box_append (GTK_BOX (box), linear);
  g_signal_connect_swapped (self->log_button, "toggled", G_CALLBACK (on_logarithmic_toggled), self);
  return box;
}

static void
append_chart (CrResultsPanel *self)
{
  const char *kinds[] = { _("Loss by epoch"), _("Accuracy by epoch"), NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->kind_choice = cr_panel_new_choice (gtk_string_list_new (kinds));
  gtk_widget_set_hexpand (self->kind_choice, TRUE);
  gtk_widget_set_halign (self->kind_choice, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->kind_choice, "heading-choice");
  gtk_widget_add_css_class (line, "heading-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the chart shows"), -1);
  g_signal_connect_swapped (self->kind_choice, "notify::selected", G_CALLBACK (on_kind_chosen), self);
  self->chart_view = cr_chart_view_new ();
  g_signal_connect_swapped (self->chart_view, "pointed", G_CALLBACK (on_pointed), self);
  gtk_box_append (GTK_BOX (line), self->kind_choice);
  gtk_box_append (GTK_BOX (line), make_scale_buttons (self));
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->chart_view);
}

static GtkWidget *
make_figure (CrResultsPanel *self, Figure figure)
{
  static const char *const captions[N_FIGURES] = { N_("Train loss"), N_("Test loss"), N_("Train accuracy"), N_("Test accuracy"),
                                                   N_("Penalty") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = gtk_label_new (_(captions[figure]));

  self->figures[figure] = gtk_label_new ("–");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (GTK_LABEL (self->figures[figure]), 0);
  gtk_widget_add_css_class (caption, "caption-text");
  gtk_widget_add_css_class (self->figures[figure], "figure");
  gtk_widget_add_css_class (self->figures[figure], "numeric");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->figures[figure]);
  self->boxes[figure] = box;
  return box;
}

static void
append_figures (CrResultsPanel *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "figures");
  for (Figure figure = 0; figure < N_FIGURES; figure++)
    gtk_grid_attach (GTK_GRID (grid), make_figure (self, figure), figure % 2, figure / 2, 1, 1);
  gtk_box_append (GTK_BOX (self), grid);
  self->place = cr_panel_append_label (CR_PANEL (self), "caption-text");
}

/* The maps in the nodes have been given their colours. */
static void
on_dark_changed (CrResultsPanel *self)
{
  g_clear_pointer (&self->shown_graph, cr_graph_unref);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->session != NULL)
    cr_panel_update (CR_PANEL (self));
}

/* What is not kept up to date is not shown: without this panel the nodes have their numbers. */
static void
on_unmapped (CrResultsPanel *self)
{
  g_clear_pointer (&self->shown_graph, cr_graph_unref);
  cr_canvas_set_maps (cr_panel_get_canvas (CR_PANEL (self)), NULL, 0);
}

static void
cr_results_panel_init (CrResultsPanel *self)
{
  self->pointed = NAN;
  self->shows_test = TRUE;
  self->marks = g_hash_table_new (NULL, NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmapped), NULL);
  self->nodes_show = CR_NODES_SHOW_VALUES;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (on_dark_changed), self, G_CONNECT_SWAPPED);
  append_surface (self);
  append_chart (self);
  append_figures (self);
}

GtkWidget *
cr_results_panel_new (CrCanvas *canvas)
{
  CrResultsPanel *self = g_object_new (CR_TYPE_RESULTS_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}

void
cr_results_panel_set_session (CrResultsPanel *panel, CrTrainingSession *session)
{
  g_return_if_fail (CR_IS_RESULTS_PANEL (panel));

  g_set_object (&panel->session, session);
}
