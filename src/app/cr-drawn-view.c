/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that shows what a function draws. */
#include "cr-drawn-view.h"

#include <adwaita.h>

#define LEAST_WIDTH 120

struct _CrDrawnView
{
  GtkWidget parent_instance;

  CrFonts *fonts;
  CrDrawFunction draw;
  gpointer data;
  double aspect;
};

G_DEFINE_FINAL_TYPE (CrDrawnView, cr_drawn_view, GTK_TYPE_WIDGET)

static void
cr_drawn_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrDrawnView *self = CR_DRAWN_VIEW (widget);
  CrArea area = cr_drawn_view_get_area (self);
  cairo_t *cairo;
  CrPen pen;

  if (area.width <= 0 || area.height <= 0)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, area.width, area.height));
  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), gtk_widget_get_scale_factor (widget));
  self->draw (&pen, &area, self->data);
  cairo_destroy (cairo);
}

static GtkSizeRequestMode
cr_drawn_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cr_drawn_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  double aspect = CR_DRAWN_VIEW (widget)->aspect;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : (int) (aspect * MAX (for_size, LEAST_WIDTH));
}

static void
cr_drawn_view_finalize (GObject *object)
{
  cr_fonts_free (CR_DRAWN_VIEW (object)->fonts);
  G_OBJECT_CLASS (cr_drawn_view_parent_class)->finalize (object);
}

static void
cr_drawn_view_class_init (CrDrawnViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_drawn_view_finalize;
  widget_class->snapshot = cr_drawn_view_snapshot;
  widget_class->measure = cr_drawn_view_measure;
  widget_class->get_request_mode = cr_drawn_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cr_drawn_view_init (CrDrawnView *self)
{
  self->fonts = cr_fonts_new ();
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cr_drawn_view_new (CrDrawFunction draw, gpointer data, double aspect)
{
  CrDrawnView *self = g_object_new (CR_TYPE_DRAWN_VIEW, NULL);

  self->draw = draw;
  self->data = data;
  self->aspect = aspect;
  return GTK_WIDGET (self);
}

void
cr_drawn_view_set_aspect (CrDrawnView *view, double aspect)
{
  g_return_if_fail (CR_IS_DRAWN_VIEW (view));

  if (view->aspect == aspect)
    return;
  view->aspect = aspect;
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

CrArea
cr_drawn_view_get_area (CrDrawnView *view)
{
  return (CrArea) { 0, 0, gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)) };
}
