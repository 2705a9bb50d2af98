/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small square picture of points of the plane in the colours of their labels. */
#include "cr-points-picture.h"

#include "cr-colors.h"
#include "cr-generator.h"

#include <adwaita.h>
#include <math.h>

/* More are not told apart in so small a picture. */
#define MOST_POINTS 1500
#define RADIUS 1.2

struct _CrPointsPicture
{
  GtkWidget parent_instance;

  int side;
  CrTable *table;
};

G_DEFINE_FINAL_TYPE (CrPointsPicture, cr_points_picture, GTK_TYPE_WIDGET)

static gboolean
is_class (double label)
{
  return label == floor (label) && label >= -1 && label < 16;
}

/* Whether all labels are whole numbers, as those of classes are. */
static gboolean
has_classes (const CrTable *table)
{
  for (guint32 i = 0; i < MIN (cr_table_get_n_examples (table), MOST_POINTS); i++)
    if (!is_class (cr_table_get_example (table, i)[table->n_features]))
      return FALSE;
  return TRUE;
}

static gboolean
has_signs (const CrTable *table)
{
  for (guint32 i = 0; i < MIN (cr_table_get_n_examples (table), MOST_POINTS); i++)
    if (cr_table_get_example (table, i)[table->n_features] < 0)
      return TRUE;
  return FALSE;
}

static void
draw_point (cairo_t *cairo, double x, double y, gboolean is_square)
{
  if (is_square)
    cairo_rectangle (cairo, x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
  else
    cairo_arc (cairo, x, y, RADIUS, 0, 2 * G_PI);
  cairo_fill (cairo);
}

static void
draw_table (const CrTable *table, cairo_t *cairo, int width, int height, gboolean is_dark)
{
  double scale = (MIN (width, height) - 2 * RADIUS) / (2 * CR_GENERATOR_EXTENT);
  gboolean are_classes = has_classes (table);
  gboolean are_signs = has_signs (table);
  int x_column = 0;
  int y_column = table->n_features > 1 ? 1 : 0;

  for (guint32 i = 0; i < MIN (cr_table_get_n_examples (table), MOST_POINTS); i++)
    {
      const double *example = cr_table_get_example (table, i);
      double label = example[table->n_features];
      guint class = are_signs ? (label < 0) : are_classes ? label : 0;
      CrColor color = are_classes ? cr_color_get_class (class, is_dark) : cr_color_get_map (label, is_dark);

      cairo_set_source_rgba (cairo, color.red, color.green, color.blue, color.alpha);
      draw_point (cairo, width / 2.0 + scale * example[x_column], height / 2.0 - scale * example[y_column], are_classes && class % 2 == 1);
    }
}

static void
cr_points_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrPointsPicture *self = CR_POINTS_PICTURE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cairo;

  if (self->table == NULL || width <= 0 || height <= 0)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_table (self->table, cairo, width, height, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  cairo_destroy (cairo);
}

static void
cr_points_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = CR_POINTS_PICTURE (widget)->side;
}

static void
cr_points_picture_finalize (GObject *object)
{
  g_clear_pointer (&CR_POINTS_PICTURE (object)->table, cr_table_unref);
  G_OBJECT_CLASS (cr_points_picture_parent_class)->finalize (object);
}

static void
cr_points_picture_class_init (CrPointsPictureClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_points_picture_finalize;
  widget_class->snapshot = cr_points_picture_snapshot;
  widget_class->measure = cr_points_picture_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cr_points_picture_init (CrPointsPicture *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cr_points_picture_new (int side)
{
  CrPointsPicture *self = g_object_new (CR_TYPE_POINTS_PICTURE, NULL);

  self->side = side;
  return GTK_WIDGET (self);
}

void
cr_points_picture_set_table (CrPointsPicture *picture, const CrTable *table)
{
  g_return_if_fail (CR_IS_POINTS_PICTURE (picture));

  if (picture->table == table)
    return;
  g_clear_pointer (&picture->table, cr_table_unref);
  picture->table = table != NULL ? cr_table_ref (table) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (picture));
}
