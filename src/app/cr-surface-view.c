/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision surface with the examples, as a widget. */
#include "cr-surface-view.h"

#include "cr-surface.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define RADIUS 6
#define LEGEND_GAP 8

struct _CrSurfaceView
{
  GtkWidget parent_instance;

  CrFonts *fonts;
  CrSurfacePicture picture;
  double *values;
  CrSurfaceCurve curves[CR_SURFACE_MOST_CURVES]; /* owned copies */
  cairo_surface_t *points; /* (nullable): the examples, drawn once: they stay where they are while the map changes with every frame */
  double points_side;      /* of the square that they were drawn for, in pixels of the device */
  gboolean points_dark;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrSurfaceView, cr_surface_view, GTK_TYPE_WIDGET)

static CrPen
make_pen (CrSurfaceView *self, cairo_t *cairo)
{
  return cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()),
                      gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

/* The square is as wide as the widget; the legend stands below it. */
static CrArea
get_square (CrSurfaceView *self)
{
  double side = gtk_widget_get_width (GTK_WIDGET (self));

  return (CrArea) { 0, 0, side, side };
}

static void
forget_points (CrSurfaceView *self)
{
  g_clear_pointer (&self->points, cairo_surface_destroy);
}

static void
draw_points (CrSurfaceView *self, const CrPen *pen, const CrArea *square)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int side = (int) ceil (square->width * scale);
  CrPlane plane = cr_surface_picture_get_plane (&self->picture, square);

  if (self->points == NULL || self->points_side != side || self->points_dark != pen->dark)
    {
      cairo_t *cairo;
      CrPen onto;

      forget_points (self);
      self->points = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
      self->points_side = side;
      self->points_dark = pen->dark;
      cairo_surface_set_device_scale (self->points, scale, scale);
      cairo = cairo_create (self->points);
      onto = *pen;
      onto.cairo = cairo;
      cr_data_points_draw (&onto, &self->picture.examples, &plane);
      cairo_destroy (cairo);
    }
  cairo_set_source_surface (pen->cairo, self->points, 0, 0);
  cairo_paint (pen->cairo);
  if (self->picture.chosen >= 0 && (guint) self->picture.chosen < self->picture.examples.n_points)
    cr_data_points_draw_chosen (pen, &self->picture.examples, self->picture.chosen, &plane);
}

/* The map with the line between the answers, without the examples. */
static void
draw_map (CrSurfaceView *self, const CrPen *pen, const CrArea *square)
{
  CrSurfacePicture map = self->picture;

  map.examples.n_points = 0;
  map.chosen = -1;
  cr_surface_picture_draw (pen, &map, square);
}

static void
cr_surface_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrSurfaceView *self = CR_SURFACE_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  CrArea square = get_square (self);
  cairo_t *cairo;
  CrPen pen;

  if (width <= 0 || height <= 0)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  pen = make_pen (self, cairo);
  if (self->picture.show_axes) /* the curve over one input lies above its points */
    cr_surface_picture_draw (&pen, &self->picture, &square);
  else
    {
      draw_map (self, &pen, &square);
      draw_points (self, &pen, &square);
    }
  cr_surface_picture_draw_legend (&pen, &self->picture, 0, square.height + LEGEND_GAP, width);
  cairo_destroy (cairo);
}

static GtkSizeRequestMode
cr_surface_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cr_surface_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  CrSurfaceView *self = CR_SURFACE_VIEW (widget);
  CrPen pen = make_pen (self, NULL);

  *minimum = *natural = 120;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = MAX (for_size, 120) + LEGEND_GAP
                          + (int) cr_surface_picture_draw_legend (&pen, &self->picture, 0, 0, MAX (for_size, 120)) + 1;
}

static void
choose (CrSurfaceView *self, int point)
{
  if (point >= 0)
    g_signal_emit (self, signals[CHOSEN], 0, (guint) point);
}

static void
on_pressed (CrSurfaceView *self, int n_presses, double x, double y)
{
  CrArea square = get_square (self);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  choose (self, cr_surface_picture_find (&self->picture, &square, x, y));
}

static gboolean
is_seen (CrSurfaceView *self, int point)
{
  return !self->picture.examples.hide_test || !self->picture.examples.points[point].is_test;
}

static gboolean
on_key_pressed (CrSurfaceView *self, guint key)
{
  int n_points = self->picture.examples.n_points;
  int step = key == GDK_KEY_Right || key == GDK_KEY_Down ? 1 : key == GDK_KEY_Left || key == GDK_KEY_Up ? -1 : 0;
  int first = self->picture.chosen < 0 && step > 0 ? -1 : MAX (0, self->picture.chosen);

  if (step == 0)
    return FALSE;
  for (int i = 1; i <= n_points; i++)
    {
      int point = (first + i * step + n_points * 2) % n_points;

      if (is_seen (self, point))
        {
          choose (self, point);
          break;
        }
    }
  return TRUE;
}

static void
on_motion (CrSurfaceView *self, double x, double y)
{
  CrArea square = get_square (self);
  gboolean is_on_point = cr_surface_picture_find (&self->picture, &square, x, y) >= 0;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_on_point ? "pointer" : NULL);
}

static void
forget_curves (CrSurfaceView *self)
{
  for (guint i = 0; i < self->picture.n_curves; i++)
    {
      g_free ((double *) self->curves[i].values);
      g_free ((char *) self->curves[i].name);
    }
  self->picture.n_curves = 0;
}

static void
cr_surface_view_finalize (GObject *object)
{
  CrSurfaceView *self = CR_SURFACE_VIEW (object);

  forget_points (self);
  g_free (self->values);
  forget_curves (self);
  cr_fonts_free (self->fonts);
  G_OBJECT_CLASS (cr_surface_view_parent_class)->finalize (object);
}

static void
cr_surface_view_class_init (CrSurfaceViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_surface_view_finalize;
  widget_class->snapshot = cr_surface_view_snapshot;
  widget_class->measure = cr_surface_view_measure;
  widget_class->get_request_mode = cr_surface_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
add_controllers (CrSurfaceView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
cr_surface_view_init (CrSurfaceView *self)
{
  self->fonts = cr_fonts_new ();
  self->picture = (CrSurfacePicture) {
    .left = -CR_SURFACE_EXTENT, .right = CR_SURFACE_EXTENT, .bottom = -CR_SURFACE_EXTENT, .top = CR_SURFACE_EXTENT,
    .chosen = -1, .radius = RADIUS, .around = CR_COLOR_PANEL
  };
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "surface-view");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the net answers over the plane of x₁ and x₂, with the examples"), -1);
  add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cr_surface_view_new (void)
{
  return g_object_new (CR_TYPE_SURFACE_VIEW, NULL);
}

/* The plane as it is, or what of it the points of one feature take, which then needs its numbers. */
static void
look_at (CrSurfaceView *self, const CrExamplesShown *examples)
{
  self->picture.left = examples->left;
  self->picture.right = examples->right;
  self->picture.bottom = examples->bottom;
  self->picture.top = examples->top;
  self->picture.show_axes = examples->is_curve;
  self->picture.names[0] = examples->is_curve ? "x1" : NULL;
  if (!examples->is_curve)
    cr_surface_view_set_curves (self, NULL, 0, 0);
}

void
cr_surface_view_set_examples (CrSurfaceView *view, const CrExamplesShown *examples)
{
  gboolean hides_test;

  g_return_if_fail (CR_IS_SURFACE_VIEW (view));

  hides_test = view->picture.examples.hide_test;
  view->picture.examples = examples != NULL ? examples->shown : (CrDataPoints) { 0 };
  view->picture.examples.hide_test = hides_test;
  view->picture.chosen = -1;
  if (examples != NULL)
    look_at (view, examples);
  forget_points (view);
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

void
cr_surface_view_set_map (CrSurfaceView *view, const CrMap *map)
{
  gboolean is_discrete;
  gsize size;

  g_return_if_fail (CR_IS_SURFACE_VIEW (view));

  is_discrete = view->picture.map.discrete;
  g_clear_pointer (&view->values, g_free);
  view->picture.map = map != NULL ? *map : (CrMap) { 0 };
  if (map != NULL)
    {
      size = (gsize) map->columns * map->rows * MAX (1, map->n_classes) * sizeof (double);
      view->values = g_memdup2 (map->values, size);
      view->picture.map.values = view->values;
    }
  view->picture.map.discrete = is_discrete;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

void
cr_surface_view_set_curves (CrSurfaceView *view, const CrSurfaceCurve *curves, guint n_curves, guint n_parts)
{
  gboolean is_legend_other;

  g_return_if_fail (CR_IS_SURFACE_VIEW (view));
  g_return_if_fail (n_curves <= CR_SURFACE_MOST_CURVES);

  is_legend_other = n_curves != view->picture.n_curves;
  forget_curves (view);
  for (guint i = 0; i < n_curves; i++)
    view->curves[i] = (CrSurfaceCurve) { g_memdup2 (curves[i].values, n_parts * sizeof (double)), g_strdup (curves[i].name) };
  view->picture.curves = view->curves;
  view->picture.n_curves = n_curves;
  view->picture.n_parts = n_parts;
  view->picture.curve_left = -CR_SURFACE_EXTENT;
  view->picture.curve_right = CR_SURFACE_EXTENT;
  if (is_legend_other)
    gtk_widget_queue_resize (GTK_WIDGET (view));
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

void
cr_surface_view_set_chosen (CrSurfaceView *view, int point)
{
  g_return_if_fail (CR_IS_SURFACE_VIEW (view));

  if (view->picture.chosen == point)
    return;
  view->picture.chosen = point;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

void
cr_surface_view_set_options (CrSurfaceView *view, gboolean shows_test, gboolean is_discrete)
{
  g_return_if_fail (CR_IS_SURFACE_VIEW (view));

  if (view->picture.examples.hide_test == shows_test)
    forget_points (view);
  view->picture.examples.hide_test = !shows_test;
  view->picture.map.discrete = is_discrete;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

const CrMap *
cr_surface_view_get_map (CrSurfaceView *view)
{
  g_return_val_if_fail (CR_IS_SURFACE_VIEW (view), NULL);

  return &view->picture.map;
}

const CrSurfaceCurve *
cr_surface_view_get_curve (CrSurfaceView *view, guint which, guint *n_parts)
{
  g_return_val_if_fail (CR_IS_SURFACE_VIEW (view), NULL);

  *n_parts = view->picture.n_parts;
  return which < view->picture.n_curves ? &view->curves[which] : NULL;
}
