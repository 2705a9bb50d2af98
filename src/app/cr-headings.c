/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings over the columns of a net on the canvas.
 *
 * How this works: the layers are found anew when nodes have come, gone or moved, not when they only learn. The headings stand in a row above the highest
 * node, for which a fitted canvas keeps room free; where it is scrolled out at the top they stay at the edge. Where the canvas is zoomed out so far that
 * they would touch, they are hidden. While the pointer is in the heading whose buttons add and remove units, that heading stays where it is: the graph
 * moves beneath it, and the view is fitted when the pointer has left.
 */
#include "cr-headings.h"

#include "cr-heading.h"
#include "cr-network.h"
#include "cr-network-captions.h"

#include <glib/gi18n-lib.h>

#define GAP 12       /* between a heading and the highest node, in pixels */
#define LEAST_ROOM 4

/* A column: its heading, and where it stands. Those of layers come first where there is not room for all. */
typedef struct
{
  GtkWidget *widget;
  double x;
  CrColumnKind kind;
  guint layer;
  gboolean is_layer;
  gboolean is_output;
} Column;

struct _CrHeadings
{
  GtkWidget parent_instance;

  CrCanvas *canvas;
  CrDocument *document;
  GArray *columns;
  double top; /* of the highest unit */
  GtkEventController *pointing; /* of the parent, which owns it */
  gboolean is_pointed; /* the pointer is over the canvas or what stands over it */
  CrPoint pointer;
  gboolean is_held; /* a heading's buttons are being clicked */
  graphene_rect_t held_area; /* of that heading; while the pointer is in it, nothing moves */
  double held_y;             /* where the highest unit stays in the view */
};

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CrHeadings, cr_headings, GTK_TYPE_WIDGET)

/* --- Following the document --- */

static void
remove_all (CrHeadings *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    gtk_widget_unparent (g_array_index (self->columns, Column, i).widget);
  g_array_set_size (self->columns, 0);
}

/* Whether both are headings of the same layer, or captions; the output layer has no buttons. */
static gboolean
is_same_kind (const Column *shown, const CrColumn *of_net, const GArray *layers)
{
  return shown->kind == of_net->kind && shown->layer == of_net->layer
         && (!shown->is_layer || shown->is_output == g_array_index (layers, CrNetworkLayer, of_net->layer).is_output);
}

/* Those that are shown stay the same widgets where the columns are: a click may be on its way to one of them. */
static gboolean
can_stay (CrHeadings *self, const GPtrArray *columns, const GArray *layers)
{
  if (columns->len != self->columns->len)
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    if (!is_same_kind (&g_array_index (self->columns, Column, i), columns->pdata[i], layers))
      return FALSE;
  return TRUE;
}

static void
add_column (CrHeadings *self, const CrColumn *of_net, const GArray *layers)
{
  gboolean is_layer = of_net->kind == CR_COLUMN_LAYER || of_net->kind == CR_COLUMN_OUTPUT;
  Column column = { .kind = of_net->kind, .layer = of_net->layer, .is_layer = is_layer };

  column.is_output = is_layer && g_array_index (layers, CrNetworkLayer, of_net->layer).is_output;
  column.widget = is_layer ? cr_heading_new (&g_array_index (layers, CrNetworkLayer, of_net->layer), of_net->layer) : cr_heading_new_caption (of_net);
  gtk_widget_set_parent (column.widget, GTK_WIDGET (self));
  g_array_append_val (self->columns, column);
}

static void
update_column (CrHeadings *self, Column *column, const CrColumn *of_net, const GArray *layers)
{
  column->x = of_net->x;
  self->top = MIN (self->top, of_net->top);
  if (column->is_layer)
    cr_heading_update (column->widget, &g_array_index (layers, CrNetworkLayer, of_net->layer));
  else
    cr_heading_update_caption (column->widget, of_net);
}

/* They begin at the same height, with buttons or without. */
static int
get_row_height (CrHeadings *self)
{
  int row_height = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      int height;

      gtk_widget_measure (g_array_index (self->columns, Column, i).widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      row_height = MAX (row_height, height);
    }
  return row_height;
}

static gboolean
is_for_training (const CrGraph *graph)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return training != NULL && training->dataset.kind != CR_DATASET_NONE;
}

static void
update_columns (CrHeadings *self, const CrGraph *graph)
{
  g_autoptr (GArray) layers = cr_network_find_layers (graph);
  g_autoptr (GPtrArray) columns = cr_columns_find (graph);

  if (!can_stay (self, columns, layers))
    {
      remove_all (self);
      for (guint i = 0; i < columns->len; i++)
        add_column (self, columns->pdata[i], layers);
    }
  for (guint i = 0; i < columns->len; i++)
    update_column (self, &g_array_index (self->columns, Column, i), columns->pdata[i], layers);
}

/* --- Staying under the pointer --- */

static double
get_top_in_view (CrHeadings *self)
{
  return cr_canvas_to_view (self->canvas, (CrPoint) { 0, self->top }).y;
}

static void
let_go (CrHeadings *self)
{
  if (!self->is_held)
    return;
  self->is_held = FALSE;
  cr_canvas_set_view_held (self->canvas, FALSE);
}

static gboolean
is_pointer_in (CrHeadings *self, const graphene_rect_t *area)
{
  return self->is_pointed && graphene_rect_contains_point (area, &GRAPHENE_POINT_INIT (self->pointer.x, self->pointer.y));
}

/* Before an edit by a heading's buttons: the heading that the pointer is in stays there. Keys and commands hold nothing. */
static void
hold (CrHeadings *self)
{
  for (guint i = 0; i < self->columns->len && !self->is_held; i++)
    {
      GtkWidget *widget = g_array_index (self->columns, Column, i).widget;

      if (gtk_widget_get_child_visible (widget) && gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &self->held_area))
        self->is_held = is_pointer_in (self, &self->held_area);
    }
  if (!self->is_held)
    return;
  self->held_y = get_top_in_view (self);
  cr_canvas_set_view_held (self->canvas, TRUE);
}

static void
on_motion (CrHeadings *self, double x, double y, GtkEventController *controller)
{
  GtkWidget *seen_by = gtk_event_controller_get_widget (controller);
  graphene_point_t pointer = GRAPHENE_POINT_INIT (0, 0);

  self->is_pointed = gtk_widget_compute_point (seen_by, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &pointer);
  self->pointer = (CrPoint) { pointer.x, pointer.y };
  if (!is_pointer_in (self, &self->held_area))
    let_go (self);
}

static void
on_pointer_left (CrHeadings *self)
{
  self->is_pointed = FALSE;
  let_go (self);
}

/* The pointer is followed over all that the canvas shares with them: they themselves are where their buttons are, and those come and go. */
static void
cr_headings_root (GtkWidget *widget)
{
  CrHeadings *self = CR_HEADINGS (widget);

  GTK_WIDGET_CLASS (cr_headings_parent_class)->root (widget);
  if (self->pointing != NULL)
    return;
  self->pointing = gtk_event_controller_motion_new ();
  gtk_event_controller_set_name (self->pointing, "headings");
  gtk_event_controller_set_propagation_phase (self->pointing, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->pointing, "enter", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pointing, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pointing, "leave", G_CALLBACK (on_pointer_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (gtk_widget_get_parent (widget), self->pointing);
}

/* --- Following the changes --- */

static void
update (CrHeadings *self)
{
  const CrGraph *graph = self->document != NULL ? cr_document_get_graph (self->document) : NULL;

  self->top = G_MAXDOUBLE;
  if (graph != NULL && is_for_training (graph))
    update_columns (self, graph);
  else
    remove_all (self);
  cr_canvas_set_room_above (self->canvas, self->columns->len > 0 ? get_row_height (self) + GAP : 0);
  if (self->is_held && self->columns->len > 0)
    cr_canvas_slide (self->canvas, self->held_y - get_top_in_view (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
note_difference (const CrNode *before, const CrNode *after, gpointer data)
{
  if (before == NULL || after == NULL || before->place.x != after->place.x || before->place.y != after->place.y
      || !cr_node_same_structure (before, after))
    *(gboolean *) data = TRUE;
}

/* What only learns keeps its headings. */
static void
on_document_changed (CrHeadings *self, const CrGraph *before)
{
  const CrGraph *graph = cr_document_get_graph (self->document);
  gboolean is_other = is_for_training (before) != is_for_training (graph);

  if (!is_other)
    cr_graph_compare (before, graph, note_difference, &is_other);
  if (is_other)
    update (self);
}

static void
on_document_replaced (CrHeadings *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  let_go (self);
  g_set_object (&self->document, cr_canvas_get_document (self->canvas));
  if (self->document != NULL)
    g_signal_connect_swapped (self->document, "changed", G_CALLBACK (on_document_changed), self);
  update (self);
}

/* --- The widget --- */

static void
cr_headings_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = 0;
}

/* Whether they stand clear of one another. */
static gboolean
have_room (CrHeadings *self, gboolean layers_only)
{
  double end = -G_MAXDOUBLE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      double x = cr_canvas_to_view (self->canvas, (CrPoint) { column->x, self->top }).x;
      int width;

      if (layers_only && !column->is_layer)
        continue;
      gtk_widget_measure (column->widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      if (x - width / 2.0 < end + LEAST_ROOM)
        return FALSE;
      end = x + width / 2.0;
    }
  return TRUE;
}

static void
cr_headings_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrHeadings *self = CR_HEADINGS (widget);
  gboolean all_shown = have_room (self, FALSE);
  gboolean layers_shown = all_shown || have_room (self, TRUE);
  int row_height = get_row_height (self);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      CrPoint place = cr_canvas_to_view (self->canvas, (CrPoint) { column->x, self->top });
      int own_width;
      int own_height;
      g_autoptr (GskTransform) transform = NULL;

      gtk_widget_set_child_visible (column->widget, column->is_layer ? layers_shown : all_shown);
      gtk_widget_measure (column->widget, GTK_ORIENTATION_HORIZONTAL, -1, &own_width, NULL, NULL, NULL);
      gtk_widget_measure (column->widget, GTK_ORIENTATION_VERTICAL, own_width, &own_height, NULL, NULL, NULL);
      transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((int) (place.x - own_width / 2.0), (int) MAX (0, place.y - GAP - row_height)));
      gtk_widget_allocate (column->widget, own_width, own_height, -1, g_steal_pointer (&transform));
    }
}

/* What is beside the buttons is the canvas's. */
static gboolean
cr_headings_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
cr_headings_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrHeadings *self = CR_HEADINGS (object);

  if (id != PROP_CANVAS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->canvas = g_value_get_object (value);
  g_signal_connect_object (self->canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
}

static void
cr_headings_dispose (GObject *object)
{
  CrHeadings *self = CR_HEADINGS (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  remove_all (self);
  G_OBJECT_CLASS (cr_headings_parent_class)->dispose (object);
}

static void
cr_headings_finalize (GObject *object)
{
  g_array_unref (CR_HEADINGS (object)->columns);
  G_OBJECT_CLASS (cr_headings_parent_class)->finalize (object);
}

static void
cr_headings_class_init (CrHeadingsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->set_property = cr_headings_set_property;
  object_class->dispose = cr_headings_dispose;
  object_class->finalize = cr_headings_finalize;
  widget_class->root = cr_headings_root;
  widget_class->measure = cr_headings_measure;
  widget_class->size_allocate = cr_headings_size_allocate;
  widget_class->contains = cr_headings_contains;
  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, CR_TYPE_CANVAS, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cr_headings_init (CrHeadings *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* --- Actions --- */

/* What cannot be done says why at the canvas's foot. */
static void
take_edit (CrHeadings *self, CrGraph *graph, GError **error, const char *name)
{
  g_autoptr (CrGraph) owned = graph;

  if (graph != NULL)
    cr_document_edit (self->document, graph, name);
  else
    cr_canvas_show_message (self->canvas, (*error)->message);
}

static void
add_unit (GSimpleAction *action, GVariant *layer, gpointer data)
{
  CrHeadings *self = data;
  g_autoptr (GError) error = NULL;

  hold (self);
  take_edit (self, cr_network_add_unit (cr_document_get_graph (self->document), g_variant_get_uint32 (layer), &error), &error, _("Add a neuron"));
}

static void
remove_unit (GSimpleAction *action, GVariant *layer, gpointer data)
{
  CrHeadings *self = data;
  g_autoptr (GError) error = NULL;

  hold (self);
  take_edit (self, cr_network_remove_unit (cr_document_get_graph (self->document), g_variant_get_uint32 (layer), &error), &error,
             _("Remove a neuron"));
}

static void
add_layer (GSimpleAction *action, GVariant *layer, gpointer data)
{
  CrHeadings *self = data;
  g_autoptr (GError) error = NULL;

  take_edit (self, cr_network_insert_layer (cr_document_get_graph (self->document), g_variant_get_uint32 (layer), 4, &error), &error,
             _("Add a layer"));
}

static void
remove_layer (GSimpleAction *action, GVariant *layer, gpointer data)
{
  CrHeadings *self = data;
  g_autoptr (GError) error = NULL;

  take_edit (self, cr_network_remove_layer (cr_document_get_graph (self->document), g_variant_get_uint32 (layer), &error), &error,
             _("Remove a layer"));
}

static void
set_activation (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrHeadings *self = data;
  g_autoptr (GError) error = NULL;
  guint layer;
  const char *name;

  g_variant_get (parameter, "(u&s)", &layer, &name);
  take_edit (self, cr_network_set_activation (cr_document_get_graph (self->document), layer, cr_gate_find (name), &error), &error,
             _("Change the activation of a layer"));
}

void
cr_headings_add_actions (CrHeadings *headings, GActionMap *map)
{
  static const GActionEntry actions[] = {
    { .name = "add-unit", .activate = add_unit, .parameter_type = "u" },
    { .name = "remove-unit", .activate = remove_unit, .parameter_type = "u" },
    { .name = "add-layer", .activate = add_layer, .parameter_type = "u" },
    { .name = "remove-layer", .activate = remove_layer, .parameter_type = "u" },
    { .name = "set-activation", .activate = set_activation, .parameter_type = "(us)", .state = "(@u 0, '')" },
  };

  g_return_if_fail (CR_IS_HEADINGS (headings));

  g_action_map_add_action_entries (map, actions, G_N_ELEMENTS (actions), headings);
}
