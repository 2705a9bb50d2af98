/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The square on which points are painted, erased and moved. */
#include "cr-paint-view.h"

#include "cr-surface.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define RADIUS 6
#define LEAST_SIDE 120
#define KEY_STEP 0.25
#define CROSS 6

struct _CrPaintView
{
  GtkWidget parent_instance;

  CrFonts *fonts;
  CrSurfacePicture picture;
  CrPoint start;  /* of the stroke, in pixels */
  CrPoint cross;  /* of the keyboard, in the plane */
  gboolean shows_cross;
};

enum
{
  BEGIN,
  MOVE,
  END,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrPaintView, cr_paint_view, GTK_TYPE_WIDGET)

static double
get_side (CrPaintView *self)
{
  return MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
}

double
cr_paint_view_get_unit (CrPaintView *view)
{
  g_return_val_if_fail (CR_IS_PAINT_VIEW (view), 1);

  return 2 * CR_SURFACE_EXTENT / get_side (view);
}

static CrPoint
get_place (CrPaintView *self, double x, double y)
{
  double unit = cr_paint_view_get_unit (self);

  return (CrPoint) { CLAMP (x * unit - CR_SURFACE_EXTENT, -CR_SURFACE_EXTENT, CR_SURFACE_EXTENT),
                     CLAMP (CR_SURFACE_EXTENT - y * unit, -CR_SURFACE_EXTENT, CR_SURFACE_EXTENT) };
}

/* --- Drawing --- */

static void
draw_cross (CrPaintView *self, const CrPen *pen)
{
  double unit = cr_paint_view_get_unit (self);
  double x = (self->cross.x + CR_SURFACE_EXTENT) / unit;
  double y = (CR_SURFACE_EXTENT - self->cross.y) / unit;

  cairo_move_to (pen->cairo, x - CROSS, y);
  cairo_line_to (pen->cairo, x + CROSS, y);
  cairo_move_to (pen->cairo, x, y - CROSS);
  cairo_line_to (pen->cairo, x, y + CROSS);
  cr_pen_stroke (pen, CR_COLOR_INK, 1.5);
}

static void
cr_paint_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrPaintView *self = CR_PAINT_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  CrArea area = { 0, 0, width, width };
  cairo_t *cairo;
  CrPen pen;

  if (width <= 0 || height <= 0)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), gtk_widget_get_scale_factor (widget));
  cr_surface_picture_draw (&pen, &self->picture, &area);
  if (self->shows_cross && gtk_widget_has_focus (widget))
    draw_cross (self, &pen);
  cairo_destroy (cairo);
}

static GtkSizeRequestMode
cr_paint_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cr_paint_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? MAX (LEAST_SIDE, for_size) : LEAST_SIDE;
}

/* --- Strokes --- */

static void
emit_place (CrPaintView *self, guint signal, CrPoint place)
{
  g_signal_emit (self, signals[signal], 0, place.x, place.y);
}

static void
on_drag_begin (CrPaintView *self, double x, double y)
{
  self->start = (CrPoint) { x, y };
  self->shows_cross = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  emit_place (self, BEGIN, get_place (self, x, y));
}

static void
on_drag_update (CrPaintView *self, double dx, double dy)
{
  emit_place (self, MOVE, get_place (self, self->start.x + dx, self->start.y + dy));
}

static void
on_drag_end (CrPaintView *self)
{
  g_signal_emit (self, signals[END], 0);
}

static gboolean
on_key_pressed (CrPaintView *self, guint key)
{
  double dx = (key == GDK_KEY_Right) - (key == GDK_KEY_Left);
  double dy = (key == GDK_KEY_Up) - (key == GDK_KEY_Down);

  if (key == GDK_KEY_space || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      emit_place (self, BEGIN, self->cross);
      g_signal_emit (self, signals[END], 0);
    }
  else if (dx == 0 && dy == 0)
    return FALSE;
  self->cross.x = CLAMP (self->cross.x + dx * KEY_STEP, -CR_SURFACE_EXTENT, CR_SURFACE_EXTENT);
  self->cross.y = CLAMP (self->cross.y + dy * KEY_STEP, -CR_SURFACE_EXTENT, CR_SURFACE_EXTENT);
  self->shows_cross = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

/* --- The widget --- */

static void
cr_paint_view_finalize (GObject *object)
{
  cr_fonts_free (CR_PAINT_VIEW (object)->fonts);
  G_OBJECT_CLASS (cr_paint_view_parent_class)->finalize (object);
}

static void
cr_paint_view_class_init (CrPaintViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_paint_view_finalize;
  widget_class->snapshot = cr_paint_view_snapshot;
  widget_class->measure = cr_paint_view_measure;
  widget_class->get_request_mode = cr_paint_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[BEGIN] = g_signal_new ("begin", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[END] = g_signal_new ("end", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_controllers (CrPaintView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
cr_paint_view_init (CrPaintView *self)
{
  self->fonts = cr_fonts_new ();
  self->picture = (CrSurfacePicture) {
    .left = -CR_SURFACE_EXTENT, .right = CR_SURFACE_EXTENT, .bottom = -CR_SURFACE_EXTENT, .top = CR_SURFACE_EXTENT,
    .chosen = -1, .radius = RADIUS, .around = CR_COLOR_PANEL
  };
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_widget_add_css_class (GTK_WIDGET (self), "paint-view");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Paint points: arrow keys move the cross-hair, Space paints"), -1);
  add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cr_paint_view_new (void)
{
  return g_object_new (CR_TYPE_PAINT_VIEW, NULL);
}

void
cr_paint_view_set_examples (CrPaintView *view, const CrExamplesShown *examples)
{
  g_return_if_fail (CR_IS_PAINT_VIEW (view));

  view->picture.examples = examples != NULL ? examples->shown : (CrDataPoints) { 0 };
  gtk_widget_queue_draw (GTK_WIDGET (view));
}
