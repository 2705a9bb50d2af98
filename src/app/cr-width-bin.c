/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A container for one child that may be narrower than the child asks for, and that tells how wide it is: for layouts by width.
 *
 * How this works: it asks for CR_WIDTH_LEAST only, so a window may always be made narrow. When it has got another size it tells so
 * before the next frame; until the layout has followed, the child gets the width it needs, and what does not fit is cut for that frame.
 */
#include "cr-width-bin.h"

struct _CrWidthBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int width;
  int height;
  guint notify_id;
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPERTIES
};

enum
{
  WIDTH_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrWidthBin, cr_width_bin, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

CrWidth
cr_width_classify (int pixels)
{
  if (pixels >= 1100)
    return CR_WIDTH_WIDE;
  if (pixels >= 700)
    return CR_WIDTH_MEDIUM;
  return pixels >= 480 ? CR_WIDTH_NARROW : CR_WIDTH_PHONE;
}

static gboolean
on_width_changed (gpointer data)
{
  CrWidthBin *self = data;

  self->notify_id = 0;
  g_signal_emit (self, signals[WIDTH_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
cr_width_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  CrWidthBin *self = CR_WIDTH_BIN (widget);
  int least = 0;

  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      for_size = MAX (for_size, least);
    }
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, CR_WIDTH_LEAST);
}

static void
cr_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrWidthBin *self = CR_WIDTH_BIN (widget);
  int least_width = 0;
  int least_height = 0;

  if (width != self->width || height != self->height)
    {
      self->width = width;
      self->height = height;
      if (self->notify_id == 0)
        self->notify_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, on_width_changed, self, NULL);
    }
  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  width = MAX (width, least_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, width, MAX (height, least_height), baseline, NULL);
}

static void
cr_width_bin_set_child (CrWidthBin *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
cr_width_bin_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    cr_width_bin_set_child (CR_WIDTH_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = cr_width_bin_add_child;
}

static void
cr_width_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    g_value_set_object (value, CR_WIDTH_BIN (object)->child);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_width_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    cr_width_bin_set_child (CR_WIDTH_BIN (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_width_bin_dispose (GObject *object)
{
  CrWidthBin *self = CR_WIDTH_BIN (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (cr_width_bin_parent_class)->dispose (object);
}

static void
cr_width_bin_class_init (CrWidthBinClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cr_width_bin_dispose;
  object_class->get_property = cr_width_bin_get_property;
  object_class->set_property = cr_width_bin_set_property;
  widget_class->measure = cr_width_bin_measure;
  widget_class->size_allocate = cr_width_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[WIDTH_CHANGED] = g_signal_new ("width-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
cr_width_bin_init (CrWidthBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Where nothing draws shadows, a window draws a frame of its own around what is in it. */
static int
get_frame (CrWidthBin *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  graphene_rect_t bounds;

  if (root == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (root), GTK_WIDGET (root), &bounds))
    return 0;
  return MAX ((int) bounds.size.width - gtk_widget_get_width (GTK_WIDGET (root)), 0);
}

CrWidth
cr_width_bin_get_width (CrWidthBin *bin)
{
  g_return_val_if_fail (CR_IS_WIDTH_BIN (bin), CR_WIDTH_WIDE);

  return bin->width > 0 ? cr_width_classify (bin->width + get_frame (bin)) : CR_WIDTH_WIDE;
}

int
cr_width_bin_get_pixels (CrWidthBin *bin)
{
  g_return_val_if_fail (CR_IS_WIDTH_BIN (bin), 0);

  return bin->width;
}
