/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The space that a layer of two neurons has learned.
 *
 * How this works: the lines of the grid are the maps of the two neurons over the plane; the examples are put through the layer one by
 * one, so that they stand where they are and not beside it.
 */
#include "cr-space-panel.h"

#include "cr-activity.h"
#include "cr-bent-grid.h"
#include "cr-drawn-view.h"
#include "cr-examples-shown.h"
#include "cr-surface.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GRID_SIZE 65 /* points each way */

struct _CrSpacePanel
{
  CrOneLayerPanel parent_instance;

  GtkWidget *view;
  GtkWidget *legend;
  CrSurface *surface;
  CrBentGrid grid;
  GArray *examples; /* of CrDataPoint */
  double *entries[2];
  char *names[2];
  double line[3];
};

G_DEFINE_FINAL_TYPE (CrSpacePanel, cr_space_panel, CR_TYPE_ONE_LAYER_PANEL)

/* --- The two neurons --- */

/* Neuron @unit of the layer: its node, and which entry of the node's value it is. */
static CrKey
get_unit (const CrNetworkLayer *layer, guint unit, guint *entry)
{
  *entry = layer->n_keys == 1 ? unit : 0;
  return layer->keys[layer->n_keys == 1 ? 0 : unit];
}

static gboolean
take_grid (CrSpacePanel *self, const CrNetworkLayer *layer)
{
  for (guint unit = 0; unit < 2; unit++)
    {
      guint entry;
      CrKey key = get_unit (layer, unit, &entry);
      CrSurfaceMap map;
      gsize size;

      if (!cr_surface_get_value (self->surface, key, &map) || map.is_flat)
        return FALSE;
      size = (gsize) map.size * map.size;
      g_free (self->entries[unit]);
      self->entries[unit] = g_memdup2 (map.entries + entry * size, size * sizeof (double));
      self->grid.columns = self->grid.rows = map.size;
    }
  self->grid.first = self->entries[0];
  self->grid.second = self->entries[1];
  return TRUE;
}

static void
take_names (CrSpacePanel *self, const CrGraph *graph, const CrNetworkLayer *layer)
{
  for (guint unit = 0; unit < 2; unit++)
    {
      guint entry;
      const char *title = cr_node_get_title (cr_graph_get_node (graph, get_unit (layer, unit, &entry)));

      g_free (self->names[unit]);
      self->names[unit] = layer->n_keys == 1 ? g_strdup_printf ("%s[%u]", title, entry + 1) : g_strdup (title);
      self->grid.names[unit] = self->names[unit];
    }
}

/* Where the one neuron that comes next changes its mind: a straight line. */
static void
take_line (CrSpacePanel *self, const CrGraph *graph, const CrNetworkLayer *layer, const CrNetworkLayer *next)
{
  const CrNode *node = next != NULL && next->n_units == 1 ? cr_graph_get_node (graph, next->keys[0]) : NULL;
  const CrMatrix *weights = node != NULL ? cr_node_get_matrix (node, "weights") : NULL;
  const CrMatrix *bias = NULL;

  self->grid.line = NULL;
  if (weights == NULL || cr_shape_get_size (weights->shape) != 2 || node->n_operands != layer->n_keys)
    return;
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] != layer->keys[i])
      return;
  if (layer->n_keys == 1)
    bias = cr_node_get_matrix (node, "bias");
  self->line[0] = weights->entries[0];
  self->line[1] = weights->entries[1];
  self->line[2] = bias != NULL ? bias->entries[0] : cr_node_get_number (node, "bias");
  self->grid.line = self->line;
}

/* --- The examples --- */

static void
take_examples (CrSpacePanel *self, const CrGraph *graph, const CrNetworkLayer *layer, const CrData *data)
{
  g_autoptr (CrActivity) activity = cr_activity_new (graph, data);
  g_autoptr (CrExamplesShown) shown = cr_examples_shown_new (data);
  CrNumbers numbers[2];
  guint entries[2];
  guint32 row = 0;
  gboolean has_row = cr_document_get_row (cr_panel_get_document (CR_PANEL (self)), &row);

  g_array_set_size (self->examples, 0);
  self->grid.chosen = -1;
  cr_activity_compute (activity);
  for (guint unit = 0; unit < 2; unit++)
    if (!cr_activity_get_value (activity, get_unit (layer, unit, &entries[unit]), &numbers[unit]))
      return;
  for (guint i = 0; i < numbers[0].width; i++)
    {
      guint32 of_example = data->split.rows[i];
      CrDataPoint point = { .x = numbers[0].entries[entries[0] * numbers[0].width + i],
                            .y = numbers[1].entries[entries[1] * numbers[1].width + i],
                            .label = cr_table_get_example (data->table, of_example)[data->table->n_features] };

      if (has_row && of_example == row)
        self->grid.chosen = self->examples->len;
      g_array_append_val (self->examples, point);
    }
  self->grid.examples = shown->shown;
  self->grid.examples.points = (const CrDataPoint *) (gpointer) self->examples->data;
  self->grid.examples.n_points = self->examples->len;
}

/* --- The panel --- */

static const char *
cr_space_panel_show_layer (CrOneLayerPanel *panel, const CrGraph *graph, const GArray *layers, guint index, const CrData *data)
{
  CrSpacePanel *self = CR_SPACE_PANEL (panel);
  const CrNetworkLayer *layer = &g_array_index (layers, CrNetworkLayer, index);
  const CrNetworkLayer *next = index + 1 < layers->len ? &g_array_index (layers, CrNetworkLayer, index + 1) : NULL;

  if (self->surface == NULL)
    self->surface = cr_surface_new (graph, data, GRID_SIZE);
  else
    cr_surface_update (self->surface, graph, data, GRID_SIZE);
  cr_surface_compute (self->surface, FALSE);
  if (!take_grid (self, layer))
    return _("The two neurons do not depend on x₁ and x₂: there is no plane that they could bend.");
  take_names (self, graph, layer);
  take_line (self, graph, layer, next);
  take_examples (self, graph, layer, data);
  gtk_label_set_text (GTK_LABEL (self->legend), self->grid.line != NULL
                                                  ? _("Each grid line was straight in the plane of x₁ and x₂. The thick line is where the next neuron "
                                                      "changes its mind: it can only cut straight.")
                                                  : _("Each grid line was straight in the plane of x₁ and x₂."));
  gtk_widget_queue_draw (self->view);
  return NULL;
}

guint
cr_space_panel_get_n_examples (CrSpacePanel *panel)
{
  g_return_val_if_fail (CR_IS_SPACE_PANEL (panel), 0);

  return panel->examples->len;
}

void
cr_space_panel_get_example (CrSpacePanel *panel, guint example, double *first, double *second)
{
  g_return_if_fail (CR_IS_SPACE_PANEL (panel) && example < panel->examples->len);

  *first = g_array_index (panel->examples, CrDataPoint, example).x;
  *second = g_array_index (panel->examples, CrDataPoint, example).y;
}

static void
cr_space_panel_finalize (GObject *object)
{
  CrSpacePanel *self = CR_SPACE_PANEL (object);

  g_clear_pointer (&self->surface, cr_surface_free);
  g_array_unref (self->examples);
  for (guint unit = 0; unit < 2; unit++)
    {
      g_free (self->entries[unit]);
      g_free (self->names[unit]);
    }
  G_OBJECT_CLASS (cr_space_panel_parent_class)->finalize (object);
}

static void
cr_space_panel_class_init (CrSpacePanelClass *class)
{
  CrOneLayerPanelClass *panel_class = CR_ONE_LAYER_PANEL_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_space_panel_finalize;
  panel_class->show_layer = cr_space_panel_show_layer;
  panel_class->n_units = 2;
  panel_class->lack = N_("No layer of this graph has just two neurons. Give one two, by − above it on the canvas: two numbers can be drawn.");
}

static void
draw (const CrPen *pen, const CrArea *area, gpointer data)
{
  CrSpacePanel *self = data;
  CrPlane plane;

  if (self->grid.first == NULL)
    return;
  plane = cr_bent_grid_get_plane (&self->grid, area);
  cr_bent_grid_draw (pen, &self->grid, &plane);
}

static void
cr_space_panel_init (CrSpacePanel *self)
{
  GtkWidget *column = cr_one_layer_panel_fold (CR_ONE_LAYER_PANEL (self), _("The space of a layer"),
                                               _("How a layer of two neurons bends the plane, until one straight line can part what belongs "
                                                 "apart."));

  self->examples = g_array_new (FALSE, FALSE, sizeof (CrDataPoint));
  self->grid.chosen = -1;
  self->view = cr_drawn_view_new (draw, self, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The plane as the layer bends it"), -1);
  gtk_box_append (GTK_BOX (column), self->view);
  self->legend = cr_panel_append_text (column, "caption-text");
}

GtkWidget *
cr_space_panel_new (CrCanvas *canvas)
{
  CrSpacePanel *self = g_object_new (CR_TYPE_SPACE_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}
