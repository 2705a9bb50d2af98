/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of a graph, or of one gate, drawn by the same code as the canvas. */
#include "cr-graph-picture.h"

#include "cr-export.h"

#include <adwaita.h>

struct _CrGraphPicture
{
  GtkWidget parent_instance;

  CrGraph *graph;
  const CrGate *gate;
};

G_DEFINE_FINAL_TYPE (CrGraphPicture, cr_graph_picture, GTK_TYPE_WIDGET)

static void
cr_graph_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrGraphPicture *self = CR_GRAPH_PICTURE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  cairo_t *cairo;

  if (width <= 0 || height <= 0)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->gate != NULL)
    cr_export_draw_gate (self->gate, cairo, width, height, is_dark);
  else if (self->graph != NULL)
    cr_export_draw_thumbnail (self->graph, cairo, width, height, is_dark);
  cairo_destroy (cairo);
}

static void
cr_graph_picture_dispose (GObject *object)
{
  g_clear_pointer (&CR_GRAPH_PICTURE (object)->graph, cr_graph_unref);
  G_OBJECT_CLASS (cr_graph_picture_parent_class)->dispose (object);
}

static void
cr_graph_picture_class_init (CrGraphPictureClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cr_graph_picture_dispose;
  widget_class->snapshot = cr_graph_picture_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cr_graph_picture_init (CrGraphPicture *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cr_graph_picture_new (const CrGraph *graph)
{
  CrGraphPicture *self = g_object_new (CR_TYPE_GRAPH_PICTURE, NULL);

  self->graph = cr_graph_ref (graph);
  return GTK_WIDGET (self);
}

GtkWidget *
cr_graph_picture_new_for_gate (const CrGate *gate)
{
  CrGraphPicture *self = g_object_new (CR_TYPE_GRAPH_PICTURE, NULL);

  self->gate = gate;
  return GTK_WIDGET (self);
}
