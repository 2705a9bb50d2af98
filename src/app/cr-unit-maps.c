/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The maps over the plane of all units of one layer, side by side: also where the layer is one node, in which they are small. */
#include "cr-unit-maps.h"

#include "cr-drawn-view.h"
#include "cr-nodes-shown.h"
#include "cr-panel.h"
#include "cr-surface.h"

#include <glib/gi18n-lib.h>

#define SIZE 50    /* points each way */
#define FEW 16     /* units in rows of FEW_COLUMNS, more of them in rows of twice as many */
#define FEW_COLUMNS 4
#define GAP 4.0    /* pixels between two maps */

typedef struct
{
  CrMap map;
  CrUnitHealth health;
} Unit;

struct _CrUnitMaps
{
  GtkBox parent_instance;

  GtkWidget *view;
  CrSurface *surface; /* (nullable): which has the numbers of the maps */
  GArray *units;
};

G_DEFINE_FINAL_TYPE (CrUnitMaps, cr_unit_maps, GTK_TYPE_BOX)

static guint
get_n_columns (CrUnitMaps *self)
{
  return self->units->len <= FEW ? FEW_COLUMNS : 2 * FEW_COLUMNS;
}

/* --- Collecting --- */

/* The units of one node, which is one of a layer's neurons or the whole layer. */
static void
add_units (CrUnitMaps *self, const CrNode *node, const CrActivity *activity)
{
  CrSurfaceMap values;
  guint n_entries;

  if (node == NULL || !cr_surface_get_value (self->surface, node->key, &values) || values.is_flat)
    return;
  n_entries = cr_shape_get_size (values.shape);
  for (guint i = 0; i < n_entries && self->units->len < CR_UNIT_MAPS_MOST; i++)
    {
      Unit unit = { .health = cr_activity_get_health (activity, node->key, i) };

      unit.map = (CrMap) { .columns = values.size, .rows = values.size, .n_classes = 1,
                           .values = values.entries + (gsize) i * values.size * values.size };
      cr_nodes_shown_scale_map (node, &unit.map);
      g_array_append_val (self->units, unit);
    }
}

void
cr_unit_maps_show (CrUnitMaps *maps, const CrGraph *graph, const CrData *data, const CrNetworkLayer *layer, const CrActivity *activity)
{
  g_return_if_fail (CR_IS_UNIT_MAPS (maps));

  g_array_set_size (maps->units, 0);
  if (cr_table_find_column (data->table, "x1") >= 0 && cr_table_find_column (data->table, "x2") >= 0)
    {
      if (maps->surface == NULL)
        maps->surface = cr_surface_new (graph, data, SIZE);
      else
        cr_surface_update (maps->surface, graph, data, SIZE);
      cr_surface_compute (maps->surface, FALSE);
      for (guint i = 0; i < layer->n_keys; i++)
        add_units (maps, cr_graph_get_node (graph, layer->keys[i]), activity);
    }
  gtk_widget_set_visible (GTK_WIDGET (maps), maps->units->len > 0);
  cr_drawn_view_set_aspect (CR_DRAWN_VIEW (maps->view),
                            (double) ((maps->units->len + get_n_columns (maps) - 1) / get_n_columns (maps)) / get_n_columns (maps));
  gtk_widget_queue_draw (maps->view);
}

guint
cr_unit_maps_get_n_units (CrUnitMaps *maps)
{
  g_return_val_if_fail (CR_IS_UNIT_MAPS (maps), 0);

  return maps->units->len;
}

const CrMap *
cr_unit_maps_get_map (CrUnitMaps *maps, guint unit)
{
  g_return_val_if_fail (CR_IS_UNIT_MAPS (maps) && unit < maps->units->len, NULL);

  return &g_array_index (maps->units, Unit, unit).map;
}

/* --- Drawing --- */

/* Dead: red, and saturated: dashed, as the words below nodes of the canvas are framed. */
static void
draw_edge (const CrPen *pen, const CrArea *area, CrUnitHealth health)
{
  const double dashes[] = { 3, 2 };

  cairo_rectangle (pen->cairo, area->x, area->y, area->width, area->height);
  if (health == CR_UNIT_SATURATED)
    cairo_set_dash (pen->cairo, dashes, G_N_ELEMENTS (dashes), 0);
  cr_pen_stroke (pen, health == CR_UNIT_DEAD ? CR_COLOR_ERROR : CR_COLOR_CAPTION, health == CR_UNIT_WELL ? 0.5 : 2);
  cairo_set_dash (pen->cairo, NULL, 0, 0);
}

static void
draw (const CrPen *pen, const CrArea *area, gpointer data)
{
  CrUnitMaps *self = data;
  guint n_columns = get_n_columns (self);
  double pitch = (area->width + GAP) / n_columns;

  for (guint i = 0; i < self->units->len; i++)
    {
      const Unit *unit = &g_array_index (self->units, Unit, i);
      CrArea square = { area->x + i % n_columns * pitch, area->y + i / n_columns * pitch, pitch - GAP, pitch - GAP };
      CrArea inner = { square.x + 1, square.y + 1, square.width - 2, square.height - 2 };

      cr_map_draw (pen, &unit->map, &inner);
      draw_edge (pen, &inner, unit->health);
    }
}

/* --- The widget --- */

static void
cr_unit_maps_finalize (GObject *object)
{
  CrUnitMaps *self = CR_UNIT_MAPS (object);

  g_clear_pointer (&self->surface, cr_surface_free);
  g_array_unref (self->units);
  G_OBJECT_CLASS (cr_unit_maps_parent_class)->finalize (object);
}

static void
cr_unit_maps_class_init (CrUnitMapsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_unit_maps_finalize;
}

static void
cr_unit_maps_init (CrUnitMaps *self)
{
  const char *title = _("Every neuron over the plane");

  self->units = g_array_new (FALSE, FALSE, sizeof (Unit));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_label_set_text (GTK_LABEL (cr_panel_append_text (GTK_WIDGET (self), "small-heading")), title);
  self->view = cr_drawn_view_new (draw, self, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (self), self->view);
}

GtkWidget *
cr_unit_maps_new (void)
{
  return g_object_new (CR_TYPE_UNIT_MAPS, NULL);
}
