/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the widths of the wires of a net mean, in a corner of the canvas. */
#include "cr-weight-legend.h"

#include "cr-network-captions.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#define HEIGHT 24
#define MOST_NODES 2000  /* of a larger net no wire is told from the next */
#define LEAST_ZOOM 0.4
#define MOST_ZOOM 1.5    /* of the samples; beyond it they would be as wide as their words */
#define HALF_WIDTH 60    /* of the places around nodes that are theirs, names included */
#define HALF_HEIGHT 50

struct _CrWeightLegend
{
  GtkWidget parent_instance;

  CrCanvas *canvas;
  CrDocument *document;
  CrFonts *fonts;
  double greatest;
};

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CrWeightLegend, cr_weight_legend, GTK_TYPE_WIDGET)

/* --- What it is about --- */

double
cr_weight_legend_find_greatest (const CrGraph *graph)
{
  double greatest = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      const CrMatrix *weights = g_str_equal (node->gate->name, "neuron") ? cr_node_get_matrix (node, "weights") : NULL;

      for (gsize i = 0; weights != NULL && i < cr_shape_get_size (weights->shape); i++)
        if (isfinite (weights->entries[i]))
          greatest = MAX (greatest, fabs (weights->entries[i]));
    }
  return greatest;
}

static double
find_greatest (CrWeightLegend *self)
{
  const CrGraph *graph = self->document != NULL ? cr_document_get_graph (self->document) : NULL;
  const CrTraining *training = graph != NULL ? cr_graph_get_parts (graph)->training : NULL;

  if (training == NULL || training->dataset.kind == CR_DATASET_NONE || cr_graph_get_n_nodes (graph) > MOST_NODES)
    return 0;
  return cr_weight_legend_find_greatest (graph);
}

/* Whether the samples are other numbers, and so the legend another width. */
static gboolean
has_other_samples (double before, double after)
{
  double of_before[3] = { 0 }, of_after[3] = { 0 };

  return cr_weight_list_samples (before, of_before) != cr_weight_list_samples (after, of_after)
         || memcmp (of_before, of_after, sizeof of_before) != 0;
}

/* While it learns, the widths of the samples creep; what cannot be seen is not drawn anew. */
static void
update (CrWeightLegend *self)
{
  double before = self->greatest;
  double greatest = find_greatest (self);

  if (fabs (greatest - before) <= 0.02 * before)
    return;
  self->greatest = greatest;
  if (has_other_samples (before, greatest))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_document_replaced (CrWeightLegend *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, cr_canvas_get_document (self->canvas));
  if (self->document != NULL)
    g_signal_connect_swapped (self->document, "changed", G_CALLBACK (update), self);
  update (self);
}

/* --- Drawing --- */

static double
get_zoom (CrWeightLegend *self)
{
  double zoom;

  g_object_get (self->canvas, "zoom", &zoom, NULL);
  return zoom;
}

/* Whether a box of the graph lies below the legend. */
static gboolean
is_over (CrWeightLegend *self, const graphene_rect_t *place, double x, double y, double width, double height)
{
  CrPoint corner = cr_canvas_to_view (self->canvas, (CrPoint) { x, y });
  double zoom = get_zoom (self);

  return graphene_rect_intersection (place, &GRAPHENE_RECT_INIT (corner.x, corner.y, width * zoom, height * zoom), NULL);
}

static gboolean
is_over_something (CrWeightLegend *self)
{
  const CrGraph *graph = cr_document_get_graph (self->document);
  GPtrArray *frames = cr_graph_get_parts (graph)->frames;
  graphene_rect_t place;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self), GTK_WIDGET (self->canvas), &place))
    return TRUE;
  CR_GRAPH_FOR_EACH (graph, node)
    if (is_over (self, &place, node->place.x - HALF_WIDTH, node->place.y - HALF_HEIGHT, 2 * HALF_WIDTH, 2 * HALF_HEIGHT))
      return TRUE;
  for (guint i = 0; i < frames->len; i++)
    {
      const CrFrame *frame = frames->pdata[i];

      if (is_over (self, &place, frame->x, frame->y, frame->width, frame->height))
        return TRUE;
    }
  return FALSE;
}

gboolean
cr_weight_legend_is_shown (CrWeightLegend *legend)
{
  g_return_val_if_fail (CR_IS_WEIGHT_LEGEND (legend), FALSE);

  return legend->greatest > 0 && get_zoom (legend) >= LEAST_ZOOM && !is_over_something (legend);
}

/* The samples are as wide as the wires are, at the canvas's zoom. */
static void
cr_weight_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrWeightLegend *self = CR_WEIGHT_LEGEND (widget);
  cairo_t *cairo;
  CrPen pen;

  if (!cr_weight_legend_is_shown (self))
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), HEIGHT));
  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), gtk_widget_get_scale_factor (widget));
  cr_weight_draw_legend (&pen, self->greatest, MIN (get_zoom (self), MOST_ZOOM), 0, HEIGHT / 2.0);
  cairo_destroy (cairo);
}

static void
cr_weight_legend_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  CrWeightLegend *self = CR_WEIGHT_LEGEND (widget);
  CrPen pen = cr_pen_make (NULL, self->fonts, FALSE, 1);

  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : (int) cr_weight_draw_legend (&pen, self->greatest, 1, 0, 0) + 1;
}

/* --- The object --- */

static void
cr_weight_legend_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrWeightLegend *self = CR_WEIGHT_LEGEND (object);

  if (id != PROP_CANVAS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->canvas = g_value_get_object (value);
  g_signal_connect_object (self->canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
cr_weight_legend_dispose (GObject *object)
{
  CrWeightLegend *self = CR_WEIGHT_LEGEND (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_weight_legend_parent_class)->dispose (object);
}

static void
cr_weight_legend_finalize (GObject *object)
{
  cr_fonts_free (CR_WEIGHT_LEGEND (object)->fonts);
  G_OBJECT_CLASS (cr_weight_legend_parent_class)->finalize (object);
}

static void
cr_weight_legend_class_init (CrWeightLegendClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->set_property = cr_weight_legend_set_property;
  object_class->dispose = cr_weight_legend_dispose;
  object_class->finalize = cr_weight_legend_finalize;
  widget_class->snapshot = cr_weight_legend_snapshot;
  widget_class->measure = cr_weight_legend_measure;
  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, CR_TYPE_CANVAS, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cr_weight_legend_init (CrWeightLegend *self)
{
  self->fonts = cr_fonts_new ();
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 16);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
